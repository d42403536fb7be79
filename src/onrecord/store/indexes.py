"""What is kept beside the rows, in the same transaction: the full-text index, the tallies, and whatever else stands on
the archive's statements. Each is told once per batch which articles stopped and which began to be shown.

To stand on the store, write a class with `change` and put an instance into `INDEXES`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Protocol

from onrecord.store import search
from onrecord.store.db import Database
from onrecord.store.entries import Entry
from onrecord.store.keys import outlet_of
from onrecord.store.parties import Directory
from onrecord.store.quotes import Quotations


class Index(Protocol):
    def change(self, db: Database, hidden: Sequence[Entry], shown: Sequence[Entry]) -> None:
        """Take the hidden entries out and put the shown ones in. `hidden` rows are as they were before."""


class FullText:
    """Words and filter tags of statements and articles."""

    def change(self, db: Database, hidden: Sequence[Entry], shown: Sequence[Entry]) -> None:
        for act, entries in ((db.search.drop, hidden), (db.search.put, shown)):
            act(db, "statements", [pair for entry in entries for pair in statement_pairs(entry)])
            act(db, "articles", [(e.row["n"], search.article_texts(e.row, e.record.article.text)) for e in entries])


def statement_pairs(entry: Entry) -> Iterator[tuple[int, search.Texts]]:
    for row in entry.statements:
        yield row["n"], search.statement_texts(row, entry.row["headline"])


class Tallies:
    """How much there is of each outlet, language, country, person, body, kind and medium."""

    def change(self, db: Database, hidden: Sequence[Entry], shown: Sequence[Entry]) -> None:
        sums: dict[tuple[str, str], dict[str, Any]] = {}
        for sign, entries in ((-1, hidden), (1, shown)):
            for entry in entries:
                self._count(entry, sign, sums)
        # Always in the same order, so that two writers never wait for each other's rows.
        changed = [sums[key] for key in sorted(sums) if sums[key]["articles"] or sums[key]["statements"]]
        db.executemany(_ADD, changed)
        db.executemany(_CLEAR, [c for c in changed if c["articles"] < 0])

    @staticmethod
    def _count(entry: Entry, sign: int, sums: dict[tuple[str, str], dict[str, Any]]) -> None:
        seen = set()
        for dimension, value, label, is_article in tally_values(entry):
            fresh = {"dimension": dimension, "value": value, "articles": 0, "statements": 0}
            total = sums.setdefault(
                (dimension, value), fresh | dict.fromkeys(("first_day", "last_day"), entry.row["day"])
            )
            total["label"] = label
            total["first_day"] = min(total["first_day"], entry.row["day"])
            total["last_day"] = max(total["last_day"], entry.row["day"])
            total["statements"] += 0 if is_article else sign
            total["articles"] += sign if (dimension, value) not in seen else 0
            seen.add((dimension, value))


def tally_values(entry: Entry) -> Iterator[tuple[str, str, str, bool]]:
    """(dimension, value, label, whether it is the article that counts and not a statement) for all that is counted."""
    row = entry.row
    whole = (
        ("outlet", row["outlet_key"] or "", outlet_of(entry.record.article) or ""),
        ("language", row["language"], row["language"]),
        ("country", row["country"], row["country"]),
    )
    for dimension, value, label in whole:
        if value is not None:
            yield dimension, value, label, True
            yield from ((dimension, value, label, False) for _ in entry.statements)
    for s in entry.statements:
        yield "kind", s["kind"], s["kind"], False
        yield "medium", s["medium"], s["medium"], False
        if s["speaker_key"] and s["speaker_type"] == "person":
            yield "person", s["speaker_key"], s["speaker"], False
        if s["body_key"]:
            yield "body", s["body_key"], s["body"], False


_ADD = """
    INSERT INTO tallies (dimension, value, label, articles, statements, first_day, last_day)
    VALUES (:dimension, :value, :label, :articles, :statements, :first_day, :last_day)
    ON CONFLICT (dimension, value) DO UPDATE SET
        label = excluded.label,
        articles = tallies.articles + excluded.articles,
        statements = tallies.statements + excluded.statements,
        first_day = CASE WHEN excluded.first_day < tallies.first_day THEN excluded.first_day ELSE tallies.first_day END,
        last_day = CASE WHEN excluded.last_day > tallies.last_day THEN excluded.last_day ELSE tallies.last_day END
"""
_CLEAR = "DELETE FROM tallies WHERE dimension = :dimension AND value = :value AND articles <= 0"

INDEXES: tuple[Index, ...] = (FullText(), Tallies(), Directory(), Quotations())
