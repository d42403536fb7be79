"""A speaker named between the marks: `« We go, declared X. They stay. »`, “We go, — said X, — and they stay.”"""

from __future__ import annotations

import re
from bisect import bisect_left

from onrecord.model import Span
from onrecord.speech.drafts import Draft, wordless
from onrecord.speech.marks import Marked, Quotation
from onrecord.speech.verbs import VERBS

# A comma, a verb and a name, up to the next stop, comma or dash. "we said" is the speaker's own.
TELLER = re.compile(
    r"[,?!](?P<dash>\s?[—–-])?\s(?P<verb>[a-z]+)\s(?P<who>(?:he|she|[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){0,4})\b)"
    r"(?P<setting>[^.,:;—–«»“”\"\n]{0,80})(?P<end>[.,](?:\s[—–-])?\s?|\s[—–-]\s|(?=[»”\"]))"
)
FURTHEST = 400  # code points into the quotation; a teller comes after its first words
BETWEEN = 0.6  # score; uncalibrated: PolNeAR's pages hold none


def inserted(text: str, drafts: list[Draft], marked: Marked, claims: set[int]) -> list[Draft]:
    """The drafts with those of quotations that hold their own teller in place of what holds them whole.

    `claims` grows by the starts of these quotations. A quotation that some cue outside it claims is left alone.
    """
    told = [(q, m) for q in marked.all if not q.depth and (m := _teller(text, q))]
    if not told:
        return drafts
    cues = sorted(d.cue[0].start for d in drafts if d.cue)
    whole: dict[int, list[Draft]] = {}
    for draft in drafts:
        whole.setdefault(draft.start, []).append(draft)
    replaced: set[int] = set()
    new = []
    for quotation, m in told:
        held = whole.get(quotation.start, [])
        at = bisect_left(cues, quotation.start)
        known = at < len(cues) and cues[at] < quotation.spans[0].end  # or a report of the speaker's own
        if known or any(d.cue or d.turn for d in held):
            continue
        replaced.update(id(d) for d in held)
        first = Span(quotation.start, m.start() + 1)
        rest = Span(m.end(), quotation.spans[0].end)
        content = [first, *([] if wordless(text, *rest) else [rest]), *quotation.spans[1:]]
        new.append(Draft(content, (Span(*m.span("verb")),), (Span(*m.span("who")),), BETWEEN))
        claims.add(quotation.start)
    return [d for d in drafts if id(d) not in replaced] + new


def _teller(text: str, quotation: Quotation) -> re.Match[str] | None:
    start, end = quotation.spans[0]
    for m in TELLER.finditer(text, start + 2, min(end, start + FURTHEST)):
        verb = VERBS.get(m.group("verb"))
        # Without a dash, only in marks whose languages write so: in others "…, said Tom" is told by the speaker.
        if verb and "v" in verb.frames and verb.form in ("past", "s") and (m.group("dash") or text[start] in "«»„"):
            return m
    return None
