"""What other parts of the archive add to the pages where they are installed: families of reports, and changes."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.store import ArticleRow, StatementRow
from onrecord.web.site import Site


@dataclass(frozen=True, slots=True)
class FamilyLine:
    """One line on the family that a statement belongs to."""

    id: str
    reports: int
    origins: int


def family_of(site: Site, row: StatementRow) -> FamilyLine | None:
    return None


def statement_changes(site: Site, row: StatementRow) -> list[str]:
    return []


def article_changes(site: Site, row: ArticleRow) -> list[str]:
    return []
