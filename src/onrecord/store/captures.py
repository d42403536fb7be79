"""Captures: pages as WARC/1.1 records, each its own gzip member, in files that one writer at a time locks.

Page -> bytes of one record (`packed`), and back (`read_record`). A page is kept as a `resource` record, for that is
what we have: bytes, their address and media type, without the server's headers; the same bytes again, under another
address or at a later time, are a `revisit`. What the database has confirmed of a file is its length there; what lies
behind that is the torn end of a killed writer, and the next writer cuts it off.
"""

from __future__ import annotations

import base64
import errno
import fcntl
import hashlib
import io
import os
import secrets
import zlib
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from onrecord.errors import ArchiveBroken, ArchiveError, ArchiveFull, ArchiveReadOnly
from onrecord.model import Page

FILE_BYTES = 1 << 30  # the WARC standard's recommendation for one file
TORN_BYTES = 512 << 20  # a killed writer leaves less than one batch behind; more is somebody's data and left alone
NAME = "Onrecord-Name"  # extension fields: what a page has and WARC has no field for
CHARSET = "Onrecord-Charset"
UNDATED = "Onrecord-Captured"  # "unknown" where WARC-Date is only when it was added


class Earlier(NamedTuple):
    """The capture that already holds the same bytes."""

    url: str | None
    seen_at: datetime


def packed(page: Page, *, at: datetime, earlier: Earlier | None = None) -> bytes:
    """The page as one gzipped WARC record, a revisit if its bytes are kept already. `at` dates it where the page itself
    does not know its time of capture."""
    content = b"" if earlier else page.content
    headers = [
        ("WARC-Type", "revisit" if earlier else "resource"),
        ("WARC-Record-ID", WARCWriter._make_warc_id()),
        ("WARC-Target-URI", target(page.url, page.sha256)),
        ("WARC-Date", warc_date(page.captured or at)),
        ("WARC-Payload-Digest", f"sha256:{base32(page.sha256)}"),
        ("WARC-Block-Digest", f"sha256:{base32(hashlib.sha256(content).hexdigest())}"),
    ]
    if earlier:
        headers += [
            ("WARC-Profile", WARCWriter.REVISIT_PROFILE_1_1),
            ("WARC-Refers-To-Target-URI", target(earlier.url, page.sha256)),
            ("WARC-Refers-To-Date", warc_date(earlier.seen_at)),
        ]
    if page.name and page.name != page.url:
        headers.append((NAME, quote(page.name.encode("utf-8", "surrogateescape"), safe="/:.,-_() ")))
    headers += [(CHARSET, one_line(page.charset))] if page.charset else []
    headers += [(UNDATED, "unknown")] if page.captured is None else []
    return _gzipped(headers, content, one_line(page.media_type or "application/octet-stream"))


def warcinfo(name: str, software: str, at: datetime) -> bytes:
    """The first record of a file: who wrote it."""
    fields = f"software: {software}\r\nformat: WARC File Format 1.1\r\n".encode()
    headers = [
        ("WARC-Type", "warcinfo"),
        ("WARC-Record-ID", WARCWriter._make_warc_id()),
        ("WARC-Filename", name),
        ("WARC-Date", warc_date(at)),
        ("WARC-Block-Digest", f"sha256:{base32(hashlib.sha256(fields).hexdigest())}"),
    ]
    return _gzipped(headers, fields, "application/warc-fields")


def _gzipped(headers: list[tuple[str, str]], content: bytes, content_type: str) -> bytes:
    out = io.BytesIO()
    fields = StatusAndHeaders("", headers, protocol="WARC/1.1")
    record = ArcWarcRecord("warc", headers[0][1], fields, io.BytesIO(content), None, content_type, len(content))
    record.payload_length = len(content)
    WARCWriter(out, gzip=True, warc_version="1.1").write_record(record)
    return out.getvalue()


def target(url: str | None, sha256: str) -> str:
    """The address where there is one, in ASCII and without spaces as a URI must be, else a URN of the bytes."""
    if not url:
        return f"urn:sha256:{sha256}"
    return quote(url.encode("utf-8", "replace"), safe="/:?#[]@!$&'()*+,;=%-._~")


def base32(hexdigest: str) -> str:
    return base64.b32encode(bytes.fromhex(hexdigest)).decode()


def warc_date(moment: datetime) -> str:
    utc = moment.astimezone(UTC).replace(tzinfo=None)
    return utc.isoformat(timespec="microseconds" if utc.microsecond else "seconds") + "Z"


def one_line(value: str) -> str:
    """A header value: printable and without line breaks, whatever a server declared."""
    return "".join(c for c in value if c.isprintable())[:200]


def read_record(path: Path, offset: int, length: int) -> tuple[dict[str, str], bytes]:
    """The header fields (lower case) and the block of the record there, its digest compared.

    Raises `ArchiveBroken` with what is wrong: file gone, gzip damaged, digest different."""
    try:
        with path.open("rb") as file:
            file.seek(offset)
            data = file.read(length)
    except FileNotFoundError:
        raise ArchiveBroken(f"{path.name} is gone: restore it to {path.parent} from a backup") from None
    if len(data) < length:
        raise ArchiveBroken(f"{path.name} ends {length - len(data)} bytes early: restore it from a backup")
    try:
        raw = zlib.decompressobj(zlib.MAX_WBITS | 16)
        record = raw.decompress(data)
        head, _, block = record.partition(b"\r\n\r\n")
        lines = head.decode("utf-8").split("\r\n")
        fields = {k.strip().lower(): v.strip() for k, _, v in (line.partition(":") for line in lines[1:])}
        block = block[: int(fields["content-length"])]
    except (zlib.error, UnicodeDecodeError, KeyError, ValueError) as e:
        raise ArchiveBroken(f"{path.name} at {offset}: no WARC record ({e}); restore it from a backup") from e
    if not raw.eof or fields.get("warc-block-digest") != f"sha256:{base32(hashlib.sha256(block).hexdigest())}":
        raise ArchiveBroken(f"{path.name} at {offset}: the bytes do not have their digest; restore it from a backup")
    return fields, block


class CaptureFile:
    """One WARC file that this process may append to. It holds the file's lock until it is closed."""

    def __init__(self, path: Path, descriptor: int, length: int, *, known: bool) -> None:
        self.path = path
        self.length = length  # confirmed or just written
        self.known = known  # the database has a row for it
        self._fd = descriptor

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def has_room(self) -> bool:
        return self.length < FILE_BYTES

    def append(self, data: bytes) -> int:
        """Write at the end and return the offset. Not safe on disk before `sync`. Raises `ArchiveFull`."""
        offset = self.length
        with _writing(self.path):
            view = memoryview(data)
            while view:
                view = view[os.pwrite(self._fd, view, self.length) :]
                self.length = offset + len(data) - len(view)
        return offset

    def sync(self) -> None:
        with _writing(self.path):
            os.fsync(self._fd)

    def close(self) -> None:
        """Give the lock back. What was appended and not confirmed, the next holder cuts off: only the database knows
        whether a transaction whose answer got lost was confirmed."""
        os.close(self._fd)


Confirmed = Callable[[str], int | None]
"""The length of a file that the database has confirmed, asked anew at each call; None if it has no row for it."""


def free_file(folder: Path, names: Iterable[str], confirmed: Confirmed, *, software: str, at: datetime) -> CaptureFile:
    """A file to append to: the youngest that nobody holds and that has room, else a new one. On the way, torn ends of
    killed writers are cut off every file that nobody holds.

    Raises `ArchiveReadOnly`, `ArchiveFull`."""
    known = set(names)
    found = None
    for name in sorted(known, reverse=True):
        held = _hold(folder / name, confirmed)
        if held and (found or not held.has_room):
            held.close()
        else:
            found = held or found
    for path in folder.glob("onrecord-*.warc.gz"):
        if path.name not in known:
            _sweep(path, confirmed)
    return found or _new(folder, software=software, at=at)


def _lock(path: Path, flags: int = 0) -> int | None:
    """A descriptor that holds the file's lock; None if another has it, or the file is gone or not ours to write."""
    try:
        fd = os.open(path, os.O_RDWR | os.O_CLOEXEC | flags, 0o644)
    except OSError:
        if flags:
            raise
        return None
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if os.fstat(fd).st_nlink:  # else another process swept it away before we had the lock
            return fd
    except OSError:
        pass
    os.close(fd)
    return None


def _hold(path: Path, confirmed: Confirmed) -> CaptureFile | None:
    """The file locked and cut to its confirmed length; None if another holds it, or it is not as the database says.
    The length is asked for under the lock: before that, its holder may still have been confirming more."""
    if (fd := _lock(path)) is None:
        return None
    size, length = os.fstat(fd).st_size, confirmed(path.name)
    if length is None or not length <= size <= length + TORN_BYTES:
        os.close(fd)
        return None
    if size > length:
        os.ftruncate(fd, length)
    return CaptureFile(path, fd, length, known=True)


def _sweep(path: Path, confirmed: Confirmed) -> None:
    """Remove a file of ours that a killed writer began and that never got a confirmed record."""
    if (fd := _lock(path)) is not None:
        if confirmed(path.name) is None and os.fstat(fd).st_size <= TORN_BYTES:
            path.unlink(missing_ok=True)
        os.close(fd)


def _new(folder: Path, *, software: str, at: datetime) -> CaptureFile:
    fd = None
    while fd is None:
        name = f"onrecord-{at.astimezone(UTC):%Y%m%d%H%M%S}-{secrets.token_hex(3)}.warc.gz"
        with _writing(folder / name):
            fd = _lock(folder / name, os.O_CREAT | os.O_EXCL)
    file = CaptureFile(folder / name, fd, 0, known=False)
    try:
        file.append(warcinfo(name, software, at))
        sync_folder(folder)
    except BaseException:
        file.path.unlink(missing_ok=True)
        file.close()
        raise
    return file


def sync_folder(folder: Path) -> None:
    """Make names in the folder safe on disk."""
    fd = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


class _writing:
    """Turns the system's refusals to write into our errors."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __enter__(self) -> None: ...

    def __exit__(self, _type: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, OSError):
            raise write_error(error, self.path) from error


def write_error(error: OSError, path: Path) -> ArchiveError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return ArchiveFull(f"no space left for {path}: free some and run again, nothing reported was lost")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return ArchiveReadOnly(f"{path} cannot be written: give this user write permission to its folder")
    return ArchiveError(f"{path} could not be written ({error.strerror}): check the disk and run again")
