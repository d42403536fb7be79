"""Imports run downwards only, and the core neither opens files nor asks the time."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "src" / "onrecord"

# Lowest first. A module may import from its own folder and from any rank below its own.
RANKS: tuple[tuple[str, ...], ...] = (
    ("model", "errors"),
    ("codec",),
    ("page", "speech"),
    ("people", "quotes"),
    ("harvest", "store", "tagger"),
    ("views",),
    ("pipeline",),
    ("alerts", "batch", "watch"),
    ("web",),
    ("cli",),
)
RANK = {name: i for i, names in enumerate(RANKS) for name in names}
CORE = {"model", "errors", "codec", "page", "speech", "people", "quotes", "views"}

# What reaches outside: files, the clock, the environment, the network, other processes.
OUTSIDE = {"os", "pathlib", "io", "socket", "sqlite3", "httpx", "time", "subprocess", "tempfile", "shutil", "random"}
OUTSIDE |= {"urllib.request", "requests", "threading", "multiprocessing", "logging"}
ACTIONS = {"open", "print", "input", "exec", "eval"}
CLOCKS = {("datetime", "now"), ("datetime", "today"), ("date", "today"), ("datetime", "utcnow")}

MODULES = sorted(p for p in PACKAGE.rglob("*.py") if "__pycache__" not in p.parts)


def part(path: Path) -> str:
    """The folder or module directly below the package that a file belongs to."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(tree: ast.AST) -> set[str]:
    """Every module name that is imported anywhere in the tree, also inside functions."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, "imports are absolute"
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_run_downwards(path: Path) -> None:
    own = part(path)
    if own in {"__init__", "__main__"}:
        return
    assert own in RANK, f"{own} has no rank: say in RANKS where it belongs, and in ARCHITECTURE.md what it is for"
    for name in imports(ast.parse(path.read_text())):
        pieces = name.split(".")
        if pieces[0] == "onrecord" and len(pieces) > 1 and pieces[1] in RANK and pieces[1] != own:
            assert RANK[pieces[1]] < RANK[own], f"{path.name} imports {name}, which does not lie below {own}"


@pytest.mark.parametrize("path", [p for p in MODULES if part(p) in CORE], ids=lambda p: str(p.relative_to(PACKAGE)))
def test_the_core_is_deaf_and_blind(path: Path) -> None:
    tree = ast.parse(path.read_text())
    assert not imports(tree) & OUTSIDE, "the core takes bytes, dates and settings as arguments"
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name):
                assert node.func.id not in ACTIONS, f"{node.func.id}() in line {node.lineno}"
            elif isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name):
                assert (node.func.value.id, node.func.attr) not in CLOCKS, f"asks the time in line {node.lineno}"


def test_every_rank_is_used() -> None:
    assert {part(p) for p in MODULES} >= set(RANK) - set()


def test_importing_the_package_loads_none_of_its_parts() -> None:
    import subprocess
    import sys

    code = "import onrecord, sys; print(sorted(m for m in sys.modules if m.startswith('onrecord.')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
