"""Pages per second and peak memory of `onrecord add`, against the number of pages.

    python benchmarks/add.py                 # 250, 500 and 1,000 pages, the model and the rules
    python benchmarks/add.py --pages 1000 --store-only

Made pages (some 30 kB of HTML, eight statements each) in a WARC file are added by the real command in a process of its
own; wall and CPU time and the peak of its resident memory are the system's own figures. The memory is flat when the
last column does not grow with the pages.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

from generate import stories
from onrecord.store import Archive, captures
from results import Table, save

STATEMENTS_A_PAGE = 8
FURNITURE = 25_000  # bytes of menus and scripts around a text


def warc_of(path: Path, pages: int) -> int:
    """Write made pages into a WARC file; how many bytes of pages."""
    size = 0
    with path.open("wb") as file:
        for page, _ in islice(stories(pages * 2 * STATEMENTS_A_PAGE, furniture=FURNITURE), pages):
            file.write(captures.packed(page, at=page.captured or captures.datetime.now()))
            size += len(page.content)
    return size


def measured(command: list[str]) -> tuple[float, float, float]:
    """Wall seconds, CPU seconds and peak MiB of a command."""
    began = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert process.stderr
    message = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command}: exit code {process.returncode}: {message.decode()[-500:]}")
    return time.monotonic() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def row(name: str, pages: int, command: list[str]) -> tuple[str, ...]:
    wall, cpu, peak = measured(command)
    print(f"{name}: {pages} pages, {wall:.1f} s, {cpu:.1f} CPU s, {peak:.0f} MiB", flush=True)
    return f"{name}, {pages:,} pages", f"{pages / wall:.1f}", f"{pages / cpu:.1f}", f"{peak:.0f}"


def store_only(folder: str, pages: int) -> None:
    """Add made records without reading anything: what the archive alone costs (and the making of them)."""
    with Archive.open(folder, write=True, create=True) as archive:
        made = stories(pages * 2 * STATEMENTS_A_PAGE, furniture=FURNITURE)
        for _ in archive.add_many(islice(made, pages)):
            pass


def main(numbers: list[int], taggers: list[str]) -> None:
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for pages in numbers:
            warc = Path(folder) / f"{pages}.warc.gz"
            warc_of(warc, pages)
            for tagger in taggers:
                archive = f"{folder}/{tagger}-{pages}"
                add = [sys.executable, "-m", "onrecord", "add", str(warc), "--archive", archive, "--tagger", tagger]
                rows.append(row(f"with the {tagger}", pages, add))
            alone = [sys.executable, __file__, "--store-only", f"{folder}/store-{pages}", "--pages", str(pages)]
            rows.append(row("archive alone", pages, alone))
    columns = ("pages/s", "pages/CPU s", "peak MiB")
    note = "One process on a machine that others used meanwhile: CPU seconds are the steadier measure."
    save("add", [Table("Adding pages", "python benchmarks/add.py", columns, tuple(rows), note)])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, nargs="+", default=[250, 500, 1_000])
    parser.add_argument("--taggers", nargs="+", choices=("model", "rules"), default=["model", "rules"])
    parser.add_argument("--store-only", metavar="DIR")
    options = parser.parse_args()
    if options.store_only:
        store_only(options.store_only, options.pages[0])
    else:
        main(options.pages, options.taggers)
