"""A page that tries to run something in its reader's browser shows as text everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import httpx
import pytest
from site_pages import every_page
from site_serving import CAPTURED, served

from onrecord.model import (
    Article,
    Clock,
    Dateline,
    Evidence,
    Kind,
    Medium,
    Page,
    Record,
    Span,
    Speaker,
    SpeakerType,
    Statement,
    Versions,
)
from onrecord.store import Archive
from onrecord.web import Settings

SCRIPT = '"><script>alert(1)</script><img src=x onerror=alert(2)>'
HTML = {"accept": "text/html"}


def record(address: str) -> Record:
    """An article in which whatever a page can set is hostile."""
    text = f"Before. {SCRIPT} after {{{{ 7 * 7 }}}} and more."
    whole = Span(8, 8 + len(SCRIPT))
    statement = Statement(
        kind=Kind.DIRECT,
        medium=Medium.SPEECH,
        content=(whole,),
        cue=(Span(0, 6),),
        source=(Span(whole.end + 1, whole.end + 6),),
        quote=SCRIPT,
        speaker=Speaker(SCRIPT + " Nowak", SpeakerType.PERSON, role=SCRIPT, body=SCRIPT + " Council", country="by"),
        evidence=(Evidence(whole, SCRIPT),),
        prompt=whole,
        addressee=whole,
        occasion=whole,
        place=whole,
        via=(whole,),
    )
    unresolved = replace(statement, speaker=None, candidates=(SCRIPT, "x"), source=(), cue=())
    clock = Clock(date(2026, 1, 2), evidence=SCRIPT, printed=SCRIPT)
    article = Article(
        SCRIPT,
        (text,),
        url=address,
        outlet=SCRIPT + " Gazette",
        published=clock,
        captured=clock,
        authors=(SCRIPT,),
        language="en",
        section=SCRIPT,
        incomplete=SCRIPT,
        dateline=Dateline(SCRIPT, date(2026, 1, 2), SCRIPT, Span(0, 6)),
        warnings=(SCRIPT,),
    )
    return Record(article, (statement, unresolved), Versions(SCRIPT, SCRIPT, SCRIPT))


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    folder = tmp_path_factory.mktemp("hostile") / "archive"
    addresses = ("https://paper.by/story", "javascript:alert(3)", 'https://paper.by/"onmouseover="alert(4)')
    with Archive.open(folder, write=True, create=True) as archive:
        for address in addresses:
            archive.add(Page(address.encode(), url=address, captured=CAPTURED), record(address))
    with served(Settings(archive=str(folder), worker=False)) as address:
        yield address, folder


def test_script_of_a_page_shows_as_text_on_every_page(hostile_site: tuple[str, Path]) -> None:
    address, folder = hostile_site
    seen = 0
    with httpx.Client(base_url=address) as client:
        for name, path in every_page(folder).items():
            text = client.get(path, headers=HTML).text
            seen += "&lt;script&gt;" in text
            assert "<script" not in text and "<img" not in text, name
            assert "onmouseover=" not in text.replace("&#34;onmouseover=", ""), name
            assert 'href="javascript:' not in text, name
            assert " 49 " not in text, name
    assert seen >= 10


@pytest.mark.parametrize("suffix", [".atom", ".rss"])
def test_script_of_a_page_shows_as_text_in_feeds(suffix: str, hostile_site: tuple[str, Path]) -> None:
    text = httpx.get(hostile_site[0] + "/front" + suffix).text
    assert "<script" not in text and "&amp;lt;script" in text


def test_a_cell_that_a_spreadsheet_would_run_is_text(tmp_path: Path) -> None:
    from onrecord.web.answers import csv_lines

    lines = list(csv_lines(["a"], [["=1+1"], ["@x"], ["-2"], ["plain"], [None], [3]], bom=False))
    assert lines == ["a\r\n", "'=1+1\r\n", "'@x\r\n", "'-2\r\n", "plain\r\n", '""\r\n', "3\r\n"]
