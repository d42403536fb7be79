"""An archive moved to another store: between a folder and a PostgreSQL server, either way, or to another folder.

All rows go over in batches within one transaction of the target, are compared there with those of the source, and only
then confirmed: a copy that was killed leaves an empty archive, and is begun again. What the database derives from rows
(the full-text index, the keys of quotations) is made anew by the code that writes it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from onrecord.errors import ArchiveBroken, ArchiveError, UsageError
from onrecord.quotes import keys
from onrecord.store import quotes
from onrecord.store.archive import Archive
from onrecord.store.backup import copy_file
from onrecord.store.captures import sync_folder, write_error
from onrecord.store.db import Database
from onrecord.store.entries import Entry, storable, stored_entry
from onrecord.store.indexes import FullText
from onrecord.store.quote_keys import INDEXES as KEY_INDEXES

Progress = Callable[[str, int, int], None]


class Table(NamedTuple):
    name: str
    key: tuple[str, ...]  # the primary key: rows go over in its order
    numbered: bool = False  # the database chooses its numbers
    step: int = 1000  # rows in one batch, fewer where a row may be large


# Every table that is not derived from others, in an order in which each finds what it refers to.
TABLES = (
    Table("warcs", ("name",)),
    Table("articles", ("n",)),
    Table("records", ("article",), step=200),
    Table("captures", ("n",), numbered=True),
    Table("statements", ("n",)),
    Table("tallies", ("dimension", "value")),
    Table("failures", ("id",)),
    Table("parties", ("id",)),
    Table("party_blocks", ("block", "kind", "party")),
    Table("party_traits", ("party", "kind", "value")),
    Table("appearances", ("article", "name_key", "kind")),
    Table("decisions", ("n",), numbered=True),
    Table("pins", ("address_key", "name_key", "kind")),
    Table("holdings", ("id",)),
    Table("quote_texts", ("hash",)),
    Table("quote_places", ("text", "article", "passage")),
    Table("quote_families", ("text",)),
    Table("quote_origins", ("article",)),
    Table("quote_changes", ("n",), numbered=True),
    Table("quote_backlog", ("article",)),
    Table("subscriptions", ("id",)),
    Table("arrivals", ("n",)),
    Table("watermarks", ("name",)),
    Table("outbox", ("id",)),
    Table("sources", ("n",), numbered=True),
    Table("websub", ("token",)),
    Table("targets", ("n",), numbered=True),
    Table("hosts", ("name",)),
    Table("robots", ("origin",), step=50),
    Table("arrived", ("n",), numbered=True, step=4),
)
DERIVED = ("statements_fts", "articles_fts", "quote_keys")  # made anew
LOCAL = ("migrations", "settings")  # of each database alone
GIVEN = ("watermarks",)  # has rows in an empty archive too
MARK = "copying"  # stands in the folder of captures while they come in
ARTICLES = 50  # indexed in one batch


@dataclass(frozen=True, slots=True)
class Copied:
    """What stands in the target now, all of it compared with the source: rows by table, captures and their bytes."""

    rows: dict[str, int]
    files: int
    size: int
    sha256: str  # of all rows, the same for every store that holds the same


def copy(source: Archive, target: Archive, progress: Progress | None = None) -> Copied:
    """Put everything that the source holds at this moment into the target, which is open for writing and empty.

    The source may be read and written meanwhile. Raises `UsageError` for a target that holds anything,
    `ArchiveBroken` if what arrived is not what was sent, `ArchiveFull`, `ArchiveLocked`, …
    """
    if source.captures.resolve() == target.captures.resolve():
        raise UsageError(f"both archives would write into {target.captures}: give the copy a folder of its own")
    tell = progress or (lambda what, done, total: None)
    with source.db.snapshot(), target.db.writing():
        _must_be_alike(source.db, target.db)
        _must_be_empty(target)
        files = _copy_captures(source, target, tell)
        totals = {table.name: _count(source.db, table.name) for table in TABLES}
        for name in GIVEN:
            target.db.execute(f"DELETE FROM {name}")
        for table in TABLES:
            _copy_rows(source.db, target.db, table, totals[table.name], tell)
        _index(target.db, totals, tell)
        sha256 = _compare(source.db, target.db, totals, tell)
        _compare_indexes(target.db)
    (target.captures / MARK).unlink(missing_ok=True)
    return Copied(totals, len(files), sum(length for _, length in files), sha256)


def _count(db: Database, table: str) -> int:
    ((number,),) = db.rows(f"SELECT count(*) FROM {table}")
    return int(number)


def _must_be_alike(source: Database, target: Database) -> None:
    for table in TABLES:
        if odd := set(source.columns(table.name)) ^ set(target.columns(table.name)):
            message = f"only one of the two archives has {table.name}.{min(odd)}"
            raise ArchiveError(f"{message}: open both for writing with this version of onrecord, then copy again")


def _must_be_empty(target: Archive) -> None:
    for table in TABLES:
        if table.name not in GIVEN and target.db.row(f"SELECT 1 FROM {table.name} LIMIT 1"):
            raise UsageError(f"the target holds an archive already (rows in {table.name}): give an empty or new one")
    begun = (target.captures / MARK).exists()
    if not begun and any(target.captures.glob("*.warc.gz")):
        raise UsageError(f"{target.captures} holds captures of another archive: give the copy a folder of its own")


# Captures


def _copy_captures(source: Archive, target: Archive, tell: Progress) -> list[tuple[str, int]]:
    """Bring over of each file what the database confirms, and prove that it arrived. What an interrupted copy brought
    is gone on with."""
    files = [(name, int(length)) for name, length in source.db.rows("SELECT name, length FROM warcs ORDER BY name")]
    try:
        (target.captures / MARK).touch()
    except OSError as e:
        raise write_error(e, target.captures) from e
    for done, (name, length) in enumerate(files):
        tell("captures", done, len(files))
        there, here = source.captures / name, target.captures / name
        if not there.is_file():
            raise ArchiveError(f"{there} is gone: restore it from a backup, and copy again")
        copy_file(there, here, length)
        if _sha256(there, length) != _sha256(here, length):
            here.unlink()
            raise ArchiveBroken(f"{here} did not become what {there} is: copy again; if it stays so, check the disk")
    sync_folder(target.captures)
    tell("captures", len(files), len(files))
    return files


def _sha256(path: Path, length: int) -> str:
    found, left = hashlib.sha256(), length
    with path.open("rb") as stream:
        while left and (chunk := stream.read(min(left, 1 << 20))):
            found.update(chunk)
            left -= len(chunk)
    return found.hexdigest()


# Rows


def _batches(db: Database, table: Table, columns: Sequence[str]) -> Iterator[list[tuple[Any, ...]]]:
    """All rows in the order of the key, values as every database takes them."""
    key = ", ".join(table.key)
    marks = ", ".join(f":k{i}" for i in range(len(table.key)))
    chosen = f"SELECT {', '.join(columns)} FROM {table.name}"
    where = ""
    after: dict[str, Any] = {}
    places = [columns.index(k) for k in table.key]
    while rows := db.rows(f"{chosen} {where} ORDER BY {key} LIMIT :step", {**after, "step": table.step}):
        yield [tuple(map(storable, row)) for row in rows]
        where = f"WHERE ({key}) > ({marks})"
        after = {f"k{i}": rows[-1][place] for i, place in enumerate(places)}


def _copy_rows(source: Database, target: Database, table: Table, total: int, tell: Progress) -> None:
    columns = source.columns(table.name)
    put = f"INSERT INTO {table.name} ({', '.join(columns)}) VALUES ({', '.join(':' + c for c in columns)})"
    done = 0
    for batch in _batches(source, table, columns):
        target.executemany(put, [dict(zip(columns, row, strict=True)) for row in batch])
        done += len(batch)
        tell(table.name, done, total)
    if table.numbered:
        target.renumber(table.name)


# What is derived from them


def _index(db: Database, totals: dict[str, int], tell: Progress) -> None:
    """The full-text index of what lists show, and the keys of every text that quotations are looked up by."""
    full_text, key_index = FullText(), KEY_INDEXES[db.dialect]
    ((top,),) = db.rows("SELECT coalesce(max(text), 0) FROM quote_texts")
    indexed = bytearray(top + 1)  # by the text's number
    last, done = -(1 << 62), 0
    sql = "SELECT n FROM articles WHERE n > :last ORDER BY n LIMIT :step"
    while step := [n for (n,) in db.rows(sql, {"last": last, "step": ARTICLES})]:
        entries = [stored_entry(db, n) for n in step]
        full_text.change(db, (), [e for e in entries if e.row["current"]])
        found = {t.hash: t for e in entries for t in _texts(e)}
        numbers = {h: n for h, n in quotes._known(db, found).items() if not indexed[n]}
        key_index.put(
            db, [(n, [k for k, _ in keys.keys_of(found[h].words)], found[h].sketch) for h, n in numbers.items()]
        )
        for n in numbers.values():
            indexed[n] = 1
        last, done = step[-1], done + len(step)
        tell("index", done, totals["articles"])
    if lost := totals["quote_texts"] - sum(indexed):
        raise ArchiveBroken(f"{lost} texts of quotations stand in no article: run `onrecord check` on the source")


def _texts(entry: Entry) -> list[quotes.Text]:
    """Those beside the statements first: a text that is both is kept as a statement's, whose sketch tells more."""
    return sorted(quotes.texts(entry), key=lambda t: t.passage.statement is not None)


# Proof


def _compare(source: Database, target: Database, totals: dict[str, int], tell: Progress) -> str:
    """The hash of all rows. Raises `ArchiveBroken` where those of the target are others."""
    whole = hashlib.sha256()
    for done, table in enumerate(TABLES):
        tell("proof", done, len(TABLES))
        columns = sorted(source.columns(table.name))
        sent, came = _digest(source, table, columns), _digest(target, table, columns)
        if sent != came or came[0] != totals[table.name]:
            raise ArchiveBroken(
                f"table {table.name} arrived with {came[0]} rows of {sent[0]}, or with others: nothing was kept; "
                "run `onrecord check` on the source, then copy again"
            )
        whole.update(f"{table.name} {came[0]} {came[1]:064x}\n".encode())
    tell("proof", len(TABLES), len(TABLES))
    return whole.hexdigest()


def _digest(db: Database, table: Table, columns: Sequence[str]) -> tuple[int, int]:
    """Number and hash of a table's rows, whatever their order: databases sort text each in its own way."""
    count = total = 0
    for batch in _batches(db, table, columns):
        for row in batch:
            total += int.from_bytes(hashlib.sha256(repr(row).encode()).digest())
        count += len(batch)
    return count, total % (1 << 256)


def _compare_indexes(db: Database) -> None:
    for table, message in db.search.problems(db):
        raise ArchiveBroken(f"{table}: {message}")
