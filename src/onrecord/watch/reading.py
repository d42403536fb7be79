"""Pages that came -> the archive, in small batches, whatever is in them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from onrecord import pipeline
from onrecord.errors import OnrecordError
from onrecord.model import Failure
from onrecord.speech.tagging import Tagger
from onrecord.store import Added, Archive
from onrecord.store import sources as rows
from onrecord.store.sources import Arrived, State

BATCH = pipeline.BATCH
MAX_READINGS = 2  # of one page that ended the program each time, before it is given up


class Reader:
    """`report` is called with what came of each page, when it is safe in the archive."""

    def __init__(self, archive: Archive, tagger: Tagger | None, report: Callable[[Added | Failure], None]) -> None:
        self._archive = archive
        self._db = archive.db
        self._tagger = tagger
        self._report = report

    def read(self) -> bool:
        """Read some of the pages that came into the archive; whether there were any. What `ArchiveError` ends is read
        again by the next call, or the next run."""
        batch = rows.arrived(self._db, BATCH)
        if not batch:
            return False
        with self._db.writing():
            rows.try_arrived(self._db, (a.n for a in batch))
        found = [self._found(a) for a in batch] if len(batch) == 1 else self._found_together(batch)
        with self._db.writing():  # they can be read: what ends the program from here on is no fault of theirs
            rows.read_arrived(self._db, (a.n for a in batch))
        items = (f if isinstance(f, Failure) else (f.page, f.record) for f in found)
        outcomes = list(self._archive.add_many(items))
        with self._db.writing():
            for one, outcome in zip(batch, outcomes, strict=True):
                if isinstance(outcome, Failure):
                    self._unread(one, outcome)
            rows.done_arrived(self._db, (a.n for a in batch))
        for outcome in outcomes:
            self._report(outcome)
        return True

    def _found_together(self, batch: tuple[Arrived, ...]) -> list[pipeline.Found | Failure]:
        try:
            return list(pipeline.records((a.page for a in batch), tagger=self._tagger))
        except Exception:  # one page of them is at fault: each for itself shows which
            return [self._found(a) for a in batch]

    def _found(self, one: Arrived) -> pipeline.Found | Failure:
        """The page's record. Also what our own faults cannot read becomes a failure: the watch must go on for years."""
        page = one.page
        if one.tries >= MAX_READINGS:
            return Failure(page.address, "read", f"reading it ended the program {one.tries} times; report the page")
        try:
            return next(pipeline.records([page], tagger=self._tagger))
        except OnrecordError as e:
            return Failure(page.address, "read", str(e))
        except Exception as e:
            return Failure(page.address, "read", f"{type(e).__name__}: {e}; this is our fault, report the page")

    def _unread(self, one: Arrived, failure: Failure) -> None:
        """No article in a page: at first sight that ends it; a page that was one before is looked at again."""
        target = rows.target_at(self._db, one.page.url or "")
        if target and target.first == one.page.captured:
            rows.set_state(self._db, target.n, State.UNREAD, failure.reason)
        elif target:
            rows.put_target(self._db, replace(target, problem=failure.reason))
