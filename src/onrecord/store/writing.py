"""Writing: pages with their records, and failures, a batch per transaction.

The order that makes a kill harmless: the capture is appended to a WARC file that only we hold, the file is synced, then
one transaction records where it stands together with all rows. A kill before the commit leaves a torn end that the next
writer cuts off; after it, everything is there. Nothing is reported before the commit.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from onrecord.errors import OnrecordError
from onrecord.model import Failure, Page, Record
from onrecord.store import captures, keys, reading
from onrecord.store.captures import CaptureFile, Earlier
from onrecord.store.db import Database
from onrecord.store.entries import (
    ARTICLE_FIELDS,
    CAPTURE_FIELDS,
    STATEMENT_FIELDS,
    Entry,
    entry_of,
    storable,
    stored_entry,
)
from onrecord.store.indexes import INDEXES
from onrecord.store.rows import Added, AddState

Item = tuple[Page, Record] | Failure


@dataclass(slots=True)
class _Changes:
    """What a batch will do to the indexes: articles by number that stop or begin to be shown, the net of it."""

    hidden: dict[int, Entry] = field(default_factory=dict)
    shown: dict[int, Entry] = field(default_factory=dict)

    def hide(self, entry: Entry) -> None:
        if self.shown.pop(entry.row["n"], None) is None:
            self.hidden[entry.row["n"]] = entry

    def show(self, entry: Entry) -> None:
        self.shown[entry.row["n"]] = entry


@dataclass(slots=True)
class _Known:
    """The article of that id as the tables have it."""

    n: int
    current: bool
    replaced: bool
    versions: tuple[str, str, str]


class Writer:
    """Writes batches. Holds one WARC file from the first page that needs one until `close`."""

    def __init__(self, db: Database, folder: Path, *, software: str, now: Callable[[], datetime]) -> None:
        self._db = db
        self._folder = folder
        self._software = software
        self._now = now
        self._file: CaptureFile | None = None

    def commit(self, items: Sequence[Item]) -> list[Added | Failure]:
        """Put the items in, all or none, and say for each what happened. Raises `ArchiveLocked`, `ArchiveFull`, …"""
        ready = [self._checked(item) for item in items]
        if self._file and not self._file.has_room:
            self.close()
        confirmed = self._file.length if self._file else None
        try:
            with self._db.writing():
                changes = _Changes()
                results = [self._put(item, changes) for item in ready]
                for index in INDEXES:
                    index.change(self._db, tuple(changes.hidden.values()), tuple(changes.shown.values()))
                if self._file and self._file.length != confirmed:
                    self._file.sync()
                    self._confirm(self._file)
        except BaseException:
            self.close()
            raise
        if self._file:
            self._file.known = self._file.known or self._file.length != confirmed
        return results

    def close(self) -> None:
        """Give up the WARC file."""
        if self._file:
            self._file.close()
            self._file = None

    def _checked(self, item: Item) -> tuple[Page, Record, bytes] | Failure:
        """The item with its record packed, or a failure for a record that no JSON can hold."""
        if isinstance(item, Failure):
            return item
        page, record = item
        try:
            return page, record, reading.pack(record)
        except (ValueError, OverflowError, OnrecordError) as e:
            return Failure(page.address, "store", f"the record cannot be written as JSON ({e}); report the page")

    def _put(self, item: tuple[Page, Record, bytes] | Failure, changes: _Changes) -> Added | Failure:
        if isinstance(item, Failure):
            self._put_failure(item)
            return item
        page, record, packed = item
        seen_at = page.captured or self._now()
        state, n = self._place(page, record, packed, seen_at, changes)
        if state is not AddState.KNOWN:
            self._db.execute("DELETE FROM failures WHERE address = :address", {"address": storable(page.address)})
        version = self._version(keys.address_key(record.article), n)
        return Added(page.address, record.article.id, state, version, len(record.statements))

    def _place(
        self, page: Page, record: Record, packed: bytes, seen_at: datetime, changes: _Changes
    ) -> tuple[AddState, int]:
        """Decide what the page is to the archive, and do it; the number of its article."""
        same = self._known(record.article.id)
        if same and not same.replaced and same.versions == _versions(record):
            return self._seen_again(same, page, record, seen_at, changes)
        if same and not same.replaced:
            return AddState.UPDATED, self._rewrite(same.n, page, record, packed, changes)
        if old := self._reread(page, record):
            if same and same.versions == _versions(record):
                return AddState.KNOWN, same.n  # an older onrecord reads again what a newer one has replaced
            return AddState.UPDATED, self._replace(old, same, page, record, packed, changes)
        return self._insert_version(page, record, packed, seen_at, changes)

    def _seen_again(
        self, same: _Known, page: Page, record: Record, seen_at: datetime, changes: _Changes
    ) -> tuple[AddState, int]:
        """A text that is known. Only an address that printed something else in between has news: it went back."""
        latest = self._latest(keys.address_key(record.article))
        if same.current or latest is None or page.captured is None or keys.utc(seen_at) <= latest[1]:
            return AddState.KNOWN, same.n
        self._set_current(latest[0], False, changes)
        self._insert_capture(page, same.n, seen_at)
        self._db.execute(
            "UPDATE articles SET seen_at = :seen_at WHERE n = :n", {"seen_at": keys.utc(seen_at), "n": same.n}
        )
        self._set_current(same.n, True, changes)
        return AddState.VERSION, same.n

    def _insert_version(
        self, page: Page, record: Record, packed: bytes, seen_at: datetime, changes: _Changes
    ) -> tuple[AddState, int]:
        latest = self._latest(keys.address_key(record.article))
        newest = latest is None or keys.utc(seen_at) >= latest[1]
        if latest and newest:
            self._set_current(latest[0], False, changes)
        entry = self._entry(page, record, seen_at)
        self._insert(entry, packed, changes, current=newest)
        self._insert_capture(page, entry.row["n"], seen_at)
        return (AddState.VERSION if latest else AddState.NEW), entry.row["n"]

    def _rewrite(self, n: int, page: Page, record: Record, packed: bytes, changes: _Changes) -> int:
        """The same text with other statements or clocks: the article keeps its id, its captures and its place."""
        old = stored_entry(self._db, n)
        if old.row["current"]:
            changes.hide(old)
        self._delete_rows(n)
        seen_at = datetime.fromisoformat(old.row["seen_at"])
        entry = self._entry(page, record, seen_at, instead_of=n)
        kept = {"added": old.row["added"], "page_sha256": old.row["page_sha256"], "current": old.row["current"]}
        row = {**entry.row, **kept}
        assignments = ", ".join(f"{f} = :{f}" for f in ARTICLE_FIELDS)
        self._db.execute(f"UPDATE articles SET {assignments} WHERE n = :old", {**row, "old": n})
        self._insert_rows(Entry(row, _marked(entry, row["current"]), record), packed)
        if row["current"]:
            changes.show(Entry(row, entry.statements, record))
        return int(row["n"])

    def _replace(
        self, old: int, same: _Known | None, page: Page, record: Record, packed: bytes, changes: _Changes
    ) -> int:
        """A newer reader finds another text in a capture that we have: the capture now belongs to that text."""
        before = stored_entry(self._db, old)
        if same:
            new = self._rewrite(same.n, page, record, packed, changes)
            self._db.execute("UPDATE articles SET replaced_by = NULL WHERE n = :n", {"n": new})
        else:
            entry = self._entry(page, record, datetime.fromisoformat(before.row["seen_at"]))
            self._insert(entry, packed, changes, current=False)
            new = entry.row["n"]
        where = {"new": new, "old": old, "sha256": page.sha256, "id": record.article.id}
        self._db.execute("UPDATE captures SET article = :new WHERE article = :old AND sha256 = :sha256", where)
        if not self._db.rows("SELECT 1 FROM captures WHERE article = :old LIMIT 1", where):
            if before.row["current"]:
                self._set_current(old, False, changes)
                self._set_current(new, True, changes)
            self._db.execute("UPDATE articles SET replaced_by = :id WHERE n = :old", where)
        return int(new)

    # What the tables say

    def _known(self, article_id: str) -> _Known | None:
        sql = (
            "SELECT n, current, replaced_by, version_onrecord, version_rules, version_tagger "
            "FROM articles WHERE id = :id"
        )
        row = self._db.row(sql, {"id": article_id})
        return _Known(row[0], bool(row[1]), row[2] is not None, row[3:]) if row else None

    def _latest(self, address_key: str) -> tuple[int, str] | None:
        """Number and time of what the address printed last."""
        sql = "SELECT n, seen_at FROM articles WHERE address_key = :key AND current = 1"
        row = self._db.row(sql, {"key": storable(address_key)})
        return (row[0], row[1]) if row else None

    def _reread(self, page: Page, record: Record) -> int | None:
        """The article that these very bytes of this address gave before, if it was another."""
        sql = (
            "SELECT a.n, a.id FROM captures c JOIN articles a ON a.n = c.article "
            "WHERE c.sha256 = :sha256 AND c.address = :address ORDER BY c.n DESC LIMIT 1"
        )
        row = self._db.row(sql, {"sha256": page.sha256, "address": storable(page.address)})
        return row[0] if row and row[1] != record.article.id else None

    def _version(self, address_key: str, n: int) -> int:
        """Which text of its address this is, in the order of their first captures."""
        sql = (
            "SELECT a.n FROM articles a JOIN captures c ON c.article = a.n WHERE a.address_key = :key "
            "GROUP BY a.n ORDER BY min(c.seen_at), min(c.n)"
        )
        order = [row[0] for row in self._db.rows(sql, {"key": storable(address_key)})]
        return order.index(n) + 1 if n in order else 1

    # What changes them

    def _entry(self, page: Page, record: Record, seen_at: datetime, *, instead_of: int | None = None) -> Entry:
        width = keys.slots(len(record.statements))
        n = self._free(keys.slot(record.article, seen_at), width, instead_of)
        return entry_of(page, record, n=n, seen_at=seen_at, added=self._now())

    def _free(self, wanted: int, width: int, instead_of: int | None) -> int:
        """The first number from `wanted` on with room for `width` numbers of an article."""
        sql = "SELECT n, statement_count FROM articles WHERE n < :end AND n <> :skip ORDER BY n DESC LIMIT 1"
        skip = -(1 << 62) if instead_of is None else instead_of
        while row := self._db.row(sql, {"end": wanted + width, "skip": skip}):
            end = row[0] + keys.slots(row[1])
            if end <= wanted:
                break
            wanted = end
        return wanted

    def _insert(self, entry: Entry, packed: bytes, changes: _Changes, *, current: bool) -> None:
        row = {**entry.row, "current": int(current)}
        self._db.execute(_INSERT_ARTICLE, row)
        self._insert_rows(Entry(row, _marked(entry, int(current)), entry.record), packed)
        if current:
            changes.show(entry)

    def _insert_rows(self, entry: Entry, packed: bytes) -> None:
        values = {"article": entry.row["n"], "packed": packed}
        self._db.execute("INSERT INTO records (article, packed) VALUES (:article, :packed)", values)
        self._db.executemany(_INSERT_STATEMENT, entry.statements)

    def _delete_rows(self, n: int) -> None:
        self._db.execute("DELETE FROM statements WHERE article = :n AND n >= :n", {"n": n})
        self._db.execute("DELETE FROM records WHERE article = :n", {"n": n})

    def _set_current(self, n: int, current: bool, changes: _Changes) -> None:
        entry = stored_entry(self._db, n)
        values = {"n": n, "end": n + keys.slots(entry.row["statement_count"]), "current": int(current)}
        self._db.execute("UPDATE articles SET current = :current WHERE n = :n", values)
        self._db.execute("UPDATE statements SET current = :current WHERE n >= :n AND n < :end", values)
        if current:
            changes.show(entry)
        else:
            changes.hide(entry)

    def _insert_capture(self, page: Page, article: int, seen_at: datetime) -> None:
        sql = "SELECT n, url, seen_at FROM captures WHERE sha256 = :sha256 AND payload_of IS NULL LIMIT 1"
        first = self._db.row(sql, {"sha256": page.sha256})
        earlier = Earlier(first[1], datetime.fromisoformat(first[2])) if first else None
        data = captures.packed(page, at=seen_at, earlier=earlier)
        file = self._room()
        values = {
            "sha256": page.sha256,
            "address": page.address,
            "url": page.url,
            "name": page.name,
            "captured": keys.utc(page.captured) if page.captured else None,
            "seen_at": keys.utc(seen_at),
            "media_type": page.media_type,
            "charset": page.charset,
            "size": len(page.content),
            "warc": file.name,
            "warc_offset": file.append(data),
            "warc_length": len(data),
            "payload_of": first[0] if first else None,
            "article": article,
            "added": keys.utc(self._now()),
        }
        self._db.execute(_INSERT_CAPTURE, {k: storable(v) for k, v in values.items()})

    def _put_failure(self, failure: Failure) -> None:
        values = {
            "id": failure.id,
            "address": failure.address,
            "stage": failure.stage,
            "reason": failure.reason,
            "now": keys.utc(self._now()),
        }
        self._db.execute(_PUT_FAILURE, {k: storable(v) for k, v in values.items()})

    # The WARC file

    def _room(self) -> CaptureFile:
        """The file to append to. A new one gets its row at once, for captures refer to it."""
        if self._file is None:
            names = [name for (name,) in self._db.rows("SELECT name FROM warcs")]
            self._file = captures.free_file(
                self._folder, names, self._confirmed, software=self._software, at=self._now()
            )
        if not self._file.known:
            values = {"name": self._file.name, "opened": keys.utc(self._now())}
            sql = "INSERT INTO warcs (name, length, opened) VALUES (:name, 0, :opened) ON CONFLICT (name) DO NOTHING"
            self._db.execute(sql, values)
        return self._file

    def _confirmed(self, name: str) -> int | None:
        row = self._db.row("SELECT length FROM warcs WHERE name = :name", {"name": name})
        return int(row[0]) if row else None

    def _confirm(self, file: CaptureFile) -> None:
        self._db.execute(
            "UPDATE warcs SET length = :length WHERE name = :name", {"length": file.length, "name": file.name}
        )


def _versions(record: Record) -> tuple[str, str, str]:
    return record.versions.onrecord, record.versions.rules, record.versions.tagger


def _marked(entry: Entry, current: int) -> tuple[dict[str, Any], ...]:
    return tuple({**row, "current": current} for row in entry.statements)


def _insert_sql(table: str, fields: Sequence[str]) -> str:
    return f"INSERT INTO {table} ({', '.join(fields)}) VALUES ({', '.join(':' + f for f in fields)})"


_INSERT_ARTICLE = _insert_sql("articles", ARTICLE_FIELDS)
_INSERT_STATEMENT = _insert_sql("statements", STATEMENT_FIELDS)
_INSERT_CAPTURE = _insert_sql(
    "captures",
    CAPTURE_FIELDS,
)
_PUT_FAILURE = """
    INSERT INTO failures (id, address, stage, reason, first_seen, last_seen, times)
    VALUES (:id, :address, :stage, :reason, :now, :now, 1)
    ON CONFLICT (id) DO UPDATE SET last_seen = excluded.last_seen, times = failures.times + 1
"""
