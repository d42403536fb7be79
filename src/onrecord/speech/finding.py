"""From a tagger's spans to statements: kind, medium, question, addressee, occasion, chain, nesting."""

from __future__ import annotations

from onrecord.model import Kind, Medium, Span, Statement
from onrecord.speech.clauses import is_speech
from onrecord.speech.marks import Marked, paragraphs, quotations
from onrecord.speech.mending import Draft, mended
from onrecord.speech.sentences import sentences
from onrecord.speech.tagging import Tagging
from onrecord.speech.verbs import VERBS, WRITING_WORDS, THOUGHT_WORDS
from onrecord.speech.words import WORD


def find(text: str, tagging: Tagging, *, start: int = 0, language: str | None = None) -> tuple[Statement, ...]:
    """The statements of `text` in order of their content; `parent` is an index into them."""
    lines = paragraphs(text)
    marked = Marked(quotations(text, lines))
    parts = sentences(text, lines, marked)
    drafts = mended(text, tagging.attributions, marked, parts)
    return tuple(_statement(text, d, marked) for d in drafts)


def _statement(text: str, draft: Draft, marked: Marked) -> Statement:
    return Statement(
        kind=kind_of(text, draft.content, marked),
        medium=medium_of(text, draft.cue),
        content=tuple(draft.content),
        cue=draft.cue,
        source=draft.source,
        quote=" ".join(text[s:e] for s, e in draft.content),
        confidence=draft.score,
    )


def kind_of(text: str, content: list[Span], marked: Marked) -> Kind:
    return Kind.DIRECT


def medium_of(text: str, cue: tuple[Span, ...]) -> Medium:
    return Medium.SPEECH
