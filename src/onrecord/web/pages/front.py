"""Front, all news, countries, outlets: the record by time and place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request, Response

from onrecord.alerts.targets import Target, day
from onrecord.store import ArticleQuery, StatementQuery, StatementRow, Tally, changes
from onrecord.store import site as queries
from onrecord.views import charts
from onrecord.web import shapes
from onrecord.web.answers import Answer, respond
from onrecord.web.cards import copies
from onrecord.web.language import N_, country
from onrecord.web.pages.changes import shown
from onrecord.web.pages.common import (
    FEED,
    FEED_TYPES,
    PAGE,
    Cursor,
    Day,
    Name,
    TheSite,
    Words,
    absolute_next,
    counted,
    documented,
    feed_of,
    lines,
    next_of,
    timeline,
)
from onrecord.web.site import Site, path_key

router = APIRouter()

Key = Annotated[str, Path(max_length=300, examples=["by"], description="A country's two letters, or an outlet's name")]
DAYS = 28  # of the picture on the front page
SOME_DAYS = 5  # with statements among them, or there is nothing to see


@router.get("/", responses=documented(shapes.Front, *FEED_TYPES), summary="Front page")
def front(request: Request, site: TheSite) -> Response:
    """The latest statements and articles, who is quoted most, and the countries of the record."""
    archive = site.archive
    latest = _varied(archive.statements(limit=80).rows)
    articles = archive.articles(limit=10).rows
    title, quoted = site.dear("most quoted", lambda: _most_quoted(site), lasting=True)
    countries, bodies = site.dear("front tallies", lambda: _tallies(site), lasting=True)
    context = {
        "statements": latest,
        "articles": articles,
        "quoted_title": site.language(title),
        "quoted": quoted,
        "countries": countries,
        "bodies": bodies,
        "totals": site.dear("totals", archive.totals, lasting=True),
        "days": site.dear("days", lambda: _days(site), lasting=True),
        "changes": site.dear("latest changes", lambda: _changes(site)),
    }
    return respond(
        site,
        request,
        Answer(
            template="front.html",
            context=context,
            json=lambda: shapes.Front(
                statements=[shapes.statement(site, r) for r in latest],
                articles=[shapes.article(site, r) for r in articles],
                most_quoted=[shapes.tally(site, t, "people") for t in quoted],
                countries=[shapes.tally(site, t, "countries") for t in countries],
            ),
            feed=lambda: feed_of(site, site.language("all statements"), Target(), archive.statements(limit=FEED).rows),
        ),
    )


def _varied(rows: Sequence[StatementRow], size: int = 9, each: int = 2) -> list[StatementRow]:
    """The newest statements: the same words once, however many print them, no more than two of an article, those with
    most in quotation marks before the others. First stands what most outlets of these report."""
    known = copies(rows)
    alone = sorted(known, key=lambda c: (-(c[0].n >> 8), c[0].kind == "indirect", c[0].medium == "thought", c[0].n))
    kept: list[list[StatementRow]] = []
    for same in alone:
        if sum(k[0].article_id == same[0].article_id for k in kept) < each and len(kept) < size:
            kept.append(same)
    kept.sort(key=lambda same: -len({row.outlet_key for row in same}))
    lead, rest = kept[:1], sorted(kept[1:], key=alone.index)
    return [row for same in (*lead, *rest) for row in same]


def _days(site: Site) -> charts.Chart | None:
    """Statements by day of publication in the four weeks that end with the newest article."""
    last = queries.latest_day(site.archive.db)
    if last is None:
        return None
    last = min(last, site.today())
    found = dict(queries.statements_by_day(site.archive.db, last - timedelta(days=DAYS - 1), last))
    if len(found) < SOME_DAYS:
        return None
    days = [last - timedelta(days=i) for i in reversed(range(DAYS))]
    figures = [found.get(day.isoformat(), 0) for day in days]
    labels = [site.language.short(day.isoformat()) for day in days]
    return charts.columns(
        site.language("Statements on record, day by day"), labels, [(site.language("Statements"), figures)]
    )


def _changes(site: Site) -> list[dict[str, Any]]:
    found, _ = changes.newest(site.archive.db, list, None, 3)
    return [shown(site, one) for one in found]


def _most_quoted(site: Site) -> tuple[str, tuple[Tally, ...]]:
    """Of the week that ends with the newest article; of all time where that week is silent."""
    last = queries.latest_day(site.archive.db)
    if last is None:
        return N_("Most quoted"), ()
    week = queries.most_quoted(site.archive.db, min(last, site.today()) - timedelta(days=6), 8)
    if len(week) >= 3:
        this = last >= site.today() - timedelta(days=6)
        return (N_("Most quoted this week") if this else N_("Most quoted in the latest week")), week
    return N_("Most quoted"), site.archive.tallies("person", limit=8).rows


def _tallies(site: Site) -> tuple[tuple[Tally, ...], tuple[Tally, ...]]:
    return site.archive.tallies("country", limit=8).rows, site.archive.tallies("body", limit=6).rows


@router.get("/news", responses=documented(shapes.Articles, "text/csv"), summary="All news")
def news(
    request: Request,
    site: TheSite,
    q: Words = "",
    outlet: Name = "",
    country: Name = "",
    language: Name = "",
    since: Day = "",
    until: Day = "",
    after: Cursor = "",
) -> Response:
    """Every article, newest first, by outlet, country, language and day of publication."""
    given = {"q": q, "outlet": outlet, "country": country, "language": language, "since": since, "until": until}
    query = ArticleQuery(
        words=q,
        outlet=outlet or None,
        country=country or None,
        language=language or None,
        since=day(since) if since else None,
        until=day(until) if until else None,
    )
    found = site.archive.articles(query, after or None, PAGE)
    following = next_of(site, "/news", given, found)
    choices = site.dear(
        "choices", lambda: {d: site.archive.tallies(d, limit=200).rows for d in ("outlet", "country", "language")}
    )
    context: dict[str, Any] = {
        "title": site.language("All news"),
        "words": q,
        "articles": found.rows,
        "filters": given,
        "next": site.settings.root + following if following else None,
        "first": site.url("/news", **given) if after else None,
        "subscribe": "country:" + country if country else "outlet:" + outlet if outlet else "all",
        "outlets": choices["outlet"],
        "countries": choices["country"],
        "languages": choices["language"],
    }
    answer = Answer(
        template="news.html",
        context=context,
        json=lambda: shapes.Articles(
            items=[shapes.article(site, r) for r in found.rows], next=absolute_next(site, following)
        ),
        csv=lines(shapes.ARTICLE_COLUMNS, site.archive.every_article(query)),
        next=following,
    )
    return respond(site, request, answer)


@router.get("/countries", responses=documented(shapes.Tallies, "text/csv"), summary="Countries")
def countries(request: Request, site: TheSite, after: Cursor = "") -> Response:
    """The countries of the record, those with most statements first."""
    lede = site.language("Countries by where articles were published, or by whom they quote.")
    return _directory(request, site, "country", "countries", site.language("Countries"), lede, after)


@router.get("/outlets", responses=documented(shapes.Tallies, "text/csv"), summary="Outlets and coverage")
def outlets(request: Request, site: TheSite, after: Cursor = "") -> Response:
    """What the record covers: each outlet, from when to when, how many articles and statements."""
    lede = site.language(
        "What the record covers: that something is not found means, not in these outlets and not in these dates."
    )
    return _directory(request, site, "outlet", "outlets", site.language("Outlets"), lede, after)


def _directory(request: Request, site: Site, dimension: str, kind: str, title: str, lede: str, after: str) -> Response:
    found = site.archive.tallies(dimension, after or None, 100)
    following = next_of(site, f"/{kind}", {}, found)
    top = found.rows[:12] if not after else ()
    labels = [country(t.value) if kind == "countries" else t.label for t in top]
    figure = (
        charts.bars(site.language("Statements"), labels, [(site.language("Statements"), [t.statements for t in top])])
        if len(top) > 1
        else None
    )
    context = {
        "title": title,
        "lede": lede,
        "rows": found.rows,
        "kind": kind,
        "axis": site.language("Country") if kind == "countries" else site.language("Outlet"),
        "figure": figure,
        "next": site.settings.root + following if following else None,
        "first": site.url(f"/{kind}") if after else None,
    }
    answer = Answer(
        template="directory.html",
        context=context,
        json=lambda: shapes.Tallies(
            items=[shapes.tally(site, t, kind) for t in found.rows], next=absolute_next(site, following)
        ),
        csv=lines(shapes.TALLY_COLUMNS, found.rows),
        next=following,
    )
    return respond(site, request, answer)


@router.get(
    "/countries/{key}", responses=documented(shapes.Statements, *FEED_TYPES), summary="Recent news from a country"
)
def recent(request: Request, site: TheSite, key: Key) -> Response:
    """The latest articles and statements of one country."""
    code = key.lower()
    tally = site.archive.tally("country", code)
    name = country(code)
    kicker = (site.language("Countries"), site.url("/countries"))
    title = site.language("Recent news from %s") % name
    return _place(request, site, Target("country", code), tally, title, kicker, {"country": code})


@router.get("/outlets/{key}", responses=documented(shapes.Statements, *FEED_TYPES), summary="An outlet")
def outlet(request: Request, site: TheSite, key: Key) -> Response:
    """The latest articles and statements of one outlet, and what the record covers of it."""
    name = path_key(key)
    tally = site.archive.tally("outlet", name)
    kicker = (site.language("Outlets"), site.url("/outlets"))
    return _place(request, site, Target("outlet", name), tally, tally.label, kicker, {"outlet": name})


def _pictures(site: Site, query: StatementQuery) -> list[tuple[charts.Chart, str]]:
    """Who is quoted most, and how much of it in their own words; each with the name of its labels."""
    found = counted(site, query, ("person", "kind"), 10)
    people, kinds = found["person"], found["kind"]
    name, statements = site.language("Speaker"), site.language("Statements")
    pictures = []
    if len(people) > 1:
        labels = [f.label for f in people]
        title = site.language("Who is quoted most")
        pictures.append((charts.bars(title, labels, [(statements, [f.count for f in people])]), name))
    if len(kinds) > 1:
        labels = [site.language.kind(f.value) for f in kinds]
        title = site.language("In their own words, or in the reporter's")
        pictures.append((charts.bars(title, labels, [(statements, [f.count for f in kinds])]), site.language("Kind")))
    return pictures


def _place(
    request: Request,
    site: Site,
    target: Target,
    tally: Tally,
    title: str,
    kicker: tuple[str, str],
    chosen: dict[str, str],
) -> Response:
    articles = site.archive.articles(ArticleQuery(**chosen), limit=12).rows  # type: ignore[arg-type]
    statements = site.archive.statements(StatementQuery(**chosen), limit=10).rows  # type: ignore[arg-type]
    months = site.dear(
        ("months", str(target)), lambda: queries.articles_by_month(site.archive.db, target.kind, target.key)
    )
    figure = timeline(
        site,
        site.language("Articles over time"),
        [(m, "articles", n) for m, n in months],
        {"articles": site.language("Articles")},
    )
    count = site.language.translations.ngettext
    summary = site.language("%(articles)s with %(statements)s on record, %(days)s.") % {
        "articles": count("%(num)s article", "%(num)s articles", tally.articles) % {"num": tally.articles},
        "statements": count("%(num)s statement", "%(num)s statements", tally.statements) % {"num": tally.statements},
        "days": site.language.span(tally.first_day, tally.last_day),
    }
    context = {
        "title": title,
        "kicker": kicker,
        "summary": summary,
        "kind": {"country": "countries", "outlet": "outlets"}[target.kind],
        "timeline": figure if len(months) > 1 else None,
        "pictures": site.dear(("pictures", str(target)), lambda: _pictures(site, StatementQuery(**chosen))),  # type: ignore[arg-type]
        "articles": articles,
        "statements": statements,
        "more": site.url("/news", **chosen),
        "more_statements": site.url("/search", **chosen),
        "subscribe": str(target),
    }
    answer = Answer(
        template="place.html",
        context=context,
        json=lambda: shapes.Statements(items=[shapes.statement(site, r) for r in statements]),
        feed=lambda: feed_of(site, title, target, site.archive.statements(target.query(), limit=FEED).rows),
    )
    return respond(site, request, answer)
