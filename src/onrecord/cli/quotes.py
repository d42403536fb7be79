"""`verify`, `history`, `evidence`, `family`: did they say that, who else printed it, and what was changed."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer

from onrecord import pipeline
from onrecord.cli import output
from onrecord.cli.archive import _day as day
from onrecord.cli.output import ArchiveOption, Json, emit
from onrecord.cli.reading import TaggerName
from onrecord.codec import plain
from onrecord.errors import UsageError
from onrecord.model import Article
from onrecord.quotes.draft import Claim, claims
from onrecord.quotes.verdict import Answer
from onrecord.store import Archive, quote_backlog, quote_evidence, quote_history, quote_verify
from onrecord.views import verdicts

LONGEST_DRAFT = 1 << 20  # bytes; a book of some 180,000 words

Quote = Annotated[
    str | None, typer.Argument(metavar="QUOTATION", help="The words, with or without marks; - reads them.")
]
Speaker = Annotated[str | None, typer.Option("--speaker", metavar="NAME", help="Who is said to have said it.")]
On = Annotated[
    date | None, typer.Option("--date", metavar="DAY", parser=day, help="When it is said to have been said.")
]
Draft = Annotated[str | None, typer.Option("--file", metavar="PATH", help="Check every quotation of a text instead.")]
StatementId = Annotated[str, typer.Argument(metavar="STATEMENT", help="A statement's id, as search --json prints it.")]
ArticleId = Annotated[str, typer.Argument(metavar="ARTICLE", help="An article's id or address.")]


def register(app: typer.Typer) -> None:
    output.group(app, verify, family, history, evidence, reindex)


def verify(
    text: Quote = None,
    speaker: Speaker = None,
    date_: On = None,
    file: Draft = None,
    archive: ArchiveOption = None,
    json: Json = False,
    tagger: TaggerName = "model",
) -> None:
    """Say whether a quotation is on record, and how it differs from what was printed.

    The answer is exact, words changed, truncated, spliced, indirect speech turned into a quotation, another speaker,
    or not on record in what the archive covers; never that it is false. Exit code 0 for exact, 3 for anything else.

    Example: onrecord verify "Total nonsense" --speaker Lukashenko
    """
    if (text is None) == (file is None):
        raise UsageError("give one quotation, or --file with a text that holds some")
    with Archive.open(output.archive_address(archive)) as kept:
        if file is None:
            words = _stdin() if text == "-" else text or ""
            found = [_Checked(None, quote_verify.verify(kept.db, words, speaker=speaker, day=date_))]
        else:
            found = list(_draft(kept, file, tagger, speaker, date_))
    for claim, verified in found:
        if json:
            emit(_plain(claim, verified))
        else:
            output.out.print(verdicts.verified(verified, where=_where(claim)))
    if file is not None and not json:
        output.out.print(verdicts.summary([v.verdict for _, v in found]))
    output.flush()
    if any(v.verdict.answer is not Answer.EXACT for _, v in found):
        raise typer.Exit(3)


class _Checked(NamedTuple):
    claim: Claim | None
    verified: quote_verify.Verified


def _draft(kept: Archive, path: str, tagger: str, speaker: str | None, day_: date | None) -> Iterator[_Checked]:
    """Every quotation of a text with the answer to it; a claimed speaker of the draft goes before --speaker."""
    text = _stdin() if path == "-" else _read(path)
    paragraphs = tuple(line.strip() for line in text.splitlines() if line.strip())
    record = pipeline.record(Article(None, paragraphs), tagger=pipeline.tagger_named(tagger))
    for claim in claims(record):
        yield _Checked(claim, quote_verify.verify(kept.db, claim.text, speaker=claim.speaker or speaker, day=day_))


def _read(path: str) -> str:
    try:
        data = Path(path).read_bytes()
    except OSError as e:
        why = os.strerror(e.errno or 0)
        raise UsageError(f"cannot read {path}: {why}; give a text file, or - for standard input") from e
    return _decoded(data, path)


def _stdin() -> str:
    return _decoded(sys.stdin.buffer.read(LONGEST_DRAFT + 1), "standard input")


def _decoded(data: bytes, name: str) -> str:
    if len(data) > LONGEST_DRAFT:
        raise UsageError(f"{name} has more than {LONGEST_DRAFT:,} bytes: split the draft")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as e:
        raise UsageError(f"{name} is not text in UTF-8 (byte {e.start}): save it as UTF-8") from e


def _where(claim: Claim | None) -> str | None:
    return None if claim is None else ", ".join(f"{a}–{b}" for a, b in claim.spans)


def _plain(claim: Claim | None, verified: quote_verify.Verified) -> dict[str, Any]:
    value: dict[str, Any] = plain(verified)
    return value if claim is None else {"claim": plain(claim)} | value


def family(statement: StatementId, archive: ArchiveOption = None, json: Json = False) -> None:
    """Print everybody who printed the words of a statement, wording by wording, earliest first.

    Example: onrecord family 3f2a9c0d1e4b5a697887
    """
    with Archive.open(output.archive_address(archive)) as kept:
        found = quote_verify.family(kept.db, statement)
    if json:
        emit(found)
    else:
        output.out.print(verdicts.family(found))
    output.flush()


def history(article: ArticleId, archive: ArchiveOption = None, json: Json = False) -> None:
    """Print what was changed in an article after it was first captured: statements changed, added, gone.

    Example: onrecord history https://example.org/news/1
    """
    with Archive.open(output.archive_address(archive)) as kept:
        found = kept.article_at(article) if "/" in article else kept.article(article)
        versions, revisions = quote_history.history(kept.db, found.id)
    if json:
        emit({"versions": plain(versions), "revisions": plain(revisions)})
    else:
        output.out.print(verdicts.history(versions, revisions))
    output.flush()


def evidence(
    statement: StatementId,
    to: Annotated[Path | None, typer.Option("-o", "--output", metavar="ZIP", help="Where to write the bundle.")] = None,
    archive: ArchiveOption = None,
) -> None:
    """Write a ZIP file that proves where and how a statement was printed, checkable with standard tools.

    Example: onrecord evidence 3f2a9c0d1e4b5a697887 -o bundle.zip
    """
    target = to or Path(f"{statement[:20]}.zip")
    with Archive.open(output.archive_address(archive)) as kept:
        data = quote_evidence.bundle(quote_evidence.proof(kept.db, kept.captures, statement))
    try:
        target.write_bytes(data)
    except OSError as e:
        raise UsageError(f"cannot write {target}: {os.strerror(e.errno or 0)}; give another place with -o") from e
    output.note(f"{target}: {len(data):,} bytes; its README.txt tells how to check it")


def reindex(archive: ArchiveOption = None, json: Json = False) -> None:
    """Put articles that an older version added into the index of quotations, so that verify finds them.

    Goes on where it was stopped. Others may read and add meanwhile.

    Example: onrecord reindex
    """
    done = 0
    with Archive.open(output.archive_address(archive), write=True) as kept, output.stages() as tell:
        total = quote_backlog.waiting(kept.db)
        for number in quote_backlog.catch_up(kept.db):
            done += number
            tell("articles", done, max(total, done))
        left = quote_backlog.waiting(kept.db)
    if json:
        emit({"indexed": done, "waiting": left})
        output.flush()
    elif done:
        output.note(f"{done:,} articles put into the index of quotations")
    else:
        output.note("every article is in the index of quotations already")
