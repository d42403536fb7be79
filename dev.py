#!/usr/bin/env python3
"""Every routine of the project, with nothing but Python: `python3 dev.py ROUTINE [ARGUMENTS…]`.

demo     set everything up, add the sample pages to an archive and print who said what on the first
test     set everything up and run lint, types and all tests (arguments go to pytest: `dev.py test tests/page -x`)
setup    make .venv and install the project with all its tools into it
format   write the code in the one style
lint     ruff, without changing anything
types    mypy --strict
docs     write the reference pages that are printed by a program (commands, schema, settings)
figures  print the table of measured figures into docs/ (needs the bench data: ONRECORD_BENCH=DIR)
clean    remove what the routines made
"""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
STAMP = VENV / "installed-from"
DEMO = ROOT / ".archive-demo"
SAMPLES = ROOT / "src" / "onrecord" / "data" / "samples"


def run(program: str, *arguments: str | Path) -> None:
    """Run a program of the environment; its failure is ours."""
    outcome = subprocess.run([str(BIN / program), *map(str, arguments)], cwd=ROOT, check=False)
    if outcome.returncode:
        sys.exit(outcome.returncode)


def setup() -> None:
    """Make the environment, once per state of pyproject.toml and constraints.txt."""
    if sys.version_info < (3, 11):
        sys.exit(f"onrecord needs Python 3.11 or newer, this is {sys.version.split()[0]}: run dev.py with a newer one")
    files = [ROOT / "pyproject.toml", ROOT / "constraints.txt"]
    state = hashlib.sha256(b"".join(f.read_bytes() for f in files) + str(ROOT).encode()).hexdigest()
    if STAMP.exists() and STAMP.read_text() == state:
        return
    print("setting up .venv (a few minutes the first time) …", file=sys.stderr, flush=True)
    if (
        not (BIN / "python").exists()
        and subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=False).returncode
    ):
        sys.exit("python -m venv failed: install your system's package for it (Debian: python3-venv), then run again")
    pip = ["-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    run("python", *pip, "--constraint", "constraints.txt", "--editable", ".[dev]")
    STAMP.write_text(state)


def demo() -> None:
    """The main job on the sample pages."""
    setup()
    shutil.rmtree(DEMO, ignore_errors=True)
    run("onrecord", "--archive", DEMO, "add", *sorted(p for p in SAMPLES.iterdir() if p.suffix in {".txt", ".html"}))
    run("onrecord", "--archive", DEMO, "show", "Lukashenko talks about Belarus")


def test(*arguments: str) -> None:
    setup()
    lint()
    types()
    run("python", "-m", "pytest", *arguments)


def format_() -> None:
    setup()
    run("ruff", "format", ".")
    run("ruff", "check", "--fix", ".")


def lint() -> None:
    setup()
    run("ruff", "format", "--check", ".")
    run("ruff", "check", ".")


def types() -> None:
    setup()
    run("mypy")


def docs() -> None:
    setup()
    run("python", "docs/print_reference.py")


def figures(*arguments: str) -> None:
    setup()
    run("python", "benchmarks/figures.py", *arguments)


def clean() -> None:
    for path in (VENV, DEMO, ROOT / ".pytest_cache", ROOT / ".mypy_cache", ROOT / ".ruff_cache"):
        shutil.rmtree(path, ignore_errors=True)


ROUTINES: dict[str, Callable[..., None]] = {
    "demo": demo, "test": test, "setup": setup, "format": format_, "lint": lint, "types": types,
    "docs": docs, "figures": figures, "clean": clean,
}  # fmt: skip

if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in ROUTINES:
        print(__doc__)
        sys.exit(0 if sys.argv[1:] in ([], ["--help"], ["help"]) else 2)
    ROUTINES[sys.argv[1]](*sys.argv[2:])
