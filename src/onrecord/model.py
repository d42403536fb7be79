"""The vocabulary: Page, Article, Statement, Speaker, Record, Failure and their parts.

All types are frozen and hold tuples; a constructor refuses what cannot be true with a `ValueError`, so nobody checks
again later. Offsets are Unicode code points, half-open, into `Article.text` unless a field says otherwise.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range of code points, `text[start:end]`."""

    start: int
    end: int


class Kind(StrEnum):
    """How the words are given: all of the content in quotation marks, none of it, or part."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Medium(StrEnum):
    """What the statement reports: something said, something written, or what somebody thinks, intends or supports."""

    SPEECH = "speech"
    WRITING = "writing"
    THOUGHT = "thought"


class SpeakerType(StrEnum):
    PERSON = "person"
    BODY = "body"
    UNNAMED = "unnamed"


class Precision(StrEnum):
    """The finest unit of a clock that is known."""

    DAY = "day"
    MINUTE = "minute"
    SECOND = "second"


class ZoneBasis(StrEnum):
    """How a clock's zone is known: printed with the time, taken from the outlet's own zone, or not at all."""

    STATED = "stated"
    ASSUMED = "assumed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Clock:
    """One of the four clocks (said, published, modified, captured): what it shows and how that is known.

    `day` is the local day of whoever set the clock. `moment` is None when only the day is known (never midnight in
    its place), naive when no zone is known, and otherwise carries its offset.
    """

    day: date
    moment: datetime | None = None
    precision: Precision = Precision.DAY
    zone: str | None = None  # IANA name or "+03:00"
    zone_basis: ZoneBasis = ZoneBasis.UNKNOWN
    evidence: str = ""  # where it was read: "json-ld datePublished", "text", "url", "file", "http"
    printed: str | None = None  # the words that the page prints

    def __post_init__(self) -> None:
        if (self.moment is None) != (self.precision is Precision.DAY):
            raise ValueError(f"a clock of precision {self.precision} with moment {self.moment}")
        if self.moment is not None and self.moment.date() != self.day:
            raise ValueError(f"the moment {self.moment} is not on the local day {self.day}")
        if self.moment is not None and (self.moment.utcoffset() is None) != (self.zone_basis is ZoneBasis.UNKNOWN):
            raise ValueError(f"zone basis {self.zone_basis} with moment {self.moment}")

    @property
    def iso(self) -> str:
        """ISO 8601: a day, or a local time with its offset where known."""
        if self.moment is None:
            return self.day.isoformat()
        return self.moment.isoformat(timespec="seconds")


@dataclass(frozen=True)
class Page:
    """Captured bytes: what was at an address at a time. `media_type` and `charset` are as declared, unchecked."""

    content: bytes
    url: str | None = None
    captured: datetime | None = None
    media_type: str | None = None
    charset: str | None = None
    name: str | None = None  # what to call it in messages: a path, an address, "-"

    def __post_init__(self) -> None:
        if self.captured is not None and self.captured.utcoffset() is None:
            raise ValueError("a capture time needs a zone")

    @cached_property
    def sha256(self) -> str:
        """Hex digest of the bytes."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def address(self) -> str:
        return self.url or self.name or f"sha256:{self.sha256[:16]}"


@dataclass(frozen=True, slots=True)
class Dateline:
    """Place, day and agency of an agency report's first line; `span` is where it stands in the text."""

    place: str | None
    day: date | None
    agency: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Entry:
    """One timed entry of a live blog: its paragraphs as a span of the text."""

    span: Span
    published: Clock | None = None
    headline: str | None = None


@dataclass(frozen=True)
class Article:
    """What a page prints. `text` is the paragraphs joined with one line feed; the dateline stays in it, marked."""

    headline: str | None
    paragraphs: tuple[str, ...]
    url: str | None = None
    canonical_url: str | None = None
    outlet: str | None = None
    seo_headline: str | None = None  # the headline as given to search engines, where it differs
    published: Clock | None = None
    modified: Clock | None = None
    captured: Clock | None = None
    dateline: Dateline | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None  # BCP 47 primary tag of the text
    section: str | None = None
    incomplete: str | None = None  # why the text is known to be cut ("paywall"), else None
    entries: tuple[Entry, ...] = ()
    page_sha256: str | None = None
    reader: str | None = None  # version of the rules that read it
    warnings: tuple[str, ...] = ()  # "printed clock and markup differ by 60 minutes"

    def __post_init__(self) -> None:
        for paragraph in self.paragraphs:
            if "\n" in paragraph or "\r" in paragraph:
                raise ValueError(f"a paragraph holds a line break: {paragraph[:60]!r}")
        spans = [e.span for e in self.entries] + ([self.dateline.span] if self.dateline else [])
        check_spans(spans, len(self.text), "article")

    @cached_property
    def text(self) -> str:
        return "\n".join(self.paragraphs)

    @cached_property
    def paragraph_spans(self) -> tuple[Span, ...]:
        spans, start = [], 0
        for paragraph in self.paragraphs:
            spans.append(Span(start, start + len(paragraph)))
            start += len(paragraph) + 1
        return tuple(spans)

    @cached_property
    def text_sha256(self) -> str:
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def address(self) -> str | None:
        """The address that stands for the article: the canonical one where the page gives it."""
        return self.canonical_url or self.url

    @cached_property
    def id(self) -> str:
        """Content hash of address, headline and text: another wording is another version with another id."""
        return digest(self.address or "", self.headline or "", self.text)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a source was resolved as it was: the words that show it, and the rule."""

    span: Span
    reason: str


@dataclass(frozen=True, slots=True)
class Speaker:
    """What a source resolves to. `role` and `body` as the article words them; `entity` indexes `Record.entities`."""

    name: str
    type: SpeakerType
    role: str | None = None
    body: str | None = None
    country: str | None = None  # ISO 3166 alpha-2, lower case
    entity: int | None = None
    members: tuple[Speaker, ...] = ()  # joint speakers, each; `name` is then "A; B"
    confidence: float = 1.0

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise ValueError("a speaker needs a name; an unknown one is None")
        check_share(self.confidence, "speaker confidence")


@dataclass(frozen=True, slots=True)
class Statement:
    """One attribution in an article. Spans point into the article's text; `parent` indexes the record's statements."""

    kind: Kind
    medium: Medium
    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    quote: str  # the words of the content, shown to people: pieces joined, a leading "that" dropped
    speaker: Speaker | None = None
    evidence: tuple[Evidence, ...] = ()
    candidates: tuple[str, ...] = ()  # who it might be, when the speaker is None
    prompt: Span | None = None
    addressee: Span | None = None
    occasion: Span | None = None
    place: Span | None = None
    said: Clock | None = None
    via: tuple[Span, ...] | None = None
    parent: int | None = None
    confidence: float = 1.0

    def __post_init__(self) -> None:
        if not self.content:
            raise ValueError("a statement without content")
        check_share(self.confidence, "confidence")
        for spans in (self.content, self.cue, self.source):
            if any(a.end > b.start for a, b in pairwise(spans)):
                raise ValueError(f"spans out of order or overlapping: {spans}")

    @property
    def spans(self) -> tuple[Span, ...]:
        """Every span that the statement points with."""
        single = (self.prompt, self.addressee, self.occasion, self.place)
        evidence = tuple(e.span for e in self.evidence)
        return (*self.content, *self.cue, *self.source, *filter(None, single), *(self.via or ()), *evidence)


@dataclass(frozen=True, slots=True)
class Entity:
    """A person or body of one article with all the places where it is mentioned."""

    name: str
    type: SpeakerType
    mentions: tuple[Span, ...]
    role: str | None = None
    body: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Versions:
    """What found a record: the package, its rules and the tagger ("rules" or the model's name and hash)."""

    onrecord: str
    rules: str
    tagger: str


@dataclass(frozen=True)
class Record:
    """Everything known of one article. `headline_statements` point into the headline and are not the article's own."""

    article: Article
    statements: tuple[Statement, ...]
    versions: Versions
    entities: tuple[Entity, ...] = ()
    headline_statements: tuple[Statement, ...] = ()

    def __post_init__(self) -> None:
        size = len(self.article.text)
        for i, statement in enumerate(self.statements):
            check_spans(statement.spans, size, f"statement {i}")
            if statement.parent is not None and (statement.parent == i or not self._has(statement.parent)):
                raise ValueError(f"statement {i} has no statement {statement.parent} for a parent")
        for entity in self.entities:
            check_spans(entity.mentions, size, f"entity {entity.name!r}")
        for statement in self.headline_statements:
            check_spans(statement.spans, len(self.article.headline or ""), "headline statement")

    def _has(self, index: int) -> bool:
        return 0 <= index < len(self.statements)

    def statement_id(self, index: int) -> str:
        """Content hash of the article's id and the spans of the content, cue and source."""
        s = self.statements[index]
        return digest(self.article.id, repr([[tuple(x) for x in spans] for spans in (s.content, s.cue, s.source)]))


@dataclass(frozen=True, slots=True)
class Failure:
    """A page that could not become a record: where it came from, the stage that gave up, and why."""

    address: str
    stage: str  # "fetch", "read", "find", "store"
    reason: str  # one line that says what to do

    @property
    def id(self) -> str:
        return digest(self.address, self.stage, self.reason)


def digest(*parts: str) -> str:
    """The first 20 hex digits (80 bits) of the SHA-256 of the parts, each ended by a zero byte."""
    return hashlib.sha256(b"".join(p.encode("utf-8", "surrogatepass") + b"\0" for p in parts)).hexdigest()[:20]


def check_spans(spans: Iterable[Span], size: int, what: str) -> None:
    """Raise `ValueError` unless every span is non-empty and lies in a text of `size` code points."""
    for start, end in spans:
        if not 0 <= start < end <= size:
            raise ValueError(f"{what}: span [{start}, {end}) does not lie in a text of {size} code points")


def check_share(value: float, what: str) -> None:
    if not 0.0 <= value <= 1.0:
        raise ValueError(f"{what} {value} is not between 0 and 1")
