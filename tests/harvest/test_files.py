"""Pages from paths and standard input: what is a page comes through, what is none is a failure that says why."""

from __future__ import annotations

import gzip
import io
import os
import subprocess
import sys
import tarfile
import threading
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from onrecord.harvest import files, pages
from onrecord.harvest.files import stdin_pages
from onrecord.model import Failure, Page

HTML = b"<html><body><p>Hello</p></body></html>"


def contents(found) -> list[bytes]:
    return [p.content for p in found if isinstance(p, Page)]


def reasons(found) -> list[str]:
    return [f.reason for f in found if isinstance(f, Failure)]


def test_a_file_is_a_page_named_by_its_path(tmp_path: Path):
    path = tmp_path / "page.html"
    path.write_bytes(HTML)
    assert list(pages([str(path)])) == [Page(HTML, name=str(path), media_type="text/html")]


@pytest.mark.parametrize(("name", "media_type"), [("a.html.gz", "text/html"), ("a.txt.gz", "text/plain"), ("a", None)])
def test_gzip_is_undone_whatever_the_name(tmp_path: Path, name: str, media_type: str | None):
    path = tmp_path / name
    path.write_bytes(gzip.compress(HTML[:10]) + gzip.compress(HTML[10:]) + b"\0\0\0")
    (page,) = pages([str(path)])
    assert isinstance(page, Page) and page.content == HTML and page.media_type == media_type


def test_a_folder_gives_all_its_pages_in_order_of_names(tmp_path: Path):
    for name in ("b/2.html", "a/1.html", "a/3.htm", "c.txt", ".hidden/x.html", ".x.html", "style.css", "p.PNG"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(name.encode())
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "broken").symlink_to(tmp_path / "nowhere")
    skipped: Counter[str] = Counter()
    assert contents(pages([str(tmp_path)], skipped=skipped)) == [b"a/1.html", b"a/3.htm", b"b/2.html", b"c.txt"]
    assert skipped["no page by its name"] == 2


def test_a_pattern_gives_what_it_matches(tmp_path: Path):
    for name in ("1.html", "2.html", "3.txt"):
        (tmp_path / name).write_bytes(name.encode())
    assert contents(pages([f"{tmp_path}/*.html"])) == [b"1.html", b"2.html"]
    assert contents(pages([f"{tmp_path}/**/*.txt"])) == [b"3.txt"]
    (tmp_path / "[x].html").write_bytes(b"itself")
    assert contents(pages([f"{tmp_path}/[x].html"])) == [b"itself"], "a name that looks like a pattern is first a name"


@pytest.mark.parametrize(
    "text", ["/no/such/thing", "no*such*pattern", "", "\0", "x" * 5000, "~nosuchuser/x", "C:\\page.html"]
)
def test_a_path_that_is_none_is_a_failure(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    found = list(pages([text]))
    assert len(found) == (0 if text == "" else 1)
    assert all(isinstance(f, Failure) and f.stage == "fetch" and "\n" not in f.reason for f in found)


def test_an_empty_file_is_a_failure(tmp_path: Path):
    for name, content in (("a.html", b""), ("b.html", b" \n\t "), ("c.html.gz", gzip.compress(b""))):
        (tmp_path / name).write_bytes(content)
    assert len(reasons(pages([str(tmp_path)]))) == 3
    assert all("empty" in r for r in reasons(pages([str(tmp_path)])))


@pytest.mark.parametrize("damage", [lambda d: d[:-9], lambda d: d[:12], lambda d: d[:20] + b"\xff" * 9 + d[29:]])
def test_truncated_and_damaged_gzip_is_a_failure(tmp_path: Path, damage):
    path = tmp_path / "a.html.gz"
    path.write_bytes(damage(gzip.compress(os.urandom(200) + HTML)))
    (reason,) = reasons(pages([str(path)]))
    assert "compress" in reason and "get the page again" in reason


def test_pages_over_the_limit_are_failures_before_they_are_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(files, "MAX_FILE", 1000)
    (tmp_path / "a.html").write_bytes(b"x" * 1001)
    (tmp_path / "b.html.gz").write_bytes(gzip.compress(b"x" * 1001))
    (tmp_path / "c.html").write_bytes(b"x" * 1000)
    found = list(pages([str(tmp_path)]))
    assert [isinstance(f, Failure) for f in found] == [True, True, False]
    assert all("more than" in r for r in reasons(found))


def test_a_bomb_costs_no_memory(tmp_path: Path):
    """200 MB of zeros in 200 kB: refused, within 150 MB of the interpreter's own."""
    with gzip.open(tmp_path / "bomb.gz", "wb") as stream:
        for _ in range(200):
            stream.write(bytes(1 << 20))
    code = (
        "import resource, sys; from onrecord.harvest import pages;"
        "base = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss;"
        "print(next(pages(sys.argv[1:])).reason); print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - base)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, tmp_path / "bomb.gz"], capture_output=True, text=True, check=True
    )
    reason, grown = done.stdout.splitlines()
    assert "more than 100,000,000 bytes" in reason and int(grown) < 150_000


def test_an_unreadable_file_is_a_failure(tmp_path: Path):
    (tmp_path / "socket").mkdir()
    import socket

    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind(str(tmp_path / "s"))
        (reason,) = reasons(pages([str(tmp_path / "s")]))
    assert "cannot be read" in reason


def test_a_pipe_is_read_to_its_end(tmp_path: Path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=lambda: pipe.write_bytes(HTML))
    writer.start()
    assert contents(pages([str(pipe)])) == [HTML]
    writer.join()


@pytest.mark.parametrize("content", [HTML, gzip.compress(HTML)])
def test_standard_input_is_a_page(content: bytes):
    class Pipe(io.RawIOBase):
        def __init__(self) -> None:
            self.rest = content

        def readable(self) -> bool:
            return True

        def readinto(self, buffer) -> int:
            data, self.rest = self.rest[: min(7, len(buffer))], self.rest[min(7, len(buffer)) :]
            buffer[: len(data)] = data
            return len(data)

    (page,) = stdin_pages(io.BufferedReader(Pipe()))
    assert page.content == HTML and page.name == "-"
    assert contents(stdin_pages(io.BytesIO(content))) == [HTML]


def test_a_zip_and_a_tar_give_their_pages(tmp_path: Path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("one.html", HTML)
        archive.writestr("two.png", b"png")
        archive.writestr("deep/three.html.gz", gzip.compress(HTML))
    for mode in ("w", "w:gz"):
        with tarfile.open(tmp_path / f"b{mode[2:]}.tar", mode) as archive:
            for name, content in (("x/one.html", HTML), ("two.css", b"css"), ("empty.html", b"")):
                member = tarfile.TarInfo(name)
                member.size = len(content)
                archive.addfile(member, io.BytesIO(content))
    assert contents(pages([str(tmp_path / "a.zip")])) == [HTML, HTML]
    for name in ("b.tar", "bgz.tar"):
        found = list(pages([str(tmp_path / name)]))
        assert contents(found) == [HTML] and len(reasons(found)) == 1
        assert found[0].name.endswith(f"{name}!x/one.html")


@pytest.mark.parametrize("name", ["a.zip", "b.tar", "bgz.tar"])
def test_damaged_archives_of_pages_are_failures(tmp_path: Path, name: str):
    test_a_zip_and_a_tar_give_their_pages(tmp_path)
    path = tmp_path / name
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 3])
    assert len(reasons(pages([str(path)]))) >= 1


def test_binaries_come_through_for_the_reader_to_judge(tmp_path: Path):
    (tmp_path / "x.bin").write_bytes(bytes(range(256)))
    assert contents(pages([str(tmp_path / "x.bin")])) == [bytes(range(256))]
