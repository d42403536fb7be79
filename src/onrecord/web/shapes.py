"""The JSON of the API: frozen types whose JSON Schema is the OpenAPI's. Everything comes from rows of the archive."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import msgspec

from onrecord.store import ArticleRow, StatementRow, Tally
from onrecord.store.changes import Changed
from onrecord.watch.status import SourceStatus
from onrecord.web.site import Site, key_path
from onrecord.web.wishes import Merge, Rename, Split, Wish


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerData:
    """Who said it, as the page resolves it."""

    name: str
    type: str
    role: str | None
    body: str | None
    address: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleData:
    """An article of the record. `address` is its page here, `url` where it was printed. Times are ISO 8601."""

    id: str
    address: str
    url: str | None
    headline: str | None
    outlet: str | None
    published: str | None
    modified: str | None
    captured: str | None
    language: str | None
    country: str | None
    dateline_place: str | None
    agency: str | None
    incomplete: str | None
    statements: int
    current: bool
    text_sha256: str
    page_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementData:
    """One statement. `spans` are half-open ranges of Unicode code points in the article's text (`ARTICLE.txt`)."""

    id: str
    address: str
    kind: str
    medium: str
    quote: str
    speaker: SpeakerData | None
    asked: str | None
    addressee: str | None
    occasion: str | None
    place: str | None
    said: str | None
    confidence: float
    spans: dict[str, Any]
    article: str
    headline: str | None
    outlet: str | None
    published: str | None
    url: str | None
    language: str | None
    country: str | None
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TallyData:
    """A person, body, country, outlet or language with what the record holds of it."""

    key: str
    name: str
    address: str | None
    articles: int
    statements: int
    first_day: str
    last_day: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Statements:
    items: list[StatementData]
    next: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Articles:
    items: list[ArticleData]
    next: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tallies:
    items: list[TallyData]
    next: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyData:
    """A body with the kind that its name shows, and its country: that of its name, else of the articles in which it
    speaks most."""

    key: str
    name: str
    address: str
    kind: str
    country: str | None
    articles: int
    statements: int
    first_day: str
    last_day: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bodies:
    items: list[BodyData]
    next: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Matches of a search. `total` counts up to 10,000; beyond that `exact` is false. Facets count the newest
    `facets_among` matches where that is given, else all."""

    items: list[StatementData]
    total: int
    exact: bool
    facets: dict[str, list[dict[str, Any]]]
    facets_among: int | None = None
    next: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleFull:
    """An article with its text and statements. `record` is the whole record in the format of `onrecord export`."""

    article: ArticleData
    text: str
    statements: list[StatementData]
    versions: list[dict[str, Any]]
    record: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonData:
    """A person or body: offices or holders as pages word them, how pages call them, whom they spoke to (in how many
    articles), who asked them what (among the newest statements), statements by month and kind, and the newest ones."""

    person: TallyData
    offices: list[dict[str, Any]]
    names: list[dict[str, Any]]
    addressed: list[dict[str, Any]]
    asked_by: list[dict[str, Any]]
    questions: list[dict[str, Any]]
    months: list[dict[str, Any]]
    statements: list[StatementData]
    next: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeData:
    """A quotation changed or withdrawn after it was printed; `at` is when the capture was made that shows it. Either
    version may be missing where newer rules read its page otherwise."""

    id: str
    what: str
    at: str
    address: str
    before: StatementData | None
    after: StatementData | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    items: list[ChangeData]
    next: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceData:
    """A source that is watched. `health` is new (not read yet), ok or failing; `problem` says why. `listed` are the
    addresses that it named when it was last read, `total` all that it ever named, `pages` what became of them;
    `troubles` the latest with a problem. Times are ISO 8601, UTC."""

    label: str | None
    url: str
    kind: str | None
    health: str
    problem: str | None
    last_try: str | None
    last_success: str | None
    next: str
    listed: int
    total: int
    pages: dict[str, int]
    troubles: list[dict[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    items: list[SourceData]
    next: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    statements: list[StatementData]
    articles: list[ArticleData]
    most_quoted: list[TallyData]
    countries: list[TallyData]


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    onrecord: str
    articles: int
    statements: int
    captures: int
    outlets: int
    failures: int
    first_day: str | None
    last_day: str | None
    versions: list[dict[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemData:
    """RFC 9457 problem details."""

    title: str
    status: int
    detail: str = ""
    type: str = "about:blank"


@dataclass(frozen=True, slots=True, kw_only=True)
class SubscriptionData:
    """A subscription. The secret of a webhook is given once, when it is made."""

    id: str
    to: str
    channel: str
    address: str
    period: str
    wants: str
    state: str
    created: str
    secret: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscriptions:
    items: list[SubscriptionData]


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedData:
    """What adding a page did: new, version, updated or known."""

    article: str
    address: str
    state: str
    version: int
    statements: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionData:
    """What somebody decided about a person or body. Decisions are never changed or taken back; a later one goes on from
    there. `party` and `other` are ids; `address` is the page of the one that is shown now."""

    n: int
    made: str
    by: str
    act: str
    party: str
    other: str | None
    name: str
    reason: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    items: list[DecisionData]


ALL = (
    Statements, Articles, Tallies, Found, ArticleFull, StatementData, PersonData, Front, About, ProblemData,
    SubscriptionData, Subscriptions, AddedData, Wish, Merge, Rename, Split, DecisionData, Decisions, Changes,
    Sources, Bodies,
)  # fmt: skip


def statement(site: Site, row: StatementRow) -> StatementData:
    return StatementData(
        id=row.id,
        address=site.absolute(f"/statements/{row.id}"),
        kind=row.kind,
        medium=row.medium,
        quote=row.quote,
        speaker=_speaker(site, row),
        asked=row.prompt,
        addressee=row.addressee,
        occasion=row.occasion,
        place=row.place,
        said=row.said,
        confidence=row.confidence,
        spans=msgspec.json.decode(row.spans),
        article=site.absolute(f"/articles/{row.article_id}"),
        headline=row.headline,
        outlet=row.outlet,
        published=row.published,
        url=row.address,
        language=row.language,
        country=row.country,
        current=row.current,
    )


def change(site: Site, one: Changed) -> ChangeData:
    return ChangeData(
        id=f"urn:onrecord:change:{one.event.n}",
        what="withdrawn" if one.gone else "changed",
        at=one.event.at,
        address=site.absolute(f"/articles/{one.event.new_article}/history"),
        before=statement(site, one.before) if one.before else None,
        after=statement(site, one.after) if one.after else None,
    )


def body(site: Site, row: Tally, kind: str, country: str | None) -> BodyData:
    shared = {name: getattr(row, name) for name in ("articles", "statements", "first_day", "last_day")}
    address = site.absolute(key_path("bodies", row.value))
    return BodyData(key=row.value, name=row.label, address=address, kind=kind, country=country, **shared)


def source(one: SourceStatus) -> SourceData:
    return SourceData(
        label=one.label,
        url=one.url,
        kind=one.kind,
        health=one.health,
        problem=one.problem or one.push_problem,
        last_try=one.last_try.isoformat() if one.last_try else None,
        last_success=one.last_success.isoformat() if one.last_success else None,
        next=one.next_at.isoformat(),
        listed=one.listed,
        total=one.total,
        pages=dict(one.pages),
        troubles=[{"url": url, "state": state, "problem": problem} for url, state, problem in one.troubles],
    )


def _speaker(site: Site, row: StatementRow) -> SpeakerData | None:
    if not row.speaker:
        return None
    directory = {"person": "people", "body": "bodies"}.get(row.speaker_type or "")
    page = site.absolute(key_path(directory, row.speaker_key)) if directory and row.speaker_key else None
    return SpeakerData(name=row.speaker, type=row.speaker_type or "unnamed", role=row.role, body=row.body, address=page)


def article(site: Site, row: ArticleRow) -> ArticleData:
    shared = (
        "id", "headline", "outlet", "published", "modified", "captured", "language", "country", "dateline_place",
        "agency", "incomplete", "statements", "current", "text_sha256", "page_sha256",
    )  # fmt: skip
    values = {name: getattr(row, name) for name in shared}
    return ArticleData(address=site.absolute(f"/articles/{row.id}"), url=row.address, **values)


def tally(site: Site, row: Tally, kind: str | None) -> TallyData:
    path = (site.person_path(row.label) if kind == "people" else None) or (key_path(kind, row.value) if kind else None)
    return TallyData(
        key=row.value,
        name=row.label,
        address=site.absolute(path) if path else None,
        articles=row.articles,
        statements=row.statements,
        first_day=row.first_day,
        last_day=row.last_day,
    )


ARTICLE_COLUMNS = (
    "id", "published", "outlet", "headline", "address", "language", "country", "dateline_place", "agency",
    "statements", "incomplete", "modified", "captured", "text_sha256", "page_sha256",
)  # fmt: skip
TALLY_COLUMNS = ("value", "label", "articles", "statements", "first_day", "last_day")
