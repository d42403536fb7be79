"""Repair of what a tagger proposes: whole quotations, joined and carried on; nothing here needs a language's grammar.

A good tagger's boundaries are left alone: only what the quotation marks of the page contradict is changed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from onrecord.model import Span
from onrecord.speech.drafts import Draft
from onrecord.speech.filling import filled, nested
from onrecord.speech.layouts import Turn
from onrecord.speech.marks import Marked, Quotation, is_speech
from onrecord.speech.tagging import Attribution
from onrecord.speech.words import PREPOSITIONS, RELATIVES, WORD

MARKS = "“”„‟«»‹›\"＂「」『』‘’'"
# What may stand around a content without being part of it.
EDGES = " \t\r\n\f\v\u00a0\u2009\u200b\u202f\ufeff"
FEWEST_WORDS = 5  # a shorter quotation as a paragraph of its own is a heading
NAMING = re.compile(
    r"\b(?:called|named|nicknamed|dubbed|christened|codenamed|known(?:\s+as)?|titled|entitled|labell?ed|listed)$",
    re.IGNORECASE,
)
CARRIED = 0.9  # share of the score of what a quotation is carried over from; about its precision on the train articles
# A tagger that covers this share of a quotation's words means all of it.
MOST = 0.5


def mended(
    text: str, proposed: Iterable[Attribution], marked: Marked, sentences: Sequence[Span], turns: Sequence[Turn]
) -> list[Draft]:
    """The proposals with their quotations whole, split ones joined, and unclaimed ones carried over, in text order."""
    drafts = [d for a in proposed if (d := _sane(text, a))]
    drafts.sort(key=_place)
    drafts = laid_out([d for d in drafts if not _names_only(text, d, marked)], turns)
    starts = [s.start for s in sentences]
    for draft in drafts:
        _bound(text, draft, marked, sentences, starts)
    claims = _whole(text, drafts, marked)
    drafts = _joined(text, drafts, marked)
    drafts += filled(text, drafts, marked, sentences, claims)
    drafts += _carried(text, drafts, marked, sentences, claims)
    for draft in drafts:
        _end_with_quotation(text, draft, marked)
    drafts += nested(text, drafts, marked, sentences)
    for draft in drafts:
        draft.content = _merged(draft.content)  # whatever was joined or filled in may overlap
    drafts.sort(key=_place)
    return _distinct(drafts)


def _place(draft: Draft) -> tuple[object, ...]:
    return draft.start, -draft.end, draft.cue, draft.source


def _bound(text: str, draft: Draft, marked: Marked, sentences: Sequence[Span], starts: Sequence[int]) -> None:
    """Drop what stands in another sentence than the cue and is the reporter's or somebody else's there.

    That is unquoted words (115 of 19,491 unquoted pieces in the training part of PolNeAR stand so; a tagger's do mostly
    by mistake), and a quotation in a later sentence that has words of its own around it.
    """
    if draft.turn or not draft.cue:
        return
    own = bisect_right(starts, draft.cue[0].start)
    kept: list[Span] = []
    for start, end in draft.content[_adverbial(text, draft, sentences[own - 1]) :]:
        first, last = bisect_right(starts, start), bisect_right(starts, end - 1)
        quotation = marked.at(start)
        if quotation is None and first == own < last and start >= draft.cue[-1].end and not marked.at(end - 1):
            end = sentences[own - 1].end  # "that X. On Monday": the clause ends with its sentence
            while end > start + 1 and text[end - 1] in ".!?…":
                end -= 1
        elif quotation is None:
            if not first <= own <= last:
                continue
            if first < own and any(q.start > start for q, _ in marked.over(start, sentences[own - 2].end)):
                start = sentences[own - 1].start  # an earlier sentence with a quotation of its own
        elif first > own and kept and _framed(text, quotation, sentences[first - 1]):
            continue
        kept.append(Span(start, end))
    draft.content = kept or draft.content


def _adverbial(text: str, draft: Draft, sentence: Span) -> bool:
    """Whether the first piece is "Among other things" before `he mentioned …`: what opens the sentence, not the words."""
    first = draft.content[0]
    if len(draft.content) < 2 or first.start != sentence.start or not draft.source:
        return False
    words = text[first.start : first.end].lower().split()
    before = text[first.end : draft.source[0].start]
    return not before.strip() and words[0] in PREPOSITIONS and not RELATIVES & set(words)


def _names_only(text: str, draft: Draft, marked: Marked) -> bool:
    """Whether a draft is a name or a title: `a beer called “A Flat”`, `known as “the star”`."""
    if not draft.cue or NAMING.search(text, *draft.cue[-1]) is None:
        return False
    quotation = marked.at(draft.start)
    if quotation is None or quotation.start != draft.start or is_speech(text, *quotation.spans[0]):
        return False
    return text[draft.cue[-1].end : draft.start].strip(" \u00a0") in ("", "as")


def _framed(text: str, quotation: Quotation, sentence: Span) -> bool:
    """Whether a sentence has words outside the quotation that stands in it."""
    return not (_wordless(text, sentence.start, quotation.start) and _wordless(text, quotation.end, sentence.end))


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


def laid_out(drafts: list[Draft], turns: Sequence[Turn]) -> list[Draft]:
    """The drafts with those of the layout in place of the ones that say the same less well.

    A draft gives way when most of its content stands in the turn and neither its cue nor its source do: it is the turn
    itself. What is reported inside a turn stays. A turn gives way to a draft that holds most of it by a cue outside it.
    """
    if not turns:
        return drafts
    starts = [t.content[0].start for t in turns]
    kept: list[Draft] = []
    given_up: set[int] = set()
    for draft in drafts:
        at = bisect_right(starts, draft.end - 1) - 1
        turn = turns[at] if at >= 0 else None
        shared = _shared(draft.content, turn.content) if turn else 0
        if turn is None or shared < MOST * _length(draft.content):
            kept.append(draft)
            continue
        anchor = draft.cue or draft.source
        if anchor and _inside([anchor[0]], turn.content[0].start, turn.content[-1].end):
            kept.append(draft)
        elif _knows_better(draft, turn) and shared >= MOST * _length(turn.content):
            draft.turn = None if turn.yields else turn  # its words, but the layout's kind and medium
            kept.append(draft)
            given_up.add(at)
    held = [turn for at, turn in enumerate(turns) if at not in given_up]
    for draft in kept:
        if draft.cue and len(draft.content) > 1:
            _leave(draft, held)
    for turn in held:
        source = (turn.label,) if turn.label else ()
        kept.append(Draft(list(turn.content), turn.cue, source, turn=turn))
    kept.sort(key=_place)
    return kept


def _leave(draft: Draft, turns: Sequence[Turn]) -> None:
    """Take from a draft the pieces that a turn gives to somebody else: the turn begins after the draft."""
    begun = [
        t
        for t in turns
        if t.content[0].start > draft.start and not _inside(draft.cue, t.content[0].start, t.content[-1].end)
    ]
    draft.content = [s for s in draft.content if not any(_shared([s], t.content) for t in begun)] or draft.content


def _knows_better(draft: Draft, turn: Turn) -> bool:
    """Whether a draft names the turn's speaker by a cue of its own, or another where the layout is a guess."""
    if not draft.cue or not draft.source:
        return False
    if turn.yields and draft.start >= turn.content[0].start:
        return True
    return turn.label is not None and _shared(draft.source, [turn.label]) > 0


def _length(spans: Iterable[Span]) -> int:
    return sum(e - s for s, e in spans)


def _shared(spans: Iterable[Span], others: Sequence[Span]) -> int:
    """The number of code points that both hold."""
    return sum(max(0, min(e, y) - max(s, x)) for s, e in spans for x, y in others)


def _wordless(text: str, start: int, end: int) -> bool:
    return start >= end or WORD.search(text, start, end) is None


def _inside(spans: Iterable[Span], start: int, end: int) -> bool:
    return any(start <= s.start and s.end <= end for s in spans)


def _end_with_quotation(text: str, draft: Draft, marked: Marked) -> None:
    """Of `“A,” she said of the election, in which …` only the quotation is content.

    Of 1,299 such statements in the training part of PolNeAR, 28 go on in unquoted words after the cue.
    """
    if draft.turn or not draft.cue or len(draft.content) < 2:
        return
    first = draft.content[0]
    quotation = marked.at(first.start)
    whole = quotation is not None and quotation.start == first.start and quotation.end == first.end
    if whole and text[first.end - 2] in ",.?!" and draft.cue[0].start >= first.end:
        quoted = [s for s in draft.content if any(True for _ in marked.over(*s))]
        draft.content = quoted


def _whole(text: str, drafts: list[Draft], marked: Marked) -> set[int]:
    """Make each draft's quotations whole; returns the starts of the quotations that some draft now holds.

    A quotation over several paragraphs goes to whoever claims one of them, up to the paragraph that another claims.
    """
    held: dict[int, list[tuple[Span, Draft]]] = {}  # by the start of a quotation over paragraphs
    claims: set[int] = set()
    for draft in drafts:
        if draft.turn and not draft.turn.label:
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
        draft.content = _merged(whole)
    for quotation in marked.all:
        if quotation.start in held and not quotation.depth:
            before = _speaking_before(text, drafts, marked, quotation.start)
            _share_out(quotation, before, sorted(held[quotation.start], key=lambda h: h[0]))
    return claims


def _speaking_before(text: str, drafts: Sequence[Draft], marked: Marked, start: int) -> Draft | None:
    """Who is quoted last before `start` in the same paragraph."""
    line = text.rfind("\n", 0, start)
    near = [d for d in drafts if line < d.start and d.end <= start and _quoted(d, marked)]
    return max(near, key=lambda d: d.end, default=None)


def _share_out(quotation: Quotation, before: Draft | None, held: list[tuple[Span, Draft]]) -> None:
    """Give each paragraph of a quotation to the draft that holds it, or to the one that holds the last before it.

    Paragraphs before the first that is held belong to who was speaking there already, or to its holder.
    """
    owner = before or held[0][1]
    holders = dict(reversed(held))
    for span in quotation.spans:
        owner = holders.get(span, owner)
        owner.content = _merged([*owner.content, span])


def _merged(spans: list[Span]) -> list[Span]:
    spans.sort()
    out: list[Span] = []
    for span in spans:
        if out and span.start < out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return out


def _means_whole(text: str, draft: Draft, span: Span, piece: Span) -> bool:
    if _inside(draft.cue, piece.start, piece.end) or _inside(draft.source, piece.start, piece.end):
        return False  # a report inside the quotation
    if span.start <= piece.start and span.end >= piece.end:
        return True
    if not is_speech(text, piece.start, piece.end) and not _wordless(text, piece.start, span.start):
        return False
    if _wordless(text, piece.start, span.start):
        return True
    if _wordless(text, span.end, piece.end) or span.end >= piece.end:
        return min(span.end, piece.end) - max(span.start, piece.start) >= MOST * (piece.end - piece.start)
    return min(span.end, piece.end) - max(span.start, piece.start) >= MOST * (piece.end - piece.start)


def _joined(text: str, drafts: list[Draft], marked: Marked) -> list[Draft]:
    """Split quotations whose parts a tagger proposed apart: the second without a cue, or with the first one's."""
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
            and ((not draft.cue and not draft.source) or (draft.cue and draft.cue == last.cue))
        ):
            last.content = _merged(last.content + draft.content)
            last.cue = last.cue or draft.cue
            last.source = last.source or draft.source
            continue
        out.append(draft)
        if direct:
            last = draft
        elif draft.start >= (last.end if last else 0):
            last = None
    return out


def _carried(
    text: str, drafts: list[Draft], marked: Marked, sentences: Sequence[Span], claims: set[int]
) -> list[Draft]:
    """Quotations that no draft holds and that go on what was said before, as sentences of their own or within one.

    After a direct or mixed statement they carry it on (1,271 of 1,305 such in the training part of PolNeAR within a
    paragraph, 63 of 93 across one); after an indirect one they are statements of their own, without cue or source.
    """
    starts = [s.start for s in sentences]
    told = _by_sentence(drafts, marked, starts)
    new: list[Draft] = []
    for quotation in marked.all:
        if quotation.depth or quotation.start in claims or not is_speech(text, *quotation.spans[0]):
            continue
        if not quotation.closed and len(quotation.spans) == 1:
            continue  # a lost mark: where its words end is a guess
        number = bisect_right(starts, quotation.start) - 1
        if sentences[number].start != quotation.start:
            if (draft := told.get(number)) and _resumes(text, draft, quotation):
                draft.content = _merged([*draft.content, *quotation.spans])
            continue
        previous = told.get(number - 1)
        if previous is None or not _wordless(text, quotation.spans[0].end, sentences[number].end):
            continue
        apart = "\n" in text[sentences[number - 1].end : quotation.start]
        if apart and len(text[slice(*quotation.spans[0])].split()) < FEWEST_WORDS:
            continue
        if _quoted(previous, marked) and not previous.carried:
            previous.content = _merged([*previous.content, *quotation.spans])
        elif apart:
            continue
        else:
            previous = Draft(list(quotation.spans), score=previous.score * CARRIED, carried=True)
            new.append(previous)
        for span in quotation.spans:
            told[bisect_right(starts, span.end - 1) - 1] = previous
    return new


def _by_sentence(drafts: Sequence[Draft], marked: Marked, starts: Sequence[int]) -> dict[int, Draft]:
    """Who speaks in each sentence, by its number: of several, the one that is quoted."""
    told: dict[int, Draft] = {}
    for draft in drafts:
        anchor = draft.cue[0].start if draft.cue else draft.start
        if not draft.cue or marked.at(anchor) is None:
            number = bisect_right(starts, anchor) - 1
            if number not in told or _quoted(draft, marked) or not _quoted(told[number], marked):
                told[number] = draft
        for span in draft.content:
            told.setdefault(bisect_right(starts, span.end - 1) - 1, draft)
    return told


def _resumes(text: str, draft: Draft, quotation: Quotation) -> bool:
    """`“A,” X said, looking away, “B”`: a second quotation after a comma in the sentence of a direct statement."""
    if not draft.cue or not draft.end <= draft.cue[-1].start or draft.cue[-1].end > quotation.start:
        return False
    return text[draft.end - 1] not in ".?!" and text[: quotation.start][-3:].rstrip()[-1:] in (",", "—", ":")


def _quoted(draft: Draft, marked: Marked) -> bool:
    """Whether the draft's content holds a quotation of its own."""
    return any(q.start >= draft.start for q, _ in marked.over(draft.start, draft.end))


def _distinct(drafts: list[Draft]) -> list[Draft]:
    """Drafts without those that repeat another's content and cue; of two, the surer stays."""
    kept: dict[tuple[object, ...], Draft] = {}
    for draft in drafts:
        key = (tuple(draft.content), draft.cue)
        if key not in kept or kept[key].score < draft.score:
            kept[key] = draft
    return list(kept.values())
