"""The site over an archive on PostgreSQL: the same pages, the same subscriptions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import servers
from site_pages import every_page
from site_serving import TOKEN, add, sample_pages, served

from onrecord.web import Settings

pytestmark = pytest.mark.postgresql
HTML = {"accept": "text/html"}


@pytest.fixture(scope="module")
def shared(server: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of an archive of the sample pages on the server."""
    address = servers.schema(server, "site", tmp_path_factory.mktemp("captures"))
    add(address, *sample_pages())
    return address


@pytest.fixture(scope="module")
def shared_client(shared: str) -> Iterator[httpx.Client]:
    settings = Settings(archive=shared, smtp="smtp://127.0.0.1:1", sender="site@example.org", worker=False, token=TOKEN)
    with served(settings) as address, httpx.Client(base_url=address, timeout=60) as made:
        yield made


def test_every_page_is_the_same_on_both_stores(
    shared: str, shared_client: httpx.Client, archive_folder: Path, client: httpx.Client
) -> None:
    """Word for word, but for the address of the site itself."""
    pages = every_page(archive_folder)
    for name, path in pages.items():
        ours, theirs = shared_client.get(path, headers=HTML), client.get(path, headers=HTML)
        assert ours.status_code == theirs.status_code, name
        here = ours.text.replace(str(shared_client.base_url).rstrip("/"), "")
        assert here == theirs.text.replace(str(client.base_url).rstrip("/"), ""), name


@pytest.mark.parametrize("suffix", [".json", ".csv", ".atom"])
def test_a_search_gives_the_same_statements_in_every_form(
    suffix: str, shared_client: httpx.Client, client: httpx.Client
) -> None:
    path = f"/search{suffix}?q=iodine"
    assert len(client.get(path).content) > 500
    root, other = (str(c.base_url).rstrip("/") for c in (shared_client, client))
    ours, theirs = shared_client.get(path).text.replace(root, ""), client.get(path).text.replace(other, "")
    assert ours == theirs


def test_a_page_added_over_the_api_is_found_at_once(shared_client: httpx.Client) -> None:
    page = "<title>Talks</title><p>PARIS, 2 May 2024</p><p>“The zebrafish talks begin today,” Ada Fell said.</p>" * 2
    headers = {"authorization": f"Bearer {TOKEN}", "content-type": "text/html; charset=utf-8"}
    answer = shared_client.post("/pages?url=https://news.example/talks", content=page.encode(), headers=headers)
    assert answer.status_code == 201, answer.text
    assert shared_client.get("/search.json?q=zebrafish").json()["total"] >= 1
