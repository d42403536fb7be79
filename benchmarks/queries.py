"""How long the questions of the site take on a large archive: median and 95th percentile of each.

    python benchmarks/generate.py DIR --statements 1000000
    python benchmarks/queries.py DIR

Each question is asked with other values each time (words, people, outlets and days drawn from what is there, the common
ones as often as they occur), after one round that warms the caches. CPU time of the process is beside the wall time,
for it is what other programs on the machine do not change.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from generate import COMMON, START, vocabulary
from onrecord.store import Archive, ArticleQuery, Order, StatementQuery
from results import Table, save

FACETS = ("kind", "medium", "outlet", "person", "year")


class Draw:
    """Values as readers would give them."""

    def __init__(self, archive: Archive, seed: int) -> None:
        self.chance = random.Random(seed)
        forms, weights = vocabulary()
        self.words = self.chance.choices(forms, cum_weights=weights, k=2_000)
        self.people = [t.value for t in archive.tallies("person", None, 1000).rows]
        self.bodies = [t.value for t in archive.tallies("body", None, 100).rows]
        self.outlets = [t.label for t in archive.tallies("outlet", None, 100).rows]
        rows = [row for row, _ in zip(archive.every_statement(), range(3_000), strict=False)]
        self.statements = [row.id for row in rows]
        self.articles = sorted({row.article_id for row in rows})
        self.names = [row.speaker for row in rows if row.speaker]

    def word(self) -> str:
        return self.chance.choice(self.words)

    def pick(self, values: list[str]) -> str:
        return self.chance.choice(values)

    def days(self) -> tuple[date, date]:
        first = (START + timedelta(days=self.chance.randrange(1000))).date()
        return first, first + timedelta(days=self.chance.choice((1, 7, 30, 365)))


Question = Callable[[Archive, Draw], object]


def between(draw: Draw, **fields: object) -> StatementQuery:
    since, until = draw.days()
    return StatementQuery(since=since, until=until, **fields)  # type: ignore[arg-type]


QUESTIONS: dict[str, Question] = {
    "latest statements": lambda a, d: a.statements(),
    "latest articles": lambda a, d: a.articles(),
    "an article with its statements": lambda a, d: (
        a.record(i := d.pick(d.articles)),
        a.versions(i),
        a.statements(StatementQuery(article_id=i)),
    ),
    "a statement": lambda a, d: a.statement(d.pick(d.statements)),
    "a person's statements": lambda a, d: a.statements(StatementQuery(speaker_key=d.pick(d.people))),
    "a person on a word": lambda a, d: a.statements(StatementQuery(speaker_key=d.pick(d.people), words=d.word())),
    "a body's statements": lambda a, d: a.statements(StatementQuery(body_key=d.pick(d.bodies))),
    "a name typed": lambda a, d: a.statements(StatementQuery(speaker=d.pick(d.names))),
    "one word, newest": lambda a, d: a.statements(StatementQuery(words=d.word())),
    "one word, best": lambda a, d: a.statements(StatementQuery(words=d.word(), order=Order.RELEVANCE)),
    "two words, best": lambda a, d: a.statements(StatementQuery(words=f"{d.word()} {d.word()}", order=Order.RELEVANCE)),
    "the commonest words, best": lambda a, d: a.statements(
        StatementQuery(words=" ".join(COMMON[:4]), order=Order.RELEVANCE)
    ),
    "a phrase": lambda a, d: a.statements(StatementQuery(phrase=f"{d.word()} {d.word()}")),
    "words, kind, outlet, days": lambda a, d: a.statements(
        between(d, words=d.word(), kind="direct", outlet=d.pick(d.outlets))
    ),
    "days": lambda a, d: a.statements(between(d)),
    "facets of a word": lambda a, d: a.facets(StatementQuery(words=d.word()), FACETS),
    "count of a word": lambda a, d: a.count(StatementQuery(words=d.word())),
    "articles with a word": lambda a, d: a.articles(ArticleQuery(words=d.word())),
    "an outlet's articles": lambda a, d: a.articles(ArticleQuery(outlet=d.pick(d.outlets))),
    "people, most quoted": lambda a, d: a.tallies("person"),
    "totals": lambda a, d: a.totals(),
}


def timed(archive: Archive, draw: Draw, question: Question, rounds: int) -> tuple[list[float], list[float]]:
    """Wall and CPU milliseconds of each asking."""
    wall, cpu = [], []
    for _ in range(rounds + 1):
        began = time.perf_counter(), time.process_time()
        question(archive, draw)
        wall.append(1000 * (time.perf_counter() - began[0]))
        cpu.append(1000 * (time.process_time() - began[1]))
    return sorted(wall[1:]), sorted(cpu[1:])


def main(folder: Path, rounds: int) -> None:
    rows = []
    with Archive.open(folder) as archive:
        totals = archive.totals()
        draw = Draw(archive, 1)
        for name, question in QUESTIONS.items():
            wall, cpu = timed(archive, draw, question, rounds)
            cells = [f"{values[int(len(values) * share)]:.1f}" for values in (wall, cpu) for share in (0.5, 0.95)]
            rows.append((name, *cells))
            print(f"{name:34} wall {cells[0]:>7} {cells[1]:>7}   cpu {cells[2]:>7} {cells[3]:>7}", flush=True)
    note = f"{totals.statements:,} statements in {totals.articles:,} articles; {rounds} askings of each; milliseconds."
    columns = ("median", "p95", "median, CPU", "p95, CPU")
    save("queries", [Table("Questions of the site", "python benchmarks/queries.py DIR", columns, tuple(rows), note)])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=100)
    options = parser.parse_args()
    main(options.folder, options.rounds)
