"""A statement in the making, before it is frozen."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.model import Clock, Span
from onrecord.speech.layouts import Turn


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
