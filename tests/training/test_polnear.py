"""PolNeAR's standoff files become JSON lines whose offsets hold."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from training.polnear import records  # noqa: E402

TEXT = "Rain, said Ann\r\nand Bob, will come — «soon».\r\nNobody asked."
STANDOFF = """T1\tContent 0 4;25 34\tRain will come
T2\tCue 6 10\tsaid
T3\tSource 11 14\tAnn
T4\tSource 20 23\tBob
E1\tAttribution:T2 Cue:T2 Source:T3 Source2:T4 Content:T1
T5\tContent 46 52\tNobody
E2\tAttribution:T5 Content:T5
"""


def compartment(folder: Path) -> Path:
    (folder / "text").mkdir()
    (folder / "attributions").mkdir()
    (folder / "text" / "outlet_2016-01-02_rain.txt").write_bytes(TEXT.encode())
    for annotator in ("ann", "bob"):
        (folder / "attributions" / f"outlet_2016-01-02_rain_{annotator}.ann").write_text(STANDOFF, encoding="utf-8")
    return folder


def test_an_article_stands_once_for_each_annotator(tmp_path: Path) -> None:
    found = [(r["id"], r["annotator"]) for r in records(compartment(tmp_path))]
    assert found == [("outlet_2016-01-02_rain", "ann"), ("outlet_2016-01-02_rain", "bob")]


def test_spans_are_code_points_of_the_text_with_its_line_ends_kept(tmp_path: Path) -> None:
    record = next(records(compartment(tmp_path)))
    said = record["attributions"][0]
    assert {role: [TEXT[s:e] for s, e in spans] for role, spans in said.items()} == {
        "content": ["Rain", "will come"],
        "cue": ["said"],
        "source": ["Ann", "Bob"],
    }


def test_a_role_that_is_not_marked_is_empty(tmp_path: Path) -> None:
    record = next(records(compartment(tmp_path)))
    assert record["attributions"][1] == {"source": [], "cue": [], "content": [(46, 52)]}
