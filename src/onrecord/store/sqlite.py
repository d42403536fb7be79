"""The embedded store: SQLite in WAL mode, one writing connection, one reading connection for each thread."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar

from onrecord.errors import ArchiveBroken, ArchiveError, ArchiveFull, ArchiveLocked, ArchiveReadOnly
from onrecord.store.db import NOTHING, Database, Params
from onrecord.store.search import Fts5

BUSY_SECONDS = 30  # as long as the longest transaction of another writer may take (a batch: well under a second)
CACHE_KIB = 32 * 1024  # for each connection; the upper levels of the indexes at 10^6 statements take some 10 MiB
MAP_BYTES = 1 << 30

# Reading asks for nothing; a writer gives up a little speed so that a power cut, too, loses nothing reported.
WRITER_PRAGMAS = ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "temp_store = MEMORY")


class SqliteDatabase(Database):
    """See `Database`. `write=False` opens without any right to change; a folder that cannot be written is read too."""

    dialect = "sqlite"
    search = Fts5()
    tokens: ClassVar[dict[str, str]] = {"key": "INTEGER PRIMARY KEY", "serial": "INTEGER PRIMARY KEY"}

    def __init__(self, path: Path, *, write: bool) -> None:
        self.path = path
        self.write = write
        self._local = threading.local()
        self._lock = threading.RLock()
        self._open: list[sqlite3.Connection] = []
        self._writer: sqlite3.Connection | None = None
        with self._errors():
            if write:
                self._writer = self._connect("rwc")
                for pragma in WRITER_PRAGMAS:
                    self._writer.execute(f"PRAGMA {pragma}").close()
            else:
                self._reader()

    def rows(self, sql: str, params: Params = NOTHING) -> list[tuple[Any, ...]]:
        with self._errors():
            return self._reader().execute(sql, params).fetchall()

    def execute(self, sql: str, params: Params = NOTHING) -> int:
        with self._errors():
            return self._writing_connection().execute(sql, params).rowcount

    def executemany(self, sql: str, params: Iterable[Params]) -> None:
        with self._errors():
            self._writing_connection().executemany(sql, params)

    @contextmanager
    def writing(self) -> Iterator[None]:
        with self._lock:
            connection = self._writing_connection()
            with self._errors():
                connection.execute("BEGIN IMMEDIATE")
            self._local.inside = connection
            try:
                yield
                with self._errors():
                    connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:  # a full disk may have rolled back already
                    connection.execute("ROLLBACK")
                raise
            finally:
                self._local.inside = None

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        connection = self._reader()
        if connection.in_transaction:
            yield
            return
        with self._errors():
            connection.execute("BEGIN")
        try:
            yield
        finally:
            connection.execute("ROLLBACK")

    def columns(self, table: str) -> tuple[str, ...]:
        return tuple(name for (name,) in self.rows("SELECT name FROM pragma_table_info(:table)", {"table": table}))

    def renumber(self, table: str) -> None:
        """Nothing: SQLite numbers on from the highest that is there."""

    def has_table(self, name: str) -> bool:
        return bool(self.rows("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = :name", {"name": name}))

    def problems(self) -> Iterator[str]:
        for (line,) in self.rows("PRAGMA integrity_check(100)"):
            if line != "ok":
                yield str(line)
        for table, row, parent, _ in self.rows("PRAGMA foreign_key_check"):
            yield f"row {row} of {table} points at a row of {parent} that is not there"

    def close(self) -> None:
        with self._lock:
            for connection in self._open:
                connection.close()
            self._open.clear()
            self._writer = None
            self._local = threading.local()

    def _writing_connection(self) -> sqlite3.Connection:
        if self._writer is None:
            raise ArchiveReadOnly(f"{self.path} was opened for reading: open it with write=True to change it")
        return self._writer

    def _reader(self) -> sqlite3.Connection:
        """This thread's connection for reading; inside `writing` the writer's own, which sees its changes."""
        if inside := getattr(self._local, "inside", None):
            return inside  # type: ignore[no-any-return]
        if (mine := getattr(self._local, "reader", None)) is None:
            try:
                mine = self._connect("ro")
                mine.execute("SELECT 1 FROM sqlite_master").fetchall()
            except sqlite3.OperationalError as e:
                # WAL needs a folder that can be written; without one nobody can be writing, so the file stands still.
                if e.sqlite_errorname not in ("SQLITE_CANTOPEN", "SQLITE_READONLY", "SQLITE_READONLY_DIRECTORY"):
                    raise
                mine = self._connect("ro&immutable=1")
            self._local.reader = mine
        return mine

    def _connect(self, mode: str) -> sqlite3.Connection:
        address = f"{self.path.absolute().as_uri()}?mode={mode}"
        connection = sqlite3.connect(
            address, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        connection.execute(f"PRAGMA mmap_size = {MAP_BYTES}")
        self._open.append(connection)
        return connection

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as e:
            raise archive_error(e, self.path) from e


def archive_error(error: sqlite3.Error, path: Path) -> ArchiveError:
    """SQLite's error as one of ours, with what to do. What is none of the known ones stays a fault of the program."""
    name = getattr(error, "sqlite_errorname", "") or ""
    for prefix, kind, message in _ERRORS:
        if name.startswith(prefix):
            return kind(message.format(path=path, error=error))
    if isinstance(error, sqlite3.DatabaseError) and not isinstance(
        error, sqlite3.ProgrammingError | sqlite3.IntegrityError | sqlite3.OperationalError
    ):
        return ArchiveBroken(f"{path} is no SQLite database that we can read ({error}): restore it from a backup")
    raise error


_ERRORS: tuple[tuple[str, type[ArchiveError], str], ...] = (
    ("SQLITE_BUSY", ArchiveLocked, "{path} is locked: another process has been writing for 30 s; wait, or end it"),
    ("SQLITE_LOCKED", ArchiveLocked, "{path} is locked: another process has been writing for 30 s; wait, or end it"),
    ("SQLITE_READONLY", ArchiveReadOnly, "{path} cannot be written: give this user write permission to its folder"),
    ("SQLITE_PERM", ArchiveReadOnly, "{path} cannot be written: give this user write permission to its folder"),
    ("SQLITE_CANTOPEN", ArchiveReadOnly, "{path} cannot be opened: check that it exists and who may read its folder"),
    ("SQLITE_FULL", ArchiveFull, "no space left for {path}: free some and run again, nothing reported was lost"),
    ("SQLITE_IOERR", ArchiveFull, "{path} could not be written ({error}): check space, quota and disk; run again"),
    ("SQLITE_CORRUPT", ArchiveBroken, "{path} is damaged ({error}): run `onrecord check`, restore from a backup"),
    ("SQLITE_NOTADB", ArchiveBroken, "{path} is no SQLite database: restore it from a backup"),
)
