"""Articles and records for a terminal, as `rich` text: colours where there are any, numbers and words everywhere."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.model import Article, Kind, Record, Span, Statement
from onrecord.views import marked, words

CONTENT_STYLES = {Kind.DIRECT: "green", Kind.INDIRECT: "cyan", Kind.MIXED: "yellow"}


def article(value: Article) -> RenderableType:
    """The article as it reads: headline, clocks, dateline, paragraphs."""
    paragraphs = [Padding(Text(p), (0, 0, 1, 0)) for p in value.paragraphs]
    return Group(*_head(value), *paragraphs)


def record(value: Record) -> RenderableType:
    """The article with its statements marked and numbered, and below it who said what."""
    found = marked.marks(value.statements)
    body = [Padding(_marked(value, span, found), (0, 0, 1, 0)) for span in value.article.paragraph_spans]
    return Group(*_head(value.article), *body, *_list(value))


def statements(value: Record) -> RenderableType:
    """Who said what, without the article's text."""
    return Group(*_head(value.article), *_list(value))


def _list(value: Record) -> Iterator[RenderableType]:
    size = len(value.statements)
    yield Text(f"{size} statement{'' if size == 1 else 's'}" if size else "no statements found", style="bold")
    for i, one in enumerate(value.statements):
        yield Padding(_statement(value.article, i, one), (1, 0, 0, 0))
    yield Text()


def _head(value: Article) -> Iterator[RenderableType]:
    yield Text(value.headline or "(no headline)", style="bold")
    clocks = [("published", value.published), ("modified", value.modified), ("captured", value.captured)]
    facts = [value.outlet, *(f"{name} {words.clock(c)}" for name, c in clocks if c)]
    if value.authors:
        facts.insert(1, "by " + ", ".join(value.authors))
    if value.dateline:
        facts.append(f"dateline {words.dateline(value.dateline)}")
    if value.incomplete:
        facts.append(f"INCOMPLETE: {value.incomplete}")
    if value.address:
        facts.append(value.address)
    yield Padding(Text(" · ".join(f for f in facts if f), style="dim"), (0, 0, 1, 0))


def _marked(value: Record, paragraph: Span, found: list[marked.Mark]) -> Text:
    text = Text()
    for segment in marked.segments(paragraph, found):
        for mark in segment.opens:
            if mark.role == "content":
                text.append(f"[{mark.statement + 1}] ", style="bold dim")
        text.append(value.article.text[slice(*segment.span)], style=_style(value, segment))
    return text


def _style(value: Record, segment: marked.Segment) -> str:
    roles = {m.role for m in segment.marks}
    content = [m for m in segment.marks if m.role == "content"]
    styles = [CONTENT_STYLES[value.statements[content[-1].statement].kind]] if content else []
    if "source" in roles:
        styles.append("bold")
    if "cue" in roles:
        styles.append("italic")
    return " ".join(styles)


def _statement(article: Article, index: int, one: Statement) -> RenderableType:
    title = Text(f"[{index + 1}] ", style="bold dim")
    title.append(words.speaker(one), style="bold" if one.speaker else "bold red")
    if one.speaker and words.office(one.speaker):
        title.append(f", {words.office(one.speaker)}")
    title.append(f"  {words.kind(one)}", style=CONTENT_STYLES[one.kind])
    facts = Table.grid(padding=(0, 2))
    facts.add_column(justify="right", style="dim", width=10)
    facts.add_column()
    for label, said in _facts(article, one):
        facts.add_row(label, Text(said))
    return Group(title, Padding(Text(one.quote), (0, 0, 0, 4)), facts)


def _facts(article: Article, one: Statement) -> Iterator[tuple[str, str]]:
    """What is known of a statement besides its words, as label and words."""
    text = article.text
    spans = [("asked", one.prompt), ("to", one.addressee), ("occasion", one.occasion), ("place", one.place)]
    for label, span in spans:
        if span:
            yield label, text[slice(*span)]
    for span in one.via or ():
        yield "via", text[slice(*span)]
    if one.said:
        yield "said on", words.clock(one.said)
    if one.parent is not None:
        yield "within", f"statement [{one.parent + 1}]"
    if one.source:
        yield "source", " … ".join(text[slice(*s)] for s in one.source) + _why(one)
    yield "stands at", ", ".join(f"{s.start}–{s.end}" for s in one.content)


def _why(one: Statement) -> str:
    reasons = dict.fromkeys(e.reason for e in one.evidence)
    return f"  ({'; '.join(reasons)})" if reasons else ""
