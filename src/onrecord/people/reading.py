"""The state of one reading of a text: words, names, figures, focus, and the answers so far."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise
from typing import Protocol

from onrecord.model import Article, Evidence, Kind, Span, Statement
from onrecord.people.attach import describe
from onrecord.people.countries import country
from onrecord.people.figures import Description, Figure, figures
from onrecord.people.focus import Focus, allowed_for
from onrecord.people.kinds import BODY, OTHER, PERSON, Name
from onrecord.people.layout import Interview, interview
from onrecord.people.linked import complete
from onrecord.people.nameless import nameless
from onrecord.people.names import names
from onrecord.people.nouns import OPENERS, OTHER_ENDINGS, noun_gender
from onrecord.people.phrases import Phrase
from onrecord.people.words import Words, words
from onrecord.speech.tagging import Mention

NAMELESS_SHARE = 0.85  # a nameless person against a named one in the same place: pages talk of those they name
HARDLY = 0.5  # named in the words that "he" is said to say: few speak of themselves by name, some do
BODY_SHARE = 0.4  # "they" for one body, against a group of people


# "NeverTrump", "@POTUS": no names of people, though McCain and DuVernay are.
CAMEL = re.compile(r"(?<!Mc)(?<!Mac)(?<!De)(?<!Du)(?<!La)(?<!Le)(?<!Van)(?<!Di)(?<!Fitz)(?<=[a-z])[A-Z]|[#@\d]")


JOINED = frozenset(("&", "and", "of", "for", "on", "the"))  # words that no person's name holds


class Offices(Protocol):
    """Who held an office on a day, as far as the archive or a register knows it."""

    def holder(self, role: str, country: str | None, body: str | None, day: date) -> str | None:
        """The name of the only holder, else None."""
        ...


@dataclass(frozen=True, slots=True)
class Answer:
    """What a source resolves to: figures (several for joint speakers), or a nameless phrase, or nobody."""

    figures: tuple[Figure, ...] = ()
    phrase: str = ""
    evidence: tuple[Evidence, ...] = ()
    confidence: float = 0.0
    candidates: tuple[str, ...] = ()
    described: Description | None = None
    institution: bool = False  # the phrase names a body, though without a proper name: "the police"

    @property
    def empty(self) -> bool:
        return not self.figures and not self.phrase


@dataclass(slots=True)
class Reading:
    """What is known while a text is read from left to right. `pronouns` maps a word's index to whom it means."""

    text: str
    statements: tuple[Statement, ...]
    article: Article | None
    offices: Offices | None
    found: Words
    named: list[Name]
    at: dict[int, Name]
    figures: list[Figure]
    of_name: dict[int, Figure]
    focus: Focus
    pairs: list[tuple[int, tuple[Figure, ...]]]  # people named together, with the index of the last word
    answers: list[Answer | None] = field(default_factory=list)
    pronouns: dict[int, Figure] = field(default_factory=dict)
    nameless: dict[int, tuple[int, Figure]] = field(default_factory=dict)  # first word -> last word, figure
    interview: Interview | None = None
    documents: dict[str, Figure] = field(default_factory=dict)  # noun -> whose it is
    home: str | None = None  # the country of the dateline

    def span(self, first: int, last: int) -> Span:
        return Span(self.found[first].start, self.found[last - 1].end)

    def words_of(self, p: Phrase) -> str:
        """The head phrase: up to the head noun, without what follows it."""
        last = p.head + 1 if p.head >= p.first else p.last
        start, end = self.span(p.first, last)
        return " ".join(self.text[start:end].split())

    def whole(self, p: Phrase) -> str:
        """All words of the phrase, on one line."""
        return self.quoted(self.span(p.first, p.last))

    def quoted(self, span: Span) -> str:
        """The words of the span, on one line."""
        return " ".join(self.text[span.start : span.end].split())

    def anchor(self, i: int) -> int:
        """Index of the word at which statement `i`'s speaker is settled."""
        s = self.statements[i]
        start = s.source[0].start if s.source else s.content[-1].end - 1
        return min(self.found.between(start, len(self.text) + 1).start, max(0, len(self.found) - 1))

    def size(self, i: int) -> int:
        """Length of the content of statement `i`."""
        return sum(end - start for start, end in self.statements[i].content)

    def around(self, i: int) -> int | None:
        """The smallest other statement whose content holds the source of statement `i`."""
        s = self.statements[i]
        start = s.source[0].start if s.source else s.content[0].start
        inside = [
            j for j, t in enumerate(self.statements)
            if j != i and any(a <= start < b for a, b in t.content) and self.size(j) >= self.size(i)
        ]  # fmt: skip
        return min(inside, key=self.size) if inside else None

    def previous(self, i: int) -> Answer | None:
        """The answer of the statement settled last before statement `i`."""
        anchor = self.anchor(i)
        done = [j for j in range(len(self.statements)) if j != i and self.answers[j] and self.anchor(j) < anchor]
        return self.answers[max(done, key=self.anchor)] if done else None

    def quoting(self, k: int) -> frozenset[int]:
        """Whoever speaks the quoted words around word `k`: they do not call themselves "he" in them."""
        w = self.found[k]
        if not w.quoted:
            return frozenset()
        out: set[int] = set()
        for answer, s in zip(self.answers, self.statements, strict=True):
            if any(a <= w.start < b for a, b in s.content):
                # a source behind its quotation is not settled yet, but a name in it tells enough
                later = (self.of_name[m] for span in s.source for m in self.found.between(*span) if m in self.of_name)
                out |= {f.number for f in (later if answer is None else answer.figures)}
        return frozenset(out)

    def rank(
        self, k: int, gender: str, *, skip: range | None = None, hardly: frozenset[int] = frozenset()
    ) -> list[tuple[float, Figure]]:
        """Figures that a pronoun at word `k` may mean, most in focus first. Known gender counts for more, figures in
        `hardly` for less."""
        allowed = allowed_for(gender, self.figures) - self.quoting(k)
        ranked = self.focus.ranked(k, allowed, skip=skip)
        weighed = [(v * self._weight(gender, f) * (HARDLY if f.number in hardly else 1.0), f) for v, f in ranked]
        return sorted(weighed, key=lambda t: (-t[0], t[1].number))

    def _weight(self, gender: str, f: Figure) -> float:
        if gender in ("m", "f"):
            return (1.0 if f.gender == gender else 0.75) * (1.0 if f.kind == PERSON else NAMELESS_SHARE)
        return BODY_SHARE if gender == "pl" and f.kind == BODY else 1.0

    def in_focus(self, k: int) -> dict[int, float]:
        """How much each figure is in focus at word `k`, by number."""
        return {f.number: v for v, f in self.focus.ranked(k, frozenset(f.number for f in self.figures))}

    def named_in(self, s: Statement, k: int) -> frozenset[int]:
        """Figures named in what the pronoun at word `k` is said to say: few call themselves by name."""
        spans = [c for c in s.content if s.kind is not Kind.INDIRECT or c.start >= self.found[k].end]
        inside = {m for c in spans for m in self.found.between(*c)}
        return frozenset(self.of_name[m].number for m in inside if m in self.of_name)

    def own_content(self, s: Statement, k: int) -> range | None:
        """Words of the statement's own direct content: "he said" means nobody named only in there."""
        if s.kind is Kind.INDIRECT:
            return None
        inside = self.found.between(s.content[0].start, s.content[-1].end)
        return inside if k not in inside else None


def begin(
    text: str,
    statements: Sequence[Statement],
    mentions: Sequence[Mention] | None,
    article: Article | None,
    offices: Offices | None,
) -> Reading:
    """A reading with everything found that does not depend on the order of reading."""
    found = words(text)
    named = _sources_are_people(found, names(text, found, mentions), statements)
    at = {n.first: n for n in named}
    people = figures(found, named)
    describe(text, found, named, [f for f in people if f.kind == PERSON])
    for f in people:
        f.gender = f.gender or next((g for d in f.described if (g := noun_gender(d.noun))), None)
    complete(people)
    of_name = {m.first: f for f in people for m in f.mentions}
    without = nameless(found, named)
    for _, _, f in without:
        if f.number < 0:
            f.number = len(people)
            people.append(f)
    return Reading(
        text, tuple(statements), article, offices, found, named, at, people, of_name, Focus(found),
        _pairs(found, named, of_name), [None] * len(statements), {},
        {first: (last, f) for first, last, f in without}, interview(text, found, people),
        home=_home(found, named, article),
    )  # fmt: skip


def _home(found: Words, named: list[Name], article: Article | None) -> str | None:
    """The country of the article's dateline, else of the place in capitals that the text begins with."""
    if article is not None and article.dateline is not None and article.dateline.place:
        return country(article.dateline.place)
    opens = next((n for n in named if n.first == 0 and n.text.isupper()), None)
    return country(opens.text.title()) if opens else None


def _sources_are_people(found: Words, named: list[Name], statements: Sequence[Statement]) -> list[Name]:
    """A source that is nothing but a name of unknown kind names a person: bodies and places are known by sight. So does
    a source that is a known surname and happens to be a common word ("Early said")."""
    spans = {span for s in statements for span in s.source}
    sole = {
        n.text
        for n in named
        for s in spans
        if n.kind == OTHER and s.start <= n.span.start and n.span.end <= s.end <= s.start + len(n.text) + 4
    }
    surely = {n.text for n in named if not found[n.first].first or len(n.parts) > 1}
    good = {
        t
        for t in sole & surely
        if t.lower() not in OPENERS
        and not CAMEL.search(t)
        and t.split()[-1] not in OTHER_ENDINGS
        and not JOINED & set(t.split())
    }
    out = [
        replace(n, kind=PERSON, score=0.6) if n.kind == OTHER and n.text in good and not _articled(found, n) else n
        for n in named
    ]
    surnames = {n.parts[-1] for n in named if n.kind == PERSON and len(n.parts) > 1}
    taken = {k for n in named for k in range(n.first, n.last)}
    for span in spans:
        inside = found.between(*span)
        if len(inside) and inside.start not in taken and found[inside.start].text in surnames:
            k = inside.start
            w = found[k]
            out.append(Name(k, k + 1, PERSON, w.text, Span(w.start, w.end), k, 0.7))
            taken.add(k)
    return sorted(out, key=lambda n: n.first)


def _articled(found: Words, n: Name) -> bool:
    return (n.first > 0 and found[n.first - 1].lower in ("the", "a", "an", "this")) or len(n.parts) > 4


def _pairs(found: Words, named: list[Name], of_name: dict[int, Figure]) -> list[tuple[int, tuple[Figure, ...]]]:
    """People named together: "Donald Trump and Hillary Clinton"."""
    out: list[tuple[int, tuple[Figure, ...]]] = []
    people = [n for n in named if n.kind == PERSON]
    for a, b in pairwise(people):
        between = [found[k].lower for k in range(a.last, b.lead)]
        if between and between[-1] == "and" and len(between) <= 8 and (len(between) == 1 or between[0] in ",("):
            pair = (of_name[a.first], of_name[b.first])
            if pair[0] is not pair[1] and found[a.first].sentence == found[b.first].sentence:
                out.append((b.last, pair))
    return out
