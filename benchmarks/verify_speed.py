"""How long `verify` takes as the archive grows, how large its index is, and what two plain ways give on the same texts.

python benchmarks/verify_speed.py FOLDER --bench DIR --statements 10000 100000 1000000 --save

Archives are made in FOLDER (at 10^6 statements some five minutes of CPU and 2 GB) and used again if they are there.
Beside it, over the same statements and in the same run: SQLite's FTS5 with the trigram tokenizer, asked for each three
words of the quotation and its answers put in order by rapidfuzz; and LIKE. Times are of the CPU, in milliseconds.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import sqlite3
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from rapidfuzz import fuzz

from onrecord.quotes.verdict import Answer
from onrecord.store import quote_verify, quotes
from onrecord.store.entries import STATEMENT_FIELDS, Entry
from onrecord.store.sqlite import SqliteDatabase
from quotation_archive import PER_ARTICLE, Chains, articles, fill, open_database
from results import Table, save

COMMAND = "python benchmarks/verify_speed.py FOLDER --statements 10000 100000 1000000 --save"
QUERIES = {"ours": 250, "trigram": 60, "like": 12}
assert STATEMENT_FIELDS and Entry


def chains(bench: Path, seed: int) -> Chains:
    rows = (bench / "polnear-train.jsonl").read_text(encoding="utf-8").splitlines()
    return Chains([json.loads(row)["text"] for row in rows], seed)


def made(folder: Path, statements: int, bench: Path) -> SqliteDatabase:
    """The archive of so many statements in the folder, made if it is not there or not complete."""
    db = open_database(folder / str(statements))
    ((have,),) = db.rows("SELECT count(*) FROM articles")
    missing = statements // PER_ARTICLE - have
    if missing > 0:
        fill(db, articles(chains(bench, 1 + have), missing, first=have), first=have)
    return db


def quotations(db: SqliteDatabase, count: int, others: Chains) -> list[tuple[str, Answer]]:
    """Quotations of the archive's statements, whole and changed, and some that nobody made."""
    rng = random.Random(3)
    ((top,),) = db.rows("SELECT max(n) FROM statements")
    found: list[tuple[str, Answer]] = []
    while len(found) < count:
        a, b = (_statement(db, rng.randrange(top)) for _ in range(2))
        tokens, more = re.sub(r"[“”,]", "", a).split(), re.sub(r"[“”,]", "", b).split()
        if len(tokens) < 10 or len(more) < 10 or re.search(r"[\"“”]|''", a[1:-2] + b[1:-2]):
            continue  # chains with stray marks are read as other quotations than they were made as
        way = len(found) % 5
        if way == 0:
            found.append((" ".join(tokens), Answer.EXACT))
        elif way == 1:
            for i in rng.sample(range(1, len(tokens) - 1), k=rng.randint(1, 3)):
                tokens[i] = rng.choice(others.words)
            found.append((" ".join(tokens), Answer.WORDS_CHANGED))
        elif way == 2:
            found.append((" ".join(tokens[: rng.randint(5, len(tokens) - 2)]), Answer.TRUNCATED))
        elif way == 3:
            found.append((" ".join(tokens[:6] + more[-6:]), Answer.SPLICED))
        else:
            found.append((others.sentence(10, 22), Answer.NOT_ON_RECORD))
    return found


def _statement(db: SqliteDatabase, n: int) -> str:
    sql = "SELECT quote FROM statements WHERE n >= :n AND kind = 'direct' ORDER BY n LIMIT 1"
    return str((db.row(sql, {"n": n}) or ("",))[0])


def timed(act: Callable[[str], object], asked: Sequence[str]) -> list[float]:
    spent = []
    for text in asked:
        began = time.process_time()
        act(text)
        spent.append((time.process_time() - began) * 1000)
    return sorted(spent)


def at(spent: Sequence[float], share: float) -> float:
    return spent[min(len(spent) - 1, int(len(spent) * share))]


def ours(db: SqliteDatabase, asked: Sequence[tuple[str, Answer]]) -> tuple[list[float], float]:
    """Times, and the share of right answers. A changed quotation that reads as a cut or indirect one is right too if
    the statement found is its own; what counts here is that it was found."""
    right = []

    def ask(text: str) -> None:
        answer = dict(asked)[text]
        verdict = quote_verify.verify(db, text).verdict
        absent = verdict.answer is Answer.NOT_ON_RECORD
        right.append(absent if answer is Answer.NOT_ON_RECORD else verdict.answer is answer)

    ask(asked[0][0])
    right.clear()
    return timed(ask, [text for text, _ in asked]), sum(right) / len(right)


def trigram(db: SqliteDatabase, folder: Path, asked: Sequence[tuple[str, Answer]]) -> tuple[list[float], float, int]:
    """Times, the share of quotations of which a passage with 80 % likeness came first, and the bytes of the index."""
    path = folder / "trigram.sqlite3"
    path.unlink(missing_ok=True)
    side = sqlite3.connect(path)
    side.execute("CREATE VIRTUAL TABLE t USING fts5 (quote, content = '', tokenize = 'trigram')")
    for start in range(0, 1 << 62, 256 * 5000):
        rows = db.rows(
            "SELECT n, quote FROM statements WHERE n >= :a AND n < :b", {"a": start, "b": start + 256 * 5000}
        )
        if not rows:
            break
        side.executemany("INSERT INTO t (rowid, quote) VALUES (?, ?)", rows)
        side.commit()
    hits = []

    def ask(text: str) -> None:
        tokens = text.split()
        runs = [" ".join(tokens[i : i + 3]) for i in range(0, len(tokens), 3)]
        match = " OR ".join('"' + r.replace('"', "") + '"' for r in runs if len(r) >= 3)
        rows = side.execute("SELECT rowid FROM t WHERE t MATCH ? ORDER BY rank LIMIT 50", (match,)).fetchall()
        sql = "SELECT quote FROM statements WHERE n = :n"
        best = max((fuzz.partial_ratio(text, db.rows(sql, {"n": n})[0][0]) for (n,) in rows), default=0)
        hits.append((best >= 80) is (dict(asked)[text] is not Answer.NOT_ON_RECORD))

    spent = timed(ask, [text for text, _ in asked])
    ((size,),) = side.execute("SELECT sum(length(block)) FROM t_data").fetchall()
    side.close()
    path.unlink()
    return spent, sum(hits) / len(hits), int(size)


def like(db: SqliteDatabase, asked: Sequence[tuple[str, Answer]]) -> list[float]:
    sql = "SELECT n FROM statements WHERE quote LIKE :text LIMIT 10"
    return timed(lambda text: db.rows(sql, {"text": f"%{text}%"}), [text for text, _ in asked])


def index_bytes(db: SqliteDatabase) -> int:
    ((size,),) = db.rows("SELECT sum(pgsize) FROM dbstat WHERE name LIKE 'quote%'")
    return int(size)


def adding(db: SqliteDatabase, others: Chains, first: int) -> list[float]:
    """Times of putting one article in, with its families and its origin, in a transaction of its own; undone again."""
    from quotation_archive import entry

    spent = []
    for record in articles(others, 40, first=first):
        e = entry(record, first)
        try:
            with db.writing():
                began = time.process_time()
                quotes.Quotations().change(db, (), (e,))
                spent.append((time.process_time() - began) * 1000)
                raise InterruptedError
        except InterruptedError:
            pass
    return sorted(spent)


def measure(folder: Path, statements: int, bench: Path, *, peers: bool) -> list[tuple[str, ...]]:
    db = made(folder, statements, bench)
    others = chains(bench, 99)
    asked = quotations(db, QUERIES["ours"], others)
    spent, right = ours(db, asked)
    ((text, count),) = db.rows("SELECT sum(length(CAST(quote AS BLOB))), count(*) FROM statements")
    ((articles_text,),) = db.rows("SELECT sum(text_length) FROM articles")
    size = index_bytes(db)
    put = adding(db, others, statements // PER_ARTICLE + 10)
    name = f"{count:,} statements"
    rows = [
        (
            f"{name}: onrecord",
            f"{at(spent, 0.5):.1f}",
            f"{at(spent, 0.95):.1f}",
            f"{100 * right:.1f}",
            _ratio(size, articles_text),
            f"{at(put, 0.95):.1f}",
        )
    ]
    print(*rows[-1], f"index {size:,} B, statements' text {text:,} B, articles' text {articles_text:,}", flush=True)
    if peers:
        some = asked[: QUERIES["trigram"]]
        spent, right, size = trigram(db, folder, some)
        rows.append(
            (
                f"{name}: FTS5 trigram + rapidfuzz",
                f"{at(spent, 0.5):.1f}",
                f"{at(spent, 0.95):.1f}",
                f"{100 * right:.1f}",
                _ratio(size, text),
                "",
            )
        )
        print(*rows[-1], flush=True)
        spent = like(db, asked[: QUERIES["like"]])
        rows.append((f"{name}: LIKE", f"{at(spent, 0.5):.1f}", f"{at(spent, 0.95):.1f}", "", "0.00", ""))
        print(*rows[-1], flush=True)
    db.close()
    return rows


def _ratio(size: int, text: int) -> str:
    return f"{size / text:.2f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--bench", type=Path, default=os.environ.get("ONRECORD_BENCH"))
    parser.add_argument("--statements", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--no-peers", action="store_true")
    parser.add_argument("--save", action="store_true")
    args = parser.parse_args()
    if args.bench is None:
        sys.exit("give --bench FOLDER or set ONRECORD_BENCH: the folder with the bench data")
    rows = [row for n in args.statements for row in measure(args.folder, n, args.bench, peers=not args.no_peers)]
    if args.save:
        columns = ("p50 ms", "p95 ms", "right %", "index / text indexed", "adding an article, p95 ms")
        note = (
            "CPU times. Right: the answer itself for onrecord; for the peer, that a statement with 80 % likeness comes "
            "first exactly if the quotation is of the archive. The index of onrecord covers the articles' whole text, "
            "that of the peer the statements alone."
        )
        save("verify-speed", [Table("verify as the archive grows", COMMAND, columns, tuple(rows), note)])


if __name__ == "__main__":
    main()
