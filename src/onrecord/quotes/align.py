"""Two sequences of words, laid side by side: which stretches agree, and what stands in their place where not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple

from onrecord.quotes.lexicon import LIGHT

FAR = 12  # words: blocks further apart than this, and than the quotation is long, belong together only if each is long
ALONE = 4  # words that stand for themselves


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


def blocks(ours: Sequence[str], theirs: Sequence[str]) -> tuple[Block, ...]:
    """Stretches of equal words in the order of both, longest first chosen, chance agreements dropped.

    A lone light word ("the") that agrees between two stretches of different words is chance: leaving it in would cut
    one difference into two that mean nothing.
    """
    found = [Block(*m) for m in SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks() if m.size]
    return _together([b for i, b in enumerate(found) if not _by_chance(found, i, ours)], len(ours))


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
    """Whether so little stands between two blocks that one utterance plainly goes on: up to three words in each."""
    return second.a - first.a - first.size <= 3 and second.b - first.b - first.size <= 3


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
