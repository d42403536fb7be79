"""How long the questions of the directory take on a large archive, and what adding an article costs there.

    python benchmarks/directory.py DIR --statements 1000000 --people 50000
    python benchmarks/directory.py DIR                      # asks again what DIR holds
    python benchmarks/directory.py DIR --save               # and keeps the figures for the documents

DIR is filled from nothing with made stories, no two of which are alike: articles, statements and the directory. Full
text, quotations and captures, which the directory does not touch, are left out; `generate.py DIR` fills those too, at
some four times the cost, and its archives may be asked just so. A fill that was stopped goes on where DIR ends.
Questions are asked of people drawn as often as they speak, so the most quoted, which cost most, come most.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from importlib import resources
from itertools import islice
from pathlib import Path

import generate
from onrecord.model import Page, Record
from onrecord.people.registers import Holding, read_ftm
from onrecord.store import Archive, directory
from onrecord.store.entries import Entry, entry_of
from onrecord.store.keys import slots
from onrecord.store.parties import Directory
from onrecord.store.writing import _INSERT_ARTICLE, _INSERT_STATEMENT
from results import Table, save

BATCH = 1_000  # articles in a transaction
ROUNDS = 300
# Share of the people made that may have become one (made names lie dense: half of all that their parts allow, so that
# forms of one name meet) or two (a name that many bear, without an office): 47,097 of 50,000 on a million statements.
APART = 0.1
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def entries(stories: Iterator[tuple[Page, Record]], first: int) -> Iterator[Entry]:
    """Rows of the stories, numbered one after another."""
    n = first
    for page, record in stories:
        yield entry_of(page, record, n=n, seen_at=page.captured or NOW, added=NOW)
        n += slots(len(record.statements))


def put(archive: Archive, batch: list[Entry]) -> None:
    with archive.db.writing():
        archive.db.executemany(_INSERT_ARTICLE, [e.row for e in batch])
        archive.db.executemany(_INSERT_STATEMENT, [row for e in batch for row in e.statements])
        Directory().change(archive.db, (), batch)


def fill(archive: Archive, statements: int, people: int) -> None:
    """Made stories until there are so many statements, put in as the archive does, a thousand articles at a time."""
    began, spent, made = time.monotonic(), time.process_time(), 0
    ((held, last),) = archive.db.rows("SELECT count(*), coalesce(max(n), 0) FROM articles")
    first = last + 257 if last else 1  # clear of the last article's statements
    stream = entries(islice(generate.stories(statements, people=people), held, None), first)
    while batch := list(islice(stream, BATCH)):
        put(archive, batch)
        made += sum(len(e.statements) for e in batch)
        cpu, wall = time.process_time() - spent, time.monotonic() - began
        print(f"{made:,} statements, {cpu:.0f} CPU s in {wall:.0f} s", flush=True)
    with archive.db.writing():
        lines = resources.files("onrecord").joinpath("data/register/offices.ftm.jsonl").read_text().splitlines()
        held = [h for h in read_ftm(lines) if isinstance(h, Holding)]
        directory.import_holdings(archive.db, "sample", held)


def check(statements: int, wanted: int, people: int, named: int) -> None:
    """Whether the archive holds what was made. Raises SystemExit if it does not."""
    if statements != wanted or abs(people - named) > named * APART:
        raise SystemExit(
            f"made {wanted:,} statements of {named:,} people, the archive has {statements:,} of {people:,}"
        )


def timed(ask: Callable[[int], object]) -> tuple[float, float, float]:
    """Median, 95th percentile and mean CPU time of the question in milliseconds, caches warm."""
    ask(0)
    wall, cpu = [], time.process_time()
    for i in range(ROUNDS):
        began = time.perf_counter()
        ask(i)
        wall.append((time.perf_counter() - began) * 1e3)
    spent = (time.process_time() - cpu) * 1e3 / ROUNDS
    wall.sort()
    return wall[ROUNDS // 2], wall[int(ROUNDS * 0.95)], spent


def questions(archive: Archive) -> list[tuple[str, tuple[float, float, float]]]:
    db, chance = archive.db, random.Random(1)
    listed = db.rows("SELECT id, name, statements FROM parties WHERE kind = 'person' AND statements > 0")
    drawn = chance.choices(listed, weights=[r[2] for r in listed], k=ROUNDS)
    bodies = [r.name for r in directory.bodies(db, limit=200).rows] or [
        r[0] for r in db.rows("SELECT label FROM party_traits WHERE kind = 'body' LIMIT 200")
    ]
    offices = directory.ArchiveOffices(db)
    most = max(listed, key=lambda r: r[2])[0]
    day = date(2020, 6, 1)
    return [
        ("people, the first 50", timed(lambda i: directory.people(db))),
        ("people, a later page", timed(lambda i: directory.people(db, cursor=f"o{50 * (i % 40)}"))),
        ("people by words", timed(lambda i: directory.people(db, drawn[i][1].split()[-1]))),
        ("person, everything known", timed(lambda i: directory.person(db, drawn[i][1]))),
        ("the most quoted person", timed(lambda i: directory.person(db, most))),
        ("a person’s newest statements", timed(lambda i: directory.statement_ids(db, drawn[i][0]))),
        ("body, and who spoke for it", timed(lambda i: directory.body(db, bodies[i % len(bodies)]))),
        ("who held an office on a day", timed(lambda i: offices.holder("president", "fr", None, day))),
    ]


def adding(archive: Archive, first: int) -> float:
    """Mean CPU milliseconds of putting one article into the directory, 200 articles one by one, taken out again."""
    new = list(islice(entries(generate.stories(5_000, seed=99), first), 200))
    index = Directory()
    spent = 0.0
    with archive.db.writing():
        for entry in new:
            began = time.process_time()
            index.change(archive.db, (), [entry])
            spent += time.process_time() - began
        for entry in new:
            index.change(archive.db, [entry], ())
    return spent * 1e3 / len(new)


def adding_whole(archive: Archive) -> float:
    """Mean CPU milliseconds of `Archive.add` for one article, each in a transaction of its own."""
    new = list(islice(generate.stories(5_000, seed=int(time.time())), 100))
    began = time.process_time()
    for page, record in new:
        archive.add(page, record)
    return (time.process_time() - began) * 1e3 / len(new)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--statements", type=int, help="fill the folder with so many first")
    parser.add_argument("--people", type=int, default=50_000)
    parser.add_argument("--save", action="store_true")
    args = parser.parse_args()
    with Archive.open(args.folder, write=True, create=True) as archive:
        if args.statements:
            fill(archive, args.statements, args.people)
        ((statements,),) = archive.db.rows("SELECT count(*) FROM statements")
        ((people,),) = archive.db.rows("SELECT count(*) FROM parties WHERE kind = 'person' AND statements > 0")
        ((last,),) = archive.db.rows("SELECT max(n) FROM articles")
        if args.statements:
            check(statements, args.statements, people, args.people)
        asked = questions(archive)
        full, full_whole = adding(archive, last + 100_000), adding_whole(archive)
    empty_folder = args.folder.with_name(args.folder.name + "-empty")
    with Archive.open(empty_folder, write=True, create=True) as archive:
        empty, empty_whole = adding(archive, 1), adding_whole(archive)
    rows = tuple((name, *(f"{x:.1f}" for x in figures)) for name, figures in asked)
    note = f"{statements:,} statements of {people:,} people."
    table = Table("The directory’s questions", COMMAND, ("median ms", "95 % under ms", "CPU ms"), rows, note)
    cost = tuple(
        (what, f"{small:.2f}", f"{large:.2f}", f"{large / small:.2f}")
        for what, small, large in (
            ("into the directory", empty, full),
            ("into the archive, all of it", empty_whole, full_whole),
        )
    )
    columns = ("CPU ms, empty", f"CPU ms, {statements:,} statements", "ratio")
    added = Table("Adding an article to a large directory", COMMAND, columns, cost, "One by one.")
    if args.save:
        save("directory", (table, added))
    for row in (*rows, *cost):
        print("  ".join(row))


COMMAND = "python benchmarks/directory.py DIR --statements 1000000 --people 50000 --save"

if __name__ == "__main__":
    main()
