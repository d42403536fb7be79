"""Writing with a token: adding pages, managing subscriptions, and what `deciding` needs for writing too. Without
`ONRECORD_TOKEN` nobody can."""

from __future__ import annotations

import hmac
from datetime import UTC, datetime
from typing import Annotated, Any, TypeVar

import msgspec
from fastapi import APIRouter, Depends, Path, Query, Request, Response
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from onrecord import pipeline
from onrecord.alerts import subscribing
from onrecord.alerts.targets import parse
from onrecord.errors import UsageError
from onrecord.model import Failure, Page
from onrecord.store import subscriptions as rows
from onrecord.store.subscriptions import Subscription
from onrecord.web import shapes
from onrecord.web.pages.common import TheSite, documented
from onrecord.web.pages.subscribe import in_thread, label_of
from onrecord.web.problems import problem
from onrecord.web.site import Site
from onrecord.web.wishes import Wish

T = TypeVar("T")

bearer = HTTPBearer(auto_error=False, description="The site's token (ONRECORD_TOKEN)")


def may_write(site: TheSite, given: Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)]) -> None:
    """Raises `Problem` 401 without the token; the comparison takes the same time however much of it is right."""
    token = site.settings.token
    if not token or given is None or not hmac.compare_digest(given.credentials.encode(), token.encode()):
        raise problem(401, "send the site's token: Authorization: Bearer …")


router = APIRouter(dependencies=[Depends(may_write)])

Id = Annotated[str, Path(max_length=64, examples=["sub_0123456789abcdef01234567"])]
UNAUTHORISED: dict[int | str, dict[str, Any]] = {
    401: {"description": "A token is needed"},
    413: {"description": "Too large"},
    415: {"description": "No content of that form"},
}
PAGE_TYPES = ("text/html", "application/xhtml+xml", "text/plain")
PAGE_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {t: {"schema": {"type": "string"}, "example": "<title>A page</title>"} for t in PAGE_TYPES},
    }
}
SUBSCRIPTION_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": {"$ref": "#/components/schemas/Wish"},
                "example": {
                    "to": "body:belarus",
                    "channel": "webhook",
                    "address": "https://news.example/hook",
                    "period": "instant",
                    "wants": "all",
                },
            }
        },
    }
}


@router.post(
    "/pages",
    responses=documented(shapes.AddedData, status=201) | UNAUTHORISED,
    openapi_extra=PAGE_BODY,
    status_code=201,
    summary="Add a page",
)
async def add_page(
    request: Request,
    site: TheSite,
    url: Annotated[str, Query(max_length=2000, description="Where the page stood")] = "",
) -> Response:
    """Read a page and keep it with everything that is said in it. The same page again changes nothing."""
    media_type, _, rest = request.headers.get("content-type", "").partition(";")
    if media_type.strip().lower() not in PAGE_TYPES:
        raise problem(415, f"a page is wanted: {', '.join(PAGE_TYPES)}")
    charset = rest.partition("charset=")[2].strip(' "') or None
    content = await request.body()
    page = Page(content, url=url or None, captured=_now(), media_type=media_type.strip().lower(), charset=charset)
    return await in_thread(_add, site, page)


def _add(site: Site, page: Page) -> Response:
    found = next(pipeline.records([page], tagger=site.tagger()))
    if isinstance(found, Failure):
        raise problem(422, f"{found.address}: {found.reason}")
    added = site.writable.add(found.page, found.record)
    data = shapes.AddedData(
        article=added.article_id,
        address=site.absolute(f"/articles/{added.article_id}"),
        state=str(added.state),
        version=added.version,
        statements=added.statements,
    )
    return json_of(data, 201 if added.new else 200, {"Location": data.address})


@router.get("/subscriptions", responses=documented(shapes.Subscriptions) | UNAUTHORISED, summary="All subscriptions")
def subscriptions(site: TheSite) -> Response:
    """The latest thousand, without their secrets."""
    return json_of(shapes.Subscriptions(items=[_data(s) for s in rows.all_of(site.archive.db)]))


@router.post(
    "/subscriptions",
    responses=documented(shapes.SubscriptionData, status=201) | UNAUTHORISED,
    openapi_extra=SUBSCRIPTION_BODY,
    status_code=201,
    summary="Make a subscription",
)
async def subscribe(request: Request, site: TheSite) -> Response:
    """By webhook or mail, active at once. The secret that signs a webhook is in the answer."""
    wish = json_body(await request.body(), request, Wish)
    return await in_thread(_subscribe, site, wish)


def _subscribe(site: Site, wish: Wish) -> Response:
    target = parse(wish.to)
    if wish.channel == "webhook":
        address = subscribing.webhook_address(wish.address, private=site.settings.private_webhooks)
    elif wish.channel == "mail":
        address = subscribing.mail_address(wish.address)
    else:
        raise UsageError(f"no channel {wish.channel[:40]!r}: there are mail and webhook")
    made = subscribing.add(
        site.writable, target, label_of(site, target), wish.channel, address, wish.period, _now(), wish.wants
    )
    return json_of(_data(made, secret=made.secret if wish.channel == "webhook" else None), 201)


@router.delete(
    "/subscriptions/{id}", responses=documented(shapes.SubscriptionData) | UNAUTHORISED, summary="End a subscription"
)
def end(site: TheSite, id: Id) -> Response:
    """No more messages."""
    return json_of(_data(subscribing.end(site.writable, id, "ended over the API", _now())))


def _data(one: Subscription, *, secret: str | None = None) -> shapes.SubscriptionData:
    names = ("id", "channel", "address", "period", "wants", "state", "created")
    return shapes.SubscriptionData(to=one.target, secret=secret, **{n: getattr(one, n) for n in names})


def json_body(body: bytes, request: Request, shape: type[T]) -> T:
    """What was sent, as that shape. Raises `Problem` 415 or 422."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise problem(415, "application/json is wanted")
    try:
        return msgspec.json.decode(body, type=shape)
    except (msgspec.DecodeError, UnicodeDecodeError) as e:
        raise problem(422, f"what was sent does not fit: {e}"[:300]) from e


def json_of(value: object, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    body = msgspec.json.encode(value)
    given = {"Cache-Control": "no-store", **(headers or {})}
    return Response(body, status_code=status, media_type="application/json", headers=given)


def _now() -> datetime:
    return datetime.now(UTC)
