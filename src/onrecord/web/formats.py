"""Representations: an address has several, chosen by a suffix (`.json`) or else by the `Accept` header."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Format(NamedTuple):
    name: str
    media_type: str  # as sent
    suffix: str


HTML = Format("html", "text/html; charset=utf-8", "")
JSON = Format("json", "application/json", ".json")
CSV = Format("csv", "text/csv; charset=utf-8", ".csv")
JSONLD = Format("jsonld", "application/ld+json", ".jsonld")
ANNOTATION = Format("annotation", 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"', ".anno.jsonld")
ATOM = Format("atom", "application/atom+xml; charset=utf-8", ".atom")
RSS = Format("rss", "application/rss+xml; charset=utf-8", ".rss")
JSONFEED = Format("jsonfeed", "application/feed+json", ".feed.json")
TEXT = Format("text", "text/plain; charset=utf-8", ".txt")

# The longest suffix first: `.feed.json` is not `.json`.
FORMATS = (ANNOTATION, JSONFEED, JSONLD, JSON, CSV, ATOM, RSS, TEXT, HTML)
FEEDS = (ATOM, RSS, JSONFEED)


def split(path: str) -> tuple[str, Format | None]:
    """The path without its suffix, and the format that the suffix asks for."""
    for one in FORMATS:
        if one.suffix and path.endswith(one.suffix) and len(path) > len(one.suffix) + 1:
            bare = path.removesuffix(one.suffix)
            return ("/" if bare == "/front" else bare), one
    return path, None


def choose(accept: str, offered: Sequence[Format]) -> Format | None:
    """The offered format that the `Accept` header likes best, the first offered where it does not care; None if none.

    >>> choose("application/json;q=0.9, text/csv", (HTML, JSON, CSV)).name
    'csv'
    """
    wanted = [_range(part) for part in accept.split(",") if part.strip()][:50]
    if not wanted:
        return offered[0]
    scored = [(_quality(one, wanted), -i, one) for i, one in enumerate(offered)]
    quality, _, best = max(scored, key=lambda s: s[:2])
    return best if quality > 0 else None


def _range(part: str) -> tuple[str, str, float]:
    """Media range, its `profile`, and its weight."""
    name, *parameters = (p.strip() for p in part.split(";"))
    given = dict(p.partition("=")[::2] for p in parameters)
    try:
        weight = min(1.0, max(0.0, float(given.get("q", "1"))))
    except ValueError:
        weight = 0.0
    return name.lower(), given.get("profile", "").strip('"'), weight if weight == weight else 0.0


def _quality(one: Format, wanted: Sequence[tuple[str, str, float]]) -> float:
    """The weight of the most exact range that the format falls into."""
    name, profile, _ = _range(one.media_type)
    best, rank = 0.0, -1
    for range_, asked_profile, weight in wanted:
        exactness = {name: 2, name.partition("/")[0] + "/*": 1, "*/*": 0}.get(range_, -1)
        if exactness == 2 and asked_profile != profile:
            continue
        if exactness > rank:
            best, rank = weight, exactness
    return best
