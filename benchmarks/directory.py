"""How long the questions of the directory take on a large archive, and what adding an article costs there.

    python benchmarks/directory.py DIR --statements 1000000 --people 50000
    python benchmarks/directory.py DIR                      # asks again what DIR holds

    python benchmarks/directory.py DIR --statements 400000 --repeat 2

DIR is filled with articles, statements and the directory; full text and captures, which it does not touch, are left
out. Questions are asked of people drawn as often as they speak, so the most quoted, which cost most, come most.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from importlib import resources
from itertools import islice
from pathlib import Path

import generate
from onrecord.model import Page, Record
from onrecord.people.registers import Holding, read_ftm
from onrecord.store import Archive, directory
from onrecord.store.entries import ARTICLE_FIELDS, STATEMENT_FIELDS, Entry, entry_of
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


def repeat(archive: Archive, times: int) -> None:
    """The same articles again, so many times, three years later each: a large archive in minutes (SQLite only)."""
    db = archive.db
    ((span,),) = db.rows("SELECT max(n) FROM articles")
    for turn in range(1, times + 1):
        moved = {"by": turn * (span + 1_000), "turn": f"-{turn}", "years": f"+{3 * turn} years", "of": span}
        with db.writing():
            for sql in REPEAT:
                db.execute(sql, moved)
        print(f"repeated {turn} of {times}", flush=True)
    with db.writing():
        db.execute("UPDATE parties SET articles = articles * :k, statements = statements * :k", {"k": times + 1})


def _copied(table: str, fields: Sequence[str], changed: dict[str, str], where: str) -> str:
    columns = ", ".join(changed.get(f, f) for f in fields)
    return f"INSERT INTO {table} ({', '.join(fields)}) SELECT {columns} FROM {table} WHERE {where}"


LATER = "date(day, :years)"
TRAIT = ("party", "kind", "value", "label", "articles", "statements", "first_day", "last_day")
APPEARANCE = ("article", "name_key", "kind", "party", "day", "statements", "ordinals", "score", "reasons")
REPEAT = (
    _copied(
        "articles", ARTICLE_FIELDS,
        {"n": "n + :by", "id": "id || :turn", "address_key": "address_key || :turn", "day": LATER}, "n <= :of",
    ),
    _copied(
        "statements", STATEMENT_FIELDS,
        {"n": "n + :by", "id": "id || :turn", "article": "article + :by", "day": LATER}, "n <= :of + 256",
    ),
    _copied("appearances", APPEARANCE, {"article": "article + :by", "day": LATER}, "article <= :of"),
    _copied(
        "party_traits", TRAIT,
        {"value": "substr(date(value || '-01', :years), 1, 7)", "label": "substr(date(value || '-01', :years), 1, 7)"},
        "kind = 'month' AND value < '2026-01'",
    ),
    "UPDATE party_traits SET last_day = date(last_day, '+3 years'), articles = articles * 2 WHERE kind <> 'month'",
)  # fmt: skip


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
    parser.add_argument("--repeat", type=int, default=0, help="then put the same in again, so many times, later")
    args = parser.parse_args()
    make = generate.World.__init__
    generate.World.__init__ = lambda self, seed: make(self, seed, people=args.people)  # type: ignore[method-assign]
    with Archive.open(args.folder, write=True, create=True) as archive:
        if args.statements:
            fill(archive, args.statements)
        if args.repeat:
            repeat(archive, args.repeat)
        ((statements,),) = archive.db.rows("SELECT count(*) FROM statements")
        ((people,),) = archive.db.rows("SELECT count(*) FROM parties WHERE kind = 'person' AND statements > 0")
        ((last,),) = archive.db.rows("SELECT max(n) FROM articles")
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
    save("directory", (table, added))
    for row in (*rows, *cost):
        print("  ".join(row))


COMMAND = "python benchmarks/directory.py DIR --statements 400000 --repeat 2"

if __name__ == "__main__":
    main()
