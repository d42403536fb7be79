"""Values in words for people: clocks, speakers, kinds. One place, so that terminal, pages and mails say the same."""

from __future__ import annotations

from datetime import date, datetime

from onrecord.model import Clock, Dateline, Speaker, Statement, ZoneBasis

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ZONE_NOTES = {
    ZoneBasis.STATED: "",
    ZoneBasis.ASSUMED: ", zone assumed from the outlet",
    ZoneBasis.UNKNOWN: ", zone unknown",
}


def day(value: date) -> str:
    """`24 November 2022`, the same in every locale."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def moment(value: datetime) -> str:
    """`24 November 2022, 18:03 +03:00`."""
    offset = "" if value.utcoffset() is None else value.isoformat()[-6:]
    return f"{day(value)}, {value:%H:%M} {offset.replace('+00:00', 'UTC')}".rstrip()


def clock(value: Clock) -> str:
    """The clock with the doubt that remains about it."""
    if value.moment is None:
        return day(value.day)
    return moment(value.moment) + ZONE_NOTES[value.zone_basis]


def dateline(value: Dateline) -> str:
    parts = [value.place, day(value.day) if value.day else None, value.agency]
    return ", ".join(p for p in parts if p)


def office(speaker: Speaker) -> str:
    """`President, Belarus`; empty when the page gives neither."""
    return ", ".join(p for p in (speaker.role, speaker.body) if p)


def speaker(statement: Statement) -> str:
    """The speaker's name, or what is known instead."""
    if statement.speaker:
        return statement.speaker.name
    if statement.candidates:
        return f"unresolved (perhaps {' or '.join(statement.candidates)})"
    return "unresolved"


def kind(statement: Statement) -> str:
    """`direct speech`, `indirect, in writing`, `indirect thought`."""
    medium = {"speech": " speech", "writing": ", in writing", "thought": " thought"}[statement.medium]
    return f"{statement.kind}{medium}"


def weekday(value: date) -> str:
    """`Monday, 4 March 2024`."""
    return f"{WEEKDAYS[value.weekday()]}, {day(value)}"


def when(iso: str | None, *, offset: bool = False) -> str:
    """An ISO 8601 day or time, as the store keeps it, in words; the offset only on request. Other text comes back.

    >>> when("2022-11-24T18:03:00+03:00"), when("2022-11-24")
    ('24 November 2022, 18:03', '24 November 2022')
    """
    if not iso:
        return ""
    try:
        if "T" not in iso:
            return day(date.fromisoformat(iso))
        value = datetime.fromisoformat(iso)
    except ValueError:
        return iso
    return moment(value if offset else value.replace(tzinfo=None))


def short(iso: str) -> str:
    """The day of an ISO 8601 day or time in few signs, for tables. Other text comes back.

    >>> short("2022-11-24T18:03:00+03:00")
    '24 Nov 2022'
    """
    try:
        value = date.fromisoformat(iso[:10])
    except ValueError:
        return iso
    return f"{value.day} {MONTHS[value.month - 1][:3]} {value.year}"
