"""Stores to run the same tests on: SQLite, and a PostgreSQL server where its programs are installed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import servers

Place = Callable[[str], str | Path]


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)], scope="session")
def store(request: pytest.FixtureRequest) -> str:
    """Each test that asks for a place runs once for each store."""
    return str(request.param)


@pytest.fixture(scope="session")
def new_place(store: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """Makes addresses of archives that are not there yet."""
    made: dict[str, int] = {}

    def place(name: str) -> str | Path:
        folder = tmp_path_factory.mktemp(name) / "archive"
        if store == "sqlite":
            return folder
        made[name] = made.get(name, 0) + 1
        return servers.schema(request.getfixturevalue("server"), f"{name}_{made[name]}", folder)

    return place


@pytest.fixture
def place(new_place: Place) -> str | Path:
    return new_place("t")
