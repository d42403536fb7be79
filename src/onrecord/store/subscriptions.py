"""Subscriptions, arrivals and the outbox as rows. Functions of a `Database`; those that write say so and must be called
inside `db.writing()`, so that what belongs together is kept or undone together. Portable SQL."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from onrecord.errors import NotFound
from onrecord.store import matching, reading
from onrecord.store.db import Database
from onrecord.store.keys import utc
from onrecord.store.parties import listed
from onrecord.store.query import StatementQuery
from onrecord.store.rows import StatementRow

COLUMNS = (
    "id, target, label, channel, address, secret, period, state, created, confirmed, ended, reason, seen, due, "
    "wants, seen_changes"
)


@dataclass(frozen=True, slots=True)
class Subscription:
    """One wish to hear of new statements; times are UTC as `keys.utc` writes them."""

    id: str
    target: str
    label: str
    channel: str
    address: str
    secret: str
    period: str
    state: str
    created: str
    confirmed: str | None
    ended: str | None
    reason: str | None
    seen: int
    due: str
    wants: str = "new"  # or "changes", or "all"
    seen_changes: int = 0


@dataclass(frozen=True, slots=True)
class Message:
    """One message of the outbox. `attempts` counts the one that is being made."""

    id: str
    subscription: str
    period: str
    payload: str
    attempts: int


def subscription(db: Database, id: str) -> Subscription:
    """One by its id. Raises `NotFound`."""
    if row := db.row(f"SELECT {COLUMNS} FROM subscriptions WHERE id = :id", {"id": id}):
        return Subscription(*row)
    raise NotFound(f"no subscription {id[:40]!r}: it was never confirmed, or has ended long ago")


def standing(db: Database, target: str, channel: str, address: str) -> Subscription | None:
    """The pending or active subscription of an address to a target."""
    sql = (
        f"SELECT {COLUMNS} FROM subscriptions WHERE target = :target AND channel = :channel AND address = :address "
        "AND state <> 'ended'"
    )
    row = db.row(sql, {"target": target, "channel": channel, "address": address})
    return Subscription(*row) if row else None


def all_of(db: Database, *, state: str | None = None, limit: int = 1_000) -> tuple[Subscription, ...]:
    """The latest subscriptions, of one state or all."""
    where = "WHERE state = :state " if state else ""
    sql = f"SELECT {COLUMNS} FROM subscriptions {where}ORDER BY created DESC, id LIMIT :limit"
    return tuple(Subscription(*r) for r in db.rows(sql, {"state": state, "limit": limit}))


def due(db: Database, now: datetime, top: int, changes: int, limit: int = 500) -> tuple[Subscription, ...]:
    """Active subscriptions whose time has come and that have not seen the last arrival or the last change."""
    sql = (
        f"SELECT {COLUMNS} FROM subscriptions WHERE state = 'active' AND due <= :now "
        "AND (seen < :top OR seen_changes < :changes) ORDER BY due, id LIMIT :limit"
    )
    params = {"now": utc(now), "top": top, "changes": changes, "limit": limit}
    return tuple(Subscription(*r) for r in db.rows(sql, params))


def put(db: Database, value: Subscription) -> None:
    """Write a new subscription."""
    names = COLUMNS.split(", ")
    sql = f"INSERT INTO subscriptions ({COLUMNS}) VALUES ({', '.join(':' + n for n in names)})"
    db.execute(sql, {n: getattr(value, n) for n in names})


def change(db: Database, id: str, **values: Any) -> None:
    """Write some fields of a subscription."""
    sets = ", ".join(f"{name} = :{name}" for name in values)
    db.execute(f"UPDATE subscriptions SET {sets} WHERE id = :id", {"id": id, **values})


def drop_pending(db: Database, before: datetime) -> int:
    """Write: forget those that nobody confirmed."""
    db.execute(
        "DELETE FROM outbox WHERE subscription IN "
        "(SELECT id FROM subscriptions WHERE state = 'pending' AND created < :before)",
        {"before": utc(before)},
    )
    return db.execute(
        "DELETE FROM subscriptions WHERE state = 'pending' AND created < :before", {"before": utc(before)}
    )


def asked_since(db: Database, since: datetime, address: str | None = None) -> int:
    """How many subscriptions were asked for since then, by one address or all."""
    where = " AND address = :address" if address else ""
    sql = f"SELECT count(*) FROM subscriptions WHERE created >= :since AND channel = 'mail'{where}"
    return int(db.rows(sql, {"since": utc(since), "address": address})[0][0])


# Arrivals


def watermark(db: Database, name: str) -> int:
    row = db.row("SELECT n FROM watermarks WHERE name = :name", {"name": name})
    return int(row[0]) if row else 0


def raise_watermark(db: Database, name: str, n: int) -> None:
    """Write."""
    db.execute("UPDATE watermarks SET n = :n WHERE name = :name", {"name": name, "n": n})


def active(db: Database) -> bool:
    return db.row("SELECT 1 FROM subscriptions WHERE state IN ('active', 'pending') LIMIT 1") is not None


def last_capture(db: Database) -> int:
    return int(db.rows("SELECT coalesce(max(n), 0) FROM captures")[0][0])


def new_articles(db: Database, after: int, upto: int) -> list[tuple[int, str]]:
    """(number, address key) of current articles first captured between the two capture numbers."""
    sql = (
        "SELECT DISTINCT a.n, a.address_key FROM captures c JOIN articles a ON a.n = c.article "
        "WHERE c.n > :after AND c.n <= :upto AND a.current = 1 AND NOT EXISTS "
        "(SELECT 1 FROM captures old WHERE old.article = a.n AND old.n <= :after) ORDER BY a.n"
    )
    return [(n, key) for n, key in db.rows(sql, {"after": after, "upto": upto})]


def quotes_of(db: Database, article: int) -> list[tuple[int, str]]:
    """(number, words) of an article's statements in the order of the text."""
    sql = "SELECT n, quote FROM statements WHERE n >= :article AND n < :end AND article = :article ORDER BY n"
    found = db.rows(sql, {"article": article, "end": reading.end_of(db, article)})
    return [(n, quote) for n, quote in found]


def earlier_quotes(db: Database, address_key: str, article: int) -> list[str]:
    """The words of the statements that other versions of the address printed."""
    others = db.rows("SELECT n FROM articles WHERE address_key = :key AND n <> :n", {"key": address_key, "n": article})
    return [quote for (n,) in others for _, quote in quotes_of(db, n)]


def put_arrivals(db: Database, statements: Sequence[int], now: datetime) -> int:
    """Write the statements as new, in this order; the number of the last arrival."""
    last = watermark(db, "arrivals")
    rows = [{"n": last + i, "statement": s, "at": utc(now)} for i, s in enumerate(statements, 1)]
    db.executemany("INSERT INTO arrivals (n, statement, at) VALUES (:n, :statement, :at)", rows)
    raise_watermark(db, "arrivals", last + len(rows))
    return last + len(rows)


def drop_arrivals(db: Database, before: datetime) -> None:
    """Write: forget arrivals that every subscription has seen or that are older."""
    db.execute("DELETE FROM arrivals WHERE at < :before", {"before": utc(before)})


def arrived(db: Database, query: StatementQuery, after: int, upto: int, limit: int) -> list[StatementRow]:
    """The statements that match among the arrivals between the two numbers, in order of arrival."""
    bounds = {"after": after, "upto": upto}
    low, high = db.rows("SELECT min(statement), max(statement) FROM arrivals WHERE n > :after AND n <= :upto", bounds)[
        0
    ]
    if low is None or matching.unmatchable(query):
        return []
    walk, params = matching.walk(db, "statements", query, since=low, before=high + 1)
    sql = (
        f"SELECT {reading.STATEMENT} FROM ({walk}) m JOIN arrivals r ON r.statement = m.n AND r.n > :after "
        "AND r.n <= :upto JOIN statements s ON s.n = m.n JOIN articles a ON a.n = s.article "
        "WHERE s.current = 1 ORDER BY r.n LIMIT :limit"
    )
    rows = db.rows(sql, {**params, **bounds, "limit": limit})
    return [reading.statement_row(r) for r in rows]


def arrived_of(db: Database, parties: Sequence[str], after: int, upto: int, limit: int) -> list[StatementRow]:
    """The statements of those people of the directory among the arrivals, in order of arrival."""
    if not parties:
        return []
    names, params = listed("p", parties)
    sql = (
        f"SELECT {reading.STATEMENT} FROM arrivals r JOIN statements s ON s.n = r.statement "
        "JOIN articles a ON a.n = s.article JOIN appearances p ON p.article = s.article "
        f"AND p.name_key = s.speaker_key AND p.kind = s.speaker_type AND p.party IN ({names}) "
        "WHERE r.n > :after AND r.n <= :upto AND s.current = 1 ORDER BY r.n LIMIT :limit"
    )
    rows = db.rows(sql, {**params, "after": after, "upto": upto, "limit": limit})
    return [reading.statement_row(r) for r in rows]


def arrived_in_family(db: Database, family: int, after: int, upto: int, limit: int) -> list[StatementRow]:
    """The reports of one utterance among the arrivals, in order of arrival; see `quote_verify`."""
    sql = (
        f"SELECT {reading.STATEMENT} FROM "
        "(SELECT :family AS text UNION SELECT text FROM quote_families WHERE family = :family) f "
        "JOIN quote_places q ON q.text = f.text AND q.first IS NULL JOIN statements s ON s.n = q.article + q.passage "
        "JOIN articles a ON a.n = s.article JOIN arrivals r ON r.statement = s.n AND r.n > :after AND r.n <= :upto "
        "WHERE s.current = 1 ORDER BY r.n LIMIT :limit"
    )
    rows = db.rows(sql, {"family": family, "after": after, "upto": upto, "limit": limit})
    return [reading.statement_row(r) for r in rows]


# The outbox


def put_message(db: Database, *, id: str, subscription: str, period: str, payload: str, now: datetime) -> bool:
    """Write a message; False if the subscription has one of that period already."""
    sql = (
        "INSERT INTO outbox (id, subscription, period, payload, state, attempts, next_try, created) "
        "VALUES (:id, :subscription, :period, :payload, 'waiting', 0, :now, :now) "
        "ON CONFLICT (subscription, period) DO NOTHING"
    )
    values = {"id": id, "subscription": subscription, "period": period, "payload": payload, "now": utc(now)}
    return db.execute(sql, values) == 1


def waiting(db: Database, now: datetime, limit: int = 200) -> list[str]:
    """Ids of messages to be sent now, among them those that somebody took and never finished."""
    sql = (
        "SELECT id FROM outbox WHERE state IN ('waiting', 'sending') AND next_try <= :now "
        "ORDER BY next_try, id LIMIT :limit"
    )
    return [id for (id,) in db.rows(sql, {"now": utc(now), "limit": limit})]


def take(db: Database, id: str, now: datetime, until: datetime) -> Message | None:
    """Write: the message, held until then; None if another process has it."""
    sql = (
        "UPDATE outbox SET state = 'sending', attempts = attempts + 1, next_try = :until "
        "WHERE id = :id AND state IN ('waiting', 'sending') AND next_try <= :now"
    )
    if db.execute(sql, {"id": id, "now": utc(now), "until": utc(until)}) != 1:
        return None
    row = db.row("SELECT id, subscription, period, payload, attempts FROM outbox WHERE id = :id", {"id": id})
    return Message(*row) if row else None


def finish(db: Database, id: str, *, state: str, now: datetime, next_try: datetime | None, problem: str | None) -> None:
    """Write what became of an attempt: sent, waiting for the next, or failed for good."""
    sql = "UPDATE outbox SET state = :state, sent = :sent, next_try = :next, problem = :problem WHERE id = :id"
    sent = utc(now) if state == "sent" else None
    db.execute(sql, {"id": id, "state": state, "sent": sent, "next": utc(next_try or now), "problem": problem})


def drop_messages(db: Database, before: datetime) -> None:
    """Write: forget messages that were sent or given up long ago."""
    sql = "DELETE FROM outbox WHERE state IN ('sent', 'failed') AND created < :before"
    db.execute(sql, {"before": utc(before)})


def forgettable(db: Database, *, pending: datetime, old: datetime) -> bool:
    """Whether there is anything that `drop_pending`, `drop_arrivals` or `drop_messages` would drop."""
    sql = (
        "SELECT 1 FROM subscriptions WHERE state = 'pending' AND created < :pending UNION ALL "
        "SELECT 1 FROM arrivals WHERE at < :old UNION ALL "
        "SELECT 1 FROM outbox WHERE state IN ('sent', 'failed') AND created < :old LIMIT 1"
    )
    return db.row(sql, {"pending": utc(pending), "old": utc(old)}) is not None


def confirmation_sent(db: Database, subscription: str) -> str | None:
    """When the newest confirmation mail of a subscription was put into the outbox."""
    sql = "SELECT max(created) FROM outbox WHERE subscription = :id AND period LIKE 'confirm%'"
    row = db.row(sql, {"id": subscription})
    return str(row[0]) if row and row[0] else None
