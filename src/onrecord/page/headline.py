"""The headline: the one displayed over the text, and the one given to search engines where it is another."""

from __future__ import annotations

import re

from onrecord.page.blocks import Block
from onrecord.page.markup import Markup

_SEPARATOR = re.compile(r"\s+[-–—|•·»*]+\s+|\s*[|ㅣ]\s*|\s+::\s+|-(?=[^-]{2,20}[|ㅣ])")
_KNOWN = 0.5  # an <h1> that shares half of its words with a headline of the markup is the article's
_MAX = 400  # characters; the longest headline of the pages we have takes 180


def headlines(h1s: list[Block], meta: Markup, outlets: tuple[str, ...]) -> tuple[str | None, str | None]:
    """The displayed headline and the search engines' one, None where there is none or it is the same."""
    given = [without_outlet(value, outlets) for _, value in meta.headlines]
    title = without_outlet(meta.page_title or "", outlets)
    shown = _displayed([b.text for b in h1s], given, title)
    if shown is None:
        shown = next((g for g in given if g), title or None)
    shown = shown[:_MAX] if shown else None
    other = next((g for g in (*given, title) if g and shown and key(g) != key(shown)), None)
    return shown, other


def _displayed(h1s: list[str], given: list[str], title: str) -> str | None:
    """The <h1> that the markup knows, in the markup's own spelling where both differ in marks only."""
    best, best_share = None, 0.0
    for h1 in h1s:
        words = set(re.findall(r"\w+", h1.casefold()))
        if not words:
            continue
        share = max((_share(words, g) for g in (*given, title) if g), default=0.0)
        share += 1.0 if any(key(g) == key(h1) for g in given) else 0.0
        if share > best_share:
            best, best_share = h1, share
    if best is None or best_share < _KNOWN:
        return None if given or title else next((h for h in h1s if len(h) > 15), None)
    if title and key(title) == key(best):
        return title  # the author's own marks: the displayed headline has often been given curled ones by program
    same = [g for g in given if key(g) == key(best)]
    if same:
        return best if best in same else same[0]
    inner = next((g for g in given if key(best).endswith(key(g)) and len(key(g)) > 0.6 * len(key(best))), None)
    if inner and sum(key(g) == key(inner) for g in given) > 1:
        return inner  # the <h1> has a kicker before the headline
    return best


def _share(words: set[str], other: str) -> float:
    others = set(re.findall(r"\w+", other.casefold()))
    return len(words & others) / max(len(words), len(others), 1)


def without_outlet(headline: str, outlets: tuple[str, ...]) -> str:
    """A headline without the outlet's name after it ("… | Euronews", "… - Politics - n-tv.de")."""
    known = {key(o) for o in outlets if o} - {""}
    parts = _SEPARATOR.split(headline)
    spans = [m.span() for m in _SEPARATOR.finditer(headline)]
    for i in range(1, len(parts)):
        tail = [key(p) for p in parts[i:]]
        if any(
            t and (t in known or any(len(k) > 4 and (t.startswith(k) or k.startswith(t)) for k in known)) for t in tail
        ):
            return headline[: spans[i - 1][0]].strip()
    if parts and len(parts) > 2 and key(parts[0]) in known:
        return headline[spans[0][1] :].strip()
    return headline.strip()


def key(text: str) -> str:
    """The letters and digits of a text, for comparing what differs in marks and spaces only."""
    return re.sub(r"[\W_]+", "", text).casefold()
