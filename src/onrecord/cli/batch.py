"""`batch` and `import`: pages by the million into a Parquet dataset, and a dataset into the archive."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli import output
from onrecord.cli.archive import count, summary
from onrecord.cli.output import ArchiveOption, Json, emit
from onrecord.cli.reading import TaggerName, finish
from onrecord.errors import UsageError
from onrecord.store import Archive


class Device(StrEnum):
    CPU = "cpu"
    GPU = "gpu"


class Engine(StrEnum):
    LOCAL = "local"
    RAY = "ray"


BatchInputs = Annotated[
    list[str],
    typer.Argument(metavar="INPUT", help="WARC, WACZ or tar files, folders, globs; also on s3:// and https://."),
]


def register(app: typer.Typer) -> None:
    output.group(app, batch, import_)


def batch(
    inputs: BatchInputs,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="The dataset's folder, new or to be gone on with.")],
    engine: Annotated[Engine, typer.Option("--engine", help="Processes of this machine, or a Ray cluster.")] = (
        Engine.LOCAL
    ),
    workers: Annotated[int, typer.Option("--workers", min=1, help="Processes, or Ray actors.")] = 1,
    language: Annotated[
        list[str] | None, typer.Option("--language", metavar="TAG", help="Keep only these languages. Repeatable.")
    ] = None,
    device: Annotated[
        Device,
        typer.Option("--device", help="Where the model runs; gpu needs onnxruntime-gpu."),
    ] = Device.CPU,
    captures: Annotated[bool, typer.Option("--captures", help="Keep the pages' bytes in the dataset too.")] = False,
    tagger: TaggerName = "model",
    json: Json = False,
) -> None:
    """Turn any number of pages into a Parquet dataset: articles, statements, speakers, failures, by day.

    Kill it and run it again: it goes on where it was.

    Example: onrecord batch crawl/*.warc.gz --out dataset --workers 4
    """
    try:
        from onrecord.batch.run import Settings, run
    except ImportError as e:
        raise UsageError(f"batch needs an extra ({e.name} is missing): pip install 'onrecord[batch]'") from e
    settings = Settings(out.absolute(), tagger, tuple(language or ()), captures, device)
    rows: Counter[str] = Counter()
    skipped: Counter[str] = Counter()
    for one in output.progress(run(inputs, settings, engine=engine, workers=workers), "units"):
        rows.update(one.done.rows)
        skipped.update(one.done.skipped)
        if json:
            emit({"known": one.known, "done": one.done})
    if not json:
        left_out = ", ".join(f"{n:,} {reason}" for reason, n in skipped.most_common())
        counted = ", ".join(f"{rows[name]:,} {name}" for name in ("articles", "statements", "speakers", "failures"))
        output.out.print(f"{out}: {counted}" + (f"; left out: {left_out}" if left_out else ""), soft_wrap=True)
    output.flush()


def import_(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="What `onrecord batch --out` wrote.")],
    archive: ArchiveOption = None,
    json: Json = False,
) -> None:
    """Take a dataset into the archive, each article with its capture. Twice changes nothing.

    Example: onrecord import dataset
    """
    from onrecord.batch import bring

    counts: Counter[str] = Counter()
    with Archive.open(output.archive_address(archive), write=True, create=True) as kept:
        for outcome in kept.add_many(output.progress(bring.records(folder), "articles")):
            count(outcome, counts, json)
    if not json:
        output.out.print(summary(counts), soft_wrap=True)
    finish(counts["failed"])
