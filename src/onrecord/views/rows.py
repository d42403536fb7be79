"""Rows of the archive for a terminal: lists of articles and of statements."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from onrecord.store.rows import ArticleRow, StatementRow
from onrecord.views import words

SHOWN = 400  # code points of a quotation in a list; `show` prints all of it


def articles(rows: Iterable[ArticleRow]) -> RenderableType:
    """One block per article: its headline, then day, outlet, statements and id."""
    return Group(*map(article, rows))


def article(row: ArticleRow) -> RenderableType:
    found = f"{row.statements} statement{'' if row.statements == 1 else 's'}"
    facts = " · ".join(p for p in (_printed(row.published), row.outlet, found, row.id) if p)
    headline = Text(row.headline or "(no headline)", style="bold")
    return Padding(Group(headline, Padding(Text(facts, style="dim"), (0, 0, 0, 2))), (0, 0, 1, 0))


def _printed(published: str | None) -> str:
    return words.day(date.fromisoformat(published[:10])) if published else "day unknown"


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
    where = " · ".join(p for p in (row.outlet, _printed(row.published), row.headline) if p)
    parts: list[RenderableType] = [who]
    if row.prompt:
        parts.append(Padding(Text(f"asked: {row.prompt}", style="italic"), (0, 0, 0, 2)))
    parts += [Padding(quote, (0, 0, 0, 2)), Padding(Text(where, style="dim"), (0, 0, 0, 2))]
    return Padding(Group(*parts, Padding(Text(row.id, style="dim"), (0, 0, 0, 2))), (0, 0, 1, 0))
