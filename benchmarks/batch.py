"""The batch pipeline beside the floor of reading: fastwarc + trafilatura alone, in one run over one made WARC file.

    python benchmarks/batch.py [--pages 5000] [--workers 2] [--save]

Page shapes are those of the bench data's HTML pages (each repeated with a mark that makes it another page), so the
figures hold for pages of such sizes. CPU seconds are of the process and its children; memory is the largest resident
size of a worker. All pages go to the workers together, half of them to one worker alone, and a tenth to the floor, the
rule tagger and the split of the cost: the shapes repeat, so that a page costs the same in each. Runs stand one after
the other in processes of their own; on an idle machine 5,000 pages take some ten minutes.
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
import traceback
from collections import Counter
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TypeVar

from results import Table, save

BENCH = Path(os.environ.get("ONRECORD_BENCH", Path(__file__).parents[2] / "shared" / "bench"))
PART = 505  # pages for what needs no more: each of the shapes five times
FLOOR, RULES = "fastwarc + trafilatura (floor)", "onrecord batch, rules"

T = TypeVar("T")
Figures = dict[str, float]


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


def floor(warc: Path, _folder: Path) -> Figures:
    """fastwarc and trafilatura, nothing else: what reading costs at least."""
    import trafilatura
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    pages = 0
    with warc.open("rb") as stream:
        for record in ArchiveIterator(stream, record_types=WarcRecordType.response):
            trafilatura.bare_extraction(record.reader.read(), with_metadata=True, favor_precision=True)
            pages += 1
    return {"pages": pages}


def ours(warc: Path, folder: Path, *, tagger: str, workers: int) -> Figures:
    """`onrecord batch`, every page of it; a bar of dots says that it goes on."""
    from onrecord.batch.run import Settings, run

    rows: Counter[str] = Counter()
    for progress in run([str(warc)], Settings(folder, tagger), workers=workers):
        rows.update(progress.done.rows)
        print(".", end="", file=sys.stderr, flush=True)
    size = sum(path.stat().st_size for path in folder.rglob("*.parquet"))
    return {"pages": rows["articles"] + rows["failures"], "statements": rows["statements"], "size": size}


def split(warc: Path, folder: Path) -> Figures:
    """CPU seconds of each stage, one after the other over all pages."""
    from onrecord import pipeline
    from onrecord.batch.dataset import write_rows
    from onrecord.batch.tables import Rows
    from onrecord.harvest.warc import warc_pages
    from onrecord.model import Article, Page

    spent: Figures = {}

    def timed(stage: str, work: Callable[[], Iterable[T]]) -> list[T]:
        began = time.process_time()
        made = list(work())
        spent[stage] = spent.get(stage, 0.0) + time.process_time() - began
        return made

    tagger = pipeline.tagger_named("model")
    list(tagger.tag(["“It begins,” said Ann Lee."]))  # loads the model
    pipeline.sample_offices()
    with warc.open("rb") as stream:
        pages = [p for p in timed("WARC", lambda: warc_pages(stream, str(warc))) if isinstance(p, Page)]
    read = timed("reading", lambda: map(pipeline.read_or_fail, pages))
    both = [(p, a) for p, a in zip(pages, read, strict=True) if isinstance(a, Article)]
    texts = timed("tagging", lambda: tagger.tag(a.text for _, a in both))
    headlines = timed("tagging", lambda: tagger.tag(a.headline or "" for _, a in both))
    resolve = _timing(spent, "speakers")
    began = time.process_time()
    with resolve:
        records = [
            pipeline._assemble(a, t, h, tagger.version, None)
            for (_, a), t, h in zip(both, texts, headlines, strict=True)
        ]
    spent["statements"] = time.process_time() - began - spent["speakers"]
    rows = Rows()
    began = time.process_time()
    for (page, _), record in zip(both, records, strict=True):
        rows.add(page, record, source=str(warc), place=page.name or "")
    write_rows(folder, "unit", rows)
    spent["writing"] = time.process_time() - began
    return {"pages": len(pages), **spent}


class _timing:
    """Counts the CPU seconds inside `people.resolve` while it is entered."""

    def __init__(self, spent: Figures, stage: str) -> None:
        self.spent, self.stage = spent, stage

    def __enter__(self) -> None:
        from onrecord import people

        self.spent[self.stage] = 0.0
        self.kept = people.resolve

        def resolve(*given: object, **named: object) -> object:
            began = time.process_time()
            found = self.kept(*given, **named)  # type: ignore[arg-type]
            self.spent[self.stage] += time.process_time() - began
            return found

        people.resolve = resolve  # type: ignore[assignment]

    def __exit__(self, *_: object) -> None:
        from onrecord import people

        people.resolve = self.kept


def apart(name: str, what: Callable[[Path, Path], Figures], warc: Path) -> Figures:
    """The figures of one run in a process of its own. Leaves the program if that fails."""
    print(f"{name}: ", end="", file=sys.stderr, flush=True)
    reading, writing = multiprocessing.get_context("fork").Pipe(duplex=False)
    pid = os.fork()
    if pid == 0:
        try:
            with tempfile.TemporaryDirectory() as folder:
                began = time.perf_counter()
                figures = what(warc, Path(folder) / "set")
                figures["wall"] = time.perf_counter() - began
            own, below = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
            figures["cpu"] = own.ru_utime + own.ru_stime + below.ru_utime + below.ru_stime
            figures["memory"] = max(own.ru_maxrss, below.ru_maxrss) / 1024
            writing.send(figures)
            os._exit(0)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
    writing.close()
    try:
        figures = dict(reading.recv())
    except EOFError:
        os.waitpid(pid, 0)
        sys.exit(f"{name} failed: its error stands above")
    os.waitpid(pid, 0)
    print(f" {figures['pages']:,.0f} pages, {figures['wall']:,.0f} s", file=sys.stderr, flush=True)
    return figures


def compared(runs: dict[str, Figures], workers: int) -> tuple[tuple[str, ...], ...]:
    """A row for each run, beside the floor."""
    base, one = runs[FLOOR], runs[model(1)]
    rows = []
    for name, r in runs.items():
        cost = (r["cpu"] / r["pages"]) / (base["cpu"] / base["pages"])
        efficiency = (
            f"{r['pages'] / r['wall'] / workers / (one['pages'] / one['wall']):.0%}"
            if name == model(workers) and workers > 1
            else ""
        )
        rows.append(
            (
                name, f"{r['pages']:,.0f}", f"{r['pages'] / r['cpu']:.1f}", f"{r['pages'] / r['wall']:.1f}",
                f"{cost:.2f}", efficiency, f"{r['memory']:.0f} MB",
            )
        )  # fmt: skip
    return tuple(rows)


def model(workers: int) -> str:
    return f"onrecord batch, model, {workers} worker{'s' if workers > 1 else ''}"


STAGES = ("WARC", "reading", "tagging", "statements", "speakers", "writing")


def stages(parts: Figures, base: Figures) -> tuple[tuple[str, ...], ...]:
    """A row for each stage: its milliseconds a page, and beside the floor's."""
    page = base["cpu"] / base["pages"]
    found = [(stage, parts[stage] / parts["pages"]) for stage in STAGES]
    found.append(("all of it", sum(seconds for _, seconds in found)))
    return tuple((stage, f"{1000 * seconds:.1f}", f"{seconds / page:.2f}") for stage, seconds in found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=5000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--save", action="store_true")
    args = parser.parse_args()
    part, half = min(PART, args.pages), max(min(PART, args.pages), args.pages // 2)
    with tempfile.TemporaryDirectory() as folder:
        warcs = {count: Path(folder) / f"{count}.warc.gz" for count in {part, half, args.pages}}
        for count, path in warcs.items():
            write_warc(path, count)
        runs = {
            FLOOR: apart(FLOOR, floor, warcs[part]),
            RULES: apart(RULES, partial(ours, tagger="rules", workers=1), warcs[part]),
        }
        for workers, pages in {1: half, args.workers: args.pages}.items():
            runs[model(workers)] = apart(model(workers), partial(ours, tagger="model", workers=workers), warcs[pages])
        parts = apart("split of the cost", split, warcs[part])
        sizes = {"WARC file, packed": warcs[args.pages].stat().st_size, "dataset": runs[model(args.workers)]["size"]}
    command = f"python benchmarks/batch.py --pages {args.pages} --workers {args.workers}"
    whole = Table(
        "Batch: pages of a WARC file to a Parquet dataset",
        command,
        (
            "pages", "pages per CPU second", "pages per second", "cost per page, floor = 1", "efficiency of workers",
            "largest process",
        ),
        compared(runs, args.workers),
        f"Pages made from the shapes of the bench data's English pages; efficiency: pages per second of each worker, "
        f"beside one alone. {runs[model(args.workers)]['statements']:,.0f} statements in {args.pages:,} pages.",
    )  # fmt: skip
    cut = Table(
        "Batch: where the time goes, on one core",
        command,
        ("CPU ms per page", "floor = 1"),
        stages(parts, runs[FLOOR]),
        f"{part:,} of the pages, one stage after the other, the model loaded before.",
    )
    room = Table(
        "Batch: bytes",
        command,
        ("kB per page", "GB per million pages"),
        tuple((name, f"{n / args.pages / 1e3:.1f}", f"{n / args.pages / 1e3:.1f}") for name, n in sizes.items()),
        "The dataset without captures: articles, statements, speakers, failures, and each record as JSON.",
    )
    for table in (whole, cut, room):
        for row in (("", *table.columns), *table.rows):
            print(" | ".join(row))
        print()
    if args.save:
        save("batch", [whole, cut, room])


if __name__ == "__main__":
    main()
