"""The directory kept with the statements: whom each article's speakers are, decided when the article comes in.

An `Index` of the store: told which articles stop and begin to be shown, it takes their appearances out and puts them
in. Who is who is judged by `people.identity`; what people have decided (`pins`, merged parties) goes before.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from onrecord.model import Speaker, SpeakerType, digest
from onrecord.people.identity import Profile, Verdict, blocks, choose, parts_of, spelling
from onrecord.people.roles import Office, office
from onrecord.store.db import Database
from onrecord.store.keys import name_key
from onrecord.store.words import storable

if TYPE_CHECKING:
    from onrecord.store.entries import Entry

COMPANY = 5  # others in the article that count as company: those with most statements
CANDIDATES = 12  # parties compared with a new appearance: of those under its keys, the most quoted
NAMESAKES = 8  # and of those who bear just its name
FOLLOW = 8  # merges followed; more would be a circle
PERSON, BODY = SpeakerType.PERSON.value, SpeakerType.BODY.value
TRAITS_COMPARED = ("name", "office", "body", "country")


@dataclass(frozen=True, slots=True)
class Appearance:
    """A person or body as one article's statements show it."""

    kind: str
    name: str
    offices: tuple[tuple[str | None, str | None, str | None], ...]  # role as worded, body, country
    countries: tuple[str, ...]
    company: tuple[str, ...]  # names of others
    spoke_to: tuple[str, ...]
    ordinals: tuple[int, ...]  # of the statements in the article
    day: str

    @property
    def statements(self) -> int:
        return len(self.ordinals)

    @property
    def key(self) -> str:
        return name_key(self.name)

    def traits(self) -> Iterator[tuple[str, str, str]]:
        """(kind, value, label) of everything that is counted."""
        yield "name", self.key, self.name
        yield "month", self.day[:7], self.day[:7]
        for role, body, where in self.offices:
            normal = office(role, body, where) if role else Office("", body, where)
            value = "|".join((normal.role, name_key(body or normal.body or ""), normal.country or ""))
            yield "office", value, json.dumps([role, body, where], ensure_ascii=False)
        for body in dict.fromkeys(b for _, b, _ in self.offices if b):
            yield "body", name_key(body), body
        yield from (("country", c, c) for c in self.countries)
        yield from (("company", name_key(n), n) for n in self.company)
        yield from (("to", name_key(n), n) for n in self.spoke_to if name_key(n))

    def profile(self) -> Profile:
        day = date.fromisoformat(self.day)
        offices = tuple(office(role, body, where) for role, body, where in self.offices if role)
        bodies = frozenset(name_key(b) for _, b, _ in self.offices if b)
        company = frozenset(name_key(n) for n in self.company)
        countries = frozenset(self.countries) | {o.country for o in offices if o.country}
        return Profile((self.name,), offices, bodies, countries, day, day, company)


def appearances(entry: Entry) -> tuple[Appearance, ...]:
    """The people and bodies that speak in an article, those with most statements first; joint speakers each."""
    spoken: dict[tuple[str, str], list[tuple[Speaker, str | None, int]]] = {}
    text = entry.record.article.text
    for i, s in enumerate(entry.record.statements):
        to = text[s.addressee.start : s.addressee.end] if s.addressee else None
        for speaker in (s.speaker.members or (s.speaker,)) if s.speaker else ():
            if speaker.type is not SpeakerType.UNNAMED and name_key(speaker.name):
                spoken.setdefault((speaker.type.value, name_key(speaker.name)), []).append((speaker, to, i))
    ranked = sorted(spoken.items(), key=lambda item: (-len(item[1]), item[0]))
    names = [said[0][0].name for _, said in ranked]
    return tuple(_appearance(kind, said, names, str(entry.row["day"])) for (kind, _), said in ranked)


def _appearance(
    kind: str, said: Sequence[tuple[Speaker, str | None, int]], names: Sequence[str], day: str
) -> Appearance:
    name = storable(said[0][0].name)
    offices = dict.fromkeys((s.role, s.body, s.country) for s, _, _ in said if s.role or s.body)
    countries = dict.fromkeys(s.country for s, _, _ in said if s.country)
    company = tuple(storable(n) for n in names if n != said[0][0].name)[:COMPANY]
    to = dict.fromkeys(storable(" ".join(t.split()))[:200] for _, t, _ in said if t)
    return Appearance(
        kind, name, tuple(offices), tuple(countries), company, tuple(to), tuple(i for _, _, i in said), day
    )


class Directory:
    """The `Index`; see the module."""

    def change(self, db: Database, hidden: Sequence[Entry], shown: Sequence[Entry]) -> None:
        for entry in hidden:
            self._take_out(db, entry)
        for entry in shown:
            self._put_in(db, entry)

    def _take_out(self, db: Database, entry: Entry) -> None:
        article = {"article": entry.row["n"]}
        rows = db.rows("SELECT name_key, kind, party FROM appearances WHERE article = :article", article)
        party_of = {(kind, key): party for key, kind, party in rows}
        for seen in appearances(entry):
            party = party_of.get((seen.kind, seen.key))
            if party is not None:
                count(db, party, seen, -1)
        db.execute("DELETE FROM appearances WHERE article = :article", article)

    def _put_in(self, db: Database, entry: Entry) -> None:
        address = str(entry.row["address_key"])
        taken: set[str] = set()
        for seen in appearances(entry):
            party, verdict = self._decide(db, seen, address, entry.row["id"], taken)
            taken.add(party)
            values = {
                "article": entry.row["n"], "name_key": seen.key, "kind": seen.kind, "party": party, "day": seen.day,
                "statements": seen.statements, "ordinals": json.dumps(seen.ordinals), "score": verdict.score,
                "reasons": "; ".join(verdict.reasons),
            }  # fmt: skip
            db.execute(_PUT_APPEARANCE, values)
            count(db, party, seen, 1)

    def _decide(
        self, db: Database, seen: Appearance, address: str, article: str, taken: set[str]
    ) -> tuple[str, Verdict]:
        """The party that an appearance belongs to: pinned by a person, judged to be a known one, or new. Two names of
        one article are two parties unless a person has said otherwise: the page itself tells them apart."""
        where = {"address": address, "key": seen.key, "kind": seen.kind}
        pinned = db.row(
            "SELECT party FROM pins WHERE address_key = :address AND name_key = :key AND kind = :kind", where
        )
        if pinned:
            return live(db, pinned[0]), Verdict(1.0, ("a person decided it",))
        known = [(key, profile) for key, profile in self._candidates(db, seen) if key not in taken]
        party, verdict = self._body(seen, known) if seen.kind == BODY else choose(seen.profile(), known)
        if party is not None:
            if not db.rows(_HAS_NAME, {"party": party, "key": seen.key}):
                decide(db, act="join", party=party, name=seen.name, reasons=verdict.reasons, score=verdict.score)
                name_party(db, party, seen.kind, seen.name)
            return party, verdict
        made = digest("party", seen.kind, seen.key, article)
        exists = db.row("SELECT merged_into FROM parties WHERE id = :id", {"id": made})
        if exists:
            return live(db, made), verdict
        values = {"id": made, "kind": seen.kind, "name": seen.name}
        db.execute(_PUT_PARTY, values)
        name_party(db, made, seen.kind, seen.name)
        decide(db, act="new", party=made, name=seen.name, reasons=verdict.reasons, score=verdict.score)
        return made, verdict

    @staticmethod
    def _body(seen: Appearance, known: Iterable[tuple[str, Profile]]) -> tuple[str | None, Verdict]:
        """Bodies are known by their name; two of one name and different countries are two."""
        for key, profile in known:
            if seen.key in {name_key(n) for n in profile.names}:
                apart = seen.countries and profile.countries and not profile.countries & set(seen.countries)
                if not apart:
                    return key, Verdict(0.9, ("the same name",))
        return None, Verdict(0.0, ("no body of that name yet",))

    def _candidates(self, db: Database, seen: Appearance) -> list[tuple[str, Profile]]:
        """Parties that may be meant: those of just this name, then those of its keys. Keys of the whole family name
        come before those of a given name and an initial, which a large archive has by the hundred."""
        found = [r[0] for r in db.rows(_SAME_NAME, {"key": seen.key, "kind": seen.kind, "limit": NAMESAKES})]
        keys = sorted(party_blocks(seen.kind, seen.name, asked=True))
        family = spelling(parts_of(seen.name)[-1])[:12] if seen.kind == PERSON and keys else ""
        near = [k for k in keys if k.partition(" ")[0] == family]
        for some, limit in ((near, CANDIDATES), ([k for k in keys if k not in near], CANDIDATES // 2)):
            if some:
                names, params = listed("b", some)
                sql = (
                    "SELECT DISTINCT p.id, p.statements FROM party_blocks b JOIN parties p ON p.id = b.party "
                    f"WHERE b.block IN ({names}) AND b.kind = :kind AND p.merged_into IS NULL "
                    "ORDER BY p.statements DESC, p.id LIMIT :limit"
                )
                found += [r[0] for r in db.rows(sql, {**params, "kind": seen.kind, "limit": limit})]
        return list(profiles(db, list(dict.fromkeys(found)), [name_key(n) for n in seen.company]).items())


def party_blocks(kind: str, name: str, *, asked: bool = False) -> frozenset[str]:
    """The keys of a party's name; of a name asked for, those that find its bearers."""
    return frozenset((name_key(name)[:60],)) if kind == BODY else blocks(name, asked=asked)


def profiles(db: Database, parties: Sequence[str], company: Sequence[str] = ()) -> dict[str, Profile]:
    """What is known of each party, as far as it is compared."""
    if not parties:
        return {}
    ids, params = listed("p", parties)
    kinds, more = listed("k", TRAITS_COMPARED)
    sql = (
        "SELECT party, kind, value, label, first_day, last_day FROM party_traits "
        f"WHERE party IN ({ids}) AND kind IN ({kinds}) ORDER BY party, articles DESC"
    )
    traits: dict[str, list[tuple[Any, ...]]] = {p: [] for p in parties}
    for row in db.rows(sql, {**params, **more}):
        traits[row[0]].append(row[1:])
    met: dict[str, set[str]] = {p: set() for p in parties}
    if company:
        others, names = listed("c", company)
        sql = (
            f"SELECT party, value FROM party_traits WHERE party IN ({ids}) AND kind = 'company' AND value IN ({others})"
        )
        for party, value in db.rows(sql, {**params, **names}):
            met[party].add(value)
    return {p: _profile(traits[p], met[p]) for p in parties}


def _profile(traits: Sequence[tuple[Any, ...]], company: set[str]) -> Profile:
    by_kind: dict[str, list[tuple[str, str]]] = {}
    for kind, value, label, _, _ in traits:
        by_kind.setdefault(kind, []).append((value, label))
    offices = []
    for value, _ in by_kind.get("office", [])[:20]:
        role, body, where = value.split("|", 2)
        if role:
            offices.append(Office(role, body or None, where or None))
    names = sorted((label for _, label in by_kind.get("name", [])), key=lambda n: -len(n.split()))
    days = [(t[3], t[4]) for t in traits if t[0] == "name"]
    return Profile(
        tuple(names),
        tuple(offices),
        frozenset(v for v, _ in by_kind.get("body", [])),
        frozenset(v for v, _ in by_kind.get("country", [])) | {o.country for o in offices if o.country},
        date.fromisoformat(min(d[0] for d in days)) if days else None,
        date.fromisoformat(max(d[1] for d in days)) if days else None,
        frozenset(company),
    )


def count(db: Database, party: str, seen: Appearance, sign: int) -> None:
    """Add or take away one article's appearance of a party: its traits and its totals."""
    said = {"party": party, "day": seen.day, "articles": sign, "statements": sign * seen.statements}
    traits = {(kind, value): label for kind, value, label in seen.traits()}
    ordered = sorted(traits.items())
    db.executemany(_COUNT_TRAIT, [{**said, "kind": k, "value": v, "label": label} for (k, v), label in ordered])
    if sign < 0:
        db.executemany(_CLEAR_TRAIT, [{"party": party, "kind": k, "value": v} for (k, v), _ in ordered])
    db.execute(_COUNT_PARTY, said)


def name_party(db: Database, party: str, kind: str, name: str) -> None:
    """A name that the party is known by from now on; a full one takes the place of a single one."""
    keys = sorted(party_blocks(kind, name))
    db.executemany(_PUT_BLOCK, [{"block": b, "kind": kind, "party": party} for b in keys])
    if len(name.split()) > 1:
        db.execute(_FULLER_NAME, {"party": party, "name": name})


def decide(
    db: Database,
    *,
    act: str,
    party: str,
    name: str,
    reasons: Sequence[str],
    by: str = "machine",
    other: str | None = None,
    score: float | None = None,
) -> int:
    """Append a decision; its number."""
    values = {
        "made": datetime.now(UTC).isoformat(timespec="seconds"), "by": by, "act": act, "party": party, "other": other,
        "name": name, "score": score, "reasons": "; ".join(reasons),
    }  # fmt: skip
    db.execute(_PUT_DECISION, values)
    ((n,),) = db.rows("SELECT max(n) FROM decisions")
    return int(n)


def live(db: Database, party: str) -> str:
    """The party that stands for this one after all merges."""
    for _ in range(FOLLOW):
        row = db.row("SELECT merged_into FROM parties WHERE id = :id", {"id": party})
        if row is None or row[0] is None:
            break
        party = row[0]
    return party


def listed(prefix: str, values: Sequence[str]) -> tuple[str, Mapping[str, str]]:
    """Named parameters for an IN list: their names, and their values."""
    params = {f"{prefix}{i}": v for i, v in enumerate(values)}
    return ", ".join(":" + k for k in params), params


def rebuild(db: Database) -> int:
    """Put in what the archive held before it had a directory; the number of articles. Inside `writing`."""
    from onrecord.store.entries import stored_entry

    sql = (
        "SELECT n FROM articles a WHERE current = 1 AND n > :after "
        "AND NOT EXISTS (SELECT 1 FROM appearances WHERE article = a.n) ORDER BY n LIMIT 100"
    )
    after, done = -(1 << 62), 0
    while rows := db.rows(sql, {"after": after}):
        Directory().change(db, (), [stored_entry(db, n) for (n,) in rows])
        after, done = rows[-1][0], done + len(rows)
    return done


def totals_by_kind(db: Database) -> Counter[str]:
    """How many people and bodies are listed."""
    rows = db.rows("SELECT kind, count(*) FROM parties WHERE merged_into IS NULL AND statements > 0 GROUP BY kind")
    return Counter(dict(rows))


_PUT_PARTY = """
    INSERT INTO parties (id, kind, name, named_by, merged_into, articles, statements, first_day, last_day)
    VALUES (:id, :kind, :name, 'machine', NULL, 0, 0, NULL, NULL) ON CONFLICT (id) DO NOTHING
"""
_PUT_APPEARANCE = """
    INSERT INTO appearances (article, name_key, kind, party, day, statements, ordinals, score, reasons)
    VALUES (:article, :name_key, :kind, :party, :day, :statements, :ordinals, :score, :reasons)
    ON CONFLICT (article, name_key, kind) DO NOTHING
"""
_PUT_BLOCK = """
    INSERT INTO party_blocks (block, kind, party) VALUES (:block, :kind, :party)
    ON CONFLICT (block, kind, party) DO NOTHING
"""
_PUT_DECISION = """
    INSERT INTO decisions (made, by, act, party, other, name, score, reasons)
    VALUES (:made, :by, :act, :party, :other, :name, :score, :reasons)
"""
_PINNED = "SELECT party FROM pins WHERE address_key = :address AND name_key = :key AND kind = :kind"
_SAME_NAME = """
    SELECT p.id FROM party_traits t JOIN parties p ON p.id = t.party
    WHERE t.kind = 'name' AND t.value = :key AND p.kind = :kind AND p.merged_into IS NULL
    ORDER BY t.articles DESC, p.id LIMIT :limit
"""
_HAS_NAME = "SELECT 1 FROM party_traits WHERE party = :party AND kind = 'name' AND value = :key"
_COUNT_TRAIT = """
    INSERT INTO party_traits (party, kind, value, label, articles, statements, first_day, last_day)
    VALUES (:party, :kind, :value, :label, :articles, :statements, :day, :day)
    ON CONFLICT (party, kind, value) DO UPDATE SET
        articles = party_traits.articles + excluded.articles,
        statements = party_traits.statements + excluded.statements,
        first_day = CASE WHEN excluded.first_day < party_traits.first_day
                    THEN excluded.first_day ELSE party_traits.first_day END,
        last_day = CASE WHEN excluded.last_day > party_traits.last_day
                   THEN excluded.last_day ELSE party_traits.last_day END
"""
_CLEAR_TRAIT = "DELETE FROM party_traits WHERE party = :party AND kind = :kind AND value = :value AND articles <= 0"
_COUNT_PARTY = """
    UPDATE parties SET
        articles = articles + :articles,
        statements = statements + :statements,
        first_day = CASE WHEN first_day IS NULL OR :day < first_day THEN :day ELSE first_day END,
        last_day = CASE WHEN last_day IS NULL OR :day > last_day THEN :day ELSE last_day END
    WHERE id = :party
"""
# A full name takes the place of a single one; which of several full names is shown changes only by a person's word.
_FULLER_NAME = """
    UPDATE parties SET name = :name WHERE id = :party AND named_by = 'machine' AND name NOT LIKE '% %'
"""
