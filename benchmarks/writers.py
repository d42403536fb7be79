"""Four writers at once on one archive, a hundred times for each store: what is lost, double or left unhandled.

    nice python benchmarks/writers.py [--runs 100] [--stores sqlite,postgresql] [--save]

Each run makes a new archive, to which four processes add at once: pages of their own, twenty pages that all of them
add, and other texts for some of those. Afterwards everything that a writer reported must be there, once, and every hash
and anchor must hold. The PostgreSQL server is one of this script's own, or that of ONRECORD_POSTGRESQL.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import IO

from results import FOLDER, Table, load, save

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / "tests" / "store")]

WRITERS = 4
OWN, COMMON, CHANGED = 25, 20, 10  # pages that a writer alone adds, that all add, that it adds with other words
COUNTS = ("adds reported", "lost", "double", "errors", "damage", "deadlocks that the server ended")


def writer(number: int) -> None:
    """Reads an archive's address a line, adds to it, and prints what it reported. Lives through all runs: starting
    Python a thousand times would take longer than the writing."""
    from killing import items

    from onrecord.store import Archive
    from onrecord.store import archive as module

    for run, line in enumerate(sys.stdin):
        module.BATCH_PAGES = 1 + (run + number) % 9  # small transactions meet more often
        reported: list[str] = []
        error = None
        try:
            with Archive.open(line.strip(), write=True, create=True) as archive:
                added = archive.add_many(items(1000 * number, OWN, run * WRITERS + number))
                reported.extend(one.article_id for one in added)  # type: ignore[union-attr]
        except Exception as e:  # whatever it is, it is what we count
            error = f"{type(e).__name__}: {e}"
        print(json.dumps({"reported": reported, "error": error}), flush=True)


def start(number: int) -> subprocess.Popen[str]:
    command = [sys.executable, __file__, "--writer", str(number)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def run(number: int, place: str | Path, writers: list[subprocess.Popen[str]]) -> Counter[str]:
    """One archive, written by all at once and then proven."""
    from killing import items
    from making import read

    from onrecord.store import Archive

    for one in writers:
        _pipe(one.stdin).write(f"{place}\n")
        _pipe(one.stdin).flush()
    answers = [json.loads(_pipe(one.stdout).readline()) for one in writers]
    for answer in answers:
        if answer["error"]:
            print("ERROR:", answer["error"], flush=True)
    reported = Counter(n for answer in answers for n in answer["reported"])
    expected = {
        record.article.id for i in range(WRITERS) for _, record in items(1000 * (i + 1), OWN, number * WRITERS + i + 1)
    }
    with Archive.open(place) as archive:
        texts = [n for (n,) in archive.db.rows("SELECT id FROM articles")]
        shown = [row.address for row in archive.every_article()]
        return Counter({
            "adds reported": reported.total(),
            "lost": len((expected | set(reported)) - set(texts)) + max(0, WRITERS * OWN + COMMON - len(shown)),
            "double": len(texts) - len(set(texts) & expected) + len(shown) - len(set(shown)),
            "errors": sum(bool(a["error"]) for a in answers),
            "damage": len(list(archive.check(read))),
        })  # fmt: skip


def _pipe(pipe: IO[str] | None) -> IO[str]:
    assert pipe is not None
    return pipe


def measured(store: str, runs: int) -> Counter[str]:
    """All runs on one store."""
    counts = Counter(dict.fromkeys(COUNTS, 0))
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        server = _server(stack) if store == "postgresql" else None
        writers = [start(n + 1) for n in range(WRITERS)]
        for one in writers:
            stack.callback(one.kill)
        for number in range(runs):
            captures = folder / str(number)
            counts += run(number, _schema(server, number, captures) if server else captures, writers)
            if number % 10 == 9:
                print(f"{store}: {number + 1} runs, {dict(counts)}", flush=True)
        if server:
            counts["deadlocks that the server ended"] += _deadlocks(server)
    return counts


def _server(stack: ExitStack) -> str:
    import servers

    return os.environ.get("ONRECORD_POSTGRESQL") or stack.enter_context(servers.Postgres()).address


def _schema(server: str, number: int, captures: Path) -> str:
    import servers

    return servers.schema(server, f"writers_{os.getpid()}_{number}", captures)


def _deadlocks(server: str) -> int:
    import psycopg

    with psycopg.connect(server) as connection:
        found = connection.execute("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
        return int((found.fetchone() or (0,))[0])


def _kept() -> list[Table]:
    path = FOLDER / "writers.json"
    return load(path) if path.exists() else []


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=100)
    parser.add_argument("--stores", default="sqlite,postgresql")
    parser.add_argument("--save", action="store_true")
    parser.add_argument("--writer", type=int, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.writer:
        writer(arguments.writer)
        return
    found = {store: measured(store, arguments.runs) for store in arguments.stores.split(",")}
    rows = [(f"{store}, {arguments.runs} runs", *(f"{c[name]:,}" for name in COUNTS)) for store, c in found.items()]
    table = Table(
        "Four writers at once on one archive",
        f"python benchmarks/writers.py --runs {arguments.runs}",
        COUNTS,
        tuple(rows),
        f"Each writer adds {OWN} pages of its own, {COMMON} that all add, and {CHANGED} of those with other words.",
    )
    for row in (("", *table.columns), *table.rows):
        print(" | ".join(row))
    if arguments.save:
        kept = [row for t in _kept() for row in t.rows if row[0].partition(",")[0] not in found]
        save("writers", [replace(table, rows=(*kept, *table.rows))])
    sys.exit(any(counts[name] for counts in found.values() for name in ("lost", "double", "errors", "damage")))


if __name__ == "__main__":
    main()
