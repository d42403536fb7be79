"""HTML text to one lxml tree, parsed once and read by everybody after."""

from __future__ import annotations

import re
from typing import TypeAlias

from lxml import etree, html

from onrecord.errors import NoArticle

# libxml2 refuses nothing with `huge_tree`; deeper than this is no page that a person wrote, and all walks of ours stop.
MAX_DEPTH = 250
Element: TypeAlias = html.HtmlElement

_BAD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def parse(text: str, name: str) -> Element:
    """The root element. Raises `NoArticle` when there is none."""
    cleaned = _BAD.sub(" ", text)
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = etree.fromstring(cleaned.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as e:
        raise NoArticle(f"{name} has no HTML that can be read ({e}): fetch it again") from e
    if root is None:
        raise NoArticle(f"{name} has no HTML element: fetch it again, or give its text")
    return root
