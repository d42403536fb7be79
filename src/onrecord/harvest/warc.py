"""WARC files -> Pages: the successful answers in them, with address, time of capture and encodings undone.

Takes response, resource and conversion (plain text, "WET") records. Redirects, errors, robots files and what is no
text are passed over and counted. A damaged place gives one Failure, and reading goes on at the next record after it.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Container, Iterator
from contextlib import suppress
from datetime import UTC
from typing import BinaryIO, cast

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from onrecord.errors import ReadError
from onrecord.harvest.encoding import decoded
from onrecord.model import Failure, Page

MAX_RECORD = 100_000_000
MAX_DAMAGES = 100  # places at which reading begins again, before a file is given up
SCAN = 1 << 20
CUT_OFF = "cut off"  # marks, inside this module, the failure of a file that ends too early

PAGE_TYPES = ("text/html", "application/xhtml+xml", "text/plain", "application/xml", "text/xml")
_KINDS = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
_START = re.compile(rb"\x1f\x8b\x08|WARC/1\.[01]\r?\n")


def warc_pages(
    stream: BinaryIO,
    name: str,
    *,
    skipped: Counter[str] | None = None,
    start: int = 0,
    end: int | None = None,
    leave_out: Container[int] = (),
) -> Iterator[Page | Failure]:
    """The pages of one WARC file, compressed or not. `stream` must be seekable to go on after damage.

    `skipped` counts what was passed over, by reason. `start` and `end` bound the stretch of bytes that is read, and
    `leave_out` names places (`warc_places`) in it that are not wanted."""
    skipped = Counter() if skipped is None else skipped
    empty = start == 0 and end is None
    for found in _records(stream, name, start, end):
        empty = False
        if isinstance(found, Failure):
            yield found
            continue
        position, record = found
        if position in leave_out:
            skipped["duplicate"] += 1
        elif (page := _page(record, f"{name}#{position}", skipped)) is not None:
            yield page
    if empty:
        yield Failure(name, "read", f"{name}: no WARC record with a page in it; get the file again")


def warc_places(
    stream: BinaryIO, name: str, *, start: int = 0, end: int | None = None
) -> Iterator[tuple[int, str | None]]:
    """Where each record of a page stands, as byte offset in the file, and its payload digest if it names one."""
    for found in _records(stream, name, start, end):
        if not isinstance(found, Failure):
            position, record = found
            yield position, record.headers.get("WARC-Payload-Digest")


def _records(stream: BinaryIO, name: str, start: int, end: int | None) -> Iterator[tuple[int, WarcRecord] | Failure]:
    """Records with their places; after damage a Failure, and on from the next record's beginning."""
    begin: int | None = start
    for _ in range(MAX_DAMAGES):
        position = origin = begin or 0
        try:
            for record in ArchiveIterator(cast(BinaryIO, _From(stream, origin, end)), record_types=_KINDS):
                position = origin + record.stream_pos
                yield position, record
            if not _ends_whole(stream, position, end):
                yield Failure(f"{name}#{position}", CUT_OFF, "cut off after this record; get the file again")
            return
        except (OSError, ValueError, OverflowError) as e:
            yield _damaged(name, position, e)
        except BaseException as e:
            if not is_panic(e):
                raise
            yield _damaged(name, position, e)
        begin = _next_start(stream, position + 1)
        if begin is None or (end is not None and begin >= end):
            return
    yield Failure(name, "read", f"damaged in more than {MAX_DAMAGES} places, given up; get the file again")


def _damaged(name: str, position: int, error: BaseException) -> Failure:
    return Failure(f"{name}#{position}", "read", f"damaged WARC after this record ({error}); get the file again")


def _read(stream: BinaryIO, size: int) -> bytes:
    """What comes next of the stream. Raises `OSError` for any of its faults, also for text and for more than was asked
    for: fastwarc ends in a panic over these (seen with 2.0.1)."""
    try:
        content = stream.read(size)
    except OSError:
        raise
    except Exception as e:
        raise OSError(f"it cannot be read: {type(e).__name__}: {e}") from e
    if not isinstance(content, bytes) or (0 <= size < len(content)):
        raise OSError(f"it gives {type(content).__name__} in place of {size} bytes at most")
    return content


def is_panic(error: BaseException) -> bool:
    """Whether it is a panic of Rust code, which is no `Exception`, but as harmless to us as one."""
    return type(error).__module__ == "pyo3_runtime"


class _From:
    """A stretch of the stream as an object of its own: each reading begins at its start and ends at its end."""

    def __init__(self, stream: BinaryIO, start: int, end: int | None) -> None:
        self._stream = stream
        self._left = None if end is None else end - start
        self._read = 0
        if stream.seekable():
            stream.seek(start)

    def read(self, size: int = -1) -> bytes:
        if self._left is not None:
            size = self._left if size < 0 else min(size, self._left)
        content = _read(self._stream, size)
        self._read += len(content)
        if self._left is not None:
            self._left -= len(content)
        return content

    def tell(self) -> int:
        return self._read


def _ends_whole(stream: BinaryIO, position: int, end: int | None) -> bool:
    """Whether the compressed members from a place on are complete. A reader that meets the end of a file inside the
    header of a record takes it for the end of the records, and says nothing."""
    if not stream.seekable():
        return True
    rest = _From(stream, position, end)
    unpacked: zlib._Decompress | None = None
    while block := rest.read(SCAN):
        while block:
            if unpacked is None:
                if not block.startswith(b"\x1f"):  # not compressed, or padding after the last member
                    return len(block) == SCAN or not _cut_in_head(block)
                unpacked = zlib.decompressobj(zlib.MAX_WBITS | 16)
            try:
                unpacked.decompress(block)
            except zlib.error:
                return False
            block = unpacked.unused_data if unpacked.eof else b""
            unpacked = None if unpacked.eof else unpacked
    return unpacked is None


def _cut_in_head(record: bytes) -> bool:
    """Whether a last record that is not compressed ends within its own header or that of its HTTP answer. What ends
    within the content says so when that is read."""
    head, end, content = record.partition(b"\r\n\r\n")
    if not head.startswith(b"WARC/"):
        return False
    length = re.search(rb"\r\nContent-Length:\s*(\d{1,18})", head, re.I)
    short = not end or bool(length and len(content) < int(length[1]))
    return short and (not end or (b"application/http" in head.lower() and b"\r\n\r\n" not in content))


def _next_start(stream: BinaryIO, position: int) -> int | None:
    """Where the next record, or compressed member, may begin."""
    if not stream.seekable():
        return None
    kept = b""
    with suppress(OSError):  # a stream that cannot be read any further has no next record
        stream.seek(position)
        while block := _read(stream, SCAN):
            window = kept + block
            if found := _START.search(window):
                return position - len(kept) + found.start()
            position += len(block)
            kept = window[-12:]
    return None


def _page(record: WarcRecord, name: str, skipped: Counter[str]) -> Page | Failure | None:
    """The record as a page; None, counted, if it is none."""
    url = record.headers.get("WARC-Target-URI")
    where = url or name
    if (reason := _unwanted(record, url)) is not None:
        skipped[reason] += 1
        return None
    expected = record.content_length
    if expected > MAX_RECORD:
        return Failure(
            where, "read", f"{expected:,} bytes in {name}: more than {MAX_RECORD:,}; no news page is so large"
        )
    try:
        body = record.reader.read(expected) if expected else b""
    except (OSError, ValueError) as e:
        return Failure(where, "read", f"damaged in {name} ({e}); get the file again")
    if len(body) < expected:
        return Failure(where, "read", f"cut off in {name}: {len(body)} of {expected} bytes; get the file again")
    try:
        content = decoded([body], _encodings(record), limit=MAX_RECORD, name=where)
    except ReadError as e:
        return Failure(where, "read", str(e))
    media_type, charset = _type(record)
    if not content.strip():
        skipped["empty"] += 1
        return None
    address = url if url and not url.startswith("urn:") else None
    captured = None if record.headers.get("Onrecord-Captured") == "unknown" else record.record_date
    return Page(content, address, captured.astimezone(UTC) if captured else None, media_type, charset, name)


def _unwanted(record: WarcRecord, url: str | None) -> str | None:
    """Why the record is no page, judged before its content is read."""
    if record.http_headers is not None and record.http_headers.status_code != 200:
        return f"status {record.http_headers.status_code}"
    if url and re.match(r"(?:dns|whois|metadata|filedesc):|[^?]*/robots\.txt$", url):
        return "no page"
    media_type, _ = _type(record)
    if media_type and media_type not in PAGE_TYPES:
        return "media type"
    return None


def _type(record: WarcRecord) -> tuple[str | None, str | None]:
    """Media type and charset, from the HTTP header or else the record's own."""
    if record.http_headers is not None:
        value = record.http_headers.get("Content-Type") or ""
    else:
        value = record.headers.get("Content-Type") or ""
    media_type, _, rest = value.partition(";")
    charset = re.search(r"charset\s*=\s*[\"']?([\w.:+-]+)", rest, re.I)
    own = record.headers.get("Onrecord-Charset")
    return media_type.strip().lower() or None, charset[1] if charset else own


def _encodings(record: WarcRecord) -> list[str]:
    """In the order in which they were put on: content encodings, then the transfer's."""
    if record.http_headers is None:
        return []
    fields = ("Content-Encoding", "Transfer-Encoding")
    return [e for field in fields for e in (record.http_headers.get(field) or "").split(",")]
