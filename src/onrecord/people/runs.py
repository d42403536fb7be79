"""Runs of capitalised words -> names: where a run begins and ends, and how it is taken apart at titles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from onrecord.people.countries import BY_ADJECTIVE, BY_CAPITAL, BY_NAME, US_STATES
from onrecord.people.given import is_given
from onrecord.people.kinds import BODY, GROUP, OTHER, PERSON, PLACE, Name, body_like, classify, name_at
from onrecord.people.nouns import (
    BODY_INSIDE,
    BODY_NOUNS,
    BODY_TOPICS,
    HONORIFICS,
    KNOWN_BODIES,
    MONTHS,
    OPENERS,
    OTHER_ENDINGS,
    PARTICLES,
    PARTIES,
    PERSON_NOUNS,
    PLACES,
    PLURAL_PEOPLE,
    ROLE_MODIFIERS,
    TITLE_NOUN,
    noun_of,
)
from onrecord.people.words import Word, Words

# Offices whose name goes on after "of": the name of the person follows them directly.
OF_OFFICES = (
    ("Secretary", "of", "State"), ("Secretary", "of", "Defense"), ("Secretary", "of", "Defence"),
    ("Secretary", "of", "War"), ("Speaker", "of", "the", "House"), ("Chief", "of", "Staff"),
    ("Leader", "of", "the", "Opposition"),
    ("Chief", "of", "Police"), ("Secretary", "of", "the", "Treasury"),
)  # fmt: skip
ENDINGS = frozenset(("’s", "'s", "’", "'"))
MAX_RUN = 14  # words in one capitalised run; longer ones are headings


ARABIC = re.compile(r"(?:al|el|as|ad|ar|at|an|ul|ibn|bin|d|l)[-’'](?=[A-Z])")  # "al-Assad", "d’Estaing"


ME = frozenset(("i", "i’m", "i'm", "i’ve", "i've", "i’ll", "i'll", "i’d", "i'd"))


def _is_name_word(w: Word) -> bool:
    if w.capital:
        return w.text[0].isalpha() and w.lower not in ME
    return not w.text.isalpha() and ARABIC.match(w.text) is not None


def runs(found: Words, headings: frozenset[int], lower: Counter[str]) -> Iterator[range]:
    """Ranges of word indexes that hold a run of capitalised words, openers of sentences cut off."""
    i, n = 0, len(found)
    while i < n:
        w = found[i]
        if w.sentence in headings or not _is_name_word(w) or _opener(found, i, lower):
            i += 1
            continue
        j = i + 1
        while j < n and j - i < MAX_RUN and found[j].sentence == w.sentence:
            if _close(found, j) and _is_name_word(found[j]) and found[j].text not in MONTHS:
                j += 1
                continue
            step = _link(found, i, j)
            if not step:
                break
            j += step
        if w.text not in MONTHS:
            yield range(i, j)
        i = j


def _close(found: Words, j: int) -> bool:
    gap = found[j].start - found[j - 1].end
    return gap <= 1 and found[j - 1].text[-1] not in ',;:—–-)("”“!?…’'


def _link(found: Words, i: int, j: int) -> int:
    """How many small words from `j` on tie the run `found[i:j]` to further capitals (with the capital), else 0."""
    w = found[j]
    if j + 1 >= len(found) or (not _close(found, j) and w.text not in ENDINGS):
        return 0
    if (
        w.lower in PARTICLES
        and _is_name_word(found[j + 1])
        and _close(found, j + 1)
        and not w.capital
        and w.lower not in "y"
    ):
        return 2
    if w.text in ENDINGS and found[j + 1].text in BODY_INSIDE and found[j + 1].start - w.end <= 1:
        # "Farmers’ Union", "People’s Party", but not "Trump’s Foundation"
        many = noun_of(found[j - 1].text) and found[j - 1].lower.endswith(("s", "men"))
        if many or found[j - 1].lower in PLURAL_PEOPLE:
            return 2
    if w.text == "&" and _is_name_word(found[j + 1]):
        return 2
    if w.lower in ("of", "for", "on", "in"):
        after = j + 2 if found[j + 1].lower in ("the", "a") else j + 1
        if after < len(found) and _is_name_word(found[after]) and found[after].sentence == found[i].sentence:
            left = found[j - 1].lower
            office = any(found[k].text == o[0] and _matches(found, k, o) for o in OF_OFFICES for k in (j - 1,))
            tail = w.lower != "in" and found[after].text not in MONTHS and not is_given(found[after].text)
            inside = any(found[k].text in BODY_INSIDE for k in range(i, j)) and found[j - 1].text not in BODY_INSIDE
            if office or (tail and (inside or (left in BODY_NOUNS and found[j - 1].capital))):
                return after - j + 1
    if w.lower == "and" and _is_name_word(found[j + 1]) and found[j - 1].text not in BODY_INSIDE:
        # "Center for Strategic and International Studies", but not "the Senate and John Smith"
        inside = any(found[k].text in BODY_INSIDE for k in range(i, j))
        tail = inside and any(found[k].lower in ("of", "for", "on") for k in range(i, j))
        if tail and not is_given(found[j + 1].text):
            return 2
        if found[j - 1].lower in BODY_TOPICS and _ends_in_body(found, j + 1):
            return 2
    return 0


def _ends_in_body(found: Words, j: int) -> bool:
    """Whether the capitals from word `j` on end with an institution, as in "Securities and | Exchange Commission"."""
    end = j
    while end < len(found) and _is_name_word(found[end]) and (end == j or _close(found, end)):
        end += 1
    return end > j and (found[end - 1].text in BODY_INSIDE or found[end - 1].lower in BODY_NOUNS)


def _matches(found: Words, k: int, office: tuple[str, ...]) -> bool:
    return found[k].text == office[0] and tuple(w.text for w in found[k : k + len(office)]) == office


def _opener(found: Words, i: int, lower: Counter[str]) -> bool:
    """Whether the capital of word `i` is due to its place: a function word, or seen without a capital elsewhere."""
    w = found[i]
    if w.text in ("May", "Will", "Mark", "US") and i + 1 < len(found) and found[i + 1].capital:
        return False
    if w.text == "New" and i + 1 < len(found) and found[i + 1].capital and _close(found, i + 1):
        return False
    if w.lower in OPENERS:
        return w.text not in ("US", "IT", "WHO") and not (w.lower == "may" and i and not w.first)
    if not w.first or (i + 1 < len(found) and _close(found, i + 1) and _ends_in_body(found, i + 1)):
        return False
    known = w.lower in PERSON_NOUNS or w.lower in TITLE_NOUN or w.text in PARTIES or w.text in BY_ADJECTIVE
    return (bool(lower[w.lower]) and not known and not is_given(w.text)) or (
        w.lower.endswith("ly") and not is_given(w.text)
    )


def is_title(w: Word, nxt: Word | None = None) -> bool:
    low = w.lower
    if low in HONORIFICS or low in TITLE_NOUN:
        return True
    return w.capital and noun_of(w.text) == low and not (w.text == "Major" and nxt is None)


def parts(text: str, found: Words, run: range) -> Iterator[Name]:
    """The names in one run: what stands before a title is a body or place, what stands after it a person."""
    i, end = run.start, run.stop
    whole = " ".join(found[k].text for k in range(i, end))
    if whole in KNOWN_BODIES:
        yield name_at(text, found, i, end, BODY, i, 0.95)
        return
    office = next(((k, o) for k in range(i, end) for o in OF_OFFICES if _matches(found, k, o)), None)
    titles = [
        k for k in range(i, end) if is_title(found[k]) and not (k + 1 == end and k > i and is_given(found[k - 1].text))
    ]
    if found[i].text in ("State", "Defense") and i >= 2 and found[i - 1].lower == "of" and i + 1 < end:
        yield from _after_title(text, found, i, i + 1, end, "secretary")  # "secretary of State Hillary Clinton"
        return
    if office:
        titles = [k for k in titles if k <= office[0]] + [office[0] + len(office[1]) - 1]
    if titles and not _inside_body(found, i, end, titles):
        last = titles[-1]
        lead = titles[0]
        while lead > i and found[lead - 1].lower in ROLE_MODIFIERS:
            lead -= 1
        while i < lead - 1 and found[i].lower in ROLE_MODIFIERS and not found[i + 1].text.islower():
            i += 1  # "Assistant U.S. Attorney"
        if lead > i:
            yield from _parts_plain(text, found, i, lead)
        if last + 1 < end:
            yield from _after_title(text, found, i, last + 1, end, found[last].lower)
        return
    yield from _parts_plain(text, found, i, end)


def _inside_body(found: Words, i: int, end: int, titles: list[int]) -> bool:
    """Whether the title is part of a body's name: "Mayor’s Office", "Council of Ministers", "Leader-Herald"."""
    council = found[i].text in BODY_INSIDE and i + 1 < end and found[i + 1].lower == "of" and titles[-1] == end - 1
    many = council and noun_of(found[end - 1].text) != found[end - 1].lower
    ends = found[end - 1].lower in BODY_NOUNS and titles[-1] < end - 1
    return many or (ends and not is_given(found[titles[-1] + 1].text))


def _after_title(text: str, found: Words, lead: int, i: int, end: int, title: str) -> Iterator[Name]:
    if found[i].lower in ("of", "for", "on", "in"):
        # "Minister of Foreign Affairs Sergey Lavrov": the person begins at a given name
        start = next((k for k in range(i + 1, end - 1) if is_given(found[k].text)), None)
        if start is not None:
            yield name_at(text, found, start, end, PERSON, lead, 0.9)
        elif i + 1 < end:
            yield from _parts_plain(text, found, i + 1 + (found[i + 1].lower == "the"), end)
        return
    kind, score = PERSON, 0.95 if title in HONORIFICS or title in TITLE_NOUN else 0.85
    rest = [found[k].text for k in range(i, end)]
    if " ".join(rest) in KNOWN_BODIES or rest[-1].lower() in BODY_NOUNS:
        kind = BODY
    elif " ".join(rest) in BY_NAME or " ".join(rest) in US_STATES:
        kind = PLACE
    elif all(p in PARTIES or p in BY_ADJECTIVE for p in rest):
        kind = GROUP
    elif rest[-1] in OTHER_ENDINGS:
        kind = OTHER
    yield name_at(text, found, i, end, kind, lead, score)


def _parts_plain(text: str, found: Words, i: int, end: int) -> Iterator[Name]:
    """A run without titles: modifiers cut from the front ("Republican Donald Trump"), then one name or two."""
    lead = i
    while end - i > 1 and (found[i].text in PARTIES or found[i].text in BY_ADJECTIVE) and not body_like(found, i, end):
        if found[i].text in BY_NAME and not is_given(found[i + 1].text):
            break
        i += 1
    known = next(
        (k for k in range(end - 1, i, -1) if " ".join(found[m].text for m in range(i, k)) in KNOWN_BODIES), None
    )
    person = _person_at_end(found, i, end)
    if known and not body_like(found, known, end) and end - i <= 6:
        yield name_at(text, found, i, known, BODY, i, 0.95)
        yield from _parts_plain(text, found, known, end)
    elif person:
        titled = found[person - 1].text.isupper() and found[person - 1].text not in KNOWN_BODIES and person - i == 2
        if not titled or found[i].lower not in BODY_TOPICS:
            yield from _parts_plain(text, found, i, person)
        yield name_at(text, found, person, end, PERSON, i if titled else person, 0.85)
    elif i < end:
        kind, score = classify(found, i, end)
        yield name_at(text, found, i, end, kind, lead, score)


def _person_at_end(found: Words, i: int, end: int) -> int | None:
    """Where a person's name begins after a place, topic or body in one run: "Brookings Institution | Jane Roe"."""
    if is_given(found[i].text) or found[end - 1].lower in BODY_NOUNS or found[end - 1].text in BODY_INSIDE:
        return None
    topics = i
    while topics < end and found[topics].lower in BODY_TOPICS:
        topics += 1
    if i >= 2 and i < topics <= end - 2 and found[i - 1].lower in ("of", "for") and found[i - 2].lower in PERSON_NOUNS:
        return topics
    office = i >= 2 and found[i - 1].lower == "of" and noun_of(found[i - 2].text) is not None
    for k in range(i + 1, end - 1):
        if is_given(found[k].text) and end - k <= 4:
            if office:
                return k  # "President of Karasay | Yerlan Toktarov"
            before = " ".join(found[m].text for m in range(i, k))
            letters = found[k - 1].text.isupper() and 2 <= len(found[k - 1].text) <= 4  # "Health CS | James Odera"
            topic = found[k - 1].lower in BODY_TOPICS or found[k - 1].text in BODY_INSIDE or before in KNOWN_BODIES
            topic = topic or (letters and k > i + 1)
            place = before in BY_NAME or before in US_STATES or before in BY_CAPITAL or before in PLACES
            return k if topic or place else None
    return None
