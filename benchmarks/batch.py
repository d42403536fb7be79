"""The batch pipeline beside the floor of reading: fastwarc + trafilatura alone, in one run over one made WARC file.

    python benchmarks/batch.py [--pages 5000] [--workers 2] [--save]

Page shapes are those of the bench data's HTML pages (each repeated with a mark that makes it another page), so the
figures hold for pages of such sizes. CPU seconds are of the process and its children; memory is the largest resident
size of a worker.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import multiprocessing
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from results import Table, save

BENCH = Path(os.environ.get("ONRECORD_BENCH", Path(__file__).parents[2] / "shared" / "bench"))


def write_warc(path: Path, count: int) -> None:
    """A WARC file of `count` pages, every one with bytes of its own."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    listed = [json.loads(line) for line in (BENCH / "pages" / "pages-dev.jsonl").open(encoding="utf-8")]
    pages = [
        (r["url"], gzip.decompress((BENCH / "pages" / r["path"]).read_bytes())) for r in listed if r["lang"] == "en"
    ]
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for i in range(count):
            url, content = pages[i % len(pages)]
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            payload = io.BytesIO(content + f"<!-- {i} -->".encode())
            record = writer.create_warc_record(f"{url or 'https://example.org/'}#{i}", "response", payload=payload,
                                               http_headers=headers)  # fmt: skip
            writer.write_record(record)


def floor(warc: Path, _folder: Path, _workers: int) -> int:
    """fastwarc and trafilatura, nothing else: what reading costs at least."""
    import trafilatura
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    pages = 0
    with warc.open("rb") as stream:
        for record in ArchiveIterator(stream, record_types=WarcRecordType.response):
            trafilatura.bare_extraction(record.reader.read(), with_metadata=True, favor_precision=True)
            pages += 1
    return pages


def ours(tagger: str) -> Callable[[Path, Path, int], int]:
    def measured(warc: Path, folder: Path, workers: int) -> int:
        from onrecord.batch.run import Settings, run

        return sum(p.done.rows["articles"] for p in run([str(warc)], Settings(folder, tagger), workers=workers))

    return measured


def apart(what: Callable[[Path, Path, int], int], warc: Path, workers: int) -> dict[str, float]:
    """The figures of one run in a process of its own."""
    reading, writing = multiprocessing.get_context("fork").Pipe(duplex=False)
    pid = os.fork()
    if pid == 0:
        with tempfile.TemporaryDirectory() as folder:
            began = time.perf_counter()
            pages = what(warc, Path(folder) / "set", workers)
            wall = time.perf_counter() - began
        own, below = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = own.ru_utime + own.ru_stime + below.ru_utime + below.ru_stime
        largest = max(own.ru_maxrss, below.ru_maxrss) / 1024
        writing.send({"pages": pages, "wall": wall, "cpu": cpu, "memory": largest})
        sys.stdout.flush()
        os._exit(0)
    os.waitpid(pid, 0)
    return dict(reading.recv())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=5000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--save", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        warc = Path(folder) / "made.warc.gz"
        write_warc(warc, args.pages)
        runs = {
            "fastwarc + trafilatura (floor)": apart(floor, warc, 1),
            "onrecord batch, rules": apart(ours("rules"), warc, 1),
            "onrecord batch, model, 1 worker": apart(ours("model"), warc, 1),
            f"onrecord batch, model, {args.workers} workers": apart(ours("model"), warc, args.workers),
        }
    base = runs["fastwarc + trafilatura (floor)"]
    one = runs["onrecord batch, model, 1 worker"]
    rows = []
    for name, r in runs.items():
        cost = (r["cpu"] / r["pages"]) / (base["cpu"] / base["pages"])
        speed = one["wall"] / r["wall"] / (args.workers if "workers" in name else 1)
        efficiency = f"{speed:.0%}" if "worker" in name else ""
        rows.append((name, f"{r['pages'] / r['cpu']:.1f}", f"{cost:.2f}", efficiency, f"{r['memory']:.0f} MB"))
    table = Table(
        "Batch: pages of a WARC file to a Parquet dataset",
        f"python benchmarks/batch.py --pages {args.pages} --workers {args.workers}",
        ("pages per CPU second", "cost per page, floor = 1", "efficiency of workers", "largest process"),
        tuple(rows),
        f"{args.pages:,} pages made from the shapes of the bench data's English pages.",
    )
    for row in (("", *table.columns), *table.rows):
        print(" | ".join(row))
    if args.save:
        save("batch", [table])


if __name__ == "__main__":
    main()
