"""Every page of the site, in every form in which it can be had."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import httpx
import jsonschema
import msgspec
import pytest
from site_pages import every_page

from onrecord.store import Archive
from onrecord.views.exports import COLUMNS

NAMES = (
    "front", "news", "article", "statement", "people", "person", "bodies", "body", "countries", "country", "outlets",
    "outlet", "search", "search-empty", "verify", "family", "history", "changes", "sources", "subscribe", "about",
    "api", "missing",
)  # fmt: skip
HTML = {"accept": "text/html"}


class Elements(HTMLParser):
    """The start tags of a page, in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.fixture(scope="module")
def pages(archive_folder: Path) -> dict[str, str]:
    return every_page(archive_folder)


def test_the_list_of_pages_is_complete(pages: dict[str, str]) -> None:
    assert set(NAMES) == set(pages)


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_small_whole_and_asks_nothing_of_anybody_else(
    name: str, pages: dict[str, str], client: httpx.Client
) -> None:
    """Under 100 kB, one main heading, no script, no style in it, every resource from this site."""
    answer = client.get(pages[name], headers=HTML)
    assert answer.status_code == (404 if name == "missing" else 200)
    assert len(answer.content) < 100_000
    elements = Elements(answer.text).found
    tags = [tag for tag, _ in elements]
    assert tags.count("h1") == 1 and tags.count("main") == 1
    assert not {"script", "style", "iframe", "object", "embed"} & set(tags)
    assert not [a for _, a in elements if any(k.startswith("on") or k == "style" for k in a)]
    for tag, attributes in elements:
        loaded = attributes.get("src") or (attributes.get("href") if tag == "link" else None)
        if loaded and attributes.get("rel") in (None, "stylesheet", "icon"):
            assert urlsplit(urljoin(str(client.base_url), loaded)).netloc == urlsplit(str(client.base_url)).netloc


@pytest.mark.parametrize("name", NAMES)
def test_every_answer_carries_the_headers_that_protect_its_reader(
    name: str, pages: dict[str, str], client: httpx.Client
) -> None:
    headers = client.get(pages[name], headers=HTML).headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert "set-cookie" not in headers


def test_links_of_every_page_lead_somewhere(pages: dict[str, str], client: httpx.Client) -> None:
    """Followed once each; feeds and data among them."""
    seen: set[str] = set()
    for path in pages.values():
        for _, attributes in Elements(client.get(path, headers=HTML).text).found:
            href = (attributes.get("href") or "").partition("#")[0]
            if href.startswith("/"):
                seen.add(href)
    assert len(seen) > 100
    broken = {href: s for href in sorted(seen) if (s := client.get(href).status_code) != 200}
    assert broken in ({}, {"/articles/nothing": 404})


@pytest.mark.parametrize(
    ("path", "suffix", "media_type"),
    [
        ("/news", ".json", "application/json"),
        ("/news", ".csv", "text/csv; charset=utf-8"),
        ("/search", ".feed.json", "application/feed+json"),
        ("/front", ".atom", "application/atom+xml; charset=utf-8"),
        ("/people", ".csv", "text/csv; charset=utf-8"),
        ("/about", ".json", "application/json"),
    ],
)
def test_a_suffix_and_an_accept_header_give_the_same(
    path: str, suffix: str, media_type: str, client: httpx.Client
) -> None:
    by_suffix = client.get(path + suffix)
    by_header = client.get("/" if path == "/front" else path, headers={"accept": media_type.partition(";")[0]})
    assert by_suffix.headers["content-type"] == by_header.headers["content-type"] == media_type
    assert by_suffix.content == by_header.content


def test_the_json_of_every_page_fits_the_schema_that_openapi_gives_it(
    pages: dict[str, str], client: httpx.Client
) -> None:
    document = client.get("/openapi.json").json()
    checked = 0
    for path, operations in document["paths"].items():
        content = operations.get("get", {}).get("responses", {}).get("200", {}).get("content", {})
        schema = content.get("application/json", {}).get("schema")
        pattern = re.compile(re.sub(r"\{\w+\}", "[^/?]+", path) + r"(\?.*)?")
        found = [p for n, p in pages.items() if n != "missing" and pattern.fullmatch(p)]
        if not schema or not found:
            continue
        answer = client.get(found[0], headers={"accept": "application/json"})
        wanted = {"components": document["components"], **schema}
        jsonschema.validate(answer.json(), wanted, jsonschema.Draft202012Validator)
        checked += 1
    assert checked >= 12


def test_paging_by_cursor_gives_every_statement_once_in_order(client: httpx.Client, archive_folder: Path) -> None:
    with Archive.open(archive_folder) as archive:
        wanted = [row.id for row in archive.every_statement()]
    found: list[str] = []
    address: str | None = "/search.json"
    while address:
        answer = client.get(address)
        body = answer.json()
        found += [item["id"] for item in body["items"]]
        address = body["next"] and body["next"].replace("/search?", "/search.json?")
        assert (f'<{body["next"]}>; rel="next"' == answer.headers.get("link")) or body["next"] is None
    assert found == wanted and len(found) > 50


def test_csv_has_every_match_however_many_and_a_mark_for_spreadsheets_on_request(
    client: httpx.Client, archive_folder: Path
) -> None:
    with Archive.open(archive_folder) as archive:
        total = archive.totals().statements
    text = client.get("/search.csv").content.decode("utf-8")
    assert text.splitlines()[0].split(",") == list(COLUMNS)
    assert len([line for line in text.splitlines() if re.match(r"[0-9a-f]{20},", line)]) == total
    assert client.get("/search.csv?excel").content.startswith(b"\xef\xbb\xbf")


def test_an_unchanged_page_costs_nothing_the_second_time(pages: dict[str, str], client: httpx.Client) -> None:
    first = client.get(pages["article"], headers=HTML)
    again = client.get(pages["article"], headers=HTML | {"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    by_time = client.get(pages["article"], headers=HTML | {"if-modified-since": first.headers["last-modified"]})
    assert by_time.status_code == 304
    assert client.get(pages["article"], headers=HTML | {"if-none-match": '"other"'}).status_code == 200
    assert client.get(pages["article"] + ".json").headers["etag"] != first.headers["etag"]


def test_head_gives_the_headers_of_get_without_the_page(pages: dict[str, str], client: httpx.Client) -> None:
    head, got = client.head(pages["article"], headers=HTML), client.get(pages["article"], headers=HTML)
    assert head.content == b""
    for name in ("etag", "content-length", "content-type", "last-modified"):
        assert head.headers[name] == got.headers[name]


def test_any_site_may_read_and_none_may_write(client: httpx.Client) -> None:
    assert (
        client.get("/news.json", headers={"origin": "https://elsewhere.example"}).headers["access-control-allow-origin"]
        == "*"
    )
    asked = client.options(
        "/pages", headers={"origin": "https://elsewhere.example", "access-control-request-method": "POST"}
    )
    assert asked.headers["access-control-allow-methods"] == "GET, HEAD"
    assert "authorization" not in asked.headers["access-control-allow-headers"].lower()


def test_positions_in_json_and_annotations_cut_the_words_out_of_the_text(
    pages: dict[str, str], client: httpx.Client
) -> None:
    """Code points into what `.txt` gives."""
    text = client.get(pages["article"] + ".txt").text
    page = client.get(pages["article"] + ".anno.jsonld").json()
    assert len(page["items"]) > 10
    for item in page["items"]:
        targets = item["target"] if isinstance(item["target"], list) else [item["target"]]
        for target in targets:
            if isinstance(target["selector"], dict):
                assert target["selector"]["exact"] in text  # the original page: by words alone
                continue
            position, quote = target["selector"]
            assert text[position["start"] : position["end"]] == quote["exact"]
            assert text[: position["start"]].endswith(quote["prefix"])
            assert text[position["end"] :].startswith(quote["suffix"])


def test_linked_data_says_who_said_it_and_where_it_stood(pages: dict[str, str], client: httpx.Client) -> None:
    one = client.get(pages["statement"] + ".jsonld").json()
    row = client.get(pages["statement"] + ".json").json()
    assert (one["@context"], one["@type"], one["text"]) == ("https://schema.org", "Quotation", row["quote"])
    assert one["isPartOf"]["@type"] == "NewsArticle" and one["isPartOf"]["url"] == row["url"]
    assert one["@id"] == row["address"]


def test_the_lead_paragraphs_question_is_shown_with_its_answer(client: httpx.Client) -> None:
    """The seed's first answer, found by its words."""
    found = client.get("/search.json", params={"q": '"Total nonsense"'}).json()["items"]
    assert len(found) == 1 and "may enter Ukraine" in found[0]["asked"]
    page = client.get("/statements/" + found[0]["id"], headers=HTML).text
    assert "Asked:" in page and "may enter Ukraine" in page
    assert "24 November 2022, 18:03" in page


def test_the_capture_is_given_to_be_saved_never_to_be_shown(pages: dict[str, str], client: httpx.Client) -> None:
    answer = client.get(pages["article"] + "/capture")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment")
    article = client.get(pages["article"] + ".json").json()
    assert answer.headers["etag"].strip('"') == article["article"]["page_sha256"]


def test_the_record_in_an_articles_json_is_that_of_the_library(
    pages: dict[str, str], client: httpx.Client, archive_folder: Path
) -> None:
    from onrecord.codec import to_json

    body = client.get(pages["article"] + ".json").json()
    with Archive.open(archive_folder) as archive:
        assert body["record"] == json.loads(to_json(archive.record(body["article"]["id"])))
    assert msgspec.json.encode(body["record"])


def test_facets_count_what_the_filter_then_finds(client: httpx.Client) -> None:
    facets = client.get("/search.json").json()["facets"]
    for name in ("kind", "medium", "outlet", "person"):
        for value in facets[name][:3]:
            total = client.get("/search.json", params={name: value["value"]}).json()["total"]
            assert total == value["count"], (name, value)
