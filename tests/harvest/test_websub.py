"""Feeds that name a hub are pushed to us: subscribed to, verified, proven by signature, renewed, ended; else polled."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

import pytest
from hub import Hub
from outlets import ALLOW_ALL, ATOM, RSS, Outlet, Story, World
from server import Server

from onrecord import pipeline
from onrecord.errors import UsageError
from onrecord.harvest import websub
from onrecord.harvest.fetch import Fetcher, Limits
from onrecord.harvest.listing import SourceKind
from onrecord.harvest.sources import Offer
from onrecord.store import Archive
from onrecord.store import websub as rows
from onrecord.store.websub import Push
from onrecord.watch import Network, Policy, Receiver, Watch, agent, receiving, schedule, sources, statuses
from onrecord.watch.schedule import Answer, Meaning

POLICY = Policy(delay=0.02, first_wait=0.05, look=0.2)
HUB = "https://hub.test/"
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


# What is said, as values


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ('<https://hub.test/>; rel="hub"', {"hub": "https://hub.test/"}),
        ("<https://hub.test/>; rel=hub, </feed>; rel=self", {"hub": "https://hub.test/", "self": "http://a.test/feed"}),
        ('<https://a.test/>; title="a, b; rel=hub"; rel="self"', {"self": "https://a.test/"}),
        ('<https://one.test/>; rel="hub", <https://two.test/>; rel="hub"', {"hub": "https://one.test/"}),
        ('<file:///etc/passwd>; rel="hub"', {}),
        ("<https://hub.test/>", {}),
        ("<" * 100_000, {}),
        (None, {}),
    ],
)
def test_a_link_header_gives_its_targets_by_relation(header: str | None, found: dict[str, str]) -> None:
    assert websub.links(header, "http://a.test/x") == found


def test_a_subscription_asks_for_topic_callback_secret_and_lease() -> None:
    form = websub.form("subscribe", topic="http://a.test/f", callback="http://b.test/c", secret="s")
    assert dict(parse_qsl(form.decode())) == {
        "hub.mode": "subscribe", "hub.topic": "http://a.test/f", "hub.callback": "http://b.test/c", "hub.secret": "s",
        "hub.lease_seconds": "864000",
    }  # fmt: skip
    assert "hub.secret" not in websub.form("unsubscribe", topic="t", callback="c", secret="s").decode()


NO_INTENTS = (
    "", "hub.mode=subscribe", "hub.mode=subscribe&hub.topic=t", "hub.mode=publish&hub.topic=t&hub.challenge=c",
    "hub.mode=subscribe&hub.topic=t&hub.challenge=" + "c" * 1_001, "&".join(f"a{i}=1" for i in range(50)),
    "hub.topic=%ff%fe&hub.mode=denied",
)  # fmt: skip


@pytest.mark.parametrize("query", NO_INTENTS)
def test_what_is_no_intent_is_none(query: str) -> None:
    assert websub.intent(query) is None


@pytest.mark.parametrize("lease", ["", "-1", "1e9", "٣", "9" * 30])
def test_a_lease_that_cannot_be_read_is_none(lease: str) -> None:
    fields = {"hub.mode": "subscribe", "hub.topic": "t", "hub.challenge": "c", "hub.lease_seconds": lease}
    assert websub.intent(urlencode(fields)) == websub.Intent("subscribe", "t", "c")


def test_signatures_of_every_method_are_proven_and_none_else() -> None:
    text = b"The quick brown fox jumps over the lazy dog"  # the test vectors that everybody uses
    assert websub.signed(text, "sha1=de7c9b85b8b78aa6bc8a7a36f70a90701c9db4d9", "key")
    right = "f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8"
    assert websub.signed(text, f"sha256={right.upper()}", "key")
    for wrong in (None, "", "sha256", "sha256=", f"md5={right}", f"sha256={right[:-1]}", "sha256=ü", f"new={right}"):
        assert not websub.signed(text, wrong, "key")


def subscription(**changes: object) -> rows.Subscription:
    values = {
        "token": "t", "source": 1, "hub": HUB, "at": HUB, "host": "hub.test", "topic": "http://a.test/",
        "callback": "c", "secret": "s", "state": Push.WANTED, "next_at": NOW,
    }  # fmt: skip
    return rows.Subscription(**(values | changes))  # type: ignore[arg-type]


def test_a_lease_is_renewed_when_three_quarters_are_over_and_no_sooner_than_the_policy_says() -> None:
    one = schedule.leased(subscription(), 4 * 86_400.0, NOW, Policy())
    assert one.state is Push.ACTIVE
    assert (one.next_at, one.expires) == (NOW + timedelta(days=3), NOW + timedelta(days=4))
    assert schedule.leased(subscription(), 1.0, NOW, Policy()).next_at == NOW + timedelta(minutes=45)
    assert schedule.leased(subscription(), 1e11, NOW, Policy()).expires == NOW + timedelta(days=365)


def test_a_hub_that_fails_is_asked_less_and_less_and_one_that_redirects_where_it_says() -> None:
    waits, asked = [], subscription()
    for _ in range(4):
        asked = schedule.after_hub(asked, Answer(Meaning.ERROR, NOW, 500, problem="down"), Policy(), 1.0)
        waits.append((asked.next_at - NOW).total_seconds())
    assert waits == [300, 600, 1200, 2400] and asked.problem == "down"
    moved = schedule.after_hub(subscription(), Answer(Meaning.MOVED, NOW, 308, "https://new.test/h"), Policy(), 1.0)
    assert (moved.at, moved.host, moved.next_at) == ("https://new.test/h", "new.test", NOW)
    for _ in range(6):
        moved = schedule.after_hub(moved, Answer(Meaning.MOVED, NOW, 308, "https://new.test/h"), Policy(), 1.0)
    assert moved.at == HUB and moved.next_at > NOW


# With a hub and an outlet on loopback


class Running:
    """A watch with its receiver on a thread; the outlets' feeds are read once, then hours pass between two readings."""

    def __init__(self, archive: Archive, server: Server, hub: Hub) -> None:
        self.archive, self.server, self.hub = archive, server, hub
        self.ahead = timedelta(0)

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    @contextmanager
    def watching(self, policy: Policy = POLICY) -> Iterator[Receiver]:
        allowed = [*self.server.world.outlets, self.hub.host]
        make = lambda: Fetcher(agent=agent(), allow=allowed, limits=Limits(seconds=8.0, wait=6.0), clock=self.now)  # noqa: E731
        network = Network(make, self.now)
        wake = lambda hosts: run.wake(hosts)  # noqa: E731
        with Receiver(self.archive.db, ("127.0.0.1", 0), policy=policy, wake=wake, now=self.now) as receiver:
            run = Watch(
                self.archive, network, policy=policy, tagger=pipeline.rule_tagger(), workers=4, now=self.now,
                callback=f"http://127.0.0.1:{receiver.port}/behind/a/proxy",
            )  # fmt: skip
            thread = threading.Thread(target=run.run)
            thread.start()
            try:
                yield receiver
            finally:
                run.stop()
                thread.join(30)
                network.close()
                assert not thread.is_alive()

    @property
    def kept(self) -> set[str]:
        return {row.address or "" for row in self.archive.every_article()}

    @property
    def pushes(self) -> list[Push]:
        return [p.state for p in rows.subscriptions(self.archive.db)]


def until(true: Callable[[], object], seconds: float = 20.0) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not come to that in time"
        time.sleep(0.02)


def world(hub: Hub, kind: str = ATOM) -> Callable[[int], World]:
    def make(port: int) -> World:
        made = World()
        story = Story("/news/0.html", datetime.now(UTC) - timedelta(hours=1), seed=1)
        outlet = made.add(Outlet(f"127.0.3.1:{port}", kind, [story], hub=hub.url))
        outlet.behaviour["/robots.txt"] = [ALLOW_ALL]
        return made

    return make


@pytest.fixture(params=[ATOM, RSS])
def running(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Running]:
    """An outlet whose feed names the hub in itself (Atom) or in its header (RSS)."""
    with (
        Hub() as hub,
        Server(world(hub, request.param)) as server,
        Archive.open(tmp_path / "archive", write=True, create=True) as archive,
    ):
        sources.add(archive, [Offer(server.outlets[0].source, SourceKind.FEED)], now=datetime.now(UTC))
        yield Running(archive, server, hub)


@pytest.fixture
def atom(tmp_path: Path) -> Iterator[Running]:
    with (
        Hub() as hub,
        Server(world(hub)) as server,
        Archive.open(tmp_path / "archive", write=True, create=True) as archive,
    ):
        sources.add(archive, [Offer(server.outlets[0].source, SourceKind.FEED)], now=datetime.now(UTC))
        yield Running(archive, server, hub)


def publish(running: Running, number: int, **how: str) -> list[int]:
    """A new story; the hub sends the feed as it is now."""
    (outlet,) = running.server.outlets
    outlet.stories.append(Story(f"/news/{number}.html", datetime.now(UTC) - timedelta(minutes=1), seed=number + 1))
    body, _ = outlet.listing("/feed", datetime.now(UTC))
    return running.hub.publish(outlet.source, body, **how)


def test_what_a_hub_sends_is_captured_without_asking_the_feed_again(running: Running) -> None:
    (outlet,) = running.server.outlets
    with running.watching():
        until(lambda: running.hub.subscribers)
        (status,) = statuses(running.archive)
        assert status.push == "active" and status.push_until and status.push_problem is None
        asked = len(running.server.world.hits(path="/feed"))
        assert publish(running, 1) == [202]
        until(lambda: outlet.url("/news/1.html") in running.kept)
    assert len(running.server.world.hits(path="/feed")) == asked
    (status,) = statuses(running.archive)
    assert status.total == 2 and status.next_at > datetime.now(UTC) + timedelta(hours=1.5), "polled as a safeguard only"
    assert [p for p in running.archive.check() if p.severity == "damage"] == []


def test_content_with_a_wrong_signature_is_passed_over_and_said(atom: Running) -> None:
    with atom.watching():
        until(lambda: atom.hub.subscribers)
        assert publish(atom, 1, signature="sha256=" + "0" * 64) == [202]
        assert publish(atom, 2, signature="") == [202]
        assert "wrong signature" in (statuses(atom.archive)[0].push_problem or "")
        time.sleep(0.3)
        assert len(atom.kept) <= 1
        assert publish(atom, 3) == [202]
        until(lambda: len(atom.kept) == 4)
        assert statuses(atom.archive)[0].push_problem is None


def test_what_is_no_feed_only_makes_us_read_the_feed(atom: Running) -> None:
    (outlet,) = atom.server.outlets
    with atom.watching():
        until(lambda: atom.hub.subscribers and atom.kept)
        asked = len(atom.server.world.hits(path="/feed"))
        outlet.stories.append(Story("/news/1.html", datetime.now(UTC) - timedelta(minutes=1), seed=2))
        assert atom.hub.publish(outlet.source, b"there is news") == [202]
        until(lambda: outlet.url("/news/1.html") in atom.kept)
        assert len(atom.server.world.hits(path="/feed")) == asked + 1


def test_a_lease_is_renewed_before_it_ends(atom: Running) -> None:
    atom.hub.lease = 2
    with atom.watching(Policy(delay=0.02, first_wait=0.05, look=0.1, shortest_lease=1.0)):
        until(lambda: len(atom.hub.log) >= 3)
        until(lambda: atom.pushes == [Push.ACTIVE])
    assert len({form["hub.callback"] for form in atom.hub.log}) == 1, "the same subscription each time"
    assert {form["hub.mode"] for form in atom.hub.log} == {"subscribe"}


def test_a_source_that_is_removed_is_unsubscribed_from(atom: Running) -> None:
    with atom.watching():
        until(lambda: atom.hub.subscribers)
        sources.remove(atom.archive, rows_source(atom.archive))
        until(lambda: not atom.hub.subscribers)
        until(lambda: not atom.pushes)
    assert atom.hub.log[-1]["hub.mode"] == "unsubscribe"


def rows_source(archive: Archive) -> sources.Source:
    return sources.named(archive, "1")


def test_a_hub_that_denies_leaves_the_source_polled(atom: Running) -> None:
    atom.hub.deny = "private  topic"
    with atom.watching():
        until(lambda: atom.pushes == [Push.DENIED])
    (status,) = statuses(atom.archive)
    assert status.push_problem == "the hub denies it: private topic" and status.health == "ok"
    assert status.next_at < datetime.now(UTC) + timedelta(minutes=30)


def test_a_hub_that_moved_is_found_and_asked_there(atom: Running) -> None:
    atom.hub.move = f"http://{atom.hub.host}/new"
    with atom.watching():
        until(lambda: atom.hub.subscribers)
    assert len(atom.hub.log) == 2


def test_a_lease_that_ran_out_means_polling_again(atom: Running) -> None:
    with atom.watching():
        until(lambda: atom.hub.subscribers and atom.kept)
    atom.ahead = timedelta(days=20)
    atom.hub.deny = "closed"
    asked = len(atom.server.world.hits(path="/feed"))
    with atom.watching():
        until(lambda: len(atom.server.world.hits(path="/feed")) > asked)
        until(lambda: atom.pushes == [Push.DENIED])
    assert rows_source(atom.archive).wait <= POLICY.poll * 1.25


def test_a_watch_that_was_ended_goes_on_with_its_subscription(atom: Running) -> None:
    with atom.watching() as first:
        until(lambda: atom.hub.subscribers)
        port = first.port
    ((_, callback),) = atom.hub.subscribers
    base = callback.rpartition("/")[0]
    with Receiver(atom.archive.db, ("127.0.0.1", port), policy=POLICY, wake=lambda hosts: None):
        assert base.startswith(f"http://127.0.0.1:{port}/")
        assert publish(atom, 1) == [202]
    assert rows_source(atom.archive).total == 2


def test_a_hub_with_a_private_address_is_not_asked(tmp_path: Path) -> None:
    with (
        Hub() as hub,
        Server(world(hub)) as server,
        Archive.open(tmp_path / "archive", write=True, create=True) as archive,
    ):
        sources.add(archive, [Offer(server.outlets[0].source, SourceKind.FEED)], now=datetime.now(UTC))
        running = Running(archive, server, Hub())
        running.hub = type("Elsewhere", (), {"host": "no.test"})()  # only the outlet is allowed
        with running.watching():
            until(lambda: running.kept and (statuses(archive)[0].push_problem or ""))
        assert "no public address" in (statuses(archive)[0].push_problem or "") and hub.log == []
        assert statuses(archive)[0].health == "ok"


# Who else may come


@pytest.fixture
def door(tmp_path: Path) -> Iterator[tuple[Archive, Receiver]]:
    """A receiver with one active subscription (token "right", secret "s") and one that is ending."""
    with Archive.open(tmp_path / "archive", write=True, create=True) as archive:
        sources.add(archive, [Offer("http://a.test/feed", SourceKind.FEED)], now=NOW)
        with archive.db.writing():
            for token, state in (("right", Push.ACTIVE), ("over", Push.ENDING), ("new", Push.WANTED)):
                rows.put(archive.db, subscription(token=token, state=state, topic="http://a.test/feed"))
        with Receiver(archive.db, ("127.0.0.1", 0), policy=POLICY, wake=lambda hosts: None) as receiver:
            yield archive, receiver


def ask(receiver: Receiver, path: str, body: bytes | None = None, **headers: str) -> tuple[int, bytes]:
    address = f"http://127.0.0.1:{receiver.port}{path}"
    try:
        with urllib.request.urlopen(urllib.request.Request(address, body, headers), timeout=20) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as e:
        return e.code, e.read()


def query(mode: str, topic: str = "http://a.test/feed", **more: str) -> str:
    return urlencode({"hub.mode": mode, "hub.topic": topic, "hub.challenge": "<b>4711</b>", **more})


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 404),
        ("/right", 404),
        (f"/wrong?{query('subscribe')}", 404),
        (f"/right?{query('subscribe', 'http://a.test/other')}", 404),
        (f"/right?{query('unsubscribe')}", 404),
        (f"/over?{query('subscribe')}", 404),
        (f"/over?{query('denied')}", 404),
        (f"/right?{query('subscribe')}", 200),
        (f"/new?{query('subscribe')}", 200),
        (f"/over?{query('unsubscribe')}", 200),
    ],
)
def test_only_what_we_asked_for_is_confirmed(door: tuple[Archive, Receiver], path: str, status: int) -> None:
    answered, body = ask(door[1], path)
    assert answered == status and body == (b"<b>4711</b>" if status == 200 else b"")


def test_a_challenge_comes_back_as_plain_text(door: tuple[Archive, Receiver]) -> None:
    with urllib.request.urlopen(f"http://127.0.0.1:{door[1].port}/right?{query('subscribe')}") as answer:
        assert answer.headers["Content-Type"].startswith("text/plain")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_content_for_nobody_too_much_and_too_late_is_refused(door: tuple[Archive, Receiver]) -> None:
    archive, receiver = door
    assert ask(receiver, "/wrong", b"x")[0] == 404
    assert ask(receiver, "/over", b"x")[0] == 410
    with socket.create_connection(("127.0.0.1", receiver.port)) as raw:
        raw.sendall(b"POST /right HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n")
        assert b" 413 " in raw.recv(100)
    with socket.create_connection(("127.0.0.1", receiver.port)) as raw:
        raw.sendall(b"POST /right HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
        assert b" 411 " in raw.recv(100)
    assert sources.named(archive, "1").total == 0


def test_content_before_the_hub_has_verified_us_is_not_taken(door: tuple[Archive, Receiver]) -> None:
    import hashlib
    import hmac

    feed = b"<rss><channel><item><link>http://a.test/1</link></item></channel></rss>"
    signature = "sha256=" + hmac.new(b"s", feed, hashlib.sha256).hexdigest()
    for token, taken in (("new", 0), ("right", 1)):
        assert ask(door[1], f"/{token}", feed, **{"X-Hub-Signature": signature})[0] == 202
        assert sources.named(door[0], "1").total == taken


def test_who_holds_all_connections_is_thrown_out_in_time(
    door: tuple[Archive, Receiver], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receiving, "SECONDS", 1.0)
    held = [socket.create_connection(("127.0.0.1", door[1].port)) for _ in range(receiving.CONNECTIONS)]
    for one in held:
        one.sendall(b"POST /right HTTP/1.1\r\nContent-Length: 100\r\n\r\nx")
    time.sleep(0.3)
    with pytest.raises(OSError):
        ask(door[1], f"/right?{query('subscribe')}")
    time.sleep(1.5)
    assert ask(door[1], f"/right?{query('subscribe')}")[0] == 200
    for one in held:
        one.close()


def test_a_port_that_is_taken_is_said(door: tuple[Archive, Receiver]) -> None:
    with pytest.raises(UsageError, match="give a free one to --websub-listen"):
        Receiver(door[0].db, ("127.0.0.1", door[1].port), policy=POLICY, wake=lambda hosts: None)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--websub", "https://a.test/hub", "--once"], "give one of them"),
        (["--websub", "ftp://a.test/"], "give the https://… address"),
        (["--websub", "https://a.test/", "--websub-listen", "8088"], "127.0.0.1:8088"),
        (["--websub", "https://a.test/", "--websub-listen", "127.0.0.1:99999"], "127.0.0.1:8088"),
    ],
)
def test_the_command_says_what_it_wants_for_hubs(tmp_path: Path, options: list[str], message: str) -> None:
    command = [sys.executable, "-m", "onrecord", "watch", "--archive", str(tmp_path / "a"), *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1 and message in done.stderr, done.stderr


def test_the_command_is_told_by_a_hub(atom: Running, tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    archive = str(atom.archive.folder)
    allowed = [part for host in (*atom.server.world.outlets, atom.hub.host) for part in ("--allow-host", host)]
    hub = ["--websub", f"http://127.0.0.1:{port}/", "--websub-listen", f"127.0.0.1:{port}"]
    options = ["--archive", archive, "--tagger", "rules", "--delay", "0.02", *hub, *allowed]
    process = subprocess.Popen([sys.executable, "-m", "onrecord", "watch", *options], stderr=subprocess.PIPE)
    try:
        until(lambda: atom.hub.subscribers)
        publish(atom, 1)
        until(lambda: len(atom.kept) == 2)
    finally:
        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=30)
    assert process.returncode in (0, 130, 143), errors
    shown = subprocess.run(
        [sys.executable, "-m", "onrecord", "sources", "list", "--archive", archive],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "active until" in shown.stdout
