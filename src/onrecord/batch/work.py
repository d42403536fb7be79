"""One unit done: its pages read, their records found, the rows written."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord import pipeline
from onrecord.batch.dataset import Done, write_rows
from onrecord.batch.plan import Unit, open_input
from onrecord.batch.tables import Rows
from onrecord.errors import UsageError
from onrecord.harvest.files import stream_pages
from onrecord.harvest.warc import warc_pages
from onrecord.model import Failure, Page
from onrecord.speech.tagging import Tagger

_LANG = re.compile(rb"<html[^>]{0,500}?\slang\s*=\s*[\"']?([A-Za-z]{2,3})\b", re.I)


@dataclass(frozen=True, slots=True)
class Settings:
    """What every worker needs to know. `languages` empty means all; `captures` keeps the pages' bytes too; `device` is
    "cpu" or "gpu", where the model runs."""

    folder: Path
    tagger: str = "model"
    languages: tuple[str, ...] = ()
    captures: bool = False
    device: str = "cpu"


def tagger_of(settings: Settings) -> Tagger:
    """The tagger that each worker makes once. Raises `UsageError`."""
    if settings.device == "cpu":
        return pipeline.tagger_named(settings.tagger)
    if settings.tagger != "model":
        raise UsageError(f"the tagger {settings.tagger!r} has no use for a GPU: give --device cpu, or --tagger model")
    from onrecord.tagger import OnnxTagger

    made = OnnxTagger(device=settings.device)
    made.opened()  # says at once if there is no GPU
    return made


def do(unit: Unit, settings: Settings, tagger: Tagger) -> Done:
    """Do one unit and put its files into place. Doing it again gives the same files.

    Raises `ArchiveFull` when they cannot be written."""
    began = time.process_time()
    skipped: Counter[str] = Counter()
    rows = Rows(settings.captures)
    for outcome in pipeline.records(_wanted(_pages(unit, skipped), settings, skipped), tagger=tagger):
        if isinstance(outcome, Failure):
            rows.add_failure(outcome, source=unit.inputs[0], place=outcome.address)
        elif settings.languages and outcome.record.article.language not in settings.languages:
            skipped["language"] += 1
        else:
            rows.add(outcome.page, outcome.record, source=unit.inputs[0], place=outcome.page.name or "")
    files = write_rows(settings.folder, unit.name, rows)
    spent = time.process_time() - began
    return Done(unit.name, unit.inputs[0], rows.counts(), files, dict(skipped), round(spent, 2))


def _pages(unit: Unit, skipped: Counter[str]) -> Iterator[Page | Failure]:
    for path in unit.inputs:
        try:
            with open_input(path) as stream:
                if unit.start is None:
                    yield from stream_pages(stream, path, None, skipped)
                else:
                    yield from warc_pages(
                        stream, path, skipped=skipped, start=unit.start, end=unit.end, leave_out=unit.leave_out
                    )
        except OSError as e:
            yield Failure(path, "fetch", f"{path} cannot be read ({e}); check that it is there, then run again")


def _wanted(pages: Iterator[Page | Failure], settings: Settings, skipped: Counter[str]) -> Iterator[Page | Failure]:
    """Without pages whose markup says early that they are in another language; a cheap look at their first bytes."""
    for page in pages:
        if settings.languages and isinstance(page, Page):
            declared = declared_language(page.content)
            if declared and declared not in settings.languages:
                skipped["language"] += 1
                continue
        yield page


def declared_language(content: bytes) -> str | None:
    """The primary language tag of `<html lang=…>` in the first 4 kB, if there is one."""
    found = _LANG.search(content[:4096])
    return found[1].decode().lower() if found else None
