"""Where hubs reach us: a small HTTP server beside the watch, for a proxy with a certificate to stand before.

Everything that comes is hostile until its signature is right. Nobody is answered but hubs that know a callback's secret
address; one thread works on what came, a few more wait for bytes, and each connection has little time.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import SHUT_RDWR
from typing import Any

from onrecord.errors import ArchiveError, UsageError
from onrecord.harvest.websub import Intent, intent, signed
from onrecord.store import websub as rows
from onrecord.store.db import Database
from onrecord.store.websub import Push, Subscription
from onrecord.watch import schedule
from onrecord.watch.jobs import push
from onrecord.watch.schedule import Policy

MAX_BYTES = 10_000_000  # of one distribution; feeds are a hundredth of that
CONNECTIONS = 16  # at a time; hubs come one after the other
SECONDS = 30.0  # for one connection, from its first byte to its last
WRONG = "content came with a wrong signature and was passed over"

Answered = tuple[int, str]  # status and text


class Receiver:
    """A context manager: listens inside, and puts what comes into the archive's tables. `wake` is told which hosts have
    something due. Raises `UsageError` if it cannot listen there."""

    def __init__(
        self,
        db: Database,
        listen: tuple[str, int],
        *,
        policy: Policy,
        wake: Callable[[Iterable[str]], None],
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._db = db
        self._policy = policy
        self._wake = wake
        self._now = now
        # One thread does the work, however many connect: the tables are written by one at a time anyway.
        self._work = ThreadPoolExecutor(1, "websub")
        try:
            self._server = _Server(listen, self)
        except (OSError, OverflowError) as e:
            raise UsageError(
                f"cannot listen on {listen[0]}:{listen[1]} ({e}): give a free one to --websub-listen"
            ) from e
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.2}, daemon=True)

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    def __enter__(self) -> Receiver:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
        self._work.shutdown(wait=True, cancel_futures=True)

    def asked(self, token: str, query: str) -> Answered:
        """What to answer a hub that wants to know whether we mean it."""
        wanted = intent(query)
        return self._done(lambda: self._verify(token, wanted)) if wanted else (404, "")

    def sent(self, token: str, content: bytes, signature: str | None) -> Answered:
        """What to answer a hub that sends content."""
        return self._done(lambda: self._take(token, content, signature))

    def _done(self, work: Callable[[], Answered]) -> Answered:
        future: Future[Answered] = self._work.submit(work)
        try:
            return future.result(SECONDS)
        except (ArchiveError, TimeoutError):  # full, locked, away: hubs try again
            return 503, "not now"

    def _verify(self, token: str, wanted: Intent) -> Answered:
        known = rows.subscription(self._db, token)
        ending = wanted.mode == "unsubscribe"
        if known is None or known.topic != wanted.topic or (known.state is Push.ENDING) is not ending:
            return 404, ""
        now = self._now()
        with self._db.writing():
            if wanted.mode == "denied":
                tomorrow, problem = now + timedelta(days=1), f"the hub denies it: {wanted.reason or 'no reason given'}"
                rows.put(self._db, replace(known, state=Push.DENIED, next_at=tomorrow, problem=problem))
                self._poll(known, self._policy.poll, now)
            elif ending:
                rows.end(self._db, token)
            else:
                rows.put(self._db, schedule.leased(known, wanted.lease, now, self._policy))
                if known.state is not Push.ACTIVE:
                    self._poll(known, self._policy.longest_poll, now)
        return 200, wanted.challenge

    def _poll(self, known: Subscription, wait: float, now: datetime) -> None:
        if known.source is not None:
            rows.poll_every(self._db, known.source, wait, now + timedelta(seconds=wait), due=now)

    def _take(self, token: str, content: bytes, signature: str | None) -> Answered:
        known = rows.subscription(self._db, token)
        if known is None or known.state is Push.ENDING:
            return (404, "") if known is None else (410, "")
        if not signed(content, signature, known.secret):
            if known.problem != WRONG:
                with self._db.writing():
                    rows.put(self._db, replace(known, problem=WRONG))
            return 202, ""  # as the recommendation wants it: who guesses learns nothing
        if known.state is Push.ACTIVE:
            self._wake(push(self._db, known, content, self._policy, self._now()))
        return 202, ""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 32

    def __init__(self, listen: tuple[str, int], receiver: Receiver) -> None:
        self.receiver = receiver
        self._free = threading.BoundedSemaphore(CONNECTIONS)
        super().__init__(listen, _Handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        if self._free.acquire(blocking=False):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        timer = threading.Timer(SECONDS, _end, (request,))
        timer.daemon = True
        timer.start()
        try:
            super().process_request_thread(request, client_address)
        finally:
            timer.cancel()
            self._free.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Who hangs up is no error of ours."""


def _end(connection: Any) -> None:
    with suppress(OSError):
        connection.shutdown(SHUT_RDWR)


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    server_version = "onrecord"
    sys_version = ""
    timeout = 10.0  # of one wait; the whole connection has `SECONDS`

    def do_GET(self) -> None:
        path, _, query = self.path.partition("?")
        self._answer(*self.server.receiver.asked(_token(path), query))

    def do_POST(self) -> None:
        length = self.headers.get("Content-Length", "")
        if not (length.isascii() and length.isdecimal() and len(length) < 12):
            self._answer(411, "Content-Length is missing")
        elif int(length) > MAX_BYTES:
            self._answer(413, f"more than {MAX_BYTES:,} bytes")
        elif len(content := self.rfile.read(int(length))) == int(length):
            signature = self.headers.get("X-Hub-Signature")
            self._answer(*self.server.receiver.sent(_token(self.path.partition("?")[0]), content, signature))

    def _answer(self, status: int, text: str) -> None:
        body = text.encode()
        self.send_response(status)
        # What a hub gave is given back: nobody may read it as anything but text.
        for name, value in {
            "Content-Type": "text/plain; charset=utf-8", "X-Content-Type-Options": "nosniff",
            "Cache-Control": "no-store", "Content-Length": str(len(body)),
        }.items():  # fmt: skip
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """The subscriptions say what came of them."""


def _token(path: str) -> str:
    """The last part of the path: whatever a proxy put before it."""
    return path.rpartition("/")[2][:200]
