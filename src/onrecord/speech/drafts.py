"""A statement in the making, before it is frozen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from onrecord.model import Clock, Span
from onrecord.speech.layouts import Turn
from onrecord.speech.marks import Marked
from onrecord.speech.words import WORD

# A tagger that covers this share of a quotation's words means all of it.
MOST = 0.5


@dataclass(slots=True)
class Draft:
    """A statement in the making."""

    content: list[Span]
    cue: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()
    score: float = 1.0
    carried: bool = False  # found by carry-over, not by the tagger
    turn: Turn | None = None  # the layout that gave it
    prompt: Span | None = None
    addressee: Span | None = None
    occasion: Span | None = None
    place: Span | None = None
    said: Clock | None = None
    via: list[Span] = field(default_factory=list)
    parent: int | None = None

    @property
    def start(self) -> int:
        return self.content[0].start

    @property
    def end(self) -> int:
        return self.content[-1].end


def by_place(draft: Draft) -> tuple[object, ...]:
    return draft.start, -draft.end, draft.cue, draft.source


def common(spans: Iterable[Span], others: Sequence[Span]) -> int:
    """The number of code points that both hold."""
    return sum(max(0, min(e, y) - max(s, x)) for s, e in spans for x, y in others)


def wordless(text: str, start: int, end: int) -> bool:
    return start >= end or WORD.search(text, start, end) is None


def holds(spans: Iterable[Span], start: int, end: int) -> bool:
    return any(start <= s.start and s.end <= end for s in spans)


def merged(spans: list[Span]) -> list[Span]:
    spans.sort()
    out: list[Span] = []
    for span in spans:
        if out and span.start < out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return out


def size(spans: Iterable[Span]) -> int:
    return sum(e - s for s, e in spans)


def is_quoted(draft: Draft, marked: Marked) -> bool:
    """Whether the draft's content holds a quotation of its own."""
    return any(q.start >= draft.start for q, _ in marked.over(draft.start, draft.end))
