"""How to cite a statement, in the styles that people are asked for. Pure; every part comes from the page itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from onrecord.views.words import MONTHS


@dataclass(frozen=True, slots=True)
class Source:
    """What a citation is made of. `accessed` is the day on which the reader looks."""

    quote: str
    speaker: str
    headline: str
    outlet: str
    published: date | None
    address: str  # where it was printed
    permanent: str  # the statement's own address in the archive
    authors: tuple[str, ...]
    accessed: date
    id: str


def all_styles(source: Source) -> list[tuple[str, str]]:
    """(name of the style, the citation) in the order in which they are shown."""
    return [(name, make(source)) for name, make in STYLES]


def _newsroom(s: Source) -> str:
    said = f"{s.speaker}, as reported by {s.outlet}" if s.outlet else s.speaker
    return f"{_quoted(s.quote)} ({said}{', ' + _day(s.published) if s.published else ''}; {s.permanent})"


def _chicago(s: Source) -> str:
    parts = [_names(s.authors, last_first=True), f"“{s.headline}.”", s.outlet and f"{s.outlet},"]
    head = " ".join(p if p.endswith((",", "”")) else p + "." for p in parts if p)
    published = f" {MONTHS[s.published.month - 1]} {s.published.day}, {s.published.year}." if s.published else ""
    return f"{head}{published} {s.address}. Quoted statement of {s.speaker}: {s.permanent}."


def _apa(s: Source) -> str:
    who = _names(s.authors, last_first=True) or s.outlet or s.headline
    when = f"{s.published.year}, {MONTHS[s.published.month - 1]} {s.published.day}" if s.published else "n.d."
    return f"{who}. ({when}). {s.headline}. {s.outlet + '. ' if s.outlet else ''}{s.address}"


def _mla(s: Source) -> str:
    who = _names(s.authors, last_first=True)
    published = _short(s.published) + ", " if s.published else ""
    outlet = s.outlet + ", " if s.outlet else ""
    return f"{who + '. ' if who else ''}“{s.headline}.” {outlet}{published}{s.address}. Accessed {_short(s.accessed)}."


def _bibtex(s: Source) -> str:
    fields = {
        "title": s.headline,
        "author": " and ".join(s.authors),
        "organization": s.outlet,
        "date": s.published.isoformat() if s.published else "",
        "url": s.address,
        "urldate": s.accessed.isoformat(),
        "note": f"Statement of {s.speaker}: {s.permanent}",
    }
    lines = ",\n".join(f"  {name} = {{{_tex(value)}}}" for name, value in fields.items() if value)
    return f"@online{{onrecord-{s.id},\n{lines}\n}}"


def _ris(s: Source) -> str:
    rows = [("TY", "NEWS"), *(("AU", a) for a in s.authors), ("TI", s.headline), ("T2", s.outlet)]
    rows += [("DA", f"{s.published:%Y/%m/%d}" if s.published else ""), ("UR", s.address), ("L2", s.permanent)]
    rows += [("N1", f"Statement of {s.speaker}: {s.quote}"), ("Y2", f"{s.accessed:%Y/%m/%d}"), ("ER", "")]
    return "\n".join(f"{tag}  - {_line(value)}" for tag, value in rows if value or tag == "ER")


STYLES: tuple[tuple[str, Callable[[Source], str]], ...] = (
    ("Newsroom", _newsroom),
    ("Chicago", _chicago),
    ("APA", _apa),
    ("MLA", _mla),
    ("BibTeX", _bibtex),
    ("RIS", _ris),
)


def _quoted(text: str) -> str:
    return text if text[:1] in "“\"«„'‘" else f"“{text}”"


def _day(value: date) -> str:
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def _short(value: date) -> str:
    month = MONTHS[value.month - 1]
    return f"{value.day} {month if len(month) < 5 else month[:3] + '.'} {value.year}"


def _names(authors: tuple[str, ...], *, last_first: bool) -> str:
    if not authors:
        return ""
    first, *others = authors
    given, _, last = first.rpartition(" ")
    shown = [f"{last}, {given}" if last_first and given else first, *others]
    return shown[0] if len(shown) == 1 else ", ".join(shown[:-1]) + ", and " + shown[-1]


def _tex(text: str) -> str:
    return re.sub(r"([&%$#_{}~^\\])", r"\\\1", _line(text))


def _line(text: str) -> str:
    return " ".join(text.split())
