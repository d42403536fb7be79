"""The full-text index of the embedded store: what goes in for a record, and a query as an FTS5 expression.

Every filter of a query is a term in the column `tags`, so FTS5 intersects it with the words, walks the matches by time
and stops at the limit: the cost of a slice hardly depends on how many statements match.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from onrecord.store.db import Database, Params
from onrecord.store.keys import name_key, tag
from onrecord.store.query import ArticleQuery, StatementQuery
from onrecord.store.words import indexed, terms

STATEMENT_COLUMNS = ("quote", "speaker", "office", "context", "headline", "tags")
ARTICLE_COLUMNS = ("headline", "text", "tags")
WORDS_IN = "{quote speaker office context headline}"
ARTICLE_WORDS_IN = "{headline text}"
Texts = tuple[str, ...]


def statement_texts(row: Params, headline: str | None) -> Texts:
    """The six columns of the index for a row of `statements`."""
    context = "\n".join(row[c] for c in ("prompt", "occasion", "addressee", "place") if row[c])
    office = " ".join(row[c] for c in ("role", "body") if row[c])
    tags = " ".join(tag(d, str(row[c])) for d, c in STATEMENT_TAGS if row[c])
    tags += "".join(f" {name_word(word)}" for word in (row["speaker_key"] or "").split())
    return (indexed(row["quote"]), indexed(row["speaker"]), indexed(office), indexed(context), indexed(headline), tags)


def article_texts(row: Params, text: str) -> Texts:
    """The three columns of the index for a row of `articles`."""
    tags = " ".join(tag(d, str(row[c])) for d, c in ARTICLE_TAGS if row[c])
    return (indexed(row["headline"]), indexed(text), tags)


# (dimension of the tag, column of the row)
ARTICLE_TAGS = (("outlet", "outlet_key"), ("language", "language"), ("country", "country"))
STATEMENT_TAGS = (
    *ARTICLE_TAGS,
    ("person", "speaker_key"),
    ("body", "body_key"),
    ("kind", "kind"),
    ("medium", "medium"),
)


def quoted(term: str) -> str:
    """The term as an FTS5 string: no sign in it is syntax."""
    return '"' + term.replace('"', " ") + '"'


def both(parts: Iterable[str]) -> str:
    return " AND ".join(f"({p})" for p in parts)


def name_word(word: str) -> str:
    """A word of a speaker's name as a term of its own. Looked for in the column of names, a word that stands in every
    text and in no name would be read through in every text."""
    return f"xn{word}0"


class Fts5:
    """`db.Search` on SQLite's FTS5."""

    number = "f.rowid"

    def condition(self, table: str) -> str:
        return f"{table}_fts MATCH :match"

    def put(self, db: Database, table: str, rows: Iterable[tuple[int, Texts]]) -> None:
        """In order of their number: FTS5 writes out its buffer whenever a number is not above the last."""
        columns = _COLUMNS[table]
        names = ", ".join(columns)
        sql = f"INSERT INTO {table}_fts (rowid, {names}) VALUES (:n, {_parameters(columns)})"
        db.executemany(sql, list(_values(columns, rows)))

    def drop(self, db: Database, table: str, rows: Iterable[tuple[int, Texts]]) -> None:
        """A contentless index must be told exactly what was put in."""
        columns = _COLUMNS[table]
        fts = f"{table}_fts"
        names = ", ".join(columns)
        sql = f"INSERT INTO {fts} ({fts}, rowid, {names}) VALUES ('delete', :n, {_parameters(columns)})"
        db.executemany(sql, list(_values(columns, rows)))

    def match(self, query: StatementQuery | ArticleQuery) -> str | None:
        return both([*_asked(query), *_filters(query)]) or None

    def tiers(self, query: StatementQuery | ArticleQuery) -> tuple[str, ...]:
        found = terms(query.words)
        if isinstance(query, ArticleQuery):
            better = [_all_in("headline", found), _in_order("text", found)]
        else:
            named = [f"tags : {quoted(name_word(word))}" for term in found for word in name_key(term).split()]
            better = [both(named), _in_order("quote", found), _all_in("quote", found)]
        # One word is in order already, and its two tiers would be the same.
        return tuple(both([tier, *_filters(query)]) for tier in dict.fromkeys(better) if tier)

    def problems(self, db: Database) -> Iterator[tuple[str, str]]:
        return gaps(db, "SELECT id FROM {table}_fts_docsize")

    def has(self, db: Database, row: Params) -> bool:
        match = self.match(StatementQuery(words=" ".join(row["quote"].split()[:3]), speaker_key=row["speaker_key"]))
        sql = "SELECT 1 FROM statements_fts WHERE statements_fts MATCH :match AND rowid = :n"
        return match is None or bool(db.rows(sql, {"match": match, "n": row["n"]}))


def gaps(db: Database, held: str) -> Iterator[tuple[str, str]]:
    """Where the full-text index and the shown rows differ; `held` selects the numbers in the index of `{table}`."""
    for table in ("statements", "articles"):
        shown, kept = f"SELECT n FROM {table} WHERE current = 1", held.format(table=table)
        for what, sql in (("lacks", f"{shown} EXCEPT {kept}"), ("still has", f"{kept} EXCEPT {shown}")):
            if found := db.row(f"{sql} LIMIT 1"):
                message = f"the index {what} row {found[0]}; restore from a backup or add its page again"
                yield f"{table}_fts", message


_COLUMNS = {"statements": STATEMENT_COLUMNS, "articles": ARTICLE_COLUMNS}


def _parameters(columns: Sequence[str]) -> str:
    return ", ".join(":" + c for c in columns)


def _values(columns: Sequence[str], rows: Iterable[tuple[int, Texts]]) -> Iterator[dict[str, Any]]:
    for n, texts in sorted(rows):
        yield {"n": n, **dict(zip(columns, texts, strict=True))}


def _asked(query: StatementQuery | ArticleQuery) -> list[str]:
    """One part for each term: it may stand in any column of words."""
    columns = ARTICLE_WORDS_IN if isinstance(query, ArticleQuery) else WORDS_IN
    return [f"{columns} : {quoted(t)}" for t in terms(query.words)]


def _all_in(columns: str, found: tuple[str, ...]) -> str:
    return both(f"{columns} : {quoted(t)}" for t in found)


def _in_order(column: str, found: tuple[str, ...]) -> str:
    return f"({column} : {quoted(' '.join(found))})" if found else ""


def _filters(query: StatementQuery | ArticleQuery) -> list[str]:
    """The parts of a query that narrow without being asked for in any column."""
    tags: dict[str, str | None] = {
        "outlet": name_key(query.outlet) if query.outlet else None,
        "language": query.language,
        "country": query.country,
    }
    parts = []
    if isinstance(query, StatementQuery):
        phrase = [t for piece in query.phrase.replace('"', " ").split() for t in terms(piece)]
        parts += [_in_order("quote", tuple(phrase))] if phrase else []
        parts += [f"speaker : {quoted(t)}" for t in terms(query.speaker)]
        parts += [f"office : {quoted(t)}" for t in terms(query.body)]
        tags |= {"person": query.speaker_key, "body": query.body_key, "kind": query.kind, "medium": query.medium}
    return parts + [f"tags : {quoted(tag(dimension, value))}" for dimension, value in tags.items() if value]
