"""Inputs -> units of work: a few hundred pages of one input each, the same at every run and for every engine.

A unit names its pages by place: the offset of a WARC record, the name of a file or of a member of a tarball. Pages
whose WARC record carries a payload digest that came before are left out here, where all inputs are seen in one order.
"""

from __future__ import annotations

import tarfile
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO, Any

from fastwarc.warc import ArchiveIterator, WarcRecordType
from fsspec.core import url_to_fs

from onrecord.errors import UsageError
from onrecord.model import digest

UNIT = 256
"""Pages of a unit. What a kill costs is at most one unit per worker; smaller units make more, smaller Parquet files
(a day of CC-NEWS, 385,000 pages, gives some 1,500 units)."""

WARCS = (".warc", ".warc.gz", ".warc.zst")
TARS = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz")
DIGEST = "WARC-Payload-Digest"


@dataclass(frozen=True, slots=True)
class Unit:
    """Some pages of one input. `member` is the WARC inside a WACZ; `skipped` counts duplicates left out before it."""

    name: str
    kind: str  # "warc", "tar", "files"
    input: str
    places: tuple[str, ...]
    member: str | None = None
    duplicates: int = 0


@dataclass(frozen=True, slots=True)
class _Place:
    place: str
    digest: str | None = None


def units(inputs: Iterable[str]) -> Iterator[Unit]:
    """The units of all inputs, in order. Raises `UsageError` for an input that is not there or not of a known form."""
    seen: set[bytes] = set()
    for path in inputs:
        for found in expand(path):
            yield from _units_of(found, seen)


def expand(path: str) -> list[str]:
    """The files that a path, glob or folder names, in order; also on s3:// and https://."""
    fs, inner = open_filesystem(path)
    if any(c in inner for c in "*?["):
        found = fs.glob(inner)
    elif fs.isdir(inner):
        found = fs.find(inner)
    else:
        found = [inner] if fs.exists(inner) else []
    if not found:
        raise UsageError(f"nothing at {path}: give a WARC, WACZ or tar file, a folder, or a glob in quotation marks")
    scheme = path.partition("://")[0] + "://" if "://" in path else ""
    return [f if f.startswith(scheme) else scheme + f for f in sorted(found)]


def open_filesystem(path: str) -> tuple[Any, str]:
    """The file system of an address and the path on it. S3 through Arrow, everything else through fsspec."""
    if path.startswith("s3://"):
        from fsspec.implementations.arrow import ArrowFSWrapper
        from pyarrow.fs import FileSystem

        system, inner = FileSystem.from_uri(path)
        return ArrowFSWrapper(system), inner
    fs, inner = url_to_fs(path)
    return fs, inner


def open_input(path: str) -> IO[bytes]:
    """The bytes at an address, from which one can seek."""
    fs, inner = open_filesystem(path)
    stream: IO[bytes] = fs.open(inner, "rb")
    return stream


def _units_of(path: str, seen: set[bytes]) -> Iterator[Unit]:
    name = path.lower()
    if name.endswith(WARCS):
        with open_input(path) as stream:
            yield from _grouped("warc", path, None, _warc_places(stream), seen)
    elif name.endswith(".wacz"):
        with open_input(path) as stream, zipfile.ZipFile(stream) as bundle:
            for member in sorted(n for n in bundle.namelist() if n.lower().endswith(WARCS)):
                with bundle.open(member) as inside:
                    yield from _grouped("warc", path, member, _warc_places(inside), seen)
    elif name.endswith(TARS):
        with open_input(path) as stream, tarfile.open(fileobj=stream, mode="r|*") as bundle:
            places = (_Place(m.name) for m in bundle if m.isfile())
            yield from _grouped("tar", path, None, places, seen)
    else:
        yield Unit(digest("files", path), "files", path, (path,))


def _warc_places(stream: IO[bytes]) -> Iterator[_Place]:
    for record in ArchiveIterator(stream, record_types=WarcRecordType.response, parse_http=False):
        yield _Place(str(record.stream_pos), record.headers.get(DIGEST))


def _grouped(kind: str, path: str, member: str | None, places: Iterator[_Place], seen: set[bytes]) -> Iterator[Unit]:
    taken: list[str] = []
    duplicates = 0
    for place in places:
        if place.digest:
            key = place.digest.encode()[-16:]
            if key in seen:
                duplicates += 1
                continue
            seen.add(key)
        taken.append(place.place)
        if len(taken) == UNIT:
            yield _unit(kind, path, member, taken, duplicates)
            taken, duplicates = [], 0
    if taken or duplicates:
        yield _unit(kind, path, member, taken, duplicates)


def _unit(kind: str, path: str, member: str | None, places: list[str], duplicates: int) -> Unit:
    name = digest(kind, path, member or "", *places)
    return Unit(name, kind, path, tuple(places), member, duplicates)
