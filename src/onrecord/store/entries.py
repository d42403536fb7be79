"""A record as rows, and rows as an entry again: pure, save for reading what is stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from onrecord import codec
from onrecord.model import Page, Record, Span, SpeakerType, Statement
from onrecord.store import keys, reading, words
from onrecord.store.db import Database


@dataclass(frozen=True, slots=True)
class Entry:
    """One article as the tables hold it: its row, its statements' rows in order, and the record that they are from."""

    row: Mapping[str, Any]
    statements: tuple[Mapping[str, Any], ...]
    record: Record


def names_in(text: str) -> tuple[str, ...]:
    return tuple(text.split())


ARTICLE_FIELDS = names_in(
    """
    n id address address_key current replaced_by seen_at outlet outlet_key headline published modified captured day
    dateline_place dateline_day agency language country incomplete statement_count text_sha256 text_length
    page_sha256 reader version_onrecord version_rules version_tagger added
    """,
)
CAPTURE_FIELDS = names_in(
    """
    sha256 address url name captured seen_at media_type charset size warc warc_offset warc_length payload_of article
    added
    """,
)
SPANS = ("content", "cue", "source", "prompt", "addressee", "occasion", "place", "via")
STATEMENT_FIELDS = names_in(
    """
    n id article ordinal current kind medium quote spans speaker speaker_key speaker_type role body body_key prompt
    addressee occasion place said parent confidence outlet_key language country day
    """,
)


def entry_of(page: Page, record: Record, *, n: int, seen_at: datetime, added: datetime) -> Entry:
    """The rows of a record, numbered from `n`."""
    row = article_row(page, record, n=n, seen_at=seen_at, added=added)
    # A repeated id is a statement found twice at the same spans: its row would be the same, the record keeps both.
    rows = {record.statement_id(i): statement_row(record, i, row) for i in reversed(range(len(record.statements)))}
    return Entry(row, tuple(sorted(rows.values(), key=lambda r: int(r["n"]))), record)


def article_row(page: Page, record: Record, *, n: int, seen_at: datetime, added: datetime) -> dict[str, Any]:
    article = record.article
    outlet = keys.outlet_of(article)
    dateline = article.dateline
    values = {
        "n": n,
        "id": article.id,
        "address": article.address,
        "address_key": keys.address_key(article),
        "current": 1,
        "replaced_by": None,
        "seen_at": keys.utc(seen_at),
        "outlet": outlet,
        "outlet_key": keys.name_key(outlet) if outlet else None,
        "headline": article.headline,
        "published": keys.iso(article.published),
        "modified": keys.iso(article.modified),
        "captured": keys.iso(article.captured),
        "day": keys.day_of(article, seen_at),
        "dateline_place": dateline.place if dateline else None,
        "dateline_day": dateline.day.isoformat() if dateline and dateline.day else None,
        "agency": dateline.agency if dateline else None,
        "language": article.language,
        "country": keys.country_of(record),
        "incomplete": article.incomplete,
        "statement_count": len(record.statements),
        "text_sha256": article.text_sha256,
        "text_length": len(article.text),
        "page_sha256": page.sha256,
        "reader": article.reader,
        "version_onrecord": record.versions.onrecord,
        "version_rules": record.versions.rules,
        "version_tagger": record.versions.tagger,
        "added": keys.utc(added),
    }
    return {k: storable(v) for k, v in values.items()}


def statement_row(record: Record, index: int, article: dict[str, Any]) -> dict[str, Any]:
    s, text, speaker = record.statements[index], record.article.text, record.statements[index].speaker
    body = speaker and (speaker.name if speaker.type is SpeakerType.BODY else speaker.body)

    def printed(span: Span | None) -> str | None:
        return text[span.start : span.end] if span else None

    values = {
        "n": article["n"] + index,
        "id": record.statement_id(index),
        "article": article["n"],
        "ordinal": index,
        "current": article["current"],
        "kind": s.kind.value,
        "medium": s.medium.value,
        "quote": s.quote,
        "spans": spans_json(s),
        "speaker": speaker and speaker.name,
        "speaker_key": speaker and keys.name_key(speaker.name),
        "speaker_type": speaker and speaker.type.value,
        "role": speaker and speaker.role,
        "body": body,
        "body_key": keys.name_key(body) if body else None,
        "prompt": printed(s.prompt),
        "addressee": printed(s.addressee),
        "occasion": printed(s.occasion),
        "place": printed(s.place),
        "said": keys.iso(s.said),
        "parent": s.parent,
        "confidence": s.confidence,
        "outlet_key": article["outlet_key"],
        "language": article["language"],
        "country": (speaker and speaker.country) or article["country"],
        "day": article["day"],
    }
    return {k: storable(v) for k, v in values.items()}


def spans_json(s: Statement) -> str:
    """The anchors of a statement as JSON: half-open ranges of code points in the article's text."""
    spans = {name: getattr(s, name) for name in SPANS}
    return codec.to_json({k: v for k, v in spans.items() if v}).decode()


def storable(value: Any) -> Any:
    """A value as a database takes it. The record keeps what was there."""
    return words.storable(value) if isinstance(value, str) else value


def stored_entry(db: Database, n: int) -> Entry:
    """The entry of the article numbered `n` as it stands in the tables."""
    rows = db.rows(f"SELECT {', '.join(ARTICLE_FIELDS)} FROM articles WHERE n = :n", {"n": n})
    row = dict(zip(ARTICLE_FIELDS, rows[0], strict=True))
    ((packed,),) = db.rows("SELECT packed FROM records WHERE article = :n", {"n": n})
    sql = f"SELECT {', '.join(STATEMENT_FIELDS)} FROM statements WHERE n >= :n AND n < :end ORDER BY n"
    found = db.rows(sql, {"n": n, "end": n + keys.slots(row["statement_count"])})
    statements = tuple(dict(zip(STATEMENT_FIELDS, values, strict=True)) for values in found)
    return Entry(row, statements, reading.unpacked(packed, row["id"]))
