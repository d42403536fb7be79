"""Questions that only the site's pages ask: counts over time, offices as pages word them, who is quoted most.

Functions of a `Database`, portable SQL. What would grow with a much-quoted person looks at the newest `SAMPLE` of them.
"""

from __future__ import annotations

import heapq
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from onrecord.store import matching, reading
from onrecord.store.db import Database
from onrecord.store.keys import day_floor
from onrecord.store.parties import listed
from onrecord.store.query import StatementQuery, read_cursor, time_cursor
from onrecord.store.rows import Slice, StatementRow, Tally

NAMESAKES = 10  # bearers of one name that are looked at, on average
SAMPLE = 2_000  # statements of one person or body that offices, addressees and names are counted among: some 10 ms
ANSWERS = 100  # articles that questions are looked for in: some 5 ms for somebody who speaks in all of them
KEYS = {"person": "speaker_key", "body": "body_key"}  # the column that each directory goes by


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
class Held:
    """An office at a body as a register has it."""

    name: str
    role: str
    since: str | None
    until: str | None
    register: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question that somebody answered, who asked it as far as the page tells, and the answer's id."""

    question: str
    asker: str | None
    statement: str
    day: str


@dataclass(frozen=True, slots=True)
class VersionTally:
    """How many articles were found by one pair of rules and model."""

    rules: str
    tagger: str
    articles: int


def revision(db: Database) -> tuple[int, ...]:
    """Changes whenever a page was added or a person decided something about the directory."""
    sql = "SELECT (SELECT max(n) FROM captures), (SELECT max(n) FROM decisions)"
    ((captures, decisions),) = db.rows(sql)
    return captures or 0, decisions or 0


def most_quoted(db: Database, since: date, limit: int) -> tuple[Tally, ...]:
    """People with most statements from a local day on."""
    sql = (
        "SELECT speaker_key, min(speaker), count(DISTINCT article), count(*) AS said, min(day), max(day) "
        "FROM statements WHERE current = 1 AND n >= :low AND day >= :since AND speaker_type = 'person' "
        "AND speaker_key IS NOT NULL GROUP BY speaker_key ORDER BY said DESC, speaker_key LIMIT :limit"
    )
    rows = db.rows(sql, {"low": day_floor(since), "since": since.isoformat(), "limit": limit})
    return tuple(Tally(*r) for r in rows)


def latest_day(db: Database) -> date | None:
    """The local day of the newest article."""
    row = db.row("SELECT day FROM articles WHERE current = 1 ORDER BY n DESC LIMIT 1")
    return date.fromisoformat(row[0]) if row else None


def holders(db: Database, body_key: str) -> tuple[Holder, ...]:
    """The people who spoke for the body, among its newest `SAMPLE` statements."""
    sql = (
        "SELECT speaker_key, min(speaker), max(role), count(*) AS said, min(day), max(day) FROM ("
        "SELECT speaker_key, speaker, role, day FROM statements WHERE current = 1 AND body_key = :key "
        "AND speaker_type = 'person' ORDER BY day DESC LIMIT :sample) newest WHERE speaker_key IS NOT NULL "
        "GROUP BY speaker_key ORDER BY max(day) DESC, said DESC LIMIT 30"
    )
    return tuple(Holder(*r) for r in db.rows(sql, {"key": body_key, "sample": SAMPLE}))


def held_at(db: Database, body_key: str) -> tuple[Held, ...]:
    """Who held which office at the body, as imported registers have it, the latest first."""
    sql = (
        "SELECT name, role, since, until, register FROM holdings WHERE body_key = :key "
        "ORDER BY coalesce(until, '9999') DESC, since DESC LIMIT 40"
    )
    return tuple(Held(*r) for r in db.rows(sql, {"key": body_key}))


def bearers(db: Database, kind: str, keys: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """For each name key the ids of the people or bodies known by it, `NAMESAKES` at most: more than one is enough to
    tell that there are several."""
    found: dict[str, tuple[str, ...]] = {}
    for start in range(0, len(keys), 50):
        some = keys[start : start + 50]
        names, params = listed("k", some)
        sql = (
            "SELECT t.value, t.party FROM party_traits t JOIN parties p ON p.id = t.party "
            f"WHERE t.kind = 'name' AND t.value IN ({names}) AND p.kind = :kind AND p.merged_into IS NULL LIMIT :limit"
        )
        rows = db.rows(sql, {**params, "kind": kind, "limit": NAMESAKES * 50})
        if len(rows) == NAMESAKES * 50 and len(some) > 1:  # one name filled it all: each by itself
            for key in some:
                found |= bearers(db, kind, (key,))
            continue
        found |= {key: tuple(party for value, party in rows if value == key) for key in some}
    return found


def bearer(db: Database, kind: str, key: str, statement: int) -> str | None:
    """Which of them speaks in the article of that statement."""
    sql = (
        "SELECT p.party FROM statements s JOIN appearances p ON p.article = s.article AND p.name_key = :key "
        "AND p.kind = :kind WHERE s.n = :n"
    )
    row = db.row(sql, {"key": key, "kind": kind, "n": statement})
    return row[0] if row else None


def party_statements(
    db: Database, party: str, names: Sequence[str], query: StatementQuery, cursor: str | None, limit: int
) -> Slice[StatementRow]:
    """The statements of one person that match, newest first, under all their names and under none of a namesake's.

    Each name is a walk of its own; the walks are merged by number, and what somebody else of that name said drops out.
    """
    before = read_cursor(cursor, "t")
    walks = [_walk(db, replace(query, speaker_key=name), before) for name in names]
    rows: list[StatementRow] = []
    for n in heapq.merge(*walks, reverse=True):
        row = db.row(_OF_PARTY, {"n": n, "party": party})
        if row is not None:
            rows.append(reading.statement_row(row))
        if len(rows) > limit:
            return Slice(tuple(rows[:limit]), time_cursor(rows[limit - 1].n))
    return Slice(tuple(rows), None)


_OF_PARTY = f"""
    SELECT {reading.STATEMENT} FROM statements s JOIN articles a ON a.n = s.article
    JOIN appearances p ON p.article = s.article AND p.name_key = s.speaker_key AND p.kind = 'person'
    WHERE s.n = :n AND p.party = :party
"""


def questions(db: Database, party: str, limit: int = 30) -> tuple[Question, ...]:
    """The questions that one person answered in the newest `ANSWERS` articles in which they speak, newest first."""
    sql = "SELECT article, ordinals FROM appearances WHERE party = :party ORDER BY article DESC LIMIT :limit"
    seen = db.rows(sql, {"party": party, "limit": ANSWERS})
    numbers = [article + o for article, ordinals in seen for o in sorted(json.loads(ordinals))]
    sql = "SELECT n, id, article, day, prompt, spans, addressee FROM statements WHERE n = :n AND prompt IS NOT NULL"
    answers = db.each(sql, numbers[: ANSWERS * 2])[:limit]
    return tuple(
        Question(prompt, _asker(db, n, article, spans) or addressee, id, day)
        for n, id, article, day, prompt, spans, addressee in answers
    )


def _asker(db: Database, answer: int, article: int, spans: str) -> str | None:
    """Who says the question's words in the same article, where they are a statement of their own."""
    start, end = json.loads(spans)["prompt"]
    sql = (
        "SELECT s.speaker, s.spans FROM statements s WHERE s.n >= :article AND s.n < :end AND s.article = :article "
        "AND s.n <> :answer AND s.speaker IS NOT NULL ORDER BY s.n"
    )
    for speaker, other in db.rows(sql, {"article": article, "end": reading.end_of(db, article), "answer": answer}):
        if any(a < end and start < b for a, b in json.loads(other)["content"]):
            return str(speaker)
    return None


STEP = 60  # numbers read ahead of each walk


def _walk(db: Database, query: StatementQuery, before: int | None) -> Iterator[int]:
    if matching.unmatchable(query):
        return
    while True:
        sql, params = matching.walk(db, "statements", query, before=before)
        found = [n for (n,) in db.rows(f"{sql} LIMIT :limit", {**params, "limit": STEP})]
        yield from found
        if len(found) < STEP:
            return
        before = found[-1]


def months(db: Database, dimension: str, key: str) -> tuple[tuple[str, str, int], ...]:
    """(month `2022-11`, kind, statements) of a person or body over all time, in order; read from the index alone."""
    column = KEYS[dimension]
    sql = (
        f"SELECT substr(day, 1, 7) AS month, kind, count(*) FROM statements WHERE current = 1 AND {column} = :key "
        "GROUP BY substr(day, 1, 7), kind ORDER BY month, kind"
    )
    return tuple((month, kind, n) for month, kind, n in db.rows(sql, {"key": key}))


def statements_by_day(db: Database, since: date, until: date) -> tuple[tuple[str, int], ...]:
    """(day, statements) of the days in that span that have some, in order; read from the articles."""
    sql = (
        "SELECT day, sum(statement_count) FROM articles WHERE current = 1 AND n >= :low AND day >= :since "
        "AND day <= :until GROUP BY day HAVING sum(statement_count) > 0 ORDER BY day"
    )
    params = {"low": day_floor(since), "since": since.isoformat(), "until": until.isoformat()}
    return tuple((day, int(n)) for day, n in db.rows(sql, params))


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


def versions_used(db: Database) -> tuple[VersionTally, ...]:
    sql = (
        "SELECT version_rules, version_tagger, count(*) AS articles FROM articles WHERE current = 1 "
        "GROUP BY version_rules, version_tagger ORDER BY articles DESC LIMIT 10"
    )
    return tuple(VersionTally(*r) for r in db.rows(sql))
