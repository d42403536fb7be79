"""How each source does: what fails and why, the last success, the next time."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from onrecord.store import Archive, websub
from onrecord.store import sources as rows
from onrecord.store.sources import Host, Source
from onrecord.store.websub import Push, Subscription


@dataclass(frozen=True, slots=True)
class SourceStatus:
    """One source. `health` is "new" before the first reading, "failing" or "ok"; `pages` counts the addresses found by
    it, by what became of them; `push` says how the subscription at its hub stands ("wanted", "active", "denied"), until
    when and what is wrong with it; `troubles` are the latest of them with a problem: address, state, problem."""

    n: int
    url: str
    kind: str | None
    label: str | None
    health: str
    problem: str | None
    last_try: datetime | None
    last_success: datetime | None
    next_at: datetime
    listed: int
    total: int
    left_out: Mapping[str, int]
    pages: Mapping[str, int]
    parent: int | None = None
    hub: str | None = None
    push: str | None = None
    push_until: datetime | None = None
    push_problem: str | None = None
    troubles: tuple[tuple[str, str, str], ...] = field(default_factory=tuple)


def statuses(archive: Archive) -> tuple[SourceStatus, ...]:
    """Every source, those of an index of sitemaps after it."""
    with archive.snapshot():
        hosts = {h.name: h for h in rows.hosts(archive.db)}
        pages = rows.states(archive.db)
        pushes = {p.source: p for p in websub.subscriptions(archive.db) if p.state is not Push.ENDING}
        return tuple(
            _status(s, hosts.get(s.host), pages.get(s.n, {}), rows.troubles(archive.db, s.n), pushes.get(s.n))
            for s in rows.sources(archive.db)
        )


def _status(
    source: Source,
    host: Host | None,
    pages: Mapping[str, int],
    troubles: tuple[tuple[str, str, str], ...],
    push: Subscription | None,
) -> SourceStatus:
    problem = source.problem or (host.problem if host else None)
    health = "failing" if problem else "new" if source.last_success is None else "ok"
    return SourceStatus(
        n=source.n,
        url=source.url,
        kind=source.kind,
        label=source.label,
        health=health,
        problem=problem,
        last_try=source.last_try,
        last_success=source.last_success,
        next_at=max(source.next_at, host.not_before) if host else source.next_at,
        listed=source.listed,
        total=source.total,
        left_out=json.loads(source.left_out),
        pages=pages,
        parent=source.parent,
        hub=source.hub,
        push=push.state if push else None,
        push_until=push.expires if push else None,
        push_problem=push.problem if push else None,
        troubles=troubles,
    )
