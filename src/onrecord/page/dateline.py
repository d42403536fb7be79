"""Datelines: "MINSK, 24 November (BelTA) –", "WASHINGTON (AP) —", "SEOUL, March 3 (Yonhap) --", "TASS, March 3."."""

from __future__ import annotations

import re
from datetime import date

from onrecord.model import Dateline, Span
from onrecord.page.words import MONTHS_BY_LANGUAGE

_MONTHS = {n: i for i, names in enumerate(MONTHS_BY_LANGUAGE["en"], 1) for n in names.split()}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_PLACE = r"[A-ZÀ-Þ][\w.'’-]*(?:[ /][A-Za-zÀ-ÿ.'’-]+){0,4}(?:, [A-Z][\w.]*(?: [A-Z][\w.]*){0,2})?"
_DAY = (
    rf"(?:(?P<day>\d{{1,2}}) (?P<month>{_MONTH})\b\.?|(?P<month2>{_MONTH})\b\.?,? (?P<day2>\d{{1,2}}))"
    r"(?:,? (?P<year>\d{4}))?"
)
_DASH = r"\s*(?:[-–—]{1,2}|[:.])\s*"
_BRACKETED = re.compile(
    rf"^(?:(?P<place>{_PLACE}),? ?(?:{_DAY})? ?)?\((?P<agency>[A-Z][\w .&/-]{{1,40}})\){_DASH}(?=\S)",
    re.I,
)
_BARE = re.compile(
    rf"^(?P<place>[A-ZÀ-Þ][A-ZÀ-Þ.'’ /-]+(?:, [A-Z][\w.]*(?: [A-Z][\w.]*)?)?)(?:, {_DAY})?\s*(?:[-–—]{{1,2}})\s+(?=\S)"
)


def dateline(paragraph: str, *, offset: int = 0, published: date | None = None) -> Dateline | None:
    """The dateline that a paragraph begins with; its span is moved by `offset` code points."""
    found = _BRACKETED.match(paragraph[:160])
    if found is None:
        return None
    g = found.groupdict()
    month, day = g["month"] or g["month2"], g["day"] or g["day2"]
    agency = g["agency"].strip()
    if g["place"] is None and not agency:
        return None
    span = Span(offset, offset + len(found.group(0).rstrip()))
    return Dateline(_place(g["place"]), _date(day, month, g["year"], published), agency, span)


def _place(words: str | None) -> str | None:
    if not words:
        return None
    return (
        " ".join(w.capitalize() if w.isupper() and len(w) > 3 else w for w in words.strip(" ,").title().split()) or None
    )


def _date(day: str | None, month: str | None, year: str | None, published: date | None) -> date | None:
    if day is None or month is None or (year is None and published is None):
        return None
    for guess in [int(year)] if year else [published.year, published.year - 1] if published else []:
        try:
            made = date(guess, _MONTHS[month.lower().rstrip(".")], int(day))
        except ValueError:
            return None
        if year or (published and (made - published).days <= 1):
            return made
    return None
