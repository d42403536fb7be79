"""The archive's disk fills up, its server goes away and comes back: nothing is lost or fetched twice for it."""

from __future__ import annotations

import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import servers
from disks import disk
from outlets import PRIVATE, RSS, Outlet, World, stories
from server import Server

from onrecord.harvest.listing import SourceKind
from onrecord.harvest.sources import Offer
from onrecord.store import Archive
from onrecord.watch import sources

OUTLETS, STORIES = 8, 10


def made(port: int) -> World:
    world = World()
    for number in range(1, OUTLETS + 1):
        outlet = world.add(Outlet(f"127.0.4.{number}:{port}", RSS, stories(number, STORIES, datetime.now(UTC))))
        outlet.behaviour["/robots.txt"] = [PRIVATE]
    return world


@pytest.fixture
def world() -> Iterator[Server]:
    with Server(made) as server:
        yield server


@pytest.fixture
def postgres() -> Iterator[servers.Postgres]:
    if not servers.installed():
        pytest.skip(servers.MISSING)
    with servers.Postgres(synchronous_commit="on") as server:  # what it confirmed, a crash must not take back
        yield server


def begin(place: str | Path, server: Server) -> None:
    with Archive.open(place, write=True, create=True) as archive:
        offers = [Offer(o.source, SourceKind.FEED) for o in server.outlets]
        sources.add(archive, offers, now=datetime.now(UTC))


def watch(
    place: str | Path, server: Server, *options: str, errors: object = None, **how: object
) -> subprocess.Popen[bytes]:
    allowed = [part for host in server.world.outlets for part in ("--allow-host", host)]
    settings = ["--archive", str(place), "--json", "--tagger", "rules", "--delay", "0.1", *options, *allowed]
    return subprocess.Popen(
        [sys.executable, "-m", "onrecord", "watch", *settings], stdout=subprocess.DEVNULL,
        stderr=errors or subprocess.PIPE, **how,
    )  # type: ignore[call-overload, no-any-return]  # fmt: skip


def until(true: Callable[[], object], seconds: float = 60.0) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not come to that in time"
        time.sleep(0.05)


def kept(place: str | Path) -> Counter[str]:
    with Archive.open(place) as archive:
        assert [p for p in archive.check() if p.severity == "damage"] == []
        return Counter({row.address or "": len(archive.versions(row.id)) for row in archive.every_article()})


def wanted(server: Server) -> Counter[str]:
    return Counter(outlet.url(story.path) for outlet, story in server.world.stories)


def sent_twice(server: Server) -> list[str]:
    sent = Counter((h.host, h.path) for h in server.world.log if h.version is not None and h.status == 200)
    return [f"{host}{path}" for (host, path), times in sent.items() if times > 1]


def test_a_server_that_goes_away_is_waited_for_and_nobody_is_asked_meanwhile(
    world: Server, postgres: servers.Postgres, tmp_path: Path
) -> None:
    place = postgres.schema("away", tmp_path)
    begin(place, world)
    with tempfile.TemporaryFile() as errors:
        process = watch(place, world, errors=errors)
        try:
            for enough in (15, 50):
                until(lambda enough=enough: len(world.world.log) >= enough)
                postgres.stop()
                time.sleep(2.0)  # what was under way has come
                asked = len(world.world.log)
                time.sleep(2.0)
                assert len(world.world.log) == asked, "nobody is asked while there is no place to keep what he says"
                assert process.poll() is None
                postgres.start()
            pages = lambda: sum(h.version is not None for h in world.world.log)  # noqa: E731
            until(lambda: pages() == OUTLETS * STORIES)
            time.sleep(1.0)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(30)
        errors.seek(0)
        told = errors.read().decode()
    assert told.count("The watch waits for it") == 2 and told.count("the watch goes on") == 2, told
    again = watch(place, world, "--once")  # reads what came last
    assert (again.wait(60), again.communicate()[1]) == (0, b"")
    assert kept(place) == wanted(world)
    assert sent_twice(world) == []


def test_a_watch_that_waits_for_its_server_can_be_ended(
    world: Server, postgres: servers.Postgres, tmp_path: Path
) -> None:
    place = postgres.schema("ended", tmp_path)
    begin(place, world)
    process = watch(place, world)
    until(lambda: len(world.world.log) >= 10)
    postgres.stop()
    time.sleep(2.0)
    assert process.poll() is None
    process.send_signal(signal.SIGTERM)  # as Ctrl-C; that one is ignored where a shell began the tests with "&"
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130 and b"Traceback" not in errors, errors.decode()


def test_a_single_run_stops_when_its_server_goes_and_a_later_one_goes_on(
    world: Server, postgres: servers.Postgres, tmp_path: Path
) -> None:
    place = postgres.schema("once", tmp_path)
    begin(place, world)
    process = watch(place, world, "--once")
    until(lambda: len(world.world.log) >= 30)
    postgres.stop()
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 1 and b"cannot be reached" in errors and b"Traceback" not in errors, errors.decode()
    _, errors = watch(place, world, "--once").communicate(timeout=60)
    assert b"cannot be reached" in errors and b"run again" in errors
    postgres.start()
    _, errors = watch(place, world, "--once").communicate(timeout=120)
    assert errors == b"" and kept(place) == wanted(world)
    assert len(sent_twice(world)) <= OUTLETS, "only what was under way, one request to a host"


def full(place: str | Path, world: Server, **how: object) -> None:
    """Three runs, as cron starts them, on an archive without room: each says so, and asks for little."""
    for _ in range(3):
        asked = len(world.world.log)
        process = watch(place, world, "--once", **how)
        _, errors = process.communicate(timeout=120)
        assert process.returncode == 1, errors.decode()
        assert b"free some and run again" in errors or b"check space" in errors, errors.decode()
        assert b"Traceback" not in errors, errors.decode()
    assert len(world.world.log) - asked <= 3 * OUTLETS


def whole(place: str | Path, world: Server) -> None:
    """With room again, a run takes up everything."""
    process = watch(place, world, "--once")
    _, errors = process.communicate(timeout=120)
    assert process.returncode == 0 and errors == b"", errors.decode()
    assert kept(place) == wanted(world)


def test_a_full_disk_ends_the_run_with_a_message_and_a_later_one_goes_on(world: Server, tmp_path: Path) -> None:
    with disk(tmp_path / "disk", 2) as small:
        begin(small.path / "archive", world)
        full(small.path / "archive", world)
        small.resize(64)
        whole(small.path / "archive", world)


def test_a_limit_on_files_is_a_full_disk(world: Server, tmp_path: Path) -> None:
    place = tmp_path / "archive"
    begin(place, world)
    most = max(p.stat().st_size for p in place.rglob("*") if p.is_file()) + 200_000
    full(place, world, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)))
    whole(place, world)


def test_a_server_whose_disk_fills_up_is_not_the_end(world: Server, tmp_path: Path) -> None:
    """PostgreSQL refuses single statements, or stops itself when it cannot write its journal: both are said."""
    if not servers.installed():
        pytest.skip(servers.MISSING)
    reached = Path(tempfile.mkdtemp(prefix="onrecord-disk-"))  # pytest's own folders are root's alone
    reached.chmod(0o755)
    with disk(reached / "disk", 400) as small, servers.Postgres(small.path) as server:
        place = server.schema("full", tmp_path / "captures")
        begin(place, world)
        ballast = small.path / "ballast"
        with ballast.open("wb") as file:
            try:
                while True:
                    file.write(b"\0" * 65_536)
                    file.flush()
            except OSError:
                pass
        process = watch(place, world, "--once")
        _, errors = process.communicate(timeout=120)
        assert process.returncode == 1 and b"Traceback" not in errors, errors.decode()
        assert b"no space left" in errors or b"cannot be reached" in errors, errors.decode()
        ballast.unlink()
        server.stop()
        server.start()
        whole(place, world)
