"""`add`, `list`, `show`, `search`, `check`, `export`, `copy`: the archive from the command line."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

import onrecord
from onrecord import codec, people, pipeline, views
from onrecord.cli import output
from onrecord.cli.output import ArchiveOption, Json, emit
from onrecord.cli.reading import Inputs, TaggerName, finish
from onrecord.errors import NotFound, UsageError
from onrecord.model import Failure, Kind, Medium
from onrecord.store import (
    Added,
    AddState,
    Archive,
    ArticleQuery,
    ArticleRow,
    Order,
    Severity,
    StatementQuery,
    StatementRow,
    copying,
    directory,
    quote_history,
)
from onrecord.views import verdicts


class ExportFormat(StrEnum):
    JSONL = "jsonl"
    CSV = "csv"


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a day: write it as 2022-11-24") from None


Words = Annotated[list[str] | None, typer.Argument(metavar="WORDS", help="Words to look for; any text will do.")]
SpeakerOption = Annotated[str, typer.Option("--speaker", metavar="NAME", help="Words of the speaker's name.")]
BodyOption = Annotated[str, typer.Option("--body", metavar="NAME", help="Words of the name of the speaker's body.")]
KindOption = Annotated[Kind | None, typer.Option("--kind", help="Only this kind of statement.")]
MediumOption = Annotated[Medium | None, typer.Option("--medium", help="Only this medium.")]
OutletOption = Annotated[str | None, typer.Option("--outlet", metavar="NAME", help="Only this outlet.")]
LanguageOption = Annotated[str | None, typer.Option("--language", metavar="TAG", help="Only this language (en, de).")]
Since = Annotated[
    date | None, typer.Option("--since", metavar="DAY", parser=_day, help="Published on this day or later.")
]
Until = Annotated[
    date | None, typer.Option("--until", metavar="DAY", parser=_day, help="Published on this day or earlier.")
]
Limit = Annotated[int, typer.Option("--limit", min=1, max=1000, help="So many at most; --cursor goes on.")]
Cursor = Annotated[str | None, typer.Option("--cursor", help="Go on after the last slice (printed below it).")]


def register(app: typer.Typer) -> None:
    output.group(app, add, list_, show, search, check, export, copy)


def add(inputs: Inputs, archive: ArchiveOption = None, json: Json = False, tagger: TaggerName = "model") -> None:
    """Put pages into the archive, with everything that is said in them.

    Adding the same page again changes nothing. What is reported as added is safe on the disk.

    Example: onrecord add page.html captures.warc.gz https://example.org/news
    """
    counts: Counter[str] = Counter()
    with Archive.open(output.archive_address(archive), write=True, create=True) as kept:
        pages = output.progress(onrecord.pages(inputs), "pages")
        offices = people.Registers(directory.ArchiveOffices(kept.db), pipeline.sample_offices())
        found = pipeline.records(pages, tagger=pipeline.tagger_named(tagger), offices=offices)
        for outcome in kept.add_many(f if isinstance(f, Failure) else (f.page, f.record) for f in found):
            count(outcome, counts, json)
    if not json:
        output.out.print(summary(counts), soft_wrap=True)
    finish(counts["failed"])


def list_(
    archive: ArchiveOption = None,
    outlet: OutletOption = None,
    language: LanguageOption = None,
    since: Since = None,
    until: Until = None,
    limit: Limit = 50,
    cursor: Cursor = None,
    json: Json = False,
) -> None:
    """List the articles in the archive, newest first.

    Example: onrecord list --since 2022-11-01 --outlet BelTA
    """
    query = ArticleQuery(outlet=outlet, language=language, since=since, until=until)
    with Archive.open(output.archive_address(archive)) as kept:
        found = kept.articles(query, cursor, limit)
    _print_slice(found.rows, found.next, json, views.rows.articles(found.rows), "no articles: onrecord add PAGE")


def show(
    which: Annotated[str, typer.Argument(metavar="ARTICLE", help="An id, an address, or words of the headline.")],
    archive: ArchiveOption = None,
    list_only: Annotated[bool, typer.Option("--list", help="Leave the article's text out.")] = False,
    json: Json = False,
) -> None:
    """Show an article with its statements marked, and who said what.

    Example: onrecord show "peace talks"
    """
    with Archive.open(output.archive_address(archive)) as kept:
        record = kept.record(_article_id(kept, which))
        changed = {} if json else quote_history.notices_of(kept.db, record.article.id)
    if json:
        sys.stdout.buffer.write(codec.record_to_json(record) + b"\n")
        return
    output.out.print((views.text.statements if list_only else views.text.record)(record))
    for number, found in sorted(changed.items()):
        output.out.print(verdicts.notices(number + 1, found))


def search(
    words: Words = None,
    archive: ArchiveOption = None,
    phrase: Annotated[str, typer.Option("--phrase", help="These words in this order.")] = "",
    speaker: SpeakerOption = "",
    body: BodyOption = "",
    kind: KindOption = None,
    medium: MediumOption = None,
    outlet: OutletOption = None,
    language: LanguageOption = None,
    since: Since = None,
    until: Until = None,
    order: Annotated[Order, typer.Option("--order", help="Newest first, or best match first.")] = Order.TIME,
    limit: Limit = 20,
    cursor: Cursor = None,
    json: Json = False,
) -> None:
    """Search what was said: words, speaker, kind, days, outlet.

    Example: onrecord search peace talks --speaker Lukashenko --since 2022-11-01
    """
    looked_for = " ".join(words or ())
    query = StatementQuery(
        words=looked_for, phrase=phrase, speaker=speaker, body=body, kind=kind, medium=medium, outlet=outlet,
        language=language, since=since, until=until, order=order,
    )  # fmt: skip
    with Archive.open(output.archive_address(archive)) as kept:
        found = kept.statements(query, cursor, limit)
        searched = kept.totals()
    nothing = f"nothing found in {searched.statements} statements of {searched.articles} articles"
    shown = views.rows.statements(found.rows, highlight=f"{looked_for} {phrase}".split())
    _print_slice(found.rows, found.next, json, shown, nothing)


def check(archive: ArchiveOption = None, json: Json = False) -> None:
    """Prove every hash and every anchor: derive each text again from its capture and compare.

    Exits with 1 if anything is damaged.

    Example: onrecord check
    """
    damaged = noted = 0
    with Archive.open(output.archive_address(archive)) as kept:
        totals = kept.totals()
        for problem in kept.check(onrecord.read):
            damaged += problem.severity is Severity.DAMAGE
            noted += problem.severity is Severity.NOTE
            if json:
                emit(problem)
            else:
                output.out.print(f"{problem.severity}: {problem.where}: {problem.message}", soft_wrap=True)
    if not json:
        output.out.print(
            f"checked {_many(totals.captures, 'capture')}, {_many(totals.articles, 'article')} and "
            f"{_many(totals.statements, 'statement')}: {damaged or 'nothing'} damaged"
            + (f", {_many(noted, 'note')}" if noted else ""),
            soft_wrap=True,
        )
    finish(damaged)


def export(
    archive: ArchiveOption = None,
    format_: Annotated[ExportFormat, typer.Option("--format", help="jsonl: records; csv: statements.")] = (
        ExportFormat.JSONL
    ),
    out: Annotated[str, typer.Option("--out", "-o", metavar="FILE", help="Where to; - is standard output.")] = "-",
    outlet: OutletOption = None,
    language: LanguageOption = None,
    since: Since = None,
    until: Until = None,
    bom: Annotated[bool, typer.Option("--bom", help="Mark the CSV as UTF-8, as Excel wants it.")] = False,
) -> None:
    """Write everything out: whole records as JSON lines, or statements as CSV. Streams; any size will do.

    Example: onrecord export --format csv -o statements.csv
    """
    with Archive.open(output.archive_address(archive)) as kept:
        if format_ is ExportFormat.CSV:
            wanted = StatementQuery(outlet=outlet, language=language, since=since, until=until)
            lines = (line.encode() for line in views.exports.csv_lines(kept.every_statement(wanted), bom=bom))
        else:
            which = ArticleQuery(outlet=outlet, language=language, since=since, until=until)
            lines = (codec.record_to_json(r) + b"\n" for r in kept.records(which))
        _write(lines, out)


def copy(
    source: Annotated[str, typer.Argument(metavar="FROM", help="An archive: a folder, or postgresql://…")],
    target: Annotated[str, typer.Argument(metavar="TO", help="A new or empty folder, or an empty postgresql://…")],
    json: Json = False,
) -> None:
    """Copy a whole archive to another store: a folder to a PostgreSQL server, back, or to another folder.

    Everything goes over: captures, articles, people and what was decided about them, subscriptions, sources. What
    arrived is compared with what was sent before any of it counts; a copy that was interrupted is just run again.
    The source may be in use, but what is added to it meanwhile stays behind.

    Example: onrecord copy my-archive postgresql://user@server/onrecord?captures=/srv/captures
    """
    with (
        Archive.open(source) as given,
        Archive.open(target, write=True, create=True) as taken,
        output.stages() as tell,
    ):
        copied = copying.copy(given, taken, tell)
    if json:
        emit(copied)
        return
    rows = copied.rows
    output.out.print(
        f"copied {_many(rows['articles'], 'article')}, {_many(rows['statements'], 'statement')} and "
        f"{_many(rows['captures'], 'capture')} ({copied.size:,} bytes); every row and byte compared, "
        f"SHA-256 of all rows {copied.sha256}",
        soft_wrap=True,
    )


def _write(lines: Iterator[bytes], out: str) -> None:
    try:
        with nullcontext(sys.stdout.buffer) if out == "-" else Path(out).open("wb") as stream:
            stream.writelines(lines)
    except BrokenPipeError:
        raise
    except OSError as e:
        raise UsageError(f"cannot write {out}: {e.strerror}; give another --out") from e


def count(outcome: Added | Failure, counts: Counter[str], json: bool) -> None:
    if isinstance(outcome, Failure):
        counts["failed"] += 1
    else:
        counts[outcome.state] += 1
        counts["statements"] += outcome.statements if outcome.new else 0
    if json:
        emit({"failure": outcome} if isinstance(outcome, Failure) else outcome)
    elif isinstance(outcome, Failure):
        output.err.print(f"onrecord: {outcome.address}: {outcome.reason}", soft_wrap=True)


def summary(counts: Counter[str]) -> str:
    """`added 3 pages with 41 statements; 1 new version; 2 already known; 1 failed`."""
    parts = [f"added {_many(counts[AddState.NEW], 'page')} with {_many(counts['statements'], 'statement')}"]
    if counts[AddState.VERSION]:
        parts.append(f"{counts[AddState.VERSION]} new versions of known pages")
    if counts[AddState.UPDATED]:
        parts.append(f"{counts[AddState.UPDATED]} read again by newer rules")
    if counts[AddState.KNOWN]:
        parts.append(f"{counts[AddState.KNOWN]} already known")
    if counts["failed"]:
        parts.append(f"{counts['failed']} failed (see above)")
    return "; ".join(parts)


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _article_id(kept: Archive, which: str) -> str:
    """The article that the words mean. Raises `NotFound`, naming the matches when there are several."""
    for look in (kept.article, kept.article_at):
        try:
            return look(which).id
        except NotFound:
            continue
    try:
        return kept.statement(which).article_id
    except NotFound:
        pass
    rows = kept.articles(ArticleQuery(words=which), limit=50).rows
    named = [r for r in rows if which.casefold() in (r.headline or "").casefold()] or rows
    if not named:
        raise NotFound(f"no article {which!r}: give an id or an address from `onrecord list`, or words of a headline")
    if len(named) > 1:
        several = "; ".join(f"{r.id} {r.headline!r}" for r in named[:5])
        raise NotFound(f"{len(named)} articles match {which!r}: give one's id ({several})")
    return named[0].id


def _print_slice(
    rows: Iterable[ArticleRow | StatementRow], following: str | None, json: bool, shown: Any, nothing: str
) -> None:
    rows = tuple(rows)
    if json:
        for row in rows:
            emit(row)
    elif rows:
        output.out.print(shown)
    if not rows:
        output.note(nothing)
    elif following:
        output.note(f"more: --cursor {following}")
    output.flush()
