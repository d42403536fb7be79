"""One request, and what came of it. The network is behind one function, so that a made world can stand in its place."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from urllib.parse import urljoin

from onrecord.errors import FetchError, Forbidden, ReadError
from onrecord.harvest.addresses import address
from onrecord.harvest.fetch import PAGE_TYPES, Fetcher, Response
from onrecord.harvest.robots import MAX_ROBOTS
from onrecord.harvest.sources import MAX_SOURCE
from onrecord.harvest.websub import links
from onrecord.watch.schedule import Answer, Meaning, meaning, retry_after, tag


class What(StrEnum):
    PAGE = "page"
    SOURCE = "source"
    ROBOTS = "robots"
    HUB = "hub"


@dataclass(frozen=True, slots=True)
class Request:
    url: str
    what: What
    headers: Mapping[str, str] = field(default_factory=dict)
    form: bytes | None = None  # to be sent to a hub


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer with its content; of anything but a success the content is empty. `links` are those of its header."""

    answer: Answer
    content: bytes = b""
    media_type: str | None = None
    charset: str | None = None
    links: Mapping[str, str] = field(default_factory=dict)


Ask = Callable[[Request], Reply]


class Network:
    """Asks over HTTP, from any thread. Each thread has its own connections."""

    def __init__(self, make: Callable[[], Fetcher], now: Callable[[], datetime]) -> None:
        self._make = make
        self._now = now
        self._mine = threading.local()
        self._all: list[Fetcher] = []

    def __call__(self, request: Request) -> Reply:
        fetcher = getattr(self._mine, "fetcher", None)
        if fetcher is None:
            fetcher = self._mine.fetcher = self._make()
            self._all.append(fetcher)
        try:
            return reply(_sent(fetcher, request), request)
        except Forbidden as e:
            return Reply(Answer(Meaning.REFUSED, self._now(), problem=str(e)))
        except FetchError as e:
            return Reply(Answer(Meaning.UNREACHABLE, self._now(), problem=str(e)))
        except ReadError as e:
            return Reply(Answer(Meaning.DAMAGED, self._now(), problem=str(e)))

    def close(self) -> None:
        for fetcher in self._all:
            fetcher.close()


def _sent(fetcher: Fetcher, request: Request) -> Response:
    if request.what is What.PAGE:
        return fetcher.ask(request.url, headers=request.headers, accept=PAGE_TYPES)
    if request.what is What.SOURCE:
        return fetcher.ask(request.url, headers=request.headers, most=MAX_SOURCE)
    if request.what is What.HUB:
        return fetcher.ask(request.url, form=request.form)
    # Not packed: the first part of a file that is too long must be readable by itself.
    headers = {**request.headers, "Accept-Encoding": "identity"}
    return fetcher.ask(request.url, headers=headers, most=MAX_ROBOTS, cut=True)


def reply(response: Response, request: Request) -> Reply:
    """What the response means to us."""
    means = meaning(response.status)
    if request.what is What.HUB and 200 <= response.status < 300:
        return Reply(Answer(Meaning.CONTENT, response.at, response.status))
    headers, location, problem = response.headers, None, None
    if means is Meaning.MOVED:
        location = address(urljoin(request.url, headers.get("location", "")))
        if not headers.get("location") or location is None:
            # Of a robots.txt it means that the file cannot be had, not that the host is refused.
            means = Meaning.ERROR if request.what is What.ROBOTS else Meaning.REFUSED
            problem = f"{request.url} redirects to no address that we may ask for"
    elif means is Meaning.CONTENT and request.what is not What.ROBOTS and not response.content.strip():
        means, problem = Meaning.ERROR, f"{request.url} is empty"
    elif means not in (Meaning.CONTENT, Meaning.UNCHANGED):
        problem = f"{request.url} answers {response.status}"
    answer = Answer(
        means,
        response.at,
        response.status,
        location,
        retry_after(headers.get("retry-after"), response.at),
        tag(headers.get("etag")),
        tag(headers.get("last-modified")),
        hashlib.sha256(response.content).hexdigest() if means is Meaning.CONTENT else None,
        problem,
    )
    content = response.content if means is Meaning.CONTENT else b""
    found = links(headers.get("link"), request.url) if request.what is What.SOURCE and content else {}
    return Reply(answer, content, response.media_type, response.charset, found)
