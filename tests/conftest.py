"""What all tests share: the bench data where there is some, and an archive of the sample pages."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


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
