"""Descriptions that the page never linked to a name: variations of a name just used, and relations to somebody."""

from __future__ import annotations

from dataclasses import replace

from onrecord.model import Evidence
from onrecord.people.figures import Description, Figure, stands_for
from onrecord.people.fitting import contradicts, gender_of, names_of
from onrecord.people.given import fold
from onrecord.people.kinds import PERSON
from onrecord.people.linked import former
from onrecord.people.nameless import NAMELESS
from onrecord.people.nouns import KIN, OFFICES, RELATIONS, RIVALS, SCENE, noun_of
from onrecord.people.phrases import PRONOUNS, Phrase
from onrecord.people.reading import Answer, Reading
from onrecord.people.tables import table

# Shares of a figure's focus, by what else the page calls them; fitted on tests/agency, checked on agency2 and PolNeAR.
FREE = 1.0  # called nothing yet
BESIDES = 0.9  # "the physicist" for a rector: what somebody is besides an office
OTHER_CALLING = 0.5  # "the entomologist" for a biologist
OTHER_PART = 0.35  # "the witness" for the prosecutor
OFFICE_UNSAID = 0.75  # "the prime minister" for somebody called nothing yet
# Offices, and callings that say as little of somebody as an office does.
LEADING = OFFICES | frozenset(
    table("""
        leader head chief chairman chairwoman chair director boss candidate nominee member deputy rector founder manager
        treasurer spokesman spokeswoman commander captain representative secretary-general year-old national
    """)
)
NUMBERS = frozenset(table("one two three four five six seven eight nine ten"))  # "the mother of three"
NEAR = 0.42  # focus, so shared out, from which somebody is meant
ANOTHER = 0.75  # per paragraph back: variations stand close to what they vary
RELATED = 0.1  # focus from which somebody may be meant by "her rival"


def variation(r: Reading, p: Phrase, d: Description) -> Answer | None:
    """As reporters vary a name just used: "the Dutchman", "the 61-year-old", "the retired general"."""
    if r.found[p.first].lower != "the" or (p.owner is not None and d.noun in RELATIONS) or _introduced(r, p, d):
        return None
    of_three = p.last == p.head + 3 and r.found[p.last - 1].lower in NUMBERS
    if r.words_of(p).isupper() or (p.last > p.head + 1 and d.noun in SCENE and not of_three):
        return None  # the label of a transcript; "the wife of one of the miners"
    gender = gender_of(r, p, d)
    options = []
    for value, f in r.focus.ranked(p.first, frozenset(f.number for f in r.figures)):
        barred = f.number in r.quoting(p.first) or (gender and f.gender not in (gender, None))
        if f.kind not in (PERSON, NAMELESS) or barred or contradicts(r, d, f):
            continue
        near = value * _share(d, f, gender) * ANOTHER ** r.focus.paragraphs(p.first, f)
        if near > 0:
            options.append((near, f))
    options.sort(key=lambda t: (-t[0], t[1].number))
    if not options or options[0][0] < NEAR or options[0][1].kind != PERSON:
        return None
    return _meant(r, p, d, options, "who is being spoken of", 0.8)


def _meant(r: Reading, p: Phrase, d: Description, options: list[tuple[float, Figure]], why: str, most: float) -> Answer:
    """The first of `options`, nearest first, believed by its lead over the second and by no more than `most`."""
    best, figure = options[0]
    second = options[1][0] if len(options) > 1 else 0.0
    figure.described.append(replace(d, named=False))
    reason = Evidence(r.span(p.first, p.last), f"“{r.whole(p)}” is taken for {figure.name}, {why}")
    belief = round(min(most, 0.1 + 0.75 * best / (best + second)), 3)
    return Answer((figure,), evidence=(reason,), confidence=belief, candidates=names_of(options))


def _share(d: Description, f: Figure, gender: str | None) -> float:
    """How far the description agrees with what else the page calls the figure."""
    others = [x.noun for x in f.described if x.noun and x.noun not in RELATIONS]
    if any(stands_for(d.noun, n) or stands_for(n, d.noun) for n in others) and not former(d):
        return FREE
    if d.noun in OFFICES and not former(d):
        return (OFFICE_UNSAID if not others else OTHER_PART) if not gender else FREE if not others else OTHER_CALLING
    if not others or d.noun in ("year-old", "national", "mother", "father"):
        return FREE
    if d.noun in SCENE and not former(d):
        return OTHER_PART
    return BESIDES if all(n in LEADING for n in others) or former(d) else OTHER_CALLING


def _introduced(r: Reading, p: Phrase, d: Description) -> bool:
    """Whether the text spoke before of somebody nameless by the same noun ("a federal judge … the judge")."""
    told = {r.found[k].lower for k in range(p.first + 1, p.head)}  # "the prime minister" is no "single minister"
    for k in range(p.first):
        if noun_of(r.found[k].text) == d.noun:
            before = {r.found[m].lower for m in range(max(0, k - 4), k)}
            if told and not told & before:
                continue
            if before & {"am", "i’m", "i'm", "’m", "'m"}:
                continue  # "I am a dentist" brings in nobody new
            if before & {"a", "an", "one", "another"} and not any(k + 1 == n.lead or k + 1 == n.first for n in r.named):
                return not _apposed(r, k)
    return False


def _apposed(r: Reading, k: int) -> bool:
    """Whether the noun at word `k` describes a name: "NAME, a tea grower", "NAME is a doctor"."""
    return any(
        d.span.start <= r.found[k].start < d.span.end for f in r.figures if f.kind == PERSON for d in f.described
    )


def related(r: Reading, p: Phrase, d: Description) -> Answer | None:
    """ "her rival", "his sister": another person in focus than whom the pronoun means."""
    wanted = d.noun in RIVALS or d.noun in KIN
    if not wanted or PRONOUNS.get(p.owned_by) not in ("m", "f"):
        return None
    ranked = r.rank(p.first, PRONOUNS[p.owned_by])
    if not ranked:
        return None
    owner = ranked[0][1]
    gender = gender_of(r, p, d)
    options = []
    for value, f in r.focus.ranked(p.first, frozenset(f.number for f in r.figures if f.kind == PERSON)):
        barred = f is owner or f.number in r.quoting(p.first) or (gender and f.gender not in (gender, None))
        same = fold(f.parts[-1]) == fold(owner.parts[-1])
        if not barred and value >= RELATED and (same or d.noun not in KIN | {"namesake"}):
            options.append((value, f))
    if not options or owner.kind != PERSON:
        return None
    return _meant(r, p, d, options, f"spoken of beside {owner.name}", 0.75)
