"""How SQLite answers the questions of the site: by an index or a walk that stops, never by reading a whole table."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from making import many

from onrecord.store import Archive, ArticleQuery, Order, StatementQuery

QUESTIONS = {
    "latest statements": lambda a: a.statements(StatementQuery()),
    "latest articles": lambda a: a.articles(ArticleQuery()),
    "words": lambda a: a.statements(StatementQuery(words="number up")),
    "words, ranked": lambda a: a.statements(StatementQuery(words="number up", order=Order.RELEVANCE)),
    "words and days": lambda a: a.statements(
        StatementQuery(words="up", since=date(2024, 5, 1), until=date(2024, 5, 9))
    ),
    "days": lambda a: a.statements(StatementQuery(since=date(2024, 5, 1), until=date(2024, 5, 9))),
    "a person": lambda a: a.statements(StatementQuery(speaker_key="ann lee")),
    "a person's words": lambda a: a.statements(StatementQuery(speaker_key="ann lee", words="up", kind="direct")),
    "a body": lambda a: a.statements(StatementQuery(body_key="the council")),
    "an outlet's statements": lambda a: a.statements(StatementQuery(outlet="The Paper")),
    "an outlet's articles": lambda a: a.articles(ArticleQuery(outlet="The Paper", language="en")),
    "articles with words": lambda a: a.articles(ArticleQuery(words="number up")),
    "an article's statements": lambda a: a.statements(StatementQuery(article_id=a.articles().rows[0].id)),
    "an article": lambda a: a.record(a.articles().rows[0].id),
    "a page": lambda a: a.page(a.articles().rows[0].id),
    "versions": lambda a: a.versions(a.articles().rows[0].id),
    "an address": lambda a: a.article_at("https://paper.test/1"),
    "a statement": lambda a: a.statement(a.statements().rows[0].id),
    "count": lambda a: a.count(StatementQuery(words="up")),
    "facets": lambda a: a.facets(StatementQuery(words="up"), ["kind", "person", "outlet", "year"]),
    "people": lambda a: a.tallies("person"),
    "failures": lambda a: a.failures(),
}
# What sorts: a bounded number of matches by their score, the captures of one address by time.
SORTED = ("words, ranked", "versions", "a page", "an address")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder = tmp_path_factory.mktemp("plans") / "archive"
    with Archive.open(folder, write=True, create=True) as made:
        list(made.add_many(many(50)))
    with Archive.open(folder) as opened:
        yield opened


def statements_of(archive: Archive, name: str) -> list[str]:
    """The SQL that the question really runs, with its values in it."""
    seen: list[str] = []
    connection: sqlite3.Connection = archive.db._reader()  # type: ignore[attr-defined]
    connection.set_trace_callback(seen.append)
    try:
        QUESTIONS[name](archive)
    finally:
        connection.set_trace_callback(None)
    return [sql for sql in seen if sql.lstrip().startswith("SELECT") and "'main'." not in sql]  # FTS5's own


@pytest.mark.parametrize("name", QUESTIONS)
def test_no_question_scans_a_table_or_sorts_one(archive: Archive, name: str):
    found = statements_of(archive, name)
    assert found
    for sql in found:
        plan = [row[3] for row in archive.db.rows(f"EXPLAIN QUERY PLAN {sql}")]
        sorts = any("TEMP B-TREE" in step for step in plan)
        assert not sorts or name in SORTED, f"{name} sorts: {plan}\n{sql}"
        for step in plan:
            scan = re.match(r"SCAN (\w+)", step)
            walk = not sorts and re.search(r"ORDER BY .* LIMIT \d+( OFFSET \d+)?$", sql)
            known = scan and ("VIRTUAL TABLE INDEX" in step or scan[1] == "m" or scan[1].isdigit())
            assert not scan or known or walk, f"{name}: {step}\n{sql}"


def test_the_walk_reads_no_more_than_the_limit_asks(archive: Archive, tmp_path: Path):
    """SQLite's own count of steps for the newest ten hardly differs between 50 and 400 articles."""

    def steps(opened: Archive, query: StatementQuery) -> int:
        connection = opened.db._reader()  # type: ignore[attr-defined]
        counted = [0]

        def count() -> None:
            counted[0] += 1

        opened.statements(query, None, 10)
        connection.set_progress_handler(count, 1)
        opened.statements(query, None, 10)
        connection.set_progress_handler(None, 0)
        return counted[0]

    with Archive.open(tmp_path / "larger", write=True, create=True) as larger:
        list(larger.add_many(many(400)))
    with Archive.open(tmp_path / "larger") as larger:
        for query in (
            StatementQuery(),
            StatementQuery(words="number"),
            StatementQuery(speaker_key="ann lee"),
            StatementQuery(outlet="The Paper", kind="direct"),
            StatementQuery(since=date(2024, 4, 1), until=date(2024, 6, 1)),
        ):
            assert steps(larger, query) < 1.5 * steps(archive, query), query
