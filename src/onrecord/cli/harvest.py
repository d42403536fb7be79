"""`watch` and `sources`: outlets watched for new and changed pages."""

from __future__ import annotations

import signal
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Group
from rich.table import Table
from rich.text import Text

from onrecord import pipeline
from onrecord import watch as watching
from onrecord.cli import output
from onrecord.cli.archive import count, summary
from onrecord.cli.output import ArchiveOption, Json, emit
from onrecord.cli.reading import TaggerName, finish
from onrecord.errors import NotFound, OnrecordError, UsageError
from onrecord.harvest.addresses import address
from onrecord.model import Failure
from onrecord.store import Added, Archive
from onrecord.watch import Policy, SourceStatus, Watch
from onrecord.watch import sources as sources_

Contact = Annotated[
    str | None,
    typer.Option(
        "--contact",
        envvar="ONRECORD_CONTACT",
        metavar="ADDRESS",
        help="Your mail address or web page, named to every outlet, so that it can write to you.",
    ),
]
AllowHost = Annotated[
    list[str] | None,
    typer.Option(
        "--allow-host",
        envvar="ONRECORD_ALLOW_HOST",
        metavar="NAME",
        help="A private host that may be asked (paper.test, 127.0.0.1:8080). All others are refused. Repeatable.",
    ),
]
Timeout = Annotated[float, typer.Option("--timeout", min=0.5, help="Seconds that one request may take.")]
Delay = Annotated[
    float,
    typer.Option("--delay", min=0.0, help="Seconds between two requests to one host; its robots.txt may say more."),
]
Which = Annotated[str, typer.Argument(metavar="SOURCE", help="A number or an address from `onrecord sources list`.")]

SOURCES = """The feeds, sitemaps and lists that `onrecord watch` reads.

Example: onrecord sources add https://example.org/feed.xml
"""

group = typer.Typer(no_args_is_help=True, help=SOURCES)


def register(app: typer.Typer) -> None:
    output.group(app, watch)
    output.group(group, add, list_, remove, check)
    app.add_typer(group, name="sources")


def watch(
    archive: ArchiveOption = None,
    once: Annotated[bool, typer.Option("--once", help="Do what is due, then leave: for cron.")] = False,
    workers: Annotated[int, typer.Option("--workers", min=1, max=200, help="Hosts asked at the same time.")] = 8,
    delay: Delay = 1.0,
    per_day: Annotated[int, typer.Option("--per-day", min=1, help="Requests to one host and day, at most.")] = 5_000,
    timeout: Timeout = 60.0,
    contact: Contact = None,
    allow_host: AllowHost = None,
    websub: Annotated[
        str | None,
        typer.Option("--websub", metavar="URL", help="Be told by feeds' hubs: where they reach --websub-listen."),
    ] = None,
    websub_listen: Annotated[
        str, typer.Option("--websub-listen", metavar="HOST:PORT", help="Where to listen for hubs.")
    ] = "127.0.0.1:8088",
    tagger: TaggerName = "model",
    json: Json = False,
) -> None:
    """Watch the sources: capture new pages, look at known ones again, put both into the archive.

    Obeys robots.txt, asks each host for one thing at a time, and goes on after a kill where it was. Ends with Ctrl-C.
    With --websub, hubs that feeds name send what is new at once; the rest is polled.

    Example: onrecord watch --contact desk@example.org
    """
    counts: Counter[str] = Counter()
    policy = Policy(delay=delay, a_day=per_day)
    callback, listen = _websub(websub, websub_listen, once)
    network = watching.network(contact=contact, allow=allow_host or (), seconds=timeout)
    with Archive.open(output.archive_address(archive), write=True, create=True) as kept, watching.alone(kept):
        if not sources_.any_source(kept):
            raise NotFound("nothing to watch: `onrecord sources add https://outlet.example/` finds an outlet's feeds")
        if contact is None and not json:
            output.note("no --contact given: outlets that want to write to you cannot")
        with _progress() as told:

            def report(outcome: Added | Failure) -> None:
                count(outcome, counts, json)
                told(run)

            found_by = pipeline.tagger_named(tagger)
            run = Watch(
                kept, network, policy=policy, tagger=found_by, workers=workers, report=report, tell=output.note,
                callback=callback,
            )  # fmt: skip
            run.tick = lambda: told(run)
            hubs = watching.Receiver(kept.db, listen, policy=policy, wake=run.wake) if callback else nullcontext()
            try:
                with hubs:
                    run.run(once=once)
            finally:
                network.close()
                if not json:
                    output.out.print(f"{summary(counts)}; {run.counts['asked']:,} requests", soft_wrap=True)
                output.flush()


def _websub(url: str | None, listen: str, once: bool) -> tuple[str | None, tuple[str, int]]:
    """The public address without a slash at its end, and where to listen. Raises `UsageError`."""
    host, _, port = listen.rpartition(":")
    if not host or not port.isdecimal() or int(port) > 65_535:
        raise UsageError(f"no address to listen on: {listen[:100]!r}; give --websub-listen as 127.0.0.1:8088")
    if url is None:
        return None, (host, int(port))
    if once:
        raise UsageError("--websub waits for hubs, --once does not wait: give one of them")
    known = address(url)
    if known is None or "?" in known:
        raise UsageError(f"--websub {url[:200]!r}: give the https://… address under which hubs reach --websub-listen")
    return known.rstrip("/"), (host.strip("[]"), int(port))


@contextmanager
def _progress() -> Iterator[Callable[[Watch], None]]:
    """A line that says how the watch is doing, while a person looks; SIGTERM ends the run as Ctrl-C does."""

    def ended(number: int, frame: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, ended)
    try:
        if not output.err.is_terminal:
            yield lambda run: None
            return
        with output.err.status("watching …") as line:
            yield lambda run: line.update(progress_line(run.counts, run.next_at, datetime.now(UTC)))
    finally:
        signal.signal(signal.SIGTERM, before)


def progress_line(counts: Counter[str], next_at: datetime | None, now: datetime) -> str:
    """`120 requests · 15 new pages · 2 new versions · 1 failed · next in 40 s`."""
    parts = [f"{counts['asked']:,} requests", f"{counts['new']:,} new pages", f"{counts['versions']:,} new versions"]
    parts += [f"{counts['failed']:,} failed"] if counts["failed"] else []
    parts += [f"next in {span((next_at - now).total_seconds())}"] if next_at and next_at > now else []
    return " · ".join(parts)


def add(
    addresses: Annotated[
        list[str],
        typer.Argument(metavar="ADDRESS|FILE", help="Feeds, sitemaps, home pages; or a file with an address a line."),
    ],
    archive: ArchiveOption = None,
    label: Annotated[str | None, typer.Option("--label", help="What to call it; else its own title.")] = None,
    backlog: Annotated[
        bool, typer.Option("--backlog", help="Take everything that a sitemap lists, not only the last days.")
    ] = False,
    timeout: Timeout = 60.0,
    contact: Contact = None,
    allow_host: AllowHost = None,
    json: Json = False,
) -> None:
    """Add sources: a feed, a sitemap, a list, or all that an outlet's home page and robots.txt name.

    Example: onrecord sources add https://www.example.org/
    """
    failed = 0
    with (
        Archive.open(output.archive_address(archive), write=True, create=True) as kept,
        watching.fetcher(contact=contact, allow=allow_host or (), seconds=timeout) as fetcher,
    ):
        for text in addresses:
            try:
                failed += not _add(kept, text, fetcher, label, backlog, json)
            except OnrecordError as e:
                failed += 1
                if json:
                    emit({"address": text, "failure": str(e)})
                else:
                    output.err.print(f"onrecord: {e}", soft_wrap=True)
    finish(failed)


def _add(kept: Archive, text: str, fetcher: Any, label: str | None, backlog: bool, json: bool) -> bool:
    now = datetime.now(UTC)
    path = Path(text)
    if "://" not in text and path.is_file():
        fresh = sources_.add_list(kept, path, now=now, label=label)
        emit({"added": text, "addresses": fresh}) if json else output.out.print(f"{text}: {fresh:,} new addresses")
        return True
    found = sources_.find(text, fetcher)
    added = sources_.add(kept, found, now=now, label=label, backlog=backlog)
    for offer in found:
        state = "added" if offer in added else "known"
        if json:
            emit({state: offer.url, "kind": offer.kind, "title": offer.title})
        else:
            output.out.print(f"{state} {offer.kind}: {offer.url}", soft_wrap=True)
    return True


def list_(archive: ArchiveOption = None, json: Json = False) -> None:
    """Show every source: how it does, what it gave, what fails and why, when it is read next. Asks nobody.

    Example: onrecord sources list
    """
    with Archive.open(output.archive_address(archive)) as kept:
        _show(watching.statuses(kept), json)
    output.flush()


def remove(which: Which, archive: ArchiveOption = None, json: Json = False) -> None:
    """Take a source away. The archive keeps what came from it.

    Example: onrecord sources remove 3
    """
    with Archive.open(output.archive_address(archive), write=True) as kept:
        source = sources_.named(kept, which)
        dropped = sources_.remove(kept, source)
    if json:
        emit({"removed": source.url, "waiting": dropped})
    else:
        output.out.print(f"removed {source.url}; {dropped:,} pages that waited are forgotten", soft_wrap=True)


def check(
    which: Annotated[
        list[str] | None, typer.Argument(metavar="SOURCE", help="Numbers or addresses; all by default.")
    ] = (None),
    archive: ArchiveOption = None,
    delay: Delay = 1.0,
    timeout: Timeout = 60.0,
    contact: Contact = None,
    allow_host: AllowHost = None,
    json: Json = False,
) -> None:
    """Read the sources now, no pages, and say what fails and why. Exits with 1 if any does.

    Example: onrecord sources check
    """
    network = watching.network(contact=contact, allow=allow_host or (), seconds=timeout)
    with Archive.open(output.archive_address(archive), write=True) as kept:
        wanted = [sources_.named(kept, w).n for w in which] if which else sources_.numbers(kept)
        with watching.alone(kept):
            sources_.read_now(kept, wanted, now=datetime.now(UTC))
            try:
                Watch(kept, network, policy=Policy(delay=delay), only=wanted).run(once=True)
            finally:
                network.close()
        shown = [s for s in watching.statuses(kept) if s.n in wanted or s.parent in wanted]
    _show(shown, json)
    finish(sum(s.health == "failing" for s in shown))


def _show(shown: Any, json: bool) -> None:
    shown = tuple(shown)
    if json:
        for status in shown:
            emit(status)
    elif shown:
        output.out.print(Group(_table(shown, datetime.now(UTC)), *_problems(shown)))
    else:
        output.note("no sources: onrecord sources add https://outlet.example/")


def _table(shown: tuple[SourceStatus, ...], now: datetime) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("", "source", "kind", "health", "last read", "next", "listed", "new", "kept", "failed"):
        right = name in ("", "listed", "new", "kept", "failed")
        table.add_column(name, justify="right" if right else "left", overflow="fold", no_wrap=right)
    for s in shown:
        kept = s.pages.get("kept", 0)
        failed = sum(s.pages.get(name, 0) for name in ("failed", "refused", "forbidden", "unread"))
        name = s.label or s.url
        table.add_row(
            str(s.n), Text(("└ " if s.parent else "") + name), s.kind or "?", Text(s.health, _STYLE[s.health]),
            f"{span((now - s.last_success).total_seconds())} ago" if s.last_success else "never",
            _next(s.next_at, now), f"{s.listed:,}", f"{s.total:,}", f"{kept:,}", f"{failed:,}",
        )  # fmt: skip
    return table


_STYLE = {"ok": "green", "failing": "bold red", "new": "dim"}


def _next(at: datetime, now: datetime) -> str:
    if at.year > 9000:
        return "when added again"
    seconds = (at - now).total_seconds()
    return f"in {span(seconds)}" if seconds > 0 else "now"


def _problems(shown: tuple[SourceStatus, ...]) -> Iterator[Text]:
    """What is wrong, below the table: of each source, and the latest of its pages."""
    for s in shown:
        if not (s.problem or s.left_out or s.troubles or s.push):
            continue
        yield Text(f"\n{s.n}  {s.label or s.url}", "bold")
        if s.problem:
            yield Text(f"   {s.problem}", "red")
        if s.left_out:
            words = ", ".join(f"{number:,} {reason}" for reason, number in s.left_out.items())
            yield Text(f"   left out at the last reading: {words}", "dim")
        if s.push:
            until = f" until {s.push_until:%Y-%m-%d %H:%M} UTC" if s.push_until and s.push == "active" else ""
            yield Text(f"   hub {s.hub}: {s.push}{until}" + (f"; {s.push_problem}" if s.push_problem else ""), "dim")
        for url, state, problem in s.troubles:
            yield Text(f"   {state}: {problem if url in problem else f'{url}: {problem}'}", "dim")


def span(seconds: float) -> str:
    """A time for people: `40 s`, `12 min`, `5 h`, `3 d`."""
    for size, name in ((86_400, "d"), (3_600, "h"), (60, "min")):
        if seconds >= 2 * size:
            return f"{seconds / size:.0f} {name}"
    return f"{max(0.0, seconds):.0f} s"
