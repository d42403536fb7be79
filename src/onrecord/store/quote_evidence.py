"""Everything that proves a statement, read from the archive and its captures."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from onrecord.errors import ArchiveBroken, NotFound
from onrecord.quotes.evidence import Proof, files
from onrecord.store import captures, checking, quote_history, quote_verify, reading
from onrecord.store.db import Database

STAMP = (1980, 1, 1, 0, 0, 0)  # the earliest time that a ZIP can hold
MOST_PRINTED = 100  # other printings that a bundle lists


def bundle(proof: Proof) -> bytes:
    """The files of a proof as one ZIP: names in order, times fixed, so that the same archive gives the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in sorted(files(proof).items()):
            info = zipfile.ZipInfo(name, STAMP)
            info.external_attr = 0o644 << 16
            info.create_system = 3
            info.compress_type = zipfile.ZIP_STORED if name.endswith(".gz") else zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return out.getvalue()


def proof(db: Database, folder: Path, statement_id: str) -> Proof:
    """What a bundle for that statement is made from; `folder` holds the captures. Raises `NotFound`,
    `ArchiveBroken`."""
    with db.snapshot():
        row = reading.statement(db, statement_id)
        record = reading.record(db, row.article_id)
        printed = quote_verify.family(db, statement_id)
        notices = quote_history.notices(db, statement_id)
        page = checking.page_of(db, folder, row.article_id)
        places = _places(db, row.article_id)
    return Proof(
        record,
        row.ordinal,
        page,
        tuple(_raw(folder, *place) for place in places),
        tuple(_line(p) for v in printed.variants for p in v.printings if p.statement_id != statement_id)[:MOST_PRINTED],
        tuple(f"{n.at}: {n.what}{f', other version: {n.words}' if n.words else ''}" for n in notices),
    )


def _places(db: Database, article_id: str) -> list[tuple[str, int, int]]:
    """File, offset and length of the latest capture, and of the one that holds its bytes where that is another."""
    sql = (
        "SELECT c.warc, c.warc_offset, c.warc_length, p.warc, p.warc_offset, p.warc_length FROM captures c "
        "LEFT JOIN captures p ON p.n = c.payload_of JOIN articles a ON a.n = c.article "
        "WHERE a.id = :id ORDER BY c.seen_at DESC, c.n DESC LIMIT 1"
    )
    row = db.row(sql, {"id": article_id})
    if row is None:
        raise NotFound(f"no capture of article {article_id}: newer rules read its page anew; search for it again")
    return [row[:3], row[3:]] if row[3] else [row[:3]]


def _raw(folder: Path, name: str, offset: int, length: int) -> bytes:
    """One WARC record as it stands in its file, its digest proven."""
    captures.read_record(folder / name, offset, length)
    with (folder / name).open("rb") as file:
        file.seek(offset)
        data = file.read(length)
    if len(data) != length:
        raise ArchiveBroken(f"{name} ends early: restore it from a backup")
    return data


def _line(p: quote_verify.Printing) -> str:
    return " · ".join(v for v in (p.published, p.outlet, p.quote, p.address, f"statement {p.statement_id}") if v)
