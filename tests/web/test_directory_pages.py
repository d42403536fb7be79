"""The directory's pages: bodies by country and kind, who asked somebody what, and whom they addressed."""

from __future__ import annotations

import httpx
import pytest

from onrecord.views.bodies import ORDER, country_of, kind_of

HTML = {"accept": "text/html"}


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("Belarus", "state", "by"),
        ("the White House", "government", None),
        ("French Foreign Ministry", "ministry", "fr"),
        ("U.S. State Department", "ministry", "us"),
        ("European Parliament", "international", None),
        ("Senate Armed Services Committee", "parliament", None),
        ("Tulsa Police Department", "security", None),
        ("Supreme Court", "court", None),
        ("Ohio Democratic Party", "party", None),
        ("Bank of England", "bank", "gb"),
        ("University of Oslo", "education", None),
        ("Sydney Morning Herald", "media", None),
        ("Ministry of Health of Belarus", "ministry", "by"),
        ("Zorbl", "other", None),
        ("", "other", None),
    ],
)
def test_a_bodys_kind_and_country_are_read_from_its_name(name: str, kind: str, country: str | None) -> None:
    assert (kind_of(name), country_of(name)) == (kind, country)


def test_every_body_stands_once_under_its_country_and_kind(client: httpx.Client) -> None:
    items = client.get("/bodies.json").json()["items"]
    page = client.get("/bodies", headers=HTML).text
    for one in items:
        assert page.count(f'href="{one["address"].removeprefix(str(client.base_url).rstrip("/"))}"') == 1
        assert one["kind"] in ORDER
    named = {one["name"]: (one["country"], one["kind"]) for one in items}
    assert named["Belarus"] == ("by", "state") and named["Supreme Court"][1] == "court"


def test_the_directory_is_narrowed_by_country_and_by_kind(client: httpx.Client) -> None:
    every = client.get("/bodies.json").json()["items"]
    by_kind = client.get("/bodies.json?kind=court").json()["items"]
    assert by_kind == [one for one in every if one["kind"] == "court"] != []
    by_place = client.get("/bodies.json?country=by").json()["items"]
    assert by_place == [one for one in every if one["country"] == "by"] != []
    assert client.get("/bodies.json?country=by&kind=court").json()["items"] == []
    answer = client.get("/bodies?kind=circus")
    assert answer.status_code == 400 and "ministry" in answer.json()["detail"]


def test_a_person_page_tells_who_asked_what_and_whom_they_addressed(client: httpx.Client) -> None:
    found = client.get("/people/aleksandr-lukashenko.json").json()
    assert "may enter Ukraine" in found["questions"][0]["question"]
    assert found["addressed"] == [{"name": "Russian reporters", "articles": 1}]
    assert found["asked_by"] == [{"name": "Russian reporters", "questions": 1}]
    page = client.get("/people/aleksandr-lukashenko", headers=HTML).text
    assert "Who asked" in page and "Whom they addressed" in page
