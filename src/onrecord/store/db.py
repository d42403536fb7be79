"""The one thin layer over a database: named parameters, rows as tuples, transactions, migrations.

SQL elsewhere in this package is portable (`:name` parameters, `ON CONFLICT`, no dialect functions) unless it stands in
a module named for its dialect. A database maps its driver's errors to `ArchiveError`s, each with what to do next.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from importlib import resources
from typing import Any, ClassVar, NamedTuple, Protocol

from onrecord.errors import ArchiveNewer
from onrecord.store.query import ArticleQuery, StatementQuery

Params = Mapping[str, Any]
NOTHING: Params = {}


class Search(Protocol):
    """The full-text index of a dialect, on tables `statements_fts f` and `articles_fts f`."""

    number: str  # the expression for a row's number, in the order of which matches come for nothing

    def condition(self, table: str) -> str:
        """The SQL condition that a row matches the parameter `:match`."""

    def match(self, query: StatementQuery | ArticleQuery) -> str | None:
        """The query as the value of `:match`; None if it asks for no words and filters nothing but time."""

    def tiers(self, query: StatementQuery | ArticleQuery) -> tuple[str, ...]:
        """Narrower values of `:match`, the best matches first: all words in the name, in order, in the quotation, …"""

    def put(self, db: Database, table: str, rows: Iterable[tuple[int, tuple[str, ...]]]) -> None:
        """Index rows: their number and their texts (`search.statement_texts`, `search.article_texts`)."""

    def drop(self, db: Database, table: str, rows: Iterable[tuple[int, tuple[str, ...]]]) -> None:
        """Take rows out again, given as they were put in."""

    def problems(self, db: Database) -> Iterator[tuple[str, str]]:
        """(table, what is wrong) where the index has rows that it should not have, or lacks some."""

    def has(self, db: Database, row: Params) -> bool:
        """Whether a statement is found by its own first words and speaker."""


class Database(ABC):
    """A connection to the archive's tables. Reading is safe from several threads; writing is one thread's at a time."""

    dialect: str
    search: Search
    tokens: ClassVar[dict[str, str]]  # what `{key}` and `{serial}` in migrations stand for

    @abstractmethod
    def rows(self, sql: str, params: Params = NOTHING) -> list[tuple[Any, ...]]:
        """All rows of a query, read at once."""

    @abstractmethod
    def execute(self, sql: str, params: Params = NOTHING) -> int:
        """Run one statement inside `writing`; the number of rows that it changed."""

    @abstractmethod
    def executemany(self, sql: str, params: Iterable[Params]) -> None:
        """Run one statement for each set of parameters inside `writing`."""

    @abstractmethod
    def writing(self) -> AbstractContextManager[None]:
        """A transaction that holds the write lock from its start: confirmed at the end, undone by any exception.
        Raises `ArchiveLocked`, `ArchiveReadOnly`, `ArchiveFull`."""

    @abstractmethod
    def snapshot(self) -> AbstractContextManager[None]:
        """All that this thread reads inside belongs to one moment."""

    @abstractmethod
    def has_table(self, name: str) -> bool: ...

    @abstractmethod
    def problems(self) -> Iterator[str]:
        """What the database itself finds broken in its files and references."""

    @abstractmethod
    def close(self) -> None: ...

    def row(self, sql: str, params: Params = NOTHING) -> tuple[Any, ...] | None:
        found = self.rows(sql, params)
        return found[0] if found else None

    def each(self, sql: str, numbers: Sequence[int]) -> list[tuple[Any, ...]]:
        """The rows of a query about one `:n` for each of the numbers, in their order; a number that it finds nothing
        for is left out. The query compares with `= :n`, and its first column is that number."""
        return [row for n in numbers for row in self.rows(sql, {"n": n})]

    @abstractmethod
    def columns(self, table: str) -> tuple[str, ...]:
        """The names of a table's columns."""

    @abstractmethod
    def renumber(self, table: str) -> None:
        """Rows with numbers of their own were put into a table whose numbers the database chooses: go on after them."""


class Migration(NamedTuple):
    number: int
    name: str
    sql: str


def migrations(dialect: str) -> tuple[Migration, ...]:
    """The steps of that dialect in order: files `NNNN_name.sql`, or `NNNN_name.DIALECT.sql` where they must differ."""
    found = []
    for file in resources.files("onrecord.store").joinpath("migrations").iterdir():
        match = re.fullmatch(r"(\d{4})_(\w+)(?:\.(\w+))?\.sql", file.name)
        if match and match[3] in (None, dialect):
            found.append(Migration(int(match[1]), match[2], file.read_text(encoding="utf-8")))
    return tuple(sorted(found))


def pending(db: Database, steps: Sequence[Migration]) -> tuple[Migration, ...]:
    """The steps that the database has not taken. Raises `ArchiveNewer` if it has taken one that we do not know."""
    if not db.has_table("migrations"):
        return tuple(steps)
    known = {step.number for step in steps}
    taken = {number for (number,) in db.rows("SELECT number FROM migrations")}
    if unknown := sorted(taken - known):
        raise ArchiveNewer(
            f"the archive has migration {unknown[-1]:04d}, this onrecord knows up to {max(known):04d}: "
            "it was written by a newer version; install that version or a later one"
        )
    return tuple(step for step in steps if step.number not in taken)


def migrate(db: Database, steps: Sequence[Migration]) -> tuple[Migration, ...]:
    """Take every pending step, each in a transaction of its own, and return them: a kill in between leaves an archive
    of an earlier version, whole. Looks again under the write lock, so that two at once do no harm."""
    done = []
    for step in pending(db, steps):
        with db.writing():
            if step not in pending(db, steps):
                continue
            db.execute(
                "CREATE TABLE IF NOT EXISTS migrations "
                "(number INTEGER PRIMARY KEY, name TEXT NOT NULL, applied TEXT NOT NULL)"
            )
            for sql in sentences(step.sql, db.tokens):
                db.execute(sql)
            db.execute(
                "INSERT INTO migrations (number, name, applied) VALUES (:number, :name, :applied)",
                {"number": step.number, "name": step.name, "applied": datetime.now(UTC).isoformat()},
            )
            done.append(step)
    return tuple(done)


def sentences(script: str, tokens: Mapping[str, str]) -> list[str]:
    """The SQL statements of a migration, comments out, `{key}` and its like put in. A statement ends with a semicolon
    at the end of a line; a body with semicolons inside (a trigger) ends with `END;`."""
    bare = re.sub(r"--[^\n]*", "", script)
    found, pending = [], ""
    for line in bare.splitlines(keepends=True):
        pending += line
        inside = re.search(r"\bBEGIN\b", pending) and not re.search(r"\bEND\s*;\s*$", pending)
        if line.rstrip().endswith(";") and not inside:
            found.append(re.sub(r"\{(\w+)\}", lambda m: tokens[m[1]], pending.strip().rstrip(";")))
            pending = ""
    return found + ([pending.strip()] if pending.strip() else [])
