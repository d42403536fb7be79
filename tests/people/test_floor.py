"""The figures below which resolving must not fall; benchmarks/speakers.py says where it stands."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.slow
def test_given_the_statements_nearly_all_people_are_resolved_and_nearly_none_wrongly(
    bench: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    spec = importlib.util.spec_from_file_location("benchmark_of_speakers", ROOT / "benchmarks" / "speakers.py")
    assert spec and spec.loader
    speakers = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, spec.name, speakers)
    spec.loader.exec_module(speakers)
    gold, who = bench / "polnear-dev.jsonl", bench / "polnear-dev-speakers.jsonl"
    figures = speakers.score(bench, gold, who, speakers.predicted(speakers.given(gold, who), speakers.ours))
    assert figures["resolved"][0] >= 0.95
    assert figures["resolved"][1] >= 0.90
    assert figures["false names"] <= 0.05


@pytest.mark.slow
def test_on_agency_pages_too_nearly_all_people_are_resolved(
    bench: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    import speakers

    for name in ("agency", "agency2"):
        gold, who = speakers.agency(tmp_path, name)
        figures = speakers.score(bench, gold, who, speakers.predicted(speakers.given(gold, who), speakers.ours))
        assert figures["resolved"][0] >= 0.95
        assert figures["resolved"][1] >= 0.90
        assert figures["false names"] <= 0.05
