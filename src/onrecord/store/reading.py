"""Reading: queries of the archive as SQL, rows as frozen values. Functions of a `Database`; nothing here writes.

A walk by time reads rows in the order of `n`, downwards, and stops at the limit; filters narrow the full-text match.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from onrecord import codec
from onrecord.errors import ArchiveBroken, FormatError, NotFound, UsageError
from onrecord.model import Record
from onrecord.store import keys
from onrecord.store.db import Database
from onrecord.store.keys import name_key
from onrecord.store.matching import matches, unmatchable, walk
from onrecord.store.query import ArticleQuery, StatementQuery, checked_limit, offset_cursor, read_cursor, time_cursor
from onrecord.store.rows import (
    ArticleRow,
    Count,
    Facet,
    FailureRow,
    Slice,
    StatementRow,
    Tally,
    Totals,
    VersionRow,
)

Row = TypeVar("Row")

ARTICLE = """
    a.n, a.id, a.address, a.outlet, a.outlet_key, a.headline, a.published, a.modified, a.captured, a.day,
    a.dateline_place, a.agency, a.language, a.country, a.incomplete, a.statement_count, a.current, a.replaced_by,
    a.seen_at, a.text_sha256, a.page_sha256
"""
STATEMENT = """
    s.n, s.id, a.id, s.ordinal, s.kind, s.medium, s.quote, s.spans, s.speaker, s.speaker_key, s.speaker_type, s.role,
    s.body, s.body_key, s.prompt, s.addressee, s.occasion, s.place, s.said, s.parent, s.confidence, a.outlet,
    a.outlet_key, a.headline, a.address, a.published, s.day, s.language, s.country, s.current
"""
COUNT_LIMIT = 10_000  # matches are counted so far: some 2 ms
FACET_LIMIT = 3_000  # facets look at so many of the newest matches: some 10 ms of CPU
FACETS: Mapping[str, tuple[str, str]] = {  # dimension -> (value, label)
    "kind": ("s.kind", "s.kind"),
    "medium": ("s.medium", "s.medium"),
    "outlet": ("s.outlet_key", "a.outlet"),
    "language": ("s.language", "s.language"),
    "country": ("s.country", "s.country"),
    "person": ("s.speaker_key", "s.speaker"),
    "body": ("s.body_key", "s.body"),
    "year": ("substr(s.day, 1, 4)", "substr(s.day, 1, 4)"),
}


def statement_row(values: tuple[Any, ...]) -> StatementRow:
    return StatementRow(*(*values[:-1], bool(values[-1])))


def article_row(values: tuple[Any, ...]) -> ArticleRow:
    return ArticleRow(*(*values[:16], bool(values[16]), *values[17:]))


def statements(db: Database, query: StatementQuery, cursor: str | None, limit: int) -> Slice[StatementRow]:
    """The statements that match, newest or best first. Raises `UsageError` for a cursor or limit that cannot be."""
    if query.article_id is not None:
        return _of_article(db, query, cursor, limit)
    found = matches(db, "statements", query, cursor, limit)
    sql = f"SELECT {STATEMENT} FROM statements s JOIN articles a ON a.n = s.article WHERE s.n = :n"
    return Slice(tuple(statement_row(row) for row in db.each(sql, found.rows)), found.next)


def articles(db: Database, query: ArticleQuery, cursor: str | None, limit: int) -> Slice[ArticleRow]:
    """The articles that match, newest or best first. Raises `UsageError` for a cursor or limit that cannot be."""
    found = matches(db, "articles", query, cursor, limit)
    sql = f"SELECT {ARTICLE} FROM articles a WHERE a.n = :n"
    return Slice(tuple(article_row(row) for row in db.each(sql, found.rows)), found.next)


def _of_article(db: Database, query: StatementQuery, cursor: str | None, limit: int) -> Slice[StatementRow]:
    """The statements of one article, of whatever version, in the order of the text."""
    limit, after = checked_limit(limit), read_cursor(cursor, "t")
    sql = (
        f"SELECT {STATEMENT} FROM articles a JOIN statements s ON s.article = a.n "
        "AND s.n > :after AND s.n >= a.n AND s.n < a.n + :width WHERE a.id = :id ORDER BY s.n LIMIT :limit"
    )
    found = db.row("SELECT n, statement_count FROM articles WHERE id = :id", {"id": query.article_id})
    if found is None:
        raise NotFound(f"no article {query.article_id!r} in the archive: `onrecord list` shows what there is")
    bounds = {"after": found[0] - 1 if after is None else after, "width": keys.slots(found[1])}
    rows = db.rows(sql, {"id": query.article_id, "limit": limit + 1, **bounds})
    more = time_cursor(rows[limit - 1][0]) if len(rows) > limit else None
    return Slice(tuple(statement_row(r) for r in rows[:limit]), more)


def end_of(db: Database, article: int) -> int:
    """The number behind the last statement of an article (by its number): statements are found by a span of numbers,
    for they have no index by article."""
    row = db.row("SELECT statement_count FROM articles WHERE n = :n", {"n": article})
    return article + keys.slots(row[0] if row else 0)


def statement(db: Database, statement_id: str) -> StatementRow:
    """One statement by its id. Raises `NotFound`."""
    sql = f"SELECT {STATEMENT} FROM statements s JOIN articles a ON a.n = s.article WHERE s.id = :id"
    if (row := db.row(sql, {"id": statement_id})) is None:
        raise NotFound(f"no statement {statement_id!r} in the archive: `onrecord search` shows ids with --json")
    return statement_row(row)


def article(db: Database, article_id: str) -> ArticleRow:
    """One article by its id, or by an unambiguous beginning of eight or more digits. Raises `NotFound`."""
    sql = f"SELECT {ARTICLE} FROM articles a WHERE a.id = :id"
    if row := db.row(sql, {"id": article_id}):
        return article_row(row)
    if 8 <= len(article_id) < 20 and article_id.isalnum():
        prefix = f"SELECT {ARTICLE} FROM articles a WHERE a.id >= :id AND a.id < :end LIMIT 2"
        if len(rows := db.rows(prefix, {"id": article_id, "end": article_id + "g"})) == 1:
            return article_row(rows[0])
    raise NotFound(f"no article {article_id!r} in the archive: `onrecord list` shows ids")


def article_at(db: Database, address: str) -> ArticleRow:
    """The current article of an address, in any of its forms. Raises `NotFound`."""
    key = keys.normal_address(address)
    sql = f"SELECT {ARTICLE} FROM articles a WHERE a.address_key = :key ORDER BY a.current DESC, a.seen_at DESC LIMIT 1"
    if row := db.row(sql, {"key": key}):
        return article_row(row)
    raise NotFound(f"no article of {address!r} in the archive: add it with `onrecord add`")


def record(db: Database, article_id: str) -> Record:
    """Everything known of one article. Raises `NotFound`, `ArchiveBroken`."""
    sql = "SELECT r.packed FROM articles a JOIN records r ON r.article = a.n WHERE a.id = :id"
    if (row := db.row(sql, {"id": article_id})) is None:
        raise NotFound(f"no article {article_id!r} in the archive: `onrecord list` shows ids")
    return unpacked(row[0], article_id)


def pack(record: Record) -> bytes:
    return zlib.compress(codec.record_to_json(record), 6)


def unpacked(data: bytes, article_id: str) -> Record:
    """The record that `pack` wrote. Raises `ArchiveBroken`."""
    try:
        return codec.record_from_json(zlib.decompress(data))
    except (zlib.error, FormatError) as e:
        raise ArchiveBroken(f"the record of article {article_id} is damaged ({e}): add its page again") from e


def records(db: Database, query: ArticleQuery) -> Iterator[Record]:
    """Every matching record, newest first, a slice at a time: memory does not grow with the archive."""
    cursor = None
    while True:
        found = articles(db, query, cursor, 100)
        ids = {row.n: row.id for row in found.rows}
        # One that is not there any more was replaced by a writer meanwhile.
        for n, packed in db.each("SELECT article, packed FROM records WHERE article = :n", tuple(ids)):
            yield unpacked(packed, ids[n])
        if (cursor := found.next) is None:
            return


def every(ask: Callable[[str | None], Slice[Row]]) -> Iterator[Row]:
    """All rows of a question, slice after slice."""
    found = ask(None)
    yield from found.rows
    while found.next is not None:
        found = ask(found.next)
        yield from found.rows


def count(db: Database, query: StatementQuery | ArticleQuery, *, limit: int = COUNT_LIMIT) -> Count:
    """How many match; no more than `limit` are counted."""
    if unmatchable(query):
        return Count(0, True)
    table = "statements" if isinstance(query, StatementQuery) else "articles"
    if query == type(query)():
        number = totals(db).statements if table == "statements" else totals(db).articles
        return Count(number, True)
    sql, params = walk(db, table, query)
    ((number,),) = db.rows(f"SELECT count(*) FROM ({sql} LIMIT :limit) m", {**params, "limit": limit + 1})
    return Count(min(number, limit), number <= limit)


def facets(
    db: Database, query: StatementQuery, dimensions: Sequence[str], *, top: int = 20, limit: int = FACET_LIMIT
) -> dict[str, tuple[Facet, ...]]:
    """For each dimension of `FACETS` the commonest values among the newest `limit` matches."""
    if unknown := [d for d in dimensions if d not in FACETS]:
        raise UsageError(f"no facet {unknown[0]!r}: there are {', '.join(FACETS)}")
    if unmatchable(query):
        return dict.fromkeys(dimensions, ())
    sql, params = walk(db, "statements", query)
    columns = ", ".join(FACETS[d][0] for d in dimensions)
    found = db.rows(
        f"SELECT m.n, {columns} FROM ({sql} LIMIT :limit) m JOIN statements s ON s.n = m.n", {**params, "limit": limit}
    )
    found.sort(key=lambda row: -row[0])  # a join keeps no order: labels are those of the newest everywhere
    numbers = [row[0] for row in found]
    return {d: _commonest(db, d, numbers, [row[i] for row in found], top) for i, d in enumerate(dimensions, 1)}


def _commonest(
    db: Database, dimension: str, numbers: list[int], values: list[str | None], top: int
) -> tuple[Facet, ...]:
    """The commonest values, each labelled as one of its statements has it."""
    counts = Counter(value for value in values if value)
    best = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:top]
    value_sql, label_sql = FACETS[dimension]
    if value_sql == label_sql:
        return tuple(Facet(value, value, number) for value, number in best)
    example = dict(zip(reversed(values), reversed(numbers), strict=True))
    sql = f"SELECT s.n, {label_sql} FROM statements s JOIN articles a ON a.n = s.article WHERE s.n = :n"
    labels = dict(db.each(sql, [example[value] for value, _ in best]))
    return tuple(Facet(value, labels[example[value]], number) for value, number in best)


def tallies(db: Database, dimension: str, cursor: str | None, limit: int, words: str = "") -> Slice[Tally]:
    """Values of a dimension (outlet, language, country, person, body, kind, medium), those with most statements first;
    with `words`, only those whose key holds them all."""
    limit, offset = checked_limit(limit), read_cursor(cursor, "o") or 0
    wanted = name_key(words).split()[:8]
    like = "".join(f" AND value LIKE :w{i} ESCAPE '!'" for i in range(len(wanted)))
    sql = (
        "SELECT value, label, articles, statements, first_day, last_day FROM tallies "
        f"WHERE dimension = :dimension AND value <> ''{like} "
        "ORDER BY statements DESC, value DESC LIMIT :limit OFFSET :offset"
    )
    escaped = {f"w{i}": "%" + re.sub(r"([!%_])", r"!\1", w) + "%" for i, w in enumerate(wanted)}
    rows = db.rows(sql, {"dimension": dimension, "limit": limit + 1, "offset": offset, **escaped})
    return Slice(tuple(Tally(*r) for r in rows[:limit]), offset_cursor(offset + limit) if len(rows) > limit else None)


def tally(db: Database, dimension: str, value: str) -> Tally:
    """One value of a dimension. Raises `NotFound`."""
    sql = (
        "SELECT value, label, articles, statements, first_day, last_day FROM tallies "
        "WHERE dimension = :dimension AND value = :value"
    )
    if (row := db.row(sql, {"dimension": dimension, "value": value})) is None:
        raise NotFound(f"no {dimension} {value!r} in the archive")
    return Tally(*row)


def versions(db: Database, article_id: str) -> tuple[VersionRow, ...]:
    """What the article's address printed, capture by capture, oldest first. Raises `NotFound`."""
    key = db.row("SELECT address_key FROM articles WHERE id = :id", {"id": article_id})
    if key is None:
        raise NotFound(f"no article {article_id!r} in the archive: `onrecord list` shows ids")
    sql = (
        "SELECT a.id, c.seen_at, c.captured, c.sha256, c.warc, c.warc_offset, a.headline, a.statement_count "
        "FROM articles a JOIN captures c ON c.article = a.n WHERE a.address_key = :key AND a.replaced_by IS NULL "
        "ORDER BY c.seen_at, c.n"
    )
    rows = db.rows(sql, {"key": key[0]})
    return tuple(VersionRow(i, *r) for i, r in enumerate(rows, 1))


def failures(db: Database, cursor: str | None, limit: int) -> Slice[FailureRow]:
    """Pages that did not become records, latest first."""
    limit, offset = checked_limit(limit), read_cursor(cursor, "o") or 0
    sql = (
        "SELECT id, address, stage, reason, first_seen, last_seen, times FROM failures "
        "ORDER BY last_seen DESC, id DESC LIMIT :limit OFFSET :offset"
    )
    rows = db.rows(sql, {"limit": limit + 1, "offset": offset})
    more = offset_cursor(offset + limit) if len(rows) > limit else None
    return Slice(tuple(FailureRow(*r) for r in rows[:limit]), more)


def totals(db: Database) -> Totals:
    """What the archive holds: sums of the tallies, so it costs nothing."""
    articles, outlets, first, last = db.rows(
        "SELECT coalesce(sum(articles), 0), count(*), min(first_day), max(last_day) FROM tallies "
        "WHERE dimension = 'outlet' AND articles > 0"
    )[0]
    ((statements,),) = db.rows("SELECT coalesce(sum(statements), 0) FROM tallies WHERE dimension = 'kind'")
    ((captures,),) = db.rows("SELECT count(*) FROM captures")
    ((failed,),) = db.rows("SELECT count(*) FROM failures")
    return Totals(int(articles), int(statements), captures, failed, outlets - _nameless(db), first, last)


def _nameless(db: Database) -> int:
    return len(db.rows("SELECT 1 FROM tallies WHERE dimension = 'outlet' AND value = '' AND articles > 0"))
