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
from onrecord.store.changes import Changed
from onrecord.store.subscriptions import Subscription
from onrecord.views import words

Address = Callable[[str], str]  # path on the site -> public address
SHOWN = 50  # statements in one message; the rest is a link
ABOUT = {
    "new": "new statements",
    "changes": "quotations changed or withdrawn after they were printed",
    "all": "new statements, and quotations changed or withdrawn after they were printed",
}
PERIODS = {"instant": "at once", "daily": "once a day", "weekly": "once a week"}


def payload(found: Sequence[StatementRow], changed: Sequence[Changed] = (), *, at: str) -> dict[str, Any]:
    """What an alert tells, kept in the outbox so that every attempt says the same."""
    return {
        "type": "statements.new" if found else "statements.changed",
        "at": at,
        "statements": [_told(row) for row in found[:SHOWN]],
        "changes": [_change(one) for one in changed[:SHOWN]],
        "more": len(found) > SHOWN or len(changed) > SHOWN,
    }


def _told(row: StatementRow) -> dict[str, Any]:
    names = (
        "id", "article_id", "kind", "medium", "quote", "speaker", "role", "body", "prompt", "outlet", "headline",
        "address", "published", "day", "language", "country",
    )  # fmt: skip
    return {name: getattr(row, name) for name in names}


def _change(one: Changed) -> dict[str, Any]:
    return {
        "n": one.event.n,
        "what": "withdrawn" if one.gone else "changed",
        "at": one.event.at,
        "article_id": one.event.new_article,
        "before": _told(one.before) if one.before else None,
        "after": _told(one.after) if one.after else None,
    }


def webhook(subscription: Subscription, told: dict[str, Any], address: Address) -> dict[str, Any]:
    """The body of a webhook message, as Standard Webhooks shape it: type, timestamp, data."""
    changed = [
        {
            "id": f"urn:onrecord:change:{one['n']}",
            "what": one["what"],
            "at": one["at"],
            "address": address(f"/articles/{one['article_id']}/history"),
            "before": _hooked(one["before"], address),
            "after": _hooked(one["after"], address),
        }
        for one in told.get("changes", ())
    ]
    data = {
        "subscription": subscription.id,
        "to": subscription.target,
        "statements": [_hooked(one, address) for one in told["statements"]],
        "changes": changed,
        "more": told["more"],
    }
    return {"type": told["type"], "timestamp": told["at"], "data": data}


def _hooked(one: dict[str, Any] | None, address: Address) -> dict[str, Any] | None:
    """A statement as webhooks carry it."""
    if one is None:
        return None
    shared = ("kind", "medium", "quote", "speaker", "role", "body", "outlet", "headline", "published")
    places = {"address": address(f"/statements/{one['id']}"), "article": address(f"/articles/{one['article_id']}")}
    return {"id": one["id"], **places, "asked": one["prompt"], "url": one["address"], **{k: one[k] for k in shared}}


def confirmation(subscription: Subscription, link: str, *, title: str) -> tuple[str, str, str]:
    """Subject, text and HTML of the mail that asks whether the subscription is wanted."""
    what = f"{ABOUT[subscription.wants]} ({subscription.label}), {PERIODS[subscription.period]}"
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
    found, changed = told["statements"], told.get("changes", [])
    texts = "\n\n".join([*(_change_text(one, address) for one in changed), *(_text(one, address) for one in found)])
    more = f"\n\nThere are more: {page}" if told["more"] else ""
    foot = f"{title}: {subscription.label}, {PERIODS[subscription.period]}\nTo end this subscription: {leave}"
    text = f"{texts}{more}\n\n-- \n{foot}\n"
    parts = "".join([*(_change_html(one, address) for one in changed), *(_html(one, address) for one in found)])
    more_html = f'<p><a href="{html.escape(page)}">There are more</a></p>' if told["more"] else ""
    foot_html = (
        f'<p style="color:#555;font-size:small">{html.escape(title)}: {html.escape(subscription.label)}, '
        f'{PERIODS[subscription.period]}. <a href="{html.escape(leave)}">End this subscription</a></p>'
    )
    return _subject(subscription, found, changed), text, parts + more_html + "<hr>" + foot_html


def _subject(subscription: Subscription, found: Sequence[dict[str, Any]], changed: Sequence[dict[str, Any]]) -> str:
    if len(found) + len(changed) == 1:
        one = found[0] if found else changed[0]["after"] or changed[0]["before"]
        lead = "" if found else f"{changed[0]['what'].capitalize()}: "
        return f"{lead}{one['speaker'] or 'speaker not resolved'}: {_short(one['quote'], 70)}"
    parts = [f"{len(found)} new statement{'s'[: len(found) != 1]}"] if found else []
    if changed:
        parts.append(f"{len(changed)} quotation{'s'[: len(changed) != 1]} changed or withdrawn")
    return f"{', '.join(parts)}: {subscription.label}"


def _lines(one: dict[str, Any]) -> tuple[str, str]:
    """Who said it, and who reported it."""
    office = ", ".join(p for p in (one["speaker"] or "Speaker not resolved", one["role"], one["body"]) if p)
    where = ", ".join(p for p in (one["outlet"], words.when(one["published"] or one["day"]), one["headline"]) if p)
    return office, where


def _text(one: dict[str, Any], address: Address) -> str:
    office, where = _lines(one)
    asked = f"Asked: {one['prompt']}\n" if one["prompt"] else ""
    return f"{asked}{one['quote']}\n{office}\nReported by {where}\n{address('/statements/' + one['id'])}"


def _html(one: dict[str, Any], address: Address) -> str:
    office, where = _lines(one)
    asked = f'<p style="color:#555">Asked: {html.escape(one["prompt"])}</p>' if one["prompt"] else ""
    link = html.escape(address("/statements/" + one["id"]))
    return (
        f'{asked}<blockquote style="font-size:large;margin:0">{html.escape(one["quote"])}</blockquote>'
        f'<p><b>{html.escape(office)}</b><br>Reported by {html.escape(where)}<br><a href="{link}">{link}</a></p>'
    )


def _change_text(one: dict[str, Any], address: Address) -> str:
    before, after = one["before"], one["after"]
    office, where = _lines(after or before)
    lines = [f"{one['what'].upper()} after it was printed; seen on {words.when(one['at'][:10])}"]
    lines += [f"Before: {before['quote']}"] if before else []
    lines += [f"Now: {after['quote']}"] if after else []
    link = address(f"/articles/{one['article_id']}/history")
    return "\n".join([*lines, office, f"Reported by {where}", link])


def _change_html(one: dict[str, Any], address: Address) -> str:
    before, after = one["before"], one["after"]
    office, where = _lines(after or before)
    link = html.escape(address(f"/articles/{one['article_id']}/history"))
    quote = '<blockquote style="font-size:large;margin:0 0 .5em">{}</blockquote>'.format
    parts = [f"<p><b>{one['what'].capitalize()}</b> after it was printed; seen on {words.when(one['at'][:10])}</p>"]
    parts += [quote(f"<del>{html.escape(before['quote'])}</del>")] if before else []
    parts += [quote(f"<ins>{html.escape(after['quote'])}</ins>")] if after else []
    foot = f'<p><b>{html.escape(office)}</b><br>Reported by {html.escape(where)}<br><a href="{link}">{link}</a></p>'
    return "".join(parts) + foot


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
