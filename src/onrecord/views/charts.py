"""Pictures as plain, accessible SVG: drawn by `pygal`, freed of its scripts and styles so that the site's one style
sheet colours them, light and dark. Every picture comes with its figures as a table. Pure."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pygal
from lxml import etree

# On import pygal puts a finder for plugins (its maps) into the import system, in a form that Python 3.12 no longer
# knows and earlier ones warn of at every import that follows. We use no plugins.
sys.meta_path[:] = [f for f in sys.meta_path if type(f).__name__ != "PluginImportFixer"]

WIDTH, HEIGHT = 560, 190  # of the drawing; the page scales it, on a phone to two thirds
NARROW = 420  # of horizontal bars, which stand two in a row
ROW = 26  # height of one bar with its name
SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True, slots=True)
class Chart:
    """`series` are (name, one figure for each label); `svg` has the title as its name for those who do not see it."""

    title: str
    labels: tuple[str, ...]
    series: tuple[tuple[str, tuple[int, ...]], ...]
    svg: str


def columns(title: str, labels: Sequence[str], series: Sequence[tuple[str, Sequence[int]]]) -> Chart:
    """Stacked columns over time. Of many labels only some are written."""
    return _columns(title, tuple(labels), _frozen(series))


def bars(title: str, labels: Sequence[str], series: Sequence[tuple[str, Sequence[int]]]) -> Chart:
    """Stacked horizontal bars, the first label on top."""
    return _bars(title, tuple(labels), _frozen(series))


Series = tuple[tuple[str, tuple[int, ...]], ...]
# A drawing takes some 15 ms and depends on nothing but its figures, which of most people stay the same for weeks.
KEPT = 1_000  # drawings, of some 8 kB each


def _frozen(series: Sequence[tuple[str, Sequence[int]]]) -> Series:
    return tuple((name, tuple(figures)) for name, figures in series)


@lru_cache(maxsize=KEPT)
def _columns(title: str, labels: tuple[str, ...], series: Series) -> Chart:
    chart = pygal.StackedBar(**_COMMON, width=WIDTH, height=HEIGHT, show_minor_x_labels=False, truncate_label=-1)
    room = max(2, 520 // (7 * max(map(len, labels), default=1) + 16))  # labels that stand apart, on a phone too
    step = max(1, -(-len(labels) // room))
    chart.x_labels = list(labels)
    chart.x_labels_major = list(labels)[::step]
    return _drawn(chart, title, labels, series)


@lru_cache(maxsize=KEPT)
def _bars(title: str, labels: tuple[str, ...], series: Series) -> Chart:
    height = 60 + ROW * len(labels)
    chart = pygal.HorizontalStackedBar(**_COMMON, width=NARROW, height=height, truncate_label=26)
    chart.x_labels = list(reversed(labels))
    drawn = tuple((name, figures[::-1]) for name, figures in series)
    return _drawn(chart, title, labels, series, drawn)


_COMMON: dict[str, Any] = {
    "js": [],
    "css": [],
    "disable_xml_declaration": True,
    "no_prefix": True,
    "show_legend": False,
    "margin": 6,
    "spacing": 6,
    "print_values": False,
    "formatter": lambda value: f"{value:,.0f}" if value is not None else "",
    "value_formatter": lambda value: f"{value:,.0f}" if value is not None else "",
}


def _drawn(chart: Any, title: str, labels: tuple[str, ...], series: Series, drawn: Series | None = None) -> Chart:
    chart.y_labels = _ticks(max(map(sum, zip(*(f for _, f in series), strict=True)), default=0))
    for name, figures in drawn or series:
        chart.add(name, [f or None for f in figures])
    return Chart(title, labels, series, _cleaned(chart.render(is_unicode=True), title))


def _ticks(most: int) -> list[int]:
    """Whole numbers from 0 to beyond the greatest sum, five or six of them.

    >>> _ticks(2), _ticks(48)
    ([0, 1, 2], [0, 10, 20, 30, 40, 50])
    """
    step = next(s * 10**e for e in range(12) for s in (1, 2, 5) if s * 10**e * 5 >= most)
    return list(range(0, most + step, step)) if most else [0, 1]


def _cleaned(svg: str, title: str) -> str:
    """The drawing without scripts, styles, comments and hover boxes, with a name for screen readers."""
    root = etree.fromstring(svg.encode())
    for element in list(root.iter()):
        if element.getparent() is None:
            continue
        if not isinstance(element.tag, str) or "overlay" in element.get("class", "") or _foreign(element.tag):
            element.getparent().remove(element)
    for element in root.iter(etree.Element):
        for name in ("style", "id"):
            element.attrib.pop(name, None)
        for name, value in element.attrib.items():
            element.set(name, _rounded(name, value))
    root.set("role", "img")
    root.set("aria-label", title)
    etree.cleanup_namespaces(root)
    return str(etree.tostring(root, encoding="unicode"))


def _foreign(tag: str) -> bool:
    return tag.removeprefix(SVG) in ("style", "script", "defs", "desc", "title")


def _rounded(name: str, value: str) -> str:
    """One decimal is a twentieth of a pixel: nobody sees more, and it halves the page."""
    if name not in ("x", "y", "width", "height", "cx", "cy", "r", "rx", "ry"):
        return value
    try:
        return f"{float(value):.1f}".removesuffix(".0")
    except ValueError:
        return value


Maker = Callable[[str, Sequence[str], Sequence[tuple[str, Sequence[int]]]], Chart]
