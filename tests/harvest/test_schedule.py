"""What is asked next and when, over values alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.store.sources import Host, RobotsFile, Source, State, Target
from onrecord.watch import schedule
from onrecord.watch.schedule import DAY, HOUR, Answer, Meaning, Policy

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
POLICY = Policy()
HOST = Host("a.test", NOW)
TARGET = Target(1, "http://a.test/1", "a.test", 1, State.WAITING, NOW)
SOURCE = Source(1, "http://a.test/f", "http://a.test/f", "a.test", "feed", NOW, POLICY.poll)
ROBOTS = RobotsFile("http://a.test", "http://a.test/robots.txt")

later = lambda seconds: NOW + timedelta(seconds=seconds)  # noqa: E731


@pytest.mark.parametrize(
    ("status", "wanted"),
    [
        (200, Meaning.CONTENT), (304, Meaning.UNCHANGED), (301, Meaning.MOVED), (308, Meaning.MOVED),
        (429, Meaning.BUSY), (503, Meaning.BUSY), (404, Meaning.GONE), (410, Meaning.GONE), (403, Meaning.DENIED),
        (451, Meaning.DENIED), (418, Meaning.DENIED), (500, Meaning.ERROR), (204, Meaning.ERROR), (206, Meaning.ERROR),
    ],
)  # fmt: skip
def test_a_status_means_one_thing(status: int, wanted: Meaning) -> None:
    assert schedule.meaning(status) is wanted


@given(st.integers(1, 10_000), st.floats(0, 1))
def test_back_off_doubles_with_jitter_up_to_a_day(failures: int, chance: float) -> None:
    whole = min(60.0 * 2.0 ** min(failures - 1, 30), DAY)
    assert whole / 2 <= schedule.back_off(failures, chance, first=60.0) <= whole


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("120", 120.0), ("0", 0.0), ("9999999", DAY), ("Mon, 02 Mar 2026 12:05:00 GMT", 300.0),
     ("Mon, 02 Mar 2020 12:05:00 GMT", 0.0), ("-5", None), ("soon", None), ("", None), (None, None), ("1" * 50, None)],
)  # fmt: skip
def test_retry_after_is_seconds_or_a_date_and_a_day_at_most(value: str | None, seconds: float | None) -> None:
    assert schedule.retry_after(value, NOW) == seconds


def test_a_host_waits_its_own_delay_or_ours_whichever_is_longer() -> None:
    assert schedule.ready(replace(HOST, last=NOW), POLICY) == later(1)
    assert schedule.ready(replace(HOST, last=NOW, delay=10.0), POLICY) == later(10)
    assert schedule.ready(replace(HOST, last=NOW, delay=1e9), POLICY) == later(HOUR)


def test_a_host_that_has_had_its_days_requests_waits_for_the_next_day() -> None:
    full = replace(HOST, day=date(2026, 3, 2), asked=POLICY.a_day, last=NOW)
    assert schedule.ready(full, POLICY) == datetime(2026, 3, 3, tzinfo=UTC)
    assert schedule.asked(full, later(DAY)).asked == 1
    assert schedule.ready(replace(full, asked=POLICY.a_day - 1), POLICY) == later(1)


def test_a_host_is_left_alone_for_as_long_as_it_asks_and_longer_with_each_failure() -> None:
    busy = schedule.after_host(HOST, Answer(Meaning.BUSY, NOW, retry_after=500.0), POLICY, 1.0)
    assert schedule.ready(busy, POLICY) == later(500)
    waits, host = [], HOST
    for _ in range(5):
        host = schedule.after_host(host, Answer(Meaning.UNREACHABLE, NOW), POLICY, 1.0)
        waits.append((host.not_before - NOW).total_seconds())
    assert waits == [60, 120, 240, 480, 960]
    assert schedule.after_host(host, Answer(Meaning.CONTENT, NOW), POLICY, 1.0).failures == 0


def test_a_page_is_looked_at_again_on_a_fading_schedule() -> None:
    seen, target = [], TARGET
    at: datetime | None = NOW
    while at is not None:
        target = schedule.after_page(target, Answer(Meaning.UNCHANGED if seen else Meaning.CONTENT, at), POLICY, 0.0)
        seen.append((at - NOW).total_seconds())
        at = target.due
    assert seen == [0, *POLICY.fading]


def test_looks_that_were_missed_are_not_made_up_for() -> None:
    kept = replace(TARGET, state=State.KEPT, first=NOW)
    after = schedule.after_page(kept, Answer(Meaning.UNCHANGED, later(10 * DAY)), POLICY, 0.0)
    assert after.due == later(30 * DAY)


def test_a_page_that_cannot_be_had_is_tried_again_and_then_given_up() -> None:
    target, tries = TARGET, 0
    while target.due is not None:
        target = schedule.after_page(target, Answer(Meaning.ERROR, target.due, 500, problem="500"), POLICY, 1.0)
        tries += 1
    assert (tries, target.state, target.problem) == (POLICY.tries, State.FAILED, "500")


@pytest.mark.parametrize(
    ("meaning", "first", "state"),
    [
        (Meaning.REFUSED, None, State.REFUSED),
        (Meaning.GONE, NOW, State.GONE),
        (Meaning.GONE, None, State.WAITING),
        (Meaning.DENIED, None, State.WAITING),
        (Meaning.BUSY, None, State.WAITING),
    ],
)
def test_what_becomes_of_a_page(meaning: Meaning, first: datetime | None, state: State) -> None:
    target = replace(TARGET, first=first, state=State.KEPT if first else State.WAITING)
    assert schedule.after_page(target, Answer(meaning, NOW), POLICY, 0.0).state is state


def test_a_redirect_ends_the_address_and_too_many_are_a_failure() -> None:
    moved = Answer(Meaning.MOVED, NOW, 301, location="http://b.test/1")
    assert schedule.after_page(TARGET, moved, POLICY, 0.0).state is State.MOVED
    assert schedule.after_page(replace(TARGET, hops=5), moved, POLICY, 0.0).state is State.FAILED
    itself = replace(moved, location=TARGET.url)
    assert schedule.after_page(TARGET, itself, POLICY, 0.0).problem == "redirects to itself"


def test_a_source_with_news_is_read_more_often_and_a_quiet_one_less_within_bounds() -> None:
    news = quiet = SOURCE
    for _ in range(30):
        news = schedule.after_source(news, Answer(Meaning.CONTENT, NOW), POLICY, 0.0, fresh=3)
        quiet = schedule.after_source(quiet, Answer(Meaning.UNCHANGED, NOW), POLICY, 0.0)
    assert (news.wait, quiet.wait) == (POLICY.shortest_poll, POLICY.longest_poll)
    shy = schedule.after_source(replace(SOURCE, every=DAY / 2), Answer(Meaning.UNCHANGED, NOW), POLICY, 0.0)
    assert shy.wait == DAY / 2


def test_a_source_that_fails_is_asked_for_everything_again_and_less_and_less() -> None:
    source, waits = replace(SOURCE, etag='"1"'), []
    for _ in range(3):
        source = schedule.after_source(source, Answer(Meaning.ERROR, NOW, problem="500"), POLICY, 1.0)
        waits.append((source.next_at - NOW).total_seconds())
    assert waits == [900, 1800, 3600]
    assert source.etag is None and source.problem == "500" and source.failures == 3


@given(
    st.lists(st.tuples(st.sampled_from(Meaning), st.integers(0, 10**6), st.floats(0, 1)), max_size=30),
)
def test_nothing_that_hosts_answer_makes_a_page_due_before_its_answer(run: list[tuple[Meaning, int, float]]) -> None:
    at, target, host = NOW, TARGET, HOST
    for meaning, seconds, chance in run:
        at += timedelta(seconds=seconds)
        answer = Answer(meaning, at, location="http://b.test/" if meaning is Meaning.MOVED else None)
        target = schedule.after_page(target, answer, POLICY, chance)
        host = schedule.after_host(host, answer, POLICY, chance)
        assert target.due is None or target.due >= at
        assert schedule.ready(host, POLICY) >= at + timedelta(seconds=POLICY.delay)


# robots.txt: RFC 9309, 2.3.1 and 2.4

FORBIDS = b"User-agent: onrecord\nDisallow: /\n"


@pytest.mark.parametrize(
    ("meaning", "content", "allowed"),
    [
        (Meaning.CONTENT, b"", True),
        (Meaning.CONTENT, FORBIDS, False),
        (Meaning.GONE, b"", True),
        (Meaning.DENIED, b"", True),
        (Meaning.ERROR, b"", None),
        (Meaning.BUSY, b"", None),
        (Meaning.UNREACHABLE, b"", None),
        (Meaning.DAMAGED, b"", None),
        (Meaning.CONTENT, b"# x\n" * 200_000 + FORBIDS, True),  # past the first 500 kB
        (Meaning.CONTENT, b"\xef\xbb\xbf" + FORBIDS, False),
        (Meaning.CONTENT, bytes(range(256)) * 100, True),
    ],
)
def test_what_the_answer_for_robots_allows(meaning: Meaning, content: bytes, allowed: bool | None) -> None:
    file = schedule.after_robots(ROBOTS, Answer(meaning, NOW), content, POLICY, 0.0)
    rules = schedule.rules(file)
    assert (rules.allowed("http://a.test/1") if rules else None) is allowed


def test_rules_hold_a_day_and_longer_while_the_file_cannot_be_reached() -> None:
    file = schedule.after_robots(ROBOTS, Answer(Meaning.CONTENT, NOW), FORBIDS, POLICY, 0.0)
    assert not schedule.stale(file, later(DAY - 1)) and schedule.stale(file, later(DAY))
    down = schedule.after_robots(file, Answer(Meaning.UNREACHABLE, later(DAY)), b"", POLICY, 0.0)
    known = schedule.rules(down)
    assert known is not None and not known.allowed("http://a.test/1")
    assert schedule.rules(schedule.after_robots(down, Answer(Meaning.ERROR, later(40 * DAY)), b"", POLICY, 0.0)) is None


def test_robots_redirects_are_followed_five_times_and_then_there_are_no_rules() -> None:
    file, moved = ROBOTS, Answer(Meaning.MOVED, NOW, 302, location="http://b.test/robots.txt")
    for hops in range(1, 6):
        file = schedule.after_robots(file, moved, b"", POLICY, 0.0)
        assert (file.at, file.hops) == ("http://b.test/robots.txt", hops)
        assert schedule.stale(file, NOW)
    file = schedule.after_robots(file, moved, b"", POLICY, 0.0)
    rules = schedule.rules(file)
    assert rules is not None and rules.allowed("http://a.test/1") and not schedule.stale(file, NOW)
