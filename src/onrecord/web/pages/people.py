"""The directory: people and government bodies, with what they said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response

from onrecord.alerts.targets import Target, search_query
from onrecord.codec import plain
from onrecord.store import Slice, StatementRow, Tally
from onrecord.store import site as queries
from onrecord.store.words import terms
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
    chips,
    documented,
    facet_links,
    feed_of,
    lines,
    next_of,
    timeline,
)
from onrecord.web.site import Site, path_key

router = APIRouter()

Key = Annotated[str, Path(max_length=300)]
NameWords = Annotated[str, Query(max_length=200, description="Words of the name")]
SHOWN = ("kind", "medium", "outlet", "year", "language")
COUNTED = ("kind", "medium", "outlet", "year")
DIRECTORY = 120


@router.get("/people", responses=documented(shapes.Tallies, "text/csv"), summary="People")
def people(request: Request, site: TheSite, q: NameWords = "", after: Cursor = "") -> Response:
    """Everybody on record, those with most statements first, or by words of the name."""
    found = site.archive.tallies("person", after or None, DIRECTORY, words=q)
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
    """Offices in time, statements filtered by kind, subject, outlet and year, and a picture over time."""
    return _page(request, site, Target("person", path_key(key)), given, year, after)


@router.get(
    "/bodies/{key}", responses=documented(shapes.PersonData, "text/csv", *FEED_TYPES), summary="A government body"
)
def body(request: Request, site: TheSite, key: Key, given: TheFilters, year: str = "", after: Cursor = "") -> Response:
    """The body's offices, who held them, and what they said."""
    return _page(request, site, Target("body", path_key(key)), given, year, after)


def _page(request: Request, site: Site, target: Target, given: Filters, year: str, after: str) -> Response:
    dimension, db = target.kind, site.archive.db
    tally = site.archive.tally(dimension, target.key)
    chosen = given.given(person=None, order=None) | ({"year": year} if year else {})
    asked = {("person" if dimension == "person" else "body_key"): target.key}
    query = search_query(_with_year(chosen) | asked)
    found = site.archive.statements(query, after or None, PAGE)
    following = next_of(site, target.path, chosen, found)
    months = site.dear(("months", str(target)), lambda: queries.months(db, dimension, target.key))
    offices = (
        site.dear(("offices", str(target)), lambda: queries.offices(db, target.key)) if dimension == "person" else ()
    )
    facets = site.dear(("facets", str(target), *sorted(chosen.items())), lambda: site.archive.facets(query, COUNTED, 8))
    names = {kind: site.language(name) for kind, name in KINDS.items()}
    context: dict[str, Any] = {
        "tally": tally,
        "kind": "people" if dimension == "person" else "bodies",
        "summary": _summary(site, tally),
        "timeline": timeline(site, site.language("Statements over time"), months, names),
        "statements": found.rows,
        "terms": terms(given.q),
        "filters": chosen | {"q": given.q},
        "filtered": bool(chosen),
        "chosen": chips(site, target.path, chosen, ("q", *SHOWN)),
        "facets": facet_links(site, target.path, chosen, facets),
        "offices": offices,
        "holders": site.dear(("holders", str(target)), lambda: queries.holders(db, target.key))
        if dimension == "body"
        else (),
        "addressees": site.dear(("addressees", str(target)), lambda: queries.addressees(db, target.key))
        if dimension == "person"
        else (),
        "called": (),
        "next": site.settings.root + following if following else None,
        "first": site.url(target.path, **chosen) if after else None,
        "subscribe": str(target),
    }
    answer = Answer(
        template="person.html",
        context=context,
        json=lambda: _json(site, tally, target, months, context, found.rows, following),
        csv=lambda bom: csv_lines(site.archive.every_statement(query), bom=bom),
        feed=lambda: feed_of(site, tally.label, target, site.archive.statements(target.query(), limit=FEED).rows),
        next=following,
    )
    return respond(site, request, answer)


def _json(
    site: Site,
    tally: Tally,
    target: Target,
    months: tuple[tuple[str, str, int], ...],
    context: Mapping[str, Any],
    rows: tuple[StatementRow, ...],
    following: str | None,
) -> shapes.PersonData:
    return shapes.PersonData(
        person=shapes.tally(site, tally, "people" if target.kind == "person" else "bodies"),
        offices=[plain(one) for one in context["offices"] or context["holders"]],
        months=[{"month": month, "kind": kind, "statements": n} for month, kind, n in months],
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
