"""Subscribing, confirming, ending: what changes a subscription. Each function is one transaction of the archive."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
import secrets
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from onrecord.alerts.arrivals import gather
from onrecord.alerts.targets import Target
from onrecord.errors import FetchError, Forbidden, NotFound, UsageError
from onrecord.harvest.guard import checked
from onrecord.store import Archive, changes
from onrecord.store import subscriptions as rows
from onrecord.store.keys import utc
from onrecord.store.subscriptions import Subscription

PERIODS = ("instant", "daily", "weekly")
WANTS = ("new", "changes", "all")  # new statements, quotations changed or withdrawn, both
HOUR = 6  # UTC, when daily and weekly messages are put together: before the working day in Europe
UNCONFIRMED = timedelta(hours=48)
AGAIN = timedelta(hours=1)  # between two confirmation mails to one address for one target
A_DAY = 10  # subscriptions that one address may ask for in a day: nobody can fill a stranger's mailbox
A_DAY_ALL = 2_000  # and all addresses together

# The form that mail servers accept in practice (HTML's own rule for type=email), with a domain of two parts.
_MAIL = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]{1,62}"
)


class TooMany(UsageError):
    """More subscriptions than one address may ask for in a day."""


def mail_address(text: str) -> str:
    """The address, if mail can go there. Raises `UsageError`; nothing with a line break or a second address passes."""
    text = text.strip(" ")
    if len(text) > 254 or not _MAIL.fullmatch(text) or ".." in text or text.startswith(".") or ".@" in text:
        raise UsageError(
            f"{text[:80]!r} is no mail address that mail can go to: one address like name@example.org is wanted"
        )
    return text


def webhook_address(text: str, *, private: bool = False) -> str:
    """The address, if messages may go there: http or https, no password in it, all its network addresses public.

    Raises `UsageError`, `Forbidden` for a private address."""
    try:
        parts = urlsplit(text)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError as e:
        raise UsageError(f"{text[:80]!r} is no address ({e}): give https://…") from e
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.password:
        raise UsageError(f"{text[:80]!r}: give an http or https address without a password in it")
    if len(text) > 2_000 or any(ord(c) <= 32 or ord(c) == 127 for c in text):
        raise UsageError("an address with spaces, line breaks or over 2,000 characters: give it as the receiver does")
    try:
        checked(parts.hostname, port, allowed=(parts.hostname,) if private else ())
    except FetchError as e:
        if not isinstance(e, Forbidden):
            raise UsageError(str(e)) from e
        raise Forbidden(
            f"{parts.hostname} leads into a private network: give an address that everybody can reach"
        ) from e
    return text


def ask_by_mail(
    archive: Archive, target: Target, label: str, address: str, period: str, now: datetime, wants: str = "new"
) -> None:
    """Note the wish and put a confirmation mail into the outbox. Whether the address has subscribed before is not told.

    Raises `UsageError` for what cannot be meant, `TooMany`."""
    address = mail_address(address)
    _check(period, wants)
    db = archive.db
    with db.writing():
        rows.drop_pending(db, now - UNCONFIRMED)
        known = rows.standing(db, str(target), "mail", address)
        if known is not None and known.state == "active":
            return  # perhaps a stranger asks: the owner of the address changes it by the link in every mail
        if known is None:
            day = now - timedelta(days=1)
            if rows.asked_since(db, day, address) >= A_DAY or rows.asked_since(db, day) >= A_DAY_ALL:
                raise TooMany(
                    "so many subscriptions were asked for today that no more mail is sent: try again tomorrow"
                )
            known = _new(archive, target, label, "mail", address, period, wants, "pending", now)
            rows.put(db, known)
        else:
            last = rows.confirmation_sent(db, known.id)
            if last is not None and last > utc(now - AGAIN):
                return
            rows.change(db, known.id, period=period, wants=wants)
        payload = json.dumps({"type": "confirm"})
        rows.put_message(
            db, id=new_id("msg"), subscription=known.id, period=f"confirm {utc(now)}", payload=payload, now=now
        )


def add(
    archive: Archive,
    target: Target,
    label: str,
    channel: str,
    address: str,
    period: str,
    now: datetime,
    wants: str = "new",
) -> Subscription:
    """A subscription that needs no confirming, made by whoever runs the archive; the standing one if there is one."""
    _check(period, wants)
    gather(archive, now)  # what came before the subscription is none of its news
    db = archive.db
    with db.writing():
        known = rows.standing(db, str(target), channel, address)
        if known is None:
            made = _new(archive, target, label, channel, address, period, wants, "active", now)
            rows.put(db, made)
            return made
        if known.state == "active":
            rows.change(db, known.id, period=period, wants=wants, **_from_here(archive, known, wants))
        else:
            here = _from_here(archive, None, wants)
            rows.change(db, known.id, state="active", confirmed=utc(now), period=period, wants=wants, **here)
    return rows.subscription(db, known.id)


def _from_here(archive: Archive, known: Subscription | None, wants: str) -> dict[str, int]:
    """Up to where a subscription has heard all, of what it did not ask for until now."""
    parts = {"new": ("new",), "changes": ("changes",), "all": ("new", "changes")}
    had = parts[known.wants] if known else ()
    here = {
        "new": ("seen", rows.watermark(archive.db, "arrivals")),
        "changes": ("seen_changes", changes.last(archive.db)),
    }
    return dict(here[one] for one in parts[wants] if one not in had)


def confirm(archive: Archive, id: str, token: str, now: datetime) -> Subscription:
    """The mail's link was followed: from now on new statements are told. Raises `NotFound` for a wrong link."""
    found = holder(archive, id, token, "confirm")
    if found.state == "ended":
        raise NotFound("this subscription has ended: subscribe again on the page that you want to follow")
    if found.state == "pending":
        gather(archive, now)
        db = archive.db
        with db.writing():
            here = _from_here(archive, None, "all")
            rows.change(db, id, state="active", confirmed=utc(now), due=first_due(found.period, now), **here)
    return rows.subscription(archive.db, id)


def end(archive: Archive, id: str, reason: str, now: datetime) -> Subscription:
    """No more messages, not even those that wait. Ending twice changes nothing. Raises `NotFound`."""
    db = archive.db
    with db.writing():
        found = rows.subscription(db, id)
        if found.state != "ended":
            rows.change(db, id, state="ended", ended=utc(now), reason=reason[:500])
            db.execute(
                "UPDATE outbox SET state = 'failed', problem = 'subscription ended' "
                "WHERE subscription = :id AND state = 'waiting'",
                {"id": id},
            )
    return rows.subscription(db, id)


def holder(archive: Archive, id: str, token: str, purpose: str) -> Subscription:
    """The subscription, if the token is that of a link we sent. Raises `NotFound`, alike for a wrong id or token."""
    try:
        found = rows.subscription(archive.db, id)
    except NotFound:
        found = None
    if found is None or not hmac.compare_digest(token.encode(), link_token(found, purpose).encode()):
        raise NotFound("this link belongs to no subscription: it may be cut short, or its subscription long ended")
    return found


def link_token(subscription: Subscription, purpose: str) -> str:
    """What proves that a link came from a mail of ours: only who has the subscription's secret can make it."""
    made = hmac.new(subscription.secret.encode(), f"{purpose} {subscription.id}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(made[:18]).decode()


def first_due(period: str, now: datetime) -> str:
    """UTC; when the first message may be put together."""
    return utc(now) if period == "instant" else utc(next_due(period, now))


def next_due(period: str, now: datetime) -> datetime:
    """When the next message of the period is put together: at once, the next morning, the next Monday morning."""
    if period == "instant":
        return now
    morning = now.astimezone(UTC).replace(hour=HOUR, minute=0, second=0, microsecond=0)
    days = 1 if period == "daily" else 7 - morning.weekday()
    if period == "daily" and morning > now:
        days = 0
    if period == "weekly" and morning.weekday() == 0 and morning > now:
        days = 0
    return morning + timedelta(days=days)


def _new(
    archive: Archive,
    target: Target,
    label: str,
    channel: str,
    address: str,
    period: str,
    wants: str,
    state: str,
    now: datetime,
) -> Subscription:
    active = state == "active"
    return Subscription(
        id=new_id("sub"),
        target=str(target),
        label=label[:200],
        channel=channel,
        address=address,
        secret="whsec_" + base64.b64encode(secrets.token_bytes(32)).decode(),
        period=period,
        state=state,
        created=utc(now),
        confirmed=utc(now) if active else None,
        ended=None,
        reason=None,
        seen=rows.watermark(archive.db, "arrivals"),
        due=first_due(period, now),
        wants=wants,
        seen_changes=changes.last(archive.db),
    )


def _check(period: str, wants: str) -> None:
    if period not in PERIODS:
        raise UsageError(f"no period {period[:40]!r}: there are {', '.join(PERIODS)}")
    if wants not in WANTS:
        raise UsageError(f"nothing to hear of called {wants[:40]!r}: there are {', '.join(WANTS)}")


def new_id(prefix: str) -> str:
    return f"{prefix}_{secrets.token_hex(12)}"
