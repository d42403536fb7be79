"""Whether a description may mean somebody: by what the page calls them, their country, party and office."""

from __future__ import annotations

from onrecord.model import Evidence
from onrecord.people.attach import phrase
from onrecord.people.figures import Description, Figure, stands_for
from onrecord.people.linked import former
from onrecord.people.nouns import BODY_NOUNS, BODY_TOPICS, OFFICES, PARTY_OF, SCENE, WING_OF, noun_gender, noun_of
from onrecord.people.phrases import Phrase
from onrecord.people.reading import Answer, Reading
from onrecord.people.tables import table

RANKS = frozenset(table("vice vice-presidential deputy assistant associate running-mate"))  # another office with them
PORTFOLIOS = BODY_TOPICS | frozenset(
    table("prime foreign interior home shadow climate press attorney exterior treasury cabinet")
)
MINISTERS = frozenset(table("minister secretary commissioner premier"))
# What stands behind an office without telling it apart from others.
EMPTY = frozenset(table("the of for and ’s 's a his her"))
AGREES = 0.6  # "the leftist candidate" for the far-left firebrand
SAME_COUNTRY = 0.5  # "the Belarusian official" is rather who is called Belarusian than who is named last
OVER = 0.6  # "the president" for somebody who once was: less than for one who is
STATE_HEADS = frozenset(table("president king queen emir sultan leader"))
GOVERNMENT_HEADS = frozenset(table("minister premier chancellor chief"))


def unnamed(r: Reading, p: Phrase, belief: float = 0.8) -> Answer:
    """A speaker whom the page does not name: the head phrase."""
    why = Evidence(r.span(p.first, p.last), "the page gives no name")
    described = phrase(r.text, r.found, r.at, p.first, p.last)
    return Answer(phrase=r.words_of(p), evidence=(why,), confidence=belief, described=described)


def names_of(options: list[tuple[float, Figure]]) -> tuple[str, ...]:
    """The candidates to list: the three best."""
    return tuple(f.name for _, f in options[:3])


def gender_of(r: Reading, p: Phrase, d: Description) -> str | None:
    """The gender that any noun of the phrase shows: "the former first lady and senator"."""
    nouns = [noun_of(r.found[k].text) for k in range(p.first, p.last)]
    return noun_gender(d.noun) or next((g for n in nouns if n and (g := noun_gender(n))), None)


def contradicts(r: Reading, d: Description, f: Figure) -> bool:
    """Another party or another country than the page gives the figure; an office without a country is of the
    dateline's, where the page has somebody else of the country asked for."""
    asked = {PARTY_OF[m] for m in d.modifiers if m in PARTY_OF}
    given = {PARTY_OF[m] for x in f.described for m in x.modifiers if m in PARTY_OF}
    if asked and given and not asked & given:
        return True
    wings = {WING_OF[m] for m in d.modifiers if m in WING_OF}
    theirs = {WING_OF[m] for x in f.described for m in x.modifiers if m in WING_OF}
    if wings and theirs and not wings & theirs:
        return True
    if not d.country:
        return False
    countries = {x.country for x in f.described if x.country and x.named}
    if not countries and r.home and any(x.noun in OFFICES for x in f.described):
        countries = {r.home}
        if not any(x.country == d.country for g in r.figures if g is not f for x in g.described):
            return False
    return bool(countries) and d.country not in countries


def fits(asked: Description, given: Description) -> float:
    """How well a description fits one given with a name: 0 not at all, 1 the same noun, more with its modifiers."""
    if not _means(asked, given) or (asked.modifiers & RANKS) != (given.modifiers & RANKS):
        return 0.0
    if former(asked) and not former(given):
        return 0.0
    if asked.noun in MINISTERS or given.noun in MINISTERS:
        topics = _portfolio(asked), _portfolio(given)
        if topics[0] and topics[1] and not topics[0] & topics[1]:
            return 0.0
    shared = (asked.modifiers & given.modifiers) - {asked.noun} - EMPTY
    same_country = asked.country is not None and asked.country == given.country
    fit = (1.0 if asked.noun == given.noun else 0.75) + 0.25 * min(2, len(shared)) + SAME_COUNTRY * same_country
    bodies = [{m for m in d.modifiers if m in BODY_NOUNS} for d in (asked, given)]
    if bodies[0] and bodies[1] and not bodies[0] & bodies[1]:
        return 0.0  # "the union boss" is not the county boss
    return fit * (OVER if asked.noun in OFFICES | {"head", "leader"} and former(given) and not former(asked) else 1.0)


def agrees(d: Description, f: Figure) -> float:
    """How well a description fits that gives only a party or a country, both known of the figure."""
    if d.noun in OFFICES | SCENE or former(d):
        return 0.0
    for of in (PARTY_OF, WING_OF):
        asked = {of[m] for m in d.modifiers if m in of}
        if asked & {of[m] for x in f.described for m in x.modifiers if m in of}:
            return AGREES
    return AGREES if d.country and any(x.country == d.country and x.named for x in f.described) else 0.0


def _means(asked: Description, given: Description) -> bool:
    """Whether the nouns agree; "the head of state" and "the head of government" are no other heads."""
    if asked.noun == "head" and "state" in asked.modifiers:
        return given.noun in STATE_HEADS
    if asked.noun == "head" and "government" in asked.modifiers:
        return given.noun in GOVERNMENT_HEADS and (given.noun != "minister" or "prime" in given.modifiers)
    return stands_for(asked.noun, given.noun)


def _portfolio(d: Description) -> frozenset[str]:
    """What a minister is for: "prime", "foreign", "energy". A premier is a prime minister."""
    found = d.modifiers & PORTFOLIOS
    return found | {"prime"} if d.noun == "premier" else found
