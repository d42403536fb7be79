"""Quotations at the end of a report that have a speaker of their own.

`The ad uses footage of X asking, “…?”`: X is heard inside what the ad shows. `X declared the need for drive: “…,” she
said.`: the second telling is the quotation's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.model import Span
from onrecord.speech.drafts import Draft, wordless
from onrecord.speech.marks import Marked, is_speech
from onrecord.speech.phrases import Phrases
from onrecord.speech.verbs import VERBS
from onrecord.speech.words import tokens

# The participle may be followed by when and where, "saying during the debate last week,".
PARTICIPLE = re.compile(r"\b(?P<verb>[a-z]+ing)(?P<setting>\s[^.,;:()]{0,50})?[,:]?\s$")
SHOWN = re.compile(
    r"(?:[\w-]+\s){0,4}?(?:footage|videos?|clips?|recordings?|audio|tapes?|pictures?|images?)\s(?:of|from)\s"
)
# "…,” she said": a pronoun or a name and a verb right after a quotation.
RETOLD = re.compile(r"\s(?P<who>he|she|they|(?:[A-Z][\w’'.-]+\s?){1,4}?)\s(?P<verb>[a-z]+)\b")
FURTHEST = 160  # code points between the beginning of the content and the quotation
HEARD = 0.8  # share of the outer statement's score: it is right where the outer one is, and the tagger saw nothing


def heard(text: str, drafts: Sequence[Draft], marked: Marked) -> list[Draft]:
    """A statement for each quotation that ends an unquoted content after a name and a participle of saying."""
    taken = {s.start for d in drafts for s in d.content}
    new = []
    for draft in drafts:
        start, end = draft.content[-1]
        if draft.turn or marked.at(start) is not None:
            continue
        pieces = [p for _, p in marked.over(start, end)]
        if len(pieces) != 1 or pieces[0].start in taken or not wordless(text, pieces[0].end, end):
            continue
        if pieces[0].start - start > FURTHEST or not is_speech(text, *pieces[0]):
            continue
        if found := _speaker(text, start, pieces[0].start):
            taken.add(pieces[0].start)
            new.append(Draft([pieces[0]], (found[1],), (found[0],), draft.score * HEARD))
    return new


def retold(text: str, drafts: Sequence[Draft], marked: Marked) -> list[Draft]:
    """A statement for each quotation that a draft has by the cue before it and that is told once more after it.

    The draft keeps its unquoted words.
    """
    told = {s.start for d in drafts for s in d.cue}
    new = []
    for draft in drafts:
        start, end = draft.content[-1]
        if draft.turn or not draft.cue or draft.cue[-1].end > end or marked.at(draft.start) is not None:
            continue
        quoted = [p for _, p in marked.over(start, end)]
        if len(quoted) != 1 or quoted[0].end < end or text[end - 2] not in ",?!" or not is_speech(text, *quoted[0]):
            continue
        if not text[start : quoted[0].start].rstrip().endswith(":"):
            continue
        m = RETOLD.match(text, end, min(len(text), end + FURTHEST))
        verb = VERBS.get(m.group("verb")) if m else None
        if (
            m is None
            or m.start("verb") in told
            or verb is None
            or verb.form not in ("past", "s")
            or "q" not in verb.frames
        ):
            continue
        kept = len(text[start : quoted[0].start].rstrip(" :,"))
        draft.content[-1:] = [Span(start, start + kept)] if kept else []
        new.append(Draft([quoted[0]], (Span(*m.span("verb")),), (Span(*m.span("who")),), draft.score))
    return new


def _speaker(text: str, start: int, stop: int) -> tuple[Span, Span] | None:
    """The noun phrase and its participle before a quotation that begins at `stop`."""
    m = PARTICIPLE.search(text, start, stop)
    verb = VERBS.get(m.group("verb")) if m else None
    if m is None or verb is None or "q" not in verb.frames:
        return None
    if shown := SHOWN.match(text, start, m.start()):
        start = shown.end()
    words = Phrases(text, tokens(text, start, m.start(), []))
    phrase = words.ending_at(words.n - 1)
    if phrase is None or not words.t[phrase[1]].cap:
        return None
    return words.span(*phrase), Span(*m.span("verb"))
