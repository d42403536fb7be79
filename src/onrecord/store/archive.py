"""The archive: one object through which everything else adds, reads, searches and checks."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from types import TracebackType

from onrecord.errors import UsageError
from onrecord.model import Article, Failure, Page, Record
from onrecord.store import checking, reading
from onrecord.store.db import Database
from onrecord.store.opening import CAPTURES as CAPTURES
from onrecord.store.opening import DATABASE as DATABASE
from onrecord.store.opening import opened
from onrecord.store.query import ALL_ARTICLES, ALL_STATEMENTS, ArticleQuery, StatementQuery
from onrecord.store.rows import (
    Added,
    ArticleRow,
    Count,
    Facet,
    FailureRow,
    Problem,
    Slice,
    StatementRow,
    Tally,
    Totals,
    VersionRow,
)
from onrecord.store.writing import Item, Writer

# A batch is a transaction and two syncs (some 5 ms each on a disk); past 64 pages that is lost in the reading of them.
BATCH_PAGES = 64
BATCH_BYTES = 16 << 20
BATCH_SECONDS = 1.0  # nobody waits longer for a page that is done to be reported


class Archive:
    """A folder with captures (WARC) and a database. Open it with `Archive.open`; it is a context manager.

    Reading is safe from many threads, also while another process writes; writing is serialised by the database.
    """

    def __init__(self, db: Database, folder: Path, *, now: Callable[[], datetime]) -> None:
        self.db = db  # for what stands on the store; queries belong to the modules beside this one
        self.folder = folder
        self.captures = folder / CAPTURES
        self._now = now
        self._writer = Writer(db, self.captures, software=f"onrecord/{version('onrecord')}", now=now)

    @classmethod
    def open(
        cls,
        address: str | Path,
        *,
        write: bool = False,
        create: bool = False,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> Archive:
        """The archive in that folder, or at that `postgresql://` address (with `?captures=FOLDER` where it is made),
        brought up to this version of the tables.

        Raises `NotFound` if there is none and `create` does not ask for one, and `ArchiveLocked`, `ArchiveReadOnly`,
        `ArchiveFull`, `ArchiveNewer` or `ArchiveBroken` with what to do."""
        db, folder = opened(address, write=write, create=create and write)
        return cls(db, folder, now=now)

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._writer.close()
        self.db.close()

    # Writing

    def add(self, page: Page, record: Record) -> Added:
        """Put one page in, in a transaction of its own; it is safe on disk when this returns. Idempotent."""
        (result,) = self._writer.commit([(page, record)])
        if isinstance(result, Failure):
            raise UsageError(f"{result.address}: {result.reason}")
        return result

    def add_many(self, items: Iterable[Item]) -> Iterator[Added | Failure]:
        """Put pages and failures in, many to a transaction, and report each after its transaction: same order, none
        left out. What was taken from `items` is kept also when the caller stops early."""
        batch: list[Item] = []
        size, began = 0, time.monotonic()
        try:
            for item in items:
                batch.append(item)
                size += 0 if isinstance(item, Failure) else len(item[0].content)
                full = len(batch) >= BATCH_PAGES or size >= BATCH_BYTES
                if full or time.monotonic() - began >= BATCH_SECONDS:
                    ready, batch = batch, []
                    yield from self._writer.commit(ready)
                    size, began = 0, time.monotonic()
        except GeneratorExit:
            if batch:
                self._writer.commit(batch)
            raise
        if batch:
            yield from self._writer.commit(batch)

    def add_failure(self, failure: Failure) -> None:
        """Note a page that did not become a record; a later success of its address clears it."""
        self._writer.commit([failure])

    # Reading: see `reading` for each

    def snapshot(self) -> AbstractContextManager[None]:
        """All that this thread asks inside is answered from one moment."""
        return self.db.snapshot()

    def record(self, article_id: str) -> Record:
        return reading.record(self.db, article_id)

    def article(self, article_id: str) -> ArticleRow:
        return reading.article(self.db, article_id)

    def article_at(self, address: str) -> ArticleRow:
        return reading.article_at(self.db, address)

    def statement(self, statement_id: str) -> StatementRow:
        return reading.statement(self.db, statement_id)

    def articles(
        self, query: ArticleQuery = ALL_ARTICLES, cursor: str | None = None, limit: int = 50
    ) -> Slice[ArticleRow]:
        with self.db.snapshot():
            return reading.articles(self.db, query, cursor, limit)

    def statements(
        self, query: StatementQuery = ALL_STATEMENTS, cursor: str | None = None, limit: int = 50
    ) -> Slice[StatementRow]:
        with self.db.snapshot():
            return reading.statements(self.db, query, cursor, limit)

    def every_article(self, query: ArticleQuery = ALL_ARTICLES) -> Iterator[ArticleRow]:
        """All that match, streamed; memory does not grow with their number."""
        return reading.every(lambda cursor: self.articles(query, cursor, 200))

    def every_statement(self, query: StatementQuery = ALL_STATEMENTS) -> Iterator[StatementRow]:
        """All that match, streamed; memory does not grow with their number."""
        return reading.every(lambda cursor: self.statements(query, cursor, 200))

    def records(self, query: ArticleQuery = ALL_ARTICLES) -> Iterator[Record]:
        """Every matching record, streamed, for exports."""
        return reading.records(self.db, query)

    def count(self, query: StatementQuery | ArticleQuery) -> Count:
        return reading.count(self.db, query)

    def facets(self, query: StatementQuery, dimensions: Sequence[str], top: int = 20) -> dict[str, tuple[Facet, ...]]:
        return reading.facets(self.db, query, dimensions, top=top)

    def tallies(self, dimension: str, cursor: str | None = None, limit: int = 50, words: str = "") -> Slice[Tally]:
        return reading.tallies(self.db, dimension, cursor, limit, words)

    def tally(self, dimension: str, value: str) -> Tally:
        return reading.tally(self.db, dimension, value)

    def versions(self, article_id: str) -> tuple[VersionRow, ...]:
        return reading.versions(self.db, article_id)

    def failures(self, cursor: str | None = None, limit: int = 50) -> Slice[FailureRow]:
        return reading.failures(self.db, cursor, limit)

    def totals(self) -> Totals:
        with self.db.snapshot():
            return reading.totals(self.db)

    def page(self, article_id: str) -> Page:
        """The latest capture that printed the article, read from its WARC file and proven by its digests.
        Raises `NotFound`, `ArchiveBroken`."""
        return checking.page_of(self.db, self.captures, article_id)

    def check(
        self, read: Callable[[Page], Article] | None = None, progress: Callable[[int, int], None] | None = None
    ) -> Iterator[Problem]:
        """Prove every hash and every anchor; see `checking.check`."""
        return checking.check(self.db, self.captures, read, progress)
