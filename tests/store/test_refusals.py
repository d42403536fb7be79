"""Archives that cannot be used say so in one line with what to do, and nothing is half-written."""

from __future__ import annotations

import os
import pickle
import resource
import sqlite3
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from making import many, pair, read

from onrecord import errors
from onrecord.errors import (
    ArchiveBroken,
    ArchiveError,
    ArchiveFull,
    ArchiveLocked,
    ArchiveNewer,
    ArchiveReadOnly,
    NotFound,
)
from onrecord.store import Archive, sqlite
from onrecord.store.archive import DATABASE

NOBODY = 65534


def in_child(act: Callable[[], object], *, prepare: Callable[[], None]) -> object:
    """What `act` returns, or the error that it raises, in a forked process after `prepare`: rights and limits given up
    there do not come back here."""
    here, there = os.pipe()
    if (child := os.fork()) == 0:
        try:
            prepare()
            result = act()
        except Exception as e:
            result = (type(e).__name__, str(e))
        os.write(there, pickle.dumps(result))
        os._exit(0)
    os.close(there)
    with os.fdopen(here, "rb") as stream:
        data = stream.read()
    os.waitpid(child, 0)
    return pickle.loads(data)


def as_nobody() -> None:
    if os.getuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)


def refused(result: object) -> tuple[type[Exception], str]:
    name, message = result  # type: ignore[misc]
    assert "\n" not in message and message.partition(": ")[2], "one line, with what to do after a colon"
    return getattr(errors, name), message


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for parent in (tmp_path, *tmp_path.parents):
        if parent.owner() == "root" and not parent.stat().st_mode & 0o001 and os.getuid() == 0:
            parent.chmod(parent.stat().st_mode | 0o011)
        if parent == Path("/tmp"):
            break
    with Archive.open(tmp_path / "archive", write=True, create=True) as archive:
        list(archive.add_many(many(5)))
    return tmp_path / "archive"


def whole(folder: Path, articles: int) -> None:
    with Archive.open(folder, write=True) as archive:
        assert archive.totals().articles == articles
        list(archive.add_many(many(1, start=10**6)))
        assert list(archive.check(read)) == []


def test_no_archive_there(tmp_path: Path):
    with pytest.raises(NotFound, match="no archive in"):
        Archive.open(tmp_path / "none")
    with pytest.raises(NotFound, match="no archive in"):
        Archive.open(tmp_path / "none", write=True)
    assert not (tmp_path / "none").exists()


def test_a_folder_with_other_things_does_not_become_an_archive(tmp_path: Path):
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(ArchiveError, match="holds other files"):
        Archive.open(tmp_path, write=True, create=True)
    with pytest.raises(ArchiveError, match="is a file"):
        Archive.open(tmp_path / "letter.txt", write=True, create=True)


def test_captures_without_their_database_are_not_taken_for_an_empty_archive(folder: Path):
    (folder / DATABASE).unlink()
    with pytest.raises(ArchiveBroken, match="captures are there"):
        Archive.open(folder, write=True, create=True)


def test_an_address_of_no_store_is_refused():
    with pytest.raises(errors.UsageError, match="no store for"):
        Archive.open("oracle://somewhere/db")


def test_an_archive_that_another_writer_holds_is_locked(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.1)
    holder = sqlite3.connect(folder / DATABASE, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with Archive.open(folder, write=True) as archive:
        with pytest.raises(ArchiveLocked, match="locked: another process"):
            archive.add(*pair("“We will win,” said Ann Lee."))
        assert archive.totals().articles == 5, "reading goes on"
        holder.execute("ROLLBACK")
        holder.close()
        archive.add(*pair("“We will win,” said Ann Lee."))
    whole(folder, 6)


def test_an_archive_that_cannot_be_written_is_read_all_the_same(folder: Path):
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)

    def add() -> object:
        with Archive.open(folder, write=True) as archive:
            return archive.add(*pair("“We will win,” said Ann Lee."))

    def look() -> object:
        with Archive.open(folder) as archive:
            return archive.totals().articles, len(list(archive.check(read)))

    assert in_child(look, prepare=as_nobody) == (5, 0)
    kind, message = refused(in_child(add, prepare=as_nobody))
    assert kind is ArchiveReadOnly and "permission" in message
    folder.chmod(0o755)
    (folder / "captures").chmod(0o755)
    for path in folder.rglob("*.*"):
        path.chmod(0o644)
    whole(folder, 5)


def test_captures_that_cannot_be_written_stop_the_page_whole(folder: Path):
    os.chown(folder, NOBODY, NOBODY) if os.getuid() == 0 else None
    for path in folder.glob("onrecord.*"):
        os.chown(path, NOBODY, NOBODY) if os.getuid() == 0 else None
    for path in (*(folder / "captures").iterdir(), folder / "captures"):
        path.chmod(0o555)

    def add() -> object:
        with Archive.open(folder, write=True) as archive:
            return archive.add(*pair("“We will win,” said Ann Lee."))

    assert refused(in_child(add, prepare=as_nobody))[0] is ArchiveReadOnly
    for path in (*(folder / "captures").iterdir(), folder / "captures"):
        path.chmod(0o755)
    whole(folder, 5)


def test_a_folder_that_cannot_be_made_says_so(tmp_path: Path, folder: Path):
    folder.parent.chmod(0o555)

    def make() -> object:
        return Archive.open(folder.parent / "other", write=True, create=True)

    assert refused(in_child(make, prepare=as_nobody))[0] is ArchiveReadOnly
    folder.parent.chmod(0o755)


@pytest.mark.parametrize("extra", [0, 300, 4_000, 20_000, 100_000, 400_000])
def test_a_disk_that_fills_up_while_adding_loses_nothing_reported(folder: Path, extra: int):
    """The limit on the size of files stands in for the disk: the captures or the database hit it first."""
    sizes = [path.stat().st_size for path in folder.rglob("*.*")]
    limit = max(sizes) + extra

    def add() -> object:
        reported = []
        try:
            with Archive.open(folder, write=True) as archive:
                for added in archive.add_many(many(2_000, start=10, filler=30)):
                    reported.append(added.article_id)
        except ArchiveError as e:
            return reported, type(e).__name__, str(e)
        return reported, "", ""

    prepare = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))  # noqa: E731
    reported, name, message = in_child(add, prepare=prepare)  # type: ignore[misc]
    assert refused((name, message))[0] is ArchiveFull
    with Archive.open(folder) as archive:
        assert all(archive.record(i) for i in reported)
        articles = archive.totals().articles
    assert articles >= 5 + len(reported)
    whole(folder, articles)


def test_a_database_at_its_own_limit_is_full_too(folder: Path):
    with Archive.open(folder, write=True) as archive:
        archive.db.execute("PRAGMA max_page_count = 1")  # SQLite takes the present size for the least
        with pytest.raises(ArchiveFull, match="no space left"):
            list(archive.add_many(many(500, start=10)))
        archive.db.execute("PRAGMA max_page_count = 1000000")
        list(archive.add_many(many(5, start=10)))
        assert list(archive.check(read)) == []


def test_an_archive_of_a_newer_version_is_left_alone(folder: Path):
    with Archive.open(folder, write=True) as archive, archive.db.writing():
        archive.db.execute("INSERT INTO migrations VALUES (9999, 'future', '2030-01-01')")
    for write in (True, False):
        with pytest.raises(ArchiveNewer, match="newer version; install"):
            Archive.open(folder, write=write)


@pytest.mark.parametrize("content", [b"", b"not a database at all" * 1000, b"SQLite format 3\0" + b"\xff" * 5000])
@pytest.mark.parametrize("write", [True, False])
def test_a_file_that_is_no_database_is_broken(folder: Path, content: bytes, write: bool):
    for path in folder.glob(f"{DATABASE}-*"):
        path.unlink()
    (folder / DATABASE).write_bytes(content)
    with pytest.raises(ArchiveBroken, match="restore"):
        Archive.open(folder, write=write)


def test_a_full_disk_loses_nothing_reported(tmp_path: Path):
    """A real one: a file system of two megabytes in memory."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk], capture_output=True).returncode:
        pytest.skip("no right to mount a file system here; the limits above stand in for it")
    try:
        reported = []
        with (
            pytest.raises(ArchiveFull, match="free some and run again"),
            Archive.open(disk / "archive", write=True, create=True) as archive,
        ):
            for added in archive.add_many(many(20_000, filler=30)):
                reported.append(added.article_id)
        with Archive.open(disk / "archive") as archive:
            assert reported and all(archive.record(i) for i in reported)
            assert [p for p in archive.check(read) if p.severity == "damage"] == []
        subprocess.run(["mount", "-o", "remount,size=20m", disk], check=True)
        with Archive.open(disk / "archive", write=True) as archive:
            list(archive.add_many(many(5, start=10**6)))
            assert list(archive.check(read)) == []
    finally:
        subprocess.run(["umount", disk], check=True)


def test_one_archive_serves_many_threads(folder: Path):
    problems: list[BaseException] = []
    with Archive.open(folder) as archive:

        def look() -> None:
            try:
                for _ in range(50):
                    assert len(archive.statements(limit=5).rows) == 5
            except BaseException as e:
                problems.append(e)

        threads = [threading.Thread(target=look) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert problems == []
