"""Pages that were made before and still hold: sent again without asking anything but whether they do.

A page holds while no page was added to the archive and nobody decided anything about its people, and no longer than a
minute, for what those two do not show (an article found again by newer rules, the day in the masthead).
"""

from __future__ import annotations

import time
from typing import NamedTuple

from fastapi import Request
from starlette.types import Scope

from onrecord.store import site as queries
from onrecord.web.site import Memory, Site

SECONDS = 60.0
PAGES = 1_000
BYTES = 128 * 1024  # of one page: with the number above at most 128 MB a process, in practice a tenth of it

Key = tuple[str, bytes, str]
Headers = list[tuple[bytes, bytes]]


class Kept(NamedTuple):
    revision: tuple[int, ...]
    until: float  # of time.monotonic
    etag: bytes
    headers: Headers
    body: bytes


class Shelf:
    """The kept pages of one process."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._pages: Memory[Kept] = Memory(PAGES)

    def find(self, scope: Scope) -> Kept | None:
        """The page that answers the request, if it was kept and still holds."""
        if any(name in (b"if-modified-since", b"range") for name, _ in scope["headers"]):
            return None
        kept: Kept | None = self._pages.get(_key(scope))
        if kept is None or kept.until < time.monotonic() or kept.revision != self.revision():
            return None
        return kept

    def put(self, request: Request, revision: tuple[int, ...], headers: dict[str, str], body: bytes) -> None:
        """Keep a page that was made from what the archive held at that revision."""
        if len(body) <= BYTES:
            raw = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]
            etag = headers["ETag"].encode()
            kept = Kept(revision, time.monotonic() + SECONDS, etag, raw, body)
            self._pages.put(_key(request.scope), kept)

    def revision(self) -> tuple[int, ...]:
        return queries.revision(self._site.archive.db)


def _key(scope: Scope) -> Key:
    """Path, query, and what chooses the form."""
    asked = scope.get("onrecord.format")
    if asked is not None:
        return scope["path"], scope["query_string"], asked.name
    accept = next((v for n, v in scope["headers"] if n == b"accept"), b"")
    return scope["path"], scope["query_string"], "accept " + accept.decode("latin-1")[:500]
