"""An archive of any number of statements for the speed of `verify`: the store's own tables without its other indexes.

Sentences are chains of words, each drawn from those that follow the one before in the texts given, so that words and
pairs of words are as unequal as in real news; no text is anybody's. The same numbers give the same archive.
"""

from __future__ import annotations

import random
import zlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import islice, pairwise
from pathlib import Path

from onrecord.codec import record_to_json
from onrecord.model import Article, Kind, Medium, Page, Record, Span, Speaker, SpeakerType, Statement, Versions
from onrecord.quotes.keys import keys_of
from onrecord.store.db import migrate, migrations
from onrecord.store.entries import ARTICLE_FIELDS, STATEMENT_FIELDS, Entry, entry_of
from onrecord.store.keys import SLOT
from onrecord.store.quote_keys import INDEXES
from onrecord.store.quotes import PLACE, Quotations, Text, place_row, texts
from onrecord.store.reading import pack
from onrecord.store.sqlite import SqliteDatabase

BATCH = 64  # articles in a transaction, as `add` does it
PER_ARTICLE = 10  # statements, with half as many sentences that are the article's own
START = datetime(2020, 1, 1, tzinfo=UTC)
VERSIONS = Versions("bench", "bench", "made")


class Chains:
    """Sentences in the manner of the texts given."""

    def __init__(self, texts: Sequence[str], seed: int) -> None:
        self.chance = random.Random(seed)
        self.follows: dict[str, list[str]] = {}
        for text in texts:
            tokens = ["", *text.replace("\n", " ").split(), ""]
            for a, b in pairwise(tokens):
                self.follows.setdefault(a, []).append(b)
        self.words = [w for t in texts for w in t.split() if w.isalpha()]

    def sentence(self, low: int = 6, high: int = 26) -> str:
        size, word, chain = self.chance.randint(low, high), self.chance.choice(self.words), []
        while len(chain) < size:
            chain.append(word)
            word = self.chance.choice(self.follows.get(word) or self.words) or self.chance.choice(self.words)
        return " ".join(chain)


def articles(chains: Chains, count: int, *, first: int = 0) -> Iterator[Record]:
    """So many articles of ten statements each, numbered from `first`."""
    for number in range(first, first + count):
        paragraphs, statements, at = [], [], 0
        for i in range(PER_ARTICLE):
            name = f"Speaker {chains.chance.randrange(20_000)}"
            said = chains.sentence()
            direct = chains.chance.random() < 0.5
            text = f"“{said},” said {name}." if direct else f"{name} said that {said}."
            if i % 2:
                text += f" {chains.sentence(8, 30).capitalize()}."
            start = 0 if direct else text.index(said)
            content = Span(at + start, at + start + len(said) + (3 if direct else 0))
            quote = text[start : start + content.end - content.start]
            kind = Kind.DIRECT if direct else Kind.INDIRECT
            speaker = Speaker(name, SpeakerType.PERSON)
            statements.append(Statement(kind, Medium.SPEECH, (content,), (), (), quote, speaker))
            paragraphs.append(text)
            at += len(text) + 1
        address = f"https://paper{number % 500}.example/{number}"
        article = Article(f"Number {number}", tuple(paragraphs), url=address, outlet=f"Paper {number % 500}")
        yield Record(article, tuple(statements), VERSIONS)


def open_database(folder: Path) -> SqliteDatabase:
    folder.mkdir(parents=True, exist_ok=True)
    db = SqliteDatabase(folder / "onrecord.sqlite3", write=True)
    migrate(db, migrations(db.dialect))
    return db


def entry(record: Record, number: int) -> Entry:
    page = Page(b"", record.article.url)
    moment = START + timedelta(minutes=number)
    return entry_of(page, record, n=number * SLOT, seen_at=moment, added=moment)


def add(db: SqliteDatabase, batch: Sequence[tuple[int, Record]]) -> None:
    """Put articles in, all in one transaction, with the index of quotations and no other."""
    index = Quotations()
    with db.writing():
        entries = [entry(record, number) for number, record in batch]
        for e in entries:
            db.execute(_insert("articles", ARTICLE_FIELDS), e.row)
            db.execute("INSERT INTO records VALUES (:n, :packed)", {"n": e.row["n"], "packed": pack(e.record)})
            db.executemany(_insert("statements", STATEMENT_FIELDS), e.statements)
        index.change(db, (), entries)


def fill(db: SqliteDatabase, records: Iterable[Record], *, first: int = 0) -> None:
    """Put many articles in at a third of the cost of `add`: nothing is looked for that is like what comes in."""
    numbered = enumerate(records, first)
    while batch := list(islice(numbered, 1000)):
        with db.writing():
            entries = [entry(record, number) for number, record in batch]
            db.executemany(_insert("articles", ARTICLE_FIELDS), (e.row for e in entries))
            packed = ({"n": e.row["n"], "packed": zlib.compress(record_to_json(e.record), 1)} for e in entries)
            db.executemany("INSERT INTO records VALUES (:n, :packed)", packed)
            db.executemany(_insert("statements", STATEMENT_FIELDS), (s for e in entries for s in e.statements))
            _index(db, [(int(e.row["n"]), t) for e in entries for t in texts(e)])


def _index(db: SqliteDatabase, found: Sequence[tuple[int, Text]]) -> None:
    ((top,),) = db.rows("SELECT coalesce(max(text), 0) FROM quote_places")
    numbered = [(top + 1 + i, n, t) for i, (n, t) in enumerate(found)]
    hashes = ({"hash": t.hash, "text": i} for i, _, t in numbered)
    db.executemany("INSERT OR IGNORE INTO quote_texts (hash, text) VALUES (:hash, :text)", hashes)
    db.executemany(PLACE, (place_row(t, i, n) for i, n, t in numbered))
    keyed = [(i, [k for k, _ in keys_of(t.words)], t.sketch) for i, _, t in numbered]
    INDEXES["sqlite"].put(db, keyed)


def _insert(table: str, fields: Sequence[str]) -> str:
    return f"INSERT INTO {table} ({', '.join(fields)}) VALUES ({', '.join(':' + f for f in fields)})"
