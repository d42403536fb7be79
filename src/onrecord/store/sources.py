"""What `onrecord watch` knows between two runs, as rows: sources, addresses of pages, hosts, robots files, and pages
that came and are not read yet. Functions of a `Database`; those that write say so and must be called inside
`db.writing()`, so that what belongs together is kept or undone together. Portable SQL.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from onrecord.errors import NotFound
from onrecord.model import Page
from onrecord.store.db import Database
from onrecord.store.entries import storable
from onrecord.store.keys import utc
from onrecord.store.values import names, read, update, upsert, written


@dataclass(frozen=True, slots=True)
class Host:
    """A host as we left it."""

    name: str
    not_before: datetime
    delay: float = 0.0  # what its robots.txt asks for
    failures: int = 0  # in a row
    day: date | None = None
    asked: int = 0  # on that day (UTC)
    last: datetime | None = None
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A source as we left it. `at` is where it was last found, `wait` how long we wait between readings."""

    n: int
    url: str
    at: str
    host: str
    kind: str | None
    next_at: datetime
    wait: float
    backlog: bool = False
    parent: int | None = None
    label: str | None = None
    hops: int = 0
    failures: int = 0
    etag: str | None = None
    modified: str | None = None
    sha256: str | None = None
    last_try: datetime | None = None
    last_success: datetime | None = None
    problem: str | None = None
    listed: int = 0
    fresh: int = 0
    total: int = 0
    left_out: str = "{}"
    hub: str | None = None
    topic: str | None = None
    every: float | None = None  # seconds between readings that it wishes
    added: datetime | None = None


class State(StrEnum):
    """What became of an address."""

    WAITING = "waiting"  # to be captured
    KEPT = "kept"
    MOVED = "moved"  # to another address, which stands for itself
    FORBIDDEN = "forbidden"  # by robots.txt
    REFUSED = "refused"  # by us
    FAILED = "failed"  # given up
    UNREAD = "unread"  # captured, and no article in it
    GONE = "gone"  # captured once, and taken away since


@dataclass(frozen=True, slots=True)
class Target:
    """One address of a page as we left it; `due` is None when it is done with."""

    n: int
    url: str
    host: str
    source: int | None
    state: State
    due: datetime | None
    hops: int = 0
    tries: int = 0  # failures in a row
    first: datetime | None = None  # first capture
    etag: str | None = None
    modified: str | None = None
    sha256: str | None = None
    last: datetime | None = None
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class RobotsFile:
    """What we know of the robots.txt of one origin. `content` is the last that came with a success, or None; `status`
    the last answer, None for no answer; `at` where to ask, after `hops` redirects."""

    origin: str
    at: str
    hops: int = 0
    status: int | None = None
    content: bytes | None = None
    fetched: datetime | None = None  # the last answer that told us something
    retry_at: datetime | None = None  # after a failure, when to ask again
    failures: int = 0


@dataclass(frozen=True, slots=True)
class Arrived:
    """A page that came and is not read yet; `tries` counts the readings that ended the program."""

    n: int
    target: int
    page: Page
    tries: int


# Sources


def sources(db: Database, *, children: bool = True) -> tuple[Source, ...]:
    """All that are not removed, in the order in which they were added; those of an index after it."""
    where = "" if children else "WHERE parent IS NULL "
    sql = f"SELECT {names(Source)} FROM sources {where}ORDER BY coalesce(parent, n), n"
    return tuple(read(Source, row) for row in db.rows(sql))


def source(db: Database, n: int) -> Source:
    """One by its number. Raises `NotFound`."""
    if row := db.row(f"SELECT {names(Source)} FROM sources WHERE n = :n", {"n": n}):
        return read(Source, row)
    raise NotFound(f"no source {n}: `onrecord sources list` shows them")


def source_at(db: Database, url: str) -> Source | None:
    row = db.row(f"SELECT {names(Source)} FROM sources WHERE url = :url", {"url": url})
    return read(Source, row) if row else None


def add_source(
    db: Database, url: str, host: str, *, now: datetime, wait: float, kind: str | None = None,
    label: str | None = None, backlog: bool = False, parent: int | None = None,
) -> bool:  # fmt: skip
    """Write: a source that is read at once; False if it is one already."""
    values = {
        "url": url, "at": url, "host": host, "kind": kind, "next_at": utc(now), "wait": wait, "label": label,
        "backlog": int(backlog), "parent": parent, "added": utc(now),
    }  # fmt: skip
    columns = ", ".join(values)
    places = ", ".join(f":{name}" for name in values)
    sql = f"INSERT INTO sources ({columns}) VALUES ({places}) ON CONFLICT (url) DO NOTHING"
    return db.execute(sql, written(values)) > 0


def put_source(db: Database, value: Source) -> None:
    """Write a source that changed. One that was removed meanwhile stays removed."""
    update(db, "sources", value, fixed=("url", "parent", "added"))


def list_taken(db: Database, n: int, *, now: datetime, never: datetime, listed: int, fresh: int) -> None:
    """Write that a file of addresses was read."""
    values = {"n": n, "now": utc(now), "never": utc(never), "listed": listed, "fresh": fresh}
    sql = (
        "UPDATE sources SET last_try = :now, last_success = :now, next_at = :never, listed = :listed, fresh = :fresh, "
        "total = total + :fresh WHERE n = :n"
    )
    db.execute(sql, values)


def remove_source(db: Database, n: int) -> int:
    """Write: take a source away with the sitemaps below it, and the addresses that were found by it and never captured.
    What is in the archive stays there. Returns how many addresses were dropped."""
    mine = "(SELECT n FROM sources WHERE n = :n OR parent = :n)"
    dropped = db.execute(f"DELETE FROM targets WHERE state = 'waiting' AND source IN {mine}", {"n": n})
    db.execute(f"UPDATE targets SET source = NULL, due = NULL WHERE source IN {mine}", {"n": n})
    db.execute("DELETE FROM sources WHERE parent = :n", {"n": n})
    db.execute("DELETE FROM sources WHERE n = :n", {"n": n})
    return dropped


def children(db: Database, parent: int) -> dict[str, int]:
    """The sitemaps below an index: address and number."""
    return dict(db.rows("SELECT url, n FROM sources WHERE parent = :parent", {"parent": parent}))


def drop_child(db: Database, child: int, parent: int) -> None:
    """Write: an index no longer names a sitemap. What was found by it stays, as found by the index."""
    db.execute("UPDATE targets SET source = :parent WHERE source = :child", {"parent": parent, "child": child})
    db.execute("DELETE FROM sources WHERE n = :child", {"child": child})


def read_now(db: Database, numbers: Iterable[int], now: datetime) -> None:
    """Write: these sources are due."""
    db.executemany(
        "UPDATE sources SET next_at = :now WHERE n = :n OR parent = :n", [{"n": n, "now": utc(now)} for n in numbers]
    )


def postpone(db: Database, host: str, origin: str, now: datetime, until: datetime) -> None:
    """Write: nothing of the origin is asked for until then."""
    values = {"host": host, "start": f"{origin}/", "now": utc(now), "until": utc(until)}
    mine = "host = :host AND substr({}, 1, length(:start)) = :start"
    db.execute(f"UPDATE targets SET due = :until WHERE due <= :now AND {mine.format('url')}", values)
    db.execute(f"UPDATE sources SET next_at = :until WHERE next_at <= :now AND {mine.format('at')}", values)


def refuse(db: Database, host: str, origin: str, problem: str, until: datetime) -> tuple[str, ...]:
    """Write: nothing of the origin may be asked for at all. The addresses of pages that this ends; sources are tried
    again after `until`."""
    values = {"host": host, "start": f"{origin}/", "problem": storable(problem), "until": utc(until)}
    mine = "host = :host AND substr({}, 1, length(:start)) = :start"
    pages = f"state = 'waiting' AND {mine.format('url')}"
    ended = tuple(url for (url,) in db.rows(f"SELECT url FROM targets WHERE {pages} ORDER BY n", values))
    db.execute(f"UPDATE targets SET state = 'refused', due = NULL, problem = :problem WHERE {pages}", values)
    db.execute(
        "UPDATE sources SET problem = :problem, next_at = :until, failures = failures + 1, at = url "
        f"WHERE {mine.format('at')}",
        values,
    )
    return ended


def due_sources(db: Database, host: str, now: datetime, limit: int = 10) -> tuple[Source, ...]:
    sql = f"SELECT {names(Source)} FROM sources WHERE host = :host AND next_at <= :now ORDER BY next_at, n LIMIT :limit"
    return tuple(read(Source, row) for row in db.rows(sql, {"host": host, "now": utc(now), "limit": limit}))


# Addresses of pages


def add_target(db: Database, url: str, host: str, source: int | None, now: datetime, hops: int = 0) -> bool:
    """Write: an address to be captured as soon as may be; False if it is known."""
    sql = (
        "INSERT INTO targets (url, host, source, state, due, found, hops) "
        "VALUES (:url, :host, (SELECT n FROM sources WHERE n = :source), 'waiting', :now, :now, :hops) "
        "ON CONFLICT (url) DO NOTHING"
    )
    values = {"url": url, "host": host, "source": source, "now": utc(now), "hops": hops}
    return db.execute(sql, values) > 0


def put_target(db: Database, value: Target) -> None:
    """Write an address that changed. Whose it is does not: its source may have been removed meanwhile."""
    update(db, "targets", value, fixed=("url", "host", "source"))


def due_targets(db: Database, host: str, now: datetime, limit: int = 20) -> tuple[Target, ...]:
    """Addresses of the host whose time has come, the longest waiting first."""
    sql = f"SELECT {names(Target)} FROM targets WHERE host = :host AND due <= :now ORDER BY due, n LIMIT :limit"
    return tuple(read(Target, row) for row in db.rows(sql, {"host": host, "now": utc(now), "limit": limit}))


def first_due(db: Database, host: str) -> datetime | None:
    """When the first source or page of the host is due."""
    sql = (
        "SELECT min(at) FROM (SELECT min(next_at) AS at FROM sources WHERE host = :host "
        "UNION ALL SELECT min(due) FROM targets WHERE host = :host AND due IS NOT NULL) AS dues"
    )
    row = db.row(sql, {"host": host})
    return datetime.fromisoformat(row[0]) if row and row[0] else None


def target_at(db: Database, url: str) -> Target | None:
    row = db.row(f"SELECT {names(Target)} FROM targets WHERE url = :url", {"url": url})
    return read(Target, row) if row else None


def set_state(db: Database, n: int, state: State, problem: str | None) -> None:
    """Write what an address came to, which is thereby done with."""
    values = {"n": n, "state": state.value, "problem": storable(problem)}
    db.execute("UPDATE targets SET state = :state, problem = :problem, due = NULL WHERE n = :n", values)


def states(db: Database) -> dict[int | None, dict[str, int]]:
    """How many addresses of each source are in each state."""
    found: dict[int | None, dict[str, int]] = {}
    for n, state, count in db.rows("SELECT source, state, count(*) FROM targets GROUP BY source, state"):
        found.setdefault(n, {})[state] = count
    return found


def troubles(db: Database, source: int, limit: int = 5) -> tuple[tuple[str, str, str], ...]:
    """The latest addresses of a source that gave trouble: address, state, problem."""
    sql = (
        "SELECT url, state, problem FROM targets WHERE source = :source AND problem IS NOT NULL "
        "ORDER BY last DESC, n DESC LIMIT :limit"
    )
    return tuple((r[0], r[1], r[2]) for r in db.rows(sql, {"source": source, "limit": limit}))


# Hosts and their robots files


def hosts(db: Database) -> tuple[Host, ...]:
    return tuple(read(Host, row) for row in db.rows(f"SELECT {names(Host)} FROM hosts"))


def due_hosts(db: Database) -> tuple[str, ...]:
    """The names of all hosts that have something to be asked for, now or later."""
    sql = "SELECT host FROM sources UNION SELECT host FROM targets WHERE due IS NOT NULL"
    return tuple(name for (name,) in db.rows(sql))


def put_host(db: Database, value: Host) -> None:
    """Write."""
    upsert(db, "hosts", value, "name")


def robots_file(db: Database, origin: str) -> RobotsFile | None:
    row = db.row(f"SELECT {names(RobotsFile)} FROM robots WHERE origin = :origin", {"origin": origin})
    return read(RobotsFile, row) if row else None


def put_robots(db: Database, value: RobotsFile) -> None:
    """Write."""
    upsert(db, "robots", value, "origin")


# Pages that came


def put_arrived(db: Database, target: int, page: Page) -> None:
    """Write a page that came: from here on it is ours, and is not asked for again."""
    sql = (
        "INSERT INTO arrived (target, url, captured, media_type, charset, content, tries) "
        "VALUES (:target, :url, :captured, :media_type, :charset, :content, 0)"
    )
    values = {
        "target": target, "url": page.url, "captured": utc(page.captured) if page.captured else None,
        "media_type": storable(page.media_type), "charset": storable(page.charset),
        "content": zlib.compress(page.content, 3),
    }  # fmt: skip
    db.execute(sql, values)


def arrived(db: Database, limit: int) -> tuple[Arrived, ...]:
    """The pages that came first. One whose reading ended the program before comes alone."""
    sql = (
        "SELECT n, target, url, captured, media_type, charset, content, tries FROM arrived "
        "WHERE tries = 0 ORDER BY n LIMIT :limit"
    )
    rows = db.rows(sql, {"limit": limit})
    if not rows:
        rows = db.rows(sql.replace("tries = 0", "tries > 0"), {"limit": 1})
    return tuple(_arrived(row) for row in rows)


def _arrived(row: tuple[Any, ...]) -> Arrived:
    n, target, url, captured, media_type, charset, content, tries = row
    at = datetime.fromisoformat(captured) if captured else None
    return Arrived(n, target, Page(zlib.decompress(content), url, at, media_type, charset, url), tries)


def try_arrived(db: Database, numbers: Iterable[int]) -> None:
    """Write that these are being read: what is left of it after a kill says which page it was."""
    db.executemany("UPDATE arrived SET tries = tries + 1 WHERE n = :n", [{"n": n} for n in numbers])


def read_arrived(db: Database, numbers: Iterable[int]) -> None:
    """Write that these were read, and did the program no harm."""
    db.executemany("UPDATE arrived SET tries = 0 WHERE n = :n", [{"n": n} for n in numbers])


def done_arrived(db: Database, numbers: Iterable[int]) -> None:
    """Write: these are in the archive, or never will be."""
    db.executemany("DELETE FROM arrived WHERE n = :n", [{"n": n} for n in numbers])
