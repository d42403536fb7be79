"""What a source lists: the common form of feeds, sitemaps and plain lists, and how to tell them apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import StrEnum

from onrecord.errors import FormatError
from onrecord.harvest.addresses import address

# The sitemap protocol allows 50,000 and news feeds hold tens or hundreds. What lies behind, the next reading finds.
MAX_ENTRIES = 50_000


class SourceKind(StrEnum):
    FEED = "feed"  # RSS, Atom, RDF, JSON Feed
    SITEMAP = "sitemap"
    INDEX = "index"  # a sitemap of sitemaps
    LIST = "list"  # an address a line


@dataclass(frozen=True, slots=True)
class Entry:
    """One page or, in an index, one sitemap; `dated` is None where the source gives no day or none that can be read."""

    url: str
    dated: datetime | None = None


@dataclass(frozen=True)
class Listing:
    """What one reading of a source gave. `left_out` counts what was passed over, by reason."""

    kind: SourceKind
    entries: tuple[Entry, ...]
    title: str | None = None
    hub: str | None = None  # WebSub: where to subscribe
    topic: str | None = None  # WebSub: under which address
    every: float | None = None  # seconds between readings that the source asks for
    left_out: Mapping[str, int] = field(default_factory=dict)


class Collected:
    """Entries as they are found: absolute, each once, no more than the limit."""

    def __init__(self, base: str, limit: int = MAX_ENTRIES) -> None:
        self.base = base
        self.limit = limit
        self.left_out: Counter[str] = Counter()
        self._entries: dict[str, Entry] = {}

    @property
    def full(self) -> bool:
        return len(self._entries) >= self.limit

    def add(self, link: str | None, dated: str | None = None) -> None:
        url = address(link, self.base)
        if url is None:
            self.left_out["no address" if not (link or "").strip() else "wrong address"] += 1
        elif url in self._entries:
            self.left_out["twice"] += 1
        elif self.full:
            self.left_out["over the limit"] += 1
        else:
            self._entries[url] = Entry(url, moment(dated))

    @property
    def entries(self) -> tuple[Entry, ...]:
        return tuple(self._entries.values())


def moment(text: str | None) -> datetime | None:
    """A date of a feed or sitemap in UTC: RFC 3339, W3C (also "2024-03") or RFC 822; None if it is none of these."""
    text = (text or "").strip()[:64]
    if not text:
        return None
    if re.fullmatch(r"\d{4}(-\d\d)?", text):
        text = f"{text}-01-01"[:10] if len(text) == 4 else f"{text}-01"
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        try:
            read = parsedate_to_datetime(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            return None
    try:
        return (read if read.tzinfo else read.replace(tzinfo=UTC)).astimezone(UTC)
    except (OverflowError, ValueError):  # the year 1 or 9999 with an offset
        return None


def plain_list(content: bytes, url: str) -> Listing:
    """An address a line; blank lines and lines that begin with # are passed over. Raises `FormatError` without any."""
    found = Collected(url)
    for line in content.decode("utf-8-sig", "replace").splitlines():
        if line.strip() and not line.lstrip().startswith("#"):
            # Relative ones are not taken here: any text would be one.
            found.add(line if re.match(r"\s*https?://", line, re.I) else "\0")
    if not found.entries:
        raise FormatError(f"{url}: no address in it; wanted a feed, a sitemap, or http addresses, one a line")
    return Listing(SourceKind.LIST, found.entries, left_out=dict(found.left_out))
