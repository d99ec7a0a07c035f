"""WeChat's own API as a real server that can be told to hang, to fail and to lie."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from aiohttp import web
from aiohttp.test_utils import TestServer

APP_ID, SECRET = "wxba5fad812f8e6fb9", "0123456789abcdef0123456789abcdef"
# The smallest picture that is one.
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001"
    "a5f645400000000049454e44ae426082"
)

Answering = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass
class FakeWeChat:
    """Answers `/cgi-bin/…`; what it is asked stands in `asked`, without the token.

    media   what each media_id is answered with
    token   the one token that is good now
    sending what messages of ours are answered with; None: taken
    taken   the messages that were taken: (openid, text)
    noticed the 订阅通知 that were taken, as they were sent
    """

    media: dict[str, Answering] = field(default_factory=dict)
    token: str = "token-1"
    tokens_given: int = 0
    token_answer: Answering | None = None
    asked: list[str] = field(default_factory=list)
    sending: Answering | None = None
    taken: list[tuple[str, str]] = field(default_factory=list)
    noticed: list[dict[str, object]] = field(default_factory=list)
    server: TestServer | None = None
    released: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def address(self) -> str:
        assert self.server is not None
        return str(self.server.make_url("")).rstrip("/")

    async def start(self) -> None:
        app = web.Application()
        app.router.add_post("/cgi-bin/stable_token", self._stable_token)
        app.router.add_get("/cgi-bin/media/get", self._media)
        app.router.add_get("/video/{name}", self._video)
        app.router.add_post("/cgi-bin/message/custom/send", self._message)
        app.router.add_post("/cgi-bin/message/subscribe/bizsend", self._notice)
        self.server = TestServer(app)
        await self.server.start_server(access_log=None)

    async def stop(self) -> None:
        self.released.set()
        assert self.server is not None
        await self.server.close()

    def holds(self, media_id: str, content: bytes = PIXEL, content_type: str = "image/png") -> None:
        """Hand over this content."""
        self.media[media_id] = lambda _: _answered(
            web.Response(body=content, content_type=content_type, headers={"Content-disposition": "attachment"})
        )

    def refuses(self, media_id: str, code: int) -> None:
        """Say so with 200 and JSON in plain text, as WeChat does."""
        told = {"errcode": code, "errmsg": "invalid hint: [secret openid oABC]"}
        self.media[media_id] = lambda _: _answered(web.json_response(told, content_type="text/plain"))

    def fails(self, media_id: str, status: int = 502) -> None:
        self.media[media_id] = lambda _: _answered(web.Response(status=status, text="bad gateway"))

    def lies_with_a_page(self, media_id: str) -> None:
        """Answer 200 with a page, as a captive portal does."""
        page = "<!doctype html><title>请登录</title>"
        self.media[media_id] = lambda _: _answered(web.Response(text=page, content_type="text/html"))

    def hangs(self, media_id: str, after: bytes = b"") -> None:
        """Say nothing, or only the beginning, until the test is over."""

        async def hang(request: web.Request) -> web.StreamResponse:
            answer = web.StreamResponse(headers={"Content-Type": "image/png"})
            if after:
                await answer.prepare(request)
                await answer.write(after)
            await self.released.wait()
            return answer

        self.media[media_id] = hang

    def breaks_off(self, media_id: str, content: bytes = PIXEL) -> None:
        """Promise the whole and close the line in the middle."""

        async def break_off(request: web.Request) -> web.StreamResponse:
            answer = web.StreamResponse(headers={"Content-Type": "image/png", "Content-Length": str(len(content))})
            await answer.prepare(request)
            await answer.write(content[: len(content) // 2])
            assert request.transport is not None
            request.transport.close()
            return answer

        self.media[media_id] = break_off

    def sends_on(self, media_id: str, address: str) -> None:
        """Answer as for a video: with the address where it lies."""
        self.media[media_id] = lambda _: _answered(web.json_response({"video_url": address}))

    def refuses_messages(self, code: object) -> None:
        told = {"errcode": code, "errmsg": "hint: [secret openid oABC]"}
        self.sending = lambda _: _answered(web.json_response(told, content_type="text/plain"))

    async def hangs_on(self, _: web.Request) -> web.StreamResponse:
        """Say nothing until the test is over."""
        await self.released.wait()
        return web.Response()

    async def hangs_up(self, request: web.Request) -> web.StreamResponse:
        """Close the line without a word."""
        assert request.transport is not None
        request.transport.close()
        return web.Response()

    async def _message(self, request: web.Request) -> web.StreamResponse:
        self.asked.append("message")
        raw = await request.text()
        # WeChat shows people the escapes that it is sent.
        assert "\\u" not in raw
        told = await request.json()
        if request.query["access_token"] != self.token:
            return web.json_response({"errcode": 40001, "errmsg": "invalid credential"}, content_type="text/plain")
        if self.sending is not None:
            return await self.sending(request)
        self.taken.append((told["touser"], told["text"]["content"]))
        return web.json_response({"errcode": 0, "errmsg": "ok"})

    async def _notice(self, request: web.Request) -> web.StreamResponse:
        self.asked.append("notice")
        told = await request.json()
        if request.query["access_token"] != self.token:
            return web.json_response({"errcode": 40001, "errmsg": "invalid credential"}, content_type="text/plain")
        if self.sending is not None:
            return await self.sending(request)
        self.noticed.append(told)
        return web.json_response({"errcode": 0, "errmsg": "ok"})

    async def _stable_token(self, request: web.Request) -> web.StreamResponse:
        asked = await request.json()
        self.asked.append("token")
        if self.token_answer is not None:
            return await self.token_answer(request)
        if (asked["appid"], asked["secret"], asked["force_refresh"]) != (APP_ID, SECRET, False):
            return web.json_response({"errcode": 40125, "errmsg": "invalid appsecret"})
        self.tokens_given += 1
        return web.json_response({"access_token": self.token, "expires_in": 7200})

    async def _media(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(request.query["media_id"])
        if request.query["access_token"] != self.token:
            return web.json_response({"errcode": 40001, "errmsg": "invalid credential"}, content_type="text/plain")
        answer = self.media.get(request.query["media_id"])
        if answer is None:
            return web.json_response({"errcode": 40007, "errmsg": "invalid media_id"}, content_type="text/plain")
        return await answer(request)

    async def _video(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(f"video {request.match_info['name']}")
        assert "access_token" not in request.query
        return web.Response(body=b"\x00\x00\x00\x18ftypmp42", content_type="video/mp4")


async def _answered(response: web.StreamResponse) -> web.StreamResponse:
    return response
