"""Words -> names of people, bodies and places, by rule; a tagger's mentions help where they are given.

A run of capitalised words is taken apart at titles ("Ohio Democratic Party | Chairman | David Pepper"), then each
part is weighed by its words and neighbours.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from onrecord.model import Span
from onrecord.people.countries import BY_ADJECTIVE, BY_CAPITAL, BY_NAME, US_STATES
from onrecord.people.given import is_given
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
from onrecord.speech.tagging import Mention

PERSON, BODY, PLACE, GROUP, OTHER = "person", "body", "place", "group", "other"
AGE = re.compile(r"\d{1,3}$")
# Offices whose name goes on after "of": the name of the person follows them directly.
OF_OFFICES = (
    ("Secretary", "of", "State"), ("Secretary", "of", "Defense"), ("Secretary", "of", "Defence"),
    ("Secretary", "of", "War"), ("Speaker", "of", "the", "House"), ("Chief", "of", "Staff"),
    ("Leader", "of", "the", "Opposition"),
    ("Chief", "of", "Police"), ("Secretary", "of", "the", "Treasury"),
)  # fmt: skip
ENDINGS = frozenset(("’s", "'s", "’", "'"))
LIKELY, SURE = 0.6, 0.8  # belief of a tagger to be taken for a name without kind, and for one that the rules missed
MAX_RUN = 14  # words in one capitalised run; longer ones are headings


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the text: words `first` to `last` (half-open), without titles, articles or a possessive ending.

    `lead` is the index of the first word of titles and modifiers written with it ("Belarus President").
    """

    first: int
    last: int
    kind: str
    text: str
    span: Span
    lead: int
    score: float = 1.0

    @property
    def parts(self) -> tuple[str, ...]:
        return tuple(self.text.split())


def names(text: str, found: Words, mentions: Iterable[Mention] | None = None) -> list[Name]:
    """The names of `text` in order. Title-case sentences (headlines) give only names known from the rest."""
    headings = _headings(found)
    lower = Counter(w.lower for w in found if not w.capital)
    first_pass = [n for run in _runs(found, headings, lower) for n in _parts(text, found, run)]
    settled = _agree(text, found, first_pass)
    if mentions is not None:
        settled = _advised(text, found, settled, mentions)
    return _known_in_headings(text, found, headings, settled)


def _headings(found: Words) -> frozenset[int]:
    """Numbers of sentences in title case: five words or more, of those with four letters nine in ten capitalised."""
    long_words: dict[int, list[bool]] = {}
    for w in found:
        if len(w.text) >= 4 and w.text.isalpha():
            long_words.setdefault(w.sentence, []).append(w.capital)
    return frozenset(s for s, caps in long_words.items() if len(caps) >= 4 and sum(caps) >= 0.85 * len(caps))


ARABIC = re.compile(r"(?:al|el|as|ad|ar|at|an|ul|ibn|bin|d|l)[-’'](?=[A-Z])")  # "al-Assad", "d’Estaing"


def _is_name_word(w: Word) -> bool:
    if ARABIC.match(w.text):
        return True
    return (
        w.capital
        and (w.text[0].isalpha())
        and w.lower not in ("i", "i’m", "i'm", "i’ve", "i've", "i’ll", "i'll", "i’d", "i'd")
    )


def _runs(found: Words, headings: frozenset[int], lower: Counter[str]) -> Iterator[range]:
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
    return tuple(w.text for w in found[k : k + len(office)]) == office


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


def _is_title(w: Word, nxt: Word | None = None) -> bool:
    low = w.lower
    if low in HONORIFICS or low in TITLE_NOUN:
        return True
    return w.capital and noun_of(w.text) == low and not (w.text == "Major" and nxt is None)


def _parts(text: str, found: Words, run: range) -> Iterator[Name]:
    """The names in one run: what stands before a title is a body or place, what stands after it a person."""
    i, end = run.start, run.stop
    office = next(((k, o) for k in range(i, end) for o in OF_OFFICES if _matches(found, k, o)), None)
    titles = [
        k for k in range(i, end) if _is_title(found[k]) and not (k + 1 == end and k > i and is_given(found[k - 1].text))
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
    return found[end - 1].lower in BODY_NOUNS and titles[-1] < end - 1 and not is_given(found[titles[-1] + 1].text)


def _after_title(text: str, found: Words, lead: int, i: int, end: int, title: str) -> Iterator[Name]:
    if found[i].lower in ("of", "for", "on", "in"):
        # "Minister of Foreign Affairs Sergey Lavrov": the person begins at a given name
        start = next((k for k in range(i + 1, end - 1) if is_given(found[k].text)), None)
        if start is not None:
            yield _name(text, found, start, end, PERSON, lead, 0.9)
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
    yield _name(text, found, i, end, kind, lead, score)


def _parts_plain(text: str, found: Words, i: int, end: int) -> Iterator[Name]:
    """A run without titles: modifiers cut from the front ("Republican Donald Trump"), then one name or two."""
    lead = i
    while end - i > 1 and (found[i].text in PARTIES or found[i].text in BY_ADJECTIVE) and not _body_like(found, i, end):
        if found[i].text in BY_NAME and not is_given(found[i + 1].text):
            break
        i += 1
    known = next(
        (k for k in range(end - 1, i, -1) if " ".join(found[m].text for m in range(i, k)) in KNOWN_BODIES), None
    )
    person = _person_at_end(found, i, end)
    if known and not _body_like(found, known, end) and end - i <= 6:
        yield _name(text, found, i, known, BODY, i, 0.95)
        yield from _parts_plain(text, found, known, end)
    elif person:
        yield from _parts_plain(text, found, i, person)
        yield _name(text, found, person, end, PERSON, person, 0.85)
    elif i < end:
        kind, score = _classify(found, i, end)
        yield _name(text, found, i, end, kind, lead, score)


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
            topic = found[k - 1].lower in BODY_TOPICS or found[k - 1].text in BODY_INSIDE or before in KNOWN_BODIES
            place = before in BY_NAME or before in US_STATES or before in BY_CAPITAL or before in PLACES
            return k if topic or place else None
    return None


def _body_like(found: Words, i: int, end: int) -> bool:
    whole = " ".join(found[k].text for k in range(i, end))
    return (
        found[end - 1].lower in BODY_NOUNS
        or (found[i].lower in BODY_NOUNS and i + 1 < end and found[i + 1].lower == "of")
        or whole in KNOWN_BODIES
        or any(found[k].text in BODY_INSIDE for k in range(i, end))
    )


def _classify(found: Words, i: int, end: int) -> tuple[str, float]:
    parts = [found[k].text for k in range(i, end)]
    whole = " ".join(parts)
    if whole in KNOWN_BODIES:
        return BODY, 0.95
    if whole.isupper() and (
        _dateline(found, i, end) or whole.title() in {**BY_NAME, **BY_CAPITAL} or whole.title() in PLACES
    ):
        return PLACE, 0.9
    if (
        whole in BY_NAME
        or whole in US_STATES
        or whole in PLACES
        or (whole in BY_CAPITAL and not _person_context(found, i, end))
    ):
        return PLACE, 0.95
    if all(p in PARTIES or p in BY_ADJECTIVE for p in parts):
        return GROUP, 0.9
    if _body_like(found, i, end):
        return BODY, 0.9
    if parts[-1] in OTHER_ENDINGS:
        return OTHER, 0.5
    if parts[-1].lower() in PLURAL_PEOPLE:
        return BODY if len(parts) > 1 else OTHER, 0.6  # "U.N. Women"
    if (
        i
        and found[i - 1].lower in BODY_NOUNS
        and not is_given(parts[0])
        and found[i].start - found[i - 1].end == 1
        and end - i <= 4
    ):
        return BODY, 0.8  # "the airline Norrfly", "the newspaper Nauchny Vestnik"
    if any(k.isupper() and len(k) >= 2 and not k.endswith(".") for k in parts) and not (
        len(parts) > 1 and is_given(parts[0])
    ):
        return BODY, 0.7
    if re.fullmatch(r"(?:[A-Z]\.){2,}", whole):
        return BODY, 0.7
    return _person_or_other(found, i, end, parts)


def _dateline(found: Words, i: int, end: int) -> bool:
    """Capitals at the start of a paragraph, a dash or bracket soon after: "DELHI, June 12 (Reuters) -"."""
    opens = i == 0 or found[i - 1].paragraph != found[i].paragraph
    near = [w.text for w in found[end : end + 8] if w.paragraph == found[i].paragraph]
    return opens and any(t in ("—", "–", "-", "(") for t in near)


def _person_or_other(found: Words, i: int, end: int, parts: list[str]) -> tuple[str, float]:
    n = len(parts)
    score = 0.0
    if n >= 2 and is_given(parts[0]):
        score += 0.65
    if 2 <= n <= 4 and re.fullmatch(r"(?:[A-Z]\.-?)+", parts[0]):
        score += 0.6
    if 3 <= n <= 4 and re.fullmatch(r"[A-Z]\.", parts[1]):
        score += 0.4
    if 2 <= n <= 4 and _person_context(found, i, end):
        score += 0.4
    if n in (2, 3):
        score += 0.15
    if i and found[i - 1].lower in ("the", "this", "every", "each"):
        score -= 0.45
    if any(p.lower() in ("and", "&", "of", "for", "on") for p in parts):
        score -= 0.6
    if n > 5:
        score -= 0.5
    if n == 1:
        score += 0.3 * is_given(parts[0])
    return (PERSON, min(score, 0.95)) if score >= 0.5 else (OTHER, 0.5 - score if score < 0 else score)


def _person_context(found: Words, i: int, end: int) -> bool:
    """An age, a party in brackets, "who" or an apposition right after; a calling right before, or over a comma."""
    after = [found[k].text for k in range(end, min(end + 8, len(found)))] + [""] * 8
    if after[0] == "," and (AGE.match(after[1]) or after[1] in ("who", "whose")):
        return True
    if after[0] == "," and after[1] in ("a", "an", "the", "his", "her", "its", "their") and _calling_first(after[2:]):
        return True
    if after[0] == "," and after[1].islower() and _bare_calling(after[1:]):
        return True
    if after[0] == "(" and re.match(r"[DRI]$|[DR]-|\d\d$", after[1]):
        return True
    if after[0] == "who":
        return True
    if i and found[i - 1].lower in ("interviews", "interviewed", "told"):
        return True
    if i and noun_of(found[i - 1].text) in (found[i - 1].lower, "year-old") and found[i].start - found[i - 1].end == 1:
        return True
    return _apposed(found, i)


def _calling_first(words_: list[str]) -> bool:
    """Whether a calling comes before any comma or preposition: ", a retired goat farmer from X"."""
    for w in words_:
        if noun_of(w) == w:
            return True
        if not w.replace("-", "").isalpha() or w in ("of", "in", "at", "for", "which", "who", "that", "is", "was"):
            return False
    return False


def _bare_calling(words_: list[str]) -> bool:
    """Whether ", project manager of X" or ", chairman." follows: a calling within three words, then its end."""
    for k in range(3):
        if noun_of(words_[k]) == words_[k]:
            return words_[k + 1] in ("of", "at", "for", "in", "with", ",", ".", "and")
        if not words_[k].islower() or not words_[k].isalpha() or words_[k] in OPENERS:
            return False
    return False


DETERMINERS = frozenset(("the", "a", "an", "its", "his", "her", "their", "our"))


def _apposed(found: Words, i: int) -> bool:
    """ "the director of the mine, | NAME": a singular calling heads the words before the comma."""
    if i < 2 or found[i - 1].text != ",":
        return False
    for k in range(i - 2, max(-1, i - 12), -1):
        w = found[k]
        if w.sentence != found[i].sentence or w.text in ',;:“”"':
            return False
        if w.lower in DETERMINERS and k + 1 < i - 1 and found[k - 1].lower not in ("of", "for", "at", "in"):
            return _calling_first([x.text.lower() for x in found[k + 1 : i - 1]])
    return False


def _name(text: str, found: Words, i: int, end: int, kind: str, lead: int, score: float) -> Name:
    span = Span(found[i].start, found[end - 1].end)
    return Name(i, end, kind, " ".join(text[span.start : span.end].split()), span, lead, score)


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
    out = [_with_kind(n, seen) for n in ruled]
    covered = {k for n in out for k in range(n.first, n.last)}
    for m in seen:
        if m.score < SURE or m.kind not in (PERSON, BODY):
            continue
        inside = found.between(*m.span)
        i, end = inside.start, inside.stop
        while i < end - 1 and (found[i].lower == "the" or (m.kind == PERSON and _is_title(found[i]))):
            i += 1
        if end > i and found[end - 1].text in ENDINGS:
            end -= 1
        if i < end and not covered & set(range(i, end)) and found[i].capital:
            out.append(_name(text, found, i, end, m.kind, inside.start, m.score))
            covered |= set(range(i, end))
    return sorted(out, key=lambda n: n.first)


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
                    out.append(_name(text, found, i, i + size, kind, i, 0.8))
                    i += size - 1
                    break
            else:
                if _heading_person(found, i):
                    out.append(_name(text, found, i, i + 2, PERSON, i, 0.6))
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
