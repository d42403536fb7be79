"""Stamps to clocks: which of the moments a page gives is the publication, in which zone, and how that is known."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from onrecord.model import Clock, Precision, ZoneBasis
from onrecord.page import furniture
from onrecord.page.dates import Stamp, printed, stamp
from onrecord.page.markup import Named

# Dates stand in short lines; the longest line of real pages that gives the publication has 120 characters.
MAX_DATE_LINE = 160
_MIDNIGHT = time(0, 0)
_IN_URL = re.compile(r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?:[/_.-]|\b)")


def clock(found: Stamp, evidence: str, *, zone: str | None) -> Clock:
    """The clock of a stamp; `zone` is the outlet's own (IANA), assumed where the stamp names none.

    Exactly midnight without seconds other than zero is how software writes an unknown time: it gives a day.
    """
    at = found.at
    if at is None or (at.replace(microsecond=0) == _MIDNIGHT and evidence != "text"):
        return Clock(_day(found, zone), evidence=evidence, printed=found.words or None)
    moment = datetime.combine(found.day, at.replace(microsecond=0), found.zone)
    precision = Precision.SECOND if found.seconds else Precision.MINUTE
    name, basis = _offset(moment), ZoneBasis.STATED
    if moment.tzinfo is None and zone is None:
        name, basis = None, ZoneBasis.UNKNOWN
    elif moment.tzinfo is None:
        moment, name, basis = (
            moment.replace(tzinfo=ZoneInfo(zone or "UTC")),
            zone,
            ZoneBasis.ASSUMED,
        )
    elif zone is not None:
        moment, name = moment.astimezone(ZoneInfo(zone)), zone
    return Clock(moment.date(), moment, precision, name, basis, evidence, found.words or None)


def _day(found: Stamp, zone: str | None) -> date:
    """The local day of a midnight stamp: midnight UTC is a day written by software, not the evening before."""
    return found.day


def _offset(moment: datetime) -> str | None:
    offset = moment.utcoffset()
    if offset is None:
        return None
    minutes = int(offset / timedelta(minutes=1))
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def best(values: list[Named], *, zone: str | None, day_first: bool) -> Clock | None:
    """The clock of the first readable value, made finer by a later value of the same day that has a time."""
    chosen: Clock | None = None
    for evidence, value in values:
        found = stamp(value, day_first=day_first)
        if found is None:
            continue
        made = clock(found, evidence, zone=zone)
        if chosen is None or better(made, chosen):
            chosen = made
    return chosen


def better(a: Clock, b: Clock) -> bool:
    """Whether `a` says more than `b` about the same day: a time, a stated zone."""
    near = abs((a.day - b.day).days) <= 1
    return near and _rank(a) > _rank(b)


def _rank(c: Clock) -> int:
    if c.moment is None:
        return 0
    return {ZoneBasis.UNKNOWN: 1, ZoneBasis.ASSUMED: 2, ZoneBasis.STATED: 3}[c.zone_basis]


def in_url(url: str | None) -> date | None:
    """The day that stands in an address (/2024/03/07/)."""
    found = _IN_URL.search(url or "")
    if not found:
        return None
    try:
        return date(int(found.group(1)), int(found.group(2)), int(found.group(3)))
    except ValueError:
        return None


# Words before a printed date that say that it is not the publication.
_CHANGED = re.compile(
    r"(?:updated?|modified|edited|corrected|aktualisiert|actualizado|mis à jour|aggiornato)\W*(?:on|at|:)?\W*$", re.I
)


def of_head(
    lines: tuple[str, ...], *, zone: str | None, day_first: bool, hint: date | None = None
) -> tuple[Clock | None, Clock | None]:
    """Publication and modification as printed around a headline. `hint`, the day in the address, settles 3/4/2024."""
    published: Clock | None = None
    modified: Clock | None = None
    for line in lines:
        if furniture.credited(line) or len(line) > MAX_DATE_LINE:
            continue  # captions give the day of the picture
        found = list(printed(line, day_first=day_first))
        if hint and found and all(abs((s.day - hint).days) > 2 for s in found):
            turned = list(printed(line, day_first=not day_first))
            found = turned if any(abs((s.day - hint).days) <= 2 for s in turned) else found
        for each in found:
            made = clock(each, "text", zone=zone)
            if _CHANGED.search(line[: each.start]):
                modified = modified or made
            elif published is None or (published.day == made.day and _rank(made) > _rank(published)):
                published = made
    if published is None and modified is not None:
        published = Clock(modified.day, evidence="text", printed=modified.printed)
    return published, modified


def of_capture(lines: tuple[str, ...], published: Clock | None) -> Clock | None:
    """The day on which a page was captured, where it prints its own "today" far above an older article."""
    for line in lines:
        for found in printed(line):
            if published and found.at is None and found.day >= published.day and len(line) < 60:
                return Clock(found.day, evidence="text", printed=line.strip())
    return None
