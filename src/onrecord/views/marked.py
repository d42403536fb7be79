"""A text cut where marks begin and end, so that overlapping statements can be shown in any medium."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.model import Span, Statement


@dataclass(frozen=True, slots=True)
class Mark:
    """One role of one statement over a span: "content", "cue" or "source"."""

    statement: int
    role: str
    span: Span


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of the text with all the marks that cover it; `opens` are those whose span starts here."""

    span: Span
    marks: tuple[Mark, ...]

    @property
    def opens(self) -> tuple[Mark, ...]:
        return tuple(m for m in self.marks if m.span.start == self.span.start)


def marks(statements: Sequence[Statement]) -> list[Mark]:
    """Every content, cue and source span of the statements."""
    roles = ("content", "cue", "source")
    return [Mark(i, role, span) for i, s in enumerate(statements) for role in roles for span in getattr(s, role)]


def segments(within: Span, found: Sequence[Mark]) -> list[Segment]:
    """The span `within`, cut at every boundary of a mark, in order and without gaps.

    >>> [tuple(s.span) for s in segments(Span(0, 9), [Mark(0, "content", Span(2, 5))])]
    [(0, 2), (2, 5), (5, 9)]
    """
    inside = [m for m in found if m.span.start < within.end and m.span.end > within.start]
    cuts = {within.start, within.end}
    for mark in inside:
        cuts.update(edge for edge in mark.span if within.start < edge < within.end)
    edges = sorted(cuts)
    return [
        Segment(Span(a, b), tuple(m for m in inside if m.span.start <= a and b <= m.span.end))
        for a, b in pairwise(edges)
    ]
