"""Paths -> Pages: files, folders, globs and standard input; plain, gzipped, WARC, WACZ, ZIP and tar.

What a file is, its first bytes say; names only help to leave pictures and scripts in a folder alone. Nothing is read
past a limit, and whatever cannot be a page gives a Failure that says why.
"""

from __future__ import annotations

import glob
import io
import struct
import sys
import tarfile
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from onrecord.errors import ReadError
from onrecord.harvest.encoding import decoded
from onrecord.harvest.warc import warc_pages
from onrecord.model import Failure, Page

MAX_FILE = 100_000_000  # bytes of one page, packed or unpacked; archives of pages may be as large as they like
MAX_MEMBERS = 1_000_000
HEAD = 512

TYPES = {
    ".html": "text/html",
    ".htm": "text/html",
    ".shtml": "text/html",
    ".xhtml": "application/xhtml+xml",
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/plain",
}
# What stands beside pages in folders that browsers and mirrors save, and is none itself.
NOT_PAGES = frozenset(
    {
        *(".avif", ".bmp", ".gif", ".ico", ".jpeg", ".jpg", ".png", ".svg", ".tif", ".tiff", ".webp"),
        *(".css", ".js", ".json", ".jsonl", ".map", ".mjs", ".woff", ".woff2", ".ttf", ".eot", ".otf"),
        *(".avi", ".mov", ".mp3", ".mp4", ".ogg", ".wav", ".webm"),
        *(".csv", ".db", ".parquet", ".pdf", ".sqlite3", ".sqlite3-shm", ".sqlite3-wal", ".xls", ".xlsx"),
        *(".cdx", ".cdxj", ".py", ".pyc", ".sh", ".toml", ".yaml", ".yml"),
    }
)


def path_pages(text: str, *, skipped: Counter[str] | None = None) -> Iterator[Page | Failure]:
    """The pages at a path, which may be a file, a folder (all of it, in order of names) or a glob pattern."""
    skipped = Counter() if skipped is None else skipped
    try:
        path = Path(text).expanduser()
        if path.is_dir():
            yield from _folder(path, skipped)
        elif path.exists():
            yield from _file(path, skipped)
        else:
            yield from _pattern(text, skipped)
    except (OSError, ValueError, RuntimeError) as e:  # a name too long, a zero byte, no such user
        yield Failure(text[:200], "fetch", f"no path that can be read ({e}); give a file, a folder or an address")


def stdin_pages(stream: BinaryIO | None = None, *, skipped: Counter[str] | None = None) -> Iterator[Page | Failure]:
    """What comes through standard input: one page, packed or not, or a WARC file."""
    stream = stream or sys.stdin.buffer
    yield from stream_pages(stream, "-", None, Counter() if skipped is None else skipped)


def _folder(folder: Path, skipped: Counter[str]) -> Iterator[Page | Failure]:
    for path in _walk(folder):
        if path.suffix.lower() in NOT_PAGES:
            skipped["no page by its name"] += 1
        else:
            yield from _file(path, skipped)


def _walk(folder: Path) -> Iterator[Path]:
    """Regular files below the folder, by name; hidden ones and links to folders are left out."""
    for path in sorted(folder.iterdir()):
        if path.name.startswith("."):
            continue
        if path.is_dir():
            if not path.is_symlink():
                yield from _walk(path)
        elif path.is_file():
            yield path


def _pattern(text: str, skipped: Counter[str]) -> Iterator[Page | Failure]:
    found = 0
    if glob.has_magic(text):
        for name in sorted(glob.iglob(text, recursive=True)):  # noqa: PTH207 - Path.glob takes no absolute pattern
            found += 1
            path = Path(name)
            yield from _folder(path, skipped) if path.is_dir() else _file(path, skipped)
    if not found:
        yield Failure(text, "fetch", f"no such file, folder or pattern: {text}; check the path, quote patterns")


def _file(path: Path, skipped: Counter[str]) -> Iterator[Page | Failure]:
    try:
        with path.open("rb") as stream:
            yield from stream_pages(stream, str(path), TYPES.get(_suffix(path)), skipped)
    except OSError as e:
        yield Failure(str(path), "fetch", f"{path} cannot be read ({e.strerror or e}); check its permissions")


def _suffix(path: Path) -> str:
    return (path.with_suffix("") if path.suffix.lower() == ".gz" else path).suffix.lower()


def stream_pages(
    stream: BinaryIO, name: str, media_type: str | None, skipped: Counter[str]
) -> Iterator[Page | Failure]:
    """By its first bytes: a WARC file, a ZIP or tar archive of pages, or one page."""
    head = stream.read(HEAD)
    if not stream.seekable():
        stream = io.BufferedReader(_Again(head, stream), 1 << 16)
    else:
        stream.seek(0)
    start = _unpacked_head(head)
    if start.startswith(b"WARC/"):
        yield from warc_pages(stream, name, skipped=skipped)
    elif head.startswith(b"PK\x03\x04") and stream.seekable():
        yield from _zip(stream, name, skipped)
    elif start[257:262] == b"ustar":
        yield from _tar(stream, name, skipped)
    else:
        yield _one(stream, name, media_type)


def _unpacked_head(head: bytes) -> bytes:
    if not head.startswith(b"\x1f\x8b"):
        return head
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(head, HEAD)
    except zlib.error:
        return b""


def _one(stream: BinaryIO, name: str, media_type: str | None) -> Page | Failure:
    """The stream as one page, unpacked. Empty and damaged ones are failures; what is in it, its reader judges."""
    content = stream.read(MAX_FILE + 1)
    if len(content) > MAX_FILE:
        return Failure(
            name, "read", f"{name}: more than {MAX_FILE:,} bytes; no news page is so large, take it apart first"
        )
    try:
        unpacked = decoded([content], ["gzip"], limit=MAX_FILE, name=name)
    except ReadError as e:
        return Failure(name, "read", str(e))
    if not unpacked.strip():
        return Failure(name, "read", f"{name}: empty; get the page again")
    return Page(unpacked, name=name, media_type=media_type)


def _zip(stream: BinaryIO, name: str, skipped: Counter[str]) -> Iterator[Page | Failure]:
    """The members of a ZIP file; of a WACZ file those are its WARC files, for the rest of it is an index."""
    try:
        with zipfile.ZipFile(stream) as archive:
            members = [m for m in archive.infolist() if not m.is_dir()][:MAX_MEMBERS]
            is_wacz = any(m.filename == "datapackage.json" for m in members)
            for member in members:
                if (is_wacz and not member.filename.startswith("archive/")) or _left_alone(member.filename):
                    skipped["no page by its name"] += 1
                    continue
                with archive.open(member) as file:
                    inner = f"{name}!{member.filename}"
                    yield from _member(file, inner, member.file_size, skipped)
    except (zipfile.BadZipFile, OSError, RuntimeError, EOFError, ValueError, zlib.error, struct.error, KeyError) as e:
        yield Failure(name, "read", f"{name}: damaged or locked ZIP file ({e}); get it again")


def _tar(stream: BinaryIO, name: str, skipped: Counter[str]) -> Iterator[Page | Failure]:
    try:
        with tarfile.open(fileobj=stream, mode="r|*") as archive:
            for count, member in enumerate(archive):
                if not member.isfile() or _left_alone(member.name) or count >= MAX_MEMBERS:
                    skipped["no page by its name"] += member.isfile()
                    continue
                file = archive.extractfile(member)
                if file is not None:
                    yield from _member(file, f"{name}!{member.name}", member.size, skipped)
    except (tarfile.TarError, OSError, EOFError, ValueError, zlib.error, struct.error) as e:
        yield Failure(name, "read", f"{name}: damaged tar file ({e}); get it again")


def _left_alone(member: str) -> bool:
    path = Path(member)
    return path.suffix.lower() in NOT_PAGES or path.name.startswith(".")


def _member(file: object, name: str, size: int, skipped: Counter[str]) -> Iterator[Page | Failure]:
    """A member of an archive of pages: a page or a WARC file, but no further archive inside."""
    stream: BinaryIO = io.BufferedReader(_Again(b"", file), 1 << 16)  # type: ignore[arg-type]
    head = stream.peek(HEAD)[:HEAD]  # type: ignore[attr-defined]
    if _unpacked_head(head).startswith(b"WARC/"):
        yield from warc_pages(stream, name, skipped=skipped)
    elif size > MAX_FILE:
        yield Failure(name, "read", f"{name}: {size:,} bytes, more than {MAX_FILE:,}; no news page is so large")
    else:
        yield _one(stream, name, TYPES.get(_suffix(Path(name))))


class _Again(io.RawIOBase):
    """Bytes already read, then the rest of the stream they came from; reads forward only."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data = self._head[: len(buffer)] if self._head else self._rest.read(len(buffer))
        self._head = self._head[len(data) :] if self._head else b""
        buffer[: len(data)] = data
        return len(data)
