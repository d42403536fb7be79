"""Annotated articles to training windows: augmentation, tags, spans and what belongs to what.

Files are JSON lines. Statements: {"id", "text", "attributions": [{"source", "cue", "content": spans, "parent"}]}, where
"parent" is the number of the attribution inside whose content this one stands, or null; data without it leaves these
unmarked.
Names: {"id", "text", "names": [[start, end, kind]]}, kind "unknown" where the data does not tell.
"""

import json
import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from onrecord.tagger.links import LEVELS, NAMES, ROLES, TAGS
from onrecord.tagger.pieces import Pieces, pieces, windows

CLS, SEP = 101, 102
WINDOW = 510  # pieces, without the [CLS] and [SEP] around them
# (level, role) -> spans with the numbers of the attributions they belong to
Gold = dict[tuple[int, int], dict[tuple[int, int], frozenset[int]]]


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of an article, its pieces from `start` to `end`, with what is known of it."""

    pieces: Pieces
    allowed: np.ndarray | None  # (levels, n, tags) bool: tags not ruled out by the annotation
    names: np.ndarray | None  # (n,) name tags, -100 unknown
    gold: Gold
    cut: frozenset[tuple[int, int]]  # (attribution, role): lies in the article, but outside the window

    def __len__(self) -> int:
        return len(self.pieces)


def read(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def by_text(records: Iterable[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Records of the same text together: several people annotated it, and each epoch believes one of them."""
    groups = defaultdict(list)
    for record in records:
        groups[record["text"]].append(record)
    return list(groups.values())


STYLES = ("\"\"''", "‘’“”", "«»“”", "„“‚‘", "\"\"''")
APOSTROPHE = re.compile(r"(?<=\w)[’'](?=\w)")


def vary(text: str, rng: random.Random) -> str:
    """The text in another outlet's typography, one code point for one, so that all offsets hold."""
    if rng.random() < 0.2:
        style = rng.choice(STYLES)
        text = text.translate({ord(a): b for a, b in zip("“”", style[:2], strict=True)})
    if rng.random() < 0.1:
        text = APOSTROPHE.sub(rng.choice("'’"), text)
    if rng.random() < 0.12:
        text = re.sub(r"(?<=\w),(?= [“\"‘«„])", lambda m: ":" if rng.random() < 0.7 else ",", text)
    if rng.random() < 0.03:
        text = text.replace("\n", " ")
    if rng.random() < 0.1:
        text = text.replace("—", rng.choice("–-—"))
    return text


def piece_span(p: Pieces, start: int, end: int) -> tuple[int, int] | None:
    """The pieces that overlap the code points `start` to `end`."""
    first = int(np.searchsorted(p.ends, start, "right"))
    last = int(np.searchsorted(p.starts, end, "left"))
    while first < last and p.ids[first] == SEP:
        first += 1
    while last > first and p.ids[last - 1] == SEP:
        last -= 1
    return (first, last) if first < last else None


def gold_spans(record: dict[str, Any], p: Pieces) -> Gold:
    gold: dict[tuple[int, int], dict[tuple[int, int], set[int]]] = {
        (level, r): defaultdict(set) for level in range(LEVELS) for r in range(3)
    }
    for number, a in enumerate(record["attributions"]):
        depth = depth_of(record["attributions"], number)
        for r, role in enumerate(ROLES):
            for start, end in a.get(role) or []:
                if depth < LEVELS and (span := piece_span(p, start, end)):
                    gold[depth, r][span].add(number)
    return {key: {s: frozenset(n) for s, n in sorted(found.items())} for key, found in gold.items()}


def depth_of(attributions: list[dict[str, Any]], number: int) -> int:
    """How many contents an attribution stands in."""
    depth = 0
    while (parent := attributions[number].get("parent")) is not None and depth < LEVELS:
        number, depth = parent, depth + 1
    return depth


def allowed_tags(gold: Gold, n: int, inner_known: bool) -> np.ndarray:
    """Which tags each piece may have: one per piece of level 0; of level 1 all within a content, unless known."""
    path = np.zeros((LEVELS, n), int)
    for (level, r), spans in gold.items():
        for start, end in spans:
            path[level, start:end] = 2 + 2 * r
            path[level, start] = 1 + 2 * r
    may = np.zeros((LEVELS, n, len(TAGS)), bool)
    np.put_along_axis(may, path[..., None], True, -1)
    if not inner_known:
        may[1, path[0] >= 1 + 2 * ROLES.index("content")] = True
    return may


def name_tags(names: list[list[Any]], p: Pieces) -> np.ndarray:
    tags = np.zeros(len(p), int)
    for start, end, kind in names:
        if span := piece_span(p, start, end):
            k = NAMES.index(kind) if kind in NAMES else None
            tags[span[0] : span[1]] = -100 if k is None else 2 + 2 * k
            if k is not None:
                tags[span[0]] = 1 + 2 * k
    return tags


def cuts(p: Pieces, rng: random.Random) -> Iterator[tuple[int, int]]:
    """Stretches of an article of at most WINDOW pieces, ending with a line where one ends late enough."""
    start, n = 0, len(p)
    size = rng.randint(WINDOW // 2, WINDOW) if n > WINDOW else WINDOW
    while start < n:
        end = min(start + size, n)
        if end < n:
            ends = np.flatnonzero(p.ids[start + size // 2 : end] == SEP)
            if len(ends):
                end = start + size // 2 + int(ends[-1]) + 1
        yield start, end
        start, size = end, WINDOW


def statement_windows(record: dict[str, Any], tokenizer: Any, rng: random.Random | None) -> Iterator[Window]:
    """The windows of an article; with `rng` varied and cut at random, without it plainly."""
    p = pieces(vary(record["text"], rng) if rng else record["text"], tokenizer)
    gold = gold_spans(record, p)
    inner_known = any("parent" in a for a in record["attributions"])
    may = allowed_tags(gold, len(p), inner_known)
    for start, end in cuts(p, rng) if rng else windows(len(p), WINDOW, 96):
        here: Gold = {}
        cut: set[tuple[int, int]] = set()
        for key, spans in gold.items():
            here[key] = {}
            for (s, e), numbers in spans.items():
                if max(s, start) < min(e, end):
                    here[key][max(s, start) - start, min(e, end) - start] = numbers
                else:
                    cut |= {(number, key[1]) for number in numbers}
        inside = may[:, start:end].copy()
        for level in range(LEVELS):  # a span cut by the window begins with it
            for r in range(3):
                if inside[level, 0, 2 + 2 * r] and not inside[level, 0, 0]:
                    inside[level, 0] = False
                    inside[level, 0, 1 + 2 * r] = True
        yield Window(p.part(start, end), inside, None, here, frozenset(cut))


def name_windows(record: dict[str, Any], tokenizer: Any, rng: random.Random) -> Iterator[Window]:
    p = pieces(vary(record["text"], rng), tokenizer)
    tags = name_tags(record["names"], p)
    for start, end in cuts(p, rng):
        yield Window(p.part(start, end), None, tags[start:end], {}, frozenset())


def batches(found: list[Window], tokens: int, rng: random.Random) -> list[list[Window]]:
    """Windows of like length together, at most `tokens` pieces a batch, padding counted; in random order."""
    found = sorted(found, key=lambda w: len(w) + rng.random() * 24)
    out: list[list[Window]] = []
    for window in found:
        if out and (len(out[-1]) + 1) * max(len(window), max(map(len, out[-1]))) <= tokens:
            out[-1].append(window)
        else:
            out.append([window])
    rng.shuffle(out)
    return out
