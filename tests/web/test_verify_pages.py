"""Verifying over the site: one quotation by its form, every quotation of a draft, each with its answer in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from site_serving import add, sample_pages, served

from onrecord.model import Page
from onrecord.web import Settings

HTML = {"accept": "text/html"}
JSON = {"accept": "application/json"}
SAID = "We will never close the old harbour, unless the storms of this winter take it from us"
STORY = (
    "LISBON, 2 May 2024 (Made Agency)\n\n"
    f"“{SAID},” Minister Ines Okoro said on Thursday.\n\n"
    "The fishermen would be paid for every lost week of work, Okoro said.\n\n"
    "“Nobody has asked the people who live there,” Paul Tamm, the mayor of the town, told reporters.\n"
)
# What is claimed, who is said to have said it, and the answer.
CASES = (
    (SAID, "Ines Okoro", "exact"),
    ("We will never close the old harbour", "Ines Okoro", "truncated"),
    (SAID.replace("never", "soon"), "Ines Okoro", "words_changed"),
    (SAID, "Paul Tamm", "another_speaker"),
    ("The fishermen would be paid for every lost week of work", "Ines Okoro", "indirect_as_direct"),
    ("Zebras have been seen on the town square again", "Ines Okoro", "not_on_record"),
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    place = tmp_path_factory.mktemp("verify") / "archive"
    add(place, *sample_pages(), Page(STORY.encode(), url="https://news.example/harbour", media_type="text/plain"))
    settings = Settings(archive=str(place), worker=False)
    with served(settings) as address, httpx.Client(base_url=address, timeout=120) as made:
        yield made


def answers(found: dict[str, Any]) -> list[str]:
    return [one["verdict"]["answer"] for one in found["items"]]


@pytest.mark.parametrize(("words", "speaker", "answer"), CASES)
def test_a_quotation_gets_its_answer_as_data_and_in_words(
    words: str, speaker: str, answer: str, desk: httpx.Client
) -> None:
    asked = {"q": words, "speaker": speaker}
    found = desk.get("/verify", params=asked, headers=JSON).json()
    assert found["verdict"]["answer"] == answer
    page = desk.get("/verify", params=asked, headers=HTML).text
    assert f'class="verdict {found["verdict"]["answer"]}"' in page
    assert "false" not in page.partition("<main")[2].partition('role="status"')[2].lower()
    assert "outlets" in page  # what was looked into stands beside every answer


DRAFT = (
    f"“{SAID},” Ines Okoro said.\n\n"
    "“Zebras have been seen on the town square again,” Ines Okoro said.\n\n"
    "“Nobody has asked the people who live there,” said Paul Tamm.\n"
)


@pytest.mark.parametrize("form", ["form", "text"])
def test_every_quotation_of_a_draft_is_looked_up_with_the_speaker_that_it_claims(form: str, desk: httpx.Client) -> None:
    if form == "form":
        answer = desk.post("/verify", data={"draft": DRAFT}, headers=JSON)
    else:
        headers = JSON | {"content-type": "text/plain; charset=utf-8"}
        answer = desk.post("/verify", content=DRAFT.encode(), headers=headers)
    assert answer.status_code == 200, answer.text
    items = answer.json()["items"]
    assert [one["claim"]["speaker"] for one in items] == ["Ines Okoro", "Ines Okoro", "Paul Tamm"]
    assert answers(answer.json()) == ["exact", "not_on_record", "exact"]


def test_the_form_shows_an_answer_for_each_and_keeps_the_draft_in_it(desk: httpx.Client) -> None:
    answer = desk.post("/verify", data={"draft": DRAFT}, headers=HTML)
    page = answer.text
    assert page.count('class="verdict ') == 3
    assert "Zebras have been seen" in page.partition('<textarea id="v-draft"')[2]
    assert "no-store" in answer.headers["cache-control"]  # nobody else gets it, and no cache keeps it


def test_nothing_of_a_draft_is_kept(desk: httpx.Client) -> None:
    desk.post("/verify", data={"draft": DRAFT.replace("Zebras", "Axolotls")}, headers=HTML)
    assert desk.get("/search.json?q=axolotls").json()["total"] == 0


@pytest.mark.parametrize(
    "draft", ["", "   \n ", "No quotation at all in this draft.", "“”", "“…”, he said.", "\u0000\ud83d", "“" * 5_000]
)
def test_a_draft_without_quotations_is_told_so(draft: str, desk: httpx.Client) -> None:
    content = draft.encode("utf-8", "replace")
    answer = desk.post("/verify", content=content, headers=HTML | {"content-type": "text/plain"})
    assert answer.status_code == 200 and "No quotations found" in answer.text


def test_a_draft_with_markup_in_it_shows_as_text(desk: httpx.Client) -> None:
    draft = "“<script>alert(1)</script> is what we will do about the harbour,” Ines Okoro said."
    page = desk.post("/verify", data={"draft": draft}, headers=HTML).text
    assert "<script" not in page and "&lt;script" in page


@pytest.mark.parametrize(
    ("content", "type_", "status"),
    [
        (b"x" * 130_000, "text/plain", 413),
        (b"draft=" + b"x" * 130_000, "application/x-www-form-urlencoded", 413),
        (b"{}", "application/json", 415),
        (b"x", "", 415),
    ],
)
def test_a_draft_that_cannot_be_taken_is_refused(content: bytes, type_: str, status: int, desk: httpx.Client) -> None:
    answer = desk.post("/verify", content=content, headers=JSON | {"content-type": type_})
    assert answer.status_code == status and answer.json()["detail"]
