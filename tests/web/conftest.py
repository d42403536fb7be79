"""A served archive of the sample pages for all tests of the site."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from receivers import Hook, Mailbox, hook, mailbox
from site_serving import TOKEN, add, sample_pages, served

from onrecord.store import Archive
from onrecord.web import Settings


@pytest.fixture(scope="session")
def archive_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of the sample pages; tests only read it."""
    folder = tmp_path_factory.mktemp("site") / "archive"
    add(folder, *sample_pages())
    return folder


@pytest.fixture(scope="session")
def site(archive_folder: Path) -> Iterator[str]:
    """The address of a site over it. Mail is on, but goes nowhere; nothing is sent."""
    settings = Settings(
        archive=str(archive_folder), smtp="smtp://127.0.0.1:1", sender="site@example.org", worker=False, token=TOKEN
    )
    with served(settings) as address:
        yield address


@pytest.fixture
def client(site: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=site, timeout=30) as made:
        yield made


@pytest.fixture
def archive(folder: Path) -> Iterator[Archive]:
    """The archive of a module's own `folder`, open for writing."""
    with Archive.open(folder, write=True) as opened:
        yield opened


@pytest.fixture
def receiver() -> Iterator[Hook]:
    with hook() as started:
        yield started


@pytest.fixture
def box() -> Iterator[Mailbox]:
    with mailbox() as started:
        yield started
