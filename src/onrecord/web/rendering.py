"""The templates' environment: what every template may call, and the pieces that are drawn so often that they are drawn
here."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import jinja2
from markupsafe import Markup, escape

import onrecord
from onrecord.views import html, words
from onrecord.web import language
from onrecord.web.addresses import fingerprint, key_path, static

if TYPE_CHECKING:
    from onrecord.web.site import Site


def environment(site: Site) -> jinja2.Environment:
    """Everything is escaped; a name that a page did not give is an error, not an empty place."""
    made = jinja2.Environment(
        loader=jinja2.PackageLoader("onrecord.web", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
        auto_reload=False,
    )
    made.install_gettext_translations(site.language.translations, newstyle=True)  # type: ignore[attr-defined]
    made.globals |= {
        "site": site,
        "settings": site.settings,
        "language": site.language,
        "url": site.url,
        "absolute": site.absolute,
        "key_path": key_path,
        "style": f"/style-{fingerprint(static('style.css'))}.css",
        "country": language.country,
        "language_of": lambda code: language_of(code, site.language.code),
        "direction_of": language.direction_of,
        "version": onrecord.__version__,
    }
    made.filters |= {
        "when": site.language.when,
        "short": site.language.short,
        "number": lambda n: f"{n:,}".replace(",", "\u202f"),  # a narrow space in the thousands, right in any language
        "kind": site.language.kind,
        "clock": words.clock,
    }
    return made


def words_shown(quote: str, terms: Sequence[str]) -> Markup:
    """The words of a statement in a list, those that a search found marked."""
    runs = html.highlighted(html.shortened(quote), terms)
    return Markup("").join(Markup("<mark>%s</mark>") % text if hit else escape(text) for text, hit in runs)


@lru_cache(maxsize=1024)
def language_of(code: str | None, around: str) -> Markup:
    """The attributes of an element whose words are in another language than the page around it."""
    lang = Markup(' lang="%s"') % code if code and code != around else Markup("")
    direction = language.direction_of(code)
    same = direction == language.direction_of(around)
    return lang if same else lang + Markup(' dir="%s"') % direction
