"""The article's paragraphs among a page's blocks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.page import furniture
from onrecord.page.blocks import HEADINGS, Block, Walk, names_body

# Weights of blocks in words; measured on real pages, the result changes little when they are halved or doubled.
_LONGEST = 80
_SENTENCE_END = re.compile(r"[.!?…。！？][\"”’»)\]」』]*$|:$|[\"”’»」』]$")
# A named furniture element with this share of the page's prose is the article with a misleading name.
_OVERRULED = 0.45
# The article's element keeps this share of the prose of the element around it; a smaller one is only a part of it.
_KEEPS = 0.8
_KEEPS_NAMED = 0.7  # the same for an element that is named as the article's body
_NEVER = frozenset({"nav", "footer", "figure", "figcaption"})
# Elements that are never the article, however much they hold: discussions are often longer than the article.
_FINAL = re.compile(
    r"(?:^|\s)(?:\S*(?:disqus|livefyre|viafoura|outbrain|taboola)\S*|(?:\w+[-_]+)*"
    r"(?:comments?|replies|related|newsletter|recommended|footer|cookies?|consent|onetrust|sdk|gdpr)"
    r"(?:[-_]*(?:list|section|area|wrapper|container|box|thread|content|posts|articles|stories))?)(?:\s|$)",
    re.I,
)


_HEAD = 60  # blocks between headline and text: share buttons, captions, bylines; real pages have up to 40


@dataclass(frozen=True, slots=True)
class Body:
    """The text's paragraphs and, in `head`, the lines between the headline and the first of them."""

    paragraphs: tuple[str, ...]
    head: tuple[str, ...]


def read_body(
    found: Walk,
    *,
    headline: str | None = None,
    authors: tuple[str, ...] = (),
    descriptions: tuple[str, ...] = (),
    english: bool = True,
) -> Body:
    """The body's paragraphs in order, without headline and furniture; empty where the page shows no prose."""
    live = _live(found)
    title = _key(headline or "")
    heads = [b.node for b in found.blocks if title and b.tag == "h1" and _key(b.text).endswith(title)]
    node = _container(found, live, frozenset(found.ancestors(heads[0])) if heads else frozenset())
    if node is None:
        return Body((), ())
    inside = _inside(found, node)
    kept = _filtered([b for b in live if inside[b.node]], headline, authors)
    if not kept:
        return Body((), ())
    head = _head(found, kept[0], headline)
    first = _standfirst(found, head, kept[0], descriptions, english)
    return Body(tuple(b.text for b in (*first, *kept)), tuple(b.text for b in head))


def prose(block: Block) -> int:
    """How many words of prose a block adds, 0 for what is no prose."""
    if block.linked > 0.5 or block.tag in HEADINGS:
        return 0
    size = words(block)
    if block.item and block.links:
        return min(size, _LONGEST) // 4  # lists of teasers are longer than many an article
    if size >= 20 or (size >= 6 and _SENTENCE_END.search(block.text)):
        return min(size, _LONGEST)
    return 0


def words(block: Block) -> int:
    """The words of a block; in scripts without spaces a word is taken to be three letters long."""
    if block.words * 14 < len(block.text):
        return len(block.text) // 3
    return block.words


def _live(found: Walk) -> list[Block]:
    """The blocks that stand in no furniture, once misleading names are overruled."""
    held: dict[int, int] = {}
    total = 0
    for block in found.blocks:
        weight = prose(block)
        total += weight
        node = block.furniture
        while weight and node >= 0:
            held[node] = held.get(node, 0) + weight
            node = found.outer[node]
    wrong = {
        node
        for node, weight in held.items()
        if weight > _OVERRULED * total and found.tags[node] not in _NEVER and not _FINAL.search(found.names[node])
    }
    if total and sum(w for n, w in held.items() if found.outer[n] < 0 and n not in wrong) > 0.9 * total:
        wrong = {n for n in held if found.tags[n] not in _NEVER}  # nothing else is left: the names mislead
    wrong |= _like_prose(found, held, wrong)
    live = []
    for block in found.blocks:
        node = block.furniture
        while node in wrong:
            node = found.outer[node]
        if node < 0:
            live.append(block)
    return live


def _like_prose(found: Walk, held: dict[int, int], wrong: set[int]) -> set[int]:
    """Furniture that stands beside parts of the article of the same make: "widget text 1" beside "widget text 2"."""
    makes: set[tuple[int, tuple[str, str]]] = set()
    for block in found.blocks:
        if prose(block) and (block.furniture < 0 or block.furniture in wrong):
            makes |= {(found.parents[n], _shape(found, n)) for n in found.ancestors(block.node)[:4] if found.names[n]}
    return {
        node
        for node in held
        if found.tags[node] in ("div", "section")
        and not _FINAL.search(found.names[node])
        and (found.parents[node], _shape(found, node)) in makes
    }


def _container(found: Walk, live: list[Block], titled: frozenset[int] = frozenset()) -> int | None:
    """The innermost element that holds (nearly) all of the prose and whose children are the article's parts."""
    size = len(found.parents)
    held = [0] * size
    for block in live:
        if block.node >= 0:
            held[block.node] += prose(block)
    loose = held[:]  # prose of the element itself, in none of its children
    children: list[list[int]] = [[] for _ in range(size)]
    for node in range(size - 1, 0, -1):
        parent = found.parents[node]
        if parent >= 0 and held[node]:
            held[parent] += held[node]
            children[parent].append(node)
    if not size or not held[0]:
        return None
    node = 0
    while children[node]:
        best = max(children[node], key=lambda n: held[n])
        own = next((n for n in children[node] if titled and n in titled and found.tags[n] == "article"), None)
        if own is not None and held[own] > _OWN * held[node]:
            node = own  # other articles follow below this one
            continue
        if _is_flow(found, node, best, children[node], held, loose):
            return node
        node = best
    return node


def _is_flow(
    found: Walk,
    node: int,
    best: int,
    children: list[int],
    held: list[int],
    loose: list[int],
) -> bool:
    """Whether the article's paragraphs are the children of this element, so that no single child is the article."""
    tag, name = found.tags[best], found.names[best]
    if tag in _LEAVES or (tag in _PARTS and held[best] < 0.95 * held[node]):
        return True
    direct = loose[node] + sum(held[n] for n in children if found.tags[n] in _LEAVES)
    if direct > _DIRECT * held[node]:
        return True
    shape = _shape(found, best)
    if any(n != best and _shape(found, n) == shape for n in children) and (name or tag in ("section", "article")):
        return True
    return held[best] < (_KEEPS_NAMED if names_body(name) or tag == "article" else _KEEPS) * held[node]


_LEAVES = frozenset({"p", "li", "h2", "h3", "h4", "dd", "dt", "pre"})
_PARTS = frozenset({"ul", "ol", "dl", "blockquote"})
_OWN = 0.2  # the <article> with the headline is the one, if it has this share of the prose
_DIRECT = 0.1  # with this share of the prose in its own paragraphs, an element is the flow, whatever else it holds


def _shape(found: Walk, node: int) -> tuple[str, str]:
    """What parts of one article have in common: the tag and the first word of the class, without numbers."""
    first = found.names[node].split(" ", 1)[0]
    return found.tags[node], re.sub(r"\d+", "", first)


def _inside(found: Walk, node: int) -> list[bool]:
    inside = [False] * len(found.parents)
    for n, parent in enumerate(found.parents):
        inside[n] = n == node or (parent >= 0 and inside[parent])
    return inside


def _filtered(blocks: list[Block], headline: str | None, authors: tuple[str, ...]) -> list[Block]:
    """The container's blocks without furniture inside it, before it and after it."""
    known = {_key(headline or ""), *(_key(a) for a in authors)}
    kept = [
        b for b in blocks
        if not furniture.anywhere(b.text) and not _pointer(b) and _key(b.text) not in known and not _asks(b)
        and not _caption(b)
    ]  # fmt: skip
    while kept and words(kept[0]) < 25 and furniture.dated(kept[0].text):
        del kept[0]
    start = next((i for i, b in enumerate(kept) if prose(b)), 0)
    first = kept[start] if kept else None
    while first and start > 0 and _leads(kept[start - 1], first):
        start -= 1
    kept = kept[start:]
    while kept and (furniture.at_end(kept[-1].text) or _trails(kept[-1])):
        kept.pop()
    return kept


def _leads(block: Block, first: Block) -> bool:
    """Whether a block right before the first prose belongs to it: a sub-heading, or a short paragraph beside it."""
    if block.linked >= 0.5 or furniture.at_start(block.text):
        return False
    if block.tag in ("h2", "h3", "h4"):
        return True
    if block.tag != "p" or first.tag != "p" or block.name.strip():
        return False
    words = block.text.split()  # a place or a phrase, no name of a person: those are bylines
    return len(words) == 1 or bool(_ENDED.search(block.text)) or any(w[0].islower() for w in words if len(w) > 3)


def _trails(block: Block) -> bool:
    """Whether a last block is no end of an article: a heading with nothing under it, a link."""
    return block.tag in HEADINGS or block.linked > 0.8


def _caption(block: Block) -> bool:
    """Whether a block right after an image is its caption: short, and no paragraph of sentences."""
    if not block.pictured or words(block) > 60 or block.tag in HEADINGS or block.item:
        return False
    return block.bold > 0.8 or block.tag != "p" or not _ENDED.search(block.text)


def _asks(block: Block) -> bool:
    """Whether a block asks the reader for something: to subscribe, to give, to follow."""
    return words(block) < 120 and furniture.asks(block.text)


# Names of the lines between headline and text. A standfirst that is written as sentences is text; one written as a
# second headline is not (that is how both kinds of reference texts that we have treat them).
_STANDFIRST = re.compile(
    r"standfirst|sub-?(?:title|head(?:line|ing)?)|\bdek\b|\bdeck\b|summary|strapline|lead-?text|leadtext|\blead\b"
    r"|excerpt|teaser|intro|description|abstract|epigraph|preamble|ingress|chapo|subline|article-?lead",
    re.I,
)
_ENDED = re.compile(r"[.!?。！？][\"”’»)\]」]*$")


def _introduces(block: Block, described: list[str], english: bool) -> bool:
    """Whether a line over the text is its standfirst, not a second headline, a byline or a date."""
    if furniture.dated(block.text) or furniture.at_start(block.text) or furniture.anywhere(block.text):
        return False
    named = bool(_STANDFIRST.search(block.name)) or _key(block.text) in described
    if _ENDED.search(block.text):
        return named or (not english and block.tag in ("p", "h2", "h3"))
    # only English papers print a second headline there; elsewhere a standfirst often goes without its full stop
    return named and not english


def _head(found: Walk, first: Block, headline: str | None) -> list[Block]:
    """The blocks between the headline and the first paragraph, those of named furniture too."""
    at = next(i for i, b in enumerate(found.blocks) if b is first)
    title = _key(headline or "")
    for i in range(at - 1, max(-1, at - _HEAD), -1):
        if title and _key(found.blocks[i].text).endswith(title):
            return found.blocks[i + 1 : at]
    return found.blocks[max(0, at - 8) : at] if not title else []


def _standfirst(
    found: Walk, head: list[Block], first: Block, descriptions: tuple[str, ...], english: bool
) -> list[Block]:
    """The sentences between the headline and the first paragraph that introduce the article."""
    described = [_key(d) for d in descriptions]
    for block in head:
        framed = block.furniture >= 0 and found.tags[block.furniture] in _NEVER
        if framed or block.item or block.linked > 0.3 or not 5 <= words(block) <= 90:
            continue
        if _introduces(block, described, english) and _key(block.text) != _key(first.text):
            return [block]
    return []


def _pointer(block: Block) -> bool:
    """Whether a block says nothing itself: a mere number, or all of it a link and no sentence."""
    if not _LETTER.search(block.text):
        return not _RULE.match(block.text)
    if block.linked < 0.8:
        return False
    return words(block) < 30 and not re.search(r"[.!?][\"”’]?$", block.text)


_RULE = re.compile(r"^(?:_{2,}|-\s?30\s?-)$")  # lines between the parts of an agency report
_LETTER = re.compile(r"[^\W\d_]")


def _key(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()
