"""Quotations changed or withdrawn after they were printed: a page, data and a feed, whole or of what is followed."""

from __future__ import annotations

import re
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from onrecord.alerts.notify import test_of
from onrecord.alerts.targets import Target, parse
from onrecord.errors import UsageError
from onrecord.quotes.showing import compared
from onrecord.store import changes
from onrecord.store.changes import Changed
from onrecord.views import feeds
from onrecord.web import shapes
from onrecord.web.answers import Answer, respond
from onrecord.web.language import N_
from onrecord.web.pages.common import (
    FEED,
    FEED_TYPES,
    PAGE,
    Cursor,
    TheSite,
    absolute_next,
    documented,
    entry_of,
    moment_of,
)
from onrecord.web.pages.subscribe import label_of
from onrecord.web.site import Site

router = APIRouter()

WHAT = {False: N_("Changed after it was printed"), True: N_("Withdrawn after it was printed")}
To = Annotated[str, Query(max_length=2000, description="What is followed", examples=["country:by"])]


@router.get("/changes", responses=documented(shapes.Changes, *FEED_TYPES), summary="Quotations changed or withdrawn")
def changed(request: Request, site: TheSite, to: To = "all", after: Cursor = "") -> Response:
    """What pages changed or withdrew after they had printed it, newest first: of everything, or of a person, body,
    country, outlet or search. As a feed it tells each change once."""
    target = parse(to)
    test = test_of(site.archive, target)
    found, below = changes.newest(site.archive.db, test, _below(after), PAGE)
    given = {"to": str(target) if target.key else None}
    following = site.url("/changes", **given, after=f"t{below}") if below else None
    following = following.removeprefix(site.settings.root) if following else None
    title = site.language("Changed and withdrawn quotations")
    context: dict[str, Any] = {
        "title": title,
        "about": label_of(site, target) if target.key else "",
        "about_path": site.url(target.path) + target.query_string,
        "changes": [shown(site, one) for one in found],
        "next": site.settings.root + following if following else None,
        "first": site.url("/changes", **given) if after else None,
        "subscribe": str(target),
    }
    answer = Answer(
        template="changes.html",
        context=context,
        json=lambda: shapes.Changes(
            items=[shapes.change(site, one) for one in found], next=absolute_next(site, following)
        ),
        feed=lambda: _feed(site, title, target, test),
        next=following,
    )
    return respond(site, request, answer)


def _below(cursor: str) -> int | None:
    if cursor and not re.fullmatch(r"t[0-9]{1,18}", cursor):
        raise UsageError("that is no cursor: take it from `next` of the slice before")
    return int(cursor[1:]) if cursor else None


def shown(site: Site, one: Changed) -> dict[str, Any]:
    """A change as a page shows it: the words of both versions, laid over each other."""
    before, after = one.before, one.after
    return {
        "what": site.language(WHAT[one.gone]),
        "gone": one.gone,
        "at": one.event.at,
        "row": one.shown,
        "steps": compared(after.quote, before.quote) if before and after else (),
        "words": one.shown.quote,
        "path": site.url(f"/articles/{one.event.new_article}/history"),
    }


def _feed(site: Site, title: str, target: Target, test: changes.Test) -> feeds.Feed:
    query = site.url("/changes", to=str(target) if target.key else None).partition("?")
    suffix = "?" + query[2] if query[2] else ""
    addresses = {
        form: site.absolute("/changes" + ending) + suffix
        for form, ending in (("atom", ".atom"), ("rss", ".rss"), ("jsonfeed", ".feed.json"))
    }
    about = label_of(site, target) if target.key else site.language("all statements")
    found, _ = changes.newest(site.archive.db, test, None, FEED)
    return feeds.Feed(
        id=addresses["atom"],
        title=f"{title}: {about} · {site.settings.title}",
        description=site.language("What was changed or withdrawn after it was printed: %s") % about,
        home=site.absolute("/changes") + suffix,
        addresses=addresses,
        entries=[_entry(site, one) for one in found],
        language=site.language.code,
    )


def _entry(site: Site, one: Changed) -> feeds.Entry:
    return feeds.change(
        id=f"urn:onrecord:change:{one.event.n}",
        address=site.absolute(f"/articles/{one.event.new_article}/history"),
        what=site.language(WHAT[one.gone]),
        one=entry_of(site, one.shown),
        before=one.before.quote if one.before else None,
        after=one.after.quote if one.after else None,
        at=moment_of(one.event.at),
    )
