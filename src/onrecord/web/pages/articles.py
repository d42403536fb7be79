"""An article with its statements marked, its capture, and a statement on a page of its own."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Path, Request, Response

from onrecord.codec import plain
from onrecord.model import Record, Statement
from onrecord.store import ArticleRow, StatementQuery, StatementRow
from onrecord.views import citations, html, linked, words
from onrecord.views.exports import csv_lines
from onrecord.web import extras, shapes
from onrecord.web.answers import Answer, respond
from onrecord.web.pages.common import TheSite, documented, moment_of
from onrecord.web.site import Site

router = APIRouter()

Id = Annotated[str, Path(max_length=64, examples=["8cf0b9c2b3a1f4d5e6a7"])]
STATEMENTS = 1_000  # of one article; the store gives no more in a slice
LD_TYPES = ("application/ld+json", "text/plain")


@router.get("/articles/{id}", responses=documented(shapes.ArticleFull, "text/csv", *LD_TYPES), summary="An article")
def article(request: Request, site: TheSite, id: Id) -> Response:
    """The text with its statements, the four clocks, the versions, and where the original stands."""
    with site.archive.snapshot():
        row = site.archive.article(id)
        record = site.archive.record(row.id)
        rows = site.archive.statements(StatementQuery(article_id=row.id), limit=STATEMENTS).rows
        versions = site.archive.versions(row.id)
    clocks = [
        (site.language("Published"), record.article.published),
        (site.language("Changed"), record.article.modified),
        (site.language("Captured"), record.article.captured),
        (site.language("Said"), _said(record)),
    ]
    context: dict[str, Any] = {
        "row": row,
        "article": record.article,
        "paragraphs": html.paragraphs(record),
        "rows_by_ordinal": {r.ordinal: r for r in rows} | _missing(record, rows, row),
        "clocks": clocks,
        "dateline": words.dateline(record.article.dateline) if record.article.dateline else "",
        "versions": record.versions,
        "history": versions,
        "latest": versions[-1].article_id if versions else row.id,
        "changes": extras.article_changes(site, row, len({v.article_id for v in versions})),
    }
    answer = Answer(
        template="article.html",
        context=context,
        json=lambda: shapes.ArticleFull(
            article=shapes.article(site, row),
            text=record.article.text,
            statements=[shapes.statement(site, r) for r in rows],
            versions=[{"article": v.article_id, "seen_at": v.seen_at, "page_sha256": v.page_sha256} for v in versions],
            record=plain(record),
        ),
        csv=lambda bom: csv_lines(rows, bom=bom),
        jsonld=lambda: linked.article(record, site.absolute),
        annotation=lambda: linked.annotation_page(record, site.absolute),
        text=lambda: record.article.text,
        modified=moment_of(row.seen_at),
    )
    return respond(site, request, answer)


def _said(record: Record) -> Any:
    """The clock of speaking, where the page's statements agree on one."""
    said = {s.said for s in record.statements if s.said}
    return said.pop() if len(said) == 1 else None


def _missing(record: Record, rows: tuple[StatementRow, ...], row: ArticleRow) -> dict[int, Any]:
    """Nothing, unless an article has more statements than one slice holds: then rows made from the record."""
    known = {r.ordinal for r in rows}
    return {i: _row_of(s, row) for i, s in enumerate(record.statements) if i not in known}


def _row_of(one: Statement, row: ArticleRow) -> dict[str, Any]:
    who = one.speaker
    return {
        "speaker": who.name if who else None,
        "speaker_key": None,
        "speaker_type": str(who.type) if who else None,
        "role": who.role if who else None,
        "body": who.body if who else None,
        "kind": str(one.kind),
        "medium": str(one.medium),
        "language": row.language,
    }


@router.get(
    "/articles/{id}/capture",
    responses={
        200: {
            "description": "The bytes",
            "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
        },
        **{k: v for k, v in documented().items() if k not in (200,)},
    },
    summary="The captured page",
)
def capture(site: TheSite, id: Id) -> Response:
    """The bytes as they were captured, to be saved: shown as a page they could run what they hold."""
    page = site.archive.page(site.archive.article(id).id)
    headers = {
        "Content-Disposition": f'attachment; filename="{page.sha256[:16]}.capture"',
        "ETag": f'"{page.sha256}"',
        "Cache-Control": "no-cache",
    }
    return Response(page.content, media_type="application/octet-stream", headers=headers)


@router.get("/statements/{id}", responses=documented(shapes.StatementData, *LD_TYPES), summary="A statement")
def statement(request: Request, site: TheSite, id: Id) -> Response:
    """The quotation in its context, with question, occasion, chain, anchors with hashes, and how to cite it."""
    with site.archive.snapshot():
        row = site.archive.statement(id)
        article_row = site.archive.article(row.article_id)
        record = site.archive.record(row.article_id)
        versions = site.archive.versions(row.article_id) if not row.current else ()
    index = row.ordinal
    one = record.statements[index]
    parent = None
    if one.parent is not None:
        parent = {
            "id": record.statement_id(one.parent),
            "speaker": record.statements[one.parent].speaker and record.statements[one.parent].speaker.name,  # type: ignore[union-attr]
        }
    source = _source(site, row, record)
    ld = linked.quotation(record, index, site.absolute)
    names = (("content", "Content"), ("cue", "Cue"), ("source", "Source"))
    context: dict[str, Any] = {
        "row": row,
        "article_row": article_row,
        "note": html.note(record, index),
        "passage": html.passage(record, index),
        "parent": parent,
        "latest": versions[-1].article_id if versions else row.article_id,
        "citations": citations.all_styles(source),
        "linked": msgspec.json.format(msgspec.json.encode(ld), indent=1).decode(),
        "anchors": [(site.language(name), getattr(one, field)) for field, name in names if getattr(one, field)],
        "family": extras.family_of(site, row),
        "changes": extras.statement_changes(site, row),
    }
    answer = Answer(
        template="statement.html",
        context=context,
        json=lambda: shapes.statement(site, row),
        jsonld=lambda: ld,
        annotation=lambda: linked.annotation(record, index, site.absolute),
        text=lambda: citations.all_styles(source)[0][1] + "\n",
        modified=moment_of(article_row.seen_at),
    )
    return respond(site, request, answer)


def _source(site: Site, row: StatementRow, record: Record) -> citations.Source:
    one = record.article
    permanent = site.absolute(f"/statements/{row.id}")
    return citations.Source(
        quote=row.quote,
        speaker=row.speaker or site.language("an unnamed speaker"),
        headline=one.headline or site.language("(no headline)"),
        outlet=one.outlet or row.outlet or "",
        published=one.published.day if one.published else None,
        address=one.address or permanent,
        permanent=permanent,
        authors=one.authors,
        accessed=site.today(),
        id=row.id,
    )
