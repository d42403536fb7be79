"""What sources list, whatever comes in their place."""

from __future__ import annotations

import contextlib
import gzip
import time
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import FormatError
from onrecord.harvest.addresses import address, same_site
from onrecord.harvest.listing import SourceKind, moment
from onrecord.harvest.sources import is_page, listing, offers

AT = "http://a.test/feeds/all"

# What a source holds -> the addresses of its entries.
LISTED: dict[str, tuple[bytes, list[str]]] = {
    "RSS, relative": (b"<rss><channel><item><link>/1</link></item><item><link>2</link></item></channel></rss>",
                      ["http://a.test/1", "http://a.test/feeds/2"]),
    "RSS without links, guids are addresses": (b"<rss><channel><item><guid>http://a.test/1</guid></item></channel></rss>",
                                               ["http://a.test/1"]),
    "guids that are none": (b"<rss><channel><item><guid>tag:1</guid></item></channel></rss>", []),
    "counting parameters and fragments": ((b"<rss><channel><item><link>http://a.test/1?utm_source=rss&amp;id=2#top</link>"
                                          b"</item></channel></rss>"), ["http://a.test/1?id=2"]),
    "CDATA": (b"<rss><channel><item><link><![CDATA[ http://a.test/1 ]]></link></item></channel></rss>", ["http://a.test/1"]),
    "Atom with several links": (
        (b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><link rel='edit' href='/no'/>"
        b"<link rel='alternate' href='/1'/><link rel='enclosure' href='/no.mp3'/></entry></feed>"), ["http://a.test/1"]),
    "RDF": ((b"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'>"
            b"<channel><link>http://a.test/</link></channel><item><link>/1</link></item></rdf:RDF>"), ["http://a.test/1"]),
    "prefix without a namespace": (b"<rss><channel><item><dc:date>x</dc:date><link>/1</link></item></channel></rss>",
                                   ["http://a.test/1"]),
    "UTF-16": ("<?xml version='1.0' encoding='utf-16'?><rss><channel><item><link>/ü</link></item></channel></rss>"
               .encode("utf-16"), ["http://a.test/%C3%BC"]),
    "nothing before the entities": (b"\xef\xbb\xbf\n <rss><channel><item><link>/1</link></item></channel></rss>",
                                    ["http://a.test/1"]),
    "cut in the middle": (b"<rss><channel><item><link>/1</link></item><item><li", ["http://a.test/1"]),
    "tags that do not match": (b"<rss><channel><item><link>/1</link></itm><item><link>/2</link></item>", ["http://a.test/2"]),
    "undeclared entities": (b"<rss><channel><title>A &nbsp; B & C</title><item><link>/1</link></item></channel></rss>",
                            ["http://a.test/1"]),
    "JSON Feed": (b'{"version":"https://jsonfeed.org/version/1","items":[{"url":"/1"},{"id":"http://a.test/2"},{"id":"3"},7]}',
                  ["http://a.test/1", "http://a.test/2"]),
    "news sitemap": (b"<urlset><url><loc>http://a.test/1</loc></url><url><loc>http://www.a.test/2</loc></url></urlset>",
                     ["http://a.test/1", "http://www.a.test/2"]),
    "sitemap that names another's pages": (b"<urlset><url><loc>http://b.test/1</loc></url></urlset>", []),
    "packed sitemap": (gzip.compress(b"<urlset><url><loc>http://a.test/1</loc></url></urlset>"), ["http://a.test/1"]),
    "plain list": (b"# mine\nhttp://a.test/1\n\n  http://b.test/2  \nftp://c.test/\n", ["http://a.test/1", "http://b.test/2"]),
    "no entry yet": (b"<rss><channel><title>New</title></channel></rss>", []),
}  # fmt: skip


@pytest.mark.parametrize("name", LISTED)
def test_every_kind_of_source_gives_its_addresses(name: str) -> None:
    content, wanted = LISTED[name]
    assert [e.url for e in listing(content, AT).entries][-len(wanted) or 9 :] == wanted


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"<!DOCTYPE html><html><head><title>x</title></head></html>", "is a page"),
        (b"<svg/>", "XML of <svg>"),
        (b"<", "XML of <>"),
        (b"{}", '"items" is missing'),
        (b'{"items":', "is no JSON"),
        (b"[" * 100_000, "no address in it"),
        (b'{"items":' + b"[" * 100_000, "is no JSON"),
        (b"hello", "no address in it"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "no address in it"),
        (b"\x1f\x8b\x08\x00garbage", "compressed data ends early"),
        (gzip.compress(bytes(60_000_000)), "bytes unpacked"),
    ],
)
def test_what_is_no_source_is_refused_with_a_reason(content: bytes, words: str) -> None:
    with pytest.raises(FormatError) as refused:
        listing(content, AT)
    assert words in str(refused.value) and AT in str(refused.value)


def test_entities_that_expand_are_not_expanded() -> None:
    entities = b"".join(b'<!ENTITY e%d "%s">' % (i, b"&e%d;" % (i - 1) * 50) for i in range(1, 12))
    content = (
        b'<!DOCTYPE rss [<!ENTITY e0 "lol">' + entities + b"]><rss><channel><title>&e11;</title>"
        b"<item><link>http://a.test/1</link><title>&e11;</title></item></channel></rss>"
    )
    began = time.process_time()
    assert [e.url for e in listing(content, AT).entries] == ["http://a.test/1"]
    assert time.process_time() - began < 2


def test_external_entities_are_not_read(tmp_path: object) -> None:
    content = (
        b'<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        b"<rss><channel><title>&x;</title><item><link>http://a.test/&x;</link></item></channel></rss>"
    )
    read = listing(content, AT)
    assert "root" not in (read.title or "") + "".join(e.url for e in read.entries)


def test_a_feed_of_100_000_entries_is_read_to_its_limit_and_says_so() -> None:
    items = b"".join(b"<item><link>/%d</link><description>text</description></item>" % i for i in range(100_000))
    read = listing(b"<rss><channel>" + items + b"</channel></rss>", AT)
    assert len(read.entries) == 10_000
    assert read.left_out["over the limit"] > 0


def test_deep_nesting_ends_the_reading_and_not_the_program() -> None:
    content = b"<rss><channel><item><link>/1</link></item>" + b"<a>" * 200_000
    assert [e.url for e in listing(content, AT).entries] == ["http://a.test/1"]


def test_what_is_left_out_is_counted_by_reason() -> None:
    links = ("/1", "/1", "", "javascript:x", "http://u:p@a.test/", "x" * 3_000)
    content = "".join(f"<item><link>{link}</link></item>" for link in links).encode()
    assert listing(b"<rss><channel>" + content + b"</channel></rss>", AT).left_out == {
        "twice": 1, "no address": 1, "wrong address": 3,
    }  # fmt: skip


def test_an_index_gives_its_sitemaps_the_latest_first() -> None:
    content = (
        b"<sitemapindex><sitemap><loc>/old.xml</loc><lastmod>2020-01-01</lastmod></sitemap>"
        b"<sitemap><loc>/undated.xml</loc></sitemap>"
        b"<sitemap><loc>/new.xml</loc><lastmod>2026-01-01T00:00:00Z</lastmod></sitemap></sitemapindex>"
    )
    read = listing(content, "http://a.test/sitemap.xml")
    assert read.kind is SourceKind.INDEX
    assert [e.url.rpartition("/")[2] for e in read.entries] == ["new.xml", "old.xml", "undated.xml"]


def test_the_head_of_a_feed_says_its_title_its_hub_and_how_often_to_ask() -> None:
    rss = (
        b'<rss xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>All</title><ttl>30</ttl>'
        b'<atom:link rel="hub" href="https://hub.test/"/><atom:link rel="self" href="/f"/>'
        b"<item><title>Not this</title><link>/1</link></item></channel></rss>"
    )
    read = listing(rss, AT)
    assert (read.title, read.every, read.hub, read.topic) == ("All", 1800.0, "https://hub.test/", "http://a.test/f")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Mon, 04 Mar 2024 10:00:00 +0300", datetime(2024, 3, 4, 7, tzinfo=UTC)),
        ("2024-03-04T10:00:00Z", datetime(2024, 3, 4, 10, tzinfo=UTC)),
        ("2024-03", datetime(2024, 3, 1, tzinfo=UTC)),
        ("2999-01-01", datetime(2999, 1, 1, tzinfo=UTC)),
        ("0001-01-01T00:00:00+14:00", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_dates_of_feeds_are_read_or_left(text: str, wanted: datetime | None) -> None:
    assert moment(text) == wanted


@given(st.text(max_size=300), st.sampled_from(["http://a.test/x/y", "https://b.test/"]))
def test_any_text_is_an_address_in_its_one_form_or_none(text: str, base: str) -> None:
    found = address(text, base)
    assert found is None or (found.startswith(("http://", "https://")) and address(found) == found)


@given(st.binary(max_size=2_000))
def test_any_bytes_are_a_listing_or_a_format_error(content: bytes) -> None:
    with contextlib.suppress(FormatError):
        listing(content, AT)


SEEDS = [content for content, _ in LISTED.values()]


@given(st.sampled_from(SEEDS), st.data())
def test_any_damage_to_a_source_gives_a_listing_or_a_format_error(content: bytes, data: st.DataObject) -> None:
    damaged = bytearray(content)
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(damaged)))
        damaged[at : at + data.draw(st.integers(0, 5))] = data.draw(st.binary(max_size=5))
    with contextlib.suppress(FormatError):
        listing(bytes(damaged), AT)


HOME = b"""<!DOCTYPE html><html><head>
<link rel="alternate" type="application/rss+xml" title="News" href="/rss.xml">
<link rel="ALTERNATE" type="application/atom+xml; charset=utf-8" href="atom.xml">
<link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed/">
<link rel="alternate" hreflang="de" type="application/rss+xml" href="/de/rss">
<link rel="alternate" type="application/json+oembed" href="/oembed"><link rel="stylesheet" href="/x.css">
<link rel="alternate" type="application/rss+xml" href="javascript:alert(1)"></head><body></body></html>"""


def test_a_home_page_offers_its_feeds_and_robots_its_sitemaps() -> None:
    found = offers(HOME, "http://a.test/en/", ("http://a.test/news.xml", "http://a.test/news.xml", "relative.xml"))
    assert [(o.url, o.kind.value) for o in found] == [
        ("http://a.test/rss.xml", "feed"),
        ("http://a.test/en/atom.xml", "feed"),
        ("http://a.test/news.xml", "sitemap"),
    ]


def test_a_page_is_told_from_a_source() -> None:
    assert is_page(HOME) and is_page(b"<!-- x --><html>") and is_page(b"\xef\xbb\xbf<!doctype HTML>")
    assert not is_page(b"<rss/>") and not is_page(b"{}") and not is_page(b"http://a.test/")


def test_a_host_speaks_for_its_own_site_only() -> None:
    assert same_site("www.a.test", "a.test") and same_site("news.a.test", "www.a.test")
    assert not same_site("a.test", "b.test") and not same_site("a.test", "xa.test")
