"""What is on record, who else printed it, and what was changed, on every store."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from making import NOON, VERSIONS, page, pair, record

from onrecord.errors import NotFound, UsageError
from onrecord.model import Page, Versions
from onrecord.quotes.history import Fate
from onrecord.quotes.verdict import Answer
from onrecord.store import Archive, quote_evidence, quote_history, quote_verify

BREAD = "“We will not raise the price of bread if the harvest is good,” said Ann Lee."
ARMY = "“Our soldiers stay where they are until the end of spring,” said Bob Ray."
OWN = (
    "The minister met reporters in the old town hall on Monday and spoke for an hour about the coming winter.",
    "Farmers along the river have lost a third of what they sowed, and the stores hold less than a year ago.",
)
TABLES = ("quote_texts", "quote_places", "quote_families", "quote_origins", "quote_changes")


@pytest.fixture
def archive(place: str | Path) -> Iterator[Archive]:
    with Archive.open(place, write=True, create=True) as opened:
        yield opened


def add(archive: Archive, *paragraphs: str, outlet: str = "The Paper", **fields: object) -> str:
    made, found = pair(*paragraphs, **fields)
    found = replace(found, article=replace(found.article, outlet=outlet))
    return archive.add(made, found).article_id


def sizes(archive: Archive) -> list[int]:
    return [archive.db.rows(f"SELECT count(*) FROM {t}")[0][0] for t in TABLES]


def test_a_quotation_is_found_with_its_source_and_the_coverage(archive: Archive) -> None:
    add(archive, BREAD, ARMY)
    found = quote_verify.verify(archive.db, "We will raise the price of bread if the harvest is good", speaker="Lee")
    assert found.verdict.answer is Answer.WORDS_CHANGED
    assert found.verdict.matches[0].negations == ("not",)
    assert found.verdict.matches[0].passage.source.address == "https://paper.test/a"
    assert (found.coverage.outlets, found.coverage.articles, found.coverage.statements) == (1, 1, 2)
    assert (found.coverage.first_day, found.coverage.names) == ("2024-05-01", ("The Paper",))


def test_what_is_not_on_record_is_said_of_what_is_covered(archive: Archive) -> None:
    add(archive, BREAD)
    found = quote_verify.verify(archive.db, "Pigs will fly over the ministry tonight", day=date(2024, 5, 2))
    assert found.verdict.answer is Answer.NOT_ON_RECORD
    assert found.coverage.near == 1


def test_a_claimed_day_far_from_the_printed_one_is_noted(archive: Archive) -> None:
    add(archive, BREAD)
    words = "We will not raise the price of bread if the harvest is good"
    assert "not around 2020-01-01" in quote_verify.verify(archive.db, words, day=date(2020, 1, 1)).verdict.notes[-1]
    assert quote_verify.verify(archive.db, words, day=date(2024, 4, 30)).verdict.notes == ()


def test_words_that_no_statement_covers_are_found_all_the_same(archive: Archive) -> None:
    add(archive, BREAD, "A board at the gate: “Nothing will be sold here before the feast of the harvest”")
    quoted = quote_verify.verify(archive.db, "Nothing will be sold here before the feast of the harvest").verdict
    assert (quoted.answer, quoted.matches[0].passage.statement) == (Answer.EXACT, None)
    add(archive, *OWN, BREAD, url="https://paper.test/b")
    told = quote_verify.verify(archive.db, "Farmers along the river have lost a third of what they sowed").verdict
    assert told.answer is Answer.INDIRECT_AS_DIRECT


def test_an_empty_archive_answers_too(archive: Archive) -> None:
    found = quote_verify.verify(archive.db, "Anything at all")
    assert (found.verdict.answer, found.coverage.outlets) == (Answer.NOT_ON_RECORD, 0)


def test_bytes_are_no_quotation_in_an_archive_either(archive: Archive) -> None:
    with pytest.raises(UsageError):
        quote_verify.verify(archive.db, "\0\1\2")


def test_adding_a_page_again_changes_nothing(archive: Archive) -> None:
    add(archive, BREAD, ARMY)
    before = sizes(archive)
    add(archive, BREAD, ARMY)
    assert sizes(archive) == before


def test_what_newer_rules_no_longer_find_is_no_longer_on_record(archive: Archive) -> None:
    made, found = pair(BREAD, ARMY)
    archive.add(made, found)
    archive.add(made, replace(found, statements=found.statements[:1], versions=Versions("0.2.0", "newer", "rules")))
    verdict = quote_verify.verify(archive.db, "Our soldiers stay where they are until the end of spring").verdict
    assert verdict.answer is Answer.EXACT and verdict.matches[0].passage.statement is None
    assert quote_history.events(archive.db) == ()


def test_copies_have_one_origin_and_another_report_its_own(archive: Archive) -> None:
    first = add(archive, *OWN, BREAD, url="https://one.test/1", outlet="One")
    add(archive, *OWN, BREAD, url="https://two.test/1", outlet="Two", headline="Bread")
    edited = BREAD.replace("if the harvest is good", "if the harvest is poor")
    add(archive, OWN[0], OWN[1].replace("a third", "half"), edited, url="https://three.test/1", outlet="Three")
    add(archive, "Another reporter was there and heard it.", BREAD, url="https://four.test/1", outlet="Four")
    statement = archive.record(first).statement_id(0)
    found = quote_verify.family(archive.db, statement)
    assert (found.articles, found.origins, found.outlets, found.copies) == (4, 2, 4, 2)
    assert [len(v.printings) for v in found.variants] == [3, 1]
    assert [s.ours for s in found.variants[1].steps if s.op == "replaced"] == ["poor"]
    origin, copies = quote_verify.copies(archive.db, first)
    assert origin == first and len(copies) == 2


def test_a_changed_page_keeps_both_wordings_and_tells_of_the_change(archive: Archive) -> None:
    old = add(archive, BREAD, ARMY)
    new = add(archive, BREAD.replace("if the harvest is good", "before the summer"), captured=NOON + timedelta(hours=2))
    assert (
        quote_verify.verify(archive.db, "We will not raise the price of bread if the harvest is good").verdict.answer
        is Answer.EXACT
    )
    versions, (revision,) = quote_history.history(archive.db, new)
    assert [v.article_id for v in versions] == [old, new]
    assert [t.change.fate for t in revision.told] == [Fate.CHANGED, Fate.GONE]
    changed, gone = quote_history.events(archive.db)
    assert (changed.what, gone.what, gone.new_statement) == ("changed", "gone", None)
    assert quote_history.events(archive.db, after=gone.n) == ()
    (was,) = quote_history.notices(archive.db, changed.new_statement or "")
    assert (was.what, was.words) == ("was", "We will not raise the price of bread if the harvest is good,")
    (later,) = quote_history.notices(archive.db, changed.old_statement or "")
    assert (later.what, later.statement_id) == ("changed", changed.new_statement)


def test_a_bundle_is_checked_with_standard_tools(archive: Archive, tmp_path: Path) -> None:
    statement = archive.record(add(archive, BREAD, ARMY)).statement_id(1)
    data = quote_evidence.bundle(quote_evidence.proof(archive.db, archive.captures, statement))
    assert data == quote_evidence.bundle(quote_evidence.proof(archive.db, archive.captures, statement))
    zipfile.ZipFile(io.BytesIO(data)).extractall(tmp_path)
    subprocess.run(["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=tmp_path, check=True, capture_output=True)
    said = json.loads((tmp_path / "statement.json").read_text())
    span = said["content"][0]
    text = (tmp_path / "article.txt").read_bytes().decode()
    assert text[span["start"] : span["end"]] == "“Our soldiers stay where they are until the end of spring,”"
    assert hashlib.sha256(text.encode()).hexdigest() == said["article"]["text_sha256"]
    assert (tmp_path / "page.bin").read_bytes() in gzip.decompress((tmp_path / "capture.warc.gz").read_bytes())
    for line in (tmp_path / "README.txt").read_text().splitlines():
        if "python3 -c" in line:
            subprocess.run(line.strip(), shell=True, cwd=tmp_path, check=True, capture_output=True)


def test_a_bundle_of_a_page_seen_again_holds_the_capture_that_has_its_bytes(archive: Archive) -> None:
    made = page(BREAD)
    archive.add(made, record(made))
    again = Page(
        made.content, "https://mirror.test/a", NOON + timedelta(days=1), made.media_type, made.charset, "again"
    )
    mirrored = record(again, versions=VERSIONS)
    statement = archive.record(archive.add(again, mirrored).article_id).statement_id(0)
    names = zipfile.ZipFile(
        io.BytesIO(quote_evidence.bundle(quote_evidence.proof(archive.db, archive.captures, statement)))
    ).namelist()
    assert {"capture.warc.gz", "capture1.warc.gz"} <= set(names)


def test_an_unknown_statement_is_said_to_be_unknown(archive: Archive) -> None:
    with pytest.raises(NotFound, match="onrecord search"):
        quote_verify.family(archive.db, "0" * 20)
    assert quote_history.notices(archive.db, "0" * 20) == ()


def test_a_changed_quotation_says_so_in_every_later_version_and_the_versions_are_one_article(archive: Archive) -> None:
    """The second version changes it, the third carries it, the fourth withdraws it."""
    changed = BREAD.replace("is good", "comes in")
    texts = ((BREAD, ARMY), (changed, ARMY), (changed, ARMY, OWN[0]), (ARMY, OWN[0]))
    ids = [add(archive, *t, captured=NOON + timedelta(hours=i)) for i, t in enumerate(texts)]
    told = [quote_history.notices_of(archive.db, i).get(0, ()) for i in ids[:3]]
    assert [[n.what for n in notices] for notices in told] == [["changed", "gone"], ["was", "gone"], ["was", "gone"]]
    assert told[2][0].words == told[1][0].words == "We will not raise the price of bread if the harvest is good,"
    found = quote_verify.verify(archive.db, "We will not raise the price of bread if the harvest comes in")
    assert [n.what for n in found.changes] == ["was", "gone"]
    assert found.family is not None and (found.family.articles, found.family.origins) == (1, 1)


SPEAKERS = [
    ("Lukashenko", Answer.EXACT, True),
    ("Aliaksandr Lukashenka", Answer.EXACT, True),  # the same name in other letters
    ("the head of the Council", Answer.EXACT, True),  # an office that a page gives him
    ("the head of the Navy", Answer.EXACT, None),  # one that no page does
    ("Bob Ray", Answer.ANOTHER_SPEAKER, False),
]


@pytest.mark.parametrize(("claimed", "answer", "same"), SPEAKERS)
def test_a_claimed_speaker_is_looked_up_in_the_directory(
    archive: Archive, claimed: str, answer: Answer, same: bool | None
) -> None:
    add(archive, "“The bridge will be open before the winter comes,” said Alexander Lukashenko, head of the Council.")
    add(archive, ARMY, url="https://paper.test/b")
    found = quote_verify.verify(archive.db, "The bridge will be open before the winter comes", speaker=claimed).verdict
    assert (found.answer, found.matches[0].same_speaker) == (answer, same)
