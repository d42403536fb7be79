"""What to ask for next and when, as functions of values: the time and every chance are arguments.

`after_host`, `after_source`, `after_page` and `after_robots` say what each row of the store is after an `Answer`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from enum import StrEnum

from onrecord.harvest.addresses import host_of
from onrecord.harvest.robots import MAX_AGE, MAX_ROBOTS, Rules, rules_of
from onrecord.harvest.websub import LEASE
from onrecord.store.sources import Host, RobotsFile, Source, State, Target
from onrecord.store.websub import Push, Subscription

HOUR, DAY = 3_600.0, 86_400.0

# When a page is captured again, counted from its first capture: intervals that grow, as NewsDiffs' scraper has them,
# but six looks in place of hundreds, for each costs the outlet a request.
FADING = (HOUR, 6 * HOUR, DAY, 3 * DAY, 7 * DAY, 30 * DAY)

LONGEST_WAIT = DAY  # after many failures
MAX_REDIRECTS = 5  # RFC 9309 asks for five at least, and no news site needs more
MAX_TAG = 500  # characters of an ETag that are kept


@dataclass(frozen=True, slots=True)
class Policy:
    """The settings of a watch. Times in seconds."""

    delay: float = 1.0  # between two requests to one host; robots.txt may ask for more
    longest_delay: float = HOUR  # a host that asks for more than that gets that
    a_day: int = 5_000  # requests to one host; a large outlet's day is some 300 pages, seen three times, and its feeds
    first_wait: float = 60.0  # after a failure; doubled with each further one
    tries: int = 6  # of one page, one minute to half an hour apart: what is down for longer may be named again or not
    patience: float = 20.0  # that a single run waits for a host; one that asks for longer is left to the next run
    look: float = 60.0  # between two looks into the store for what others changed there (`onrecord sources add`)
    poll: float = 900.0  # seconds between two readings of a source, at first
    shortest_poll: float = 300.0
    longest_poll: float = 2 * HOUR
    fading: tuple[float, ...] = FADING
    shortest_lease: float = HOUR  # a hub that gives less is asked again no sooner
    window: float = 3 * DAY  # sitemaps list years: what is dated earlier is not taken, unless a source is to give all


class Meaning(StrEnum):
    """What an answer means to us."""

    CONTENT = "content"
    UNCHANGED = "unchanged"
    MOVED = "moved"
    BUSY = "busy"  # not now: 429, 503
    GONE = "gone"
    DENIED = "denied"  # to readers without a password, money or a browser
    ERROR = "error"
    UNREACHABLE = "unreachable"
    REFUSED = "refused"  # by us: a private address, a media type that is no page
    DAMAGED = "damaged"  # too large, or its compression is broken


_MEANINGS = {
    200: Meaning.CONTENT,
    304: Meaning.UNCHANGED,
    **dict.fromkeys((301, 302, 303, 307, 308), Meaning.MOVED),
    **dict.fromkeys((429, 503), Meaning.BUSY),
    **dict.fromkeys((404, 410), Meaning.GONE),
    **dict.fromkeys((401, 402, 403, 406, 407, 451), Meaning.DENIED),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one request. `location` is absolute and checked; `problem` says what is wrong, in one line."""

    meaning: Meaning
    at: datetime
    status: int | None = None
    location: str | None = None
    retry_after: float | None = None  # seconds
    etag: str | None = None
    modified: str | None = None
    sha256: str | None = None
    problem: str | None = None


def meaning(status: int) -> Meaning:
    return _MEANINGS.get(status, Meaning.DENIED if 400 <= status < 500 else Meaning.ERROR)


def back_off(failures: int, chance: float, *, first: float, longest: float = LONGEST_WAIT) -> float:
    """Seconds to wait after so many failures in a row: doubled each time, with jitter from half to all of it, so that
    many who were refused together do not come back together. `chance` is between 0 and 1."""
    whole = min(longest, first * 2.0 ** min(max(failures, 1) - 1, 30))
    return whole * (0.5 + chance / 2)


def retry_after(value: str | None, now: datetime) -> float | None:
    """Seconds that a Retry-After field asks for, as a number or a date, at most a day; None if it cannot be read."""
    value = (value or "").strip()
    if value.isdecimal() and len(value) < 10:
        return min(float(value), DAY)
    try:
        until = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return min(max(0.0, (until - now).total_seconds()), DAY)


def tag(value: str | None) -> str | None:
    """An ETag or date that may be sent back: one printable line of ASCII."""
    return value if value and len(value) <= MAX_TAG and value.isascii() and value.isprintable() else None


def conditions(etag: str | None, modified: str | None) -> Mapping[str, str]:
    """The fields of a request that asks only for what has changed."""
    wanted = {"If-None-Match": etag, "If-Modified-Since": modified}
    return {name: value for name, value in wanted.items() if value}


def ready(host: Host, policy: Policy) -> datetime:
    """The earliest moment at which the host may be asked again."""
    earliest = host.not_before
    if host.last is not None:
        delay = min(max(policy.delay, host.delay), policy.longest_delay)
        earliest = max(earliest, host.last + timedelta(seconds=delay))
    if host.day is not None and host.asked >= policy.a_day:
        tomorrow = datetime(host.day.year, host.day.month, host.day.day, tzinfo=UTC) + timedelta(days=1)
        earliest = max(earliest, tomorrow)
    return earliest


def asked(host: Host, now: datetime) -> Host:
    """The host when a request goes out to it."""
    today = now.astimezone(UTC).date()
    return replace(host, day=today, asked=host.asked + 1 if host.day == today else 1)


def after_host(host: Host, answer: Answer, policy: Policy, chance: float) -> Host:
    """A host that does not answer, or asks for patience, is left alone for a while: all of it, not only the page."""
    host = replace(host, last=answer.at)
    if answer.meaning not in (Meaning.BUSY, Meaning.UNREACHABLE):
        return replace(host, failures=0, problem=None)
    failures = host.failures + 1
    wait = answer.retry_after if answer.retry_after is not None else back_off(failures, chance, first=policy.first_wait)
    return replace(host, failures=failures, not_before=answer.at + timedelta(seconds=wait), problem=answer.problem)


def after_source(source: Source, answer: Answer, policy: Policy, chance: float, *, fresh: int = 0) -> Source:
    """The source after one reading, of whose entries `fresh` were new: a source with news is read more often, a quiet
    one less, and none more often than it wishes (up to a day)."""
    tried = replace(source, last_try=answer.at)
    if answer.meaning is Meaning.MOVED and answer.location and source.hops < MAX_REDIRECTS:
        return replace(tried, at=answer.location, hops=source.hops + 1, next_at=answer.at)
    tried = replace(tried, hops=0)
    if answer.meaning in (Meaning.CONTENT, Meaning.UNCHANGED):
        wait = source.wait / 1.5 if fresh else source.wait * 1.25
        wished = min(source.every or 0.0, DAY)
        wait = max(min(wait, policy.longest_poll), policy.shortest_poll, wished)
        return replace(
            tried, wait=wait, next_at=_later(answer.at, wait, chance), failures=0, last_success=answer.at,
            problem=None, fresh=fresh, total=source.total + fresh,
        )  # fmt: skip
    if answer.meaning is Meaning.BUSY:  # the host waits, and its sources with it
        return replace(tried, problem=answer.problem, next_at=answer.at)
    failures = source.failures + 1
    wait = max(source.wait, back_off(failures, chance, first=policy.poll))
    problem = answer.problem or f"redirects more than {MAX_REDIRECTS} times; give its last address"
    # What was found elsewhere once is looked for at its own address again.
    return replace(
        tried, failures=failures, problem=problem, at=source.url, next_at=answer.at + timedelta(seconds=wait),
        etag=None, modified=None, sha256=None,
    )  # fmt: skip


def after_hub(asked: Subscription, answer: Answer, policy: Policy, chance: float) -> Subscription:
    """The subscription after one request to its hub. A success means only that the hub will ask whether we meant it; if
    it has not within the hour, it is asked again."""
    if answer.meaning is Meaning.CONTENT:
        return replace(asked, failures=0, problem=None, next_at=answer.at + timedelta(seconds=HOUR))
    failures = asked.failures + 1
    if answer.meaning is Meaning.MOVED and answer.location and failures <= MAX_REDIRECTS:
        return replace(asked, at=answer.location, host=host_of(answer.location), failures=failures, next_at=answer.at)
    wait = answer.retry_after
    if wait is None:
        wait = back_off(failures, chance, first=5 * policy.first_wait)
    problem = answer.problem or f"{asked.hub} redirects more than {MAX_REDIRECTS} times"
    return replace(
        asked, at=asked.hub, host=host_of(asked.hub), failures=failures, problem=problem,
        next_at=answer.at + timedelta(seconds=wait),
    )  # fmt: skip


def leased(asked: Subscription, seconds: float | None, now: datetime, policy: Policy) -> Subscription:
    """The subscription when the hub has verified it for so long; it is renewed when three quarters of that are over."""
    lease = min(max(LEASE if seconds is None else seconds, policy.shortest_lease), 365 * DAY)
    return replace(
        asked, state=Push.ACTIVE, verified=now, expires=now + timedelta(seconds=lease),
        next_at=now + timedelta(seconds=lease * 3 / 4), failures=0, problem=None,
    )  # fmt: skip


def after_page(target: Target, answer: Answer, policy: Policy, chance: float) -> Target:
    """The address after one request. When it moved, the caller makes the new address a target of its own."""
    tried = replace(target, last=answer.at)
    if answer.meaning in (Meaning.CONTENT, Meaning.UNCHANGED):
        first = target.first or answer.at
        return replace(
            tried, state=State.KEPT, first=first, due=again(first, answer.at, policy, chance), tries=0, problem=None
        )
    if answer.meaning is Meaning.MOVED:
        return _moved(tried, answer)
    if answer.meaning is Meaning.BUSY:
        return replace(tried, due=answer.at, problem=answer.problem)
    if answer.meaning is Meaning.REFUSED:
        return replace(tried, state=State.REFUSED, due=None, problem=answer.problem)
    tries = target.tries + 1
    tried = replace(tried, tries=tries, problem=answer.problem)
    if target.first is not None and answer.meaning is Meaning.GONE:
        return replace(tried, state=State.GONE, due=None)
    if tries < policy.tries and not (answer.meaning is Meaning.DENIED and tries > 1):
        return replace(tried, due=answer.at + timedelta(seconds=back_off(tries, chance, first=policy.first_wait)))
    if target.first is not None:  # we have it; the next look is as if this one had been
        return replace(tried, tries=0, due=again(target.first, answer.at, policy, chance))
    return replace(tried, state=State.FAILED, due=None)


def _moved(target: Target, answer: Answer) -> Target:
    if answer.location is None or answer.location == target.url:
        return replace(target, state=State.FAILED, due=None, problem=answer.problem or "redirects to itself")
    if target.hops >= MAX_REDIRECTS:
        problem = f"redirects more than {MAX_REDIRECTS} times; give its last address"
        return replace(target, state=State.FAILED, due=None, problem=problem)
    return replace(target, state=State.MOVED, due=None, problem=None)


def again(first: datetime, now: datetime, policy: Policy, chance: float) -> datetime | None:
    """When a page first captured then is to be looked at again; None when its time is over. Looks that were missed
    (the machine slept) are not made up for."""
    age = (now - first).total_seconds()
    step = next((s for s in policy.fading if s > age), None)
    return None if step is None else _later(first, step, chance)


def _later(start: datetime, seconds: float, chance: float) -> datetime:
    """So many seconds later and up to a tenth more, so that what began together spreads."""
    return start + timedelta(seconds=seconds * (1 + chance / 10))


# RFC 9309, 2.3.1.4: rules once known hold while the file cannot be reached, for a reasonable time (30 days there).
MAX_STALE = timedelta(days=30)


def stale(file: RobotsFile, now: datetime) -> bool:
    """Whether the file is to be asked for before anything else of its origin."""
    if file.retry_at is not None:
        return now >= file.retry_at
    return file.fetched is None or now - file.fetched >= MAX_AGE


def rules(file: RobotsFile) -> Rules | None:
    """The rules that hold now; None if nobody knows, so that nothing may be asked for."""
    if file.fetched is None:
        return None
    return rules_of(200, file.content) if file.content is not None else rules_of(404, b"")


def after_robots(file: RobotsFile, answer: Answer, content: bytes, policy: Policy, chance: float) -> RobotsFile:
    """The file after one answer. RFC 9309, 2.3.1: success gives rules; 4xx and too many redirects mean that there are
    none; 5xx, silence and "not now" that nothing is allowed, unless rules are known from before."""
    if answer.meaning is Meaning.MOVED and answer.location and file.hops < MAX_REDIRECTS:
        return replace(file, at=answer.location, hops=file.hops + 1, status=answer.status, retry_at=answer.at)
    done = replace(file, at=f"{file.origin}/robots.txt", hops=0, status=answer.status)
    if answer.meaning in (Meaning.CONTENT, Meaning.MOVED, Meaning.GONE, Meaning.DENIED):
        kept = content[:MAX_ROBOTS] if answer.meaning is Meaning.CONTENT else None
        return replace(done, content=kept, fetched=answer.at, retry_at=None, failures=0)
    known = file.fetched if file.fetched and answer.at - file.fetched < MAX_STALE else None
    failures = file.failures + 1
    wait = answer.retry_after
    if wait is None:
        wait = back_off(failures, chance, first=5 * policy.first_wait)
    return replace(
        done,
        fetched=known,
        content=file.content if known else None,
        retry_at=answer.at + timedelta(seconds=wait),
        failures=failures,
    )
