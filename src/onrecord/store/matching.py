"""Which rows match a query, in order: by time, or best first.

By time, the index gives matches newest first and the walk stops at the limit. Best first goes in tiers: statements
whose speaker has all the words in the name, then those with the words in order in the quotation, then all of them in
the quotation, then in quotation, name and office, then anywhere; newest first in each. Tiers are looked for among the
newest `RELEVANT` matches, older ones follow by time. That can be explained to a reader, costs the same at any size,
and is the same on every database; BM25 was tried and dropped: FTS5 counts all matches of every word before the first
score, 25 ms of CPU for four common words on 120,000 statements, growing with the archive.
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

RELEVANT = 5_000  # to find where the tiers end costs some 2 ms; nobody pages so far down
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
    match: str | None = None,
) -> tuple[str, dict[str, Any]]:
    """SQL (without a limit) for the numbers of the matching rows from `since` on and below `before`, newest first.
    `match` replaces the query's own."""
    match = match or db.search.match(query)
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
    """Tier after tier from where the cursor stands: (tier, number reached, where tiers end)."""
    tier, reached, horizon = _read_best(cursor) if cursor else (0, None, _horizon(db, table, query))
    tiers = db.search.tiers(query)
    found: list[tuple[int, int]] = []
    while len(found) <= limit and tier <= len(tiers) + 1:
        asked = _tier(db, table, query, tiers, tier, reached, horizon)
        found += [(tier, n) for n in _numbers(db, asked, limit + 1 - len(found))]
        tier, reached = tier + 1, None
    more = f"r{found[limit - 1][0]}.{found[limit - 1][1]}.{horizon}" if len(found) > limit else None
    return Slice(tuple(n for _, n in found[:limit]), more)


def _tier(
    db: Database, table: str, query: Query, tiers: tuple[str, ...], tier: int, reached: int | None, horizon: int
) -> tuple[str, dict[str, Any]]:
    """A tier without those before it; the last but one is whatever else matches above the horizon, the last is all
    below it."""
    if tier > len(tiers):
        return walk(db, table, query, before=horizon if reached is None else min(reached, horizon))
    whole = tiers[tier] if tier < len(tiers) else db.search.match(query)
    better = tiers[:tier]
    match = db.search.without(whole or "", better) if better else whole
    return walk(db, table, query, before=reached, since=horizon, match=match)


def _horizon(db: Database, table: str, query: Query) -> int:
    """The number of the last match that tiers are looked for among."""
    last = _numbers(db, walk(db, table, query), 1, RELEVANT)
    return last[0] if last else LOWEST


def _read_best(cursor: str) -> tuple[int, int | None, int]:
    parts = re.fullmatch(r"r([0-9])\.(-?[0-9]{1,18})\.(-?[0-9]{1,19})", cursor)
    if parts is None or int(parts[3]) < LOWEST:
        raise wrong_cursor(cursor)
    return int(parts[1]), int(parts[2]), int(parts[3])
