"""What a tagger proposes and no reader would count: names, chains, questions of nobody, speakers quoting themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.model import Span
from onrecord.speech import setting
from onrecord.speech.drafts import Draft
from onrecord.speech.filling import is_sure
from onrecord.speech.marks import Marked, is_speech

NAMING = re.compile(
    r"\b(?:called|named|nicknamed|dubbed|christened|codenamed|known(?:\s+as)?|titled|entitled|labell?ed|listed)$",
    re.IGNORECASE,
)
# What a quotation after it is the title of, unless something tells of it.
WORK = re.compile(
    r"\b(?:book|novel|memoir|essay|column|commentary|op-ed|editorial|article|film|movie|song|album|documentary|poem|play)"
    r",?\s$"
)
ASKED = re.compile(r"(?:When\s+)?(?:Asked|Pressed)\s+(?:whether|if|how|why|what|when|where|who|which|about)\b")
TITLING = re.compile(r"\b(?:titled|entitled|christened|codenamed)$", re.IGNORECASE)  # what follows is never speech
FIRST_PERSON = frozenset("i we me us am my our".split())
# Quotations checked for being pulled out, and the words that one must repeat; pages pull out one to three.
MOST_PULLED, FEWEST_PULLED = 20, 6
LONGEST_PULLED = 60  # code points of it that are looked for
LONGEST_OUTLET = 80  # code points of what "citing" cites, if it is an outlet


def winnowed(text: str, drafts: list[Draft], marked: Marked) -> list[Draft]:
    """The drafts that are statements, each with its parent."""
    drafts = [d for d in drafts if not _nobodys(text, d, marked)]
    drafts = _without_pulled(text, _without_echoes(drafts))
    drafts = _without_chains(text, _without_questions(text, drafts))
    nest(drafts)
    return _without_own(text, drafts, marked)


def _nobodys(text: str, draft: Draft, marked: Marked) -> bool:
    """Whether a draft reports nothing: scare quotes without cue or source, titles, "wanted to know", "What X said"."""
    if draft.cue:
        words = text[draft.start : draft.end]
        fused = words[:5].lower() == "what " and text[draft.end : draft.cue[0].start].isspace()
        return words == "to know" or (fused and not draft.source and len(draft.content) == 1)
    if not draft.turn and WORK.search(text, max(0, draft.start - 40), draft.start):
        return True
    return not (
        draft.source or draft.turn or any(is_speech(text, *p) for s in draft.content for _, p in marked.over(*s))
    )


def names_only(text: str, draft: Draft, marked: Marked) -> bool:
    """Whether a draft is a name or a title: `a beer called “A Flat”`, `known as “the star”`."""
    if not draft.cue or NAMING.search(text, *draft.cue[-1]) is None:
        return False
    quotation = marked.at(draft.start)
    if quotation is None or quotation.start != draft.start:
        return False
    if is_speech(text, *quotation.spans[0]) and TITLING.search(text, *draft.cue[-1]) is None:
        return False
    return text[draft.cue[-1].end : draft.start].strip(" \u00a0") in ("", "as")


def _without_questions(text: str, drafts: list[Draft]) -> list[Draft]:
    """Drafts without questions that nobody asks: "Asked whether …, he said" is a prompt, and no statement."""
    return [
        d
        for d in drafts
        if not ASKED.match(text, d.start, d.end)
        and (
            d.source
            or d.turn
            or not d.cue
            or not setting.ASKED_PARTICIPLE.search(text, max(0, d.cue[0].start - 8), d.cue[0].end)
        )
    ]


def _without_chains(text: str, drafts: list[Draft]) -> list[Draft]:
    """Drafts without those that only say how the page has the news: "…, BelTA has learned", "citing the paper X".

    The first is told from a statement by its cue (the outlet learned it) and becomes the `via` of the statements that
    it holds; the second is found again with the rest of the setting.
    """
    kept = []
    for draft in drafts:
        if _cites(text, draft):
            continue
        cue = " ".join(text[s:e] for s, e in draft.cue)
        if not (draft.source and draft.cue and setting.LEARNED.fullmatch(cue)):
            kept.append(draft)
            continue
        link = Span(min(draft.source[0].start, draft.cue[0].start), max(draft.source[-1].end, draft.cue[-1].end))
        told = [d for d in drafts if d is not draft and d.cue and _within(d.cue[0], draft.content)]
        if not told:
            kept.append(draft)
        for inner in told:
            inner.via.append(link)
            inner.content = _cut(text, inner.content, link)
    return kept


def _cites(text: str, draft: Draft) -> bool:
    """Whether a draft is "citing the newspaper X": the outlet itself for content."""
    cue = " ".join(text[s:e] for s, e in draft.cue).lower()
    words = text[draft.start : draft.end]
    return cue in ("citing", "quoting") and len(words) < LONGEST_OUTLET and setting.OUTLET.match(words) is not None


def _without_echoes(drafts: list[Draft]) -> list[Draft]:
    """Drafts without words that nobody is told to say and that stand in another's content."""
    echoes: set[int] = set()
    near: list[Draft] = []  # with a cue or a source, begun before the present one or with it
    for draft in sorted(drafts, key=lambda d: (d.start, -d.end, not (d.cue or d.source))):
        if draft.cue or draft.source or draft.turn:
            near = [*[d for d in near[-8:] if d.end > draft.start], draft]
        elif any(all(_within(s, d.content) for s in draft.content) for d in near):
            echoes.add(id(draft))
    return [d for d in drafts if id(d) not in echoes]


def _without_pulled(text: str, drafts: list[Draft]) -> list[Draft]:
    """Drafts without quotations that nobody says and that repeat the article's own words: pulled out to be shown."""
    lonely = [d for d in drafts if not (d.cue or d.source or d.turn) and len(d.content) == 1]
    if len(lonely) > MOST_PULLED:
        return drafts
    pulled = {id(d) for d in lonely if _stands_elsewhere(text, *d.content[0])}
    return [d for d in drafts if id(d) not in pulled]


def _stands_elsewhere(text: str, start: int, end: int) -> bool:
    words = text[start + 1 : end - 1].strip(" .,!?…")[:LONGEST_PULLED]  # the rest is often set otherwise
    if len(words.split()) < FEWEST_PULLED or text[max(0, start - 1) : start].strip() or text[end : end + 1].strip():
        return False
    return words in text[:start] or words in text[end:]


def _in_quotation(draft: Draft, marked: Marked) -> bool:
    return bool(draft.cue) and marked.at(draft.cue[0].start) is not None


def _cut(text: str, content: list[Span], link: Span) -> list[Span]:
    """`content` without `link` and the comma before it."""
    out = []
    for start, end in content:
        if start < link.start < end:
            end = link.start
            while end > start and text[end - 1] in ", \u00a0":
                end -= 1
        if start < end:
            out.append(Span(start, end))
    return out or content


def _without_own(text: str, drafts: list[Draft], marked: Marked) -> list[Draft]:
    """Drafts without what a speaker reports of themself ("I think …") inside their own direct words."""
    kept = [
        d
        for d in drafts
        if d.parent is None or not (drafts[d.parent].turn or _in_quotation(d, marked)) or is_sure(text, d, marked)
    ]
    if len(kept) < len(drafts):
        for draft in kept:
            draft.parent = None
        nest(kept)
    return kept


def nest(drafts: list[Draft]) -> None:
    """A statement whose content and cue stand in another's content is its child; the nearest such is the parent."""
    open_: list[int] = []  # drafts that begin before the present one and have not ended, outermost first
    for number, draft in enumerate(drafts):
        open_ = [i for i in open_ if drafts[i].end > draft.start]
        anchor = draft.cue or draft.source
        if anchor:
            for i in reversed(open_):
                outer = drafts[i].content
                if all(_within(s, outer) for s in draft.content) and _within(anchor[0], outer):
                    draft.parent = i
                    break
        open_ = [*open_[-8:], number]


def _within(inner: Span, outer: Sequence[Span]) -> bool:
    return any(o.start <= inner.start and inner.end <= o.end for o in outer)
