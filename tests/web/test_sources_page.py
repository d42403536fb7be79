"""The page of the sources that are watched: what fails stands first, with the reason; nothing can be changed there."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from site_serving import add, sample_pages, served

from onrecord.store import Archive
from onrecord.store import sources as rows
from onrecord.web import Settings

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
HTML = {"accept": "text/html"}
REASON = "the server answered 503: <b>down</b> for repairs"


@pytest.fixture
def client(tmp_path: Path) -> Iterator[httpx.Client]:
    place = tmp_path / "archive"
    add(place, *sample_pages()[:1])
    with Archive.open(place, write=True) as archive, archive.db.writing():
        for name in ("good", "new", "bad"):
            url = f"https://reader:secret@{name}.example/feed.xml"
            rows.add_source(archive.db, url, f"{name}.example", now=NOW, wait=600, kind="feed", label=name.title())
        good, _, bad = rows.sources(archive.db)
        read = {"last_try": NOW, "next_at": NOW + timedelta(hours=1), "total": 12, "listed": 3}
        from dataclasses import replace

        rows.put_source(archive.db, replace(good, last_success=NOW, **read))
        rows.put_source(archive.db, replace(bad, last_success=NOW - timedelta(days=2), problem=REASON, **read))
        rows.add_target(archive.db, "https://good.example/1", "good.example", good.n, NOW)
    with served(Settings(archive=str(place), worker=False)) as address, httpx.Client(base_url=address) as made:
        yield made


def test_what_fails_stands_first_with_its_reason_as_text(client: httpx.Client) -> None:
    page = client.get("/sources", headers=HTML).text
    assert page.index("Bad") < page.index("New") < page.index("Good")
    assert "&lt;b&gt;down&lt;/b&gt;" in page and "<b>down" not in page
    assert "3 sources are watched; 1 failing at present" in page


def test_each_source_says_when_it_was_read_and_when_it_will_be(client: httpx.Client) -> None:
    found = {one["label"]: one for one in client.get("/sources.json").json()["items"]}
    assert [found[n]["health"] for n in ("Good", "New", "Bad")] == ["ok", "new", "failing"]
    assert found["Bad"]["problem"] == REASON and found["New"]["last_success"] is None
    assert datetime.fromisoformat(found["Good"]["next"]) - datetime.fromisoformat(
        found["Good"]["last_success"]
    ) == timedelta(hours=1)
    assert found["Good"]["pages"] == {"waiting": 1}


def test_passwords_in_addresses_are_nobodys_business(client: httpx.Client) -> None:
    for form in ("", ".json", ".csv"):
        text = client.get(f"/sources{form}").text
        assert "good.example/feed.xml" in text and "secret" not in text


def test_the_list_is_there_for_spreadsheets(client: httpx.Client) -> None:
    table = list(csv.DictReader(io.StringIO(client.get("/sources.csv").text)))
    assert [row["label"] for row in table] == ["Bad", "New", "Good"]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_nothing_can_be_changed_there(method: str, client: httpx.Client) -> None:
    assert client.request(method, "/sources").status_code == 405
