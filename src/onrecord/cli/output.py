"""What every command shares: streams, JSON, progress, the archive's place, and errors in one line."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Annotated, Any, TypeVar

import msgspec
import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from onrecord.codec import plain
from onrecord.errors import FormatError, UsageError

T = TypeVar("T")

# highlight=False: rich would colour numbers inside quotations, and a quotation is shown as it stands.
out = Console(highlight=False, soft_wrap=False, emoji=False, markup=False)
err = Console(stderr=True, highlight=False, emoji=False, markup=False)

# One line of JSON lines input. A page of 100 MB, the reader's own limit, written as one JSON string fits.
LINE_LIMIT = 128 * 2**20

Json = Annotated[bool, typer.Option("--json", help="Print JSON, one value a line, instead of text for people.")]
ArchiveOption = Annotated[
    str | None,
    typer.Option(
        "--archive",
        metavar="DIR",
        envvar="ONRECORD_ARCHIVE",
        help="The archive: a folder, or postgresql://… for a shared server. Default: your platform's data folder.",
    ),
]

_chosen: list[str] = []  # --archive given before the command's name


def choose_archive(address: str | None) -> None:
    _chosen[:] = [address] if address else []


def archive_address(given: str | None) -> str:
    """The archive that the user named, before or after the command, or the platform's default place."""
    if given or _chosen:
        return given or _chosen[0]
    import platformdirs

    return str(Path(platformdirs.user_data_dir("onrecord")) / "archive")


def emit(value: object) -> None:
    """One value as a line of JSON on standard output."""
    sys.stdout.buffer.write(msgspec.json.encode(plain(value)) + b"\n")


def flush() -> None:
    sys.stdout.flush()


def note(message: str) -> None:
    """A line for the person at the terminal, on standard error."""
    err.print(message, style="dim", soft_wrap=True)


def progress(items: Iterable[T], what: str, *, total: int | None = None) -> Iterator[T]:
    """The items, with a bar on standard error when a person watches it; silent in a pipe."""
    if not err.is_terminal:
        yield from items
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=err, transient=True) as bar:
        yield from bar.track(items, total=total, description=what)


@contextmanager
def stages() -> Iterator[Callable[[str, int, int], None]]:
    """What to tell how far a stage of some work is: its name, done, total. Shown as `progress` is."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as bar:
        task = bar.add_task("")
        yield lambda what, done, total: bar.update(task, description=what, completed=done, total=total)


def lines(path: str) -> Iterator[tuple[int, bytes]]:
    """Numbered non-blank lines of a file or of standard input ("-"). Raises `UsageError` for a missing file."""
    try:
        opened = nullcontext(sys.stdin.buffer) if path == "-" else Path(path).open("rb")
    except OSError as e:
        raise UsageError(f"cannot read {path}: {e.strerror}; give a JSON lines file, or - for standard input") from e
    with opened as stream:
        number = 0
        while line := stream.readline(LINE_LIMIT):
            number += 1
            if len(line) == LINE_LIMIT and not line.endswith(b"\n"):
                raise FormatError(f"line {number} of {path} is longer than {LINE_LIMIT} bytes: split the text")
            if line.strip():
                yield number, line


def json_objects(path: str) -> Iterator[tuple[int, dict[str, Any] | FormatError]]:
    """Each line as a JSON object, or the error that says what is wrong with it; the stream goes on after one."""
    for number, line in lines(path):
        try:
            value = msgspec.json.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError) as e:
            yield number, FormatError(f"line {number} is not JSON ({e}): one object a line is wanted")
            continue
        if isinstance(value, dict):
            yield number, value
        else:
            yield number, FormatError(f"line {number} is a JSON {type(value).__name__}, not an object")


def group(app: typer.Typer, *commands: Callable[..., None]) -> None:
    """Register functions as commands under their own names (a trailing underscore dropped)."""
    for command in commands:
        app.command(command.__name__.rstrip("_").replace("_", "-"))(command)
