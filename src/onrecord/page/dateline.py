"""Datelines: "MINSK, 24 November (BelTA) –", "WASHINGTON (AP) —", "MOSCOW, March 3. /TASS/."

A place in capitals may stand without an agency; any other place needs one that is known. What stands in brackets is
never a date or a stock symbol: "Today (Nov. 18), …" and "Alibaba (BABA) – …" are no datelines.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from onrecord.model import Dateline, Span
from onrecord.page.words import MONTHS

# Agencies as their own datelines write them.
AGENCIES = frozenset(
    a.casefold() for a in (
        "AP", "Associated Press", "The Associated Press", "Reuters", "Thomson Reuters Foundation", "AFP", "UPI", "dpa",
        "dpa-AFX", "epd", "KNA", "AFX", "APA", "sda", "Keystone-SDA", "ANSA", "Adnkronos", "AGI", "EFE", "Europa Press",
        "Lusa", "Belga", "ANP", "NTB", "Ritzau", "TT", "STT", "PAP", "ČTK", "CTK", "TASR", "SITA", "MTI", "Agerpres",
        "Tanjug", "Beta", "FoNet", "Hina", "STA", "MIA", "BTA", "ATA", "AMNA", "ANA", "CNA", "LETA", "BNS", "ELTA",
        "ERR", "BelTA", "TASS", "ITAR-TASS", "Interfax", "RIA Novosti", "Sputnik", "Ukrinform", "UNIAN", "Moldpres",
        "Armenpress", "Azertac", "Trend", "Kazinform", "AKIpress", "Kabar", "UzA", "Montsame", "Yonhap", "Yonhap News",
        "KCNA", "Newsis", "Kyodo", "Kyodo News", "Jiji", "Jiji Press", "Xinhua", "CNS", "Focus Taiwan", "VNA", "TNA",
        "Bernama", "Antara", "ANTARA News", "PNA", "ANI", "PTI", "IANS", "UNI", "APP", "BSS", "UNB", "RSS",
        "AA",
        "Anadolu", "Anadolu Agency", "DHA", "IHA", "IRNA", "ISNA", "Fars", "Tasnim", "Mehr", "KUNA", "WAM", "SPA",
        "QNA",         "BNA", "ONA", "SANA", "NNA", "Petra", "WAFA", "MENA", "MAP", "TAP", "APS", "LANA",
        "SUNA", "ENA", "NAN", "GNA",
        "PANA",
        "SAnews", "CP", "The Canadian Press", "Canadian Press", "AAP", "Bloomberg", "Dow Jones", "CNN", "CBS",
        "Newsfile", "dpo", "JTA", "RNS", "Inter Press Service", "IPS", "Notimex", "Télam", "Telam", "Prensa Latina",
        "Agência Brasil", "Andina", "ABI", "연합뉴스", "뉴시스", "共同", "時事",
    )
)  # fmt: skip
# Words in capitals that begin a line with a dash or colon and are no places.
_NOT_PLACES = frozenset(
    "BREAKING UPDATE UPDATED UPDATES EXCLUSIVE WATCH LIVE VIDEO PHOTOS NOTE WARNING OPINION ANALYSIS EDITORIAL "
    "CORRECTION FACTBOX EXPLAINER NASA NATO UNESCO UNICEF FIFA UEFA OPEC ASEAN COVID FTC SPOILER SPOILERS ALERT REVIEW "
    "QUESTION ANSWER MORE ALSO READ RELATED SUMMARY ADVERTISEMENT SPONSORED IMPORTANT DISCLAIMER EDITOR BRIEF NOTES "
    "RECAP PREVIEW RESULT RESULTS SCORE FINAL POLL PODCAST INTERVIEW PROFILE TIMELINE HOST MODERATOR REPORTER".split()
)

_CAPS = r"[A-ZÀ-ÞŁŚŻŹĆŃŞİĞČŘŽŠ]"
_CITY = rf"{_CAPS}[{_CAPS[1:-1]}.'’-]+(?:[ ]{_CAPS}[{_CAPS[1:-1]}.'’-]*){{0,4}}"
_REGION = r"(?:, [A-Z][\w.’'-]*(?: (?:[A-Z][\w.’'-]*|of|and)){0,3}){0,2}"
_TITLE = r"[A-ZÀ-Þ][\w’'-]+(?:[ -](?:[A-ZÀ-Þ][\w.’'-]+|de|del|la|of|the|am|an|der)){0,3}"
_MONTH = "|".join(sorted((re.escape(m) for m in MONTHS if m[0].isalpha()), key=len, reverse=True))
_DAY = (
    rf"(?:(?P<day>\d{{1,2}})\.?(?: de)? (?P<month>(?i:{_MONTH}))\b\.?"
    rf"|(?P<month2>(?i:{_MONTH}))\b\.? (?P<day2>\d{{1,2}}))"
    r"(?:,? (?P<year>\d{4}))?"
)
_DASH = r"\s*(?:[-–—―]{1,3}|\.[-–—]|:|=)\s*"
_BY = r"(?P<by>By [A-Z][^,()\d]{2,60}[,.]?\s+)?"
_BRACKET = r"(?:\((?P<agency>[^()\d]{1,32})\)|/(?P<slashed>[A-Za-z-]{2,20})/)"
_FORMS = (
    re.compile(
        rf"^{_BY}(?P<place>{_CITY}(?:/{_CITY})*{_REGION}),? ?(?:{_DAY}[.,]? ?)?{_BRACKET}(?:{_DASH}|\.\s+)(?=\S)"
    ),
    re.compile(rf"^{_BY}(?P<place>{_TITLE}{_REGION}),? ?(?:{_DAY}[.,]? ?)?{_BRACKET}(?:{_DASH}|\.\s+)(?=\S)"),
    re.compile(rf"^{_DAY} {_BRACKET}{_DASH}(?=\S)"),
    re.compile(rf"^{_BRACKET}{_DASH}(?P<place>{_CITY}{_REGION}), {_DAY}{_DASH}(?=\S)"),
    re.compile(rf"^{_BRACKET}{_DASH}(?=\S)"),
    re.compile(r"^(?P<slashed>TASS), " + _DAY + r"\.\s+(?=\S)"),
    re.compile(r"^\((?P<place>[가-힣]{1,8})=(?P<agency>[가-힣]{2,8})\)(?:\s*[가-힣 ]{2,20}기자\s*=)?\s*"),
    re.compile(r"^【(?P<place>[^＝=】\d]{1,12})[＝=](?P<agency>[^】]{1,20})】\s*"),
)
_BARE = re.compile(
    rf"^(?P<place>{_CITY}(?:/{_CITY})*{_REGION})(?:, {_DAY})?(?:\s+[-–—]{{1,2}}\s+|\s*:\s+)(?=[A-ZÀ-Þ\"“‘'])"
)
_LONGEST = 160  # characters: the longest dateline of the pages we have takes 44


def dateline(paragraph: str, *, offset: int = 0, published: date | None = None) -> Dateline | None:
    """The dateline that a paragraph begins with; its span is moved by `offset` code points, white space excluded.

    A date without a year gets the one that puts it next before `published`; without `published` it stays unknown.
    """
    head = paragraph[:_LONGEST]
    for form in _FORMS:
        found = form.match(head)
        if found and (made := _made(found, offset, published)):
            return made
    found = _BARE.match(head)
    return _made(found, offset, published, bare=True) if found else None


def first(paragraphs: Iterable[str], *, published: date | None = None) -> Dateline | None:
    """The dateline of the first of the paragraphs that has one; it may follow a standfirst."""
    offset = 0
    for paragraph in paragraphs:
        if found := dateline(paragraph, offset=offset, published=published):
            return found
        offset += len(paragraph) + 1
    return None


def _made(found: re.Match[str], offset: int, published: date | None, *, bare: bool = False) -> Dateline | None:
    g = found.groupdict()
    agency = (g.get("agency") or g.get("slashed") or "").strip() or None
    place = (g.get("place") or "").strip(" ,")
    if bare:
        first_word = re.split(r"[\s,/-]", place, maxsplit=1)[0]
        if first_word.rstrip(".") in _NOT_PLACES or len(re.sub(r"[^\w]", "", place.split(",")[0])) < 4:
            return None
    elif agency is None or (agency.casefold() not in AGENCIES and "】" not in found.group(0)):
        return None
    if "】" in found.group(0):
        agency = agency if agency and agency.casefold() in AGENCIES else None
    day = _date(g.get("day") or g.get("day2"), g.get("month") or g.get("month2"), g.get("year"), published)
    return Dateline(_named(place) or None, day, agency, Span(offset, offset + len(found.group(0).rstrip())))


_KEPT = frozenset({"DC", "UK", "US", "UAE", "USA", "NY", "LA"})


def _named(place: str) -> str:
    """A place in capitals as it is usually written: "BEIRUT/THE HAGUE" becomes "Beirut/The Hague"."""
    return re.sub(
        r"(?<![\w.])[^\W\d_]{2,}", lambda m: m[0] if m[0] in _KEPT or not m[0].isupper() else m[0].capitalize(), place
    )


def _date(day: str | None, month: str | None, year: str | None, published: date | None) -> date | None:
    if day is None or month is None or (year is None and published is None):
        return None
    number = MONTHS[month.lower().rstrip(".")]
    years = [int(year)] if year else [published.year + 1, published.year, published.year - 1] if published else []
    for guess in years:
        try:
            made = date(guess, number, int(day))
        except ValueError:
            continue
        if year or (published and (made - published).days <= 1):
            return made
    return None
