"""Every word of the site's own can be translated, and its direction turned."""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import httpx
import pytest
from site_pages import every_page
from site_serving import served

from onrecord.people.countries import NAME_OF
from onrecord.store import Archive
from onrecord.views.words import MONTHS
from onrecord.web import Settings, catalogue, language

OPEN, CLOSE = "⟦", "⟧"


class Marked(gettext.NullTranslations):
    """A language in which every word of ours stands in brackets."""

    def gettext(self, message: str) -> str:
        return OPEN + message + CLOSE

    def ngettext(self, one: str, many: str, n: int) -> str:
        return OPEN + (one if n == 1 else many) + CLOSE


class Texts(HTMLParser):
    """The texts of a page that people read: not those of citations and code."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self._inside: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("pre", "code", "option", "title"):
            self._inside.append(tag)
        self.found += [v for k, v in attrs if k in ("aria-label", "placeholder") and v]

    def handle_endtag(self, tag: str) -> None:
        if tag in self._inside:
            self._inside.remove(tag)

    def handle_data(self, data: str) -> None:
        if not self._inside and data.strip():
            self.found.append(data.strip())


@pytest.fixture
def marked_site(archive_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setattr(language, "load", lambda code: language.Language("en", Marked()))
    settings = Settings(archive=str(archive_folder), smtp="smtp://127.0.0.1:1", sender="a@b.example", worker=False)
    with served(settings) as address:
        yield address


def test_no_word_of_ours_escapes_the_translators(marked_site: str, archive_folder: Path) -> None:
    """Whatever stands on a page outside the brackets comes from the archive, or is a name or a number."""
    with Archive.open(archive_folder) as archive:
        records = list(archive.records())
        known = " ".join(str(r) for r in records) + " ".join(r.article.text for r in records)
        known += " ".join(row.spans for row in archive.every_statement())
    known += " ".join(
        [
            *NAME_OF.values(),
            *MONTHS,
            *(m[:3] for m in MONTHS),
            "onrecord",
            "SHA-256",
            "JSON-LD",
            "Atom",
            "RSS",
            "CSV",
            "Feed",
            "Web",
        ]
    )
    known += " Chicago APA MLA BibTeX RIS Newsroom Annotation UTC GMT Monday Tuesday Wednesday Thursday Friday Saturday"
    known += " Sunday urn file UTF openapi json hour zone from outlet assumed the unknown stated https http"
    words = {w.casefold() for w in re.findall(r"[^\W\d_]+", known)}
    missed: dict[str, list[str]] = {}
    for name, path in every_page(archive_folder).items():
        if name in ("api", "missing", "verify", "search-empty"):  # tables of media types; messages of the library
            continue
        page = httpx.get(marked_site + path, headers={"accept": "text/html"}).text
        for text in Texts(page).found:
            bare = re.sub(rf"{OPEN}[^{CLOSE}]*{CLOSE}|https?://\S+|\b[0-9a-f]{{16,}}\b", " ", text)
            if strange := [w for w in re.findall(r"[^\W\d_]{3,}", bare) if w.casefold() not in words]:
                missed.setdefault(name, []).append(f"{strange} in {text[:80]}")
    assert missed == {}


def test_the_catalogue_for_translators_is_up_to_date() -> None:
    assert catalogue.POT.read_text(encoding="utf-8") == catalogue.template(), "run python -m onrecord.web.catalogue"


@pytest.mark.parametrize(("code", "direction"), [("en", "ltr"), ("ar", "rtl"), ("he-IL", "rtl"), (None, "auto")])
def test_a_language_has_its_direction(code: str | None, direction: str) -> None:
    assert language.direction_of(code) == direction


def test_days_are_said_as_the_language_says_them() -> None:
    assert language.load("en").when("2022-11-24T18:03:00+03:00") == "24 November 2022, 18:03"
    assert language.load("de").when("2022-11-24") == "24. November 2022"
    assert language.load("de").when("not a day") == "not a day"
