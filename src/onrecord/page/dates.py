"""Moments as pages write them: ISO and its broken forms in markup, printed dates and times in running text.

`stamp` reads a markup value, `printed` finds dates in text. Neither knows the outlet: a `Stamp` says what is written,
and `clocks` makes a `Clock` of it.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from onrecord.page.words import FIRST_HALF, MONTHS, SECOND_HALF, ZONES

# Publication days outside these years are typing errors or placeholders ("0001-01-01", "1970-01-01", "9999-12-31").
FIRST_YEAR, LAST_YEAR = 1980, 2100
# A printed date stands in a short line; a longer one is searched only so far, which bounds the time a page can cost.
MAX_LINE = 600


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date as written: the day, the time of day and the zone where they are given; `start`, `end` in its line."""

    day: date
    at: time | None = None
    zone: tzinfo | None = None
    seconds: bool = False
    start: int = 0
    end: int = 0
    words: str = ""

    @property
    def moment(self) -> datetime | None:
        """Day and time together, aware where the zone is known."""
        return None if self.at is None else datetime.combine(self.day, self.at, self.zone)


_ISO = re.compile(
    r"^\s*[\"']?(\d{4})-?(\d\d)-?(\d\d)(?:[T\s_]+(?:at\s+)?(\d{1,2}):?(\d\d)(?::?(\d\d)(?:[.,]\d+)?)?)?"
    r"\s*(Z|UTC|GMT|[+-]\d\d?:?\d\d|[+-]\d\d|[A-Z]{2,4})?(?:\[[\w/]+\])?[\"']?\s*$",
    re.I,
)
_EPOCH = re.compile(r"^\s*(\d{10})(\d{3})?(?:\.\d+)?\s*$")
_OFFSET = re.compile(r"([+-])(\d\d?):?(\d\d)?$")
_AGO_YEARS = re.compile(r"^(19[89]\d|20\d\d)$")


def stamp(value: str, *, day_first: bool = True) -> Stamp | None:
    """The moment that a markup value gives, or None. A time of exactly midnight is kept: the caller judges it."""
    value = value.strip()[:200]
    iso = _ISO.match(value)
    if iso:
        year, month, day, hour, minute, second, zone = iso.groups()
        return _stamp(
            int(year),
            int(month),
            int(day),
            hour,
            minute,
            second,
            _zone(zone, value) if zone else None,
            words=value,
        )
    epoch = _EPOCH.match(value)
    if epoch:
        at = datetime.fromtimestamp(int(epoch.group(1)), UTC)
        return Stamp(at.date(), at.time(), UTC, True, words=value) if _sane(at.year) else None
    if re.match(r"^[A-Z][a-z]{2}, \d", value):
        moment: datetime | None = None
        with contextlib.suppress(ValueError, TypeError, IndexError):
            moment = parsedate_to_datetime(value)
        if moment is not None and _sane(moment.year):
            return Stamp(moment.date(), moment.time(), moment.tzinfo, True, words=value)
    return next(printed(value, day_first=day_first), None)


_MONTH = "|".join(sorted((re.escape(m) for m in MONTHS), key=len, reverse=True))
_DATES = re.compile(
    rf"""(?<![\d/.-])(?:
      (?P<d1>\d{{1,2}})(?:st|nd|rd|th|er|º)?\.?\s*(?:de\s+|of\s+)?(?P<m1>{_MONTH})\b\.?,?\s+(?:de\s+|del\s+)?(?P<y1>(?:19|20)\d\d)
    | (?P<m2>{_MONTH})\b\.?\s*(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?:at\s+)?(?P<y2>(?:19|20)\d\d)
    | (?P<y3>(?:19|20)\d\d)(?P<sep>[-./])\s?(?P<m3>\d{{1,2}})(?P=sep)\s?(?P<d3>\d{{1,2}})(?!\d)
    | (?P<a4>\d{{1,2}})(?P<sep4>[-./])\s?(?P<b4>\d{{1,2}})(?P=sep4)\s?(?P<y4>(?:19|20)\d\d)(?!\d)
    | (?P<y5>(?:19|20)\d\d)\s?[年년]\s?(?P<m5>\d{{1,2}})\s?[月월]\s?(?P<d5>\d{{1,2}})\s?[日일]
    | (?P<d6>\d{{1,2}})\s+th[áa]ng\s+(?P<m6>\d{{1,2}}),?\s+(?P<y6>\d{{4}})
    | (?P<d7>\d{{1,2}})[-/](?P<m7>{_MONTH})[-/](?P<y7>\d{{4}})
    )""",
    re.X | re.I,
)
_ZONE_NAMES = "|".join(sorted((z.upper() for z in ZONES if z != "z"), key=len, reverse=True))
_ZONE = rf"(?:(?:UTC|GMT)\s?[+-]\d{{1,2}}(?::?\d\d)?|[+-]\d\d:?\d\d|(?-i:(?:{_ZONE_NAMES})(?![a-z])))"
_TIME = re.compile(
    rf"""(?:(?P<h0>오전|오후|午前|午後|上午|下午)\s?)?
    (?P<hour>\d{{1,2}})(?:(?::|\.|(?<=\d)h|時|시|点)\s?(?P<minute>\d\d)(?:\s?[分분])?(?::(?P<second>\d\d))?)
    (?:\s?(?P<half>[ap]\.?m\b\.?))?
    (?:\s?(?:Uhr|Hrs|hrs|часов|uur|óra)\b)?
    (?:\s?\(?(?P<zone>{_ZONE}))?""",
    re.X | re.I,
)
_HOUR = re.compile(rf"(?P<hour>\d{{1,2}})\s?(?P<half>[ap]\.?m\b\.?)(?:\s?\(?(?P<zone>{_ZONE}))?", re.I)
_BETWEEN = re.compile(
    r"^[\s,;|–—·•@(\-/:]*(?:at|um|à|om|kl|o|в|saat|a las|alle|,|\.)*[\s,;|–—·•@.(:]*$",
    re.I,
)


def printed(line: str, *, day_first: bool = True) -> Iterator[Stamp]:
    """The dates printed in a line, in order, each with the time of day beside it. Day/month order as told."""
    line = line[:MAX_LINE]
    for found in _DATES.finditer(line):
        parts = _parts(found, day_first)
        if parts is None:
            continue
        near = _time_after(line, found.end()) or _time_before(line, found.start())
        start, end = found.span()
        if near is None:
            made = _stamp(*parts, None, None, None, None)
        else:
            start, end = min(start, near.start()), max(end, near.end())
            made = _timed(parts, near)
        if made:
            yield Stamp(
                made.day,
                made.at,
                made.zone,
                made.seconds,
                start,
                end,
                line[start:end].strip(" ,|-"),
            )


def _parts(found: re.Match[str], day_first: bool) -> tuple[int, int, int] | None:
    g = found.groupdict()
    if g["a4"]:
        a, b, year = int(g["a4"]), int(g["b4"]), int(g["y4"])
        if g["sep4"] == "." or a > 12:
            return year, b, a
        return (year, b, a) if day_first and b <= 12 else (year, a, b)
    for n in "1234567":
        if n != "4" and g[f"y{n}"]:
            month = g[f"m{n}"]
            return (
                int(g[f"y{n}"]),
                int(month) if month.isdigit() else MONTHS[month.lower()],
                int(g[f"d{n}"]),
            )
    return None


def _time_after(line: str, at: int) -> re.Match[str] | None:
    for pattern in (_TIME, _HOUR):
        found = pattern.search(line, at, at + 45)
        if found and _BETWEEN.match(line[at : found.start()]):
            return found
    return None


def _time_before(line: str, at: int) -> re.Match[str] | None:
    for pattern in (_TIME, _HOUR):
        last = None
        for found in pattern.finditer(line, max(0, at - 40), at):
            last = found
        # a weekday may stand between: "18:03, Thursday, 24 November 2022"
        if last and (_BETWEEN.match(line[last.end() : at]) or re.match(r"^[\s,|]*\w+day,?\s*$", line[last.end() : at])):
            return last
    return None


def _timed(parts: tuple[int, int, int], near: re.Match[str]) -> Stamp | None:
    g = near.groupdict()
    hour = int(g["hour"])
    half = (g.get("half") or g.get("h0") or "").lower()
    if half in SECOND_HALF and hour < 12:
        hour += 12
    elif half in FIRST_HALF and hour == 12:
        hour = 0
    zone = _zone(g["zone"], None, at=datetime(*parts, min(hour, 23))) if g["zone"] and _real(parts) else None
    return _stamp(*parts, str(hour), g.get("minute") or "0", g.get("second"), zone)


def _real(parts: tuple[int, int, int]) -> bool:
    try:
        date(*parts)
    except ValueError:
        return False
    return True


def _stamp(
    year: int, month: int, day: int, hour: str | None, minute: str | None, second: str | None, zone: tzinfo | None,
    *, words: str = "",
) -> Stamp | None:  # fmt: skip
    try:
        found = date(year, month, day)
        at = None if hour is None else time(int(hour), int(minute or 0), min(int(second or 0), 59))
    except ValueError:
        return None
    if not _sane(year):
        return None
    return Stamp(found, at, zone if at else None, second is not None, words=words)


def _sane(year: int) -> bool:
    return FIRST_YEAR <= year <= LAST_YEAR


def _zone(name: str, whole: str | None, *, at: datetime | None = None) -> tzinfo | None:
    """The zone of a name or offset. Names that follow daylight saving are settled at the local time `at`."""
    name = name.strip()
    offset = _OFFSET.search(name)
    if offset:
        sign = -1 if offset.group(1) == "-" else 1
        minutes = int(offset.group(2)) * 60 + int(offset.group(3) or 0)
        return timezone(sign * timedelta(minutes=minutes)) if minutes < 15 * 60 else None
    known = ZONES.get(name.lower())
    if known is None:
        return None
    if isinstance(known, str):
        return ZoneInfo(known)
    return UTC if known == 0 else timezone(timedelta(minutes=known))
