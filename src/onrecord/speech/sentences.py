"""Sentences, by rules that know abbreviations, initials and quotation marks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.model import Span
from onrecord.speech.marks import Marked, paragraphs, quotations

# A stop after one of these ends no sentence when a name or a number can follow it.
TITLES = frozenset(
    "mr mrs ms messrs dr prof st gen col lt maj capt sgt cpl cmdr adm brig gov sen rep sens reps rev hon pres"
    " supt det sr jr fr mt ft vs no nos art fig vol pp ed eds mme mlle msgr insp amb asst dep dist atty supt p"
    " op cit".split()
)
# A stop after one of these ends a sentence only before a word that opens one.
SHORT = frozenset(
    "inc corp co ltd llc plc bros etc al u.s u.k u.n e.u d.c a.m p.m i.e e.g jan feb mar apr jun jul aug sep"
    " sept oct nov dec calif mass fla ill conn ariz ala pa va wash ore minn mich colo tenn ga ky la md mo neb"
    " nev okla tex vt wis wyo del n.y n.j n.h n.c s.c n.d s.d n.m r.i w.va approx est dept univ assn ave blvd"
    " rd".split()
)
OPENERS = frozenset(
    "the a an this that these those he she it they we i you his her its their our my but and in on at when"
    " after before while if as for with from by so there here what who why how where however meanwhile asked"
    " according yet both some many most all no not one two three".split()
)
STOP = re.compile(r"[.!?…。！？]+[)\]”’\"'»«“›」』]*(?=[\s\u00a0]|$)|[。！？]+[」』”]*")  # fmt: skip
LAST_WORD = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?$|[^\W\d_]+$")
NEXT = re.compile(r"[\s\u00a0]*([(\[“‘\"'«»„—–-]*)[\s\u00a0]*(\w+)?")
WINDOW = 24  # code points before a stop that are searched for an abbreviation


def sentences(text: str, lines: Sequence[Span] | None = None, marked: Marked | None = None) -> list[Span]:
    """The sentences of `text` in order; none crosses a paragraph.

    A stop inside a quotation ends no sentence, unless the quotation itself ends there and nothing carries it on; so
    `“A. B,” he said.` is one sentence.
    """
    if lines is None:
        lines = paragraphs(text)
    if marked is None:
        marked = Marked(quotations(text, lines))
    return [s for line in lines for s in _of_paragraph(text, line, marked)]


def _of_paragraph(text: str, line: Span, marked: Marked) -> list[Span]:
    pieces = [piece for _, piece in marked.over(line.start, line.end)]
    found: list[Span] = []
    start, at = line.start, 0
    for m in STOP.finditer(text, line.start, line.end):
        while at < len(pieces) and pieces[at].end < m.end():
            at += 1
        if at < len(pieces) and pieces[at].start < m.end() < pieces[at].end:
            continue
        if m.end() >= line.end or not ends(text, m.start(), m.end(), line.end):
            continue
        found.append(Span(start, m.end()))
        start = _skip(text, m.end(), line.end)
    if start < line.end:
        found.append(Span(start, line.end))
    return found


def _skip(text: str, at: int, end: int) -> int:
    while at < end and text[at].isspace():
        at += 1
    return at


def ends(text: str, stop: int, after: int, limit: int) -> bool:
    """Whether the stop at `stop`, followed at `after` by the rest of its paragraph, ends a sentence."""
    follows = NEXT.match(text, after, limit)
    opening, word = (follows.group(1), follows.group(2)) if follows else ("", None)
    if text[stop] != "." or after - stop > 1:
        return word is None or not word[0].islower() or (bool(opening) and opening[0] in '“"«„')
    if word is None:
        return True
    if word[0].islower():
        return False
    before = LAST_WORD.search(text, max(0, stop - WINDOW), stop)
    if before is None:
        return True
    last = before.group().lower().rstrip(".")
    if last in TITLES:
        return False
    if last in SHORT:
        return bool(opening) or word.lower() in OPENERS
    if len(last) == 1 and last != "i":  # an initial: "J. Smith", "Plan B. The"
        return word.lower() in OPENERS
    if "." in before.group():
        return bool(opening) or word.lower() in OPENERS
    return True
