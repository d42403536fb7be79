"""The addresses of one page of every kind, for whatever walks over all of them."""

from __future__ import annotations

from pathlib import Path

from onrecord.store import Archive, StatementQuery
from onrecord.web.site import key_path


def every_page(folder: Path) -> dict[str, str]:
    """Name -> path with its query; the article is the one with most statements."""
    with Archive.open(folder) as archive:
        article = max(archive.every_article(), key=lambda a: a.statements)
        rows = archive.statements(StatementQuery(article_id=article.id)).rows
        statement = next((s for s in rows if s.prompt), rows[0])
        person = archive.tallies("person").rows[0].value
        body = archive.tallies("body").rows[0].value
        country = archive.tallies("country").rows[0].value
        outlet = archive.tallies("outlet").rows[0].value
    return {
        "front": "/",
        "news": "/news",
        "article": f"/articles/{article.id}",
        "statement": f"/statements/{statement.id}",
        "people": "/people",
        "person": key_path("people", person),
        "bodies": "/bodies",
        "body": key_path("bodies", body),
        "countries": "/countries",
        "country": key_path("countries", country),
        "outlets": "/outlets",
        "outlet": key_path("outlets", outlet),
        "search": "/search?q=iodine",
        "search-empty": "/search?q=zebrafish",
        "verify": "/verify?q=total+nonsense%2C+if+we+use+the+army&speaker=Lukashenko",
        "subscribe": "/subscribe?to=person%3Aaleksandr+lukashenko",
        "family": f"/families/{statement.id}",
        "history": f"/articles/{article.id}/history",
        "changes": "/changes",
        "sources": "/sources",
        "about": "/about",
        "api": "/api",
        "missing": "/articles/nothing",
    }
