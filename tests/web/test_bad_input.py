"""Whatever comes in: a clear answer, the right status, nothing broken."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest
from site_serving import TOKEN

HTML = {"accept": "text/html"}
WRITER = {"authorization": f"Bearer {TOKEN}"}


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/articles/unknown", 404),
        ("/articles/" + "0" * 20, 404),
        ("/articles/..%2f..%2fetc%2fpasswd", 404),
        ("/articles/%00", 404),
        ("/articles/" + "x" * 500, 422),
        ("/statements/1'%20OR%20'1'='1", 404),
        ("/people/nobody-at-all", 404),
        ("/people/%F0%9F%A4%A1", 404),
        ("/bodies/none", 404),
        ("/countries/xx", 404),
        ("/outlets/none", 404),
        ("/families/none", 404),
        ("/nothing", 404),
        ("/style-wrong.css.map", 404),
        ("/news?after=t99999999999999999999999999", 400),
        ("/news?after=r5", 400),
        ("/news?after=-1", 400),
        ("/search?after=%27", 400),
        ("/news?since=yesterday", 400),
        ("/news?since=2022-02-30", 400),
        ("/news?since=9999-12-31", 200),
        ("/news?until=0001-01-01", 200),
        ("/search?since=2022-11-24&until=2022-11-23", 200),
        ("/search?order=random", 400),
        ("/search?kind=sung", 400),
        ("/people/aleksandr-lukashenko?year=twenty", 400),
        ("/search?q=" + "x" * 10_000, 422),
        ("/search?q=" + "x" * 30_000, 414),
        ("/verify?q=" + "x" * 5_000, 422),
        ("/news.atom", 404),
        ("/subscribe?to=nobody%3Ax", 400),
        ("/subscribe?to=person%3Anobody", 404),
        ("/subscriptions/x/confirm?token=y", 404),
        ("/subscriptions/x/end", 404),
    ],
)
@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_an_address_that_cannot_be_answered_says_so(path: str, status: int, accept: str, client: httpx.Client) -> None:
    answer = client.get(path, headers={"accept": accept})
    assert answer.status_code == status
    if status == 200:
        return
    if accept == "text/html" and status != 414 and ".atom" not in path:
        assert answer.headers["content-type"].startswith("text/html") and "<h1>" in answer.text
    else:
        problem = answer.json()
        assert answer.headers["content-type"] == "application/problem+json"
        assert problem["status"] == status and problem["title"] and problem["type"] == "about:blank"


@pytest.mark.parametrize(
    "q",
    [
        "peace", '"peace talks"', '"unclosed', "'", '"', "a AND", "NEAR(a b)", "OR", "*", "peace*", "-peace", "()",
        "quote:peace", "; --", "{quote} : x", "^x", "\\", "%", "北京", "don't", "\u0000", "\ud7ff", "e\u0301",
        "👩\u200d👧", "<script>alert(1)</script>", "x" * 1000, " " * 50,
    ],
)  # fmt: skip
def test_any_input_is_a_search(q: str, client: httpx.Client) -> None:
    answer = client.get("/search", params={"q": q}, headers=HTML)
    assert answer.status_code == 200
    assert "<script" not in answer.text


def test_a_form_that_is_not_acceptable_is_refused_by_name(client: httpx.Client) -> None:
    answer = client.get("/about", headers={"accept": "image/png"})
    assert answer.status_code == 406 and "application/json" in answer.json()["detail"]


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE"])
@pytest.mark.parametrize("path", ["/", "/news", "/articles/x"])
def test_a_wrong_method_is_told_which_are_right(method: str, path: str, client: httpx.Client) -> None:
    answer = client.request(method, path)
    assert answer.status_code == 405
    assert "GET" in answer.headers["allow"]


FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize(
    ("content", "type_", "status"),
    [
        (b"to=all&address=reader%40example.org%0ABcc%3A+x%40example.org&period=daily", FORM, 400),
        (b"to=all&address=nobody&period=daily", FORM, 400),
        (b"to=all&address=reader%40example.org&period=hourly", FORM, 400),
        (b"to=person%3Anobody&address=reader%40example.org&period=daily", FORM, 404),
        (b"\xff\xfe", FORM, 400),
        (b"&".join(b"x=1" for _ in range(100)), FORM, 400),
        (b"address=" + b"x" * 20_000, FORM, 413),
        (b"", FORM, 400),
        (b"{}", "application/json", 415),
        (b"", "", 415),
    ],
)
def test_a_subscription_form_that_cannot_be_meant_is_refused(
    content: bytes, type_: str, status: int, client: httpx.Client
) -> None:
    answer = client.post("/subscribe", content=content, headers={"content-type": type_, **HTML})
    assert answer.status_code == status
    assert "<h1>" in answer.text


def test_a_form_sent_by_another_site_is_refused(client: httpx.Client) -> None:
    headers = {"sec-fetch-site": "cross-site", "content-type": FORM}
    assert client.post("/subscribe", content=b"address=reader%40example.org", headers=headers).status_code == 403


@pytest.mark.parametrize(
    ("method", "path"),
    [("POST", "/pages"), ("GET", "/subscriptions"), ("POST", "/subscriptions"), ("DELETE", "/subscriptions/x")],
)
@pytest.mark.parametrize("token", [None, "Bearer", "Bearer wrong", "Basic abc", "Bearer " + TOKEN + "x", "bearer ü"])
def test_nobody_writes_without_the_token(method: str, path: str, token: str | None, client: httpx.Client) -> None:
    headers = {"authorization": token.encode("utf-8")} if token else {}
    answer = client.request(method, path, headers=headers, content=b"x")
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("content", "type_", "status"),
    [
        (b"", "text/html", 422),
        (b"\x00\x01\x02" * 50, "text/html", 422),
        (b"<p>x", "image/png", 415),
        (b"<p>x", "", 415),
        (b"x" * (21 * 2**20), "text/html", 413),
    ],
)
def test_a_page_that_cannot_be_read_is_refused(content: bytes, type_: str, status: int, client: httpx.Client) -> None:
    answer = client.post("/pages", content=content, headers=WRITER | {"content-type": type_})
    assert answer.status_code == status and answer.json()["detail"]


def test_a_body_that_says_nothing_of_its_length_is_cut_off(client: httpx.Client) -> None:
    answer = client.post(
        "/pages", content=(b"x" * 2**20 for _ in range(25)), headers=WRITER | {"content-type": "text/html"}
    )
    assert answer.status_code == 413


@pytest.mark.parametrize(
    ("wish", "status"),
    [
        ('{"to": "all", "channel": "webhook", "address": "http://127.0.0.1/x"}', 422),
        ('{"to": "all", "channel": "webhook", "address": "http://169.254.169.254/latest"}', 422),
        ('{"to": "all", "channel": "webhook", "address": "ftp://news.example/"}', 400),
        ('{"to": "all", "channel": "fax", "address": "1"}', 400),
        ('{"to": "all", "channel": "mail", "address": "a@b.org\\nx"}', 400),
        ('{"to": "person:nobody", "channel": "mail", "address": "a@b.org"}', 404),
        ('{"to": "all"}', 422),
        ("[]", 422),
        ("{", 422),
        ("\xff", 422),
    ],
)
def test_a_subscription_over_the_api_that_cannot_be_meant_is_refused(
    wish: str, status: int, client: httpx.Client
) -> None:
    answer = client.post(
        "/subscriptions", content=wish.encode("latin-1"), headers=WRITER | {"content-type": "application/json"}
    )
    assert answer.status_code == status and answer.json()["detail"]


def test_an_archive_that_is_not_there_is_named_when_the_site_starts(tmp_path: Path) -> None:
    from typer.testing import CliRunner

    from onrecord.cli import build
    from onrecord.errors import NotFound

    outcome = CliRunner().invoke(build(), ["serve", "--archive", str(tmp_path / "none")])
    assert isinstance(outcome.exception, NotFound) and "onrecord add" in str(outcome.exception)
