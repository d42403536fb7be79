"""`He will stay, she said.`: what stands before a trailing cue is said from the sentence's beginning on."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

from onrecord.model import Span
from onrecord.speech.drafts import Draft
from onrecord.speech.marks import Marked

# Words before a content that may introduce it, so that it can begin after them. In the training part of PolNeAR 46 of
# the 670 unquoted contents before ", X said" begin after a word and no mark, and all but 6 of these after one of these.
INTRODUCING = re.compile(r"\b(?:but|and|or|so|why|how|what|that|because|while|with|for|now)\s+$", re.IGNORECASE)
# What the reporter ties the sentence to the one before with.
TYING = re.compile(
    r"(?:but|and|yet|so|however|meanwhile|instead|still|also|moreover|besides|therefore|thus|nevertheless|nonetheless"
    r"|in\s+addition|for\s+(?:instance|example)|at\s+the\s+same\s+time|on\s+the\s+other\s+hand|as\s+a\s+result)\b,?\s+",
    re.IGNORECASE,
)
GAP = re.compile(r"\s*[,—–]\s*")  # between a content and its trailing source or cue
AFTER_WORD = re.compile(r"[\w’'%]\s+\Z")  # not a dateline's dash


def made_whole(text: str, drafts: Sequence[Draft], marked: Marked, sentences: Sequence[Span]) -> None:
    """Let a content that a tagger began within the clause before its trailing cue begin with that clause."""
    starts = [s.start for s in sentences]
    taken = _Taken(drafts)
    begun: dict[int, int] = {}  # by sentence: where a content was made to begin
    for draft in drafts:
        if draft.turn or draft.carried or not draft.cue or not draft.source or not _trailed(text, draft):
            continue
        first = draft.content[0]
        number = bisect_right(starts, first.start) - 1
        if number < 0 or sentences[number].end < first.end:
            continue
        start = sentences[number].start
        if tie := TYING.match(text, start, first.start):
            start = tie.end()
        before = text[start : first.start]
        if (
            AFTER_WORD.search(before)
            and not INTRODUCING.search(before)
            and first.start <= begun.get(number, first.start)
            and not taken.within(start, first.start)
            and not any(marked.over(start, first.end))
        ):
            draft.content[0] = Span(start, first.end)
            begun[number] = start


class _Taken:
    """Whether a stretch of text is part of a draft already, asked in logarithmic time."""

    def __init__(self, drafts: Sequence[Draft]) -> None:
        spans = sorted(s for d in drafts for s in (*d.content, *d.cue, *d.source))
        self.starts = [s.start for s in spans]
        self.ends = list(accumulate((s.end for s in spans), max))  # the furthest of all up to here

    def within(self, start: int, end: int) -> bool:
        before = bisect_left(self.starts, end)
        return before > 0 and self.ends[before - 1] > start


def _trailed(text: str, draft: Draft) -> bool:
    begin = min(s.start for s in (*draft.cue, *draft.source))
    comma_inside = draft.end - (text[draft.end - 1] in ",—–")
    return draft.end <= begin and GAP.fullmatch(text, comma_inside, begin) is not None
