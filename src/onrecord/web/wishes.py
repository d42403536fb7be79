"""The JSON that is sent to the API by whoever has the token: frozen types whose JSON Schema is the OpenAPI's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

import msgspec


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A subscription to be made: `to` is what to follow, as in the addresses of `/subscribe?to=…`; `wants` is `new`
    (statements), `changes` (quotations changed or withdrawn after they were printed) or `all`."""

    to: str
    channel: str
    address: str
    period: str = "instant"
    wants: str = "new"


class Deciding(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="act"):
    """Who is meant, by name or id; who decides, and why: all three stay on record with the decision."""

    party: Annotated[str, msgspec.Meta(min_length=1, max_length=300)]
    by: Annotated[str, msgspec.Meta(min_length=1, max_length=100)]
    reason: Annotated[str, msgspec.Meta(max_length=1000)] = ""
    kind: Literal["person", "body"] = "person"


class Merge(Deciding, tag="merge", frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The two are one, shown as `into`."""

    into: Annotated[str, msgspec.Meta(min_length=1, max_length=300)]


class Rename(Deciding, tag="rename", frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Show the party under another name."""

    name: Annotated[str, msgspec.Meta(min_length=1, max_length=300)]


class Split(Deciding, tag="split", frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Those appearances that fit everything given are somebody else, to be called `name` (else as pages call them)."""

    spelled: tuple[Annotated[str, msgspec.Meta(max_length=300)], ...] = ()
    articles: tuple[Annotated[str, msgspec.Meta(max_length=2000)], ...] = ()
    body: str | None = None
    country: str | None = None
    since: date | None = None
    name: Annotated[str, msgspec.Meta(max_length=300)] | None = None
