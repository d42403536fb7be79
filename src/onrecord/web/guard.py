"""The door: limits on what comes in, and the headers that go out with everything. Plain ASGI, nothing is buffered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.web import formats, problems
from onrecord.web.kept import Kept, Shelf

BODY_LIMIT = 20 * 2**20  # a page to be added; forms are far smaller and have their own limit
ADDRESS_LIMIT = 16 * 1024  # a path with its query

# No script, no frame, nothing from elsewhere: what a hostile page smuggles in has nothing to run with.
POLICY = (
    b"default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
SECURITY: tuple[tuple[bytes, bytes], ...] = (
    (b"content-security-policy", POLICY),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"strict-origin-when-cross-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), browsing-topics=()"),
)
# Everybody may read from anywhere; writing needs a token, which no other site can have.
CORS: tuple[tuple[bytes, bytes], ...] = (
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", b"ETag, Last-Modified, Link"),
)


class Guard:
    """Suffixes, HEAD, limits and headers around an application."""

    def __init__(self, app: ASGIApp, shelf: Callable[[], Shelf | None]) -> None:
        self.app = app
        self.shelf = shelf  # there once the archive is open

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        head = scope["method"] == "HEAD"
        reading = scope["method"] in ("GET", "HEAD", "OPTIONS")
        scope = _readable(scope, "GET" if head else scope["method"])

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message["headers"], *SECURITY, *(CORS if reading else ())]}
            elif head:
                message = {**message, "body": b""}
            await send(message)

        if refusal := _refusal(scope):
            await refuse(sending, refusal)
        elif scope["method"] == "OPTIONS":
            await _options(sending)
        elif kept := self._kept(scope):
            await _send_kept(sending, scope, kept)
        else:
            await self.app(scope, _limited(receive), sending)

    def _kept(self, scope: Scope) -> Kept | None:
        shelf = self.shelf() if scope["method"] == "GET" else None
        return shelf.find(scope) if shelf else None


async def _send_kept(send: Send, scope: Scope, kept: Kept) -> None:
    """The page, or that the reader has it already."""
    tags = next((v for n, v in scope["headers"] if n == b"if-none-match"), b"")
    if kept.etag in tags:
        headers = [(n, v) for n, v in kept.headers if n not in (b"content-type", b"content-length")]
        await send({"type": "http.response.start", "status": 304, "headers": headers})
        await send({"type": "http.response.body", "body": b""})
        return
    await send({"type": "http.response.start", "status": 200, "headers": kept.headers})
    await send({"type": "http.response.body", "body": kept.body})


def _readable(scope: Scope, method: str) -> Scope:
    """The scope with the path freed of its suffix; the form that it asks for stands in `onrecord.format`."""
    path, asked = formats.split(scope["path"])
    if scope["path"] in ("/openapi.json",) or method not in ("GET",):
        path, asked = scope["path"], None
    return {**scope, "method": method, "path": path, "raw_path": path.encode(), "onrecord.format": asked}


def _refusal(scope: Scope) -> problems.Problem | None:
    headers = dict(scope["headers"])
    length = headers.get(b"content-length", b"0")
    if not length.isdigit():
        return problems.problem(400, "Content-Length is not a number")
    if int(length) > BODY_LIMIT:
        return problems.problem(413, f"a body of {int(length)} bytes: at most {BODY_LIMIT} are read")
    size = len(scope["path"]) + len(scope["query_string"])
    if size > ADDRESS_LIMIT:
        return problems.problem(414, f"an address of {size} bytes: at most {ADDRESS_LIMIT} are read; shorten the query")
    return None


def _limited(receive: Receive) -> Receive:
    """`receive` that gives up when more than the limit has come, whatever the headers said."""
    total = 0

    async def limited() -> Message:
        nonlocal total
        message = await receive()
        total += len(message.get("body", b""))
        if total > BODY_LIMIT:
            raise problems.problem(413, f"a body of more than {BODY_LIMIT} bytes")
        return message

    return limited


async def refuse(send: Any, problem: problems.Problem) -> None:
    """Problem details, without the application."""
    import msgspec

    body = msgspec.json.encode(
        {"type": problem.type, "title": problem.title, "status": problem.status, "detail": problem.detail}
    )
    headers = [(b"content-type", problems.MEDIA_TYPE.encode()), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": problem.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def _options(send: Any) -> None:
    headers = [
        (b"allow", b"GET, HEAD, OPTIONS, POST, DELETE"),
        (b"access-control-allow-methods", b"GET, HEAD"),
        (b"access-control-allow-headers", b"Accept, If-None-Match, If-Modified-Since"),
        (b"access-control-max-age", b"86400"),
    ]
    await send({"type": "http.response.start", "status": 204, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
