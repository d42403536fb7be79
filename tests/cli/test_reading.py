"""`read` and `extract`: pages and texts in, articles and statements out, as text for people and lines for programs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

SEED = "lukashenko-2022-11-24.txt"
TEXT = "“It rained all night,” Mayor Ida Holm said. She told reporters that the bridge was safe."


def lines(*values: object) -> bytes:
    return b"".join((v if isinstance(v, bytes) else json.dumps(v).encode()) + b"\n" for v in values)


def test_read_prints_headline_clocks_dateline_and_paragraphs(command, samples) -> None:  # type: ignore[no-untyped-def]
    (article,) = command("read", samples / SEED, "--json").lines
    assert article["title"].startswith("Lukashenko talks about Belarus' role")
    assert article["published"] == "2022-11-24T18:03:00+03:00" and article["captured"] == "2024-03-04"
    assert (article["dateline"]["place"], article["dateline"]["date"], article["dateline"]["agency"]) == (
        "Minsk", "2022-11-24", "BelTA",
    )  # fmt: skip
    for furniture in ("Government Bodies", "All news", "Subscribe to us", "Recent news from Belarus"):
        assert furniture not in "\n".join(article["paragraphs"])


def test_read_takes_lines_and_answers_each_in_order(command, samples, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    text = (samples / SEED).read_text()
    (tmp_path / "empty.html").write_bytes(b"")
    given = lines(
        {"id": "a", "text": text}, b"{broken", {"id": "b", "path": str(samples / "wikinews-iodine-2006.html")},
        {"id": "c", "path": str(tmp_path / "empty.html")}, {"id": "d"}, [1], {"id": "e", "path": "nowhere"},
    )  # fmt: skip
    outcome = command("read", "--jsonl", "-", stdin=given)
    found = outcome.lines
    assert outcome.code == 1 and [v["id"] for v in found] == ["a", None, "b", "c", "d", None, "e"]
    assert [("failure" in v) for v in found] == [False, True, False, True, True, True, True]
    assert "line 2" in found[1]["failure"] and found[2]["title"].startswith("Australian children")


def test_paths_in_a_file_of_lines_may_be_meant_from_beside_it(command, samples, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "p.txt").write_bytes((samples / SEED).read_bytes())
    (tmp_path / "list.jsonl").write_bytes(lines({"id": 1, "path": "pages/p.txt"}))
    assert command("read", "--jsonl", tmp_path / "list.jsonl").lines[0]["outlet"] == "BelTA"


def check_statement(statement: dict[str, Any], text: str) -> None:
    for role in ("content", "cue", "source"):
        for start, end in statement[role]:
            assert 0 <= start < end <= len(text)
    assert {
        "kind",
        "medium",
        "quote",
        "speaker",
        "prompt",
        "addressee",
        "occasion",
        "via",
        "parent",
        "confidence",
    } <= set(statement)


@pytest.mark.parametrize("tagger", ["model", "rules"])
def test_extract_takes_lines_and_gives_offsets_into_their_text(command, tagger: str) -> None:  # type: ignore[no-untyped-def]
    shifted = "Élan 🙂 vital.\n" + TEXT
    outcome = command(
        "extract", "--jsonl", "-", "--tagger", tagger, stdin=lines({"id": 1, "text": TEXT}, {"id": 2, "text": shifted})
    )
    one, two = outcome.lines
    assert outcome.code == 0 and (one["id"], two["id"]) == (1, 2)
    for value, text in ((one, TEXT), (two, shifted)):
        first = value["statements"][0]
        ((start, end),) = first["content"]
        assert text[start:end] == "“It rained all night,”" and first["speaker"]["name"] == "Ida Holm"
        for statement in value["statements"]:
            check_statement(statement, text)


def test_extract_goes_on_after_lines_that_are_wrong_and_exits_with_one(command) -> None:  # type: ignore[no-untyped-def]
    given = lines(b"nonsense", {"id": 1}, {"id": 2, "text": 5}, {"id": 3, "text": TEXT}, {"id": 4, "text": ""})
    outcome = command("extract", "--jsonl", "-", stdin=given)
    assert outcome.code == 1 and [("failure" in v) for v in outcome.lines] == [True, True, True, False, False]


def test_extract_of_a_page_points_into_its_paragraphs(command, samples) -> None:  # type: ignore[no-untyped-def]
    (value,) = command("extract", samples / SEED, "--json").lines
    text = "\n".join(value["paragraphs"])
    direct = [s for s in value["statements"] if s["kind"] == "direct"]
    assert len(direct) >= 6
    assert all(text[s["content"][0][0]] == "“" for s in direct)


def test_mediums_can_be_left_out_and_parents_still_point_right(command, samples) -> None:  # type: ignore[no-untyped-def]
    (everything,) = command("extract", samples / SEED, "--json").lines
    (kept,) = command("extract", samples / SEED, "--json", "--medium", "speech").lines
    assert {s["medium"] for s in kept["statements"]} == {"speech"}
    assert len(kept["statements"]) < len(everything["statements"])
    for statement in kept["statements"]:
        if statement["parent"] is not None:
            parent = kept["statements"][statement["parent"]]
            assert parent["content"][0][0] <= statement["content"][0][0]


def test_standard_input_is_a_page(command, samples) -> None:  # type: ignore[no-untyped-def]
    outcome = command("extract", "-", "--json", stdin=(samples / SEED).read_bytes())
    assert outcome.lines[0]["outlet"] == "BelTA"


@pytest.mark.parametrize("name", ["read", "extract"])
def test_a_missing_file_of_lines_says_what_is_wanted(command, name: str) -> None:  # type: ignore[no-untyped-def]
    outcome = command(name, "--jsonl", "nowhere.jsonl")
    assert outcome.code == 1 and outcome.err.count("\n") == 1 and "nowhere.jsonl" in outcome.err


def test_an_unknown_tagger_is_refused(command, samples) -> None:  # type: ignore[no-untyped-def]
    outcome = command("extract", samples / SEED, "--tagger", "guess")
    assert outcome.code == 1 and "give one of model, rules" in outcome.err


def test_every_command_shows_an_example(command) -> None:  # type: ignore[no-untyped-def]
    from typer.main import get_command

    from onrecord import cli

    for name in get_command(cli.build()).commands:  # type: ignore[attr-defined]
        assert "Example: onrecord " in command(name, "--help").out, name


GERMAN = (
    "Die Ministerin sagte am Montag in Berlin, das Gesetz werde nicht geändert. „Wir bleiben dabei“, erklärte sie vor "
    "der Presse. Der Sprecher der Opposition nannte das einen Fehler und forderte eine neue Abstimmung im Parlament."
)


def test_a_text_in_another_language_is_never_silently_wrong(command) -> None:  # type: ignore[no-untyped-def]
    german, english = command(
        "extract", "--jsonl", "-", stdin=lines({"id": 1, "text": GERMAN}, {"id": 2, "text": TEXT})
    ).lines
    assert german["language"] == "de" and "(de)" in german["warning"]
    assert english["warning"] is None
    assert all(s["confidence"] <= 0.5 for s in german["statements"])
