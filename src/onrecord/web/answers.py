"""An answer in all its forms. A page says what it knows; which form goes out, and whether it goes out at all
(`If-None-Match`), is decided here."""

from __future__ import annotations

import csv
import io
import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from typing import Any

import msgspec
from fastapi import Request, Response
from fastapi.responses import StreamingResponse

from onrecord.views import exports, feeds
from onrecord.web import formats, problems
from onrecord.web.formats import Format
from onrecord.web.site import Site, fingerprint

Lines = Callable[[bool], Iterator[str]]  # lines of CSV, streamed; with a byte order mark on request


@dataclass(kw_only=True)
class Answer:
    """What a page knows. Every field after `template` is one more form in which it can be had; called only if asked."""

    template: str
    context: dict[str, Any] = field(default_factory=dict)
    json: Callable[[], Any] | None = None
    csv: Lines | None = None
    jsonld: Callable[[], Any] | None = None
    annotation: Callable[[], Any] | None = None
    feed: Callable[[], feeds.Feed] | None = None
    text: Callable[[], str] | None = None
    modified: datetime | None = None
    next: str | None = None  # address of the next slice
    status: int = 200
    keep: bool = True  # may be remembered by caches; what belongs to one reader is not

    @property
    def offered(self) -> tuple[Format, ...]:
        given = (
            (formats.JSON, self.json),
            (formats.CSV, self.csv),
            (formats.JSONLD, self.jsonld),
            (formats.ANNOTATION, self.annotation),
            (formats.TEXT, self.text),
        )
        feed = formats.FEEDS if self.feed else ()
        return (formats.HTML, *(one for one, make in given if make), *feed)


def respond(site: Site, request: Request, answer: Answer) -> Response:
    """The answer in the form that the request asks for. Raises `Problem` 404 or 406 for a form that it has not."""
    wanted = _wanted(request, answer)
    if wanted is formats.CSV and answer.csv:
        return _download(request, answer.csv)
    body = _body(site, request, answer, wanted)
    headers = {
        "ETag": f'"{fingerprint(body)}"',
        "Vary": "Accept",
        "Cache-Control": "no-cache" if answer.keep else "no-store",
    }
    if answer.modified:
        headers["Last-Modified"] = format_datetime(answer.modified.astimezone(UTC), usegmt=True)
    if answer.next:
        headers["Link"] = f'<{site.absolute(answer.next)}>; rel="next"'
    if answer.status == 200 and answer.keep:
        shelved = headers | {"Content-Type": wanted.media_type, "Content-Length": str(len(body))}
        request.app.state.shelf.put(request, request.scope["onrecord.revision"], shelved, body)
    if answer.status == 200 and _unchanged(request, headers, answer.modified):
        return Response(status_code=304, headers=headers)
    return Response(body, status_code=answer.status, media_type=wanted.media_type, headers=headers)


def _wanted(request: Request, answer: Answer) -> Format:
    suffix: Format | None = request.scope.get("onrecord.format")
    if suffix is not None:
        if suffix not in answer.offered:
            raise problems.problem(404, f"this page has no form {suffix.suffix}: it has {_names(answer.offered)}")
        return suffix
    chosen = formats.choose(request.headers.get("accept", ""), answer.offered)
    if chosen is None:
        raise problems.problem(406, f"this page can be had as {_names(answer.offered)}")
    return chosen


def _names(offered: Sequence[Format]) -> str:
    return ", ".join(one.media_type.partition("; charset")[0] for one in offered)


def _body(site: Site, request: Request, answer: Answer, wanted: Format) -> bytes:
    if wanted is formats.HTML:
        alternates = [one for one in answer.offered if one is not formats.HTML]
        path = request.scope["path"]
        query = f"?{request.url.query}" if request.url.query else ""
        return site.render(answer.template, here=path, query=query, alternates=alternates, **answer.context)
    if wanted in formats.FEEDS and answer.feed:
        return feeds.write(answer.feed(), wanted.name)
    if wanted is formats.TEXT and answer.text:
        return answer.text().encode("utf-8", "replace")
    makers = {formats.JSON: answer.json, formats.JSONLD: answer.jsonld, formats.ANNOTATION: answer.annotation}
    make = makers[wanted]
    assert make is not None
    return msgspec.json.format(msgspec.json.encode(make()), indent=1)


def _download(request: Request, make: Lines) -> Response:
    """Rows as they come, however many: memory does not grow with them. `?excel` marks them as UTF-8 for Excel."""
    name = "".join(c if c.isascii() and c.isalnum() else "-" for c in request.scope["path"].strip("/"))[:60]
    headers = {
        "Content-Disposition": f'attachment; filename="{name or "onrecord"}.csv"',
        "Vary": "Accept",
        "Cache-Control": "no-cache",
    }
    return StreamingResponse(make("excel" in request.query_params), media_type=formats.CSV.media_type, headers=headers)


def csv_lines(header: Sequence[str], rows: Iterable[Sequence[Any]], *, bom: bool) -> Iterator[str]:
    """RFC 4180. A cell that a spreadsheet would take for a formula gets an apostrophe."""
    line = io.StringIO()
    writer = csv.writer(line)
    for i, row in enumerate(itertools.chain([header], rows)):
        writer.writerow([_cell(value) for value in row])
        yield ("\ufeff" if bom and i == 0 else "") + line.getvalue()
        line.seek(0)
        line.truncate()


def _cell(value: Any) -> Any:
    if isinstance(value, str) and value.startswith(exports.FORMULA):
        return "'" + value
    return "" if value is None else value


def _unchanged(request: Request, headers: dict[str, str], modified: datetime | None) -> bool:
    """Whether the reader has this already: by its tag, or where it sends none by the time (RFC 9110, 13.2.2)."""
    if tags := request.headers.get("if-none-match"):
        known = {tag.strip().removeprefix("W/") for tag in tags.split(",")}
        return "*" in known or headers["ETag"] in known
    since = request.headers.get("if-modified-since")
    if not since or not modified:
        return False
    try:
        return modified.replace(microsecond=0) <= parsedate_to_datetime(since)
    except (TypeError, ValueError):
        return False
