"""People without a name: "a woman", "one voter", "the terrorists". They take pronouns away from whoever is named."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.people.attach import DETERMINERS, PREPOSITIONS
from onrecord.people.figures import Figure
from onrecord.people.kinds import Name
from onrecord.people.nouns import PLURAL_PEOPLE, noun_gender, noun_of
from onrecord.people.tables import table
from onrecord.people.words import Words

NAMELESS, CROWD = "nameless", "crowd"
ONE = frozenset(table("a an one another some"))
COPULAS = frozenset(
    table("is was are were be been being as became become becomes like called named not it’s he’s she’s")
)
BREAKS = frozenset(table(', . ; : ( ) — – “ ” " and or but that which who said says told')) | PREPOSITIONS
QUANTITIES = frozenset(
    table("many some most few several both all none rest everyone everybody anyone nobody someone somebody")
)
LONGEST = 6  # words before the noun


def nameless(found: Words, named: list[Name]) -> list[tuple[int, int, Figure]]:
    """Nameless people and crowds: (first word, last word, half-open; figure), in order. Numbers are not yet given."""
    inside = {k for n in named for k in range(n.lead, n.last)}
    ends = {n.last for n in named}
    starts = {n.lead for n in named} | {n.first for n in named}
    out: list[tuple[int, int, Figure]] = []
    known: dict[str, Figure] = {}
    for k, w in enumerate(found):
        if k in inside or not w.text.isalpha() or (w.capital and not w.first):
            continue
        for start, figure in _one(found, k, starts, ends, known):
            out.append((start, k + 1, figure))
    return out


def _one(
    found: Words, k: int, starts: set[int], ends: set[int], known: dict[str, Figure]
) -> Iterator[tuple[int, Figure]]:
    low = found[k].lower
    noun = noun_of(low)
    if (noun is None and low not in PLURAL_PEOPLE) or low in QUANTITIES or k + 1 in starts:
        return
    if k + 1 < len(found) and (
        found[k + 1].text in "’s'" or (noun_of(found[k + 1].text) and found[k + 1].text.islower())
    ):
        return
    start = _start(found, k)
    if start >= 1 and (found[start - 1].lower in COPULAS or (found[start - 1].text == "," and start - 1 in ends)):
        return
    if k + 2 < len(found) and found[k + 1].text == "," and k + 2 in starts:
        return  # "the minister, Mr. X": an apposition
    plural = low in PLURAL_PEOPLE or noun != low
    first = found[start].lower
    text = " ".join(found[m].text for m in range(start, k + 1))
    if plural:
        yield start, known.setdefault("+" + low, Figure(-1, CROWD, text, tuple(text.split())))
    elif first in ONE and noun is not None:
        figure = Figure(-1, NAMELESS, text, tuple(text.split()), gender=noun_gender(noun))
        known[noun] = figure
        yield start, figure
    elif first in DETERMINERS and noun is not None and noun in known:
        yield start, known[noun]


def _start(found: Words, k: int) -> int:
    """Where the noun phrase that ends with word `k` begins."""
    m = k
    while m > 0 and k - m < LONGEST and found[m - 1].sentence == found[k].sentence and found[m - 1].lower not in BREAKS:
        m -= 1
        if found[m].lower in DETERMINERS | ONE:
            break
    return m
