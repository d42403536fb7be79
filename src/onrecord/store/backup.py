"""A copy of the archive that is whole, made while others read and write it."""

from __future__ import annotations

import os
import shutil
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import ArchiveError, UsageError
from onrecord.store.archive import CAPTURES, DATABASE, Archive
from onrecord.store.captures import write_error
from onrecord.store.sqlite import archive_error


@dataclass(frozen=True, slots=True)
class Backup:
    """What was written: bytes of the database, and captures copied or already there from an earlier backup."""

    folder: Path
    database: int
    copied: int
    kept: int


def backup(archive: Archive, folder: Path) -> Backup:
    """Write the archive as it is at this moment into `folder`, which is then an archive itself.

    The database comes first, in one snapshot; captures only ever grow, so each is copied up to the length that this
    database confirms. Into the folder of an earlier backup only what is new is copied.
    Raises `UsageError` for a folder that holds something else, `ArchiveFull`, `ArchiveError`.
    """
    if archive.db.dialect != "sqlite":
        raise UsageError("this archive is on a PostgreSQL server: use pg_dump, then copy its captures folder")
    _check(archive, folder)
    try:
        (folder / CAPTURES).mkdir(parents=True, exist_ok=True)
    except OSError as e:
        raise write_error(e, folder) from e
    fresh = folder / (DATABASE + ".new")
    fresh.unlink(missing_ok=True)
    lengths = _snapshot(archive.folder / DATABASE, fresh)
    copied = sum(copy_file(archive.captures / name, folder / CAPTURES / name, length) for name, length in lengths)
    for leftover in ("-wal", "-shm"):
        (folder / (DATABASE + leftover)).unlink(missing_ok=True)
    fresh.replace(folder / DATABASE)
    return Backup(folder, (folder / DATABASE).stat().st_size, copied, len(lengths) - copied)


def _check(archive: Archive, folder: Path) -> None:
    if folder.resolve() == archive.folder.resolve():
        raise UsageError(f"{folder} is the archive itself: give another folder")
    ours = {DATABASE, DATABASE + ".new", DATABASE + "-wal", DATABASE + "-shm", CAPTURES}
    if folder.exists() and (not folder.is_dir() or any(p.name not in ours for p in folder.iterdir())):
        raise UsageError(f"{folder} holds other files: give an empty folder, a new one, or one of an earlier backup")


def _snapshot(database: Path, fresh: Path) -> list[tuple[str, int]]:
    """Copy the database, and say which captures it confirms up to which length."""
    try:
        source = sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True, timeout=30)
        try:
            source.execute("VACUUM INTO ?", (str(fresh),))
        finally:
            source.close()
        copy = sqlite3.connect(fresh)
        try:
            return [(name, length) for name, length in copy.execute("SELECT name, length FROM warcs ORDER BY name")]
        finally:
            copy.close()
    except sqlite3.Error as e:
        raise archive_error(e, fresh) from e


def copy_file(source: Path, target: Path, length: int) -> bool:
    """Bring the copy to the confirmed length; False if it is there already. Only what is missing is read."""
    have = target.stat().st_size if target.exists() else 0
    if have == length:
        return False
    if have > length:  # of another archive, or of a later state: begin anew
        target.unlink()
        have = 0
    try:
        with source.open("rb") as reading, target.open("ab") as writing:
            reading.seek(have)
            left = length - have
            while left and (chunk := reading.read(min(left, 1 << 20))):
                writing.write(chunk)
                left -= len(chunk)
            writing.flush()
            os.fsync(writing.fileno())
        shutil.copystat(source, target)
    except OSError as e:
        raise write_error(e, target) from e
    if left:
        raise ArchiveError(
            f"{source} ends {left} bytes before the length that the database knows: run `onrecord check`"
        )
    return True
