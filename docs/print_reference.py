"""Print the parts of docs/reference that a program knows better than a writer: commands and the JSON Schema."""

import json
import sys
from pathlib import Path

from typer.main import get_command
from typer.testing import CliRunner

from onrecord import cli, codec

REFERENCE = Path(__file__).parent / "reference"
PLAIN = {
    "NO_COLOR": "1",
    "TERM": "dumb",
    "COLUMNS": "100",
    "ONRECORD_ARCHIVE": "",
    "_TYPER_FORCE_DISABLE_TERMINAL": "1",
}


def pages() -> dict[Path, str]:
    """Every printed page with its content."""
    return {
        REFERENCE / "commands.md": commands(),
        REFERENCE / "record.schema.json": json.dumps(codec.schema(), indent=1, ensure_ascii=False) + "\n",
    }


def commands() -> str:
    """The help text of every command, in the order of `onrecord --help`."""
    app = cli.build()
    names = _paths(get_command(app))
    parts = ["# Commands", "", "Printed by `python3 dev.py docs`; do not edit."]
    for path in names:
        text = CliRunner().invoke(app, [*path, "--help"], env=PLAIN, prog_name="onrecord").output
        shown = "\n".join(line.rstrip() for line in text.strip("\n").splitlines())
        parts += ["", f"## `{' '.join(['onrecord', *path])}`", "", "```text", shown, "```"]
    return "\n".join(parts) + "\n"


def _paths(command: object, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    below = getattr(command, "commands", {})
    return [path, *(p for name, sub in below.items() for p in _paths(sub, (*path, name)))]


if __name__ == "__main__":
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8")
        print(path.name, file=sys.stderr)
