"""What follows of people from others and from what is done to them: a president's counterpart is a president, whoever
leads a body is its leader, whoever is on trial is the defendant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from onrecord.model import Span
from onrecord.people.countries import country
from onrecord.people.figures import Description, Figure
from onrecord.people.kinds import BODY, OTHER, PERSON, PLACE, Name
from onrecord.people.nouns import AGENCIES, BODY_NOUNS, FORMER
from onrecord.people.tables import table
from onrecord.people.words import Words

LEADS = {"heads": "head", "leads": "leader", "runs": "head", "chairs": "chair", "directs": "director",
         "headed": "head", "led": "leader", "ran": "head", "chaired": "chair", "directed": "director",
         "founded": "founder", "represents": "representative", "teaches": "professor"}  # fmt: skip
SAME_OFFICE = frozenset(table("counterpart namesake"))
EARLIER = frozenset(table("predecessor"))
TRIED = frozenset(table("accused charged indicted convicted sentenced acquitted arraigned"))
ACCUSES = frozenset(table("accuses accused charges charged"))
HEARD = frozenset(table("testified"))
AUXILIARIES = frozenset(table("is was are were been has had have being later also now not"))
# Offices that are always some body's.
OFFICERS = re.compile(
    r"\b(chief (executive|financial|operating)|finance chief|c[ef]o|managing director)\b", re.IGNORECASE
)
NEAR_BY = 700  # code points back at which an officer's company is still the one spoken of
APPOSITION = 12  # words of an apposition at most
BODY_REACH = 9  # words after "leads" within which the body stands


def link(found: Words, named: list[Name], people: list[Figure]) -> None:
    """Adds to the people what follows from their neighbours' offices and from the verbs around their names."""
    at = {n.first: n for n in named}
    for f in people:
        for n in f.mentions:
            f.described += _done(found, at, n)
    for f in people:
        f.described[:] = [_with_body(found, named, d) for d in f.described]
    for f in people:
        for d in tuple(f.described):
            if d.noun in SAME_OFFICE | EARLIER:
                f.described += _office_of_other(d, f, people)


def _with_body(found: Words, named: list[Name], d: Description) -> Description:
    """ "chief engineer of the bureau", "the union’s chairman": the body of that kind that was named last before."""
    if d.body or not d.role:
        return d
    inside = found.between(*d.span)
    for k in inside:
        word = found[k].lower
        if word not in BODY_NOUNS or not found[k].text.islower() or found[k - 1].lower not in ("the", "its", "of"):
            continue
        owned = k + 1 < inside.stop and found[k + 1].text in ("’s", "'s")
        if not owned and (k + 1 < inside.stop or found[k - 2].lower not in ("of", "for", "at", "with")):
            continue
        before = [n for n in named if n.kind in (BODY, OTHER) and n.first < k and n.parts[-1].lower() == word]
        if before:
            role = d.role.partition(" of the ")[0].partition(" for the ")[0]
            return replace(d, role=role, body=max(before, key=lambda n: n.first).text)
    return d


def complete(people: list[Figure]) -> None:
    """Bodies by their fullest name on the page, and for officers of a company named without it the one spoken of."""
    bodies = [f for f in people if f.kind in (BODY, OTHER) and f.name not in AGENCIES]
    by_text = {n.text: f for f in bodies for n in f.mentions}
    for f in people:
        if f.kind != PERSON:
            continue
        for i, d in enumerate(f.described):
            known = by_text.get(d.body or "")
            if known is not None and known.name != d.body:
                f.described[i] = replace(d, body=known.name)
            elif d.body is None and not d.country and d.named and OFFICERS.search(d.role):
                near = [(m.span.start, b.name) for b in bodies if _company(b) for m in b.mentions]
                before = [t for t in near if t[0] < d.span.start]
                if before and d.span.start - max(before)[0] < NEAR_BY:
                    f.described[i] = replace(d, body=max(before)[1])


def _company(b: Figure) -> bool:
    """A body, or a name of unknown kind that stands twice."""
    return b.kind == BODY or len(b.mentions) > 1


def _office_of_other(d: Description, f: Figure, people: list[Figure]) -> Iterator[Description]:
    """The office that "his Kazakh counterpart" or "her predecessor" holds or held: that of whoever was named last."""
    before = [
        (m.span.start, other)
        for other in people
        for m in other.mentions
        if other is not f and m.span.start < d.span.start
    ]
    for _, other in sorted(before, key=lambda t: -t[0]):
        held = next((x for x in other.described if x.named and x.role and x.noun not in SAME_OFFICE | EARLIER), None)
        if held is None:
            continue
        was = frozenset(("former",)) if d.noun in EARLIER else frozenset[str]()
        kept = frozenset(m for m in held.modifiers if country(m.title()) is None)
        role = " ".join(w for w in held.role.split() if country(w) is None)
        body = None if held.body is None or country(held.body) else held.body
        where = d.country or (held.country if d.noun in EARLIER else None)
        yield Description(held.noun, kept | d.modifiers | was, role, body if not d.country else None, where, d.span)
        return


def _done(found: Words, at: dict[int, Name], n: Name) -> Iterator[Description]:
    """From "NAME leads X", "NAME was charged", "NAME testified" and "the trial of NAME"."""
    k = after = _behind_apposition(found, n)
    while k < len(found) and found[k].lower in AUXILIARIES and found[k].sentence == found[n.first].sentence:
        k += 1
    span = n.span
    if k < len(found) and found[k].sentence == found[n.first].sentence:
        low = found[k].lower
        if low in LEADS and k - after <= 1:
            yield from leads(found, at, k)
        if low in TRIED and k > after:
            yield Description("defendant", frozenset(), "", None, None, span)
        if low in HEARD:
            yield Description("witness", frozenset(), "", None, None, span)
        if n.lead and found[n.lead - 1].lower in ACCUSES and low in ("of", "with"):
            yield Description("defendant", frozenset(), "", None, None, span)
    if (
        n.lead > 1
        and found[n.lead - 1].lower == "of"
        and found[n.lead - 2].lower in ("trial", "conviction", "acquittal")
    ):
        yield Description("defendant", frozenset(), "", None, None, span)


def _behind_apposition(found: Words, n: Name) -> int:
    """The word after the name, or after the apposition that stands between commas behind it."""
    if n.last < len(found) and found[n.last].text == ",":
        for k in range(n.last + 1, min(n.last + APPOSITION, len(found))):
            if found[k].sentence != found[n.first].sentence:
                break
            if found[k].text == ",":
                return k + 1
    return n.last


def leads(found: Words, at: dict[int, Name], k: int) -> Iterator[Description]:
    """The description that "heads the Center of Research", from word `k` on, gives to its subject."""
    end = min(k + BODY_REACH, len(found))
    end = next((m for m in range(k + 1, end) if found[m].text in ',.;:—–()“”"!?'), end)
    body = next((at[m].text for m in range(k + 1, end) if m in at and at[m].kind in (BODY, OTHER, PLACE)), None)
    if body or (k + 1 < end and found[k + 1].lower in ("the", "a", "an")):
        noun = LEADS[found[k].lower]
        span = Span(found[k].start, found[end - 1].end)
        yield Description(noun, frozenset(), noun, body, country(body) if body else None, span)


def former(d: Description) -> bool:
    """Whether the description says that the office is held no longer."""
    return any(m in FORMER or m.startswith("ex-") for m in d.modifiers)
