"""`check` finds whatever is broken, says where, and calls nothing broken that is not."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from making import many, pair, read, record

from onrecord.errors import ArchiveBroken, NoArticle
from onrecord.model import Article, Page
from onrecord.store import Archive, Severity
from onrecord.store import reading as reading_


@pytest.fixture
def archive(place: str | Path):
    with Archive.open(place, write=True, create=True) as opened:
        list(opened.add_many(many(5)))
        yield opened


def run(archive: Archive, sql: str, **params: object) -> None:
    with archive.db.writing():
        archive.db.execute(sql, params)


def empty_the_index(archive: Archive) -> None:
    contentless = "INSERT INTO statements_fts (statements_fts) VALUES ('delete-all')"
    run(archive, contentless if archive.db.dialect == "sqlite" else "DELETE FROM statements_fts")


def in_file(archive: Archive, change: Callable[[bytearray], None]) -> None:
    (file,) = archive.captures.iterdir()
    data = bytearray(file.read_bytes())
    change(data)
    file.write_bytes(data)


def flip(data: bytearray) -> None:
    data[len(data) // 2] ^= 1


def cut(data: bytearray) -> None:
    del data[-10:]


def swap_a_record(archive: Archive) -> None:
    """A record with valid digests of its own, but of another page."""
    other = archive.record(archive.articles().rows[0].id)
    n = archive.articles().rows[1].n
    packed = reading_.pack(other)
    with archive.db.writing():
        archive.db.execute("UPDATE records SET packed = :p WHERE article = :n", {"p": packed, "n": n})


def forge_a_quote(archive: Archive) -> None:
    """The record itself says words that are not in its text: hashes of the text do not notice."""
    row = archive.articles().rows[0]
    found = archive.record(row.id)
    text = reading_.zlib.decompress(reading_.pack(found)).replace(b'"quote":"Number', b'"quote":"Plumber')
    with archive.db.writing():
        values = {"p": zlib.compress(text), "n": row.n}
        archive.db.execute("UPDATE records SET packed = :p WHERE article = :n", values)
        archive.db.execute(
            "UPDATE statements SET quote = replace(quote, 'Number', 'Plumber') WHERE article = :n", {"n": row.n}
        )


DAMAGES: dict[str, tuple[Callable[[Archive], None], set[str]]] = {
    "a byte of a capture": (lambda a: in_file(a, flip), {"page"}),
    "the end of the captures": (lambda a: in_file(a, cut), {"warc", "page"}),
    "the captures gone": (lambda a: next(a.captures.iterdir()).unlink(), {"warc", "page"}),
    "another hash for a page": (lambda a: run(a, "UPDATE captures SET sha256 = 'x' WHERE n = 1"), {"page"}),
    "a capture gone": (lambda a: run(a, "DELETE FROM captures WHERE n = 1"), {"page"}),
    "another hash for a text": (
        lambda a: run(a, "UPDATE articles SET text_sha256 = 'x' WHERE n IN (SELECT max(n) FROM articles)"),
        {"text", "row"},
    ),
    "a record not JSON": (lambda a: run(a, "UPDATE records SET packed = :p", p=b"\0"), {"record"}),
    "the record of another": (swap_a_record, {"record", "anchor"}),
    "words not in the text": (forge_a_quote, {"anchor", "index"}),
    "a changed quote": (lambda a: run(a, "UPDATE statements SET quote = 'I lied' WHERE ordinal = 0"), {"row", "index"}),
    "a changed speaker": (lambda a: run(a, "UPDATE statements SET speaker = 'Eve' WHERE ordinal = 1"), {"row"}),
    "a changed headline": (lambda a: run(a, "UPDATE articles SET headline = 'Eve'"), {"row"}),
    "a statement gone": (lambda a: run(a, "DELETE FROM statements WHERE ordinal = 1"), {"row", "index", "tally"}),
    "a tally": (lambda a: run(a, "UPDATE tallies SET statements = 7 WHERE dimension = 'person'"), {"tally"}),
    "the index": (empty_the_index, {"index"}),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_damage_is_found(archive: Archive, name: str):
    damage, kinds = DAMAGES[name]
    damage(archive)
    problems = list(archive.check(read))
    assert {p.kind for p in problems} == kinds
    assert {p.severity for p in problems} == {Severity.DAMAGE}
    assert all("\n" not in p.message for p in problems)


def test_nothing_is_wrong_with_a_whole_archive_and_progress_is_told(archive: Archive):
    told: list[tuple[int, int]] = []
    assert list(archive.check(read, lambda done, total: told.append((done, total)))) == []
    assert told == [(i, 5) for i in range(1, 6)]


def test_a_newer_reader_that_reads_a_page_otherwise_is_a_note(archive: Archive):
    def newer(page: Page) -> Article:
        found = read(page, reader="made-2")
        return Article(found.headline, (*found.paragraphs, "more"), url=found.url, reader="made-2")

    problems = list(archive.check(newer))
    assert {(p.kind, p.severity) for p in problems} == {("reader", Severity.NOTE)}
    assert list(archive.check(partial(read, reader="made-2"))) == [], "another version that reads the same is no news"


def test_the_same_reader_that_reads_a_page_otherwise_is_damage(archive: Archive):
    def other(page: Page) -> Article:
        return Article("A", ("B",), url=page.url, reader="made-1")

    assert {(p.kind, p.severity) for p in archive.check(other)} == {("anchor", Severity.DAMAGE)}


def test_a_page_that_gives_no_article_any_more_is_damage(archive: Archive):
    def none(page: Page) -> Article:
        raise NoArticle("no paragraph")

    assert {p.kind for p in archive.check(none)} == {"anchor"}


def test_a_damaged_capture_is_not_handed_out(archive: Archive):
    in_file(archive, flip)
    outcomes = []
    for row in archive.articles().rows:
        try:
            outcomes.append(archive.page(row.id).content == b"" or None)
        except ArchiveBroken as e:
            outcomes.append(e)
    assert sum(isinstance(o, ArchiveBroken) for o in outcomes) == 1


def test_the_captures_are_warc_files_that_other_tools_read(archive: Archive):
    from fastwarc.warc import ArchiveIterator
    from warcio.archiveiterator import ArchiveIterator as Warcio

    archive.add(*pair("“We will win,” said Ann Lee.", url="https://paper.test/a?b=1 2&ü", captured=None))
    (file,) = archive.captures.iterdir()
    with file.open("rb") as stream:
        records = list(Warcio(stream, check_digests="raise"))
        assert [r.rec_type for r in records] == ["warcinfo", *["resource"] * 6]
    fast = list(ArchiveIterator(str(file), verify_digests=True))
    assert len(fast) == 7
    assert gzip.decompress(file.read_bytes()).startswith(b"WARC/1.1\r\n")


def test_pages_come_back_from_the_captures_alone(archive: Archive):
    """A database that is lost can be made again: harvest reads the archive's own files."""
    from onrecord.harvest import pages

    archive.add(*pair("“We will win,” said Ann Lee.", url=None, captured=None))
    again = [p for p in pages([str(archive.captures)]) if isinstance(p, Page)]
    ids = {record(p).article.id for p in again}
    assert ids == {row.id for row in archive.every_article()}
    originals = {archive.page(row.id).sha256: archive.page(row.id) for row in archive.every_article()}
    for page in again:
        original = originals[page.sha256]
        assert (page.url, page.captured, page.media_type, page.charset) == (
            original.url,
            original.captured,
            original.media_type,
            original.charset,
        )
