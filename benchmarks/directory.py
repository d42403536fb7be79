"""How long the questions of the directory take on a large archive, and what adding an article costs there.

    python benchmarks/directory.py DIR --statements 1000000 --people 50000
    python benchmarks/directory.py DIR                      # asks again what DIR holds

DIR is filled with articles, statements and the directory; full text and captures, which it does not touch, are left
out. Questions are asked of people drawn as often as they speak, so the most quoted, which cost most, come most.
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
from onrecord.store.entries import entry_of
from onrecord.store.indexes import Entry
from onrecord.store.keys import slots
from onrecord.store.parties import Directory
from onrecord.store.writing import _INSERT_ARTICLE, _INSERT_STATEMENT
from results import Table, save

BATCH = 1_000  # articles in a transaction
ROUNDS = 300
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


def fill(archive: Archive, statements: int) -> None:
    began, made = time.monotonic(), 0
    stream = entries(generate.stories(statements), 1)
    while batch := list(islice(stream, BATCH)):
        put(archive, batch)
        made += sum(len(e.statements) for e in batch)
        print(f"{made:,} statements, {time.monotonic() - began:.0f} s", flush=True)
    with archive.db.writing():
        lines = resources.files("onrecord").joinpath("data/register/offices.ftm.jsonl").read_text().splitlines()
        held = [h for h in read_ftm(lines) if isinstance(h, Holding)]
        directory.import_holdings(archive.db, "sample", held)


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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--statements", type=int, help="fill the folder with so many first")
    parser.add_argument("--people", type=int, default=50_000)
    args = parser.parse_args()
    make = generate.World.__init__
    generate.World.__init__ = lambda self, seed: make(self, seed, people=args.people)  # type: ignore[method-assign]
    with Archive.open(args.folder, write=True, create=True) as archive:
        if args.statements:
            fill(archive, args.statements)
        ((statements,),) = archive.db.rows("SELECT count(*) FROM statements")
        ((people,),) = archive.db.rows("SELECT count(*) FROM parties WHERE kind = 'person' AND statements > 0")
        ((last,),) = archive.db.rows("SELECT max(n) FROM articles")
        asked = questions(archive)
        full = adding(archive, last + 10_000)
    empty_folder = args.folder.with_name(args.folder.name + "-empty")
    with Archive.open(empty_folder, write=True, create=True) as archive:
        empty = adding(archive, 1)
    rows = tuple((name, *(f"{x:.1f}" for x in figures)) for name, figures in asked)
    note = f"{statements:,} statements of {people:,} people."
    table = Table("The directory’s questions", COMMAND, ("median ms", "95 % under ms", "CPU ms"), rows, note)
    cost = (
        ("empty archive", f"{empty:.2f}", "1.00"),
        (f"{statements:,} statements", f"{full:.2f}", f"{full / empty:.2f}"),
    )
    added = Table("One article into the directory", COMMAND, ("CPU ms", "ratio"), cost, "200 articles, one by one.")
    save("directory", (table, added))
    for row in (*rows, *cost):
        print("  ".join(row))


COMMAND = "python benchmarks/directory.py DIR --statements 1000000"

if __name__ == "__main__":
    main()
