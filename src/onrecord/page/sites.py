"""What single outlets do that no general rule can know: small tables by host, for captures between two days.

A row is tried on pages whose address has the host. `drop` names elements whose text is not the article's ("tag",
"tag.class" or ".class"); everything else is left to the general rules, which are better kept few and strong. How to
add a row: docs/how-to/add-an-outlet-rule.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from onrecord.page.outlets import host


@dataclass(frozen=True, slots=True)
class Site:
    """One outlet's peculiarities, in force for captures from `since` until `until` (None: open)."""

    hosts: tuple[str, ...]
    why: str
    drop: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None


SITES: tuple[Site, ...] = (
    Site(
        ("thehill.com",),
        "cards about persons, shown by a style sheet only under the mouse",
        ("span.rollover-people-block",),
    ),
)


def drops(url: str | None, captured: date | None = None) -> tuple[str, ...]:
    """The elements to leave out on pages of this address."""
    name = host(url)
    return tuple(
        selector
        for site in SITES
        if any(name == h or name.endswith("." + h) for h in site.hosts)
        and (captured is None or ((site.since or captured) <= captured <= (site.until or captured)))
        for selector in site.drop
    )
