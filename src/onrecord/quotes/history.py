"""Two versions of an article -> what became of its statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from onrecord.model import Record
from onrecord.quotes.align import blocks
from onrecord.quotes.names import same
from onrecord.quotes.showing import compared
from onrecord.quotes.verdict import Step
from onrecord.quotes.words import keys

# Words that two wordings share, of the longer one, from which on one is an edit of the other and not another statement.
# An edit keeps most words; two statements of one article on one subject share a fifth of theirs (polnear-dev, 99th
# percentile of neighbouring pairs 0.27).
EDITED = 0.4
SAME_PLACE = 0.25  # and where the statements around them are the same in both versions


class Fate(StrEnum):
    CARRIED = "carried"  # the same words, of the same speaker
    CHANGED = "changed"
    ADDED = "added"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one statement: its number in the version before and in the one after, and the steps between the
    words. `speaker` is the speaker before and after, where that changed."""

    fate: Fate
    before: int | None
    after: int | None
    steps: tuple[Step, ...] = ()
    speaker: tuple[str | None, str | None] | None = None


def changes(before: Record, after: Record) -> tuple[Change, ...]:
    """What became of every statement, in the order of the version after; what is gone stands where it stood."""
    ours = [keys(s.quote) for s in after.statements]
    theirs = [keys(s.quote) for s in before.statements]
    pairs = _pairs(ours, theirs)
    found = [_change(before, after, pairs.get(i), i) for i in range(len(ours))]
    gone = [j for j in range(len(theirs)) if j not in pairs.values()]
    for j in gone:
        at = next((k for k, c in enumerate(found) if c.before is not None and c.before > j), len(found))
        found.insert(at, Change(Fate.GONE, j, None))
    return tuple(found)


def _pairs(ours: Sequence[tuple[str, ...]], theirs: Sequence[tuple[str, ...]]) -> dict[int, int]:
    """Statements of the version after with those before that they are: the same words first, then the likest."""
    pairs: dict[int, int] = {}
    free: dict[tuple[str, ...], list[int]] = {}
    for j, words in reversed(list(enumerate(theirs))):
        free.setdefault(words, []).append(j)
    for i, words in enumerate(ours):
        if free.get(words):
            pairs[i] = free[words].pop()
    left = [j for js in free.values() for j in js]
    near = sorted(
        ((_alike(ours[i], theirs[j]), -abs(i - j), i, j) for i in range(len(ours)) if i not in pairs for j in left),
        reverse=True,
    )
    for share, _, i, j in near:
        least = SAME_PLACE if pairs.get(i - 1, -1) == j - 1 and pairs.get(i + 1, len(theirs)) == j + 1 else EDITED
        if share >= least and i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


def _alike(ours: Sequence[str], theirs: Sequence[str]) -> float:
    """The share of the longer one's words that stand in the other in the same order."""
    size = max(len(ours), len(theirs))
    return sum(b.size for b in blocks(ours, theirs)) / size if size else 0.0


def _change(before: Record, after: Record, j: int | None, i: int) -> Change:
    if j is None:
        return Change(Fate.ADDED, None, i)
    old, new = before.statements[j], after.statements[i]
    names = tuple(s.speaker.name if s.speaker else None for s in (old, new))
    # A fuller or shorter form of the name is no change, nor one that was resolved later.
    moved = (names[0], names[1]) if names[0] and names[1] and same(names[0], names[1]) is False else None
    steps = compared(new.quote, old.quote)
    return Change(Fate.CHANGED if steps or moved else Fate.CARRIED, j, i, steps, moved)
