"""The command line. A command parses its arguments, calls one library function and prints what came back."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Annotated

import typer

import onrecord
from onrecord.cli import output
from onrecord.errors import OnrecordError

# Each module of this package has `register(app)`; listed in the order in which --help shows them.
MODULES = ("reading", "archive", "people", "harvest", "batch", "site", "quotes")


def build() -> typer.Typer:
    """The application with all its commands."""
    app = typer.Typer(
        name="onrecord",
        help="Turn news pages into a searchable, verifiable record of who said what.",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
        epilog="Start with: onrecord add PAGE.html && onrecord search WORDS",
    )
    app.callback()(_main)
    for name in MODULES:
        import_module(f"onrecord.cli.{name}").register(app)
    return app


def _main(
    archive: output.ArchiveOption = None,
    version: Annotated[bool, typer.Option("--version", help="Print the version and leave.")] = False,
) -> None:
    output.choose_archive(archive)
    if version:
        output.out.print(f"onrecord {onrecord.__version__}")
        raise typer.Exit


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and end the process: 0 done, 1 something failed, 2 wrong usage, 130 interrupted."""
    try:
        build()(arguments, standalone_mode=True)
    except OnrecordError as e:
        output.flush()
        output.err.print(f"onrecord: {e}", soft_wrap=True)
        sys.exit(1)
    except BrokenPipeError:  # the reader of our output went away: `onrecord list | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)
    except KeyboardInterrupt:
        output.err.print("onrecord: interrupted; what was reported as added is safe")
        sys.exit(130)
