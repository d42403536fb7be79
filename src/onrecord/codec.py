"""JSON: every type of the vocabulary to bytes and back without loss, under a format version, with a JSON Schema.

`msgspec` does the work: it reads the types' own annotations, runs their checks, and is fast enough for streams.
"""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec

from onrecord.errors import FormatError
from onrecord.model import Record, Statement

FORMAT = 1  # raised when a reader of the old form could misread the new one

T = TypeVar("T")


class Envelope(msgspec.Struct, frozen=True):
    """A record on the wire, with the format that it is written in."""

    format: int
    record: Record


def to_json(value: object) -> bytes:
    """Any value of the vocabulary as one line of JSON (UTF-8, no line break inside)."""
    return msgspec.json.encode(value)


def from_json(data: bytes | str, type_: type[T]) -> T:
    """The value that `to_json` wrote. Raises `FormatError` for anything else, with the place of the fault."""
    try:
        return msgspec.json.decode(data, type=type_)
    except (msgspec.DecodeError, UnicodeDecodeError) as e:
        raise FormatError(f"not the JSON of a {type_.__name__}: {e}; see docs/reference/schema.json") from e


def record_to_json(record: Record) -> bytes:
    return to_json(Envelope(FORMAT, record))


def record_from_json(data: bytes | str) -> Record:
    """The record of one line. Raises `FormatError`; a newer format is refused before its content is looked at."""
    try:
        version = msgspec.json.decode(data, type=_FormatOnly).format
    except (msgspec.DecodeError, UnicodeDecodeError) as e:
        raise FormatError(f'not a record: {e}; wanted {{"format": {FORMAT}, "record": …}}') from e
    if version > FORMAT:
        raise FormatError(f"a record of format {version}, this onrecord reads up to {FORMAT}: install a newer onrecord")
    return from_json(data, Envelope).record


def plain(value: object) -> Any:
    """The value as dicts, lists, strings and numbers, as it stands in JSON."""
    return msgspec.to_builtins(value)


def schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of a record on the wire and all its parts."""
    return _as_json(msgspec.json.schema(Envelope)) | {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"onrecord record, format {FORMAT}",
    }


def statement_schema() -> dict[str, Any]:
    """JSON Schema of one statement as `onrecord extract` prints it."""
    return _as_json(msgspec.json.schema(Statement))


def _as_json(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema as it reads back from JSON: defaults that are tuples become lists."""
    plain_schema: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(schema))
    return plain_schema


class _FormatOnly(msgspec.Struct):
    format: int
