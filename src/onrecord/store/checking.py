"""Checking: every hash and every anchor of the archive proven again, from the captures up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from onrecord.errors import ArchiveBroken, NotFound, OnrecordError
from onrecord.model import Article, Page, Record
from onrecord.store import captures, reading
from onrecord.store.db import Database
from onrecord.store.entries import STATEMENT_FIELDS, entry_of, stored_entry
from onrecord.store.rows import Problem, Severity

Read = Callable[[Page], Article]

_CAPTURE = (
    "c.n, c.sha256, c.address, c.url, c.name, c.captured, c.media_type, c.charset, "
    "coalesce(p.warc, c.warc), coalesce(p.warc_offset, c.warc_offset), coalesce(p.warc_length, c.warc_length)"
)


def page_of(db: Database, folder: Path, article_id: str) -> Page:
    """The latest capture of an article. Raises `NotFound`, `ArchiveBroken`."""
    sql = (
        f"SELECT {_CAPTURE} FROM articles a JOIN captures c ON c.article = a.n "
        "LEFT JOIN captures p ON p.n = c.payload_of WHERE a.id = :id ORDER BY c.seen_at DESC, c.n DESC LIMIT 1"
    )
    if row := db.row(sql, {"id": article_id}):
        return _page(folder, row)
    name = db.row("SELECT replaced_by FROM articles WHERE id = :id", {"id": article_id})
    if name and name[0]:
        return page_of(db, folder, name[0])
    raise NotFound(f"no article {article_id!r} in the archive: `onrecord list` shows ids")


def _page(folder: Path, row: tuple[Any, ...]) -> Page:
    _, sha256, _, url, name, captured, media_type, charset, warc, offset, length = row
    _, block = captures.read_record(folder / warc, offset, length)
    when = datetime.fromisoformat(captured) if captured else None
    page = Page(block, url, when, media_type, charset, name)
    if page.sha256 != sha256:
        raise ArchiveBroken(f"{warc} at {offset}: another page than the database says; restore both from one backup")
    return page


def check(
    db: Database, folder: Path, read: Read | None, progress: Callable[[int, int], None] | None
) -> Iterator[Problem]:
    raise NotImplementedError


__all__ = [
    "STATEMENT_FIELDS",
    "OnrecordError",
    "Record",
    "Severity",
    "check",
    "entry_of",
    "page_of",
    "reading",
    "stored_entry",
    "unquote",
]
