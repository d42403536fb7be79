"""Questions to the archive: what is asked for, in which order, and where the next rows begin."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from onrecord.errors import UsageError

LIMIT = 1_000  # rows of one slice; whoever wants more streams them


class Order(StrEnum):
    TIME = "time"  # newest first
    RELEVANCE = "relevance"  # best first: see `matching`


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementQuery:
    """Which statements. Every field narrows; text fields take any input at all, fields named `_key` an exact key.

    `words` are looked for in the quotation, the speaker's name and office, the question and the headline; `phrase` in
    the quotation, in that order; `speaker` and `body` are words of a name.
    """

    words: str = ""
    phrase: str = ""
    speaker: str = ""
    speaker_key: str | None = None
    body: str = ""
    body_key: str | None = None
    kind: str | None = None
    medium: str | None = None
    outlet: str | None = None  # a name as printed or its key
    language: str | None = None
    country: str | None = None
    since: date | None = None  # local day of publication, inclusive
    until: date | None = None  # inclusive
    article_id: str | None = None
    order: Order = Order.TIME


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleQuery:
    """Which articles. `words` are looked for in the headline and the text."""

    words: str = ""
    outlet: str | None = None
    language: str | None = None
    country: str | None = None
    since: date | None = None
    until: date | None = None
    order: Order = Order.TIME


ALL_STATEMENTS = StatementQuery()
ALL_ARTICLES = ArticleQuery()


def checked_limit(limit: int) -> int:
    """The limit, if it can be meant. Raises `UsageError`."""
    if not 1 <= limit <= LIMIT:
        raise UsageError(f"a limit of {limit} rows: give 1 to {LIMIT}, and use the cursor or an export for more")
    return limit


def time_cursor(n: int) -> str:
    return f"t{n}"


def offset_cursor(offset: int) -> str:
    return f"o{offset}"


def read_cursor(cursor: str | None, kind: str) -> int | None:
    """The number in a cursor of that kind ("t" for time, "o" for an offset); None for the first slice.
    Raises `UsageError` for what no slice of this kind gave."""
    if cursor is None:
        return None
    if not re.fullmatch(rf"{kind}-?[0-9]{{1,18}}" if kind == "t" else rf"{kind}[0-9]{{1,9}}", cursor):
        raise wrong_cursor(cursor)
    return int(cursor[1:])


def wrong_cursor(cursor: str) -> UsageError:
    return UsageError(f"the cursor {cursor[:40]!r} is none of this query's: start again without one")
