"""Jobs: one request each, and what its reply changes in the store. A job's changes are one transaction, made as soon as
the reply is there; so a kill costs the requests that are under way, and nothing that came."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from onrecord.errors import FormatError
from onrecord.harvest import websub
from onrecord.harvest.addresses import host_of
from onrecord.harvest.listing import Entry, Listing, SourceKind
from onrecord.harvest.sources import listing
from onrecord.model import Failure, Page
from onrecord.store import sources as rows
from onrecord.store import websub as hubs
from onrecord.store.db import Database
from onrecord.store.sources import Host, RobotsFile, Source, State, Target
from onrecord.store.websub import Push, Subscription
from onrecord.watch import schedule
from onrecord.watch.asking import Reply, Request, What
from onrecord.watch.schedule import Answer, Meaning, Policy

MAX_CHILDREN = 50  # sitemaps of one index that are read; with the window of three days few have more that matter


@dataclass(frozen=True, slots=True)
class Job:
    """One request to a host: for a page, a source or a robots file, or to a hub."""

    host: Host
    row: Target | Source | RobotsFile | Subscription

    @property
    def request(self) -> Request:
        row = self.row
        if isinstance(row, RobotsFile):
            return Request(row.at, What.ROBOTS)
        if isinstance(row, Subscription):
            return Request(row.at, What.HUB, form=_form(row))
        if isinstance(row, Source):
            return Request(row.at, What.SOURCE, schedule.conditions(row.etag, row.modified))
        return Request(row.url, What.PAGE, schedule.conditions(row.etag, row.modified))


@dataclass(frozen=True, slots=True)
class Done:
    """What a job came to: the host after it, the robots file if it was one, and hosts that have something due now."""

    host: Host
    answer: Answer
    hosts: frozenset[str] = frozenset()
    robots: RobotsFile | None = None
    fresh: int = 0  # addresses that were not known
    unchanged: bool = False  # a page or a source is as it was
    hub: bool = False  # the source names another hub than before
    failures: tuple[Failure, ...] = ()  # addresses that were given up


def _form(row: Subscription) -> bytes:
    mode = "unsubscribe" if row.state is Push.ENDING else "subscribe"
    return websub.form(mode, topic=row.topic, callback=row.callback, secret=row.secret)


def settle(db: Database, job: Job, reply: Reply, policy: Policy, chance: float) -> Done:
    """Write down what the reply changes, in one transaction."""
    host = schedule.after_host(job.host, reply.answer, policy, chance)
    if isinstance(job.row, RobotsFile):
        done = _settle_robots(db, host, job.row, reply, policy, chance)
    elif isinstance(job.row, Source):
        done = _settle_source(db, host, job.row, reply, policy, chance)
    elif isinstance(job.row, Subscription):
        done = _settle_hub(db, host, job.row, reply, policy, chance)
    else:
        done = _settle_page(db, host, job.row, reply, policy, chance)
    return done


def _settle_hub(db: Database, host: Host, asked: Subscription, reply: Reply, policy: Policy, chance: float) -> Done:
    after = schedule.after_hub(asked, reply.answer, policy, chance)
    with db.writing():
        hubs.put_asked(db, asked, after)
        rows.put_host(db, host)
    return Done(host, reply.answer, hosts=frozenset((after.host,)))


def _settle_robots(db: Database, host: Host, file: RobotsFile, reply: Reply, policy: Policy, chance: float) -> Done:
    after = schedule.after_robots(file, reply.answer, reply.content, policy, chance)
    rules = schedule.rules(after)
    if host_of(file.origin) == host.name:
        # The host is not left alone for its robots.txt alone: what it may be asked for, the rules say.
        host = replace(host, delay=rules.delay if rules else host.delay)
        if rules is None and not after.hops:
            problem = reply.answer.problem or "no answer"
            host = replace(host, problem=f"nothing may be asked for without its robots.txt: {problem}")
    refused, problem = tuple[str, ...](), reply.answer.problem or ""
    with db.writing():
        if reply.answer.meaning is Meaning.REFUSED and not file.hops:  # a private address: so is every page of it
            tomorrow = reply.answer.at + timedelta(days=1)
            after = replace(after, retry_at=tomorrow)
            refused = rows.refuse(db, host.name, file.origin, problem, tomorrow)
        rows.put_robots(db, after)
        rows.put_host(db, host)
    touched = frozenset((host_of(after.at), host_of(after.origin)))
    return Done(
        host, reply.answer, touched, robots=after, failures=tuple(Failure(u, "fetch", problem) for u in refused)
    )


def _settle_page(db: Database, host: Host, target: Target, reply: Reply, policy: Policy, chance: float) -> Done:
    answer = reply.answer
    same = answer.meaning is Meaning.CONTENT and answer.sha256 == target.sha256
    after = schedule.after_page(target, answer, policy, chance)
    if answer.meaning is Meaning.CONTENT:
        after = replace(after, etag=answer.etag, modified=answer.modified, sha256=answer.sha256)
    came = answer.meaning is Meaning.CONTENT and not same
    touched = frozenset[str]()
    with db.writing():
        rows.put_target(db, after)
        rows.put_host(db, host)
        if came:
            page = Page(reply.content, target.url, answer.at, reply.media_type, reply.charset, target.url)
            rows.put_arrived(db, target.n, page)
        if after.state is State.MOVED and answer.location:
            to = host_of(answer.location)
            touched = frozenset((to,))
            rows.add_target(db, answer.location, to, target.source, answer.at, target.hops + 1)
    given_up = after.state in (State.FAILED, State.REFUSED)
    failures = (Failure(target.url, "fetch", after.problem or "given up"),) if given_up else ()
    return Done(host, answer, hosts=touched, unchanged=same or answer.meaning is Meaning.UNCHANGED, failures=failures)


def _settle_source(db: Database, host: Host, source: Source, reply: Reply, policy: Policy, chance: float) -> Done:
    answer, read = reply.answer, None
    if answer.meaning is Meaning.CONTENT and answer.sha256 == source.sha256:
        answer = replace(answer, meaning=Meaning.UNCHANGED)
    if answer.meaning is Meaning.CONTENT:
        try:
            read = _listing(reply.content, source)
        except FormatError as e:
            answer = replace(answer, meaning=Meaning.DAMAGED, problem=str(e))
    with db.writing():
        fresh, touched = _take(db, source, read, policy, answer.at) if read else (0, frozenset[str]())
        source = replace(source, every=read.every) if read else source
        after = schedule.after_source(source, answer, policy, chance, fresh=fresh)
        after = replace(after, host=host_of(after.at))
        after = _read(after, answer, read, reply.links, policy)
        rows.put_source(db, after)
        rows.put_host(db, host)
    unchanged = answer.meaning is Meaning.UNCHANGED
    hub = after.hub != source.hub
    return Done(host, answer, hosts=touched | {after.host}, fresh=fresh, unchanged=unchanged, hub=hub)


def _listing(content: bytes, source: Source) -> Listing:
    """Raises `FormatError` also for an index that an index names: the protocol knows one level."""
    found = listing(content, source.at)
    if found.kind is SourceKind.INDEX and source.parent is not None:
        raise FormatError(f"{source.at} is an index of sitemaps inside another; add it as a source of its own")
    return found


def _read(source: Source, answer: Answer, read: Listing | None, links: Mapping[str, str], policy: Policy) -> Source:
    """The source with what its last reading showed. Its hub and topic stand in the header or in the feed itself."""
    if read is None:
        return source
    hub = links.get("hub") or read.hub
    topic = links.get("self") or read.topic or source.at
    _, left_out = wanted(read, source, policy, answer.at)
    return replace(
        source,
        kind=read.kind.value,
        label=source.label or (read.title or "")[:200] or None,
        etag=answer.etag,
        modified=answer.modified,
        sha256=answer.sha256,
        listed=len(read.entries),
        left_out=json.dumps(dict(left_out)),
        hub=hub,
        topic=topic if hub else None,
    )


def wanted(read: Listing, source: Source, policy: Policy, now: datetime) -> tuple[Sequence[Entry], Counter[str]]:
    """The entries to take, and how many are left out why. Feeds and lists hold what is new; sitemaps hold years, so of
    them only what is dated within the window is taken, or everything if the source is to give its backlog."""
    left_out = Counter(read.left_out)
    if source.backlog or read.kind in (SourceKind.FEED, SourceKind.LIST):
        return read.entries, left_out
    if read.kind is SourceKind.INDEX:
        kept = [e for e in read.entries if e.dated is None or _recent(e.dated, policy, now)][:MAX_CHILDREN]
        left_out["older sitemaps"] += len(read.entries) - len(kept)
        return kept, +left_out
    kept = [e for e in read.entries if e.dated is not None and _recent(e.dated, policy, now)]
    undated = sum(e.dated is None for e in read.entries)
    left_out["undated"] += undated
    left_out[f"older than {policy.window / schedule.DAY:g} days"] += len(read.entries) - len(kept) - undated
    return kept, +left_out


def _recent(dated: datetime, policy: Policy, now: datetime) -> bool:
    return (now - dated).total_seconds() <= policy.window  # dates of the future are recent too


def _take(db: Database, source: Source, read: Listing, policy: Policy, now: datetime) -> tuple[int, frozenset[str]]:
    """Inside a transaction: make the entries targets, or sources. How many were new, and their hosts."""
    entries, _ = wanted(read, source, policy, now)
    if read.kind is SourceKind.INDEX:
        return _take_children(db, source, entries, now)
    fresh, touched = 0, set()
    for entry in entries:
        host = host_of(entry.url)
        if rows.add_target(db, entry.url, host, source.n, now):
            fresh += 1
            touched.add(host)
    return fresh, frozenset(touched)


def _take_children(db: Database, source: Source, entries: Sequence[Entry], now: datetime) -> tuple[int, frozenset[str]]:
    known = rows.children(db, source.n)
    touched = set()
    for entry in entries:
        if entry.url not in known:
            host = host_of(entry.url)
            rows.add_source(db, entry.url, host, now=now, wait=source.wait, parent=source.n, backlog=source.backlog)
            touched.add(host)
    for url in known.keys() - {e.url for e in entries}:
        rows.drop_child(db, known[url], source.n)
    return 0, frozenset(touched)


def push(db: Database, asked: Subscription, content: bytes, policy: Policy, now: datetime) -> frozenset[str]:
    """Take what a hub sent, which is proven to come from it: the hosts that have something due now. The source itself
    is read again after the longest time; at once if what was sent is no listing."""
    source = rows.source(db, asked.source) if asked.source is not None else None
    if source is None:
        return frozenset()
    try:
        read: Listing | None = _listing(content, source)
    except FormatError:
        read = None
    with db.writing():
        fresh, touched = _take(db, source, read, policy, now) if read else (0, frozenset[str]())
        hubs.pushed(db, asked, now=now, new=fresh)
        later = now + timedelta(seconds=policy.longest_poll)
        hubs.poll_every(db, source.n, policy.longest_poll, later if read else now)
    return touched if read else frozenset((source.host,))


def forbidden(db: Database, row: Target | Source, now: datetime) -> None:
    """Write down that the robots.txt forbids it. A source is looked at again after a day, for rules change."""
    problem = "its robots.txt forbids it to onrecord; ask the outlet, or save the pages yourself and add the files"
    with db.writing():
        if isinstance(row, Target):
            rows.set_state(db, row.n, State.FORBIDDEN, problem)
        else:
            later = now + timedelta(days=1)
            rows.put_source(db, replace(row, problem=problem, last_try=now, next_at=later, failures=row.failures + 1))
