"""Registers of people and their offices: FollowTheMoney JSON lines and Popolo JSON, read in a stream.

Lines in, `Holding`s (a person held an office at a body from one day to another) and `RowFault`s out; a bad row costs
only itself. Rows refer to each other in any order and may refer to nothing, or in circles: what a row needs is kept by
id until the end, small, and a chain is followed only a few steps.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from onrecord.model import digest
from onrecord.people.countries import NAME_OF, country
from onrecord.people.roles import Office, office

MAX_LINE = 1_000_000  # characters; a longer line is no row of any register that we know
MAX_ALIASES = 30  # OpenSanctions lists hundreds of spellings; the first are the usual ones
MAX_STEPS = 4  # from an office to the body above it; registers hold circles
EARLIEST, LATEST = date(1000, 1, 1), date(2100, 12, 31)


@dataclass(frozen=True, slots=True)
class Holding:
    """Somebody held an office from `since` to `until` (inclusive; None is not known or still)."""

    name: str
    role: str  # as the register words it
    office: Office
    since: date | None = None
    until: date | None = None
    aliases: tuple[str, ...] = ()
    gender: str | None = None  # "m", "f"
    source: str | None = None  # id of the row in its register

    @property
    def id(self) -> str:
        """Content hash: the same holding read twice is one row."""
        days = (str(self.since), str(self.until))
        return digest(self.name, self.office.role, self.office.body or "", self.office.country or "", *days)

    def covers(self, day: date) -> bool:
        """Whether the office was held on that day, as far as the days are known."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class RowFault:
    """A row that was left out: its number from 1, and what to do about it."""

    line: int
    reason: str


@dataclass(slots=True)
class _Named:
    """A person, body or position of a register by id."""

    name: str
    country: str | None = None
    aliases: tuple[str, ...] = ()
    gender: str | None = None
    above: str | None = None  # id of the organization that a position or body belongs to


def read_ftm(lines: Iterable[str | bytes]) -> Iterator[Holding | RowFault]:
    """Holdings of FollowTheMoney entities, one JSON object a line: Person, Organization, PublicBody, Company, Position
    and Occupancy; people with a `position` but no occupancy give holdings without days. Other schemata are left out
    silently. An occupancy that
    stands before its person or position waits for the end."""
    named: dict[str, _Named] = {}
    occupancies: list[tuple[int, str, Mapping[str, list[str]]]] = []
    loose: list[tuple[int, str, tuple[str, ...]]] = []
    held: set[tuple[str, str]] = set()
    for number, entity in _objects(lines):
        if isinstance(entity, RowFault):
            yield entity
            continue
        fault = _take_ftm(number, entity, named, occupancies, loose)
        if fault is not None:
            yield fault
        if occupancies and _complete(occupancies[-1][2], named):
            yield _held(_occupancy(*occupancies.pop(), named), held)
    for number, key, properties in occupancies:
        yield _held(_occupancy(number, key, properties, named), held)
    for _, key, roles in loose:
        person = named[key]
        for role in roles:
            if (person.name, role) not in held:
                where = person.country
                yield Holding(
                    person.name, role, office(role, None, where), None, None, person.aliases, person.gender, key
                )


def _complete(p: Mapping[str, list[str]], named: Mapping[str, _Named]) -> bool:
    """Whether an occupancy's person and position are known already, and it need not wait."""
    return (p.get("holder") or [""])[0] in named and (p.get("post") or [""])[0] in named


def _held(outcome: Holding | RowFault, held: set[tuple[str, str]]) -> Holding | RowFault:
    if isinstance(outcome, Holding):
        held.add((outcome.name, outcome.role))
    return outcome


def _objects(lines: Iterable[str | bytes]) -> Iterator[tuple[int, Mapping[str, Any] | RowFault]]:
    """Each line as an object with its number, or why it is none. Blank lines are passed over."""
    for number, line in enumerate(lines, 1):
        if isinstance(line, bytes):
            try:
                line = line.decode("utf-8-sig" if number == 1 else "utf-8")
            except UnicodeDecodeError as e:
                yield number, RowFault(number, f"not UTF-8 (byte {e.start}): save the register as UTF-8")
                continue
        if not line.strip():
            continue
        if len(line) > MAX_LINE:
            yield number, RowFault(number, f"{len(line)} characters in one line, at most {MAX_LINE} are read")
            continue
        try:
            value = json.loads(line)
        except (ValueError, RecursionError) as e:
            yield number, RowFault(number, f"not JSON ({str(e)[:80]}); wanted one object a line")
            continue
        if isinstance(value, dict):
            yield number, value
        else:
            yield number, RowFault(number, f"a {type(value).__name__}, wanted an object with id, schema and properties")


BODIES = frozenset(("Organization", "PublicBody", "Company", "LegalEntity"))


def _take_ftm(
    number: int,
    entity: Mapping[str, Any],
    named: dict[str, _Named],
    occupancies: list[tuple[int, str, Mapping[str, list[str]]]],
    loose: list[tuple[int, str, tuple[str, ...]]],
) -> RowFault | None:
    schema, key = entity.get("schema"), entity.get("id")
    if not isinstance(schema, str) or not isinstance(key, str) or not key:
        return RowFault(number, 'no id or no schema: wanted FollowTheMoney, {"id", "schema", "properties"}')
    given = entity.get("properties")
    properties = {k: _texts(v) for k, v in given.items()} if isinstance(given, dict) else {}
    if schema == "Occupancy":
        occupancies.append((number, key, properties))
        return None
    if schema not in BODIES | {"Person", "Position"}:
        return None
    names = properties.get("name", []) or [t for t in [entity.get("caption")] if isinstance(t, str) and t]
    if not names:
        names = [" ".join(properties.get("firstName", [])[:1] + properties.get("lastName", [])[:1])]
    if not names[0].strip():
        return RowFault(number, f"{schema} {key} has no name: give it one, or leave the row out")
    above = next(iter(properties.get("organization") or properties.get("parent") or []), None)
    aliases = tuple(dict.fromkeys([*names[1:], *properties.get("alias", []), *properties.get("weakAlias", [])]))
    named[key] = _Named(_clean(names[0]), _place(properties), aliases[:MAX_ALIASES], _gender(properties), above)
    roles = tuple(map(_clean, properties.get("position", [])))
    if schema == "Person" and roles:
        loose.append((number, key, roles))
    return None


def _texts(value: object) -> list[str]:
    """The values of a property: FollowTheMoney writes lists, hand-made files single words."""
    if isinstance(value, str):
        return [value] if value.strip() else []
    if isinstance(value, dict):
        return _texts(value.get("id"))
    if isinstance(value, list):
        return [t for v in value[:200] for t in _texts(v)]
    return [str(value)] if isinstance(value, int | float) and not isinstance(value, bool) else []


def _clean(name: str) -> str:
    return " ".join(name.split())[:300]


def _place(properties: Mapping[str, list[str]]) -> str | None:
    for key in ("country", "jurisdiction", "nationality", "citizenship", "subnationalArea"):
        for value in properties.get(key, []):
            code = value.lower()
            if code in NAME_OF:
                return code
            if (found := country(value)) is not None:
                return found
    return None


def _gender(properties: Mapping[str, list[str]]) -> str | None:
    word = (properties.get("gender") or [""])[0].lower()[:1]
    return word if word in ("m", "f") else None


def _occupancy(number: int, key: str, p: Mapping[str, list[str]], named: Mapping[str, _Named]) -> Holding | RowFault:
    person = named.get((p.get("holder") or [""])[0])
    post = named.get((p.get("post") or [""])[0])
    if person is None or post is None:
        missing = "holder" if person is None else "post"
        return RowFault(number, f"occupancy {key}: its {missing} is not in the file; add the row that it refers to")
    days = _days(p.get("startDate", []), p.get("endDate", []))
    if isinstance(days, str):
        return RowFault(number, f"occupancy {key}: {days}")
    body, where = _body_above(post, named)
    role = re.sub(r"\s*\([^)]*\)$", "", post.name)
    where = post.country or where or country(role) or person.country
    return Holding(person.name, role, office(role, body, where), *days, person.aliases, person.gender, key)


def _body_above(post: _Named, named: Mapping[str, _Named]) -> tuple[str | None, str | None]:
    """The body that a position belongs to, and the country of it or of what stands above it."""
    body, where, key = None, None, post.above
    for _ in range(MAX_STEPS):
        found = named.get(key or "")
        if found is None:
            break
        body, where, key = body or found.name, where or found.country, found.above
    return body, where


def _days(starts: list[str], ends: list[str]) -> tuple[date | None, date | None] | str:
    """First and last day, or what is wrong with them."""
    since, until = _day(starts[0], last=False) if starts else None, _day(ends[0], last=True) if ends else None
    for text, value in ((starts, since), (ends, until)):
        if isinstance(value, str) or (text and value is None):
            return f"“{text[0][:40]}” is no date from {EARLIEST.year} to {LATEST.year}: write 2001-02-28, 2001-02, 2001"
    if isinstance(since, date) and isinstance(until, date) and until < since:
        return f"it ends ({until}) before it begins ({since}): correct the days"
    return since, until


DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:T.*)?$")


def _day(text: str, *, last: bool) -> date | None:
    """The first or the last day that a partial date may mean; None if it is none."""
    found = DAY.match(text.strip())
    if not found:
        return None
    year, month, day = int(found[1]), found[2], found[3]
    try:
        if day:
            out = date(year, int(month), int(day))
        elif month:
            out = (
                date(year + (int(month) == 12), int(month) % 12 + 1, 1) - timedelta(1)
                if last
                else date(year, int(month), 1)
            )
        else:
            out = date(year, 12, 31) if last else date(year, 1, 1)
    except (ValueError, OverflowError):
        return None
    return out if EARLIEST <= out <= LATEST else None


def read_popolo(text: str | bytes) -> Iterator[Holding | RowFault]:
    """Holdings of a Popolo document ({"persons", "organizations", "posts", "memberships"}). Faults count memberships
    from 1, for Popolo has no lines."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as e:
        yield RowFault(1, f"not JSON ({str(e)[:80]}); wanted a Popolo document")
        return
    if not isinstance(document, dict) or not isinstance(document.get("memberships"), list):
        yield RowFault(1, "no memberships: wanted a Popolo document with persons, organizations and memberships")
        return
    named = {}
    for kind in ("persons", "organizations", "posts"):
        for row in document.get(kind) or []:
            if (
                isinstance(row, dict)
                and isinstance(row.get("id"), str)
                and (name := row.get("name") or row.get("label"))
            ):
                named[row["id"]] = _popolo_named(row, str(name))
    for number, row in enumerate(document["memberships"], 1):
        yield (
            _membership(number, row, named) if isinstance(row, dict) else RowFault(number, "a membership is an object")
        )


def _popolo_named(row: Mapping[str, Any], name: str) -> _Named:
    others = [o.get("name") for o in row.get("other_names") or [] if isinstance(o, dict)]
    place = next((c for c in (row.get("country"), row.get("area_id"), name) if isinstance(c, str) and country(c)), None)
    code = country(place) if place else None
    above = row.get("organization_id") or row.get("parent_id")
    aliases = tuple(_clean(o) for o in others if isinstance(o, str))[:MAX_ALIASES]
    return _Named(_clean(name), code, aliases, _gender({"gender": _texts(row.get("gender"))}), above)


def _membership(number: int, row: Mapping[str, Any], named: Mapping[str, _Named]) -> Holding | RowFault:
    person = named.get(str(row.get("person_id")))
    if person is None:
        return RowFault(number, f"membership {number}: person {row.get('person_id')!r} is not among the persons")
    post = named.get(str(row.get("post_id")))
    body = named.get(str(row.get("organization_id") or (post.above if post else "")))
    role = row.get("role") or (post.name if post else None) or ("member" if body else None)
    if not isinstance(role, str):
        return RowFault(number, f"membership {number}: no role, post or organization; say what {person.name} was")
    days = _days(_texts(row.get("start_date")), _texts(row.get("end_date")))
    if isinstance(days, str):
        return RowFault(number, f"membership {number}: {days}")
    where = (body.country if body else None) or (post.country if post else None) or person.country
    made = office(role, body.name if body else None, where)
    return Holding(person.name, _clean(role), made, *days, person.aliases, person.gender, str(row.get("id") or number))


def write_ftm(holdings: Iterable[Holding]) -> Iterator[str]:
    """The holdings as FollowTheMoney JSON lines: each person, body and position once, before its occupancies."""
    written: set[str] = set()
    for h in holdings:
        rows: list[dict[str, Any]] = []
        person = "or-p-" + digest("person", h.source or "", h.name)
        rows.append(_entity(person, "Person", {"name": [h.name], "alias": list(h.aliases), "gender": _word(h.gender)}))
        body = None
        if h.office.body:
            body = "or-b-" + digest("body", h.office.body, h.office.country or "")
            rows.append(_entity(body, "PublicBody", {"name": [h.office.body], "country": _some(h.office.country)}))
        post = "or-o-" + digest("office", h.role, h.office.body or "", h.office.country or "")
        rows.append(
            _entity(
                post, "Position", {"name": [h.role], "country": _some(h.office.country), "organization": _some(body)}
            )
        )
        days = {"startDate": _some(str(h.since or "")), "endDate": _some(str(h.until or ""))}
        rows.append(_entity("or-h-" + h.id, "Occupancy", {"holder": [person], "post": [post], **days}))
        for row in rows:
            if row["id"] not in written:
                written.add(row["id"])
                yield json.dumps(row, ensure_ascii=False)


def _entity(key: str, schema: str, properties: Mapping[str, list[str]]) -> dict[str, Any]:
    return {"id": key, "schema": schema, "properties": {k: v for k, v in properties.items() if v}}


def _some(value: str | None) -> list[str]:
    return [value] if value else []


def _word(gender: str | None) -> list[str]:
    return {"m": ["male"], "f": ["female"]}.get(gender or "", [])


class Register:
    """Holdings looked up by office: who was president of Belarus on a day."""

    def __init__(self, holdings: Iterable[Holding]) -> None:
        self._by_office: dict[tuple[str, str], list[Holding]] = {}
        for h in holdings:
            for where in {h.office.country or "", (h.office.body or "").casefold()} - {""}:
                self._by_office.setdefault((h.office.role, where), []).append(h)

    def holdings(self, wanted: Office, day: date) -> tuple[Holding, ...]:
        """Who held the office on that day. "Head of state" and "leader" mean whoever leads the state."""
        roles = LEADERS if wanted.role in ("leader", "head of state") else (wanted.role,)
        places = [p for p in (wanted.body and wanted.body.casefold(), wanted.country) if p]
        for role in roles:
            for place in places:
                found = [h for h in self._by_office.get((role, place), []) if h.covers(day)]
                if found:
                    return tuple({h.name: h for h in found}.values())
        return ()

    def holder(self, role: str, country: str | None, body: str | None, day: date) -> str | None:
        """The name of the only holder, else None. Former holders are not looked for."""
        wanted = office(role, body, country)
        found = self.holdings(wanted, day) if wanted.status in ("", "acting") else ()
        return found[0].name if len(found) == 1 else None


class Registers:
    """Several sources of offices, asked in order: the archive's own registers before the sample."""

    def __init__(self, *sources: Any) -> None:
        self._sources = sources

    def holder(self, role: str, country: str | None, body: str | None, day: date) -> str | None:
        """The first answer that any of them gives."""
        answers = (source.holder(role, country, body, day) for source in self._sources)
        return next((a for a in answers if a is not None), None)


LEADERS = ("president", "king", "queen", "emir", "sultan", "supreme leader", "prime minister", "chancellor")
