"""A passage laid beside a quotation: which words agree, what that makes of the quotation, and what stays unexplained.

What stays unexplained has a cost, in words: a word of content costs 1, a light one a quarter. The passage of the least
cost explains the quotation best.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import nlargest
from itertools import pairwise

from rapidfuzz.distance import LCSseq

from onrecord.model import Kind
from onrecord.quotes import names
from onrecord.quotes.align import Aligner, Block
from onrecord.quotes.lexicon import LIGHT, unshifted
from onrecord.quotes.passages import Passage
from onrecord.quotes.verdict import Answer
from onrecord.quotes.words import Words, keys, words

# The thresholds here and in judge.py are from benchmarks/verify.py, which prints the figures that they rest on.
LIGHT_WEIGHT = 0.25
LIGHT_COST = 0.6  # of a light word that is left unexplained
ALIGNED = 12  # passages of different words laid beside the quotation in full, of those that share most with it
# Words of content that a reworded report has of the quotation, at least, and the shares of either side's. In 1,000
# invented quotations none had as many of one passage.
GIST, GIST_OURS, GIST_THEIRS = 3, 0.7, 0.5
STRETCH, OF_STRETCH = 6, 2  # words, and passages of each such stretch laid beside it too
LONG_OMISSION = 4  # words left out in one place: fewer are words changed, more are a cut
APART = 12  # words; a longer omission than this, and than what is quoted, joins places apart
UNMARKED = 0.2  # share of the words that stand outside quotation marks, from which on it is no quotation
COST = {  # what an answer costs beyond its words, so that of two passages with the same words the plainer one wins
    Answer.EXACT: 0.0,
    Answer.WORDS_CHANGED: 0.2,
    Answer.TRUNCATED: 0.3,
    Answer.SPLICED: 0.5,
    Answer.INDIRECT_AS_DIRECT: 0.6,
}
NO_STATEMENT = 0.1
# What stands before and after a whole quotation within a longer one: marks, or the names that a transcript puts before
# each speaker's words ("SMITH: … JONES: …").
OPENED = re.compile(r"(?:^|[\s(\[—–-])[“„«‘\"']+$|(?:^|[\s(“\"])[A-Z][A-Z .’'-]+:\s*[“\"]?$")
CLOSED = re.compile(r"[.,;:!?…]*(?:[”»’\"']|\s?“(?=\s|$))|[.!?…—–-]+\s*[“\"]?\(?[A-Z][A-Z .’'-]+[:)]")


@dataclass(frozen=True, slots=True)
class Laid:
    """One passage laid beside the quotation."""

    passage: Passage
    theirs: Words
    blocks: tuple[Block, ...]
    answer: Answer
    share: float
    runs: float  # share of the quotation's neighbouring words that are neighbours in the passage too
    cost: float
    same: bool | None
    piece: tuple[int, int]
    gist: bool = False  # unquoted words of the same content in another order


def weights_of(ours: Words) -> tuple[float, ...]:
    return tuple(0.0 if i in ours.asides else LIGHT_WEIGHT if k in LIGHT else 1.0 for i, k in enumerate(ours.keys))


def lay(ours: Words, weights: Sequence[float], candidates: Iterable[Passage], speaker: str | None) -> list[Laid]:
    """The likeliest passages, each laid beside the quotation. Passages of the same words are aligned once."""
    have: dict[tuple[str, ...], list[Passage]] = {}
    for passage in candidates:
        have.setdefault(keys(passage.text), []).append(passage)
    ranked = sorted(have, key=lambda found: -_shared(ours, weights, found))
    ranked = list(dict.fromkeys([*ranked[:ALIGNED], *_of_stretches(ours.keys, ranked)]))
    beside = Beside(ours)
    laid = [_one(beside, weights, passage, speaker) for found in ranked for passage in have[found]]
    return [x for x in laid if not x.passage.seams or _holds(x)]


def _of_stretches(ours: Sequence[str], ranked: Sequence[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """For each stretch of the quotation the passages that have most of its pairs of words: those of a short piece share
    little with the whole."""
    pairs = [(found, set(pairwise(found))) for found in ranked]
    for start in range(0, max(1, len(ours) - STRETCH + 1), STRETCH // 2):
        wanted = list(pairwise(ours[start : start + STRETCH]))
        best = nlargest(OF_STRETCH, pairs, key=lambda p: sum(w in p[1] for w in wanted))
        yield from (found for found, have in best if sum(w in have for w in wanted) >= 2)


def _gist(beside: Beside, theirs: Words) -> bool:
    """Whether two sentences have the same words of content, in whatever order and form."""
    a, b = beside.content, _content(theirs)
    both = len(a & b)
    return both >= GIST and both >= GIST_OURS * len(a) and both >= GIST_THEIRS * len(b)


def _content(side: Words) -> set[str]:
    return {sign for key in side.keys if key not in LIGHT for sign in unshifted(key)}


def _holds(x: Laid) -> bool:
    """Whether what was put together is read as one utterance: no word is cut away where two stretches meet, which
    would be a splice, and both sides of a seam agree. What stands between the stretches is nobody's speech."""
    if x.answer is Answer.INDIRECT_AS_DIRECT:
        return True
    seams = [x.theirs.between(0, seam)[1] for seam in x.passage.seams]
    crossed = False
    for a, b in pairwise(x.blocks):
        end = a.b + a.size
        if any(end <= s <= b.b for s in seams):
            crossed = True
            cut = sum(i not in x.theirs.asides for i in range(end, b.b))
            if cut > b.a - a.a - a.size:
                return False
    crossed = crossed or any(b.b < s < b.b + b.size for b in x.blocks for s in seams)
    return x.passage.voices == 1 if crossed else x.passage.kind is None and not _pair(x.passage)


def _pair(passage: Passage) -> bool:
    """Whether a passage is two put together, of which one alone says what does not cross the seam."""
    return len(passage.pieces) > 1


def _shared(ours: Words, weights: Sequence[float], found: Sequence[str]) -> float:
    """The weight of the quotation's words that the passage has in their order, or in any once person and tense are
    taken away, whichever is more; of two with as much, the shorter passage first."""
    signs = {s for k in found for s in unshifted(k)}
    loose = sum(w for k, w in zip(ours.keys, weights, strict=True) if signs.issuperset(unshifted(k)))
    return loose + LCSseq.similarity(ours.keys, found) * LIGHT_WEIGHT - len(found) / 10_000


class Beside:
    """The quotation as one side of every alignment."""

    def __init__(self, ours: Words) -> None:
        self.ours = ours
        self.exact = Aligner(ours.keys)
        self.signs, self.places = _signs(ours)
        self.loose = Aligner(self.signs)
        self.content = _content(ours)


def _one(beside: Beside, weights: Sequence[float], passage: Passage, speaker: str | None) -> Laid:
    ours, theirs = beside.ours, words(passage.text)
    found = beside.exact.blocks(theirs.keys)
    unquoted = _unquoted(found, passage, theirs)
    if passage.seams and unquoted:
        passage = replace(passage, speaker=None)  # the speaker of its quotations did not say the rest
    elif passage.seams:
        theirs = replace(theirs, asides=theirs.asides | _outside(passage, theirs))
    answer = Answer.INDIRECT_AS_DIRECT if unquoted else _answer(ours, theirs, found, passage)
    if unquoted:
        found = _shifted_blocks(beside, theirs)
    total = sum(weights) or 1.0
    missed = sum(_cost_of(ours, weights, found))
    hit = sum(sum(weights[b.a : b.a + b.size]) for b in found)
    pairs = sum(b.size - 1 for b in found) / (len(ours) - 1) if len(ours) > 1 else float(bool(found))
    removed = sum(_removed(found, theirs))
    same = names.speaks(speaker, passage.speaker, passage.members, passage.named) if speaker else None
    cost = missed + 0.5 * min(removed, 4) + COST[answer] + (passage.statement is None) * NO_STATEMENT
    gist = unquoted and _gist(beside, theirs)
    return Laid(passage, theirs, found, answer, min(hit / total, 1.0), pairs, cost, same, (0, len(ours)), gist)


def _cost_of(ours: Words, weights: Sequence[float], found: Sequence[Block]) -> list[float]:
    """What each word of the quotation that the blocks leave out costs: a light one more than it weighs, since a run
    of light words is as hard to explain as any other."""
    agreed = {i for b in found for i in range(b.a, b.a + b.size)}
    return [max(w, LIGHT_COST) if w else 0.0 for i, w in enumerate(weights) if i not in agreed]


def _removed(found: Sequence[Block], theirs: Words) -> list[float]:
    gaps = pairwise(found)
    return [
        LIGHT_WEIGHT if theirs.keys[i] in LIGHT else 1.0
        for a, b in gaps
        for i in range(a.b + a.size, b.b)
        if i not in theirs.asides
    ]


def _unquoted(found: Sequence[Block], passage: Passage, theirs: Words) -> bool:
    """Whether so much of what agrees stands outside quotation marks that it is no quotation there."""
    if not passage.marked:
        return True
    if passage.kind is Kind.DIRECT:
        return False
    beyond = _outside(passage, theirs)
    agreed = [i for b in found for i in range(b.b, b.b + b.size)]
    outside = sum(i in beyond for i in agreed)
    return outside >= max(2, UNMARKED * len(agreed)) or not agreed


def _outside(passage: Passage, theirs: Words) -> frozenset[int]:
    """The words of a passage that stand outside quotation marks."""
    inside = {i for start, end in passage.marked for i in range(*theirs.between(start, end))}
    return frozenset(range(len(theirs))) - inside


def _shifted_blocks(beside: Beside, theirs: Words) -> tuple[Block, ...]:
    """Blocks of words that agree once person, tense and ending are taken away."""
    signs, places = _signs(theirs)
    pairs: list[tuple[int, int]] = []
    for block in beside.loose.blocks(signs):
        for k in range(block.size):
            pair = (beside.places[block.a + k], places[block.b + k])
            if not pairs or (pair[0] > pairs[-1][0] and pair[1] > pairs[-1][1]):
                pairs.append(pair)
    found: list[Block] = []
    for i, j in pairs:
        if found and found[-1].a + found[-1].size == i and found[-1].b + found[-1].size == j:
            found[-1] = Block(found[-1].a, found[-1].b, found[-1].size + 1)
        else:
            found.append(Block(i, j, 1))
    return tuple(found)


def _signs(side: Words) -> tuple[list[str], list[int]]:
    pairs = [(sign, i) for i, key in enumerate(side.keys) for sign in unshifted(key)]
    return [p[0] for p in pairs], [p[1] for p in pairs]


def _answer(ours: Words, theirs: Words, found: Sequence[Block], passage: Passage) -> Answer:
    """What the words alone say of a quotation and a passage that is quoted speech."""
    if not found:
        return Answer.WORDS_CHANGED
    kept = sum(b.size for b in found)
    gaps = [(a, b) for a, b in pairwise(found) if _left_out(a, b, theirs)]
    if any(b.b - a.b - a.size > max(APART, kept) and b.a not in ours.gaps for a, b in gaps):
        return Answer.SPLICED
    matched = {i for b in found for i in range(b.a, b.a + b.size)}
    if any(i not in matched and i not in ours.asides for i in range(len(ours))):
        return Answer.WORDS_CHANGED
    if not gaps:
        return Answer.EXACT if _whole(found, passage, theirs) else Answer.TRUNCATED
    if any(b.a in ours.gaps or b.b - a.b - a.size >= LONG_OMISSION for a, b in gaps):
        return Answer.TRUNCATED
    return Answer.WORDS_CHANGED


def _left_out(a: Block, b: Block, theirs: Words) -> bool:
    return any(i not in theirs.asides for i in range(a.b + a.size, b.b))


def _whole(found: Sequence[Block], passage: Passage, theirs: Words) -> bool:
    """Whether what agrees begins and ends where quoted stretches do, or one within them."""
    first, last = found[0].b, found[-1].b + found[-1].size
    ranges = [theirs.between(*m) for m in passage.marked]
    begins = any(first == a for a, _ in ranges) or OPENED.search(
        theirs.text[max(0, theirs.starts[first] - 60) : theirs.starts[first]]
    )
    ends = any(last == b for _, b in ranges) or CLOSED.match(theirs.text, theirs.ends[last - 1])
    return bool(begins and ends)
