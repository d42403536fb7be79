"""Sitemaps -> what they list: news sitemaps, plain ones, and indexes of sitemaps, packed or not."""

from __future__ import annotations

from lxml import etree

from onrecord.harvest import xml
from onrecord.harvest.addresses import host_of, same_site
from onrecord.harvest.listing import Collected, Entry, Listing, SourceKind

MAX_CHILDREN = 1_000  # sitemaps of an index; the latest of them are read


def sitemap(content: bytes, url: str) -> Listing:
    """Pages, dated by the news extension or else by their last change. Pages of other sites are left out, as the
    protocol wants it. Raises `FormatError` if it is no XML."""
    found = Collected(url)
    for element in xml.elements(content, ("url",), url):
        found.add(xml.text(element, "loc"), _published(element) or xml.text(element, "lastmod"))
        if found.left_out["over the limit"]:
            break
    return _own(found, SourceKind.SITEMAP, url)


def index(content: bytes, url: str) -> Listing:
    """The sitemaps of an index, the latest changed first, undated ones last."""
    found = Collected(url)
    for element in xml.elements(content, ("sitemap",), url):
        found.add(xml.text(element, "loc"), xml.text(element, "lastmod"))
        if found.left_out["over the limit"]:
            break
    listing = _own(found, SourceKind.INDEX, url)
    ordered = sorted(listing.entries, key=lambda e: e.dated.timestamp() if e.dated else float("-inf"), reverse=True)
    left_out = dict(listing.left_out)
    if len(ordered) > MAX_CHILDREN:
        left_out["over the limit"] = left_out.get("over the limit", 0) + len(ordered) - MAX_CHILDREN
    return Listing(SourceKind.INDEX, tuple(ordered[:MAX_CHILDREN]), left_out=left_out)


def _published(element: etree._Element) -> str | None:
    for news in xml.children(element, "news"):
        return xml.text(news, "publication_date")
    return None


def _own(found: Collected, kind: SourceKind, url: str) -> Listing:
    """Only entries of the sitemap's own site: nobody may send us to others by his sitemap (sitemaps.org, location)."""
    host = host_of(url)
    own: list[Entry] = [e for e in found.entries if same_site(host_of(e.url), host)]
    left_out = dict(found.left_out)
    if len(own) < len(found.entries):
        left_out["of another site"] = len(found.entries) - len(own)
    return Listing(kind, tuple(own), left_out=left_out)
