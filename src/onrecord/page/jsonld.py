"""JSON-LD as pages really carry it: commented out, with raw line breaks, trailing commas, escaped twice, cut short."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any

Node = dict[str, Any]

# The largest JSON-LD block of the real pages we have is 1.2 MB (a live blog); more than this is read no further.
MAX_BLOCK = 4_000_000
MAX_NODES = 2_000  # objects looked at in a page: list pages carry some hundreds
MAX_NESTING = 40

ARTICLE_TYPES = frozenset({
    "article", "newsarticle", "reportagenewsarticle", "analysisnewsarticle", "opinionnewsarticle",
    "backgroundnewsarticle", "reviewnewsarticle", "askpublicnewsarticle", "blogposting", "liveblogposting", "report",
    "socialmediaposting", "techarticle", "scholarlyarticle", "advertisercontentarticle", "satiricalarticle",
    "review", "claimreview", "discussionforumposting",
})  # fmt: skip

# Properties whose objects are not the page's own article: entries of a live blog, comments, other articles.
_OTHERS = frozenset(
    {"liveBlogUpdate", "comment", "itemListElement", "mentions", "citation", "isRelatedTo", "hasPart", "relatedLink"}
)
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_MISSING_COMMA = re.compile(r'(["}\]])(\s*\n\s*)(")')
_WRAPPING = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*;?\s*$"
)
_BAD_ESCAPE = re.compile(r'\\(?!["\\/bfnrtu])')


def nodes(blocks: list[str]) -> list[Node]:
    """All objects with a type in the blocks, outer before inner, at most `MAX_NODES`. Unreadable blocks are skipped."""
    found: list[Node] = []
    for block in blocks:
        for value in _values(block[:MAX_BLOCK]):
            for node in _walk(value, 0):
                found.append(node)
                if len(found) >= MAX_NODES:
                    return found
    return found


def articles(found: list[Node]) -> list[Node]:
    """The nodes that describe an article, in order."""
    return [n for n in found if types(n) & ARTICLE_TYPES]


def types(node: Node) -> frozenset[str]:
    """The node's types, lower case, without the vocabulary's address."""
    value = node.get("@type")
    names = value if isinstance(value, list) else [value]
    return frozenset(n.rsplit("/", 1)[-1].rsplit(":", 1)[-1].lower() for n in names if isinstance(n, str))


def _values(block: str) -> Iterator[Any]:
    text = _WRAPPING.sub("", _WRAPPING.sub("", block)).strip()
    if not text:
        return
    for attempt in (
        lambda t: t,
        _repaired,
        html.unescape,
        lambda t: _repaired(html.unescape(t)),
    ):
        try:
            yield json.loads(attempt(text), strict=False)
            return
        except (ValueError, RecursionError):
            continue
    yield from _pieces(_repaired(text))


def _repaired(text: str) -> str:
    text = _TRAILING_COMMA.sub(r"\1", text)
    text = _MISSING_COMMA.sub(r"\1,\2\3", text)
    return _BAD_ESCAPE.sub(r"\\\\", text).rstrip(";")


def _pieces(text: str) -> Iterator[Any]:
    """Objects written one after another, and what can be read of a block that is cut short."""
    decoder = json.JSONDecoder(strict=False)
    at = 0
    for _ in range(200):
        at = text.find("{", at)
        if at < 0:
            return
        try:
            value, at = decoder.raw_decode(text, at)
            yield value
        except (ValueError, RecursionError):
            at += 1
    return


def _walk(value: Any, depth: int) -> Iterator[Node]:
    if depth > MAX_NESTING:
        return
    if isinstance(value, list):
        for item in value[:MAX_NODES]:
            yield from _walk(item, depth + 1)
    elif isinstance(value, dict):
        if "@type" in value:
            yield value
        for name, inner in value.items():
            if name not in _OTHERS and isinstance(inner, (dict, list)):
                yield from _walk(inner, depth + 1)
