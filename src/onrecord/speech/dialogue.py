"""Dialogue by dashes instead of quotation marks: `— I am tired — says the baker. — Very.`"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.model import Span
from onrecord.speech.marks import Quotation
from onrecord.speech.verbs import VERBS

OPENING = re.compile(r"[—–―]\s?(?=[¿¡«“\"]?[^\W\d_])")
BREAK = re.compile(r"\s[—–―]\s?(?=\S)")
WORD = re.compile(r"[^\W\d_]+")
# In "— …, — said the mayor" the verb is one of the first words; further on the dash is one of the speaker's own.
VERB_WITHIN = 4
FEWEST = 2  # lines that show it: one alone may be a point of a list


def with_dialogue(text: str, lines: Sequence[Span], found: Sequence[Quotation]) -> tuple[Quotation, ...]:
    """The quotations `found` by marks and those between dashes, which hold their words without the dashes, in order."""
    spoken = [s for line in lines if OPENING.match(text, *line) for s in (_spoken(text, line),) if s]
    if len(spoken) < FEWEST:
        return tuple(found)
    said = [span for spans in spoken for span in spans]
    out = [Quotation((span,), closed=True, depth=0) for span in said]
    at = 0
    for quotation in sorted(found, key=lambda q: q.start):
        while at < len(said) and said[at].end <= quotation.start:
            at += 1
        inside = at < len(said) and said[at].start <= quotation.start and quotation.end <= said[at].end
        apart = at == len(said) or quotation.end <= said[at].start
        if inside or apart:  # what crosses a dash was no quotation
            out.append(replace(quotation, depth=quotation.depth + inside))
    return tuple(sorted(out, key=lambda q: (q.start, -q.end)))


def _spoken(text: str, line: Span) -> list[Span]:
    """The words between the dashes of a paragraph, the teller's left out; none where nobody is told to say them."""
    m = OPENING.match(text, *line)
    if m is None:
        return []
    spans, start, told = [], m.end(), False
    breaks = [(b.start(), b.end()) for b in BREAK.finditer(text, m.end(), line.end)]
    end = line.end
    speaking = True
    for stop, after in breaks:
        if speaking and _tells(text, after, line.end):
            spans.append(Span(start, stop))
            speaking, told = False, True
        elif not speaking:
            start, speaking = after, True
    if speaking and told:
        spans.append(Span(start, end))
    return [Span(s, s + len(text[s:e].rstrip(" ,"))) for s, e in spans if text[s:e].strip(" ,")]


def _tells(text: str, start: int, end: int) -> bool:
    """Whether what follows a dash is the teller's: a verb that takes a quotation among its first words."""
    for number, m in enumerate(WORD.finditer(text, start, end)):
        verb = VERBS.get(m.group().lower())
        if verb and verb.form in ("past", "s") and "q" in verb.frames:
            return True
        if number + 1 >= VERB_WITHIN:
            break
    return False
