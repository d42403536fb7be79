"""What `onrecord watch` costs over time, and that kills do it no harm: the made world of tests/world.

    nice python benchmarks/watch.py week [--sources 100 --pages 20000 --days 7] [--save]
    nice python benchmarks/watch.py kills [--kills 50] [--save]

`week` simulates a week with an accelerated clock. `kills` watches the fifty outlets on loopback, ended by SIGKILL at
times drawn by chance, and compares the archive with what it ought to hold. Both print what is wrong, and leave with 1.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from pathlib import Path

from results import Table, load, save

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / "tests" / "world")]


def megabytes() -> int:
    """Memory of this process that no file stands behind. The database's pages, mapped from the file, are not in it."""
    line = next(li for li in Path("/proc/self/status").read_text().splitlines() if li.startswith("RssAnon"))
    return int(line.split()[1]) // 1024


def week(arguments: argparse.Namespace) -> tuple[Table, list[str]]:
    import simulated

    began, spent = time.monotonic(), time.process_time()
    with tempfile.TemporaryDirectory() as folder:
        outcome = simulated.simulate(
            Path(folder) / "archive", count=arguments.sources, pages=arguments.pages, days=arguments.days,
            measure=megabytes, told=lambda line: print(line, flush=True),
        )  # fmt: skip
        wall, cpu = time.monotonic() - began, time.process_time() - spent
        size = sum(p.stat().st_size for p in (Path(folder) / "archive").rglob("*") if p.is_file())
        wrong = simulated.problems(outcome, arguments.days)
    requests = outcome.world.requests
    rows = [
        ("pages captured", f"{outcome.counts['new']:,}"),
        ("versions of them noticed", f"{outcome.counts['versions']:,}"),
        ("requests: pages, sources, robots.txt", ", ".join(f"{n:,}" for _, n in sorted(requests.items()))),
        ("requests per page captured", f"{requests.total() / max(1, outcome.counts['new']):.1f}"),
        ("shortest time between two requests to one host", f"{outcome.world.shortest:.2f} s"),
        ("memory after the first day, after the last", f"{outcome.daily[0][2]} MB, {outcome.daily[-1][2]} MB"),
        ("archive", f"{size / 1e6:,.0f} MB"),
        ("CPU, the made world included", f"{cpu:,.0f} s"),
        ("wrong (pages lost or double, sent twice, damage)", f"{len(wrong):,}"),
    ]
    title = f"A week of watch, simulated: {arguments.sources} sources, {arguments.days} days"
    note = (
        "Memory is what no file stands behind. One request in a hundred fails. The tagger is the rules. "
        f"Peak memory, mapped files included: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB; "
        f"{wall:,.0f} s on the clock of a busy machine."
    )
    return Table(title, "python benchmarks/watch.py week", ("",), tuple(rows), note), wrong


def kills(arguments: argparse.Namespace) -> tuple[Table, list[str]]:
    import killed

    with tempfile.TemporaryDirectory() as folder:
        outcome = killed.run(Path(folder), kills=arguments.kills, told=lambda line: print(line, flush=True))
    rows = [
        ("kills", f"{outcome.kills}"),
        ("pages in the archive, of those that ought to be", f"{outcome.kept} of {outcome.expected}"),
        ("pages sent again that had not been under way at a kill", f"{outcome.needless}"),
        ("pages sent again that had been", f"{outcome.repeated}"),
        ("shortest time between two requests to one host", f"{outcome.shortest:.2f} s of {outcome.delay:g} s"),
        ("wrong", f"{len(outcome.wrong)}"),
    ]
    title = "watch killed by SIGKILL, fifty outlets on loopback"
    return Table(
        title, f"python benchmarks/watch.py kills --kills {arguments.kills}", ("",), tuple(rows)
    ), outcome.wrong


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("week", "kills"))
    parser.add_argument("--sources", type=int, default=100)
    parser.add_argument("--pages", type=int, default=20_000)
    parser.add_argument("--days", type=int, default=7)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--save", action="store_true")
    arguments = parser.parse_args()
    table, wrong = {"week": week, "kills": kills}[arguments.what](arguments)
    for row in table.rows:
        print(*row, sep=": ")
    for problem in wrong[:50]:
        print("WRONG:", problem)
    if arguments.save:
        path = Path(__file__).parent / "results" / "watch.json"
        others = [t for t in load(path) if t.command.split()[2] != arguments.what] if path.exists() else []
        save("watch", [*others, table])
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
