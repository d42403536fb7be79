"""Who is in focus where: mentions with their weight, and the choice of a figure for a pronoun."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from onrecord.people.attach import PREPOSITIONS
from onrecord.people.countries import BY_ADJECTIVE
from onrecord.people.figures import Figure
from onrecord.people.kinds import BODY, PERSON, PLACE, Name
from onrecord.people.nouns import noun_of
from onrecord.people.phrases import ENDINGS
from onrecord.people.words import Words

# Weights of a mention by its place in the sentence. Orders follow centering (subject > object > other).
SUBJECT, OBJECT, OBLIQUE, POSSESSOR = 1.0, 0.65, 0.5, 0.55
SPOKE = 1.15  # the speaker of an earlier statement
DECAY = 0.72  # per sentence back
PARAGRAPH = 0.88  # per paragraph back
REACH = 14  # sentences back beyond which nobody is remembered
TITLE = 5  # words before a name that its title may take
IN_QUOTE = 0.45  # named inside quoted words, sought from outside them


@dataclass(frozen=True, slots=True)
class Seen:
    """One mention of a figure at word `index`."""

    figure: Figure
    index: int
    weight: float
    quoted: bool


@dataclass(slots=True)
class Focus:
    """The mentions read so far, in order of the text."""

    found: Words
    seen: list[Seen] = field(default_factory=list)

    def see(self, figure: Figure, first: int, last: int, *, spoke: bool = False, at: int | None = None) -> None:
        """A mention in words `first` to `last`, with the titles before it; the name itself begins at word `at`."""
        weight = SPOKE if spoke else role_weight(self.found, first, last)
        self.seen.append(Seen(figure, first if at is None else at, weight, self.found[first].quoted))

    def ranked(self, index: int, allowed: Collection[int], *, skip: range | None = None) -> list[tuple[float, Figure]]:
        """Figures (by number, of those allowed) in focus before word `index`, most first, with their weight."""
        here = self.found[index]
        best: dict[int, tuple[float, Figure]] = {}
        for s in reversed(self.seen):
            if s.index >= index:
                continue
            w = self.found[s.index]
            distance = here.sentence - w.sentence
            if distance > REACH:
                break
            if s.figure.number not in allowed or (skip is not None and s.index in skip):
                continue
            value = s.weight * DECAY**distance * PARAGRAPH ** (here.paragraph - w.paragraph)
            if s.quoted and not here.quoted:
                value *= IN_QUOTE
            old, _ = best.get(s.figure.number, (0.0, s.figure))
            # further mentions add a little: who is talked about stays in mind
            best[s.figure.number] = (max(old, value) + 0.12 * min(old, value), s.figure)
        return sorted(best.values(), key=lambda t: (-t[0], t[1].number))

    def paragraphs(self, index: int, figure: Figure) -> int:
        """How many paragraphs before word `index` the figure was last mentioned."""
        last = next((s.index for s in reversed(self.seen) if s.figure is figure and s.index < index), index)
        return self.found[index].paragraph - self.found[last].paragraph


def subject_start(found: Words, n: Name) -> int:
    """Where the noun phrase begins that ends with the name: "county boss NAME", "the farmer NAME"."""
    k = n.lead
    while k > 0 and n.lead - k < TITLE and found[k - 1].sentence == found[n.first].sentence:
        w = found[k - 1]
        if noun_of(w.text) not in (w.lower, "year-old") and not (
            k < n.lead and (w.text.islower() or w.text in BY_ADJECTIVE)
        ):
            break
        if w.lower in PREPOSITIONS or not w.text[0].isalpha() or w.lower in ("and", "that", "but"):
            break
        k -= 1
        if w.lower in ("the", "a", "an"):
            break
    return k


def role_weight(found: Words, first: int, last: int) -> float:
    """Weight by place: possessor, object of a preposition, subject (opens the clause), else object."""
    if last < len(found) and found[last].text in ENDINGS:
        return POSSESSOR
    before = first - 1
    if found[first].first or before < 0 or found[before].sentence != found[first].sentence:
        return SUBJECT
    word = found[before].lower
    if word in PREPOSITIONS:
        return OBLIQUE
    if word in (
        "and",
        "but",
        "that",
        "when",
        "while",
        "as",
        "because",
        "after",
        "before",
        "if",
        "whether",
        ",",
        "“",
        '"',
        "—",
        "–",
        "said",
        "says",
    ):
        return SUBJECT * 0.95
    return OBJECT


def allowed_for(pronoun: str, figures: Collection[Figure]) -> frozenset[int]:
    """Numbers of the figures that a pronoun of this gender or number may mean."""
    if pronoun in ("m", "f"):
        return frozenset(f.number for f in figures if f.kind in (PERSON, "nameless") and f.gender in (pronoun, None))
    if pronoun == "it":
        return frozenset(f.number for f in figures if f.kind in (BODY, PLACE))
    if pronoun == "pl":
        return frozenset(f.number for f in figures if f.kind in ("crowd", BODY))
    return frozenset()
