"""Several writers and readers at once, on every store: nothing lost, nothing double, no error for who reads."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from pathlib import Path

import pytest
import servers
from making import many, pair, read

from onrecord.errors import ArchiveError, ArchiveLocked, NotFound
from onrecord.store import Archive

WRITERS = 4
PAGES = 25  # of each writer alone; killing.py has all of them add twenty more and change some of those


def start(place: str | Path, number: int) -> subprocess.Popen[str]:
    script = Path(__file__).with_name("killing.py")
    command = [sys.executable, script, place, str(1000 * number), str(PAGES), str(number)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_four_writers_lose_and_double_nothing_and_readers_see_no_error(place: str | Path):
    with Archive.open(place, write=True, create=True) as archive:
        list(archive.add_many(many(2)))
    writers = [start(place, i + 1) for i in range(WRITERS)]
    reads = 0
    with Archive.open(place) as archive:
        while any(w.poll() is None for w in writers) or not reads:
            rows = archive.statements(limit=20).rows
            assert all(archive.record(row.article_id) for row in rows[:3])
            reads += 1
    reported = [line for w in writers for line in w.communicate()[0].splitlines()[1:]]
    assert [w.returncode for w in writers] == [0] * WRITERS and reads > 5
    with Archive.open(place) as archive:
        assert list(archive.check(read)) == []
        assert archive.totals().articles == WRITERS * PAGES + 20
        assert all(archive.article(i) for i in reported) and len(reported) == WRITERS * (PAGES + 30)


@pytest.mark.postgresql
class TestServer:
    """What only a server can do to us."""

    @pytest.fixture(scope="class")
    def store(self) -> str:
        return "postgresql"

    @pytest.fixture
    def place(self, server: str, tmp_path: Path) -> str:
        return servers.schema(server, f"s{abs(hash(tmp_path))}", tmp_path)

    def test_no_archive_there(self, place: str):
        with pytest.raises(NotFound, match="no archive in"):
            Archive.open(place)

    def test_connections_that_break_are_made_anew(self, place: str, server: str):
        import psycopg

        with Archive.open(place, write=True, create=True) as archive:
            archive.add(*pair("“We will win,” said Ann Lee."))
            with psycopg.connect(server, autocommit=True) as other:
                other.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    "WHERE application_name = 'onrecord' AND pid <> pg_backend_pid()"
                )
            with pytest.raises(ArchiveError, match="cannot be reached"):
                archive.add(*pair("“We may win,” said Ann Lee.", url="https://paper.test/b"))
            archive.add(*pair("“We may win,” said Ann Lee.", url="https://paper.test/b"))
            with contextlib.suppress(ArchiveError):
                archive.totals()  # the reader learns of it here
            assert archive.totals().articles == 2
            assert list(archive.check(read)) == []

    def test_a_writer_that_holds_the_lock_too_long_is_named(
        self, place: str, server: str, monkeypatch: pytest.MonkeyPatch
    ):
        import psycopg

        from onrecord.store import postgresql

        monkeypatch.setattr(postgresql, "BUSY_SECONDS", 0.2)
        with Archive.open(place, write=True, create=True) as archive, psycopg.connect(server) as other:
            other.execute(f"SELECT pg_advisory_xact_lock({postgresql.WRITE_LOCK})")
            with pytest.raises(ArchiveLocked, match="another process"):
                archive.add(*pair("“We will win,” said Ann Lee."))
            other.rollback()
            archive.add(*pair("“We will win,” said Ann Lee."))

    def test_a_server_that_is_not_there(self):
        with pytest.raises(ArchiveError, match=r"postgresql://me:\*\*\*@127\.0\.0\.1:1/x cannot be reached"):
            Archive.open("postgresql://me:secret@127.0.0.1:1/x")

    def test_the_database_remembers_where_the_captures_are(self, place: str, tmp_path: Path):
        with Archive.open(place, write=True, create=True) as archive:
            added = archive.add(*pair("“We will win,” said Ann Lee."))
        with Archive.open(place.partition("&captures")[0]) as archive:
            assert archive.folder == tmp_path
            assert archive.page(added.article_id).content

    def test_a_list_is_no_dearer_in_round_trips_the_longer_it_is(self, place: str, monkeypatch: pytest.MonkeyPatch):
        with Archive.open(place, write=True, create=True) as archive:
            list(archive.add_many(many(20)))
            rows, asked = archive.db.rows, list[str]()
            monkeypatch.setattr(archive.db, "rows", lambda sql, *given: asked.append(sql) or rows(sql, *given))
            for limit in (1, 40):
                assert len(archive.statements(limit=limit).rows) == limit
            assert len(asked) == 4
            assert len(list(archive.records())) == 20 and len(asked) == 7
