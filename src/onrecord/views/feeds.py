"""Statements as Atom, RSS and JSON Feed. Pure: a `Feed` in, bytes out; ids are stable, so no reader shows one twice."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import msgspec
from feedgen.feed import FeedGenerator

# What XML 1.0 cannot hold: a page may print it, a feed may not.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Entry:
    """One statement. `id` is a URN that never changes; `html` is a fragment whose texts are escaped."""

    id: str
    address: str
    title: str
    html: str
    author: str | None
    published: datetime  # with a zone


@dataclass(frozen=True, slots=True)
class Feed:
    """`addresses` are the feed's own, by form ("atom", "rss", "jsonfeed"); `home` is the page that it belongs to."""

    id: str
    title: str
    description: str
    home: str
    addresses: Mapping[str, str]
    entries: Sequence[Entry]
    language: str = "en"

    @property
    def updated(self) -> datetime:
        return max((e.published for e in self.entries), default=NEVER)


def entry(
    *, id: str, address: str, quote: str, speaker: str, office: str, reported: str, asked: str | None, at: datetime
) -> Entry:
    """An entry from a statement's texts, all of them hostile."""
    name = ", ".join(p for p in (speaker, office) if p)
    question = f"<p>Asked: {html.escape(asked)}</p>" if asked else ""
    body = (
        f"{question}<blockquote><p>{html.escape(quote)}</p></blockquote>"
        f"<p>{html.escape(name)}</p><p>Reported by {html.escape(reported)}</p>"
    )
    return Entry(id, address, f"{speaker}: {_shortened(quote)}", body, speaker, at)


def change(
    *, id: str, address: str, what: str, one: Entry, before: str | None, after: str | None, at: datetime
) -> Entry:
    """What became of a quotation: `one` is the entry of the version that stands, or last stood."""
    old = f"<blockquote><p><del>{html.escape(before)}</del></p></blockquote>" if before else ""
    new = f"<blockquote><p><ins>{html.escape(after)}</ins></p></blockquote>" if after else ""
    said = one.html.rpartition("</blockquote>")[2]
    body = f"<p>{html.escape(what)}</p>{old}{new}{said}"
    return Entry(id, address, f"{what}: {one.title}", body, one.author, at)


def _shortened(text: str, limit: int = 120) -> str:
    return text if len(text) <= limit else text[:limit].rpartition(" ")[0] + " …"


def write(feed: Feed, form: str) -> bytes:
    """The feed as "atom", "rss" or "jsonfeed"."""
    return WRITERS[form](feed)


def _generator(feed: Feed, form: str) -> FeedGenerator:
    made = FeedGenerator()
    made.id(feed.id)
    made.title(_xml(feed.title))
    made.subtitle(_xml(feed.description))
    made.description(_xml(feed.description))
    made.link(href=feed.home, rel="alternate")
    made.link(href=feed.addresses[form], rel="self")
    made.language(feed.language)
    made.updated(feed.updated)
    made.generator("onrecord")
    for one in feed.entries:
        item = made.add_entry(order="append")
        item.id(one.id)
        item.guid(one.id, permalink=False)
        item.title(_xml(one.title))
        item.link(href=one.address)
        item.author(name=_xml(one.author or "unresolved"))
        item.published(one.published)
        item.updated(one.published)
        item.content(_xml(one.html), type="html")
    return made


def _atom(feed: Feed) -> bytes:
    made = _generator(feed, "atom")
    return bytes(made.atom_str(pretty=True))


def _rss(feed: Feed) -> bytes:
    made = _generator(feed, "rss")
    return bytes(made.rss_str(pretty=True))


def _json(feed: Feed) -> bytes:
    items = [
        {
            "id": e.id,
            "url": e.address,
            "title": _xml(e.title),
            "content_html": _xml(e.html),
            "date_published": e.published.isoformat(),
            "authors": [{"name": _xml(e.author or "unresolved")}],
        }
        for e in feed.entries
    ]
    value = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _xml(feed.title),
        "description": _xml(feed.description),
        "home_page_url": feed.home,
        "feed_url": feed.addresses["jsonfeed"],
        "language": feed.language,
        "items": items,
    }
    return msgspec.json.format(msgspec.json.encode(value), indent=1)


def _xml(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)


WRITERS: Mapping[str, Callable[[Feed], bytes]] = {"atom": _atom, "rss": _rss, "jsonfeed": _json}
