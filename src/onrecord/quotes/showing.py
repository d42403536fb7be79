"""A laid passage as it is shown: the steps from the printed words to the quotation's, and what was cut."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.model import Span
from onrecord.quotes.align import Block, Edit, blocks, edits
from onrecord.quotes.laying import Laid
from onrecord.quotes.lexicon import CONDITIONS, negates
from onrecord.quotes.verdict import Cut, Match, Step
from onrecord.quotes.words import Words, words
from onrecord.speech.marks import OPENS

CLOSING = frozenset("”»’“'\"")
SENTENCE_END = (".", "!", "?", "…")


def match(ours: Words, x: Laid) -> Match:
    """What is shown of a passage: the steps from its words to the quotation's, and what was cut."""
    if not x.blocks:
        return Match(x.passage, x.answer, x.share, x.piece, (), same_speaker=x.same)
    first, last = x.blocks[0], x.blocks[-1]
    # Words replaced at the edges have as many words in print opposite them.
    lead = min(first.a - x.piece[0], first.b)
    tail = min(x.piece[1] - last.a - last.size, len(x.theirs) - last.b - last.size)
    theirs = (first.b - lead, last.b + last.size + tail)
    steps = edits(_equal(ours, x), x.piece, theirs)
    return Match(
        x.passage,
        x.answer,
        x.share,
        x.piece,
        tuple(_step(ours, x.theirs, e) for e in steps),
        _cut(ours, x, theirs, steps),
        _negations(ours, x.theirs, steps),
        x.same,
    )


def _equal(ours: Words, x: Laid) -> tuple[Block, ...]:
    """The blocks without words that agree only once person and tense are taken away: what is shown is to the letter."""
    found: list[Block] = []
    for a, b, size in x.blocks:
        for k in range(size):
            if ours.keys[a + k] != x.theirs.keys[b + k]:
                continue
            last = found[-1] if found else None
            if last and (last.a + last.size, last.b + last.size) == (a + k, b + k):
                found[-1] = Block(last.a, last.b, last.size + 1)
            else:
                found.append(Block(a + k, b + k, 1))
    return tuple(found)


def _step(ours: Words, theirs: Words, e: Edit) -> Step:
    return Step(e.op, ours.shown(*e.ours), theirs.shown(*e.theirs), _span(ours, e.ours), _span(theirs, e.theirs))


def _span(side: Words, at: tuple[int, int]) -> Span:
    if at[0] < at[1]:
        return Span(side.starts[at[0]], side.ends[at[1] - 1])
    place = side.starts[at[0]] if at[0] < len(side) else len(side.text)
    return Span(place, place)


def _negations(ours: Words, theirs: Words, steps: Sequence[Edit]) -> tuple[str, ...]:
    found = []
    for e in steps:
        if e.op != "equal":
            dropped = [k for k in theirs.keys[slice(*e.theirs)] if negates(k)]
            added = [k for k in ours.keys[slice(*e.ours)] if negates(k)]
            if bool(dropped) != bool(added):
                found += dropped or added
    return tuple(found)


def _cut(ours: Words, x: Laid, theirs: tuple[int, int], steps: Sequence[Edit]) -> Cut | None:
    """What the passage says before, between and after the words quoted; None where nothing is cut."""
    first, last = theirs
    inside = [e.theirs for e in steps if e.op == "removed"]
    if first == 0 and last == len(x.theirs) and not inside:
        return None
    start, end = _sentence(x.theirs, first, last)
    lost = [*range(start, first), *range(last, end), *(i for a, b in inside for i in range(a, b))]
    keys = [x.theirs.keys[i] for i in lost]
    omitted = (first == 0 or 0 in ours.gaps) and (last == len(x.theirs) or len(ours) in ours.gaps)
    return Cut(
        x.theirs.shown(0, first),
        tuple(x.theirs.shown(*r) for r in inside),
        x.theirs.shown(last, len(x.theirs)),
        tuple(k for k in keys if negates(k)),
        tuple(k for k in keys if k in CONDITIONS),
        start == first and end == last and not inside,
        omitted and all(e.ours[0] in ours.gaps for e in steps if e.op == "removed"),
    )


def _sentence(theirs: Words, first: int, last: int) -> tuple[int, int]:
    """The words from the start of the sentence that `first` stands in to the end of the one before `last`."""
    start = first
    while start > 0 and not _ends(theirs, start - 1):
        start -= 1
    end = last
    while 0 < end < len(theirs) and not _ends(theirs, end - 1):
        end += 1
    return start, end


def _ends(theirs: Words, i: int) -> bool:
    """Whether a sentence ends after word `i`."""
    if i + 1 >= len(theirs):
        return True
    between = theirs.text[theirs.ends[i] : theirs.starts[i + 1]]
    apart = any(c in between for c in SENTENCE_END) or (CLOSING & set(between) and OPENS & set(between))
    return bool(apart) and not theirs.text[theirs.starts[i + 1]].islower()


def compared(ours: str, theirs: str) -> tuple[Step, ...]:
    """The steps from one wording to another, whole; empty where the words are the same."""
    a, b = words(ours), words(theirs)
    if a.keys == b.keys:
        return ()
    return tuple(_step(a, b, e) for e in edits(blocks(a.keys, b.keys), (0, len(a)), (0, len(b))))
