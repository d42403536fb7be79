"""Disks that are too small, as real as this machine allows."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

NO_RIGHT = "no right to mount a file system here (run as root, with CAP_SYS_ADMIN): a small disk cannot be made"


@dataclass(frozen=True)
class Disk:
    """A file system in memory of so many megabytes."""

    path: Path

    def resize(self, megabytes: int) -> None:
        subprocess.run(["mount", "-o", f"remount,size={megabytes}m", self.path], check=True)


@contextmanager
def disk(path: Path, megabytes: int) -> Iterator[Disk]:
    """A small disk at the path while inside; the test is skipped where none can be mounted."""
    path.mkdir()
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", path], capture_output=True
    ).returncode:
        pytest.skip(NO_RIGHT)
    try:
        yield Disk(path)
    finally:
        subprocess.run(["umount", path], check=True)
