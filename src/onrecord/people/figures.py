"""Names -> figures: the people and bodies of one article, each with its mentions, gender and descriptions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from onrecord.model import Span
from onrecord.people.countries import BY_NAME, NAME_OF
from onrecord.people.given import SUFFIXES, clean, fold, gender, is_given, same_given
from onrecord.people.kinds import BODY, OTHER, PERSON, PLACE, Name
from onrecord.people.nouns import BODY_NOUNS, HONORIFICS, STANDS
from onrecord.people.words import Words

SCHOLARS = frozenset(("researcher", "scientist", "scholar", "expert", "academic", "specialist"))
SCIENCES = ("ologist", "icist", "omist", "ographer", "ician", "historian", "chemist", "atrist")
NEAR = 60  # figures that share a word with a name and are compared with it


@dataclass(frozen=True, slots=True)
class Description:
    """What the page calls a figure: "the Mexican secretary of the economy", by head noun and modifiers."""

    noun: str  # lower case, singular
    modifiers: frozenset[str]
    role: str  # as worded, without article and body
    body: str | None
    country: str | None
    span: Span
    named: bool = True  # stands with the name (title, apposition), not apart from it


@dataclass(slots=True)
class Figure:
    """A person or body while an article is read. `mentions` are in order of the text."""

    number: int
    kind: str
    name: str
    parts: tuple[str, ...]
    mentions: list[Name] = field(default_factory=list)
    described: list[Description] = field(default_factory=list)
    gender: str | None = None
    weight: float = 0.0  # certainty that this is what `kind` says

    @property
    def first(self) -> int:
        """Offset of the first mention."""
        return self.mentions[0].span.start if self.mentions else 0


def figures(found: Words, named: Iterable[Name]) -> list[Figure]:
    """One figure for all mentions of a person or body; a place counts as a body, for a country speaks."""
    named = [n for n in named if n.kind in (PERSON, BODY, PLACE, OTHER)]
    people = _people(found, [n for n in named if n.kind == PERSON])
    bodies = _bodies([n for n in named if n.kind != PERSON])
    for number, figure in enumerate(people + bodies):
        figure.number = number
        figure.mentions.sort(key=lambda n: n.first)
    for figure in bodies:
        figure.name = _usual_name(figure)
    return people + bodies


def _usual_name(figure: Figure) -> str:
    """A country goes by its usual name if the page uses it, else by the one it uses most; others by the fullest."""
    if figure.name not in BY_NAME:
        return figure.name
    used = Counter(n.text for n in figure.mentions)
    usual = NAME_OF[BY_NAME[figure.name]]
    return usual if used[usual] else max(used, key=lambda name: (used[name], len(name)))


def _people(found: Words, named: list[Name]) -> list[Figure]:
    out: list[Figure] = []
    by_part: dict[str, list[Figure]] = {}  # so that a page of ten thousand names is no hundred million comparisons
    for n in sorted(named, key=lambda n: (-len(clean(n.parts)), n.first)):
        parts = clean(n.parts)
        shown = _honorific_gender(found, n)
        near = {f.number: f for p in parts for f in by_part.get(fold(p), ())[:NEAR]}
        fits = [f for f in near.values() if _same_person(f, parts, shown) and not _father_and_son(f, n)]
        if len(parts) == 1:  # "John" is Tom John before it is John Kasich
            fits = [f for f in fits if fold(f.parts[-1]) == fold(parts[0])] or fits
        figure = _pick(fits, n) if fits else None
        if figure is None:
            given = len(parts) > 1 or is_given(parts[0])
            name = " ".join(n.parts)
            figure = Figure(len(out), PERSON, name, parts, gender=gender(parts[0]) if given else None)
            out.append(figure)
            for p in parts:
                by_part.setdefault(fold(p), []).append(figure)
        figure.mentions.append(n)
        figure.weight = max(figure.weight, n.score)
        if shown:
            figure.gender = shown
    return out


def _father_and_son(f: Figure, n: Name) -> bool:
    """Whether one is a Jr. and the other, of just the same first name, is not: Donald Trump Jr. and Donald Trump."""
    junior = [any(p.lower() in SUFFIXES for p in parts) for parts in (f.name.split(), n.parts)]
    return junior[0] != junior[1] and len(n.parts) > 1 and fold(f.parts[0]) == fold(n.parts[0])


def _honorific_gender(found: Words, n: Name) -> str | None:
    for k in range(n.lead, n.first):
        shown = HONORIFICS.get(found[k].lower)
        if shown:
            return shown
    return None


def _same_person(figure: Figure, parts: tuple[str, ...], shown: str | None) -> bool:
    if shown and figure.gender and figure.gender != shown:
        return False
    full = figure.parts
    if len(parts) == 1:
        return any(fold(parts[0]) == fold(p) for p in (full[0], full[-1])) or (
            len(full) > 2 and fold(parts[0]) == fold(full[1]) and not is_given(parts[0])
        )
    if any(tuple(map(fold, full[i : i + len(parts)])) == tuple(map(fold, parts)) for i in range(len(full))):
        return True
    # East Asian order and two surnames apart, the last words agree and the first are forms of one name
    return fold(full[-1]) == fold(parts[-1]) and same_given(full[0], parts[0]) and _middles(full, parts)


def _middles(full: tuple[str, ...], parts: tuple[str, ...]) -> bool:
    """Whether middle names do not contradict each other: George H. W. Bush is not George W. Bush."""
    a, b = [[fold(p).strip(".") for p in x[1:-1]] for x in (full, parts)]
    return not a or not b or (len(a) == len(b) and all(x[0] == y[0] for x, y in zip(a, b, strict=True)))


def _pick(fits: list[Figure], n: Name) -> Figure:
    """Of several people of one surname: whom the page named last before by the full name in the same paragraph's
    reach, else whom it names most, else who comes first."""
    if len(fits) == 1:
        return fits[0]

    def rank(f: Figure) -> tuple[int, int]:
        return len(f.mentions), -f.mentions[0].first

    before = [f for f in fits if any(m.first <= n.first for m in f.mentions)] or fits
    return max(before, key=rank)


def _bodies(named: list[Name]) -> list[Figure]:
    out: list[Figure] = []
    by_key: dict[str, Figure] = {}
    by_letters: dict[str, Figure] = {}
    by_part: dict[str, list[Figure]] = {}
    for n in sorted(named, key=lambda n: (-len(n.parts), n.first)):
        key = body_key(n.text)
        figure = by_key.get(key) or by_letters.get(n.text.replace(".", "")) or _short_for(n, key, by_part)
        if figure is None:
            figure = Figure(len(out), n.kind, n.text, n.parts, weight=n.score)
            out.append(figure)
            letters = "".join(w[0] for w in re.findall(r"\w+", n.text) if w[0].isupper())
            if 2 <= len(letters) <= 8:
                by_letters.setdefault(letters, figure)
            for p in n.parts:
                by_part.setdefault(p, []).append(figure)
        by_key.setdefault(key, figure)
        figure.mentions.append(n)
    return out


def _short_for(n: Name, key: str, by_part: dict[str, list[Figure]]) -> Figure | None:
    """The longer name that "Security Council" or "the Ministry" is short for: one met before, if any."""
    if n.kind != BODY:
        return None
    near = [f for f in by_part.get(n.parts[-1], ())[:NEAR] if f.kind == BODY]
    tail = next((f for f in near if _tail(key, body_key(f.name))), None)
    if tail is not None or len(n.parts) > 1 or not is_body_noun(n.text):
        return tail
    before = [f for f in near if any(m.first < n.first for m in f.mentions)]
    return max(before or near, key=lambda f: len(f.mentions), default=None)


def body_key(name: str) -> str:
    """A body's name for comparing: folded, no article, no stops in acronyms; a country's is its code."""
    bare = re.sub(r"^the ", "", name, flags=re.IGNORECASE)
    if bare in BY_NAME:
        return BY_NAME[bare]
    key = fold(bare.replace(".", ""))
    return re.sub(r"^un(?= |$)", "united nations", key)


def _tail(key: str, full: str) -> bool:
    """ "Security Council" for "United Nations Security Council": two words or more that end the full name."""
    return " " in key and full.endswith(" " + key)


def stands_for(noun: str, other: str) -> bool:
    """Whether the description `noun` may mean somebody described as `other`."""
    return noun == other or other in STANDS.get(noun, ()) or (noun in SCHOLARS and other.endswith(SCIENCES))


def is_body_noun(word: str) -> bool:
    return word.lower() in BODY_NOUNS
