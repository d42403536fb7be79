"""Quotation marks: which stretches of a text stand between them, in any system of marks that news pages use.

All offsets are code points into the text given, half-open; a quotation's spans include its marks. Time is linear in
the length of the text whatever it holds.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.model import Span

# What each mark may close when it stands open: “…”, „…“, „…”, ”…” and »…» (Nordic), «…», »…«, ‹…›, ‘…’, ‚…‘, '…', "…".
CLOSES: dict[str, tuple[str, ...]] = {
    "”": ("“", "„", "”", "‟", '"'),
    "“": ("„", "“"),
    "»": ("«", "»"),
    "«": ("»",),
    "›": ("‹",),
    "‹": ("›",),
    "’": ("‘", "‚"),
    "‘": ("‚",),
    "'": ("'", "‘"),
    '"': ('"', "“"),
    "''": ("''", "``"),
    "」": ("「",),
    "』": ("『",),
    "＂": ("＂",),
}
OPENS = frozenset("“„‟«»‹›‘‚'\"”「『＂") | {"''", "``"}
SINGLE = frozenset("‘’‚'‹›")  # marks that also serve as apostrophes, or stand inside other marks
MARK = re.compile(r"(?<!\S)''|''(?!')|``|[“”„‟\"«»‹›‘’‚'「」『』＂]")
BLANK = frozenset(" \t\u00a0\u2009\u202f\u200b")
BEFORE_OPENING = BLANK | frozenset("\n([{—–-/:…“„«\"‘'‹»”>")
# Words that begin with an apostrophe: it opens no quotation there.
ELIDED = re.compile(r"(?:tis|twas|twere|til|till|em|cause|bout|round|cuz|n|s|\d\ds?)\b", re.IGNORECASE)
TELLER = re.compile(r"\s(?:he|she|they|it|said|says|asked)\b")  # no noun: what stands before it is no possessive
# A quotation whose next paragraph opens with the same mark goes on; this many paragraphs is beyond any we have seen.
LONGEST_RUN = 200
DEEPEST = 8  # marks open at once; no page nests so deep, so what does is broken or hostile


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch between quotation marks: one span per paragraph, marks included.

    `closed` is False when its closing mark is missing; `depth` counts the quotations that it stands in.
    """

    spans: tuple[Span, ...]
    closed: bool
    depth: int

    @property
    def start(self) -> int:
        return self.spans[0].start

    @property
    def end(self) -> int:
        return self.spans[-1].end


def paragraphs(text: str) -> list[Span]:
    """The non-blank lines of `text`, without the blanks around them."""
    spans, start = [], 0
    for line in text.split("\n"):
        bare = line.strip()
        if bare:
            first = start + line.index(bare[0])
            spans.append(Span(first, first + len(bare)))
        start += len(line) + 1
    return spans


@dataclass(slots=True)
class _Open:
    mark: str
    start: int


def quotations(text: str, lines: Sequence[Span] | None = None) -> tuple[Quotation, ...]:
    """Every quotation of `text` in order of its start. `lines` are its paragraphs, if already known."""
    if lines is None:
        lines = paragraphs(text)
    found: list[Quotation] = []
    running: list[Span] = []  # the paragraphs so far of a quotation that has not been closed
    mark = ""
    for number, line in enumerate(lines):
        opened = _carried_on(text, line, mark) if running else None
        if running and opened is None:
            found.append(Quotation(tuple(running), closed=False, depth=0))
            running = []
        goes_on = number + 1 < len(lines) and text[lines[number + 1].start] in "‘'"
        closed, left = _in_paragraph(text, line, opened, goes_on)
        if left and not running and not _stays_open(text, left, lines, number, closed):
            left = None
        for start, end, depth in _with_depths(closed, left):
            if running and start == line.start and depth == 0:
                running.append(Span(start, end))
                found.append(Quotation(tuple(running), closed=True, depth=0))
                running = []
            else:
                found.append(Quotation((Span(start, end),), closed=True, depth=depth))
        if left is None:
            continue
        mark = left.mark
        running.append(Span(left.start, line.end))
        if len(running) >= LONGEST_RUN:
            found.append(Quotation(tuple(running), closed=False, depth=0))
            running = []
    if running:
        found.append(Quotation(tuple(running), closed=False, depth=0))
    found.sort(key=lambda q: (q.start, -q.end))
    return tuple(found)


def _carried_on(text: str, line: Span, mark: str) -> _Open | None:
    """The opening mark that stands for a quotation left open in the paragraph before, or None if it has ended."""
    m = MARK.match(text, line.start)
    first = m.group() if m else text[line.start]
    if first == mark or (mark == "“" and first == "”") or (mark == "‘" and first == "’"):
        return _Open(mark, line.start)
    if mark == "«" and first == "»":  # French and Spanish pages repeat the closing mark
        return _Open(mark, line.start)
    # No mark at its start: it goes on only if the paragraph's first mark is one that can only close.
    if mark in SINGLE:
        return None
    m = MARK.search(text, line.start, line.end)
    while m and m.group() in SINGLE:
        m = MARK.search(text, m.end(), line.end)
    if (
        m
        and mark in CLOSES.get(m.group(), ())
        and _looks_closing(text, m.start(), m.group(), line)
        and not _looks_opening(text, m.start(), m.group(), line)
    ):
        return _Open(mark, line.start)
    return None


def _stays_open(text: str, left: _Open, lines: Sequence[Span], number: int, closed: Sequence[tuple[int, int]]) -> bool:
    """Whether a mark without its partner opens a quotation that runs to the end of its paragraph.

    It does when the next paragraph takes it up, or when it stands where speech begins: at the start of the paragraph,
    or after a colon or a comma, with no whole quotation after it. Elsewhere it is an inch, a slip or an apostrophe.
    """
    if number + 1 < len(lines) and _carried_on(text, lines[number + 1], left.mark):
        return True
    if left.mark in SINGLE or any(start > left.start and text[start] not in SINGLE for start, _ in closed):
        return False
    before = text[lines[number].start : left.start].rstrip()
    return not before or before[-1] in ":,"


def _with_depths(closed: Sequence[tuple[int, int]], left: _Open | None) -> Iterator[tuple[int, int, int]]:
    """Each closed quotation with the number of those that it stands in, in order of its start."""
    ends: list[int] = []
    for start, end in sorted(closed, key=lambda q: (q[0], -q[1])):
        while ends and ends[-1] <= start:
            ends.pop()
        yield start, end, len(ends) + (left is not None and left.start < start)
        ends.append(end)


def _in_paragraph(
    text: str, line: Span, opened: _Open | None, goes_on: bool
) -> tuple[list[tuple[int, int]], _Open | None]:
    """The closed quotations of one paragraph, and the outermost mark left open at its end.

    `goes_on`: whether the next paragraph opens with a single mark, so that one of this paragraph may stay open.
    """
    stack: list[_Open] = [opened] if opened else []
    begin = line.start
    if opened and (m := MARK.match(text, begin)):
        begin = m.end()
    marks = [(m.start(), m.group()) for m in MARK.finditer(text, begin, line.end)]
    closers = _single_closers(text, marks, line, goes_on)
    closed: list[tuple[int, int]] = []
    for at, mark in marks:
        if _closes(text, at, mark, stack, line, closers):
            while stack[-1].mark not in CLOSES[mark]:
                stack.pop()  # a mark inside that was never closed
            start = stack.pop().start
            if at - start > 1:
                closed.append((start, at + len(mark)))
        elif (
            mark in OPENS and _looks_opening(text, at, mark, line) and not (mark in "‘'" and ELIDED.match(text, at + 1))
        ):
            if len(stack) >= DEEPEST:
                del stack[1:]
            stack.append(_Open(mark, at))
    return closed, stack[0] if stack else None


def _closes(text: str, at: int, mark: str, stack: list[_Open], line: Span, closers: frozenset[int]) -> bool:
    openers = CLOSES.get(mark, ())
    if not any(o.mark in openers for o in stack):
        return False
    if mark in ("’", "'"):
        return at in closers
    if mark == "“" and stack[-1].mark != "„":  # a slip for ”, if it can be nothing else
        return _looks_closing(text, at, mark, line) and not _looks_opening(text, at, mark, line)
    if mark == stack[-1].mark or mark == '"':  # the same mark opens and closes: its shape decides
        return _looks_closing(text, at, mark, line) or not _looks_opening(text, at, mark, line)
    return True


def _looks_opening(text: str, at: int, mark: str, line: Span) -> bool:
    end = at + len(mark)
    after = text[end] if end < line.end else "\n"
    before = text[at - 1] if at > line.start else "\n"
    if mark in "«»‹›" and after in BLANK:  # French spacing: « A »
        return before in BEFORE_OPENING
    return before in BEFORE_OPENING and after not in BLANK and after != "\n" and after not in ",;:!?)"


def _looks_closing(text: str, at: int, mark: str, line: Span) -> bool:
    end = at + len(mark)
    before = text[at - 1] if at > line.start else "\n"
    after = text[end] if end < line.end else "\n"
    if mark in "«»‹›":
        return before != "\n"
    return before not in BLANK and before != "\n" and before not in "([{—" and not after.isalnum()


def _single_closers(text: str, marks: list[tuple[int, str]], line: Span, goes_on: bool) -> frozenset[int]:
    """Which apostrophe-shaped marks may close a single quotation.

    After a stop or comma one surely does; after a letter it may be a possessive ("the voters’ choice"), so it closes
    only if no surer one follows before the next opening mark, and if no quotation may go on in the next paragraph.
    """
    may: set[int] = set()
    surer = goes_on
    for at, mark in reversed(marks):
        if mark not in ("’", "'"):
            surer = surer and mark != "‘"
            continue
        after = text[at + 1] if at + 1 < line.end else "\n"
        before = text[at - 1] if at > line.start else "\n"
        if mark == "'" and before in BEFORE_OPENING and after.isalnum():
            surer = False
        if after.isalnum() or before in BLANK or before == "\n":
            continue
        possessive = before in "sSzx" and after in BLANK and not TELLER.match(text, at + 1, line.end)
        if not (surer and possessive):
            may.add(at)
            surer = True
    return frozenset(may)


class Marked:
    """Lookups over a text's quotations: which one stands at, covers, begins or ends where."""

    def __init__(self, found: Sequence[Quotation]) -> None:
        self.all = tuple(found)
        pieces = sorted((s.start, s.end, i) for i, q in enumerate(found) if q.depth == 0 for s in q.spans)
        self._every = sorted((s.start, s.end, i) for i, q in enumerate(found) for s in q.spans)
        self._starts = [p[0] for p in pieces]
        self._ends = [p[1] for p in pieces]
        self._index = [p[2] for p in pieces]

    def over(self, start: int, end: int) -> Iterator[tuple[Quotation, Span]]:
        """The outermost quotations that overlap [start, end), with the piece that does, in order."""
        for i in range(bisect_right(self._ends, start), bisect_left(self._starts, end)):
            yield self.all[self._index[i]], Span(self._starts[i], self._ends[i])

    def within(self, start: int, end: int) -> Iterator[tuple[Quotation, Span]]:
        """The quotations of any depth that lie in [start, end), each with its piece, in order of their starts."""
        for i in range(bisect_left(self._every, (start, 0, 0)), len(self._every)):
            first, last, index = self._every[i]
            if first >= end:
                return
            if last <= end:
                yield self.all[index], Span(first, last)

    def at(self, offset: int) -> Quotation | None:
        """The outermost quotation that covers `offset`."""
        for quotation, _ in self.over(offset, offset + 1):
            return quotation
        return None


# From this length on a quotation is somebody's words whatever it looks like.
SURELY_SPEECH = 200


def is_speech(text: str, start: int, end: int) -> bool:
    """Whether a quotation is long or stopped enough to be somebody's words; if not, a title, a name, scare quotes.

    One without an opening mark goes on from another paragraph, or stands between dashes: both are speech.
    """
    if end - start > SURELY_SPEECH or text[start] not in OPENS:
        return True
    inner = text[start + 1 : end - 1].strip(" '`")
    words = inner.split()
    if not words:
        return False
    long = [w for w in words if len(w) > 3]
    if 1 < len(words) <= 9 and long and all(w[0].isupper() or not w[0].isalpha() for w in long):
        return inner[-1] in "!?." and len(words) > 4
    return len(words) >= 4 or inner[-1] in ",.!?…—–-"
