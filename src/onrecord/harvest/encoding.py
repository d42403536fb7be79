"""Content encodings undone with a limit on what comes out: gzip, deflate, Brotli, and chunked transfer.

Many WARC files keep the header of an encoding that is already undone, and some servers lie; so an encoding whose bytes
do not begin like it is taken for undone.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence

import brotli  # type: ignore[import-untyped]

from onrecord.errors import ReadError, TooLarge

STEP = 1 << 18  # bytes that come out at a time: a bomb is noticed after so many more than the limit

Decode = Callable[[bytes, str], Iterator[bytes]]


def decoded(chunks: Iterable[bytes], encodings: Sequence[str], *, limit: int, name: str) -> bytes:
    """The bytes without their encodings, which are undone from the last to the first.

    Raises `TooLarge` once more than `limit` bytes come out of any of them, `ReadError` if they are cut or damaged."""
    content = _joined(chunks, limit, name)
    for encoding in reversed([e.strip().lower() for e in encodings if e.strip()]):
        if encoding in ("identity", "none", "utf-8"):  # the last is a mistake that servers make
            continue
        known = _ENCODINGS.get(encoding)
        if known is None:
            raise ReadError(
                f"{name}: content encoding {encoding[:40]!r}, we know {', '.join(_ENCODINGS)}; fetch it plain"
            )
        looks_like, decode = known
        if looks_like(content):
            content = _joined(decode(content, name), limit, name)
    return content


def gunzip(content: bytes, name: str) -> Iterator[bytes]:
    """What is in one or several gzip members; zeros after the last are padding. Raises `ReadError`."""
    rest = content
    while rest:
        member = zlib.decompressobj(zlib.MAX_WBITS | 16)
        yield from _inflated(member, rest, name)
        rest = member.unused_data.lstrip(b"\0")
        if rest and not rest.startswith(b"\x1f\x8b"):
            return  # as gzip itself does: what follows is no part of it


def _inflated(member: zlib._Decompress, content: bytes, name: str) -> Iterator[bytes]:
    rest = content
    try:
        while rest and not member.eof:
            yield member.decompress(rest, STEP)
            rest = member.unconsumed_tail
        yield member.flush(STEP)
    except zlib.error as e:
        raise ReadError(f"{name}: damaged compression ({e}); get the page again") from e
    if not member.eof:
        raise ReadError(f"{name}: compressed data ends early; get the page again")


def _deflated(content: bytes, name: str) -> Iterator[bytes]:
    """RFC 9110 means zlib by it, some servers send the bare stream."""
    zlib_header = len(content) > 1 and content[0] & 0x0F == 8 and (content[0] << 8 | content[1]) % 31 == 0
    yield from _inflated(zlib.decompressobj(zlib.MAX_WBITS if zlib_header else -zlib.MAX_WBITS), content, name)


def _unbrotli(content: bytes, name: str) -> Iterator[bytes]:
    stream = brotli.Decompressor()
    try:
        yield stream.process(content, output_buffer_limit=STEP)
        while not stream.is_finished():
            if stream.can_accept_more_data():
                raise ReadError(f"{name}: compressed data ends early; get the page again")
            yield stream.process(b"", output_buffer_limit=STEP)
    except brotli.error as e:
        raise ReadError(f"{name}: damaged compression ({e}); get the page again") from e


def _unchunked(content: bytes, name: str) -> Iterator[bytes]:
    at = 0
    while head := _CHUNK.match(content, at):
        size = int(head[1], 16)
        if size == 0:
            return
        at = head.end() + size
        if at > len(content):
            raise ReadError(f"{name}: chunked data ends early; get the page again")
        yield content[head.end() : at]
        at += 2 if content[at : at + 2] == b"\r\n" else 0
    raise ReadError(f"{name}: chunked data ends early; get the page again")


def _joined(chunks: Iterable[bytes], limit: int, name: str) -> bytes:
    parts, size = [], 0
    for chunk in chunks:
        size += len(chunk)
        if size > limit:
            raise TooLarge(f"{name}: more than {limit:,} bytes unpacked; no news page is so large, take it apart first")
        parts.append(chunk)
    return b"".join(parts)


def _like_text(content: bytes) -> bool:
    return content.lstrip()[:1] in (b"<", b"{", b"[") or not content


_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]*)?\r\n")
_ENCODINGS: dict[str, tuple[Callable[[bytes], bool], Decode]] = {
    "gzip": (lambda c: c.startswith(b"\x1f\x8b"), gunzip),
    "x-gzip": (lambda c: c.startswith(b"\x1f\x8b"), gunzip),
    "deflate": (lambda c: not _like_text(c), _deflated),
    "br": (lambda c: not _like_text(c), _unbrotli),
    "chunked": (lambda c: _CHUNK.match(c) is not None, _unchunked),
}
