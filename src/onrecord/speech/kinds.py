"""Kind from the quotation marks, medium from the cue, and the words to show."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.model import Kind, Medium, Span
from onrecord.speech.drafts import Draft
from onrecord.speech.marks import Marked, Quotation
from onrecord.speech.verbs import THOUGHT_WORDS, VERBS, WRITING_WORDS
from onrecord.speech.words import WORD

WORDS = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*")
# Words before a quotation that make it the title of a work or a name, not somebody's words.
NAMED = frozenset(
    "film movie book novel song album show series play memoir essay poem documentary programme program column article"
    " titled entitled named called headlined nicknamed dubbed codenamed operation project exercise exercises vessel"
    " ship podcast episode magazine newspaper party movement brand game video single hit painting exhibition"
    " festival".split()
)
SMALL = frozenset("a an the of in on at to for and or but by with from as is de la le du des el der die das".split())
SPOKEN = ("to know", "opinion", "wished", "told")  # "wanted to know", "in her opinion", "wished the town a dry year"
_DOCUMENT = (
    r"(?:reports?|letters?|study|studies|survey|polls?|documents?|filings?|communiqu[eé]|memo(?:randum|ir)?|books?|articles?|editorial"
    r"|minutes|papers?|ruling|resolution|declaration|website|tweets?|posts?|text|complaint|lawsuit|e-?mails?|column|blog|journal"
    r"|diary|note|indictment|petition|op-ed|essay|press\s+release|bulletin|newsletter|circular|statement)"
)
# The head of a source before "of", "by", "from": "a report by the Audit Office", "the minutes".
DOCUMENT = re.compile(
    rf"(?:(?:the|a|an|its|his|her|their|another|this|that|one)\s+)?(?:(?!of\b|by\b|from\b)[\w’'-]+\s+){{0,4}}?{_DOCUMENT}(?=$|\s+(?:of|by|from|on|in|about|published)\b|[\s,.;:]|$)",
    re.IGNORECASE,
)
IN_DOCUMENT = re.compile(rf"\b(?:in|on|via|through)\b.*\b{_DOCUMENT}\b", re.IGNORECASE)
THAT = re.compile(r"that[\s,]+(?=\S)", re.IGNORECASE)


def is_title(text: str, quotation: Quotation) -> bool:
    """Whether a quotation is the name of a work or a thing: capitalised throughout, or introduced as one."""
    start, end = quotation.start, quotation.end
    words: list[str] = WORDS.findall(text, start, end)
    if not words or len(words) > 12:
        return False
    before = WORDS.findall(text, max(0, start - 40), start)
    if before and before[-1].lower() in NAMED and text[start - 2 : start - 1] not in (",", ":"):
        return bool(words[0][0].isupper() or words[0][0].isdigit())
    if text[end - 2] in ".!?" and len(words) > 2:
        return False
    if text[max(0, start - 2) : start].strip() in (":", ","):
        return False
    return all(w[0].isupper() or w[0].isdigit() or w in SMALL for w in words) and words[0][0].isupper()


def kind_of(text: str, content: Sequence[Span], marked: Marked, inner: Sequence[Span] = ()) -> Kind:
    """Direct if all words of the content stand in quotation marks of its own, indirect if none, mixed if part.

    The marks of `inner`, the contents of the statements that are reported inside it, are theirs.
    """
    quoted = bare = 0
    for start, end in content:
        at = start
        for quotation, piece in marked.within(start, end):
            if piece.start < at:
                continue
            if is_title(text, quotation) and not (piece.start == start and piece.end >= end - 1):
                continue
            if piece.start > start and any(s <= piece.start and piece.end <= e for s, e in inner):
                continue
            bare += _letters(text, at, piece.start)
            quoted += 1
            at = piece.end
        bare += _letters(text, at, end)
    if not quoted:
        return Kind.INDIRECT
    return Kind.MIXED if bare else Kind.DIRECT


def _letters(text: str, start: int, end: int) -> bool:
    return WORD.search(text, start, end) is not None


def medium_of(text: str, draft: Draft) -> Medium:
    """Speech, unless the cue tells of thought or writing, or the source or the occasion is a document."""
    if draft.turn and draft.turn.written:
        return Medium.WRITING
    cue = " ".join(text[s:e] for s, e in draft.cue).lower()
    if any(phrase in cue for phrase in SPOKEN):
        return Medium.SPEECH
    for word in reversed(WORDS.findall(cue)):
        if word in WRITING_WORDS:
            return Medium.WRITING
        if word in THOUGHT_WORDS:
            return Medium.THOUGHT
        if word in VERBS:
            if VERBS[word].medium is not Medium.SPEECH:
                return VERBS[word].medium
            break
    head = DOCUMENT.match(text, *draft.source[0]) if draft.source else None
    if head or (draft.occasion and IN_DOCUMENT.search(text, *draft.occasion)):
        return Medium.WRITING
    return Medium.SPEECH


def quote_of(text: str, content: Sequence[Span]) -> str:
    """The words of the content: pieces joined by a space, a leading "that" dropped."""
    pieces = [text[s:e] for s, e in content]
    pieces[0] = THAT.sub("", pieces[0], count=1) if THAT.match(pieces[0]) else pieces[0]
    return " ".join(pieces)
