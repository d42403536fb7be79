"""Checking: every hash and every anchor of the archive proven again, from the captures up.

What is proven: each WARC record has its digest and each page the SHA-256 that the database has; each record is the one
that its id and its text's hash were made of; every row of the tables says what the record says; the words of every
statement stand at its anchors; the text that the anchors point into is what the reader makes of the capture today. A
reader of another version may rightly read a page otherwise: then the stored text is still proven by its hash and the
words by their anchors, and the difference is a note, not damage.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from onrecord.errors import ArchiveBroken, NotFound, OnrecordError
from onrecord.model import Article, Page, Record
from onrecord.store import captures
from onrecord.store.db import Database
from onrecord.store.entries import Entry, entry_of, stored_entry
from onrecord.store.rows import Problem, Severity

Read = Callable[[Page], Article]
Progress = Callable[[int, int], None]

_CAPTURE = (
    "c.sha256, c.url, c.name, c.captured, c.media_type, c.charset, "
    "coalesce(p.warc, c.warc), coalesce(p.warc_offset, c.warc_offset), coalesce(p.warc_length, c.warc_length)"
)
_CAPTURES = "FROM captures c LEFT JOIN captures p ON p.n = c.payload_of JOIN articles a ON a.n = c.article"
_OWN_FIELDS = frozenset(("current", "replaced_by", "seen_at", "page_sha256", "added"))  # not made from the record
_STEP = 200


def page_of(db: Database, folder: Path, article_id: str) -> Page:
    """The latest capture of an article. Raises `NotFound`, `ArchiveBroken`."""
    sql = f"SELECT {_CAPTURE} {_CAPTURES} WHERE a.id = :id ORDER BY c.seen_at DESC, c.n DESC LIMIT 1"
    if row := db.row(sql, {"id": article_id}):
        return _page(folder, row)
    replaced = db.row("SELECT replaced_by FROM articles WHERE id = :id", {"id": article_id})
    if replaced and replaced[0]:
        return page_of(db, folder, replaced[0])
    raise NotFound(f"no article {article_id!r} in the archive: `onrecord list` shows ids")


def _page(folder: Path, row: tuple[Any, ...]) -> Page:
    sha256, url, name, captured, media_type, charset, warc, offset, length = row
    _, block = captures.read_record(folder / warc, offset, length)
    page = Page(block, url, datetime.fromisoformat(captured) if captured else None, media_type, charset, name)
    if page.sha256 != sha256:
        raise ArchiveBroken(f"{warc} at {offset}: another page than the database says; restore both from one backup")
    return page


def check(db: Database, folder: Path, read: Read | None, progress: Progress | None) -> Iterator[Problem]:
    """What is wrong, as it is found; nothing if all is well. `read` makes the text again from each capture; without it
    the text is proven by its hash alone. `progress` is told how many articles of how many are done."""
    for message in db.problems():
        yield Problem("database", "database", f"{message}; restore from a backup")
    yield from _files(db, folder)
    yield from _articles(db, folder, read, progress)
    yield from _tallies(db)
    yield from (Problem("index", table, message) for table, message in db.search.problems(db))


def _files(db: Database, folder: Path) -> Iterator[Problem]:
    lengths = dict(db.rows("SELECT name, length FROM warcs"))
    sizes = {path.name: path.stat().st_size for path in folder.iterdir() if path.is_file()}
    for name, length in lengths.items():
        missing = length - sizes.get(name, 0)
        if missing > 0:
            yield Problem("warc", name, f"{missing} of its {length} bytes are gone; restore it from a backup")
    for name, size in sizes.items():
        if name not in lengths:
            yield Problem("tail", name, "no part of this archive yet; `onrecord add` takes it in", Severity.NOTE)
        elif size > lengths[name]:
            message = f"{size - lengths[name]} bytes not confirmed: a writer is at work, or the next cuts them off"
            yield Problem("tail", name, message, Severity.NOTE)


def _articles(db: Database, folder: Path, read: Read | None, progress: Progress | None) -> Iterator[Problem]:
    ((total,),) = db.rows("SELECT count(*) FROM articles")
    done, last = 0, -(1 << 62)
    sql = "SELECT n, id FROM articles WHERE n > :last ORDER BY n LIMIT :step"
    while step := db.rows(sql, {"last": last, "step": _STEP}):
        for last, article_id in step:
            yield from _article(db, folder, last, article_id, read)
            done += 1
            if progress:
                progress(done, total)


def _article(db: Database, folder: Path, n: int, article_id: str, read: Read | None) -> Iterator[Problem]:
    with db.snapshot():
        if not db.rows("SELECT 1 FROM articles WHERE n = :n AND id = :id", {"n": n, "id": article_id}):
            return  # a writer has moved it meanwhile
        try:
            entry = stored_entry(db, n)
        except (ArchiveBroken, ValueError, IndexError) as e:
            yield Problem("record", article_id, f"its record cannot be read ({e}); add its page again")
            return
        lost = [s["id"] for s in entry.statements[:1] if s["current"] and not db.search.has(db, s)]
        places = db.rows(f"SELECT {_CAPTURE} {_CAPTURES} WHERE a.n = :n ORDER BY c.n", {"n": n})
    yield from _record(entry)
    yield from (Problem("index", i, "not found by its own words; restore from a backup") for i in lost)
    if not places and entry.row["replaced_by"] is None:
        yield Problem("page", article_id, "no capture stands behind it; add its page again")
    for place in places:
        yield from _capture(entry, folder, place, read)


def _record(entry: Entry) -> Iterator[Problem]:
    """Hashes, rows and anchors of one article against its record."""
    row, article = entry.row, entry.record.article
    if article.id != row["id"]:
        yield Problem("record", row["id"], f"its record is that of article {article.id}; restore from a backup")
        return
    if article.text_sha256 != row["text_sha256"]:
        yield Problem("text", row["id"], "the text does not have its hash; restore from a backup")
    page = Page(b"", article.url)
    added = datetime.fromisoformat(row["added"])
    seen_at = datetime.fromisoformat(row["seen_at"])
    wanted = entry_of(page, entry.record, n=row["n"], seen_at=seen_at, added=added)
    differing = [k for k, v in wanted.row.items() if k not in _OWN_FIELDS and row[k] != v]
    if differing:
        yield Problem(
            "row", row["id"], f"its row differs from its record in {', '.join(differing)}; add its page again"
        )
    current = {"current": row["current"]}
    if [dict(s) for s in entry.statements] != [{**s, **current} for s in wanted.statements]:
        yield Problem("row", row["id"], "rows of its statements differ from its record; add its page again")
    for i in unanchored(entry.record):
        yield Problem(
            "anchor", entry.record.statement_id(i), "its words do not stand at its anchors; add its page again"
        )


def unanchored(record: Record) -> Iterator[int]:
    """The statements whose quote has a word that its content, in the text, does not have in that order."""
    text = record.article.text
    for i, statement in enumerate(record.statements):
        there = iter(re.findall(r"\w+", " ".join(text[a:b] for a, b in statement.content)))
        if not all(word in there for word in re.findall(r"\w+", statement.quote)):
            yield i


def _capture(entry: Entry, folder: Path, place: tuple[Any, ...], read: Read | None) -> Iterator[Problem]:
    article_id, article = entry.row["id"], entry.record.article
    try:
        page = _page(folder, place)
    except ArchiveBroken as e:
        yield Problem("page", article_id, str(e))
        return
    if read is None:
        return
    try:
        found = read(page)
    except OnrecordError as e:
        yield Problem("anchor", article_id, f"its capture gives no article any more ({e}); report this page")
        return
    if found.text_sha256 == article.text_sha256:
        return
    if found.reader != article.reader:
        message = f"reader {found.reader} reads its page otherwise than {article.reader} did; add it again to take that"
        yield Problem("reader", article_id, message, Severity.NOTE)
    else:
        yield Problem("anchor", article_id, "its capture gives another text than the anchors point into; add it again")


# How each dimension is counted from the rows: what `Tallies` keeps, said a second time, on purpose.
_RECOUNT = {
    "outlet": "SELECT coalesce(outlet_key, ''), count(*), sum({rows}) FROM articles a WHERE current = 1 GROUP BY 1",
    "language": "SELECT language, count(*), sum({rows}) FROM articles a "
    "WHERE current = 1 AND language IS NOT NULL GROUP BY 1",
    "country": "SELECT country, count(*), sum({rows}) FROM articles a "
    "WHERE current = 1 AND country IS NOT NULL GROUP BY 1",
    "kind": "SELECT kind, count(DISTINCT article), count(*) FROM statements WHERE current = 1 GROUP BY 1",
    "medium": "SELECT medium, count(DISTINCT article), count(*) FROM statements WHERE current = 1 GROUP BY 1",
    "person": "SELECT speaker_key, count(DISTINCT article), count(*) FROM statements "
    "WHERE current = 1 AND speaker_key <> '' AND speaker_type = 'person' GROUP BY 1",
    "body": "SELECT body_key, count(DISTINCT article), count(*) FROM statements "
    "WHERE current = 1 AND body_key <> '' GROUP BY 1",
}
_ROWS = "(SELECT count(*) FROM statements s WHERE s.n >= a.n AND s.n < a.n + a.statement_count + 1 AND s.article = a.n)"


def _tallies(db: Database) -> Iterator[Problem]:
    for dimension, sql in _RECOUNT.items():
        with db.snapshot():
            kept = "SELECT value, articles, statements FROM tallies WHERE dimension = :dimension"
            had = {row[0]: tuple(row[1:]) for row in db.rows(kept, {"dimension": dimension})}
            real = {row[0]: (row[1], int(row[2])) for row in db.rows(sql.format(rows=_ROWS))}
        wrong = [value for value in had.keys() | real.keys() if had.get(value) != real.get(value)]
        for value in sorted(wrong)[:10]:
            message = (
                f"{dimension} {value!r}: {had.get(value)} articles and statements counted, {real.get(value)} are there"
            )
            yield Problem("tally", dimension, message)
