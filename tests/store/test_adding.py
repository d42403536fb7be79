"""What adding does: once, in order, and as versions of an address."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from making import NOON, VERSIONS, many, page, pair, read, record

from onrecord.model import Failure, Page, Versions
from onrecord.store import AddState, Archive, StatementQuery


@pytest.fixture
def archive(place: str | Path):
    with Archive.open(place, write=True, create=True) as opened:
        yield opened
        assert list(opened.check(read)) == [], "whatever a test does, the archive stays whole"


def test_what_is_added_comes_back_equal(archive: Archive):
    made, found = pair("“We will win,” said Ann Lee, head of the Council.", "And “so be it,” said Bob Ray.")
    added = archive.add(made, found)
    assert added.state is AddState.NEW and added.new and added.version == 1 and added.statements == 2
    assert archive.record(added.article_id) == found
    assert archive.page(added.article_id) == made


def test_the_same_page_twice_changes_nothing(archive: Archive):
    made, found = pair("“We will win,” said Ann Lee.")
    first = archive.add(made, found)
    before = [archive.totals(), archive.versions(first.article_id)]
    again = archive.add(made, found)
    assert again.state is AddState.KNOWN and not again.new
    assert [archive.totals(), archive.versions(first.article_id)] == before


def test_a_page_captured_again_with_the_same_text_is_known_though_its_furniture_differs(archive: Archive):
    made, found = pair("“We will win,” said Ann Lee.")
    archive.add(made, found)
    other = Page(made.content + b"<aside>an advertisement</aside>", made.url, NOON + timedelta(days=1), "text/html")
    assert archive.add(other, record(other)).state is AddState.KNOWN
    assert archive.totals().captures == 1


def test_a_changed_page_is_a_new_version_and_lists_show_only_the_new_one(archive: Archive):
    first = archive.add(*pair("“We will win,” said Ann Lee."))
    second = archive.add(*pair("“We may win,” said Ann Lee.", captured=NOON + timedelta(hours=1)))
    assert (second.state, second.version) == (AddState.VERSION, 2)
    assert [row.quote for row in archive.statements().rows] == ["We may win,"]
    assert [v.article_id for v in archive.versions(first.article_id)] == [first.article_id, second.article_id]
    assert archive.record(first.article_id).statements[0].quote == "We will win,"
    assert archive.count(StatementQuery(words="will")).number == 0
    assert archive.totals().statements == 1


def test_an_older_capture_that_comes_late_takes_its_place_in_the_history(archive: Archive):
    new = archive.add(*pair("“We may win,” said Ann Lee.", captured=NOON + timedelta(hours=1)))
    old = archive.add(*pair("“We will win,” said Ann Lee."))
    assert (old.state, old.version) == (AddState.VERSION, 1)
    assert [row.quote for row in archive.statements().rows] == ["We may win,"]
    assert [v.article_id for v in archive.versions(new.article_id)] == [old.article_id, new.article_id]


def test_a_page_that_goes_back_to_what_it_said_is_seen_to_do_so(archive: Archive):
    a = archive.add(*pair("“We will win,” said Ann Lee."))
    b = archive.add(*pair("“We may win,” said Ann Lee.", captured=NOON + timedelta(hours=1)))
    back = pair("“We will win,” said Ann Lee.", captured=NOON + timedelta(hours=2))
    assert archive.add(*back).state is AddState.VERSION
    assert archive.add(*back).state is AddState.KNOWN
    assert [v.article_id for v in archive.versions(a.article_id)] == [a.article_id, b.article_id, a.article_id]
    assert [row.quote for row in archive.statements().rows] == ["We will win,"]
    assert archive.page(a.article_id).captured == NOON + timedelta(hours=2)


def test_the_same_article_under_tracking_parameters_is_one_address(archive: Archive):
    archive.add(*pair("“We will win,” said Ann Lee.", url="https://www.paper.test/a/?utm_source=x#top"))
    later = pair("“We may win,” said Ann Lee.", url="http://paper.test/a", captured=NOON + timedelta(hours=1))
    assert archive.add(*later).version == 2
    assert archive.article_at("https://paper.test/a?fbclid=1").statements == 1


def test_the_same_words_at_two_addresses_are_two_articles_and_their_bytes_are_kept_once(archive: Archive):
    one = archive.add(*pair("“We will win,” said Ann Lee."))
    two = archive.add(*pair("“We will win,” said Ann Lee.", url="https://other.test/b"))
    assert one.article_id != two.article_id and two.state is AddState.NEW
    assert archive.page(two.article_id).content == archive.page(one.article_id).content
    assert archive.page(two.article_id).url == "https://other.test/b"
    (file,) = archive.captures.iterdir()
    import gzip

    assert gzip.decompress(file.read_bytes()).count(b"We will win") == 1


def test_newer_rules_replace_the_statements_and_keep_the_article(archive: Archive):
    made = page("“We will win,” said Ann Lee.", "“So be it,” said Bob Ray.")
    full = record(made)
    old = type(full)(full.article, full.statements[:1], VERSIONS)
    first = archive.add(made, old)
    newer = type(full)(full.article, full.statements, Versions("0.2.0", "made", "rules"))
    second = archive.add(made, newer)
    assert (second.state, second.article_id) == (AddState.UPDATED, first.article_id)
    assert archive.record(first.article_id) == newer
    assert archive.totals().statements == 2 and archive.totals().captures == 1
    assert archive.add(made, newer).state is AddState.KNOWN


def test_a_newer_reader_that_finds_another_text_replaces_the_article_and_the_old_id_still_answers(place: str | Path):
    with Archive.open(place, write=True, create=True) as archive:
        made = page("“We will win,” said Ann Lee.", "Read more")
        long = record(made)
        first = archive.add(made, long)
        short_article = type(long.article)(**{**vars_of(long.article), "paragraphs": long.article.paragraphs[:1]})
        short = type(long)(short_article, long.statements, Versions("0.2.0", "made", "rules"))
        second = archive.add(made, short)
        assert second.state is AddState.UPDATED and second.version == 1
        assert [row.id for row in archive.articles().rows] == [second.article_id]
        assert archive.article(first.article_id).replaced_by == second.article_id
        assert archive.page(first.article_id) == made and archive.record(first.article_id) == long
        assert archive.add(made, long).state is AddState.KNOWN, "an older onrecord does not put its reading back"
        assert list(archive.check()) == []


def vars_of(article):
    from dataclasses import fields

    return {f.name: getattr(article, f.name) for f in fields(article)}


def test_many_are_reported_in_order_each_once_with_their_failures(archive: Archive):
    items = [*many(50), Failure("https://paper.test/x", "read", "no article"), *many(20, start=50)]
    results = list(archive.add_many(items))
    assert [type(r).__name__ for r in results] == ["Added"] * 50 + ["Failure"] + ["Added"] * 20
    assert [r.address for r in results] == [i.address if isinstance(i, Failure) else i[0].address for i in items]
    assert archive.totals().articles == 70 and archive.totals().failures == 1


def test_what_was_taken_is_kept_when_the_caller_stops(archive: Archive):
    stream = archive.add_many(many(66))
    reported = [next(stream) for _ in range(10)]
    stream.close()
    assert all(archive.article(r.article_id) for r in reported)


def test_a_failure_is_counted_once_and_cleared_by_success(archive: Archive):
    archive.add_failure(Failure("https://paper.test/a", "read", "no article"))
    archive.add_failure(Failure("https://paper.test/a", "read", "no article"))
    (row,) = archive.failures().rows
    assert row.times == 2
    archive.add(*pair("“We will win,” said Ann Lee."))
    assert archive.failures().rows == ()


def test_an_article_with_six_hundred_statements_takes_its_room_between_others(archive: Archive):
    long = pair(*[f"“Point {i} holds,” said Ann Lee." for i in range(600)], url="https://paper.test/long")
    list(archive.add_many([*many(5), long, *many(5, start=5)]))
    rows = list(archive.every_statement(StatementQuery(words="point holds")))
    assert len(rows) == 600 and len({r.id for r in rows}) == 600
    text_order = list(archive.every_statement(StatementQuery(article_id=long[1].article.id)))
    assert [r.ordinal for r in text_order] == list(range(600))


def test_text_that_no_database_takes_is_kept_all_the_same(archive: Archive):
    made = page("“We\0 will \x07win,” said Ann Lee.", headline="zero \0 byte")
    added = archive.add(made, record(made))
    assert archive.record(added.article_id).article.headline == "zero \0 byte"
    assert archive.count(StatementQuery(words="will")).number == 1


def test_pages_of_one_minute_all_find_a_number(archive: Archive):
    results = list(archive.add_many(pair("“Yes,” said Ann Lee.", url=f"https://paper.test/{i}") for i in range(60)))
    assert len({archive.article(r.article_id).n for r in results}) == 60
