"""People: all of them, and one with what he or she said."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

from fastapi import APIRouter, Request, Response

from onrecord.alerts.targets import Target, search_query
from onrecord.codec import plain
from onrecord.errors import NotFound
from onrecord.store import Facet, Slice, StatementQuery, Tally, directory
from onrecord.store import site as queries
from onrecord.store.directory import PartyRow
from onrecord.store.keys import name_key
from onrecord.web import shapes
from onrecord.web.answers import respond
from onrecord.web.pages.common import FEED_TYPES, Cursor, TheFilters, TheSite, counted, documented, next_of
from onrecord.web.pages.subject import COUNTED, DIRECTORY, Key, NameWords, Subject, page, tallies, with_year
from onrecord.web.site import Site, path_key

router = APIRouter()

ASKED = 6  # questions on a page


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
    return respond(site, request, tallies(site, "people.html", context, found, "people", following))


def _tally(party: PartyRow) -> Tally:
    first, last = party.first_day or "", party.last_day or ""
    return Tally(party.id, party.name, party.articles, party.statements, first, last)


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
    asked = site.dear(("asked", party.id), lambda: queries.questions(db, party.id))
    offices = [_office(one) for one in view.offices]
    askers = Counter(q.asker for q in asked if q.asker)
    chosen = given.given(person=None, order=None) | ({"year": year} if year else {})
    query = search_query(with_year(chosen))
    extra = {
        "tally": _tally(party),
        "kind": "people",
        "others": namesakes[1:],
        "offices": offices,
        "latest": _latest(offices),
        "holders": (),
        "held": (),
        "questions": asked[:ASKED],
        "askers": [(name, number, site.person_path(name)) for name, number in askers.most_common(8)],
        "addressees": [(t.label, t.articles) for t in view.spoke_to[:8]],
        "called": [(t.label, t.articles) for t in view.names[:8]] if len(view.names) > 1 else [],
    }
    months = tuple((t.value, "all", t.statements) for t in view.months)
    path = site.person_path(party.name) or f"/people/{party.id}"
    if len(namesakes) > 1 or name_key(party.name) not in names:
        path = f"/people/{party.id}"
    return page(
        request,
        site,
        Subject(
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


def _latest(offices: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The office that pages gave last."""
    given = [one for one in offices if one["articles"]]
    return max(given, key=lambda one: (one["last_day"] or "", one["articles"]), default=None)


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
