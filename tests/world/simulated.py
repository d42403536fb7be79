"""Weeks of `watch` in minutes: the made world answers without a network, and the clock moves when the watch waits."""

from __future__ import annotations

import hashlib
import os
import random
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from outlets import ATOM, INDEX, JSON, NEWS, RSS, Outlet, Story
from outlets import Reply as Served

from onrecord import pipeline
from onrecord.harvest.addresses import host_of
from onrecord.harvest.listing import SourceKind
from onrecord.harvest.sources import Offer
from onrecord.store import Archive
from onrecord.watch import Policy, Watch, sources
from onrecord.watch.asking import Reply, Request, What
from onrecord.watch.schedule import Answer, Meaning, meaning

START = datetime(2026, 3, 2, tzinfo=UTC)
TAKES = 0.05  # seconds of the world's time that a request takes
DOWN = 0.01  # share of requests that fail, each a fault of its own


@dataclass
class Clock:
    at: datetime = START

    def __call__(self) -> datetime:
        return self.at

    def pause(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)


@dataclass
class Simulated:
    """The world as one function of a request; keeps counts and no log, so that its own memory does not grow."""

    clock: Clock
    outlets: dict[str, Outlet]
    chance: random.Random
    requests: Counter[str] = field(default_factory=Counter)
    served: dict[tuple[str, int], int] = field(default_factory=dict)  # story and version: how often its text was sent
    looks: Counter[str] = field(default_factory=Counter)
    last: dict[str, datetime] = field(default_factory=dict)
    shortest: float = 1e9  # between two requests to one host

    def __call__(self, request: Request) -> Reply:
        host = host_of(request.url)
        if host in self.last:
            self.shortest = min(self.shortest, (self.clock.at - self.last[host]).total_seconds())
        self.last[host] = self.clock.at
        self.clock.pause(TAKES)
        self.requests[request.what] += 1
        if self.chance.random() < DOWN:
            return Reply(
                Answer(self.chance.choice((Meaning.ERROR, Meaning.UNREACHABLE)), self.clock.at, problem="down")
            )
        headers = {k.lower(): v for k, v in request.headers.items()}
        served = self.outlets[host].reply(request.url.removeprefix(f"http://{host}"), headers, self.clock.at)
        if request.what is What.PAGE:
            self.looks[request.url] += 1
            if served.version is not None:
                key = (request.url, served.version)
                self.served[key] = self.served.get(key, 0) + 1
        return self._reply(served)

    def _reply(self, served: Served) -> Reply:
        means = meaning(served.status)
        sha256 = hashlib.sha256(served.body).hexdigest() if means is Meaning.CONTENT else None
        answer = Answer(means, self.clock.at, served.status, etag=served.headers.get("ETag"), sha256=sha256)
        return Reply(answer, served.body, served.type.partition(";")[0], "utf-8")


def made(count: int, pages: int, days: float, seed: int = 1) -> dict[str, Outlet]:
    """Outlets that publish through the days, by day more than by night; a fifth of the stories is reworded."""
    chance = random.Random(seed)
    kinds = (RSS, ATOM, JSON, NEWS, INDEX)
    outlets = {}
    robots = Served(body=b"User-agent: *\nDisallow: /private/\n", type="text/plain")
    for number in range(count):
        outlet = Outlet(f"outlet{number}.test", kinds[number % 5], shown=60)
        outlet.behaviour["/robots.txt"] = [robots]
        for i in range(pages // count):
            published = START + timedelta(days=days * chance.random())
            edits = ()
            if chance.random() < 0.2:
                edits = tuple(
                    published + timedelta(hours=chance.expovariate(1 / 8)) for _ in range(chance.randint(1, 3))
                )
            outlet.stories.append(Story(f"/news/{i}.html", published, tuple(sorted(edits)), number * 10_000 + i))
        outlets[outlet.host] = outlet
    return outlets


@dataclass
class Outcome:
    world: Simulated
    counts: Counter[str]
    archive: str | Path
    daily: list[tuple[float, int, int]]  # day, requests so far, what `measure` gave


@contextmanager
def hasty() -> Iterator[None]:
    """Nothing waits for the disk: what survives a power cut is not the question here, and two syncs for each of the
    week's pages take as long as all the rest."""
    kept, os.fsync = os.fsync, lambda descriptor: None
    try:
        yield
    finally:
        os.fsync = kept


def simulate(
    place: str | Path, *, count: int, pages: int, days: float, measure: Callable[[], int] = lambda: 0,
    told: Callable[[str], None] = lambda line: None,
) -> Outcome:  # fmt: skip
    """Watch the made outlets for so many days of their time. Each day is a run of its own, as after a restart."""
    clock = Clock()
    world = Simulated(clock, made(count, pages, days), random.Random(2))
    daily, counts = [], Counter[str]()
    chance = random.Random(3)
    with hasty(), Archive.open(place, write=True, create=True, now=clock) as archive:
        if archive.db.dialect == "sqlite":
            archive.db._writing_connection().execute("PRAGMA synchronous = OFF")  # type: ignore[attr-defined]
        sources.add(archive, [Offer(o.source, SourceKind.FEED) for o in world.outlets.values()], now=clock())
        for day in range(1, int(days) + 1):
            run = Watch(
                archive, world, policy=Policy(look=1_800.0), tagger=pipeline.rule_tagger(), workers=0,
                now=clock, pause=clock.pause, chance=chance.random,
            )  # fmt: skip
            counts += run.run(until=START + timedelta(days=day))
            daily.append((day, world.requests.total(), measure()))
            told(f"day {day}: {world.requests.total():,} requests, {counts['new']:,} pages, {measure():,} MB")
    return Outcome(world, counts, place, daily)


def problems(outcome: Outcome, days: float) -> list[str]:
    """What is not as it should be after the simulation."""
    world, found = outcome.world, []
    with Archive.open(outcome.archive) as archive:
        kept = {row.address: len(archive.versions(row.id)) for row in archive.every_article()}
        found += [f"{p.where}: {p.message}" for p in archive.check() if p.severity == "damage"]
    by_url: dict[str, set[int]] = {}
    for address, version in world.served:
        by_url.setdefault(address, set()).add(version)
    late = START + timedelta(days=days) - timedelta(hours=3)  # a quiet source may be two hours behind
    for outlet in world.outlets.values():
        for story in outlet.stories:
            url = outlet.url(story.path)
            seen = by_url.get(url, set())
            if story.published < late and not seen:
                found.append(f"{url} of {story.published} was never captured")
            if len(seen) != kept.get(url, 0):
                found.append(f"{url}: {len(seen)} versions served, {kept.get(url, 0)} kept")
    found += [f"{url} version {v} was sent {n} times" for (url, v), n in world.served.items() if n > 1]
    if world.shortest < 1.0:
        found.append(f"a host was asked again after {world.shortest:.3f} s")
    return found
