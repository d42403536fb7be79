"""`read(page) -> Article`: choose by content between HTML and a plain-text dump, and put the parts together."""

from __future__ import annotations

import re
from datetime import datetime

from onrecord.errors import NoArticle
from onrecord.model import Article, Clock, Page, Precision, ZoneBasis
from onrecord.page import blocks, body, bylines, clocks, dateline, decode, dump, language, outlets, sites, tree
from onrecord.page.markup import Markup, markup

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
    return _from_html(page, text) if is_html(page, text) else _from_dump(page, text)


def is_html(page: Page, text: str) -> bool:
    """Whether the content is HTML: it has tags near its start. What was declared decides only an open case."""
    head = text[:20_000]
    tags = len(_TAG.findall(head))
    return tags >= 3 or (tags >= 1 and "html" in (page.media_type or "html"))


def _from_html(page: Page, text: str) -> Article:
    root = tree.parse(text, page.address)
    meta = markup(root)
    canonical = meta.canonical[0][1] if meta.canonical and meta.canonical[0][1].startswith("http") else None
    url = page.url or canonical
    paragraphs = body.paragraphs(
        blocks.walk(root, drop=sites.drops(url)),
        headline=_headline(root, meta),
        authors=meta.authors[0][1] if meta.authors else (),
        descriptions=tuple(v for _, v in meta.descriptions),
        english=(language.primary(meta.languages[0][1] if meta.languages else None) or "en") == "en",
    )
    if not paragraphs:
        raise NoArticle(f"{page.address} has no article text: it may need a browser; give the page as a reader sees it")
    joined = "\n".join(paragraphs)
    lang = language.language(joined, meta.languages[0][1] if meta.languages else None)
    zone, day_first = outlets.zone(url), outlets.day_first(url, lang)
    published = clocks.best(meta.published, zone=zone, day_first=day_first)
    known = outlets.by_url(url)
    return Article(
        headline=_headline(root, meta),
        paragraphs=tuple(paragraphs),
        url=page.url,
        canonical_url=canonical,
        outlet=known.name if known else next((v for _, v in meta.outlets), None),
        published=published,
        modified=clocks.best(meta.modified, zone=zone, day_first=day_first),
        captured=_captured(page.captured, zone),
        dateline=dateline.dateline(paragraphs[0], published=published.day if published else None),
        authors=meta.authors[0][1] if meta.authors else (),
        language=lang,
        section=meta.sections[0][1] if meta.sections else None,
        incomplete="paywall" if meta.free is False else None,
        page_sha256=page.sha256,
        reader=READER,
    )


def _headline(root: tree.Element, meta: Markup) -> str | None:
    for h1 in root.iter("h1"):
        words = body.fold(h1.text_content())
        if len(words) > 15:
            return words
    return meta.headlines[0][1] if meta.headlines else meta.page_title


def _from_dump(page: Page, text: str) -> Article:
    found = dump.read_dump(text, page.url)
    if not found.paragraphs:
        raise NoArticle(f"{page.address} has no running text: give the page's HTML, or its text with the article in it")
    first = dateline.dateline(found.paragraphs[0])
    outlet = outlets.by_url(page.url) or outlets.by_agency(first.agency if first else None)
    zone = outlet.zone if outlet else outlets.zone(page.url)
    lang = language.language("\n".join(found.paragraphs))
    published, modified = clocks.of_head(
        found.head, zone=zone, day_first=outlets.day_first(page.url, lang), hint=clocks.in_url(page.url)
    )
    captured = _captured(page.captured, zone) or clocks.of_capture(found.above, published)
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
        dateline=dateline.dateline(found.paragraphs[0], published=published.day if published else None),
        authors=bylines.in_lines(found.head),
        language=lang,
        page_sha256=page.sha256,
        reader=READER,
    )


def _captured(moment: datetime | None, zone: str | None) -> Clock | None:
    if moment is None:
        return None
    return Clock(
        moment.date(),
        moment,
        Precision.SECOND,
        moment.strftime("%:z"),
        ZoneBasis.STATED,
        "file",
    )
