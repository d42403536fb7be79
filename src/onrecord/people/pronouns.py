"""Pronouns -> figures: he by focus, they by who spoke together, I by who is quoted, who by what stands before."""

from __future__ import annotations

from dataclasses import replace

from onrecord.model import Evidence, Kind, Span, Statement
from onrecord.people.attach import phrase
from onrecord.people.descriptions import named
from onrecord.people.figures import Figure
from onrecord.people.fitting import unnamed
from onrecord.people.kinds import OTHER, PERSON
from onrecord.people.nameless import CROWD, NAMELESS
from onrecord.people.phrases import Phrase, read_phrase
from onrecord.people.reading import Answer, Reading
from onrecord.people.tables import table

STOPS = frozenset(table(', . ; : — – “ ” " ( ) said says say told and but that'))
ARTICLES = frozenset(table("the a an some many his her their its those these"))
NEAR_BY = 600  # code points within which "they" may still be those who spoke together
TOGETHER = 1  # sentences back at which two people named together may still be "they" or "the two"


def pronoun(r: Reading, p: Phrase, s: Statement, i: int) -> Answer:
    """Whom the pronoun that opens phrase `p` means."""
    match p.pronoun:
        case "m" | "f" | "it":
            return _third(r, p, s, i)
        case "1" | "1pl":
            return _first(r, p, i)
        case "rel":
            return _relative(r, p)
        case "pl":
            return _they(r, p, i)
        case _:
            return _second(r, p)


def confidence(best: float, second: float) -> float:
    """Belief from the lead over the next one: 0.6 when level, 0.97 when alone, less for whoever is hardly in focus."""
    share = best / (best + second) if best > 0 else 0.0
    believed = min(0.97, 0.25 + 0.77 * share)
    return round(believed if best >= 0.4 else believed * min(1.0, 0.6 + best), 3)


def _third(r: Reading, p: Phrase, s: Statement, i: int) -> Answer:
    k = p.first
    ranked = r.rank(k, p.pronoun, skip=r.own_content(s, k), hardly=r.named_in(s, k))
    if not ranked:
        return _nameless(r, p, i)
    best, figure = ranked[0]
    evidence = [Evidence(r.span(k, k + 1), f"“{r.found[k].text}” is taken for {figure.name}, who is being spoken of")]
    last = _last_mention(r, figure, k)
    if last is not None:
        name = r.at.get(last)
        evidence.append(Evidence(name.span if name else r.span(last, last + 1), "the last mention before it"))
    belief = confidence(best, ranked[1][0] if len(ranked) > 1 else 0.0)
    listed = tuple(f.name for _, f in ranked[:3])
    if figure.kind in (NAMELESS, CROWD):
        return _without_name(r, figure, k, belief)
    return Answer((figure,), evidence=tuple(evidence), confidence=belief, candidates=listed)


def _without_name(r: Reading, figure: Figure, k: int, belief: float) -> Answer:
    """The nameless figure as an answer: its phrase, where it was brought in."""
    places = [(first, last) for first, (last, f) in r.nameless.items() if f is figure and first < k]
    evidence = (Evidence(r.span(*places[-1]), "spoken of before, without a name"),) if places else ()
    described = phrase(r.text, r.found, r.at, *places[0]) if places else None
    return Answer(phrase=figure.name, evidence=evidence, confidence=belief, described=described)


def _last_mention(r: Reading, figure: Figure, k: int) -> int | None:
    """Index of the figure's last name before word `k`, else of its last pronoun."""
    earlier = [m.first for m in figure.mentions if m.first < k]
    if earlier:
        return max(earlier)
    return max((seen.index for seen in r.focus.seen if seen.figure is figure and seen.index < k), default=None)


def _nameless(r: Reading, p: Phrase, i: int) -> Answer:
    """The nameless speaker of the statement before, where nobody named fits."""
    before = r.previous(i)
    if before is None or not before.phrase:
        return Answer()
    if p.pronoun == "it" or (before.described and before.described.noun):
        return replace(before, confidence=0.6)
    return Answer()


def _they(r: Reading, p: Phrase, i: int) -> Answer:
    """Who spoke together before, else the crowd or body in focus, else two people named together."""
    k = p.first
    before = r.previous(i)
    if before and len(before.figures) > 1 and r.found[k].start - before.evidence[0].span.end < NEAR_BY:
        return replace(before, confidence=0.75)
    ranked = r.rank(k, "pl", skip=r.own_content(r.statements[i], k))
    pair = together(r, k)
    if ranked and (pair is None or ranked[0][0] >= 0.5):
        best, figure = ranked[0]
        belief = confidence(best, ranked[1][0] if len(ranked) > 1 else 0.0)
        if figure.kind == CROWD:
            return _without_name(r, figure, k, belief)
        return Answer(
            (figure,),
            evidence=(Evidence(r.span(k, k + 1), f"“they” is taken for {figure.name}, which is being spoken of"),),
            confidence=belief,
        )
    return pair or (replace(before, confidence=0.6) if before and before.phrase else Answer())


def together(r: Reading, k: int, reach: int = TOGETHER) -> Answer | None:
    """The two people named together last before word `k`, within `reach` sentences."""
    for last, pair in reversed(r.pairs):
        if last <= k and r.found[k].sentence - r.found[last - 1].sentence <= reach:
            names_ = [m for f in pair for m in f.mentions if m.last <= last][-2:]
            why = tuple(Evidence(m.span, "named together just before") for m in names_)
            return Answer(pair, evidence=why, confidence=0.65)
    return None


def _first(r: Reading, p: Phrase, i: int) -> Answer:
    """ "I" in quoted words is their speaker, in an interview who is asked; else the author, whom we do not name."""
    around = r.around(i)
    answer = r.answers[around] if around is not None else None
    if answer is not None and p.pronoun == "1" and len(answer.figures) <= 1:
        note = Evidence(r.span(p.first, p.first + 1), "“I” in quoted words is the person quoted")
        return replace(answer, evidence=(note, *answer.evidence), confidence=min(answer.confidence, 0.9))
    if around is None and p.pronoun == "1" and r.found[p.first].quoted:
        beside = _beside(r, p.first, i)
        if beside is not None:
            note = Evidence(r.span(p.first, p.first + 1), "“I” is the only person whom the paragraph quotes")
            return replace(beside, evidence=(note, *beside.evidence), confidence=min(beside.confidence, 0.65))
    if around is None and p.pronoun == "1" and r.interview and r.found[p.first].paragraph in r.interview.answers:
        return asked(r, r.span(p.first, p.first + 1), "“I” in an answer is the person interviewed")
    return Answer(candidates=r.article.authors if r.article and around is None else ())


def _beside(r: Reading, k: int, i: int) -> Answer | None:
    """The one person whom the paragraph quotes, outside of whose marked content the word stands all the same."""
    found: list[Answer] = []
    for j, (s, answer) in enumerate(zip(r.statements, r.answers, strict=True)):
        if j == i or answer is None or len(answer.figures) != 1 or s.kind is Kind.INDIRECT or not s.source:
            continue
        inside = r.found.between(*s.source[0])
        if len(inside) and r.found[inside.start].paragraph == r.found[k].paragraph and not r.found[inside.start].quoted:
            found.append(answer)
    return found[0] if len({a.figures[0].number for a in found}) == 1 else None


def _second(r: Reading, p: Phrase) -> Answer:
    """ "you" in an interviewer's question is who is asked."""
    if r.interview and r.found[p.first].paragraph in r.interview.questions:
        return asked(r, r.span(p.first, p.first + 1), "“you” in a question is the person interviewed")
    return Answer()


def asked(r: Reading, span: Span, reason: str) -> Answer:
    """Who is asked in an interview."""
    assert r.interview is not None
    figure = r.interview.asked
    evidence = (Evidence(span, reason), Evidence(figure.mentions[0].span, "introduced as the person interviewed"))
    return Answer((figure,), evidence=evidence, confidence=0.75)


def _relative(r: Reading, p: Phrase) -> Answer:
    """ "who" and "which" mean the name or noun before them."""
    k = p.first - 1
    while k > 0 and r.found[k].text in ",—–":
        k -= 1
    if k < 0:
        return Answer()
    if r.found[k].text == ")":
        k = next((m - 1 for m in range(k, max(0, k - 8), -1) if r.found[m].text == "("), k)
    ended = next((n for n in r.named if n.last == k + 1), None)
    figure = r.of_name.get(ended.first) if ended else None
    if ended is not None and figure is not None and figure.kind != OTHER:
        why = Evidence(ended.span, f"“{r.found[p.first].text}” means the name right before it")
        return Answer((figure,), evidence=(why,), confidence=0.85)
    start = _noun_phrase_start(r, k)
    q = read_phrase(r.found, r.at, start, k + 1)
    if q.kind in ("name", "joint"):
        return named(r, q)
    if q.kind in ("none", "pronoun"):
        return Answer()
    return _apposed(r, start, q) or unnamed(r, q, 0.7)


def _noun_phrase_start(r: Reading, k: int) -> int:
    """Index where the noun phrase that ends at word `k` begins: its article, or the word after a stop or verb."""
    m = k
    while m > 0 and k - m < 8 and r.found[m - 1].sentence == r.found[k].sentence and r.found[m - 1].lower not in STOPS:
        if r.found[m].lower in ARTICLES:
            return m
        m -= 1
    return m


def _apposed(r: Reading, start: int, q: Phrase) -> Answer | None:
    """ "NAME, a doctor who said": the noun phrase stands in apposition to the name before it."""
    if start < 2 or r.found[start - 1].text != "," or q.kind != "person":
        return None
    n = next((n for n in r.named if n.last == start - 1 and n.kind == PERSON), None)
    if n is None:
        return None
    return Answer((r.of_name[n.first],), evidence=(Evidence(n.span, "named before the apposition"),), confidence=0.85)
