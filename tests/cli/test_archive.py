"""The archive from the command line: what a newcomer does first, and what goes wrong on the way."""

from __future__ import annotations

import csv
import io
import json
import os
import sqlite3
from pathlib import Path

import pytest

from onrecord import codec

SEED = "lukashenko-2022-11-24.txt"


@pytest.fixture
def added(command, samples):  # type: ignore[no-untyped-def]
    """An archive with all the sample pages."""
    outcome = command("add", samples)
    assert outcome.code == 0, outcome.err
    return outcome


def test_adding_says_how_many_pages_and_adding_again_changes_nothing(command, samples, added) -> None:  # type: ignore[no-untyped-def]
    assert added.out.startswith("added 5 pages with ")
    assert command("add", samples).out == "added 0 pages with 0 statements; 5 already known\n"


def test_list_names_every_article_newest_first(command, added) -> None:  # type: ignore[no-untyped-def]
    days = [row["day"] for row in command("list", "--json").lines]
    assert len(days) == 5 and days == sorted(days, reverse=True)


def test_show_finds_an_article_by_words_id_and_address(command, added) -> None:  # type: ignore[no-untyped-def]
    by_words = command("show", "Lukashenko talks about Belarus", "--json")
    record = codec.record_from_json(by_words.out)
    assert command("show", record.article.id, "--json").out == by_words.out
    iodine = "https://en.wikinews.org/wiki/Australian_children_suffering_from_iodine_deficiency"
    assert codec.record_from_json(command("show", iodine, "--json").out).article.canonical_url == iodine


def test_show_marks_the_statements_and_lists_who_said_what(command, added) -> None:  # type: ignore[no-untyped-def]
    shown = " ".join(command("show", "Lukashenko talks about Belarus").out.split())
    assert "] “Total nonsense." in shown and "Aleksandr Lukashenko, President, Belarus direct speech" in shown
    assert "asked Belarus' Armed Forces may enter Ukraine's territory" in shown


def test_search_joins_words_speaker_kind_and_days(command, added) -> None:  # type: ignore[no-untyped-def]
    def found(*arguments: str) -> list[str]:
        return [row["quote"] for row in command("search", *arguments, "--json").lines]

    assert any("nuclear weapons" in q for q in found("nuclear", "weapons"))
    assert found("nuclear", "weapons", "--speaker", "Eastman") == []
    assert all("“" in q for q in found("--kind", "direct", "--speaker", "Lukashenko", "--since", "2022-11-24"))
    assert found("--since", "2022-11-25") == []


@pytest.mark.parametrize(
    "words", ['"', "'; DROP TABLE statements; --", "NEAR(", "*", "peace AND", "(((", "\x00", "é" * 5000]
)
def test_any_input_is_a_query(command, added, words: str) -> None:  # type: ignore[no-untyped-def]
    assert command("search", words).code == 0


def test_check_finds_nothing_damaged_and_then_what_was_damaged(command, added, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    assert command("check").out.endswith("nothing damaged\n")
    (capture,) = (tmp_path / "archive" / "captures").iterdir()
    content = bytearray(capture.read_bytes())
    content[len(content) // 2] ^= 0xFF
    capture.write_bytes(content)
    outcome = command("check")
    assert outcome.code == 1 and "damage: " in outcome.out


def test_export_gives_records_that_read_back(command, added) -> None:  # type: ignore[no-untyped-def]
    records = [codec.record_from_json(line) for line in command("export").out.splitlines()]
    assert len(records) == 5 and sum(len(r.statements) for r in records) > 30


def test_export_gives_a_spreadsheet_with_a_row_per_statement(command, added, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    command("export", "--format", "csv", "--bom", "-o", tmp_path / "x.csv")
    raw = (tmp_path / "x.csv").read_bytes()
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert raw.startswith(b"\xef\xbb\xbf") and len(rows) > 30
    assert {"Aleksandr Lukashenko"} < {row["speaker"] for row in rows}


def deep(depth: int) -> bytes:
    return b"<html><body>" + b"<div>" * depth + b"<p>He said hm.</p>" + b"</div>" * depth


HOPELESS = [
    ("empty.html", b"", "empty"),
    ("picture.html", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, ""),
    ("cut.html.gz", b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03" + b"\x4b\xcb", ""),
    ("menu.html", b"<html><body><nav><a href=/>Home</a><a href=/n>News</a></nav></body></html>", "no running text"),
]


@pytest.mark.parametrize(("name", "content", "reason"), HOPELESS, ids=[n for n, _, _ in HOPELESS])
def test_a_hopeless_page_is_one_line_of_error_and_the_others_are_added(  # type: ignore[no-untyped-def]
    command, samples, tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    page = tmp_path / name
    page.write_bytes(content)
    outcome = command("add", page, samples / SEED)
    assert outcome.code == 1 and outcome.out.startswith("added 1 page with ") and "1 failed" in outcome.out
    assert outcome.err.count("\n") == 1 and name in outcome.err and reason in outcome.err
    assert command("check").code == 0


def test_html_nested_a_hundred_thousand_deep_neither_crashes_nor_hangs(command, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    page = tmp_path / "deep.html"
    page.write_bytes(deep(100_000))
    outcome = command("add", page)
    assert outcome.code in (0, 1) and outcome.err.count("\n") <= 1


def test_a_page_of_two_hundred_megabytes_is_refused_at_once(command, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    page = tmp_path / "large.html"
    with page.open("wb") as file:
        file.write(b"<html><body><p>He said hm.</p>")
        file.truncate(200_000_000)
    outcome = command("add", page)
    assert outcome.code == 1 and "more than 100,000,000" in outcome.err and outcome.err.count("\n") == 1


def test_a_missing_path_says_what_to_do(command) -> None:  # type: ignore[no-untyped-def]
    outcome = command("add", "nowhere/page.html")
    assert outcome.code == 1 and "nowhere/page.html" in outcome.err and "check the path" in outcome.err


@pytest.mark.parametrize("arguments", [("list",), ("search", "x"), ("show", "x"), ("check",), ("export",)])
def test_without_an_archive_reading_says_how_to_make_one(command, arguments: tuple[str, ...]) -> None:  # type: ignore[no-untyped-def]
    outcome = command(*arguments)
    assert outcome.code == 1 and "`onrecord add` makes one" in outcome.err and outcome.err.count("\n") == 1


def test_an_archive_of_a_newer_version_is_left_alone(command, samples, added, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    database = sqlite3.connect(tmp_path / "archive" / "onrecord.sqlite3")
    with database:
        columns = [row[1] for row in database.execute("PRAGMA table_info(migrations)")]
        newest = database.execute("SELECT * FROM migrations ORDER BY 1 DESC LIMIT 1").fetchone()
        values = [9999, *newest[1:]]
        database.execute(f"INSERT INTO migrations VALUES ({','.join('?' * len(columns))})", values)
    database.close()
    outcome = command("add", samples / SEED)
    assert outcome.code == 1 and "newer" in outcome.err and outcome.err.count("\n") == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write what is read-only")
def test_a_read_only_archive_says_so(command, samples, added, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    for path in (tmp_path / "archive").rglob("*"):
        path.chmod(0o555 if path.is_dir() else 0o444)
    outcome = command("add", samples / SEED)
    assert outcome.code == 1 and "cannot be written" in outcome.err


def test_add_reports_each_page_as_json_for_programs(command, samples) -> None:  # type: ignore[no-untyped-def]
    lines = command("add", samples, "--json").lines
    assert [line["state"] for line in lines] == ["new"] * 5 and all(line["article_id"] for line in lines)


def test_a_day_that_is_none_is_refused_before_anything_is_done(command) -> None:  # type: ignore[no-untyped-def]
    outcome = command("search", "x", "--since", "yesterday")
    assert outcome.code == 2 and "2022-11-24" in outcome.err


def test_show_of_several_matches_names_them(command, added) -> None:  # type: ignore[no-untyped-def]
    outcome = command("show", "the")
    assert outcome.code == 1 and "give one's id" in outcome.err


def test_json_of_rows_has_what_a_program_needs(command, added) -> None:  # type: ignore[no-untyped-def]
    (row, *_) = command("search", "nuclear", "--json").lines
    assert {"id", "article_id", "quote", "speaker", "kind", "medium", "spans", "published"} <= set(row)
    assert json.loads(row["spans"])


def test_a_copy_is_the_same_archive_and_nothing_is_copied_over_another(command, added, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    there = tmp_path / "there"
    (copied,) = command("copy", tmp_path / "archive", there, "--json").lines
    assert copied["rows"]["articles"] == 5 and len(copied["sha256"]) == 64
    assert command("--archive", there, "export").out == command("export").out
    again = command("copy", tmp_path / "archive", there)
    assert again.code == 1 and "holds an archive already" in again.err
    missing = command("copy", tmp_path / "nothing", tmp_path / "new")
    assert missing.code == 1 and "no archive in" in missing.err and not (tmp_path / "new").exists()
