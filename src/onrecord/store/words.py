"""Words of texts and of what people type: the same pieces on both sides, so that any input at all is a query.

The index gets `indexed(text)` and a query `terms(text)`. Scripts written without spaces (Chinese, Thai, …) are
indexed sign by sign and asked for as a phrase. Anything that is neither letter nor digit separates; nothing is syntax,
save that double quotation marks in a query keep words together.
"""

from __future__ import annotations

import re

# Scripts without spaces between words: Thai to Khmer, kana, CJK ideographs (and their extensions), Hangul is spaced.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_SIGN = re.compile(f"([{_UNSPACED}][\u0300-\u036f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]*)")
_WORD = re.compile(r"[^\W_]+")
_QUOTED = re.compile(r'["“”„«»]([^"“”„«»]+)["“”„«»]')

QUERY_CHARACTERS = 2_000  # longer input is cut: a pasted article is no search, and each term costs a look-up
QUERY_TERMS = 32


def indexed(text: str | None) -> str:
    """The text as the full-text index gets it: surrogates out, signs of unspaced scripts apart."""
    if not text:
        return ""
    if text.isascii():
        return text.replace("\0", " ")
    return _SIGN.sub(r" \1 ", storable(text))


def storable(text: str) -> str:
    """The text as a database takes it: no zero bytes, no lone surrogates."""
    try:
        text.encode()
    except UnicodeEncodeError:
        text = text.encode("utf-8", "replace").decode()
    return text.replace("\0", "\ufffd")


def terms(query: str) -> tuple[str, ...]:
    """What a search asks for: each term must be found, and one of several words must stand in that order. Words inside
    quotation marks are one term, as are words that only punctuation or script holds together (`don't`, `5.6`, 北京).

    >>> terms('he said "no deal" to 北京; OR* (')
    ('he', 'said', 'no deal', 'to', '北 京 ;', 'OR*')
    """
    query = query[:QUERY_CHARACTERS]
    found: list[str] = []
    last = 0
    for quoted in [*_QUOTED.finditer(query), None]:
        found += (query[last : quoted.start()] if quoted else query[last:]).split()
        if quoted:
            found.append(quoted[1])
            last = quoted.end()
    pieces = (" ".join(indexed(piece).split()) for piece in found)
    return tuple(dict.fromkeys(p for p in pieces if _WORD.search(p)))[:QUERY_TERMS]
