"""Calls one address by https: signed, within a time, to where its name leads now, and nowhere else.

What the other side says is not read: its status is all that counts. Signed as Standard Webhooks has it.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import socket
import ssl
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from ipaddress import ip_address
from typing import Final

import aiohttp
import orjson
from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from intake.officers.hook_address import AddressRefused, Network, fit_address, may_be_called
from intake.storage.hook_tables import HookCallRow

WITHIN_SECONDS: Final = 10.0
_CONNECTED_WITHIN_SECONDS: Final = 5.0
_AGENT: Final = "shangmi-webhook/1"

# Why a call did not come through, by the code that is kept.
CALL_REASONS: Final[Mapping[str, str]] = {
    "timeout": "对方太慢，没有在时限内答复",
    "unreachable": "连不上对方",
    "certificate": "对方的证书不可信",
    "inner_address": "地址指向本机或者内部网络，没有发出",
    "unknown_host": "域名查不到",
    "redirected": "对方要求转到别的地址，没有跟去",
    "refused": "对方没有收下（4xx）",
    "failed": "对方出错（5xx）",
    "not_http": "对方的答复不是 HTTP",
}


class CallFailed(Exception):
    """A call that did not come through. `reason` is a code of CALL_REASONS."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def body_of(call: HookCallRow) -> bytes:
    """Return what is sent: the same bytes each time, so that the same call has the same body."""
    data: dict[str, str | int | None] = {"reference": call.reference, "state": call.state, "at": _instant(call.at)}
    if call.transfer is not None:
        data["transfer"] = call.transfer
    return orjson.dumps({"type": call.event, "timestamp": _instant(call.at), "data": data})


def headers_of(call_id: str, body: bytes, key: bytes, now: datetime) -> dict[str, str]:
    """Return the headers of a call: its number, when it was sent, and the signature over both and the body."""
    number, sent_at = f"msg_{call_id}", str(int(now.timestamp()))
    signed = hmac.new(key, b".".join([number.encode(), sent_at.encode(), body]), hashlib.sha256).digest()
    return {
        "Content-Type": "application/json",
        "User-Agent": _AGENT,
        "webhook-id": number,
        "webhook-timestamp": sent_at,
        "webhook-signature": "v1," + base64.b64encode(signed).decode(),
    }


class HookPost:
    """Carries calls."""

    def __init__(
        self,
        inside: Sequence[Network] = (),
        trusted: ssl.SSLContext | None = None,
        within_seconds: float = WITHIN_SECONDS,
    ) -> None:
        """Take what the operator allows.

        inside   networks of our own that may be called
        trusted  whose certificates are believed; None: those the machine believes
        """
        self._inside = inside
        self._trusted = trusted
        self._within_seconds = within_seconds

    async def carry(self, address: str, body: bytes, headers: Mapping[str, str]) -> None:
        """Call the address once, or raise CallFailed."""
        try:
            # An IP address is connected to as it is written, and never resolved.
            url = URL(fit_address(address, self._inside))
        except AddressRefused:
            raise CallFailed("inner_address") from None
        try:
            async with asyncio.timeout(self._within_seconds):
                status = await self._called(url, body, headers)
        except TimeoutError:
            raise CallFailed("timeout") from None
        if 300 <= status < 400:
            raise CallFailed("redirected")
        if status >= 500:
            raise CallFailed("failed")
        if not 200 <= status < 300:
            raise CallFailed("refused")

    async def _called(self, url: URL, body: bytes, headers: Mapping[str, str]) -> int:
        connector = aiohttp.TCPConnector(
            resolver=_Pinned(self._inside),
            use_dns_cache=False,
            force_close=True,
            ssl=self._trusted if self._trusted is not None else True,
        )
        timeout = aiohttp.ClientTimeout(total=self._within_seconds, connect=_CONNECTED_WITHIN_SECONDS)
        try:
            async with aiohttp.ClientSession(
                connector=connector, timeout=timeout, trust_env=False, auto_decompress=False
            ) as session:
                answer = await session.post(url, data=body, headers=headers, allow_redirects=False)
                # However much is to come: it is not waited for.
                answer.close()
                return answer.status
        except aiohttp.ClientConnectorCertificateError:
            raise CallFailed("certificate") from None
        except aiohttp.ClientConnectorDNSError as error:
            inner = isinstance(error.os_error, _InnerHost)
            raise CallFailed("inner_address" if inner else "unknown_host") from None
        except aiohttp.ClientSSLError:
            raise CallFailed("certificate") from None
        except (aiohttp.ClientResponseError, aiohttp.ServerDisconnectedError, aiohttp.ClientPayloadError):
            raise CallFailed("not_http") from None
        except TimeoutError:
            raise
        except (aiohttp.ClientError, OSError, ValueError):
            raise CallFailed("unreachable") from None


class _InnerHost(OSError):
    """The name leads where we do not call."""


class _Pinned(AbstractResolver):
    """Resolves a name once, for one call: what it gives was looked at, and is what is connected to."""

    def __init__(self, inside: Sequence[Network]) -> None:
        self._inside = inside

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """Return where the name leads; one place that may not be called is enough to refuse it whole."""
        loop = asyncio.get_running_loop()
        found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM, family=socket.AF_UNSPEC)
        addresses = [(kind, str(place[0]).partition("%")[0]) for kind, _, _, _, place in found]
        if not all(may_be_called(ip_address(address), self._inside) for _, address in addresses):
            raise _InnerHost("inner address")
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=port,
                family=kind,
                proto=0,
                flags=socket.AI_NUMERICHOST | socket.AI_NUMERICSERV,
            )
            for kind, address in addresses
        ]

    async def close(self) -> None:
        """Nothing is held."""


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
