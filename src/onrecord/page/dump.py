"""The article in a plain-text dump of a page: navigation above, footer below, no marks in between."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.page.body import fold
from onrecord.page.dates import Stamp, printed

_BULLET = re.compile(r"^\s*(?:[*+•·▪-]|\d+\.)\s")
_END = re.compile(r"[.!?…:;\"”’»)\]]$")


@dataclass(frozen=True, slots=True)
class Dump:
    """What a dump gives: the headline, the paragraphs, the dates printed above them, by line."""

    headline: str | None
    paragraphs: tuple[str, ...]
    stamps: tuple[Stamp, ...]
    byline: str | None = None


def read_dump(text: str) -> Dump:
    """The article of a dump: the span of lines with the most prose."""
    lines = [fold(line) for line in text.split("\n")]
    weights = [_weight(line) for line in lines]
    best = (0.0, 0, 0)
    total, start = 0.0, 0
    for i, weight in enumerate(weights):
        total += weight
        if total <= 0:
            total, start = 0.0, i + 1
        elif total > best[0]:
            best = (total, start, i + 1)
    _, first, last = best
    kept = [line for line in lines[first:last] if line]
    stamps = [s for line in lines[:first] for s in printed(line) if line]
    headline = next(
        (line for line in reversed(lines[:first]) if 20 <= len(line) <= 200 and not next(printed(line), None)),
        None,
    )
    return Dump(headline, tuple(kept), tuple(stamps))


def _weight(line: str) -> float:
    """How much a line looks like prose: its words when it ends as a sentence does, a loss for a short one."""
    words = line.count(" ") + 1
    if not line:
        return 0.0
    if words >= 8 and _END.search(line) and not _BULLET.match(line):
        return float(min(words, 40))
    return -4.0
