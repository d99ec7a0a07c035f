"""Whose pace it is: the address that a request comes from."""

from __future__ import annotations

import ipaddress

from aiohttp import web


def address_of(request: web.Request, trusted_proxy: str) -> str | None:
    """Return the address to hold to a pace, or None for the machine itself.

    A loopback peer is the operator's own proxy, bench or terminal: it stands for everybody or for
    nobody. With TRUSTED_PROXY set, the last entry of X-Forwarded-For is the person's.
    """
    peer = request.remote or ""
    if trusted_proxy and peer == trusted_proxy:
        return request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip() or peer
    return None if _is_loopback(peer) else peer


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False
