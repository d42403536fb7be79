"""Whatever the bytes are: an article or a ReadError that says what to do, within two seconds."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import NoArticle, NotText, ReadError, TooLarge
from onrecord.model import Article, Page
from onrecord.page import decode, describe, read

SECONDS = 2.0  # CPU time that one page may take
SENTENCE = "The minister said on Monday that the plan would go ahead, and that nobody needed to worry about it."
PARAGRAPH = f"<p>{SENTENCE}</p>"
PAGE = (
    "<html lang='en'><head><title>Plan goes ahead</title><meta name='date' content='2020-02-03T04:05:06+01:00'>"
    '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Plan goes ahead","author":{"name":"A. Roe"}}'
    f"</script></head><body><nav><a href='/'>Home</a></nav><h1>Plan goes ahead</h1>{PARAGRAPH * 8}</body></html>"
)


def tried(content: bytes, **declared: str) -> Article | ReadError:
    """What a page gives; fails over the time or on any error that is no ReadError."""
    started = time.process_time()
    try:
        found: Article | ReadError = read(Page(content, name="page", **declared))
    except ReadError as e:
        assert ":" in str(e) and len(str(e)) < 300, f"says what to do, in one line: {e}"
        found = e
    assert time.process_time() - started < SECONDS
    if isinstance(found, Article):
        describe(found)
    return found


REFUSED = [
    (b"", NotText),
    (b" \n\t" * 1000, NotText),
    (b"\0" * 1000, NotText),
    (b"%PDF-1.7 and so on", NotText),
    (b"\x89PNG\r\n\x1a\n", NotText),
    (b"\x1f\x8b\x08\x00" + bytes(range(256)), NotText),
    (random.Random(1).randbytes(50_000), NotText),
    (b"<html><body></body></html>", NoArticle),
    (b"Home\nNews\nSport\n", NoArticle),
    (b"<p>hello world. </p>" * 10_000_000, TooLarge),
    ((SENTENCE + "\n").encode() * 60_000, TooLarge),
]


@pytest.mark.parametrize(("content", "error"), REFUSED, ids=lambda x: x.__name__ if isinstance(x, type) else "")
def test_what_is_no_page_is_refused_with_a_reason(content: bytes, error: type[ReadError]) -> None:
    assert isinstance(tried(content), error)


LD = "<script type='application/ld+json'>"
HOSTILE = {
    "nested deep": "<div>" * 100_000 + PARAGRAPH + "</div>" * 100_000,
    "nested inline": "<p>" + "<b>" * 100_000 + SENTENCE,
    "many spans": "<p>" + "<span class='x'>a </span>" * 100_000,
    "many breaks": "<p>" + "word<br>" * 200_000,
    "many links": "<ul>" + "<li><a href='/x'>Some link text here</a></li>" * 40_000,
    "one long paragraph": "<p>" + "word " * 1_000_000,
    "one long word": "<p>" + "w" * 3_000_000,
    "long classes": f"<div class='{'ad-' * 2000}'>" * 200 + PARAGRAPH,
    "nested JSON": LD + "[" * 100_000 + "</script>" + PARAGRAPH * 3,
    "nested JSON objects": "<script type='application/ld+json'>"
    + '{"@type":"Article","a":' * 50_000
    + "</script>"
    + PARAGRAPH,
    "JSON of open braces": "<script type='application/ld+json'>" + '{"@type":"x" ' * 100_000 + "</script>" + PARAGRAPH,
    "a headline of separators": "<title>"
    + " - a" * 50_000
    + "</title><h1>"
    + " | b" * 50_000
    + "</h1>"
    + PARAGRAPH * 3,
    "a date of digits": "<meta name='date' content='" + "1 " * 100_000 + "'>" + PARAGRAPH * 3,
    "scripts of paragraphs": "<script>" + '"\\u003cp' * 200_000 + "</script>x",
    "open tags": "<p" * 300_000,
    "open comments": "<html><!--" * 100_000,
    "attributes": "<p " + "a=b " * 200_000 + ">",
    "Markdown stars": "*" * 500_000 + "\n" + "_a " * 200_000,
    "Markdown brackets": "[" * 300_000 + "\n" + "![](" * 100_000,
    "quotation marks": '"' * 1_000_000,
    "lines of capitals": ("AB CD " * 25 + "\n") * 10_000,
    "lines of bylines": ("By " * 50 + "\n") * 10_000,
    "lines of months": ("may " * 40 + "\n") * 10_000,
    "lines of digits": ("1 " * 70 + "\n") * 10_000,
    "lines of buttons": ("share " * 24 + "z\n") * 10_000,
    "combining marks": "e" + "\u0301" * 300_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_page_takes_longer_than_two_seconds(name: str) -> None:
    tried(HOSTILE[name].encode())


def test_a_page_in_any_encoding_that_it_declares_wrongly_is_read_or_refused() -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "utf-32"):
        for declared in ("utf-8", "utf-16", "shift_jis", "no-such-thing", ""):
            found = tried(PAGE.encode(encoding), charset=declared)
            assert isinstance(found, Article) and found.paragraphs[0] == SENTENCE, (encoding, declared)


def test_lone_surrogates_and_control_characters_do_no_harm() -> None:
    found = tried(PAGE.replace("minister", "mini\ud83dster\x0b\ufffe").encode("utf-8", "surrogatepass"))
    assert isinstance(found, Article)


@settings(max_examples=120, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(st.tuples(st.integers(0, len(PAGE) - 1), st.binary(max_size=6)), max_size=20), st.integers(0, len(PAGE))
)
def test_a_damaged_page_is_read_or_refused(damage: list[tuple[int, bytes]], end: int) -> None:
    content = bytearray(PAGE.encode())
    for at, other in damage:
        content[at : at + len(other)] = other
    tried(bytes(content[: max(end, 100)]))


PIECES = st.sampled_from([
    "<p>", "</p>", "<div class='ad'>", "<div>", "</div>", "<br>", "<li>", "<h1>", "</h1>", "<a href=x>", "</a>", "<!--",
    "-->", "<script type='application/ld+json'>", "</script>", '{"@type":"NewsArticle","headline":', "[", "}", "&amp;",
    "&#0;", "\n", SENTENCE, "KYIV, March 3 (Reuters) - ", "By Ann Lee", "3/4/2021 5:06 pm EST", "# Headline of it all",
    "  * ", "Read more: x", "“", "\u200b", "한국", "\x00", "\ud800",
])  # fmt: skip


@settings(max_examples=150, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(PIECES, max_size=60))
def test_any_mixture_of_pieces_is_read_or_refused(pieces: list[str]) -> None:
    tried("".join(pieces).encode("utf-8", "surrogatepass"))


@settings(max_examples=100, derandomize=True, deadline=None)
@given(st.binary(max_size=2000), st.sampled_from(["utf-8", "gb18030", "euc-kr", "utf-16", "x", ""]))
def test_any_bytes_decode_or_are_refused(content: bytes, declared: str) -> None:
    try:
        text = decode.text(Page(content, charset=declared))
    except ReadError:
        return
    assert "\r" not in text and "\0" not in text
