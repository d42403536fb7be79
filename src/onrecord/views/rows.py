"""Rows of the archive for a terminal: lists of articles and of statements."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.store.rows import ArticleRow, StatementRow
from onrecord.views import words

SHOWN = 400  # code points of a quotation in a list; `show` prints all of it


def articles(rows: Iterable[ArticleRow]) -> RenderableType:
    """A table: day, outlet, headline, statements, id."""
    table = Table(box=None, pad_edge=False, header_style="dim", expand=False)
    table.add_column("published", no_wrap=True)
    table.add_column("outlet", max_width=18, overflow="ellipsis", no_wrap=True)
    table.add_column("headline", ratio=1)
    table.add_column("statements", justify="right")
    table.add_column("id", style="dim", no_wrap=True)
    for row in rows:
        when = date.fromisoformat(row.published[:10]) if row.published else None
        shown = words.day(when) if when else "unknown"
        table.add_row(shown, row.outlet or "", row.headline or "(no headline)", str(row.statements), row.id)
    return table


def statements(rows: Iterable[StatementRow], *, highlight: Iterable[str] = ()) -> RenderableType:
    """One block per statement: its words, who said them, where they are printed."""
    return Group(*(statement(row, highlight=tuple(highlight)) for row in rows))


def statement(row: StatementRow, *, highlight: tuple[str, ...] = ()) -> RenderableType:
    who = Text(row.speaker or "unresolved speaker", style="bold" if row.speaker else "bold red")
    office = ", ".join(p for p in (row.role, row.body) if p)
    if office:
        who.append(f", {office}", style="not bold")
    who.append(f"  {row.kind} {row.medium}", style="dim not bold")
    quote = Text(row.quote if len(row.quote) <= SHOWN else row.quote[: SHOWN - 1].rstrip() + "…")
    for word in highlight:
        quote.highlight_regex(rf"(?i)\b{re.escape(word)}\w*", "reverse")
    printed = words.day(date.fromisoformat(row.published[:10])) if row.published else "day unknown"
    where = " · ".join(p for p in (row.outlet, printed, row.headline) if p)
    parts: list[RenderableType] = [who]
    if row.prompt:
        parts.append(Padding(Text(f"asked: {row.prompt}", style="italic"), (0, 0, 0, 2)))
    parts += [Padding(quote, (0, 0, 0, 2)), Padding(Text(where, style="dim"), (0, 0, 0, 2))]
    return Padding(Group(*parts, Padding(Text(row.id, style="dim"), (0, 0, 0, 2))), (0, 0, 1, 0))
