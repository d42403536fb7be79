"""Edit history: versions of an article, what became of its statements, and the events that alerts are made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from onrecord.model import Record
from onrecord.quotes.history import Change, Fate, changes
from onrecord.quotes.showing import compared
from onrecord.quotes.verdict import Step
from onrecord.store import reading
from onrecord.store.db import Database
from onrecord.store.rows import VersionRow

if TYPE_CHECKING:
    from onrecord.store.entries import Entry


MOST_VERSIONS = 20  # before and after a statement's own that are read for its notices


@dataclass(frozen=True, slots=True)
class Version:
    """One text that an address printed, from its first capture on."""

    number: int  # from 1
    article_id: str
    headline: str | None
    first_seen: str  # UTC
    last_seen: str
    captures: int
    statements: int


@dataclass(frozen=True, slots=True)
class Told:
    """One change with the words that it is about."""

    change: Change
    before: str | None
    after: str | None
    speaker: str | None
    statement_id: str  # of the version after, or, if it is gone, of the one before


@dataclass(frozen=True, slots=True)
class Revision:
    """What changed from one version to the next."""

    before: Version
    after: Version
    headline: tuple[Step, ...]  # from the old headline to the new one; empty if it stayed
    told: tuple[Told, ...]

    def count(self, fate: Fate) -> int:
        return sum(t.change.fate is fate for t in self.told)


@dataclass(frozen=True, slots=True)
class Notice:
    """What a reader of a statement must know: it was changed or withdrawn after it was printed, or was other before.

    `words` are those of the other version; None if the statement is in one version only.
    """

    at: str  # UTC, the capture that showed the change
    what: str  # "changed" or "gone"; "was" if this is the version after a change
    words: str | None
    steps: tuple[Step, ...]
    statement_id: str | None  # of the other version


@dataclass(frozen=True, slots=True)
class Event:
    """One change for alerts; `n` counts up, so whoever has seen up to `n` asks for those after it."""

    n: int
    at: str
    address_key: str
    old_article: str
    new_article: str
    what: str
    old_statement: str | None
    new_statement: str | None


def versions(db: Database, article_id: str) -> tuple[Version, ...]:
    """The texts that the article's address printed, in the order in which they were first seen. Raises `NotFound`."""
    by_article: dict[str, list[VersionRow]] = {}
    for row in reading.versions(db, article_id):
        by_article.setdefault(row.article_id, []).append(row)
    return tuple(
        Version(i, id_, rows[0].headline, rows[0].seen_at, rows[-1].seen_at, len(rows), rows[0].statements)
        for i, (id_, rows) in enumerate(by_article.items(), 1)
    )


def history(db: Database, article_id: str) -> tuple[tuple[Version, ...], tuple[Revision, ...]]:
    """The versions of an article and what changed between each and the next. Raises `NotFound`."""
    with db.snapshot():
        found = versions(db, article_id)
        records = [reading.record(db, v.article_id) for v in found]
    return found, tuple(_revision(found[i], found[i + 1], records[i], records[i + 1]) for i in range(len(found) - 1))


def _revision(before: Version, after: Version, old: Record, new: Record) -> Revision:
    headline = compared(after.headline or "", before.headline or "")
    return Revision(before, after, headline, tuple(_told(c, old, new) for c in changes(old, new)))


def _told(change: Change, old: Record, new: Record) -> Told:
    was = None if change.before is None else old.statements[change.before]
    now = None if change.after is None else new.statements[change.after]
    stands = now or was
    speaker = stands.speaker.name if stands and stands.speaker else None
    id_ = new.statement_id(change.after) if change.after is not None else old.statement_id(change.before or 0)
    return Told(change, was.quote if was else None, now.quote if now else None, speaker, id_)


def note_changes(db: Database, hidden: Sequence[Entry], shown: Sequence[Entry]) -> None:
    """Keep an event for every statement that a new version of an address changed, withdrew or added; inside
    `db.writing()`."""
    before = {e.row["address_key"]: e for e in hidden}
    for new in shown:
        old = before.get(new.row["address_key"])
        if old is not None and old.row["id"] != new.row["id"] and not _noted(db, old, new):
            db.executemany(_KEEP, [e for c in changes(old.record, new.record) if (e := _event(c, old, new))])


def _noted(db: Database, old: Entry, new: Entry) -> bool:
    """Whether this change of texts was told already: an outlet that goes back and forth is told once each way."""
    sql = "SELECT 1 FROM quote_changes WHERE old_article = :old AND new_article = :new LIMIT 1"
    return db.row(sql, {"old": old.row["id"], "new": new.row["id"]}) is not None


def _event(change: Change, old: Entry, new: Entry) -> dict[str, str | None] | None:
    if change.fate is Fate.CARRIED:
        return None
    return {
        "at": new.row["seen_at"],
        "key": new.row["address_key"],
        "old": old.row["id"],
        "new": new.row["id"],
        "what": change.fate.value,
        "was": None if change.before is None else old.record.statement_id(change.before),
        "now": None if change.after is None else new.record.statement_id(change.after),
    }


_KEEP = """
    INSERT INTO quote_changes (at, address_key, old_article, new_article, what, old_statement, new_statement)
    VALUES (:at, :key, :old, :new, :what, :was, :now)
    ON CONFLICT (old_article, new_article, old_statement, new_statement) DO NOTHING
"""
_EVENT = "n, at, address_key, old_article, new_article, what, old_statement, new_statement"


def events(db: Database, *, after: int = 0, limit: int = 500) -> tuple[Event, ...]:
    """Changes that came in after the event numbered `after`, oldest first."""
    sql = f"SELECT {_EVENT} FROM quote_changes WHERE n > :after ORDER BY n LIMIT :limit"
    return tuple(Event(*row) for row in db.rows(sql, {"after": after, "limit": limit}))


def notices(db: Database, statement_id: str) -> tuple[Notice, ...]:
    """What became of a statement, and what it was before, oldest first."""
    sql = "SELECT a.id, s.ordinal FROM statements s JOIN articles a ON a.n = s.article WHERE s.id = :id"
    row = db.row(sql, {"id": statement_id})
    return notices_of(db, row[0]).get(row[1], ()) if row else ()


def notices_of(db: Database, article_id: str) -> dict[int, tuple[Notice, ...]]:
    """The same for every statement of an article of which there is something to say, by its number. Versions that
    carried it unchanged are passed over: a quotation changed in the second version is still one in the fifth."""
    sql = (
        "SELECT 1 FROM articles a WHERE a.id = :id AND EXISTS "
        "(SELECT 1 FROM quote_changes c WHERE c.address_key = a.address_key AND c.what <> 'added')"
    )
    if db.row(sql, {"id": article_id}) is None:
        return {}
    found = versions(db, article_id)
    here = next((i for i, v in enumerate(found) if v.article_id == article_id), None)
    if here is None:
        return {}
    first = max(0, here - MOST_VERSIONS)
    chain = _Chain(db, found[first : here + MOST_VERSIONS])
    here -= first
    told = {i: (*reversed(chain.before(here, i)), *chain.after(here, i)) for i in chain.ordinals(here)}
    return {i: one for i, one in told.items() if one}


class _Chain:
    """The versions of one address with what became of each statement from one to the next."""

    def __init__(self, db: Database, found: Sequence[Version]) -> None:
        self._versions = found
        self._records = [reading.record(db, v.article_id) for v in found]
        self._changes = [changes(a, b) for a, b in pairwise(self._records)]

    def ordinals(self, here: int) -> range:
        return range(len(self._records[here].statements))

    def before(self, here: int, ordinal: int) -> list[Notice]:
        """The wordings before, the latest first."""
        own, told = self._records[here].statements[ordinal].quote, []
        for i in range(here, 0, -1):
            change = next((c for c in self._changes[i - 1] if c.after == ordinal), None)
            if change is None or change.before is None:
                break
            ordinal = change.before
            if change.fate is Fate.CHANGED:
                words = self._records[i - 1].statements[ordinal].quote
                told.append(self._notice("was", i, i - 1, ordinal, compared(own, words)))
        return told

    def after(self, here: int, ordinal: int) -> list[Notice]:
        """What became of it, the next first."""
        own, told = self._records[here].statements[ordinal].quote, []
        for i, found in enumerate(self._changes[here:], here + 1):
            change = next((c for c in found if c.before == ordinal), None)
            if change is None or change.after is None:
                told.append(Notice(self._versions[i].first_seen, Fate.GONE.value, None, (), None))
                break
            ordinal = change.after
            if change.fate is Fate.CHANGED:
                words = self._records[i].statements[ordinal].quote
                told.append(self._notice(Fate.CHANGED.value, i, i, ordinal, compared(words, own)))
        return told

    def _notice(self, what: str, at: int, other: int, ordinal: int, steps: tuple[Step, ...]) -> Notice:
        record = self._records[other]
        quote, id_ = record.statements[ordinal].quote, record.statement_id(ordinal)
        return Notice(self._versions[at].first_seen, what, quote, steps, id_)
