"""Subscribing by mail: the form, the link that confirms, the link that ends. A link shows a button, and only the button
acts: mail programs follow links by themselves (RFC 8058)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated, Any
from urllib.parse import parse_qs, urlencode

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.concurrency import run_in_threadpool

from onrecord.alerts import subscribing
from onrecord.alerts.targets import Target, parse
from onrecord.errors import NotFound, UsageError
from onrecord.store import directory
from onrecord.store.subscriptions import Subscription
from onrecord.web.answers import Answer, respond
from onrecord.web.language import N_
from onrecord.web.pages.common import TheSite, documented
from onrecord.web.problems import problem
from onrecord.web.site import Site

router = APIRouter()

FORM = 16 * 1024  # bytes of a form
Id = Annotated[str, Path(max_length=64, examples=["sub_0123456789abcdef01234567"])]
Token = Annotated[str, Query(max_length=200, description="From the link in the mail")]
FORM_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/x-www-form-urlencoded": {
                "schema": {
                    "type": "object",
                    "required": ["address"],
                    "properties": {
                        "to": {"type": "string", "maxLength": 2000, "default": "all"},
                        "address": {"type": "string", "maxLength": 254},
                        "period": {"type": "string", "enum": list(subscribing.PERIODS), "default": "instant"},
                        "wants": {"type": "string", "enum": list(subscribing.WANTS), "default": "new"},
                    },
                },
                "example": {"to": "person:aleksandr lukashenko", "address": "reader@example.org", "period": "daily"},
            }
        },
    }
}
_EXTRA: dict[int | str, dict[str, Any]] = {
    code: {"description": text}
    for code, text in ((413, "Too large"), (415, "No form"), (429, "Too many"), (403, "Not from here"))
}


ABOUT = {
    "new": N_("New statements"),
    "changes": N_("Quotations changed or withdrawn"),
    "all": N_("New statements, and quotations changed or withdrawn"),
}


@router.get("/subscribe", responses=documented(None), summary="Subscribe")
def form(
    request: Request,
    site: TheSite,
    to: Annotated[str, Query(max_length=2000, examples=["body:belarus"])] = "all",
    wants: Annotated[str, Query(max_length=20, description="new, changes or all")] = "new",
) -> Response:
    """The form, and the feeds of what is to be followed."""
    return _form(request, site, parse(to), wants=wants)


@router.post(
    "/subscribe", responses=documented(None, status=202) | _EXTRA, openapi_extra=FORM_BODY, summary="Subscribe by mail"
)
async def subscribe(request: Request, site: TheSite) -> Response:
    """Sends a mail with a link to confirm; the answer is the same whether or not the address is known."""
    if request.headers.get("sec-fetch-site") == "cross-site":
        raise problem(403, "this form was sent by another site: open the page here and send it again")
    return await in_thread(_subscribe, request, site, await form_of(request, FORM))


def _subscribe(request: Request, site: Site, given: dict[str, str]) -> Response:
    target = parse(given.get("to", ""))
    address, period, wants = given.get("address", ""), given.get("period", "instant"), given.get("wants", "new")
    if not site.settings.mails:
        raise problem(503, "this site sends no mail: follow the feed instead")
    try:
        subscribing.ask_by_mail(site.writable, target, label_of(site, target), address, period, _now(), wants)
    except subscribing.TooMany as e:
        raise problem(429, str(e)) from e
    except UsageError as e:
        return _form(request, site, target, address=address, period=period, wants=wants, fault=str(e))
    title = site.language("Look into your mailbox")
    text = site.language("A mail with a link is on its way. Nothing is sent before you confirm.")
    return _message(request, site, title, text, status=202)


def _form(
    request: Request,
    site: Site,
    target: Target,
    *,
    address: str = "",
    period: str = "instant",
    wants: str = "new",
    fault: str = "",
) -> Response:
    context: dict[str, Any] = {
        "target": str(target),
        "title": label_of(site, target),
        "feed": target.path,
        "feed_query": target.query_string,
        "mails": site.settings.mails,
        "address": address,
        "period": period,
        "wants": wants,
        "changes": site.url("/changes", to=str(target) if target.key else None),
        "changes_feed": "?" + urlencode({"to": str(target)}) if target.key else "",
        "problem": fault,
    }
    answer = Answer(template="subscribe.html", context=context, status=400 if fault else 200, keep=False)
    return respond(site, request, answer)


@router.get("/subscriptions/{id}/confirm", responses=documented(None), summary="Confirm a subscription")
def ask_confirm(request: Request, site: TheSite, id: Id, token: Token = "") -> Response:
    """A page with the button that confirms."""
    found = subscribing.holder(site.archive, id, token, "confirm")
    if found.state == "active":
        return _confirmed(request, site, found)
    title = site.language("Confirm the subscription")
    what = site.language(ABOUT[found.wants])
    text = site.language("%s, %s, to this mail address: %s") % (what, found.label, found.address)
    action = (_link(found, "confirm"), site.language("Confirm"))
    return _message(request, site, title, text, action=action)


@router.post("/subscriptions/{id}/confirm", responses=documented(None), summary="Confirm a subscription")
def confirm(request: Request, site: TheSite, id: Id, token: Token = "") -> Response:
    """From now on new statements are told."""
    return _confirmed(request, site, subscribing.confirm(site.writable, id, token, _now()))


def _confirmed(request: Request, site: Site, found: Subscription) -> Response:
    what = site.language(ABOUT[found.wants])
    text = site.language("%s: sent to %s. Every message carries a link that ends it.") % (what, found.address)
    return _message(request, site, site.language("Subscribed: %s") % found.label, text)


@router.get("/subscriptions/{id}/end", responses=documented(None), summary="End a subscription")
def ask_end(request: Request, site: TheSite, id: Id, token: Token = "") -> Response:
    """A page with the button that ends the subscription."""
    found = subscribing.holder(site.archive, id, token, "end")
    if found.state == "ended":
        return _ended(request, site, found)
    title = site.language("End the subscription")
    text = site.language("No more messages about %s to this mail address: %s") % (found.label, found.address)
    return _message(request, site, title, text, action=(_link(found, "end"), site.language("End it")))


@router.post(
    "/subscriptions/{id}/end", responses=documented(None), summary="End a subscription (also one-click, RFC 8058)"
)
def end(request: Request, site: TheSite, id: Id, token: Token = "") -> Response:
    """No more messages. Mail programs send this with `List-Unsubscribe=One-Click`."""
    subscribing.holder(site.archive, id, token, "end")
    return _ended(request, site, subscribing.end(site.writable, id, "ended by the reader", _now()))


def _ended(request: Request, site: Site, found: Subscription) -> Response:
    text = site.language("No more messages about %s will come.") % found.label
    return _message(request, site, site.language("The subscription has ended"), text)


def _link(found: Subscription, purpose: str) -> str:
    return f"/subscriptions/{found.id}/{purpose}?token={subscribing.link_token(found, purpose)}"


def _message(
    request: Request, site: Site, title: str, text: str, *, action: tuple[str, str] | None = None, status: int = 200
) -> Response:
    context = {"title": title, "text": text, "action": action}
    return respond(site, request, Answer(template="message.html", context=context, status=status, keep=False))


def label_of(site: Site, target: Target) -> str:
    """The target as people call it. Raises `NotFound` for what the archive does not know."""
    if target.kind == "person":
        found = directory.named(site.archive.db, "person", target.key)
        if not found:
            raise NotFound(f"nobody called {target.key[:60]!r} is on record here: subscribe on the person's own page")
        return found[0].name
    if target.kind in ("body", "outlet"):
        return site.archive.tally(target.kind, target.key).label
    if target.kind == "country":
        site.archive.tally(target.kind, target.key)
    if target.kind == "family":
        return site.archive.statement(target.key).quote[:80]
    return target.words()


def _now() -> datetime:
    return datetime.now(UTC)


async def form_of(request: Request, limit: int) -> dict[str, str]:
    """The fields of a form of at most so many bytes. Raises `Problem` 413, 415 or 400."""
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/x-www-form-urlencoded":
        raise problem(415, "a form is wanted: application/x-www-form-urlencoded")
    return _fields(await body_of(request, limit))


async def body_of(request: Request, limit: int) -> bytes:
    """What was sent, of at most so many bytes. Raises `Problem` 413."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > limit:
            raise problem(413, f"more than {limit} bytes were sent: send less at a time")
    return body


def _fields(body: bytes) -> dict[str, str]:
    """The form's fields, the first of each name. Raises `Problem` for what is no form."""
    try:
        found = parse_qs(body.decode("utf-8"), keep_blank_values=True, max_num_fields=20)
    except ValueError as e:
        raise problem(400, "that is no form of at most 20 fields in UTF-8") from e
    return {name: values[0] for name, values in found.items()}


async def in_thread(function: Callable[..., Response], *arguments: Any) -> Response:
    """Run what asks the archive beside the event loop."""
    return await run_in_threadpool(function, *arguments)
