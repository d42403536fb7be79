"""Addresses as sources print them -> the one form under which a page is known."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urljoin

import httpx

MAX_ADDRESS = 2_000  # characters; what browsers and servers agree on, and longer ones are traps

# Addresses that are in their one form already, as most are: the general way costs 30 times as much.
_PLAIN = re.compile(
    r"https?://[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?/(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-F]{2})*"
    r"(?:\?(?:[A-Za-z0-9._~!$()*+,;=:@/?&-]|%[0-9A-F]{2})*)?"
)
_DOTS = re.compile(r"/\.\.?(?:/|$|\?)")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
# What feeds hang on to their links to count readers; the page is the same without.
_TRACKING = re.compile(r"(?:utm_\w+|at_medium|at_campaign|fbclid|gclid|mc_cid|mc_eid|ns_campaign|ns_mchannel)=")


def address(text: str | None, base: str | None = None) -> str | None:
    """The absolute http or https address that is meant, without fragment and counting parameters; None if there is
    none: other schemes, passwords, control characters, over 2,000 characters."""
    text = (text or "").strip()
    if not text or len(text) > MAX_ADDRESS or _CONTROL.search(text):
        return None
    try:
        joined = urljoin(base, text) if base and not text.startswith(("http://", "https://")) else text
        joined = joined.partition("#")[0]
        if _PLAIN.fullmatch(joined) and not _DOTS.search(joined):
            return _without_tracking(joined)
        url = httpx.URL(joined)
        if url.scheme not in ("http", "https") or not url.host or url.userinfo:
            return None
        found = str(url.copy_with(fragment=None, raw_path=url.raw_path or b"/"))
    except (httpx.InvalidURL, ValueError, UnicodeError, TypeError):
        return None
    return _without_tracking(found) if len(found) <= MAX_ADDRESS else None


def _without_tracking(url: str) -> str:
    path, mark, query = url.partition("?")
    if not mark or not _TRACKING.search(query):
        return url
    kept = "&".join(part for part in query.split("&") if not _TRACKING.match(part))
    return f"{path}?{kept}" if kept else path


@lru_cache(maxsize=4096)
def host_of(url: str) -> str:
    """The host's name in lower case, without the port: to whom we are polite."""
    return httpx.URL(url).host


@lru_cache(maxsize=4096)
def origin_of(url: str) -> str:
    """Scheme, host and port: whose robots.txt counts (RFC 9309, 2.3)."""
    at = httpx.URL(url)
    return f"{at.scheme}://{at.netloc.decode('ascii')}"


def same_site(host: str, other: str) -> bool:
    """Whether one host may speak for the other: equal but for "www.", or a name below it."""
    a, b = host.removeprefix("www."), other.removeprefix("www.")
    return a == b or a.endswith(f".{b}") or b.endswith(f".{a}")
