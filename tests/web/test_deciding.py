"""People merged, split and renamed over the API: the same decisions as from the command line, with who and why."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from site_serving import TOKEN, add, sample_pages, served

from onrecord.model import Page
from onrecord.store import Archive, directory
from onrecord.web import Settings

WRITER = {"authorization": f"Bearer {TOKEN}"}
WHO = {"by": "Ada Fell, desk", "reason": "two spellings"}


def story(name: str, words: str) -> Page:
    text = f"LONDON, 2 May 2024 (Made Agency)\n\n“{words} is what we need,” {name} said on Thursday.\n"
    return Page(text.encode(), url=f"https://news.example/{words.replace(' ', '-')}", media_type="text/plain")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "archive"
    pages = [("Ines Okoro", "More bread"), ("Ines Okoru", "More butter"), ("Ines Okoro", "More salt")]
    add(place, *sample_pages(), *(story(name, words) for name, words in pages))
    return place


@pytest.fixture
def desk(folder: Path) -> Iterator[httpx.Client]:
    """A client with the token."""
    settings = Settings(archive=str(folder), worker=False, token=TOKEN)
    with served(settings) as address, httpx.Client(base_url=address, timeout=30, headers=WRITER) as made:
        yield made


def decide(client: httpx.Client, **wanted: Any) -> httpx.Response:
    return client.post("/decisions", json=WHO | wanted)


def test_two_that_are_merged_have_one_page_with_the_words_of_both(desk: httpx.Client, folder: Path) -> None:
    answer = decide(desk, act="merge", party="Ines Okoru", into="Ines Okoro")
    assert answer.status_code == 201, answer.text
    made = answer.json()
    assert (made["act"], made["by"], made["reason"]) == ("merge", WHO["by"], WHO["reason"])
    quotes = {s["quote"] for s in desk.get("/people/ines-okoro.json").json()["statements"]}
    assert len(quotes) == 3
    assert {s["quote"] for s in httpx.get(made["address"] + ".json").json()["statements"]} == quotes
    with Archive.open(folder) as archive:
        kept = directory.decisions(archive.db, made["party"], 1)[0]
    assert (kept.by, kept.act, kept.reasons, kept.n) == (WHO["by"], "merge", WHO["reason"], made["n"])


def test_a_page_is_not_kept_from_before_a_decision(desk: httpx.Client) -> None:
    assert len(desk.get("/people/ines-okoro.json").json()["statements"]) == 2
    decide(desk, act="merge", party="Ines Okoru", into="Ines Okoro")
    assert len(desk.get("/people/ines-okoro.json").json()["statements"]) == 3


def test_a_split_makes_somebody_new_with_what_was_chosen(desk: httpx.Client) -> None:
    address = "https://news.example/More-salt"
    answer = decide(desk, act="split", party="Ines Okoro", articles=[address], name="Ines Okoro (cook)")
    assert answer.status_code == 201, answer.text
    found = httpx.get(answer.json()["address"] + ".json").json()
    assert found["person"]["name"] == "Ines Okoro (cook)"
    assert [s["url"] for s in found["statements"]] == [address]


def test_who_is_renamed_is_shown_so_and_found_by_both_names(desk: httpx.Client) -> None:
    answer = decide(desk, act="rename", party="Ines Okoru", name="Inés Okoru")
    assert answer.status_code == 201
    for name in ("ines-okoru", "Inés Okoru"):
        assert desk.get(f"/people/{name}.json").json()["person"]["name"] == "Inés Okoru"


def test_what_was_decided_can_be_read_newest_first(desk: httpx.Client) -> None:
    decide(desk, act="rename", party="Ines Okoru", name="I. Okoru")
    decide(desk, act="merge", party="Ines Okoru", into="Ines Okoro")
    found = desk.get("/decisions", params={"party": "Ines Okoro"}).json()["items"]
    assert [d["act"] for d in found if d["by"] != "machine"] == ["merge"]
    assert found[0]["n"] > found[-1]["n"]


@pytest.mark.parametrize(
    ("wanted", "status"),
    [
        ({"act": "merge", "party": "Nobody Here", "into": "Ines Okoro"}, 404),
        ({"act": "merge", "party": "Ines Okoro", "into": "Nobody Here"}, 404),
        ({"act": "merge", "party": "Ines Okoro", "into": "Ines Okoro"}, 400),
        ({"act": "merge", "party": "Ines Okoro"}, 422),
        ({"act": "merge", "party": "Ines Okoro", "into": "x" * 500}, 422),
        ({"act": "rename", "party": "Ines Okoro", "name": "   "}, 400),
        ({"act": "rename", "party": "Ines Okoro", "name": "X", "by": ""}, 422),
        ({"act": "rename", "party": "Ines Okoro", "name": "X", "by": " "}, 400),
        ({"act": "rename", "party": "Ines Okoro", "name": "X", "colour": "red"}, 422),
        ({"act": "split", "party": "Ines Okoro"}, 400),
        ({"act": "split", "party": "Ines Okoro", "country": "xx"}, 400),
        ({"act": "split", "party": "Ines Okoro", "since": "yesterday"}, 422),
        ({"act": "forget", "party": "Ines Okoro"}, 422),
        ({}, 422),
    ],
)
def test_a_decision_that_cannot_be_meant_changes_nothing(
    wanted: dict[str, Any], status: int, desk: httpx.Client, folder: Path
) -> None:
    with Archive.open(folder) as archive:
        before = archive.db.rows("SELECT max(n) FROM decisions")
        answer = decide(desk, **wanted)
        assert answer.status_code == status, answer.text
        assert answer.json()["detail"]
        assert archive.db.rows("SELECT max(n) FROM decisions") == before


def test_nobody_decides_without_the_token(desk: httpx.Client) -> None:
    wanted = WHO | {"act": "rename", "party": "Ines Okoro", "name": "X"}
    headers = {"authorization": "Bearer wrong"}
    assert desk.post("/decisions", json=wanted, headers=headers).status_code == 401
    assert desk.get("/decisions?party=Ines+Okoro", headers=headers).status_code == 401
    assert desk.get("/people/ines-okoro.json").json()["person"]["name"] == "Ines Okoro"
