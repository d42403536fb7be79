"""Linked data: schema.org NewsArticle and Quotation, and W3C Web Annotations. Pure; addresses come in as a function.

Positions are Unicode code points, as the Web Annotation model wants them ("not in terms of code units"), into the
article's text as the site gives it (`/articles/ID.txt`); the quote selector finds the words on the original page.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from onrecord.model import Record, Span, Speaker, SpeakerType

Address = Callable[[str], str]  # path on the site -> public address
AROUND = 32  # code points of prefix and suffix; what annotation tools usually keep


def article(record: Record, address: Address) -> dict[str, Any]:
    """schema.org NewsArticle with its statements as Quotations."""
    parts = [_quotation(record, i, address) for i in range(len(record.statements))]
    return {"@context": "https://schema.org", **_news_article(record, address), "hasPart": parts}


def quotation(record: Record, index: int, address: Address) -> dict[str, Any]:
    """schema.org Quotation, part of its NewsArticle."""
    context = {"@context": "https://schema.org"}
    return context | _quotation(record, index, address) | {"isPartOf": _news_article(record, address)}


def _news_article(record: Record, address: Address) -> dict[str, Any]:
    one = record.article
    return _given(
        {
            "@type": "NewsArticle",
            "@id": address(f"/articles/{one.id}"),
            "url": one.address,
            "headline": one.headline,
            "datePublished": one.published.iso if one.published else None,
            "dateModified": one.modified.iso if one.modified else None,
            "inLanguage": one.language,
            "publisher": {"@type": "Organization", "name": one.outlet} if one.outlet else None,
            "author": [{"@type": "Person", "name": name} for name in one.authors],
            "dateline": one.dateline.place if one.dateline else None,
        }
    )


def _quotation(record: Record, index: int, address: Address) -> dict[str, Any]:
    one = record.statements[index]
    return _given(
        {
            "@type": "Quotation",
            "@id": address(f"/statements/{record.statement_id(index)}"),
            "url": address(f"/statements/{record.statement_id(index)}"),
            "text": one.quote,
            "inLanguage": record.article.language,
            "spokenByCharacter": _agent(one.speaker) if one.speaker else None,
            "dateCreated": one.said.iso if one.said else None,
        }
    )


def _agent(speaker: Speaker) -> dict[str, Any] | list[dict[str, Any]]:
    if speaker.members:
        return [_one_agent(member) for member in speaker.members]
    return _one_agent(speaker)


def _one_agent(speaker: Speaker) -> dict[str, Any]:
    kind = "Organization" if speaker.type is SpeakerType.BODY else "Person"
    body = {"@type": "Organization", "name": speaker.body} if speaker.body and kind == "Person" else None
    return _given({"@type": kind, "name": speaker.name, "jobTitle": speaker.role, "affiliation": body})


def annotation(record: Record, index: int, address: Address) -> dict[str, Any]:
    """A Web Annotation: who said it is its body, the words here and on the original page its targets."""
    one, id_ = record.statements[index], record.statement_id(index)
    targets: list[dict[str, Any]] = [_target(record, span, address) for span in one.content]
    if record.article.address:
        targets += [{"source": record.article.address, "selector": _quote(record, span)} for span in one.content]
    who = one.speaker.name if one.speaker else "unresolved"
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": address(f"/statements/{id_}.anno.jsonld"),
        "type": "Annotation",
        "motivation": "identifying",
        "body": [
            {"type": "TextualBody", "purpose": "identifying", "format": "text/plain", "value": who},
            {"type": "TextualBody", "purpose": "classifying", "format": "text/plain", "value": str(one.kind)},
        ],
        "target": targets[0] if len(targets) == 1 else targets,
    }


def annotation_page(record: Record, address: Address) -> dict[str, Any]:
    """All of an article's statements as an annotation page."""
    items = [annotation(record, i, address) for i in range(len(record.statements))]
    for item in items:
        del item["@context"]
    id_ = address(f"/articles/{record.article.id}.anno.jsonld")
    return {"@context": "http://www.w3.org/ns/anno.jsonld", "id": id_, "type": "AnnotationPage", "items": items}


def _target(record: Record, span: Span, address: Address) -> dict[str, Any]:
    position = {"type": "TextPositionSelector", "start": span.start, "end": span.end}
    source = address(f"/articles/{record.article.id}.txt")
    return {"source": source, "selector": [position, _quote(record, span)]}


def _quote(record: Record, span: Span) -> dict[str, Any]:
    text = record.article.text
    return {
        "type": "TextQuoteSelector",
        "exact": text[slice(*span)],
        "prefix": text[max(0, span.start - AROUND) : span.start],
        "suffix": text[span.end : span.end + AROUND],
    }


def _given(value: dict[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in value.items() if v not in (None, [], "")}
