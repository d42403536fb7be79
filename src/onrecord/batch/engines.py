"""Who does the units: processes of this machine, or the actors of a Ray cluster. Both give the same rows.

A unit whose worker was killed is done again, at most `TRIES` times; its files replace themselves, and it is in the
manifest once.
"""

from __future__ import annotations

import logging
import os
import pickle
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing import get_context
from typing import Any

import msgspec

from onrecord.batch.dataset import Done
from onrecord.batch.plan import Unit
from onrecord.batch.work import Settings, do, tagger_of
from onrecord.errors import OnrecordError, UsageError
from onrecord.speech.tagging import Tagger

TRIES = 3

Engine = Callable[[Iterator[Unit], Settings, int], Iterator[Done]]


def local(units: Iterator[Unit], settings: Settings, workers: int) -> Iterator[Done]:
    """Units over processes of this machine, finished ones as they come. One worker runs in this process.

    Raises `OnrecordError` when a unit's worker died `TRIES` times."""
    if workers == 1:
        tagger = tagger_of(settings)
        yield from (do(unit, settings, tagger) for unit in units)
        return
    tries: dict[str, int] = {}
    again: list[Unit] = []
    while True:
        lost = list[Unit]()
        pool = ProcessPoolExecutor(workers, get_context("spawn"), _begin, (settings,))
        with pool, suppress(BrokenProcessPool):
            yield from _through(pool, _chain(again, units), workers, lost)
        if not lost:
            return
        for unit in lost:
            tries[unit.name] = tries.get(unit.name, 0) + 1
            if tries[unit.name] >= TRIES:
                raise OnrecordError(
                    f"a worker died {TRIES} times over {unit.inputs[0]} (bytes {unit.start} to {unit.end}): "
                    "take it out, or give fewer --workers if memory was short; then run the same command again"
                )
        again = lost


def _chain(first: list[Unit], rest: Iterator[Unit]) -> Iterator[Unit]:
    yield from first
    yield from rest


def _through(pool: ProcessPoolExecutor, units: Iterator[Unit], workers: int, lost: list[Unit]) -> Iterator[Done]:
    """Two units per worker in flight, so that none waits. When the pool breaks, `lost` holds what was in flight."""
    running: dict[Future[Done], Unit] = {}
    try:
        for unit in units:
            lost.append(unit)  # until it is known to be with the pool
            running[pool.submit(_do, unit)] = unit
            lost.pop()
            if len(running) >= 2 * workers:
                yield from _finished(running)
        while running:
            yield from _finished(running)
    except BrokenProcessPool:
        lost.extend(running.values())
        raise


def _finished(running: dict[Future[Done], Unit]) -> Iterator[Done]:
    done, _ = wait(running, return_when=FIRST_COMPLETED)
    for future in done:
        result = future.result()
        del running[future]
        yield result


_worker: tuple[Settings, Tagger | OnrecordError] | None = None


def _begin(settings: Settings) -> None:
    """In each worker, once: the model, on one thread, for the workers are the parallelism."""
    global _worker
    os.environ["OMP_NUM_THREADS"] = "1"
    try:
        _worker = (settings, tagger_of(settings))
    except OnrecordError as e:  # said by the first unit: what is raised here only ends the worker
        _worker = (settings, e)


def _do(unit: Unit) -> Done:
    assert _worker is not None
    settings, tagger = _worker
    if isinstance(tagger, OnrecordError):
        raise tagger
    return do(unit, settings, tagger)


def ray(units: Iterator[Unit], settings: Settings, workers: int) -> Iterator[Done]:
    """Units over Ray Data: `workers` actors that each load the model once; back-pressure is Ray's.

    The output folder must be one that all machines see. Raises `UsageError` without the extra."""
    try:
        import ray as cluster
    except ImportError as e:
        raise UsageError("the ray engine is not installed: pip install 'onrecord[ray]', or --engine local") from e
    own = not cluster.is_initialized()  # a cluster that is already there stays
    if own:
        cluster.init(log_to_driver=False, logging_level=logging.ERROR, include_dashboard=False)
    try:
        yield from _over(cluster, list(units), settings, workers)
    finally:
        if own:
            cluster.shutdown()


def _enough_gpus(cluster: Any, workers: int) -> None:
    """Ray would wait for ever for what the cluster does not have."""
    there = int(cluster.cluster_resources().get("GPU", 0))
    if there < workers:
        raise UsageError(
            f"{workers} workers want a GPU each, the Ray cluster has {there}: give fewer --workers, start the cluster "
            "with GPUs, or give --device cpu"
        )


def _over(cluster: Any, units: list[Unit], settings: Settings, workers: int) -> Iterator[Done]:
    context = cluster.data.DataContext.get_current()
    context.enable_progress_bars = False  # ours counts units, in every engine alike
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    # With every unit rather than once to the constructor: an actor that died could not be started again from an
    # argument that Ray keeps elsewhere and may have lost.
    how = pickle.dumps(settings)
    todo = [{"unit": msgspec.json.encode(unit), "settings": how} for unit in units]
    if not todo:
        return
    rows = cluster.data.from_items(todo, override_num_blocks=len(todo))
    pool = cluster.data.ActorPoolStrategy(size=workers, max_tasks_in_flight_per_actor=2)
    wants = {"num_gpus": 1} if settings.device == "gpu" else {}
    if wants:
        _enough_gpus(cluster, workers)
    for row in rows.map(_Actor, compute=pool, **wants).iter_rows():
        if row["error"]:
            raise pickle.loads(row["error"])  # noqa: S301 - a worker's own
        yield msgspec.json.decode(row["done"], type=Done)


class _Actor:
    """A Ray worker: the model loaded once, a unit a call. Ray starts it again, and its unit, when it dies."""

    def __call__(self, row: dict[str, bytes]) -> dict[str, bytes]:
        if _worker is None:
            _begin(pickle.loads(row["settings"]))  # noqa: S301 - our own bytes, from the process that began this
        try:
            done = _do(msgspec.json.decode(row["unit"], type=Unit))
        except OnrecordError as e:  # as a value: Ray tries again what is raised, and wraps it beyond recognition
            return {"done": b"", "error": pickle.dumps(e)}
        return {"done": msgspec.json.encode(done), "error": b""}


ENGINES: dict[str, Engine] = {"local": local, "ray": ray}
