"""Kill `onrecord add` at random moments, again and again, and prove the archive after each.

    python benchmarks/kill.py --kills 200

A WARC file of made pages is added by the real command; SIGKILL comes at a random moment, start and end included; then
every hash and anchor is checked, every page that the command had reported must be there, and the same command runs
again, to be killed again, until all pages are in; then a new archive begins.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import onrecord
from generate import stories
from onrecord.store import Archive, captures
from results import Table, save

COMMAND = (sys.executable, "-m", "onrecord", "add", "--json", "--tagger", "rules")


def warc_of(path: Path, statements: int, seed: int) -> int:
    """Write made pages into a WARC file; how many."""
    count = 0
    with path.open("wb") as file:
        for page, _ in stories(statements, seed=seed):
            file.write(captures.packed(page, at=page.captured or captures.datetime.now()))
            count += 1
    return count


def killed(warc: Path, archive: Path, chance: random.Random, whole: float) -> tuple[list[str], bool]:
    """Ids that the command reported until it was killed (or had ended), and whether the kill came in time. Every other
    kill comes at any moment of a run of `whole` seconds; the others come soon after the first page that is new, for
    most of a short run is the loading of the program."""
    process = subprocess.Popen(
        [*COMMAND, "--archive", archive, warc],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
    )
    assert process.stdout
    read = ""
    if chance.random() < 0.5:
        time.sleep(chance.random() * whole)
    else:
        while (line := process.stdout.readline()) and '"new"' not in line:
            read += line
        read += line
        time.sleep(chance.random() * whole / 8)
    in_time = process.poll() is None
    process.kill()
    rest, _ = process.communicate()
    return ids(read + rest), in_time


def ids(out: str) -> list[str]:
    lines = [line for line in out.splitlines(keepends=True) if line.endswith("\n")]
    return [found["article_id"] for line in lines if "article_id" in (found := json.loads(line))]


def prove(archive: Path, reported: set[str]) -> tuple[int, int]:
    """Articles in the archive, and notes of its check. Raises `AssertionError` for damage or loss."""
    if not (archive / "onrecord.sqlite3").exists():
        assert not reported
        return 0, 0
    with Archive.open(archive, write=True) as kept:
        problems = list(kept.check(onrecord.read))
        assert not [p for p in problems if p.severity == "damage"], problems
        there = [row.id for row in kept.every_article()]
        assert len(there) == len(set(there)) == kept.totals().articles
        assert reported <= set(there), f"lost: {reported - set(there)}"
        return len(there), len(problems)


def main(kills: int, seed: int) -> None:
    chance = random.Random(seed)
    done = archives = pages = notes = 0
    whole = 8.0
    with tempfile.TemporaryDirectory() as folder:
        while done < kills:
            warc = Path(folder) / f"{archives}.warc.gz"
            archive = Path(folder) / f"archive{archives}"
            total, reported, there = warc_of(warc, 500, archives), set[str](), 0
            while there < total and done < kills:
                began = time.monotonic()
                new, in_time = killed(warc, archive, chance, whole)
                if not in_time:
                    whole = max(1.0, time.monotonic() - began)
                done += in_time
                reported |= set(new)
                there, noted = prove(archive, reported)
                notes += noted
                print(f"kill {done}: {there} of {total} pages, {len(reported)} reported, {noted} torn ends", flush=True)
            archives, pages = archives + 1, pages + there
    rows = ((f"{done} kills", f"{archives}", f"{pages}", "0", "0", f"{notes}"),)
    columns = ("archives", "pages", "lost", "damaged", "torn ends found and cut off")
    save("kill", [Table("Kills during `onrecord add`", f"python benchmarks/kill.py --kills {kills}", columns, rows)])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    main(options.kills, options.seed)
