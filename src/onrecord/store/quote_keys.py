"""The index of keys and sketches, once for each database: numbers of texts by the keys that they have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from onrecord.store.db import Database

Keyed = tuple[int, Sequence[int], Sequence[int]]  # a text, its keys, its sketch


class KeyIndex(Protocol):
    def put(self, db: Database, texts: Iterable[Keyed]) -> None: ...

    def drop(self, db: Database, texts: Iterable[Keyed]) -> None: ...

    def having(self, db: Database, asked: Sequence[Sequence[int]], limit: int) -> list[list[int]]:
        """For each set of keys, all sets of one size, the texts that have all of them, as many as `limit`."""

    def each(self, db: Database, sql: str, numbers: Sequence[int], limit: int) -> list[tuple[Any, ...]]:
        """The rows of a query about one `:n`, with a `:limit` for each of them, in the order of the numbers."""

    def sketched(self, db: Database, sketch: Sequence[int], limit: int) -> list[int]:
        """Texts whose sketch has one of the numbers, as many as `limit`."""


class Fts5:
    """SQLite: the keys as terms of a full-text index without text and without positions, some 2 bytes each."""

    def put(self, db: Database, texts: Iterable[Keyed]) -> None:
        db.executemany("INSERT INTO quote_keys (rowid, keys) VALUES (:text, :keys)", _terms(texts))

    def drop(self, db: Database, texts: Iterable[Keyed]) -> None:
        sql = "INSERT INTO quote_keys (quote_keys, rowid, keys) VALUES ('delete', :text, :keys)"
        db.executemany(sql, _terms(texts))

    def having(self, db: Database, asked: Sequence[Sequence[int]], limit: int) -> list[list[int]]:
        return [self._match(db, " AND ".join(f'"{k:x}"' for k in keys), limit) for keys in asked]

    def each(self, db: Database, sql: str, numbers: Sequence[int], limit: int) -> list[tuple[Any, ...]]:
        return [row for n in numbers for row in db.rows(sql, {"n": n, "limit": limit})]

    def sketched(self, db: Database, sketch: Sequence[int], limit: int) -> list[int]:
        return self._match(db, " OR ".join(f'"m{k:x}"' for k in sketch), limit)

    def _match(self, db: Database, match: str, limit: int) -> list[int]:
        sql = "SELECT rowid FROM quote_keys WHERE quote_keys MATCH :match LIMIT :limit"
        return [n for (n,) in db.rows(sql, {"match": match, "limit": limit})]


class Arrays:
    """PostgreSQL: the keys as an array under a GIN index; a sketch's numbers are told apart by their sign.

    However many are asked for, it is one round trip: a query of its own for each of them, joined to their list.
    """

    def put(self, db: Database, texts: Iterable[Keyed]) -> None:
        rows = [{"text": t, "keys": _signed(keys, sketch)} for t, keys, sketch in texts]
        db.executemany("INSERT INTO quote_keys (text, keys) VALUES (:text, :keys)", rows)

    def drop(self, db: Database, texts: Iterable[Keyed]) -> None:
        db.executemany("DELETE FROM quote_keys WHERE text = :text", [{"text": t} for t, _, _ in texts])

    def having(self, db: Database, asked: Sequence[Sequence[int]], limit: int) -> list[list[int]]:
        if not asked:
            return []
        size = len(asked[0])
        lists = ", ".join(f"CAST(:k{j} AS BIGINT[])" for j in range(size))
        names = ", ".join(f"k{j}" for j in range(size))
        sql = (
            f"SELECT w.i, f.text FROM unnest({lists}) WITH ORDINALITY AS w({names}, i) CROSS JOIN LATERAL "
            f"(SELECT text FROM quote_keys WHERE keys @> ARRAY[{names}] LIMIT :limit) f"
        )
        params: dict[str, Any] = {f"k{j}": [keys[j] for keys in asked] for j in range(size)}
        found: list[list[int]] = [[] for _ in asked]
        for i, text in db.rows(sql, params | {"limit": limit}):
            found[i - 1].append(text)
        return found

    def each(self, db: Database, sql: str, numbers: Sequence[int], limit: int) -> list[tuple[Any, ...]]:
        if not numbers:
            return []
        one = re.sub(r":n\b", "w.n", sql)
        joined = (
            "SELECT f.* FROM unnest(CAST(:numbers AS BIGINT[])) WITH ORDINALITY AS w(n, i) "
            f"CROSS JOIN LATERAL ({one}) f ORDER BY w.i"
        )
        return db.rows(joined, {"numbers": list(numbers), "limit": limit})

    def sketched(self, db: Database, sketch: Sequence[int], limit: int) -> list[int]:
        sql = "SELECT text FROM quote_keys WHERE keys && CAST(:keys AS BIGINT[]) LIMIT :limit"
        return [n for (n,) in db.rows(sql, {"keys": [-k - 1 for k in sketch], "limit": limit})]


def _terms(texts: Iterable[Keyed]) -> list[dict[str, Any]]:
    # In order of their number: FTS5 writes out its buffer whenever a number is not the next.
    return [
        {"text": t, "keys": " ".join([*(f"{k:x}" for k in dict.fromkeys(keys)), *(f"m{k:x}" for k in sketch)])}
        for t, keys, sketch in sorted(texts)
    ]


def _signed(keys: Sequence[int], sketch: Sequence[int]) -> list[int]:
    return [*dict.fromkeys(keys), *(-k - 1 for k in sketch)]


INDEXES: dict[str, KeyIndex] = {"sqlite": Fts5(), "postgresql": Arrays()}
