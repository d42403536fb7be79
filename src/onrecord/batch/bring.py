"""A dataset -> an archive: each article with its capture, from the dataset itself or from the input it came from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from onrecord import codec
from onrecord.batch.dataset import MANIFEST, read_done, read_plan
from onrecord.batch.plan import open_input
from onrecord.errors import UsageError
from onrecord.harvest.files import stream_pages
from onrecord.harvest.warc import warc_pages
from onrecord.model import Failure, Page, Record

ROWS = 64  # articles read from a Parquet file at a time


def records(folder: Path) -> Iterator[tuple[Page, Record] | Failure]:
    """Every article of the dataset with its page, and the dataset's failures.

    Raises `UsageError` for a folder that is no dataset. An article whose capture is neither in the dataset nor where
    it was read from becomes a `Failure` that says so."""
    manifest = folder / MANIFEST
    if not manifest.exists() or read_plan(manifest) is None:
        raise UsageError(f"{folder} is no dataset: it has no {MANIFEST}; give what `onrecord batch --out` wrote")
    for done in read_done(manifest):
        captures = _captures(folder, done.files)
        for name in done.files:
            if name.startswith("articles/"):
                for row in _rows(folder / name, ["record", "place", "page_sha256"]):
                    yield _article(row, captures)
            elif name.startswith("failures/"):
                for row in _rows(folder / name, ["address", "stage", "reason"]):
                    yield Failure(row["address"], row["stage"], row["reason"])


def _rows(path: Path, columns: list[str] | None) -> Iterator[dict[str, Any]]:
    for batch in pq.ParquetFile(path).iter_batches(ROWS, columns=columns):
        yield from batch.to_pylist()


def _captures(folder: Path, files: tuple[str, ...]) -> dict[str, Page]:
    """The pages that the dataset keeps of one unit, by SHA-256."""
    kept = (row for name in files if name.startswith("captures/") for row in _rows(folder / name, None))
    return {row["page_sha256"]: _kept(row) for row in kept}


def _kept(row: dict[str, Any]) -> Page:
    captured: datetime | None = row["captured"]
    when = captured.astimezone(UTC) if captured else None
    return Page(row["content"], row["url"], when, row["media_type"], row["charset"], row["place"])


def _article(row: dict[str, Any], captures: dict[str, Page]) -> tuple[Page, Record] | Failure:
    record = codec.record_from_json(row["record"])
    sha256, place = row["page_sha256"], row["place"]
    page = captures.get(sha256) or _again(place)
    if page is None or page.sha256 != sha256:
        address = record.article.address or place
        reason = f"its capture is no longer at {place}: put the input back, or make the dataset with --captures"
        return Failure(address, "fetch", reason)
    return page, record


def _again(place: str) -> Page | None:
    """The page at a place that a batch noted: `FILE#OFFSET` in a WARC file, `FILE!MEMBER`, or a file."""
    path, mark, offset = place.rpartition("#")
    try:
        if mark and offset.isdigit():
            with open_input(path) as stream:
                return _first(warc_pages(stream, path, start=int(offset)))
        path = place.partition("!")[0]
        with open_input(path) as stream:
            found = stream_pages(stream, path, None, Counter())
            return _first(page for page in found if isinstance(page, Failure) or page.name == place)
    except OSError:
        return None


def _first(pages: Iterator[Page | Failure]) -> Page | None:
    return next((page for page in pages if isinstance(page, Page)), None)
