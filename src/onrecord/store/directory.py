"""The directory asked: people and bodies, their offices, what they said over time, whom to, and how pages call them.

Functions of a `Database`, portable SQL, each a walk over an index. What people decide about it is in `curation`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from onrecord.errors import NotFound
from onrecord.people.registers import LEADERS, Holding, Register
from onrecord.people.roles import Office, office
from onrecord.store.db import Database
from onrecord.store.keys import name_key
from onrecord.store.parties import BODY, PERSON, listed, live, party_blocks
from onrecord.store.query import checked_limit, offset_cursor, read_cursor
from onrecord.store.rows import Slice

TOP = 40  # rows of each list on the page of a person or body
SEARCHED = 1_000  # names that a search for words looks at


@dataclass(frozen=True, slots=True)
class PartyRow:
    """A person or body of the directory, as lists show it."""

    id: str
    kind: str
    name: str
    articles: int
    statements: int
    first_day: str | None
    last_day: str | None


@dataclass(frozen=True, slots=True)
class Trait:
    """Something that articles say of a party, and in how many of them."""

    value: str
    label: str
    articles: int
    statements: int
    first_day: str
    last_day: str


@dataclass(frozen=True, slots=True)
class HeldOffice:
    """An office that a person held: as pages word it with its normal form, or as a register has it with its days."""

    role: str
    body: str | None
    country: str | None
    office: str  # normal form
    articles: int  # 0 for one that only a register knows
    first_day: str | None
    last_day: str | None
    register: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """Why parties are what they are: who decided what, when and why."""

    n: int
    made: str
    by: str
    act: str
    party: str
    other: str | None
    name: str
    score: float | None
    reasons: str


@dataclass(frozen=True, slots=True)
class PartyView:
    """Everything that the directory knows of one person or body."""

    row: PartyRow
    names: tuple[Trait, ...]  # how pages call them
    offices: tuple[HeldOffice, ...]
    bodies: tuple[Trait, ...]
    countries: tuple[Trait, ...]
    months: tuple[Trait, ...]  # statements over time, oldest first
    spoke_to: tuple[Trait, ...]
    company: tuple[Trait, ...]
    people: tuple[PartyRow, ...]  # of a body: who spoke for it
    decisions: tuple[Decision, ...]
    others: tuple[PartyRow, ...]  # of the same name, kept apart


PARTY = "p.id, p.kind, p.name, p.articles, p.statements, p.first_day, p.last_day"


def parties(db: Database, kind: str, words: str = "", cursor: str | None = None, limit: int = 50) -> Slice[PartyRow]:
    """People or bodies with most statements first; with words, those whose names hold them all."""
    start = read_cursor(cursor, "o") or 0
    params: dict[str, Any] = {"kind": kind, "limit": checked_limit(limit) + 1, "offset": start}
    if words.strip():
        found = _named_like(db, kind, words)
        rows = [_row(r) for r in found[start : start + limit + 1]]
    else:
        sql = (
            f"SELECT {PARTY} FROM parties p WHERE p.kind = :kind AND p.merged_into IS NULL AND p.statements > 0 "
            "ORDER BY p.statements DESC, p.id DESC LIMIT :limit OFFSET :offset"
        )
        rows = [_row(r) for r in db.rows(sql, params)]
    more = offset_cursor(start + limit) if len(rows) > limit else None
    return Slice(tuple(rows[:limit]), more)


def people(db: Database, words: str = "", cursor: str | None = None, limit: int = 50) -> Slice[PartyRow]:
    return parties(db, PERSON, words, cursor, limit)


def bodies(db: Database, words: str = "", cursor: str | None = None, limit: int = 50) -> Slice[PartyRow]:
    return parties(db, BODY, words, cursor, limit)


def _named_like(db: Database, kind: str, words: str) -> list[tuple[Any, ...]]:
    """Rows of parties whose family name is spelled like the words, or one of whose names begins with them."""
    keys, params = listed("b", sorted(party_blocks(kind, words) | {name_key(words)[:60]}))
    sql = f"SELECT party FROM party_blocks WHERE block IN ({keys}) AND kind = :kind LIMIT :limit"
    found = [r[0] for r in db.rows(sql, {**params, "kind": kind, "limit": SEARCHED})]
    prefix = name_key(words)
    sql = (
        "SELECT party FROM party_traits WHERE kind = 'name' AND value >= :low AND value < :high "
        "ORDER BY value LIMIT :limit"
    )
    span = {"low": prefix, "high": prefix + "\U0010ffff", "limit": SEARCHED}
    return _rows_of(db, kind, [*found, *(r[0] for r in db.rows(sql, span))])


def _rows_of(db: Database, kind: str, keys: Sequence[str]) -> list[tuple[Any, ...]]:
    """Rows of the parties of these ids that are listed, most quoted first. By their ids, in pieces: joined, a database
    may rather walk all parties in the order asked for."""
    out: list[tuple[Any, ...]] = []
    every = list(dict.fromkeys(keys))
    for start in range(0, len(every), 200):
        names, params = listed("p", every[start : start + 200])
        out += db.rows(f"SELECT {PARTY}, p.merged_into FROM parties p WHERE p.id IN ({names})", params)
    kept = [r[:-1] for r in out if r[1] == kind and r[-1] is None and r[4] > 0]
    return sorted(kept, key=lambda r: (-r[4], r[0]))


def named(db: Database, kind: str, name: str) -> tuple[PartyRow, ...]:
    """The parties of exactly that name in any of its printed forms, or of that id; most quoted first."""
    by_id = db.row("SELECT kind FROM parties WHERE id = :id", {"id": name})
    if by_id and by_id[0] == kind:
        return (party(db, live(db, name)),)
    sql = "SELECT party FROM party_traits WHERE kind = 'name' AND value = :key ORDER BY articles DESC LIMIT :limit"
    keys = [r[0] for r in db.rows(sql, {"key": name_key(name), "limit": TOP})]
    renamed = db.rows("SELECT id FROM parties WHERE name = :name AND named_by <> 'machine'", {"name": name})
    first = {r[0] for r in renamed}
    found = _rows_of(db, kind, [*first, *keys])
    return tuple(_row(r) for r in sorted(found, key=lambda r: r[0] not in first))


def party(db: Database, key: str) -> PartyRow:
    """The party of that id. Raises `NotFound`."""
    row = db.row(f"SELECT {PARTY} FROM parties p WHERE p.id = :id", {"id": key})
    if row is None:
        raise NotFound(f"nobody with the id {key!r} in the directory: `onrecord people` lists who is there")
    return _row(row)


def person(db: Database, name: str) -> PartyView:
    """Everything known of the person of that name or id: of several, the most quoted, the others named beside.
    Raises `NotFound`."""
    return _view(db, PERSON, name)


def body(db: Database, name: str) -> PartyView:
    """Everything known of the body of that name or id, and who spoke for it. Raises `NotFound`."""
    return _view(db, BODY, name)


def _view(db: Database, kind: str, name: str) -> PartyView:
    found = named(db, kind, name) or parties(db, kind, name, limit=10).rows
    speakers = _speakers_of(db, name_key(name)) if kind == BODY else ()
    if not found and not speakers:
        what = "people" if kind == PERSON else "bodies"
        raise NotFound(f"no {kind} called {name!r} in the archive: `onrecord {what} WORDS` searches")
    row = found[0] if found else PartyRow("", BODY, name, 0, 0, None, None)
    key = row.id
    return PartyView(
        row,
        traits(db, key, "name"),
        _offices(db, key, row),
        traits(db, key, "body"),
        traits(db, key, "country"),
        tuple(sorted(traits(db, key, "month", 1200), key=lambda t: t.value)),
        traits(db, key, "to"),
        traits(db, key, "company"),
        speakers,
        decisions(db, key),
        tuple(found[1:]),
    )


def traits(db: Database, key: str, kind: str, limit: int = TOP) -> tuple[Trait, ...]:
    """What articles say of a party, of one kind, the commonest first."""
    sql = (
        "SELECT value, label, articles, statements, first_day, last_day FROM party_traits "
        "WHERE party = :party AND kind = :kind ORDER BY articles DESC, value LIMIT :limit"
    )
    return tuple(Trait(*r) for r in db.rows(sql, {"party": key, "kind": kind, "limit": limit}))


def _offices(db: Database, key: str, row: PartyRow) -> tuple[HeldOffice, ...]:
    """Offices as articles word them, then those that registers add for anybody of the party's names."""
    out = []
    for t in traits(db, key, "office"):
        role, where_body, where = json.loads(t.label)
        if role:
            normal = t.value.split("|")[0]
            out.append(HeldOffice(role, where_body, where, normal, t.articles, t.first_day, t.last_day))
    names = {t.value for t in traits(db, key, "name")} | {name_key(row.name)}
    for h, register in _held_by(db, sorted(names)) if row.kind == PERSON else ():
        since, until = (str(d) if d else None for d in (h.since, h.until))
        out.append(HeldOffice(h.role, h.office.body, h.office.country, h.office.role, 0, since, until, register))
    return tuple(out)


def _speakers_of(db: Database, key: str) -> tuple[PartyRow, ...]:
    sql = "SELECT party FROM party_traits WHERE kind = 'body' AND value = :key ORDER BY articles DESC LIMIT :limit"
    keys = [r[0] for r in db.rows(sql, {"key": key, "limit": TOP})]
    return tuple(_row(r) for r in _rows_of(db, PERSON, keys))


def decisions(db: Database, key: str, limit: int = TOP) -> tuple[Decision, ...]:
    """What was decided about a party, newest first."""
    sql = (
        "SELECT n, made, by, act, party, other, name, score, reasons FROM decisions "
        "WHERE party = :party OR other = :party ORDER BY n DESC LIMIT :limit"
    )
    return tuple(Decision(*r) for r in db.rows(sql, {"party": key, "limit": limit}))


def statement_ids(db: Database, key: str, limit: int = 50, before: int | None = None) -> tuple[tuple[int, str], ...]:
    """(number, id) of the party's statements, joint ones too, newest first; `before` is the last number of the slice
    before."""
    end = before if before is not None else 1 << 62
    sql = (
        "SELECT article, ordinals FROM appearances WHERE party = :party AND article < :end "
        "ORDER BY article DESC LIMIT :limit"
    )
    numbers: list[int] = []
    for article, ordinals in db.rows(sql, {"party": key, "end": end, "limit": limit}):
        numbers += [n for o in sorted(json.loads(ordinals), reverse=True) if (n := article + o) < end]
        if len(numbers) >= limit:
            break
    if not numbers:
        return ()
    names = ", ".join(f":n{i}" for i in range(len(numbers[:limit])))
    params = {f"n{i}": n for i, n in enumerate(numbers[:limit])}
    found = db.rows(f"SELECT n, id FROM statements WHERE n IN ({names}) ORDER BY n DESC", params)
    return tuple((r[0], r[1]) for r in found)


def _row(values: Sequence[Any]) -> PartyRow:
    return PartyRow(*values)


# Offices in time

HOLDING = "id, register, name, role, body, country, since, until, aliases, gender, source"


def import_holdings(db: Database, register: str, holdings: Iterable[Holding]) -> tuple[int, int]:
    """Put a register's holdings in: (new, known already). The same again changes nothing. Inside `writing`."""
    new = known = 0
    for h in holdings:
        changed = db.execute(_PUT_HOLDING, _holding_row(register, h))
        new, known = (new + 1, known) if changed else (new, known + 1)
    return new, known


def drop_register(db: Database, register: str) -> int:
    """Take a register out again, to be replaced. Inside `writing`."""
    return db.execute("DELETE FROM holdings WHERE register = :register", {"register": register})


def _holding_row(register: str, h: Holding) -> dict[str, Any]:
    return {
        "id": h.id, "register": register, "name": h.name, "name_key": name_key(h.name), "role": h.role,
        "office": h.office.role, "body": h.office.body, "body_key": name_key(h.office.body) if h.office.body else None,
        "country": h.office.country, "since": str(h.since) if h.since else None,
        "until": str(h.until) if h.until else None, "aliases": json.dumps(h.aliases, ensure_ascii=False),
        "gender": h.gender, "source": h.source,
    }  # fmt: skip


_PUT_HOLDING = """
    INSERT INTO holdings (id, register, name, name_key, role, office, body, body_key, country, since, until, aliases,
        gender, source)
    VALUES (:id, :register, :name, :name_key, :role, :office, :body, :body_key, :country, :since, :until, :aliases,
        :gender, :source)
    ON CONFLICT (id) DO NOTHING
"""


def holdings(db: Database, wanted: Office, day: date | None = None) -> tuple[Holding, ...]:
    """Who held the office (on that day), by the registers. A body or a country is needed."""
    if wanted.body is None and wanted.country is None:
        return ()
    column = "country = :place" if wanted.country else "body_key = :place"
    sql = f"SELECT {HOLDING} FROM holdings WHERE office = :office AND {column}"
    params: dict[str, Any] = {"office": wanted.role, "place": wanted.country or name_key(wanted.body or "")}
    if day is not None:
        sql += " AND (since IS NULL OR since <= :day) AND (until IS NULL OR until >= :day)"
        params["day"] = day.isoformat()
    return tuple(_holding(r)[0] for r in db.rows(sql + " ORDER BY since, id LIMIT 500", params))


def _held_by(db: Database, names: Sequence[str]) -> tuple[tuple[Holding, str], ...]:
    keys, params = listed("n", names[:60])
    sql = f"SELECT {HOLDING} FROM holdings WHERE name_key IN ({keys}) ORDER BY since, id LIMIT 200"
    return tuple(_holding(r) for r in db.rows(sql, params))


def _holding(r: Sequence[Any]) -> tuple[Holding, str]:
    since, until = (date.fromisoformat(d) if d else None for d in (r[6], r[7]))
    made = office(r[3], r[4], r[5])
    held = Office(made.role, r[4], r[5], made.status)
    return Holding(r[2], r[3], held, since, until, tuple(json.loads(r[8])), r[9], r[10]), r[1]


class ArchiveOffices:
    """`people.Offices` over an archive: its registers, asked as articles come in."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def holder(self, role: str, country: str | None, body: str | None, day: date) -> str | None:
        """The name of the only holder on that day, else None."""
        wanted = office(role, body, country)
        places = [w for w in (wanted, Office(wanted.role, None, wanted.country)) if w.country or w.body]
        register = Register(h for w in places for role_ in _roles(w) for h in holdings(self._db, role_, day))
        return register.holder(role, country, body, day)


def _roles(wanted: Office) -> Iterator[Office]:
    """The office, and for "leader" or "head of state" all that lead a state."""
    roles = LEADERS if wanted.role in ("leader", "head of state") else (wanted.role,)
    yield from (Office(role, wanted.body, wanted.country) for role in roles)


def export(db: Database) -> Iterator[Holding]:
    """The directory as holdings, for FollowTheMoney: what registers gave, then what articles say, with the first and
    last day on which they say it."""
    after = ""
    while rows := db.rows(f"SELECT {HOLDING} FROM holdings WHERE id > :after ORDER BY id LIMIT 1000", {"after": after}):
        yield from (_holding(r)[0] for r in rows)
        after = rows[-1][0]
    after = ""
    sql = (
        "SELECT id, name FROM parties WHERE kind = 'person' AND merged_into IS NULL AND statements > 0 AND id > :after "
        "ORDER BY id LIMIT 200"
    )
    while rows := db.rows(sql, {"after": after}):
        for key, name in rows:
            aliases = tuple(t.label for t in traits(db, key, "name") if t.label != name)
            for t in traits(db, key, "office"):
                role, where_body, where = json.loads(t.label)
                if role:
                    made = office(role, where_body, where)
                    days = date.fromisoformat(t.first_day), date.fromisoformat(t.last_day)
                    yield Holding(name, role, made, *days, aliases, None, key)
        after = rows[-1][0]
