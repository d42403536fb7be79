"""The directory: people and government bodies, with what they said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response

from onrecord.alerts.targets import Target, search_query
from onrecord.codec import plain
from onrecord.errors import NotFound
from onrecord.store import Facet, Slice, StatementQuery, StatementRow, Tally, directory
from onrecord.store import site as queries
from onrecord.store.directory import PartyRow
from onrecord.store.keys import name_key
from onrecord.store.reading import every
from onrecord.store.words import terms
from onrecord.views import charts
from onrecord.views.exports import csv_lines
from onrecord.web import shapes
from onrecord.web.answers import Answer, respond
from onrecord.web.language import KINDS, country
from onrecord.web.pages.common import (
    FEED,
    FEED_TYPES,
    PAGE,
    Cursor,
    Filters,
    TheFilters,
    TheSite,
    absolute_next,
    among,
    chips,
    counted,
    documented,
    facet_links,
    feed_of,
    lines,
    next_of,
    timeline,
)
from onrecord.web.site import Site, key_path, path_key

router = APIRouter()

Key = Annotated[str, Path(max_length=300)]
NameWords = Annotated[str, Query(max_length=200, description="Words of the name")]
SHOWN = ("kind", "medium", "outlet", "year", "language")
COUNTED = ("kind", "medium", "outlet", "year")
DIRECTORY = 120


@router.get("/people", responses=documented(shapes.Tallies, "text/csv"), summary="People")
def people(request: Request, site: TheSite, q: NameWords = "", after: Cursor = "") -> Response:
    """Everybody on record, those with most statements first, or by words of the name."""
    parties = directory.people(site.archive.db, q, after or None, DIRECTORY)
    found = Slice(tuple(_tally(p) for p in parties.rows), parties.next)
    following = next_of(site, "/people", {"q": q}, found)
    context = {
        "title": site.language("People"),
        "lede": site.language("Everybody whose words are on record, those with most statements first."),
        "words": q,
        "rows": found.rows,
        "kind": "people",
        "next": site.settings.root + following if following else None,
        "first": site.url("/people", q=q) if after else None,
    }
    return respond(site, request, _tallies(site, "people.html", context, found, "people", following))


def _tally(party: PartyRow) -> Tally:
    first, last = party.first_day or "", party.last_day or ""
    return Tally(party.id, party.name, party.articles, party.statements, first, last)


@dataclass(frozen=True, slots=True)
class Line:
    """A body in the directory with its country."""

    value: str
    label: str
    statements: int
    country: str | None


@router.get("/bodies", responses=documented(shapes.Tallies, "text/csv"), summary="Government bodies")
def bodies(request: Request, site: TheSite, q: NameWords = "", after: Cursor = "") -> Response:
    """The bodies on record by country, or by words of the name."""
    found = site.archive.tallies("body", after or None, DIRECTORY, words=q)
    keys = tuple(t.value for t in found.rows)
    places = site.dear(("body countries", keys), lambda: queries.body_countries(site.archive.db, keys))
    rows = [Line(t.value, t.label, t.statements, places.get(t.value)) for t in found.rows]
    rows.sort(key=lambda r: (r.country is None, country(r.country), -r.statements))
    following = next_of(site, "/bodies", {"q": q}, found)
    context = {
        "words": q,
        "rows": found.rows,
        "groups": [(place, list(group)) for place, group in groupby(rows, key=lambda r: r.country)],
        "next": site.settings.root + following if following else None,
        "first": site.url("/bodies", q=q) if after else None,
    }
    return respond(site, request, _tallies(site, "bodies.html", context, found, "bodies", following))


def _tallies(
    site: Site, template: str, context: dict[str, Any], found: Slice[Tally], kind: str, following: str | None
) -> Answer:
    return Answer(
        template=template,
        context=context,
        json=lambda: shapes.Tallies(
            items=[shapes.tally(site, t, kind) for t in found.rows], next=absolute_next(site, following)
        ),
        csv=lines(shapes.TALLY_COLUMNS, found.rows),
        next=following,
    )


@router.get("/people/{key}", responses=documented(shapes.PersonData, "text/csv", *FEED_TYPES), summary="A person")
def person(
    request: Request, site: TheSite, key: Key, given: TheFilters, year: str = "", after: Cursor = ""
) -> Response:
    """Offices in time, statements filtered by kind, subject, outlet and year, and a picture over time. By name or id:
    of several of one name the most quoted, the others named beside."""
    db = site.archive.db
    namesakes = directory.named(db, "person", key) or directory.named(db, "person", path_key(key))
    if not namesakes:
        raise NotFound(f"nobody called {path_key(key)!r} is on record here: the list of people can be searched")
    view = site.dear(("view", namesakes[0].id), lambda: directory.person(db, namesakes[0].id))
    names = tuple(t.value for t in view.names)
    party = view.row
    chosen = given.given(person=None, order=None) | ({"year": year} if year else {})
    query = search_query(_with_year(chosen))
    extra = {
        "tally": _tally(party),
        "kind": "people",
        "others": namesakes[1:],
        "offices": [_office(one) for one in view.offices],
        "holders": (),
        "held": (),
        "addressees": [(t.label, t.articles) for t in view.spoke_to[:8]],
        "called": [(t.label, t.articles) for t in view.names[:8]] if len(view.names) > 1 else [],
    }
    months = tuple((t.value, "all", t.statements) for t in view.months)
    path = site.person_path(party.name) or f"/people/{party.id}"
    if len(namesakes) > 1 or name_key(party.name) not in names:
        path = f"/people/{party.id}"
    return _page(
        request,
        site,
        _Subject(
            Target("person", party.id),
            path,
            months,
            chosen,
            lambda cursor, limit: queries.party_statements(db, party.id, names, query, cursor, limit),
            lambda: _facets(site, query, names),
        ),
        given,
        after,
        extra,
    )


def _office(one: directory.HeldOffice) -> dict[str, Any]:
    return dict(plain(one)) | {"body_key": name_key(one.body) if one.body else None}


def _facets(site: Site, query: StatementQuery, names: tuple[str, ...]) -> dict[str, tuple[Facet, ...]]:
    """Counts by each dimension over all names of one person."""
    each = [counted(site, replace(query, speaker_key=name), COUNTED) for name in names[:4]]
    if len(each) == 1:
        return each[0]
    summed: dict[str, tuple[Facet, ...]] = {}
    for dimension in COUNTED:
        counts: Counter[tuple[str, str]] = Counter()
        for one in each:
            counts.update({(f.value, f.label): f.count for f in one[dimension]})
        summed[dimension] = tuple(Facet(v, label, n) for (v, label), n in counts.most_common(8))
    return summed


@router.get("/bodies/{key}", responses=documented(shapes.PersonData, "text/csv", *FEED_TYPES), summary="A body")
def body(request: Request, site: TheSite, key: Key, given: TheFilters, year: str = "", after: Cursor = "") -> Response:
    """The body's offices, who held them, and what they said."""
    db, name = site.archive.db, path_key(key)
    tally = site.archive.tally("body", name)
    chosen = given.given(person=None, order=None) | ({"year": year} if year else {})
    query = replace(search_query(_with_year(chosen)), body_key=name)
    extra = {
        "tally": tally,
        "kind": "bodies",
        "others": (),
        "offices": (),
        "holders": site.dear(("holders", name), lambda: queries.holders(db, name)),
        "held": site.dear(("held", name), lambda: queries.held_at(db, name)),
        "addressees": (),
        "called": (),
    }
    months = site.dear(("months", name), lambda: queries.months(db, "body", name))
    subject = _Subject(
        Target("body", name),
        key_path("bodies", name),
        months,
        chosen,
        lambda cursor, limit: site.archive.statements(query, cursor, limit),
        lambda: counted(site, query, COUNTED),
    )
    return _page(request, site, subject, given, after, extra)


@dataclass(frozen=True)
class _Subject:
    """A person or body as their page needs them."""

    target: Target
    path: str
    months: tuple[tuple[str, str, int], ...]
    chosen: dict[str, str]
    statements: Callable[[str | None, int], Slice[StatementRow]]
    facets: Callable[[], Mapping[str, Sequence[Facet]]]

    def every(self) -> Iterator[StatementRow]:
        return every(lambda cursor: self.statements(cursor, 200))


def _page(
    request: Request, site: Site, subject: _Subject, given: Filters, after: str, extra: dict[str, Any]
) -> Response:
    found = subject.statements(after or None, PAGE)
    following = next_of(site, subject.path, subject.chosen, found)
    facets = site.dear(("facets", str(subject.target), *sorted(subject.chosen.items())), subject.facets)
    tally: Tally = extra["tally"]
    context: dict[str, Any] = extra | {
        "summary": _summary(site, tally),
        "timeline": site.dear(("timeline", str(subject.target)), lambda: _timeline(site, subject.months)),
        "statements": found.rows,
        "terms": terms(given.q),
        "filters": subject.chosen | {"q": given.q},
        "filtered": bool(subject.chosen),
        "chosen": chips(site, subject.path, subject.chosen, ("q", *SHOWN)),
        "facets": facet_links(site, subject.path, subject.chosen, facets),
        "facets_among": among(facets),
        "next": site.settings.root + following if following else None,
        "first": site.url(subject.path, **subject.chosen) if after else None,
        "subscribe": str(subject.target),
    }
    answer = Answer(
        template="person.html",
        context=context,
        json=lambda: _json(site, tally, subject, context, found.rows, following),
        csv=lambda bom: csv_lines(subject.every(), bom=bom),
        feed=lambda: feed_of(site, tally.label, subject.target, subject.statements(None, FEED).rows, path=subject.path),
        next=following,
    )
    return respond(site, request, answer)


def _timeline(site: Site, months: tuple[tuple[str, str, int], ...]) -> charts.Chart | None:
    names = {kind: site.language(name) for kind, name in KINDS.items()} | {"all": site.language("Statements")}
    return timeline(site, site.language("Statements over time"), months, names)


def _json(
    site: Site,
    tally: Tally,
    subject: _Subject,
    context: Mapping[str, Any],
    rows: tuple[StatementRow, ...],
    following: str | None,
) -> shapes.PersonData:
    data = shapes.tally(site, tally, None)
    return shapes.PersonData(
        person=replace(data, address=site.absolute(subject.path)),
        offices=[plain(one) for one in context["offices"] or context["holders"]],
        months=[{"month": month, "kind": kind, "statements": n} for month, kind, n in subject.months],
        statements=[shapes.statement(site, r) for r in rows],
        next=absolute_next(site, following),
    )


def _with_year(chosen: dict[str, str]) -> dict[str, str]:
    """`year` as days; a year that is none is left to the check of days."""
    year = chosen.get("year")
    if not year:
        return chosen
    rest = {k: v for k, v in chosen.items() if k != "year"}
    return {"since": f"{year}-01-01", "until": f"{year}-12-31"} | rest


def _summary(site: Site, tally: Tally) -> str:
    text = site.language.translations.ngettext(
        "%(num)s statement on record, %(first)s to %(last)s.",
        "%(num)s statements on record, %(first)s to %(last)s.",
        tally.statements,
    )
    days = {"first": site.language.when(tally.first_day), "last": site.language.when(tally.last_day)}
    return str(text % {"num": f"{tally.statements:,}".replace(",", "\u202f"), **days})
