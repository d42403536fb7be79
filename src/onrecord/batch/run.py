"""`run`: the whole of a batch, begun or gone on with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import onrecord
from onrecord import pipeline
from onrecord.batch.dataset import Dataset, Done, Plan, remove_strays
from onrecord.batch.engines import ENGINES
from onrecord.batch.plan import Unit, units
from onrecord.batch.work import Settings as Settings
from onrecord.batch.work import tagger_of
from onrecord.errors import UsageError

FORMAT = 1
DEVICES = ("cpu", "gpu")


@dataclass(frozen=True, slots=True)
class Progress:
    """One unit is in the dataset: `known` if an earlier run finished it."""

    done: Done
    known: bool


def run(inputs: Sequence[str], settings: Settings, *, engine: str = "local", workers: int = 1) -> Iterator[Progress]:
    """Every unit of the inputs, as it is finished; those finished by an earlier run first.

    Kill it and run it again: finished units are not done again, and no row is lost or double. Raises `UsageError` for
    inputs that are not there, an unknown engine, or a folder with another dataset."""
    if engine not in ENGINES:
        raise UsageError(f"no engine {engine!r}: give one of {', '.join(ENGINES)}")
    if settings.tagger not in pipeline.TAGGERS:
        raise UsageError(f"no tagger {settings.tagger!r}: give one of {', '.join(pipeline.TAGGERS)}")
    if settings.device not in DEVICES:
        raise UsageError(f"no device {settings.device!r}: give one of {', '.join(DEVICES)}")
    if workers < 1:
        raise UsageError(f"{workers} workers: give 1 or more")
    if settings.device != "cpu" and engine == "local":
        tagger_of(settings)  # says that there is no GPU before a dataset is begun
    dataset = Dataset(settings.folder, _plan(settings))
    done = dataset.done()
    remove_strays(settings.folder, done)
    planned = list(units(inputs))
    for unit in planned:
        if unit.name in done:
            yield Progress(done[unit.name], known=True)
    todo: Iterator[Unit] = iter([u for u in planned if u.name not in done])
    for finished in ENGINES[engine](todo, settings, workers):
        if finished.unit not in done:
            dataset.finish(finished)
            done[finished.unit] = finished
            yield Progress(finished, known=False)


def _plan(settings: Settings) -> Plan:
    versions = {
        "onrecord": onrecord.__version__, "rules": pipeline.RULES, "tagger": settings.tagger,
        "languages": " ".join(settings.languages), "captures": str(settings.captures),
    }  # fmt: skip
    if settings.device != "cpu":
        versions["device"] = settings.device  # its arithmetic differs in the last digits
    return Plan(FORMAT, versions)
