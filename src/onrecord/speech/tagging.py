"""The protocol between whoever proposes spans (rules, or a trained model) and the rest of the program."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from onrecord.model import Span


@dataclass(frozen=True, slots=True)
class Attribution:
    """One proposed statement: spans of each role in code points of the text given, each tuple sorted.

    `cue` and `source` may be empty. `score` is the tagger's calibrated belief that this is a statement.
    """

    content: tuple[Span, ...]
    cue: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text: `kind` is "person", "body", "place" or "other"."""

    span: Span
    kind: str
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Tagging:
    """What a tagger proposes for one text. `mentions` is None when the tagger does not look for names."""

    attributions: tuple[Attribution, ...]
    mentions: tuple[Mention, ...] | None = None


class Tagger(Protocol):
    """Finds attributions. Implementations are safe to share between threads and give the same answer in any batch."""

    @property
    def version(self) -> str:
        """What to write into `Versions.tagger`: "rules 1", or the model's name and the first digits of its hash."""
        ...

    def tag(self, texts: Iterable[str]) -> Iterator[Tagging]:
        """One `Tagging` per text, in order. Paragraphs of a text are separated by line feeds."""
        ...
