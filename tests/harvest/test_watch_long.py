"""The watch over time: kills in the middle, and simulated days."""

from __future__ import annotations

from pathlib import Path

import pytest
from killed import run
from simulated import problems, simulate


@pytest.mark.slow
def test_kills_in_the_middle_lose_nothing_and_have_nothing_fetched_twice(tmp_path: Path) -> None:
    """Three times here; benchmarks/watch.py does it fifty times."""
    outcome = run(tmp_path, kills=3)
    assert outcome.wrong == []
    assert outcome.kept == outcome.expected > 200
    assert outcome.needless == 0


def test_simulated_days_lose_no_page_and_no_edit_and_hold_every_delay(tmp_path: Path) -> None:
    """Two days of five outlets here; benchmarks/watch.py has a week of a hundred."""
    outcome = simulate(tmp_path / "archive", count=5, pages=40, days=2)
    assert problems(outcome, 2) == []
    assert outcome.counts["new"] > 30 and outcome.counts["versions"] > 0
