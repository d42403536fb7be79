"""The ASGI application: routes, errors, the open archive, and the worker that sends alerts."""

from __future__ import annotations

import logging
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, asynccontextmanager, contextmanager
from datetime import UTC, datetime
from functools import partial
from typing import Any

import msgspec
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

import onrecord
from onrecord.alerts import notify
from onrecord.alerts.sending import smtp
from onrecord.errors import ArchiveReadOnly, OnrecordError
from onrecord.store import Archive
from onrecord.web import formats, problems, schema
from onrecord.web.guard import Guard
from onrecord.web.kept import Shelf
from onrecord.web.pages import (
    about,
    articles,
    bodies,
    changes,
    deciding,
    front,
    people,
    quotes,
    search,
    sources,
    subscribe,
    writing,
)
from onrecord.web.settings import Settings, from_environment
from onrecord.web.site import Site

log = logging.getLogger("onrecord.web")

# In this order they are matched and documented.
ROUTERS = (
    front.router,
    articles.router,
    people.router,
    bodies.router,
    search.router,
    quotes.router,
    changes.router,
    subscribe.router,
    writing.router,
    deciding.router,
    sources.router,
    about.router,
)


def application(settings: Settings | None = None) -> Any:
    """The site of one archive. Without settings, those of the environment: so each worker process makes its own."""
    settings = settings or from_environment()
    app = FastAPI(
        title=f"{settings.title}: who said what, as reported",
        version=onrecord.__version__,
        docs_url=None,
        redoc_url=None,
        lifespan=_life,
        default_response_class=Response,
    )
    app.state.settings = settings
    for router in ROUTERS:
        app.include_router(router)
    for kind, handler in (
        (problems.Problem, _problem),
        (OnrecordError, _ours),
        (RequestValidationError, _invalid),
        (HTTPException, _http),
        (Exception, _fault),
    ):
        app.add_exception_handler(kind, handler)  # type: ignore[arg-type]
    app.openapi = lambda: schema.openapi(app)  # type: ignore[method-assign]
    return Guard(app, lambda: getattr(app.state, "shelf", None))


@asynccontextmanager
async def _life(app: FastAPI) -> AsyncIterator[None]:
    settings: Settings = app.state.settings
    with ExitStack() as open_:
        archive = open_.enter_context(Archive.open(settings.archive))
        writable = _writable(settings)
        if writable is not None:
            open_.enter_context(writable)
            if settings.worker:
                open_.enter_context(_worker(settings, writable))
        app.state.site = Site(settings, archive, writable)
        app.state.site.warm()
        app.state.shelf = Shelf(app.state.site)
        yield


def _writable(settings: Settings) -> Archive | None:
    """The archive for writing, where the site writes at all and may."""
    if not (settings.token or settings.mails or settings.worker):
        return None
    try:
        return Archive.open(settings.archive, write=True)
    except ArchiveReadOnly as e:
        log.warning("reading only: %s", e)
        return None


@contextmanager
def _worker(settings: Settings, archive: Archive) -> Iterator[None]:
    """Sends alerts while the site runs. Several workers do no harm: see `alerts.notify`."""
    stop = threading.Event()
    clock = partial(datetime.now, UTC)
    thread = threading.Thread(target=notify.watch, args=(archive, post(settings), clock, stop), name="alerts")
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(notify.LEASE.total_seconds())


def post(settings: Settings) -> notify.Post:
    """How this site's messages go out."""
    return notify.Post(
        title=settings.title,
        sender=settings.sender,
        absolute=settings.absolute,
        send_mail=smtp(settings.smtp) if settings.mails else None,
        private_webhooks=settings.private_webhooks,
    )


async def _problem(request: Request, error: problems.Problem) -> Response:
    return _told(request, error)


async def _ours(request: Request, error: OnrecordError) -> Response:
    told = problems.of(error)
    if told.status >= 500:
        log.error("%s %s: %s", request.method, request.url.path, error)
    return _told(request, told)


async def _invalid(request: Request, error: RequestValidationError) -> Response:
    """Says which parameter and what is wanted; what came in is not repeated beyond its name."""
    faults = "; ".join(f"{'.'.join(str(p) for p in e['loc'][1:])}: {e['msg']}" for e in error.errors()[:5])
    return _told(request, problems.problem(422, faults[:600]))


async def _http(request: Request, error: HTTPException) -> Response:
    detail = "" if error.detail in ("Not Found", "Method Not Allowed") else str(error.detail)
    if error.status_code == 404:
        detail = "There is no page at this address. Perhaps the search finds what you look for."
    return _told(request, problems.problem(error.status_code, detail), dict(error.headers or {}))


async def _fault(request: Request, error: Exception) -> Response:
    log.error("%s %s", request.method, request.url.path, exc_info=error)
    return _told(request, problems.problem(500, "The server's log says what happened."))


def _told(request: Request, problem: problems.Problem, headers: dict[str, str] | None = None) -> Response:
    """The problem as a page for a browser and as problem details for a program."""
    offered = (formats.Format("problem", problems.MEDIA_TYPE, ""), formats.HTML)
    wants_page = "text/html" in request.headers.get("accept", "") and request.scope.get("onrecord.format") is None
    headers = {"Cache-Control": "no-store", "Vary": "Accept", **(headers or {})}
    site: Site | None = getattr(request.app.state, "site", None)
    if wants_page and site is not None:
        body = site.render("problem.html", here=request.scope["path"], query="", alternates=(), problem=problem)
        return Response(body, status_code=problem.status, media_type=formats.HTML.media_type, headers=headers)
    value = {"type": problem.type, "title": problem.title, "status": problem.status, "detail": problem.detail}
    return Response(
        msgspec.json.encode(value), status_code=problem.status, media_type=offered[0].media_type, headers=headers
    )
