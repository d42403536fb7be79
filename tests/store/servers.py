"""A PostgreSQL server of our own, where its programs are installed: stopped and started as tests want."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

NOBODY = 65534  # the server refuses to run as root
HASTY = dict.fromkeys(("fsync", "synchronous_commit", "full_page_writes", "autovacuum"), "off")
MISSING = "no PostgreSQL here: install its server, or set ONRECORD_POSTGRESQL to an empty database"


def installed() -> bool:
    return bool(shutil.which("initdb") and shutil.which("postgres"))


class Postgres:
    """A context manager; `address` stays the same when the server is stopped and started again. `data` is a folder that
    is there already, a small disk for instance; `options` are settings of the server."""

    def __init__(self, data: Path | None = None, **options: str) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="onrecord-pg-"))
        self.data = (data or self.folder) / "data"
        self._user = NOBODY if os.getuid() == 0 else None
        for folder in {self.folder, self.data.parent}:
            if self._user:
                os.chown(folder, NOBODY, NOBODY)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = free.getsockname()[1]
        self._settings = HASTY | options
        self._process: subprocess.Popen[bytes] | None = None
        self.address = f"postgresql://onrecord@127.0.0.1:{self._port}/postgres"

    def __enter__(self) -> Postgres:
        initdb = str(shutil.which("initdb"))
        make = [initdb, "-D", self.data, "-U", "onrecord", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]
        subprocess.run(make, user=self._user, check=True, capture_output=True, cwd=self.folder)
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def start(self) -> None:
        places = {"listen_addresses": "127.0.0.1", "port": self._port, "unix_socket_directories": ""}
        options = [part for name, value in {**places, **self._settings}.items() for part in ("-c", f"{name}={value}")]
        command = [str(shutil.which("postgres")), "-D", self.data, *options]
        self._process = subprocess.Popen(command, user=self._user, cwd=self.folder, stderr=subprocess.DEVNULL)
        wait_for(self.address)

    def stop(self) -> None:
        """At once, whoever is connected, as if it had crashed."""
        if self._process:
            self._process.send_signal(signal.SIGQUIT)  # nothing if it has ended by itself
            try:
                self._process.wait(30)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
            self._process = None

    def schema(self, name: str, captures: Path) -> str:
        """The address of an archive of its own on this server."""
        return schema(self.address, name, captures)


def schema(server: str, name: str, captures: Path) -> str:
    """Make a schema on the server; the address of an archive in it, with that folder for its captures."""
    import psycopg

    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE SCHEMA "{name}"')
    return f"{server}?options={quote(f'-csearch_path={name}')}&captures={quote(str(captures))}"


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
