"""Word tables written as running text."""

from __future__ import annotations


def table(words: str) -> list[str]:
    """The words of a table, parted by blanks and line breaks."""
    return words.split()
