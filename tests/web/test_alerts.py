"""Alerts: each new statement is told once, through servers that fail, hang and come back."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
from receivers import Hook, Mailbox, posting
from site_serving import add, sample_pages
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from onrecord.alerts import notify, sending, subscribing
from onrecord.alerts.targets import Target, of_search, parse
from onrecord.errors import Forbidden, NotFound, UsageError
from onrecord.model import Page
from onrecord.store import Archive
from onrecord.store import subscriptions as rows

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def story(number: int, words: str = "The bridge opens in May", speaker: str = "Ada Nowak", at: str = "story") -> Page:
    """A page with one quotation."""
    text = (
        f"<article><h1>News of the bridge, part {number}</h1><p>“{words},” minister {speaker} said on Monday.</p>"
        "<p>The works at the river had been going on for many years when the town council met again.</p></article>"
    )
    return Page(
        f"<html lang=en><title>Bridge {number}</title><body>{text}</body></html>".encode(),
        url=f"https://paper.example/{at}/{number}",
        captured=NOW,
        media_type="text/html",
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    add(tmp_path / "archive", *sample_pages())
    return tmp_path / "archive"


def by_mail(archive: Archive, target: str = "all", period: str = "instant", address: str = "reader@example.org") -> str:
    return subscribing.add(archive, parse(target), target, "mail", address, period, NOW).id


def by_hook(archive: Archive, receiver: Hook, target: str = "all", period: str = "instant") -> rows.Subscription:
    return subscribing.add(archive, parse(target), target, "webhook", receiver.address, period, NOW)


def links(mail: EmailMessage, purpose: str) -> list[str]:
    text = mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    return re.findall(rf"https://site\.example(/subscriptions/\S+/{purpose}\?token=\S+)", text)


def opened(path: str) -> tuple[str, str]:
    """Id and token of a link."""
    match = re.fullmatch(r"/subscriptions/(\w+)/\w+\?token=(.+)", path)
    assert match
    return match[1], match[2]


def test_nothing_is_told_of_what_came_before_the_subscription(archive: Archive, box: Mailbox) -> None:
    by_mail(archive)
    assert notify.run(archive, posting(box), NOW) == notify.Report()
    assert box.mails == []


def test_a_new_statement_is_told_once_however_often_the_run_is_repeated(
    archive: Archive, folder: Path, box: Mailbox
) -> None:
    by_mail(archive)
    add(folder, story(1))
    for minutes in range(4):
        notify.run(archive, posting(box), NOW + minutes * MINUTE)
    (mail,) = box.mails
    text = mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert "The bridge opens in May" in text and "Nowak" in text and "https://site.example/statements/" in text


def test_many_new_statements_are_one_message(archive: Archive, folder: Path, box: Mailbox) -> None:
    by_mail(archive)
    add(folder, *(story(i, f"The bridge has {i} arches and no more") for i in range(7)))
    notify.run(archive, posting(box), NOW)
    (mail,) = box.mails
    assert mail["subject"] == "7 new statements: all"


def test_a_page_captured_again_is_not_told_again_and_a_changed_one_only_what_changed(
    archive: Archive, folder: Path, box: Mailbox
) -> None:
    by_mail(archive)
    first = story(1)
    add(folder, first)
    notify.run(archive, posting(box), NOW)
    add(folder, replace(first, captured=NOW + timedelta(hours=1)))
    changed = first.content.replace(
        b"</article>", "<p>“We will paint it blue,” Ada Nowak added.</p></article>".encode()
    )
    add(folder, replace(first, content=changed, captured=NOW + timedelta(hours=2)))
    notify.run(archive, posting(box), NOW + MINUTE)
    assert len(box.mails) == 2
    text = box.mails[1].get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert "paint it blue" in text and "opens in May" not in text


@pytest.mark.parametrize(
    ("target", "told"),
    [
        ("person:ada nowak", True),
        ("person:aleksandr lukashenko", False),
        ("search:q=bridge+opens", True),
        ("search:q=%22opens+in+June%22", False),
        ("search:speaker=nowak&kind=direct", True),
        ("search:speaker=nowak&kind=indirect", False),
        ("outlet:paper example", True),
        ("outlet:belta", False),
        ("country:by", False),
        ("all", True),
    ],
)
def test_a_subscription_hears_of_its_own_target_only(
    target: str, told: bool, archive: Archive, folder: Path, box: Mailbox
) -> None:
    by_mail(archive, target)
    add(folder, story(1))
    notify.run(archive, posting(box), NOW)
    assert bool(box.mails) == told


def test_a_daily_subscription_gets_one_mail_a_day_with_all_of_the_day(
    archive: Archive, folder: Path, box: Mailbox
) -> None:
    by_mail(archive, period="daily")
    for hour in range(48):
        if hour in (1, 5, 30):
            add(folder, story(hour, f"The bridge has {hour} arches today"))
        notify.run(archive, posting(box), NOW + timedelta(hours=hour))
    assert [m["subject"] for m in box.mails] == ["2 new statements: all", box.mails[1]["subject"]]
    assert "30 arches" in box.mails[1]["subject"]


def test_a_weekly_subscription_is_told_on_monday_morning(archive: Archive, folder: Path, box: Mailbox) -> None:
    by_mail(archive, period="weekly")
    add(folder, story(1))
    before = datetime(2026, 11, 30, 5, 59, tzinfo=UTC)
    notify.run(archive, posting(box), before)
    assert box.mails == []
    notify.run(archive, posting(box), before + MINUTE)
    notify.run(archive, posting(box), before + timedelta(days=3))
    assert len(box.mails) == 1


@pytest.mark.parametrize(
    ("period", "now", "next_"),
    [
        ("daily", "2026-11-23T05:00", "2026-11-23T06:00"),
        ("daily", "2026-11-23T06:00", "2026-11-24T06:00"),
        ("weekly", "2026-11-23T05:00", "2026-11-23T06:00"),  # a Monday
        ("weekly", "2026-11-23T06:00", "2026-11-30T06:00"),
        ("weekly", "2026-11-29T23:00", "2026-11-30T06:00"),
        ("instant", "2026-11-23T05:00", "2026-11-23T05:00"),
    ],
)
def test_the_next_message_is_due(period: str, now: str, next_: str) -> None:
    aware = datetime.fromisoformat(now).replace(tzinfo=UTC)
    assert subscribing.next_due(period, aware) == datetime.fromisoformat(next_).replace(tzinfo=UTC)


def test_mail_needs_a_confirmation_and_says_how_to_leave_by_one_click(
    archive: Archive, folder: Path, box: Mailbox
) -> None:
    subscribing.ask_by_mail(archive, Target(), "everything", "reader@example.org", "instant", NOW)
    add(folder, story(1))
    notify.run(archive, posting(box), NOW)
    (asking,) = box.mails
    assert asking["subject"] == "Please confirm: everything" and asking["to"] == "reader@example.org"
    (link,) = links(asking, "confirm")
    subscribing.confirm(archive, *opened(link), NOW + MINUTE)
    add(folder, story(2, "The second bridge opens in June"))
    notify.run(archive, posting(box), NOW + 2 * MINUTE)
    told = box.mails[1]
    assert "second bridge" in told["subject"], "what came before the confirmation is not told"
    assert told["list-unsubscribe-post"] == "List-Unsubscribe=One-Click"
    (leave,) = links(told, "end")
    assert told["list-unsubscribe"] == f"<https://site.example{leave}>"
    subscribing.end(archive, opened(leave)[0], "left", NOW + 3 * MINUTE)
    add(folder, story(3, "The third bridge opens in July"))
    notify.run(archive, posting(box), NOW + 4 * MINUTE)
    assert len(box.mails) == 2


def test_what_nobody_confirms_is_forgotten(archive: Archive, box: Mailbox) -> None:
    subscribing.ask_by_mail(archive, Target(), "everything", "reader@example.org", "instant", NOW)
    notify.run(archive, posting(box), NOW)
    (link,) = links(box.mails[0], "confirm")
    notify.run(archive, posting(box), NOW + timedelta(hours=49))
    with pytest.raises(NotFound, match="belongs to no subscription"):
        subscribing.confirm(archive, *opened(link), NOW + timedelta(hours=49))


def test_asking_twice_sends_one_mail_and_asking_all_day_ends_in_a_refusal(archive: Archive, box: Mailbox) -> None:
    for minutes in range(5):
        subscribing.ask_by_mail(archive, Target(), "all", "reader@example.org", "instant", NOW + minutes * MINUTE)
    notify.run(archive, posting(box), NOW + 5 * MINUTE)
    assert len(box.mails) == 1
    with pytest.raises(subscribing.TooMany):
        for i in range(subscribing.A_DAY + 1):
            subscribing.ask_by_mail(archive, parse(f"search:q=w{i}"), "w", "reader@example.org", "daily", NOW)


@pytest.mark.parametrize("purpose", ["confirm", "end"])
def test_a_link_works_for_its_own_purpose_and_subscription_only(purpose: str, archive: Archive) -> None:
    one = rows.subscription(archive.db, by_mail(archive))
    other = rows.subscription(archive.db, by_mail(archive, "country:by"))
    right = subscribing.link_token(one, purpose)
    assert subscribing.holder(archive, one.id, right, purpose) == one
    wrong = [subscribing.link_token(other, purpose), right[:-1], "", "ü", subscribing.link_token(one, "other")]
    for token in wrong:
        with pytest.raises(NotFound):
            subscribing.holder(archive, one.id, token, purpose)
    with pytest.raises(NotFound):
        subscribing.holder(archive, "sub_unknown", right, purpose)


def test_a_mail_server_that_is_away_or_busy_gets_the_same_mail_when_it_is_back(
    archive: Archive, folder: Path, box: Mailbox
) -> None:
    by_mail(archive)
    add(folder, story(1))
    away = replace(posting(box), send_mail=sending.smtp("smtp://127.0.0.1:1"))
    assert notify.run(archive, away, NOW).put_off == 1
    box.answers = ["451 4.3.0 busy"]
    assert notify.run(archive, posting(box), NOW + MINUTE).put_off == 1
    assert notify.run(archive, posting(box), NOW + 2 * MINUTE) == notify.Report(), "not before its time"
    assert notify.run(archive, posting(box), NOW + timedelta(minutes=10)).sent == 1
    assert len(box.mails) == 1


def test_a_mailbox_that_does_not_exist_ends_the_subscription(archive: Archive, folder: Path, box: Mailbox) -> None:
    id_ = by_mail(archive, address="nobody@example.org")
    add(folder, story(1))
    assert notify.run(archive, posting(box), NOW).failed == 1
    ended = rows.subscription(archive.db, id_)
    assert ended.state == "ended" and "550" in (ended.reason or "")


def test_a_webhook_is_signed_so_that_the_standards_own_library_accepts_it(
    archive: Archive, folder: Path, receiver: Hook
) -> None:
    now = datetime.now(UTC)  # the library refuses a message of another hour
    made = subscribing.add(archive, Target(), "all", "webhook", receiver.address, "instant", now)
    add(folder, story(1))
    assert notify.run(archive, posting(), now).sent == 1
    headers, body = receiver.got[0]
    data = Webhook(made.secret).verify(body, headers)
    assert data["type"] == "statements.new" and data["data"]["to"] == "all"
    (statement,) = data["data"]["statements"]
    assert "bridge opens" in statement["quote"] and statement["url"] == "https://paper.example/story/1"
    with pytest.raises(WebhookVerificationError):
        Webhook(made.secret).verify(body.replace(b"May", b"Mai"), headers)


def test_a_webhook_that_fails_hangs_and_comes_back_gets_one_message_with_one_id(
    archive: Archive, folder: Path, receiver: Hook
) -> None:
    by_hook(archive, receiver)
    add(folder, story(1))
    receiver.answers = [500, 30.0, 302, 204]
    outcomes = []
    now = NOW
    for wait in (timedelta(0), *notify.WAITS[:4]):
        now += wait
        report = notify.run(archive, posting(seconds=0.5), now)
        outcomes.append((report.put_off, report.sent))
    assert outcomes == [(1, 0), (1, 0), (1, 0), (0, 1), (0, 0)]
    assert len({headers["webhook-id"] for headers, _ in receiver.got}) == 1
    assert len({body for _, body in receiver.got}) == 1
    assert len(receiver.got) == 4


def test_a_receiver_that_hangs_does_not_hold_up_the_others(
    archive: Archive, folder: Path, receiver: Hook, box: Mailbox
) -> None:
    by_hook(archive, receiver)
    for i in range(6):
        by_mail(archive, address=f"reader{i}@example.org")
    add(folder, story(1))
    receiver.answers = [30.0]
    report = notify.run(archive, posting(box, seconds=1.0), NOW)
    assert (report.sent, report.put_off) == (6, 1)


def test_a_receiver_that_is_gone_for_good_is_not_asked_again(archive: Archive, folder: Path, receiver: Hook) -> None:
    made = by_hook(archive, receiver)
    add(folder, story(1))
    receiver.answers = [410]
    assert notify.run(archive, posting(), NOW).failed == 1
    assert rows.subscription(archive.db, made.id).state == "ended"


def test_after_three_days_of_failing_a_webhook_is_given_up(archive: Archive, folder: Path, receiver: Hook) -> None:
    made = by_hook(archive, receiver)
    add(folder, story(1))
    receiver.answers = [503] * 20
    now = NOW
    for wait in (timedelta(0), *notify.WAITS):
        now += wait
        notify.run(archive, posting(), now)
    assert len(receiver.got) == len(notify.WAITS) + 1
    ended = rows.subscription(archive.db, made.id)
    assert ended.state == "ended" and "503" in (ended.reason or "")
    assert timedelta(days=2) < now - NOW < timedelta(days=5)


class Killed(BaseException):
    """A process that ends at once."""


@pytest.mark.parametrize("where", ["put_message", "take", "finish", "change", "put_arrivals"])
def test_a_run_killed_at_any_write_loses_nothing_and_tells_nothing_twice(
    where: str, archive: Archive, folder: Path, receiver: Hook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed right after the named write, before its transaction was confirmed; then another process runs."""
    by_hook(archive, receiver)
    add(folder, story(1), story(2, "The second bridge opens in June"))
    whole = getattr(rows, where)

    def killed(*arguments: object, **named: object) -> None:
        whole(*arguments, **named)
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(rows, where, killed)
        with pytest.raises(Killed):
            notify.run(archive, posting(), NOW)
    with Archive.open(folder, write=True) as again:
        for minutes in (1, 7, 14):
            notify.run(again, posting(), NOW + minutes * MINUTE)
    ids = {headers["webhook-id"] for headers, _ in receiver.got}
    told = {headers["webhook-id"]: json.loads(body)["data"]["statements"] for headers, body in receiver.got}
    assert len(ids) == 1, "one message, by which the receiver knows it if it came twice"
    assert len(receiver.got) == (2 if where == "finish" else 1), "again only where we cannot know that it arrived"
    assert len(next(iter(told.values()))) == 2


def test_two_processes_at_once_send_everything_once(archive: Archive, folder: Path, receiver: Hook) -> None:
    import threading

    for i in range(5):
        subscribing.add(
            archive, parse(f"search:q=bridge&until=20{50 + i}-01-01"), "b", "webhook", receiver.address, "instant", NOW
        )
    add(folder, *(story(i, f"The bridge has {i} arches") for i in range(4)))
    others = [Archive.open(folder, write=True) for _ in range(3)]
    threads = [threading.Thread(target=notify.run, args=(a, posting(), NOW)) for a in others]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for other in others:
        other.close()
    assert len(receiver.got) == 5
    assert len({headers["webhook-id"] for headers, _ in receiver.got}) == 5


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/", "http://localhost:8000/", "http://[::1]/", "http://10.0.0.1/", "http://192.168.1.1/x",
        "http://169.254.169.254/latest/meta-data", "http://0/", "http://2130706433/", "http://0x7f.1/",
        "http://[::ffff:127.0.0.1]/", "http://[fe80::1]/",
    ],
)  # fmt: skip
def test_a_webhook_into_a_private_network_is_refused(address: str) -> None:
    with pytest.raises(Forbidden, match="private network"):
        subscribing.webhook_address(address)


@pytest.mark.parametrize(
    "address",
    ["", "news.example", "ftp://news.example/", "file:///etc/passwd", "https://user:pass@news.example/", "https://",
     "https://news.example/a b", "https://news.example/\r\nX: y", "https://news.example:99999/", "javascript:alert(1)"],
)  # fmt: skip
def test_what_is_no_webhook_address_is_refused(address: str) -> None:
    with pytest.raises(UsageError):
        subscribing.webhook_address(address)


def test_a_private_address_behind_a_name_is_refused_when_the_message_is_sent() -> None:
    """The check at sending stands by itself: a name may lead elsewhere since it was accepted."""
    outcome = sending.post("http://127.0.0.1:9/", b"{}", {}, private=False, seconds=2)
    assert not outcome.ok and not outcome.final and "no public address" in outcome.problem


@pytest.mark.parametrize(
    "address",
    [
        "", "reader", "reader@", "@example.org", "reader@example", "a@b@example.org", "r@example.org\nBcc: all@x.org",
        "reader@example.org\r\n.", "r@example.org,other@example.org", "<reader@example.org>", "r eader@example.org",
        "reader@exam_ple.org", "x" * 65 + "@example.org", "reader@" + "x" * 250 + ".org", "reader@-example.org",
        "a..b@example.org", ".a@example.org", "a.@example.org", "r@127.0.0.1", "r@[127.0.0.1]", "r\0@example.org",
    ],
)  # fmt: skip
def test_what_is_no_mail_address_is_refused(address: str) -> None:
    with pytest.raises(UsageError, match="mail address"):
        subscribing.mail_address(address)


@pytest.mark.parametrize("address", ["reader@example.org", "first.last+tag@sub.example.co.uk", "o'neil@example.ie"])
def test_a_mail_address_is_taken_as_it_is(address: str) -> None:
    assert subscribing.mail_address(address) == address


def test_a_hostile_headline_stays_in_the_text_of_the_mail(archive: Archive, folder: Path, box: Mailbox) -> None:
    by_mail(archive)
    page = story(1, "Bcc: <b>all</b> &amp; <script>alert(1)</script> is what I read out")
    hostile = page.content.replace(b"News of the bridge", b"&lt;script&gt;x&lt;/script&gt; News")
    add(folder, replace(page, content=hostile))
    notify.run(archive, posting(box), NOW)
    (mail,) = box.mails
    assert mail["to"] == "reader@example.org" and mail["bcc"] is None
    page_text = mail.get_body(("html",)).get_content()  # type: ignore[union-attr]
    assert "<script" not in page_text


def test_a_search_target_has_one_form_whatever_the_order_of_its_fields() -> None:
    one = of_search({"kind": "direct", "q": "peace talks", "after": "t1", "order": "time"})
    assert str(one) == "search:q=peace+talks&kind=direct" == str(parse(str(one)))


@pytest.mark.parametrize(
    "text", ["person:", "nobody:x", "search:since=yesterday", "x" * 3000, "person:a\nb", "family:x"]
)
def test_what_cannot_be_followed_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        parse(text).query()
