"""The fact-checker's pages: verify a quotation or a draft, one utterance in many reports, changes, evidence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response

from onrecord import pipeline
from onrecord.alerts.targets import Target, day
from onrecord.codec import plain
from onrecord.errors import UsageError
from onrecord.model import Article
from onrecord.quotes.draft import claims
from onrecord.quotes.history import Fate
from onrecord.quotes.verdict import Answer as Verdict
from onrecord.quotes.verdict import Cut, Match
from onrecord.store import StatementRow, quote_evidence, quote_history, quote_verify
from onrecord.store.keys import name_key
from onrecord.web.answers import Answer, respond
from onrecord.web.language import N_
from onrecord.web.pages.common import FEED, FEED_TYPES, Day, Name, TheSite, documented, feed_of
from onrecord.web.pages.subscribe import body_of, form_of, in_thread
from onrecord.web.site import Site

router = APIRouter()

Id = Annotated[str, Path(max_length=64, examples=["8cf0b9c2b3a1f4d5e6a7"])]
Quotation = Annotated[str, Query(max_length=4000, description="The words to be verified", examples=["total nonsense"])]
DRAFT = 120_000  # bytes of a draft, or of a form with one: some 6,000 words, a long article, with every sign escaped
CLAIMS = 60  # quotations of a draft that are looked up

# (title, what it means): the answer in words, the same that `onrecord verify` prints.
TITLES = {
    Verdict.EXACT: (N_("Exact"), N_("It is on record in these words.")),
    Verdict.WORDS_CHANGED: (N_("Words changed"), N_("It is on record in other words.")),
    Verdict.TRUNCATED: (N_("Truncated"), N_("It is on record as part of more.")),
    Verdict.SPLICED: (N_("Spliced"), N_("It is put together from pieces that do not stand together.")),
    Verdict.INDIRECT_AS_DIRECT: (
        N_("Indirect speech turned into a quotation"),
        N_("It is on record, but not in quotation marks."),
    ),
    Verdict.ANOTHER_SPEAKER: (N_("Another speaker"), N_("It is on record as somebody else's words.")),
    Verdict.NOT_ON_RECORD: (N_("Not on record"), N_("It is not in what this archive covers; it may have been said.")),
}
SHOWN = 5


@router.get("/verify", responses=documented(None, "application/json"), summary="Verify a quotation")
def verify(request: Request, site: TheSite, q: Quotation = "", speaker: Name = "", date: Day = "") -> Response:
    """Whether a quotation is on record, in these words, from this speaker, and what differs."""
    given: dict[str, Any] = {"quotation": q, "speaker": speaker, "date": date, "draft": ""}
    if not q.strip():
        context = given | {"checked": [], "fault": ""}
        return respond(site, request, Answer(template="verify.html", context=context, json=lambda: {"verdict": None}))
    on = day(date) if date else None
    try:
        found = quote_verify.verify(site.archive.db, q, speaker=speaker or None, day=on)
    except UsageError as e:
        context = given | {"checked": [], "fault": str(e)}
        answer = Answer(template="verify.html", context=context, json=_refused(e), status=400, keep=False)
        return respond(site, request, answer)
    context = given | {"checked": [_shown(site, found)], "fault": ""}
    return respond(site, request, Answer(template="verify.html", context=context, json=lambda: plain(found)))


def _refused(error: UsageError) -> Any:
    return lambda: {"type": "about:blank", "title": "No quotation", "status": 400, "detail": str(error)}


DRAFT_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/x-www-form-urlencoded": {
                "schema": {"type": "object", "required": ["draft"], "properties": {"draft": {"type": "string"}}},
                "example": {"draft": "“Total nonsense,” Lukashenko said."},
            },
            "text/plain": {"schema": {"type": "string"}, "example": "“Total nonsense,” Lukashenko said."},
        },
    }
}
_EXTRA: dict[int | str, dict[str, Any]] = {413: {"description": "Too large"}, 415: {"description": "No form"}}


@router.post(
    "/verify",
    responses=documented(None, "application/json") | _EXTRA,
    openapi_extra=DRAFT_BODY,
    summary="Verify the quotations of a draft",
)
async def verify_draft(request: Request, site: TheSite) -> Response:
    """Every quotation of a text with the speaker that the text claims for it: the form's `draft`, or the text itself.
    Nothing of the text is kept."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() == "text/plain":
        text = (await body_of(request, DRAFT)).decode("utf-8", "replace")
    else:
        text = (await form_of(request, DRAFT)).get("draft", "")
    return await in_thread(_verify_draft, request, site, text)


def _verify_draft(request: Request, site: Site, text: str) -> Response:
    paragraphs = tuple(line.strip() for line in text.splitlines() if line.strip())
    record = pipeline.record(Article(None, paragraphs), tagger=site.tagger())
    checked, found = [], []
    for claim in claims(record)[:CLAIMS]:
        try:
            one = quote_verify.verify(site.archive.db, claim.text, speaker=claim.speaker)
        except UsageError:
            continue  # quotation marks around what is no quotation
        found.append({"claim": plain(claim), **plain(one)})
        checked.append(_shown(site, one))
    fault = "" if checked else site.language("No quotations found: a quotation stands in quotation marks.")
    context = {"quotation": "", "speaker": "", "date": "", "draft": text, "checked": checked, "fault": fault}
    answer = Answer(template="verify.html", context=context, json=lambda: {"items": found}, keep=False)
    return respond(site, request, answer)


def _shown(site: Site, found: quote_verify.Verified) -> dict[str, Any]:
    """An answer as the page shows it."""
    verdict = found.verdict
    title, meaning = TITLES[verdict.answer]
    shown = verdict.matches
    notes = [site.language(TITLES[a][1]) for a in verdict.also] + list(verdict.notes)
    notes += [site.language("Look-alike or hidden characters, read as “%s”") % odd.read for odd in verdict.disguised]
    return {
        "quotation": " ".join(verdict.quotation.split()),
        "claimed": verdict.speaker,
        "answer": str(verdict.answer),
        "title": site.language(title),
        "meaning": site.language(meaning),
        "confidence": verdict.confidence,
        "notes": notes,
        "matches": [
            {
                "answer": site.language(TITLES[m.answer][0]),
                "steps": m.steps,
                "text": m.passage.text,
                "cut": list(_cut(site, m.cut)),
                "negations": m.negations,
                "passage": m.passage,
                "also": also,
            }
            for m, also in _together(shown)
        ],
        "family": found.family,
        "coverage": _coverage(site, found.coverage, verdict.answer),
    }


def _together(matches: Sequence[Match]) -> list[tuple[Match, list[Match]]]:
    """The first matches of different words, each with the others that print its very words."""
    found: dict[tuple[str | None, str], list[Match]] = {}
    for match in matches:
        found.setdefault((match.passage.speaker, name_key(match.passage.text)), []).append(match)
    return [(first, same) for first, *same in list(found.values())[:SHOWN]]


def _cut(site: Site, cut: Cut | None) -> Sequence[str]:
    """What a truncated quotation leaves out, in sentences."""
    if cut is None:
        return ()
    lines = []
    if cut.negations:
        lines.append(site.language("The cut loses a negation: %s") % ", ".join(cut.negations))
    if cut.conditions:
        lines.append(site.language("The cut loses a condition: %s") % ", ".join(cut.conditions))
    if cut.before:
        lines.append(site.language("Cut before: “%s”") % cut.before[-200:])
    if cut.after:
        lines.append(site.language("Cut after: “%s”") % cut.after[:200])
    if cut.whole_sentences:
        lines.append(site.language("Whole sentences, word for word; the statement says more."))
    return lines


def _coverage(site: Site, coverage: quote_verify.Coverage, answer: Verdict) -> str:
    if not coverage.outlets:
        return site.language("The archive is empty.")
    lead = site.language("Not in these") if answer is Verdict.NOT_ON_RECORD else site.language("Looked into")
    text = site.language(
        "%(lead)s %(outlets)s outlets (%(names)s), %(first)s to %(last)s: %(articles)s articles, "
        "%(statements)s statements"
    )
    return text % {
        "lead": lead,
        "outlets": coverage.outlets,
        "names": ", ".join(coverage.names[:6]) + (", …" if coverage.outlets > 6 else ""),
        "first": site.language.when(coverage.first_day),
        "last": site.language.when(coverage.last_day),
        "articles": coverage.articles,
        "statements": coverage.statements,
    }


@router.get(
    "/families/{id}", responses=documented(None, "application/json", *FEED_TYPES), summary="One utterance, many reports"
)
def family(request: Request, site: TheSite, id: Id) -> Response:
    """Everybody who printed the words of a statement, wording by wording, earliest first; copies counted apart."""
    found = quote_verify.family(site.archive.db, id)
    first = found.variants[0].printings[0] if found.variants else None
    target = Target("family", first.statement_id if first else id)
    context: dict[str, Any] = {
        "words": found.variants[0].quote if found.variants else "",
        "summary": family_line(site, found),
        "variants": found.variants,
        "subscribe": str(target),
        "fates": {},
    }
    answer = Answer(
        template="family.html",
        context=context,
        json=lambda: plain(found),
        feed=lambda: feed_of(site, context["words"][:80], target, _rows(site, found)),
    )
    return respond(site, request, answer)


def _rows(site: Site, found: quote_verify.Family) -> list[StatementRow]:
    """The statements of a family for its feed, the latest report first."""
    printings = sorted((p for v in found.variants for p in v.printings), key=lambda p: p.when, reverse=True)
    return [site.archive.statement(p.statement_id) for p in printings[:FEED]]


def family_line(site: Site, found: quote_verify.Family) -> str:
    """`In 38 articles of 21 outlets: 1 origin, 37 copies; 3 wordings.`"""
    text = site.language(
        "Articles that print it: %(articles)s, of %(outlets)s outlets. Independent origins: %(origins)s, copies: "
        "%(copies)s. Wordings: %(wordings)s."
    )
    numbers = {"articles": found.articles, "outlets": found.outlets, "origins": found.origins, "copies": found.copies}
    return text % (numbers | {"wordings": len(found.variants)})


@router.get("/articles/{id}/history", responses=documented(None, "application/json"), summary="What was changed")
def history(request: Request, site: TheSite, id: Id) -> Response:
    """The versions of an article, and what became of its statements from each to the next."""
    row = site.archive.article(id)
    versions, revisions = quote_history.history(site.archive.db, row.id)
    kept = {str(fate): site.language(name) for fate, name in FATES.items()}
    context = {"row": row, "versions": versions, "revisions": revisions, "fates": kept}
    data = {"versions": plain(versions), "revisions": plain(revisions)}
    return respond(site, request, Answer(template="history.html", context=context, json=lambda: data))


FATES = {
    Fate.CARRIED: N_("unchanged"),
    Fate.CHANGED: N_("changed"),
    Fate.ADDED: N_("added"),
    Fate.GONE: N_("withdrawn"),
}


ZIP: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The bundle",
        "content": {"application/zip": {"schema": {"type": "string", "format": "binary"}}},
    }
}


@router.get(
    "/statements/{id}/evidence",
    responses={code: value for code, value in documented(None).items() if code != 200} | ZIP,
    summary="Evidence of a statement",
)
def evidence(site: TheSite, id: Id) -> Response:
    """A ZIP file that proves where and how a statement was printed, checkable with standard tools."""
    archive = site.archive
    data = quote_evidence.bundle(quote_evidence.proof(archive.db, archive.captures, id))
    headers = {"Content-Disposition": f'attachment; filename="evidence-{archive.statement(id).id}.zip"'}
    return Response(data, media_type="application/zip", headers=headers | {"Cache-Control": "no-cache"})
