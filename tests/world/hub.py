"""A WebSub hub on loopback, as the recommendation describes it: verifies intent, signs what it sends, ends leases."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode

METHODS = {"sha1": hashlib.sha1, "sha256": hashlib.sha256, "sha512": hashlib.sha512}


@dataclass
class Hub:
    """A context manager. `subscribers` are those that confirmed: (topic, callback) -> secret. `log` holds the form of
    every request that came, `told` the status of every request that went out."""

    lease: int = 864_000
    method: str = "sha256"
    deny: str = ""  # a reason: nobody is let in
    move: str = ""  # where the hub says that it is, with 308
    subscribers: dict[tuple[str, str], str] = field(default_factory=dict)
    log: list[dict[str, str]] = field(default_factory=list)
    told: list[tuple[str, int, bytes]] = field(default_factory=list)

    def __enter__(self) -> Hub:
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
        self.server.daemon_threads = True
        self.server.hub = self  # type: ignore[attr-defined]
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.server.server_address[1]}"

    @property
    def url(self) -> str:
        return f"http://{self.host}/hub"

    def ask(self, form: dict[str, str]) -> None:
        """What a hub does after it said 202: ask the subscriber whether it meant it."""
        mode, topic, callback = form["hub.mode"], form["hub.topic"], form["hub.callback"]
        if self.deny:
            self.get(callback, {"hub.mode": "denied", "hub.topic": topic, "hub.reason": self.deny})
            return
        challenge = secrets.token_hex()
        fields = {"hub.mode": mode, "hub.topic": topic, "hub.challenge": challenge}
        if mode == "subscribe":
            fields["hub.lease_seconds"] = str(self.lease)
        status, body = self.get(callback, fields)
        if status == 200 and body == challenge.encode():
            if mode == "subscribe":
                self.subscribers[topic, callback] = form["hub.secret"]
            else:
                self.subscribers.pop((topic, callback), None)

    def get(self, callback: str, fields: dict[str, str]) -> tuple[int, bytes]:
        return self._send(f"GET {fields['hub.mode']}", urllib.request.Request(f"{callback}?{urlencode(fields)}"))

    def publish(self, topic: str, content: bytes, *, signature: str | None = None) -> list[int]:
        """Send the topic's content to all who subscribed; the statuses that they answer."""
        statuses = []
        for (wanted, callback), secret in list(self.subscribers.items()):
            if wanted == topic:
                right = f"{self.method}={hmac.new(secret.encode(), content, METHODS[self.method]).hexdigest()}"
                headers = {"X-Hub-Signature": right if signature is None else signature}
                headers["Link"] = f'<{self.url}>; rel="hub", <{topic}>; rel="self"'
                statuses.append(self._send("POST", urllib.request.Request(callback, content, headers))[0])
        return statuses

    def _send(self, what: str, request: urllib.request.Request) -> tuple[int, bytes]:
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                status, body = answer.status, answer.read()
        except urllib.error.HTTPError as e:
            status, body = e.code, e.read()
        except OSError:  # the subscriber has gone
            status, body = 0, b""
        self.told.append((what, status, body))
        return status, body


class _Handler(BaseHTTPRequestHandler):
    server: Any

    def do_POST(self) -> None:
        hub: Hub = self.server.hub
        length = int(self.headers["Content-Length"])
        form = {k: v[0] for k, v in parse_qs(self.rfile.read(length).decode()).items()}
        hub.log.append(form)
        if hub.move and self.path == "/hub":
            self.send_response(308)
            self.send_header("Location", hub.move)
            self.end_headers()
            return
        self.send_response(202)
        self.send_header("Content-Length", "0")
        self.end_headers()
        threading.Thread(target=hub.ask, args=(form,), daemon=True).start()

    def log_message(self, format: str, *args: object) -> None:
        """The hub keeps its own log."""
