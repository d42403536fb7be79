"""On which day it was said: "on Monday", "yesterday", "on 24 November", counted from the day of publication."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from onrecord.model import Clock, Span

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
DAY = re.compile(
    r"\b(?:(?P<weekday>(?:(?:on|last|late|early)\s+)*(?P<name>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b)"
    r"|(?P<near>today|yesterday|(?:earlier\s+)?on\s+the\s+same\s+day)\b"
    rf"|(?P<dated>(?:on\s+)?(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<m1>{_MONTH})|(?P<m2>{_MONTH})\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\b)"
    r"(?:,?\s+(?P<year>(?:19|20)\d\d))?))"
)
# A day further from its verb than this belongs to something else; "told reporters at a briefing in Oslo on Monday".
NEAR = 90  # code points
AHEAD = 2  # days that a page may be dated before what it reports, by time zones


def said_on(shown: str, offset: int, anchor: Span, others: Sequence[Span], published: date) -> Clock | None:
    """The day that the frame gives for the cue at `anchor`; None without one, or if it lies after `published`.

    `others` are the cues of other statements: a day beyond one of them is theirs.
    """
    for m in DAY.finditer(shown):
        span = Span(offset + m.start(), offset + m.end())
        low, high = min(span.end, anchor.end), max(span.start, anchor.start)
        if high - low > NEAR or any(low <= c.start and c.end <= high for c in others):
            continue
        day = _day(m, published)
        if day is not None and day <= published + timedelta(days=AHEAD):
            return Clock(day, evidence="text", printed=m.group())
    return None


def _day(m: re.Match[str], published: date) -> date | None:
    if m.group("weekday"):
        back = (published.weekday() - WEEKDAYS.index(m.group("name").lower())) % 7
        return published - timedelta(days=back)
    if m.group("near"):
        return published - timedelta(days=m.group("near") == "yesterday")
    month = MONTHS.index((m.group("m1") or m.group("m2"))[:3].lower()) + 1
    number = int(m.group("d1") or m.group("d2"))
    years = [int(m.group("year"))] if m.group("year") else [published.year, published.year - 1]
    for year in years:
        try:
            day = date(year, month, number)
        except ValueError:
            continue
        if m.group("year") or day <= published + timedelta(days=AHEAD):
            return day
    return None
