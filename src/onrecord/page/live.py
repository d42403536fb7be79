"""Live blogs: the timed entries that JSON-LD lists, found again in the text."""

from __future__ import annotations

from onrecord.model import Clock, Entry, Span
from onrecord.page import clocks, spare
from onrecord.page.dates import stamp
from onrecord.page.headline import key
from onrecord.page.markup import Markup, clean

MAX_ENTRIES = 500  # the longest live blog we know has 190
_SAME = 40  # letters and digits that two texts must share at their beginning to be the same paragraph


def entries(
    paragraphs: tuple[str, ...], meta: Markup, *, zone: str | None
) -> tuple[tuple[str, ...], tuple[Entry, ...]]:
    """The paragraphs and the entries among them. Where the page shows none of its entries, their text is added."""
    updates = [u for u in (_update(node, zone) for node in meta.live[:MAX_ENTRIES]) if u]
    if not updates:
        return paragraphs, ()
    starts = _starts(paragraphs, updates)
    if len(starts) < 0.5 * len(updates):
        shown = {key(p) for p in paragraphs}
        added = [u for u in updates if not any(key(p) in shown for p in u[1])]
        lines = list(paragraphs)
        for title, texts, _ in added:
            lines += [t for t in (title, *texts) if t]
        paragraphs = tuple(lines)
        starts = _starts(paragraphs, updates)
    return paragraphs, _spans(paragraphs, starts)


_Update = tuple[str | None, tuple[str, ...], Clock | None]


def _update(node: dict[str, object], zone: str | None) -> _Update | None:
    text, title, when = node.get("articleBody"), node.get("headline"), node.get("datePublished")
    texts = spare.paragraphs(text) if isinstance(text, str) else ()
    if not texts:
        return None
    found = stamp(when) if isinstance(when, str) else None
    clock = clocks.clock(found, "json-ld liveBlogUpdate", zone=zone) if found else None
    return (clean(title) or None if isinstance(title, str) else None), texts, clock


def _starts(paragraphs: tuple[str, ...], updates: list[_Update]) -> list[tuple[int, _Update]]:
    """Where entries begin, in order: at their headline where the page shows it, else at their first paragraph."""
    begins: dict[str, int] = {}
    for i, p in enumerate(paragraphs):
        begins.setdefault(key(p)[:_SAME], i)
    found = []
    for update in updates:
        title, texts, _ = update
        at = begins.get(key(texts[0])[:_SAME])
        head = begins.get(key(title)[:_SAME]) if title else None
        if at is None and head is None:
            continue
        at = head if at is None or (head is not None and 0 <= at - head <= 2) else at
        if at is not None:
            found.append((at, update))
    return sorted({at: (at, u) for at, u in found}.values(), key=lambda x: x[0])


def _spans(paragraphs: tuple[str, ...], starts: list[tuple[int, _Update]]) -> tuple[Entry, ...]:
    offsets = [0]
    for p in paragraphs:
        offsets.append(offsets[-1] + len(p) + 1)
    ends = [at for at, _ in starts[1:]] + [len(paragraphs)]
    return tuple(
        Entry(Span(offsets[at], offsets[end] - 1), clock, title)
        for (at, (title, _, clock)), end in zip(starts, ends, strict=True)
    )
