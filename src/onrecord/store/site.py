"""Questions that only the site's pages ask: counts over time, offices as pages word them, who is quoted most.

Functions of a `Database`, portable SQL. What would grow with a much-quoted person looks at the newest `SAMPLE` of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from onrecord.store.db import Database
from onrecord.store.rows import Tally

SAMPLE = 2_000  # statements of one person or body that offices, addressees and names are counted among: some 10 ms
KEYS = {"person": "speaker_key", "body": "body_key"}  # the column that each directory goes by


@dataclass(frozen=True, slots=True)
class Office:
    """A role and body as pages word them for one person, the commonest first."""

    role: str | None
    body: str | None
    body_key: str | None
    count: int
    first_day: str
    last_day: str


@dataclass(frozen=True, slots=True)
class Holder:
    """A person who spoke for a body, in the role that pages gave most often."""

    key: str
    name: str
    role: str | None
    count: int
    first_day: str
    last_day: str


@dataclass(frozen=True, slots=True)
class VersionTally:
    """How many articles were found by one pair of rules and model."""

    rules: str
    tagger: str
    articles: int


def revision(db: Database) -> tuple[int, ...]:
    """Changes whenever a page was added: what was made under the same revision may be shown again."""
    ((captures,),) = db.rows("SELECT coalesce(max(n), 0) FROM captures")
    return (captures,)


def most_quoted(db: Database, since: date, limit: int) -> tuple[Tally, ...]:
    """People with most statements from a local day on."""
    sql = (
        "SELECT speaker_key, min(speaker), count(DISTINCT article), count(*) AS said, min(day), max(day) "
        "FROM statements WHERE current = 1 AND n >= :low AND day >= :since AND speaker_type = 'person' "
        "AND speaker_key IS NOT NULL GROUP BY speaker_key ORDER BY said DESC, speaker_key LIMIT :limit"
    )
    from onrecord.store.keys import day_floor

    rows = db.rows(sql, {"low": day_floor(since), "since": since.isoformat(), "limit": limit})
    return tuple(Tally(*r) for r in rows)


def latest_day(db: Database) -> date | None:
    """The local day of the newest article."""
    row = db.row("SELECT day FROM articles WHERE current = 1 ORDER BY n DESC LIMIT 1")
    return date.fromisoformat(row[0]) if row else None


def offices(db: Database, speaker_key: str) -> tuple[Office, ...]:
    """The person's offices as pages word them, among their newest `SAMPLE` statements."""
    sql = (
        "SELECT role, min(body), body_key, count(*) AS said, min(day), max(day) FROM ("
        "SELECT role, body, body_key, day FROM statements WHERE current = 1 AND speaker_key = :key "
        "ORDER BY day DESC LIMIT :sample) newest WHERE role IS NOT NULL OR body IS NOT NULL "
        "GROUP BY role, body_key ORDER BY said DESC, max(day) DESC LIMIT 12"
    )
    return tuple(Office(*r) for r in db.rows(sql, {"key": speaker_key, "sample": SAMPLE}))


def holders(db: Database, body_key: str) -> tuple[Holder, ...]:
    """The people who spoke for the body, among its newest `SAMPLE` statements."""
    sql = (
        "SELECT speaker_key, min(speaker), max(role), count(*) AS said, min(day), max(day) FROM ("
        "SELECT speaker_key, speaker, role, day FROM statements WHERE current = 1 AND body_key = :key "
        "AND speaker_type = 'person' ORDER BY day DESC LIMIT :sample) newest WHERE speaker_key IS NOT NULL "
        "GROUP BY speaker_key ORDER BY max(day) DESC, said DESC LIMIT 30"
    )
    return tuple(Holder(*r) for r in db.rows(sql, {"key": body_key, "sample": SAMPLE}))


def addressees(db: Database, speaker_key: str) -> tuple[tuple[str, int], ...]:
    """Whom the person spoke to, as pages word it, among their newest `SAMPLE` statements."""
    sql = (
        "SELECT addressee, count(*) AS said FROM (SELECT addressee FROM statements WHERE current = 1 "
        "AND speaker_key = :key ORDER BY day DESC LIMIT :sample) newest WHERE addressee IS NOT NULL "
        "GROUP BY addressee ORDER BY said DESC, addressee LIMIT 8"
    )
    return tuple((text, n) for text, n in db.rows(sql, {"key": speaker_key, "sample": SAMPLE}))


def months(db: Database, dimension: str, key: str) -> tuple[tuple[str, str, int], ...]:
    """(month `2022-11`, kind, statements) of a person or body over all time, in order; read from the index alone."""
    column = KEYS[dimension]
    sql = (
        f"SELECT substr(day, 1, 7) AS month, kind, count(*) FROM statements WHERE current = 1 AND {column} = :key "
        "GROUP BY substr(day, 1, 7), kind ORDER BY month, kind"
    )
    return tuple((month, kind, n) for month, kind, n in db.rows(sql, {"key": key}))


def articles_by_month(db: Database, dimension: str, key: str) -> tuple[tuple[str, int], ...]:
    """(month, articles) of an outlet or country, in order."""
    column = {"outlet": "outlet_key", "country": "country"}[dimension]
    sql = (
        f"SELECT substr(day, 1, 7) AS month, count(*) FROM articles WHERE current = 1 AND {column} = :key "
        "GROUP BY substr(day, 1, 7) ORDER BY month"
    )
    return tuple((month, n) for month, n in db.rows(sql, {"key": key}))


def body_countries(db: Database, keys: tuple[str, ...]) -> dict[str, str]:
    """The country of the articles in which each body speaks most, among its newest statements."""
    sql = (
        "SELECT country, count(*) AS said FROM (SELECT country FROM statements WHERE current = 1 AND body_key = :key "
        "ORDER BY day DESC LIMIT 50) newest WHERE country IS NOT NULL GROUP BY country ORDER BY said DESC LIMIT 1"
    )
    found = {key: db.row(sql, {"key": key}) for key in keys}
    return {key: row[0] for key, row in found.items() if row}


def kinds(db: Database, speaker_keys: tuple[str, ...]) -> dict[str, dict[str, int]]:
    """For each person how many statements of each kind."""
    sql = "SELECT kind, count(*) FROM statements WHERE current = 1 AND speaker_key = :key GROUP BY kind"
    return {key: dict(db.rows(sql, {"key": key})) for key in speaker_keys}


def versions_used(db: Database) -> tuple[VersionTally, ...]:
    sql = (
        "SELECT version_rules, version_tagger, count(*) AS articles FROM articles WHERE current = 1 "
        "GROUP BY version_rules, version_tagger ORDER BY articles DESC LIMIT 10"
    )
    return tuple(VersionTally(*r) for r in db.rows(sql))
