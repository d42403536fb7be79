"""A statement as lists draw it: every link and word made ready, so that the template only prints.

Lists are most of what is drawn; a template that works out each link itself takes twice the time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from markupsafe import Markup

from onrecord.store import StatementRow
from onrecord.store.keys import name_key
from onrecord.web.addresses import key_path
from onrecord.web.rendering import language_of, words_shown

if TYPE_CHECKING:
    from onrecord.web.site import Site


@dataclass(frozen=True, slots=True)
class Card:
    """One statement in a list. Paths are as they go into a link; `language` is what its words' elements carry."""

    kind: str
    kind_name: str
    language: Markup
    asked: str | None
    path: str
    words: Markup
    names: tuple[tuple[str, str | None], ...]  # who said it, each with the path of their page; empty if not resolved
    office: str
    outlet: str | None
    outlet_path: str | None
    at: str  # ISO 8601
    at_words: str
    headline: str | None
    article_path: str
    also: tuple[tuple[str, str], ...] = ()  # who printed the same words, too: outlet and the statement's path
    more: int = 0  # of those, how many are not named


ALSO = 6  # other reports of the same words that a list names
FEW = 4  # words; shorter ones ("Yes, of course") agree by chance


def cards(site: Site, rows: Sequence[StatementRow], terms: Sequence[str] = ()) -> list[Card]:
    """The statements of a list, the same words by the same speaker as one; its people are looked up all at once."""
    site.meet(name for row in rows if row.speaker and row.speaker_type == "person" for name in row.speaker.split("; "))
    return [_told(site, same, terms) for same in copies(rows)]


def copies(rows: Sequence[StatementRow]) -> list[list[StatementRow]]:
    """The rows in their order, those of one speaker with the same words together where the first of them stands."""
    found: dict[object, list[StatementRow]] = {}
    for row in rows:
        words = name_key(row.quote)
        key = (row.speaker_key, words) if words.count(" ") >= FEW - 1 else row.n
        found.setdefault(key, []).append(row)
    return list(found.values())


def _told(site: Site, same: Sequence[StatementRow], terms: Sequence[str]) -> Card:
    made, others = card(site, same[0], terms), same[1:]
    if not others:
        return made
    also = tuple((row.outlet or row.day, site.url(f"/statements/{row.id}")) for row in others[:ALSO])
    return replace(made, also=also, more=len(others[ALSO:]))


def card(site: Site, row: StatementRow, terms: Sequence[str] = ()) -> Card:
    at = row.published or row.day
    return Card(
        kind=row.kind,
        kind_name=site.language.kind(row.kind, row.medium),
        language=language_of(row.language, site.language.code),
        asked=row.prompt,
        path=site.url(f"/statements/{row.id}"),
        words=words_shown(row.quote, terms),
        names=speakers(site, row),
        office=", ".join(p for p in (row.role, row.body) if p),
        outlet=row.outlet,
        outlet_path=site.url(key_path("outlets", row.outlet_key)) if row.outlet_key else None,
        at=at,
        at_words=site.language.when(at),
        headline=row.headline,
        article_path=f"{site.url(f'/articles/{row.article_id}')}#s{row.ordinal + 1}",
    )


def speakers(site: Site, row: StatementRow) -> tuple[tuple[str, str | None], ...]:
    """Who said it, each with the path of their page. People who speak together are several, a body is one."""
    if not row.speaker:
        return ()
    if row.speaker_type == "body":
        path = site.url(key_path("bodies", row.speaker_key)) if row.speaker_key else None
        return ((row.speaker, path),)
    return tuple((name, _page_of(site, row, name)) for name in row.speaker.split("; "))


def _page_of(site: Site, row: StatementRow, name: str) -> str | None:
    path = site.person_path(name, row.n) if row.speaker_type != "unnamed" else None
    return site.url(path) if path else None
