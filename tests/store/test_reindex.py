"""An archive of before the index of quotations is put into it: the same as if its articles were added today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import islice
from pathlib import Path

import pytest
from making import NOON, many, pair
from test_migrations import STEPS, as_of

from onrecord.quotes.verdict import Answer
from onrecord.store import Archive, quote_backlog, quote_history, quote_verify

BEFORE = next(i for i, step in enumerate(STEPS) if step.number == 20)
BREAD = "“We will not raise the price of bread if the harvest is good,” said Ann Lee."
WORDS = "We will not raise the price of bread if the harvest is good"
TABLES = ("quote_texts", "quote_places", "quote_families", "quote_origins", "quote_changes")


@pytest.fixture(scope="module")
def today(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of today: twenty articles, one of them captured twice with another wording."""
    folder = tmp_path_factory.mktemp("today") / "archive"
    with Archive.open(folder, write=True, create=True) as archive:
        list(archive.add_many(many(20)))
        for hours, text in enumerate((BREAD, BREAD.replace("is good", "comes in"))):
            archive.add(*pair(text, url="https://one.test/bread", captured=NOON + timedelta(hours=hours)))
    return folder


@pytest.fixture
def old(today: Path, tmp_path: Path) -> Iterator[Archive]:
    as_of(BEFORE, today, tmp_path / "old")
    with Archive.open(tmp_path / "old", write=True) as archive:
        yield archive


def counts(archive: Archive) -> list[int]:
    return [archive.db.rows(f"SELECT count(*) FROM {t}")[0][0] for t in TABLES]


def test_an_answer_from_an_old_archive_says_what_it_did_not_look_into(old: Archive) -> None:
    before = quote_verify.verify(old.db, WORDS)
    assert before.verdict.answer is Answer.NOT_ON_RECORD
    assert any("onrecord reindex" in note for note in before.verdict.notes)
    assert quote_backlog.waiting(old.db) == 22


def test_an_old_archive_has_all_that_one_of_today_has_after_reindexing(old: Archive, today: Path) -> None:
    assert sum(quote_backlog.catch_up(old.db)) == 22
    with Archive.open(today) as fresh:
        assert counts(old) == counts(fresh)
        events = [(e.what, e.old_statement, e.new_statement) for e in quote_history.events(old.db)]
        assert events == [(e.what, e.old_statement, e.new_statement) for e in quote_history.events(fresh.db)] != []
    after = quote_verify.verify(old.db, WORDS)
    assert after.verdict.answer is Answer.EXACT and not after.verdict.notes
    assert list(quote_backlog.catch_up(old.db)) == []


def test_reindexing_goes_on_where_it_was_stopped(old: Archive) -> None:
    assert list(islice(quote_backlog.catch_up(old.db, batch=5), 2)) == [5, 5]
    assert quote_backlog.waiting(old.db) == 12
    assert list(quote_backlog.catch_up(old.db, batch=5)) == [5, 5, 2]


def test_an_archive_of_today_waits_for_nothing(today: Path) -> None:
    with Archive.open(today, write=True) as archive:
        assert quote_backlog.waiting(archive.db) == 0
