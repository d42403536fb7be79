"""The archive: captures as WARC files and everything found in them in a database, safe against a kill at any moment."""

from onrecord.store.archive import Archive
from onrecord.store.query import ArticleQuery, Order, StatementQuery
from onrecord.store.rows import (
    Added,
    AddState,
    ArticleRow,
    Count,
    Facet,
    FailureRow,
    Problem,
    Severity,
    Slice,
    StatementRow,
    Tally,
    Totals,
    VersionRow,
)

__all__ = [
    "AddState",
    "Added",
    "Archive",
    "ArticleQuery",
    "ArticleRow",
    "Count",
    "Facet",
    "FailureRow",
    "Order",
    "Problem",
    "Severity",
    "Slice",
    "StatementQuery",
    "StatementRow",
    "Tally",
    "Totals",
    "VersionRow",
]
