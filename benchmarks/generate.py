"""A made archive of any size, the same for the same numbers: names, offices, outlets, quotations, pages.

    python benchmarks/generate.py DIR --statements 1000000
    python benchmarks/generate.py DIR --statements 1000000 --people 50000   # of different names, each of whom speaks

Words follow Zipf's law over some 100,000 forms, people and outlets are as unequal as real ones (a few are everywhere,
most are rare), three years of days are filled evenly. No text is anybody's. Other benchmarks take `stories` as a stream
of pages with their records.
"""

from __future__ import annotations

import argparse
import itertools
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache
from pathlib import Path

from onrecord.model import (
    Article,
    Clock,
    Dateline,
    Kind,
    Medium,
    Page,
    Precision,
    Record,
    Span,
    Speaker,
    SpeakerType,
    Statement,
    Versions,
    ZoneBasis,
)
from onrecord.store import Archive
from onrecord.store import archive as archive_module

VERSIONS = Versions("0.1.0", "made", "generator")
START = datetime(2023, 1, 1, tzinfo=UTC)
DAYS = 3 * 365

COMMON = """
the of to and in that is we it for not on have this will be are with as they was our by people but has from at their
government there all would an been more country which must no i what can new you or who year years about one now time if
should so us were than its state because some other only when money law think very many public how them out also work
need work party after first world national president minister percent good right going do make know say take say any
police court security economy health war peace city tax prices energy workers children school million billion every
change election vote decision report plan agreement problem question answer support policy crisis border trade market
""".split()
PREFIXES = ["", *"re un over under inter trans counter pre post sub super non mis co".split()]
STEMS = """
act band bord bridg build calm carr cast chang claim clos coast cover cross danc deal draft drill drop earn farm field
fish float flood forest fund gain grad grain grant guard hand harb harvest heal heat hous invest join labour land launch
lead learn limit link load loan mark mast mind mine mood mount nam neighb offic open pass pay peak plant plot point port
press prim print prob proof push rail rais rank reach rent rest ring road root rul sail salt sand saw school search seat
seed sell serv shap ship shor sign slow smok snow soil spend spring staff stand start steel storm street strik swim
teach test thread timber tow trac train turn valley view vill visit wag walk watch water weav wind winter wood yard
""".split()
SUFFIXES = ["", *"s ed ing er ers ment ments ation able ness ful less ity ship ive".split()]
GIVEN = """
Ada Aleksandr Amina Andrei Anna Antonio Boris Carla Carlos Chen Daria David Elena Emil Emma Fatima Georg Grace Hana
Hassan Helen Igor Ines Ivan James Jana Javier Joan Johan Jorge Julia Kamal Karin Kenji Lara Laura Li Lucia Magda Maria
Marko Mehmet Michael Mila Mohamed Nadia Natalia Nina Nora Olga Omar Oscar Paul Petra Priya Rafael Ravi Rosa Samuel
Sara Sofia Tamar Viktor
""".split()
FAMILY_HEADS = """
Abr Ald Ander Bak Bar Berg Bor Cald Cast Cer Dal Dem Dob Dvor Eld Fen Ferr Gal Gor Gran Hal Har Hol Iv Jan Kal
Kar Kov Lar Lem Lind Mar Mer Mil Mor Nak Nov Ol Ost Pal Pav Per Pet Rad Rom Ros Sal Sand Ser Sok Stan Sul Tan
Tor Ul Val Var Vel Wal Yam Zel
""".split()
FAMILY_TAILS = """
ov ova ski ska son sen ez es ini elli enko uk yan ić imov er ard man mann ström berg ira ando eau oğlu
""".split()
ROLES = """
minister|deputy minister|spokesperson|spokesman|president|prime minister|governor|mayor|director|chair|head|secretary
""".strip().split("|")
BODY_KINDS = ("Ministry of {}", "Department of {}", "{} Agency", "{} Council", "Institute of {}", "{} Union", "{} Bank")
SUBJECTS = """
Finance Health Defence Energy Trade Justice Transport Labour Culture Education Agriculture Statistics Water
Housing
""".split()
PLACES = """
Arvika Belmora Castrel Dornau Eskov Falmer Gradec Hollen Istra Jarvo Kelmar Lunden Morava Nevers Orlan Pelsk
""".split()
TLDS = "com com com org net uk de fr pl by se it es in jp br za".split()
CUES = "said|added|told reporters|explained|stressed|noted|warned|argued|said|said".split("|")
INDIRECT = "said that|explained that|noted that|believes that|confirmed that".split("|")


@dataclass(frozen=True)
class Person:
    name: str
    role: str | None
    body: str | None
    country: str | None


def zipf(count: int, exponent: float = 1.0) -> list[float]:
    """Cumulative weights of ranks 1 to `count`."""
    return list(itertools.accumulate(1 / rank**exponent for rank in range(1, count + 1)))


@lru_cache(maxsize=1)
def vocabulary() -> tuple[list[str], list[float]]:
    rare = [p + s + t for p in PREFIXES for s in STEMS for t in SUFFIXES]
    random.Random(7).shuffle(rare)
    words = list(dict.fromkeys(COMMON + rare))
    return words, zipf(len(words))


class World:
    """The people, bodies and outlets of one made archive."""

    def __init__(self, seed: int, *, people: int = 40_000, outlets: int = 150, everybody: bool = False) -> None:
        self.chance = random.Random(seed)
        pick = self.chance.choice
        bodies = [kind.format(subject) for kind in BODY_KINDS for subject in SUBJECTS]
        family = list(dict.fromkeys(h + t for h in FAMILY_HEADS for t in FAMILY_TAILS))
        every = [f"{g} {f}" for g in GIVEN for f in family] if everybody else []
        names = iter(self.chance.sample(every, people) if everybody else ())
        self.people = [
            Person(
                next(names) if everybody else f"{pick(GIVEN)} {pick(family)}",
                pick(ROLES) if self.chance.random() < 0.6 else None,
                pick(bodies) if self.chance.random() < 0.6 else None,
                pick(TLDS[5:]) if self.chance.random() < 0.3 else None,
            )
            for _ in range(people)
        ]
        self.people_weights = zipf(people, 0.9)
        self.waiting = self.people[::-1] if everybody else []  # who has yet to speak for the first time
        self.outlets = [
            (
                f"The {pick(PLACES)} {pick(('Times', 'Post', 'Herald', 'Mail', 'Courier', 'News'))} {i}",
                f"paper{i}.{pick(TLDS)}",
            )
            for i in range(outlets)
        ]
        self.outlet_weights = zipf(outlets, 0.8)

    def words(self, low: int, high: int) -> str:
        forms, weights = vocabulary()
        return " ".join(self.chance.choices(forms, cum_weights=weights, k=self.chance.randint(low, high)))


@dataclass
class _Text:
    """A text that grows, and where its pieces stand."""

    parts: list[str]
    size: int = 0

    def add(self, piece: str) -> Span:
        self.parts.append(piece)
        start, self.size = self.size, self.size + len(piece)
        return Span(start, self.size)


def stories(
    statements: int, *, seed: int = 1, furniture: int = 0, people: int | None = None
) -> Iterator[tuple[Page, Record]]:
    """Pages with their records until there are so many statements; `furniture` adds bytes of page around each text.

    With `people`, so many of different names, each of whom speaks: of every two stories about one introduces somebody
    until all have spoken, so some 25 statements a person are needed.
    """
    world, made, number = World(seed) if people is None else World(seed, people=people, everybody=True), 0, 0
    while made < statements:
        count = min(statements - made, max(1, round(world.chance.gauss(8, 4))))
        yield story(world, number, count, furniture)
        made, number = made + count, number + 1


def story(world: World, number: int, count: int, furniture: int) -> tuple[Page, Record]:
    """One page with so many statements by a few people, at some minute of the three years."""
    chance = world.chance
    outlet, host = chance.choices(world.outlets, cum_weights=world.outlet_weights)[0]
    moment = START + timedelta(minutes=chance.randrange(DAYS * 24 * 60))
    cast = chance.choices(world.people, cum_weights=world.people_weights, k=chance.randint(1, 4))
    newcomer = world.waiting.pop() if world.waiting and chance.random() < 0.5 else None
    text, found, place = _Text([]), [], chance.choice(PLACES)
    dateline = text.add(f"{place.upper()}, {moment:%d %B} –")
    text.add(" " + world.words(15, 40).capitalize() + ".\n")
    for i in range(count):
        found.append(statement(world, text, newcomer if newcomer and not i else chance.choice(cast)))
        text.add(" " + world.words(8, 30).capitalize() + ".\n")
    text.add(world.words(10, 30).capitalize() + ".")
    paragraphs = tuple("".join(text.parts).split("\n"))
    local = moment.astimezone(timezone(timedelta(hours=number % 4)))
    zone = local.strftime("%z")
    published = Clock(
        local.date(), local, Precision.MINUTE, f"{zone[:3]}:{zone[3:]}", ZoneBasis.STATED, "json-ld datePublished"
    )
    headline = world.words(5, 11).capitalize()
    page = page_of(
        headline, paragraphs, f"https://{host}/{moment:%Y/%m}/{number}", moment + timedelta(hours=5), furniture
    )
    article = Article(
        headline,
        paragraphs,
        url=page.url,
        outlet=outlet,
        published=published,
        captured=Clock(page.captured.date(), page.captured, Precision.SECOND, "UTC", ZoneBasis.STATED, "http")
        if page.captured
        else None,
        dateline=Dateline(place, moment.date(), None, dateline),
        language="en",
        page_sha256=page.sha256,
        reader="generator",
    )
    return page, Record(article, tuple(found), VERSIONS)


def statement(world: World, text: _Text, person: Person) -> Statement:
    """One attribution written to the end of the text."""
    chance = world.chance
    speaker = Speaker(person.name, SpeakerType.PERSON, person.role, person.body, person.country)
    medium = chance.choices((Medium.SPEECH, Medium.WRITING, Medium.THOUGHT), (88, 8, 4))[0]
    said = world.words(6, 30)
    prompt = None
    if chance.random() < 0.1:
        text.add("Asked ")
        prompt = text.add(f"whether {world.words(5, 14)}")
        text.add(", ")
    if chance.random() < 0.6:
        content = text.add(f"“{said.capitalize()},”")
        text.add(" ")
        source = text.add(person.name)
        text.add(" ")
        cue = text.add(chance.choice(CUES))
        kind, quote = Kind.DIRECT, said.capitalize() + ","
    else:
        source = text.add(person.name)
        text.add(" ")
        cue = text.add(chance.choice(INDIRECT))
        text.add(" ")
        content = text.add(said)
        kind, quote = Kind.INDIRECT, said
    occasion = None
    if chance.random() < 0.15:
        text.add(" ")
        occasion = text.add(f"at a meeting in {chance.choice(PLACES)}")
    text.add(".")
    return Statement(
        kind, medium, (content,), (cue,), (source,), quote, speaker, prompt=prompt, occasion=occasion, confidence=0.9
    )


def page_of(headline: str, paragraphs: Sequence[str], url: str, captured: datetime, furniture: int) -> Page:
    """HTML around the paragraphs, with menus and scripts of so many bytes."""
    menu = "".join(f'<li><a href="/{i}">Section {i} of the site</a></li>' for i in range(furniture // 60))
    body = "".join(f"<p>{p}</p>\n" for p in paragraphs)
    html = (
        f"<!doctype html><html lang=en><head><title>{headline}</title></head><body><nav><ul>{menu}</ul></nav>"
        f"<article><h1>{headline}</h1>\n{body}</article><footer>All rights reserved.</footer></body></html>"
    )
    return Page(html.encode(), url, captured, "text/html", "utf-8", url)


def fill(folder: Path, statements: int, seed: int, people: int | None = None) -> None:
    """Write the archive in large transactions and say how it goes; what was stopped goes on where the archive ends."""
    archive_module.BATCH_PAGES, archive_module.BATCH_BYTES, archive_module.BATCH_SECONDS = 5_000, 1 << 30, 1e9
    began, pages, made = time.monotonic(), 0, 0
    with Archive.open(folder, write=True, create=True) as archive:
        ((held, made),) = archive.db.rows("SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM statements)")
        before, pages = made, held
        stream = itertools.islice(stories(statements, seed=seed, people=people), held, None)
        for added in archive.add_many(stream):
            pages, made = pages + 1, made + added.statements  # type: ignore[union-attr]
            if pages % 5_000 == 0:
                spent = time.monotonic() - began
                print(
                    f"{made:,} statements, {pages:,} pages, {spent:.0f} s, {(made - before) / spent:,.0f} statements/s",
                    flush=True,
                )
    print(f"{made:,} statements in {pages:,} pages, {time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--statements", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--people", type=int, help="so many people of different names, each of whom speaks")
    options = parser.parse_args()
    fill(options.folder, options.statements, options.seed, options.people)
