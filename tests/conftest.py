"""What all tests share: the bench data where there is some, the sample pages, and a PostgreSQL server of our own."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests" / "store"))


def bench_folder() -> Path | None:
    """The folder with the bench data (docs/how-to/measure.md says where it comes from), or None."""
    named = os.environ.get("ONRECORD_BENCH")
    beside = ROOT.parent / "shared" / "bench"
    return Path(named) if named else beside if beside.is_dir() else None


@pytest.fixture(scope="session")
def bench() -> Path:
    """The bench data; tests that need it are skipped where it is not at hand."""
    folder = bench_folder()
    if folder is None:
        pytest.skip("no bench data: set ONRECORD_BENCH to its folder (docs/how-to/measure.md)")
    return folder


@pytest.fixture(scope="session")
def samples() -> Path:
    return ROOT / "src" / "onrecord" / "data" / "samples"


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of an empty database on a server of our own, or of the one that ONRECORD_POSTGRESQL names."""
    if named := os.environ.get("ONRECORD_POSTGRESQL"):
        yield named
        return
    import servers

    if not servers.installed():
        pytest.skip(servers.MISSING)
    with servers.Postgres() as started:
        yield started.address
