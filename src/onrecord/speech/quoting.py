"""`X was quoted by Y as saying`, `Y quoted X as saying`: the words are X's, and Y is how the page has them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from onrecord.model import Span
from onrecord.speech.drafts import Draft, common
from onrecord.speech.phrases import Phrases
from onrecord.speech.setting import MEDIA
from onrecord.speech.words import tokens

PASSIVE = re.compile(
    r"\b(?P<cue>(?:was|were|is|are|has\s+been|have\s+been)\s+(?:(?:also|later|earlier)\s+)?quoted)"
    r"(?:\s+(?:by|in|on)\s[^,:;“”\"\n]{2,60}?)?\s(?P<saying>as\s+saying)\b"
)
ACTIVE = re.compile(
    r"\b(?P<cue>quoted|quotes|cited|cites)\s(?P<who>(?!(?:by|in|on)\s)[^,:;“”\"\n]{2,60}?)\s(?P<saying>as\s+saying)\b"
)
FURTHEST = 300  # code points before "quoted" that are read for a subject
SAYING = re.compile(r"\bas\s+saying\b")
PRONOUN = re.compile(r"(?:him|her|them)\b")


def quoted(text: str, drafts: Sequence[Draft], sentences: Sequence[Span]) -> None:
    """Give drafts whose cue is "quoted … as saying" the one who is quoted as their source."""
    matches = [m for pattern in (PASSIVE, ACTIVE) for m in pattern.finditer(text)] if SAYING.search(text) else []
    if not matches:
        return
    matches.sort(key=lambda m: m.start())
    begins = [m.start() for m in matches]
    starts = [s.start for s in sentences]
    for draft in drafts:
        if not draft.cue or draft.turn:
            continue
        at = bisect_right(begins, draft.cue[-1].end) - 1
        if at < 0 or matches[at].end() <= draft.cue[0].start:
            continue
        number = bisect_right(starts, begins[at]) - 1
        if number >= 0:
            _resource(text, draft, max(starts[number], begins[at] - FURTHEST), matches[at])


def _resource(text: str, draft: Draft, start: int, m: re.Match[str]) -> None:
    """Set source, cue and chain from a match of one of the patterns in the sentence from `start` on."""
    before = Phrases(text, tokens(text, start, m.start(), []))
    phrase = before.subject(before.n - 1)
    subject = before.span(*phrase) if phrase else None
    if m.re is PASSIVE:
        source = subject
    elif common(draft.content, [Span(*m.span())]):
        return  # the tagger reads "another as saying that …" as what the outlet tells; so does PolNeAR
    else:
        source = Span(*m.span("who"))
        if subject and not PRONOUN.match(text, *subject) and MEDIA.search(text, *subject):
            draft.via = [subject]
    if source:
        draft.source = (source,)
        draft.cue = (Span(*m.span("cue")), Span(*m.span("saying")))
