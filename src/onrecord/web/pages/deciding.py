"""What people decide about the directory, over the API: merge, split, rename. Rows as from the command line."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response

from onrecord.errors import NotFound, UsageError
from onrecord.store import curation, directory
from onrecord.store.db import Database
from onrecord.store.directory import Decision, PartyRow
from onrecord.store.keys import name_key
from onrecord.web import shapes
from onrecord.web.pages.common import TheSite, documented
from onrecord.web.pages.subscribe import in_thread
from onrecord.web.pages.writing import UNAUTHORISED, json_body, json_of, may_write
from onrecord.web.site import Site, key_path
from onrecord.web.wishes import Merge, Rename, Split

router = APIRouter(dependencies=[Depends(may_write)])

Wanted = Merge | Rename | Split
EXAMPLE = {
    "act": "merge",
    "party": "A. Lukashenka",
    "into": "Aleksandr Lukashenko",
    "by": "Ada Fell, desk",
    "reason": "two spellings of one name",
}
BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": {
                    "oneOf": [{"$ref": f"#/components/schemas/{act}"} for act in ("Merge", "Rename", "Split")],
                    "discriminator": {
                        "propertyName": "act",
                        "mapping": {act.lower(): f"#/components/schemas/{act}" for act in ("Merge", "Rename", "Split")},
                    },
                },
                "example": EXAMPLE,
            }
        },
    }
}


@router.post(
    "/decisions",
    responses=documented(shapes.DecisionData, status=201) | UNAUTHORISED,
    openapi_extra=BODY,
    status_code=201,
    summary="Merge, split or rename a person or body",
)
async def decide(request: Request, site: TheSite) -> Response:
    """The decision stays on record with who made it and why, and holds for what comes, too. Of several of one name give
    the id, as `/people/NAME.json` has it."""
    wanted: Wanted = json_body(await request.body(), request, Wanted)  # type: ignore[arg-type]
    return await in_thread(_decide, site, wanted)


@router.get("/decisions", responses=documented(shapes.Decisions) | UNAUTHORISED, summary="What was decided")
def decisions(
    site: TheSite,
    party: Annotated[str, Query(max_length=300, description="A name or an id", examples=["Aleksandr Lukashenko"])],
    kind: Annotated[str, Query(pattern="^(person|body)$")] = "person",
) -> Response:
    """What was decided about a person or body, newest first; `by` machine or a person."""
    db = site.archive.db
    row = _only(db, kind, party)
    items = [_data(site, one, row) for one in directory.decisions(db, row.id)]
    return json_of(shapes.Decisions(items=items))


def _decide(site: Site, wanted: Wanted) -> Response:
    db = site.writable.db
    who, why = wanted.by.strip(), wanted.reason.strip()
    if not who:
        raise UsageError("by whom? `by` stays on record with the decision")
    with db.writing():
        row = _only(db, wanted.kind, wanted.party)
        match wanted:
            case Merge():
                other = _only(db, wanted.kind, wanted.into)
                curation.merge(db, row.id, other.id, by=who, reason=why)
                about, shown = row.id, other.id
            case Rename():
                curation.rename(db, row.id, wanted.name.strip(), by=who, reason=why)
                about = shown = row.id
            case Split():
                choice = curation.Choice(wanted.spelled, wanted.articles, wanted.body, wanted.country, wanted.since)
                name = wanted.name.strip() or None if wanted.name else None
                about = shown = curation.split(db, row.id, choice.test(), name=name, by=who, reason=why)
        made = directory.decisions(db, about, 1)[0]
        now = directory.party(db, shown)
    return json_of(_data(site, made, now), 201)


def _only(db: Database, kind: str, name: str) -> PartyRow:
    """The one of that name or id. Raises `NotFound`, and `UsageError` where several share it."""
    found = directory.named(db, kind, name)
    if not found:
        raise NotFound(f"no {kind} called {name[:80]!r} is on record here")
    if len(found) > 1:
        listed = "; ".join(f"{r.name} [{r.id}], {r.statements} statements" for r in found[:5])
        raise UsageError(f"{len(found)} are called {name[:80]!r}, give an id: {listed}")
    return found[0]


def _data(site: Site, made: Decision, shown: PartyRow) -> shapes.DecisionData:
    path = f"/people/{shown.id}" if shown.kind == "person" else key_path("bodies", name_key(shown.name))
    shared = {name: getattr(made, name) for name in ("n", "made", "by", "act", "party", "other", "name")}
    return shapes.DecisionData(reason=made.reasons, address=site.absolute(path), **shared)
