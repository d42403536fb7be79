"""Interviews without labels: questions that say "you", answers that say "I". Who is asked, and in which paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from onrecord.people.figures import Figure
from onrecord.people.kinds import PERSON
from onrecord.people.tables import table
from onrecord.people.words import Words

FIRST = frozenset(table("i my me we our"))
SECOND = frozenset(table("you your"))
ASKERS = re.compile(r"report|interview|correspondent|journalist|editor|host", re.IGNORECASE)
LONG_QUESTION = 700  # characters; what is longer and ends with a question mark is an answer that asks back
QUESTIONS = 2  # fewer questions to "you" make no interview: op-eds ask one
INTRODUCTION = 8  # paragraphs in which a page says that it is an interview
REACH = 30  # words between "interviewed" and the name, offices and universities in between
SUBJECTS = frozenset(table("about regarding over by one"))  # what follows is no longer whom
LABEL = re.compile(r"Q(?:uestion)?\s?[:.]\s", re.IGNORECASE)
LEAD = 0.6  # the other person named at the start must weigh less than this share of the one asked


@dataclass(frozen=True, slots=True)
class Interview:
    """Whom the text interviews; questions and answers by number of paragraph."""

    asked: Figure
    questions: frozenset[int]
    answers: frozenset[int]


def interview(text: str, found: Words, figures: list[Figure]) -> Interview | None:
    """The interview that the text is, or None: too few questions, or nobody stands out as the one asked."""
    paragraphs = [p for p in text.split("\n") if p.strip()]
    says: dict[int, set[str]] = {}
    for w in found:
        if not w.quoted:
            says.setdefault(w.paragraph, set()).add(w.lower)
    cued, said = _said_to_be(found, figures)
    needed = 1 if cued else QUESTIONS
    questions = _questions(paragraphs, says, cued)
    if len(questions) < needed:
        return None
    first = min(questions)
    answers = {n for n in range(first + 1, len(paragraphs)) if n not in questions}
    if sum(bool(says.get(n, set()) & FIRST) for n in answers) < needed:
        return None
    one = said[0] if len(said) == 1 else None
    asked = one if said and cued else _asked(found, figures, first)
    if cued and asked:  # an answer may stand before the first question, right after the introduction
        introduced = found[asked.mentions[0].first].paragraph
        answers |= {n for n in range(introduced + 1, first) if "i" in says.get(n, set())}
    ends = {n for n in answers if paragraphs[n].rstrip().endswith("?") and "i" not in says.get(n, set())}
    return Interview(asked, frozenset(questions | ends), frozenset(answers - ends)) if asked else None


def _questions(paragraphs: list[str], says: dict[int, set[str]], cued: bool) -> set[int]:
    """Numbers of the paragraphs that ask: with a question mark and "you" or a label; all with a question mark, where
    they alternate with answers; and, where the page says that it is an interview, short ones before an "I"."""
    asking = {n for n, p in enumerate(paragraphs) if p.rstrip().endswith("?") and len(p) < LONG_QUESTION}
    out = {n for n in asking if says.get(n, set()) & SECOND or LABEL.match(paragraphs[n])}
    if len(out) < QUESTIONS and _alternates(paragraphs, says):
        return asking
    for n in range(len(paragraphs) - 1) if cued else ():
        short = 2 * len(paragraphs[n]) < len(paragraphs[n + 1]) and n + 1 not in out and n - 1 not in out
        if short and says.get(n, set()) & SECOND and says.get(n + 1, set()) & {"i", "my"}:
            out.add(n)
    return out


def _alternates(paragraphs: list[str], says: dict[int, set[str]]) -> bool:
    """Whether three paragraphs or more are questions without marks, each followed by something else."""
    asks = [n for n, p in enumerate(paragraphs) if p.rstrip().endswith("?") and "“" not in p and '"' not in p]
    return (
        len(asks) >= 3
        and all(b - a > 1 for a, b in pairwise(asks))
        and not any(says.get(n, set()) & {"i"} for n in asks)
    )


def _said_to_be(found: Words, figures: list[Figure]) -> tuple[bool, tuple[Figure, ...]]:
    """Whether the text says that it is an interview, and whom with: the name after "interviews", or two and two, else
    the one before ("NAME: an interview")."""
    named = {m.first: (m.last, f) for f in figures if f.kind == PERSON for m in f.mentions}
    cued = False
    before: tuple[Figure, ...] = ()
    for k, w in enumerate(found):
        if w.paragraph > INTRODUCTION or w.quoted or not _cue(found, k):
            continue
        cued = True
        for m in range(k + 1, min(k + REACH, len(found))):
            if found[m].lower in ("him", "her"):
                return False, ()  # who has just been introduced: as if nothing were said
            if found[m].sentence != w.sentence or found[m].lower in SUBJECTS:
                break
            if m in named:
                last, f = named[m]
                joined = last + 1 < len(found) and found[last].lower == "and" and last + 1 in named
                return True, (f, named[last + 1][1]) if joined else (f,)
        earlier = [f for m, (_, f) in named.items() if m < k and found[m].sentence == w.sentence]
        before = before or tuple(earlier[-1:])
    return cued, before


def _cue(found: Words, k: int) -> bool:
    low = found[k].lower
    if low in ("with", "to") and k:
        return found[k - 1].lower in ("spoke", "talked", "chatted", "down")
    return low.startswith("interview") and not low.startswith("interviewer")


def _asked(found: Words, figures: list[Figure], first: int) -> Figure | None:
    """The person whom the words before the first question (all, if they name nobody) mention most."""
    weighed = []
    for f in figures:
        if f.kind != PERSON or any(ASKERS.search(d.role) for d in f.described):
            continue
        early = sum(found[m.first].paragraph <= first for m in f.mentions)
        weighed.append((early, len(f.mentions), -f.first, f))
    weighed.sort(key=lambda t: t[:3], reverse=True)
    if not weighed or weighed[0][0] == 0:
        return None
    if len(weighed) > 1 and weighed[1][0] >= 2 and weighed[1][0] > LEAD * weighed[0][0]:
        return None
    return weighed[0][3]
