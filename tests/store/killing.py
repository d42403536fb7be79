"""A writer to be killed: adds made pages as fast as it can and prints each address once it is reported.

`python killing.py ARCHIVE START COUNT SEED`, by `test_kills` and benchmarks/kill.py.
"""

from __future__ import annotations

import random
import sys

from making import many, pair

from onrecord.model import Page, Record
from onrecord.store import Archive
from onrecord.store import archive as module


def items(start: int, count: int, seed: int) -> list[tuple[Page, Record]]:
    """New pages, pages that others add too, and changed pages."""
    chance = random.Random(seed)
    made = list(many(count, start=start, filler=20))
    made += list(many(20))
    made += [
        pair(f"“Edition {seed} of it,” said Ann Lee.", url=f"https://paper.test/{chance.randrange(20)}", captured=None)
        for _ in range(10)
    ]
    chance.shuffle(made)
    return made


def main() -> None:
    folder, start, count, seed = sys.argv[1], *map(int, sys.argv[2:5])
    module.BATCH_PAGES = 1 + seed % 9  # small transactions: more places in which to die
    print("ready", flush=True)
    with Archive.open(folder, write=True, create=True) as archive:
        for added in archive.add_many(items(start, count, seed)):
            print(added.article_id, flush=True)  # type: ignore[union-attr]


if __name__ == "__main__":
    main()
