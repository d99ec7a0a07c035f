"""The web chat's JSON: open a session, say something, hear what officers wrote since.

The pages stand in `webpage`; both are wired by `chat_routes`.
"""

from __future__ import annotations

import asyncio
import math
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

import orjson
from aiohttp import web

from bot import metrics
from bot.channels.keyed_ids import KeyedIds
from bot.channels.receiving import Receives
from bot.channels.refusals import refusal
from bot.channels.web import page as webpage
from bot.channels.web.session import WebSessions
from bot.conversation.messages import Location, Reply
from bot.reception import TooBusy
from bot.settings import Settings
from bot.shown.requests import body_of
from bot.shown.sources import address_of
from intake.cases.filer import Filer
from intake.pace import Beginnings, Sayings
from intents.signs import without_control_characters

# Set when the service stops, so that nobody's long poll holds it up.
STOPPING: web.AppKey[asyncio.Event] = web.AppKey("stopping", asyncio.Event)

HEARS_FOR_SECONDS = 25.0
_LOOKS_EVERY_SECONDS = 1.0
_MOST_LISTENERS = 4
# Each looks at the database every second.
_MOST_LISTENERS_IN_ALL = 1_000
_MOST_ID_CHARACTERS = 100
_MOST_LABEL_CHARACTERS = 200
_MOST_AFTER = 2**63 - 1
_NO_STORE = {"Cache-Control": "no-store"}


def chat_routes(
    reception: Receives,
    vault: KeyedIds,
    settings: Settings,
    clock: Callable[[], datetime],
    hears_for_seconds: float = HEARS_FOR_SECONDS,
    most_listeners: int = _MOST_LISTENERS_IN_ALL,
) -> list[web.RouteDef]:
    """Return the addresses of the JSON and of the pages.

    hears_for_seconds  how long a long poll waits before it answers that nothing was said
    most_listeners     how many of them may wait at once
    """
    sessions = WebSessions(reception, vault, clock)
    openings = Beginnings()
    sayings = Sayings()
    proxy = settings.trusted_proxy
    door = _ChatDoor(reception, sessions, proxy, clock, openings, sayings, hears_for_seconds, most_listeners)
    return [
        web.post("/api/chat/sessions", door.open),
        web.post("/api/chat/messages", door.say),
        web.get("/api/chat/messages", door.hear, allow_head=False),
        *webpage.page_routes(sessions, settings, clock, openings, sayings),
    ]


class _RefusedRequest(Exception):
    def __init__(self, outcome: str, response: web.Response) -> None:
        super().__init__(outcome)
        self.outcome = outcome
        self.response = response


@dataclass(frozen=True, slots=True)
class _PostedWords:
    said_id: str
    text: str
    location: Location | None


class _ChatDoor:
    def __init__(
        self,
        reception: Receives,
        sessions: WebSessions,
        trusted_proxy: str,
        clock: Callable[[], datetime],
        openings: Beginnings,
        sayings: Sayings,
        hears_for_seconds: float,
        most_listeners: int,
    ) -> None:
        self._reception = reception
        self._sessions = sessions
        self._trusted_proxy = trusted_proxy
        self._clock = clock
        self._openings = openings
        self._sayings = sayings
        self._hears_for_seconds = hears_for_seconds
        self._listeners: Counter[str] = Counter()
        self._most_listeners = most_listeners

    async def open(self, request: web.Request) -> web.Response:
        """`POST /api/chat/sessions`: a new session and what we say first."""
        return await _counted("web_session", self._open(request))

    async def say(self, request: web.Request) -> web.Response:
        """`POST /api/chat/messages`: one message and its answer."""
        return await _counted("web_message", self._say(request))

    async def hear(self, request: web.Request) -> web.Response:
        """`GET /api/chat/messages?after=N`: what officers wrote after number N, as soon as they did."""
        return await _counted("web_hear", self._hear(request))

    async def _open(self, request: web.Request) -> web.Response:
        await _read(request)
        if not self._openings.allows(address_of(request, self._trusted_proxy)):
            raise _too_fast("这个网络地址打开的对话太多了。")
        token, _, answered = await self._sessions.open()
        replies = [reply.as_json() for reply in answered.replies]
        return _answer({"session": token, "replies": replies, "trace": answered.trace.as_json()}, status=201)

    async def _say(self, request: web.Request) -> web.Response:
        filer = await self._filer(request)
        said = _said_in(await _read(request))
        if not self._sayings.allows(filer.person, address_of(request, self._trusted_proxy)):
            raise _too_fast("您发得太快了。")
        answered = await self._sessions.say(filer, said.said_id, said.text, said.location)
        replies = [reply.as_json() for reply in answered.replies]
        return _answer({"replies": replies, "trace": answered.trace.as_json()})

    async def _hear(self, request: web.Request) -> web.Response:
        filer = await self._filer(request)
        after = _after(request.query.get("after", "0"))
        with self._listening(filer.person):
            if after:
                # Whoever asks for what comes after a number has what came up to it.
                await self._reception.heard_until(filer, after)
            news = await self._news(request, filer, after)
        replies = [reply.as_json() for _, said in news for reply in said]
        return _answer({"replies": replies, "after": news[-1][0] if news else after})

    async def _news(self, request: web.Request, filer: Filer, after: int) -> list[tuple[int, tuple[Reply, ...]]]:
        loop = asyncio.get_running_loop()
        until = loop.time() + self._hears_for_seconds
        while True:
            news = list(await self._reception.said_since(filer, after))
            left = until - loop.time()
            if news or left <= 0 or _has_hung_up(request):
                return news
            if await _stops_within(request.app, min(left, _LOOKS_EVERY_SECONDS)):
                return news

    async def _filer(self, request: web.Request) -> Filer:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        filer = await self._sessions.filer_of(token.strip()) if scheme.lower() == "bearer" else None
        if filer is None:
            response = refusal(401, "unknown_session", "找不到这次对话。", "请重新打开聊天页面，开始新的对话。")
            response.headers["WWW-Authenticate"] = "Bearer"
            raise _RefusedRequest("unknown_session", response)
        return filer

    @contextmanager
    def _listening(self, person: str) -> Iterator[None]:
        if self._listeners[person] >= _MOST_LISTENERS:
            raise _too_fast("这次对话已经在太多窗口里打开了。")
        if self._listeners.total() >= self._most_listeners:
            raise _too_fast("现在打开的对话太多了，新消息会晚一点显示。")
        self._listeners[person] += 1
        try:
            yield
        finally:
            self._listeners[person] -= 1
            if not self._listeners[person]:
                del self._listeners[person]


async def _counted(route: str, answering: Awaitable[web.Response]) -> web.Response:
    try:
        response = await answering
        outcome = "answered"
    except _RefusedRequest as refused:
        response, outcome = refused.response, refused.outcome
    except TooBusy:
        response = refusal(503, "busy", "现在有点忙，这条还没有收下。", "请稍后用同一个 id 再发一次，不会重复。")
        response.headers["Retry-After"] = "2"
        outcome = "busy"
    metrics.count(route, outcome)
    return response


async def _read(request: web.Request) -> bytes:
    body = await body_of(request)
    if body is None:
        raise _RefusedRequest(
            "too_large", refusal(413, "too_large", "内容太长了。", "一条消息最多 64 KiB，请分几条发。")
        )
    return body


def _after(written: str) -> int:
    if written.isascii() and written.isdigit() and len(written) <= 19 and int(written) <= _MOST_AFTER:
        return int(written)
    raise _bad("after 应为不小于 0 的整数。", "第一次用 after=0，以后用上次收到的 after。")


def _said_in(body: bytes) -> _PostedWords:
    try:
        shape = orjson.loads(body)
    except orjson.JSONDecodeError:
        raise _bad("请求不是可以读的 JSON。", '请发送 {"id": "…", "text": "…"}，用 UTF-8。') from None
    said_id = shape.get("id") if isinstance(shape, dict) else None
    if not isinstance(said_id, str) or not 0 < len(said_id) <= _MOST_ID_CHARACTERS:
        raise _bad("缺少消息的 id。", "id 由您的程序给出，是 1 到 100 个字符的文字；同一条消息重发时不变。")
    text, location = shape.get("text"), shape.get("location")
    if isinstance(text, str) and location is None:
        return _PostedWords(said_id, text, None)
    if text is None and isinstance(location, dict):
        return _PostedWords(said_id, "", _location(location))
    raise _bad("消息里应当有 text 或 location 之一。", "text 是文字；location 有 lat、lng 和 label。")


def _location(shape: dict[str, object]) -> Location:
    label = shape.get("label") or ""
    if not isinstance(label, str):
        raise _bad("label 应为文字。", "没有地址时可以不给 label。")
    return Location(
        latitude=_degrees(shape.get("lat"), 90),
        longitude=_degrees(shape.get("lng"), 180),
        label=without_control_characters(label)[:_MOST_LABEL_CHARACTERS],
    )


def _degrees(value: object, limit: int) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _bad("lat、lng 应为数字。", "单位是度，例如 29.56、106.55。")
    if not math.isfinite(value) or abs(value) > limit:
        raise _bad("lat、lng 超出范围。", "纬度在 -90 到 90 之间，经度在 -180 到 180 之间。")
    return float(value)


def _has_hung_up(request: web.Request) -> bool:
    return request.transport is None or request.transport.is_closing()


async def _stops_within(app: web.Application, seconds: float) -> bool:
    stopping = app.get(STOPPING)
    if stopping is None:
        await asyncio.sleep(seconds)
        return False
    try:
        await asyncio.wait_for(stopping.wait(), seconds)
    except TimeoutError:
        return False
    return True


def _answer(shape: dict[str, object], status: int = 200) -> web.Response:
    return web.Response(
        body=orjson.dumps(shape), status=status, content_type="application/json", headers=_NO_STORE
    )


def _bad(message: str, hint: str) -> _RefusedRequest:
    return _RefusedRequest("bad_request", refusal(400, "bad_request", message, hint))


def _too_fast(message: str) -> _RefusedRequest:
    response = refusal(429, "too_many_requests", message, "请过十几秒再试，不会丢失已经填写的内容。")
    response.headers["Retry-After"] = "15"
    return _RefusedRequest("too_many_requests", response)
