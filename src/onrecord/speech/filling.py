"""What the rules add where a tagger leaves a quotation to nobody."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from onrecord.model import Span
from onrecord.speech.clauses import Sentence
from onrecord.speech.drafts import Draft
from onrecord.speech.marks import Marked, is_speech

STANDING_IN = 0.8  # share of a rule's score that it keeps where the tagger saw nothing


def filled(
    text: str, drafts: Sequence[Draft], marked: Marked, sentences: Sequence[Span], claims: set[int]
) -> list[Draft]:
    """Statements by rule for the quotations outside `claims`, which grows by those given away.

    A quotation whose verb a draft already has becomes part of that draft.
    """
    starts = [s.start for s in sentences]
    cues = {c: d for d in drafts for c in d.cue}
    new: list[Draft] = []
    done: set[int] = set()
    for quotation in marked.all:
        if quotation.depth or quotation.start in claims or not is_speech(text, *quotation.spans[0]):
            continue
        number = bisect_right(starts, quotation.start) - 1
        if number in done:
            continue
        done.add(number)
        for found in Sentence.of(text, sentences[number], marked).attributions():
            held = [q.start for s in found.content for q, _ in marked.over(*s) if q.start not in claims]
            if not held or not found.cue:
                continue
            claims.update(held)
            if (owner := cues.get(found.cue[0])) is not None:
                quoted = [p for s in found.content for q, p in marked.over(*s) if q.start in held]
                owner.content = sorted({*owner.content, *quoted})
            else:
                new.append(Draft(list(found.content), found.cue, found.source, found.score * STANDING_IN))
    return new
