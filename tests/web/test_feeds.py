"""Feeds: read without complaint by a feed parser, with ids that never change."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import feedparser
import httpx
import pytest
from site_pages import every_page

from onrecord.views import feeds

FOLLOWED = ("front", "person", "body", "country", "outlet", "search")


@pytest.fixture(scope="module")
def pages(archive_folder: Path) -> dict[str, str]:
    return every_page(archive_folder)


def address_of(pages: dict[str, str], name: str, suffix: str) -> str:
    path, _, query = pages[name].partition("?")
    return ("/front" if path == "/" else path) + suffix + ("?" + query if query else "")


@pytest.mark.parametrize("name", FOLLOWED)
@pytest.mark.parametrize(("suffix", "version"), [(".atom", "atom10"), (".rss", "rss20")])
def test_a_feed_parser_reads_the_feed_without_complaint(
    name: str, suffix: str, version: str, pages: dict[str, str], client: httpx.Client
) -> None:
    answer = client.get(address_of(pages, name, suffix))
    found = feedparser.parse(answer.content, response_headers={"content-type": answer.headers["content-type"]})
    assert not found.bozo, found.get("bozo_exception")
    assert found.version == version
    assert found.feed.title and found.feed.link.startswith(str(client.base_url))
    assert found.entries
    for entry in found.entries:
        assert entry.id.startswith("urn:onrecord:statement:")
        assert entry.title and entry.published_parsed and "blockquote" in str(entry)
        assert client.get(entry.link).status_code == 200


@pytest.mark.parametrize("name", FOLLOWED)
def test_the_three_forms_of_a_feed_have_the_same_entries(
    name: str, pages: dict[str, str], client: httpx.Client
) -> None:
    atom, rss = (
        [e.id for e in feedparser.parse(client.get(address_of(pages, name, s)).content).entries]
        for s in (".atom", ".rss")
    )
    json = client.get(address_of(pages, name, ".feed.json")).json()
    assert json["version"] == "https://jsonfeed.org/version/1.1"
    assert atom == rss == [item["id"] for item in json["items"]]
    assert client.get(json["feed_url"]).status_code == 200 and client.get(json["home_page_url"]).status_code == 200


def test_a_page_names_its_feeds(pages: dict[str, str], client: httpx.Client) -> None:
    page = client.get(pages["person"], headers={"accept": "text/html"}).text
    for media_type in ("application/atom+xml", "application/rss+xml", "application/feed+json"):
        assert f'<link rel="alternate" type="{media_type}"' in page


HOSTILE = '</title><script>alert(1)</script>]]>&"\x00\x0b\ufffe\ud800 end'


@pytest.mark.parametrize("form", ["atom", "rss", "jsonfeed"])
def test_hostile_texts_stay_texts_in_a_feed(form: str) -> None:
    """Script, end tags, CDATA ends, control characters and half a surrogate pair."""
    one = feeds.entry(
        id="urn:onrecord:statement:1",
        address="https://site.example/statements/1",
        quote=HOSTILE,
        speaker=HOSTILE,
        office=HOSTILE,
        reported=HOSTILE,
        asked=HOSTILE,
        at=datetime(2026, 1, 1, tzinfo=UTC),
    )
    names = ("atom", "rss", "jsonfeed")
    feed = feeds.Feed(
        id="https://site.example/f.atom",
        title=HOSTILE,
        description=HOSTILE,
        home="https://site.example/",
        addresses={n: f"https://site.example/f.{n}" for n in names},
        entries=[one],
    )
    written = feeds.write(feed, form)
    assert written == feeds.write(feed, form), "the same statements give the same bytes"
    if form == "jsonfeed":
        assert (
            b"<script" not in written.replace(b'"title": ', b"").split(b"content_html")[1].split(b"date_published")[0]
        )
        return
    found = feedparser.parse(written, sanitize_html=False)
    assert not found.bozo
    assert "<script" not in found.entries[0].content[0].value if form == "atom" else True
    assert found.entries[0].id == "urn:onrecord:statement:1"
