"""Spans and how they stand to one another: the features that the link head reads, and the tags it reads them from.

Everything counts in pieces, half-open. Training and the program share this file, so that both see the same numbers.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.tagger.pieces import Ints, Pieces

ROLES = ("source", "cue", "content")
TAGS = ("O", *(f"{p}-{role}" for role in ROLES for p in "BI"))  # one sequence a level; level 1 lies inside contents
LEVELS = 2
NAMES = ("person", "body", "place", "people", "other")
NAME_TAGS = ("O", *(f"{p}-{kind}" for kind in NAMES for p in "BI"))

# Who looks for whom: (who, in what), each a softmax over the spans of that role or none.
SEARCHES = (("content", "cue"), ("cue", "source"), ("content", "source"))

PAIR_SIZES = (24, 9, 9, 8, 4, 4)
PAIR_NAMES = ("gap", "lines", "sentences", "spans of the kind sought between", "in quotation", "seekers between")


@dataclass(frozen=True, slots=True)
class Spans:
    """Spans of one role, sorted by start: pieces, and the line, sentence and quotation that each starts in."""

    starts: Ints
    ends: Ints
    lines: Ints
    stops: Ints
    quoted: Ints

    def __len__(self) -> int:
        return len(self.starts)


def spans_of(found: Sequence[tuple[int, int]], pieces: Pieces) -> Spans:
    """`found` as columns, with what the pieces say of their starts."""
    at = np.array(found, np.int32).reshape(-1, 2)
    starts, ends = at[:, 0], at[:, 1]
    return Spans(
        starts, ends, pieces.lines[starts], pieces.stops[starts], (pieces.features[starts, 2] % 3 > 0).astype(np.int32)
    )


def allowed(tags: Sequence[str]) -> NDArray[np.bool_]:
    """Which tag may follow which: an I only its own B or I."""
    may = np.ones((len(tags), len(tags)), bool)
    for j, after in enumerate(tags):
        if after.startswith("I-"):
            may[:, j] = [before[2:] == after[2:] and before != "O" for before in tags]
    return may


def runs(path: NDArray[np.integer], index: int) -> list[tuple[int, int]]:
    """The spans that a tag path gives kind number `index`: B is 1 + 2 * index, I the next."""
    begin, inside = 1 + 2 * index, 2 + 2 * index
    starts = np.flatnonzero(path == begin)
    stops = np.flatnonzero(path != inside)
    if not len(starts):
        return []
    after = np.searchsorted(stops, starts, side="right")
    ends = np.append(stops, len(path))[after]
    return [(int(s), int(e)) for s, e in zip(starts, ends, strict=True)]


def pair_features(seekers: Spans, sought: Spans) -> Ints:
    """How each seeker stands to each span sought: (seekers, sought, 6) integers below `PAIR_SIZES`."""
    qs, qe, ks, ke = seekers.starts[:, None], seekers.ends[:, None], sought.starts[None], sought.ends[None]
    before = ks < qs
    gap = np.maximum(np.where(before, qs - ke, ks - qe), 0)
    log = np.minimum(np.ceil(2 * np.log2(gap + 1.0)).astype(np.int32), 21) // 2 + (gap > 0)
    first = np.minimum(qs, ks)
    last = np.maximum(qs, ks)
    return np.stack(
        [
            np.minimum(log, 11) + 12 * before,
            np.clip(sought.lines[None] - seekers.lines[:, None], -4, 4) + 4,
            np.clip(sought.stops[None] - seekers.stops[:, None], -4, 4) + 4,
            np.minimum(_between(sought.starts, first, last), 3) + 4 * before,
            2 * seekers.quoted[:, None] + sought.quoted[None] + 0 * ks,
            np.minimum(_between(seekers.starts, first, last), 3),
        ],
        -1,
    ).astype(np.int32)


def _between(starts: Ints, first: Ints, last: Ints) -> Ints:
    """How many of `starts` (sorted) lie strictly between."""
    found: Ints = np.searchsorted(starts, last, "left") - np.searchsorted(starts, first, "right")
    return np.maximum(found, 0)
