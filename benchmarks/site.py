"""How fast the site answers, beside datasette serving the same database:

    python benchmarks/site.py ARCHIVE [--datasette PATH/TO/datasette] [--save]

Two measures, all over loopback. Latency: one client, one request after another, each address asked for the first time,
so that nothing is kept from before, and beside it the CPU time that the server took for an answer, which says the same
on a busy machine. Throughput: eight connections on the front page
for some seconds, through `wrk` where it is installed (a Python client takes cores from the server). datasette runs in
an environment of its own, with what it recommends for a file that nobody writes (`--immutable`).

It prints one JSON object; times are milliseconds.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import shutil
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import httpx

import results
from onrecord.store import Archive
from onrecord.store.archive import DATABASE
from onrecord.web.pages.common import COUNTED_AMONG
from onrecord.web.site import key_path

ASKED = 120  # addresses of each kind
SECONDS = 8  # of throughput
WORKERS = 2
COLUMNS = "n, id, kind, medium, quote, speaker, speaker_key, role, body, prompt, outlet_key, day, article"
FACETS = {  # as on our page
    "kind": "kind",
    "person": "speaker_key",
    "outlet": "outlet_key",
    "year": "substr(day, 1, 4)",
    "country": "country",
    "medium": "medium",
}


def addresses(archive: Path, number: int = ASKED, seed: int = 1) -> dict[str, list[tuple[str, str]]]:
    """For each kind of page (our path, datasette's path) pairs; people and words as unequal as readers' interest."""
    chosen = random.Random(seed)
    with Archive.open(archive) as opened:
        people = [t.value for t in opened.tallies("person", limit=500).rows]
        last = opened.db.rows("SELECT max(n) FROM statements")[0][0]
        first = opened.db.rows("SELECT min(n) FROM statements")[0][0]
        some = [
            opened.db.rows(
                "SELECT a.n, a.id, s.quote FROM statements s JOIN articles a ON a.n = s.article "
                "WHERE s.n >= :n AND s.current = 1 ORDER BY s.n LIMIT 1",
                {"n": chosen.randint(first, last)},
            )[0]
            for _ in range(number)
        ]
    words = [" ".join(chosen.sample(re.findall(r"\w{4,}", row[2]) or ["peace"], 1)) for row in some]
    pairs = [" ".join(re.findall(r"\w+", row[2])[:2]) for row in some]
    name = DATABASE.partition(".")[0]
    return {
        "front": [("/", f"/{name}/statements?_sort_desc=n&_size=25")],
        "article": [
            (f"/articles/{id_}", f"/{name}/statements?n__gte={n}&n__lt={n + 256}&_sort=n&_size=100")
            for n, id_, _ in some
        ],
        "person": [
            (
                key_path("people", p),
                f"/{name}/statements?{urlencode({'speaker_key': p})}&current=1&_sort_desc=n&_size=25&_facet=kind",
            )
            for p in people[:number]
        ],
        "search": [(f"/search?{urlencode({'q': w})}", _search(name, w)) for w in [*words, *pairs]],
    }


def _search(name: str, words: str) -> str:
    """What our page shows, as SQL, at its cheapest: the newest matches with their article's headline, outlet and
    address, how many there are up to 10,000, and counts of the same six facets among as many of the newest matches.
    One walk over the index serves all three. (datasette's own page for a table searches by itself, but cannot count
    facets among some of the matches: on common words it takes seconds.)"""
    match = " AND ".join(f'"{w}"' for w in words.split())
    counts = ", ".join(
        f"(select json_group_object(v, k) from (select {value} as v, count(*) k from c where v is not null "
        f"group by 1 order by 2 desc limit 8)) as {facet}s"
        for facet, value in FACETS.items()
    )
    shown = ", ".join("s." + c for c in COLUMNS.split(", "))
    sql = (
        "with m as materialized (select rowid as n from statements_fts where statements_fts match :match "
        "order by rowid desc limit 10001), c as materialized (select s.kind, s.speaker_key, s.outlet_key, s.day, "
        f"s.country, s.medium from (select n from m limit {COUNTED_AMONG}) f join statements s on s.n = f.n) "
        f"select {shown}, a.headline, a.outlet, a.address, a.published, (select count(*) from m) as found, {counts} "
        "from (select n from m limit 25) f join statements s on s.n = f.n join articles a on a.n = s.article "
        "order by s.n desc"
    )
    return f"/{name}?sql={quote(sql)}&match={quote(match)}"


@contextmanager
def running(command: Sequence[str], port: int, environment: dict[str, str] | None = None) -> Iterator[tuple[str, int]]:
    """Address and process of a server of that command, once it answers."""
    process = subprocess.Popen(
        command, env={**os.environ, **(environment or {})}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(600):
            try:
                httpx.get(address, timeout=60)
                break
            except httpx.TransportError:
                time.sleep(0.2)
                if process.poll() is not None:
                    raise RuntimeError(f"{command[0]} ended with {process.returncode}") from None
        yield address, process.pid
    finally:
        process.terminate()
        process.wait(20)


def cpu_seconds(pid: int) -> float:
    """CPU time of a process and all below it, ended children among them. Linux."""
    ticks, parents = {}, {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it ended meanwhile
        own = int(stat.parent.name)
        parents[own] = int(fields[1])
        ticks[own] = sum(map(int, fields[11:15]))
    mine = {pid}
    while more := {p for p, parent in parents.items() if parent in mine} - mine:
        mine |= more
    return sum(ticks.get(p, 0) for p in mine) / os.sysconf("SC_CLK_TCK")


def latency(address: str, pid: int, paths: Sequence[str]) -> dict[str, float]:
    """Milliseconds of one request after another, and of CPU for each."""
    times, failed, cpu = [], 0, cpu_seconds(pid)
    with httpx.Client(base_url=address, timeout=60, headers={"accept": "text/html"}) as client:
        for path in paths:
            began = time.perf_counter()
            failed += client.get(path).status_code != 200
            times.append((time.perf_counter() - began) * 1000)
    cut = statistics.quantiles(times, n=20) if len(times) > 1 else times * 19
    used = (cpu_seconds(pid) - cpu) * 1000 / len(times)
    shown = {"p50": statistics.median(times), "p95": cut[18], "cpu": used}
    return {name: round(value, 1) for name, value in shown.items()} | {"failed": failed, "asked": len(times)}


def throughput(address: str, path: str) -> float:
    """Requests a second on one address that were answered; a server that gives up counts for nothing."""
    if wrk := shutil.which("wrk"):
        command = [wrk, "-t", "1", "-c", "8", "-d", f"{SECONDS}s", "-H", "Accept: text/html", address + path]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        asked, failed = re.search(r"(\d+) requests in", said), re.search(r"Non-2xx or 3xx responses: (\d+)", said)
        assert asked, said
        return (int(asked[1]) - (int(failed[1]) if failed else 0)) / SECONDS
    return _python_throughput(address, path)


def _python_throughput(address: str, path: str) -> float:
    counts: list[int] = []
    end = time.monotonic() + SECONDS

    def ask() -> None:
        with httpx.Client(base_url=address, timeout=60, headers={"accept": "text/html"}) as client:
            done = 0
            while time.monotonic() < end:
                client.get(path).raise_for_status()
                done += 1
        counts.append(done)

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / SECONDS


def measure(archive: Path, datasette: str | None, number: int = ASKED) -> dict[str, Any]:
    asked = addresses(archive, number)
    ours = ["onrecord", "--archive", str(archive), "serve", "--workers", str(WORKERS), "--no-worker", "--port"]
    port = _free_port()
    report: dict[str, Any] = {"statements": _size(archive), "workers": WORKERS, "load": os.getloadavg()[0]}
    program = str(Path(sys.executable).parent / ours[0])
    with running([program, *ours[1:], str(port)], port) as (address, pid):
        report["onrecord"] = _measured(address, pid, asked, 0)
    if datasette:
        port = _free_port()
        command = [datasette, "serve", "--immutable", str(archive / DATABASE), "--port", str(port)]
        command += ["--setting", "sql_time_limit_ms", "60000", "--setting", "facet_time_limit_ms", "20000"]
        command += ["--setting", "suggest_facets", "off"]  # it looks through every column for them; we do not
        with running(command, port) as (address, pid):
            report["datasette"] = _measured(address, pid, asked, 1)
    return report


def _measured(address: str, pid: int, asked: dict[str, list[tuple[str, str]]], side: int) -> dict[str, Any]:
    front = asked["front"][0][side]
    found: dict[str, Any] = {}
    for kind, pairs in asked.items():
        paths = [pair[side] for pair in pairs] * (20 if kind == "front" else 1)
        found[kind] = latency(address, pid, paths)
    found["front a second"] = round(throughput(address, front), 1)
    return found


def _size(archive: Path) -> int:
    with Archive.open(archive) as opened:
        return opened.totals().statements


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--datasette", help="the program datasette of an environment of its own")
    parser.add_argument("--asked", type=int, default=ASKED, help="addresses of each kind")
    parser.add_argument("--save", action="store_true", help="keep the figures in benchmarks/results")
    given = parser.parse_args()
    report = measure(given.archive, given.datasette, given.asked)
    print(json.dumps(report, indent=1))
    if given.save:
        results.save("site", [table(report)])


def table(report: dict[str, Any]) -> results.Table:
    """The report as the documents show it."""
    rows = []
    for kind in ("front", "article", "person", "search"):
        cells = [kind]
        for program in ("onrecord", "datasette"):
            found = report.get(program)
            cells += [f"{found[kind][name]:,.1f}" for name in ("p50", "p95", "cpu")] if found else [""] * 3
        rows.append(tuple(cells))
    asked = [f"{report[p]['front a second']:,.0f}" if p in report else "" for p in ("onrecord", "datasette")]
    rows.append(("front page, requests a second", asked[0], "", "", asked[1], "", ""))
    return results.Table(
        title=f"The site on {report['statements']:,} statements, ms",
        command="python benchmarks/site.py ARCHIVE --datasette PATH/TO/datasette --save",
        columns=("onrecord: median", "95 %", "CPU", "datasette: median", "95 %", "CPU"),
        rows=tuple(rows),
        note=f"Two workers, loopback, HTML; load of the machine besides: {report['load']:.1f}.",
    )


if __name__ == "__main__":
    main()
