"""While a writer adds pages as fast as it can, readers see no error; and a backup made meanwhile is whole."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from site_pages import every_page
from site_serving import CAPTURED, add, sample_pages, served

from onrecord import pipeline
from onrecord.errors import UsageError
from onrecord.model import Page
from onrecord.store import Archive
from onrecord.store.backup import backup
from onrecord.web import Settings


def stories(number: int) -> list[Page]:
    """Pages of one quotation each, all different."""
    html = "<html lang=en><article><h1>Story {i}</h1><p>“We counted {i} boats,” minister Ada Nowak said.</p>{more}"
    more = "<p>The harbour was full on the day of the count, and the weather was fair all day long.</p></article>"
    return [
        Page(
            html.format(i=i, more=more).encode(),
            url=f"https://paper.example/{i}",
            captured=CAPTURED,
            media_type="text/html",
        )
        for i in range(number)
    ]


def test_readers_see_no_error_and_at_once_what_was_added(tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    add(folder, *sample_pages())
    found = list(pipeline.records(stories(60), tagger=pipeline.rule_tagger()))
    pages = every_page(folder)
    faults: list[str] = []
    ended = threading.Event()

    def read(address: str) -> None:
        with httpx.Client(base_url=address, timeout=60) as client:
            while not ended.is_set():
                for name, path in pages.items():
                    status = client.get(path, headers={"accept": "text/html"}).status_code
                    if status != (404 if name == "missing" else 200):
                        faults.append(f"{name}: {status}")

    with served(Settings(archive=str(folder), worker=True)) as address:
        readers = [threading.Thread(target=read, args=(address,)) for _ in range(2)]
        for reader in readers:
            reader.start()
        with Archive.open(folder, write=True) as archive:
            for one in found:
                assert not hasattr(one, "reason")
                archive.add(one.page, one.record)  # a transaction each: as many changes as can be
        number = httpx.get(address + "/search.json?q=boats", timeout=60).json()["total"]
        ended.set()
        for reader in readers:
            reader.join()
    assert faults == []
    assert number == 60


def test_a_backup_made_while_pages_come_in_is_an_archive_and_whole(tmp_path: Path) -> None:
    folder, copy = tmp_path / "archive", tmp_path / "copy"
    add(folder, *sample_pages())
    writer = threading.Thread(target=add, args=(folder, *stories(20)))
    writer.start()
    with Archive.open(folder) as archive:
        first = backup(archive, copy)
        assert first.copied >= 1
        writer.join()
        backup(archive, copy)
        total = archive.totals()
    with Archive.open(copy) as kept:
        assert kept.totals() == total and total.articles == 25
        assert list(kept.check()) == []
        assert kept.page(kept.articles().rows[0].id).content


@pytest.mark.parametrize("where", ["itself", "other"])
def test_a_backup_never_overwrites_what_is_none(where: str, tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    add(folder, *sample_pages()[:1])
    other = tmp_path / "other"
    other.mkdir()
    (other / "thesis.txt").write_text("mine")
    with Archive.open(folder) as archive, pytest.raises(UsageError):
        backup(archive, folder if where == "itself" else other)
    assert (other / "thesis.txt").read_text() == "mine"


def test_a_page_added_over_the_api_is_there_for_the_next_reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the same page again changes nothing."""
    from onrecord.web.site import Site

    monkeypatch.setattr(Site, "tagger", staticmethod(pipeline.rule_tagger))
    folder = tmp_path / "archive"
    add(folder, *sample_pages()[:1])
    page = stories(1)[0]
    with served(Settings(archive=str(folder), token="t", worker=False)) as address:
        headers = {"authorization": "Bearer t", "content-type": "text/html"}
        assert httpx.get(address + "/search.json?q=boats").json()["total"] == 0
        for status, state in ((201, "new"), (200, "known")):
            answer = httpx.post(address + "/pages", params={"url": page.url}, content=page.content, headers=headers)
            assert (answer.status_code, answer.json()["state"]) == (status, state)
        assert httpx.get(address + "/search.json?q=boats").json()["total"] == 1
        assert httpx.get(answer.headers["location"]).status_code == 200


def test_a_changed_page_says_so_to_its_readers(tmp_path: Path) -> None:
    """On the statement, on the article, and in the history, with the words before and after."""
    folder = tmp_path / "archive"
    before = stories(3)[2]
    after = replace(
        before, content=before.content.replace(b"2 boats", b"2 new boats"), captured=CAPTURED.replace(hour=18)
    )
    add(folder, before)
    (changed,) = add(folder, after)
    with served(Settings(archive=str(folder), worker=False)) as address:
        html = {"accept": "text/html"}
        article = httpx.get(f"{address}/articles/{changed}", headers=html).text
        assert "2 versions are kept" in article
        history = httpx.get(f"{address}/articles/{changed}/history", headers=html).text
        assert '<ins><span class="visually-hidden">only after: </span>new</ins>' in history
        (row,) = httpx.get(address + "/search.json?q=boats").json()["items"]
        page = httpx.get(row["address"], headers=html).text
        assert "was changed on 4 March 2024" in page and "We counted 2 boats" in page
