"""Fetching from real servers on this machine: what comes, what is refused, and what never gets asked for."""

from __future__ import annotations

import gzip
import http.server
import socket
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest

from onrecord.errors import FetchError, Forbidden, ReadError
from onrecord.harvest import Fetcher, Limits, pages
from onrecord.model import Failure, Page

HTML = b"<html><p>Hello</p></html>"
QUICK = Limits(delay=0.0, wait=0.5, seconds=2.0, bytes_sent=200_000, bytes_unpacked=300_000)

Handler = Callable[[http.server.BaseHTTPRequestHandler], None]


class Server:
    """A web server whose paths are functions; `log` holds each path asked for with its request's headers."""

    def __init__(self) -> None:
        self.paths: dict[str, Handler] = {}
        self.log: list[tuple[str, dict[str, str]]] = []
        outer = self

        class Answer(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                outer.log.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
                outer.paths.get(self.path, say(404))(self)

            def log_message(self, *_: object) -> None:
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        self._server.daemon_threads = True
        self.host = f"127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def url(self, path: str = "/page") -> str:
        return f"http://{self.host}{path}"

    def asked(self) -> list[str]:
        return [path for path, _ in self.log]

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


def say(status: int = 200, body: bytes = HTML, **headers: str) -> Handler:
    """A handler that answers so; header names with `_` for `-`."""

    def answer(handler: http.server.BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        sent = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body))}
        for name, value in (sent | {k.replace("_", "-"): v for k, v in headers.items()}).items():
            if value:
                handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)

    return answer


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    yield made
    made.close()


@pytest.fixture
def fetcher(server: Server) -> Iterator[Fetcher]:
    with Fetcher(allow=[server.host], limits=QUICK) as made:
        yield made


def test_a_page_comes_with_address_time_and_type(server: Server, fetcher: Fetcher):
    server.paths["/page"] = say()
    (page,) = pages([server.url()], fetcher=fetcher)
    assert isinstance(page, Page)
    assert (page.content, page.url, page.media_type, page.charset) == (HTML, server.url(), "text/html", "utf-8")
    assert page.captured and datetime.now(UTC) - page.captured < timedelta(seconds=10)


def test_we_say_who_we_are(server: Server, fetcher: Fetcher):
    server.paths["/page"] = say()
    fetcher.page(server.url())
    assert {h["user-agent"].partition("/")[0] for _, h in server.log} == {"onrecord"}
    assert all("+http" in h["user-agent"] for _, h in server.log)


@pytest.mark.parametrize(
    ("encoding", "body"),
    [("gzip", gzip.compress(HTML)), ("deflate", zlib.compress(HTML)), ("gzip", HTML), ("", HTML)],
)
def test_encodings_are_undone(server: Server, fetcher: Fetcher, encoding: str, body: bytes):
    server.paths["/page"] = say(body=body, Content_Encoding=encoding)
    assert fetcher.page(server.url()).content == HTML  # type: ignore[union-attr]


def test_redirects_are_followed_to_the_last_address(server: Server, fetcher: Fetcher):
    for i, status in enumerate((301, 302, 303, 307, 308)):
        server.paths[f"/{i}"] = say(status, b"", Location=f"/{i + 1}")
    server.paths["/5"] = say()
    assert fetcher.page(server.url("/0")).url == server.url("/5")  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "target",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://127.0.0.1:1/",
        "http://localhost/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "//10.0.0.1/x",
        "file:///etc/passwd",
        "ftp://paper.test/x",
        "gopher://127.0.0.1/",
        "javascript:alert(1)",
        "data:text/html,x",
        "http://user:secret@paper.test/",
        "http://[bad",
    ],
)
def test_a_redirect_into_a_trap_is_not_followed(server: Server, fetcher: Fetcher, target: str):
    server.paths["/page"] = say(302, b"", Location=target)
    found = fetcher.page(server.url())
    assert isinstance(found, Failure) and found.stage == "fetch" and "\n" not in found.reason
    assert server.asked() == ["/robots.txt", "/page"]


def test_a_private_host_is_refused_unless_it_is_named(server: Server):
    server.paths["/page"] = say()
    with Fetcher(limits=QUICK) as fetcher:
        found = fetcher.page(server.url())
    assert isinstance(found, Failure) and "no public address" in found.reason
    assert server.log == []


@pytest.mark.parametrize(
    "text", ["ftp://x/", "file:///etc/passwd", "http://", "https:///x", "http://[::1", "http://a b/", "HTTP://\0/"]
)
def test_what_is_no_web_address_is_a_failure(fetcher: Fetcher, text: str):
    (found,) = pages([text], fetcher=fetcher)
    assert isinstance(found, Failure)


def test_a_loop_of_redirects_ends(server: Server, fetcher: Fetcher):
    server.paths["/page"] = say(302, b"", Location="/page")
    assert "redirects more than 5 times" in fetcher.page(server.url()).reason  # type: ignore[union-attr]
    assert server.asked().count("/page") == 6


@pytest.mark.parametrize(
    ("status", "advice"), [(404, "check the address"), (403, "save the page"), (500, "later"), (429, "patience")]
)
def test_another_status_is_a_failure_with_advice(server: Server, fetcher: Fetcher, status: int, advice: str):
    server.paths["/page"] = say(status)
    found = fetcher.page(server.url())
    assert isinstance(found, Failure) and str(status) in found.reason and advice in found.reason


def test_an_empty_answer_is_a_failure(server: Server, fetcher: Fetcher):
    server.paths["/page"] = say(body=b" \n")
    assert "is empty" in fetcher.page(server.url()).reason  # type: ignore[union-attr]


@pytest.mark.parametrize("media_type", ["image/png", "application/pdf", "video/mp4", "application/octet-stream"])
def test_another_media_type_is_refused_before_it_is_read(server: Server, fetcher: Fetcher, media_type: str):
    server.paths["/page"] = say(Content_Type=media_type)
    with pytest.raises(Forbidden, match=media_type):
        fetcher.get(server.url())
    assert fetcher.get(server.url(), accept=None).content == HTML


def endless(handler: http.server.BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.send_header("Connection", "close")
    handler.end_headers()
    try:
        while True:
            handler.wfile.write(b"x" * 10_000)
    except OSError:
        handler.close_connection = True


def drip(handler: http.server.BaseHTTPRequestHandler) -> None:
    """A byte now and then: each comes in time, the whole never does."""
    try:
        for i in range(100):
            handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: "[i : i + 1] or b"x")
            time.sleep(0.1)
    except OSError:
        pass
    handler.close_connection = True


def silent(handler: http.server.BaseHTTPRequestHandler) -> None:
    time.sleep(1.5)
    handler.close_connection = True


def half(handler: http.server.BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1000\r\n\r\nhalf")
    handler.close_connection = True


def garbage(handler: http.server.BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"\x00\xffnot http at all\r\n\r\n" * 10)
    handler.close_connection = True


def huge_headers(handler: http.server.BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n" + b"X: " + b"y" * 1_000_000 + b"\r\n\r\n")
    handler.close_connection = True


@pytest.mark.parametrize(
    ("handler", "words"),
    [
        (endless, "more than 200,000 bytes"),
        (say(body=gzip.compress(bytes(5_000_000)), Content_Encoding="gzip"), "more than 300,000 bytes"),
        (say(body=gzip.compress(HTML)[:-5], Content_Encoding="gzip"), "ends early"),
        (say(body=HTML, Content_Encoding="zzz"), "content encoding"),
        (drip, "did not answer in time"),
        (silent, "did not answer in time"),
        (half, "could not be fetched"),
        (garbage, "could not be fetched"),
        (huge_headers, "could not be fetched"),
    ],
    ids="endless bomb truncated unknown drip silent half garbage headers".split(),
)
def test_a_hostile_server_costs_no_more_than_the_limits(server: Server, fetcher: Fetcher, handler: Handler, words: str):
    server.paths["/page"] = handler
    server.paths["/next"] = say()
    began = time.monotonic()
    with pytest.raises((FetchError, ReadError), match=words):
        fetcher.get(server.url())
    assert time.monotonic() - began < 4
    assert isinstance(fetcher.page(server.url("/next")), Page), "the next page comes all the same"


def test_a_server_that_is_not_there_is_a_failure():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with Fetcher(allow=["127.0.0.1"], limits=QUICK, obey_robots=False) as fetcher:
        assert "could not be fetched" in fetcher.page(f"http://127.0.0.1:{port}/").reason  # type: ignore[union-attr]


ROBOTS = b"User-agent: *\nDisallow: /private\nAllow: /private/open\n\nUser-agent: other\nDisallow: /\n"


def test_what_robots_txt_forbids_is_never_asked_for(server: Server, fetcher: Fetcher):
    server.paths["/robots.txt"] = say(body=ROBOTS, Content_Type="text/plain")
    server.paths |= {"/private/x": say(), "/private/open": say(), "/trap": say(302, b"", Location="/private/x")}
    assert "robots.txt forbids" in fetcher.page(server.url("/private/x")).reason  # type: ignore[union-attr]
    assert "robots.txt forbids" in fetcher.page(server.url("/trap")).reason  # type: ignore[union-attr]
    assert isinstance(fetcher.page(server.url("/private/open")), Page)
    assert server.asked() == ["/robots.txt", "/trap", "/private/open"]


@pytest.mark.parametrize(
    ("status", "allowed"),
    [(200, True), (404, True), (403, True), (410, True), (500, False), (503, False), (429, False)],
)
def test_a_robots_txt_that_does_not_come_means_what_the_standard_says(
    server: Server, fetcher: Fetcher, status: int, allowed: bool
):
    server.paths |= {"/robots.txt": say(status, b""), "/page": say()}
    assert isinstance(fetcher.page(server.url()), Page) is allowed


def test_robots_txt_is_asked_for_once_a_day(server: Server):
    server.paths["/page"] = say()
    now = [datetime(2024, 5, 1, tzinfo=UTC)]
    with Fetcher(allow=[server.host], limits=QUICK, clock=lambda: now[0]) as fetcher:
        for hours in (0, 1, 22, 2):
            now[0] += timedelta(hours=hours)
            fetcher.page(server.url())
    assert server.asked().count("/robots.txt") == 2


@pytest.mark.parametrize(
    ("crawl_delay", "pause"), [("", 1.0), ("7", 7.0), ("0.1", 1.0), ("9999", 30.0), ("nonsense", 1.0)]
)
def test_a_host_is_asked_no_faster_than_it_wants(server: Server, crawl_delay: str, pause: float):
    server.paths["/robots.txt"] = say(
        body=f"User-agent: *\nCrawl-delay: {crawl_delay}\n".encode(), Content_Type="text/plain"
    )
    server.paths["/page"] = say()
    pauses: list[float] = []
    with Fetcher(allow=[server.host], limits=Limits(), wait=pauses.append) as fetcher:
        for _ in range(3):
            fetcher.page(server.url())
    assert len(pauses) == 2 and all(pause - 0.5 < p <= pause for p in pauses)


def test_conditional_requests_and_their_answers_come_through(server: Server, fetcher: Fetcher):
    server.paths["/page"] = say(304, b"", ETag='"x"', Content_Type="", Content_Length="")
    response = fetcher.get(server.url(), headers={"If-None-Match": '"x"'})
    assert (response.status, response.headers["etag"], response.content) == (304, '"x"', b"")
    assert server.log[-1][1]["if-none-match"] == '"x"'


def test_connections_are_used_again(server: Server, fetcher: Fetcher):
    ports = []

    def noted(handler: http.server.BaseHTTPRequestHandler) -> None:
        ports.append(handler.client_address[1])
        say()(handler)

    server.paths["/page"] = noted
    for _ in range(5):
        fetcher.page(server.url())
    assert len(set(ports)) == 1
