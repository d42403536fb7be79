"""From a tagger's spans to statements: whole quotations, kind, medium, question, occasion, chain, nesting."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date

from onrecord.model import Kind, Span, Statement
from onrecord.speech import setting
from onrecord.speech.dialogue import with_dialogue
from onrecord.speech.drafts import Draft
from onrecord.speech.kinds import kind_of, medium_of, quote_of
from onrecord.speech.layouts import turns
from onrecord.speech.marks import Marked, paragraphs, quotations
from onrecord.speech.mending import mended
from onrecord.speech.questions import answer
from onrecord.speech.scenes import scenes, stage
from onrecord.speech.sentences import sentences
from onrecord.speech.tagging import Tagging
from onrecord.speech.when import said_on
from onrecord.speech.winnowing import winnowed

# Code points on either side of a cue that are searched in sentences longer than twice as many; the longest sentence of
# the development articles that is no list has 1,100.
AROUND = 600
# Outside the language that the tagger was made for its belief is worth less; how much less is unmeasured.
OTHER_LANGUAGE = 0.5


def find(
    text: str, tagging: Tagging, *, start: int = 0, language: str | None = None, published: date | None = None
) -> tuple[Statement, ...]:
    """The statements of `text`, in order of their content; `parent` is an index into them, speakers are None.

    `start` is where the article's own words begin (after a dateline): nothing before it is part of a statement.
    `language` is the text's BCP 47 tag where known; outside English the confidence is halved. `published` is the local
    day of publication, which turns "on Monday" into a day; without it `said` stays None.
    """
    lines = paragraphs(text)
    marked = Marked(with_dialogue(text, lines, quotations(text, lines)))
    parts = sentences(text, lines, marked)
    proposed = (a for a in tagging.attributions if all(s.start >= start or s.start < 0 for s in a.content))
    laid_out = [t for t in turns(text, lines, marked) if t.content[0].start >= start]
    drafts = mended(text, proposed, marked, parts, laid_out)
    drafts = winnowed(text, drafts, marked)
    _set(text, drafts, parts, start, published)
    answer(text, drafts)
    share = 1.0 if language is None or language.lower().split("-")[0] == "en" else OTHER_LANGUAGE
    inner: list[list[Span]] = [[] for _ in drafts]
    for draft in drafts:
        if draft.parent is not None:
            inner[draft.parent] += draft.content
    return tuple(_statement(text, d, marked, within, share) for d, within in zip(drafts, inner, strict=True))


def _statement(text: str, draft: Draft, marked: Marked, inner: list[Span], share: float) -> Statement:
    return Statement(
        kind=Kind.DIRECT if draft.turn else kind_of(text, draft.content, marked, inner),
        medium=medium_of(text, draft),
        content=tuple(draft.content),
        cue=draft.cue,
        source=draft.source,
        quote=quote_of(text, draft.content),
        prompt=draft.prompt,
        addressee=draft.addressee,
        occasion=draft.occasion,
        said=draft.said,
        place=setting.place(text, draft.occasion) if draft.occasion else None,
        via=tuple(draft.via) or None,
        parent=draft.parent,
        confidence=draft.score * share,
    )


def _set(text: str, drafts: list[Draft], parts: Sequence[Span], start: int, published: date | None) -> None:
    """Question, addressee, occasion and chain of every draft from its sentence, or from the scene that was set."""
    starts = [s.start for s in parts]
    contents = _outermost(drafts)
    begins = [s.start for s in contents]
    anchors = [(d.cue or d.source or tuple(d.content))[0] for d in drafts]
    numbers = [bisect_right(starts, a.start) - 1 for a in anchors]
    telling = frozenset(numbers)
    set_before = scenes(text, parts, start, telling)
    away = False
    for at, (draft, anchor, number) in enumerate(zip(drafts, anchors, numbers, strict=True)):
        if number < 0:
            continue
        sentence = _window(parts[number], anchor, draft)
        if draft.parent is None:
            low = bisect_right(begins, sentence.start) - 1
            inside = contents[max(0, low) : bisect_right(begins, sentence.end)]
        else:
            inside = draft.content
        shown = setting.frame(text, sentence, inside)
        draft.prompt = setting.question(shown, sentence.start, max(anchor.start, draft.start))
        if draft.prompt is None and number and number - 1 not in telling and draft.parent is None:
            draft.prompt = _asked_before(text, parts[number - 1], sentence)
        others = [c for d in drafts[max(0, at - 6) : at + 7] if d.cue != draft.cue for c in d.cue]
        draft.addressee = next(
            (to for verb, to in setting.addressees(shown, sentence.start) if not any(s <= verb < e for s, e in others)),
            None,
        )
        draft.occasion = next(
            (
                o
                for o in setting.occasions(shown, sentence.start, {s.end for s in (*draft.cue, *draft.source)})
                if not _between(others, anchor, o)
            ),
            None,
        )
        draft.via = draft.via or setting.chain(shown, sentence.start, [*others, *draft.cue])
        draft.said = said_on(shown, sentence.start, anchor, others, published) if published else None
        away = stage(text, draft, number, set_before, away)


def _asked_before(text: str, before: Span, sentence: Span) -> Span | None:
    """The question told in the sentence before: `Asked what to do, she paused. “Move,” she said.`"""
    if "\n" in text[before.end : sentence.start] or before.end - before.start > 2 * AROUND:
        return None
    shown = text[before.start : before.end]
    return setting.question(shown, before.start, before.end) if setting.OPENS_ASKED.match(shown) else None


def _window(sentence: Span, anchor: Span, draft: Draft) -> Span:
    """The sentence, or what is near the draft's cue of one too long to be a sentence."""
    if sentence.end - sentence.start <= 2 * AROUND:
        return sentence
    return Span(max(sentence.start, anchor.start - AROUND), min(sentence.end, anchor.end + AROUND))


def _between(others: Sequence[Span], one: Span, other: Span) -> bool:
    """Whether another statement's cue stands between two places of a sentence."""
    low, high = min(one.end, other.end), max(one.start, other.start)
    return any(low <= c.start and c.end <= high for c in others)


def _outermost(drafts: Sequence[Draft]) -> list[Span]:
    """The content spans of the drafts that have no parent, merged, in order."""
    out: list[Span] = []
    for start, end in sorted(s for d in drafts if d.parent is None for s in d.content):
        if out and start < out[-1].end:
            out[-1] = Span(out[-1].start, max(end, out[-1].end))
        else:
            out.append(Span(start, end))
    return out
