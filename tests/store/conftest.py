"""Stores to run the same tests on: SQLite, and a PostgreSQL server of this session where its programs are installed."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

NOBODY = 65534  # the server refuses to run as root
HASTY = dict.fromkeys(("fsync", "synchronous_commit", "full_page_writes", "autovacuum"), "off")
Place = Callable[[str], str | Path]


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of an empty database on a server of our own, or of the one that ONRECORD_POSTGRESQL names."""
    if named := os.environ.get("ONRECORD_POSTGRESQL"):
        yield named
        return
    initdb, postgres = shutil.which("initdb"), shutil.which("postgres")
    if not (initdb and postgres):
        pytest.skip("no PostgreSQL here: install its server, or set ONRECORD_POSTGRESQL to an empty database")
    folder = Path(tempfile.mkdtemp(prefix="onrecord-pg-"))
    user = NOBODY if os.getuid() == 0 else None
    if user:
        os.chown(folder, NOBODY, NOBODY)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    make = [initdb, "-D", folder / "data", "-U", "onrecord", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]
    subprocess.run(make, user=user, check=True, capture_output=True, cwd=folder)
    settings = {"listen_addresses": "127.0.0.1", "port": port, "unix_socket_directories": "", **HASTY}
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    command = [postgres, "-D", folder / "data", *options]
    address = f"postgresql://onrecord@127.0.0.1:{port}/postgres"
    process = subprocess.Popen(command, user=user, cwd=folder, stderr=subprocess.DEVNULL)
    try:
        wait_for(address)
        yield address
    finally:
        process.send_signal(signal.SIGQUIT)  # at once: nobody needs what it holds
        process.wait(30)
        shutil.rmtree(folder, ignore_errors=True)


def wait_for(address: str) -> None:
    """Until the server answers: it listens long before that, and refuses with "starting up"."""
    import psycopg

    for _ in range(600):
        try:
            psycopg.connect(address, connect_timeout=10).close()
            return
        except psycopg.OperationalError:
            time.sleep(0.1)
    raise TimeoutError("PostgreSQL did not start in 60 s")


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
        import psycopg

        server = request.getfixturevalue("server")
        made[name] = made.get(name, 0) + 1
        schema = f"{name}_{made[name]}"
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f'CREATE SCHEMA "{schema}"')
        return f"{server}?options={quote(f'-csearch_path={schema}')}&captures={quote(str(folder))}"

    return place


@pytest.fixture
def place(new_place: Place) -> str | Path:
    return new_place("t")
