"""The quotations of a draft text, each with the speaker that the draft claims for it."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model import Kind, Record, Span
from onrecord.quotes.passages import Passage, passages
from onrecord.quotes.words import keys

LEAST_WORDS = 3  # words between quotation marks that are fewer are a term or a title more often than a quotation


@dataclass(frozen=True, slots=True)
class Claim:
    """One quotation of a draft: its words, the code points where they stand, and who is said to have said them."""

    text: str
    spans: tuple[Span, ...]
    speaker: str | None


def claims(record: Record) -> tuple[Claim, ...]:
    """Every quotation of the draft that `record` was made from, in the order of the text, each once."""
    found = [c for p in passages(record) if p.marked for c in _claims(p)]
    found.sort(key=lambda c: (c.spans[0].start, -c.spans[-1].end))
    kept: list[Claim] = []
    for claim in found:
        if not (kept and claim.spans[-1].end <= kept[-1].spans[-1].end):  # one nested in another is part of it
            kept.append(claim)
    return tuple(kept)


def _claims(p: Passage) -> list[Claim]:
    speaker = p.speaker or p.named
    if p.kind is not Kind.MIXED:
        parts = [(p.text, p.pieces)]
    else:
        parts = [(p.text[a:b], p.article_span(a, b)) for a, b in p.marked]
    return [Claim(text, spans, speaker) for text, spans in parts if len(keys(text)) >= LEAST_WORDS]
