"""The site's own words in its readers' language: gettext catalogues in `locale/`, English without one.

Statements, names and headlines are never translated: they are the record.
"""

from __future__ import annotations

import gettext
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib import resources

from onrecord.people.countries import NAME_OF
from onrecord.views import words

DOMAIN = "onrecord"
RIGHT_TO_LEFT = frozenset("ar arc dv fa he ks ku ps sd ug ur yi".split())


def N_(text: str) -> str:
    """Marks a text in a table for translation; it is translated where it is shown."""
    return text


KINDS = {"direct": N_("direct speech"), "indirect": N_("indirect speech"), "mixed": N_("partly quoted")}
MEDIUMS = {"speech": N_("said"), "writing": N_("in writing"), "thought": N_("thought or position")}
FACTS = {
    "asked": N_("Asked"),
    "to": N_("Speaking to"),
    "occasion": N_("Occasion"),
    "place": N_("Place"),
    "via": N_("Known through"),
    "source": N_("Called here"),
}
DIMENSIONS = {
    "kind": N_("Kind"),
    "medium": N_("Medium"),
    "outlet": N_("Outlet"),
    "language": N_("Language"),
    "country": N_("Country"),
    "person": N_("Speaker"),
    "body": N_("Body"),
    "year": N_("Year"),
}


BODIES = {
    "state": N_("States"),
    "government": N_("Governments and heads of state"),
    "ministry": N_("Ministries and departments"),
    "parliament": N_("Parliaments"),
    "court": N_("Courts and prosecutors"),
    "security": N_("Police, services and forces"),
    "bank": N_("Central banks"),
    "agency": N_("Agencies and commissions"),
    "local": N_("Regions and towns"),
    "party": N_("Parties and campaigns"),
    "international": N_("International bodies"),
    "education": N_("Universities and institutes"),
    "media": N_("Media"),
    "company": N_("Companies"),
    "other": N_("Others"),
}


@dataclass(frozen=True)
class Language:
    """One language of the site: its code, its direction, its words."""

    code: str
    translations: gettext.NullTranslations

    @property
    def direction(self) -> str:
        return "rtl" if direction_of(self.code) == "rtl" else "ltr"

    def __call__(self, text: str) -> str:
        return self.translations.gettext(text)

    def kind(self, kind: str, medium: str = "speech") -> str:
        """`direct speech`, `indirect speech, in writing`."""
        name = self(KINDS.get(kind, kind))
        return name if medium == "speech" else f"{name}, {self(MEDIUMS.get(medium, medium))}"

    def fact(self, label: str) -> str:
        return self(FACTS.get(label, label))

    def body_kind(self, kind: str) -> str:
        return self(BODIES.get(kind, kind))

    def dimension(self, name: str) -> str:
        return self(DIMENSIONS.get(name, name))

    def value(self, dimension: str, value: str, label: str | None = None) -> str:
        """A facet's value as people read it."""
        tables = {"kind": KINDS, "medium": MEDIUMS}
        if dimension == "country":
            return country(value)
        return self(tables[dimension][value]) if value in tables.get(dimension, {}) else (label or value)

    def when(self, iso: str | None, offset: bool = False) -> str:
        """A day or time in words; by Babel's rules in a language other than English."""
        if self.code == "en" or not iso:
            return words.when(iso, offset=offset)
        return _babel(iso, self.code)

    def short(self, iso: str | None) -> str:
        """A day in few signs, for tables: `24 Nov 2022`."""
        if not iso:
            return ""
        if self.code == "en":
            return words.short(iso)
        return _babel(iso[:10], self.code, "medium")

    def span(self, first: str, last: str) -> str:
        """From one day to another, or the one day that both are."""
        if first == last:
            return self.when(first)
        return self("from %(first)s to %(last)s") % {"first": self.when(first), "last": self.when(last)}

    def weekday(self, value: date) -> str:
        if self.code == "en":
            return words.weekday(value)
        from babel.dates import format_date

        return str(format_date(value, "full", locale=self.code))


def country(code: str | None) -> str:
    """The country's usual English name, or the code itself."""
    return NAME_OF.get(code or "", (code or "").upper())


def direction_of(code: str | None) -> str:
    """`rtl`, `ltr`, or `auto` where the language is not known."""
    if not code:
        return "auto"
    return "rtl" if code.partition("-")[0] in RIGHT_TO_LEFT else "ltr"


@lru_cache(maxsize=16)
def load(code: str) -> Language:
    """The language with its catalogue; English words where there is none."""
    folder = str(resources.files("onrecord.web") / "locale")
    return Language(code, gettext.translation(DOMAIN, folder, [code], fallback=True))


def _babel(iso: str, code: str, form: str = "long") -> str:
    from datetime import datetime

    from babel.dates import format_date, format_datetime

    try:
        if "T" in iso:
            return str(
                format_datetime(datetime.fromisoformat(iso).replace(tzinfo=None), "d MMMM y, HH:mm", locale=code)
            )
        return str(format_date(date.fromisoformat(iso), form, locale=code))
    except ValueError:
        return iso
