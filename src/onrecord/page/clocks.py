"""Stamps to clocks: which of the moments a page gives is the publication, in which zone, and how that is known."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

from onrecord.model import Clock, Precision, ZoneBasis
from onrecord.page import furniture
from onrecord.page.dates import Stamp, printed, stamp
from onrecord.page.markup import Markup, Named
from onrecord.page.tree import Element

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


def of_file(moment: datetime | None) -> Clock | None:
    """The capture clock of a page whose capture moment is recorded with it."""
    if moment is None:
        return None
    moment = moment.replace(microsecond=0)
    return Clock(moment.date(), moment, Precision.SECOND, _offset(moment), ZoneBasis.STATED, "file")


def of_page(
    meta: Markup, head: tuple[str, ...], root: Element, *, zone: str | None, day_first: bool, hint: date | None
) -> tuple[Clock | None, Clock | None, tuple[str, ...]]:
    """Publication and modification of an HTML page, and what is odd about them.

    Markup first; then `<time>` elements; then the text around the headline; then the day in the address. The printed
    clock says which zone the publisher lives in where the markup is in UTC, and warns where both disagree.
    """
    published = best(meta.published, zone=zone, day_first=day_first)
    modified = best(meta.modified, zone=zone, day_first=day_first)
    shown, changed = of_head(head, zone=None, day_first=day_first, hint=hint or (published.day if published else None))
    if published is None or published.moment is None:
        timed = best(_time_elements(root), zone=zone, day_first=day_first)
        published = timed if timed and (published is None or better(timed, published)) else published
    if shown and published is None:
        published, _ = of_head(head, zone=zone, day_first=day_first, hint=hint)
    elif shown and published and published.moment is None and shown.day == published.day and shown.moment:
        published = of_head(head, zone=zone, day_first=day_first, hint=hint)[0]
    if published is None and hint:
        published = Clock(hint, evidence="url")
    warnings: list[str] = []
    if published and shown:
        published, warning = _crossed(published, shown, changed, zone)
        warnings += [warning] if warning else []
    if published and modified and modified.moment and published.moment and _before(modified, published):
        warnings.append(f"modified {modified.iso}, before its publication {published.iso}")
    return published, modified, tuple(warnings)


def _before(a: Clock, b: Clock) -> bool:
    if a.moment is None or b.moment is None or (a.moment.tzinfo is None) != (b.moment.tzinfo is None):
        return False
    return a.moment < b.moment - timedelta(minutes=1)


def _time_elements(root: Element) -> list[Named]:
    """The moments of `<time datetime>` elements, those named as publication first; at most twenty are looked at."""
    found = []
    for element in list(root.iter("time"))[:20]:
        value = element.get("datetime")
        name = " ".join(filter(None, (element.get("class"), element.get("itemprop"), element.get("pubdate"))))
        if value and not re.search(r"updat|modif", name, re.I):
            found.append((0 if re.search(r"publi|pubdate|entry-date|posted", name, re.I) else 1, value))
    return [("time element", v) for _, v in sorted(found, key=lambda x: x[0])[:1]]


def _crossed(clock: Clock, shown: Clock, changed: Clock | None, zone: str | None) -> tuple[Clock, str | None]:
    """The markup's clock beside the printed one: the publisher's zone learned from it, or a warning."""
    if clock.evidence == "text" or clock.moment is None or clock.moment.tzinfo is None:
        return clock, None
    markup_moment = clock.moment
    clock = replace(clock, printed=shown.printed)
    if shown.moment is None:
        if abs((shown.day - clock.day).days) > 1:
            return clock, f"the page prints {shown.day}, its markup says {clock.day}"
        return clock, None
    if shown.moment.tzinfo is not None:
        apart = abs(shown.moment - markup_moment)
        if zone is None and apart < timedelta(minutes=2) and markup_moment.utcoffset() == timedelta(0):
            return _moved(clock, shown.moment.utcoffset() or timedelta(0)), None
        return clock, _apart(apart, changed)
    ahead = shown.moment - markup_moment.astimezone(UTC).replace(tzinfo=None)
    quarters = timedelta(minutes=15 * round(ahead / timedelta(minutes=15)))
    if zone is None and abs(ahead - quarters) < timedelta(minutes=2) and abs(quarters) <= timedelta(hours=14):
        return _moved(clock, quarters), None
    return clock, _apart(abs(shown.moment - markup_moment.replace(tzinfo=None)), changed)


def _moved(clock: Clock, offset: timedelta) -> Clock:
    """The same instant on the publisher's own clock, `offset` east of Greenwich."""
    if clock.moment is None or offset == clock.moment.utcoffset():
        return clock
    moment = clock.moment.astimezone(timezone(offset))
    return replace(clock, day=moment.date(), moment=moment, zone=_offset(moment))


def _apart(apart: timedelta, changed: Clock | None) -> str | None:
    minutes = int(apart / timedelta(minutes=1))
    return f"printed clock and markup differ by {minutes} minutes" if minutes > 1 and changed is None else None


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
