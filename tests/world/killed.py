"""`onrecord watch` on the fifty outlets, ended by SIGKILL again and again while they publish and reword."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

from outlets import Hit, Outlet, Story, World, fifty, wanted
from server import Server

from onrecord.harvest.listing import SourceKind
from onrecord.harvest.sources import Offer
from onrecord.store import Archive
from onrecord.store.keys import utc
from onrecord.watch import sources

DELAY = 0.15


@dataclass
class Outcome:
    kills: int
    kept: int
    expected: int
    repeated: int
    needless: int
    shortest: float
    delay: float
    wrong: list[str]


def command(archive: Path, world: World) -> list[str]:
    allowed = [part for host in world.outlets for part in ("--allow-host", host)]
    settings = ["--once", "--json", "--tagger", "rules", "--delay", str(DELAY), "--timeout", "8", "--workers", "25"]
    return [sys.executable, "-m", "onrecord", "watch", "--archive", str(archive), *settings, *allowed]


def run(
    folder: Path,
    *,
    kills: int,
    told: Callable[[str], None] = lambda line: None,
    seed: int = 7,
    host: str = "127.0.2.{}",
) -> Outcome:
    """Kill so many runs in the middle of their work, let the last ones end, and compare the archive with the world."""
    chance, ends = random.Random(seed), list[float]()
    archive = folder / "archive"
    with Server(lambda port: fifty(host, port, datetime.now(UTC))) as server:
        world = server.world
        with Archive.open(archive, write=True, create=True) as kept:
            sources.add(kept, [Offer(o.url("/feed"), SourceKind.FEED) for o in server.outlets], now=datetime.now(UTC))
        while len(ends) < kills:
            _publish(server.outlets[30:], chance)
            _make_due(archive)
            if _kill(archive, server, chance):
                time.sleep(0.5)  # what the dead still had in the wires, a busy server answers a little later
                ends.append(time.time())
                told(f"kill {len(ends)}: {len(world.log):,} requests")
        for again in (_make_due, _make_due, *[_forgive_hosts] * 5):
            again(archive)  # a host with a page that answers 503 for ever is backed off from, and tried again later
            done = subprocess.run(command(archive, world), capture_output=True, timeout=240, check=False)
        wrong = [f"the last run: {done.stderr.decode()[-500:]}"] if done.returncode not in (0, 1) else []
    return _judged(archive, world, ends, wrong)


def _publish(outlets: list[Outlet], chance: random.Random) -> None:
    """A few new stories, and a few old ones reworded."""
    now = datetime.now(UTC)
    for outlet in chance.sample(outlets, 8):
        number = len(outlet.stories)
        if number < 24:
            seed = outlet.stories[0].seed + 500 + number
            outlet.stories.append(Story(f"/news/new{number}.html", now - timedelta(minutes=1), seed=seed))
    for outlet in chance.sample(outlets, 5):
        story = chance.choice(outlet.stories)
        story.edits = (*story.edits, now)


def _make_due(archive: Path) -> None:
    """As if an hour had passed: sources are to be read, and known pages looked at."""
    with Archive.open(archive, write=True) as kept, kept.db.writing():
        now = {"now": utc(datetime.now(UTC))}
        kept.db.execute("UPDATE sources SET next_at = :now", now)
        kept.db.execute("UPDATE targets SET due = :now WHERE due IS NOT NULL", now)
    _forgive_hosts(archive)


def _forgive_hosts(archive: Path) -> None:
    """As if every back-off from a host had run out."""
    with Archive.open(archive, write=True) as kept, kept.db.writing():
        now = {"now": utc(datetime.now(UTC))}
        kept.db.execute("UPDATE hosts SET not_before = :now, failures = 0", now)


def _kill(archive: Path, server: Server, chance: random.Random) -> bool:
    """Start a run and end it after some of its requests; False if it was done before."""
    enough = len(server.world.log) + chance.randint(1, 120)
    process = subprocess.Popen(command(archive, server.world), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while len(server.world.log) < enough and process.poll() is None:
            time.sleep(0.001)
        if process.poll() is not None:
            return False
        os.kill(process.pid, signal.SIGKILL)
        return True
    finally:
        process.kill()
        process.wait()


def _judged(archive: Path, world: World, ends: list[float], wrong: list[str]) -> Outcome:
    with Archive.open(archive) as kept:
        have = {row.address or "": len(kept.versions(row.id)) for row in kept.every_article()}
        wrong += [f"{p.where}: {p.message}" for p in kept.check() if p.severity == "damage"]
    want = wanted(world)
    wrong += [f"not kept: {url}" for url in sorted(want - have.keys())]
    wrong += [f"kept, and not wanted: {url}" for url in sorted(have.keys() - want)]
    wrong += [f"asked for: {h.path}" for h in world.log if h.path.startswith("/private/")]
    wrong += [f"asked: {h.host}" for h in world.log if h.host not in world.outlets]
    lost = _under_way(world, ends)
    served: dict[tuple[str, str], set[int]] = {}
    for i, hit in enumerate(world.log):
        if hit.version is not None and hit.status == 200 and i not in lost:
            served.setdefault((hit.host, hit.path), set()).add(hit.version)
    for (host, path), versions in served.items():
        address = f"http://{host}{path}"
        if len(versions) > have.get(address, 0):  # one more is a text that was written down just before a kill
            wrong.append(f"{address}: {len(versions)} versions sent, {have.get(address, 0)} kept")
    repeated, needless = _again(world, ends)
    wrong += [f"sent again without need: {hit.host}{hit.path}" for hit in needless]
    shortest = min(
        b.at - a.at for host in world.outlets for a, b in pairwise(sorted(world.hits(host), key=lambda h: h.at))
    )
    if shortest < DELAY:
        wrong.append(f"a host was asked again after {shortest:.3f} s")
    kept_wanted = len(want & have.keys())
    return Outcome(len(ends), kept_wanted, len(want), len(repeated), len(needless), shortest, DELAY, wrong)


def _under_way(world: World, ends: list[float]) -> set[int]:
    """The requests, by number, that may have been under way at a kill: for each host its last one before it, for there
    is never more than one."""
    found = set()
    for end in ends:
        last = {hit.host: i for i, hit in enumerate(world.log) if hit.at <= end}
        found |= set(last.values())
    return found


def _again(world: World, ends: list[float]) -> tuple[list[Hit], list[Hit]]:
    """Texts that were sent a second time: those that were under way at a kill, and those that were not. Only outlets
    that answer conditional requests count, for the others send everything at each look."""
    under_way = _under_way(world, ends)
    seen: dict[tuple[str, str, int], int] = {}
    repeated, needless = list[Hit](), list[Hit]()
    for i, hit in enumerate(world.log):
        outlet = world.outlets.get(hit.host)
        if hit.status != 200 or hit.version is None or not outlet or not outlet.tags or hit.path in outlet.behaviour:
            continue
        key = (hit.host, hit.path, hit.version)
        if key in seen:
            (repeated if seen[key] in under_way else needless).append(hit)
        seen[key] = i
    return repeated, needless
