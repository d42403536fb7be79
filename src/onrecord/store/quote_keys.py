"""The index of keys and sketches, once for each database: numbers of texts by the keys that they have."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from onrecord.store.db import Database

Keyed = tuple[int, Sequence[int], Sequence[int]]  # a text, its keys, its sketch


class KeyIndex(Protocol):
    def put(self, db: Database, texts: Iterable[Keyed]) -> None: ...

    def drop(self, db: Database, texts: Iterable[Keyed]) -> None: ...

    def having(self, db: Database, keys: Sequence[int], limit: int) -> list[int]:
        """Texts that have all the keys, as many as `limit`."""

    def sketched(self, db: Database, sketch: Sequence[int], limit: int) -> list[int]:
        """Texts whose sketch has one of the numbers, as many as `limit`."""


class Fts5:
    """SQLite: the keys as terms of a full-text index without text and without positions, some 2 bytes each."""

    def put(self, db: Database, texts: Iterable[Keyed]) -> None:
        db.executemany("INSERT INTO quote_keys (rowid, keys) VALUES (:text, :keys)", _terms(texts))

    def drop(self, db: Database, texts: Iterable[Keyed]) -> None:
        sql = "INSERT INTO quote_keys (quote_keys, rowid, keys) VALUES ('delete', :text, :keys)"
        db.executemany(sql, _terms(texts))

    def having(self, db: Database, keys: Sequence[int], limit: int) -> list[int]:
        return self._match(db, " AND ".join(f'"{k:x}"' for k in keys), limit)

    def sketched(self, db: Database, sketch: Sequence[int], limit: int) -> list[int]:
        return self._match(db, " OR ".join(f'"m{k:x}"' for k in sketch), limit)

    def _match(self, db: Database, match: str, limit: int) -> list[int]:
        sql = "SELECT rowid FROM quote_keys WHERE quote_keys MATCH :match LIMIT :limit"
        return [n for (n,) in db.rows(sql, {"match": match, "limit": limit})]


class Arrays:
    """PostgreSQL: the keys as an array under a GIN index; a sketch's numbers are told apart by their sign."""

    def put(self, db: Database, texts: Iterable[Keyed]) -> None:
        rows = [{"text": t, "keys": _signed(keys, sketch)} for t, keys, sketch in texts]
        db.executemany("INSERT INTO quote_keys (text, keys) VALUES (:text, :keys)", rows)

    def drop(self, db: Database, texts: Iterable[Keyed]) -> None:
        db.executemany("DELETE FROM quote_keys WHERE text = :text", [{"text": t} for t, _, _ in texts])

    def having(self, db: Database, keys: Sequence[int], limit: int) -> list[int]:
        return self._where(db, "keys @> CAST(:keys AS BIGINT[])", list(keys), limit)

    def sketched(self, db: Database, sketch: Sequence[int], limit: int) -> list[int]:
        return self._where(db, "keys && CAST(:keys AS BIGINT[])", [-k - 1 for k in sketch], limit)

    def _where(self, db: Database, condition: str, keys: list[int], limit: int) -> list[int]:
        sql = f"SELECT text FROM quote_keys WHERE {condition} LIMIT :limit"
        return [n for (n,) in db.rows(sql, {"keys": keys, "limit": limit})]


def _terms(texts: Iterable[Keyed]) -> list[dict[str, Any]]:
    # In order of their number: FTS5 writes out its buffer whenever a number is not the next.
    return [
        {"text": t, "keys": " ".join([*(f"{k:x}" for k in dict.fromkeys(keys)), *(f"m{k:x}" for k in sketch)])}
        for t, keys, sketch in sorted(texts)
    ]


def _signed(keys: Sequence[int], sketch: Sequence[int]) -> list[int]:
    return [*dict.fromkeys(keys), *(-k - 1 for k in sketch)]


INDEXES: dict[str, KeyIndex] = {"sqlite": Fts5(), "postgresql": Arrays()}
