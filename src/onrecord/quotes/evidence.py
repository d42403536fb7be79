"""A statement with everything that proves it, as files that a third party can check with standard tools.

The same proof gives the same bytes: nothing of the machine or of the time of making is written.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from onrecord import codec
from onrecord.model import Clock, Page, Record, Span, Statement

CONTEXT = 400  # code points of the article shown before and after the statement


@dataclass(frozen=True, slots=True)
class Proof:
    """What a bundle is made from."""

    record: Record
    statement: int
    page: Page
    captures: tuple[bytes, ...]  # WARC records as they stand in the archive, gzipped: the capture, and the payload's
    # own if the capture is a revisit
    printed: tuple[str, ...] = ()  # the other articles of the family, a line each
    notices: tuple[str, ...] = ()  # what was changed later, a line each


def files(proof: Proof) -> dict[str, bytes]:
    """The files of a bundle by name, with the checksums of all."""
    found = _files(proof)
    sums = "".join(f"{_sha256(data)}  {name}\n" for name, data in sorted(found.items()))
    return found | {"SHA256SUMS": sums.encode()}


def _files(proof: Proof) -> dict[str, bytes]:
    article = proof.record.article
    found = {f"capture{i or ''}.warc.gz": data for i, data in enumerate(proof.captures)}
    return found | {
        "README.txt": _readme(proof).encode(),
        "page.bin": proof.page.content,
        "article.txt": article.text.encode("utf-8", "surrogatepass"),
        "record.json": codec.record_to_json(proof.record) + b"\n",
        "statement.json": codec.to_json(facts(proof)) + b"\n",
        "sheet.html": _sheet(proof).encode("utf-8", "replace"),
    }


def facts(proof: Proof) -> dict[str, object]:
    """What the bundle says, as JSON: the words, where they stand, who said them, clocks, hashes and the chain."""
    article, s = proof.record.article, proof.record.statements[proof.statement]
    text = article.text
    return {
        "statement": proof.record.statement_id(proof.statement),
        "quote": s.quote,
        "kind": s.kind.value,
        "speaker": s.speaker.name if s.speaker else None,
        "named_as": _texts(text, s.source),
        "content": [{"start": a, "end": b, "text": text[a:b]} for a, b in s.content],
        "cue": [{"start": a, "end": b, "text": text[a:b]} for a, b in s.cue],
        "source": [{"start": a, "end": b, "text": text[a:b]} for a, b in s.source],
        "question": _text(text, s.prompt),
        "via": _texts(text, s.via or ()),
        "evidence": [{"text": text[e.span.start : e.span.end], "reason": e.reason} for e in s.evidence],
        "clocks": {name: _clock(clock) for name, clock in _clocks(proof.record, s).items()},
        "article": {
            "id": article.id,
            "address": article.address,
            "outlet": article.outlet,
            "headline": article.headline,
            "text_sha256": article.text_sha256,
            "code_points": len(text),
        },
        "page": {
            "sha256": proof.page.sha256,
            "bytes": len(proof.page.content),
            "url": proof.page.url,
            "media_type": proof.page.media_type,
        },
        "found_by": codec.plain(proof.record.versions) | {"reader": article.reader},
        "chain": _chain(proof),
        "also_printed": list(proof.printed),
        "changed_later": list(proof.notices),
    }


def _clocks(record: Record, s: Statement) -> Mapping[str, Clock | None]:
    a = record.article
    return {"said": s.said, "published": a.published, "modified": a.modified, "captured": a.captured}


def _clock(clock: Clock | None) -> object:
    return None if clock is None else {"time": clock.iso} | codec.plain(clock)


def _chain(proof: Proof) -> list[str]:
    """How the words came here, step by step."""
    article, s = proof.record.article, proof.record.statements[proof.statement]
    text, captured = article.text, proof.page.captured
    steps = [f"said by {s.speaker.name}" if s.speaker else "said by a speaker whom the page does not resolve"]
    steps += [f"through {words}" for words in _texts(text, s.via or ())]
    steps.append(
        f"printed by {article.outlet or 'an outlet that the page does not name'}"
        + (f", {article.published.iso}" if article.published else "")
    )
    steps.append(
        f"captured {captured.isoformat() if captured else 'at a time that nobody noted'}"
        f" from {proof.page.url or proof.page.address}: {len(proof.page.content)} bytes, SHA-256 {proof.page.sha256}"
    )
    reader = article.reader or "onrecord"
    steps.append(f"read by {reader}: text of {len(text)} code points, SHA-256 {article.text_sha256}")
    versions = proof.record.versions
    steps.append(f"found by onrecord {versions.onrecord}, rules {versions.rules}, tagger {versions.tagger}")
    return steps


def _texts(text: str, spans: Sequence[Span]) -> list[str]:
    return [text[a:b] for a, b in spans]


def _text(text: str, span: Span | None) -> str | None:
    return text[span.start : span.end] if span else None


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _readme(proof: Proof) -> str:
    article, s = proof.record.article, proof.record.statements[proof.statement]
    first = s.content[0]
    return README.format(
        id=proof.record.statement_id(proof.statement),
        text_sha256=article.text_sha256,
        page_sha256=proof.page.sha256,
        start=first.start,
        end=first.end,
        more="".join(f"\n         and code points {a} to {b}" for a, b in s.content[1:]),
        revisit=REVISIT if len(proof.captures) > 1 else "",
    )


README = """\
Evidence that a statement was reported
======================================

Statement {id}. This bundle proves that a page printed these words, where it
printed them, and what was captured when. It proves nothing about whether they are true.

What is in it
-------------
sheet.html       the statement for people to read
statement.json   the same for programs: words, code points, speaker, clocks, hashes, chain
article.txt      the article's text as it was read from the page, UTF-8, lines ended by a line feed
record.json      everything that was found in the article
page.bin         the bytes that were captured, as they were
capture.warc.gz  the capture as a WARC/1.1 record (ISO 28500), as it stands in the archive
{revisit}SHA256SUMS       the SHA-256 of every file here

How to check it, without onrecord
---------------------------------
1. Nothing was changed since the bundle was made:

       sha256sum -c SHA256SUMS

2. The words stand in the article's text. Offsets are Unicode code points, the first inclusive,
   the last exclusive: {start} to {end}{more}

       python3 -c "print(open('article.txt', encoding='utf-8', newline='').read()[{start}:{end}])"

3. The text is the one that the statement was found in. Its SHA-256 is
   {text_sha256}

       sha256sum article.txt

4. The page is the one that was captured. Its SHA-256 is
   {page_sha256}

       sha256sum page.bin
       python3 -c "import gzip; w = gzip.open('capture.warc.gz').read(); print(open('page.bin', 'rb').read() in w)"
       zcat capture.warc.gz | head -20

   WARC-Payload-Digest shows the same hash in base32:

       sha256sum page.bin | cut -c1-64 | python3 -c "import base64; print(base64.b32encode(bytes.fromhex(input())))"

5. The words stand in the page itself: open page.bin in a browser or an editor and look for them. Characters
   may be written there as HTML entities, and marks or links may stand between the words.

With onrecord: `onrecord read page.bin` gives article.txt again.

When the page was captured is the word of whoever kept the archive. If it matters, compare with other archives
of the same address (web.archive.org), and with the hashes that other holders of this archive have.
"""
REVISIT = "capture1.warc.gz  the earlier capture that holds the bytes; capture.warc.gz saw them again (revisit)\n"


def _sheet(proof: Proof) -> str:
    article, s = proof.record.article, proof.record.statements[proof.statement]
    said = facts(proof)
    rows = [
        ("speaker", s.speaker.name if s.speaker else "not resolved"),
        ("named in the sentence as", " … ".join(_texts(article.text, s.source)) or "nobody"),
        ("kind of speech", s.kind.value),
        ("question", _text(article.text, s.prompt)),
        ("through", ", ".join(_texts(article.text, s.via or ())) or None),
        ("outlet", article.outlet),
        ("headline", article.headline),
        ("address", article.address),
        *((name, clock.iso if clock else None) for name, clock in _clocks(proof.record, s).items()),
        ("code points", ", ".join(f"{a} to {b}" for a, b in s.content)),
        ("SHA-256 of the text", article.text_sha256),
        ("SHA-256 of the page", proof.page.sha256),
    ]
    table = "".join(f"<tr><th>{escape(k)}<td>{escape(v)}\n" for k, v in rows if v)
    lists = [
        ("Chain", _chain(proof)), ("Changed later", proof.notices), ("Also printed by", proof.printed)
    ]  # fmt: skip
    more = "".join(
        f"<h2>{title}</h2>\n<ul>\n" + "".join(f"<li>{escape(line)}\n" for line in lines) + "</ul>\n"
        for title, lines in lists
        if lines
    )
    return SHEET.format(id=said["statement"], quote=escape(s.quote), table=table, context=_context(proof), more=more)


def _context(proof: Proof) -> str:
    """The article around the statement, its words marked."""
    article, s = proof.record.article, proof.record.statements[proof.statement]
    text = article.text
    at = max(0, s.content[0].start - CONTEXT)
    end = min(len(text), s.content[-1].end + CONTEXT)
    parts = ["… " if at else ""]
    for a, b in s.content:
        parts += [escape(text[at:a]), "<mark>", escape(text[a:b]), "</mark>"]
        at = b
    parts += [escape(text[at:end]), " …" if end < len(text) else ""]
    return "".join(parts).replace("\n", "<br>\n")


SHEET = """\
<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Evidence for statement {id}</title>
<style>
body {{ font: 16px/1.5 Georgia, serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem; color: #111; }}
blockquote {{ font-size: 1.3rem; margin: 1rem 0; padding-left: 1rem; border-left: 4px solid #888; }}
th {{ text-align: left; vertical-align: top; padding-right: 1rem; font-weight: normal; color: #555; }}
td {{ overflow-wrap: anywhere; }}
mark {{ background: #fe9; }}
</style>
<h1>Evidence that a statement was reported</h1>
<blockquote>{quote}</blockquote>
<p>That it was reported does not mean that it is true. README.txt tells how to check every line below.</p>
<table>
{table}</table>
<h2>In the article</h2>
<p>{context}</p>
{more}</html>
"""
