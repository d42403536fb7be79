"""`read(page) -> Article`: choose by content between HTML and a plain-text dump, and put the parts together."""

from __future__ import annotations

import re

from onrecord.errors import NoArticle, TooLarge
from onrecord.model import Article, Clock, Page
from onrecord.page import bylines, clocks, dateline, decode, document, dump, language, outlets

READER = "1"  # raised when the same page would be read otherwise
_TAG = re.compile(
    r"<(?:!doctype|html|head|body|div|p|article|span|meta|script|table|a|h[1-6]|br)\b[^>]*>",
    re.I,
)


def read(page: Page) -> Article:
    """The article that a page prints.

    Raises `NotText` for empty or binary content, `TooLarge` over the limits, `NoArticle` where there is none.
    """
    text = decode.text(page)
    return document.article(page, text, READER) if is_html(page, text) else _from_dump(page, text)


def is_html(page: Page, text: str) -> bool:
    """Whether the content is HTML: it has tags near its start. What was declared decides only an open case."""
    head = text[:20_000]
    tags = len(_TAG.findall(head))
    return tags >= 3 or (tags >= 1 and "html" in (page.media_type or "html"))


def _from_dump(page: Page, text: str) -> Article:
    if len(text) > dump.MAX_DUMP:
        raise TooLarge(
            f"{page.address} holds {len(text):,} characters of plain text, a page may hold {dump.MAX_DUMP:,}: "
            "give the text of one page"
        )
    found = dump.read_dump(text, page.url)
    if not found.paragraphs:
        raise NoArticle(f"{page.address} has no running text: give the page's HTML, or its text with the article in it")
    first = dateline.first(found.paragraphs[:3])
    outlet = outlets.by_url(page.url) or outlets.by_agency(first.agency if first else None)
    zone = outlet.zone if outlet else outlets.zone(page.url)
    lang = language.language("\n".join(found.paragraphs))
    published, modified = clocks.of_head(
        found.head, zone=zone, day_first=outlets.day_first(page.url, lang), hint=clocks.in_url(page.url)
    )
    captured = clocks.of_file(page.captured) or clocks.of_capture(found.above, published)
    if published is None and (day := clocks.in_url(page.url)):
        published = Clock(day, evidence="url")
    return Article(
        headline=found.headline,
        paragraphs=found.paragraphs,
        url=page.url,
        outlet=outlet.name if outlet else None,
        published=published,
        modified=modified,
        captured=captured,
        dateline=dateline.first(found.paragraphs[:3], published=published.day if published else None),
        authors=bylines.in_lines(found.head),
        language=lang,
        page_sha256=page.sha256,
        reader=READER,
    )
