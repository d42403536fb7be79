"""An HTML page to its article: every part is read by its own module and put together here."""

from __future__ import annotations

import re
from collections.abc import Iterable

from onrecord.errors import NoArticle
from onrecord.model import Article, Clock, Page
from onrecord.page import blocks, body, bylines, clocks, dateline, headline, language, live, outlets, sites, spare, tree
from onrecord.page.blocks import Walk
from onrecord.page.body import Body
from onrecord.page.markup import Markup, markup

# Below this many words of its own text a page is also asked for its article's text in the markup and its scripts;
# the shortest articles of the pages we have hold 69.
_FEW_WORDS = 60
# The markup's article text must be this many times as long as the page's own before it is taken instead.
_LONGER = 2.0
_WALL = re.compile(
    r"reserved for (?:\w+ )?subscribers|subscribe to (?:continue|keep|read|unlock)|subscribers? only"
    r"|to continue reading"
    r"|already a (?:subscriber|member)|unlock (?:this|the|full)|log ?in to (?:read|continue)"
    r"|premium (?:article|content)"
    r"|weiterlesen mit|artikel (?:weiter|frei|erwerben)"
    r"|jetzt (?:abonnieren|testen|weiterlesen)|réservé aux abonnés"
    r"|contenido exclusivo|solo para suscriptores|abbonati per|会員限定|有料会員|구독",
    re.I,
)


def article(page: Page, text: str, reader: str) -> Article:
    """The article of a page's HTML. Raises `NoArticle` where it shows none."""
    root = tree.parse(text, page.address)
    meta = markup(root)
    canonical = next((v for _, v in meta.canonical if v.startswith(("http://", "https://"))), None)
    url = page.url or canonical
    known = outlets.by_url(url)
    declared = meta.languages[0][1] if meta.languages else None
    names = tuple(filter(None, (known.name if known else None, *(v for _, v in meta.outlets), *_labels(url))))
    walk = blocks.walk(root, drop=sites.drops(url, page.captured.date() if page.captured else None))
    shown, other = headline.headlines([b for b in walk.blocks if b.tag == "h1"], meta, names)
    authors = _markup_authors(meta, names)
    english = (language.primary(declared) or "en") == "en"
    found = _text(walk, root, text, meta, shown, authors, english)
    if not found.paragraphs:
        raise NoArticle(
            f"{page.address} shows no running text: if only a browser shows it, save the page there and give that"
        )
    lang = language.language("\n".join(found.paragraphs), declared)
    zone, day_first = outlets.zone(url), outlets.day_first(url, lang)
    published, modified, warnings = clocks.of_page(
        meta, found.head, root, zone=zone, day_first=day_first, hint=clocks.in_url(url)
    )
    paragraphs, entries = live.entries(found.paragraphs, meta, zone=zone)
    return Article(
        headline=shown,
        seo_headline=other,
        paragraphs=paragraphs,
        url=page.url,
        canonical_url=canonical,
        outlet=names[0] if names else None,
        published=published,
        modified=modified,
        captured=clocks.of_file(page.captured),
        dateline=dateline.first(paragraphs[:3], published=published.day if published else None),
        authors=authors or bylines.in_lines(found.head) or _names_alone(found.head) or _bodies(meta),
        language=lang,
        section=next((v for _, v in meta.sections), None),
        incomplete="paywall" if _is_cut(meta, walk, paragraphs) else None,
        entries=entries,
        page_sha256=page.sha256,
        reader=reader,
        warnings=(*warnings, *_capture_warning(published, page)),
    )


def _text(
    walk: Walk, root: tree.Element, text: str, meta: Markup, shown: str | None, authors: tuple[str, ...], english: bool
) -> Body:
    """The page's own text; where that is nearly nothing, the text that its markup or its scripts carry."""
    own = body.read_body(
        walk, headline=shown, authors=authors, descriptions=tuple(v for _, v in meta.descriptions), english=english
    )
    size = _words(own.paragraphs)
    given = spare.paragraphs(meta.body or "")
    if size < _FEW_WORDS and not given:
        given = spare.from_scripts(root)
    if _words(given) > max(_LONGER * size, 20 if not size else _FEW_WORDS):
        return Body(given, own.head)
    if not own.paragraphs:
        return Body(spare.by_trafilatura(text), ())
    return own


def _words(paragraphs: Iterable[str]) -> int:
    return sum(max(p.count(" ") + 1, len(p) // 12) for p in paragraphs)


def _labels(url: str | None) -> tuple[str, ...]:
    """What the address calls the outlet: "n-tv.de" and "n-tv" for www.n-tv.de."""
    host = outlets.host(url).removeprefix("www.")
    return (host, host.split(".")[0]) if "." in host else ()


def _markup_authors(meta: Markup, outlets_names: tuple[str, ...]) -> tuple[str, ...]:
    """The people that the best place in the markup names; the outlet itself only where no place names anybody else."""
    for _, values in meta.authors:
        if people := bylines.cleaned(values, outlets_names):
            return people
    return ()


def _names_alone(head: Iterable[str]) -> tuple[str, ...]:
    """A line right over the text that is nothing but a name."""
    last = list(head)[-3:]
    return next(((line,) for line in reversed(last) if bylines.is_name(line) and not line.isupper()), ())


def _bodies(meta: Markup) -> tuple[str, ...]:
    """The outlet or agency that the markup names as the author, where it names no person."""
    return bylines.cleaned(meta.authors[0][1]) if meta.authors else ()


def _is_cut(meta: Markup, walk: Walk, paragraphs: tuple[str, ...]) -> bool:
    """Whether a page that is not free shows only the beginning of its text."""
    if meta.free is not False:
        return False
    size = _words(paragraphs)
    longer = bool(meta.word_count and meta.word_count > 1.3 * size)
    return longer or size < 120 or (size < 600 and any(_WALL.search(b.text) for b in walk.blocks if b.words < 60))


def _capture_warning(published: Clock | None, page: Page) -> tuple[str, ...]:
    if published and page.captured and (published.day - page.captured.date()).days > 1:
        return (f"published {published.day}, after the capture of {page.captured.date()}",)
    return ()
