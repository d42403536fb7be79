"""Measured figures, kept as JSON beside the benchmarks, and the page of the documents that is printed from them.

A benchmark calls `save` with its rows; `python benchmarks/figures.py` prints docs/explanation/figures.md from them.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

FOLDER = Path(__file__).parent / "results"


@dataclass(frozen=True)
class Table:
    """One measurement: `columns` name the cells of each row after the first, which says what was measured."""

    title: str
    command: str  # what gives these figures, from the project's root
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""  # what was measured on what, definitions, doubts
    measured: str = field(default_factory=lambda: datetime.now(UTC).date().isoformat())


def save(name: str, tables: Sequence[Table]) -> None:
    """Keep the tables of one benchmark under its name, in place of those of its last run."""
    FOLDER.mkdir(exist_ok=True)
    text = json.dumps([asdict(t) for t in tables], indent=1, ensure_ascii=False)
    (FOLDER / f"{name}.json").write_text(text + "\n", encoding="utf-8")


def load(path: Path) -> list[Table]:
    read = json.loads(path.read_text(encoding="utf-8"))
    return [Table(**{k: _tuples(v) for k, v in table.items()}) for table in read]


def _tuples(value: object) -> object:
    return tuple(_tuples(v) for v in value) if isinstance(value, list) else value


def markdown(table: Table) -> str:
    head = ["", *table.columns]
    lines = ["| " + " | ".join(cells) + " |" for cells in (head, ["---"] + ["---:"] * len(table.columns), *table.rows)]
    note = f"\n{table.note}\n" if table.note else ""
    return f"## {table.title}\n{note}\n`{table.command}` (measured {table.measured})\n\n" + "\n".join(lines) + "\n"
