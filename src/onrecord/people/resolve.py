"""Sources -> speakers: who each statement of an article is by, with the words that show it.

Names are found, joined into figures and described; then the text is read once from left to right, and every name,
pronoun and source met shifts the focus from which later pronouns and descriptions take their meaning.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from onrecord.model import Article, Entity, Evidence, Kind, Span, Speaker, SpeakerType, Statement
from onrecord.people.attach import describe, noun_gender, phrase
from onrecord.people.countries import country
from onrecord.people.figures import Description, Figure, figures, stands_for
from onrecord.people.focus import Focus, allowed_for
from onrecord.people.names import BODY, OTHER, PERSON, PLACE, Name, names
from onrecord.people.nouns import RELATIONS, VAGUE, singular
from onrecord.people.phrases import ENDINGS, POSSESSIVE, PRONOUNS, SPEAKING_NOUNS, Phrase, read_phrase
from onrecord.people.words import Words, words
from onrecord.speech.tagging import Mention

THRESHOLD = 0.5  # below it a speaker is withheld and the candidates are listed; see benchmarks/speakers.py


class Offices(Protocol):
    """Who held an office on a day, as far as the archive or a register knows it."""

    def holder(self, role: str, country: str | None, body: str | None, day: object) -> str | None:
        """The name of the only holder, else None."""
        ...


@dataclass(frozen=True, slots=True)
class Resolved:
    """The statements with their speakers, and the people and bodies of the text."""

    statements: tuple[Statement, ...]
    entities: tuple[Entity, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a source resolves to: figures (several for joint speakers), or a nameless phrase, or nobody."""

    figures: tuple[Figure, ...] = ()
    phrase: str = ""
    evidence: tuple[Evidence, ...] = ()
    confidence: float = 0.0
    candidates: tuple[str, ...] = ()
    described: Description | None = None


def resolve(
    text: str,
    statements: Sequence[Statement],
    *,
    mentions: Sequence[Mention] | None = None,
    article: Article | None = None,
    offices: Offices | None = None,
) -> Resolved:
    """The statements with speaker, evidence and candidates, and the entities of `text`.

    `mentions` are the tagger's names, where it looks for them. `article` gives authors and date; `offices` tells who
    held an office then. Pure: the same arguments give the same answer.
    """
    reading = Reading(text, tuple(statements), mentions, article, offices)
    answers = reading.run()
    entities = tuple(reading.entity(f) for f in reading.people_and_bodies)
    out = tuple(reading.speak(s, a) for s, a in zip(statements, answers, strict=True))
    return Resolved(out, entities)


class Reading:
    """One reading of one text, left to right."""

    def __init__(self, text: str, statements: tuple[Statement, ...], mentions: Sequence[Mention] | None,
                 article: Article | None, offices: Offices | None) -> None:  # fmt: skip
        self.text, self.statements, self.article, self.offices = text, statements, article, offices
        self.found: Words = words(text)
        named = names(text, self.found, mentions)
        self.named = self._sources_are_people(named)
        self.at = {n.first: n for n in self.named}
        self.figures = figures(self.found, self.named)
        self.of_name = {m.first: f for f in self.figures for m in f.mentions}
        describe(text, self.found, self.named, [f for f in self.figures if f.kind == PERSON])
        self._genders()
        self.focus = Focus(self.found)
        self.answers: list[Answer | None] = [None] * len(statements)
        self.pronouns: dict[int, Figure] = {}  # word index -> figure, for every pronoun resolved

    @property
    def people_and_bodies(self) -> list[Figure]:
        return [f for f in self.figures if f.kind in (PERSON, BODY, PLACE)]

    # -- preparation ---------------------------------------------------------------------------------------------

    def _sources_are_people(self, named: list[Name]) -> list[Name]:
        """A source that is nothing but a name of unknown kind names a person: bodies and places are known by sight."""
        spans = {s for st in self.statements for s in st.source}
        sole = {
            n.text
            for n in named
            for s in spans
            if n.kind == OTHER and s.start <= n.span.start and n.span.end <= s.end <= s.start + len(n.text) + 4
        }
        return [
            replace(n, kind=PERSON, score=0.6) if n.kind == OTHER and n.text in sole and not self._articled(n) else n
            for n in named
        ]

    def _articled(self, n: Name) -> bool:
        return (n.first > 0 and self.found[n.first - 1].lower in ("the", "a", "an")) or len(n.parts) > 4

    def _genders(self) -> None:
        """A surname's honorific anywhere tells the gender of its only bearer; figures join under their first names."""
        for f in self.figures:
            for d in f.described:
                if f.kind == PERSON and f.gender is None:
                    f.gender = noun_gender(d.noun)

    # -- the walk ------------------------------------------------------------------------------------------------

    def run(self) -> list[Answer]:
        by_word: dict[int, list[int]] = {}
        for i, s in enumerate(self.statements):
            by_word.setdefault(self._anchor(s), []).append(i)
        sources = {k for s in self.statements for span in s.source for k in self.found.between(*span)}
        for k in range(len(self.found)):
            for i in sorted(by_word.get(k, ()), key=lambda i: -self._size(i)):
                self._answer(i)
            self._pass(k, k in sources)
        for i in range(len(self.statements)):
            if self.answers[i] is None:
                self._answer(i)
        self._second_look()
        return [a or Answer() for a in self.answers]

    def _anchor(self, s: Statement) -> int:
        """Index of the word at which the statement's speaker is settled."""
        start = s.source[0].start if s.source else s.content[-1].end - 1
        inside = self.found.between(start, len(self.text) + 1)
        return min(inside.start, max(0, len(self.found) - 1))

    def _size(self, i: int) -> int:
        return sum(e - b for b, e in self.statements[i].content)

    def _pass(self, k: int, in_source: bool) -> None:
        """Reads past word `k`: a name or a pronoun shifts the focus."""
        figure = self.of_name.get(k)
        if figure is not None:
            self.focus.see(figure, k, self.at[k].last)
            return
        gender = PRONOUNS.get(self.found[k].lower, "")
        if gender in ("m", "f") and k not in self.pronouns:
            ranked = self._rank(k, gender)
            if ranked:
                self.pronouns[k] = ranked[0][1]
        if k in self.pronouns:
            self.focus.see(self.pronouns[k], k, k + 1)

    def _rank(
        self, k: int, gender: str, skip: range | None = None, exclude: frozenset[int] = frozenset()
    ) -> list[tuple[float, Figure]]:
        allowed = allowed_for(gender, self.figures) - exclude - self._quoting(k)
        ranked = self.focus.ranked(k, allowed, skip=skip)
        # known gender counts for more than unknown
        weighed = [(v * (1.0 if f.gender == gender or gender == "it" else 0.75), f) for v, f in ranked]
        return sorted(weighed, key=lambda t: (-t[0], t[1].number))

    def _quoting(self, k: int) -> frozenset[int]:
        """Whoever speaks the quoted words around word `k` does not call themself "he" in them."""
        w = self.found[k]
        if not w.quoted:
            return frozenset()
        out = set()
        for i, s in enumerate(self.statements):
            answer = self.answers[i]
            if answer is not None and any(a <= w.start < b for a, b in s.content):
                out |= {f.number for f in answer.figures}
        return frozenset(out)

    # -- one statement -------------------------------------------------------------------------------------------

    def _answer(self, i: int) -> None:
        s = self.statements[i]
        self.answers[i] = answer = self._source(s, i) if s.source else self._carried(s, i)
        if s.source and answer.figures:
            inside = self.found.between(*s.source[0])
            if len(inside):
                for f in answer.figures:
                    self.focus.see(f, inside.start, inside.stop, spoke=True)
                if len(answer.figures) == 1 and PRONOUNS.get(self.found[inside.start].lower):
                    self.pronouns[inside.start] = answer.figures[0]

    def _source(self, s: Statement, i: int) -> Answer:
        inside = self.found.between(*s.source[0])
        if not len(inside):
            return Answer()
        p = read_phrase(self.found, self.at, inside.start, inside.stop)
        match p.kind:
            case "pronoun":
                return self._pronoun(p, s, i)
            case "name" | "joint":
                return self._name(p, s, i)
            case "person":
                return self._description(p, s, i)
            case "group":
                return self._group(p, s, i)
            case "body":
                return self._body(p, s, i)
            case "document":
                return self._document(p, s, i)
            case "other":
                return self._other(p, s, i)
            case _:
                return Answer()

    def _span(self, p: Phrase) -> Span:
        return Span(self.found[p.first].start, self.found[p.last - 1].end)

    def _words(self, p: Phrase) -> str:
        """The head phrase: up to the head noun, without what follows it."""
        last = p.head + 1 if p.head >= p.first else p.last
        return " ".join(self.text[self.found[p.first].start : self.found[last - 1].end].split())

    def _name(self, p: Phrase, s: Statement, i: int) -> Answer:
        chosen = tuple(dict.fromkeys(f.number for n in p.names if (f := self.of_name.get(n.first)) is not None))
        picked = tuple(self.figures[k] for k in chosen)
        if not picked:
            return self._other(p, s, i)
        if picked[0].kind == OTHER:
            return self._unnamed(p)
        evidence = tuple(Evidence(n.span, "named in the source") for n in p.names)
        full = next((m for m in picked[0].mentions if m.text == picked[0].name), None)
        if full is not None and full.first not in {n.first for n in p.names}:
            evidence += (Evidence(full.span, "named in full"),)
        return Answer(picked, evidence=evidence, confidence=min(0.98, max(0.6, min(n.score for n in p.names) + 0.05)))

    def _unnamed(self, p: Phrase, confidence: float = 0.8) -> Answer:
        why = Evidence(self._span(p), "described without a name")
        described = phrase(self.text, self.found, self.at, p.first, p.last)
        return Answer(phrase=self._words(p), evidence=(why,), confidence=confidence, described=described)

    def _pronoun(self, p: Phrase, s: Statement, i: int) -> Answer:
        if p.pronoun in ("m", "f", "it"):
            return self._third(p, s, i)
        if p.pronoun in ("1", "1pl"):
            return self._first_person(p, i)
        if p.pronoun == "rel":
            return self._relative(p, s, i)
        if p.pronoun == "pl":
            return self._they(p, s, i)
        return Answer()

    def _third(self, p: Phrase, s: Statement, i: int) -> Answer:
        k = p.first
        own = self._own_content(s, k)
        ranked = self._rank(k, p.pronoun, skip=own)
        if not ranked:
            return self._same_unnamed(p, i) if p.pronoun == "it" else self._person_unnamed(p, i)
        best = ranked[0]
        second = ranked[1][0] if len(ranked) > 1 else 0.0
        confidence = _confidence(best[0], second)
        last = self._unnamed_between(i, best[1], k)
        if last is not None and p.pronoun in ("m", "f"):
            return last
        seen = next((x for x in reversed(self.focus.seen) if x.figure is best[1] and x.index < k), None)
        evidence = [Evidence(self._span(p), f"“{self.found[k].text}” means who is in focus")]
        if seen is not None:
            w = self.found[seen.index]
            mention = self.at.get(seen.index)
            evidence.append(Evidence(mention.span if mention else Span(w.start, w.end), "last mention before"))
        names_ = tuple(f.name for _, f in ranked[:3])
        return Answer((best[1],), evidence=tuple(evidence), confidence=confidence, candidates=names_)

    def _own_content(self, s: Statement, k: int) -> range | None:
        """Words of the statement's own direct content: "he said" means nobody named only in there."""
        if s.kind is Kind.INDIRECT:
            return None
        a, b = s.content[0].start, s.content[-1].end
        inside = self.found.between(a, b)
        return inside if k not in inside else None

    def _unnamed_between(self, i: int, best: Figure, k: int) -> Answer | None:
        """The nameless person of the statement before, if nobody named spoke or was met since."""
        before = self._previous(i)
        if before is None or before.figures or not before.described or not before.evidence:
            return None
        start = before.evidence[0].span.start
        last = max((x.index for x in self.focus.seen if x.figure is best and x.index < k), default=-1)
        return before if last >= 0 and self.found[last].start < start and before.described.noun else None

    def _previous(self, i: int) -> Answer | None:
        anchor = self._anchor(self.statements[i])
        done = [
            j
            for j in range(len(self.statements))
            if j != i and self.answers[j] is not None and self._anchor(self.statements[j]) < anchor
        ]
        return self.answers[max(done, key=lambda j: self._anchor(self.statements[j]))] if done else None

    def _person_unnamed(self, p: Phrase, i: int) -> Answer:
        before = self._previous(i)
        if before and before.phrase and before.described and before.described.noun:
            return replace(before, confidence=0.7)
        return Answer()

    def _same_unnamed(self, p: Phrase, i: int) -> Answer:
        before = self._previous(i)
        return replace(before, confidence=0.6) if before and before.phrase else Answer()

    def _they(self, p: Phrase, s: Statement, i: int) -> Answer:
        before = self._previous(i)
        if before and len(before.figures) > 1:
            return replace(before, confidence=0.75)
        if before and before.phrase and not before.figures:
            return replace(before, confidence=0.7)
        return Answer()

    def _first_person(self, p: Phrase, i: int) -> Answer:
        """ "I" in quoted words is their speaker; outside of them it is the author, whom we do not name."""
        around = self._around(i)
        if around is not None and self.answers[around] is not None and p.pronoun == "1":
            answer = self.answers[around]
            assert answer is not None
            note = Evidence(self._span(p), "“I” in quoted words is who says them")
            return replace(answer, evidence=(note, *answer.evidence), confidence=min(answer.confidence, 0.9))
        authors = self.article.authors if self.article and around is None else ()
        return Answer(candidates=authors)

    def _around(self, i: int) -> int | None:
        """The smallest other statement whose content holds this one's source."""
        s = self.statements[i]
        start = s.source[0].start
        holding = [j for j, t in enumerate(self.statements) if j != i and any(a <= start < b for a, b in t.content)]
        return min(holding, key=self._size) if holding else None

    def _relative(self, p: Phrase, s: Statement, i: int) -> Answer:
        """ "who" and "which" mean the name or noun before them."""
        k = p.first - 1
        while k >= 0 and self.found[k].text in ",—–":
            k -= 1
        ended = next((n for n in self.named if n.last == k + 1), None)
        if ended is None and k >= 0 and self.found[k].text == ")":
            opened = next((m for m in range(k, max(0, k - 8), -1) if self.found[m].text == "("), None)
            ended = next((n for n in self.named if n.last == opened), None)
        if ended is not None and self.of_name.get(ended.first) is not None:
            figure = self.of_name[ended.first]
            if figure.kind != OTHER:
                why = Evidence(ended.span, f"“{self.found[p.first].text}” means the name before it")
                return Answer((figure,), evidence=(why,), confidence=0.85)
        start = self._noun_phrase_start(k)
        if start is None:
            return Answer()
        q = read_phrase(self.found, self.at, start, k + 1)
        if q.kind in ("person", "group", "body", "document", "other"):
            apposed = self._apposed(start, q)
            if apposed is not None:
                return apposed
            return self._unnamed(q, 0.7)
        if q.kind in ("name", "joint"):
            return self._name(q, s, i)
        return Answer()

    def _noun_phrase_start(self, k: int) -> int | None:
        """Index where the noun phrase that ends at word `k` begins: its article or the word after a stop or verb."""
        stops = frozenset(
            [",", ".", ";", ":", "—", "–", "“", "”", '"', "(", ")", "said", "says", "say", "told", "and", "but", "that"]
        )
        m = k
        while (
            m > 0
            and k - m < 8
            and self.found[m - 1].sentence == self.found[k].sentence
            and self.found[m - 1].lower not in stops
        ):
            if self.found[m].lower in (
                "the",
                "a",
                "an",
                "some",
                "many",
                "his",
                "her",
                "their",
                "its",
                "those",
                "these",
            ):
                return m
            m -= 1
        return m if 0 <= m <= k else None

    def _apposed(self, start: int, q: Phrase) -> Answer | None:
        """ "NAME, a doctor who said": the noun phrase stands in apposition to the name before it."""
        if start >= 2 and self.found[start - 1].text == ",":
            n = next((n for n in self.named if n.last == start - 1 and n.kind == PERSON), None)
            if n is not None and q.kind == "person":
                return Answer(
                    (self.of_name[n.first],),
                    evidence=(Evidence(n.span, "named before the apposition"),),
                    confidence=0.85,
                )
        return None

    # -- descriptions --------------------------------------------------------------------------------------------

    def _description(self, p: Phrase, s: Statement, i: int) -> Answer:
        beside = self._named_beside(p)
        if beside is not None:
            return beside
        described = phrase(self.text, self.found, self.at, p.first, p.last)
        if not p.definite or described is None:
            return self._unnamed(p)
        options = self._fitting(p, described)
        if not options:
            return self._office(p, described) or self._unnamed(p, 0.65)
        best, second = options[0], options[1][0] if len(options) > 1 else 0.0
        confidence = _confidence(best[0], second)
        evidence = [Evidence(self._span(p), f"“{self._words(p)}” describes {best[1].name}")]
        evidence += [Evidence(d.span, "described so") for d in best[1].described if stands_for(described.noun, d.noun)][
            :1
        ]
        return Answer(
            (best[1],),
            evidence=tuple(evidence),
            confidence=confidence,
            candidates=tuple(f.name for _, f in options[:3]),
        )

    def _named_beside(self, p: Phrase) -> Answer | None:
        """The name in apposition right after the source, ", NAME," or, in a caption, right before."""
        k = p.last
        if (
            k + 1 < len(self.found)
            and self.found[k].text == ","
            and self.found[k].sentence == self.found[p.first].sentence
        ):
            n = next((n for n in self.named if n.lead in (k + 1,) and n.kind == PERSON), None)
            if n is not None and n.last < len(self.found) and self.found[n.last].text in ",.":
                return Answer(
                    (self.of_name[n.first],), evidence=(Evidence(n.span, "named in apposition"),), confidence=0.88
                )
        return None

    def _fitting(self, p: Phrase, d: Description) -> list[tuple[float, Figure]]:
        """People whom the description fits, best first, with a weight of about 0 to 2."""
        gender = noun_gender(d.noun) or ""
        k = p.first
        focus = {f.number: v for v, f in self.focus.ranked(k, frozenset(f.number for f in self.figures))}
        quoting = self._quoting(k)
        out = []
        for f in self.figures:
            if f.kind != PERSON or f.number in quoting or (gender and f.gender not in (gender, None)):
                continue
            fit = max((_fit(d, x) for x in f.described), default=0.0)
            near = min(1.0, focus.get(f.number, 0.0))
            if fit <= 0 and not (
                d.noun in VAGUE and d.noun not in RELATIONS and gender and near > 0.5 and f.gender == gender
            ):
                continue
            if p.owned_by or (d.noun in RELATIONS and (p.owner or p.owned_by)):
                fit *= 0.6
            out.append((fit * 0.7 + near * 0.6, f))
        return sorted(out, key=lambda t: (-t[0], t[1].number))

    def _office(self, p: Phrase, d: Description) -> Answer | None:
        if self.offices is None or self.article is None or self.article.published is None:
            return None
        place = d.country or (
            country(self.article.dateline.place) if self.article.dateline and self.article.dateline.place else None
        )
        holder = self.offices.holder(d.role, place, d.body, self.article.published.day)
        if holder is None:
            return None
        figure = next((f for f in self.figures if f.kind == PERSON and f.parts[-1] in holder.split()), None)
        if figure is None:
            return None
        return Answer(
            (figure,), evidence=(Evidence(self._span(p), f"{holder} held the office on that day"),), confidence=0.8
        )

    def _group(self, p: Phrase, s: Statement, i: int) -> Answer:
        """Groups are nameless, but "the senators" after "Mr. Grassley and Mr. Leahy" are these."""
        if p.definite and self.found[p.first].lower in ("the", "both"):
            noun = singular(self.found[p.head].lower)
            for j in range(i - 1, -1, -1):
                a = self.answers[j]
                if (
                    a is not None
                    and len(a.figures) > 1
                    and all(any(stands_for(noun, d.noun) for d in f.described) for f in a.figures)
                ):
                    return replace(
                        a,
                        evidence=(Evidence(self._span(p), "the people named together before"), *a.evidence),
                        confidence=0.75,
                    )
        return self._unnamed(p)

    def _body(self, p: Phrase, s: Statement, i: int) -> Answer:
        noun = self.found[p.head].lower
        if not p.definite or (p.owner is not None and p.owner.kind != OTHER) or p.owned_by:
            return self._owned_body(p)
        ranked = {f.number: v for v, f in self.focus.ranked(p.first, frozenset(f.number for f in self.figures))}
        fits = []
        for f in self.figures:
            if f.kind not in (BODY, PLACE) or f.number not in ranked:
                continue
            named = any(noun == part.lower() for m in f.mentions for part in m.parts)
            generic = noun in (
                "agency",
                "company",
                "organization",
                "organisation",
                "group",
                "body",
                "institution",
                "firm",
                "newspaper",
                "network",
                "party",
                "ministry",
                "department",
                "commission",
                "committee",
            )
            if f.kind == PLACE and noun not in ("country", "state", "nation", "government"):
                continue
            if named or (generic and f.kind == BODY) or (noun in ("country", "government") and f.kind == PLACE):
                fits.append((ranked[f.number] * (1.0 if named else 0.5) + (0.5 if named else 0.0), f))
        if not fits:
            return Answer(
                phrase=self._words(p),
                evidence=(Evidence(self._span(p), "a body described without a name"),),
                confidence=0.7,
            )
        fits.sort(key=lambda t: (-t[0], t[1].number))
        best = fits[0]
        why = Evidence(self._span(p), f"“{self._words(p)}” describes {best[1].name}")
        confidence = _confidence(best[0], fits[1][0] if len(fits) > 1 else 0.0)
        return Answer((best[1],), evidence=(why,), confidence=confidence, candidates=tuple(f.name for _, f in fits[:3]))

    def _owned_body(self, p: Phrase) -> Answer:
        """ "the Clinton campaign" is a body of that name; "a federal court" is nameless."""
        if p.owner is None or self.found[p.owner.last].text in ENDINGS:
            return self._unnamed(p)
        words_ = self._words(p)
        for article in ("the ", "The ", "a ", "an ", "A "):
            words_ = words_.removeprefix(article)
        figure = next((f for f in self.figures if f.kind == BODY and f.name == words_), None)
        if figure is None:
            figure = Figure(len(self.figures), BODY, words_, tuple(words_.split()))
            self.figures.append(figure)
        n = Name(
            p.owner.first,
            p.head + 1,
            BODY,
            words_,
            Span(self.found[p.owner.first].start, self.found[p.head].end),
            p.owner.first,
        )
        figure.mentions.append(n)
        return Answer((figure,), evidence=(Evidence(self._span(p), "named in the source"),), confidence=0.8)

    def _document(self, p: Phrase, s: Statement, i: int) -> Answer:
        """What is written or said speaks for its owner: "his words", "Trump’s call", "a CNN survey"."""
        noun = self.found[p.head].lower
        if p.owned_by and p.owned_by in POSSESSIVE and noun in SPEAKING_NOUNS:
            k = p.first
            return self._pronoun(Phrase("pronoun", k, k + 1, k, PRONOUNS[p.owned_by]), s, i)
        if (
            p.owner is not None
            and p.owner.kind in (PERSON, BODY)
            and self.found[p.owner.first - 1].lower not in ("by",)
        ):
            figure = self.of_name.get(p.owner.first)
            possessive = self.found[p.owner.last].text in ENDINGS
            if figure is not None and ((possessive and noun in SPEAKING_NOUNS) or figure.kind == BODY):
                return Answer((figure,), evidence=(Evidence(p.owner.span, f"its {noun}"),), confidence=0.7)
        return self._unnamed(p)

    def _other(self, p: Phrase, s: Statement, i: int) -> Answer:
        return self._unnamed(p, 0.6)

    # -- carry-over ----------------------------------------------------------------------------------------------

    def _carried(self, s: Statement, i: int) -> Answer:
        """A quotation without a source goes on from the statement before it, in this paragraph or the one before."""
        if s.kind is Kind.INDIRECT:
            return Answer()
        start = self.found[min(self.found.between(s.content[0].start, len(self.text) + 1).start, len(self.found) - 1)]
        best: tuple[int, int] | None = None
        for j, t in enumerate(self.statements):
            if j == i or not t.source or (t.parent is not None and t.parent == i):
                continue
            end = max(t.content[-1].end, t.source[-1].end)
            if end <= s.content[0].start and (best is None or end > best[0]):
                best = (end, j)
        if best is None:
            return Answer()
        j = best[1]
        last = self.found[max(0, self.found.between(0, best[0]).stop - 1)]
        answer = self.answers[j]
        if answer is None or not (answer.figures or answer.phrase) or start.paragraph - last.paragraph > 1:
            return Answer(candidates=tuple(f.name for f in answer.figures) if answer else ())
        note = Evidence(self.statements[j].source[0], "the quotation goes on from the statement before")
        share = 0.85 if start.paragraph == last.paragraph else 0.75
        return replace(answer, evidence=(note, *answer.evidence), confidence=answer.confidence * share)

    def _second_look(self) -> None:
        """Quoted "I" whose quotation was settled after it."""
        for i, s in enumerate(self.statements):
            a = self.answers[i]
            if s.source and a is not None and not a.figures and not a.phrase:
                inside = self.found.between(*s.source[0])
                if len(inside) and PRONOUNS.get(self.found[inside.start].lower) == "1":
                    self.answers[i] = self._first_person(
                        Phrase("pronoun", inside.start, inside.stop, inside.start, "1"), i
                    )

    # -- values out ----------------------------------------------------------------------------------------------

    def speak(self, s: Statement, a: Answer) -> Statement:
        """The statement with its speaker, or with the candidates where the belief is too small."""
        speaker = self._speaker(a)
        if speaker is None or a.confidence < THRESHOLD:
            listed = a.candidates or tuple(f.name for f in a.figures)
            return replace(s, speaker=None, evidence=a.evidence, candidates=listed)
        return replace(s, speaker=speaker, evidence=a.evidence, candidates=())

    def _speaker(self, a: Answer) -> Speaker | None:
        if len(a.figures) > 1:
            members = tuple(self._one(f, a.confidence) for f in a.figures)
            return Speaker(
                "; ".join(m.name for m in members), members[0].type, members=members, confidence=a.confidence
            )
        if a.figures:
            return self._one(a.figures[0], a.confidence)
        if not a.phrase:
            return None
        d = a.described
        return Speaker(a.phrase, SpeakerType.UNNAMED, role=d.role or None if d else None, body=d.body if d else None,
                       country=d.country if d else None, confidence=a.confidence)  # fmt: skip

    def _one(self, f: Figure, confidence: float) -> Speaker:
        index = self.people_and_bodies.index(f)
        if f.kind != PERSON:
            return Speaker(f.name, SpeakerType.BODY, country=country(f.name), entity=index, confidence=confidence)
        role, body, where = best_description(f)
        return Speaker(f.name, SpeakerType.PERSON, role, body, where, index, confidence=confidence)

    def entity(self, f: Figure) -> Entity:
        spans = {m.span for m in f.mentions}
        spans |= {Span(self.found[k].start, self.found[k].end) for k, g in self.pronouns.items() if g is f}
        role, body, where = best_description(f) if f.kind == PERSON else (None, None, country(f.name))
        kind = SpeakerType.PERSON if f.kind == PERSON else SpeakerType.BODY
        return Entity(f.name, kind, tuple(sorted(spans)), role, body, where)


def best_description(f: Figure) -> tuple[str | None, str | None, str | None]:
    """Role, body and country as the page words them: the first role given, the first body and country beside it."""
    with_role = [d for d in f.described if d.role]
    if not with_role:
        body = next((d.body for d in f.described if d.body), None)
        return None, body, country(body) if body else None
    chosen = next((d for d in with_role if d.body), with_role[0])
    where = chosen.country or next((d.country for d in f.described if d.country), None)
    return chosen.role, chosen.body, where


def _fit(asked: Description, given: Description) -> float:
    """How well a description fits one given with a name: 0 not at all, 1 the same noun, more with its modifiers."""
    if asked.country and given.country and asked.country != given.country:
        return 0.0
    if not stands_for(asked.noun, given.noun):
        return 0.0
    fit = 1.0 if asked.noun == given.noun else 0.75
    shared = (asked.modifiers & given.modifiers) - {asked.noun, "the", "of", "for", "and", "s", "’s", "'s"}
    return fit + 0.25 * min(2, len(shared)) + (0.2 if asked.country and asked.country == given.country else 0.0)


def _confidence(best: float, second: float) -> float:
    """Belief from the lead over the next one: certain when alone, 0.5 when level."""
    if best <= 0:
        return 0.0
    share = best / (best + second) if second > 0 else 1.0
    return (
        round(min(0.97, 0.35 + 0.6 * share) * min(1.0, 0.6 + best), 3)
        if best < 0.4
        else round(min(0.97, 0.2 + 0.77 * share + 0.05), 3)
    )
