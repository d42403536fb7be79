"""A real server on loopback over a real archive, for tests, screenshots and benchmarks."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import uvicorn

import onrecord
from onrecord import pipeline
from onrecord.model import Failure, Page
from onrecord.store import Archive
from onrecord.web import Settings, application

TOKEN = "a-token-for-tests"  # what may write to the served archive
SAMPLES = Path(onrecord.__file__).parent / "data" / "samples"
CAPTURED = datetime(2024, 3, 4, 9, 30, tzinfo=UTC)


def sample_pages() -> list[Page]:
    """The sample pages that ship with the package."""
    files = sorted(p for p in SAMPLES.iterdir() if p.suffix in {".html", ".txt"} and p.stem != "README")
    return [Page(p.read_bytes(), captured=CAPTURED, media_type=_type(p), name=p.name) for p in files]


def _type(path: Path) -> str:
    return "text/html" if path.suffix == ".html" else "text/plain"


def add(folder: Path | str, *pages: Page) -> list[str]:
    """Put the pages into the archive of that address, found by rules alone; the ids of their articles."""
    with Archive.open(folder, write=True, create=True) as archive:
        found = pipeline.records(pages, tagger=pipeline.rule_tagger())
        items = (one if isinstance(one, Failure) else (one.page, one.record) for one in found)
        added = list(archive.add_many(items))
    assert not [a for a in added if isinstance(a, Failure)], added
    return [a.article_id for a in added if not isinstance(a, Failure)]


@contextmanager
def served(settings: Settings) -> Iterator[str]:
    """The site's address, served by uvicorn in a thread of this process; `base_url` is set to it."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        app = application(replace(settings, base_url=address))
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="on", ws="none"))
        thread = threading.Thread(target=lambda: asyncio.run(server.serve([listening])), daemon=True)
        thread.start()
        while not server.started:
            if not thread.is_alive():
                raise RuntimeError("the server did not start: its log says why")
            threading.Event().wait(0.02)
        try:
            yield address
        finally:
            server.should_exit = True
            thread.join(10)
