"""WeChat's own API, as far as we ask it: a token, the media that people sent, and messages of ours.

Ours and not wechatpy's: that one blocks, asks for tokens without end when one is refused, and takes no time limit.
No address that is asked here is ever logged: it holds the token, and the id of what somebody sent.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from datetime import datetime, timedelta
from ipaddress import ip_address
from types import TracebackType
from typing import Final, Self
from urllib.parse import urlsplit

import aiohttp
import orjson

from intake.evidence.fetching import CannotFetch
from intake.officers.hook_address import may_be_called

_JSON: Final = {"Content-Type": "application/json; charset=utf-8"}
_CHUNK_BYTES: Final = 64 * 1024
_MOST_JSON_BYTES: Final = 64 * 1024
# WeChat keeps an old token good for five minutes after a new one.
_RENEWED_BEFORE: Final = timedelta(minutes=5)
_NO_TOKEN: Final = frozenset({40001, 40014, 42001})
# 40007: there is no such media; what a person sent is kept for three days.
_GONE: Final = frozenset({40007})
_REASONS: Final = {
    -1: "busy",
    40001: "token_refused",
    40013: "app_id_refused",
    40014: "token_refused",
    40125: "secret_refused",
    40164: "address_not_listed",
    40243: "secret_frozen",
    42001: "token_refused",
    40037: "template_refused",
    45009: "daily_limit",
    45011: "too_often",
    47003: "template_refused",
    48001: "not_permitted",
}


class WeChatApi:
    """Asks for one account. Within its block only: the connections are closed with it."""

    def __init__(
        self,
        base: str,
        app_id: str,
        secret: str,
        clock: Callable[[], datetime],
        within_seconds: float = 90.0,
        silent_seconds: float = 15.0,
    ) -> None:
        """Take the account.

        within_seconds  the longest that one answer may take; silent_seconds: that nothing of it may come
        """
        self._base = base
        self._app_id = app_id
        self._secret = secret
        self._clock = clock
        self._limits = aiohttp.ClientTimeout(total=within_seconds, sock_connect=5, sock_read=silent_seconds)
        self._token = ""
        self._token_until = clock()
        self._one_asks = asyncio.Lock()
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        """Open it."""
        # No cookies, and no proxy or password file of the environment.
        self._session = aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar(), timeout=self._limits)
        return self

    async def __aexit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        """Close it."""
        if self._session is not None:
            await self._session.close()

    def handed_over(self, told: Mapping[str, str]) -> AbstractAsyncContextManager[AsyncIterator[bytes]]:
        """Give what a message brought, by the fields of that message. Raises CannotFetch."""
        return self.media(told.get("MediaId", ""))

    async def is_ready(self) -> None:
        """Have a token at hand. Raises CannotFetch."""
        with _told():
            await self._valid_token("")

    async def posted(self, path: str, body: Mapping[str, object]) -> dict[str, object]:
        """Post to an address of the API and return what it says; once more where the token was refused.

        Raises CannotFetch. Chinese goes as it is: WeChat shows its escapes to people.
        """
        with _told():
            stale = ""
            for is_last in (False, True):
                token = await self._valid_token(stale)
                query = {"access_token": token}
                told = await _told_by(await self._post(path, query, body))
                if told.get("errcode") not in _NO_TOKEN or is_last:
                    return told
                stale = token
        raise AssertionError("unreachable")

    @asynccontextmanager
    async def media(self, media_id: str) -> AsyncIterator[AsyncIterator[bytes]]:
        """Give what somebody sent, piece by piece. Raises CannotFetch, also between two pieces."""
        with _told():
            answer = await self._media(media_id)
        try:
            yield _pieces(answer)
        finally:
            answer.close()

    async def _media(self, media_id: str) -> aiohttp.ClientResponse:
        stale = ""
        for is_last in (False, True):
            token = await self._valid_token(stale)
            answer = await self._get(f"{self._base}/cgi-bin/media/get", access_token=token, media_id=media_id)
            if not _is_json(answer):
                return answer
            told = await _json_of(answer)
            if isinstance(address := told.get("video_url"), str):
                return await self._video(address)
            code = told.get("errcode")
            if code not in _NO_TOKEN or is_last:
                raise _refused(code)
            stale = token
        raise AssertionError("unreachable")

    async def _video(self, address: str) -> aiohttp.ClientResponse:
        await self._check_outside(address)
        answer = await self._get(address)
        if _is_json(answer):
            raise _refused((await _json_of(answer)).get("errcode"))
        return answer

    async def _get(self, address: str, **query: str) -> aiohttp.ClientResponse:
        answer = await self._opened.get(address, params=query, allow_redirects=False)
        _refuse_failed(answer)
        if answer.content_type == "text/html":
            # A login page of the network between us, or an error page: not what was sent.
            answer.close()
            raise CannotFetch("not_media")
        return answer

    async def _post(
        self, path: str, query: Mapping[str, str], body: Mapping[str, object]
    ) -> aiohttp.ClientResponse:
        address, written = f"{self._base}{path}", orjson.dumps(body)
        try:
            return await self._opened.post(
                address, params=query, data=written, headers=_JSON, allow_redirects=False
            )
        except aiohttp.ClientConnectorError:
            # Nothing left this machine: that is worth knowing where something may not be said twice.
            raise CannotFetch("not_connected") from None

    async def _valid_token(self, stale: str) -> str:
        """Return a token that is not the one that was just refused; of many that ask at once one fetches it."""
        async with self._one_asks:
            if self._token and self._token != stale and self._clock() < self._token_until:
                return self._token
            asked = {"grant_type": "client_credential", "appid": self._app_id, "secret": self._secret}
            answer = await self._opened.post(
                f"{self._base}/cgi-bin/stable_token", json={**asked, "force_refresh": False}, allow_redirects=False
            )
            told = await _json_of(answer)
            token, lasts = told.get("access_token"), told.get("expires_in")
            if not isinstance(token, str) or not token or not isinstance(lasts, int):
                raise _refused(told.get("errcode"))
            self._token, self._token_until = token, self._clock() + timedelta(seconds=lasts) - _RENEWED_BEFORE
            return token

    async def _check_outside(self, address: str) -> None:
        """Refuse an address inside our own network: it came with an answer, not from us."""
        parts, own = urlsplit(address), urlsplit(self._base)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise CannotFetch("bad_address")
        if parts.netloc == own.netloc:
            return
        loop = asyncio.get_running_loop()
        found = await loop.getaddrinfo(parts.hostname, parts.port or 443, type=socket.SOCK_STREAM)
        if not all(may_be_called(ip_address(str(place[4][0]).partition("%")[0]), ()) for place in found):
            raise CannotFetch("bad_address")

    @property
    def _opened(self) -> aiohttp.ClientSession:
        if self._session is None:
            raise RuntimeError("the API is not open")
        return self._session


@contextmanager
def _told() -> Iterator[None]:
    """Turn every way in which an answer can fail into CannotFetch; the errors' own texts hold addresses."""
    try:
        yield
    except TimeoutError:
        raise CannotFetch("timeout") from None
    except aiohttp.ClientPayloadError:
        raise CannotFetch("cut_short") from None
    except (aiohttp.ClientError, OSError, ValueError):
        raise CannotFetch("unreachable") from None


async def _pieces(answer: aiohttp.ClientResponse) -> AsyncIterator[bytes]:
    with _told():
        async for piece in answer.content.iter_chunked(_CHUNK_BYTES):
            yield piece


def _is_json(answer: aiohttp.ClientResponse) -> bool:
    # Errors come as text/plain as well as application/json; a picture never does.
    return answer.content_type in {"application/json", "text/plain"}


def _refuse_failed(answer: aiohttp.ClientResponse) -> None:
    if answer.status != 200:
        answer.close()
        raise CannotFetch(f"http_{answer.status}")


async def _told_by(answer: aiohttp.ClientResponse) -> dict[str, object]:
    _refuse_failed(answer)
    return await _json_of(answer)


async def _json_of(answer: aiohttp.ClientResponse) -> dict[str, object]:
    body = bytearray()
    async for piece in answer.content.iter_any():
        body += piece
        if len(body) > _MOST_JSON_BYTES:
            break
    answer.close()
    try:
        told = orjson.loads(body)
    except orjson.JSONDecodeError:
        raise CannotFetch("not_media") from None
    if not isinstance(told, dict):
        raise CannotFetch("not_media")
    return told


def _refused(code: object) -> CannotFetch:
    number = code if isinstance(code, int) else 0
    if number in _GONE:
        return CannotFetch("expired", for_good=True)
    return CannotFetch(reason_of(number) if number else "not_media")


def reason_of(number: int) -> str:
    """Return why WeChat refused, as a code that may be shown."""
    return _REASONS.get(number, f"refused_{number}")
