"""Quotations changed and withdrawn: told once to whom wants to hear, on a page of their own, as a feed."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import feedparser
import httpx
import pytest
from receivers import Hook, Mailbox, posting
from site_serving import add, served

from onrecord.alerts import notify, subscribing
from onrecord.alerts.targets import parse
from onrecord.errors import UsageError
from onrecord.model import Page
from onrecord.store import Archive, StatementQuery, changes
from onrecord.store import subscriptions as rows
from onrecord.web import Settings

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
OPENS, CLOSES = "The bridge opens in May", "We will not pay for the lights"


def page(*words: str, hour: int = 0, at: str = "bridge", who: str = "Ada Nowak") -> Page:
    """A page with these quotations, captured at that hour."""
    said = "".join(f"<p>“{one},” minister {who} told reporters on Monday.</p>" for one in words)
    text = (
        f"<article><h1>News of the bridge</h1>{said}"
        "<p>The works at the river had been going on for many years when the town council met again.</p></article>"
    )
    return Page(
        f"<html lang=en><title>Bridge</title><body>{text}</body></html>".encode(),
        url=f"https://paper.example/{at}",
        captured=NOW + hour * HOUR,
        media_type="text/html",
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "archive"
    add(place, page(OPENS, CLOSES), page("The road stays as it is", at="road", who="Ben Okafor"))
    return place


def follow(archive: Archive, receiver: Hook, target: str = "all", wants: str = "changes") -> rows.Subscription:
    return subscribing.add(archive, parse(target), target, "webhook", receiver.address, "instant", NOW, wants)


def tell(archive: Archive, receiver: Hook, times: int = 2) -> list[dict[str, Any]]:
    """What the receiver got after some runs."""
    for minute in range(times):
        notify.run(archive, posting(), NOW + timedelta(minutes=minute))
    return [json.loads(body)["data"] for _, body in receiver.got]


def test_a_changed_and_a_withdrawn_quotation_are_told_once_with_both_wordings(
    archive: Archive, folder: Path, receiver: Hook
) -> None:
    follow(archive, receiver)
    add(folder, page("The bridge opens in June", hour=1))
    (data,) = tell(archive, receiver, times=4)
    told = {one["what"]: one for one in data["changes"]}
    assert set(told) == {"changed", "withdrawn"} and data["statements"] == []
    changed, gone = told["changed"], told["withdrawn"]
    assert OPENS in changed["before"]["quote"] and "June" in changed["after"]["quote"]
    assert CLOSES in gone["before"]["quote"] and gone["after"] is None
    assert changed["address"].endswith("/history")


def test_words_that_took_the_place_of_others_are_a_change_and_not_new_as_well(
    archive: Archive, folder: Path, receiver: Hook
) -> None:
    follow(archive, receiver, wants="all")
    add(folder, page("The bridge opens in June", CLOSES, "Nobody asked me", hour=1))
    (data,) = tell(archive, receiver)
    assert [c["what"] for c in data["changes"]] == ["changed"]
    assert ["Nobody asked me" in s["quote"] for s in data["statements"]] == [True]


def test_who_wants_new_statements_hears_of_no_change(archive: Archive, folder: Path, receiver: Hook) -> None:
    follow(archive, receiver, wants="new")
    add(folder, page(OPENS, hour=1))
    assert tell(archive, receiver) == []


@pytest.mark.parametrize(
    ("target", "hears"),
    [
        ("all", True),
        ("person:Ada Nowak", True),
        ("person:Ben Okafor", False),
        ("search:q=lights", True),
        ("search:q=lighting+pay", True),
        ("search:q=bread", False),
        ("search:speaker=nowak&kind=direct", True),
        ("search:q=lights&kind=indirect", False),
        ("search:q=lights&since=2026-11-24", False),
        ("search:q=lights&until=2026-11-24", True),
    ],
)
def test_a_withdrawn_quotation_is_told_to_whom_it_concerns(
    target: str, hears: bool, archive: Archive, folder: Path, receiver: Hook
) -> None:
    """Though it stands in no index any more."""
    follow(archive, receiver, target)
    add(folder, page(OPENS, hour=1))
    assert bool(tell(archive, receiver)) is hears


def test_a_reports_family_is_followed_to_its_withdrawal(archive: Archive, folder: Path, receiver: Hook) -> None:
    (one,) = archive.statements(StatementQuery(words="lights")).rows
    follow(archive, receiver, f"family:{one.id}")
    add(folder, page(OPENS, hour=1))
    (data,) = tell(archive, receiver)
    assert CLOSES in data["changes"][0]["before"]["quote"]


def test_nothing_is_told_of_changes_before_the_subscription_or_before_it_asked_for_them(
    archive: Archive, folder: Path, receiver: Hook
) -> None:
    add(folder, page(OPENS, hour=1))
    follow(archive, receiver, wants="new")
    add(folder, page(OPENS, CLOSES, hour=2))
    tell(archive, receiver)
    before = len(receiver.got)
    follow(archive, receiver, wants="all")
    assert len(tell(archive, receiver)) == before
    add(folder, page(CLOSES, hour=3))
    assert [c["what"] for c in tell(archive, receiver)[-1]["changes"]] == ["withdrawn"]


def test_a_receiver_that_fails_gets_the_change_when_it_is_back(archive: Archive, folder: Path, receiver: Hook) -> None:
    follow(archive, receiver)
    add(folder, page(OPENS, hour=1))
    receiver.answers = [500]
    notify.run(archive, posting(), NOW)
    notify.run(archive, posting(), NOW + HOUR)
    ids = {headers["webhook-id"] for headers, _ in receiver.got}
    assert len(receiver.got) == 2 and len(ids) == 1


def test_a_mail_says_what_was_withdrawn(archive: Archive, folder: Path, box: Mailbox) -> None:
    subscribing.add(archive, parse("all"), "all statements", "mail", "r@example.org", "instant", NOW, "all")
    add(folder, page(OPENS, hour=1))
    notify.run(archive, posting(box), NOW)
    (mail,) = box.mails
    assert mail["Subject"].startswith("Withdrawn: Ada Nowak:")
    text = mail.get_body(("plain",)).get_content()
    assert "WITHDRAWN" in text and CLOSES in text and "/history" in text


def test_a_wish_for_something_else_is_refused(archive: Archive, receiver: Hook) -> None:
    with pytest.raises(UsageError, match="new, changes, all"):
        follow(archive, receiver, wants="gossip")


def test_more_changes_than_one_batch_are_all_looked_through(archive: Archive, folder: Path, receiver: Hook) -> None:
    """Also where the first batch holds nothing for the subscriber."""
    follow(archive, receiver, "search:q=lights")
    step, changes.STEP = changes.STEP, 1
    try:
        add(folder, page("The road is closed", at="road", who="Ben Okafor", hour=1))
        add(folder, page(OPENS, hour=1))
        (data,) = tell(archive, receiver)
    finally:
        changes.STEP = step
    assert [c["what"] for c in data["changes"]] == ["withdrawn"]


def test_the_page_shows_both_wordings_and_the_feed_tells_each_change_once(folder: Path) -> None:
    add(folder, page("The bridge opens in June", hour=1))
    with served(Settings(archive=str(folder), worker=False)) as address, httpx.Client(base_url=address) as client:
        text = client.get("/changes", headers={"accept": "text/html"}).text
        assert "<del>" in text and "June" in text and "Withdrawn after it was printed" in text
        found = client.get("/changes.json").json()["items"]
        assert {one["what"] for one in found} == {"changed", "withdrawn"}
        for form in ("atom", "rss"):
            feed = feedparser.parse(client.get(f"/changes.{form}").content)
            assert not feed.bozo
            assert {e.id for e in feed.entries} == {one["id"] for one in found}
        assert client.get("/changes.json?to=person:Ben+Okafor").json()["items"] == []
        assert len(client.get("/changes.json?to=person:Ada+Nowak").json()["items"]) == 2


def test_the_page_of_changes_is_paged_by_cursor(folder: Path) -> None:
    for hour in range(1, 31):
        add(folder, page(f"The bridge opens in {1900 + hour}", hour=hour))
    seen: list[str] = []
    with served(Settings(archive=str(folder), worker=False)) as address, httpx.Client(base_url=address) as client:
        path: str | None = "/changes.json"
        while path:
            body = client.get(path).json()
            seen += [one["id"] for one in body["items"]]
            path = body["next"] and body["next"].replace("/changes?", "/changes.json?")
        assert client.get("/changes?after=x").status_code == 400
    assert len(seen) == len(set(seen)) > 25
