"""Pages -> Records, streaming: read the article, find its statements, resolve their speakers.

A page that cannot become a record becomes a `Failure`, and the stream goes on. Texts go to the tagger in small
batches, so memory does not grow with the number of pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from itertools import islice

import onrecord
from onrecord import page as pages_
from onrecord import people, speech
from onrecord.errors import OnrecordError, UsageError
from onrecord.model import Article, Failure, Page, Record, Statement, Versions
from onrecord.people.registers import Holding, read_ftm
from onrecord.speech.tagging import Tagger, Tagging

# Pages in flight. The tagger cuts texts into windows and batches those itself; a larger number here only holds more
# pages in memory.
BATCH = 16

LANGUAGES = frozenset({"en"})  # what model and rules were made for and measured on

RULES = "2026.11.2"  # raised when the rules of reading, finding or resolving change what they give


@dataclass(frozen=True)
class Found:
    """A page with the record that came out of it."""

    page: Page
    record: Record


@lru_cache(maxsize=1)
def default_tagger() -> Tagger:
    """The trained model that ships with the package. Loads it on the first call."""
    from onrecord import tagger

    return tagger.load()


@lru_cache(maxsize=1)
def sample_offices() -> people.Offices:
    """Who held which office, by the small register that ships with the package."""
    lines = resources.files("onrecord").joinpath("data/register/offices.ftm.jsonl").read_text("utf-8").splitlines()
    return people.Register(h for h in read_ftm(lines) if isinstance(h, Holding))


def rule_tagger() -> Tagger:
    """The tagger without a model: rules alone."""
    return speech.RuleTagger()


TAGGERS: dict[str, Callable[[], Tagger]] = {"model": default_tagger, "rules": rule_tagger}


def tagger_named(name: str) -> Tagger:
    """The tagger of that name. Raises `UsageError` for a name that is none."""
    if name not in TAGGERS:
        raise UsageError(f"no tagger {name!r}: give one of {', '.join(TAGGERS)}")
    return TAGGERS[name]()


def record(article: Article, *, tagger: Tagger | None = None) -> Record:
    """Everything that can be found in one article."""
    return next(records_of([article], tagger=tagger))


def records_of(
    articles: Iterable[Article], *, tagger: Tagger | None = None, offices: people.Offices | None = None
) -> Iterator[Record]:
    """One record per article, in order. `offices` tells who held an office on the day of an article."""
    tagger = tagger or default_tagger()
    stream = iter(articles)
    while batch := list(islice(stream, BATCH)):
        taggings = tagger.tag(article.text for article in batch)
        headlines = tagger.tag(article.headline or "" for article in batch)
        for article, tagging, headline in zip(batch, taggings, headlines, strict=True):
            yield _assemble(article, tagging, headline, tagger.version, offices)


def records(
    pages: Iterable[Page | Failure], *, tagger: Tagger | None = None, offices: people.Offices | None = None
) -> Iterator[Found | Failure]:
    """A `Found` or a `Failure` for every page, in order; failures that come in pass through."""
    tagger = tagger or default_tagger()
    stream = iter(pages)
    while batch := list(islice(stream, BATCH)):
        read = [p if isinstance(p, Failure) else read_or_fail(p) for p in batch]
        made = records_of([a for a in read if isinstance(a, Article)], tagger=tagger, offices=offices)
        for page, outcome in zip(batch, read, strict=True):
            if isinstance(outcome, Failure):
                yield outcome
            elif isinstance(page, Page):
                yield Found(page, next(made))


def extract(text: str, *, tagger: Tagger | None = None) -> tuple[Statement, ...]:
    """The statements of a text; offsets are into the text as given. Paragraphs are separated by line feeds."""
    return next(extract_many([text], tagger=tagger))


def extract_many(texts: Iterable[str], *, tagger: Tagger | None = None) -> Iterator[tuple[Statement, ...]]:
    """The statements of each text, in order, streaming."""
    tagger = tagger or default_tagger()
    stream = iter(texts)
    while batch := list(islice(stream, BATCH)):
        for text, tagging in zip(batch, tagger.tag(batch), strict=True):
            yield _find(text, tagging).statements


def doubt(language: str | None) -> str | None:
    """What to say of statements found in a text of this language; None where nothing speaks against them."""
    if language is None or language in LANGUAGES:
        return None
    return f"the text is in another language ({language}) than statements are found in (en): read them with doubt"


def language_of(text: str) -> str | None:
    """BCP 47 primary tag of a text, None where it is too short to tell."""
    return pages_.language.language(text)


def read_or_fail(page: Page) -> Article | Failure:
    """The article that a page prints, or why there is none."""
    try:
        return pages_.read(page)
    except OnrecordError as e:
        return Failure(page.address, "read", str(e))


def _find(
    text: str, tagging: Tagging, article: Article | None = None, offices: people.Offices | None = None
) -> people.Resolved:
    start = article.dateline.span.end if article and article.dateline else 0
    language = article.language if article else language_of(text)
    published = article.published.day if article and article.published else None
    statements = speech.find(text, tagging, start=start, language=language, published=published)
    known = offices or (sample_offices() if article else None)
    return people.resolve(text, statements, mentions=tagging.mentions, article=article, offices=known)


def _assemble(
    article: Article, tagging: Tagging, headline: Tagging, tagger: str, offices: people.Offices | None
) -> Record:
    found = _find(article.text, tagging, article, offices)
    in_headline = speech.find(article.headline, headline) if article.headline else ()
    versions = Versions(onrecord.__version__, RULES, tagger)
    return Record(article, found.statements, versions, found.entities, in_headline)
