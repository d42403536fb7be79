"""Where else an article's text may stand, for pages that show hardly any: the markup, the scripts, and trafilatura."""

from __future__ import annotations

import json
import re

from lxml import etree, html

from onrecord.page import furniture
from onrecord.page.blocks import fold
from onrecord.page.tree import Element

MAX_PAGE = 300_000  # characters given to trafilatura: it takes a second for many more
MAX_SCRIPT = 5_000_000  # characters of scripts that are searched for a text
_TAG = re.compile(r"<[a-z/][^<>]{0,500}>", re.I)


def paragraphs(body: str) -> tuple[str, ...]:
    """The paragraphs of a JSON-LD `articleBody`, which may be HTML, text with line breaks, or one long line."""
    if _TAG.search(body[:20_000]):
        return _of_html(body)
    body = html.fromstring(f"<p>{body}</p>").text_content() if "&" in body and "<" not in body else body
    return tuple(p for p in map(fold, body.split("\n")) if p and not furniture.anywhere(p))


def from_scripts(root: Element) -> tuple[str, ...]:
    """The longest text with paragraphs that a script of the page carries: pages that a browser builds keep it so."""
    best: tuple[str, ...] = ()
    room = MAX_SCRIPT
    for script in root.iter("script"):
        code = (script.text or "")[:room]
        room -= len(code)
        for text in _strings(code):
            found = _of_html(text)
            if sum(map(len, found)) > sum(map(len, best)):
                best = found
    return best


def by_trafilatura(page: str) -> tuple[str, ...]:
    """What trafilatura finds in its precise mode, where our own reading finds nothing."""
    import trafilatura  # 0.3 s to import, and hardly any page comes here

    text = (
        trafilatura.extract(
            page[:MAX_PAGE], favor_precision=True, fast=True, include_comments=False, include_tables=False
        )
        or ""
    )
    found = tuple(p for p in map(fold, text.split("\n")) if p and not furniture.anywhere(p))
    return found if sum(p.count(" ") + 1 for p in found) >= 20 else ()


def _strings(code: str) -> list[str]:
    found = []
    if "\\u003cp" not in code and "<p" not in code and "\\u003Cp" not in code:
        return []
    for part in _long_strings(code):
        try:
            found.append(json.loads(f'"{part}"', strict=False))
        except ValueError:
            continue
    return found


def _long_strings(code: str) -> list[str]:
    """The contents of the string literals that are long and have a paragraph; one pass, no backtracking."""
    found = []
    for part in re.findall(r'"((?:[^"\\]|\\.)*+)"', code):
        if len(part) > 400 and re.search(r"(?:\\u003[cC]|<)p[ >\\]", part):
            found.append(part)
            if len(found) >= 20:
                break
    return found


def _of_html(text: str) -> tuple[str, ...]:
    try:
        root = html.fromstring(text[:MAX_SCRIPT])
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return ()
    for unwanted in root.xpath("//script|//style|//figure|//figcaption|//iframe"):
        unwanted.drop_tree()
    elements = root.xpath("//p|//h2|//h3|//h4|//li|//blockquote[not(p)]")
    lines = [fold(e.text_content()) for e in elements]
    return tuple(x for x in lines if x and not furniture.anywhere(x))
