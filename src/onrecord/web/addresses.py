"""Paths of the site, and the files that it serves as they are."""

from __future__ import annotations

import hashlib
from importlib import resources
from urllib.parse import quote


def key_path(kind: str, key: str) -> str:
    """The path of a person, body or outlet by its key: `/people/aleksandr-lukashenko`. `path_key` undoes it."""
    return f"/{kind}/{quote(key.replace(' ', '-'), safe='')}"


def path_key(part: str) -> str:
    return part.replace("-", " ")


def static(name: str) -> bytes:
    return resources.files("onrecord.web").joinpath("static", name).read_bytes()


def fingerprint(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]
