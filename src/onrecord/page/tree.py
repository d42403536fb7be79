"""HTML text to one lxml tree, parsed once and read by everybody after."""

from __future__ import annotations

from typing import Any, TypeAlias

from lxml import etree

from onrecord.errors import NoArticle

Element: TypeAlias = Any  # lxml.etree._Element; lxml carries no types


def parse(text: str, name: str) -> Element:
    """The root element. Raises `NoArticle` when there is none.

    libxml2 itself stops at a depth of 256 elements, so that no walk of ours can go deeper.
    """
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as e:
        raise NoArticle(f"{name} has no HTML that can be read ({e}): fetch it again") from e
    if root is None:
        raise NoArticle(f"{name} has no HTML element: fetch it again, or give its text")
    return root


def content(element: Element) -> str:
    """All text of an element, in order."""
    return "".join(element.itertext())
