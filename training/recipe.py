"""The whole recipe in one command: data, a teacher, a smaller network taught by it, export, calibration.

    python -m training.recipe --polnear POLNEAR --newswire worldwide-newswire-ner.tsv --wikigold wikigold-ner.conll \
        --work RUN --out src/onrecord/data/model

POLNEAR is a checkout with data/train and data/dev, or a folder with polnear-train.jsonl and polnear-dev.jsonl. Started
again after a break, it goes on where it was. Four hours on one core of a server; uses a GPU if there is one.
"""

import argparse
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

HERE = Path(__file__).resolve().parent
# The teacher is the mean of these epochs' averages: on dev 0.6 points above the last epoch alone.
AVERAGED = range(3, 8)
LAST = range(8, 11)  # of the pupil
KEPT = 0.4  # of the encoder's time, once pruned
TAUGHT = ("--round", 3, "--lr", 4e-4, "--head-lr", 5e-4, "--layer-decay", 1, "--dropout", 0.05, "--names-share", 0.25)
LAYOUTS = 3000  # articles; each epoch sees 350 of them, a twelfth of its pieces


def step(made: Path, script: str, *arguments: str | Path, into: bool = False) -> Path:
    """Run a script of this folder unless what it makes is there; `into`: it prints what it makes."""
    if not made.exists():
        module = ["-m", f"training.{script}"] if script != "layouts" else [str(HERE / "layouts.py")]
        command = [sys.executable, *module, *map(str, arguments)]
        fresh = made.with_name(made.name + ".new")
        if into:
            with fresh.open("w", encoding="utf-8") as out:
                subprocess.run(command, check=True, cwd=HERE.parent, stdout=out)  # noqa: S603
            fresh.replace(made)
        else:
            subprocess.run(command, check=True, cwd=HERE.parent)  # noqa: S603
    return made


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("polnear", "newswire", "wikigold", "work", "out"):
        ap.add_argument(f"--{name}", type=lambda p: Path(p).resolve(), required=True)
    ap.add_argument("--epochs", type=float, default=8, help="of the teacher")
    ap.add_argument("--pupil-epochs", type=float, default=10)
    args = ap.parse_args()
    work: Path = args.work
    (work / "extra").mkdir(parents=True, exist_ok=True)
    parts = {}
    for part in ("train", "dev"):
        ready = args.polnear / f"polnear-{part}.jsonl"
        made = work / ready.name
        parts[part] = ready if ready.exists() else step(made, "polnear", args.polnear / "data" / part, into=True)
    names = step(work / "names.jsonl", "names", "--newswire", args.newswire, "--wikigold", args.wikigold,
                 "--out", work / "names.jsonl")  # fmt: skip
    step(work / "extra" / "layouts.jsonl", "layouts", "--polnear", parts["train"], "--count", LAYOUTS, "--seed", 11,
         into=True)  # fmt: skip
    data = ("--statements", parts["train"], "--names", names, "--extra", work / "extra")
    step(work / "never", "train", *data, "--out", work / "teacher", "--epochs", args.epochs)
    teacher = epochs(work / "teacher", AVERAGED)
    start = step(work / "start.pt", "prune", "--checkpoint", *teacher, "--statements", parts["train"],
                 "--cost", KEPT, "--out", work / "start.pt")  # fmt: skip
    step(work / "never", "train", *data, *TAUGHT, "--start", start, "--teacher", *teacher,
         "--out", work / "pupil", "--epochs", args.pupil_epochs)  # fmt: skip
    step(work / "never", "export", "--checkpoint", *epochs(work / "pupil", LAST), "--out", args.out)
    step(work / "never", "calibrate", "--model", args.out, "--statements", parts["dev"])


def epochs(run: Path, numbers: Iterable[int]) -> list[Path]:
    """The checkpoints after these epochs, or, of a run too short for them, the last."""
    return [path for n in numbers if (path := run / f"epoch{n}.pt").exists()] or [run / "last.pt"]


if __name__ == "__main__":
    main()
