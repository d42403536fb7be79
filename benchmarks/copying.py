"""A large archive copied from SQLite to PostgreSQL and back: time, memory, and that nothing is lost.

    nice python benchmarks/copying.py [--statements 100000] [--archive DIR] [--save]

Each copy runs in a process of its own. Its memory is what no file stands behind (the database's mapped pages are not in
it): the most of it in the first and in the second half of the copy, which says whether it grows with what was copied.
The archive is made by generate.py unless one is given. The PostgreSQL server is one of this script's own, or that of
ONRECORD_POSTGRESQL.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from results import Table, save

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / "tests" / "store")]


def megabytes() -> int:
    line = next(li for li in Path("/proc/self/status").read_text().splitlines() if li.startswith("RssAnon"))
    return int(line.split()[1]) // 1024


def copied(source: str, target: str) -> None:
    """One copy; its figures as a line of JSON. For the process that it is done in."""
    from onrecord.store import Archive
    from onrecord.store.copying import copy

    spent = time.process_time()
    seen: list[tuple[str, int]] = []
    with Archive.open(source) as given, Archive.open(target, write=True, create=True) as taken:
        result = copy(given, taken, lambda stage, done, total: seen.append((stage, megabytes())))
    memory = [m for _, m in seen]
    half = len(memory) // 2
    figures = {
        "cpu": time.process_time() - spent, "statements": result.rows["statements"], "rows": sum(result.rows.values()),
        "size": result.size, "sha256": result.sha256, "early": max(memory[:half]), "late": max(memory[half:]),
    }  # fmt: skip
    print(json.dumps(figures))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--statements", type=int, default=100_000)
    parser.add_argument("--archive", type=Path, help="an archive that is there already")
    parser.add_argument("--save", action="store_true")
    parser.add_argument("--copy", nargs=2, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.copy:
        copied(*arguments.copy)
        return
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        origin = arguments.archive or made(folder / "origin", arguments.statements)
        server = _server(stack)
        runs = {}
        for name, source, target in (
            ("SQLite to PostgreSQL", str(origin), server.replace("CAPTURES", str(folder / "there"))),
            ("PostgreSQL to SQLite", server.replace("CAPTURES", str(folder / "there")), str(folder / "back")),
        ):
            command = [sys.executable, __file__, "--copy", source, target]
            runs[name] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
            print(name, runs[name], flush=True)
    there, back = runs.values()
    rows = tuple(
        (
            name, f"{r['statements']:,}", f"{r['rows']:,}", f"{r['size'] / 1e6:,.0f} MB", f"{r['cpu']:,.0f} s",
            f"{r['early']} MB, {r['late']} MB",
        )
        for name, r in runs.items()
    )  # fmt: skip
    same = there["sha256"] == back["sha256"]
    table = Table(
        "Copies of a whole archive",
        f"python benchmarks/copying.py --statements {arguments.statements}",
        ("statements", "rows", "captures", "CPU of the copy", "memory, first half and second"),
        rows,
        f"All rows there and back {'are the same, by their hash' if same else 'DIFFER'}. Memory without mapped files.",
    )
    for row in (("", *table.columns), *table.rows):
        print(" | ".join(row))
    print(table.note)
    if arguments.save:
        save("copying", [table])
    sys.exit(not same)


def made(folder: Path, statements: int) -> Path:
    command = [sys.executable, str(Path(__file__).with_name("generate.py")), str(folder)]
    subprocess.run([*command, "--statements", str(statements)], check=True, stdout=sys.stderr)
    return folder


def _server(stack: ExitStack) -> str:
    """The address of an archive of its own, with CAPTURES where its folder is to stand."""
    import servers

    address = os.environ.get("ONRECORD_POSTGRESQL") or stack.enter_context(servers.Postgres()).address
    return servers.schema(address, f"copying_{os.getpid()}", Path("CAPTURES"))


if __name__ == "__main__":
    main()
