"""Feeds -> what they list: RSS of every version, Atom, RDF and JSON Feed, also broken ones."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

import msgspec
from lxml import etree

from onrecord.errors import FormatError
from onrecord.harvest import xml
from onrecord.harvest.addresses import address
from onrecord.harvest.listing import Collected, Listing, SourceKind

MAX_ENTRIES = 10_000  # feeds hold tens or hundreds, the newest first
ENTRIES = ("item", "entry")
DATES = ("published", "pubdate", "date", "issued", "updated", "modified", "created")
_PERIODS = {"hourly": 3_600, "daily": 86_400, "weekly": 604_800, "monthly": 2_592_000, "yearly": 31_536_000}


def xml_feed(content: bytes, url: str) -> Listing:
    """RSS, Atom or RDF. Raises `FormatError` if it is no XML."""
    found = Collected(url, MAX_ENTRIES)
    about: dict[str, str] = {}
    for element in xml.elements(content, (*ENTRIES, *_HEADS), url):
        if xml.name(element) in _HEADS:
            about = about or _about(element)
            continue
        about = about or _about(element.getparent())
        found.add(_link(element), xml.text(element, *DATES))
        if found.left_out["over the limit"]:
            break
    return Listing(
        SourceKind.FEED,
        found.entries,
        title=about.get("title"),
        hub=address(about.get("hub"), url),
        topic=address(about.get("self"), url),
        every=_every(about),
        left_out=dict(found.left_out),
    )


_HEADS = ("channel", "feed")  # in RDF the channel ends before the entries begin, elsewhere it holds them


def _about(head: etree._Element | None) -> dict[str, str]:
    """What stands in the head of the feed: the text of its plain elements, the targets of its links by relation."""
    found: dict[str, str] = {}
    for element in () if head is None else head:
        if xml.name(element) == "link" and element.get("href"):
            for relation in (element.get("rel") or "alternate").lower().split():
                found.setdefault(relation, element.get("href") or "")
        elif len(element) == 0 and (words := (element.text or "").strip()):
            found.setdefault(xml.name(element), words[:200])
    return found


def _link(entry: etree._Element) -> str | None:
    """Where the entry leads: Atom's alternate link, RSS's link, or a guid that is an address."""
    for link in xml.children(entry, "link"):
        if link.get("href") and (link.get("rel") or "alternate").lower() == "alternate":
            return str(link.get("href"))
    if plain := xml.text(entry, "link"):
        return plain
    guid = xml.text(entry, "guid", "id")
    return guid if guid and re.match(r"https?://", guid, re.I) else None


def _every(about: dict[str, str]) -> float | None:
    """Seconds between readings: RSS's ttl in minutes, or RDF's syndication module."""
    if (ttl := about.get("ttl", "")).isdecimal() and len(ttl) < 7:
        return int(ttl) * 60.0
    if period := _PERIODS.get(about.get("updateperiod", "").lower()):
        times = about.get("updatefrequency", "")
        return period / max(1, int(times)) if times.isdecimal() and len(times) < 5 else float(period)
    return None


def json_feed(content: bytes, url: str) -> Listing:
    """JSON Feed 1.0 and 1.1. Raises `FormatError` if it is none."""
    try:
        feed = msgspec.json.decode(content.lstrip(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as e:
        raise FormatError(f"{url} is no JSON ({e}); check the address in a browser") from e
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        raise FormatError(f'{url} is JSON but no JSON Feed: "items" is missing; give the address of a feed')
    found = Collected(url, MAX_ENTRIES)
    for item in islice(feed["items"], found.limit * 2):
        item = item if isinstance(item, dict) else {}
        link = _string(item, "url") or _string(item, "external_url") or _address_in(_string(item, "id"))
        found.add(link, _string(item, "date_published") or _string(item, "date_modified"))
    hubs = feed.get("hubs")
    hub = next((_string(h, "url") for h in hubs if isinstance(h, dict)), None) if isinstance(hubs, list) else None
    return Listing(
        SourceKind.FEED,
        found.entries,
        title=_string(feed, "title"),
        hub=address(hub, url),
        topic=address(_string(feed, "feed_url"), url),
        left_out=dict(found.left_out),
    )


def _string(value: dict[str, Any], key: str) -> str | None:
    found = value.get(key)
    return found.strip() if isinstance(found, str) and found.strip() else None


def _address_in(text: str | None) -> str | None:
    return text if text and re.match(r"https?://", text, re.I) else None
