"""A name of a text, and what a run of capitalised words is a name of: judged by its words and its neighbours."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.model import Span
from onrecord.people.countries import BY_ADJECTIVE, BY_CAPITAL, BY_NAME, US_STATES
from onrecord.people.given import is_given
from onrecord.people.nouns import (
    BODY_INSIDE,
    BODY_NOUNS,
    KNOWN_BODIES,
    OPENERS,
    OTHER_ENDINGS,
    PARTIES,
    PLACES,
    PLURAL_PEOPLE,
    noun_of,
)
from onrecord.people.words import Words

PERSON, BODY, PLACE, GROUP, OTHER = "person", "body", "place", "group", "other"
AGE = re.compile(r"\d{1,3}$")


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


def body_like(found: Words, i: int, end: int) -> bool:
    whole = " ".join(found[k].text for k in range(i, end))
    return (
        found[end - 1].lower in BODY_NOUNS
        or (found[i].lower in BODY_NOUNS and i + 1 < end and found[i + 1].lower == "of")
        or whole in KNOWN_BODIES
        or any(found[k].text in BODY_INSIDE for k in range(i, end))
    )


def classify(found: Words, i: int, end: int) -> tuple[str, float]:
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
    if body_like(found, i, end):
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


def name_at(text: str, found: Words, i: int, end: int, kind: str, lead: int, score: float) -> Name:
    span = Span(found[i].start, found[end - 1].end)
    return Name(i, end, kind, " ".join(text[span.start : span.end].split()), span, lead, score)
