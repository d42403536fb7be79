"""Pages from WARC files as tools really write them, whole and damaged."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections import Counter
from datetime import UTC, datetime

import brotli
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from onrecord.harvest import pages, warc
from onrecord.harvest.warc import warc_pages
from onrecord.model import Failure, Page

BODY = "<p>Grüße</p>".encode()


def response(
    number: int = 0,
    body: bytes = BODY,
    *,
    status: str = "200 OK",
    headers: tuple[tuple[str, str], ...] = (("Content-Type", "text/html; charset=UTF-8"),),
    url: str | None = None,
    packed: bool = True,
    kind: str = "response",
) -> bytes:
    """One record as warcio writes it."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed, warc_version="1.1")
    http = StatusAndHeaders(status, list(headers), protocol="HTTP/1.1") if kind == "response" else None
    fields = {"WARC-Date": "2024-05-01T12:00:00Z"}
    record = writer.create_warc_record(
        url or f"https://paper.test/{number}",
        kind,
        payload=io.BytesIO(body),
        http_headers=http,
        warc_headers_dict=fields,
        warc_content_type="" if http else "text/plain",
    )
    writer.write_record(record)
    return out.getvalue()


def found(data: bytes, skipped: Counter[str] | None = None) -> list[Page | Failure]:
    return list(warc_pages(io.BytesIO(data), "x.warc", skipped=skipped))


def urls(data: bytes) -> list[str | None]:
    return [p.url if isinstance(p, Page) else "failure" for p in found(data)]


def test_a_response_is_a_page_with_address_time_and_type():
    (page,) = found(response(7))
    assert page == Page(
        BODY,
        "https://paper.test/7",
        datetime(2024, 5, 1, 12, tzinfo=UTC),
        "text/html",
        "UTF-8",
        "x.warc#0",
    )


@pytest.mark.parametrize("packed", [True, False])
def test_records_come_in_order(packed: bool):
    data = b"".join(response(i, packed=packed) for i in range(20))
    assert urls(data) == [f"https://paper.test/{i}" for i in range(20)]


def test_a_whole_file_compressed_as_one_is_read_too():
    assert len(urls(gzip.compress(b"".join(response(i, packed=False) for i in range(5))))) == 5


def test_text_and_resource_records_are_pages():
    assert [p.media_type for p in found(response(kind="conversion") + response(kind="resource"))] == ["text/plain"] * 2


def chunked(body: bytes) -> bytes:
    return (
        b"".join(b"%x;a=b\r\n%s\r\n" % (len(body[i : i + 5]), body[i : i + 5]) for i in range(0, len(body), 5))
        + b"0\r\n\r\n"
    )


def deflated(body: bytes) -> bytes:
    stream = zlib.compressobj(wbits=-15)
    return stream.compress(body) + stream.flush()


@pytest.mark.parametrize(
    ("encoding", "transfer", "body"),
    [
        ("gzip", "", gzip.compress(BODY)),
        ("x-gzip", "", gzip.compress(BODY)),
        ("deflate", "", zlib.compress(BODY)),
        ("deflate", "", deflated(BODY)),
        ("br", "", brotli.compress(BODY)),
        ("", "chunked", chunked(BODY)),
        ("gzip", "chunked", chunked(gzip.compress(BODY))),
        ("deflate, gzip", "", gzip.compress(zlib.compress(BODY))),
        ("identity", "", BODY),
        # The header says so, the bytes are plain: crawlers that decode and keep the header.
        ("gzip", "", BODY),
        ("br", "", BODY),
        ("deflate", "", BODY),
        ("", "chunked", BODY),
        ("gzip", "chunked", BODY),
        ("gzip", "chunked", gzip.compress(BODY)),
    ],
)
def test_encodings_are_undone(encoding: str, transfer: str, body: bytes):
    headers = [("Content-Type", "text/html")]
    headers += [("Content-Encoding", encoding)] if encoding else []
    headers += [("Transfer-Encoding", transfer)] if transfer else []
    (page,) = found(response(body=body, headers=tuple(headers)))
    assert isinstance(page, Page) and page.content == BODY


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("gzip", gzip.compress(BODY)[:-4]),
        ("br", brotli.compress(BODY * 50)[:-6]),
        ("deflate", zlib.compress(BODY)[:-2]),
        ("zzz", BODY),
        ("gzip", gzip.compress(BODY)[:12] + b"\xff\xff" + gzip.compress(BODY)[14:]),
    ],
)
def test_an_encoding_that_cannot_be_undone_is_one_failure(encoding: str, body: bytes):
    headers = (("Content-Type", "text/html"), ("Content-Encoding", encoding))
    assert urls(response(1) + response(2, body, headers=headers) + response(3)) == [
        "https://paper.test/1",
        "failure",
        "https://paper.test/3",
    ]


def test_bombs_are_failures(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(warc, "MAX_RECORD", 1_000_000)
    for encoding, body in (("gzip", gzip.compress(bytes(5_000_000))), ("br", brotli.compress(bytes(5_000_000)))):
        headers = (("Content-Type", "text/html"), ("Content-Encoding", encoding))
        assert urls(response(1, body, headers=headers) + response(2)) == ["failure", "https://paper.test/2"]
    assert urls(response(1, b"x" * 1_000_001) + response(2)) == ["failure", "https://paper.test/2"]


def test_what_is_no_page_is_passed_over_and_counted():
    data = b"".join(
        [
            response(1, status="301 Moved", headers=(("Location", "/x"),)),
            response(2, status="404 Not Found"),
            response(3, headers=(("Content-Type", "image/png"),)),
            response(url="https://paper.test/robots.txt"),
            response(4, b""),
            response(5),
        ]
    )
    skipped: Counter[str] = Counter()
    assert [p.url for p in found(data, skipped)] == ["https://paper.test/5"]
    assert skipped == {"status 301": 1, "status 404": 1, "media type": 1, "no page": 1, "empty": 1}


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("lost", [1, 5, 30, 100, 200])
def test_a_file_that_ends_early_gives_what_is_whole_and_one_failure(packed: bool, lost: int):
    data = b"".join(response(i, packed=packed) for i in range(4))
    got = urls(data[:-lost])
    assert got[:3] == [f"https://paper.test/{i}" for i in range(3)]
    assert set(got[3:]) <= {"failure", "https://paper.test/3"} and len(got) <= 5
    if lost > 30:
        assert "https://paper.test/3" not in got, "half a page is no page"


@pytest.mark.parametrize("mark", [b"WARC/1", b"WARC-Target-URI", b"HTTP/1.1 200", b"Content-Type: text/html"])
def test_a_plain_file_that_ends_within_a_header_says_so(mark: bytes):
    data = b"".join(response(i, packed=False) for i in range(3))
    got = urls(data[: data.rindex(mark) + 4])
    assert got[:2] == ["https://paper.test/0", "https://paper.test/1"] and set(got[2:]) == {"failure"}


@pytest.mark.parametrize("junk", [b"XXXXXXXX", b"\0" * 50, b"WARC/9.9\r\nnonsense", b"\x1f\x8b\x08\0junk" * 3])
@pytest.mark.parametrize("packed", [True, False])
def test_reading_goes_on_after_a_damaged_place(junk: bytes, packed: bool):
    data = response(1, packed=packed) + junk + response(2, packed=packed) + response(3, packed=packed)
    got = urls(data)
    assert got[0] == "https://paper.test/1" and got[-2:] == ["https://paper.test/2", "https://paper.test/3"]
    assert len(got) == len(set(got) - {"failure"}) + got.count("failure") and got.count("failure") <= 8


def test_compressed_and_plain_files_put_together_are_both_read():
    got = urls(response(1) + response(2, packed=False) + response(3))
    assert [u for u in got if u != "failure"] == [f"https://paper.test/{i}" for i in (1, 2, 3)]


def test_a_file_that_is_all_damage_is_given_up():
    assert 1 <= len(found(b"WARC/1.0\r\n" + b"\x1f\x8b\x08" * 1000)) <= warc.MAX_DAMAGES + 1


def test_a_warc_is_known_by_its_first_bytes_also_inside_a_wacz(tmp_path):
    (tmp_path / "any-name").write_bytes(response(1))
    assert [p.url for p in pages([str(tmp_path / "any-name")])] == ["https://paper.test/1"]
    with zipfile.ZipFile(tmp_path / "a.wacz", "w") as archive:
        archive.writestr("datapackage.json", "{}")
        archive.writestr("pages/pages.jsonl", "{}")
        archive.writestr("archive/data.warc.gz", response(2) + response(3))
    assert [p.url for p in pages([str(tmp_path / "a.wacz")])] == ["https://paper.test/2", "https://paper.test/3"]
