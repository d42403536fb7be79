"""Adding, removing and checking sources."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from onrecord.errors import FetchError, NotFound, UsageError
from onrecord.harvest.addresses import address, host_of
from onrecord.harvest.fetch import Fetcher
from onrecord.harvest.listing import SourceKind, plain_list
from onrecord.harvest.sources import Offer, is_page, listing, offers
from onrecord.store import Archive
from onrecord.store import sources as rows
from onrecord.store.sources import Source
from onrecord.watch.schedule import Policy

MAX_LIST = 50_000_000  # bytes of a file of addresses
NEVER = datetime(9999, 1, 1, tzinfo=UTC)  # a file of this machine is not asked for


def find(url: str, fetcher: Fetcher) -> tuple[Offer, ...]:
    """The sources at an address: itself, if it is a feed, a sitemap or a list; else those that the page offers.

    Raises `UsageError`, `FetchError`, `Forbidden`, `ReadError` and `FormatError` with what to do."""
    known = address(url)
    if known is None:
        raise UsageError(f"{url[:200]!r} is no address of a source: give http://… or https://…, or a file that exists")
    response = fetcher.get(known, accept=None)
    if response.status != 200:
        raise FetchError(f"{known} answers {response.status}; give the address of a feed, a sitemap or a home page")
    if not is_page(response.content):
        read = listing(response.content, response.url)
        return (Offer(known, read.kind, read.title),)
    found = offers(response.content, response.url, fetcher.sitemaps(response.url))
    if not found:
        raise NotFound(f"{known} offers no feed and its robots.txt names no sitemap: give the address of one")
    return found


def add(
    archive: Archive,
    found: Sequence[Offer],
    *,
    now: datetime,
    label: str | None = None,
    backlog: bool = False,
    policy: Policy = Policy(),  # noqa: B008 - frozen
) -> tuple[Offer, ...]:
    """Make them sources that are read at the next run; those that were none before come back."""
    with archive.db.writing():
        return tuple(
            offer
            for offer in found
            if rows.add_source(
                archive.db,
                offer.url,
                host_of(offer.url),
                now=now,
                wait=policy.poll,
                kind=offer.kind.value,
                label=label or offer.title,
                backlog=backlog,
            )
        )


def add_list(archive: Archive, path: Path, *, now: datetime, label: str | None = None) -> int:
    """Take the addresses of a file, one a line, to be captured; again after it has grown. How many were new.

    Raises `UsageError`, `FormatError`."""
    try:
        with path.open("rb") as stream:
            content = stream.read(MAX_LIST + 1)
    except OSError as e:
        raise UsageError(f"cannot read {path}: {e.strerror}; give a file of addresses, one a line") from e
    if len(content) > MAX_LIST:
        raise UsageError(f"{path} has more than {MAX_LIST:,} bytes: split it")
    url = path.absolute().as_uri()
    read = plain_list(content, url)
    with archive.db.writing():
        rows.add_source(archive.db, url, "", now=now, wait=0.0, kind=SourceKind.LIST.value, label=label, backlog=True)
        source = rows.source_at(archive.db, url)
        assert source is not None
        fresh = sum(rows.add_target(archive.db, e.url, host_of(e.url), source.n, now) for e in read.entries)
        rows.list_taken(archive.db, source.n, now=now, never=NEVER, listed=len(read.entries), fresh=fresh)
    return fresh


def named(archive: Archive, which: str) -> Source:
    """The source of that number or address. Raises `NotFound`."""
    if which.isdecimal() and len(which) < 10:
        return rows.source(archive.db, int(which))
    for url in (which, address(which), Path(which).absolute().as_uri() if "://" not in which else None):
        if url and (source := rows.source_at(archive.db, url)):
            return source
    raise NotFound(f"no source {which[:200]!r}: `onrecord sources list` shows numbers and addresses")


def remove(archive: Archive, source: Source) -> int:
    """Take a source away, with the addresses that wait for it; the archive keeps what it has. How many waited."""
    with archive.db.writing():
        return rows.remove_source(archive.db, source.n)


def numbers(archive: Archive) -> list[int]:
    """The sources that can be read over the network; those of an index come with it."""
    return [s.n for s in rows.sources(archive.db, children=False) if s.host]


def any_source(archive: Archive) -> bool:
    return bool(rows.sources(archive.db, children=False))


def read_now(archive: Archive, wanted: Sequence[int], *, now: datetime) -> None:
    """Make these sources due."""
    with archive.db.writing():
        rows.read_now(archive.db, wanted, now)
