"""Several speakers in one phrase: "the two presidents", "both candidates", "the senators" named together before."""

from __future__ import annotations

from dataclasses import replace

from onrecord.model import Evidence
from onrecord.people.figures import Figure, stands_for
from onrecord.people.fitting import unnamed
from onrecord.people.kinds import PERSON
from onrecord.people.nouns import RELATIONS, noun_of, singular
from onrecord.people.phrases import Phrase
from onrecord.people.reading import Answer, Reading
from onrecord.people.tables import table

POLICE = frozenset(table("police"))  # plural by grammar, a body by sense
PAIRED = frozenset(table("both two"))
# Plurals that may mean any two people who have been named.
ANY_TWO = frozenset(
    table("two both pair duo couple sides parties leaders politicians interlocutors siblings men women")
)
AUTHORS = frozenset(table("authors signatories writers"))
NAMED = 3  # mentions of each of the two whom a page is about
SECOND = 0.3  # focus that the second of two must have
THIRD = 0.75  # the third must have less than this share of the second's


def group(r: Reading, p: Phrase, i: int) -> Answer:
    """Groups are nameless, but "the senators" after "Mr. Grassley and Mr. Leahy" are these."""
    words_ = [r.found[k].lower for k in range(p.first, p.last)]
    if words_[-1] in POLICE and p.head == p.last - 1:
        return replace(unnamed(r, p), institution=True, phrase=without_article(r.words_of(p)))
    if words_[0] not in ("the", "both", "each"):
        return unnamed(r, p)
    head = r.found[p.head].lower
    noun = noun_of(head) or singular(head)
    for j in range(i - 1, -1, -1):
        a = r.answers[j]
        if (
            a is not None
            and len(a.figures) > 1
            and (len(words_) == 1 or head in ANY_TWO | AUTHORS or _all_are(noun, a))
        ):
            why = Evidence(r.span(p.first, p.last), "they spoke together before")
            return replace(a, evidence=(why, *a.evidence), confidence=0.75)
    return _two(r, p, noun, head, bool(PAIRED & set(words_))) or unnamed(r, p)


def _all_are(noun: str, a: Answer) -> bool:
    return all(any(stands_for(noun, d.noun) for d in f.described) for f in a.figures)


def _two(r: Reading, p: Phrase, noun: str, head: str, counted: bool) -> Answer | None:
    """The two people whom the page calls so; "both" and "the two" of whoever is most in focus."""
    called = [f for f in _before(r, p) if any(stands_for(noun, d.noun) for d in f.described)]
    ranked = r.focus.ranked(p.first, frozenset(f.number for f in (called if len(called) > 1 else _before(r, p))))
    if not counted and p.last > p.head + 1:
        return None  # "the leaders of the group": others than any two before
    everybody = _before(r, p)
    if len(called) == 2 and (counted or noun not in RELATIONS):
        pair, belief = called, 0.75
    elif head in ANY_TWO and len(everybody) == 2:
        pair, belief = everybody, 0.7
    elif counted and len(called) < 2 and (leading := _most_named(everybody)):
        pair, belief = leading, 0.6
    elif (
        not (counted or head in ANY_TWO)
        or (len(called) < 2 and head not in ANY_TWO)
        or len(ranked) < 2
        or ranked[1][0] < SECOND
        or (len(ranked) > 2 and ranked[2][0] > THIRD * ranked[1][0])
    ):
        return None
    else:
        pair, belief = [f for _, f in ranked[:2]], 0.62
    pair.sort(key=lambda f: f.first)
    why = [Evidence(r.span(p.first, p.last), f"“{r.whole(p)}” is taken for two people named before")]
    why += [Evidence(f.mentions[0].span, "one of the two") for f in pair]
    return Answer(tuple(pair), evidence=tuple(why), confidence=belief, candidates=tuple(f.name for f in pair))


def _most_named(people: list[Figure]) -> list[Figure]:
    """The two whom the page is about: named twice as often as anybody else."""
    counted = sorted(people, key=lambda f: -len(f.mentions))
    third = len(counted[2].mentions) if len(counted) > 2 else 0
    clear = len(counted) > 1 and len(counted[1].mentions) >= max(NAMED, 2 * third)
    return counted[:2] if clear else []


def _before(r: Reading, p: Phrase) -> list[Figure]:
    """The people named before the phrase."""
    return [f for f in r.figures if f.kind == PERSON and f.mentions and f.mentions[0].first < p.first]


def without_article(words: str) -> str:
    """The words without "the", as bodies are named."""
    return words[4:] if words[:4].lower() == "the " else words
