"""Bytes of a source -> what it lists, whatever kind it is; and a home page -> the sources that it offers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import lxml.html
from lxml import etree

from onrecord.errors import FormatError, ReadError
from onrecord.harvest import xml
from onrecord.harvest.addresses import address
from onrecord.harvest.encoding import decoded
from onrecord.harvest.feeds import json_feed, xml_feed
from onrecord.harvest.listing import Listing, SourceKind, plain_list
from onrecord.harvest.sitemaps import index, sitemap

MAX_SOURCE = 52_428_800  # bytes unpacked: the sitemap protocol's own limit

FEED_TYPES = (
    *("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json"),
    *("application/json", "application/xml", "text/xml"),
)
_ROOTS = {"rss": xml_feed, "feed": xml_feed, "rdf": xml_feed, "urlset": sitemap, "sitemapindex": index}
_HTML = re.compile(rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_COMMENTS = re.compile(r"\bcomment|/comments?/", re.I)  # feeds of readers' comments are offered beside the news


@dataclass(frozen=True, slots=True)
class Offer:
    """A source that a home page or robots.txt names."""

    url: str
    kind: SourceKind
    title: str | None = None


def is_page(content: bytes) -> bool:
    """Whether it is HTML: a home page rather than a source."""
    return bool(_HTML.match(content[:4096].lstrip(b"\xef\xbb\xbf")))


def listing(content: bytes, url: str) -> Listing:
    """What the source lists; its kind is told from its bytes, for servers' media types of feeds are often wrong.

    Raises `FormatError` for what is no source."""
    content = _in_utf8(_unpacked(content, url))
    if not content.strip():
        raise FormatError(f"{url} is empty; check the address in a browser")
    start = content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if start == b"{":
        return json_feed(content, url)
    if is_page(content):
        raise FormatError(f"{url} is a page, no feed or sitemap; `onrecord sources add` finds the feeds that it offers")
    if start == b"<":
        root = xml.root_name(content)
        if root not in _ROOTS:
            raise FormatError(f"{url}: XML of <{root[:40]}>; wanted RSS, Atom, RDF or a sitemap")
        return _ROOTS[root](content, url)
    return plain_list(content, url)


def _in_utf8(content: bytes) -> bytes:
    """The same without UTF-16, whose bytes look like nothing that we know. Other encodings the XML itself declares."""
    if not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content
    text = content.decode("utf-16", "replace")
    return (
        re.sub(r"(<\?xml[^>]*?)\sencoding\s*=\s*[\"'][^\"'>]*[\"']", r"\1", text[:200]).encode() + text[200:].encode()
    )


def _unpacked(content: bytes, url: str) -> bytes:
    """Sitemaps are often files in gzip. Raises `FormatError` for damaged ones and bombs."""
    try:
        return decoded([content], ["gzip"], limit=MAX_SOURCE, name=url)
    except ReadError as e:
        raise FormatError(str(e)) from e


def offers(content: bytes, url: str, sitemaps: Sequence[str] = ()) -> tuple[Offer, ...]:
    """The sources that a home page names by links of relation "alternate", and robots.txt by its Sitemap lines; feeds
    of comments are left out."""
    found: dict[str, Offer] = {}
    for link in _links(content):
        relations = (link.get("rel") or "").lower().split()
        media_type = (link.get("type") or "").partition(";")[0].strip().lower()
        title = (link.get("title") or "").strip() or None
        target = address(link.get("href"), url)
        is_feed = "alternate" in relations and media_type in FEED_TYPES and not link.get("hreflang")
        if is_feed and target and not _COMMENTS.search(f"{title} {target}"):
            found.setdefault(target, Offer(target, SourceKind.FEED, title))
    for named in sitemaps:
        if target := address(named):
            found.setdefault(target, Offer(target, SourceKind.SITEMAP))
    return tuple(found.values())[:100]


def _links(content: bytes) -> list[lxml.html.HtmlElement]:
    try:
        tree = lxml.html.document_fromstring(content[:2_000_000])
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return []
    return list(tree.iter("link", "a"))[:100_000]
