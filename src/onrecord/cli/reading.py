"""`read` and `extract`: pages and texts in, articles and statements out, no archive needed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Annotated, Any

import typer

import onrecord
from onrecord import page as reader
from onrecord import pipeline, views
from onrecord.cli import output
from onrecord.cli.output import Json, emit
from onrecord.codec import plain
from onrecord.errors import FormatError
from onrecord.model import Failure, Medium, Record, Statement
from onrecord.speech.tagging import Tagger

Inputs = Annotated[
    list[str], typer.Argument(metavar="PATH|URL|-", help="Pages: files, folders, globs, WARC files, addresses, or -.")
]
Jsonl = Annotated[bool, typer.Option("--jsonl", help="The input is JSON lines; print one line each, in order.")]
Mediums = Annotated[
    list[Medium] | None, typer.Option("--medium", help="Keep only these: speech, writing, thought. Repeatable.")
]
TaggerName = Annotated[str, typer.Option("--tagger", help="model (trained, the default) or rules (no model).")]


def register(app: typer.Typer) -> None:
    output.group(app, read, extract)


def read(inputs: Inputs, json: Json = False, jsonl: Jsonl = False) -> None:
    """Print the article that a page gives: headline, clocks, dateline, paragraphs.

    With --jsonl, the input is lines of {"id", "path" or "text", "url"}.

    Example: onrecord read page.html --json
    """
    if jsonl:
        finish(_print_lines(_read_lines(inputs)))
        return
    failed = 0
    for page in onrecord.pages(inputs):
        outcome = page if isinstance(page, Failure) else pipeline.read_or_fail(page)
        if isinstance(outcome, Failure):
            failed += _report(outcome, json)
        elif json:
            emit({"id": outcome.id} | reader.describe(outcome))
        else:
            output.out.print(views.text.article(outcome))
    finish(failed)


def extract(
    inputs: Inputs, json: Json = False, jsonl: Jsonl = False, medium: Mediums = None, tagger: TaggerName = "model"
) -> None:
    """Print who said what in pages or texts, without an archive.

    With --jsonl, the input is lines of {"id", "text"}, and the offsets printed are code points of that text. For a
    page they are into its paragraphs joined with one line feed.

    Example: onrecord extract page.html --json
    """
    chosen = pipeline.tagger_named(tagger)
    if jsonl:
        finish(_print_lines(_extract_lines(inputs, chosen, medium)))
        return
    failed = 0
    for outcome in pipeline.records(onrecord.pages(inputs), tagger=chosen):
        if isinstance(outcome, Failure):
            failed += _report(outcome, json)
        elif json:
            emit(_extracted(outcome.record, medium))
        else:
            output.out.print(views.text.record(outcome.record))
            if warning := pipeline.doubt(outcome.record.article.language):
                output.note(warning)
    finish(failed)


def _extracted(record: Record, medium: list[Medium] | None) -> dict[str, Any]:
    article = reader.describe(record.article)
    warning = {"warning": pipeline.doubt(record.article.language)}
    return {"id": record.article.id} | article | warning | {"statements": _kept(record.statements, medium)}


def _kept(statements: tuple[Statement, ...], medium: list[Medium] | None) -> list[Any]:
    """The statements of the wanted mediums as plain values; a parent left out is no longer pointed to."""
    if not medium:
        return [plain(s) for s in statements]
    place = {old: new for new, old in enumerate(i for i, s in enumerate(statements) if s.medium in medium)}
    return [plain(statements[i]) | {"parent": place.get(_parent(statements[i]))} for i in place]


def _parent(statement: Statement) -> int:
    return -1 if statement.parent is None else statement.parent


def _read_lines(inputs: list[str]) -> Iterator[dict[str, Any]]:
    for path in inputs:
        beside = Path(path).parent  # a path in a file of lines may be meant from there
        for _, value in output.json_objects(path):
            if isinstance(value, FormatError):
                yield {"id": None, "failure": str(value)}
            elif isinstance(named := value.get("path"), str) and "text" not in value:
                found = Path(named) if Path(named).exists() else beside / named
                page = next(onrecord.pages([str(found)]))
                if isinstance(page, Failure):
                    yield {"id": value.get("id"), "failure": page.reason}
                else:
                    yield reader.answer(value, page.content)
            else:
                yield reader.answer(value)


def _extract_lines(inputs: list[str], tagger: Tagger, medium: list[Medium] | None) -> Iterator[dict[str, Any]]:
    stream = _objects(inputs)
    while batch := list(islice(stream, pipeline.BATCH)):
        checked = [_with_text(number, value) for number, value in batch]
        found = pipeline.extract_many((v["text"] for v in checked if "failure" not in v), tagger=tagger)
        for value in checked:
            yield value if "failure" in value else _line(value, next(found), medium)


def _line(value: dict[str, Any], found: tuple[Statement, ...], medium: list[Medium] | None) -> dict[str, Any]:
    language = pipeline.language_of(value["text"])
    known = {"id": value.get("id"), "language": language, "warning": pipeline.doubt(language)}
    return known | {"statements": _kept(found, medium)}


def _with_text(number: int, value: dict[str, Any] | FormatError) -> dict[str, Any]:
    if isinstance(value, FormatError):
        return {"id": None, "failure": str(value)}
    if not isinstance(value.get("text"), str):
        return {"id": value.get("id"), "failure": f'line {number} has no "text": {{"id", "text"}} is wanted'}
    return value


def _objects(inputs: list[str]) -> Iterator[tuple[int, dict[str, Any] | FormatError]]:
    for path in inputs:
        yield from output.json_objects(path)


def _print_lines(values: Iterator[dict[str, Any]]) -> int:
    """Print each value; returns how many were failures."""
    failed = 0
    for value in values:
        failed += "failure" in value
        emit(value)
    return failed


def _report(failure: Failure, json: bool) -> int:
    if json:
        emit({"id": None, "address": failure.address, "stage": failure.stage, "failure": failure.reason})
    else:
        output.err.print(f"onrecord: {failure.address}: {failure.reason}", soft_wrap=True)
    return 1


def finish(failed: int) -> None:
    output.flush()
    if failed:
        raise typer.Exit(1)
