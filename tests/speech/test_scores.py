"""Floors under what rules and repair reach; lowering one takes a reason in the commit.

The seed page and PolNeAR's development articles lie by the bench folder; the agency set is ours.
"""

from __future__ import annotations

import importlib.util
import json
import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from onrecord.model import Span, Statement
from onrecord.speech import Attribution, RuleTagger, Tagging, find

AGENCY = Path(__file__).parent.parent / "agency"
WORD = re.compile(r"\w+")


def module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec and spec.loader
    loaded = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = loaded
    spec.loader.exec_module(loaded)
    return loaded


def gold_tagging(attributions: Iterable[dict[str, Any]]) -> Tagging:
    """What a perfect tagger would propose."""

    def spans(given: list[list[int]] | None) -> tuple[Span, ...]:
        return tuple(sorted(Span(*s) for s in given or ()))

    return Tagging(
        tuple(
            Attribution(spans(a["content"]), spans(a.get("cue")), spans(a.get("source")))
            for a in attributions
            if a.get("content")
        )
    )


def shown(statements: Iterable[Statement]) -> list[dict[str, Any]]:
    return [{"source": s.source, "cue": s.cue, "content": s.content} for s in statements]


def by_rules(text: str) -> tuple[Statement, ...]:
    (tagging,) = RuleTagger().tag([text])
    return find(text, tagging)


@pytest.fixture(scope="module")
def scorer(request: pytest.FixtureRequest) -> ModuleType:
    bench: Path = request.getfixturevalue("bench")
    return module(bench / "score_statements.py")


@pytest.fixture(scope="module")
def polnear(request: pytest.FixtureRequest) -> list[dict[str, Any]]:
    bench: Path = request.getfixturevalue("bench")
    with (bench / "polnear-dev.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


@pytest.fixture(scope="module")
def agency() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = module(AGENCY / "markup.py").articles()
    return found


def test_the_rules_alone_beat_the_best_rule_based_peers(scorer: ModuleType, polnear: list[dict[str, Any]]) -> None:
    figures = scorer.score(polnear, {r["id"]: shown(by_rules(r["text"])) for r in polnear})
    assert figures["who-said-what"][2] >= 0.585
    assert figures["direct"][2] >= 0.86


def test_repair_leaves_a_perfect_tagger_nearly_perfect(scorer: ModuleType, polnear: list[dict[str, Any]]) -> None:
    """What it loses is PolNeAR's: reports inside reports and a few posts, which PolNeAR leaves out."""
    records = [r | {"id": f"{r['id']} {n}"} for n, r in enumerate(polnear)]
    found = {r["id"]: shown(find(r["text"], gold_tagging(r["attributions"]))) for r in records}
    figures = scorer.score(records, found)
    assert figures["who-said-what"][2] >= 0.99
    assert figures["statement"][2] >= 0.99
    assert figures["direct"][2] >= 0.985


def test_the_rules_read_agency_style(scorer: ModuleType, agency: list[dict[str, Any]]) -> None:
    markup = sys.modules["markup"]
    figures = scorer.score([markup.gold(a) for a in agency], {a["id"]: shown(by_rules(a["text"])) for a in agency})
    assert figures["who-said-what"][2] >= 0.89  # 0.90 before eighteen pages with unusual marks joined the set
    assert figures["direct"][2] >= 0.92  # 0.93 before


# share of the agency set's statements, given its spans, that get what a careful reader gives them
SHARES: dict[str, tuple[float, Callable[[dict[str, Any], Statement], bool]]] = {
    "kind": (0.99, lambda gold, s: gold["kind"] == s.kind),
    "medium": (0.91, lambda gold, s: gold["medium"] == s.medium),
    "prompt": (0.98, lambda gold, s: overlaps(gold["prompt"], s.prompt)),
    "occasion": (0.93, lambda gold, s: gold["occasion"] is None or overlaps(gold["occasion"], s.occasion)),
    "addressee": (0.98, lambda gold, s: gold["addressee"] is None or overlaps(gold["addressee"], s.addressee)),
    "nesting": (0.99, lambda gold, s: (gold["parent"] is None) == (s.parent is None)),
}


def overlaps(gold: list[int] | None, found: Span | None) -> bool:
    if gold is None or found is None:
        return gold is None and found is None
    return max(gold[0], found.start) < min(gold[1], found.end)


@pytest.mark.parametrize("what", SHARES)
def test_what_stands_around_the_words_is_found(agency: list[dict[str, Any]], what: str) -> None:
    floor, right = SHARES[what]
    hits: list[bool] = []
    for article in agency:
        found = {s.content[0].start: s for s in find(article["text"], gold_tagging(article["statements"]))}
        for gold in article["statements"]:
            if (statement := found.get(gold["content"][0][0])) is not None and len(statement.content) == len(
                gold["content"]
            ):
                hits.append(right(gold, statement))
    assert len(hits) > 300
    assert sum(hits) / len(hits) >= floor


def test_the_seed_page_is_read_as_a_careful_reader_does(request: pytest.FixtureRequest) -> None:
    seed = request.getfixturevalue("bench").parent / "seed"
    if not seed.is_dir():
        pytest.skip(f"no seed page in {seed}")
    gold = json.loads(next(seed.glob("*.gold.json")).read_text(encoding="utf-8"))
    page = next(seed.glob("*.txt")).read_text(encoding="utf-8")
    begin, body = gold["page"]["dateline"]["span"][0], gold["page"]["dateline"]["span"][1]
    text = page[begin : gold["page"]["body"][1]]
    (tagging,) = RuleTagger().tag([text])
    found = find(text, tagging, start=body - begin)

    def inside(spans: list[list[int]]) -> frozenset[int]:
        return frozenset(m.start() + s - begin for s, e in spans for m in WORD.finditer(page[s:e]))

    def own(spans: Iterable[Span]) -> frozenset[int]:
        return frozenset(m.start() + s for s, e in spans for m in WORD.finditer(text[s:e]))

    right = 0
    for wanted in gold["statements"]:
        content = inside(wanted["content"])
        best = max(found, key=lambda s: len(content & own(s.content)) / len(content | own(s.content)))
        share = len(content & own(best.content)) / len(content | own(best.content))
        right += share >= 0.9 and best.kind == wanted["kind"] and inside(wanted["source"]) == own(best.source)
        if wanted["prompt"]:
            assert best.prompt == Span(wanted["prompt"][0] - begin, wanted["prompt"][1] - begin)
        if wanted.get("via"):
            assert best.via == (Span(wanted["via"][0] - begin, wanted["via"][1] - begin),)
        if wanted["parent"] is not None:
            assert best.parent is not None
        else:
            assert best.occasion == Span(gold["occasion"][0] - begin, gold["occasion"][1] - begin)
            assert best.addressee == Span(gold["audience"][0] - begin, gold["audience"][1] - begin)
    assert right >= 12
    assert len(found) <= len(gold["statements"]) + 1
