"""Verdicts on quotations with known changes: macro F1 over the answers, precision and recall of each.

python benchmarks/verify.py                      the development seed, with its errors
python benchmarks/verify.py --held-out --save    the reported figures, from a seed never looked into
python benchmarks/verify.py --found model --other --held-out --save
                                                 statements found by our model, cases by the second generator
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import quotation_cases_other
from onrecord import pipeline
from onrecord.model import Page, Record
from onrecord.quotes.passages import passages
from onrecord.quotes.verdict import Answer, Verdict
from onrecord.store import Archive, quote_verify
from quotation_cases import Case, Material, cases, material, printed
from quotation_cases_other import Pool
from results import Table, save

DEVELOPMENT, HELD_OUT = 11, 2029


def answers(records: Sequence[Record], found: Iterable[Case]) -> list[tuple[Case, Verdict]]:
    """The verdict on each case from an archive that holds the records, looked up as `onrecord verify` does."""
    with tempfile.TemporaryDirectory() as folder, Archive.open(folder, write=True, create=True) as archive:
        pages = ((Page(r.article.text.encode(), r.article.url, name=r.article.url), r) for r in records)
        for _ in archive.add_many(pages):
            pass
        return [(c, quote_verify.verify(archive.db, c.quotation, speaker=c.speaker).verdict) for c in found]


def of_records(records: Sequence[Record], m: Material) -> Material:
    """The material with other statements of the same articles."""
    found = tuple(p for r in records for p in passages(r))
    return replace(m, records=tuple(records), passages=found, printed=printed(found))


def other(pool: Pool, count: int, seed: int) -> list[Case]:
    return quotation_cases_other.cases(pool, count=count, seed=seed)


def scores(results: Sequence[tuple[Case, Verdict]]) -> dict[Answer, tuple[float, float, float, int]]:
    """Precision, recall and F1 in %, and the number of cases, for each answer."""
    found = {}
    for answer in Answer:
        right = sum(c.answer is answer and v.answer is answer for c, v in results)
        given = sum(v.answer is answer for _, v in results)
        wanted = sum(c.answer is answer for c, _ in results)
        p, r = (100 * right / given if given else 0.0), (100 * right / wanted if wanted else 0.0)
        found[answer] = (p, r, 2 * p * r / (p + r) if p + r else 0.0, wanted)
    return found


def calibration(results: Sequence[tuple[Case, Verdict]]) -> None:
    """How often an answer was right at each confidence that it was given with."""
    told: dict[tuple[str, float], list[bool]] = {}
    for c, v in results:
        told.setdefault((v.answer.value, v.confidence), []).append(c.answer is v.answer)
    for (answer, confidence), right in sorted(told.items()):
        print(f"{answer:20} said {confidence:.2f}, was {sum(right) / len(right):.3f} of {len(right)}")


def keep(table: dict[Answer, tuple[float, float, float, int]], count: int, args: argparse.Namespace) -> None:
    found, of = args.found, f", cases from the {args.of} statements" if args.of != "gold" else ""
    rows = [
        (a.value.replace("_", " "), f"{p:.1f}", f"{r:.1f}", f"{f:.1f}", str(n)) for a, (p, r, f, n) in table.items()
    ]
    macro = sum(f for _, _, f, _ in table.values()) / len(table)
    rows.append(("macro", "", "", f"{macro:.2f}", str(count)))
    note = "Quotations made from polnear-dev and GUM's Wikinews with a seed that was not looked into."
    maker = ", second generator" if args.other else ""
    title = f"Verdicts on quotations with known changes (archive's statements {found}{of}{maker})"
    parts = ["verify", found, "other" if args.other else "", args.of if args.of != "gold" else ""]
    flags = [f"--found {found}"] * (found != "gold") + ["--other"] * args.other + [f"--of {args.of}"] * bool(of)
    command = " ".join(["python benchmarks/verify.py", *flags, f"--count {args.count} --held-out --save"])
    save(
        "-".join(p for p in parts if p and p != "gold"),
        [Table(title, command, ("precision", "recall", "F1", "cases"), tuple(rows), note)],
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", type=Path, default=os.environ.get("ONRECORD_BENCH"))
    parser.add_argument("--count", type=int, default=2400)
    parser.add_argument("--seed", type=int, default=DEVELOPMENT)
    parser.add_argument("--held-out", action="store_true")
    parser.add_argument("--found", default="gold", help="who found the archive's statements: gold, model or rules")
    parser.add_argument("--of", default="gold", choices=["gold", "found"], help="whose statements cases are made of")
    parser.add_argument("--other", action="store_true", help="cases of the second generator (quotation_cases_other)")
    parser.add_argument("--save", action="store_true")
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--maker", default="")
    args = parser.parse_args()
    if args.bench is None:
        sys.exit("give --bench FOLDER or set ONRECORD_BENCH: the folder with the bench data")
    m = material(args.bench)
    began = time.process_time()
    tagger = pipeline.tagger_named(args.found) if args.found != "gold" else None
    records = tuple(pipeline.record(r.article, tagger=tagger) for r in m.records) if tagger else m.records
    if args.of == "found":
        m = of_records(records, m)
    seed = HELD_OUT if args.held_out or args.save else args.seed
    made = other(Pool(m.records, m.foreign), args.count, seed) if args.other else cases(m, count=args.count, seed=seed)
    results = answers(records, made)
    print(
        f"{len(made)} cases, {(time.process_time() - began) / len(made) * 1000:.1f} ms each, {len(m.passages)} passages"
    )
    table = scores(results)
    for answer, (p, r, f, n) in table.items():
        print(f"{answer:20} P {p:5.1f}  R {r:5.1f}  F1 {f:5.1f}  n {n}")
    print(f"macro F1 {sum(f for _, _, f, _ in table.values()) / len(table):.2f}")
    calibration(results)
    if args.save:
        keep(table, len(made), args)
    wrong = Counter((c.maker, v.answer.value) for c, v in results if c.answer is not v.answer)
    for (maker, answer), n in wrong.most_common(40):
        print(f"{n:4} {maker} -> {answer}")
    shown = [(c, v) for c, v in results if c.answer is not v.answer and c.maker.startswith(args.maker)]
    for c, v in shown[: args.errors]:
        print(f"\n[{c.maker} -> {v.answer} {v.also}] {c.speaker}: {c.quotation!r}")
        for match in v.matches[:2]:
            p = match.passage
            print(f"    {match.answer} {match.share:.2f} {p.kind} {p.speaker}/{p.named}: {p.text!r}")


if __name__ == "__main__":
    main()
