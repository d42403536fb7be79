"""robots.txt as RFC 9309 has it: what may be asked for, and how often."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from protego import Protego

NAME = "onrecord"  # the product token that rules name
MAX_ROBOTS = 512_000  # RFC 9309, 2.5: at least 500 KiB must be read
MAX_AGE = timedelta(hours=24)  # RFC 9309, 2.4
MAX_HOSTS = 10_000


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one host. `parsed` is None where everything or nothing is allowed."""

    parsed: Protego | None
    otherwise: bool

    def allowed(self, url: str) -> bool:
        return self.otherwise if self.parsed is None else bool(self.parsed.can_fetch(url, NAME))

    @property
    def delay(self) -> float:
        """Seconds between requests that the host asks for; 0 if it does not."""
        asked = self.parsed.crawl_delay(NAME) if self.parsed else None
        return max(0.0, float(asked)) if asked else 0.0

    @property
    def sitemaps(self) -> tuple[str, ...]:
        return tuple(self.parsed.sitemaps) if self.parsed else ()


def rules_of(status: int | None, content: bytes) -> Rules:
    """What the answer for robots.txt means; `status` is None if none came. RFC 9309, 2.3.1: a file that is not there
    (4xx) allows everything, a server that cannot say (5xx, none) forbids everything."""
    if status is not None and 200 <= status < 300:
        return Rules(Protego.parse(content.decode("utf-8", "replace").lstrip("\ufeff")), True)
    # Too many requests is a 4xx, but it means "not now", so nothing is asked for.
    return Rules(None, status is not None and 400 <= status < 500 and status != 429)


class Robots:
    """The rules of hosts, asked for once a day each."""

    def __init__(self, ask: Callable[[str], Rules], clock: Callable[[], datetime]) -> None:
        self._ask = ask
        self._clock = clock
        self._known: dict[str, tuple[datetime, Rules]] = {}

    def rules(self, origin: str) -> Rules:
        """The rules of "https://host:port"."""
        now = self._clock()
        if (known := self._known.get(origin)) and now - known[0] < MAX_AGE:
            return known[1]
        rules = self._ask(origin)
        if len(self._known) >= MAX_HOSTS:
            del self._known[next(iter(self._known))]
        self._known[origin] = (now, rules)
        return rules
