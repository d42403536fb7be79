"""The full-text index of the embedded store: what goes in for a record, and a query as SQL. SQLite FTS5 only.

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
# How much a word counts in each column: the quotation first, then who said it. Set by hand; ties go to the newer.
WEIGHTS = "10.0, 5.0, 2.0, 2.0, 1.0, 0.0"
ARTICLE_WEIGHTS = "5.0, 1.0, 0.0"

Texts = tuple[str, ...]


def statement_texts(row: Params, headline: str | None) -> Texts:
    """The six columns of the index for a row of `statements`."""
    context = "\n".join(row[c] for c in ("prompt", "occasion", "addressee", "place") if row[c])
    office = " ".join(row[c] for c in ("role", "body") if row[c])
    tags = " ".join(tag(d, str(row[c])) for d, c in STATEMENT_TAGS if row[c])
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


def put(db: Database, table: str, rows: Iterable[tuple[int, Texts]]) -> None:
    """Index the rows. In order of their number: FTS5 writes out its buffer whenever a number is not the next."""
    columns = _columns(table)
    sql = f"INSERT INTO {table} (rowid, {', '.join(columns)}) VALUES (:n, {', '.join(':' + c for c in columns)})"
    db.executemany(sql, list(_parameters(columns, rows)))


def drop(db: Database, table: str, rows: Iterable[tuple[int, Texts]]) -> None:
    """Take the rows out again: a contentless index must be told exactly what was put in."""
    columns = _columns(table)
    sql = (
        f"INSERT INTO {table} ({table}, rowid, {', '.join(columns)}) "
        f"VALUES ('delete', :n, {', '.join(':' + c for c in columns)})"
    )
    db.executemany(sql, list(_parameters(columns, rows)))


def _columns(table: str) -> tuple[str, ...]:
    return STATEMENT_COLUMNS if table == "statements_fts" else ARTICLE_COLUMNS


def _parameters(columns: Sequence[str], rows: Iterable[tuple[int, Texts]]) -> Iterator[dict[str, Any]]:
    for n, texts in sorted(rows):
        yield {"n": n, **dict(zip(columns, texts, strict=True))}


def quoted(term: str) -> str:
    """The term as an FTS5 string: no sign in it is syntax."""
    return '"' + term.replace('"', " ") + '"'


def statement_match(query: StatementQuery) -> str | None:
    """The FTS5 expression of the query; None if it asks for no words and filters nothing but time."""
    parts = [f"{WORDS_IN} : {quoted(t)}" for t in terms(query.words)]
    parts += [f"quote : {quoted(' '.join(terms_in_order(query.phrase)))}"] if terms(query.phrase) else []
    parts += [f"speaker : {quoted(t)}" for t in terms(query.speaker)]
    parts += [f"office : {quoted(t)}" for t in terms(query.body)]
    parts += _tagged(
        person=query.speaker_key,
        body=query.body_key,
        kind=query.kind,
        medium=query.medium,
        outlet=name_key(query.outlet) if query.outlet else None,
        language=query.language,
        country=query.country,
    )
    return " AND ".join(f"({p})" for p in parts) or None


def article_match(query: ArticleQuery) -> str | None:
    """The FTS5 expression of the query; None if it asks for no words and filters nothing but time."""
    parts = [f"{{headline text}} : {quoted(t)}" for t in terms(query.words)]
    outlet = name_key(query.outlet) if query.outlet else None
    parts += _tagged(outlet=outlet, language=query.language, country=query.country)
    return " AND ".join(f"({p})" for p in parts) or None


def terms_in_order(phrase: str) -> list[str]:
    return [t for piece in phrase.replace('"', " ").split() for t in terms(piece)]


def _tagged(**values: str | None) -> list[str]:
    return [f"tags : {quoted(tag(dimension, value))}" for dimension, value in values.items() if value]


def unmatchable(query: StatementQuery | ArticleQuery) -> bool:
    """Whether the query asks for words and none of what was typed is a word: then nothing matches, not everything."""
    asked = [query.words] if isinstance(query, ArticleQuery) else [query.words, query.phrase, query.speaker, query.body]
    return any(text.strip() and not terms(text) for text in asked)


def problems(db: Database) -> Iterator[tuple[str, str]]:
    """(table, what is wrong) where the index has rows that it should not have, or lacks some."""
    for table in ("statements", "articles"):
        shown, held = f"SELECT n FROM {table} WHERE current = 1", f"SELECT id FROM {table}_fts_docsize"
        for what, sql in (("lacks", f"{shown} EXCEPT {held}"), ("still has", f"{held} EXCEPT {shown}")):
            if found := db.row(f"{sql} LIMIT 1"):
                yield f"{table}_fts", f"the index {what} row {found[0]}; restore from a backup or add its page again"


def has(db: Database, row: Params) -> bool:
    """Whether the statement is found by its own first words and speaker."""
    asked = StatementQuery(words=" ".join(row["quote"].split()[:3]), speaker_key=row["speaker_key"])
    match = statement_match(asked)
    sql = "SELECT 1 FROM statements_fts WHERE statements_fts MATCH :match AND rowid = :n"
    return match is None or bool(db.rows(sql, {"match": match, "n": row["n"]}))
