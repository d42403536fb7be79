"""What the pages share: the site of a request, parameters, feeds, facets as links."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import Depends, Query, Request

from onrecord.alerts.targets import Target
from onrecord.errors import UsageError
from onrecord.model import Kind, Medium
from onrecord.store import Facet, Slice, StatementQuery, StatementRow, reading
from onrecord.views import charts, feeds
from onrecord.web import shapes
from onrecord.web.problems import MEDIA_TYPE
from onrecord.web.site import Site

PAGE = 25  # rows of a slice on a page
FEED = 50  # entries of a feed


async def site_of(request: Request) -> Site:
    """The site; notes what the archive holds before the page asks it anything, so that a page kept for later is never
    taken for newer than it is. On the event loop, as are `filters`: two walks along an index take less than the way to
    a thread and back."""
    site: Site = request.app.state.site
    request.scope["onrecord.revision"] = site.noted_revision()
    return site


TheSite = Annotated[Site, Depends(site_of)]
Words = Annotated[
    str, Query(max_length=1000, description="Words to look for; any text will do", examples=["peace talks"])
]
Name = Annotated[str, Query(max_length=300)]
Day = Annotated[str, Query(max_length=40, description="A day, like 2022-11-24", examples=["2022-11-24"])]
Cursor = Annotated[str, Query(max_length=60, description="From `next` of the slice before")]


def documented(shape: type | None = None, *others: str, status: int = 200) -> dict[int | str, dict[str, Any]]:
    """The `responses` of a route for OpenAPI: the shape as JSON, the page as HTML, other media types, and problems."""
    schema = {"schema": {"$ref": f"#/components/schemas/{shape.__name__}"}} if shape else None
    content: dict[str, Any] = {"text/html": {"schema": {"type": "string"}}}
    if schema:
        content["application/json"] = schema
    kinds = {"application/json": "object"}
    content |= {other: {"schema": {"type": kinds.get(other, "string")}} for other in others}
    problem = {
        MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemData"}},
        "text/html": {"schema": {"type": "string"}},
    }
    texts = {400: "Cannot be understood", 404: "Not on record here", 406: "Not in that form", 414: "Address too long"}
    texts |= {422: "Cannot be meant", 503: "The archive is busy"}
    return {
        status: {"description": "The page, in the form asked for", "content": content},
        304: {"description": "Unchanged"},
        **{code: {"description": text, "content": problem} for code, text in texts.items()},
    }


FEED_TYPES = ("application/atom+xml", "application/rss+xml", "application/feed+json")


@dataclass(frozen=True, slots=True)
class Filters:
    """The fields of the search form, as they came; empty where not given."""

    q: str = ""
    phrase: str = ""
    speaker: str = ""
    body: str = ""
    kind: str = ""
    medium: str = ""
    outlet: str = ""
    language: str = ""
    country: str = ""
    person: str = ""
    since: str = ""
    until: str = ""
    order: str = ""

    def given(self, **changes: str | None) -> dict[str, str]:
        """The fields that are not empty, after the changes."""
        values = {name: getattr(self, name) for name in self.__slots__} | changes
        return {name: value for name, value in values.items() if value}


async def filters(
    q: Words = "",
    phrase: Words = "",
    speaker: Name = "",
    body: Name = "",
    kind: Name = "",
    medium: Name = "",
    outlet: Name = "",
    language: Name = "",
    country: Name = "",
    person: Name = "",
    since: Day = "",
    until: Day = "",
    order: Name = "",
) -> Filters:
    """The search form's fields. Raises `UsageError` for a kind or medium that is none."""
    for name, value, known in (("kind", kind, Kind), ("medium", medium, Medium)):
        if value and value not in set(known):
            raise UsageError(f"no {name} {value[:40]!r}: there are {', '.join(known)}")
    return Filters(q, phrase, speaker, body, kind, medium, outlet, language, country, person, since, until, order)


TheFilters = Annotated[Filters, Depends(filters)]


# Facets look at so many of the newest matches, and say so: 4 ms of CPU for a word in every tenth statement of 560,000.
# 3,000 take 10 ms; of 319 values that they name for twelve words, 1,000 name 271, in 44 of 60 lists with the same three
# on top.
COUNTED_AMONG = 1_000


def counted(site: Site, query: StatementQuery, dimensions: Sequence[str], top: int = 8) -> dict[str, tuple[Facet, ...]]:
    """For each dimension the commonest values among the newest `COUNTED_AMONG` matches."""
    return reading.facets(site.archive.db, query, dimensions, top=top, limit=COUNTED_AMONG)


def among(found: Mapping[str, Sequence[Facet]]) -> int | None:
    """How many matches the facets were counted among, if there may be more: every statement has a kind."""
    total = sum(facet.count for facet in found.get("kind", ()))
    return total if total >= COUNTED_AMONG else None


def facet_links(
    site: Site, path: str, given: Mapping[str, str], found: Mapping[str, Sequence[Facet]]
) -> list[dict[str, Any]]:
    """Facets as groups of links that set the filter, or take it away where it is set."""
    groups = []
    for name, values in found.items():
        chosen = given.get(name)
        links = [
            {
                "label": site.language.value(name, v.value, v.label),
                "count": v.count,
                "chosen": v.value == chosen,
                "url": site.url(path, **{**given, name: None if v.value == chosen else v.value}),
            }
            for v in values
        ]
        groups.append({"name": name, "links": links})
    return groups


def chips(site: Site, path: str, given: Mapping[str, str], names: Iterable[str]) -> list[dict[str, str]]:
    """The filters in force, each with the address that takes it away."""
    return [
        {
            "label": f"{site.language.dimension(name)}: {site.language.value(name, given[name])}",
            "url": site.url(path, **{**given, name: None}),
        }
        for name in names
        if given.get(name)
    ]


def feed_of(
    site: Site, title: str, target: Target, rows: Sequence[StatementRow], *, path: str | None = None
) -> feeds.Feed:
    """Statements as a feed; its own addresses are those of the page with a suffix."""
    path, query = path or target.path, target.query_string
    addresses = {
        form: site.absolute(path + suffix) + query
        for form, suffix in (("atom", ".atom"), ("rss", ".rss"), ("jsonfeed", ".feed.json"))
    }
    home = site.absolute("/" if path == "/front" else path) + query
    description = site.language("New statements on record: %s") % title
    name = f"{title} · {site.settings.title}"
    return feeds.Feed(
        id=addresses["atom"],
        title=name,
        description=description,
        home=home,
        addresses=addresses,
        entries=[entry_of(site, row) for row in rows],
        language=site.language.code,
    )


def entry_of(site: Site, row: StatementRow) -> feeds.Entry:
    where = ", ".join(p for p in (row.outlet, site.language.when(row.published or row.day), row.headline) if p)
    return feeds.entry(
        id=f"urn:onrecord:statement:{row.id}",
        address=site.absolute(f"/statements/{row.id}"),
        quote=row.quote,
        speaker=row.speaker or site.language("Speaker not resolved"),
        office=", ".join(p for p in (row.role, row.body) if p),
        reported=where,
        asked=row.prompt,
        at=moment_of(row.published or row.day),
    )


def moment_of(iso: str) -> datetime:
    """A day or time of the store as a moment; UTC where no zone is known."""
    value = datetime.fromisoformat(iso)
    return value if value.tzinfo else value.replace(tzinfo=UTC)


def timeline(
    site: Site, title: str, months: Sequence[tuple[str, str, int]], names: Mapping[str, str]
) -> charts.Chart | None:
    """(month, series, count) as columns: by month, or by year where there are more than 36 months."""
    if not months:
        return None
    first, last = months[0][0], months[-1][0]
    labels = _months(first, last)
    cut = 7
    if len(labels) > 36:
        labels, cut = [str(y) for y in range(int(first[:4]), int(last[:4]) + 1)], 4
    place = {label: i for i, label in enumerate(labels)}
    figures = {key: [0] * len(labels) for key in names}
    for month, key, count in months:
        if key in figures:
            figures[key][place[month[:cut]]] += count
    return charts.columns(title, labels, [(names[key], figures[key]) for key in names if any(figures[key])])


def _months(first: str, last: str) -> list[str]:
    start, end = (int(m[:4]) * 12 + int(m[5:7]) - 1 for m in (first, last))
    return [f"{m // 12:04}-{m % 12 + 1:02}" for m in range(start, min(end, start + 12 * 400) + 1)]


def next_of(site: Site, path: str, given: Mapping[str, Any], found: Slice[Any]) -> str | None:
    """The path and query of the slice after this one."""
    return site.url(path, **{**given, "after": found.next}).removeprefix(site.settings.root) if found.next else None


def absolute_next(site: Site, next_path: str | None) -> str | None:
    return site.absolute(next_path) if next_path else None


def statements_json(site: Site, rows: Sequence[StatementRow], next_path: str | None) -> shapes.Statements:
    return shapes.Statements(items=[shapes.statement(site, r) for r in rows], next=absolute_next(site, next_path))


def lines(header: Sequence[str], rows: Iterable[Any]) -> Callable[[bool], Iterator[str]]:
    """Rows of the archive as CSV lines, streamed."""
    from onrecord.web.answers import csv_lines

    return lambda bom: csv_lines(header, ([getattr(r, name) for name in header] for r in rows), bom=bom)
