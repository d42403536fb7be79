"""The parts of reading, each as a table of what goes in and what comes out."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.model import Precision, ZoneBasis
from onrecord.page import answer, bylines, furniture, jsonld, outlets
from onrecord.page.blocks import names_furniture
from onrecord.page.clocks import clock, in_url
from onrecord.page.dateline import dateline
from onrecord.page.dates import printed, stamp
from onrecord.page.headline import without_outlet
from onrecord.page.language import language, primary
from onrecord.page.spare import paragraphs

DATELINES = [
    ("MINSK, 24 November (BelTA) – The", "Minsk", "2022-11-24", "BelTA"),
    ("WASHINGTON (AP) — The", "Washington", None, "AP"),
    ("By Max Hunder, KYIV, March 3 (Reuters) - The", "Kyiv", "2022-03-03", "Reuters"),
    ("SEOUL, Aug. 20 (Yonhap) -- The", "Seoul", "2022-08-20", "Yonhap"),
    ("MOSCOW, November 24. /TASS/. The", "Moscow", "2022-11-24", "TASS"),
    ("TASS, March 3. The", None, "2022-03-03", "TASS"),
    ("March 4 (Reuters) - The", None, "2022-03-04", "Reuters"),
    ("BEIRUT/THE HAGUE, March 7 (Reuters) - The", "Beirut/The Hague", "2022-03-07", "Reuters"),
    ("ST. JOSEPH, Mich. (AP) — The", "St. Joseph, Mich.", None, "AP"),
    ("SANTA FE, N.M. (AP) — A cat", "Santa Fe, N.M.", None, "AP"),
    ("DUBAI, United Arab Emirates — The", "Dubai, United Arab Emirates", None, None),
    ("Madrid, 3 mar (EFE).- El", "Madrid", "2022-03-03", "EFE"),
    ("(ANSA) - ROMA, 03 MAR - Il", "Roma", "2022-03-03", "ANSA"),
    ("Berlin (dpa) - Die", "Berlin", None, "dpa"),
    ("PARIS, 3 mars 2021 (AFP) – Le", "Paris", "2021-03-03", "AFP"),
    ("(서울=연합뉴스) 홍길동 기자 = 대통령은", "서울", None, "연합뉴스"),
]


@pytest.mark.parametrize(("words", "place", "day", "agency"), DATELINES)
def test_a_dateline_gives_place_day_and_agency(
    words: str, place: str | None, day: str | None, agency: str | None
) -> None:
    found = dateline(words, published=date(2022, 11, 24))
    assert found is not None
    assert (found.place, found.day and found.day.isoformat(), found.agency) == (place, day, agency)


@pytest.mark.parametrize("words", [
    "Today (Nov. 18), the plan", "Alibaba (BABA) – the shares", "BREAKING: The house", "I (AP) - no", "A (B) - C",
    "COVID-19 — The pandemic", "U.S. President Joe Biden (D) — The", "NASA — The agency", "He said (Reuters) that",
    "WATCH — The debate", "Q: What did he say?", "(Reuters)", "", "— The end",
])  # fmt: skip
def test_what_only_looks_like_a_dateline_is_none(words: str) -> None:
    assert dateline(words, published=date(2022, 11, 24)) is None


STAMPS = [
    ("2022-11-24T18:03:00+03:00", "2022-11-24T18:03:00+03:00"),
    ("2022-11-24T15:03:00.123Z", "2022-11-24T15:03:00+00:00"),
    ("2022-11-24 18:03:00 +0300", "2022-11-24T18:03:00+03:00"),
    ("2022-11-24T18:03", "2022-11-24T18:03:00"),
    ("20221124T180300Z", "2022-11-24T18:03:00+00:00"),
    ("Thu, 24 Nov 2022 18:03:00 GMT", "2022-11-24T18:03:00+00:00"),
    ("1669302180", "2022-11-24T15:03:00+00:00"),
    ("1669302180000", "2022-11-24T15:03:00+00:00"),
    ("November 24, 2022 6:03 pm EST", "2022-11-24T18:03:00-05:00"),
    ("March 7, 20247:55 AM UTCUpdated ago", "2024-03-07T07:55:00+00:00"),
    ("17:41 JST, October 13, 2024", "2024-10-13T17:41:00+09:00"),
    ("Published on 06/01/2026 - 13:55 GMT+1", "2026-01-06T13:55:00+01:00"),
    ("24. November 2022, 18.03 Uhr", "2022-11-24T18:03:00"),
    ("24 ноября 2022, 18:03", "2022-11-24T18:03:00"),
    ("2022년 11월 24일 18:03", "2022-11-24T18:03:00"),
    ("24 November 2022, 12:30 am", "2022-11-24T00:30:00"),
]


@pytest.mark.parametrize(("words", "moment"), STAMPS)
def test_a_moment_is_read_as_written(words: str, moment: str) -> None:
    found = stamp(words)
    assert found is not None and found.moment is not None
    assert found.moment.replace(microsecond=0).isoformat() == moment


@pytest.mark.parametrize(
    "words", ["", "soon", "0001-01-01T00:00:00", "2022-13-40", "9999-12-31", "99:99", "31/31/2020"]
)
def test_what_is_no_moment_gives_none(words: str) -> None:
    assert stamp(words) is None


def test_day_and_month_stand_in_the_order_of_the_page() -> None:
    assert [next(printed("3/4/2024", day_first=x)).day.isoformat() for x in (True, False)] == [
        "2024-04-03",
        "2024-03-04",
    ]
    assert next(printed("25/4/2024", day_first=False)).day.isoformat() == "2024-04-25"
    assert outlets.day_first("https://www.bbc.co.uk/a", "en") and not outlets.day_first("https://www.cnn.com/a", "en")


def test_midnight_is_never_put_in_place_of_an_unknown_time() -> None:
    found = stamp("2023-04-28T00:00:00")
    assert found is not None
    made = clock(found, "json-ld datePublished", zone="Europe/Berlin")
    assert (made.precision, made.moment, made.iso) == (Precision.DAY, None, "2023-04-28")


def test_a_zone_is_stated_assumed_or_unknown() -> None:
    naive, stated = stamp("2022-07-01T10:00"), stamp("2022-07-01T23:30:00Z")
    assert naive is not None and stated is not None
    assumed = clock(naive, "x", zone="Europe/Berlin")
    assert (assumed.iso, assumed.zone_basis) == ("2022-07-01T10:00:00+02:00", ZoneBasis.ASSUMED)
    unknown = clock(naive, "x", zone=None)
    assert (unknown.iso, unknown.zone_basis) == ("2022-07-01T10:00:00", ZoneBasis.UNKNOWN)
    local = clock(stated, "x", zone="Europe/Berlin")
    assert (local.iso, local.zone_basis, str(local.day)) == (
        "2022-07-02T01:30:00+02:00",
        ZoneBasis.STATED,
        "2022-07-02",
    )


def test_an_address_tells_the_day() -> None:
    assert in_url("https://x.org/2024/03/07/story") == date(2024, 3, 7)
    assert in_url("https://x.org/story-20240307") is None and in_url(None) is None


BYLINES = [
    (["By Ada Holm and Jon Vik"], ("Ada Holm", "Jon Vik")),
    (["By LISA MASCARO, MARY CLARE JALONICK and ERIC TUCKER"], ("Lisa Mascaro", "Mary Clare Jalonick", "Eric Tucker")),
    (["By Cristina Laila Apr. 28, 2023 1:15 pm"], ("Cristina Laila",)),
    (["Von Birgit Baumann"], ("Birgit Baumann",)),
    (["Tania Broughton", "Journalist"], ("Tania Broughton",)),
    (["By Staff Writer"], ()),
    (["Middle East", "World News"], ()),
]


@pytest.mark.parametrize(("lines", "people"), BYLINES)
def test_bylines_give_names(lines: list[str], people: tuple[str, ...]) -> None:
    assert bylines.in_lines(lines) == people


def test_markup_authors_are_people_and_not_the_outlet() -> None:
    assert bylines.cleaned(["By Ada Holm", "Jon Vik, staff writer", "https://x.org/a"]) == ("Ada Holm", "Jon Vik")
    assert bylines.cleaned(["The Valley Post"], ["The Valley Post"]) == ()


BROKEN = [
    '<!-- {"@type": "NewsArticle", "headline": "A"} -->',
    '{"@type": "NewsArticle", "headline": "A",}',
    '{"@type": "NewsArticle", "headline": "A"};',
    "{&quot;@type&quot;: &quot;NewsArticle&quot;, &quot;headline&quot;: &quot;A&quot;}",
    '{"@graph": [{"@type": ["Thing", "http://schema.org/NewsArticle"], "headline": "A"}]}',
    '{"@type": "WebPage"}{"@type": "NewsArticle", "headline": "A"}',
    '{"@type": "NewsArticle",\n "headline": "A", "description": "b\nc"}',
    '{"@type": "NewsArticle", "headline": "A", "x": "\\d"}',
]


@pytest.mark.parametrize("block", BROKEN)
def test_broken_json_ld_still_names_its_article(block: str) -> None:
    found = jsonld.articles(jsonld.nodes([block]))
    assert [n["headline"] for n in found] == ["A"]


def test_entries_and_comments_are_not_the_pages_article() -> None:
    block = '{"@type":"LiveBlogPosting","headline":"A","liveBlogUpdate":[{"@type":"BlogPosting","headline":"B"}]}'
    assert [n["headline"] for n in jsonld.articles(jsonld.nodes([block]))] == ["A"]


@pytest.mark.parametrize("line", [
    "Read more: Ten things", "Advertisement", "Story continues below", "Sign up for our newsletter", "Photo: N. Lund",
    "Lesen Sie auch: Zehn Dinge", "Share this article", "RELATED: The vote", "© 2021 Fjord Gazette",
    "Lire aussi : Dix choses",
])  # fmt: skip
def test_furniture_is_known_by_its_words(line: str) -> None:
    assert furniture.anywhere(line)


@pytest.mark.parametrize("line", [
    "He read more than ten books that year, and she signed up for none of them.",
    "“Sign up for our newsletter,” the minister told reporters, and he laughed.",
    "Share prices fell on Monday after the bank said that it would cut a thousand jobs.",
    "More than a hundred people were hurt, the police said on Sunday.",
    "Follow what happens on the coast today, hour by hour.",
    "Copyright law is to change next year, the government said, and authors are glad of it.",
])  # fmt: skip
def test_prose_is_no_furniture(line: str) -> None:
    assert not furniture.anywhere(line) and not furniture.asks(line) and not furniture.legal(line)


def test_furniture_names_are_whole_words() -> None:
    assert all(map(names_furniture, ["ad", "top-ad", "relatedPosts", "c-newsletter__form", "site-footer"]))
    assert not any(map(names_furniture, ["head", "shadow", "article-body", "story", "adversary"]))


def test_the_outlets_name_is_no_part_of_a_headline() -> None:
    assert without_outlet("Bridge opens | Euronews", ("Euronews",)) == "Bridge opens"
    assert without_outlet("Bridge opens - Politics - n-tv.de", ("n-tv.de", "n-tv")) == "Bridge opens"
    assert without_outlet("Nine lives - and a cat", ("The Post",)) == "Nine lives - and a cat"


def test_the_text_decides_its_language_before_the_markup() -> None:
    assert (
        language("Der Minister sagte am Montag, dass die Brücke nicht vor dem Herbst und auch nicht danach", "en")
        == "de"
    )
    assert (
        language("Новый мост через реку откроют осенью") == "ru" and language("대통령은 오늘 서울에서 말했다") == "ko"
    )
    assert (language("OK", "en-GB"), primary("nb-NO"), primary("x")) == ("en", "no", None)


def test_an_article_body_of_any_shape_gives_paragraphs() -> None:
    assert paragraphs("One &amp; two.\n\nThree.") == ("One & two.", "Three.")
    assert paragraphs("<p>One.</p><p>Two.</p><script>x</script>") == ("One.", "Two.")


def test_a_line_of_json_gives_a_line_of_json() -> None:
    days = ("Monday", "Tuesday", "Friday")
    text = "A headline for the test\n\n" + "\n".join(f"The minister said on {d} that it would go ahead." for d in days)
    found = answer({"id": "7", "text": text, "url": None})
    assert found["id"] == "7" and len(found["paragraphs"]) == 3 and found["published"] is None
    assert set(answer({"id": "8", "text": ""})) == set(answer({"id": "9"})) == {"id", "failure"}
