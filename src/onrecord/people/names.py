"""Words -> names of people, bodies and places, by rule; a tagger's mentions help where they are given.

A run of capitalised words is taken apart at titles ("Ohio Democratic Party | Chairman | David Pepper"), then each
part is weighed by its words and neighbours; then all names of the text settle each other's kinds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from onrecord.people.countries import BY_NAME
from onrecord.people.given import is_given
from onrecord.people.kinds import BODY, GROUP, OTHER, PERSON, PLACE, Name, name_at
from onrecord.people.nouns import (
    BODY_NOUNS,
    OPENERS,
)
from onrecord.people.runs import ENDINGS, is_title, parts, runs
from onrecord.people.words import Words
from onrecord.speech.tagging import Mention

LABELS = frozenset(("q", "a", "question", "answer", "questions"))  # of an interview, where nobody is named
LIKELY, SURE = 0.6, 0.8  # belief of a tagger to be taken for a name without kind, and for one that the rules missed


def names(text: str, found: Words, mentions: Iterable[Mention] | None = None) -> list[Name]:
    """The names of `text` in order. Title-case sentences (headlines) give only names known from the rest."""
    headings = _headings(found)
    lower = Counter(w.lower for w in found if not w.capital)
    first_pass = [n for run in runs(found, headings, lower) for n in parts(text, found, run)]
    settled = _agree(text, found, first_pass)
    if mentions is not None:
        settled = _advised(text, found, settled, mentions)
    asks = sum(w.text == "Q." and _opens_paragraph(found, k) for k, w in enumerate(found)) > 1
    settled = [n for n in settled if not _label(found, n, asks)]
    return _known_in_headings(text, found, headings, settled)


def _label(found: Words, n: Name, asks: bool) -> bool:
    """ "Q" and "A", also before a full stop, where a page asks so: no initials of anybody."""
    if n.text.casefold() in LABELS:
        return True
    return asks and found[n.first].text in ("Q.", "A.") and _opens_paragraph(found, n.first)


def _opens_paragraph(found: Words, k: int) -> bool:
    return k == 0 or found[k - 1].paragraph != found[k].paragraph


def _headings(found: Words) -> frozenset[int]:
    """Numbers of sentences in title case: five words or more, of those with four letters nine in ten capitalised."""
    long_words: dict[int, list[bool]] = {}
    for w in found:
        if len(w.text) >= 4 and w.text.isalpha():
            long_words.setdefault(w.sentence, []).append(w.capital)
    return frozenset(s for s, caps in long_words.items() if len(caps) >= 4 and sum(caps) >= 0.85 * len(caps))


def _agree(text: str, found: Words, first_pass: list[Name]) -> list[Name]:
    """Short names take the kind of the full ones that they end or begin: "Podolyak", "Hillary"."""
    people: dict[str, str] = {}
    votes: dict[str, Counter[str]] = {}
    alone = Counter(n.text for n in first_pass if len(n.parts) == 1 and n.kind == OTHER)
    for n in first_pass:
        votes.setdefault(n.text, Counter())[n.kind] += 1
        # "DuVernay" twice by itself and "Ava DuVernay": how pages name people, and hardly anything else
        repeated = (
            n.kind == OTHER and 2 <= len(n.parts) <= 3 and alone[n.parts[-1]] >= 2 and not _after_article(found, n)
        )
        if (n.kind == PERSON and len(n.parts) > 1) or repeated:
            people[n.text] = n.text
            people[n.parts[-1]] = n.text
            people.setdefault(n.parts[0], n.text)
            people.setdefault(" ".join(n.parts[1:]), n.text)
        elif n.kind == PERSON:
            people.setdefault(n.text, n.text)
    out = []
    for n in first_pass:
        if n.kind in (OTHER, GROUP) and n.text in people:
            n = replace(n, kind=PERSON, score=0.9)
        elif (
            n.kind in (OTHER, BODY)
            and n.text.isupper()
            and people.get(n.text.title(), n.text.title()) != n.text.title()
        ):
            n = replace(n, kind=PERSON, score=0.8)  # the label "DLAMINI" where the page names Nomvula Dlamini
        elif n.kind == OTHER and votes[n.text][PERSON]:
            n = replace(n, kind=PERSON, score=0.7)
        elif n.kind == OTHER and votes[n.text][BODY]:
            n = replace(n, kind=BODY)
        elif (
            n.kind in (PLACE, BODY)
            and len(n.parts) == 1
            and people.get(n.text, n.text) != n.text
            and n.text not in BY_NAME
        ):
            n = replace(n, kind=PERSON, score=0.8)
        out.append(n)
    return out


def _after_article(found: Words, n: Name) -> bool:
    return n.first > 0 and found[n.first - 1].lower in ("the", "a", "an", "this")


def _advised(text: str, found: Words, ruled: list[Name], mentions: Iterable[Mention]) -> list[Name]:
    """The rules' names with the kinds of those that they could not tell, and the names that they missed, as a tagger
    gives them. Where the rules end a name, it ends: a tagger cuts "Charles E. | Grassley" more often than they do."""
    seen = sorted(mentions, key=lambda m: m.span)
    out = [_with_kind(_cut(text, found, n, seen), seen) for n in ruled]
    covered = {k for n in out for k in range(n.first, n.last)}
    for m in seen:
        if m.score < SURE or m.kind not in (PERSON, BODY):
            continue
        inside = found.between(*m.span)
        i, end = inside.start, inside.stop
        while i < end - 1 and (found[i].lower == "the" or (m.kind == PERSON and is_title(found[i]))):
            i += 1
        if end > i and found[end - 1].text in ENDINGS:
            end -= 1
        bare = all(is_title(found[k]) or len(found[k].text.strip(".")) < 2 for k in range(i, end))  # "Hon.", "Q"
        if i < end and not bare and not covered & set(range(i, end)) and found[i].capital:
            out.append(name_at(text, found, i, end, m.kind, inside.start, m.score))
            covered |= set(range(i, end))
    return sorted(out, key=lambda n: n.first)


def _cut(text: str, found: Words, n: Name, mentions: list[Mention]) -> Name:
    """A body's name ends where "and" brings in a person: "University of Pannon | and Bertalan Fodor"."""
    if n.kind != BODY:
        return n
    for k in range(n.first + 1, n.last - 1):
        start = found[k + 1].start
        if found[k].lower == "and" and any(m.kind == PERSON and m.span.start == start for m in mentions):
            return name_at(text, found, n.first, k, BODY, n.lead, n.score)
    return n


def _with_kind(n: Name, mentions: list[Mention]) -> Name:
    """The name with the kind of the mention that covers most of it, where the rules have none for it."""
    if n.kind != OTHER:
        return n
    here = [m for m in mentions if m.span.start < n.span.end and n.span.start < m.span.end and m.score >= LIKELY]
    best = max(here, key=lambda m: min(m.span.end, n.span.end) - max(m.span.start, n.span.start), default=None)
    if best is None or best.kind == OTHER:
        return n
    shared = min(best.span.end, n.span.end) - max(best.span.start, n.span.start)
    return replace(n, kind=best.kind, score=best.score) if 2 * shared > n.span.end - n.span.start else n


def _known_in_headings(text: str, found: Words, headings: frozenset[int], known: list[Name]) -> list[Name]:
    """Adds, in title-case sentences, names that stand elsewhere in the text, longest first."""
    table: dict[tuple[str, ...], str] = {}
    for n in known:
        table[tuple(found[k].text for k in range(n.first, n.last))] = n.kind
        if n.kind == PERSON and n.last - n.first > 1:
            table.setdefault((found[n.last - 1].text,), PERSON)
    longest = max(map(len, table), default=0)
    out = list(known)
    i = 0
    while i < len(found):
        if found[i].sentence in headings:
            for size in range(min(longest, len(found) - i), 0, -1):
                kind = table.get(tuple(found[k].text for k in range(i, i + size)))
                if kind:
                    out.append(name_at(text, found, i, i + size, kind, i, 0.8))
                    i += size - 1
                    break
            else:
                if _heading_person(found, i):
                    out.append(name_at(text, found, i, i + 2, PERSON, i, 0.6))
                    i += 1
        i += 1
    return sorted(out, key=lambda n: n.first)


def _heading_person(found: Words, i: int) -> bool:
    """A given name and another capitalised word that is no common one, in a heading: a name, with little certainty."""
    if i + 1 >= len(found) or found[i + 1].sentence != found[i].sentence:
        return False
    nxt = found[i + 1]
    return (
        is_given(found[i].text)
        and found[i].capital
        and nxt.capital
        and nxt.text.isalpha()
        and nxt.lower not in OPENERS
        and nxt.start - found[i].end == 1
        and nxt.lower not in BODY_NOUNS
        and not nxt.lower.endswith(("s", "ed", "ing"))
    )
