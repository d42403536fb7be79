"""The directory in an archive: who is who across articles, and what people decide about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

import onrecord
from onrecord.cli import build
from onrecord.errors import NotFound, UsageError
from onrecord.model import (
    Article,
    Clock,
    Kind,
    Medium,
    Page,
    Record,
    Span,
    Speaker,
    SpeakerType,
    Statement,
    Versions,
)
from onrecord.people.registers import Holding, read_ftm
from onrecord.store import Archive, curation, directory
from onrecord.store.parties import Appearance

CAPTURED = datetime(2024, 1, 1, tzinfo=UTC)
REGISTER = Path(onrecord.__file__).parent / "data" / "register" / "offices.ftm.jsonl"
Said = tuple[str, str | None, str | None, str | None]  # name, role, body, country


def article(number: int, day: str, *said: Said, rules: str = "1", kind: SpeakerType = SpeakerType.PERSON):
    """A page in which each speaker says one thing, with its record."""
    paragraphs, statements, start = [], [], 0
    for name, role, body, country in said:
        paragraph = f"“Number {number},” {name} told reporters."
        content, source = Span(start, start + paragraph.index("”") + 1), start + paragraph.index(name)
        to = start + paragraph.index("reporters")
        speaker = Speaker(name, kind, role, body, country)
        statements.append(
            Statement(
                Kind.DIRECT, Medium.SPEECH, (content,), (), (Span(source, source + len(name)),), f"Number {number}",
                speaker, addressee=Span(to, to + 9),
            )
        )  # fmt: skip
        paragraphs.append(paragraph)
        start += len(paragraph) + 1
    url = f"https://news.example/{number}"
    made = Article(f"News {number}", tuple(paragraphs), url=url, published=Clock(date.fromisoformat(day)))
    record = Record(made, tuple(statements), Versions("1", rules, "test"))
    return Page(f"page {number}".encode(), url=url, captured=CAPTURED), record


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "archive", write=True, create=True) as opened:
        yield opened


LUKASHENKO = ("Aleksandr Lukashenko", "President", "Belarus", "by")
BAKER = ("John Smith", "baker", "Mill Street Bakery", "us")
KEEPER = ("John Smith", "goalkeeper", "Rovers", "gb")


def people(archive: Archive) -> dict[str, int]:
    """Names with their statements, as the list shows them; names that several share are numbered."""
    out: dict[str, int] = {}
    for row in directory.people(archive.db).rows:
        out[row.name if row.name not in out else f"{row.name} 2"] = row.statements
    return out


def test_one_person_in_many_spellings_is_one(archive: Archive):
    archive.add(*article(1, "2022-11-24", LUKASHENKO))
    archive.add(*article(2, "2022-12-01", ("Alexander Lukashenka", "Belarusian leader", None, "by")))
    archive.add(*article(3, "2022-12-02", ("Lukashenko", None, None, "by")))
    assert people(archive) == {"Aleksandr Lukashenko": 3}
    view = directory.person(archive.db, "Alexander Lukashenka")
    assert {t.label for t in view.names} == {"Aleksandr Lukashenko", "Alexander Lukashenka", "Lukashenko"}
    assert {o.office for o in view.offices} == {"president", "leader"}
    assert [(t.value, t.statements) for t in view.months] == [("2022-11", 1), ("2022-12", 2)]
    assert [(t.label, t.articles) for t in view.spoke_to] == [("reporters", 3)]
    assert all(d.reasons for d in view.decisions)


def test_a_person_is_found_again_among_many_of_nearly_the_same_name(archive: Archive):
    families = "Bannister Berenson Bingham Bolsover Brimley Bulstrode Byatt Bagshaw Belgrave Birtwistle Blenkinsop"
    families += " Boothroyd Brathwaite Buckland Butterworth Balfour Beauchamp Bickerstaff Bottomley Bracegirdle"
    for n, family in enumerate(families.split() * 4):
        archive.add(*article(n + 1, "2022-12-02", (f"Ada {family}", "minister", None, "gb")))
    for n in (501, 502, 503):
        archive.add(*article(n, "2022-12-03", ("Ada Bamforth", None, None, None)))
    found = directory.people(archive.db, "Ada Bamforth").rows
    assert [(r.name, r.articles) for r in found if r.name == "Ada Bamforth"] == [("Ada Bamforth", 3)]


def test_different_people_of_one_name_stay_apart_and_point_to_each_other(archive: Archive):
    archive.add(*article(1, "2022-12-02", BAKER))
    archive.add(*article(2, "2022-12-03", KEEPER))
    assert people(archive) == {"John Smith": 1, "John Smith 2": 1}
    assert len(directory.person(archive.db, "John Smith").others) == 1


def test_a_body_shows_who_spoke_for_it(archive: Archive):
    archive.add(*article(1, "2022-11-24", LUKASHENKO))
    archive.add(*article(2, "2022-11-25", ("Foreign Ministry", None, None, "by"), kind=SpeakerType.BODY))
    assert [p.name for p in directory.body(archive.db, "Belarus").people] == ["Aleksandr Lukashenko"]
    assert [r.name for r in directory.bodies(archive.db).rows] == ["Foreign Ministry"]
    assert directory.bodies(archive.db, "foreign").rows


def test_statements_come_newest_first_and_go_on_after_the_last(archive: Archive):
    for n in range(1, 6):
        archive.add(*article(n, f"2022-11-0{n}", LUKASHENKO))
    key = directory.person(archive.db, "Aleksandr Lukashenko").row.id
    every = directory.statement_ids(archive.db, key)
    assert [n for n, _ in every] == sorted((n for n, _ in every), reverse=True)
    assert len(every) == 5
    assert directory.statement_ids(archive.db, key, before=every[1][0]) == every[2:]


def test_joint_speakers_each_have_the_statement(archive: Archive):
    page, record = article(1, "2022-11-04", ("Jane Roe", None, None, None))
    (said,) = record.statements
    both = ("Jane Roe", "John Doe")
    joint = Speaker("; ".join(both), SpeakerType.PERSON, members=tuple(Speaker(n, SpeakerType.PERSON) for n in both))
    archive.add(page, replace(record, statements=(replace(said, speaker=joint),)))
    for name in both:
        assert len(directory.statement_ids(archive.db, directory.person(archive.db, name).row.id)) == 1


def test_reading_a_page_again_changes_no_count(archive: Archive):
    archive.add(*article(1, "2022-11-24", LUKASHENKO, BAKER))
    before = people(archive), directory.person(archive.db, "Aleksandr Lukashenko").offices
    archive.add(*article(1, "2022-11-24", LUKASHENKO, BAKER, rules="2"))
    assert (people(archive), directory.person(archive.db, "Aleksandr Lukashenko").offices) == before


def test_a_merge_by_a_person_survives_another_reading_and_holds_for_what_comes(archive: Archive):
    archive.add(*article(1, "2022-12-02", BAKER))
    archive.add(*article(2, "2022-12-03", KEEPER))
    first, second = directory.named(archive.db, "person", "John Smith")
    with archive.db.writing():
        curation.merge(archive.db, second.id, first.id, by="editor", reason="he baked before he kept goal")
    assert people(archive) == {"John Smith": 2}
    archive.add(*article(1, "2022-12-02", BAKER, rules="2"))
    archive.add(*article(2, "2022-12-03", KEEPER, rules="2"))
    archive.add(*article(3, "2022-12-04", KEEPER))
    assert people(archive) == {"John Smith": 3}
    acts = [(d.by, d.act) for d in directory.person(archive.db, first.id).decisions]
    assert ("editor", "merge") in acts


def test_a_split_by_a_person_survives_another_reading(archive: Archive):
    for n in (1, 2, 3):
        archive.add(*article(n, f"2022-12-0{n}", ("Jane Brandt", "teacher", "Lakeside School", None)))
    (row,) = directory.named(archive.db, "person", "Jane Brandt")

    def third(seen: Appearance, address: str) -> bool:
        return address.endswith("/3")

    with archive.db.writing():
        made = curation.split(archive.db, row.id, third, name="Jane Brandt (Lakeside)", by="editor")
    assert people(archive) == {"Jane Brandt": 2, "Jane Brandt (Lakeside)": 1}
    for n in (1, 2, 3):
        archive.add(*article(n, f"2022-12-0{n}", ("Jane Brandt", "teacher", "Lakeside School", None), rules="2"))
    assert people(archive) == {"Jane Brandt": 2, "Jane Brandt (Lakeside)": 1}
    assert directory.party(archive.db, made).statements == 1


def test_decisions_are_only_ever_added(archive: Archive):
    archive.add(*article(1, "2022-12-02", BAKER))
    archive.add(*article(2, "2022-12-03", KEEPER))
    first, second = directory.named(archive.db, "person", "John Smith")
    before = archive.db.rows("SELECT * FROM decisions ORDER BY n")
    with archive.db.writing():
        curation.merge(archive.db, second.id, first.id, by="editor")
        curation.rename(archive.db, first.id, "J. Smith", by="editor")
    archive.add(*article(2, "2022-12-03", KEEPER, rules="2"))
    assert archive.db.rows("SELECT * FROM decisions ORDER BY n")[: len(before)] == before


def test_what_cannot_be_meant_is_refused(archive: Archive):
    archive.add(*article(1, "2022-12-02", BAKER))
    key = directory.person(archive.db, "John Smith").row.id
    with archive.db.writing():
        with pytest.raises(UsageError, match="one already"):
            curation.merge(archive.db, key, key, by="me")
        with pytest.raises(UsageError, match="all of the appearances"):
            curation.split(archive.db, key, lambda *_: True, name=None, by="me")
        with pytest.raises(UsageError, match="without letters"):
            curation.rename(archive.db, key, "  ", by="me")
        with pytest.raises(NotFound):
            curation.rename(archive.db, "nobody", "x", by="me")
    with pytest.raises(NotFound, match="onrecord people"):
        directory.person(archive.db, "Nobody Here")


def test_importing_a_register_twice_changes_nothing_and_tells_who_held_an_office(archive: Archive):
    holdings = [h for h in read_ftm(REGISTER.read_text("utf-8").splitlines()) if isinstance(h, Holding)]
    with archive.db.writing():
        assert directory.import_holdings(archive.db, "sample", holdings) == (len(holdings), 0)
        assert directory.import_holdings(archive.db, "sample", holdings) == (0, len(holdings))
    offices = directory.ArchiveOffices(archive.db)
    assert offices.holder("president", "us", None, date(2016, 9, 10)) == "Barack Obama"
    assert offices.holder("Belarusian leader", None, None, date(2022, 11, 24)) == "Aleksandr Lukashenko"
    assert offices.holder("president", None, None, date(2016, 9, 10)) is None
    archive.add(*article(1, "2022-11-24", LUKASHENKO))
    registered = [o for o in directory.person(archive.db, "Aleksandr Lukashenko").offices if o.register]
    assert [(o.office, o.first_day) for o in registered] == [("president", "1994-07-20")]
    assert {h.name for h in directory.export(archive.db)} >= {"Aleksandr Lukashenko", "Barack Obama"}


def test_a_directory_that_was_lost_is_rebuilt_as_it_was(tmp_path: Path):
    folder = tmp_path / "archive"
    with Archive.open(folder, write=True, create=True) as opened:
        opened.add(*article(1, "2022-12-02", BAKER, LUKASHENKO))
        opened.add(*article(2, "2022-12-03", ("Aleksandr Lukashenko", "President", "Belarus", "by")))
        before = [(r.name, r.articles, r.statements) for r in directory.people(opened.db).rows]
        with opened.db.writing():
            for table in ("appearances", "party_traits", "party_blocks", "parties"):
                opened.db.execute(f"DELETE FROM {table}")
        assert not directory.people(opened.db).rows

    def rebuilt() -> str:
        done = CliRunner().invoke(build(), ["people", "rebuild", "--archive", str(folder)])
        assert done.exit_code == 0, done.output
        return done.output

    assert "2 articles" in rebuilt()
    with Archive.open(folder) as opened:
        assert [(r.name, r.articles, r.statements) for r in directory.people(opened.db).rows] == before
    assert "0 articles" in rebuilt()


def test_the_command_line_lists_shows_merges_and_imports(tmp_path: Path):
    folder = tmp_path / "archive"
    with Archive.open(folder, write=True, create=True) as opened:
        opened.add(*article(1, "2022-12-02", BAKER, LUKASHENKO))
        opened.add(*article(2, "2022-12-03", ("Jack the Baker", "baker", None, "us")))

    def run(*arguments: str, code: int = 0) -> str:
        done = CliRunner().invoke(build(), [*arguments, "--archive", str(folder)])
        assert done.exit_code == code, done.output
        return done.output

    assert "Aleksandr Lukashenko" in run("people", "Lukashenko")
    assert '"name":"John Smith"' in run("people", "list", "--json")
    assert "baker" in run("person", "John", "Smith")
    run("people", "merge", "Jack the Baker", "John Smith", "--by", "editor")
    assert "2 statements" in run("person", "Jack", "the", "Baker")
    run("people", "import", str(REGISTER))
    assert "Barack Obama" in run("people", "holder", "president", "--country", "us", "--on", "2016-09-10")
    assert "Occupancy" in run("people", "export")
