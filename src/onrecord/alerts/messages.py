"""What messages say. Pure: rows and addresses in, a payload for the outbox or a mail out."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Any

from onrecord.store import StatementRow
from onrecord.store.subscriptions import Subscription
from onrecord.views import words

Address = Callable[[str], str]  # path on the site -> public address
SHOWN = 50  # statements in one message; the rest is a link
PERIODS = {"instant": "at once", "daily": "once a day", "weekly": "once a week"}


def payload(found: Sequence[StatementRow], *, more: bool, at: str) -> dict[str, Any]:
    """What an alert tells, kept in the outbox so that every attempt says the same."""
    return {"type": "statements.new", "at": at, "statements": [_told(row) for row in found[:SHOWN]], "more": more}


def _told(row: StatementRow) -> dict[str, Any]:
    names = (
        "id", "article_id", "kind", "medium", "quote", "speaker", "role", "body", "prompt", "outlet", "headline",
        "address", "published", "day", "language", "country",
    )  # fmt: skip
    return {name: getattr(row, name) for name in names}


def webhook(subscription: Subscription, told: dict[str, Any], address: Address) -> dict[str, Any]:
    """The body of a webhook message, as Standard Webhooks shape it: type, timestamp, data."""
    statements = [
        {
            "id": one["id"],
            "address": address(f"/statements/{one['id']}"),
            "article": address(f"/articles/{one['article_id']}"),
            "kind": one["kind"],
            "medium": one["medium"],
            "quote": one["quote"],
            "speaker": one["speaker"],
            "role": one["role"],
            "body": one["body"],
            "asked": one["prompt"],
            "outlet": one["outlet"],
            "headline": one["headline"],
            "url": one["address"],
            "published": one["published"],
        }
        for one in told["statements"]
    ]
    data = {"subscription": subscription.id, "to": subscription.target, "statements": statements, "more": told["more"]}
    return {"type": told["type"], "timestamp": told["at"], "data": data}


def confirmation(subscription: Subscription, link: str, *, title: str) -> tuple[str, str, str]:
    """Subject, text and HTML of the mail that asks whether the subscription is wanted."""
    what = f"new statements ({subscription.label}), {PERIODS[subscription.period]}"
    text = (
        f"Somebody, we hope you, asked {title} to write to this address about {what}.\n\n"
        f"To confirm, open this page and press the button:\n{link}\n\n"
        "If it was not you, do nothing: no further mail will come.\n"
    )
    page = (
        f"<p>Somebody, we hope you, asked {html.escape(title)} to write to this address about {html.escape(what)}.</p>"
        f'<p><a href="{html.escape(link)}">Confirm the subscription</a></p>'
        "<p>If it was not you, do nothing: no further mail will come.</p>"
    )
    return f"Please confirm: {subscription.label}", text, page


def alert(
    subscription: Subscription, told: dict[str, Any], *, title: str, address: Address, leave: str, page: str
) -> tuple[str, str, str]:
    """Subject, text and HTML of an alert. `leave` ends the subscription, `page` shows all."""
    found = told["statements"]
    first = found[0]
    who = first["speaker"] or "speaker not resolved"
    subject = (
        f"{who}: {_short(first['quote'], 70)}"
        if len(found) == 1
        else f"{len(found)} new statements: {subscription.label}"
    )
    texts = "\n\n".join(_text(one, address) for one in found)
    more = f"\n\nThere are more: {page}" if told["more"] else ""
    foot = f"{title}: {subscription.label}, {PERIODS[subscription.period]}\nTo end this subscription: {leave}"
    text = f"{texts}{more}\n\n-- \n{foot}\n"
    parts = "".join(_html(one, address) for one in found)
    more_html = f'<p><a href="{html.escape(page)}">There are more</a></p>' if told["more"] else ""
    foot_html = (
        f'<p style="color:#555;font-size:small">{html.escape(title)}: {html.escape(subscription.label)}, '
        f'{PERIODS[subscription.period]}. <a href="{html.escape(leave)}">End this subscription</a></p>'
    )
    return subject, text, parts + more_html + "<hr>" + foot_html


def _text(one: dict[str, Any], address: Address) -> str:
    office = ", ".join(p for p in (one["speaker"] or "Speaker not resolved", one["role"], one["body"]) if p)
    where = ", ".join(p for p in (one["outlet"], words.when(one["published"] or one["day"]), one["headline"]) if p)
    asked = f"Asked: {one['prompt']}\n" if one["prompt"] else ""
    return f"{asked}{one['quote']}\n{office}\nReported by {where}\n{address('/statements/' + one['id'])}"


def _html(one: dict[str, Any], address: Address) -> str:
    office = ", ".join(p for p in (one["speaker"] or "Speaker not resolved", one["role"], one["body"]) if p)
    where = ", ".join(p for p in (one["outlet"], words.when(one["published"] or one["day"]), one["headline"]) if p)
    asked = f'<p style="color:#555">Asked: {html.escape(one["prompt"])}</p>' if one["prompt"] else ""
    link = html.escape(address("/statements/" + one["id"]))
    return (
        f'{asked}<blockquote style="font-size:large;margin:0">{html.escape(one["quote"])}</blockquote>'
        f'<p><b>{html.escape(office)}</b><br>Reported by {html.escape(where)}<br><a href="{link}">{link}</a></p>'
    )


def mail(
    *, id: str, sender: str, recipient: str, subject: str, text: str, page: str, now: datetime, leave: str | None
) -> EmailMessage:
    """A mail with stable Message-ID and, where it can be left, RFC 8058's one-click headers."""
    made = EmailMessage()
    made["From"] = sender
    made["To"] = recipient
    made["Subject"] = _header(subject)
    made["Date"] = format_datetime(now)
    made["Message-ID"] = f"<{id}@{sender.rpartition('@')[2].strip('> ') or 'onrecord.invalid'}>"
    made["Auto-Submitted"] = "auto-generated"
    if leave:
        made["List-Unsubscribe"] = f"<{leave}>"
        made["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    made.set_content(_clean(text))
    made.add_alternative(f"<!DOCTYPE html><html><body>{_clean(page)}</body></html>", subtype="html")
    return made


def _header(text: str) -> str:
    """One line without control characters: a headline must not become a header."""
    return _short(" ".join(re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", " ", _clean(text)).split()), 150)


def _clean(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", "\ufffd")


def _short(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 2].rpartition(" ")[0] + " …"
