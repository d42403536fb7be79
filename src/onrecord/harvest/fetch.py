"""Addresses -> Pages over HTTP: named honestly, robots.txt obeyed, public hosts only, with a limit on everything."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from types import TracebackType

import httpcore
import httpx

from onrecord.errors import FetchError, Forbidden, ReadError
from onrecord.harvest.encoding import decoded
from onrecord.harvest.guard import GuardedBackend
from onrecord.harvest.robots import MAX_ROBOTS, NAME, Robots, Rules, rules_of
from onrecord.model import Failure, Page

AGENT = f"{NAME}/{version('onrecord')} (+https://github.com/onrecord/onrecord)"
PAGE_TYPES = ("text/html", "application/xhtml+xml", "text/plain", "application/xml", "text/xml")


@dataclass(frozen=True, slots=True)
class Limits:
    """What one fetch may cost."""

    bytes_sent: int = 20_000_000  # over the wire; as large as the largest page that is read
    bytes_unpacked: int = 20_000_000
    seconds: float = 60.0  # for everything, redirects included
    wait: float = 15.0  # for one connection, or until something comes
    redirects: int = 5  # RFC 9309 asks for five at least, and no news site needs more
    delay: float = 1.0  # seconds between two requests to one host; robots.txt may ask for more
    longest_delay: float = 30.0


@dataclass(frozen=True, slots=True)
class Response:
    """What a server answered in the end. Header names are in lower case; `content` is unpacked."""

    url: str
    status: int
    headers: Mapping[str, str]
    content: bytes
    media_type: str | None
    charset: str | None
    at: datetime

    @property
    def page(self) -> Page:
        return Page(self.content, self.url, self.at, self.media_type, self.charset, self.url)


class Fetcher:
    """Fetches one address after the other, politely. Not for several threads at once: give each its own.

    `allow` names hosts ("127.0.0.1:8080") that may be private, for tests and intranets; `wait` and `clock` are the
    ways to sleep and to tell the time."""

    def __init__(
        self,
        *,
        agent: str = AGENT,
        allow: Collection[str] = (),
        limits: Limits = Limits(),
        obey_robots: bool = True,
        wait: Callable[[float], None] = time.sleep,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.limits = limits
        self._agent = agent
        self._backend = GuardedBackend(allow)
        self._robots = Robots(self._robots_rules, clock) if obey_robots else None
        self._wait = wait
        self._clock = clock
        self._last: dict[str, float] = {}
        self._client = httpx.Client(transport=_transport(self._backend), trust_env=False, follow_redirects=False)

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._client.close()

    def page(self, url: str) -> Page | Failure:
        """The page at the address, or why there is none."""
        try:
            response = self.get(url)
        except (FetchError, ReadError) as e:
            return Failure(url[:2000], "fetch", str(e))
        if response.status != 200:
            return Failure(url, "fetch", f"{response.url} answers {response.status}; {_advice(response.status)}")
        if not response.content.strip():
            return Failure(url, "fetch", f"{response.url} is empty; try again later")
        return response.page

    def get(
        self, url: str, *, headers: Mapping[str, str] | None = None, accept: Collection[str] | None = PAGE_TYPES
    ) -> Response:
        """The answer after all redirects, of whatever status. `accept` are the media types that may come (None: all).

        Raises `Forbidden` for what we may not ask for, `FetchError` for what does not come, `ReadError` for what comes
        damaged or too large."""
        self._backend.deadline = time.monotonic() + self.limits.seconds
        return self._follow(url, headers or {}, accept, robots=self._robots)

    def sitemaps(self, url: str) -> tuple[str, ...]:
        """The addresses of sitemaps that the robots.txt of the host names."""
        at = _parsed(url)
        return self._robots.rules(f"{at.scheme}://{at.netloc.decode('ascii')}").sitemaps if self._robots else ()

    def ask(
        self,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        accept: Collection[str] | None = None,
        most: int | None = None,
        cut: bool = False,
        form: bytes | None = None,
    ) -> Response:
        """The answer to this one request: no redirect is followed, no rule asked for, no distance kept. For a caller
        who sees to all that himself, as `onrecord watch` does. `form` is sent, with POST.

        Only a success has its content read: up to `most` bytes, of which `cut` takes the first, otherwise more raise
        `ReadError`. Raises as `get`."""
        self._backend.deadline = time.monotonic() + self.limits.seconds
        with self._answer(_parsed(url), headers or {}, form) as response:
            if response.status_code != 200 or form is not None:
                kept = {k.lower(): v for k, v in response.headers.items()}
                return Response(url, response.status_code, kept, b"", None, None, self._clock())
            return self._response(response, accept, most=most, cut=cut)

    def _follow(
        self, url: str, headers: Mapping[str, str], accept: Collection[str] | None, *, robots: Robots | None
    ) -> Response:
        at = _parsed(url)
        for _ in range(self.limits.redirects + 1):
            if robots is not None:
                self._obey(robots, at)
            with self._answer(at, headers) as response:
                target = response.headers.get("location")
                if not (response.is_redirect and target):
                    return self._response(response, accept)
            at = _parsed(target, at)
        raise FetchError(f"{url[:200]} redirects more than {self.limits.redirects} times; give its last address")

    def _obey(self, robots: Robots, url: httpx.URL) -> None:
        """Ask the host's rules, and keep the distance that they want. Raises `Forbidden`."""
        rules = robots.rules(f"{url.scheme}://{url.netloc.decode('ascii')}")
        if not rules.allowed(str(url)):
            raise Forbidden(f"{url}: its robots.txt forbids it to {NAME}; save the page yourself, then add the file")
        delay = min(max(self.limits.delay, rules.delay), self.limits.longest_delay)
        host, now = url.host, time.monotonic()
        pause = self._last.get(host, -1e9) + delay - now
        if pause > 0:
            self._backend.deadline += pause
            self._wait(pause)
        self._last[host] = time.monotonic()
        while len(self._last) > 10_000:
            del self._last[next(iter(self._last))]

    @contextmanager
    def _answer(
        self, url: httpx.URL, headers: Mapping[str, str], form: bytes | None = None
    ) -> Iterator[httpx.Response]:
        sent = {"User-Agent": self._agent, "Accept-Encoding": "gzip, deflate", **headers}
        method = "GET" if form is None else "POST"
        if form is not None:
            sent["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            with self._client.stream(method, url, headers=sent, content=form, timeout=self.limits.wait) as response:
                yield response
        except httpx.TimeoutException as e:
            raise FetchError(f"{url} did not answer in time; try again later") from e
        except (httpx.HTTPError, httpx.InvalidURL, httpcore.ProtocolError, ValueError) as e:
            raise FetchError(f"{url} could not be fetched ({type(e).__name__}: {e}); try again later") from e

    def _response(
        self,
        response: httpx.Response,
        accept: Collection[str] | None,
        *,
        most: int | None = None,
        cut: bool = False,
    ) -> Response:
        url = str(response.url)
        media_type, charset = _type(response.headers.get("content-type", ""))
        if accept is not None and response.status_code == 200 and media_type and media_type not in accept:
            raise Forbidden(f"{url} is {media_type[:80]}, wanted {accept[0] if isinstance(accept, tuple) else accept}")
        encodings = response.headers.get("content-encoding", "").split(",")
        if cut and encodings in ([""], ["identity"]):
            content = _first(response, most or self.limits.bytes_unpacked)
        else:
            chunks = _limited(response, most or self.limits.bytes_sent)
            content = decoded(chunks, encodings, limit=most or self.limits.bytes_unpacked, name=url)
        headers = {k.lower(): v for k, v in response.headers.items()}
        return Response(url, response.status_code, headers, content, media_type, charset, self._clock())

    def _robots_rules(self, origin: str) -> Rules:
        try:
            found = self._follow(f"{origin}/robots.txt", {}, None, robots=None)
        except Forbidden:
            raise
        except (FetchError, ReadError):
            return rules_of(None, b"")
        return rules_of(found.status, found.content[:MAX_ROBOTS])


def _transport(backend: GuardedBackend) -> httpx.HTTPTransport:
    """httpx's transport with connections through the guard. It offers no parameter for the backend, httpcore's pool
    does; `test_guard` fails should the attribute ever go by another name."""
    transport = httpx.HTTPTransport(trust_env=False)
    transport._pool = httpcore.ConnectionPool(
        ssl_context=httpx.create_ssl_context(trust_env=False),
        max_connections=4,
        max_keepalive_connections=4,
        keepalive_expiry=15.0,
        network_backend=backend,
    )
    return transport


def _parsed(url: str, base: httpx.URL | None = None) -> httpx.URL:
    """The address, made absolute. Raises `Forbidden` unless it is http or https with a host and without a password."""
    try:
        parsed = base.join(url.strip()) if base else httpx.URL(url.strip())
    except (httpx.InvalidURL, ValueError, TypeError) as e:
        raise FetchError(f"{url[:200]!r} is no address ({e}); wanted http://… or https://…") from e
    if parsed.scheme not in ("http", "https") or not parsed.host:
        raise Forbidden(f"{url.strip()[:200]} is neither http nor https; save the page yourself, then add the file")
    if parsed.userinfo:
        raise Forbidden(f"{parsed.host}: an address with a name or password in it; give it without")
    return parsed.copy_with(fragment=None)


def _limited(response: httpx.Response, limit: int) -> Iterator[bytes]:
    size = 0
    for chunk in response.iter_raw():
        size += len(chunk)
        if size > limit:
            raise FetchError(f"{response.url} sends more than {limit:,} bytes; no news page is so large")
        yield chunk


def _first(response: httpx.Response, limit: int) -> bytes:
    """The first `limit` bytes, as they come."""
    content = bytearray()
    for chunk in response.iter_raw():
        content += chunk
        if len(content) >= limit:
            break
    return bytes(content[:limit])


def _type(value: str) -> tuple[str | None, str | None]:
    media_type, _, rest = value.partition(";")
    charset = re.search(r"charset\s*=\s*[\"']?([\w.:+-]+)", rest, re.I)
    return media_type.strip().lower() or None, charset[1] if charset else None


def _advice(status: int) -> str:
    for statuses, advice in _ADVICE:
        if status in statuses:
            return advice
    return "try again later"


_ADVICE: tuple[tuple[Collection[int], str], ...] = (
    ((401, 402, 403, 451), "save the page in your browser, then add the file"),
    ((404, 410), "check the address"),
    ((429, 503), "the server asks for patience, try again later"),
)
