"""Quotations changed or withdrawn after they were printed, as alerts and the site's pages ask for them.

A quotation that is gone stands in no index any more, so what somebody follows is compared with the rows themselves:
words and filters in a full-text index of those few rows alone, in memory, with the same rules as the archive's own.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields

from onrecord.errors import NotFound
from onrecord.store import directory, matching, quote_verify, reading
from onrecord.store.db import Database
from onrecord.store.keys import name_key
from onrecord.store.parties import listed
from onrecord.store.query import StatementQuery
from onrecord.store.quote_history import Event
from onrecord.store.rows import StatementRow
from onrecord.store.search import STATEMENT_COLUMNS, Fts5, statement_texts

EVENT = ", ".join(f.name for f in fields(Event))
STEP = 200  # events read at a time
LOOKED = 5_000  # events that one question looks through: some 0.5 s
TOKENS = "porter unicode61 remove_diacritics 2"  # as in 0002_search.sqlite.sql


@dataclass(frozen=True, slots=True)
class Changed:
    """One quotation in both versions. `after` is None where it was withdrawn; either where a newer reader of the same
    page has found other statements since."""

    event: Event
    before: StatementRow | None
    after: StatementRow | None

    @property
    def shown(self) -> StatementRow:
        """The version that stands, else the last that stood."""
        found = self.after or self.before
        assert found is not None
        return found

    @property
    def gone(self) -> bool:
        return self.event.what == "gone"


def last(db: Database) -> int:
    """The number of the last event."""
    return int(db.rows("SELECT coalesce(max(n), 0) FROM quote_changes")[0][0])


def between(db: Database, after: int, upto: int) -> Iterator[list[Changed]]:
    """What was changed or withdrawn in the events after one number up to another, in order, in batches."""
    sql = (
        f"SELECT {EVENT} FROM quote_changes WHERE n > :after AND n <= :upto AND what <> 'added' ORDER BY n LIMIT :limit"
    )
    while rows := db.rows(sql, {"after": after, "upto": upto, "limit": STEP}):
        yield _with_rows(db, [Event(*row) for row in rows])
        after = rows[-1][0]


def latest(db: Database, before: int | None = None) -> Iterator[list[Changed]]:
    """What was changed or withdrawn in the newest `LOOKED` events below a number, newest first, in batches."""
    before = (1 << 62) if before is None else before
    sql = f"SELECT {EVENT} FROM quote_changes WHERE n < :before AND what <> 'added' ORDER BY n DESC LIMIT :limit"
    for _ in range(0, LOOKED, STEP):
        rows = db.rows(sql, {"before": before, "limit": STEP})
        yield _with_rows(db, [Event(*row) for row in rows])
        if len(rows) < STEP:
            return
        before = rows[-1][0]


def became(db: Database, statements: Sequence[str]) -> set[str]:
    """Those statements (by id) that are others changed."""
    names, params = listed("s", statements)
    sql = f"SELECT new_statement FROM quote_changes WHERE what = 'changed' AND new_statement IN ({names})"
    return {id for (id,) in db.rows(sql, params)} if statements else set()


def _with_rows(db: Database, events: Sequence[Event]) -> list[Changed]:
    found = [Changed(e, _row(db, e.old_statement), _row(db, e.new_statement)) for e in events]
    return [one for one in found if one.before or one.after]


def _row(db: Database, statement: str | None) -> StatementRow | None:
    try:
        return reading.statement(db, statement) if statement else None
    except NotFound:
        return None


Test = Callable[[Sequence[Changed]], list[Changed]]


def of_query(query: StatementQuery) -> Test:
    """Those of which either version matches."""

    def test(found: Sequence[Changed]) -> list[Changed]:
        rows = {row.n: row for one in found for row in (one.before, one.after) if row}
        hits = _hits(query, tuple(rows.values()))
        return [one for one in found if any(row and row.n in hits for row in (one.before, one.after))]

    return test


def of_people(db: Database, parties: Sequence[str]) -> Test:
    """Those that one of these people of the directory said, under any of their names."""
    names = {t.value for party in parties for t in directory.traits(db, party, "name")}
    names |= {name_key(directory.party(db, party).name) for party in parties}

    def said(row: StatementRow | None) -> bool:
        keys = {name_key(name) for name in (row.speaker or "").split("; ")} if row else set()
        return bool(
            row and row.speaker_type == "person" and any(_theirs(db, row, key, parties) for key in keys & names)
        )

    return lambda found: [one for one in found if said(one.before) or said(one.after)]


def _theirs(db: Database, row: StatementRow, key: str, parties: Sequence[str]) -> bool:
    """Whether the one of that name in the article is none but them. A version that is not shown has no appearances."""
    sql = "SELECT a.party FROM appearances a JOIN articles r ON r.n = a.article WHERE r.id = :id AND a.name_key = :key"
    known = db.row(sql + " AND a.kind = 'person'", {"id": row.article_id, "key": key})
    return known is None or known[0] in parties


def of_family(family: quote_verify.Family | None) -> Test:
    """Those that report one utterance."""
    ids = {p.statement_id for v in family.variants for p in v.printings} if family else set()
    return lambda found: [one for one in found if {one.event.old_statement, one.event.new_statement} & ids]


def newest(db: Database, test: Test, before: int | None, limit: int) -> tuple[list[Changed], int | None]:
    """The newest that pass the test, and the number to go on below (None at the end)."""
    found: list[Changed] = []
    for batch in latest(db, before):
        found += test(batch)
        if len(found) > limit:
            return found[:limit], found[limit - 1].event.n
    return found, None


def _hits(query: StatementQuery, rows: Sequence[StatementRow]) -> set[int]:
    """The numbers of the rows that match the query."""
    if matching.unmatchable(query):
        return set()
    first = query.since.isoformat() if query.since else ""
    final = query.until.isoformat() if query.until else "9999-12-31"
    rows = [row for row in rows if first <= row.day <= final]
    match = Fts5().match(query)
    if match is None or not rows:
        return {row.n for row in rows}
    columns = ", ".join(STATEMENT_COLUMNS)
    with sqlite3.connect(":memory:") as index:
        index.execute(f"CREATE VIRTUAL TABLE f USING fts5 ({columns}, tokenize = '{TOKENS}')")
        put = f"INSERT INTO f (rowid, {columns}) VALUES (?{', ?' * len(STATEMENT_COLUMNS)})"
        index.executemany(put, [(row.n, *statement_texts(_plain(row), row.headline)) for row in rows])
        found = {n for (n,) in index.execute("SELECT rowid FROM f WHERE f MATCH ?", (match,))}
    index.close()
    return found


def _plain(row: StatementRow) -> dict[str, object]:
    return {f.name: getattr(row, f.name) for f in fields(row)}
