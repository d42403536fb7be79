"""Inputs -> units of work: a few hundred pages of one input each, the same at every run and for every engine.

A WARC file (also inside a WACZ) is cut into stretches of bytes that begin with a record; other files are taken whole,
small ones together. Pages whose WARC record carries a payload digest that came before are left out here, where all
inputs are seen in one order.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, cast

from fsspec.core import url_to_fs

from onrecord.errors import UsageError
from onrecord.harvest.warc import warc_places
from onrecord.model import digest

UNIT = 256
"""Pages of a unit. What a kill costs is at most one unit per worker; smaller units make more, smaller Parquet files
(a day of CC-NEWS, 385,000 pages, gives some 1,500 units)."""

WARCS = (".warc", ".warc.gz", ".warc.zst")
LARGE = 1 << 24  # bytes from which a file is a unit of its own: an archive of pages rather than a page
LOCAL_HEADER = 30  # bytes of a ZIP member's own header, before its name and extra field


@dataclass(frozen=True, slots=True)
class Unit:
    """Some pages: a stretch of a WARC file (`start` to `end`, bytes), or whole files when `start` is None."""

    name: str
    inputs: tuple[str, ...]
    start: int | None = None
    end: int | None = None
    leave_out: frozenset[int] = frozenset()  # byte offsets of records whose payload came before


def units(inputs: Iterable[str]) -> Iterator[Unit]:
    """The units of all inputs, in order. Raises `UsageError` for an input that is not there."""
    seen: set[str] = set()
    small: list[str] = []
    for path, size in (found for pattern in inputs for found in expand(pattern)):
        if path.lower().endswith(WARCS):
            with open_input(path) as stream:
                yield from _stretches(path, stream, 0, None, seen)
        elif path.lower().endswith(".wacz"):
            yield from _wacz(path, seen)
        elif size >= LARGE:
            yield Unit(digest("files", path), (path,))
        else:
            small.append(path)
        if len(small) == UNIT:
            yield Unit(digest("files", *small), tuple(small))
            small = []
    if small:
        yield Unit(digest("files", *small), tuple(small))


def expand(path: str) -> list[tuple[str, int]]:
    """The files that a path, glob or folder names, in order, with their sizes; also on s3:// and https://."""
    fs, inner = open_filesystem(path)
    if any(c in inner for c in "*?["):
        found = fs.glob(inner, detail=True)
    elif fs.isdir(inner):
        found = fs.find(inner, detail=True)
    else:
        found = {inner: fs.info(inner)} if fs.exists(inner) else {}
    files = {name: info for name, info in found.items() if info.get("type") != "directory"}
    if not files:
        raise UsageError(f"nothing at {path}: give a WARC, WACZ or tar file, a folder, or a glob in quotation marks")
    scheme = path.partition("://")[0] + "://" if "://" in path else ""
    return [(n if n.startswith(scheme) else scheme + n, int(files[n].get("size") or 0)) for n in sorted(files)]


def open_filesystem(path: str) -> tuple[Any, str]:
    """The file system of an address and the path on it: S3 through Arrow, everything else through fsspec."""
    if path.startswith("s3://"):
        from fsspec.implementations.arrow import ArrowFSWrapper
        from pyarrow.fs import FileSystem

        system, inner = FileSystem.from_uri(path)
        return ArrowFSWrapper(system), inner
    return cast("tuple[Any, str]", url_to_fs(path))


def open_input(path: str) -> BinaryIO:
    """The bytes at an address, from which one can seek. Raises `OSError`."""
    fs, inner = open_filesystem(path)
    return cast("BinaryIO", fs.open(inner, "rb"))


def _wacz(path: str, seen: set[str]) -> Iterator[Unit]:
    """The WARC files of a WACZ are stored in it unpacked, so that they are stretches of its own bytes."""
    with open_input(path) as stream, zipfile.ZipFile(stream) as bundle:
        members = [m for m in bundle.infolist() if m.filename.lower().endswith(WARCS)]
        if not members or any(m.compress_type != zipfile.ZIP_STORED for m in members):
            yield Unit(digest("files", path), (path,))
            return
        for member in members:
            stream.seek(member.header_offset + LOCAL_HEADER - 4)
            lengths = stream.read(4)
            begin = member.header_offset + LOCAL_HEADER
            begin += int.from_bytes(lengths[:2], "little") + int.from_bytes(lengths[2:], "little")
            yield from _stretches(path, stream, begin, begin + member.file_size, seen)


def _stretches(path: str, stream: BinaryIO, start: int, end: int | None, seen: set[str]) -> Iterator[Unit]:
    """The file cut before every `UNIT`th record that is no duplicate; the last stretch ends where the file ends."""
    begin, wanted, left_out = start, 0, set[int]()
    for place, payload in warc_places(stream, path, start=start, end=end):
        if wanted == UNIT:
            yield _stretch(path, begin, place, left_out)
            begin, wanted, left_out = place, 0, set()
        if payload is None or payload not in seen:
            wanted += 1
        else:
            left_out.add(place)
        if payload is not None:
            seen.add(payload)
    yield _stretch(path, begin, end, left_out)


def _stretch(path: str, start: int, end: int | None, left_out: set[int]) -> Unit:
    name = digest("warc", path, str(start), str(end), *map(str, sorted(left_out)))
    return Unit(name, (path,), start, end, frozenset(left_out))
