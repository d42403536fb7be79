"""Every Python and console block of the Markdown documents runs as a test, each document in an empty folder."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from sybil import Example, Sybil
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser, SkipParser

ROOT = Path(__file__).parent


def run_console(example: Example) -> str | None:
    """Run each `$ command` of a console block; what follows it is what it must print, `…` standing for anything.
    White space does not count: lines wrap."""
    for block in re.split(r"^\$ ", example.parsed, flags=re.MULTILINE)[1:]:
        command, _, expected = block.partition("\n")
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        env = os.environ | {"PATH": path, "COLUMNS": "100", "NO_COLOR": "1"}
        done = subprocess.run(
            ["bash", "-c", command], capture_output=True, text=True, env=env, timeout=120, check=False
        )
        got = done.stdout + done.stderr
        if done.returncode not in (0, example.namespace.get("exit_code", 0)):
            return f"$ {command}\nexit code {done.returncode}\n{got}"
        pattern = ".*".join(re.escape(" ".join(part.split())) for part in expected.split("…"))
        if not re.fullmatch(rf"\s*{pattern}\s*", " ".join(got.split()), re.DOTALL):
            return f"$ {command}\nexpected:\n{expected}\ngot:\n{got}"
    return None


def empty_folder(namespace: dict[str, object]) -> None:
    """A folder of its own with the sample pages, and an archive of its own."""
    folder = Path(namespace.setdefault("folder", _fresh()))  # type: ignore[arg-type]
    os.chdir(folder)


def _fresh() -> str:
    import tempfile

    folder = Path(tempfile.mkdtemp(prefix="onrecord-docs-"))
    shutil.copytree(ROOT / "src" / "onrecord" / "data" / "samples", folder / "samples")
    os.environ["ONRECORD_ARCHIVE"] = str(folder / "archive")
    return str(folder)


def leave_folder(namespace: dict[str, object]) -> None:
    os.chdir(ROOT)
    os.environ.pop("ONRECORD_ARCHIVE", None)
    shutil.rmtree(str(namespace["folder"]), ignore_errors=True)


pytest_collect_file = Sybil(
    parsers=[CodeBlockParser(language="console", evaluator=run_console), PythonCodeBlockParser(), SkipParser()],
    patterns=["*.md"],
    excludes=["CHANGELOG.md", "docs/reference/commands.md", "training/*", ".venv/**", "src/**"],
    setup=empty_folder,
    teardown=leave_folder,
).pytest()
