"""The workbench of `layouts.py`: one training article in the making.

Text is composed with marks around its parts, `⟦q3|…⟧` for the content of statement 3 (`s` source, `c` cue), which
`unmark` turns into plain text and code-point spans. Parts may nest, and a part may be repeated (split quotations).
"""

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import layouts_subjects as subjects
import layouts_words as words

ROLES = {"s": "source", "c": "cue", "q": "content"}
MARK = re.compile(r"⟦([scq])(\d+)\||⟧")


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks. `name` None: unnamed, known as `head`. `body` as name: a body speaks (`kind` organisation)."""

    kind: str  # person, organisation, unnamed, none
    name: str | None
    head: str
    role: str | None = None
    body: str | None = None
    woman: bool = False
    surname: str = ""
    adj: str = ""

    @property
    def many(self) -> bool:
        """Takes a verb in the plural."""
        if self.kind == "person":
            return ";" in (self.name or "")
        return self.head.startswith("people ") or (
            self.head.split()[0] not in ("a", "an", "the", "one")
            and self.head.split()[0][-1:] != "t"
            and self.head.split(" at ")[0].endswith(("s", "es"))
        )


@dataclass(slots=True)
class Pool:
    """Contents of one PolNeAR article: `quotes` without their marks, `clauses` finite, `silent` narrative."""

    quotes: list[str]
    clauses: list[str]
    silent: list[str]


def unmark(marked: str) -> tuple[str, dict[int, dict[str, list[list[int]]]]]:
    """Plain text and, per statement number, its spans by role, half-open code-point offsets."""
    out: list[str] = []
    length = last = 0
    stack: list[tuple[str, int, int]] = []
    spans: dict[int, dict[str, list[list[int]]]] = {}
    for m in MARK.finditer(marked):
        out.append(marked[last : m.start()])
        length += m.start() - last
        last = m.end()
        if m.group() == "⟧":
            role, number, start = stack.pop()
            found = spans.setdefault(number, {r: [] for r in ROLES.values()})
            found[ROLES[role]].append([start, length])
        else:
            stack.append((m.group(1), int(m.group(2)), length))
    out.append(marked[last:])
    if stack:
        raise ValueError(f"unclosed part {stack[-1]} in {marked[:80]!r}")
    for found in spans.values():
        for role in found:
            found[role].sort()
    return "".join(out), spans


def first_upper(text: str) -> str:
    """Upper-case the first letter, marks before it skipped."""
    m = re.match(r"(?:⟦[scq]\d+\||[^\w⟦])*", text)
    i = m.end() if m else 0
    return text[:i] + text[i : i + 1].upper() + text[i + 1 :]


class Article:
    """Words, people and marks of one article; every choice comes from one seeded generator."""

    def __init__(self, rng: random.Random, pool: Pool | None):
        self.rng, self.pool = rng, pool
        self.subject = subjects.SUBJECTS["parliament" if pool else rng.choice(list(subjects.SUBJECTS))]
        self.country, self.adj, self.capital, towns, self.agency, *_ = self.people = (
            words.PEOPLES[5] if pool and rng.random() < 0.5 else rng.choice(words.PEOPLES)
        )
        self.towns = towns.split(";") if ";" in towns else towns.split()
        self.towns.append(self.capital)
        *marks, _, self.apostrophe = rng.choices(words.MARKS, [m[4] for m in words.MARKS])[0]
        self.open, self.close, self.in_open, self.in_close = marks
        self.comma_inside = rng.random() < (0.85 if self.open in '“"' else 0.4)
        self.dash = rng.random() < 0.05  # «…», – said X.
        self.number = 0
        self.speaker: dict[int, Speaker] = {}
        self.parent: dict[int, int] = {}
        self.known: set[str] = set()
        self.last: Speaker | None = None
        self.used: set[str] = set()

    # -- people -------------------------------------------------------------------------------------------------

    def person(self, office: str | None = None) -> Speaker:
        rng = self.rng
        people = self.people if rng.random() < 0.75 else rng.choice(words.PEOPLES)
        _, adj, _, _, _, surname_first, men, women, last = people
        woman = rng.random() < 0.42
        names = women if woman else men
        first = rng.choice(names.split(";") if ";" in names else names.split())
        pool = ["van Wyk" if n == "van" else n for n in last.split() if n != "Wyk"]
        surname = rng.choice(pool)
        name = f"{surname} {first}" if surname_first else f"{first} {surname}"
        if office is None:
            office = rng.choice(self.subject.offices)
        office = office.replace("{adj}", adj)
        if woman and office.endswith("spokesman"):
            office = office[:-3] + "woman"
        if office.endswith("chairman") and woman:
            office = office[:-3] + "woman"
        if office.endswith("chairwoman") and not woman:
            office = office[:-5] + "man"
        body = rng.choice(self.subject.bodies) if rng.random() < 0.25 else None
        return Speaker("person", name, office, office, body and self.fill(body), woman, surname, adj)

    def body(self) -> Speaker:
        name = self.fill(self.rng.choice(self.subject.bodies))
        return Speaker("organisation", name, name)

    def unnamed(self) -> Speaker:
        head = self.rng.choice(words.UNNAMED)
        return Speaker("unnamed", None, head)

    def any_speaker(self) -> Speaker:
        return self.rng.choices((self.person, self.body, self.unnamed), (80, 10, 10))[0]()

    # -- words --------------------------------------------------------------------------------------------------

    def fill(self, template: str, who: Speaker | None = None) -> str:
        def value(m: re.Match[str]) -> str:
            rng, key = self.rng, m.group(1)
            woman = bool(who and who.woman)
            many = bool(who and who.kind != "person")
            table: dict[str, Callable[[], str]] = {
                "n": lambda: str(rng.choice((14, 17, 23, 38, 46, 60, 85, 112, 140, 230, 350, 480, 700))),
                "few": lambda: rng.choice(subjects.FEW),
                "pct": lambda: rng.choice(
                    (
                        f"{rng.randint(2, 90)} percent",
                        f"{rng.randint(1, 9)}.{rng.randint(1, 9)}%",
                        f"{rng.randint(2, 40)} per cent",
                    )
                ),
                "city": lambda: rng.choice(self.towns),
                "year": lambda: str(rng.randint(1961, 2023)),
                "month": lambda: rng.choice(subjects.MONTHS),
                "day": lambda: rng.choice(subjects.DAYS),
                "money": lambda: rng.choice(subjects.MONEY),
                "good": lambda: rng.choice(subjects.GOODS),
                "country": lambda: rng.choice(subjects.COUNTRIES_ABOUT),
                "adj": lambda: self.adj,
                "adj_cap": lambda: self.adj,
                "coin": lambda: rng.choice(("penny", "cent", "ruble", "rupee")),
                "outlet": lambda: rng.choice(words.OUTLETS),
                "agency": lambda: self.agency,
                "group": lambda: rng.choice(words.GROUPS),
                "vp": lambda: self.fill(rng.choice(self.subject.acts)),
                "np": lambda: self.fill(rng.choice(self.subject.things)),
                "audience": lambda: self.fill(rng.choice(words.AUDIENCE)),
                "occasion": lambda: self.fill(rng.choice(words.OCCASIONS)),
                "his": lambda: "their" if many else "her" if woman else "his",
                "he": lambda: "they" if many else "she" if woman else "he",
                "him": lambda: "them" if many else "her" if woman else "him",
            }
            return table[key]()

        return re.sub(r"\{(\w+)\}", value, template)

    def fresh(self, options: Sequence[str], who: Speaker | None = None) -> str:
        """One of `options`, filled, not used in this article before if that can be helped."""
        left = [o for o in options if o not in self.used] or list(options)
        choice = self.rng.choice(left)
        self.used.add(choice)
        return self.fill(choice, who)

    def clause(self, who: Speaker) -> str:
        """A finite clause that `who` might utter in indirect speech."""
        if self.pool and self.pool.clauses:
            return self.curl(self.pool.clauses.pop())
        text = self.fresh(self.subject.clauses, who)
        if self.rng.random() < 0.25:
            link = self.rng.choice(("and that", "although", "because", "while", "but", "and", "unless"))
            if link == "unless":
                text += f" unless the authorities {self.fill('{vp}')}"
            else:
                text += f" {link} {self.fresh(self.subject.clauses, who)}"
        elif self.rng.random() < 0.12:
            text += self.rng.choice(
                (", despite everything", " and not only in {city}", ", as in {year}", " in spite of the costs")
            )
            text = self.fill(text)
        text = self.curl(text)
        if self.rng.random() < 0.06:  # a title in marks does not make it direct
            text += f" {self.rng.choice(words.TITLED)} {self.open}{self.rng.choice(words.TITLES)}{self.close}"
        return text

    def sentences(self, who: Speaker, count: int) -> list[str]:
        """`count` sentences to be quoted, each with its final stop."""
        if self.pool and self.pool.quotes:
            return [self.curl(self.pool.quotes.pop())]
        found: list[str] = []
        for _ in range(count):
            kind = self.rng.random()
            options = self.subject.firsts if kind < 0.4 else words.GENERIC if kind < 0.7 else self.subject.clauses
            text = first_upper(
                self.fresh(
                    options, Speaker("person", None, "", woman=False) if options is self.subject.clauses else who
                )
            )
            text = re.sub(r"\b[Hh]is country", lambda m: "Our country" if m.group()[0] == "H" else "our country", text)
            if kind >= 0.7 and self.rng.random() < 0.3:
                text = (
                    self.rng.choice(("I think ", "Look, ", "As you know, ", "Well, ", "In fact, ", "Yes, "))
                    + text[0].lower()
                    + text[1:]
                    if text.split()[0].lower() in COMMON
                    else text
                )
            end = (
                "?"
                if re.match(r"(What|Why|Who|How|Where)\b", text) and "Nothing" not in text
                else self.rng.choice("........!")
            )
            found.append(self.curl(text) + end)
        return found

    def curl(self, text: str) -> str:
        """Apostrophes and inner marks as this article prints them."""
        text = re.sub(r"(?<=\w)['’](?=\w)", self.apostrophe, text)
        return re.sub(r"[\"“”«»„]", "", text) if self.open not in "“" else text.replace('"', "")

    def silence(self) -> str:
        """A narrative sentence in which nobody's words are reported."""
        if self.pool and self.pool.silent and self.rng.random() < 0.7:
            return self.curl(self.pool.silent.pop())
        return self.fresh(self.subject.silent if self.rng.random() < 0.6 else words.SILENT)

    def decoy(self) -> str:
        """A sentence with marks in it that quote nobody."""
        left = [d for d in words.DECOYS if d not in self.used] or list(words.DECOYS)
        choice = self.rng.choice(left)
        self.used.add(choice)
        return (
            self.curl_apostrophe(self.fill(choice.replace("{m}", "\x01").replace("{w}", "\x02")))
            .replace("\x01", self.open)
            .replace("\x02", self.close)
        )

    def curl_apostrophe(self, text: str) -> str:
        return re.sub(r"(?<=\w)['’](?=\w)", self.apostrophe, text)

    # -- parts --------------------------------------------------------------------------------------------------

    def new(self, who: Speaker, parent: int | None = None) -> int:
        self.number += 1
        self.speaker[self.number] = who
        if parent is not None:
            self.parent[self.number] = parent
        return self.number

    def cue(self, k: int, options: str | Sequence[str], who: Speaker | None = None) -> str:
        """A marked cue; what stands after `|` in the table follows it unmarked."""
        choice = options if isinstance(options, str) else self.rng.choice(options)
        cue, _, rest = self.fill(choice, who).partition("|")
        if self.speaker[k].many:
            cue = plural(cue)
        return f"⟦c{k}|{cue}⟧{rest}"

    def ref(self, k: int, who: Speaker, *, start: bool = False, plain: bool = False, subject: bool = True) -> str:
        """The marked mention of `who` as source of statement k, fuller at the first mention. `start`: of a sentence."""
        rng = self.rng
        text, after = who.head, ""
        if who.kind == "person" and who.name:
            title = who.role or ""
            last = "the " + (title if title[:1].islower() else short_title(title))
            if who.name not in self.known:
                form = rng.random()
                if plain or form < 0.55:
                    text = f"{title} {who.name}"
                elif form < 0.7 and who.body:
                    text, after = who.name, f", {article_of(title)} at {who.body},"
                elif form < 0.8:
                    text, after = who.name, f", {article_of(title)},"
                elif form < 0.9:
                    text = f"{who.adj} {title} {who.name}" if who.adj not in title else f"{title} {who.name}"
                else:
                    text = who.name
                self.known.add(who.name)
            elif self.last is who and rng.random() < 0.4 and subject:
                text = "she" if who.woman else "he"
            else:
                text = rng.choice(
                    (
                        who.surname,
                        who.surname,
                        who.name,
                        last,
                        last,
                        f"{'Ms' if who.woman else 'Mr'} {who.surname}",
                        "the head of state" if title.endswith("President") and "Vice" not in title else last,
                        f"the {who.adj} leader" if title.endswith("President") else who.surname,
                    )
                )
        elif who.kind == "unnamed":
            if who.head in self.known and not who.head.startswith("one of"):
                text = re.sub(r"^(?:an?|one) ", "the ", re.split(r" who | at | close | familiar ", who.head)[0])
            self.known.add(who.head)
        elif who.kind == "organisation":
            if who.name in self.known and rng.random() < 0.3:
                text = rng.choice(("the statement", "the document", "the press release", text))
            else:
                self.known.add(who.name or "")
        self.last = who
        source = f"⟦s{k}|{self.curl_apostrophe(text)}⟧{after}"
        return first_upper(source) if start else source

    def quoted(self, k: int, text: str, end: str = "") -> str:
        """`text` in marks as content of k. `end`: ',' before a cue, '.' or '' at the end of a sentence."""
        if end == ",":
            if text.endswith(("?", "!")):
                body, after = text, ("," if self.dash else "")
            else:
                body = text.rstrip(".…")
                body, after = (body + ",", "") if self.comma_inside and not self.dash else (body, ",")
        elif end == "." and not self.comma_inside and text.endswith("."):
            body, after = text[:-1], "."
        else:
            body, after = text, ""
        return f"⟦q{k}|{self.open}{body}{self.close}⟧{after}"

    def inner(self, text: str) -> str:
        return f"{self.in_open}{text}{self.in_close}"


ADJECTIVES = {word for people in words.PEOPLES for word in people[1].split()} | {"Olympic"}
COMMON = {
    "the",
    "a",
    "an",
    "there",
    "people",
    "both",
    "no",
    "nobody",
    "this",
    "that",
    "time",
    "trade",
    "we",
    "inflation",
    "exports",
    "pensions",
    "wages",
    "antibiotics",
    "rescuers",
    "drivers",
    "fares",
    "farmers",
    "teachers",
    "masks",
}


def short_title(title: str) -> str:
    """'Deputy Foreign Minister' -> 'minister', 'Dr' -> 'doctor'"""
    last = title.split(" of ")[0].split()[-1]
    return {"Dr": "doctor", "MP": "MP", "General": "prosecutor"}.get(last, last.lower())


def plural(cue: str) -> str:
    """'has said' -> 'have said', 'believes' -> 'believe'; a past tense stays."""
    first, space, rest = cue.partition(" ")
    first = {"is": "are", "has": "have", "was": "were", "does": "do"}.get(first, first)
    if (first.endswith("s") and len(first) > 4 and first not in ("discuss",)) or first == "says":
        first = first[:-1]
    return first + space + rest


def article_of(title: str) -> str:
    small = {"Dr": "doctor", "MP": "MP"}
    title = " ".join(small.get(w, w if w in ADJECTIVES else w.lower()) for w in title.split())
    return f"{'an' if title[0].lower() in 'aeiou' or title == 'MP' else 'a'} {title}"
