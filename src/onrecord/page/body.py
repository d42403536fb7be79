"""The article's paragraphs in a page's tree."""

from __future__ import annotations

import re

import trafilatura

from onrecord.page.tree import Element

_SPACE = re.compile(r"\s+")


def fold(text: str) -> str:
    """White space folded, soft hyphens and zero-width spaces out."""
    return _SPACE.sub(" ", text.replace("\u00ad", "").replace("\u200b", "")).strip()


def paragraphs(root: Element) -> list[str]:
    """The body's paragraphs in order, without headline and furniture."""
    text = trafilatura.extract(root, favor_precision=True, include_comments=False, include_tables=False) or ""
    return [p for p in (fold(line) for line in text.split("\n")) if p]
