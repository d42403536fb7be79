"""Which statements are new: the words that an address had not printed before, in the order in which they came."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from onrecord.store import Archive
from onrecord.store import subscriptions as rows
from onrecord.store.keys import name_key

CAPTURES = 500  # looked through in one transaction: writers wait no longer than some 50 ms


def gather(archive: Archive, now: datetime) -> int:
    """Note the statements of all pages added since the last call; how many. One transaction for each 500 captures.

    A page captured again gives nothing new, and a changed page only the words that it did not print before.
    """
    db, total = archive.db, 0
    while rows.last_capture(db) > rows.watermark(db, "captures"):
        with db.writing():
            after, last = rows.watermark(db, "captures"), rows.last_capture(db)
            heard = rows.active(db)
            upto = min(last, after + CAPTURES) if heard else last
            if heard:
                fresh = [
                    n for article, key in rows.new_articles(db, after, upto) for n in _fresh(archive, article, key)
                ]
                rows.put_arrivals(db, fresh, now)
                total += len(fresh)
            rows.raise_watermark(db, "captures", upto)
    return total


def _fresh(archive: Archive, article: int, address_key: str) -> Iterable[int]:
    printed = {name_key(quote) for quote in rows.earlier_quotes(archive.db, address_key, article)}
    for n, quote in rows.quotes_of(archive.db, article):
        words = name_key(quote)
        if words not in printed:
            printed.add(words)  # the same words twice in one article are told once
            yield n
