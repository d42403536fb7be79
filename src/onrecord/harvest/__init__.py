"""Everything that yields pages: files, folders, archives of pages, standard input, addresses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from onrecord.harvest.fetch import Fetcher, Limits
from onrecord.harvest.files import path_pages, stdin_pages
from onrecord.model import Failure, Page

__all__ = ["Fetcher", "Limits", "pages", "path_pages", "stdin_pages"]


def pages(
    inputs: Iterable[str], *, fetcher: Fetcher | None = None, skipped: Counter[str] | None = None
) -> Iterator[Page | Failure]:
    """A Page, or a Failure, for everything that the inputs name: paths, folders, globs, `-`, http and https addresses.

    Pages come one at a time and are not kept. `skipped` counts what was passed over (pictures in a folder, redirects
    in a WARC file), by reason."""
    own = None
    try:
        for text in inputs:
            if text == "-":
                yield from stdin_pages(skipped=skipped)
            elif "://" in text[:20]:
                fetcher = fetcher or (own := Fetcher())
                yield fetcher.page(text)
            else:
                yield from path_pages(text, skipped=skipped)
    finally:
        if own is not None:
            own.close()
