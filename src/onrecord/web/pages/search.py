"""Search: words, speaker, body, kind, outlet and days together."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response

from onrecord.alerts.targets import of_search, search_query
from onrecord.codec import plain
from onrecord.store import Count
from onrecord.store.words import terms
from onrecord.views.exports import csv_lines
from onrecord.web import shapes
from onrecord.web.answers import Answer, respond
from onrecord.web.pages.common import (
    FEED,
    FEED_TYPES,
    PAGE,
    Cursor,
    TheFilters,
    TheSite,
    absolute_next,
    among,
    chips,
    counted,
    documented,
    facet_links,
    feed_of,
    next_of,
)
from onrecord.web.site import Site

router = APIRouter()

COUNTED = ("kind", "person", "outlet", "year", "country", "medium")
CHIPS = ("kind", "medium", "outlet", "language", "country", "person")


@router.get("/search", responses=documented(shapes.Found, "text/csv", *FEED_TYPES), summary="Search statements")
def search(request: Request, site: TheSite, given: TheFilters, year: str = "", after: Cursor = "") -> Response:
    """Words, speaker, body, kind, outlet and days together; counts by each; newest or best first."""
    chosen = given.given() | _days(given.since, given.until, year)
    query = search_query(chosen)
    target = of_search(chosen)
    found = site.archive.statements(query, after or None, PAGE)
    count = site.dear(("count", *sorted(chosen.items())), lambda: site.archive.count(query))
    facets = site.dear(("facets", *sorted(chosen.items())), lambda: counted(site, query, COUNTED))
    following = next_of(site, "/search", chosen, found)
    context: dict[str, Any] = {
        "filters": given.given() | {name: chosen.get(name, "") for name in given.__slots__},
        "statements": found.rows,
        "terms": (*terms(given.q), *terms(given.phrase)),
        "found": _found(site, count, bool(chosen)),
        "chosen": chips(site, "/search", chosen, CHIPS),
        "facets": facet_links(site, "/search", chosen, facets),
        "facets_among": among(facets),
        "next": site.settings.root + following if following else None,
        "first": site.url("/search", **chosen) if after else None,
        "subscribe": str(target),
    }
    answer = Answer(
        template="search.html",
        context=context,
        json=lambda: shapes.Found(
            items=[shapes.statement(site, r) for r in found.rows],
            total=count.number,
            exact=count.exact,
            facets={name: [plain(v) for v in values] for name, values in facets.items()},
            facets_among=among(facets),
            next=absolute_next(site, following),
        ),
        csv=lambda bom: csv_lines(site.archive.every_statement(query), bom=bom),
        feed=lambda: feed_of(site, target.words(), target, site.archive.statements(target.query(), limit=FEED).rows),
        next=following,
    )
    return respond(site, request, answer)


def _days(since: str, until: str, year: str) -> dict[str, str]:
    """A year chosen among the facets as days, unless days were given."""
    return {"since": f"{year}-01-01", "until": f"{year}-12-31"} if year and not (since or until) else {}


def _found(site: Site, count: Count, asked: bool) -> str:
    number = f"{count.number:,}".replace(",", "\u202f")
    if not count.exact:
        return site.language("More than %s statements") % number
    text = site.language.translations.ngettext("%s statement", "%s statements", count.number) % number
    if count.number or not asked:
        return text
    return site.language("Nothing of that is on record here. It means only: not in these outlets, not in these dates.")
