"""A page's tree as a sequence of blocks: runs of text as a reader sees them, with what surrounds each.

One walk over the tree, no second copy of it. Nothing is dropped for its words here, only what is never shown as text
(scripts, forms, hidden elements); furniture known by its name is marked with the element that makes it furniture, so
that a wrong name around the whole article can be overruled later.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from onrecord.page.tree import Element

# The largest article page we have shows 2,900 blocks, a live blog of a whole day; what comes after is left out.
MAX_BLOCKS = 20_000
# Elements whose text is never the page's running text.
_SILENT = frozenset({
    "script", "style", "noscript", "template", "svg", "iframe", "button", "select", "option", "textarea", "input",
    "object", "embed", "audio", "video", "canvas", "map", "head", "title", "link", "meta", "math", "dialog", "rt", "rp",
    "picture", "source", "img", "track", "datalist", "output", "progress", "meter",
})  # fmt: skip
_PICTURES = frozenset({"img", "picture", "video", "iframe"})
_BLOCK = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "dd", "div", "dl", "dt", "fieldset", "figcaption",
    "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "nav", "ol",
    "p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "caption", "details", "summary",
    "hgroup", "legend", "label",
})  # fmt: skip
# Elements that are furniture by their meaning.
_FURNITURE_TAGS = frozenset(
    {
        "nav",
        "footer",
        "aside",
        "figure",
        "figcaption",
        "caption",
        "form",
        "address",
        "label",
    }
)
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

# Elements around the whole page or article: their names list everything that the page has ("has-comments", "tag-ads").
_WHOLE = frozenset({"html", "body", "main", "article"})

# Parts of class names and ids that name furniture. They are compared with whole words of the name ("ad" is not in
# "head"), in the spelling that CSS uses: hyphens, underscores and capitals part the words.
_FURNITURE_WORDS = frozenset("""
    ad ads adslot adunit advert adverts advertisement advertising advertorial adbox adwrapper dfp gpt sponsor sponsored
    sponsors promo promos promobox promotion promoted partner partners outbrain taboola revcontent zergnet
    sharethrough nativo     share sharing sharebar sharetools shares social socials addthis sharethis sharedaddy jetpack
    related relateds recommended recommendation recommendations recommend recirc recirculation suggested readmore
    newsletter newsletters signup subscribe subscriber subscribers subscription subscriptions
    comment comments commenting disqus livefyre respond reply discussion viafoura
    nav navbar navigation menu menus breadcrumb breadcrumbs crumbs toolbar pagination pager paging
    sidebar sidenav rail footer foot masthead
    caption captions credit credits photo photocredit cutline wp-caption gallery slideshow carousel lightbox
    byline bylines timestamp datestamp pubdate posted-on
    cookie cookies consent gdpr onetrust privacy regwall login signin register registration
    modal popup overlay tooltip dropdown flyout offcanvas drawer
    trending popular mostread mostpopular most-read most-popular latest ticker
    tag tags taglist topics hashtags
    disclosure copyright legal disclaimer
    bio authorbio instagram facebook fb tiktok
    skip skiplink screenreader sr-only visually-hidden visuallyhidden noprint print-only
    rating ratings poll quiz survey widget widgets banner
    teaser teasers excerpt excerpts onetrust optanon image images imgtop thumbnail thumbnails thumb
""".split())  # fmt: skip
_FURNITURE_PHRASES = re.compile(
    "|".join((
        r"(?:author|writer|reporter|contributor)s?[-_ ]{0,2}(?:bio|info|box|card|meta|desc|profile|about|details)",
        r"about[-_]{0,2}(?:the[-_]{0,2})?author",
        r"(?:more|also)[-_]{0,2}(?:from|on|in|stories|news|read|like|articles|coverage)",
        r"read[-_]{0,2}(?:more|next|also)|see[-_]?also|you[-_]?may|up[-_]?next|next[-_]?(?:article|story|up)",
        r"(?:most|top|other|latest|editors?)[-_]{0,2}(?:read|popular|viewed|stories|news|picks?|articles|posts)",
        r"(?:story|article)[-_]?(?:tools|links|tags|meta|info)|post[-_]?(?:tags|meta|nav)",
        r"entry[-_]?(?:meta|tags|footer|utility)|in[-_]?article[-_]?(?:ad|promo|rec)",
        r"sign[-_]?up|log[-_]?in|mail[-_]?list|email[-_]?(?:signup|sub|capture)|call[-_]?to[-_]?action",
        r"(?:image|img|media|video|photo|picture)[-_]{0,2}(?:caption|credit|desc|info|text|meta|title)",
        r"key[-_]?(?:facts|terms)[-_]?box|info[-_]?box|fact[-_]?box|pull[-_]?quote",
            r"(?:^|[-_ ])wp[-_](?:caption|block-embed)",
        r"trc[-_]|(?:^|[-_ ])ot-(?:sdk|pc|cat|desc|switch|acc|btn)",
        r"m-ad\b|js-ad|ad[-_](?:slot|unit|wrap|container|label|text)",
    )),
    re.I,
)  # fmt: skip
_SPLIT = re.compile(r"[^A-Za-z]+|(?<=[a-z])(?=[A-Z])")
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|clip\s*:\s*rect\(0", re.I)
_HIDDEN_CLASSES = frozenset(
    "hidden is-hidden visuallyhidden visually-hidden sr-only screen-reader screen-reader-text u-hidden hide d-none "
    "assistive-text offscreen a11y-hidden show-for-sr element-invisible".split()
)
_BODY_NAME = re.compile(
    r"article[-_]{0,2}(?:body|content|text|copy|main|wrap\w*)|story[-_]{0,2}(?:body|content|text)|entry[-_]{0,2}content|post[-_]{0,2}(?:body|content|text)"
    r"|body[-_]{0,2}(?:copy|text|content)|content[-_]{0,2}body|main[-_]{0,2}content|rich[-_]{0,2}text|\barticle\b|storytext|articlebody",
    re.I,
)

_INVISIBLE = str.maketrans("", "", "\u00ad\u200b\ufeff\u2060\u200e\u200f")


def fold(text: str) -> str:
    """White space folded, soft hyphens, zero-width spaces and byte order marks out."""
    return " ".join(text.translate(_INVISIBLE).split())


@dataclass(slots=True)
class Block:
    """One run of text. `node` indexes the walk's block elements; `furniture` is the node that makes it furniture."""

    text: str
    tag: str
    node: int
    words: int
    linked: float  # share of its characters inside links
    bold: float  # share of its characters in bold or italics
    links: int
    furniture: int = -1
    name: str = ""  # class, id and itemprop of its element and the one around it
    item: bool = False
    cell: bool = False
    quote: bool = False
    header: bool = False
    pictured: bool = False  # the first text after an image


@dataclass(slots=True)
class Walk:
    """The blocks in document order and, for every block element, its parent, tag and name."""

    blocks: list[Block] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    outer: dict[int, int] = field(default_factory=dict)  # furniture inside furniture: the node that encloses it

    def ancestors(self, node: int) -> list[int]:
        """The node and all above it, the innermost first."""
        found = []
        while node >= 0:
            found.append(node)
            node = self.parents[node]
        return found


@lru_cache(maxsize=50_000)
def names_furniture(name: str) -> bool:
    """Whether a class and id name furniture."""
    words = [w.lower() for w in _SPLIT.split(name) if w]
    return not _FURNITURE_WORDS.isdisjoint(words) or bool(_FURNITURE_PHRASES.search(name))


class _Walker:
    """The state of one walk: the text being gathered and the context it is gathered in."""

    def __init__(self, drop: tuple[str, ...]) -> None:
        self.walk = Walk()
        self.pieces: list[str] = []
        self.linked = self.bold = self.links = 0
        self.in_link = self.in_bold = 0
        self.node = -1
        self.furniture = -1
        self.item = self.cell = self.quote = self.header = False
        self.pictured = False
        self.drop = drop

    def add(self, text: str | None) -> None:
        if text:
            self.pieces.append(text)
            if self.in_link or self.in_bold:
                size = len(text.strip())
                if self.in_link:
                    self.linked += size
                if self.in_bold:
                    self.bold += size

    def flush(self) -> None:
        """End the run: what was gathered becomes blocks, one for each part between two line breaks."""
        if not self.pieces:
            self.linked = self.bold = self.links = 0
            return
        whole = "".join(self.pieces)
        self.pieces.clear()
        if whole.isspace():
            self.linked = self.bold = self.links = 0
            return
        size = max(1, len(whole.replace(_BREAK, " ").strip()))
        shares = min(1.0, self.linked / size), min(1.0, self.bold / size)
        for text in _parts(whole) if _BREAK in whole else (fold(whole),):
            if text and len(self.walk.blocks) < MAX_BLOCKS:
                self.walk.blocks.append(
                    Block(
                        text,
                        self.walk.tags[self.node] if self.node >= 0 else "body",
                        self.node,
                        text.count(" ") + 1,
                        shares[0],
                        shares[1],
                        self.links,
                        self.furniture,
                        self.walk.names[self.node] if self.node >= 0 else "",
                        self.item,
                        self.cell,
                        self.quote,
                        self.header,
                        self.pictured,
                    )
                )
        self.linked = self.bold = self.links = 0
        self.pictured = False

    def visit(self, element: Element) -> None:
        """Gather an element's text, without its tail."""
        tag = element.tag
        if not isinstance(tag, str) or tag in _SILENT or _hidden(element):
            if tag in _PICTURES:
                self.pictured = self.pictured or not any(p.strip() for p in self.pieces)
            return
        if self.drop and _matches(element, tag, self.drop):
            return
        if tag == "br":
            self.pieces.append(_BREAK)
            return
        if tag in _BLOCK:
            self._block(element, tag)
            return
        link, bold = tag == "a", tag in ("b", "strong", "em", "i")
        if tag == "a":
            self.links += 1
        if tag == "span":
            name = element.get("class")
            if name and names_furniture(name):
                return  # an inline counter, credit or share label
        self.in_link += link
        self.in_bold += bold
        self.add(element.text)
        for child in element:
            self.visit(child)
            self.add(child.tail)
        self.in_link -= link
        self.in_bold -= bold

    def _block(self, element: Element, tag: str) -> None:
        self.flush()
        walk = self.walk
        before = (
            self.node,
            self.furniture,
            self.item,
            self.cell,
            self.quote,
            self.header,
        )
        name = _name(element)
        walk.parents.append(self.node)
        walk.tags.append(tag)
        walk.names.append(name)
        self.node = len(walk.parents) - 1
        if tag in _FURNITURE_TAGS or (name and tag not in _WHOLE and names_furniture(name)):
            walk.outer[self.node] = self.furniture
            self.furniture = self.node
        self.item = self.item or tag in ("li", "dd", "dt")
        self.cell = self.cell or tag in ("td", "th")
        self.quote = self.quote or tag == "blockquote"
        self.header = self.header or tag == "header"
        self.add(element.text)
        for child in element:
            self.visit(child)
            self.add(child.tail)
        self.flush()
        self.node, self.furniture, self.item, self.cell, self.quote, self.header = before


_BREAK = "\x1e"  # stands for a <br> while a run is gathered
_OPEN_END = (",", ":", ";")
_BEGINS = re.compile(r"[^\W\d_]|[\"“‘«„(\[•–—-]|\d")
_ENDS = re.compile(r"[.!?…。！？][\"”’»)\]」』]*$")


def _parts(whole: str) -> list[str]:
    """Paragraphs of a run with line breaks: two of them part paragraphs, and one does where a line is complete.

    A single break in the middle of a sentence is a wrapped line; one after a comma or colon never parts.
    """
    parts: list[list[str]] = []
    empty = False
    for piece in whole.split(_BREAK):
        text = fold(piece)
        if not text:
            empty = True
            continue
        if parts and not empty and _continues(parts[-1][-1], text):
            parts[-1].append(text)
        else:
            parts.append([text])
        empty = False
    return [" ".join(pieces) for pieces in parts]


def _continues(before: str, text: str) -> bool:
    if before.endswith(_OPEN_END):
        return True
    return not _ENDS.search(before) and (text[0].islower() or not _BEGINS.match(text))


def _name(element: Element) -> str:
    parts = (
        element.get("class"),
        element.get("id"),
        element.get("itemprop"),
        element.get("data-testid"),
    )
    return " ".join(p for p in parts if p)[:300]


def _hidden(element: Element) -> bool:
    if element.get("hidden") is not None:
        return True
    style = element.get("style")
    if style and _HIDDEN_STYLE.search(style):
        return True
    name = element.get("class")
    return bool(name) and not _HIDDEN_CLASSES.isdisjoint(name.split())


def _matches(element: Element, tag: str, selectors: tuple[str, ...]) -> bool:
    """Whether an element is named by one of the selectors: "tag", "tag.class" or ".class"."""
    classes = (element.get("class") or "").split()
    for selector in selectors:
        wanted, _, name = selector.partition(".")
        if (not wanted or wanted == tag) and (not name or name in classes):
            return True
    return False


def walk(root: Element, *, drop: tuple[str, ...] = ()) -> Walk:
    """The blocks of a tree, in document order; `drop` names elements that are no part of the text ("span.hover")."""
    walker = _Walker(drop)
    body = root.find("body")
    walker.visit(body if body is not None else root)
    walker.flush()
    return walker.walk


def names_body(name: str) -> bool:
    """Whether a class, id or itemprop names the article's body."""
    return bool(_BODY_NAME.search(name))
