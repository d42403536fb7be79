"""What a site is told when it starts: a value, read from the environment once, so that every worker gets the same."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from urllib.parse import urlsplit

from onrecord.errors import UsageError

PREFIX = "ONRECORD_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Each field is also a variable of the environment, `ONRECORD_` and the name in capitals."""

    archive: str = ""  # a folder, or postgresql://…
    title: str = "onrecord"  # the name in the masthead
    base_url: str = "http://127.0.0.1:8000"  # the public address: goes into mails, feeds and data
    language: str = "en"  # of the site's own words; statements keep theirs
    token: str = ""  # whoever shows it may write; empty: nobody
    smtp: str = ""  # smtp://[user:password@]host[:port], smtps://… or smtp+tls://…; empty: no mail
    sender: str = ""  # the From of mails
    worker: bool = True  # send alerts from the server itself
    private_webhooks: bool = False  # allow webhook addresses in private networks: for tests and closed networks

    def __post_init__(self) -> None:
        parts = urlsplit(self.base_url)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
            raise UsageError(
                f"the base URL {self.base_url!r}: give the site's public address, like https://news.example"
            )

    @property
    def root(self) -> str:
        """The path below which a reverse proxy serves the site: empty, or `/onrecord`."""
        return urlsplit(self.base_url).path.rstrip("/")

    @property
    def mails(self) -> bool:
        return bool(self.smtp and self.sender)

    def absolute(self, path: str) -> str:
        """The public address of a path of the site."""
        return self.base_url.rstrip("/") + path

    def environment(self) -> dict[str, str]:
        """The variables from which `from_environment` makes the same settings again."""
        values = {f.name: getattr(self, f.name) for f in fields(self)}
        return {PREFIX + n.upper(): ("1" if v else "0") if isinstance(v, bool) else v for n, v in values.items()}


def from_environment(environ: Mapping[str, str] = os.environ) -> Settings:
    """The settings that the environment names; the rest by default. Raises `UsageError` for what cannot be meant."""
    given: dict[str, object] = {}
    for field in fields(Settings):
        text = environ.get(PREFIX + field.name.upper())
        if text is None:
            continue
        given[field.name] = _flag(field.name, text) if isinstance(field.default, bool) else text
    return Settings(**given)  # type: ignore[arg-type]


def _flag(name: str, text: str) -> bool:
    values = {
        "1": True,
        "true": True,
        "yes": True,
        "on": True,
        "0": False,
        "false": False,
        "no": False,
        "off": False,
        "": False,
    }
    if text.lower() not in values:
        raise UsageError(f"{PREFIX}{name.upper()}={text!r}: give 1 or 0")
    return values[text.lower()]
