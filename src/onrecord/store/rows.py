"""What the archive gives back: frozen rows, pages of rows with a cursor, and what `add` and `check` report."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

Row = TypeVar("Row")


class AddState(StrEnum):
    """What adding a page did."""

    NEW = "new"  # an address not known before
    VERSION = "version"  # a known address that prints something else
    UPDATED = "updated"  # a known page, found again by newer rules or another model
    KNOWN = "known"  # nothing to do


@dataclass(frozen=True, slots=True)
class Added:
    """One page that is safely in the archive: reported only after its transaction was confirmed."""

    address: str
    article_id: str
    state: AddState
    version: int  # 1 for the first text that the address printed
    statements: int

    @property
    def new(self) -> bool:
        return self.state in (AddState.NEW, AddState.VERSION)


@dataclass(frozen=True, slots=True)
class Slice(Generic[Row]):
    """Some rows in order, and the cursor that asks for those after them (None at the end)."""

    rows: tuple[Row, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows match; counting stops at a limit, and then there are `number` or more."""

    number: int
    exact: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A value of one dimension among the matches, and how many have it."""

    value: str  # what a query's field takes
    label: str  # what people read
    count: int


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article as lists show it; `Archive.record(id)` gives all of it. Field order is that of the SQL."""

    n: int
    id: str
    address: str | None
    outlet: str | None
    outlet_key: str | None
    headline: str | None
    published: str | None  # ISO 8601: a day, or a local time with its offset where known
    modified: str | None
    captured: str | None
    day: str
    dateline_place: str | None
    agency: str | None
    language: str | None
    country: str | None
    incomplete: str | None
    statements: int
    current: bool
    replaced_by: str | None
    seen_at: str
    text_sha256: str
    page_sha256: str


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A statement as lists show it, with what is needed of its article. `spans` is JSON. Field order is the SQL's."""

    n: int
    id: str
    article_id: str
    ordinal: int
    kind: str
    medium: str
    quote: str
    spans: str
    speaker: str | None
    speaker_key: str | None
    speaker_type: str | None
    role: str | None
    body: str | None
    body_key: str | None
    prompt: str | None
    addressee: str | None
    occasion: str | None
    place: str | None
    said: str | None
    parent: int | None
    confidence: float
    outlet: str | None
    outlet_key: str | None
    headline: str | None
    address: str | None
    published: str | None
    day: str
    language: str | None
    country: str | None
    current: bool


@dataclass(frozen=True, slots=True)
class Tally:
    """One outlet, language, country, person or body with what the archive holds of it."""

    value: str
    label: str
    articles: int
    statements: int
    first_day: str
    last_day: str


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One capture of an address, in order of time, and the article that it printed."""

    version: int
    article_id: str
    seen_at: str
    captured: str | None
    page_sha256: str
    warc: str
    warc_offset: int
    headline: str | None
    statements: int


@dataclass(frozen=True, slots=True)
class FailureRow:
    """A page that did not become a record, how often, and when last."""

    id: str
    address: str
    stage: str
    reason: str
    first_seen: str
    last_seen: str
    times: int


@dataclass(frozen=True, slots=True)
class Totals:
    """What the archive holds, current articles only; days are the first and last of publication."""

    articles: int
    statements: int
    captures: int
    failures: int
    outlets: int
    first_day: str | None
    last_day: str | None


class Severity(StrEnum):
    """Damage must be looked into; a note is true but no fault, such as a newer reader that reads a page otherwise."""

    DAMAGE = "damage"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that `check` found: what kind, where, and in one line what it means and what to do."""

    kind: str  # "warc", "page", "text", "anchor", "row", "index", "tally", "reader", "tail"
    where: str
    message: str
    severity: Severity = Severity.DAMAGE
