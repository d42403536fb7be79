"""What can be followed: everything, a person, a body, a country, an outlet, a family of reports, or a search."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from urllib.parse import parse_qsl, quote, urlencode

from onrecord.errors import UsageError
from onrecord.people.countries import NAME_OF
from onrecord.store import Order, StatementQuery

KINDS = ("all", "person", "body", "country", "outlet", "family", "search")
PATHS = {"person": "people", "body": "bodies", "country": "countries", "outlet": "outlets", "family": "families"}
SEARCHED = (
    "q",
    "phrase",
    "speaker",
    "body",
    "kind",
    "medium",
    "outlet",
    "language",
    "country",
    "person",
    "since",
    "until",
)
LIMIT = 2_000  # characters of a target


@dataclass(frozen=True, slots=True)
class Target:
    """`kind` is one of `KINDS`; `key` the archive's key, or for a search its query string in one fixed order."""

    kind: str = "all"
    key: str = ""

    def __post_init__(self) -> None:
        if self.kind not in KINDS or bool(self.key) != (self.kind != "all"):
            raise UsageError(
                f"cannot follow {self.kind}:{self.key[:60]}: give all, or one of {', '.join(KINDS[1:])} and a key"
            )

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}" if self.key else self.kind

    @property
    def path(self) -> str:
        """The page of the site that shows the same; with a suffix it is the feed."""
        if self.kind == "all":
            return "/front"
        if self.kind == "search":
            return "/search"
        return f"/{PATHS[self.kind]}/{quote(self.key.replace(' ', '-'), safe='')}"

    @property
    def query_string(self) -> str:
        return f"?{self.key}" if self.kind == "search" else ""

    def query(self) -> StatementQuery:
        """The archive's question for it. Raises `UsageError` for a family, which is asked for otherwise."""
        if self.kind == "family":
            raise UsageError("a family is no query of statements")
        if self.kind == "search":
            return search_query(dict(parse_qsl(self.key)))
        field = {"person": "speaker_key", "body": "body_key", "country": "country", "outlet": "outlet"}.get(self.kind)
        return StatementQuery(**{field: self.key}) if field else StatementQuery()  # type: ignore[arg-type]

    def words(self) -> str:
        """The target in words, where no label is known."""
        if self.kind == "all":
            return "all statements"
        if self.kind == "country":
            return NAME_OF.get(self.key, self.key.upper())
        if self.kind == "search":
            return " · ".join(value for _, value in parse_qsl(self.key))
        return self.key


def parse(text: str) -> Target:
    """`person:aleksandr lukashenko`, `search:q=peace&kind=direct`, `all` or nothing. Raises `UsageError`."""
    if len(text) > LIMIT:
        raise UsageError(f"a target of {len(text)} characters: at most {LIMIT}; shorten the search")
    if any(ord(c) < 32 for c in text):
        raise UsageError("a target with line breaks or control characters: take the link from the page to be followed")
    kind, _, key = (text or "all").partition(":")
    if kind == "search":
        return of_search(dict(parse_qsl(key)))
    return Target(kind, key)


def of_search(given: dict[str, str]) -> Target:
    """The target of a search; what is not part of the question (order, cursor) is left out. Raises `UsageError`."""
    kept = [(name, given[name]) for name in SEARCHED if given.get(name)]
    search_query(dict(kept))
    return Target("search", urlencode(kept)) if kept else Target()


def search_query(given: dict[str, str]) -> StatementQuery:
    """The question that the search form's fields ask. Raises `UsageError` for a day or an order that is none."""
    names = {f.name for f in fields(StatementQuery)}
    renamed = {"q": "words", "person": "speaker_key"}
    values: dict[str, object] = {renamed.get(k, k): v for k, v in given.items() if v and renamed.get(k, k) in names}
    for name in ("since", "until"):
        if name in values:
            values[name] = day(str(values[name]))
    if "order" in values:
        values["order"] = _order(str(values["order"]))
    return StatementQuery(**values)  # type: ignore[arg-type]


def day(text: str) -> date:
    """The day that an ISO date names. Raises `UsageError`."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{text[:40]!r} is not a day: write it as 2022-11-24") from None


def _order(text: str) -> Order:
    try:
        return Order(text)
    except ValueError:
        raise UsageError(f"no order {text[:40]!r}: there are time and relevance") from None
