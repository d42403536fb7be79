"""The watch on the made world: fifty outlets on loopback, each with its own ways."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from outlets import World, fifty, wanted
from server import Server

from onrecord import pipeline
from onrecord.harvest.fetch import Fetcher, Limits
from onrecord.harvest.listing import SourceKind
from onrecord.harvest.sources import Offer
from onrecord.store import Archive
from onrecord.watch import Network, Policy, Watch, agent, sources, statuses

HOST = "127.0.1.{}"
DELAY = 0.15
POLICY = Policy(delay=DELAY, first_wait=0.05, patience=2.2, tries=3)


class Shifted:
    """The time of day, moved as tests want it."""

    ahead = timedelta(0)

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead


def network(server: Server, now: Any) -> Network:
    allowed = list(server.world.outlets)
    limits = Limits(seconds=8.0, wait=6.0, bytes_unpacked=5_000_000)
    return Network(lambda: Fetcher(agent=agent("test@paper.test"), allow=allowed, limits=limits, clock=now), now)


def watch(archive: Archive, server: Server, now: Any = lambda: datetime.now(UTC), **settings: Any) -> Watch:
    with closing(network(server, now)) as ask:
        run = Watch(archive, ask, policy=POLICY, tagger=pipeline.rule_tagger(), now=now, workers=25, **settings)
        run.run(once=True)
    return run


def add_all(archive: Archive, world: World) -> None:
    found = [Offer(o.source if o.feed == "/feed" else o.url("/feed"), SourceKind.FEED) for o in world.outlets.values()]
    sources.add(archive, found, now=datetime.now(UTC))


def kept(archive: Archive) -> Counter[str]:
    """How many versions of each address are in the archive."""
    return Counter({row.address or "": len(archive.versions(row.id)) for row in archive.every_article()})


@pytest.fixture(scope="module")
def after(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Archive, Watch, Shifted]]:
    """The world after one run of the watch on it."""
    now = Shifted()
    folder = tmp_path_factory.mktemp("watched")
    with (
        Server(lambda port: fifty(HOST, port, datetime.now(UTC))) as server,
        Archive.open(folder / "archive", write=True, create=True) as archive,
    ):
        add_all(archive, server.world)
        run = watch(archive, server, now)
        yield server, archive, run, now


After = tuple[Server, Archive, Watch, Shifted]


def test_every_allowed_page_is_in_the_archive_once(after: After) -> None:
    server, archive, _, _ = after
    assert kept(archive) == Counter(wanted(server.world))


def test_no_page_was_fetched_twice(after: After) -> None:
    served = Counter((h.host, h.path) for h in after[0].world.log if h.version is not None and h.status == 200)
    assert served and set(served.values()) == {1}


def test_no_forbidden_page_was_asked_for(after: After) -> None:
    asked = {h.path for h in after[0].world.log}
    assert "/robots.txt" in asked
    assert not [path for path in asked if path.startswith("/private/")]


def test_a_host_whose_robots_file_fails_or_forbids_all_was_asked_for_nothing_else(after: After) -> None:
    hosts = after[0].outlets
    for number in (3, 5, 24):
        assert {h.path for h in after[0].world.hits(hosts[number - 1].host)} == {"/robots.txt"}, number


def test_no_private_address_was_reached(after: After) -> None:
    server, archive, _, _ = after
    assert {h.host for h in server.world.log} <= set(server.world.outlets)
    (trap,) = [s for s in statuses(archive) if s.url == server.outlets[6].url("/feed")]
    assert trap.pages["refused"] >= 7
    assert any("no public address" in problem for _, _, problem in trap.troubles)


def test_delays_are_kept(after: After) -> None:
    for number, outlet in enumerate(after[0].outlets, 1):
        times = [h.at for h in after[0].world.hits(outlet.host)]
        asked_for = 0.8 if number == 8 else DELAY
        gaps = [b - a for a, b in pairwise(times)]
        # The first request is for the robots.txt itself, before the outlet's own wish is known.
        assert all(gap >= asked_for for gap in gaps), (number, min(gaps))


def test_a_host_that_asks_for_patience_gets_it(after: After) -> None:
    outlet = after[0].outlets[8]
    hits = after[0].world.hits(outlet.host)
    (refused,) = [i for i, h in enumerate(hits) if h.status == 429]
    assert hits[refused + 1].at - hits[refused].at >= 2.0
    assert [h.status for h in after[0].world.hits(outlet.host, "/news/0.html")] == [429, 200]


def test_the_watch_names_itself_and_its_contact(after: After) -> None:
    agents = {h.agent for h in after[0].world.log}
    assert len(agents) == 1
    assert agents.pop().startswith("onrecord/") and "test@paper.test" in agent("test@paper.test")


def test_the_status_says_of_each_source_what_fails_and_why(after: After) -> None:
    server, archive, _, _ = after
    known = {s.url: s for s in statuses(archive)}
    for number, words in {
        3: "without its robots.txt",
        5: "its robots.txt forbids",
        17: "bytes unpacked",
        18: "in time",
        19: "is a page, no feed",
        24: "in time",
    }.items():
        status = known[server.outlets[number - 1].url("/feed")]
        assert status.health == "failing" and words in (status.problem or ""), (number, status)
    fine = known[server.outlets[30].url("/feed")]
    assert fine.health == "ok" and fine.problem is None and fine.last_success and fine.next_at > fine.last_success


def test_what_fails_is_in_the_archives_failures_with_its_reason(after: After) -> None:
    reasons = {f.address: f.reason for f in after[1].failures(limit=200).rows}
    outlets = after[0].outlets
    assert "404" in reasons[outlets[12].url("/news/0.html")]
    assert "image/png" in reasons[outlets[19].url("/news/0.html")]
    assert "unpacked" in reasons[outlets[11].url("/news/0.html")]
    assert "5 times" in reasons[outlets[0].url("/chain5")]


def test_a_second_run_asks_for_nothing_that_is_not_due(after: After) -> None:
    server, archive, _, now = after
    before = len(server.world.log)
    watch(archive, server, now)
    asked = {(h.host, h.path) for h in server.world.log[before:]}
    stories = {(o.host, s.path) for o, s in server.world.stories if o.url(s.path) in wanted(server.world)}
    assert not asked & stories


def test_every_edit_becomes_a_version_and_the_unchanged_nothing(after: After) -> None:
    server, archive, _, now = after
    before, moment = kept(archive), datetime.now(UTC)
    edited = {o.url(o.stories[1].path) for o in server.outlets if o.url(o.stories[1].path) in before}
    for outlet in server.outlets:
        outlet.stories[1].edits = (moment,)
    now.ahead = timedelta(hours=1.2)
    first = len(server.world.log)
    watch(archive, server, now)
    assert kept(archive) == before + Counter(edited)
    looks = [h for h in server.world.log[first:] if h.path.startswith("/news/") and h.status in (200, 304)]
    assert sum(h.status == 304 for h in looks) > 100, "what is unchanged is answered without its body"
    assert max(Counter((h.host, h.path) for h in looks).values()) == 1
    assert not [p for p in archive.check() if p.severity == "damage"]
