"""Records as rows: the schemas of the dataset's tables, and the rows of each record.

Spans are code points into the article's `text`, half-open; days are the publisher's local days.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import pyarrow as pa

from onrecord import codec
from onrecord.model import Article, Clock, Failure, Page, Record, Span

Row = dict[str, Any]

UNKNOWN_DAY = date(1, 1, 1)  # the partition of articles without any clock; Hive partitions cannot be null and typed

_SPANS = pa.list_(pa.list_(pa.int32(), 2))

SCHEMAS: dict[str, pa.Schema] = {
    "articles": pa.schema(
        [
            ("day", pa.date32()), ("article_id", pa.string()), ("address", pa.string()), ("outlet", pa.string()),
            ("headline", pa.string()), ("published", pa.string()), ("published_utc", pa.timestamp("s", "UTC")),
            ("modified", pa.string()), ("captured", pa.string()), ("dateline_place", pa.string()),
            ("agency", pa.string()), ("authors", pa.list_(pa.string())), ("language", pa.string()),
            ("section", pa.string()), ("incomplete", pa.string()), ("text", pa.string()),
            ("statements", pa.int32()), ("page_sha256", pa.string()), ("input", pa.string()),
            ("place", pa.string()), ("record", pa.string()),
        ]
    ),
    "statements": pa.schema(
        [
            ("day", pa.date32()), ("statement_id", pa.string()), ("article_id", pa.string()), ("ordinal", pa.int32()),
            ("kind", pa.string()), ("medium", pa.string()), ("quote", pa.string()), ("speaker", pa.string()),
            ("speaker_type", pa.string()), ("role", pa.string()), ("body", pa.string()), ("country", pa.string()),
            ("content", _SPANS), ("cue", _SPANS), ("source", _SPANS), ("prompt", pa.string()),
            ("addressee", pa.string()), ("occasion", pa.string()), ("parent", pa.int32()),
            ("confidence", pa.float32()), ("outlet", pa.string()),
        ]
    ),
    "speakers": pa.schema(
        [
            ("day", pa.date32()), ("article_id", pa.string()), ("name", pa.string()), ("type", pa.string()),
            ("role", pa.string()), ("body", pa.string()), ("country", pa.string()), ("statements", pa.int32()),
            ("mentions", pa.int32()),
        ]
    ),
    "failures": pa.schema(
        [
            ("day", pa.date32()), ("failure_id", pa.string()), ("address", pa.string()), ("stage", pa.string()),
            ("reason", pa.string()), ("input", pa.string()), ("place", pa.string()),
        ]
    ),
    "captures": pa.schema(
        [
            ("day", pa.date32()), ("page_sha256", pa.string()), ("url", pa.string()), ("place", pa.string()),
            ("captured", pa.timestamp("us", "UTC")), ("media_type", pa.string()), ("charset", pa.string()),
            ("content", pa.binary()),
        ]
    ),
}  # fmt: skip


@dataclass
class Rows:
    """The rows of some pages, by table. `captures` stays empty unless the pages' bytes are wanted too."""

    captures_too: bool = False
    tables: dict[str, list[Row]] = field(default_factory=lambda: {name: [] for name in SCHEMAS})

    def add(self, page: Page, record: Record, *, source: str, place: str) -> None:
        day = _day(record.article)
        self.tables["articles"].append(_article(record, day) | {"input": source, "place": place})
        self.tables["statements"].extend(_statements(record, day))
        self.tables["speakers"].extend(_speakers(record, day))
        if self.captures_too:
            self.tables["captures"].append(_capture(page, day))

    def add_failure(self, failure: Failure, *, source: str, place: str) -> None:
        row = {"day": UNKNOWN_DAY, "failure_id": failure.id, "address": failure.address, "stage": failure.stage}
        self.tables["failures"].append(row | {"reason": failure.reason, "input": source, "place": place})

    def arrow(self) -> dict[str, pa.Table]:
        """One Arrow table for each table that has rows."""
        return {n: pa.Table.from_pylist(rows, schema=SCHEMAS[n]) for n, rows in self.tables.items() if rows}

    def counts(self) -> dict[str, int]:
        return {name: len(rows) for name, rows in self.tables.items()}


def _day(article: Article) -> date:
    clock = article.published or article.modified or article.captured
    return clock.day if clock else UNKNOWN_DAY


def _iso(clock: Clock | None) -> str | None:
    return clock.iso if clock else None


def _utc(clock: Clock | None) -> datetime | None:
    if clock is None or clock.moment is None or clock.moment.utcoffset() is None:
        return None
    return clock.moment.astimezone(UTC)


def _article(record: Record, day: date) -> Row:
    a = record.article
    return {
        "day": day, "article_id": a.id, "address": a.address, "outlet": a.outlet, "headline": a.headline,
        "published": _iso(a.published), "published_utc": _utc(a.published), "modified": _iso(a.modified),
        "captured": _iso(a.captured), "dateline_place": a.dateline.place if a.dateline else None,
        "agency": a.dateline.agency if a.dateline else None, "authors": list(a.authors), "language": a.language,
        "section": a.section, "incomplete": a.incomplete, "text": a.text, "statements": len(record.statements),
        "page_sha256": a.page_sha256, "record": codec.record_to_json(record).decode(),
    }  # fmt: skip


def _words(text: str, span: Span | None) -> str | None:
    return text[slice(*span)] if span else None


def _statements(record: Record, day: date) -> Iterable[Row]:
    text = record.article.text
    for i, s in enumerate(record.statements):
        who = s.speaker
        yield {
            "day": day, "statement_id": record.statement_id(i), "article_id": record.article.id, "ordinal": i,
            "kind": s.kind, "medium": s.medium, "quote": s.quote, "speaker": who.name if who else None,
            "speaker_type": who.type if who else None, "role": who.role if who else None,
            "body": who.body if who else None, "country": who.country if who else None,
            "content": [list(x) for x in s.content], "cue": [list(x) for x in s.cue],
            "source": [list(x) for x in s.source], "prompt": _words(text, s.prompt),
            "addressee": _words(text, s.addressee), "occasion": _words(text, s.occasion), "parent": s.parent,
            "confidence": s.confidence, "outlet": record.article.outlet,
        }  # fmt: skip


def _speakers(record: Record, day: date) -> Iterable[Row]:
    said = [s.speaker.entity for s in record.statements if s.speaker]
    for i, entity in enumerate(record.entities):
        yield {
            "day": day, "article_id": record.article.id, "name": entity.name, "type": entity.type,
            "role": entity.role, "body": entity.body, "country": entity.country, "statements": said.count(i),
            "mentions": len(entity.mentions),
        }  # fmt: skip


def _capture(page: Page, day: date) -> Row:
    return {
        "day": day, "page_sha256": page.sha256, "url": page.url, "place": page.name, "captured": page.captured,
        "media_type": page.media_type, "charset": page.charset, "content": page.content,
    }  # fmt: skip
