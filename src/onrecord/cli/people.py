"""`people`, `person`, `bodies`, `body`: the directory from the command line, and what people decide about it."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table
from typer.core import TyperGroup

from onrecord.cli import output
from onrecord.cli.output import ArchiveOption, Json, emit
from onrecord.errors import NotFound, UsageError
from onrecord.people.registers import Holding, RowFault, read_ftm, read_popolo, write_ftm
from onrecord.people.roles import office
from onrecord.store import Archive, curation, directory
from onrecord.store.directory import PartyRow, PartyView, Trait
from onrecord.store.parties import BODY, PERSON, rebuild

PEOPLE = """The people in the archive: list, search, merge, split, rename.

Example: onrecord people merge "A. Lukashenka" "Aleksandr Lukashenko" --reason "one man, two spellings"
"""

Words = Annotated[list[str] | None, typer.Argument(metavar="WORDS", help="Words of a name.")]
Name = Annotated[list[str], typer.Argument(metavar="NAME", help="A name as any page prints it, or an id.")]
Limit = Annotated[int, typer.Option("--limit", min=1, max=1000, help="So many at most; --cursor goes on.")]
Cursor = Annotated[str | None, typer.Option("--cursor", help="Go on after the last slice (printed below it).")]
Reason = Annotated[str, typer.Option("--reason", help="Why; kept with the decision.")]
By = Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who decides. Default: your login name.")]
SHOWN = 8  # names, months and people met that are printed of a person; --json prints all


class ListByDefault(TyperGroup):
    """`onrecord people Lukashenko` lists; `onrecord people merge A B` merges."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args and args[0] not in self.commands:
            return "list", self.commands["list"], args
        return super().resolve_command(ctx, args)


def register(app: typer.Typer) -> None:
    people = typer.Typer(cls=ListByDefault, help=PEOPLE)
    people.callback(invoke_without_command=True)(_people)
    people.command("list", hidden=True)(list_people)
    output.group(people, merge, split, rename, import_, export, holder, rebuild_)
    app.add_typer(people, name="people")
    output.group(app, person, bodies, body)


def _people(context: typer.Context, archive: ArchiveOption = None, json: Json = False) -> None:
    """The people in the archive, most quoted first; with WORDS, those of that name.

    Example: onrecord people Lukashenko
    """
    if context.invoked_subcommand is None:
        _list(PERSON, (), archive, 50, None, json)


def list_people(
    words: Words = None, archive: ArchiveOption = None, limit: Limit = 50, cursor: Cursor = None, json: Json = False
) -> None:
    """The people in the archive, most quoted first.

    Example: onrecord people list Lukashenko
    """
    _list(PERSON, words or (), archive, limit, cursor, json)


def bodies(
    words: Words = None, archive: ArchiveOption = None, limit: Limit = 50, cursor: Cursor = None, json: Json = False
) -> None:
    """The bodies that speak in the archive: governments, companies, parties, agencies.

    Example: onrecord bodies ministry
    """
    _list(BODY, words or (), archive, limit, cursor, json)


def _list(
    kind: str, words: tuple[str, ...] | list[str], archive: str | None, limit: int, cursor: str | None, json: bool
) -> None:
    with Archive.open(output.archive_address(archive)) as kept:
        found = directory.parties(kept.db, kind, " ".join(words), cursor, limit)
    for row in found.rows if json else ():
        emit(row)
    if not json:
        _print_rows(found.rows) if found.rows else output.note("nobody of that name" if words else "nobody speaks yet")
    if found.next:
        output.note(f"more: --cursor {found.next}")


def person(name: Name, archive: ArchiveOption = None, json: Json = False) -> None:
    """Everything that the archive knows of a person: names, offices, statements over time, whom they spoke to.

    Example: onrecord person Aleksandr Lukashenko
    """
    with Archive.open(output.archive_address(archive)) as kept:
        _show(directory.person(kept.db, " ".join(name)), json)


def body(name: Name, archive: ArchiveOption = None, json: Json = False) -> None:
    """Everything that the archive knows of a body, and who spoke for it.

    Example: onrecord body Foreign Ministry
    """
    with Archive.open(output.archive_address(archive)) as kept:
        _show(directory.body(kept.db, " ".join(name)), json)


def _show(view: PartyView, json: bool) -> None:
    if json:
        emit(view)
        return
    row = view.row
    output.out.print(row.name, style="bold", soft_wrap=True)
    days = f", {row.first_day} to {row.last_day}" if row.first_day else ""
    output.out.print(f"{_many(row.statements, 'statement')} in {_many(row.articles, 'article')}{days}  [{row.id}]")
    for title, lines in _sections(view):
        if lines:
            output.out.print(f"\n{title}", style="bold")
            for line in lines:
                output.out.print(f"  {line}", soft_wrap=True)


def _sections(view: PartyView) -> Iterator[tuple[str, list[str]]]:
    yield "Called", _counted(view.names)
    offices = []
    for o in view.offices:
        held = f"{o.role}, {o.body}" if o.body else o.role
        known = f"register {o.register}" if o.register else _many(o.articles, "article")
        offices.append(f"{held}  ({o.first_day or '?'} to {o.last_day or 'now'}; {known})")
    yield "Offices", offices
    yield "Bodies", _counted(view.bodies)
    yield "Spoke for it", [f"{p.name}  ({_many(p.statements, 'statement')})" for p in view.people[:SHOWN]]
    yield "Over time", [f"{t.label}  {_many(t.statements, 'statement')}" for t in view.months[-SHOWN:]]
    yield "Spoke to", _counted(view.spoke_to)
    yield "In company of", _counted(view.company)
    yield "Others of this name", [f"{p.name}  ({_many(p.statements, 'statement')})  [{p.id}]" for p in view.others]
    yield "Decisions", [f"{d.made[:10]}  {d.by}: {d.act} {d.name}  ({d.reasons})" for d in view.decisions[:SHOWN]]


def _counted(traits: tuple[Trait, ...]) -> list[str]:
    return [f"{t.label}  ({_many(t.articles, 'article')})" for t in traits[:SHOWN]]


def _print_rows(rows: tuple[PartyRow, ...]) -> None:
    table = Table(box=None, pad_edge=False)
    table.add_column("name", ratio=1)
    table.add_column("statements", justify="right")
    table.add_column("articles", justify="right")
    table.add_column("first", no_wrap=True)
    table.add_column("last", no_wrap=True)
    for r in rows:
        table.add_row(r.name, str(r.statements), str(r.articles), r.first_day or "", r.last_day or "")
    output.out.print(table)


def _many(number: int, what: str) -> str:
    plural = what[:-1] + "ies" if what.endswith("y") else what + "s"
    return f"{number:,} {what if number == 1 else plural}"


# What people decide


def merge(
    one: Annotated[str, typer.Argument(metavar="NAME", help="A name or an id.")],
    into: Annotated[str, typer.Argument(metavar="INTO", help="Whom they are one with; this one's name is kept.")],
    archive: ArchiveOption = None,
    reason: Reason = "",
    by: By = None,
    kind: Annotated[str, typer.Option("--kind", help="person or body")] = PERSON,
) -> None:
    """Say that two are one. It holds for what comes, too, whatever later versions find.

    Example: onrecord people merge "A. Lukashenka" "Aleksandr Lukashenko" --reason "same office"
    """
    with Archive.open(output.archive_address(archive), write=True) as kept, kept.db.writing():
        first, second = _only(kept, kind, one), _only(kept, kind, into)
        curation.merge(kept.db, first.id, second.id, by=by or getpass.getuser(), reason=reason)
    output.note(f"{first.name} is {second.name}: {_many(first.statements, 'statement')} moved")


def split(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name or an id.")],
    archive: ArchiveOption = None,
    spelled: Annotated[list[str] | None, typer.Option("--spelled", help="Those that pages call so.")] = None,
    article: Annotated[list[str] | None, typer.Option("--article", help="Those of this address.")] = None,
    body_: Annotated[str | None, typer.Option("--body", help="Those said to speak for this body.")] = None,
    country: Annotated[str | None, typer.Option("--country", help="Those of this country (two letters).")] = None,
    since: Annotated[str | None, typer.Option("--since", metavar="DAY", help="Those from this day on.")] = None,
    as_: Annotated[str | None, typer.Option("--as", metavar="NAME", help="What to call the new one.")] = None,
    reason: Reason = "",
    by: By = None,
    kind: Annotated[str, typer.Option("--kind", help="person or body")] = PERSON,
) -> None:
    """Say that some appearances are somebody else of the same name.

    Example: onrecord people split "John Smith" --country gb --as "John Smith (politician)"
    """
    if not (spelled or article or body_ or country or since):
        raise UsageError("which appearances? give --spelled, --article, --body, --country or --since")
    first_day = _day(since) if since else None
    choice = curation.Choice(tuple(spelled or ()), tuple(article or ()), body_, country, first_day)
    with Archive.open(output.archive_address(archive), write=True) as kept, kept.db.writing():
        old = _only(kept, kind, name)
        made = curation.split(kept.db, old.id, choice.test(), name=as_, by=by or getpass.getuser(), reason=reason)
        new = directory.party(kept.db, made)
    output.note(f"{new.name} [{new.id}]: {_many(new.statements, 'statement')} moved from {old.name}")


def rename(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name or an id.")],
    to: Annotated[str, typer.Argument(metavar="TO", help="The name to show.")],
    archive: ArchiveOption = None,
    reason: Reason = "",
    by: By = None,
    kind: Annotated[str, typer.Option("--kind", help="person or body")] = PERSON,
) -> None:
    """Show somebody under another name.

    Example: onrecord people rename "Volodymyr Zelenskyy" "Volodymyr Zelensky"
    """
    with Archive.open(output.archive_address(archive), write=True) as kept, kept.db.writing():
        old = _only(kept, kind, name)
        curation.rename(kept.db, old.id, to, by=by or getpass.getuser(), reason=reason)
    output.note(f"{old.name} is shown as {to}")


def _only(kept: Archive, kind: str, name: str) -> PartyRow:
    """The one of that name or id. Raises `NotFound`, and `UsageError` where several share it."""
    found = directory.named(kept.db, kind, name)
    if not found:
        raise NotFound(f"no {kind} called {name!r}: `onrecord people WORDS` searches")
    if len(found) > 1:
        listed = "; ".join(f"{r.name} [{r.id}], {_many(r.statements, 'statement')}" for r in found[:5])
        raise UsageError(f"{len(found)} are called {name!r}, give an id: {listed}")
    return found[0]


# Registers


def import_(
    path: Annotated[str, typer.Argument(metavar="FILE", help="FollowTheMoney JSON lines, Popolo JSON, or - .")],
    archive: ArchiveOption = None,
    name: Annotated[
        str | None, typer.Option("--name", help="What to call the register. Default: the file's name.")
    ] = None,
    replace: Annotated[bool, typer.Option("--replace", help="Take out what the register held before.")] = False,
    popolo: Annotated[bool, typer.Option("--popolo", help="The file is Popolo JSON.")] = False,
) -> None:
    """Import a register of offices in time. Bad rows are reported by line; importing twice changes nothing.

    Example: onrecord people import offices.ftm.jsonl --name offices
    """
    called = name or (Path(path).name.split(".")[0] if path != "-" else "stdin")
    faults = 0

    def held() -> Iterator[Holding]:
        nonlocal faults
        for outcome in _read_register(path, popolo):
            if isinstance(outcome, RowFault):
                faults += 1
                output.err.print(f"line {outcome.line}: {outcome.reason}", soft_wrap=True)
            else:
                yield outcome

    with Archive.open(output.archive_address(archive), write=True, create=True) as kept, kept.db.writing():
        if replace:
            directory.drop_register(kept.db, called)
        new, known = directory.import_holdings(kept.db, called, held())
    output.note(f"register {called}: {new} new, {known} known already, {_many(faults, 'row')} left out")
    if faults:
        raise typer.Exit(1)


def _read_register(path: str, popolo: bool) -> Iterator[Holding | RowFault]:
    try:
        if popolo:
            data = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
            yield from read_popolo(data)
        elif path == "-":
            yield from read_ftm(sys.stdin.buffer)
        else:
            with Path(path).open("rb") as lines:
                yield from read_ftm(lines)
    except OSError as e:
        raise UsageError(f"cannot read {path}: {e.strerror}; give a register's file, or - for standard input") from e


def export(archive: ArchiveOption = None) -> None:
    """Print the directory as FollowTheMoney JSON lines.

    Example: onrecord people export > people.ftm.jsonl
    """
    with Archive.open(output.archive_address(archive)) as kept:
        for line in write_ftm(directory.export(kept.db)):
            print(line)


def holder(
    role: Annotated[list[str], typer.Argument(metavar="ROLE", help="As a page words it: president, Foreign Minister.")],
    archive: ArchiveOption = None,
    country: Annotated[str | None, typer.Option("--country", help="Two letters: by, fr.")] = None,
    body_: Annotated[str | None, typer.Option("--body", help="A body: United Nations.")] = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DAY", help="On this day. Default: all who ever did.")
    ] = None,
    json: Json = False,
) -> None:
    """Who held an office, by the imported registers.

    Example: onrecord people holder president --country fr --on 2016-09-10
    """
    wanted = office(" ".join(role), body_, country.lower() if country else None)
    with Archive.open(output.archive_address(archive)) as kept:
        found = directory.holdings(kept.db, wanted, _day(on) if on else None)
    for h in found:
        if json:
            emit(h)
        else:
            output.out.print(f"{h.name}  {h.role}, {h.office.body or '?'}  {h.since or '?'} to {h.until or 'now'}")
    if not found:
        raise NotFound(f"no register knows who was {wanted.role}: `onrecord people import FILE` brings one in")


def rebuild_(archive: ArchiveOption = None) -> None:
    """Put into the directory what the archive held before it had one.

    Example: onrecord people rebuild
    """
    with Archive.open(output.archive_address(archive), write=True) as kept, kept.db.writing():
        done = rebuild(kept.db)
    output.note(f"{_many(done, 'article')} put into the directory")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{text!r} is not a day: write it as 2022-11-24") from None
