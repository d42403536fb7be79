"""Which addresses of the network may be reached: public ones, checked at the moment of connecting.

Names are resolved here, every address that a name has is checked, and the connection goes to the very address that was
checked, on each redirect anew; so a name that changes its address in between gains nothing. Numbers in any form
(decimal, octal, hexadecimal, IPv4 inside IPv6) come out of the resolver as what they mean.
"""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Collection, Iterable
from typing import Any

import httpcore

from onrecord.errors import FetchError, Forbidden

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

# Public by their numbers, private by their use.
_FORBIDDEN = tuple(
    ipaddress.ip_network(n)
    for n in (
        "192.0.0.0/24",  # protocol assignments; Oracle keeps its metadata service there
        "168.63.129.16/32",  # Azure's metadata service
        "192.88.99.0/24",  # 6to4 relays, withdrawn by RFC 7526
        "fec0::/10",  # site-local, withdrawn by RFC 3879, still routed inside some networks
        "100::/64",  # discard
        "5f00::/16",  # segment routing
    )
)
_NAT64 = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"))
_COMPATIBLE = ipaddress.ip_network("::/96")


def is_public(address: Address) -> bool:
    """Whether everybody can reach the address: neither private, loopback, link-local, shared, multicast nor reserved,
    nor an IPv6 form that leads to an IPv4 address of that kind."""
    if any(address in network for network in _FORBIDDEN if network.version == address.version):
        return False
    if isinstance(address, ipaddress.IPv6Address) and (inner := _inner(address)) is not None:
        return is_public(inner)
    return address.is_global and not address.is_multicast and not address.is_reserved


def _inner(address: ipaddress.IPv6Address) -> Address | None:
    """The IPv4 address that an IPv6 address stands for or leads to."""
    if address.ipv4_mapped or address.sixtofour:
        return address.ipv4_mapped or address.sixtofour
    if address.teredo:
        return address.teredo[1]
    if any(address in network for network in (*_NAT64, _COMPATIBLE)):
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return None


def checked(host: str, port: int, *, allowed: Collection[str] = ()) -> str:
    """The address to connect to for a host. `allowed` names hosts ("127.0.0.1", "paper.test:8080") that may be private.

    Raises `Forbidden` if any address of the host is not public, `FetchError` if it has none."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as e:
        raise FetchError(f"{host} has no address ({e}); check the spelling, or try again later") from e
    addresses = [ipaddress.ip_address(str(entry[4][0]).partition("%")[0]) for entry in found]
    if not addresses:
        raise FetchError(f"{host} has no address; check the spelling, or try again later")
    if not {host, f"{host}:{port}"} & set(allowed):
        refuse_private(host, addresses)
    return str(addresses[0])


def refuse_private(host: str, addresses: Iterable[Address]) -> None:
    for address in addresses:
        if not is_public(address):
            raise Forbidden(f"{host} leads to {address}, no public address: save the page yourself, then add the file")


class GuardedBackend(httpcore.NetworkBackend):
    """Connects for httpcore, to checked addresses only, and ends every wait at `deadline` (of `time.monotonic`)."""

    def __init__(self, allowed: Collection[str]) -> None:
        self._allowed = frozenset(allowed)
        self._inner = httpcore.SyncBackend()
        self.deadline = float("inf")

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Any = None,
    ) -> httpcore.NetworkStream:
        address = checked(host, port, allowed=self._allowed)
        stream = self._inner.connect_tcp(address, port, self.left(timeout), local_address, socket_options)
        return _TimedStream(stream, self)

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Any = None
    ) -> httpcore.NetworkStream:
        raise Forbidden("a socket of this machine: give an http or https address")

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)

    def left(self, timeout: float | None) -> float:
        """How long a wait may last. Raises httpcore's `ReadTimeout` when the time is up."""
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the time for this fetch is up")
        return left if timeout is None else min(left, timeout)


class _TimedStream(httpcore.NetworkStream):
    """A stream whose waits all end at the backend's deadline, so that no server can drip for ever."""

    def __init__(self, stream: httpcore.NetworkStream, backend: GuardedBackend) -> None:
        self._stream = stream
        self._backend = backend

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._backend.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._backend.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, self._backend.left(timeout))
        return _TimedStream(stream, self._backend)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
