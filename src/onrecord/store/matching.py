"""Which rows match a query, in order: by time, or best first.

By time, the index gives matches newest first and the walk stops at the limit. Best first goes in tiers: statements
whose speaker has all the words in the name, then those with the words in order in the quotation, then with all of them
in the quotation, then the rest; newest first in each. Tiers are looked for among the newest `RELEVANT` matches, older
ones follow by time. That can be explained to a reader, costs the same at any size, and is the same on every database.
BM25 was tried and dropped: FTS5 counts all matches of every word before the first score, 25 ms of CPU for four common
words on 120,000 statements, growing with the archive.
"""

from __future__ import annotations

import re
from typing import Any

from onrecord.store import keys
from onrecord.store.db import Database
from onrecord.store.query import (
    ArticleQuery,
    Order,
    StatementQuery,
    checked_limit,
    read_cursor,
    time_cursor,
    wrong_cursor,
)
from onrecord.store.rows import Slice
from onrecord.store.words import terms

Query = StatementQuery | ArticleQuery

RELEVANT = 2_000  # some 8 ms of CPU for four words that stand everywhere; nobody pages so far down
LOWEST = -(1 << 62)


def matches(db: Database, table: str, query: Query, cursor: str | None, limit: int) -> Slice[int]:
    """The numbers of the rows that match, in order. Raises `UsageError` for a cursor or limit that cannot be."""
    limit = checked_limit(limit)
    ranked = query.order is Order.RELEVANCE and bool(terms(query.words))
    at = None if ranked else read_cursor(cursor, "t")
    if unmatchable(query):
        return Slice((), None)
    if ranked:
        return _best(db, table, query, cursor, limit)
    found = _numbers(db, walk(db, table, query, before=at), limit + 1)
    return Slice(tuple(found[:limit]), time_cursor(found[limit - 1]) if len(found) > limit else None)


def unmatchable(query: Query) -> bool:
    """Whether the query asks for words and none of what was typed is a word: then nothing matches, not everything."""
    asked = [query.words] if isinstance(query, ArticleQuery) else [query.words, query.phrase, query.speaker, query.body]
    return any(text.strip() and not terms(text) for text in asked)


def walk(
    db: Database,
    table: str,
    query: Query,
    *,
    before: int | None = None,
    since: int | None = None,
) -> tuple[str, dict[str, Any]]:
    """SQL (without a limit) for the numbers of the matching rows from `since` on and below `before`, newest first."""
    match = db.search.match(query)
    number = db.search.number if match else "s.n"
    where, params = _bounds(query, number, before, since)
    if match is None:
        where.insert(0, "s.current = 1")
        source = f"{table} s"
    else:
        where.insert(0, db.search.condition(table))
        params["match"] = match
        by_day = query.since is not None or query.until is not None
        source = f"{table}_fts f" + (f" CROSS JOIN {table} s" if by_day else "")
        where += [f"s.n = {number}"] if by_day else []
    return f"SELECT {number} AS n FROM {source} WHERE {' AND '.join(where)} ORDER BY {number} DESC", params


def _bounds(query: Query, number: str, before: int | None, since: int | None) -> tuple[list[str], dict[str, Any]]:
    """Bounds on the number, wide enough for every zone, and the exact local day."""
    where: list[str] = []
    params: dict[str, Any] = {}
    low = keys.day_floor(query.since) if query.since is not None else None
    high = keys.day_ceiling(query.until) if query.until is not None else None
    if lows := [b for b in (low, since) if b is not None]:
        where.append(f"{number} >= :low")
        params["low"] = max(lows)
    if highs := [b for b in (high, before) if b is not None]:
        where.append(f"{number} < :high")
        params["high"] = min(highs)
    if query.since is not None:
        where.append("s.day >= :since")
        params["since"] = query.since.isoformat()
    if query.until is not None:
        where.append("s.day <= :until")
        params["until"] = query.until.isoformat()
    return where, params


def _numbers(db: Database, asked: tuple[str, dict[str, Any]], limit: int, offset: int = 0) -> list[int]:
    sql, params = asked
    rows = db.rows(f"{sql} LIMIT :limit OFFSET :offset", {**params, "limit": limit, "offset": offset})
    return [n for (n,) in rows]


def _best(db: Database, table: str, query: Query, cursor: str | None, limit: int) -> Slice[int]:
    """What comes after the cursor, which names a tier, the number reached in it, and where tiers end."""
    after, horizon = _read_best(cursor) if cursor else (None, _horizon(db, table, query))
    found = _tiered(db, table, query, horizon)
    below = len(db.search.tiers(query)) + 1
    if after is not None:
        found = [place for place in found if place > after]
    if len(found) <= limit:
        before = -after[1] if after and after[0] == below else horizon
        older = _numbers(db, walk(db, table, query, before=before), limit + 1 - len(found))
        found += [(below, -n) for n in older]
    tier, number = found[limit - 1] if len(found) > limit else (0, 0)
    return Slice(tuple(-n for _, n in found[:limit]), f"r{tier}.{-number}.{horizon}" if len(found) > limit else None)


def _tiered(db: Database, table: str, query: Query, horizon: int) -> list[tuple[int, int]]:
    """All matches from the horizon on as (tier, minus number), in order: best first, then newest first."""
    candidates = set(_numbers(db, walk(db, table, query, since=horizon), RELEVANT))
    found: list[tuple[int, int]] = []
    tiers = db.search.tiers(query)
    for tier, match in enumerate(tiers):
        # Upwards from the horizon: whoever looks for a rare match downwards reads on to the end of the archive.
        number, condition = db.search.number, db.search.condition(table)
        sql = f"SELECT {number} FROM {table}_fts f WHERE {condition} AND {number} >= :low"
        better = {n for (n,) in db.rows(sql, {"match": match, "low": horizon})} & candidates
        candidates -= better
        found += [(tier, -n) for n in better]
    return sorted(found + [(len(tiers), -n) for n in candidates])


def _horizon(db: Database, table: str, query: Query) -> int:
    """The number of the last match that tiers are looked for among."""
    last = _numbers(db, walk(db, table, query), 1, RELEVANT - 1)
    return last[0] if last else LOWEST


def _read_best(cursor: str) -> tuple[tuple[int, int], int]:
    parts = re.fullmatch(r"r([0-9])\.(-?[0-9]{1,18})\.(-?[0-9]{1,19})", cursor)
    if parts is None or int(parts[3]) < LOWEST:
        raise wrong_cursor(cursor)
    return (int(parts[1]), -int(parts[2])), int(parts[3])
