"""Print docs/explanation/figures.md from the figures that the benchmarks have kept.

python benchmarks/figures.py            print the page from what is kept
python benchmarks/figures.py --run      measure the accuracy figures anew first (needs the bench data; minutes)
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path

from results import FOLDER, load, markdown

PAGE = Path(__file__).parent.parent / "docs" / "explanation" / "figures.md"
ACCURACY = ("pages", "statements", "agency", "speakers", "verify", "families")  # in the order of the page
SPEED = ("speed", "add", "queries", "directory", "site", "batch", "watch", "writers", "copying", "verify-speed")

HEAD = """# The measured figures

Printed by `python3 dev.py figures`; do not edit. Accuracy is measured with the scorers of the bench data
([how](../how-to/measure.md)); speed is given as a ratio against a named peer in the same run, because absolute times do
not hold from one machine to another.
"""


# How far careful people agree with one another on the same data, in the bench data's own account.
PEOPLE = {"who-said-what": "75.3", "direct": "96.4", "statement": "79.5", "content": "91.3"}
ABOUT = Path(__file__).parent.parent / "src" / "onrecord" / "data" / "accuracy.json"


def for_the_site() -> list[tuple[str, str, str]]:
    """What the site says of its own accuracy: figure, ours and people's F1 in per cent, on PolNeAR's dev part."""
    (statements, *_) = load(FOLDER / "statements.json")
    (ours,) = [row[1:] for row in statements.rows if row[0] == "onrecord, trained tagger"]
    return [(name, ours[statements.columns.index(name)], people) for name, people in PEOPLE.items()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--run", action="store_true")
    if parser.parse_args().run:
        for name in ACCURACY:
            subprocess.run([sys.executable, str(Path(__file__).parent / f"{name}.py"), "--save"], check=True)
    kept = [FOLDER / f"{name}.json" for name in (*ACCURACY, "verify-model", "verify-model-found", *SPEED)]
    tables = [table for path in kept if path.exists() for table in load(path)]
    PAGE.write_text("\n".join([HEAD, *map(markdown, tables)]), encoding="utf-8")
    ABOUT.write_text(json.dumps(for_the_site(), indent=1) + "\n", encoding="utf-8")
    print(f"{PAGE.name}: {len(tables)} tables", file=sys.stderr)


if __name__ == "__main__":
    main()
