"""The page that people and bodies share: what they said, filtered and counted, and a picture of it over time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any

from fastapi import Path, Query, Request, Response

from onrecord.alerts.targets import Target
from onrecord.codec import plain
from onrecord.store import Facet, Slice, StatementRow, Tally
from onrecord.store.reading import every
from onrecord.store.words import terms
from onrecord.views import charts
from onrecord.views.exports import csv_lines
from onrecord.web import shapes
from onrecord.web.answers import Answer, respond
from onrecord.web.language import KINDS
from onrecord.web.pages.common import (
    FEED,
    PAGE,
    Filters,
    absolute_next,
    among,
    chips,
    facet_links,
    feed_of,
    lines,
    next_of,
    timeline,
)
from onrecord.web.site import Site

Key = Annotated[str, Path(max_length=300, examples=["aleksandr-lukashenko"], description="A name or an id")]
NameWords = Annotated[str, Query(max_length=200, description="Words of the name", examples=["Lukashenko"])]
SHOWN = ("kind", "medium", "outlet", "year", "language")
COUNTED = ("kind", "medium", "outlet", "year")
DIRECTORY = 120  # rows of a directory


def tallies(
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


@dataclass(frozen=True)
class Subject:
    """A person or body as their page needs them."""

    target: Target
    path: str
    months: tuple[tuple[str, str, int], ...]
    chosen: dict[str, str]
    statements: Callable[[str | None, int], Slice[StatementRow]]
    facets: Callable[[], Mapping[str, Sequence[Facet]]]

    def every(self) -> Iterator[StatementRow]:
        return every(lambda cursor: self.statements(cursor, 200))


def page(request: Request, site: Site, subject: Subject, given: Filters, after: str, extra: dict[str, Any]) -> Response:
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
    subject: Subject,
    context: Mapping[str, Any],
    rows: tuple[StatementRow, ...],
    following: str | None,
) -> shapes.PersonData:
    data = shapes.tally(site, tally, None)
    return shapes.PersonData(
        person=replace(data, address=site.absolute(subject.path)),
        offices=[plain(one) for one in context["offices"] or context["holders"]],
        names=[{"name": name, "articles": n} for name, n in context["called"]],
        addressed=[{"name": name, "articles": n} for name, n in context["addressees"]],
        asked_by=[{"name": name, "questions": n} for name, n, _ in context["askers"]],
        questions=[
            {
                "question": one.question,
                "asked_by": one.asker,
                "statement": site.absolute(f"/statements/{one.statement}"),
            }
            for one in context["questions"]
        ],
        months=[{"month": month, "kind": kind, "statements": n} for month, kind, n in subject.months],
        statements=[shapes.statement(site, r) for r in rows],
        next=absolute_next(site, following),
    )


def with_year(chosen: dict[str, str]) -> dict[str, str]:
    """`year` as days; a year that is none is left to the check of days."""
    year = chosen.get("year")
    if not year:
        return chosen
    rest = {k: v for k, v in chosen.items() if k != "year"}
    return {"since": f"{year}-01-01", "until": f"{year}-12-31"} | rest


def _summary(site: Site, tally: Tally) -> str:
    text = site.language.translations.ngettext(
        "%(num)s statement on record, %(days)s.", "%(num)s statements on record, %(days)s.", tally.statements
    )
    days = site.language.span(tally.first_day, tally.last_day)
    return str(text % {"num": f"{tally.statements:,}".replace(",", "\u202f"), "days": days})
