"""Quotations that nobody claims and that go on what was said before."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from onrecord.model import Span
from onrecord.speech.drafts import Draft, is_quoted, merged, wordless
from onrecord.speech.marks import Marked, Quotation, is_speech

ENDS = " .!?…\u00a0"
FEWEST_WORDS = 5  # a shorter quotation as a paragraph of its own is a heading
CARRIED = 0.9  # share of the score of what a quotation is carried over from; about its precision on the train articles


def carried(text: str, drafts: list[Draft], marked: Marked, sentences: Sequence[Span], claims: set[int]) -> list[Draft]:
    """Quotations that no draft holds and that go on what was said before, as sentences of their own or within one.

    After a direct or mixed statement they carry it on (1,271 of 1,305 such in the training part of PolNeAR within a
    paragraph, 63 of 93 across one); after an indirect one they are statements of their own, without cue or source.
    """
    starts = [s.start for s in sentences]
    told = _by_sentence(drafts, marked, starts)
    new: list[Draft] = []
    for quotation in marked.all:
        if quotation.depth or quotation.start in claims or not is_speech(text, *quotation.spans[0]):
            continue
        if not quotation.closed and len(quotation.spans) == 1:
            continue  # a lost mark: where its words end is a guess
        number = bisect_right(starts, quotation.start) - 1
        if not wordless(text, sentences[number].start, quotation.start):
            if (draft := told.get(number)) and _resumes(text, draft, quotation):
                draft.content = merged([*draft.content, *quotation.spans])
            continue
        previous = told.get(number - 1)
        if previous is None:
            continue
        spans, rest = list(quotation.spans), Span(quotation.spans[0].end, sentences[number].end)
        if not wordless(text, *rest):
            if number in told or not _runs_on(text, rest, previous, quotation):
                continue
            end = rest.start + len(text[rest.start : rest.end].rstrip(ENDS))
            spans[0] = Span(spans[0].start, end)
        apart = "\n" in text[sentences[number - 1].end : quotation.start]
        if apart and len(text[slice(*quotation.spans[0])].split()) < FEWEST_WORDS:
            continue
        if is_quoted(previous, marked) and not previous.carried:
            previous.content = merged([*previous.content, *spans])
        elif apart:
            continue
        else:
            previous = Draft(spans, score=previous.score * CARRIED, carried=True)
            new.append(previous)
        for span in quotation.spans:
            told[bisect_right(starts, span.end - 1) - 1] = previous
    return new


def _by_sentence(drafts: Sequence[Draft], marked: Marked, starts: Sequence[int]) -> dict[int, Draft]:
    """Who speaks in each sentence, by its number: of several, the one that is quoted."""
    told: dict[int, Draft] = {}
    for draft in drafts:
        anchor = draft.cue[0].start if draft.cue else draft.start
        if not draft.cue or marked.at(anchor) is None:
            number = bisect_right(starts, anchor) - 1
            if number not in told or is_quoted(draft, marked) or not is_quoted(told[number], marked):
                told[number] = draft
        for span in draft.content:
            told.setdefault(bisect_right(starts, span.end - 1) - 1, draft)
    return told


def _runs_on(text: str, rest: Span, previous: Draft, quotation: Quotation) -> bool:
    """Whether a sentence after a direct one in its paragraph begins with a quotation and ends unquoted: `“A” for B.`"""
    if len(quotation.spans) > 1 or "\n" in text[previous.end : quotation.start]:
        return False
    following = text[rest.start : rest.end].lstrip()
    return following[:1].islower() and text[quotation.end - 2] not in ",.?!" and previous.cue != ()


def _resumes(text: str, draft: Draft, quotation: Quotation) -> bool:
    """`“A,” X said, looking away, “B”`: a second quotation after a comma in the sentence of a direct statement."""
    if not draft.cue or not draft.end <= draft.cue[-1].start or draft.cue[-1].end > quotation.start:
        return False
    return text[draft.end - 1] not in ".?!" and text[: quotation.start][-3:].rstrip()[-1:] in (",", "—", ":")
