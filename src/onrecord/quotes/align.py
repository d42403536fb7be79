"""Two sequences of words, laid side by side: which stretches agree, and what stands in their place where not."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from onrecord.quotes.lexicon import LIGHT

FAR = 12  # words: blocks further apart than this, and than the quotation is long, belong together only if each is long
ALONE = 4  # words that stand for themselves
NEAR = 3  # words that differ between two blocks of which one utterance plainly goes on


class Block(NamedTuple):
    """`size` equal words: from `a` in the first sequence, from `b` in the second."""

    a: int
    b: int
    size: int


@dataclass(frozen=True, slots=True)
class Edit:
    """One step from `theirs` (what is printed) to `ours` (the quotation): equal, replaced, inserted or removed.

    Indexes are of words, half-open; "removed" has an empty range in ours, "inserted" one in theirs.
    """

    op: str
    ours: tuple[int, int]
    theirs: tuple[int, int]


class Aligner:
    """Lays many sequences beside one, which is looked into only once."""

    def __init__(self, ours: Sequence[str]) -> None:
        self._ours = ours
        self._places: dict[str, list[int]] = {}
        for i, key in enumerate(ours):
            self._places.setdefault(key, []).append(i)

    def blocks(self, theirs: Sequence[str]) -> tuple[Block, ...]:
        """Stretches of equal words in the order of both, longest first chosen, chance agreements dropped.

        A lone light word ("the") that agrees between two stretches of different words is chance: leaving it in would
        cut one difference into two that mean nothing. difflib does the same with a pass over both sequences for every
        block; one pass finds all runs.
        """
        runs = self._runs(theirs)
        chosen: list[Block] = []
        for run in sorted((r for r in runs if r.size > 1), key=lambda r: (-r.size, r.b)):
            _take(chosen, run)
        singles = [(_offside(r, chosen), self._ours[r.a] in LIGHT, r) for r in runs if r.size == 1]
        for _, _, run in sorted(singles, key=lambda x: (x[0] > FAR, x[1], x[0])):
            _take(chosen, run)
        kept = [b for i, b in enumerate(chosen) if not _by_chance(chosen, i, self._ours)]
        return _together(kept, len(self._ours))

    def _runs(self, theirs: Sequence[str]) -> list[Block]:
        """Every run of equal words that cannot be made longer."""
        found: list[Block] = []
        open_: dict[int, int] = {}  # where in ours a run has come to -> how long it is
        for b, key in enumerate(theirs):
            places = self._places.get(key)
            if not places and not open_:
                continue
            here = {a: open_.get(a - 1, 0) + 1 for a in places or ()}
            found += [Block(a - n + 1, b - n, n) for a, n in open_.items() if a + 1 not in here]
            open_ = here
        return found + [Block(a - n + 1, len(theirs) - n, n) for a, n in open_.items()]


def blocks(ours: Sequence[str], theirs: Sequence[str]) -> tuple[Block, ...]:
    """What `Aligner.blocks` gives, for one pair."""
    return Aligner(ours).blocks(theirs)


def _take(chosen: list[Block], run: Block) -> None:
    """Put a run among the chosen, without what of it is taken or out of order."""
    i = bisect_left(chosen, run)
    before = chosen[i - 1] if i else Block(0, 0, 0)
    skip = max(0, before.a + before.size - run.a, before.b + before.size - run.b)
    size = run.size - skip
    if i < len(chosen):
        size = min(size, chosen[i].a - run.a - skip, chosen[i].b - run.b - skip)
    if size > 0:
        insort(chosen, Block(run.a + skip, run.b + skip, size))


def _offside(run: Block, chosen: Sequence[Block]) -> int:
    """How far a lone word is from the diagonal of the nearest chosen block: of two places, the nearer is meant."""
    i = bisect_left(chosen, run)
    near = chosen[max(0, i - 1) : i + 1]
    return min((abs((run.b - run.a) - (c.b - c.a)) for c in near), default=run.b)


def _together(found: list[Block], size: int) -> tuple[Block, ...]:
    """The blocks without those that stand alone, far from the rest: a long passage has any word somewhere."""
    groups: list[list[Block]] = []
    for block in found:
        last = groups[-1][-1] if groups else None
        if last and block.b - last.b - last.size <= max(FAR, size):
            groups[-1].append(block)
        else:
            groups.append([block])
    most = max(groups, key=lambda g: sum(b.size for b in g), default=[])
    return tuple(b for g in groups for b in g if g is most or sum(b.size for b in g) >= ALONE)


def _by_chance(found: list[Block], i: int, ours: Sequence[str]) -> bool:
    block = found[i]
    if block.size > 2 or any(ours[k] not in LIGHT for k in range(block.a, block.a + block.size)):
        return False
    before = found[i - 1] if i else None
    after = found[i + 1] if i + 1 < len(found) else None
    return not (before and _near(before, block)) and not (after and _near(block, after))


def _near(first: Block, second: Block) -> bool:
    return second.a - first.a - first.size <= NEAR and second.b - first.b - first.size <= NEAR


def edits(found: Sequence[Block], ours: tuple[int, int], theirs: tuple[int, int]) -> tuple[Edit, ...]:
    """The steps between two ranges, given their equal blocks."""
    steps: list[Edit] = []
    a, b = ours[0], theirs[0]
    for block in [*found, Block(ours[1], theirs[1], 0)]:
        if a < block.a or b < block.b:
            op = "replaced" if a < block.a and b < block.b else "inserted" if a < block.a else "removed"
            steps.append(Edit(op, (a, block.a), (b, block.b)))
        if block.size:
            steps.append(Edit("equal", (block.a, block.a + block.size), (block.b, block.b + block.size)))
        a, b = block.a + block.size, block.b + block.size
    return tuple(steps)
