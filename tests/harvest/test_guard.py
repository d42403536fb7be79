"""Which addresses may be reached, in all the forms that they are written in."""

from __future__ import annotations

import ipaddress
import socket

import httpcore
import pytest

from onrecord.errors import FetchError, Forbidden
from onrecord.harvest import Fetcher
from onrecord.harvest.guard import checked, is_public

PRIVATE = """
    0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.100.100.200 127.0.0.1 127.255.255.254 168.63.129.16
    169.254.0.1 169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.1 192.0.0.192 192.0.2.1 192.88.99.1 192.168.0.1
    198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 239.1.2.3 240.0.0.1 255.255.255.255
    :: ::1 ::7f00:1 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 ::ffff:7f00:1
    64:ff9b::7f00:1 64:ff9b::10.0.0.1 64:ff9b:1::a9fe:a9fe 100::1 2001:db8::1 2002:7f00:1:: 2002:a9fe:a9fe::
    2002:c0a8:1::1 2001:0:5ef5:79fd:0:59d:80ff:fffe fc00::1 fd00:ec2::254 fe80::1 fec0::1 ff02::1
""".split()
PUBLIC = """
    1.1.1.1 8.8.8.8 93.184.216.34 172.15.0.1 172.32.0.1 192.167.1.1 100.63.0.1 100.128.0.1
    2606:4700:4700::1111 2a00:1450:4001:80b::200e ::ffff:8.8.8.8 64:ff9b::808:808
""".split()


@pytest.mark.parametrize("address", PRIVATE)
def test_a_private_address_is_not_public(address: str):
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_is_public(address: str):
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "2130706433",
        "0x7f000001",
        "0x7f.1",
        "017700000001",
        "127.1",
        "0",
        "::1",
        "::ffff:127.0.0.1",
    ],
)
def test_this_machine_is_refused_in_every_form(host: str):
    with pytest.raises((Forbidden, FetchError)):
        checked(host, 80)


@pytest.mark.parametrize("host", ["no-such-host.invalid", "", "a" * 300, "x..y", "\udcff"])
def test_a_host_without_address_is_an_error(host: str):
    with pytest.raises(FetchError):
        checked(host, 80)


def test_an_allowed_host_is_allowed_by_name_or_with_its_port_only():
    assert checked("127.0.0.1", 8080, allowed=["127.0.0.1"]) == "127.0.0.1"
    assert checked("127.0.0.1", 8080, allowed=["127.0.0.1:8080"]) == "127.0.0.1"
    for allowed in (["127.0.0.1:8081"], ["localhost"], ["2130706433"]):
        with pytest.raises(Forbidden):
            checked("127.0.0.1", 8080, allowed=allowed)


def test_a_name_with_a_public_and_a_private_address_is_refused(monkeypatch: pytest.MonkeyPatch):
    def resolver(host: str, port: int, **_: object):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (a, port)) for a in ("8.8.8.8", "127.0.0.1")]

    monkeypatch.setattr(socket, "getaddrinfo", resolver)
    with pytest.raises(Forbidden, match=r"127\.0\.0\.1"):
        checked("rebind.test", 80)


def test_every_connection_of_a_fetcher_goes_through_the_guard():
    """httpx has no public parameter for this; should its attribute ever change its name, this fails."""
    with Fetcher() as fetcher:
        pool = fetcher._client._transport._pool  # type: ignore[attr-defined]
        assert isinstance(pool, httpcore.ConnectionPool)
        assert pool._network_backend is fetcher._backend
