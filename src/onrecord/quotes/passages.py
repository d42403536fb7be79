"""Record -> the passages that quotations are looked up in: its statements, and what its text says beside them.

A quotation that we did not recognise as a statement is still printed in the article. So what no statement covers is
kept too: stretches between quotation marks as somebody's words, the rest as the article's own.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from onrecord.model import Kind, Record, Span, SpeakerType
from onrecord.quotes.words import keys
from onrecord.speech.marks import OPENS, Quotation, quotations

SENTENCE = re.compile(r"[.!?…]\s+(?=[^\W\d_a-zа-я])")
CUE_LENGTH = 160  # code points between two stretches of one quotation: who said it, and how, at most
QUOTED_WORDS = 3  # in quotation marks fewer are a title or a term more often than a quotation
LEAST_WORDS = 4  # a stretch beside the statements with fewer words ("he said.") identifies nothing


@dataclass(frozen=True, slots=True)
class Source:
    """Where a passage is printed."""

    article: str  # the article's id
    address: str | None = None
    outlet: str | None = None
    headline: str | None = None
    published: str | None = None  # ISO 8601, a day or a local time with its offset
    captured: str | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of an article. `text` is its `pieces` joined with blanks; `marked` are spans of `text` that are quoted.

    `kind` is None where no statement was recognised. `statement` is its number in the record.
    """

    text: str
    pieces: tuple[Span, ...]  # code points of the article's text
    marked: tuple[Span, ...]  # code points of `text`
    source: Source
    kind: Kind | None = None
    statement: int | None = None
    speaker: str | None = None
    members: tuple[str, ...] = ()  # joint speakers
    named: str | None = None  # the speaker as the sentence names them ("he"), where one is
    prompt: str | None = None  # the question that it answers
    id: str | None = None  # the statement's
    # Where in `text` what was put together meets: the words of one utterance only if none is missing there.
    seams: tuple[int, ...] = ()
    voices: int = 1  # speakers of what was put together; nothing is read across the seams of several

    def article_span(self, start: int, end: int) -> tuple[Span, ...]:
        """The code points of the article's text where `text[start:end]` stands, a span per piece."""
        found, at = [], 0
        for piece in self.pieces:
            size = piece.end - piece.start
            a, b = max(start - at, 0), min(end - at, size)
            if a < b:
                found.append(Span(piece.start + a, piece.start + b))
            at += size + 1
        return tuple(found)


def passages(record: Record) -> tuple[Passage, ...]:
    """Every passage of a record: its statements in order, then what stands beside them."""
    text = record.article.text
    marks = [q for q in quotations(text) if q.depth == 0]
    source = source_of(record)
    own = [_statement(record, i, marks, source) for i in range(len(record.statements))]
    return (*own, *_beside(text, record, marks, source))


def source_of(record: Record) -> Source:
    a = record.article
    published, captured = (c.iso if c else None for c in (a.published, a.captured))
    return Source(a.id, a.address, a.outlet, a.headline, published, captured)


def _statement(record: Record, number: int, marks: Sequence[Quotation], source: Source) -> Passage:
    text, s = record.article.text, record.statements[number]
    # An unnamed speaker ("a narrator") is known by a description, which no claimed name can be compared with.
    known = s.speaker if s.speaker and s.speaker.type is not SpeakerType.UNNAMED else None
    return Passage(
        " ".join(text[a:b] for a, b in s.content),
        s.content,
        _marked(s.kind, s.content, marks),
        source,
        s.kind,
        number,
        known.name if known else None,
        tuple(m.name for m in known.members) if known else (),
        s.speaker.name if s.speaker else " … ".join(text[a:b] for a, b in s.source) or None,
        text[s.prompt.start : s.prompt.end] if s.prompt else None,
        record.statement_id(number),
    )


def _marked(kind: Kind, content: Sequence[Span], marks: Sequence[Quotation]) -> tuple[Span, ...]:
    if kind is Kind.DIRECT:
        return _whole(content)  # an answer in an interview is quoted without marks
    return () if kind is Kind.INDIRECT else _within(content, [span for q in marks for span in q.spans])


def stated(
    quote: str,
    content: tuple[Span, ...],
    kind: Kind,
    source: Source,
    statement: int,
    speaker: str | None,
    members: tuple[str, ...],
    named: str | None,
    prompt: str | None,
    id: str,
) -> Passage:
    """The passage of a statement of which only the words shown are at hand, not its article's text."""
    if kind is Kind.DIRECT:
        marked = _shown_pieces(quote, content)
    elif kind is Kind.INDIRECT:
        marked = ()
    else:
        marked = _within((Span(0, len(quote)),), _marked_in(quote, content))
    return Passage(quote, content, marked, source, kind, statement, speaker, members, named, prompt, id)


def _marked_in(quote: str, content: Sequence[Span]) -> list[Span]:
    """The quoted stretches of words as shown. A mark that the next paragraph opens again is closed by none: pieces that
    are paragraphs are looked at as such."""
    pieces = _whole(content)
    whole = len(pieces) > 1 and pieces[-1].end == len(quote)
    text = "\n".join(quote[a:b] for a, b in pieces) if whole else quote
    return [span for q in quotations(text) if q.depth == 0 for span in q.spans]


def _shown_pieces(quote: str, content: Sequence[Span]) -> tuple[Span, ...]:
    """The pieces of direct speech as they are shown: joined, if nothing was dropped, else told apart by their marks."""
    pieces = _whole(content)
    if pieces[-1].end == len(quote):
        return pieces
    found = tuple(span for q in quotations(quote) if q.depth == 0 for span in q.spans)
    return found if len(found) == len(content) else (Span(0, len(quote)),)


def beside(text: str, where: Span, source: Source) -> Passage:
    """A passage that no statement covers: somebody's words if it begins with a quotation mark, else the article's."""
    quoted = text[:1] in OPENS and any(q.start == 0 for q in quotations(text))
    return Passage(text, (where,), (Span(0, len(text)),) if quoted else (), source)


def around(
    text: str, lines: Sequence[Span], source: Source, statements: Sequence[tuple[Kind, tuple[Span, ...], str | None]]
) -> tuple[Passage, ...]:
    """Paragraphs of an article as passages, each whole: a sentence of which a statement was found in a part only, or
    whose quotation was found as several statements, is read as it is printed. `statements` are the article's, each
    with its kind, its content and its speaker."""
    marks = [span for q in quotations(text) if q.depth == 0 for span in q.spans]
    found = []
    for line in lines:
        here = [s for s in statements if s[0] is not Kind.INDIRECT and _overlap(s[1], line)]
        speech = [
            span for kind, content, _ in here if kind is Kind.DIRECT for span in content
        ]  # in an interview unmarked
        marked = _within((line,), _merged([*marks, *speech]))
        said_by = {speaker for _, _, speaker in here}
        voices = said_by - {None}
        whole, seams = text[line.start : line.end], tuple(a for a, _ in marked[1:])
        speaker = next(iter(said_by)) if len(said_by) == 1 else None
        found.append(Passage(whole, (line,), marked, source, speaker=speaker, seams=seams, voices=max(1, len(voices))))
    return tuple(found)


def _merged(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, those that overlap made one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start < found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def _overlap(pieces: Sequence[Span], line: Span) -> bool:
    return any(a < line.end and line.start < b for a, b in pieces)


def joined(found: Sequence[Passage]) -> tuple[Passage, ...]:
    """Quotations of one article of which the second goes on where the first stops, put together: what a page prints in
    two stretches ("A," he said. "B") may be recognised as two statements, and is one quotation all the same."""
    here: dict[str, list[Passage]] = {}
    for p in found:
        if p.marked and p.kind in (Kind.DIRECT, None) and not p.seams:
            here.setdefault(p.source.article, []).append(p)
    pairs = []
    for near in here.values():
        near.sort(key=lambda p: p.pieces[0].start)
        for i, first in enumerate(near):
            pairs += [_join(first, second) for second in near[i + 1 : i + 3] if _goes_on(first, second)]
    return tuple(pairs)


def _goes_on(first: Passage, second: Passage) -> bool:
    one_voice = first.speaker is None or second.speaker is None or first.speaker == second.speaker
    return one_voice and 0 <= second.pieces[0].start - first.pieces[-1].end <= CUE_LENGTH


def _join(first: Passage, second: Passage) -> Passage:
    at = len(first.text) + 1
    return replace(
        first,
        text=f"{first.text} {second.text}",
        pieces=(*first.pieces, *second.pieces),
        marked=(*first.marked, *(Span(a + at, b + at) for a, b in second.marked)),
        speaker=first.speaker or second.speaker,
        named=first.named or second.named,
        id=first.id or second.id,
        seams=(at,),
    )


def _whole(pieces: Sequence[Span]) -> tuple[Span, ...]:
    found, at = [], 0
    for start, end in pieces:
        found.append(Span(at, at + end - start))
        at += end - start + 1
    return tuple(found)


def _within(pieces: Sequence[Span], stretches: Sequence[Span]) -> tuple[Span, ...]:
    """The parts of marked stretches that lie in the pieces, as spans of the joined text."""
    found, at = [], 0
    for start, end in pieces:
        for a, b in stretches[bisect_left(stretches, start, key=lambda s: s.end) :]:
            if a >= end:
                break
            if start < b:
                found.append(Span(at + max(a, start) - start, at + min(b, end) - start))
        at += end - start + 1
    return tuple(found)


def _beside(text: str, record: Record, marks: Sequence[Quotation], source: Source) -> list[Passage]:
    """Quotations that lie wholly in no statement, then the unquoted stretches that no statement touches."""
    stated = sorted((s.content for s in record.statements), key=lambda pieces: pieces[0].start)
    covered = sorted(span for pieces in stated for span in pieces)
    longest = max((pieces[-1].end - pieces[0].start for pieces in stated), default=0)
    found = []
    for quotation in marks:
        pieces = quotation.spans
        first = bisect_left(stated, pieces[0].start - longest, key=lambda have: have[0].start)
        last = bisect_right(stated, pieces[0].start + 1, key=lambda have: have[0].start)
        held = any(all(_inside(p, have) for p in pieces) for have in stated[first:last])
        if not held and _tells(text, pieces):
            found.append(Passage(" ".join(text[a:b] for a, b in pieces), pieces, _whole(pieces), source))
    taken = sorted([*covered, *(p for q in marks for p in q.spans)])
    for span in _left(record.article.paragraph_spans, taken):
        for start, end in _sentences(text, span):
            if _wordy(text, (Span(start, end),)):
                found.append(Passage(text[start:end], (Span(start, end),), (), source))
    return found


def _sentences(text: str, span: Span) -> Iterable[Span]:
    """The sentences of a stretch, roughly: a copy with one sentence edited still has all the others."""
    at = span.start
    for m in SENTENCE.finditer(text, span.start, span.end):
        yield Span(at, m.end())
        at = m.end()
    if at < span.end:
        yield Span(at, span.end)


def _inside(piece: Span, pieces: Sequence[Span]) -> bool:
    i = bisect_right(pieces, (piece.start, piece.end + 2)) - 1
    # The mark itself may stand outside a statement's content.
    return i >= 0 and pieces[i].start <= piece.start + 1 and piece.end - 1 <= pieces[i].end


def _tells(text: str, pieces: Sequence[Span]) -> bool:
    """Whether a quotation beside the statements has enough words, chanted letters ("U-S-A! U-S-A!") among them."""
    return sum(len(keys(text[a:b])) for a, b in pieces) >= QUOTED_WORDS


def _wordy(text: str, pieces: Sequence[Span], least: int = LEAST_WORDS) -> bool:
    return sum(len(text[a:b].split()) for a, b in pieces) >= least


def _left(paragraphs: Sequence[Span], taken: Sequence[Span]) -> Iterable[Span]:
    """What the taken spans leave of each paragraph, blanks at the edges dropped."""
    i = 0
    for start, end in paragraphs:
        at = start
        while i < len(taken) and taken[i].start < end:
            if taken[i].start > at:
                yield Span(at, taken[i].start)
            at = max(at, taken[i].end)
            i += 1
        if at < end:
            yield Span(at, end)
