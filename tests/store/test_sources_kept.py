"""What the watch keeps between two runs, on every store."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from onrecord.errors import NotFound
from onrecord.model import Page
from onrecord.store import Archive
from onrecord.store import sources as rows
from onrecord.store.sources import Host, RobotsFile, State

sys.path.insert(0, str(Path(__file__).parent.parent / "world"))

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
FEED = "http://a.test/feed"


@pytest.fixture
def archive(place: str | Path) -> Iterator[Archive]:
    with Archive.open(place, write=True, create=True) as archive:
        with archive.db.writing():
            rows.add_source(archive.db, FEED, "a.test", now=NOW, wait=900.0, label="Ä\0")
            (source,) = rows.sources(archive.db)
            for i in range(3):
                rows.add_target(archive.db, f"http://a.test/{i}", "a.test", source.n, NOW + timedelta(seconds=i))
        yield archive


def test_a_source_and_an_address_are_known_once(archive: Archive) -> None:
    with archive.db.writing():
        assert not rows.add_source(archive.db, FEED, "a.test", now=NOW, wait=900.0)
        assert not rows.add_target(archive.db, "http://a.test/0", "a.test", None, NOW)
        assert rows.add_target(archive.db, "http://a.test/new", "a.test", None, NOW)


def test_rows_come_back_as_they_were_written(archive: Archive) -> None:
    (source,) = rows.sources(archive.db)
    changed = replace(
        source, kind="feed", next_at=LATER, wait=0.5, etag='"x"', problem="Ö", left_out='{"a":1}', backlog=True, hops=2
    )
    target = rows.due_targets(archive.db, "a.test", LATER)[1]
    seen = replace(target, state=State.KEPT, due=LATER, first=NOW, tries=3, sha256="ab", last=NOW)
    host = Host("a.test", LATER, 1.5, 2, NOW.date(), 7, NOW, "busy")
    robots = RobotsFile("http://a.test", "http://a.test/robots.txt", 1, 200, b"User-agent: *\n\x00\xff", NOW, LATER, 4)
    with archive.db.writing():
        rows.put_source(archive.db, changed)
        rows.put_target(archive.db, seen)
        for _ in range(2):
            rows.put_host(archive.db, host)
            rows.put_robots(archive.db, robots)
    assert rows.source(archive.db, source.n) == changed
    assert rows.target_at(archive.db, seen.url) == seen
    assert rows.hosts(archive.db) == (host,)
    assert rows.robots_file(archive.db, "http://a.test") == robots


def test_what_is_due_comes_in_the_order_of_its_time(archive: Archive) -> None:
    assert rows.first_due(archive.db, "a.test") == NOW
    assert [t.url[-1] for t in rows.due_targets(archive.db, "a.test", NOW + timedelta(seconds=1))] == ["0", "1"]
    assert rows.due_hosts(archive.db) == ("a.test",)
    assert rows.first_due(archive.db, "b.test") is None


def test_removing_a_source_forgets_what_waits_and_keeps_what_was_captured(archive: Archive) -> None:
    (source,) = rows.sources(archive.db)
    target = rows.due_targets(archive.db, "a.test", NOW)[0]
    with archive.db.writing():
        rows.put_target(archive.db, replace(target, state=State.KEPT, first=NOW))
        assert rows.remove_source(archive.db, source.n) == 2
        rows.put_source(archive.db, replace(source, problem="too late"))  # its job ends after its removal
        rows.put_target(archive.db, replace(target, state=State.KEPT))
        assert rows.add_target(archive.db, "http://a.test/moved", "a.test", source.n, NOW)
    assert rows.sources(archive.db) == ()
    left = rows.target_at(archive.db, target.url)
    assert left is not None and left.source is None
    with pytest.raises(NotFound):
        rows.source(archive.db, source.n)


def test_an_origin_is_put_off_or_refused_and_no_other(archive: Archive) -> None:
    with archive.db.writing():
        rows.add_target(archive.db, "http://a.test:8080/x", "a.test", None, NOW)
        rows.postpone(archive.db, "a.test", "http://a.test", LATER, LATER)
    assert [t.url for t in rows.due_targets(archive.db, "a.test", NOW)] == ["http://a.test:8080/x"]
    with archive.db.writing():
        assert rows.refuse(archive.db, "a.test", "http://a.test:8080", "private", LATER) == ("http://a.test:8080/x",)
    refused = rows.target_at(archive.db, "http://a.test:8080/x")
    assert refused is not None and (refused.state, refused.due, refused.problem) == (State.REFUSED, None, "private")


def test_a_page_that_came_is_there_until_it_is_read_and_comes_alone_after_a_kill(archive: Archive) -> None:
    pages = [
        Page(bytes([i]) * 1_000, f"http://a.test/{i}", NOW, "text/html", "utf-8", f"http://a.test/{i}")
        for i in range(3)
    ]
    with archive.db.writing():
        for i, page in enumerate(pages):
            rows.put_arrived(archive.db, i, page)
    first = rows.arrived(archive.db, 2)
    assert [a.page for a in first] == pages[:2]
    with archive.db.writing():
        rows.try_arrived(archive.db, [a.n for a in first])
    assert [a.page for a in rows.arrived(archive.db, 16)] == pages[2:]
    with archive.db.writing():
        rows.done_arrived(archive.db, [a.n for a in rows.arrived(archive.db, 16)])
    (alone,) = rows.arrived(archive.db, 16)
    assert (alone.page, alone.tries) == (pages[0], 1)


def test_a_simulated_day_is_the_same_on_every_store(place: str | Path) -> None:
    from simulated import problems, simulate

    outcome = simulate(place, count=3, pages=9, days=1)
    assert problems(outcome, 1) == []
    assert outcome.counts["new"] > 4
