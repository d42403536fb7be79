"""WebSub (W3C Recommendation of 2018): what is asked of a hub, and what a hub's requests to us mean. Values only."""

from __future__ import annotations

import hashlib
import hmac
import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from onrecord.harvest.addresses import address

LEASE = 10 * 86_400.0  # seconds that are asked for: what the recommendation names as the usual length
MAX_HEADER = 8_000  # characters of a Link header that are read
MAX_CHALLENGE = 1_000  # characters; hubs send some tens

# The methods of section 7.1. SHA-1 is among them: the hub of most feeds signs with nothing else, and as the hash of an
# HMAC it is unbroken.
METHODS = ("sha512", "sha384", "sha256", "sha1")
_LINK = re.compile(r"<([^<>]{1,2000})>((?:\s*;[^,;\"<>]{0,200}(?:\"[^\"]{0,500}\")?){0,10})")
_PARAMETER = re.compile(r";\s*([\w*-]+)\s*=\s*(?:\"([^\"]*)\"|([^\s;,\"]*))")


def links(header: str | None, base: str) -> dict[str, str]:
    """The targets of a Link header (RFC 8288) by relation, the first of each, absolute."""
    found: dict[str, str] = {}
    for link in _LINK.finditer((header or "")[:MAX_HEADER]):
        relations = next((p[2] or p[3] for p in _PARAMETER.finditer(link[2]) if p[1].lower() == "rel"), None) or ""
        if target := address(link[1], base):
            for name in relations.lower().split():
                found.setdefault(name, target)
    return found


def form(mode: str, *, topic: str, callback: str, secret: str) -> bytes:
    """The body of the request to a hub: `mode` is "subscribe" or "unsubscribe"."""
    fields = {"hub.mode": mode, "hub.topic": topic, "hub.callback": callback}
    if mode == "subscribe":
        fields |= {"hub.secret": secret, "hub.lease_seconds": f"{LEASE:.0f}"}
    return urlencode(fields).encode()


@dataclass(frozen=True, slots=True)
class Intent:
    """What a hub wants confirmed, or tells: `mode` is "subscribe", "unsubscribe" or "denied"; `lease` in seconds."""

    mode: str
    topic: str
    challenge: str = ""
    lease: float | None = None
    reason: str = ""


def intent(query: str) -> Intent | None:
    """What the query of a hub's GET request means; None if it is none of the three."""
    try:
        fields = dict(parse_qsl(query, keep_blank_values=True, max_num_fields=20, errors="strict"))
    except ValueError:
        return None
    mode, topic, challenge = fields.get("hub.mode", ""), fields.get("hub.topic", ""), fields.get("hub.challenge", "")
    lease = fields.get("hub.lease_seconds", "")
    if mode not in ("subscribe", "unsubscribe", "denied") or not topic or len(challenge) > MAX_CHALLENGE:
        return None
    if mode != "denied" and not challenge:
        return None
    seconds = float(lease) if lease.isascii() and lease.isdecimal() and len(lease) < 12 else None
    return Intent(mode, topic, challenge, seconds, " ".join(fields.get("hub.reason", "").split())[:200])


def signed(content: bytes, header: str | None, secret: str) -> bool:
    """Whether the X-Hub-Signature of a distribution proves that it comes from who knows the secret."""
    method, _, given = (header or "").strip().partition("=")
    if method.lower() not in METHODS:
        return False
    right = hmac.new(secret.encode(), content, getattr(hashlib, method.lower())).hexdigest()
    return hmac.compare_digest(right.encode(), given.strip().lower().encode("utf-8", "replace"))
