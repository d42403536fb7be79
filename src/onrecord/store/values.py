"""Frozen dataclasses as rows of a table whose columns bear the names of their fields, and back."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Any, TypeVar, get_args, get_type_hints

from onrecord.store.db import Database
from onrecord.store.entries import storable
from onrecord.store.keys import utc

T = TypeVar("T")

# How a column's value becomes the field's; types that are not named come as they are. Bytes are kept packed.
_FROM: Mapping[type, Callable[[Any], Any]] = {
    datetime: datetime.fromisoformat,
    date: date.fromisoformat,
    bool: bool,
    bytes: zlib.decompress,
}


def names(kind: type) -> str:
    """The columns of a `SELECT` that `read` takes."""
    return ", ".join(f.name for f in fields(kind))


def read(kind: type[T], row: tuple[Any, ...]) -> T:
    """The value that stands in a row of `names(kind)`."""
    made = zip(_converters(kind), row, strict=True)  # type: ignore[arg-type]  # a class can be hashed
    return kind(*(value if value is None or convert is None else convert(value) for convert, value in made))


@cache
def _converters(kind: type) -> tuple[Callable[[Any], Any] | None, ...]:
    hints = get_type_hints(kind)
    return tuple(_converter(hints[f.name]) for f in fields(kind))


def _converter(hint: Any) -> Callable[[Any], Any] | None:
    plain = next(t for t in get_args(hint) if t is not type(None)) if isinstance(hint, UnionType) else hint
    return plain if isinstance(plain, type) and issubclass(plain, StrEnum) else _FROM.get(plain)


def written(values: Mapping[str, Any]) -> dict[str, Any]:
    """Parameters of a statement, as every database takes them."""
    return {name: _plain(value) for name, value in values.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return utc(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, bytes):
        return zlib.compress(value)
    return storable(value.value if isinstance(value, StrEnum) else value)


def values(value: Any) -> dict[str, Any]:
    return written({f.name: getattr(value, f.name) for f in fields(value)})


def update(db: Database, table: str, value: Any, *, fixed: tuple[str, ...]) -> None:
    """Write the row of the value's number `n`, all but the columns in `fixed`."""
    changed = {name: v for name, v in values(value).items() if name not in fixed}
    sets = ", ".join(f"{name} = :{name}" for name in changed if name != "n")
    db.execute(f"UPDATE {table} SET {sets} WHERE n = :n", changed)


def upsert(db: Database, table: str, value: Any, key: str) -> None:
    """Write a row, new or in place of that with the same key."""
    every = values(value)
    sets = ", ".join(f"{name} = excluded.{name}" for name in every if name != key)
    columns, places = ", ".join(every), ", ".join(f":{name}" for name in every)
    db.execute(f"INSERT INTO {table} ({columns}) VALUES ({places}) ON CONFLICT ({key}) DO UPDATE SET {sets}", every)
