"""A reader's walk through the site in headless Chromium, with and without JavaScript, on a desk and on a phone.

And axe on every page."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright
from receivers import mailbox
from site_pages import every_page
from site_serving import add, sample_pages, served

from onrecord.alerts import notify
from onrecord.model import Page as CapturedPage
from onrecord.web import Settings

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium: apt-get install chromium"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


def later_story() -> CapturedPage:
    """A new page in which the seed's speaker speaks again."""
    html = (
        '<html lang="en"><title>Talks again</title><body><article><h1>Lukashenko speaks of talks again</h1>'
        "<p>“We shall sit down and talk before the winter,” Belarus President Aleksandr Lukashenko said in Minsk.</p>"
        "<p>The meeting of the council had begun in the morning and went on until late at night.</p></article>"
    )
    return CapturedPage(html.encode(), url="https://paper.example/again", media_type="text/html")


@pytest.mark.parametrize("script", [True, False], ids=["with-javascript", "without-javascript"])
@pytest.mark.parametrize("width", [1440, 390])
def test_a_reader_walks_from_the_front_page_to_an_alert_and_out_again(
    width: int, script: bool, browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Front, all news, article, statement, speaker, body, search, subscribe, mail, confirm, alert, unsubscribe."""
    monkeypatch.setattr(notify.watch, "__defaults__", (0.2,))  # the worker looks five times a second here
    folder = tmp_path / "archive"
    add(folder, *sample_pages())
    with mailbox() as box:
        settings = Settings(archive=str(folder), smtp=box.address, sender="alerts@site.example", worker=True)
        with served(settings) as address:
            page = browser.new_page(viewport={"width": width, "height": 900}, java_script_enabled=script)
            asked: list[str] = []
            page.on("request", lambda request: asked.append(request.url))
            faults: list[str] = []
            page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
            _walk(page, address)
            page.get_by_label("Your mail address").fill("reader@example.org")
            page.get_by_role("main").get_by_role("button", name="Subscribe").click()
            expect(page.get_by_role("heading", name="Look into your mailbox")).to_be_visible()
            confirm = _link(_wait_for(box.mails, 1), address)
            page.goto(confirm)
            page.get_by_role("button", name="Confirm").click()
            expect(page.get_by_role("heading", name=re.compile("^Subscribed"))).to_be_visible()
            add(folder, later_story())
            text = _wait_for(box.mails, 2)
            assert "sit down and talk before the winter" in text
            add(folder, replace(later_story(), url="https://paper.example/other", content=_other()))
            page.wait_for_timeout(1_500)
            assert len(box.mails) == 2, "once, and nothing of others"
            page.goto(_link(text, address))
            page.get_by_role("button", name="End it").click()
            expect(page.get_by_role("heading", name="The subscription has ended")).to_be_visible()
            assert {url for url in asked if not url.startswith(address)} == set(), (
                "nothing of anybody else is asked for"
            )
            assert faults == []
            page.close()


def _other() -> bytes:
    return later_story().content.replace(b"Belarus President Aleksandr Lukashenko", b"Mayor Jane Miller")


def _walk(page: Page, address: str) -> None:
    """From the front page to the form of a subscription to the seed's speaker."""
    main = page.get_by_role("main")
    page.goto(address)
    page.get_by_role("navigation", name="Main").get_by_role("link", name="All news").click()
    expect(page.get_by_role("heading", name="All news", level=1)).to_be_visible()
    main.get_by_role("link", name=re.compile("Lukashenko talks about Belarus")).click()
    expect(page.get_by_text("24 November 2022, 18:03").first).to_be_visible()
    main.get_by_role("link", name="Statement 2", exact=True).click()
    note = page.locator("#s2")
    expect(note).to_be_visible()
    expect(note).to_contain_text("may enter Ukraine's territory")
    note.get_by_role("link", name="The statement on its own page").click()
    expect(page.locator("blockquote")).to_contain_text("Total nonsense")
    expect(page.get_by_text("SHA-256").first).to_be_visible()
    main.get_by_role("link", name="Aleksandr Lukashenko").first.click()
    expect(page.get_by_role("heading", name="Aleksandr Lukashenko", level=1)).to_be_visible()
    main.get_by_role("link", name="Belarus", exact=True).first.click()
    expect(page.get_by_role("heading", name="Belarus", level=1)).to_be_visible()
    page.get_by_role("search").get_by_role("searchbox").fill('"peace talks" iodine"')
    page.get_by_role("search").get_by_role("button", name="Search").click()
    expect(page.get_by_role("status")).to_contain_text("Nothing of that is on record")
    page.get_by_role("search").get_by_role("searchbox").fill("peace talks")
    page.keyboard.press("Enter")
    expect(page.locator("mark").first).to_be_visible()
    main.get_by_role("link", name="Aleksandr Lukashenko").first.click()
    main.get_by_role("link", name="Subscribe", exact=True).first.click()
    expect(main).to_contain_text("Aleksandr Lukashenko")


def _wait_for(mails: list, count: int) -> str:
    """The text of the newest mail once there are so many."""
    import time

    end = time.monotonic() + 20
    while len(mails) < count and time.monotonic() < end:
        time.sleep(0.05)
    assert len(mails) == count
    return mails[-1].get_body(("plain",)).get_content()


def _link(text: str, address: str) -> str:
    match = re.search(rf"{re.escape(address)}/subscriptions/\S+/(confirm|end)\?token=\S+", text)
    assert match, text
    return match[0]


AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 390)])
def test_axe_finds_no_violation_on_any_page(
    scheme: str, width: int, browser: Browser, site: str, archive_folder: Path
) -> None:
    found = {}
    for name, path in every_page(archive_folder).items():
        page = browser.new_page(color_scheme=scheme, viewport={"width": width, "height": 900})
        page.goto(site + path)
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        result = Axe().run(page, options={"runOnly": {"type": "tag", "values": AXE_TAGS}})
        faults = [
            f"{v['id']}: {v['nodes'][0]['html'][:120]} {v['nodes'][0]['failureSummary'][:200]}"
            for v in result.response["violations"]
        ]
        if faults:
            found[name] = faults
        page.close()
    assert not found, "\n".join(f"{name}: {fault}" for name, faults in found.items() for fault in faults)


@pytest.mark.parametrize("width", [320, 390, 768, 1440])
def test_no_page_is_wider_than_the_screen(width: int, browser: Browser, site: str, archive_folder: Path) -> None:
    """320 px is what WCAG's reflow asks for."""
    page = browser.new_page(viewport={"width": width, "height": 900})
    wide = {}
    for name, path in every_page(archive_folder).items():
        page.goto(site + path)
        if (pixels := page.evaluate("document.documentElement.scrollWidth")) > width:
            wide[name] = pixels
    page.close()
    assert wide == {}


def test_everything_can_be_reached_with_the_keyboard(browser: Browser, site: str) -> None:
    """The first Tab skips to the content; every Tab after shows where it is."""
    page = browser.new_page()
    page.goto(site)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")
    page.goto(site)
    links = page.locator("a[href], button, input, select, summary").count()
    seen = set()
    for _ in range(links + 5):
        page.keyboard.press("Tab")
        seen.add(page.evaluate("[...document.querySelectorAll('*')].indexOf(document.activeElement)"))
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        tag = page.evaluate("document.activeElement.tagName")
        assert outline != "none" or tag == "BODY"
    assert len(seen) >= links * 0.9
    page.close()


def test_a_page_read_from_right_to_left_mirrors(browser: Browser, archive_folder: Path) -> None:
    """The masthead's name stands on the right, nothing sticks out; the site's words may still be English."""
    with served(Settings(archive=str(archive_folder), language="ar", worker=False)) as address:
        page = browser.new_page(viewport={"width": 1000, "height": 900})
        for path in ("/", "/news", "/people/aleksandr-lukashenko"):
            page.goto(address + path)
            assert page.evaluate("document.documentElement.dir") == "rtl"
            box = page.locator(".wordmark").bounding_box()
            assert box and box["x"] > 500
            assert page.evaluate("document.documentElement.scrollWidth") <= 1000
        page.close()


def test_the_printed_statement_is_a_citable_sheet(browser: Browser, site: str, archive_folder: Path) -> None:
    """Quotation, speaker, source, address; no navigation."""
    page = browser.new_page()
    page.emulate_media(media="print")
    page.goto(site + every_page(archive_folder)["statement"])
    expect(page.locator("blockquote")).to_be_visible()
    expect(page.locator(".printed-address")).to_be_visible()
    assert page.locator(".printed-address").inner_text().startswith("http")
    expect(page.get_by_role("navigation", name="Main")).to_be_hidden()
    expect(page.get_by_role("search")).to_be_hidden()
    assert len(page.pdf()) > 5_000
    page.close()
