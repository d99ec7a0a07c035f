"""Where a request comes from: the address that is held to a pace, and whether it is this machine itself."""

from __future__ import annotations

import ipaddress

from aiohttp import web

# What proxies write into a request that they pass on.
_PASSED_ON = ("X-Forwarded-For", "X-Forwarded-Proto", "X-Real-IP", "Forwarded", "Via")
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


def is_local(request: web.Request, trusted_proxy: str) -> bool:
    """Say whether somebody on this machine asks, and not a proxy on it for somebody else."""
    peer = request.remote or ""
    return _is_this_machine(peer) and peer != trusted_proxy and not is_passed_on(request)


def is_passed_on(request: web.Request) -> bool:
    """Say whether a request says of itself that a proxy passed it on."""
    return any(name in request.headers for name in _PASSED_ON)


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
