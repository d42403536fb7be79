"""Articles from before the archive had an index of quotations, put into it: batch by batch, to be gone on with after
any stop."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.store import quote_history
from onrecord.store.db import Database
from onrecord.store.entries import Entry, stored_entry
from onrecord.store.quotes import Quotations

BATCH = 64  # articles in a transaction, as `add` does it: others may write in between


def waiting(db: Database) -> int:
    """How many articles the index of quotations lacks."""
    ((number,),) = db.rows("SELECT count(*) FROM quote_backlog")
    return int(number)


def catch_up(db: Database, batch: int = BATCH) -> Iterator[int]:
    """Put what waits into the index of quotations, with its families, its copies and what was changed in it later,
    earliest first; after each batch the number of articles that it held. A batch is in whole or not at all."""
    while True:
        with db.writing():
            rows = db.rows("SELECT article FROM quote_backlog ORDER BY article LIMIT :limit", {"limit": batch})
            for (n,) in rows:
                _put(db, n)
                db.execute("DELETE FROM quote_backlog WHERE article = :n", {"n": n})
        if not rows:
            return
        yield len(rows)


def _put(db: Database, n: int) -> None:
    row = db.row("SELECT replaced_by FROM articles WHERE n = :n", {"n": n})
    if row is None or row[0] is not None:
        return  # newer rules read its page anew, and what they made is in
    entry = stored_entry(db, n)
    Quotations().change(db, (), (entry,))
    _note_versions(db, entry)


def _note_versions(db: Database, entry: Entry) -> None:
    """Note what was changed from the version before and to the version after, once both are in the index. Nobody is
    alerted of it: who has heard of all changes so far has heard of these."""
    found = [v.article_id for v in quote_history.versions(db, entry.row["id"])]
    at = found.index(entry.row["id"]) if entry.row["id"] in found else 0
    pairs = [p for p in (found[at - 1 : at + 1] if at else [], found[at : at + 2]) if len(p) == 2]
    if not pairs:
        return
    ((heard,),) = db.rows("SELECT coalesce(max(n), 0) FROM quote_changes")
    for old, new in pairs:
        entries = [e for id_ in (old, new) if (e := _entry(db, id_))]
        if len(entries) == 2:
            quote_history.note_changes(db, entries[:1], entries[1:])
    ((last,),) = db.rows("SELECT coalesce(max(n), 0) FROM quote_changes")
    db.execute(
        "UPDATE subscriptions SET seen_changes = :last WHERE seen_changes >= :heard", {"last": last, "heard": heard}
    )


def _entry(db: Database, article_id: str) -> Entry | None:
    row = db.row("SELECT n FROM articles WHERE id = :id", {"id": article_id})
    return stored_entry(db, row[0]) if row else None
