"""Bytes to text: the page's own evidence first, the declaration only where the bytes agree with it."""

from __future__ import annotations

import codecs
import re

from onrecord.errors import NotText, TooLarge
from onrecord.model import Page

# The largest article page we have is 1.9 MB; 10 MB take less than a second and 200 MB of memory.
MAX_BYTES = 10_000_000
# Browsers look for a charset in the first 1,024 bytes; pages with long scripts before it are common.
SNIFF_BYTES = 4_096
# Share of control characters above which a text is a binary file decoded by chance; real pages have none to a handful.
MAX_CONTROL_SHARE = 0.02

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"%PDF", "a PDF file"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"PK\x03\x04", "a ZIP archive (or an office document)"),
    (b"\x1f\x8b", "gzip data"),
    (b"BZh", "bzip2 data"),
    (b"\xfd7zXZ", "xz data"),
    (b"\x28\xb5\x2f\xfd", "zstd data"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"ID3", "an MP3 recording"),
    (b"OggS", "an Ogg recording"),
    (b"wOF", "a font"),
    (b"SQLite format", "a database"),
)
_META_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,30})""", re.I)
_XML_CHARSET = re.compile(rb"""^\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{2,30})""", re.I)
# Characters that XML cannot hold; a page has none, or a few by accident.
_CONTROLS = "".join(map(chr, [*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF]))
_CONTROL_BYTES = bytes([*range(9), 11, 12, *range(14, 32), 0xEF])  # 0xEF begins U+FFFE and U+FFFF in UTF-8
_SPACED = {ord(c): " " for c in _CONTROLS}
# What the Web says and what it means (WHATWG Encoding Standard, "names and labels").
_ALIASES = {
    "iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252",
    "iso-8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "x-sjis": "cp932",
    "euc-kr": "cp949", "ks_c_5601-1987": "cp949", "iso-8859-11": "cp874", "tis-620": "cp874", "utf8": "utf-8",
    "big5": "big5hkscs", "unicode": "utf-16",
}  # fmt: skip
_FALLBACK = "cp1252"


def text(page: Page) -> str:
    """The page's content as text, without a byte order mark and with line feeds only.

    Raises `TooLarge` over `MAX_BYTES` and `NotText` for nothing or for binary data.
    """
    content = page.content
    if len(content) > MAX_BYTES:
        raise TooLarge(
            f"{page.address} holds {len(content):,} bytes, a page may hold {MAX_BYTES:,}: cut the article out"
        )
    if not content.strip(b" \t\r\n\0"):
        raise NotText(f"{page.address} is empty: fetch it again, or check that it was saved whole")
    _refuse_binary(content, page.address)
    decoded = _decoded(content, page.charset)
    if len(content.translate(None, _CONTROL_BYTES)) == len(content):
        return decoded.replace("\r\n", "\n").replace("\r", "\n")  # nearly every page
    controls = sum(decoded.count(c) for c in _CONTROLS)
    if controls > 8 and controls > MAX_CONTROL_SHARE * len(decoded):
        raise NotText(f"{page.address} is binary data, not a page: give its HTML or its text")
    cleaned = decoded.translate(_SPACED) if controls else decoded
    return cleaned.replace("\r\n", "\n").replace("\r", "\n")


def _refuse_binary(content: bytes, address: str) -> None:
    for magic, what in _MAGIC:
        if content.startswith(magic):
            raise NotText(f"{address} is {what}, not a page: give its HTML or its text")
    if content[4:8] == b"ftyp" or content[:4] == b"RIFF":
        raise NotText(f"{address} is a recording or an image, not a page: give its HTML or its text")


def _decoded(content: bytes, declared: str | None) -> str:
    for bom, name in _BOMS:
        if content.startswith(bom):
            return content[len(bom) :].decode(name, "replace")
    wide = _wide(content)
    if wide:
        return content.decode(wide, "replace")
    try:
        return content.decode("utf-8")  # other encodings practically never form valid UTF-8 by chance
    except UnicodeDecodeError:
        pass
    head = content[:SNIFF_BYTES]
    inside = _XML_CHARSET.search(head) or _META_CHARSET.search(head)
    names = [declared, inside.group(1).decode("ascii") if inside else None]
    for name in filter(None, names):
        codec = _codec(name)
        if codec and codec not in ("utf-8", "utf-16", "utf-32"):
            try:
                return content.decode(codec)
            except UnicodeDecodeError:
                continue
    return _mended(content)


def _mended(content: bytes) -> str:
    """Text of bytes that agree with no declaration: UTF-8 with damage where most of it is UTF-8, else Windows-1252."""
    as_utf8 = content.decode("utf-8", "replace")
    high = sum(1 for b in content[:200_000] if b >= 0x80)
    if as_utf8[:200_000].count("\ufffd") * 3 <= high:
        return as_utf8
    return content.decode(_FALLBACK, "replace")


def _wide(content: bytes) -> str | None:
    """UTF-16 without a byte order mark, seen by the zero bytes between ASCII characters."""
    head = content[:SNIFF_BYTES]
    if len(head) < 4:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > 0.4 * len(head) / 2 and even < 0.05 * len(head) / 2:
        return "utf-16-le"
    if even > 0.4 * len(head) / 2 and odd < 0.05 * len(head) / 2:
        return "utf-16-be"
    return None


def _codec(name: str) -> str | None:
    name = name.strip().strip("\"'").lower()
    try:
        return codecs.lookup(_ALIASES.get(name, name)).name
    except (LookupError, ValueError):
        return None
