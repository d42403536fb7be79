"""The dataset on disk: `TABLE/day=YYYY-MM-DD/part-UNIT.parquet`, and a manifest with a line per finished unit.

A unit's files are written aside and renamed into place, then its line is appended to the manifest. File names depend
on the unit alone, so a unit that is done twice (its worker was killed before the line was written) replaces itself.
"""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import msgspec
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from onrecord.batch.tables import SCHEMAS, Rows
from onrecord.errors import ArchiveFull, FormatError, UsageError

MANIFEST = "manifest.jsonl"


class Done(msgspec.Struct, frozen=True):
    """A manifest line: a finished unit, its rows by table, and the files that hold them."""

    unit: str
    input: str
    rows: dict[str, int]
    files: tuple[str, ...]
    skipped: dict[str, int] = {}
    cpu_seconds: float = 0.0


class Plan(msgspec.Struct, frozen=True):
    """The manifest's first line: what must not change between the runs that make one dataset."""

    format: int
    versions: dict[str, str]


class Dataset:
    """One dataset folder. Raises `UsageError` when it holds something else or was begun by other versions."""

    def __init__(self, folder: Path, plan: Plan) -> None:
        self.folder = folder
        self.manifest = folder / MANIFEST
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as e:
            raise UsageError(f"{folder} cannot be made ({e.strerror}): give another --out") from e
        if self.manifest.exists():
            begun = read_plan(self.manifest)
            if begun is not None and begun != plan:
                raise UsageError(
                    f"{folder} was begun with {begun.versions}, this is {plan.versions}: give another --out"
                )
        elif any(folder.iterdir()):
            raise UsageError(f"{folder} is not empty and has no {MANIFEST}: give an empty or new folder to --out")
        if not self.manifest.exists() or read_plan(self.manifest) is None:
            _append(self.manifest, msgspec.json.encode(plan), fresh=True)
        _drop_torn_line(self.manifest)

    def done(self) -> dict[str, Done]:
        """The finished units, by name."""
        return {d.unit: d for d in read_done(self.manifest)}

    def finish(self, done: Done) -> None:
        """Append a unit's line; it counts from now on."""
        _append(self.manifest, msgspec.json.encode(done))


def write_rows(folder: Path, unit: str, rows: Rows) -> tuple[str, ...]:
    """Write one unit's rows and put them into place. Returns the files' names. Safe to do twice."""
    aside = folder / "_unfinished" / f"{unit}-{os.getpid()}"
    shutil.rmtree(aside, ignore_errors=True)
    names: list[str] = []
    try:
        for table, content in rows.arrow().items():
            for day, part in _by_day(content):
                name = f"{table}/day={day}/part-{unit}.parquet"
                (aside / name).parent.mkdir(parents=True, exist_ok=True)
                pq.write_table(part, aside / name, compression="zstd")
                names.append(name)
        for name in names:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (aside / name).replace(folder / name)
    except OSError as e:
        raise _full(folder, e) from e
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return tuple(names)


def _by_day(table: pa.Table) -> Iterator[tuple[str, pa.Table]]:
    """The rows of each day, in their order. Sorted once and cut: a filter for each day reads everything each time."""
    table = table.take(pc.sort_indices(table, [("day", "ascending")]))  # stable
    counts = Counter(table["day"].to_pylist())
    start = 0
    for day in sorted(counts):
        part = table.slice(start, counts[day])
        start += counts[day]
        yield day.isoformat(), part.drop_columns(["day"])  # the folder's name says it


def read_plan(manifest: Path) -> Plan | None:
    """The plan of a dataset; None when not even its first line was finished."""
    with manifest.open("rb") as lines:
        first = lines.readline()
    if not first.endswith(b"\n"):
        return None
    try:
        return msgspec.json.decode(first, type=Plan)
    except msgspec.DecodeError as e:
        raise FormatError(f"{manifest} is no manifest of onrecord batch: {e}") from e


def read_done(manifest: Path) -> Iterator[Done]:
    """The finished units in the order in which they were finished; a torn last line does not count."""
    with manifest.open("rb") as lines:
        next(lines, None)
        for number, line in enumerate(lines, start=2):
            if not line.endswith(b"\n"):
                return
            try:
                yield msgspec.json.decode(line, type=Done)
            except msgspec.DecodeError as e:
                raise FormatError(
                    f"line {number} of {manifest} is damaged: {e}; remove it, its unit is done again"
                ) from e


def _append(path: Path, line: bytes, *, fresh: bool = False) -> None:
    """Raises `ArchiveFull`; what was written of the line then is taken back."""
    size = 0 if fresh or not path.exists() else path.stat().st_size
    try:
        with path.open("wb" if fresh else "ab") as file:
            file.write(line + b"\n")
            file.flush()
            os.fsync(file.fileno())
    except OSError as e:
        with suppress(OSError):
            os.truncate(path, size)
        raise _full(path, e) from e


def _full(path: Path, error: OSError) -> ArchiveFull:
    said = error.strerror or str(error)
    return ArchiveFull(f"cannot write {path} ({said}): make room, then run the same command again; nothing was lost")


def _drop_torn_line(path: Path) -> None:
    """A kill while a line was written leaves half of it: cut it off, or the next line would be joined to it."""
    content = path.read_bytes()
    whole = content[: content.rfind(b"\n") + 1]
    if whole != content:
        with path.open("r+b") as file:
            file.truncate(len(whole))


def remove_strays(folder: Path, done: dict[str, Done]) -> int:
    """Remove files of units that never finished; returns how many. Called when no worker runs."""
    shutil.rmtree(folder / "_unfinished", ignore_errors=True)
    known = {name for d in done.values() for name in d.files}
    strays = [p for t in SCHEMAS for p in (folder / t).glob("day=*/part-*.parquet") if _name(folder, p) not in known]
    for path in strays:
        path.unlink()
    return len(strays)


def _name(folder: Path, path: Path) -> str:
    return path.relative_to(folder).as_posix()
