"""What people decide about the directory: merge, split, rename. Each is a row that stays, with who and why.

A decision holds for what is in the archive and for what comes: the appearances that it moves are pinned, so that
reading a page again, by whatever version, leaves them where a person put them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.errors import NotFound, UsageError
from onrecord.model import digest
from onrecord.store.db import Database
from onrecord.store.entries import stored_entry
from onrecord.store.keys import name_key, normal_address
from onrecord.store.parties import Appearance, appearances, count, decide, live, name_party

_MOVE_TRAITS = """
    INSERT INTO party_traits (party, kind, value, label, articles, statements, first_day, last_day)
    SELECT :into, kind, value, label, articles, statements, first_day, last_day FROM party_traits WHERE party = :party
    ON CONFLICT (party, kind, value) DO UPDATE SET
        articles = party_traits.articles + excluded.articles,
        statements = party_traits.statements + excluded.statements,
        first_day = CASE WHEN excluded.first_day < party_traits.first_day
                    THEN excluded.first_day ELSE party_traits.first_day END,
        last_day = CASE WHEN excluded.last_day > party_traits.last_day
                   THEN excluded.last_day ELSE party_traits.last_day END
"""
_MOVE_BLOCKS = """
    INSERT INTO party_blocks (block, kind, party) SELECT block, kind, :into FROM party_blocks WHERE party = :party
    ON CONFLICT (block, kind, party) DO NOTHING
"""
_PIN = """
    INSERT INTO pins (address_key, name_key, kind, party, decision) VALUES (:address, :key, :kind, :party, :decision)
    ON CONFLICT (address_key, name_key, kind) DO UPDATE SET party = excluded.party, decision = excluded.decision
"""
_APPEARANCES = """
    SELECT a.article, a.name_key, a.kind, r.address_key FROM appearances a JOIN articles r ON r.n = a.article
    WHERE a.party = :party
"""


def merge(db: Database, party: str, into: str, *, by: str, reason: str = "") -> int:
    """The two are one, shown as `into`; the number of the decision. Inside `writing`.
    Raises `NotFound`, and `UsageError` for a party with itself or with one of another kind."""
    party, into = live(db, party), live(db, into)
    first, second = _party(db, party), _party(db, into)
    if party == into:
        raise UsageError(f"{first[1]!r} and {second[1]!r} are one already: nothing to merge")
    if first[0] != second[0]:
        raise UsageError(f"{first[1]!r} is a {first[0]} and {second[1]!r} a {second[0]}: merge like with like")
    n = decide(db, by=by, act="merge", party=party, other=into, name=first[1], reasons=(reason,) if reason else ())
    pins = [
        {"address": address, "key": key, "kind": kind, "party": into, "decision": n}
        for _, key, kind, address in db.rows(_APPEARANCES, {"party": party})
    ]
    db.executemany(_PIN, pins)
    both = {"party": party, "into": into}
    db.execute(_MOVE_TRAITS, both)
    db.execute(_MOVE_BLOCKS, both)
    db.execute("DELETE FROM party_traits WHERE party = :party", both)
    db.execute("DELETE FROM party_blocks WHERE party = :party", both)
    db.execute("UPDATE appearances SET party = :into WHERE party = :party", both)
    _add_totals(db, party, into)
    return n


def _add_totals(db: Database, party: str, into: str) -> None:
    ((articles, statements, first, last),) = db.rows(
        "SELECT articles, statements, first_day, last_day FROM parties WHERE id = :id", {"id": party}
    )
    sums = {"into": into, "articles": articles, "statements": statements, "first": first, "last": last}
    db.execute(
        "UPDATE parties SET articles = articles + :articles, statements = statements + :statements, "
        "first_day = CASE WHEN first_day IS NULL OR :first < first_day THEN :first ELSE first_day END, "
        "last_day = CASE WHEN last_day IS NULL OR :last > last_day THEN :last ELSE last_day END WHERE id = :into",
        sums,
    )
    db.execute(
        "UPDATE parties SET merged_into = :into, articles = 0, statements = 0 WHERE id = :party",
        {"into": into, "party": party},
    )


@dataclass(frozen=True, slots=True)
class Choice:
    """Which appearances are meant: those that fit everything that is given, in pages' own words."""

    spelled: tuple[str, ...] = ()  # what pages call them
    articles: tuple[str, ...] = ()  # addresses
    body: str | None = None
    country: str | None = None  # two letters
    since: date | None = None

    def __post_init__(self) -> None:
        if not (self.spelled or self.articles or self.body or self.country or self.since):
            raise UsageError("which appearances? give a spelling, an article, a body, a country or a first day")

    def test(self) -> Callable[[Appearance, str], bool]:
        """Whether an appearance in the article of an address key is meant."""
        spellings = {name_key(s) for s in self.spelled}
        addresses = {normal_address(a) for a in self.articles}

        def wanted(seen: Appearance, address: str) -> bool:
            bodies = {name_key(b) for _, b, _ in seen.offices if b}
            return (
                (not spellings or seen.key in spellings)
                and (not addresses or address in addresses)
                and (self.body is None or name_key(self.body) in bodies)
                and (self.country is None or self.country.lower() in seen.countries)
                and (self.since is None or seen.day >= self.since.isoformat())
            )

        return wanted


def split(
    db: Database, party: str, wanted: Callable[[Appearance, str], bool], *, name: str | None, by: str, reason: str = ""
) -> str:
    """Those appearances of the party that are wanted (told the appearance and the article's address key) are somebody
    else; the id of the new party. Inside `writing`. Raises `NotFound`, and `UsageError` if none or all are wanted."""
    party = live(db, party)
    kind, old_name = _party(db, party)
    moved, kept = _parted(db, party, wanted)
    if not moved or not kept:
        which = "none" if not moved else "all"
        raise UsageError(f"{which} of the appearances of {old_name!r} would move: name others, or rename the party")
    shown = name or moved[0][2].name
    n = decide(db, by=by, act="split", party=party, name=shown, reasons=(reason,) if reason else ())
    made = digest("split", party, str(n))
    db.execute(
        "INSERT INTO parties (id, kind, name, named_by, merged_into, articles, statements, first_day, last_day) "
        "VALUES (:id, :kind, :name, :by, NULL, 0, 0, NULL, NULL)",
        {"id": made, "kind": kind, "name": shown, "by": by if name else "machine"},
    )
    decide(db, by=by, act="split", party=made, other=party, name=shown, reasons=(reason,) if reason else ())
    for article, address, seen in moved:
        _move(db, article, seen, party, made)
        db.execute(_PIN, {"address": address, "key": seen.key, "kind": kind, "party": made, "decision": n})
    for _, address, seen in kept:
        db.execute(_PIN, {"address": address, "key": seen.key, "kind": kind, "party": party, "decision": n})
    return made


def _parted(
    db: Database, party: str, wanted: Callable[[Appearance, str], bool]
) -> tuple[list[tuple[int, str, Appearance]], list[tuple[int, str, Appearance]]]:
    moved: list[tuple[int, str, Appearance]] = []
    kept: list[tuple[int, str, Appearance]] = []
    for article, key, kind, address in db.rows(_APPEARANCES, {"party": party}):
        for seen in appearances(stored_entry(db, article)):
            if (seen.key, seen.kind) == (key, kind):
                (moved if wanted(seen, address) else kept).append((article, address, seen))
    return moved, kept


def _move(db: Database, article: int, seen: Appearance, old: str, new: str) -> None:
    count(db, old, seen, -1)
    count(db, new, seen, 1)
    name_party(db, new, seen.kind, seen.name)
    where = {"new": new, "article": article, "key": seen.key, "kind": seen.kind}
    db.execute(
        "UPDATE appearances SET party = :new, score = 1, reasons = 'a person decided it' "
        "WHERE article = :article AND name_key = :key AND kind = :kind",
        where,
    )


def rename(db: Database, party: str, name: str, *, by: str, reason: str = "") -> int:
    """Show the party under that name from now on; the number of the decision. Inside `writing`.
    Raises `NotFound`, `UsageError`."""
    party = live(db, party)
    kind, _ = _party(db, party)
    if not name.strip():
        raise UsageError("a name without letters: give the name to show")
    n = decide(db, by=by, act="rename", party=party, name=name, reasons=(reason,) if reason else ())
    db.execute("UPDATE parties SET name = :name, named_by = :by WHERE id = :id", {"name": name, "by": by, "id": party})
    name_party(db, party, kind, name)
    return n


def _party(db: Database, key: str) -> Sequence[str]:
    row = db.row("SELECT kind, name FROM parties WHERE id = :id", {"id": key})
    if row is None:
        raise NotFound(f"nobody with the id {key!r} in the directory: `onrecord people` lists who is there")
    return str(row[0]), str(row[1])
