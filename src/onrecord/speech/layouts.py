"""Layouts that attribute words without a reporting verb: transcripts, interviews, question lines, letters, signatures.

Each reader takes the text and its paragraphs and gives turns; it gives none unless the layout shows several times over,
or opens and closes as its kind does, since a single `Name: …` may be anything.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.model import Span
from onrecord.speech.marks import Marked
from onrecord.speech.verbs import VERBS
from onrecord.speech.words import PREPOSITIONS, WH


@dataclass(frozen=True, slots=True)
class Turn:
    """Words that the layout gives to somebody: `label` names who, `asks` tells that it is whoever asks the questions.

    Nobody is named by the answers of an interview without labels; `question` is then what they answer.
    """

    content: tuple[Span, ...]
    label: Span | None = None
    asks: bool = False
    cue: tuple[Span, ...] = ()
    written: bool = False
    question: Span | None = None  # printed without a label, so no statement of its own
    yields: bool = False  # gives way to a tagger that found who says it


# A label: capitalised words before a colon, small words between them, an office or a place in brackets after them.
_WORD = r"[A-ZÀ-ÞА-Я][\w.’'-]*"
LABEL = re.compile(
    rf"[“\"«„—–-]?\s?(?P<label>{_WORD}(?:\s(?:of|the|de|la|van|von|der|for|and|{_WORD})){{0,7}}"
    r"(?:\s?[(\[][^)\]\n]{1,40}[)\]])?)\s?:\s+(?=\S)"
    r"|(?P<letter>[QA])(?:\.|\s[–—-])\s+(?=\S)"  # "Q. When …", "A – Never."
    r"|(?P<bare>Q)\s+(?=[A-Z][\w’']*[,\s])"  # "Q Madam President, …" before "THE PRESIDENT: …"
)
OPENING = frozenset('“"«„')
QUOTING = OPENING | frozenset("”»“‟")  # at either end of a quotation, in whatever system
# Words before a colon that label no speaker.
NOT_LABELS = frozenset(
    "correction corrections note update updated updates editor’s editor's photo photos image source sources"
    " related read watch listen follow location date time where when tickets contact contacts phone email e-mail"
    " tel fax address web website video audio file caption credit topics tags keywords summary background"
    " example examples warning tip fact verdict claim rating score scores result results winner winners prize"
    " price also see here more by written edited reporting published story text from subject to cc re ps p.s"
    " next previous step rule key takeaway bottom exclusive opinion analysis breaking headline monday"
    " tuesday wednesday thursday friday saturday sunday january february march april june july august september"
    " october november december conclusion introduction".split()
)
ANNOUNCED = re.compile(r"\b(?:transcript|excerpts?|exchange|conversation)\b[^.:\n]{0,80}:$", re.IGNORECASE)
ASIDE = re.compile(r"[(\[*].{0,80}[)\]*]\.?$")  # "(Laughter.)", "[Applause]"
SELF = re.compile(r"\b(?:I|we|We|my|My|our|Our|me|us|you|You|your|Your)\b")
FIRST_PERSON = re.compile(r"\b(?:I|I['’](?:m|ve|d|ll)|we|We|my|My|our|Our|me|us)\b")
QUESTION_LINE = re.compile(r"[^“”\"«»]{3,160}\?$")
SALUTATION = re.compile(
    r"(?:(?:My\s+)?Dear\b.{1,80}|To\s+the\s+Editor|Sirs?|Madam|Excellenc(?:y|ies)|Your\s+Excellency|(?:Mr|Madam)\.?\s+(?:President|Chairman|Speaker)"
    r"|Ladies\s+and\s+Gentlemen|Honou?rable\s.{1,60}|To\s+Whom\s+It\s+May\s+Concern|Gentlemen)[,:.!]?$",
    re.IGNORECASE,
)
CLOSING = re.compile(
    r"(?:yours|respectfully|sincerely|with\s+(?:kind|best|warm)|kind\s+regards|best\s+(?:regards|wishes)|regards|faithfully"
    r"|please\s+accept|accept,|cordially|in\s+solidarity|very\s+truly|i\s+remain|love,|warmly)\b.{0,160}$",
    re.IGNORECASE,
)
LETTER_CUE = re.compile(
    r"\b(?P<verb>wrote|writes|has\s+written|had\s+written|reads|read|says|said|states|stated)\b[^.:]{0,40}:$"
)
# A name after a dash that no word stands against: "Mexican-Peruvian" is none.
DASHED = re.compile(r"(?<!\w)(?P<dash>[—–―]|--|-)\s?(?P<who>[A-ZÀ-ÞА-Я@][^\n—–―:;?!]{1,120})$")
BULLET = re.compile(r"[•▪◦‣●*·–—-]\s+|\(?\d{1,2}[.)]\s+|\([a-z]\)\s+")
SPARSEST = 5  # paragraphs to a label; in transcripts it is one to three
WORDED = re.compile(r"[^\W\d_]")  # what an utterance has and the figure in "Smith: 1,769." has not
FEWEST_QUESTIONS = 6  # paragraphs to a question in an interview without labels; in the samples it is one in two to four
MOST_TURN = 400  # paragraphs that one turn may run over
LONGEST_SIGNATURE = 100  # code points of a name with its office
NAME = re.compile(r"(?:the\s+|an?\s+|A\s+|An\s+|The\s+)?[\w.’'&-]+(?:\s(?!who\b|which\b|and\b|on\b)[\w.’'&-]+){0,10}")


def turns(text: str, lines: Sequence[Span], marked: Marked) -> list[Turn]:
    """The turns of every layout that the text shows, in order."""
    labelled = _labelled(text, lines)
    found = labelled or _questioned(text, lines)
    found += _letters(text, lines) + _dashed(text, lines, marked) + _signed(text, marked)
    found += [] if labelled else _introduced(text, lines, marked)
    return sorted(found, key=lambda t: t.content)


def _labelled(text: str, lines: Sequence[Span]) -> list[Turn]:
    """`Name: words`, with the paragraphs up to the next label; at least three labels, one of them twice, or Q and A."""
    labels: dict[int, Span] = {}
    begins: dict[int, int] = {}
    for number, (start, end) in enumerate(lines):
        m = LABEL.match(text, start, end)
        if m is None or m.end() >= end:
            continue
        part = next(name for name, words in m.groupdict().items() if words)
        if m.group(part).lower().split()[0].strip(".") not in NOT_LABELS:
            labels[number] = Span(*m.span(part))
            begins[number] = m.end()
    marked = sum(text[lines[n].start] in OPENING for n in labels)
    if marked and 2 * marked > len(labels):  # a transcript quoted as a whole: a headline "Name: …" is none of it
        labels = {n: s for n, s in labels.items() if text[lines[n].start] in OPENING}
    labels = _after_announcement(text, lines, labels)
    names = Counter(_key(text[s:e]) for s, e in labels.values())
    asked = {"q", "question", "a", "answer"} & set(names)
    if len(labels) < 2 or not (len(asked) > 1 or (len(labels) > 2 and _repeats(names))):
        return []
    worded = sum(WORDED.search(text, begins[n], lines[n].end) is not None for n in labels)
    last = max(labels)
    if last - min(labels) > SPARSEST * len(labels) or 2 * worded <= len(labels):
        return []  # headlines scattered over an article, a list of figures
    pieces: dict[int, list[Span]] = {}
    current: int | None = None
    for number, (start, end) in enumerate(lines):
        if number in labels:
            current = number
            pieces[number] = [Span(begins[number], end)]
        elif current is not None and not ASIDE.match(text, start, end):
            if number > last and not SELF.search(text, start, end):
                break
            if len(pieces[current]) < MOST_TURN:
                pieces[current].append(Span(start, end))
    asking: Counter[str] = Counter()
    for number, spans in pieces.items():
        asking[_key(text[slice(*labels[number])])] += _is_question(text, spans[-1])
    out = []
    for number, spans in pieces.items():
        key = _key(text[slice(*labels[number])])
        often = 2 * asking[key] - names[key]
        asks = (
            key in ("q", "question") or often > 0 or (often == 0 and text[slice(*spans[-1])].rstrip('”"»')[-1:] == "?")
        )
        out.append(Turn(tuple(_bare(text, spans)), labels[number], asks))
    return out


def _is_question(text: str, span: Span) -> bool:
    return text[slice(*span)].rstrip('”"»').endswith("?")


def _after_announcement(text: str, lines: Sequence[Span], labels: dict[int, Span]) -> dict[int, Span]:
    """The labels without those before "Partial transcript as follows:", where two come after it."""
    for number, line in enumerate(lines):
        if ANNOUNCED.search(text, *line):
            after = {n: s for n, s in labels.items() if n > number}
            return after if len(after) > 1 else labels
    return labels


def _repeats(names: Counter[str]) -> bool:
    """Whether a name labels twice, in full or by its last word alone."""
    last = Counter(name.split()[-1] if name else "" for name in names)
    return max(names.values()) > 1 or max(last.values()) > 1


def _key(label: str) -> str:
    return re.sub(r"[(\[].*", "", label).strip().lower()


def _bare(text: str, spans: Sequence[Span]) -> list[Span]:
    """The spans without a lone quotation mark at either end of each: transcripts within quotations repeat them."""
    out = []
    for start, end in spans:
        piece = text[start:end]
        if piece[:1] in '“"«' and not any(c in piece[1:] for c in '”"»'):
            start += 1
        elif piece[-1:] in '”"»' and not any(c in piece[:-1] for c in '“"«'):
            end -= 1
        if start < end:
            out.append(Span(start, end))
    return out or list(spans)


def _questioned(text: str, lines: Sequence[Span]) -> list[Turn]:
    """Question paragraphs without labels, the answers between them in the first person."""
    asked = [n for n, (start, end) in enumerate(lines) if QUESTION_LINE.match(text, start, end)]
    asked = [n for n in asked if n + 1 < len(lines) and n + 1 not in asked]
    if len(asked) < 2 or FEWEST_QUESTIONS * len(asked) < len(lines) - asked[0] or 2 * asked[0] > len(lines):
        return []
    out = []
    for this, following in zip(asked, [*asked[1:], len(lines)], strict=True):
        spans = []
        for number in range(this + 1, following):
            start, end = lines[number]
            if following == len(lines) and number > this + 1 and not SELF.search(text, start, end):
                break
            spans.append(Span(start, end))
        out.append(Turn(tuple(spans), question=Span(*lines[this])))
    own = sum(any(FIRST_PERSON.search(_unquoted(text[s:e])) for s, e in t.content) for t in out)
    return out if own * 3 >= len(out) * 2 else []


def _unquoted(piece: str) -> str:
    return re.sub(r"“[^”]*”|\"[^\"]*\"|«[^»]*»", " ", piece)


def _letters(text: str, lines: Sequence[Span]) -> list[Turn]:
    """The body of a letter: from its salutation to its closing words, signed by whoever stands below them."""
    out = []
    greetings = [n for n, line in enumerate(lines) if SALUTATION.match(text, *line)]
    closings = [n for n, line in enumerate(lines) if CLOSING.match(text, *line)] if greetings else []
    ended = -1
    for at in greetings:
        number = bisect_right(closings, at)
        if at <= ended or number == len(closings) or closings[number] == at + 1:
            continue
        close = ended = closings[number]
        body = tuple(Span(*s) for s in lines[at + 1 : close])
        label: Span | None = None
        cue: tuple[Span, ...] = ()
        if at and (m := LETTER_CUE.search(text, *lines[at - 1])):
            cue = (Span(*m.span("verb")),)
            begin = max(text.rfind(". ", lines[at - 1].start, m.start()) + 2, lines[at - 1].start)
            name = text[begin : m.start()].rstrip(" ,")
            label = Span(begin, begin + len(name)) if 2 < len(name) < 80 else None
        elif close + 1 < len(lines) and lines[close + 1].end - lines[close + 1].start < 80:
            label = Span(*lines[close + 1])
        out.append(Turn(body, label, cue=cue, written=True))
    return out


def _dashed(text: str, lines: Sequence[Span], marked: Marked) -> list[Turn]:
    """`“…” — Name`, on the line of the quotation or the next; a post with its author's handle needs no marks.

    Where two lines show the layout, a third is read so whatever marks stand between its first and its last one.
    """
    out, loose = [], []
    for number, (start, end) in enumerate(lines):
        m = DASHED.search(text, max(start, end - 140), end)
        name = NAME.match(text, m.start("who"), end) if m else None
        if m is None or name is None:
            continue
        label = _unstopped(text, Span(*name.span()), end)
        before = Span(start, start + len(text[start : m.start()].rstrip()))
        if before.start == before.end and number:
            above = lines[number - 1]
            quotation = marked.at(above.end - 1)
            if quotation and quotation.spans[-1] == above:
                out.append(Turn(quotation.spans, label))
        elif before.start < before.end:
            quotation = marked.at(before.end - 1)
            if quotation and quotation.spans[-1] == before:
                out.append(Turn(quotation.spans, label))
            elif quotation is None and "@" in m.group("who"):
                out.append(Turn((before,), label, written=True))
            elif text[start] in QUOTING and text[before.end - 1] in QUOTING:
                loose.append(Turn((before,), label))
    return out + (loose if len(out) > 1 else [])


def _signed(text: str, marked: Marked) -> list[Turn]:
    """`“…` and on the next line `Name, office”`: a pulled quotation with its speaker inside the marks."""
    out = []
    for quotation in marked.all:
        if len(quotation.spans) != 2 or not quotation.closed or quotation.depth:
            continue
        start, end = quotation.spans[1]
        while end > start and not text[end - 1].isalnum():
            end -= 1
        name = NAME.match(text, start, end)
        if (
            name
            and end - start < LONGEST_SIGNATURE
            and text[start].isupper()
            and _is_name(text, start, name.end(), end)
        ):
            out.append(Turn(quotation.spans[:1], Span(*name.span())))
    return out


def _unstopped(text: str, name: Span, end: int) -> Span:
    """The name without the stop that ends its line, unless that shortens a word: "Quinlan.", "Jr."."""
    last = text[name.start : name.end].split()[-1]
    return Span(name.start, name.end - 1) if name.end == end and last.endswith(".") and len(last) > 3 else name


def _introduced(text: str, lines: Sequence[Span], marked: Marked) -> list[Turn]:
    """`Name, office:` or `From Name:` as a line of its own above a quotation, or before one on the same line."""
    out = []
    for number, (start, end) in enumerate(lines):
        colon = text.find(":", start, min(end, start + 160))
        if colon < 0:
            continue
        head = text[start:colon]
        from_ = re.match(r"(?:And\s+|and\s+)?[Ff]rom\s+", head)
        if colon + 1 < end:
            if not from_:
                continue
            begin = colon + 1
            while begin < end and text[begin].isspace():
                begin += 1
        elif number + 1 < len(lines):
            begin = lines[number + 1].start
        else:
            continue
        quotation = marked.at(begin)
        if quotation is None or quotation.start != begin:
            continue
        name = NAME.match(text, start + (from_.end() if from_ else 0), colon)
        if name is None or (not from_ and not _is_name(text, start, name.end(), colon)):
            continue
        cue = (Span(start, start + len(head[: from_.end()].rstrip())),) if from_ else ()
        out.append(Turn(quotation.spans, Span(*name.span()), cue=cue, yields=True))
    return out


def _is_name(text: str, start: int, end: int, colon: int) -> bool:
    """Whether a line before a colon is a name with or without an apposition, and not a sentence."""
    rest = text[end:colon]
    words = text[start:end].split()
    if words[0].lower() in PREPOSITIONS or words[0].lower() in WH:
        return False
    told = any(w in SENTENCE_WORDS or (w in VERBS and VERBS[w].form in ("past", "s")) for w in words)
    return (not rest or rest[0] in ",(") and len(words) <= 9 and not told


SENTENCE_WORDS = frozenset(
    "is are was were has have had said says say told wrote writes added will would can be this these here what how"
    " why it he she they we I you that following follows below transcript excerpt asked tweeted posted reads read"
    " including such".split()
)
