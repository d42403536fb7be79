"""The vocabulary refuses what cannot be true."""

from datetime import UTC, date, datetime

import pytest

from onrecord.model import (
    Article,
    Clock,
    Dateline,
    Kind,
    Medium,
    Page,
    Precision,
    Record,
    Span,
    Speaker,
    SpeakerType,
    Statement,
    Versions,
    ZoneBasis,
)

NOON = datetime(2026, 11, 1, 12, 0, tzinfo=UTC)
DAY = date(2026, 11, 1)
STATED = ZoneBasis.STATED


def statement(*content: Span, **parts: object) -> Statement:
    given = {"kind": Kind.DIRECT, "medium": Medium.SPEECH, "cue": (), "source": (), "quote": "x"} | parts
    return Statement(content=content, **given)  # type: ignore[arg-type]


def record(text: str, *statements: Statement) -> Record:
    return Record(Article(None, (text,)), statements, Versions("0", "0", "rules"))


IMPOSSIBLE = [
    ("a day with a time of day", lambda: Clock(DAY, NOON, Precision.DAY, zone_basis=STATED)),
    ("a minute without a moment", lambda: Clock(DAY, None, Precision.MINUTE)),
    ("a moment on another day", lambda: Clock(date(2026, 11, 2), NOON, Precision.MINUTE, zone_basis=STATED)),
    ("a zone that is unknown and stated", lambda: Clock(DAY, NOON, Precision.MINUTE)),
    ("a naive moment with a zone", lambda: Clock(DAY, NOON.replace(tzinfo=None), Precision.MINUTE, zone_basis=STATED)),
    ("a capture without a zone", lambda: Page(b"x", captured=datetime(2026, 11, 1))),
    ("a paragraph with a line break", lambda: Article("H", ("a\nb",))),
    ("a dateline beyond the text", lambda: Article("H", ("ab",), dateline=Dateline("X", None, None, Span(0, 3)))),
    ("a speaker without a name", lambda: Speaker(" ", SpeakerType.PERSON)),
    ("more than certainty", lambda: Speaker("X", SpeakerType.PERSON, confidence=1.01)),
    ("a statement without content", lambda: statement()),
    ("overlapping content", lambda: statement(Span(0, 5), Span(4, 8))),
    ("content out of order", lambda: statement(Span(6, 8), Span(0, 5))),
    ("an empty span", lambda: record("abcdef", statement(Span(2, 2)))),
    ("a span beyond the text", lambda: record("abcdef", statement(Span(2, 7)))),
    ("a cue beyond the text", lambda: record("abcdef", statement(Span(0, 2), cue=(Span(4, 9),)))),
    ("its own parent", lambda: record("abcdef", statement(Span(0, 2), parent=0))),
    ("a parent that is not there", lambda: record("abcdef", statement(Span(0, 2), parent=1))),
]


@pytest.mark.parametrize("make", [m for _, m in IMPOSSIBLE], ids=[name for name, _ in IMPOSSIBLE])
def test_a_constructor_refuses(make) -> None:
    with pytest.raises(ValueError):
        make()


def test_paragraph_spans_point_at_the_paragraphs() -> None:
    article = Article("H", ("Erster – ä", "", "🙂 dritter"))
    assert [article.text[slice(*span)] for span in article.paragraph_spans] == list(article.paragraphs)


def test_a_day_is_never_printed_as_midnight() -> None:
    assert Clock(DAY).iso == "2026-11-01"
    assert Clock(DAY, NOON, Precision.MINUTE, "UTC", STATED).iso == "2026-11-01T12:00:00+00:00"


def test_another_wording_is_another_article_and_the_same_is_the_same() -> None:
    one, same, other = (Article("H", (t,), url="https://example.org/1") for t in ("a", "a", "b"))
    assert one.id == same.id != other.id


def test_statement_ids_differ_by_spans_and_stay_with_them() -> None:
    r = record("abcdef", statement(Span(0, 2)), statement(Span(2, 4)))
    again = record("abcdef", statement(Span(2, 4)))
    assert r.statement_id(0) != r.statement_id(1) == again.statement_id(0)
