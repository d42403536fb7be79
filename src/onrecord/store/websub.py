"""Subscriptions at hubs as rows: which feeds are pushed to us, since when and until when. Functions of a `Database`;
those that write say so and must be called inside `db.writing()`. Portable SQL.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from onrecord.store.db import Database
from onrecord.store.keys import utc
from onrecord.store.values import names, read, upsert, values


class Push(StrEnum):
    """How a subscription stands."""

    WANTED = "wanted"  # the hub is asked, or will be
    ACTIVE = "active"  # the hub asked whether we meant it, and sends
    DENIED = "denied"
    ENDING = "ending"  # the hub is asked to send no more


@dataclass(frozen=True, slots=True)
class Subscription:
    """One source at one hub. `callback` ends with `token`, which is known to us and the hub alone."""

    token: str
    source: int | None
    hub: str
    at: str
    host: str
    topic: str
    callback: str
    secret: str
    state: Push
    next_at: datetime
    expires: datetime | None = None
    verified: datetime | None = None
    pushed: datetime | None = None
    failures: int = 0  # in a row
    problem: str | None = None


def subscriptions(db: Database) -> tuple[Subscription, ...]:
    sql = f"SELECT {names(Subscription)} FROM websub ORDER BY source, token"
    return tuple(read(Subscription, row) for row in db.rows(sql))


def subscription(db: Database, token: str) -> Subscription | None:
    row = db.row(f"SELECT {names(Subscription)} FROM websub WHERE token = :token", {"token": token})
    return read(Subscription, row) if row else None


def put(db: Database, value: Subscription) -> None:
    """Write."""
    upsert(db, "websub", value, "token")


def put_asked(db: Database, before: Subscription, after: Subscription) -> None:
    """Write what came of a request to the hub. If the hub verified it meanwhile, that counts; if it is gone, it stays
    so."""
    changes = {**values(after), "seen": values(before)["verified"] or ""}
    same = "coalesce(verified, '') = :seen"
    db.execute(
        "UPDATE websub SET at = :at, host = :host, failures = :failures, problem = :problem, "
        f"next_at = CASE WHEN {same} THEN :next_at ELSE next_at END WHERE token = :token",
        {name: changes[name] for name in ("at", "host", "failures", "problem", "next_at", "token", "seen")},
    )


def end(db: Database, token: str) -> None:
    """Write: the hub knows that it is over."""
    db.execute("DELETE FROM websub WHERE token = :token", {"token": token})


def due(db: Database, host: str, now: datetime, limit: int = 5) -> tuple[Subscription, ...]:
    sql = (
        f"SELECT {names(Subscription)} FROM websub WHERE host = :host AND next_at <= :now ORDER BY next_at LIMIT :limit"
    )
    return tuple(read(Subscription, row) for row in db.rows(sql, {"host": host, "now": utc(now), "limit": limit}))


def first_due(db: Database, host: str) -> datetime | None:
    row = db.row("SELECT min(next_at) FROM websub WHERE host = :host", {"host": host})
    return datetime.fromisoformat(row[0]) if row and row[0] else None


def hosts(db: Database) -> tuple[str, ...]:
    """The hosts of all hubs that are to be asked, now or later."""
    return tuple(name for (name,) in db.rows("SELECT DISTINCT host FROM websub"))


def arrange(
    db: Database, base: str, *, now: datetime, poll: float, host_of: Callable[[str], str], fresh: Callable[[], str]
) -> None:
    """Write: a subscription for each source that names a hub, with callbacks below `base`; an end for those whose
    source is gone or names another hub; and sources that nobody pushes any more are polled again every `poll` seconds.
    `fresh` gives a new secret at each call."""
    at = {"now": utc(now), "start": f"{base}/"}
    still = "SELECT 1 FROM sources s WHERE s.n = websub.source AND s.hub = websub.hub AND s.topic = websub.topic"
    mine = f"substr(callback, 1, length(:start)) = :start AND EXISTS ({still})"
    over = f"state = 'active' AND (expires <= :now OR NOT ({mine}))"
    sql = f"UPDATE sources SET wait = :poll, next_at = :now WHERE n IN (SELECT source FROM websub WHERE {over})"
    db.execute(sql, {**at, "poll": poll})
    sql = f"UPDATE websub SET state = 'ending', next_at = :now, failures = 0 WHERE state <> 'ending' AND NOT ({mine})"
    db.execute(sql, at)
    db.execute(
        "DELETE FROM websub WHERE state = 'ending' AND (verified IS NULL OR expires IS NULL OR expires <= :now)",
        {"now": at["now"]},
    )
    db.execute("UPDATE websub SET state = 'wanted' WHERE state = 'active' AND expires <= :now", {"now": at["now"]})
    without = (
        "SELECT n, hub, topic FROM sources s WHERE hub IS NOT NULL AND topic IS NOT NULL AND NOT EXISTS "
        "(SELECT 1 FROM websub w WHERE w.source = s.n AND w.state <> 'ending') ORDER BY n"
    )
    for n, hub, topic in db.rows(without):
        token = fresh()
        put(
            db,
            Subscription(token, n, hub, hub, host_of(hub), topic, f"{base}/{token}", fresh(), Push.WANTED, next_at=now),
        )


def poll_every(db: Database, source: int, wait: float, next_at: datetime, *, due: datetime | None = None) -> None:
    """Write how often a source is read itself: seldom while a hub tells us of news, only to see that nothing was lost.
    What a reading finds that the hub did not send makes it more often again (`schedule.after_source`). With `due`, a
    reading that was to be by then is not put off."""
    sql = (
        "UPDATE sources SET wait = :wait, next_at = CASE WHEN next_at <= :due THEN next_at ELSE :next_at END "
        "WHERE n = :n AND host <> ''"
    )
    db.execute(sql, {"n": source, "wait": wait, "due": utc(due) if due else "", "next_at": utc(next_at)})


def catch_up(db: Database, now: datetime) -> None:
    """Write: what is pushed to us is read once, for what came while nobody listened is lost."""
    sql = "UPDATE sources SET next_at = :now WHERE next_at > :now AND n IN (SELECT source FROM websub)"
    db.execute(sql, {"now": utc(now)})


def pushed(db: Database, value: Subscription, *, now: datetime, new: int) -> None:
    """Write: a hub sent something, of which so many entries were new."""
    db.execute(
        "UPDATE websub SET pushed = :now, problem = NULL WHERE token = :token", {"token": value.token, "now": utc(now)}
    )
    sql = "UPDATE sources SET last_success = :now, total = total + :new WHERE n = :n"
    db.execute(sql, {"n": value.source, "new": new, "now": utc(now)})
