"""Small pages in a form of their own, the reader for them, and the records in them: what the archive's tests add.

The reader and the finder are real functions of the bytes, so that `check` can derive everything again; they know only
`<h1>`, `<p>` and `“…” NAME said`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from onrecord.errors import NoArticle
from onrecord.model import (
    Article,
    Clock,
    Kind,
    Medium,
    Page,
    Record,
    Span,
    Speaker,
    SpeakerType,
    Statement,
    Versions,
)

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)
VERSIONS = Versions("0.1.0", "made", "rules")
READER = "made-1"
SAID = re.compile(
    r"“([^”]+)” (?P<cue>said) (?P<who>[A-ZČŽ]\w+ [A-ZČŽ]\w+)(?:, (?P<role>[a-z ]+) of (?P<body>the [A-Z]\w+))?"
)


def page(
    *paragraphs: str,
    url: str | None = "https://paper.test/a",
    headline: str = "A headline",
    captured: datetime | None = NOON,
) -> Page:
    body = "".join(f"<p>{p}</p>" for p in paragraphs)
    return Page(f"<h1>{headline}</h1>{body}".encode(), url, captured, "text/html", "utf-8", name=url or "file.html")


def read(page: Page, *, reader: str = READER) -> Article:
    text = page.content.decode()
    headline = re.search(r"<h1>(.*?)</h1>", text)
    paragraphs = tuple(re.findall(r"<p>(.*?)</p>", text))
    if not paragraphs:
        raise NoArticle("no paragraph")
    day = date(2024, 5, 1)
    if stamp := re.search(r"<time>(.*?)</time>", text):
        day = date.fromisoformat(stamp[1])
    return Article(
        headline[1] if headline else None,
        paragraphs,
        url=page.url,
        outlet="The Paper",
        published=Clock(day),
        language="en",
        page_sha256=page.sha256,
        reader=reader,
    )


def record(page: Page, *, versions: Versions = VERSIONS, reader: str = READER) -> Record:
    article = read(page, reader=reader)
    return Record(article, tuple(statement(m) for m in SAID.finditer(article.text)), versions)


def statement(found: re.Match[str]) -> Statement:
    speaker = Speaker(found["who"], SpeakerType.PERSON, role=found["role"], body=found["body"])
    quoted = Span(found.start(1) - 1, found.end(1) + 1)
    cue, source = Span(*found.span("cue")), Span(*found.span("who"))
    return Statement(Kind.DIRECT, Medium.SPEECH, (quoted,), (cue,), (source,), found[1], speaker)


def pair(*paragraphs: str, **fields: object) -> tuple[Page, Record]:
    made = page(*paragraphs, **fields)  # type: ignore[arg-type]
    return made, record(made)


def many(count: int, *, start: int = 0, filler: int = 0) -> Iterator[tuple[Page, Record]]:
    """So many different articles, each with its number in the address and in two of its statements."""
    names = ("Ann Lee", "Bob Ray", "Čedo Žujović", "Dia Fox")
    for i in range(start, start + count):
        yield pair(
            f"“Number {i} is up,” said {names[i % 4]}, head of the Council.",
            f"“Number {i} is down,” said {names[(i + 1) % 4]}.",
            *["Filler of a page that says nothing at all." * 5] * filler,
            url=f"https://paper.test/{i}",
            headline=f"Story {i}",
            captured=NOON + timedelta(minutes=i),
        )
