"""Which question a statement answers, where the question is a statement, a turn or a line of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.model import Span
from onrecord.speech.drafts import Draft

ASKS = re.compile(
    r"\b(?:ask(?:s|ed|ing)?|inquir(?:e|es|ed)|enquir(?:e|es|ed)|quer(?:y|ies|ied)|question(?:s|ed)?|to\s+know|pressed)\b",
    re.I,
)
REPLIES = re.compile(
    r"\b(?:repl(?:y|ies|ied)|answer(?:s|ed)?|respond(?:s|ed)?|retort(?:s|ed)?|counter(?:s|ed)?)\b", re.I
)
SAID = re.compile(r"\bsa(?:id|ys)\b")
# The words before or at the start of an indirect question; without one of them "asked" is a request.
WH = re.compile(r"(?:whether|if|how|why|what|when|where|who|which)\b", re.I)
WH_BEFORE = re.compile(r"\b(?:whether|if)\s+$", re.I)
PRONOUNS = frozenset("he she they it we i you him her".split())
OPENS = "“\"«»„‘'"
CLOSES = "”\"'’»«“ "
# An answer follows its question within this many code points; in news it is the next sentence or paragraph.
NEAR = 400


def answer(text: str, drafts: Sequence[Draft]) -> None:
    """Give each draft that follows a question the question's words as its prompt, if it has none yet.

    The one who asks and the one who answers must be told apart: by another source, or by a reply verb with a pronoun.
    """
    last: Draft | None = None
    for draft in drafts:
        if draft.parent is not None:
            continue
        if draft.turn and draft.turn.question:
            draft.prompt = draft.turn.question
        elif draft.prompt is None and last is not None and _answers(text, last, draft):
            draft.prompt = _words(text, last)
        last = draft


def _answers(text: str, question: Draft, draft: Draft) -> bool:
    if not _asks(text, question) or draft.start < question.end or draft.start - question.end > NEAR + _length(draft):
        return False
    if draft.turn or question.turn:
        return (
            bool(draft.turn and question.turn)
            and _name(text, draft) != _name(text, question)
            and not (draft.turn is not None and draft.turn.asks)
        )
    if not draft.cue or text.count("\n", question.end, draft.start) > 2 or _asks(text, draft):
        return False
    if text[draft.start] not in OPENS and not any(REPLIES.search(text, *s) for s in draft.cue):
        return False
    name = _name(text, draft)
    if name in PRONOUNS:
        return any(REPLIES.search(text, *s) or SAID.search(text, *s) for s in draft.cue)
    return name != _name(text, question)


def _length(draft: Draft) -> int:
    """How far the cue and source of a draft may push its content away from what stands before them."""
    return sum(e - s for s, e in (*draft.cue, *draft.source))


def _asks(text: str, draft: Draft) -> bool:
    if draft.turn:
        return draft.turn.asks
    if not draft.source or not any(ASKS.search(text, *s) for s in draft.cue):
        return False
    question = _words(text, draft)
    return (
        text[question.start : question.end].rstrip(CLOSES).endswith("?")
        or WH.match(text, question.start) is not None
        or WH_BEFORE.search(text, max(0, question.start - 10), question.start) is not None
    )


def _name(text: str, draft: Draft) -> str:
    return " ".join(text[s:e] for s, e in draft.source).lower()


def _words(text: str, draft: Draft) -> Span:
    """The question's words: of a split quotation the piece that ends with the question mark."""
    for start, end in reversed(draft.content):
        if text[start:end].rstrip(CLOSES).endswith("?"):
            return Span(start, end)
    return draft.content[-1]
