"""An article and its statements cut into plain pieces that a template can print without thinking.

Pure; escapes nothing: the templates escape everything."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from onrecord.model import Article, Record, Span, Statement
from onrecord.views import marked

LISTED = 480  # code points of a quotation in a list: some eight lines; its own page has all of it
CONTEXT = 400  # code points of the article shown on either side of a statement, cut back to a space


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of the text under the same marks. `opens` are the statements (by index) whose content begins here."""

    text: str
    content: int | None = None  # the innermost statement whose words these are
    kind: str | None = None
    cue: bool = False
    source: bool = False
    opens: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """What is known of one statement besides its words, in the article's own wording; `facts` are (label, texts)."""

    index: int
    id: str
    statement: Statement
    facts: tuple[tuple[str, tuple[str, ...]], ...]
    reasons: tuple[tuple[str, str], ...]  # (words that show it, the rule), for the speaker


@dataclass(frozen=True, slots=True)
class Paragraph:
    pieces: tuple[Piece, ...]
    notes: tuple[Note, ...]  # of the statements whose content begins in it


@dataclass(frozen=True, slots=True)
class Passage:
    """A statement's content in its place: what stands before, the pieces, what stands after."""

    before: str
    pieces: tuple[Piece, ...]
    after: str
    cut_before: bool
    cut_after: bool


def paragraphs(record: Record) -> list[Paragraph]:
    """The article's paragraphs with marks and notes."""
    found = marked.marks(record.statements)
    first = {i: s.content[0].start for i, s in enumerate(record.statements)}
    result = []
    for span in record.article.paragraph_spans:
        begun = sorted((i for i, start in first.items() if span.start <= start < span.end), key=lambda i: (first[i], i))
        pieces = tuple(_piece(record, segment, first) for segment in marked.segments(span, found))
        result.append(Paragraph(pieces, tuple(note(record, i) for i in begun)))
    return result


def _piece(record: Record, segment: marked.Segment, first: dict[int, int]) -> Piece:
    content = [m for m in segment.marks if m.role == "content"]
    # Inside one statement another may stand: the shorter is the inner one, and its kind is the one that shows.
    inner = min(content, key=lambda m: m.span.end - m.span.start).statement if content else None
    opens = tuple(m.statement for m in segment.opens if m.role == "content" and m.span.start == first[m.statement])
    return Piece(
        text=record.article.text[slice(*segment.span)],
        content=inner,
        kind=None if inner is None else str(record.statements[inner].kind),
        cue=any(m.role == "cue" for m in segment.marks),
        source=any(m.role == "source" for m in segment.marks),
        opens=opens,
    )


def note(record: Record, index: int) -> Note:
    statement = record.statements[index]
    text = record.article.text
    reasons = tuple((text[slice(*e.span)], e.reason) for e in statement.evidence)
    return Note(index, record.statement_id(index), statement, tuple(facts(record.article, statement)), reasons)


# Label and the statement's field, in the order in which people read them.
FACTS = (("asked", "prompt"), ("to", "addressee"), ("occasion", "occasion"), ("place", "place"))


def facts(article: Article, statement: Statement) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Question, addressee, occasion, place, chain and source wording, as the article has them."""
    for label, name in FACTS:
        if span := getattr(statement, name):
            yield label, (article.text[slice(*span)],)
    if statement.via:
        yield "via", tuple(article.text[slice(*span)] for span in statement.via)
    if statement.source:
        yield "source", (" … ".join(article.text[slice(*s)] for s in statement.source),)


def passage(record: Record, index: int) -> Passage:
    """The statement in its context: its own paragraphs' words and some around them."""
    text, one = record.article.text, record.statements[index]
    spans = sorted((*one.content, *one.cue, *one.source))
    start, end = spans[0].start, max(s.end for s in spans)
    left = _back_to_space(text, max(0, start - CONTEXT))
    right = text.find(" ", min(len(text), end + CONTEXT))
    right = len(text) if right < 0 else right
    alone = [marked.Mark(index, m.role, m.span) for m in marked.marks([one])]
    first = {index: one.content[0].start}
    pieces = tuple(_piece(record, s, first) for s in marked.segments(Span(start, end), alone))
    return Passage(text[left:start], pieces, text[end:right], left > 0, right < len(text))


def _back_to_space(text: str, at: int) -> int:
    return at if at == 0 else text.rfind(" ", 0, at) + 1


def shortened(text: str, limit: int = LISTED) -> str:
    """The text, or as many whole words of it as a list shows."""
    return text if len(text) <= limit else text[:limit].rpartition(" ")[0] + " …"


def highlighted(text: str, terms: Sequence[str]) -> list[tuple[str, bool]]:
    """The text in runs, the words that one of the terms may have found marked: the index stems, and so do we, roughly.

    >>> highlighted("Peace talks, peacefully", ("peace",))
    [('Peace', True), (' talks, peacefully', False)]
    """
    pattern = _hits(tuple(terms))
    if pattern is None:
        return [(text, False)]
    return [(run, i % 2 == 1) for i, run in enumerate(pattern.split(text)) if run]


@lru_cache(maxsize=256)
def _hits(terms: tuple[str, ...]) -> re.Pattern[str] | None:
    """A whole word, in a group, that begins like one of the terms and is at most four letters longer."""
    stems = {_stem(w.lower()) for term in terms for w in term.split() if w[:1].isalnum()}
    if not stems:
        return None
    longest_first = "|".join(re.escape(s) for s in sorted(stems, key=lambda s: (-len(s), s)))
    return re.compile(rf"(?<![^\W_])((?:{longest_first})[^\W_]{{0,4}})(?![^\W_])", re.IGNORECASE)


def _stem(word: str) -> str:
    return re.sub(r"(?:ing|ed|es|s|e)$", "", word) if len(word) > 4 else word
