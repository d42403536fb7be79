"""Watching outlets: their feeds, sitemaps and lists read politely, new pages captured, known pages looked at again."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.metadata import version

from onrecord.errors import ArchiveLocked
from onrecord.harvest.fetch import Fetcher, Limits
from onrecord.harvest.robots import NAME
from onrecord.store import Archive
from onrecord.watch.asking import Network
from onrecord.watch.loop import Watch
from onrecord.watch.receiving import Receiver
from onrecord.watch.schedule import Policy
from onrecord.watch.status import SourceStatus, statuses

__all__ = ["Network", "Policy", "Receiver", "SourceStatus", "Watch", "agent", "alone", "fetcher", "network", "statuses"]

HOME = "https://github.com/onrecord/onrecord"


def agent(contact: str | None = None) -> str:
    """Who we say we are; `contact` is the address of whoever runs the watch, for outlets that want to write to him."""
    reachable = "".join(c for c in contact or "" if c.isascii() and c.isprintable())[:200]
    return f"{NAME}/{version('onrecord')} (+{HOME}{f'; {reachable}' if reachable else ''})"


def fetcher(*, contact: str | None = None, allow: Collection[str] = (), seconds: float = 60.0) -> Fetcher:
    """A fetcher that names itself, for private hosts only if they are named in `allow`."""
    return Fetcher(agent=agent(contact), allow=allow, limits=Limits(seconds=seconds, wait=min(15.0, seconds)))


def network(*, contact: str | None = None, allow: Collection[str] = (), seconds: float = 60.0) -> Network:
    """What a watch asks with: a fetcher for each thread."""
    return Network(lambda: fetcher(contact=contact, allow=allow, seconds=seconds), lambda: datetime.now(UTC))


@contextmanager
def alone(archive: Archive) -> Iterator[None]:
    """No second watch works on the archive inside: two would ask each host twice as often as is polite.
    Raises `ArchiveLocked`."""
    path = archive.folder / "watch.lock"
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as e:
            raise ArchiveLocked(f"another watch is at work on {archive.folder}: wait for it, or end it") from e
        yield
    finally:
        os.close(descriptor)
