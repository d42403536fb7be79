"""The made world on loopback: every address of 127.0.0.0/8 on one port, each an outlet of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from outlets import Outlet, World

HANG = 20.0  # seconds that a hanging reply takes, if nobody gives up or stops the server before


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, make: Callable[[int], World]) -> None:
        super().__init__(("0.0.0.0", 0), Handler)  # loopback has as many addresses as outlets need
        self.world = make(self.server_address[1])
        self.over = threading.Event()
        self.lock = threading.Lock()
        self.thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)

    def __enter__(self) -> Server:
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        self.shutdown()
        self.thread.join()
        self.server_close()

    @property
    def outlets(self) -> list[Outlet]:
        return list(self.world.outlets.values())

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that was killed, or gave up, is part of the world."""


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        host = f"{self.connection.getsockname()[0]}:{self.server.server_address[1]}"
        headers = {k.lower(): v for k, v in self.headers.items()}
        with self.server.lock:
            reply = self.server.world.reply(host, self.path, headers, datetime.now(UTC))
        if reply.hang:
            self.server.over.wait(HANG)
            self.close_connection = True
            return
        self.send_response(reply.status)
        for name, value in {"Content-Type": reply.type, **reply.headers}.items():
            self.send_header(name, value)
        if reply.status != 304:
            self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        if reply.status != 304:
            self.wfile.write(reply.body)

    def log_message(self, format: str, *args: object) -> None:
        """The world keeps its own log."""
