"""JSON and back loses nothing, and what is not ours is refused with the place of the fault."""

import json
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord import codec
from onrecord.errors import FormatError
from onrecord.model import (
    Article,
    Clock,
    Dateline,
    Entity,
    Entry,
    Evidence,
    Failure,
    Kind,
    Medium,
    Precision,
    Record,
    Span,
    Speaker,
    SpeakerType,
    Statement,
    Versions,
    ZoneBasis,
)

words = st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), min_size=1, max_size=30)
maybe = st.none() | words
share = st.floats(0, 1)


@st.composite
def clocks(draw: st.DrawFn) -> Clock:
    if draw(st.booleans()):
        return Clock(draw(st.dates()), evidence=draw(words), printed=draw(maybe))
    moment = draw(st.datetimes(min_value=datetime(1600, 1, 1), max_value=datetime(9000, 1, 1)))
    minutes = draw(st.none() | st.integers(-14 * 60, 14 * 60))
    if minutes is None:
        return Clock(moment.date(), moment, Precision.MINUTE)
    moment = moment.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    basis = draw(st.sampled_from([ZoneBasis.STATED, ZoneBasis.ASSUMED]))
    return Clock(moment.date(), moment, draw(st.sampled_from(["minute", "second"]).map(Precision)), "X", basis)


@st.composite
def spans(draw: st.DrawFn, size: int) -> Span:
    start = draw(st.integers(0, size - 1))
    return Span(start, draw(st.integers(start + 1, size)))


def speakers(depth: int = 1) -> st.SearchStrategy[Speaker]:
    members = st.lists(speakers(depth - 1), max_size=2).map(tuple) if depth else st.just(())
    name = words.filter(lambda w: w.strip() != "")
    kind = st.sampled_from(SpeakerType)
    return st.builds(Speaker, name, kind, maybe, maybe, maybe, st.none() | st.integers(0, 9), members, share)


@st.composite
def records(draw: st.DrawFn) -> Record:
    paragraphs = tuple(draw(st.lists(words, min_size=1, max_size=4)))
    size = len("\n".join(paragraphs))
    span = spans(size)
    one = span.map(lambda s: (s,))
    clock = st.none() | clocks()
    found = st.builds(
        Statement, st.sampled_from(Kind), st.sampled_from(Medium), one, one, one, words, st.none() | speakers(),
        st.lists(st.builds(Evidence, span, words), max_size=2).map(tuple), st.lists(words, max_size=2).map(tuple),
        st.none() | span, st.none() | span, st.none() | span, st.none() | span, clock, st.none() | one,
        st.none(), share,
    )  # fmt: skip
    article = draw(
        st.builds(
            Article, maybe, st.just(paragraphs), maybe, maybe, maybe, maybe, clock, clock, clock,
            st.none() | st.builds(Dateline, maybe, st.none() | st.dates(), maybe, span),
            st.lists(words, max_size=2).map(tuple), maybe, maybe, maybe,
            st.lists(st.builds(Entry, span, clock, maybe), max_size=2).map(tuple), maybe, maybe,
        )
    )  # fmt: skip
    entities = st.lists(st.builds(Entity, words, st.sampled_from(SpeakerType), one, maybe, maybe, maybe), max_size=2)
    statements = tuple(draw(st.lists(found, max_size=3)))
    return Record(article, statements, Versions("1", "2", "rules"), tuple(draw(entities)))


@settings(max_examples=100, deadline=None)
@given(records())
def test_a_record_comes_back_as_it_was(record: Record) -> None:
    line = codec.record_to_json(record)
    assert b"\n" not in line
    assert codec.record_from_json(line) == record


@settings(max_examples=20, deadline=None)
@given(records())
def test_the_published_schema_accepts_every_record(record: Record) -> None:
    jsonschema.validate(json.loads(codec.record_to_json(record)), codec.schema())


def test_a_failure_comes_back_as_it_was() -> None:
    failure = Failure("https://example.org/", "read", "no article in it")
    assert codec.from_json(codec.to_json(failure), Failure) == failure


def small() -> Record:
    statement = Statement(Kind.DIRECT, Medium.SPEECH, (Span(0, 5),), (), (), "“Hm.”")
    published = Clock(date(2026, 11, 1))
    return Record(Article("H", ("“Hm.” ",), published=published), (statement,), Versions("1", "2", "rules"))


REFUSED = [
    (b"", "not a record"),
    (b"[]", "not a record"),
    (b"{\xff", "not a record"),
    (b'{"record": {}}', "format"),
    (b'{"format": 999, "record": {"new": 1}}', "install a newer onrecord"),
    (codec.record_to_json(small()).replace(b"[0,5]", b"[0,500]"), "does not lie in a text"),
    (codec.record_to_json(small()).replace(b'"direct"', b'"shouted"'), "shouted"),
]


@pytest.mark.parametrize(("data", "message"), REFUSED)
def test_what_is_not_a_record_is_refused_with_its_fault(data: bytes, message: str) -> None:
    with pytest.raises(FormatError, match=message):
        codec.record_from_json(data)


def test_the_schema_in_the_documents_is_the_schema_of_the_code() -> None:
    printed = Path(__file__).parent.parent / "docs" / "reference" / "record.schema.json"
    assert json.loads(printed.read_text()) == codec.schema(), "run `python3 dev.py docs`"
