"""Sending: mail over SMTP, webhooks over HTTP. Each function sends once and says what came of it."""

from __future__ import annotations

import base64
import hashlib
import hmac
import smtplib
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

import httpcore

from onrecord.errors import FetchError, UsageError
from onrecord.harvest.guard import GuardedBackend

SECONDS = 15.0  # a receiver that takes longer has failed, and gets it again
PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one attempt. `final` means that no further attempt will do better."""

    ok: bool
    problem: str = ""
    final: bool = False


SENT = Outcome(True)
SendMail = Callable[[EmailMessage], Outcome]


def smtp(address: str) -> SendMail:
    """How to send mail through the server of that address: `smtp://`, `smtp+tls://` (STARTTLS) or `smtps://`, with
    `user:password@` where it wants them. Raises `UsageError`."""
    parts = urlsplit(address)
    if parts.scheme not in PORTS or not parts.hostname:
        raise UsageError(f"the mail server {address[:60]!r}: give smtp://, smtp+tls:// or smtps:// and a host")
    host, port = parts.hostname, parts.port or PORTS[parts.scheme]

    def send(message: EmailMessage) -> Outcome:
        try:
            with _connection(parts.scheme, host, port) as server:
                if parts.username:
                    server.login(unquote(parts.username), unquote(parts.password or ""))
                server.send_message(message)
        except smtplib.SMTPRecipientsRefused as e:
            code, text = next(iter(e.recipients.values()), (0, b""))
            return Outcome(False, f"the mail server refuses the address: {code} {_text(text)}", 500 <= code < 600)
        except smtplib.SMTPException as e:
            return Outcome(False, f"the mail server: {e}"[:300])
        except OSError as e:
            return Outcome(False, f"no mail server at {host}:{port}: {e}")
        return SENT

    return send


def _connection(scheme: str, host: str, port: int) -> smtplib.SMTP:
    if scheme == "smtps":
        return smtplib.SMTP_SSL(host, port, timeout=SECONDS, context=ssl.create_default_context())
    server = smtplib.SMTP(host, port, timeout=SECONDS)
    if scheme == "smtp+tls":
        server.starttls(context=ssl.create_default_context())
    return server


def _text(value: bytes | str) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value


def signed(secret: str, id: str, body: bytes, now: datetime) -> dict[str, str]:
    """The headers of Standard Webhooks: id, time and HMAC-SHA256 of both with the body."""
    stamp = str(int(now.timestamp()))
    key = base64.b64decode(secret.removeprefix("whsec_"))
    mac = hmac.new(key, f"{id}.{stamp}.".encode() + body, hashlib.sha256).digest()
    return {
        "webhook-id": id,
        "webhook-timestamp": stamp,
        "webhook-signature": f"v1,{base64.b64encode(mac).decode()}",
    }


def post(url: str, body: bytes, headers: dict[str, str], *, private: bool, seconds: float = SECONDS) -> Outcome:
    """Send a webhook message. Any 2xx is received; 410 means never again; no redirect is followed. The network address
    is checked at the moment of connecting, so that no name can lead inside after it was accepted."""
    host = urlsplit(url).hostname or ""
    backend = GuardedBackend((host,) if private else ())
    backend.deadline = time.monotonic() + seconds
    sent = [("content-type", "application/json"), ("user-agent", "onrecord-webhooks"), *headers.items()]
    limits = {"timeout": dict.fromkeys(("connect", "read", "write", "pool"), seconds)}
    try:
        with (
            httpcore.ConnectionPool(network_backend=backend) as pool,
            pool.stream("POST", url, headers=sent, content=body, extensions=limits) as answer,
        ):
            status = answer.status
    except FetchError as e:  # Forbidden too: the name leads to a private address now, perhaps not tomorrow
        return Outcome(False, str(e))
    except (httpcore.TimeoutException, TimeoutError):
        return Outcome(False, f"no answer within {seconds:g} s")
    except (httpcore.NetworkError, httpcore.ProtocolError, OSError, ValueError) as e:
        return Outcome(False, f"{type(e).__name__}: {e}"[:300])
    if 200 <= status < 300:
        return SENT
    return Outcome(False, f"the receiver answered {status}", final=status == 410)
