"""Searching: any input is a query, filters narrow, slices meet without gap or overlap."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import NOON, many, page, pair, record

from onrecord.errors import NotFound, UsageError
from onrecord.model import Page
from onrecord.store import Archive, ArticleQuery, Order, StatementQuery, matching


@pytest.fixture(scope="module")
def archive(new_place):
    with Archive.open(new_place("queries"), write=True, create=True) as opened:
        list(opened.add_many(many(150)))
        opened.add(*pair("“Total nonsense, don't ask,” said Čedo Žujović, head of the Bank.", url="https://x.by/1"))
        opened.add(*pair("“北京欢迎你们,” said Ann Lee.", url="https://x.cn/2", headline="客人到了"))
        opened.add(*pair("“Prices rose 5.6% in May,” said Dia Fox.", url="https://x.test/3"))
        yield opened


def asked(query: object) -> str:
    if isinstance(query, int):
        return str(query)
    fields = {name: getattr(query, name) for name in query.__slots__}
    return ",".join(f"{k}={v}" for k, v in fields.items() if v != getattr(type(query)(), k)) or "all"


@pytest.mark.parametrize(
    ("query", "number"),
    [
        (StatementQuery(words="nonsense"), 1),
        (StatementQuery(words="NONSENSE total"), 1),
        (StatementQuery(words="don’t ask"), 1),
        (StatementQuery(words="don't"), 1),
        (StatementQuery(words='"total nonsense"'), 1),
        (StatementQuery(words='"nonsense total"'), 0),
        (StatementQuery(phrase="nonsense, don't"), 1),
        (StatementQuery(phrase="don't nonsense"), 0),
        (StatementQuery(words="5.6%"), 1),
        (StatementQuery(words="6.5%"), 0),
        (StatementQuery(words="price rising"), 0),
        (StatementQuery(words="欢迎"), 1),
        (StatementQuery(words="迎欢"), 0),
        (StatementQuery(words="客人"), 1),
        (StatementQuery(speaker="zujovic", words="nonsense"), 1),
        (StatementQuery(speaker="Cedo Žujović", words="nonsense"), 1),
        (StatementQuery(speaker="ann", words="nonsense"), 0),
        (StatementQuery(body="bank"), 1),
        (StatementQuery(body_key="the bank"), 1),
        (StatementQuery(speaker_key="dia fox", words="may"), 1),
        (StatementQuery(speaker_key="dia"), 0),
        (StatementQuery(country="by"), 1),
        (StatementQuery(language="en", kind="direct", medium="speech", outlet="The Paper", words="nonsense"), 1),
        (StatementQuery(kind="indirect"), 0),
        (StatementQuery(outlet="the PAPER", words="number"), 300),
        (StatementQuery(outlet="paper"), 0),
        (StatementQuery(words="!!! ()"), 0),
        (StatementQuery(words="   "), 303),
        (StatementQuery(since=date(2024, 5, 1), until=date(2024, 5, 1)), 303),
        (StatementQuery(since=date(2024, 5, 2)), 0),
        (StatementQuery(until=date(2024, 4, 30)), 0),
        (StatementQuery(until=date(2024, 4, 30), words="number"), 0),
        (StatementQuery(since=date(1, 1, 1), until=date(9999, 12, 31), words="number"), 300),
        (ArticleQuery(words="story 17"), 1),
        (ArticleQuery(words="nonsense ask"), 1),
        (ArticleQuery(country="cn"), 1),
        (ArticleQuery(), 153),
    ],
    ids=asked,
)
@pytest.mark.parametrize("order", Order)
def test_a_query_finds_what_it_asks_for(archive: Archive, query, number: int, order: Order):
    ask = archive.statements if isinstance(query, StatementQuery) else archive.articles
    ordered = type(query)(**{f: getattr(query, f) for f in query.__slots__} | {"order": order})
    assert len(ask(ordered, None, 1000).rows) == number
    assert archive.count(ordered).number == number and archive.count(ordered).exact


@given(st.text() | st.text(alphabet='"*()^:+-{}AND OR NOT NEAR'))
@settings(max_examples=300, deadline=None)
def test_any_input_at_all_is_a_query(archive: Archive, text: str):
    for order in Order:
        archive.statements(StatementQuery(words=text, phrase=text, speaker=text, body=text, order=order))
    archive.statements(StatementQuery(outlet=text, kind=text, language=text, speaker_key=text))
    archive.articles(ArticleQuery(words=text, outlet=text))
    archive.tallies("person", words=text)


def test_ten_thousand_signs_are_a_query_too(archive: Archive):
    assert archive.count(StatementQuery(words="number up " * 1000)).number == 150


@pytest.mark.parametrize(
    "query", [StatementQuery(), StatementQuery(words="number"), StatementQuery(words="number", order=Order.RELEVANCE)]
)
@pytest.mark.parametrize("limit", [1, 7, 100])
def test_slices_meet_without_gap_or_overlap(archive: Archive, query: StatementQuery, limit: int):
    if limit == 1:
        query = StatementQuery(**{f: getattr(query, f) for f in query.__slots__} | {"speaker": "ann lee"})
    whole = archive.statements(query, None, 1000).rows
    parts, cursor = [], None
    while True:
        part = archive.statements(query, cursor, limit)
        parts += part.rows
        if (cursor := part.next) is None:
            break
        assert len(part.rows) == limit
    assert tuple(parts) == whole


def test_time_order_is_newest_first(archive: Archive):
    rows = archive.statements(StatementQuery(), None, 1000).rows
    assert [r.n for r in rows] == sorted((r.n for r in rows), reverse=True)


@pytest.mark.parametrize("relevant", [2, 3, 100])
def test_the_best_come_first_and_all_come_once(place: str | Path, monkeypatch: pytest.MonkeyPatch, relevant: int):
    """A name before words in order before words anywhere in the quotation before the headline; beyond the newest
    `RELEVANT` matches by time."""
    monkeypatch.setattr(matching, "RELEVANT", relevant)
    texts = [
        ("“The fox met a lee,” said Bob Ray.", "b-1"),
        ("“A lee and then Dia of the fox,” said Bob Ray.", "c-1"),
        ("“We met the Dia Fox of lore,” said Ann Lee.", "c-2"),
        ("“Nothing at all,” said Dia Fox.", "d"),
        ("“Silence,” said Ann Lee.", "e"),
    ]
    with Archive.open(place, write=True, create=True) as archive:
        for i, (text, name) in enumerate(texts):
            made = page(text, url=f"https://x.test/{name}", headline="Dia Fox in the news", captured=NOON)
            stamped = Page(made.content + f"<time>2024-05-0{i + 1}</time>".encode(), made.url, NOON, "text/html")
            archive.add(stamped, record(stamped))
        query = StatementQuery(words="dia fox", order=Order.RELEVANCE)
        found, cursor = [], None
        for _ in range(10):
            part = archive.statements(query, cursor, 1)
            found += [row.address.rpartition("/")[2] for row in part.rows]
            if (cursor := part.next) is None:
                break
        wanted = {2: "d e c-2 c-1 b-1", 3: "d c-2 e c-1 b-1", 100: "d c-2 c-1 e b-1"}
        assert " ".join(found) == wanted[relevant]


@pytest.mark.parametrize("cursor", ["", "x", "t", "t--1", "t1e5", "r5", "t" + "9" * 30, "t٣", "' OR 1"])
def test_a_cursor_that_no_slice_gave_is_refused(archive: Archive, cursor: str):
    with pytest.raises(UsageError, match="cursor"):
        archive.statements(StatementQuery(), cursor)


@pytest.mark.parametrize("limit", [0, -1, 1001])
def test_a_limit_that_cannot_be_meant_is_refused(archive: Archive, limit: int):
    with pytest.raises(UsageError, match="limit"):
        archive.statements(StatementQuery(), None, limit)


@pytest.mark.parametrize("ask", ["record", "article", "statement", "page", "versions", "article_at"])
@pytest.mark.parametrize("name", ["", "0" * 20, "%", "\0", "x" * 10_000])
def test_unknown_ids_are_not_found(archive: Archive, ask: str, name: str):
    with pytest.raises(NotFound):
        getattr(archive, ask)(name)


def test_the_beginning_of_an_id_is_enough(archive: Archive):
    row = archive.articles(limit=1).rows[0]
    assert archive.article(row.id[:10]).id == row.id


def test_facets_count_what_the_query_finds(archive: Archive):
    query = StatementQuery(words="number")
    found = archive.facets(query, ["person", "kind", "year", "outlet"])
    rows = archive.statements(query, None, 1000).rows
    for facet in found["person"]:
        assert facet.count == sum(r.speaker_key == facet.value for r in rows)
    assert [(f.value, f.count) for f in found["kind"]] == [("direct", 300)]
    assert [(f.value, f.count) for f in found["year"]] == [("2024", 300)]
    with pytest.raises(UsageError, match="no facet"):
        archive.facets(query, ["quote"])


def test_tallies_say_what_the_rows_say(archive: Archive):
    rows = archive.statements(StatementQuery(), None, 1000).rows
    people = archive.tallies("person").rows
    assert {t.label: t.statements for t in people} == {
        name: sum(r.speaker == name for r in rows) for name in {r.speaker for r in rows}
    }
    assert [t.statements for t in people] == sorted((t.statements for t in people), reverse=True)
    assert [t.label for t in archive.tallies("person", words="zujov").rows] == ["Čedo Žujović"]
    assert archive.tally("outlet", "the paper").articles == 153
    assert archive.totals().statements == len(rows)
    with pytest.raises(NotFound):
        archive.tally("outlet", "nobody")


def test_exports_stream_every_record_once(archive: Archive):
    records = list(archive.records())
    assert len({r.article.id for r in records}) == len(records) == 153


def test_a_row_carries_what_a_list_shows(archive: Archive):
    (row,) = archive.statements(StatementQuery(words="nonsense")).rows
    assert (row.speaker, row.role, row.body, row.outlet, row.day, row.country) == (
        "Čedo Žujović",
        "head",
        "the Bank",
        "The Paper",
        "2024-05-01",
        "by",
    )
    assert archive.statement(row.id) == row


def test_a_reader_sees_one_moment_while_a_writer_goes_on(place: str | Path):
    with Archive.open(place, write=True, create=True) as writer, Archive.open(place) as reader:
        list(writer.add_many(many(10)))
        with reader.snapshot():
            before = reader.totals()
            list(writer.add_many(many(10, start=10)))
            assert reader.totals() == before
        assert reader.totals().articles == 20


def test_day_filters_mean_the_day_where_the_outlet_is(place: str | Path):
    """01:30 on the 24th in Minsk is the 23rd in UTC, and a query for the 24th finds it."""
    from dataclasses import replace
    from datetime import datetime, timezone

    from onrecord.model import Clock, Precision, Record, ZoneBasis

    made, found = pair("“Yes,” said Ann Lee.")
    zone = timezone(timedelta(hours=3))
    moment = datetime(2024, 5, 24, 1, 30, tzinfo=zone)
    clock = Clock(moment.date(), moment, Precision.MINUTE, "+03:00", ZoneBasis.STATED)
    article = replace(found.article, published=clock)
    with Archive.open(place, write=True, create=True) as archive:
        archive.add(made, Record(article, found.statements, found.versions))
        for query in (StatementQuery, ArticleQuery):
            assert archive.count(query(since=date(2024, 5, 24), until=date(2024, 5, 24))).number == 1
            assert archive.count(query(until=date(2024, 5, 23))).number == 0
            assert archive.count(query(until=date(2024, 5, 23), words="yes")).number == 0
