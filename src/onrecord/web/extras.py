"""Lines that a page says of what stands elsewhere in the archive: other reports of the same words, and changes."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.errors import NotFound
from onrecord.store import ArticleRow, StatementRow, quote_history, quote_verify
from onrecord.web.site import Site


@dataclass(frozen=True, slots=True)
class FamilyLine:
    """One line on the family that a statement belongs to."""

    id: str
    reports: int
    origins: int


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One change of a statement or an article: a sentence, the other words, and where more stands."""

    text: str
    words: str | None
    path: str


def family_of(site: Site, row: StatementRow) -> FamilyLine | None:
    """Who else printed the words; None if nobody did."""
    try:
        found = quote_verify.family(site.archive.db, row.id)
    except NotFound:
        return None
    return FamilyLine(row.id, found.articles, found.origins) if found.articles > 1 else None


def statement_changes(site: Site, row: StatementRow) -> list[ChangeLine]:
    """That the quotation was changed or withdrawn after it was printed, or was other before."""
    texts = {
        "changed": site.language("This quotation was changed on %s. It then read:"),
        "gone": site.language("This quotation was withdrawn: the page captured on %s no longer has it."),
        "was": site.language("This quotation was changed on %s. Before that it read:"),
    }
    lines = []
    for notice in quote_history.notices(site.archive.db, row.id):
        if notice.what in texts:
            text = texts[notice.what] % site.language.when(notice.at[:10])
            lines.append(ChangeLine(text, notice.words, f"/articles/{row.article_id}/history"))
    return lines


def article_changes(site: Site, row: ArticleRow, versions: int) -> list[ChangeLine]:
    """That the page was changed after it was first captured."""
    if versions < 2:
        return []
    text = (
        site.language("The text of this page was changed after it was first captured: %s versions are kept.") % versions
    )
    return [ChangeLine(text, None, f"/articles/{row.id}/history")]
