"""An archive copied to another store is the same archive: nothing lost, nothing half, nothing overwritten."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from making import NOON, many, pair, read
from test_quotations import BREAD, OWN

from onrecord.errors import ArchiveBroken, UsageError
from onrecord.model import Failure, Page
from onrecord.quotes.verdict import Answer
from onrecord.store import Archive, StatementQuery, copying, curation, directory, quote_history, quote_verify, websub
from onrecord.store import sources as rows
from onrecord.store import subscriptions as alerts
from onrecord.store.copying import DERIVED, LOCAL, MARK, TABLES, copy
from onrecord.store.sources import Host, RobotsFile

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
COLUMNS = alerts.COLUMNS.split(", ")


def fill(archive: Archive) -> None:
    """Something in every table."""
    list(archive.add_many(many(12)))
    archive.add(*pair("“Edition two of it,” said Ann Lee.", url="https://paper.test/3", captured=NOON + timedelta(5)))
    archive.add(*pair("“Zero \0 and all,” said Ann Lee.", url=None, captured=None))
    for host in ("one", "two"):
        archive.add(*pair(*OWN, BREAD, url=f"https://{host}.test/1", headline=f"Bread, {host}"))
    archive.add(*pair("“Number 7 is wide up there, and it will stay so all week long,” said Bob Ray.", url="x:1"))
    archive.add(*pair("“Number 7 is wide up there, and it will stay so all week,” said Bob Ray.", url="x:2"))
    archive.add_failure(Failure("https://paper.test/none", "page", "no article"))
    db = archive.db
    ann, bob = (directory.named(db, "person", name)[0].id for name in ("Ann Lee", "Bob Ray"))
    with db.writing():
        curation.merge(db, ann, bob, by="editor", reason="one and the same")
        curation.rename(db, bob, "Robert Ray", by="editor")
        values = dict.fromkeys(COLUMNS, "x") | {
            "state": "active",
            "ended": None,
            "seen": 1,
            "seen_changes": 1,
            "due": "2026-03-02",
        }
        alerts.put(db, alerts.Subscription(**values))
        alerts.put_arrivals(db, [row.n for row in archive.statements(limit=3).rows], NOW)
        alerts.put_message(db, id="m", subscription="x", period="1", payload="{}", now=NOW)
        rows.add_source(db, "http://a.test/feed", "a.test", now=NOW, wait=0.1, label="Ä")
        (source,) = rows.sources(db)
        rows.add_source(db, "http://a.test/child", "a.test", now=NOW, wait=0.3, parent=source.n)
        rows.add_target(db, "http://a.test/1", "a.test", source.n, NOW)
        hub = ("http://hub.test/", "http://hub.test/", "hub.test")
        websub.put(db, websub.Subscription("t", source.n, *hub, "topic", "back/t", "s", websub.Push.ACTIVE, NOW, NOW))
        rows.put_host(db, Host("a.test", NOW, 1.5, 2, NOW.date(), 7, NOW, "busy"))
        rows.put_robots(db, RobotsFile("http://a.test", "http://a.test/robots.txt", 1, 200, b"\x00\xff", NOW, NOW, 4))
        rows.put_arrived(db, 1, Page(b"<p>\x00\xff", "http://a.test/1", NOW, "text/html", "utf-8"))
        made = "INSERT INTO {} VALUES ({})"
        db.execute(made.format("pins", "'k', 'ann', 'person', :party, 1"), {"party": bob})
        nulls = ", ".join("NULL" for _ in range(4))
        db.execute(made.format("holdings", f"'h', 'r', 'Ann', 'ann', 'head', 'head', {nulls}, NULL, '[]', NULL, NULL"))
        db.execute(made.format("quote_backlog", "7"))
        db.execute("UPDATE appearances SET score = 0.1234567890123")


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("origin") / "archive"
    with Archive.open(folder, write=True, create=True) as archive:
        fill(archive)
    yield folder


def copied(source: Path | str, target: Path | str) -> copying.Copied:
    with Archive.open(source) as given, Archive.open(target, write=True, create=True) as taken:
        return copy(given, taken)


def test_a_copy_there_and_back_is_the_same_archive(origin: Path, place: str | Path, tmp_path: Path):
    there, back = copied(origin, place), copied(place, tmp_path / "back")
    assert there == back and all(there.rows.values()), "each table had rows, and both ways brought the same"
    with Archive.open(origin) as first:
        for address in (place, tmp_path / "back"):
            with Archive.open(address) as again:
                assert list(again.check(read)) == []
                for query in (StatementQuery(), StatementQuery(words="number up"), StatementQuery(speaker="ray")):
                    assert again.statements(query, None, 100) == first.statements(query, None, 100)
                for name in "Number 7 is up", "Number 7 is wide up there, and it will stay so all week":
                    verdict = quote_verify.verify(again.db, name).verdict
                    assert verdict == quote_verify.verify(first.db, name).verdict and verdict.answer is Answer.EXACT
                found = directory.named(again.db, "person", "Ann Lee")
                assert found == directory.named(first.db, "person", "Ann Lee")
                assert "Robert Ray" in {party.name for party in found}, "what people decided goes along"
                assert rows.sources(again.db) == rows.sources(first.db)
                assert quote_history.events(again.db) == quote_history.events(first.db)


def test_a_copy_is_written_on_as_any_archive(origin: Path, place: str | Path):
    copied(origin, place)
    with Archive.open(place, write=True) as archive:
        before = archive.totals().captures
        list(archive.add_many(many(3, start=50)))
        archive.add(
            *pair("“Edition three of it,” said Ann Lee.", url="https://paper.test/3", captured=NOON.replace(day=9))
        )
        with archive.db.writing():
            rows.add_source(archive.db, "http://b.test/feed", "b.test", now=NOW, wait=1.0)
        assert archive.totals().captures == before + 4
        assert list(archive.check(read)) == []
    with Archive.open(origin) as archive:
        assert archive.totals().captures == before and list(archive.check(read)) == [], "the source knows nothing of it"


KILLED = """
import os, signal, sys
from onrecord.store import Archive
from onrecord.store.copying import copy
def tell(what, done, total):
    if what == sys.argv[3] and done:
        os.kill(os.getpid(), signal.SIGKILL)
with Archive.open(sys.argv[1]) as source, Archive.open(sys.argv[2], write=True, create=True) as target:
    copy(source, target, tell)
"""


@pytest.mark.parametrize("stage", ["captures", "proof"])
def test_a_copy_that_was_killed_is_begun_again(origin: Path, place: str | Path, stage: str):
    done = subprocess.run([sys.executable, "-c", KILLED, origin, place, stage], check=False)
    assert done.returncode == -signal.SIGKILL
    with Archive.open(place) as archive:
        assert archive.totals().articles == 0 and (archive.captures / MARK).exists()
    copied(origin, place)
    with Archive.open(place) as archive:
        assert list(archive.check(read)) == []


def test_an_archive_is_never_copied_into_another(origin: Path, place: str | Path, tmp_path: Path):
    with Archive.open(place, write=True, create=True) as archive:
        list(archive.add_many(many(1)))
    with pytest.raises(UsageError, match="holds an archive already"):
        copied(origin, place)
    with pytest.raises(UsageError, match="give the copy a folder of its own"):
        copied(origin, origin)
    foreign = tmp_path / "foreign"
    with Archive.open(foreign, write=True, create=True) as archive:
        (archive.captures / "other.warc.gz").write_bytes(b"other")
    with pytest.raises(UsageError, match="captures of another archive"):
        copied(origin, foreign)


def test_rows_that_arrive_otherwise_are_not_kept(origin: Path, place: str | Path, monkeypatch: pytest.MonkeyPatch):
    with Archive.open(origin) as source, Archive.open(place, write=True, create=True) as target:
        batches = copying._batches

        def changing(db, table, columns):  # type: ignore[no-untyped-def]
            for batch in batches(db, table, columns):
                spoilt = db is source.db and table.name == "parties" and "proof" not in told
                yield [replace_last(row) for row in batch] if spoilt else batch

        told: list[str] = []
        monkeypatch.setattr(copying, "_batches", changing)
        with pytest.raises(ArchiveBroken, match="table parties"):
            copy(source, target, lambda what, done, total: told.append(what))
        assert target.totals().articles == 0


def replace_last(row: tuple[object, ...]) -> tuple[object, ...]:
    return (*row[:-1], "1999-01-01")


def test_every_table_is_copied_made_anew_or_of_its_database_alone(place: str | Path):
    with Archive.open(place, write=True, create=True) as archive:
        sql = (
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%terms' AND name NOT LIKE '%fts_%' "
            "AND name NOT LIKE 'quote_keys_%'"
            if archive.db.dialect == "sqlite"
            else "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
        )
        there = {name for (name,) in archive.db.rows(sql)}
        assert there - set(LOCAL) == {table.name for table in TABLES} | set(DERIVED)
