"""The sources that are watched: what fails and why, the last success, the next time. Reading only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from fastapi import APIRouter, Request, Response

from onrecord.store import Slice
from onrecord.store.query import offset_cursor, read_cursor
from onrecord.watch.status import SourceStatus, statuses
from onrecord.web import shapes
from onrecord.web.answers import Answer, respond
from onrecord.web.language import N_
from onrecord.web.pages.common import Cursor, TheSite, absolute_next, documented, lines, next_of
from onrecord.web.site import Site

router = APIRouter()

HEALTH = {"failing": N_("failing"), "new": N_("not read yet"), "ok": N_("in order")}
KINDS = {"feed": N_("feed"), "sitemap": N_("sitemap"), "index": N_("index of sitemaps"), "list": N_("list")}
STATES = {  # what became of an address
    "waiting": N_("waiting"),
    "kept": N_("captured"),
    "moved": N_("moved"),
    "forbidden": N_("forbidden by robots.txt"),
    "refused": N_("refused"),
    "failed": N_("given up"),
    "unread": N_("without an article"),
    "gone": N_("taken away since"),
}
ROWS = 100  # of a slice
COLUMNS = (
    "n", "label", "url", "kind", "health", "problem", "last_try", "last_success", "next_at", "listed", "total",
)  # fmt: skip


@router.get("/sources", responses=documented(shapes.Sources, "text/csv"), summary="Sources that are watched")
def sources(request: Request, site: TheSite, after: Cursor = "") -> Response:
    """How each feed, sitemap and list that this record watches does: those that fail first, with the reason."""
    every = site.dear("sources", lambda: _in_order(statuses(site.archive)), lasting=True)
    start = read_cursor(after or None, "o") or 0
    more = offset_cursor(start + ROWS) if len(every) > start + ROWS else None
    found = Slice(tuple(every[start : start + ROWS]), more)
    following = next_of(site, "/sources", {}, found)
    context: dict[str, Any] = {
        "rows": [_shown(site, one) for one in found.rows],
        "summary": _summary(site, every),
        "next": site.settings.root + following if following else None,
        "first": site.url("/sources") if after else None,
    }
    answer = Answer(
        template="sources.html",
        context=context,
        json=lambda: shapes.Sources(
            items=[shapes.source(one) for one in found.rows], next=absolute_next(site, following)
        ),
        csv=lines(COLUMNS, every),
        next=following,
    )
    return respond(site, request, answer)


def _in_order(found: Sequence[SourceStatus]) -> list[SourceStatus]:
    """Those that fail first, then as they were added; no address with a password in it."""
    rank = {"failing": 0, "new": 1, "ok": 2}
    return sorted((replace(one, url=_public(one.url)) for one in found), key=lambda one: (rank[one.health], one.n))


def _public(url: str) -> str:
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def _shown(site: Site, one: SourceStatus) -> dict[str, Any]:
    return {
        "name": one.label or urlsplit(one.url).hostname or one.url,
        "url": one.url,
        "kind": site.language(KINDS.get(one.kind or "", one.kind or "")),
        "health": one.health,
        "health_words": site.language(HEALTH[one.health]),
        "problem": one.problem or one.push_problem or "",
        "last_try": _minute(one.last_try),
        "last_success": _minute(one.last_success),
        "next_at": _minute(one.next_at),
        "total": one.total,
        "pages": [(site.language(STATES.get(state, state)), number) for state, number in _ordered(one.pages)],
        "troubles": one.troubles,
    }


def _ordered(pages: Mapping[str, int]) -> list[tuple[str, int]]:
    order = list(STATES)
    return sorted(pages.items(), key=lambda item: order.index(item[0]) if item[0] in STATES else len(order))


def _minute(at: datetime | None) -> str:
    return at.isoformat(timespec="minutes") if at else ""


def _summary(site: Site, every: Sequence[SourceStatus]) -> str:
    if not every:
        return site.language("No sources are watched: pages are added by hand.")
    failing = sum(one.health == "failing" for one in every)
    text = site.language.translations.ngettext("%(num)s source is watched", "%(num)s sources are watched", len(every))
    told = site.language("%(failing)s failing at present.") if failing else site.language("all are in order.")
    return f"{text % {'num': len(every)}}; {told % {'failing': failing} if failing else told}"
