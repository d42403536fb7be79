"""Repair of what a tagger proposes: whole quotations, joined and carried on; nothing here needs a language's grammar.

A good tagger's boundaries are left alone: only what the quotation marks of the page contradict is changed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from onrecord.model import Span
from onrecord.speech.carrying import carried
from onrecord.speech.drafts import MOST, Draft, by_place, holds, is_quoted, merged, wordless
from onrecord.speech.filling import filled, nested
from onrecord.speech.heard import heard, retold
from onrecord.speech.inserted import inserted
from onrecord.speech.layouts import Turn
from onrecord.speech.marks import OPENS, Marked, Quotation, is_speech
from onrecord.speech.quoting import quoted
from onrecord.speech.seating import laid_out
from onrecord.speech.sourcing import sourced
from onrecord.speech.tagging import Attribution
from onrecord.speech.trailing import made_whole
from onrecord.speech.winnowing import names_only
from onrecord.speech.words import PREPOSITIONS, RELATIVES

LONGEST_OPENING = 4  # words: "Among other things"; a longer one is mostly part of what is said
# What may stand around a content without being part of it.
EDGES = " \t\r\n\f\v\u00a0\u2009\u200b\u202f\ufeff"
# How a quotation ends that nothing carries on: with a stop and its mark, or before a dash.
STOPPED = re.compile(r"[,.?!…][”\"'’»«“ \u00a0]+$|[^”\"'’»«“ ]$")


def mended(
    text: str, proposed: Iterable[Attribution], marked: Marked, sentences: Sequence[Span], turns: Sequence[Turn]
) -> list[Draft]:
    """The proposals with their quotations whole, split ones joined, and unclaimed ones carried over, in text order."""
    drafts = [d for a in proposed if (d := _sane(text, a))]
    drafts.sort(key=by_place)
    drafts = laid_out([d for d in drafts if not names_only(text, d, marked)], turns)
    starts = [s.start for s in sentences]
    for draft in drafts:
        _bound(text, draft, marked, sentences, starts)
    claims = _whole(text, drafts, marked)
    drafts = _joined(text, [d for d in drafts if d.content], marked, starts)
    made_whole(text, drafts, marked, sentences)
    drafts = inserted(text, drafts, marked, claims)
    drafts += filled(text, drafts, marked, sentences, claims)
    drafts += carried(text, drafts, marked, sentences, claims)
    for draft in drafts:
        _end_with_quotation(text, draft, marked, sentences, starts)
    drafts += retold(text, drafts, marked)
    drafts += heard(text, drafts, marked)
    drafts += nested(text, drafts, marked, sentences)
    quoted(text, drafts, sentences)
    sourced(text, drafts, marked, sentences)
    for draft in drafts:
        draft.content = merged(draft.content)  # whatever was joined or filled in may overlap
    drafts.sort(key=by_place)
    return _distinct(drafts)


def _bound(text: str, draft: Draft, marked: Marked, sentences: Sequence[Span], starts: Sequence[int]) -> None:
    """Drop what stands in another sentence than the cue and is the reporter's or somebody else's there.

    That is unquoted words (115 of 19,491 unquoted pieces in the training part of PolNeAR stand so; a tagger's do mostly
    by mistake), and a quotation in a later sentence that has words of its own before it, or in this one a telling.
    """
    if draft.turn or not draft.cue:
        return
    own = bisect_right(starts, draft.cue[0].start)
    if not own:
        return  # a cue of marks or blanks, before any sentence
    kept: list[Span] = []
    for start, end in draft.content[_adverbial(text, draft, sentences[own - 1]) :]:
        first, last = bisect_right(starts, start), bisect_right(starts, end - 1)
        quotation = marked.at(start)
        clause = quotation is None and text[start] not in OPENS and start >= draft.cue[-1].end
        if clause and first == own < last and not marked.at(end - 1):
            end = sentences[own - 1].end  # "that X. On Monday": the clause ends with its sentence
            while end > start + 1 and text[end - 1] in ".!?…":
                end -= 1
        elif quotation is None and (text[start] not in OPENS or "\n" in text[draft.cue[-1].end : start]):
            if not first <= own <= last:
                continue
            if first < own and any(q.start > start for q, _ in marked.over(start, sentences[own - 2].end)):
                start = sentences[own - 1].start  # an earlier sentence with a quotation of its own
        elif quotation and kept:
            later = sentences[first - 1] if first > own else None
            if _anothers(text, draft, quotation, start, later):
                continue
        kept.append(Span(start, end))
    draft.content = kept or draft.content


def _adverbial(text: str, draft: Draft, sentence: Span) -> bool:
    """Whether the first piece only opens the sentence: "Among other things" before `he mentioned …`."""
    first = draft.content[0]
    if len(draft.content) < 2 or first.start != sentence.start or not draft.source:
        return False
    words = text[first.start : first.end].lower().split()
    before = text[first.end : draft.source[0].start]
    short = len(words) <= LONGEST_OPENING
    return short and not before.strip() and words[0] in PREPOSITIONS and not RELATIVES & set(words)


# A telling of its own before a second quotation: "sings to Clinton before asking her,".
ASIDE = re.compile(r"\b(?:asking|telling|saying|urging|reminding)\b(?:\s\w+){0,3}[,:]\s$")


def _anothers(text: str, draft: Draft, quotation: Quotation, start: int, later: Span | None) -> bool:
    """Whether a second quotation, in the cue's sentence or in a `later` one, has words of its own before it."""
    if later is None:
        return ASIDE.search(text, draft.cue[-1].end, start) is not None
    return not wordless(text, later.start, quotation.start)


def _sane(text: str, proposed: Attribution) -> Draft | None:
    content = _spans(text, proposed.content)
    if not content:
        return None
    return Draft(
        content,
        tuple(_spans(text, proposed.cue)),
        tuple(_spans(text, proposed.source)),
        min(1.0, max(0.0, proposed.score)),
    )


def _spans(text: str, spans: Iterable[Span]) -> list[Span]:
    """Spans inside the text, trimmed of blanks, in order, none empty, none overlapping."""
    kept: list[Span] = []
    for start, end in sorted(spans):
        start, end = max(0, start), min(end, len(text))
        if kept:
            start = max(start, kept[-1].end)
        while start < end and text[start] in EDGES:
            start += 1
        while start < end and text[end - 1] in EDGES:
            end -= 1
        if start < end:
            kept.append(Span(start, end))
    return kept


def _end_with_quotation(
    text: str, draft: Draft, marked: Marked, sentences: Sequence[Span], starts: Sequence[int]
) -> None:
    """Of `“A,” she said of the election, in which …` and `“A?” and went on` only the quotation is content.

    Nor is what another says in the same sentence: `“A,” she said, but B, and X went on about “C”`.

    Of 1,299 such statements in the training part of PolNeAR, 28 go on in unquoted words after the cue.
    """
    if draft.turn or not draft.cue or marked.at(draft.cue[0].start):
        return
    first = draft.content[0]
    pieces = [p for _, p in marked.over(*first)]
    if not pieces or pieces[0].start != first.start or not STOPPED.search(text, pieces[0].end - 4, pieces[0].end):
        return
    if first.end > pieces[-1].end and (len(pieces) == 1 or STOPPED.search(text, pieces[-1].end - 4, pieces[-1].end)):
        first = Span(first.start, pieces[-1].end)
    after = draft.content[1:]
    if draft.cue[0].start >= first.end:
        end = sentences[bisect_right(starts, draft.cue[0].start) - 1].end
        after = [s for piece in after for s in _quoted_from(text, piece, marked, end)]
    draft.content = [first, *after]


def _quoted_from(text: str, piece: Span, marked: Marked, end: int) -> list[Span]:
    """What of a piece after the cue is quoted: all if it opens with a mark, else what does after `end`."""
    if text[piece.start] in OPENS:
        return [piece]
    pieces = [p for _, p in marked.over(*piece)]
    if piece.start >= end:
        return [piece] if pieces else []
    later = next((p.start for p in pieces if p.start >= end), piece.end)
    return [Span(later, piece.end)] if later < piece.end else []


def _whole(text: str, drafts: list[Draft], marked: Marked) -> set[int]:
    """Make each draft's quotations whole; returns the starts of the quotations that some draft now holds.

    A quotation over several paragraphs goes to whoever claims one of them, up to the paragraph that another claims.
    """
    held: dict[int, list[tuple[Span, Draft]]] = {}  # by the start of a quotation over paragraphs
    claims: set[int] = set()
    for draft in drafts:
        if draft.turn:
            claims.update(q.start for s in draft.content for q, _ in marked.over(*s))
            continue
        whole: list[Span] = []
        for start, end in draft.content:
            for quotation, piece in marked.over(start, end):
                if not _means_whole(text, draft, Span(start, end), piece):
                    continue
                claims.add(quotation.start)
                start, end = min(start, piece.start), max(end, piece.end)
                if len(quotation.spans) > 1:
                    held.setdefault(quotation.start, []).append((piece, draft))
            whole.append(Span(start, end))
        draft.content = merged(whole)
    for quotation in marked.all:
        if quotation.start in held and not quotation.depth:
            before = _speaking_before(text, drafts, marked, quotation.start)
            _share_out(quotation, before, sorted(held[quotation.start], key=lambda h: h[0]))
    return claims


def _speaking_before(text: str, drafts: Sequence[Draft], marked: Marked, start: int) -> Draft | None:
    """Who is quoted last before `start` in the same paragraph."""
    line = text.rfind("\n", 0, start)
    near = [d for d in drafts if line < d.start and d.end <= start and is_quoted(d, marked)]
    return max(near, key=lambda d: d.end, default=None)


def _share_out(quotation: Quotation, before: Draft | None, held: list[tuple[Span, Draft]]) -> None:
    """Give each paragraph of a quotation to the draft that holds it, or to the one that holds the last before it.

    Paragraphs before the first that is held belong to who was speaking there already, or to its holder.
    """
    anchored = [draft for _, draft in held if draft.cue or draft.source]
    owner = before or (anchored or [held[0][1]])[0]
    named = [(span, draft) for span, draft in held if draft is owner or draft.cue or draft.source]
    for _, draft in held:
        if not (draft is owner or draft.cue or draft.source):  # a tagger's second find of words that are another's
            draft.content = [s for s in draft.content if s not in quotation.spans]
    holders = dict(reversed(named))
    for span in quotation.spans:
        owner = holders.get(span, owner)
        owner.content = merged([*owner.content, span])


def _means_whole(text: str, draft: Draft, span: Span, piece: Span) -> bool:
    if holds(draft.cue, piece.start, piece.end) or holds(draft.source, piece.start, piece.end):
        return False  # a report inside the quotation
    if span.start <= piece.start and span.end >= piece.end:
        return True
    if not is_speech(text, piece.start, piece.end) and not wordless(text, piece.start, span.start):
        return False
    if wordless(text, piece.start, span.start):
        return True
    if wordless(text, span.end, piece.end) or span.end >= piece.end:
        return min(span.end, piece.end) - max(span.start, piece.start) >= MOST * (piece.end - piece.start)
    return min(span.end, piece.end) - max(span.start, piece.start) >= MOST * (piece.end - piece.start)


def _joined(text: str, drafts: list[Draft], marked: Marked, starts: Sequence[int]) -> list[Draft]:
    """Split quotations whose parts a tagger proposed apart: the second without a cue, or with the first one's.

    A report in the sentence of the first does not part them: `“A,” X said after hearing that B. “C.”`
    """
    out: list[Draft] = []
    last: Draft | None = None
    for draft in drafts:
        quotation = marked.at(draft.start)
        direct = quotation is not None and quotation.start == draft.start
        if (
            last is not None
            and direct
            and draft.start >= last.end
            and "\n" not in text[last.end : draft.start]
            and (draft.cue == last.cue if draft.cue else draft.source in ((), last.source))
        ):
            last.content = merged(last.content + draft.content)
            last.cue = last.cue or draft.cue
            last.source = last.source or draft.source
            continue
        out.append(draft)
        if direct:
            last = draft
        elif last and bisect_right(starts, draft.start) > bisect_right(starts, (last.cue or last.content)[-1].start):
            last = None
    return out


def _distinct(drafts: list[Draft]) -> list[Draft]:
    """Drafts without those that repeat another's content and cue; of two, the surer stays."""
    kept: dict[tuple[object, ...], Draft] = {}
    for draft in drafts:
        key = (tuple(draft.content), draft.cue)
        if key not in kept or kept[key].score < draft.score:
            kept[key] = draft
    return list(kept.values())
