"""What all requests of a process share: the open archive, the settings, the templates, and a small memory.

Dear figures are remembered until a page is added, a few (who is quoted most this week) for a minute whatever happens;
whole pages are kept in `kept`.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from contextvars import ContextVar
from datetime import UTC, date, datetime
from functools import partial
from typing import Any, NamedTuple, TypeVar
from urllib.parse import urlencode

from onrecord import pipeline
from onrecord.errors import ArchiveReadOnly
from onrecord.speech.tagging import Tagger
from onrecord.store import Archive
from onrecord.store import site as queries
from onrecord.store.keys import name_key
from onrecord.web import cards, language, rendering
from onrecord.web.addresses import fingerprint as fingerprint
from onrecord.web.addresses import key_path as key_path
from onrecord.web.addresses import path_key as path_key
from onrecord.web.addresses import static as static
from onrecord.web.settings import Settings

T = TypeVar("T")

_found_by_request: ContextVar[tuple[int, ...] | None] = ContextVar("revision", default=None)

FIGURES = 20_000  # figures and names: small
DEAR_SECONDS = 60.0


class Site:
    """One per process; safe in threads, as the archive is."""

    def __init__(self, settings: Settings, archive: Archive, writable: Archive | None = None) -> None:
        self.settings = settings
        self.archive = archive
        self._writable = writable
        self.language = language.load(settings.language)
        self._dear: Memory[_Dear] = Memory(FIGURES)
        self._templates = rendering.environment(self)
        self._templates.globals |= {
            "card": partial(cards.card, self),
            "cards": partial(cards.cards, self),
            "speakers": partial(cards.speakers, self),
        }

    @property
    def writable(self) -> Archive:
        """The archive for writing. Raises `ArchiveReadOnly`."""
        if self._writable is None:
            raise ArchiveReadOnly("this site cannot write to its archive: give its user write permission to the folder")
        return self._writable

    @staticmethod
    def tagger() -> Tagger:
        """What finds the statements of a page that is added."""
        return pipeline.default_tagger()

    def render(self, template: str, **context: Any) -> bytes:
        return self._templates.get_template(template).render(context).encode("utf-8", "replace")

    def warm(self) -> None:
        """Make ready what the first readers would wait for: compiling the templates takes 0.2 s of CPU."""
        for name in self._templates.list_templates():
            self._templates.get_template(name)

    def dear(self, key: Hashable, make: Callable[[], T], *, lasting: bool = False) -> T:
        """What `make` gives, at most a minute old, and older than no page of the archive unless it may last."""
        kept = self._dear.get(key)
        now = time.monotonic()
        revision = () if lasting else self.revision()
        if kept is not None and self._holds(kept, revision, now):
            return kept.value  # type: ignore[no-any-return]
        value = make()
        self._dear.put(key, _Dear(revision, now, value))
        return value

    @staticmethod
    def _holds(kept: _Dear | None, revision: tuple[int, ...], now: float) -> bool:
        return kept is not None and now - kept.at < DEAR_SECONDS and kept.revision == revision

    def revision(self) -> tuple[int, ...]:
        """What the archive holds, as the request that is being answered found it."""
        return _found_by_request.get() or queries.revision(self.archive.db)

    def noted_revision(self) -> tuple[int, ...]:
        """The same, asked anew and kept for the rest of the request."""
        found = queries.revision(self.archive.db)
        _found_by_request.set(found)
        return found

    def person_path(self, name: str, statement: int | None = None) -> str | None:
        """The path of a person's page by a name that pages print; None for whom the directory does not know. Of
        several of one name, the one who speaks in that statement."""
        key = name_key(name)
        found = self.dear(("bearers", key), lambda: queries.bearers(self.archive.db, "person", (key,))[key])
        if not found:
            return None
        if len(found) == 1:
            return key_path("people", key)
        who = queries.bearer(self.archive.db, "person", key, statement) if statement is not None else None
        return f"/people/{who or found[0]}"

    def meet(self, names: Iterable[str]) -> None:
        """Look up at once all the people that a page is going to name."""
        revision, now = self.revision(), time.monotonic()
        keys = {key for name in names if (key := name_key(name))}
        unknown = [key for key in keys if not self._holds(self._dear.get(("bearers", key)), revision, now)]
        for key, found in queries.bearers(self.archive.db, "person", unknown).items() if unknown else ():
            self._dear.put(("bearers", key), _Dear(revision, now, found))

    def url(self, path: str, **query: Any) -> str:
        """A path on the site with a query; empty values are left out."""
        given = {k.rstrip("_"): v for k, v in query.items() if v not in (None, "", False)}
        return self.settings.root + path + (f"?{urlencode(given)}" if given else "")

    def absolute(self, path: str, **query: Any) -> str:
        return self.settings.absolute(self.url(path, **query).removeprefix(self.settings.root))

    @staticmethod
    def today() -> date:
        return datetime.now(UTC).date()


class _Dear(NamedTuple):
    revision: tuple[int, ...]
    at: float  # of time.monotonic
    value: Any


class Memory(OrderedDict[Hashable, T]):
    """The values used last, up to a number of them; safe in threads."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self._size = size
        self._lock = threading.Lock()

    def get(self, key: Hashable, default: Any = None) -> Any:
        with self._lock:
            if key in self:
                self.move_to_end(key)
                return self[key]
            return default

    def put(self, key: Hashable, value: T) -> None:
        with self._lock:
            self[key] = value
            self.move_to_end(key)
            while len(self) > self._size:
                self.popitem(last=False)
