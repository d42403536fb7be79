"""About the record, the API, and the files that every site has."""

from __future__ import annotations

from importlib import resources

import msgspec
from fastapi import APIRouter, Request, Response

import onrecord
from onrecord.codec import plain
from onrecord.store import site as queries
from onrecord.web import formats, shapes
from onrecord.web.answers import Answer, respond
from onrecord.web.language import N_
from onrecord.web.pages.common import TheSite, documented
from onrecord.web.site import static

router = APIRouter()

YEAR = "public, max-age=31536000, immutable"  # the address holds the content's hash


@router.get("/about", responses=documented(shapes.About), summary="About this record")
def about(request: Request, site: TheSite) -> Response:
    """What the record holds, which rules and model found it, how accurate they are, and what they cannot do."""
    totals = site.dear("totals", site.archive.totals, lasting=True)
    versions = site.dear("versions", lambda: queries.versions_used(site.archive.db), lasting=True)
    answer = Answer(
        template="about.html",
        context={"totals": totals, "versions": versions, "figures": _figures(), "measures": MEASURES},
        json=lambda: shapes.About(
            onrecord=onrecord.__version__,
            articles=totals.articles,
            statements=totals.statements,
            captures=totals.captures,
            outlets=totals.outlets,
            failures=totals.failures,
            first_day=totals.first_day,
            last_day=totals.last_day,
            versions=[plain(v) for v in versions],
        ),
    )
    return respond(site, request, answer)


MEASURES = {  # the scorer's names, in readers' words
    "who-said-what": N_("Statement with its source (who said what)"),
    "direct": N_("Direct quotations"),
    "statement": N_("Statements found"),
    "content": N_("Their exact words"),
}


def _figures() -> list[tuple[str, str, str]]:
    """(what, this version, people among themselves) as measured with this version's model: `data/accuracy.json` in the
    package, a list of such rows, written when a version is made. Empty without it."""
    file = resources.files("onrecord") / "data" / "accuracy.json"
    if not file.is_file():
        return []
    return msgspec.json.decode(file.read_bytes(), type=list[tuple[str, str, str]])


FORMS = (
    (".json", "application/json", "everything that the page shows"),
    (".csv", "text/csv", "lists, whole: all matches, however many; ?excel marks it for spreadsheets"),
    (".jsonld", "application/ld+json", "schema.org NewsArticle and Quotation"),
    (".anno.jsonld", formats.ANNOTATION.media_type, "W3C Web Annotations: quote and position selectors"),
    (".txt", "text/plain", "an article's text, in which positions count; a statement's citation"),
    (".atom", "application/atom+xml", "Atom"),
    (".rss", "application/rss+xml", "RSS 2.0"),
    (".feed.json", "application/feed+json", "JSON Feed 1.1"),
)


@router.get("/api", responses=documented(None), summary="Data and API")
def api(request: Request, site: TheSite) -> Response:
    """How to get every page as data."""
    return respond(site, request, Answer(template="api.html", context={"forms": FORMS}))


@router.get("/style-{hash}.css", include_in_schema=False)
def style(hash: str) -> Response:
    return Response(static("style.css"), media_type="text/css", headers={"Cache-Control": YEAR})


@router.get("/icon.svg", include_in_schema=False)
def icon() -> Response:
    return Response(static("icon.svg"), media_type="image/svg+xml", headers={"Cache-Control": "public, max-age=86400"})


@router.get("/robots.txt", include_in_schema=False)
def robots(site: TheSite) -> Response:
    """Crawlers are welcome on pages, not in endless filters."""
    text = "User-agent: *\nDisallow: /search\nDisallow: /verify\nDisallow: /subscribe\n"
    return Response(text, media_type="text/plain")


@router.get("/health", include_in_schema=False)
def health(site: TheSite) -> Response:
    """For whoever watches the server: the archive answers."""
    site.archive.db.rows("SELECT 1")
    return Response("ok\n", media_type="text/plain", headers={"Cache-Control": "no-store"})
