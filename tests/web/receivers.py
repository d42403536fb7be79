"""Real receivers of alerts on loopback: an SMTP server that keeps its mails, an HTTP server that can fail and hang."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from aiosmtpd.controller import Controller

from onrecord.alerts import notify, sending


class Mailbox:
    """An aiosmtpd handler. `answers` are given to the next messages in place of accepting them."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.answers: list[str] = []
        self.address = ""

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.answers:
            return self.answers.pop(0)
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))  # type: ignore[arg-type]
        return "250 OK"

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if address.startswith("nobody@"):
            return "550 5.1.1 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"


@contextmanager
def mailbox() -> Iterator[Mailbox]:
    """A mail server on a free port."""
    box = Mailbox()
    with socket.socket() as free:  # aiosmtpd wants to know its port beforehand
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        box.address = f"smtp://127.0.0.1:{port}"
        yield box
    finally:
        controller.stop()


class Hook:
    """What a webhook receiver got, and how it answers: a status, or a number of seconds to hang."""

    def __init__(self) -> None:
        self.got: list[tuple[dict[str, str], bytes]] = []
        self.answers: list[int | float] = []
        self.address = ""
        self.released = threading.Event()


@contextmanager
def hook() -> Iterator[Hook]:
    """An HTTP receiver on a free port."""
    kept = Hook()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            kept.got.append(({k.lower(): v for k, v in self.headers.items()}, body))
            answer = kept.answers.pop(0) if kept.answers else 204
            if isinstance(answer, float):
                kept.released.wait(answer)
                return
            self.send_response(answer)
            if answer in (301, 302, 307):
                self.send_header("location", "http://169.254.169.254/")
            self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        kept.address = f"http://127.0.0.1:{server.server_address[1]}/hook"
        yield kept
    finally:
        kept.released.set()
        server.shutdown()
        server.server_close()
        thread.join(10)


def posting(box: Mailbox | None = None, *, seconds: float = 5.0) -> notify.Post:
    """How a site of tests sends: mail to `box`, webhooks to this machine."""
    return notify.Post(
        title="onrecord",
        sender="onrecord <alerts@site.example>",
        absolute=lambda path: "https://site.example" + path,
        send_mail=sending.smtp(box.address) if box else None,
        private_webhooks=True,
        webhook_seconds=seconds,
    )
