"""No damage to a WARC file, and no odd stream, ends the program: what cannot be read becomes a failure."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_warc import response

from onrecord.harvest.files import stream_pages
from onrecord.harvest.warc import warc_pages, warc_places
from onrecord.model import Failure, Page

PACKED = b"".join(response(i) for i in range(3))
PLAIN = b"".join(response(i, packed=False) for i in range(3))
WHOLE = gzip.compress(PLAIN)


def zipped(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("datapackage.json", "{}")
        archive.writestr("archive/data.warc.gz", data)
    return out.getvalue()


def tarred(data: bytes) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        for name, content in (("a/1.html", b"<p>One</p>"), ("a/x.warc.gz", data)):
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return out.getvalue()


FILES = {"packed": PACKED, "plain": PLAIN, "packed as one": WHOLE, "WACZ": zipped(PACKED), "tar": tarred(PACKED)}


def outcomes(data: bytes) -> list[Page | Failure]:
    return list(stream_pages(io.BytesIO(data), "x", None, Counter()))


@pytest.mark.parametrize("name", FILES)
@settings(deadline=None, max_examples=150)
@given(st.data())
def test_any_damage_gives_pages_and_failures(name: str, data: st.DataObject) -> None:
    damaged = bytearray(FILES[name])
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(damaged)))
        damaged[at : at + data.draw(st.integers(0, 30))] = data.draw(st.binary(max_size=30))
    for outcome in outcomes(bytes(damaged)):
        assert isinstance(outcome, Page | Failure)


@pytest.mark.parametrize("name", ["packed", "plain", "packed as one"])
def test_a_file_cut_anywhere_gives_what_came_before_the_cut(name: str) -> None:
    data = FILES[name]
    whole = [p for p in outcomes(data) if isinstance(p, Page)]
    for end in range(1, len(data), 7):
        pages = [p for p in outcomes(data[:end]) if isinstance(p, Page)]
        assert [p.content for p in pages[:-1]] == [p.content for p in whole[: max(0, len(pages) - 1)]]


HEADERS = {
    "a length that is no number": b"Content-Length: many",
    "a negative length": b"Content-Length: -5",
    "a length past all ends": b"Content-Length: 99999999999999999999",
    "a length of many gigabytes": b"Content-Length: 99999999999",
    "no length": b"X-Nothing: 1",
}


@pytest.mark.parametrize("name", HEADERS)
def test_a_record_that_lies_about_its_length_is_one_failure_at_most(name: str) -> None:
    head, _, rest = response(1, packed=False).partition(b"Content-Length: ")
    lying = head + HEADERS[name] + rest[rest.index(b"\r\n") :]
    found = outcomes(lying + response(2, packed=False))
    assert sum(isinstance(o, Failure) for o in found) >= 1 or len(found) <= 2


class Odd(io.RawIOBase):
    """A stream that behaves as it should not, after the first reads."""

    def __init__(self, data: bytes, then: Callable[[], Any], reads: int) -> None:
        self._inner, self._then, self._reads = io.BytesIO(data), then, reads

    def read(self, size: int = -1) -> Any:
        self._reads -= 1
        return self._inner.read(size) if self._reads >= 0 else self._then()

    def seekable(self) -> bool:
        return False


def raises(error: BaseException) -> Callable[[], Any]:
    def then() -> Any:
        raise error

    return then


ODD: dict[str, Callable[[], Any]] = {
    "more than was asked for": lambda: b"x" * 200_000,
    "nothing at all": lambda: None,
    "text": lambda: "text",
    "an input error": raises(OSError(5, "Input/output error")),
    "a fault of its own": raises(RuntimeError("odd")),
    "a closed file": raises(ValueError("I/O operation on closed file")),
}


@pytest.mark.parametrize("reads", [0, 1])
@pytest.mark.parametrize("name", ODD)
def test_an_odd_stream_is_a_failure_and_no_panic(name: str, reads: int) -> None:
    data = PLAIN * 300  # more than one read
    found = list(warc_pages(Odd(data, ODD[name], reads), "odd.warc"))  # type: ignore[arg-type]
    assert any(isinstance(o, Failure) for o in found)


def test_places_of_an_odd_stream_end_without_a_panic() -> None:
    stream = Odd(PLAIN * 300, ODD["more than was asked for"], 1)
    assert list(warc_places(stream, "odd.warc"))  # type: ignore[arg-type]
