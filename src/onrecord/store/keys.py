"""Numbers and keys that the database sorts and joins by: pure functions of the record.

A statement's number `n` orders by time: minutes since 1970 (UTC), then 12 bits that spread articles of one minute,
then 8 bits for the place in the article; an article's `n` is that of its first slot. So a match of the full-text index
comes in order of time without sorting, and a page's cursor is a number. An article with more than 256 statements takes
several slots. Days without a time of day are spread over their day, so that no minute overflows.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from datetime import date as Date
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from onrecord.model import Article, Clock, Record, digest

ORDINAL_BITS = 8
SLOT_BITS = 12
MINUTE_SHIFT = ORDINAL_BITS + SLOT_BITS
SLOT = 1 << ORDINAL_BITS
MINUTES_A_DAY = 24 * 60
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

# Parameters that say where a reader came from, never which article it is.
TRACKING = re.compile(
    r"^(?:utm_\w+|fbclid|gclid|yclid|dclid|msclkid|mc_[ce]id|igshid|_ga|_gl|cmpid|ocid|at_\w+)$", re.I
)

# Two-letter domains that are sold to everybody and say nothing of a country.
GENERIC_DOMAINS = frozenset(
    re.findall(r"\w+", "ac ai am bz cc cd co dj eu fm gg gl im io is la li ly me mu nu pw sc sh st tk to tv vc ws")
)
COUNTRY_OF_DOMAIN: Mapping[str, str] = {"uk": "gb", "su": "ru"}


def minute(moment: datetime) -> int:
    """Whole minutes from 1970 to the moment, in UTC; a naive moment is taken as UTC."""
    aware = moment if moment.utcoffset() is not None else moment.replace(tzinfo=UTC)
    return (aware - EPOCH) // timedelta(minutes=1)


def slot(article: Article, seen_at: datetime) -> int:
    """The number that the article would like: its time of publication (else of capture) and 12 bits of its id."""
    bits = int(article.id[:8], 16)
    clock = article.published or article.modified
    if clock is None:
        at = minute(seen_at)
    elif clock.moment is None:
        at = minute(datetime(clock.day.year, clock.day.month, clock.day.day)) + (bits >> SLOT_BITS) % MINUTES_A_DAY
    else:
        at = minute(clock.moment)
    return (at << MINUTE_SHIFT) | (bits % (1 << SLOT_BITS)) << ORDINAL_BITS


def slots(statements: int) -> int:
    """How many numbers an article with so many statements takes: whole slots."""
    return max(1, -(-statements // SLOT)) * SLOT


def day_floor(day: Date) -> int:
    """A number at or below that of every article of that local day, in whatever zone."""
    return (minute(datetime(day.year, day.month, day.day)) - 14 * 60) << MINUTE_SHIFT


def day_ceiling(day: Date) -> int:
    """A number above that of every article of that local day, in whatever zone."""
    return (minute(datetime(day.year, day.month, day.day)) + MINUTES_A_DAY + 14 * 60) << MINUTE_SHIFT


def day_of(article: Article, seen_at: datetime) -> str:
    """The local day that lists and filters show: of publication, else of the capture."""
    clock = article.published or article.modified
    return (clock.day if clock else seen_at.date()).isoformat()


def utc(moment: datetime) -> str:
    """The moment in UTC to the microsecond, so that text order is time order."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def iso(clock: Clock | None) -> str | None:
    return clock.iso if clock else None


def name_key(name: str) -> str:
    """A name without case, accents, punctuation and runs of white space: what two printed forms have in common.

    >>> name_key("Aleksandr  LUKAŠENKO"), name_key("U.N.")
    ('aleksandr lukasenko', 'u n')
    """
    bare = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return " ".join(re.findall(r"\w+", bare)) or bare.strip()


def address_key(article: Article) -> str:
    """What all captures of one article's address share. An article without an address is alone: its own id.

    The scheme, `www.`, default ports, the fragment, a last slash and tracking parameters make no difference.
    """
    return normal_address(article.address) if article.address else f"article:{article.id}"


def normal_address(address: str) -> str:
    """The address in the form that `address_key` compares; text that is no address comes back as it is."""
    try:
        parts = urlsplit(address.strip())
        port = parts.port
    except ValueError:
        return address.strip()
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
        return address.strip()
    host = parts.hostname.removeprefix("www.")
    if port not in (None, 80, 443):
        host = f"{host}:{port}"
    query = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not TRACKING.match(k)]
    path = quote(parts.path.rstrip("/"), safe="/%:@!$&'()*+,;=-._~")
    return urlunsplit(("https", host, path, urlencode(query), ""))


def outlet_of(article: Article) -> str | None:
    """The outlet as the article names it, else the host that it was fetched from."""
    return article.outlet or host_of(article.address)


def host_of(address: str | None) -> str | None:
    try:
        host = urlsplit(address or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def country_of(record: Record) -> str | None:
    """ISO 3166 code of the country that the article is of: its dateline's is not known here, so the outlet's domain,
    else the country of most of its speakers; None where neither says."""
    domain = (host_of(record.article.address) or "").rpartition(".")[2]
    if len(domain) == 2 and domain not in GENERIC_DOMAINS:
        return COUNTRY_OF_DOMAIN.get(domain, domain)
    found = [s.speaker.country for s in record.statements if s.speaker and s.speaker.country]
    return max(sorted(set(found)), key=found.count) if found else None


def tag(dimension: str, value: str) -> str:
    """One term of the full-text index for one filter value. It ends in a digit so that no stemmer touches it."""
    return f"x{dimension}x{digest(dimension, value)[:12]}0"
