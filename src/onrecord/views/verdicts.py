"""Verdicts, families and histories for a terminal, as `rich` text: differences by sign and word, colours besides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.quotes.history import Fate
from onrecord.quotes.passages import Passage
from onrecord.quotes.verdict import Answer, Cut, Match, Step, Verdict

if TYPE_CHECKING:
    from onrecord.store.quote_history import Notice, Revision, Told, Version
    from onrecord.store.quote_verify import Coverage, Family, Printing, Verified

TITLES = {
    Answer.EXACT: ("EXACT", "bold green", "on record in these words"),
    Answer.WORDS_CHANGED: ("WORDS CHANGED", "bold yellow", "on record in other words"),
    Answer.TRUNCATED: ("TRUNCATED", "bold yellow", "on record as part of more"),
    Answer.SPLICED: ("SPLICED", "bold red", "put together from pieces that do not stand together"),
    Answer.INDIRECT_AS_DIRECT: ("INDIRECT SPEECH AS A QUOTATION", "bold red", "on record, but not in quotation marks"),
    Answer.ANOTHER_SPEAKER: ("ANOTHER SPEAKER", "bold red", "on record as somebody else's words"),
    Answer.NOT_ON_RECORD: ("NOT ON RECORD", "bold magenta", "in what this archive covers; it may have been said"),
}
SHOWN = 3  # passages shown of many
PRINTERS = 5  # printings named of many
FATES = {
    Fate.CARRIED: ("=", "dim"), Fate.CHANGED: ("~", "yellow"), Fate.ADDED: ("+", "green"), Fate.GONE: ("−", "red"),
}  # fmt: skip


def verified(value: Verified, *, where: str | None = None) -> RenderableType:
    """The whole answer to one quotation."""
    return Padding(Group(*_verified(value, where)), (0, 0, 1, 0))


def _verified(value: Verified, where: str | None) -> Iterator[RenderableType]:
    verdict = value.verdict
    label, style, meaning = TITLES[verdict.answer]
    head = Text.assemble((label, style), f"  {meaning}  ", (f"{verdict.confidence:.0%} sure", "dim"))
    if where:
        head.append(f"  at {where}", style="dim")
    yield head
    yield Padding(Text(" ".join(verdict.quotation.split())), (0, 0, 0, 2))
    if verdict.speaker:
        yield Padding(Text(f"claimed for {verdict.speaker}", style="dim"), (0, 0, 0, 2))
    for answer in verdict.also:
        yield Padding(Text(f"and besides: {TITLES[answer][0].lower()}, {TITLES[answer][2]}"), (0, 0, 0, 2))
    for odd in verdict.disguised:
        line = f"look-alike or hidden characters, read as “{odd.read}”: {_names(odd.strange)}"
        yield Padding(Text(line, style="red"), (0, 0, 0, 2))
    for note in verdict.notes:
        yield Padding(Text(f"note: {note}"), (0, 0, 0, 2))
    groups = _alike(verdict.matches)
    shown = groups if verdict.answer is Answer.SPLICED else groups[:SHOWN]
    for group in shown:
        yield Padding(_match(group), (1, 0, 0, 2))
    if len(groups) > len(shown):
        yield Padding(Text(f"and {len(groups) - len(shown)} more wordings, see --json", style="dim"), (1, 0, 0, 2))
    if value.family and len(value.family.variants[0].printings) + len(value.family.variants) > 2:
        yield Padding(Text(_counts(value.family), style="dim"), (1, 0, 0, 2))
    for notice in value.changes:
        yield Padding(_notice(notice), (0, 0, 0, 2))
    yield Padding(Text(_coverage(value.coverage, verdict.answer), style="dim"), (0 if shown else 1, 0, 0, 2))


NOTICES = {"changed": "changed on {}; it then read: ", "was": "changed on {}; before: ", "gone": "withdrawn on {}"}


def notices(number: int, found: Sequence[Notice]) -> RenderableType:
    """What became of the statement of that number, and what it was before, a line for each."""
    return Group(*(Text.assemble((f"[{number}] ", "bold"), _notice(n)) for n in found))


def _notice(notice: Notice) -> Text:
    text = Text(f"this quotation was {NOTICES[notice.what].format(notice.at[:10])}", style="red")
    return text.append(notice.words or "", style="default")


def _names(characters: str) -> str:
    import unicodedata

    return ", ".join(unicodedata.name(c, f"U+{ord(c):04X}").lower() for c in dict.fromkeys(characters))


def _alike(matches: Sequence[Match]) -> list[list[Match]]:
    """The matches of the same words and speaker together, in the order of their first."""
    groups: dict[tuple[object, ...], list[Match]] = {}
    for m in matches:
        groups.setdefault((m.piece, m.passage.text, m.passage.speaker), []).append(m)
    return list(groups.values())


def _match(group: Sequence[Match]) -> RenderableType:
    match, p = group[0], group[0].passage
    facts = Table.grid(padding=(0, 2))
    facts.add_column(justify="right", style="dim", width=10)
    facts.add_column()
    facts.add_row("printed", _steps(match.steps) if match.steps else Text(p.text))
    for label, text in _cut(match.cut):
        facts.add_row(label, text)
    if match.negations:
        facts.add_row("negation", Text(", ".join(match.negations), style="bold red"))
    said = p.speaker or (f"“{p.named}”, not resolved" if p.named else "nobody named" if p.kind else _unsaid(p))
    facts.add_row("said by", Text(said, style="bold" if p.speaker else ""))
    if p.prompt:
        facts.add_row("asked", Text(p.prompt))
    for one in group[:PRINTERS]:
        source, id_ = one.passage.source, one.passage.id
        facts.add_row("in", Text(" · ".join(x for x in (source.published, source.outlet, source.address, id_) if x)))
    if len(group) > PRINTERS:
        facts.add_row("", Text(f"and {len(group) - PRINTERS} more", style="dim"))
    return facts


def _unsaid(p: Passage) -> str:
    """Of words that are no statement of the record: whose they seem."""
    return "not recognised: in quotation marks there" if p.marked and not p.seams else "the article itself"


def _steps(steps: Sequence[Step]) -> Text:
    """The printed words with what the quotation has otherwise: [-only in print-] {+only in the quotation+}."""
    text = Text()
    for i, step in enumerate(steps):
        text.append(" " if i else "")
        if step.op == "equal":
            text.append(step.theirs)
            continue
        if step.theirs:
            text.append(f"[-{step.theirs}-]", style="red")
        if step.ours:
            text.append(f"{{+{step.ours}+}}", style="green")
    return text


def _cut(cut: Cut | None) -> Iterator[tuple[str, Text]]:
    if cut is None:
        return
    if cut.before:
        yield "cut before", Text(_end(cut.before), style="red")
    if cut.after:
        yield "cut after", Text(_beginning(cut.after), style="red")
    if cut.whole_sentences:
        yield "", Text("whole sentences, word for word; the statement says more", style="dim")
    if cut.negations:
        yield "loses", Text(f"a negation: {', '.join(cut.negations)}", style="bold red")
    if cut.conditions:
        yield "loses", Text(f"a condition: {', '.join(cut.conditions)}", style="bold red")
    if cut.marked:
        yield "", Text("every omission is marked by an ellipsis", style="dim")


def _beginning(text: str, size: int = 160) -> str:
    return text if len(text) <= size else text[: text.rfind(" ", 0, size)] + " …"


def _end(text: str, size: int = 160) -> str:
    return text if len(text) <= size else "… " + text[text.find(" ", len(text) - size) + 1 :]


def _counts(family: Family) -> str:
    """`in 38 articles of 21 outlets: 1 origin, 37 copies; 3 wordings`."""
    more = "" if family.complete else "at least "
    return (
        f"in {more}{_number(family.articles, 'article')} of {_number(family.outlets, 'outlet')}: "
        f"{_number(family.origins, 'origin')}, {_number(family.copies, 'copy', 'copies')}; "
        f"{_number(len(family.variants), 'wording')}"
    )


def _number(count: int, one: str, many: str | None = None) -> str:
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def _coverage(coverage: Coverage, answer: Answer) -> str:
    if not coverage.outlets:
        return "the archive is empty: add pages with `onrecord add`"
    days = f"{coverage.first_day} to {coverage.last_day}"
    lead = "not in these" if answer is Answer.NOT_ON_RECORD else "looked into"
    names = ", ".join(coverage.names[:6]) + (", …" if coverage.outlets > 6 else "")
    near = "" if coverage.near is None else f"; around the day claimed: {_number(coverage.near, 'article')}"
    return (
        f"{lead} {_number(coverage.outlets, 'outlet')} ({names}), {days}: {_number(coverage.articles, 'article')}, "
        f"{_number(coverage.statements, 'statement')}{near}"
    )


def summary(verdicts: Sequence[Verdict]) -> Text:
    """How many quotations of a draft got which answer."""
    if not verdicts:
        return Text("no quotations found: a quotation stands in quotation marks and has three words or more")
    counts = Counter(v.answer for v in verdicts)
    parts = [f"{counts[a]} {TITLES[a][0].lower()}" for a in Answer if counts[a]]
    return Text(f"{_number(len(verdicts), 'quotation')}: {', '.join(parts)}", style="bold")


def family(value: Family) -> RenderableType:
    """A family: wordings in order of first appearance, each with who printed it."""
    rows: list[RenderableType] = [Text(_counts(value), style="bold")]
    for i, variant in enumerate(value.variants, 1):
        words = Text.assemble((f"[{i}] ", "bold dim"), _steps(variant.steps) if variant.steps else variant.quote)
        rows.append(Padding(words, (1, 0, 0, 0)))
        rows += [Padding(_printing(p), (0, 0, 0, 4)) for p in variant.printings[:PRINTERS]]
        if len(variant.printings) > PRINTERS:
            rows.append(Padding(Text(f"and {len(variant.printings) - PRINTERS} more", style="dim"), (0, 0, 0, 4)))
    return Group(*rows)


def _printing(p: Printing) -> Text:
    said = [p.when, p.outlet, p.speaker, p.address, None if p.current else "since replaced", p.statement_id]
    return Text(" · ".join(s for s in said if s), style="dim")


def history(versions: Sequence[Version], revisions: Sequence[Revision]) -> RenderableType:
    """The versions of an article, and what became of its statements from each to the next."""
    rows: list[RenderableType] = [
        Text(f"{_number(len(versions), 'version')} of {versions[0].headline or versions[0].article_id}", style="bold")
    ]
    rows += [
        Text(
            f"  {v.number}  first seen {v.first_seen[:16].replace('T', ' ')} UTC, {_number(v.captures, 'capture')},"
            f" {_number(v.statements, 'statement')}, {v.article_id}",
            style="dim",
        )
        for v in versions
    ]
    for r in revisions:
        rows.append(Padding(_revision(r), (1, 0, 0, 0)))
    if not revisions:
        rows.append(Text("no change has been captured"))
    return Group(*rows)


def _revision(r: Revision) -> RenderableType:
    counts = ", ".join(f"{r.count(fate)} {fate.value}" for fate in Fate if r.count(fate))
    rows: list[RenderableType] = [Text(f"version {r.before.number} to {r.after.number}: {counts}", style="bold")]
    if r.headline:
        rows.append(Text.assemble("  headline: ", _steps(r.headline)))
    rows += [_told(t) for t in r.told if t.change.fate is not Fate.CARRIED]
    return Group(*rows)


def _told(t: Told) -> RenderableType:
    sign, style = FATES[t.change.fate]
    line = Text.assemble((f"  {sign} {t.change.fate.value} ", style), (f"{t.speaker or 'unresolved'}: ", "bold"))
    line.append_text(_steps(t.change.steps) if t.change.steps else Text(t.after or t.before or ""))
    if t.change.speaker:
        line.append(f"  speaker: [-{t.change.speaker[0]}-]{{+{t.change.speaker[1]}+}}")
    return line
