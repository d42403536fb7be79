"""One run of the alerts: find what is new, put it into messages, send what waits. Any number of processes may run at
once, and any of them may be killed at any moment.

What is new and the message about it are written in one transaction, so nothing is told twice or lost. Sending is the
one step that no transaction can hold: a process killed between the receiver's "received" and our note of it sends the
message again, with the same Message-ID or webhook-id, by which receivers know it.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from onrecord.alerts import messages, sending, subscribing
from onrecord.alerts.arrivals import gather
from onrecord.alerts.sending import Outcome, SendMail
from onrecord.alerts.targets import Target, parse
from onrecord.errors import NotFound
from onrecord.store import Archive, StatementRow, changes, directory, quote_verify
from onrecord.store import subscriptions as rows
from onrecord.store.changes import Changed
from onrecord.store.keys import utc
from onrecord.store.subscriptions import Message, Subscription

# Waits before the next attempt: the schedule that Standard Webhooks recommends, some three days in all.
WAITS = tuple(timedelta(seconds=s) for s in (5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400))
LEASE = timedelta(minutes=5)  # longer than any attempt: whoever holds a message that long is gone
KEPT = timedelta(days=30)  # arrivals and sent messages
AT_ONCE = 4  # a receiver that hangs must not hold up the others


@dataclass(frozen=True, slots=True)
class Post:
    """How and in whose name messages go out."""

    title: str
    sender: str
    absolute: Callable[[str], str]  # path on the site -> public address
    send_mail: SendMail | None
    private_webhooks: bool = False
    webhook_seconds: float = sending.SECONDS


@dataclass(frozen=True, slots=True)
class Report:
    """What one run did: new statements found, messages made, sent, put off, given up."""

    arrivals: int = 0
    made: int = 0
    sent: int = 0
    put_off: int = 0
    failed: int = 0


def run(archive: Archive, post: Post, now: datetime) -> Report:
    """One run. Safe to be killed and to run beside others."""
    arrivals = gather(archive, now)
    made = compose(archive, now)
    sent = deliver(archive, post, now)
    _forget(archive, now)
    return Report(arrivals, made, sent.count("sent"), sent.count("waiting"), sent.count("failed"))


def watch(
    archive: Archive, post: Post, clock: Callable[[], datetime], stop: threading.Event, every: float = 5.0
) -> None:
    """Run again and again until told to stop; an error of the archive ends a run, not the watch."""
    import logging

    log = logging.getLogger("onrecord.alerts")
    while not stop.is_set():
        try:
            report = run(archive, post, clock())
            if report != Report():
                log.info("%s", report)
        except Exception:
            log.exception("alerts: this run failed, the next one tries again")
        stop.wait(every)


def compose(archive: Archive, now: datetime) -> int:
    """Put what is new for each subscription whose time has come into one message; how many messages."""
    db = archive.db
    top = Top(rows.watermark(db, "arrivals"), changes.last(db))
    return sum(_compose(archive, one.id, top, now) for one in rows.due(db, now, *top))


class Top(NamedTuple):
    """The numbers of the last arrival and the last change that a run tells of."""

    arrivals: int
    changes: int


def _compose(archive: Archive, id: str, top: Top, now: datetime) -> bool:
    """One transaction: the message, and that its statements were told."""
    db = archive.db
    with db.writing():
        one = rows.subscription(db, id)
        if (
            one.state != "active"
            or one.due > utc(now)
            or (one.seen >= top.arrivals and one.seen_changes >= top.changes)
        ):
            return False  # another process was here first
        changed = _changed(archive, one, top.changes) if one.wants != "new" else []
        found = _found(archive, one, top.arrivals) if one.wants != "changes" else []
        if one.wants == "all":  # words that took the place of others are told as a change, not as new, too
            twice = changes.became(db, [row.id for row in found])
            found = [row for row in found if row.id not in twice]
        seen, heard = max(one.seen, top.arrivals), max(one.seen_changes, top.changes)
        rows.change(db, id, seen=seen, seen_changes=heard, due=utc(_due(one, now)))
        if not found and not changed:
            return False
        told = json.dumps(messages.payload(found, changed, at=now.isoformat()))
        return rows.put_message(
            db, id=subscribing.new_id("msg"), subscription=id, period=_period(one, top, now), payload=told, now=now
        )


def _found(archive: Archive, one: Subscription, top: int) -> list[StatementRow]:
    """What a subscription has not heard of; a person is followed through merges and under every name."""
    db, target, limit = archive.db, parse(one.target), messages.SHOWN + 1
    if target.kind == "person":
        parties = [p.id for p in directory.named(db, "person", target.key)]
        return rows.arrived_of(db, parties, one.seen, top, limit)
    if target.kind == "family":
        family = _family(archive, target)
        return rows.arrived_in_family(db, family.id, one.seen, top, limit) if family else []
    return rows.arrived(db, target.query(), one.seen, top, limit)


def _changed(archive: Archive, one: Subscription, top: int) -> list[Changed]:
    """The changed and withdrawn quotations that a subscription has not heard of."""
    test = test_of(archive, parse(one.target))
    found: list[Changed] = []
    for batch in changes.between(archive.db, one.seen_changes, top):
        found += test(batch)
        if len(found) > messages.SHOWN:
            break
    return found[: messages.SHOWN + 1]


def test_of(archive: Archive, target: Target) -> changes.Test:
    """What tells which changes are about a target."""
    if target.kind == "person":
        return changes.of_people(archive.db, [p.id for p in directory.named(archive.db, "person", target.key)])
    if target.kind == "family":
        return changes.of_family(_family(archive, target))
    return changes.of_query(target.query())


def _family(archive: Archive, target: Target) -> quote_verify.Family | None:
    """None where a newer reader of the page no longer finds the statement: then there is nothing to follow."""
    try:
        return quote_verify.family(archive.db, target.key)
    except NotFound:
        return None


def _due(one: Subscription, now: datetime) -> datetime:
    return now if one.period == "instant" else subscribing.next_due(one.period, now)


def _period(one: Subscription, top: Top, now: datetime) -> str:
    """The name of the period that a message tells: no subscription gets two of one name."""
    if one.period == "instant":
        return f"arrivals to {top.arrivals}, changes to {top.changes}"
    return f"day {now.date()}" if one.period == "daily" else f"week {now:%G-%V}"


def deliver(archive: Archive, post: Post, now: datetime) -> list[str]:
    """Send what waits, a few at once; what became of each: sent, waiting or failed."""
    ids = rows.waiting(archive.db, now)
    if not ids:
        return []
    with ThreadPoolExecutor(AT_ONCE) as pool:
        outcomes = pool.map(lambda id: _deliver(archive, post, id, now), ids)
        return [o for o in outcomes if o]


def _deliver(archive: Archive, post: Post, id: str, now: datetime) -> str | None:
    db = archive.db
    with db.writing():
        message = rows.take(db, id, now, now + LEASE)
    if message is None:
        return None  # another process has it
    subscription = rows.subscription(db, message.subscription)
    confirming = message.period.startswith("confirm")
    if subscription.state != ("pending" if confirming else "active"):
        outcome = Outcome(False, "the subscription is no longer there to hear it", final=True)
        return _noted(archive, message, outcome, now)
    send = _mail if subscription.channel == "mail" else _webhook
    outcome = send(post, subscription, message, now)
    state = _noted(archive, message, outcome, now)
    if state == "failed" and not confirming:
        subscribing.end(archive, subscription.id, outcome.problem, now)
    return state


def _noted(archive: Archive, message: Message, outcome: Outcome, now: datetime) -> str:
    last = message.attempts > len(WAITS)
    state = "sent" if outcome.ok else "failed" if outcome.final or last else "waiting"
    next_try = now + WAITS[message.attempts - 1] if state == "waiting" else None
    with archive.db.writing():
        rows.finish(archive.db, message.id, state=state, now=now, next_try=next_try, problem=outcome.problem or None)
    return state


def _mail(post: Post, subscription: Subscription, message: Message, now: datetime) -> Outcome:
    if post.send_mail is None:
        return Outcome(False, "no mail server is set: ONRECORD_SMTP and ONRECORD_SENDER")
    told = json.loads(message.payload)
    leave = post.absolute(f"/subscriptions/{subscription.id}/end?token={subscribing.link_token(subscription, 'end')}")
    if told["type"] == "confirm":
        token = subscribing.link_token(subscription, "confirm")
        link = post.absolute(f"/subscriptions/{subscription.id}/confirm?token={token}")
        subject, text, page = messages.confirmation(subscription, link, title=post.title)
    else:
        target = parse(subscription.target)
        page_address = post.absolute(target.path.replace("/front", "/")) + target.query_string
        subject, text, page = messages.alert(
            subscription, told, title=post.title, address=post.absolute, leave=leave, page=page_address
        )
    made = messages.mail(
        id=message.id,
        sender=post.sender,
        recipient=subscription.address,
        subject=subject,
        text=text,
        page=page,
        now=now,
        leave=None if told["type"] == "confirm" else leave,
    )
    return post.send_mail(made)


def _webhook(post: Post, subscription: Subscription, message: Message, now: datetime) -> Outcome:
    told = json.loads(message.payload)
    body = json.dumps(messages.webhook(subscription, told, post.absolute), ensure_ascii=False).encode()
    headers = sending.signed(subscription.secret, message.id, body, now)
    return sending.post(
        subscription.address, body, headers, private=post.private_webhooks, seconds=post.webhook_seconds
    )


def _forget(archive: Archive, now: datetime) -> None:
    """Drop what nobody needs any more, and end messages of subscriptions without a confirmation."""
    db = archive.db
    if not rows.forgettable(db, pending=now - subscribing.UNCONFIRMED, old=now - KEPT):
        return
    with db.writing():
        rows.drop_pending(db, now - subscribing.UNCONFIRMED)
        rows.drop_arrivals(db, now - KEPT)
        rows.drop_messages(db, now - KEPT)
