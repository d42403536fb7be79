"""`verify`, `family`, `history` and `evidence` on the command line."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from onrecord import pipeline
from onrecord.model import Article, Clock, Page
from onrecord.store import Archive

LINES = (
    "MINSK, 4 March – The minister talked to reporters on Monday about the harvest and the coming winter.",
    "“We will not raise the price of bread if the harvest is good,” Finance Minister Anna Kovač said.",
    "Asked about the army, Defence Minister Boris Petrov said: “Total nonsense. Our soldiers stay where they are.”",
)
EXACT = "We will not raise the price of bread if the harvest is good"
Command = Callable[..., Any]  # the fixture of conftest.py
NOON = datetime(2024, 3, 4, 12, tzinfo=UTC)


def put(folder: Path, lines: tuple[str, ...], captured: datetime) -> str:
    article = Article(
        "Bread stays cheap", lines, url="https://one.test/1", outlet="One", published=Clock(NOON.date()), language="en"
    )
    made = pipeline.record(article, tagger=pipeline.rule_tagger())
    page = Page("\n".join(lines).encode(), article.url, captured, "text/html", "utf-8", article.url)
    with Archive.open(folder, write=True, create=True) as archive:
        return archive.add(page, made).article_id


@pytest.fixture
def article(tmp_path: Path) -> str:
    """An archive of one page, captured twice: the second time the quotation has other words."""
    put(tmp_path / "archive", LINES, NOON)
    changed = (LINES[0], LINES[1].replace("if the harvest is good", "before the summer"), LINES[2])
    return put(tmp_path / "archive", changed, NOON + timedelta(hours=3))


def test_an_exact_quotation_is_exit_code_0_and_any_other_answer_3(command: Command, article: str) -> None:
    assert command("verify", EXACT, "--speaker", "Kovač").code == 0
    other = command("verify", "We will raise the price of bread if the harvest is good", "--date", "2024-03-04")
    assert other.code == 3
    assert "WORDS CHANGED" in other.out and "[-not-]" in other.out
    assert "looked into 1 outlet (One)" in other.out


def test_what_is_not_found_is_not_called_false(command: Command, article: str) -> None:
    found = command("verify", "Pigs will fly over the ministry tonight")
    assert found.code == 3
    assert "NOT ON RECORD" in found.out and "not in these 1 outlet" in found.out
    assert "false" not in found.out.casefold()


def test_json_has_the_whole_answer_on_one_line(command: Command, article: str) -> None:
    (found,) = command("verify", EXACT, "--speaker", "Boris Petrov", "--json").lines
    assert found["verdict"]["answer"] == "another_speaker"
    assert found["verdict"]["matches"][0]["passage"]["speaker"] == "Anna Kovač"
    assert found["coverage"]["articles"] == 1


def test_every_quotation_of_a_draft_is_checked_with_its_speaker(command: Command, article: str, tmp_path: Path) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text(
        "“We will not raise the price of bread if the harvest is good,” Boris Petrov said.\n"
        "“Our soldiers stay where they are,” said Boris Petrov.\n",
        encoding="utf-8",
    )
    found = command("verify", "--file", draft, "--tagger", "rules", "--json")
    assert [v["verdict"]["answer"] for v in found.lines] == ["another_speaker", "truncated"]
    assert [v["claim"]["speaker"] for v in found.lines] == ["Boris Petrov", "Boris Petrov"]
    shown = command("verify", "--file", "-", "--tagger", "rules", stdin=draft.read_bytes())
    assert "2 quotations: 1 truncated, 1 another speaker" in shown.out


BAD = [
    (("verify",), "give one quotation"),
    (("verify", "words", "--file", "draft.txt"), "give one quotation"),
    (("verify", ""), "without a word"),
    (("verify", "x" * 100_000), "--file"),
    (("verify", "\ufffd\ufffd"), "no text"),
    (("verify", "--file", "nowhere.txt"), "cannot read nowhere.txt"),
    (("family", "0" * 20), "no statement"),
    (("history", "https://nowhere.test/1"), "no article"),
    (("evidence", "0" * 20), "no statement"),
]


@pytest.mark.parametrize(("arguments", "hint"), BAD, ids=range(len(BAD)))
def test_what_cannot_be_meant_is_answered_in_one_line(
    command: Command, article: str, arguments: tuple[str, ...], hint: str
) -> None:
    found = command(*arguments)
    assert found.code == 1
    assert hint in found.err and found.err.count("\n") == 1


def test_a_draft_that_is_no_text_is_refused(command: Command, article: str) -> None:
    assert "not text in UTF-8" in command("verify", "--file", "-", stdin=b"\xff\xfe\x00").err


def test_history_shows_what_was_changed(command: Command, article: str) -> None:
    found = command("history", "https://one.test/1")
    assert found.code == 0
    assert "2 versions" in found.out and "~ changed Anna Kovač" in found.out
    (plain,) = command("history", article, "--json").lines
    assert [t["change"]["fate"] for t in plain["revisions"][0]["told"]] == ["changed", "carried"]


def test_evidence_is_written_and_family_lists_both_wordings(command: Command, article: str, tmp_path: Path) -> None:
    (verdict,) = command("verify", EXACT, "--json").lines
    statement = verdict["verdict"]["matches"][0]["passage"]["id"]
    target = tmp_path / "bundle.zip"
    assert command("evidence", statement, "-o", target).code == 0
    assert "SHA256SUMS" in zipfile.ZipFile(target).namelist()
    assert "since replaced" in command("family", statement).out
    missing = command("evidence", statement, "-o", tmp_path / "nowhere" / "bundle.zip")
    assert missing.code == 1 and "give another place with -o" in missing.err


def test_show_says_what_a_quotation_was_before(command: Command, article: str) -> None:
    shown = " ".join(command("show", "https://one.test/1").out.split())
    assert "this quotation was changed on 2024-03-04; before: “We will not raise the price of bread if" in shown


def test_reindex_says_that_an_archive_of_today_lacks_nothing(command: Command, article: str) -> None:
    assert "already" in command("reindex").err
    assert command("reindex", "--json").out.strip() == '{"indexed":0,"waiting":0}'


def test_one_word_is_nobodys(command: Command, article: str) -> None:
    found = command("verify", "nonsense", "--speaker", "Anna Kovač").out
    assert "ANOTHER SPEAKER" not in found and "not as said by Anna Kovač" in found
