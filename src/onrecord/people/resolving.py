"""Sources -> speakers: who each statement of an article is by, with the words that show it.

Names are found, joined into figures and described; then the text is read once from left to right, and every name,
pronoun and source met shifts the focus from which later pronouns and descriptions take their meaning.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace

from onrecord.model import Article, Entity, Evidence, Kind, Span, Speaker, SpeakerType, Statement
from onrecord.people.countries import country
from onrecord.people.descriptions import body, described_subject, description, named
from onrecord.people.figures import Figure
from onrecord.people.fitting import unnamed
from onrecord.people.focus import subject_start
from onrecord.people.groups import group
from onrecord.people.kinds import BODY, OTHER, PERSON, PLACE, Name
from onrecord.people.linked import former
from onrecord.people.nouns import KIN, PARTY_OF, RELATIONS, singular
from onrecord.people.phrases import ENDINGS, PRONOUNS, SPEAKING_NOUNS, Phrase, read_phrase
from onrecord.people.pronouns import asked, pronoun
from onrecord.people.reading import Answer, Offices, Reading, begin
from onrecord.speech.tagging import Mention

ANSWERS = frozenset(("A", "A.", "Answer", "ANSWER"))  # before the words of who is interviewed
THRESHOLD = 0.5  # below it a speaker is withheld and the candidates are listed; see benchmarks/speakers.py


SAYS_LITTLE = KIN | frozenset(("year-old", "national", "uncle", "aunt", "grandfather", "grandmother", "pensioner"))
# Roles that stand back behind any other.
WEAK = (
    RELATIONS
    | PARTY_OF.keys()
    | frozenset(("sheikh", "native", "rebel", "resident", "firebrand", "defendant", "witness"))
)


@dataclass(frozen=True, slots=True)
class Resolved:
    """The statements with their speakers, and the people and bodies of the text."""

    statements: tuple[Statement, ...]
    entities: tuple[Entity, ...]


def resolve(
    text: str,
    statements: Sequence[Statement],
    *,
    mentions: Sequence[Mention] | None = None,
    article: Article | None = None,
    offices: Offices | None = None,
) -> Resolved:
    """The statements with speaker, evidence and candidates, and the entities of `text`.

    `mentions` are the tagger's names, where it looks for them. `article` gives authors and date; `offices` tells who
    held an office then. Pure: the same arguments give the same answer.
    """
    r = begin(text, statements, mentions, article, offices)
    answers = _read(r)
    shown = [f for f in r.figures if f.kind in (PERSON, BODY, PLACE)]
    numbers = {f.number: k for k, f in enumerate(shown)}
    out = tuple(_speak(s, a, numbers) for s, a in zip(r.statements, answers, strict=True))
    return Resolved(out, tuple(_entity(r, f) for f in shown))


def _read(r: Reading) -> list[Answer]:
    """The answers, statement by statement in the order of the text, names and pronouns between them read on the way."""
    by_word: dict[int, list[int]] = {}
    for i in range(len(r.statements)):
        by_word.setdefault(r.anchor(i), []).append(i)
    for k in range(len(r.found)):
        for i in sorted(by_word.get(k, ()), key=lambda i: -r.size(i)):
            _settle(r, i)
        _pass(r, k, by_word)
    for i, s in enumerate(r.statements):
        # a quotation whose speaker is named after it settles what "I" in it means
        if s.source and (r.answers[i] or Answer()).empty:
            p = _phrase(r, s)
            if p is not None and p.pronoun == "1":
                r.answers[i] = pronoun(r, p, s, i)
    return [a or Answer() for a in r.answers]


def _pass(r: Reading, k: int, anchors: Container[int]) -> None:
    """Reads past word `k`: a name or a pronoun shifts the focus."""
    figure = r.of_name.get(k)
    if figure is not None:
        r.focus.see(figure, subject_start(r.found, r.at[k]), r.at[k].last, at=k)
        return
    if k not in anchors and k not in r.nameless and r.found[k].first and r.found[k].lower == "the":
        figure = described_subject(r, k)
        if figure is not None:
            r.focus.see(figure, k, k + 1)
            return
    if k in r.nameless:
        last, figure = r.nameless[k]
        r.focus.see(figure, k, last)
    gender = PRONOUNS.get(r.found[k].lower, "")
    if gender in ("m", "f") and k not in r.pronouns:
        ranked = r.rank(k, gender)
        if ranked:
            r.pronouns[k] = ranked[0][1]
    if k in r.pronouns:
        r.focus.see(r.pronouns[k], k, k + 1)


def _settle(r: Reading, i: int) -> None:
    s = r.statements[i]
    p = _phrase(r, s)
    r.answers[i] = answer = _answer(r, p, s, i) if p is not None else _carried(r, s, i)
    if p is None:
        return
    for figure in answer.figures:
        r.focus.see(figure, p.first, p.last, spoke=r.around(i) is None)
    speaking = [f for k, (_, f) in r.nameless.items() if p.first <= k <= p.head]
    if not answer.figures and speaking:
        r.focus.see(speaking[-1], p.first, p.last, spoke=True)
    if len(answer.figures) == 1 and PRONOUNS.get(r.found[p.first].lower):
        r.pronouns[p.first] = answer.figures[0]


def _phrase(r: Reading, s: Statement) -> Phrase | None:
    """The source taken apart; None without one. A source that cuts a name, or a title from its name, is made whole."""
    if not s.source:
        return None
    inside = r.found.between(*s.source[0])
    if not len(inside):
        return None
    first, last = inside.start, inside.stop
    for n in r.named:
        if n.first < first < n.last:
            first = n.first
        if n.first < last < n.last or (n.kind == PERSON and n.first == last and n.lead < last):
            last = n.last
    return read_phrase(r.found, r.at, first, last)


def _answer(r: Reading, p: Phrase, s: Statement, i: int) -> Answer:
    if r.interview and p.last - p.first == 1 and r.found[p.first].text in ANSWERS and r.found[p.first].first:
        return asked(r, r.span(p.first, p.last), "“A” stands before the answers of the person interviewed")
    match p.kind:
        case "pronoun":
            return pronoun(r, p, s, i)
        case "name" | "joint":
            return named(r, p)
        case "person":
            return description(r, p)
        case "group":
            return group(r, p, i)
        case "body":
            return body(r, p)
        case "document":
            return _document(r, p, s, i)
        case "other":
            return unnamed(r, p, 0.6)
        case _:
            return Answer()


def _document(r: Reading, p: Phrase, s: Statement, i: int) -> Answer:
    """What is written or said speaks for its owner: "his words", "Trump’s call", "a CNN survey", "a report by X"."""
    noun = r.found[p.head].lower
    if p.owned_by and noun in SPEAKING_NOUNS:
        k = p.first
        return pronoun(r, Phrase("pronoun", k, k + 1, k, PRONOUNS[p.owned_by]), s, i)
    owner = p.owner or _issuer(r, p)
    figure = r.of_name.get(owner.first) if owner is not None else None
    if owner is not None and figure is not None:
        possessive = r.found[owner.last].text in ENDINGS if owner.last < len(r.found) else False
        if (
            (possessive and noun in SPEAKING_NOUNS)
            or figure.kind == BODY
            or (figure.kind == OTHER and len(figure.parts) > 1)
        ):
            r.documents[singular(noun)] = figure
            return Answer(
                (figure,), evidence=(Evidence(owner.span, f"the {noun} is by {figure.name}"),), confidence=0.7
            )
    known = r.documents.get(singular(noun)) or _issued(r, singular(noun), p.first) if p.definite and not owner else None
    if known is not None:
        why = (
            Evidence(r.span(p.first, p.last), f"the {noun} spoken of before"),
            Evidence(known.mentions[0].span, "who wrote or issued it"),
        )
        return Answer((known,), evidence=why, confidence=0.65)
    return unnamed(r, p)


def _issued(r: Reading, noun: str, before: int) -> Figure | None:
    """Whose the document was where it was brought in: "the Bureau concludes in its report", "a report by X"."""
    for k in range(before):
        if singular(r.found[k].lower) != noun:
            continue
        near = range(max(0, k - 4), k)
        ended = next((n for n in r.named if n.kind == BODY and n.last in (k, k - 1)), None)
        issuer = _issuer(r, Phrase("document", k, min(k + 8, len(r.found)), k))
        if ended is None and issuer is None and any(r.found[m].lower in ("its", "their") for m in near):
            ended = next(
                (n for n in r.named if n.kind == BODY and r.found[n.first].sentence == r.found[k].sentence), None
            )
        name = ended or issuer
        if name is not None:
            return r.of_name[name.first]
    return None


def _issuer(r: Reading, p: Phrase) -> Name | None:
    """The body named after "by", "of" or "from": "documents published by the Nordic Grid Company"."""
    for k in range(p.head + 1, p.last - 1):
        if r.found[k].lower in ("by", "of", "from"):
            after = k + 2 if r.found[k + 1].lower == "the" else k + 1
            return r.at.get(after) if after in r.at and r.at[after].kind == BODY else None
    return None


def _carried(r: Reading, s: Statement, i: int) -> Answer:
    """A quotation without a source goes on from the statement before it, in this paragraph or the one before."""
    if s.kind is Kind.INDIRECT or not len(r.found):
        return Answer()
    first = r.found[r.found.between(s.content[0].start, s.content[0].start + 1).start]
    if r.interview and first.paragraph in r.interview.answers and not first.quoted:
        return asked(r, Span(first.start, first.end), "an answer of the person interviewed")
    ends = [
        (max(t.content[-1].end, t.source[-1].end), j)
        for j, t in enumerate(r.statements)
        if j != i and t.source and t.parent != i and max(t.content[-1].end, t.source[-1].end) <= s.content[0].start
    ]
    if not ends:
        return Answer()
    end, j = max(ends)
    answer = r.answers[j]
    if answer is None or answer.empty:
        return Answer()
    last_word = max(0, r.found.between(0, end).stop - 1)
    last = r.found[last_word]
    start = r.found[r.found.between(s.content[0].start, s.content[0].start + 1).start]
    gap = start.paragraph - last.paragraph
    others = (r.of_name[k] for k in range(last_word, len(r.found)) if k in r.of_name and r.found[k].start < start.start)
    if gap > 2 or (gap == 2 and any(f.kind == PERSON and f not in answer.figures for f in others)):
        return Answer(candidates=tuple(f.name for f in answer.figures))
    note = Evidence(
        r.statements[j].source[0], "nobody is named beside the quotation; it goes on from the statement before"
    )
    share = (0.85, 0.75, 0.65)[gap]
    return replace(answer, evidence=(note, *answer.evidence), confidence=round(answer.confidence * share, 3))


def _speak(s: Statement, a: Answer, numbers: dict[int, int]) -> Statement:
    """The statement with its speaker, or with the candidates where the belief is too small."""
    speaker = _speaker(a, numbers)
    if speaker is None or a.confidence < THRESHOLD:
        listed = a.candidates or tuple(f.name for f in a.figures)
        return replace(s, speaker=None, evidence=a.evidence, candidates=listed)
    return replace(s, speaker=speaker, evidence=a.evidence, candidates=())


def _speaker(a: Answer, numbers: dict[int, int]) -> Speaker | None:
    if len(a.figures) > 1:
        members = tuple(_one(f, numbers, a.confidence) for f in a.figures)
        name = "; ".join(m.name for m in members)
        return Speaker(name, members[0].type, members=members, confidence=a.confidence)
    if a.figures:
        return _one(a.figures[0], numbers, a.confidence)
    if not a.phrase:
        return None
    d = a.described
    if a.institution:
        return Speaker(a.phrase, SpeakerType.BODY, country=d.country if d else None, confidence=a.confidence)
    role, body_, where = (d.role or None, d.body, d.country) if d else (None, None, None)
    return Speaker(a.phrase, SpeakerType.UNNAMED, role, body_, where, confidence=a.confidence)


def _one(f: Figure, numbers: dict[int, int], confidence: float) -> Speaker:
    role, body_, where = best_description(f)
    kind = SpeakerType.PERSON if f.kind == PERSON else SpeakerType.BODY
    return Speaker(f.name, kind, role, body_, where, numbers.get(f.number), confidence=confidence)


def _entity(r: Reading, f: Figure) -> Entity:
    spans = {m.span for m in f.mentions} | {r.span(k, k + 1) for k, g in r.pronouns.items() if g is f}
    role, body_, where = best_description(f)
    kind = SpeakerType.PERSON if f.kind == PERSON else SpeakerType.BODY
    return Entity(f.name, kind, tuple(sorted(spans)), role, body_, where)


def best_description(f: Figure) -> tuple[str | None, str | None, str | None]:
    """Role, body and country as the page words them: the first role given, the first body and country beside it."""
    if f.kind != PERSON:
        return None, None, country(f.name)
    with_role = [d for d in f.described if d.role and d.noun not in SAYS_LITTLE]
    if not with_role:
        body_ = next((d.body for d in f.described if d.body), None)
        return None, body_, country(body_) if body_ else None
    chosen = min(with_role, key=lambda d: (d.noun in WEAK or former(d), not d.named, not (d.body or d.country)))
    where = chosen.country or next((d.country for d in f.described if d.country), None)
    return chosen.role, chosen.body, where
