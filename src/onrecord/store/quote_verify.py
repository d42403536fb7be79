"""Questions about quotations, answered from the archive: is this on record, who else printed it, what else was said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from onrecord.errors import NotFound
from onrecord.quotes.judge import judge, quotation
from onrecord.quotes.showing import compared
from onrecord.quotes.verdict import Answer, Step, Verdict
from onrecord.quotes.words import keys as folded
from onrecord.store import keys, quote_history, quote_speakers, quotes
from onrecord.store.db import Database
from onrecord.store.quote_history import Notice

AROUND = timedelta(days=7)  # a claimed date is that of speaking; it is printed that day or in the days after
EARLIER = timedelta(days=2)  # or, by another zone, before
NAMED_OUTLETS = 12  # outlets that the coverage names
MOST = 500  # printings of one family that are read


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was looked into: so many outlets, articles and statements, from the first to the last day of publication.

    `near` counts the articles published around the day claimed, where one is.
    """

    outlets: int
    articles: int
    statements: int
    first_day: str | None
    last_day: str | None
    names: tuple[str, ...] = ()
    near: int | None = None


@dataclass(frozen=True, slots=True)
class Printing:
    """One article that prints the words."""

    statement_id: str
    article_id: str
    outlet: str | None
    address: str | None
    headline: str | None
    published: str | None
    captured: str | None
    speaker: str | None
    kind: str
    quote: str
    origin: int  # articles with the same number are copies of one text
    current: bool  # False in a version that the outlet has since replaced

    @property
    def when(self) -> str:
        """What printings are put in order by: publication, else capture."""
        return self.published or self.captured or "9999"


@dataclass(frozen=True, slots=True)
class Variant:
    """One wording, the steps to it from the wording that appeared first, and who printed it, earliest first."""

    quote: str
    steps: tuple[Step, ...]
    printings: tuple[Printing, ...]


@dataclass(frozen=True, slots=True)
class Family:
    """All that report the same words: variants in order of first appearance, articles and independent origins. The
    versions of one address are one article."""

    id: int
    variants: tuple[Variant, ...]
    articles: int
    origins: int
    outlets: int
    complete: bool = True  # False if there are more printings than are read

    @property
    def copies(self) -> int:
        return self.articles - self.origins


@dataclass(frozen=True, slots=True)
class Verified:
    """A verdict with everything that a reader needs to weigh it."""

    verdict: Verdict
    coverage: Coverage
    family: Family | None = None  # of the statement that explains the quotation best
    changes: tuple[Notice, ...] = ()  # of that statement: what its outlet changed later, and what it said before


def verify(db: Database, text: str, *, speaker: str | None = None, day: date | None = None) -> Verified:
    """How a quotation stands to the archive. Raises `UsageError` for a text that cannot be a quotation."""
    with db.snapshot():
        candidates = quotes.candidates(db, quotation(text).keys)
        verdict = judge(
            text,
            candidates,
            speaker=speaker,
            knowing=lambda claimed, found: quote_speakers.knowing(db, claimed, found),
            wider=lambda found: quotes.paragraphs(db, found),
        )
        first = next((m.passage for m in verdict.matches if m.passage.id), None)
        found = family(db, first.id) if first and first.id else None
        verdict = replace(verdict, notes=(*verdict.notes, *_dated(verdict, day), *_behind(db)))
        changed = quote_history.notices(db, first.id) if first and first.id else ()
        return Verified(verdict, coverage(db, day), found, changed)


def _behind(db: Database) -> Iterable[str]:
    """What to say where the archive holds articles that are not looked into."""
    if db.row("SELECT 1 FROM quote_backlog LIMIT 1"):
        yield "articles that an older version added are not looked into yet: run `onrecord reindex`"


def _dated(verdict: Verdict, day: date | None) -> Iterable[str]:
    """What to say of a claimed date that the pages found do not agree with."""
    if day is None or not verdict.matches or verdict.answer is Answer.NOT_ON_RECORD:
        return
    days = sorted({m.passage.source.published[:10] for m in verdict.matches if m.passage.source.published})
    low, high = (day - EARLIER).isoformat(), (day + AROUND).isoformat()
    if days and not any(low <= d <= high for d in days):
        yield f"printed on {days[0]}{f' to {days[-1]}' if len(days) > 1 else ''}, not around {day.isoformat()}"


def coverage(db: Database, day: date | None = None) -> Coverage:
    """What the archive covers, from the sums that it keeps."""
    rows = db.rows(
        "SELECT label, articles, statements, first_day, last_day FROM tallies "
        "WHERE dimension = 'outlet' AND articles > 0 ORDER BY statements DESC, value"
    )
    near = None
    if day is not None:
        bounds = {"low": keys.day_floor(day - EARLIER), "high": keys.day_ceiling(day + AROUND)}
        ((near,),) = db.rows("SELECT count(*) FROM articles WHERE n >= :low AND n < :high AND current = 1", bounds)
    return Coverage(
        len(rows),
        sum(int(r[1]) for r in rows),
        sum(int(r[2]) for r in rows),
        min((r[3] for r in rows), default=None),
        max((r[4] for r in rows), default=None),
        tuple(r[0] for r in rows[:NAMED_OUTLETS] if r[0]),
        near,
    )


def family(db: Database, statement_id: str) -> Family:
    """The family of a statement. Raises `NotFound`."""
    row = db.row("SELECT quote FROM statements WHERE id = :id", {"id": statement_id})
    if row is None:
        raise NotFound(f"no statement {statement_id!r} in the archive: `onrecord search` shows ids with --json")
    text = quotes.text_of(db, row[0])
    if text is None:
        raise NotFound(f"statement {statement_id} has no words to compare it by: it holds signs only")
    return family_of(db, text)


def family_of(db: Database, text: int) -> Family:
    """The family of a text by its number (store/quotes.py)."""
    id_ = quotes.family_number(db, text)
    printed = sorted(_printings(db, id_), key=lambda p: (p.when, p.statement_id))
    by_words: dict[tuple[str, ...], list[Printing]] = {}
    for printing in printed:
        by_words.setdefault(folded(printing.quote), []).append(printing)
    groups = list(by_words.values())
    variants = tuple(Variant(g[0].quote, compared(g[0].quote, groups[0][0].quote), tuple(g)) for g in groups)
    return Family(
        id_,
        variants,
        len({p.address or p.article_id for p in printed}),
        _origins(printed),
        len({p.outlet for p in printed}),
        len(printed) < MOST,
    )


def _origins(printed: Sequence[Printing]) -> int:
    """How many origins are left once versions of one address, and copies of one text, count once."""
    founder: dict[str | int, str | int] = {}

    def root(x: str | int) -> str | int:
        while (above := founder.setdefault(x, x)) != x:
            x = above
        return x

    for p in printed:
        founder[root(p.address or p.article_id)] = root(p.origin)
    return len({root(p.origin) for p in printed})


def _printings(db: Database, family: int) -> list[Printing]:
    sql = """
        SELECT s.id, a.id, a.outlet, a.address, a.headline, a.published, a.captured, s.speaker, s.kind, s.quote,
            coalesce(o.origin, a.n), a.current
        FROM (SELECT :family AS text UNION SELECT text FROM quote_families WHERE family = :family) f
        JOIN quote_places p ON p.text = f.text AND p.first IS NULL
        JOIN statements s ON s.n = p.article + p.passage
        JOIN articles a ON a.n = p.article
        LEFT JOIN quote_origins o ON o.article = a.n
        LIMIT :limit
    """
    rows = db.rows(sql, {"family": family, "limit": MOST})
    return [replace(Printing(*r), current=bool(r[-1])) for r in rows]


def copies(db: Database, article_id: str) -> tuple[str, tuple[str, ...]]:
    """The article that stands for an article's origin, and its copies: ids. Raises `NotFound`."""
    row = db.row("SELECT n FROM articles WHERE id = :id", {"id": article_id})
    if row is None:
        raise NotFound(f"no article {article_id!r} in the archive: `onrecord list` shows ids")
    origin = quotes.origin_of(db, row[0])
    sql = (
        "SELECT a.n, a.id FROM articles a LEFT JOIN quote_origins o ON o.article = a.n "
        "WHERE a.n = :origin OR o.origin = :origin ORDER BY a.n"
    )
    rows = db.rows(sql, {"origin": origin})
    first = next((id_ for n, id_ in rows if n == origin), article_id)
    return first, tuple(id_ for n, id_ in rows if n != origin)
