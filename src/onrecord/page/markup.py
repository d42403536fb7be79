"""What a page says of itself for machines: JSON-LD, OpenGraph and other meta tags, microdata, link elements.

Nothing is decided here. Every value keeps the place where it was found, best places first.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import Any

from onrecord.page import jsonld
from onrecord.page.jsonld import Node
from onrecord.page.tree import Element, content

MAX_VALUE = 2_000  # characters of a headline, name or date that are looked at
MAX_AUTHORS = 30
MAX_NODES = 2_000  # microdata elements looked at; real pages have up to 300

Named = tuple[str, str]  # (where it was found, the value)


@dataclass(slots=True)
class Markup:
    """The page's own statements about itself, each with its place, in the order of trust."""

    headlines: list[Named] = field(default_factory=list)
    published: list[Named] = field(default_factory=list)
    modified: list[Named] = field(default_factory=list)
    authors: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    outlets: list[Named] = field(default_factory=list)
    canonical: list[Named] = field(default_factory=list)
    sections: list[Named] = field(default_factory=list)
    languages: list[Named] = field(default_factory=list)
    descriptions: list[Named] = field(default_factory=list)
    body: str | None = None
    free: bool | None = None
    word_count: int | None = None
    live: list[Node] = field(default_factory=list)
    kinds: frozenset[str] = frozenset()
    page_title: str | None = None


_META: dict[str, tuple[str, ...]] = {
    "headlines": (
        "og:title", "twitter:title", "dc.title", "dcterms.title", "sailthru.title",
        "parsely-title", "title", "headline", "citation_title",
    ),
    "published": (
        "article:published_time", "og:article:published_time", "article:published",
        "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.created",
        "dcterms.issued", "dc.date.created", "dc.date", "datepublished", "publishdate",
        "publish-date", "publish_date", "pubdate", "publication_date", "pub_date",
        "article.published", "cxenseparse:recs:publishtime", "og:pubdate", "published-date",
        "article:post_date", "article_date_original", "last-published", "date",
        "citation_publication_date", "og:published_time", "og:release_date", "bt:pubdate",
    ),
    "modified": (
        "article:modified_time", "og:updated_time", "article:updated_time", "lastmod",
        "dc.date.modified", "dcterms.modified", "datemodified", "last-modified",
        "revised", "og:modified_time", "article:modified", "bt:moddate",
    ),
    "outlets": ("og:site_name", "application-name", "publisher", "dc.publisher", "cre"),
    "sections": ("article:section", "section", "parsely-section", "og:article:section"),
    "languages": ("og:locale", "language", "content-language", "dc.language"),
    "descriptions": ("og:description", "description", "twitter:description"),
}  # fmt: skip
_AUTHOR_META = (
    "author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl", "byline",
    "og:article:author", "citation_author", "article:author_name", "authors", "cxenseparse:author", "bt:author",
)  # fmt: skip


def markup(root: Element) -> Markup:
    """Everything that the page's tree says for machines."""
    found = Markup()
    blocks = [s.text or "" for s in root.iter("script") if "ld+json" in (s.get("type") or "").lower()]
    nodes = jsonld.nodes(blocks)
    for node in jsonld.articles(nodes):
        _from_node(node, nodes, found)
    found.kinds = frozenset().union(*(jsonld.types(n) for n in nodes)) if nodes else frozenset()
    _from_meta(root, found)
    _from_microdata(root, found)
    if not found.published:
        for node in nodes:
            _add(found.published, "json-ld page datePublished", node.get("datePublished"))
    return found


def _from_node(node: Node, nodes: list[Node], found: Markup) -> None:
    for name, to in (("headline", found.headlines), ("datePublished", found.published),
                     ("dateModified", found.modified), ("articleSection", found.sections),
                     ("inLanguage", found.languages), ("description", found.descriptions)):  # fmt: skip
        _add(to, f"json-ld {name}", _first(node.get(name)))
    _add(found.headlines, "json-ld name", _first(node.get("name")))
    _add(
        found.headlines,
        "json-ld alternativeHeadline",
        _first(node.get("alternativeHeadline")),
    )
    _add(found.published, "json-ld dateCreated", node.get("dateCreated"))
    authors = _people(node.get("author") or node.get("creator"), nodes)
    if authors:
        found.authors.append(("json-ld author", authors))
    _add(found.outlets, "json-ld publisher", _name(node.get("publisher"), nodes))
    body = node.get("articleBody")
    if isinstance(body, str) and len(body) > len(found.body or ""):
        found.body = body
    free = node.get("isAccessibleForFree")
    if free is not None and found.free is None:
        found.free = str(free).strip().lower() not in ("false", "0", "no")
    count = node.get("wordCount")
    if isinstance(count, (int, str)) and str(count).isdigit() and len(str(count)) < 7:
        found.word_count = found.word_count or int(count)
    updates = node.get("liveBlogUpdate")
    if isinstance(updates, list):
        found.live.extend(u for u in updates if isinstance(u, dict))
    _add(
        found.canonical,
        "json-ld mainEntityOfPage",
        _id(node.get("mainEntityOfPage")) or _first(node.get("url")),
    )


def _from_meta(root: Element, found: Markup) -> None:
    metas: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        content = meta.get("content")
        if content:
            for attribute in ("property", "name", "itemprop", "http-equiv"):
                key = meta.get(attribute)
                if key:
                    metas.setdefault(key.strip().lower(), []).append(content)
    for name, keys in _META.items():
        to: list[Named] = getattr(found, name)
        for key in keys:
            for value in metas.get(key, ())[:3]:
                _add(to, f"meta {key}", value)
    for key in _AUTHOR_META:
        names = tuple(clean(v) for v in metas.get(key, ())[:MAX_AUTHORS] if clean(v))
        if names:
            found.authors.append((f"meta {key}", names))
    _add(found.canonical, "meta og:url", next(iter(metas.get("og:url", ())), None))
    for link in root.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and link.get("href"):
            found.canonical.insert(0, ("link canonical", link.get("href").strip()))
            break
    if root.get("lang"):
        found.languages.insert(0, ("html lang", root.get("lang")))
    title = next(root.iter("title"), None)
    if title is not None and title.text:
        found.page_title = clean(title.text)


def _from_microdata(root: Element, found: Markup) -> None:
    authors: list[str] = []
    for element in root.xpath("//*[@itemprop][not(self::meta)]")[:MAX_NODES]:
        prop = element.get("itemprop")
        value = element.get("datetime") or element.get("content")
        if "datePublished" in prop or "dateCreated" in prop:
            _add(found.published, f"microdata {prop}", value or content(element))
        elif "dateModified" in prop:
            _add(found.modified, f"microdata {prop}", value or content(element))
        elif prop == "headline":
            _add(found.headlines, "microdata headline", value or content(element))
        elif prop in ("author", "creator") and len(authors) < MAX_AUTHORS:
            named = element.xpath(".//*[@itemprop='name']")
            authors.append(clean(named[0].get("content") or content(named[0]) if named else content(element)))
    if any(authors):
        found.authors.append(("microdata author", tuple(dict.fromkeys(a for a in authors if a))))


def clean(value: str) -> str:
    """A markup value as words: entities resolved (twice: pages escape twice), white space folded."""
    value = html.unescape(html.unescape(value[:MAX_VALUE]))
    if "<" in value:
        value = re.sub(r"<[^<>]{1,200}>", "", value)
    return re.sub(r"\s+", " ", value.replace("\u00ad", "").replace("\u200b", "")).strip()


def _add(to: list[Named], where: str, value: Any) -> None:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        value = str(value)
    if isinstance(value, str):
        value = clean(value)
        if value and (where, value) not in to:
            to.append((where, value))


def _first(value: Any) -> Any:
    return value[0] if isinstance(value, list) and value else value


def _id(value: Any) -> str | None:
    value = _first(value)
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url")
    return value if isinstance(value, str) and value.startswith("http") else None


def _name(value: Any, nodes: list[Node]) -> str | None:
    value = _first(value)
    if isinstance(value, dict):
        if "name" not in value and isinstance(value.get("@id"), str):
            value = next(
                (n for n in nodes if n.get("@id") == value["@id"] and "name" in n),
                value,
            )
        value = _first(value.get("name"))
    return value if isinstance(value, str) else None


def _people(value: Any, nodes: list[Node]) -> tuple[str, ...]:
    items = value if isinstance(value, list) else [value]
    names: list[str] = []
    for item in items[:MAX_AUTHORS]:
        if isinstance(item, dict) and isinstance(item.get("name"), list):
            names.extend(clean(n) for n in item["name"][:MAX_AUTHORS] if isinstance(n, str))
            continue
        name = item if isinstance(item, str) else _name(item, nodes)
        if name and clean(name):
            names.append(clean(name))
    return tuple(dict.fromkeys(names))
