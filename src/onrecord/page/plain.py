"""An article as the plain JSON that `onrecord read` prints, and the JSON-lines door of `read --jsonl`."""

from __future__ import annotations

from typing import Any

from onrecord.errors import OnrecordError
from onrecord.model import Article, Clock, Page
from onrecord.page.read import read


def describe(article: Article) -> dict[str, Any]:
    """The article as dicts, lists, strings and null; times in ISO 8601, with the offset where it is known."""
    line = article.dateline
    return {
        "id": article.id,
        "url": article.url,
        "canonical_url": article.canonical_url,
        "outlet": article.outlet,
        "title": article.headline,
        "seo_title": article.seo_headline,
        "published": article.published.iso if article.published else None,
        "modified": article.modified.iso if article.modified else None,
        "captured": article.captured.iso if article.captured else None,
        "clocks": {name: _clock(getattr(article, name)) for name in ("published", "modified", "captured")},
        "authors": list(article.authors),
        "dateline": line and {
            "place": line.place,
            "date": line.day.isoformat() if line.day else None,
            "agency": line.agency,
            "span": [line.span.start, line.span.end],
            "words": article.text[line.span.start : line.span.end],
        },
        "language": article.language,
        "section": article.section,
        "incomplete": article.incomplete,
        "paragraphs": list(article.paragraphs),
        "entries": [
            {"span": [e.span.start, e.span.end], "title": e.headline, "published": e.published and e.published.iso}
            for e in article.entries
        ],
        "page_sha256": article.page_sha256,
        "reader": article.reader,
        "warnings": list(article.warnings),
    }  # fmt: skip


def _clock(clock: Clock | None) -> dict[str, Any] | None:
    if clock is None:
        return None
    return {
        "day": clock.day.isoformat(),
        "precision": clock.precision.value,
        "zone": clock.zone,
        "zone_basis": clock.zone_basis.value,
        "evidence": clock.evidence,
        "printed": clock.printed,
    }


def answer(request: dict[str, Any], content: bytes | None = None) -> dict[str, Any]:
    """The output line for one input line of `read --jsonl`: a description under the request's id, or a failure.

    `request` has `id` and `text`, or `id` and `path` whose bytes (unpacked) the caller gives as `content`; `url` may
    stand in both. Nothing that the page holds raises here.
    """
    key = request.get("id")
    text, url = request.get("text"), request.get("url")
    if content is None:
        if not isinstance(text, str):
            return {
                "id": key,
                "failure": 'the line has neither "text" nor "path": give one of them',
            }
        content = text.encode("utf-8", "surrogatepass")
    try:
        return describe(read(Page(content, url=url if isinstance(url, str) else None, name=str(key)))) | {"id": key}
    except OnrecordError as e:
        return {"id": key, "failure": str(e)}
