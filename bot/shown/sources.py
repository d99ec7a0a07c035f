"""Where a request comes from: the address that is held to a pace, and whether it is this machine itself."""

from __future__ import annotations

import ipaddress
from functools import lru_cache
from urllib.parse import SplitResult, urlsplit

from aiohttp import HttpVersion11, web

# What proxies write into a request that they pass on.
_PASSED_ON = ("X-Forwarded-For", "X-Forwarded-Proto", "X-Real-IP", "Forwarded", "Via")
# What this machine calls itself.
_OWN_NAMES = frozenset({"127.0.0.1", "::1", "localhost"})
# Whoever has an IPv6 address has as many as they like of the same network.
_NETWORK_BITS = 64


def source_of(request: web.Request, trusted_proxy: str) -> str:
    """Return the address that a request comes from; of an IPv6 address its network.

    With TRUSTED_PROXY set, the last entry of X-Forwarded-For is the person's.
    """
    peer = request.remote or ""
    if trusted_proxy and peer == trusted_proxy:
        peer = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip() or peer
    return _network_of(peer)


def address_of(request: web.Request, trusted_proxy: str) -> str | None:
    """Return the address to hold to a pace, or None for the machine itself.

    A peer on this machine is the operator's own proxy, bench or terminal: it stands for everybody or for
    nobody.
    """
    source = source_of(request, trusted_proxy)
    passed_on = trusted_proxy and request.remote == trusted_proxy
    return None if not passed_on and _is_this_machine(source) else source


def is_local(request: web.Request, trusted_proxy: str, public_url: str) -> bool:
    """Say whether somebody on this machine asks it by its own name, and not a proxy on it for somebody else.

    public_url  how people reach the service; "" where nobody but this machine does

    A proxy that says nothing of itself is known by the name it was asked for, or by HTTP/1.0, in which proxies ask
    that nobody told otherwise and nobody else does any more.
    """
    peer = request.remote or ""
    is_from_here = _is_this_machine(peer) and peer != trusted_proxy and not is_passed_on(request)
    return is_from_here and request.version >= HttpVersion11 and _is_asked_as_itself(request, public_url)


def is_passed_on(request: web.Request) -> bool:
    """Say whether a request says of itself that a proxy passed it on."""
    return any(name in request.headers for name in _PASSED_ON)


def _is_asked_as_itself(request: web.Request, public_url: str) -> bool:
    try:
        asked = urlsplit(f"//{request.headers.get('Host', '')}")
        return asked.hostname in _OWN_NAMES and _named_by(asked) != _named_by(urlsplit(public_url))
    except ValueError:
        return False


def _named_by(address: SplitResult) -> tuple[str | None, int]:
    return address.hostname, address.port or (443 if address.scheme == "https" else 80)


@lru_cache(maxsize=256)
def _network_of(address: str) -> str:
    try:
        read = ipaddress.ip_address(address)
    except ValueError:
        return address[:64]
    if isinstance(read, ipaddress.IPv4Address):
        return str(read)
    if read.ipv4_mapped is not None:
        return str(read.ipv4_mapped)
    if read.is_loopback:
        return str(read)
    return str(ipaddress.ip_network((read, _NETWORK_BITS), strict=False))


def _is_this_machine(address: str) -> bool:
    # Of 127.0.0.0/8 only the one that this machine calls itself by: the others are somebody's on purpose.
    return address in {"127.0.0.1", "::1"}
