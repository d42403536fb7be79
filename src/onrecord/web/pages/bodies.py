"""Government bodies and others: the directory by country and kind, and one with its offices, holders and words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from onrecord.alerts.targets import Target, search_query
from onrecord.errors import UsageError
from onrecord.store import Slice, Tally
from onrecord.store import site as queries
from onrecord.store.query import offset_cursor, read_cursor
from onrecord.views.bodies import ORDER, country_of, kind_of
from onrecord.web import shapes
from onrecord.web.answers import Answer, respond
from onrecord.web.language import country
from onrecord.web.pages.common import (
    FEED_TYPES,
    Cursor,
    Name,
    TheFilters,
    TheSite,
    absolute_next,
    counted,
    documented,
    lines,
    next_of,
)
from onrecord.web.pages.subject import COUNTED, DIRECTORY, Key, NameWords, Subject, page, with_year
from onrecord.web.site import Site, key_path, path_key

router = APIRouter()

LOOKED = 2_000  # bodies that a filter looks through for one page
STEP = 200


@dataclass(frozen=True, slots=True)
class Line:
    """A body in the directory with its kind and country: the one that its name names, else that of the articles in
    which it speaks most. International bodies have none."""

    tally: Tally
    kind: str
    country: str | None

    @property
    def value(self) -> str:
        return self.tally.value

    @property
    def label(self) -> str:
        return self.tally.label

    @property
    def statements(self) -> int:
        return self.tally.statements


@router.get("/bodies", responses=documented(shapes.Bodies, "text/csv"), summary="Government bodies")
def bodies(
    request: Request,
    site: TheSite,
    q: NameWords = "",
    country: Annotated[Name, Query(description="Two letters, like by; none for those without one")] = "",
    kind: Annotated[Name, Query(description="A kind of bodies, like ministry")] = "",
    after: Cursor = "",
) -> Response:
    """The bodies on record by country and kind, or by words of the name."""
    if kind and kind not in ORDER:
        raise UsageError(f"no kind of bodies {kind[:40]!r}: there are {', '.join(ORDER)}")
    given = {"q": q, "country": country, "kind": kind}
    found = _found(site, q, country, kind, after)
    following = next_of(site, "/bodies", given, found)
    context: dict[str, Any] = {
        "words": q,
        "filters": given,
        "rows": found.rows,
        "groups": _groups(found.rows),
        "kinds": ORDER,
        "countries": site.dear("body places", lambda: site.archive.tallies("country", None, 200).rows, lasting=True),
        "next": site.settings.root + following if following else None,
        "first": site.url("/bodies", **given) if after else None,
    }
    answer = Answer(
        template="bodies.html",
        context=context,
        json=lambda: shapes.Bodies(
            items=[shapes.body(site, r.tally, r.kind, r.country) for r in found.rows],
            next=absolute_next(site, following),
        ),
        csv=lines(("value", "label", "kind", "country", "statements"), found.rows),
        next=following,
    )
    return respond(site, request, answer)


def _found(site: Site, words: str, place: str, kind: str, after: str) -> Slice[Line]:
    """A slice of the bodies that fit; where few do, `LOOKED` are looked through and the next slice goes on there."""
    start = read_cursor(after or None, "o") or 0
    fitting: list[Line] = []
    at = start
    for one in _lines(site, words, start, kind):
        at += 1
        if one is None or (place and (one.country or "none") != place.lower()):
            continue
        fitting.append(one)
        if len(fitting) == DIRECTORY:
            return Slice(tuple(fitting), offset_cursor(at))
    return Slice(tuple(fitting), offset_cursor(at) if at - start >= LOOKED else None)


def _lines(site: Site, words: str, start: int, kind: str) -> Iterator[Line | None]:
    """The bodies from a place in their list on, None for one of another kind; at most `LOOKED`."""
    cursor: str | None = offset_cursor(start)
    for _ in range(0, LOOKED, STEP):
        found = site.archive.tallies("body", cursor, STEP, words=words)
        for tally in found.rows:
            own = kind_of(tally.label)
            yield None if kind and own != kind else Line(tally, own, _country(site, tally, own))
        if (cursor := found.next) is None:
            return


def _country(site: Site, tally: Tally, kind: str) -> str | None:
    if kind == "international":
        return None
    if named := country_of(tally.label):
        return named
    key = tally.value
    return site.dear(
        ("body country", key), lambda: queries.body_countries(site.archive.db, (key,)).get(key), lasting=True
    )


def _groups(rows: tuple[Line, ...]) -> list[tuple[str | None, list[tuple[str, list[Line]]]]]:
    """By country, those without one last, and within each by kind, offices of the state first."""
    rank = {kind: i for i, kind in enumerate(ORDER)}
    ordered = sorted(rows, key=lambda r: (r.country is None, country(r.country), rank[r.kind], -r.statements))
    return [
        (place, [(kind, list(same)) for kind, same in groupby(members, key=lambda r: r.kind)])
        for place, members in groupby(ordered, key=lambda r: r.country)
    ]


@router.get("/bodies/{key}", responses=documented(shapes.PersonData, "text/csv", *FEED_TYPES), summary="A body")
def body(request: Request, site: TheSite, key: Key, given: TheFilters, year: str = "", after: Cursor = "") -> Response:
    """The body's offices, who held them, and what they said."""
    db, name = site.archive.db, path_key(key)
    tally = site.archive.tally("body", name)
    kind = kind_of(tally.label)
    chosen = given.given(person=None, order=None) | ({"year": year} if year else {})
    query = replace(search_query(with_year(chosen)), body_key=name)
    extra = {
        "tally": tally,
        "kind": "bodies",
        "others": (),
        "offices": (),
        "holders": site.dear(("holders", name), lambda: queries.holders(db, name)),
        "held": site.dear(("held", name), lambda: queries.held_at(db, name)),
        "addressees": (),
        "called": (),
        "latest": None,
        "questions": (),
        "askers": (),
        "body_kind": kind,
        "place": _country(site, tally, kind),
    }
    months = site.dear(("months", name), lambda: queries.months(db, "body", name))
    subject = Subject(
        Target("body", name),
        key_path("bodies", name),
        months,
        chosen,
        lambda cursor, limit: site.archive.statements(query, cursor, limit),
        lambda: counted(site, query, COUNTED),
    )
    return page(request, site, subject, given, after, extra)
