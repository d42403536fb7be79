"""The tables of every earlier version become those of today, with all that is in them, or nothing happens."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest
from making import many, read

from onrecord.errors import ArchiveError
from onrecord.store import Archive, StatementQuery
from onrecord.store.archive import CAPTURES, DATABASE
from onrecord.store.db import Migration, migrate, migrations, sentences
from onrecord.store.sqlite import SqliteDatabase

STEPS = migrations("sqlite")
CORE = 2  # steps that the first version had


@pytest.fixture(scope="module")
def today(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("today") / "archive"
    with Archive.open(folder, write=True, create=True) as archive:
        list(archive.add_many(many(30)))
    return folder


def as_of(step: int, today: Path, folder: Path) -> None:
    """An archive as the version with so many steps had it: its tables, filled from today's where they are the same."""
    (folder / CAPTURES).mkdir(parents=True)
    for file in (today / CAPTURES).iterdir():
        (folder / CAPTURES / file.name).write_bytes(file.read_bytes())
    db = SqliteDatabase(folder / DATABASE, write=True)
    migrate(db, STEPS[:step])
    db.close()
    old = sqlite3.connect(folder / DATABASE)
    old.execute("ATTACH ? AS today", (str(today / DATABASE),))
    tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
    for (table,) in old.execute(f"{tables} AND name <> 'migrations'").fetchall():
        columns = ", ".join(f'"{row[1]}"' for row in old.execute(f'PRAGMA main.table_info("{table}")'))
        old.execute(f'DELETE FROM main."{table}"')
        old.execute(f'INSERT INTO main."{table}" ({columns}) SELECT {columns} FROM today."{table}"')
    old.commit()
    old.close()


def test_numbers_of_migrations_are_unique_and_in_order():
    numbers = [step.number for step in STEPS]
    assert numbers == sorted(set(numbers))


@pytest.mark.parametrize("step", range(CORE, len(STEPS) + 1))
@pytest.mark.parametrize("write", [True, False])
def test_an_archive_of_every_earlier_version_opens_with_all_that_is_in_it(
    step: int, write: bool, today: Path, tmp_path: Path
):
    as_of(step, today, tmp_path / "old")
    with Archive.open(tmp_path / "old", write=write) as archive:
        assert archive.totals().articles == 30
        assert archive.count(StatementQuery(words="number up")).number == 30
        assert list(archive.check(read)) == []
        if write:
            list(archive.add_many(many(5, start=30)))
            assert list(archive.check(read)) == []


@pytest.mark.parametrize("step", range(CORE))
def test_an_archive_that_was_just_begun_goes_on(step: int, tmp_path: Path):
    (tmp_path / CAPTURES).mkdir()
    db = SqliteDatabase(tmp_path / DATABASE, write=True)
    migrate(db, STEPS[:step])
    db.close()
    with Archive.open(tmp_path, write=True) as archive:
        list(archive.add_many(many(3)))
        assert list(archive.check(read)) == []


def test_a_step_that_fails_leaves_the_version_before_it(today: Path, tmp_path: Path):
    as_of(len(STEPS), today, tmp_path / "old")
    db = SqliteDatabase(tmp_path / "old" / DATABASE, write=True)
    broken = Migration(
        9000,
        "broken",
        "CREATE TABLE half (n INTEGER);\nALTER TABLE articles ADD COLUMN nope TEXT;\nSELECT 1 FROM none;\n",
    )
    with pytest.raises(sqlite3.OperationalError, match="none"):
        migrate(db, (*STEPS, broken))
    db.close()
    with Archive.open(tmp_path / "old", write=True) as archive:
        assert not archive.db.has_table("half")
        list(archive.add_many(many(3, start=40)))
        assert list(archive.check(read)) == []


def test_two_that_migrate_at_once_take_each_step_once(tmp_path: Path):
    errors: list[BaseException] = []

    def open_it() -> None:
        try:
            Archive.open(tmp_path / "archive", write=True, create=True).close()
        except BaseException as e:
            errors.append(e)

    threads = [threading.Thread(target=open_it) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    with Archive.open(tmp_path / "archive") as archive:
        assert archive.db.rows("SELECT count(*) FROM migrations") == [(len(STEPS),)]


def test_a_script_is_cut_at_the_ends_of_its_statements():
    script = """
        -- a comment; with a semicolon
        CREATE TABLE a (n {key}, t TEXT DEFAULT ';');
        CREATE TRIGGER b AFTER INSERT ON a BEGIN
            SELECT 1;
            SELECT 2;
        END;
        SELECT 3
    """
    found = sentences(script, {"key": "INTEGER PRIMARY KEY"})
    assert len(found) == 3
    assert found[0] == "CREATE TABLE a (n INTEGER PRIMARY KEY, t TEXT DEFAULT ';')"
    assert found[1].startswith("CREATE TRIGGER") and found[1].endswith("END")
    assert ArchiveError
