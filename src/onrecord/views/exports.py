"""Statements as rows of a spreadsheet: the same columns in CSV files and on the site."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator

from onrecord.store.rows import StatementRow

COLUMNS = (
    "id", "published", "outlet", "headline", "address", "speaker", "speaker_type", "role", "body", "kind", "medium",
    "quote", "prompt", "addressee", "occasion", "place", "said", "confidence", "article_id",
)  # fmt: skip

# A cell that begins like a formula would be run by a spreadsheet; a quotation mark before it keeps it text.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class _Line:
    """What `csv` writes into: it keeps the last line only, so that rows stream."""

    text = ""

    def write(self, text: str) -> None:
        self.text = text


def csv_lines(rows: Iterable[StatementRow], *, bom: bool = False) -> Iterator[str]:
    """Header and one line per statement, RFC 4180; with `bom` as Excel wants UTF-8 marked."""
    line = _Line()
    writer = csv.writer(line)
    writer.writerow(COLUMNS)
    yield ("\ufeff" if bom else "") + line.text
    for row in rows:
        writer.writerow([_cell(getattr(row, name)) for name in COLUMNS])
        yield line.text


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text
