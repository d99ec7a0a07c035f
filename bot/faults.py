"""What becomes of a request that no page can answer: refused before it is read, or told what is wrong."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Mapping
from typing import Final

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError
from aiohttp.typedefs import Handler, Middleware
from aiohttp.web_protocol import RequestPayloadError

from bot.channels.refusals import refusal
from bot.channels.web.refusals import refusal_page, wants_a_page
from bot.settings import Settings
from bot.shown.requests import has_gone
from bot.unreachable import told_while_unreachable

log = logging.getLogger(__name__)


_SAID: Final[Mapping[int, str]] = {
    400: "发来的内容不完整或者格式不对，没有收下。",
    413: "内容太长，没有收下。",
    415: "内容的编码方式不能用（不接受压缩），没有收下。",
}


def faults_told(settings: Settings) -> list[Middleware]:
    """Return what stands before all pages, the outermost first."""
    return [_packed_refused(settings), _numbered(settings), told_while_unreachable(settings)]


def _packed_refused(settings: Settings) -> Middleware:
    @web.middleware
    async def packed_refused(request: web.Request, handler: Handler) -> web.StreamResponse:
        """Refuse a packed body unread: a few bytes of it may be a night's work to unpack."""
        if not _is_packed(request):
            return await handler(request)
        answer = _told(request, 415, settings) or web.Response(status=415, text=_SAID[415])
        answer.force_close()
        await answer.prepare(request)
        await answer.write_eof()
        # What is still to come is not waited for.
        request.protocol.force_close()
        return answer

    return packed_refused


def _is_packed(request: web.Request) -> bool:
    if "Content-Encoding" not in request.headers:
        return False
    said = ",".join(request.headers.getall("Content-Encoding", ()))
    return any(coding.strip().lower() not in {"", "identity"} for coding in said.split(","))


def _numbered(settings: Settings) -> Middleware:
    @web.middleware
    async def numbered(request: web.Request, handler: Handler) -> web.StreamResponse:
        """What nobody could handle: a number for the person, type and place for us, the text for nobody."""
        try:
            # No name of ours has it, and PostgreSQL refuses to look for it.
            if "\0" in request.path:
                raise web.HTTPBadRequest(text=_SAID[400])
            return await handler(request)
        except web.HTTPException as refused:
            told = _told(request, refused.status, settings) if _is_bare(refused) else None
            if told is None:
                raise
            if refused.keep_alive is False:
                told.force_close()
            return told
        except (HttpProcessingError, RequestPayloadError):
            told = _told(request, 400, settings) or web.Response(status=400, text=_SAID[400])
            # Where the next request would begin is not known.
            told.force_close()
            return told
        except Exception as error:
            if isinstance(error, ConnectionError) and has_gone(request):
                # Nobody hears an answer, and nothing is wrong with us.
                return web.Response(status=400)
            number = secrets.token_hex(4)
            log.exception("request failed", extra={"number": number, "route": _route_of(request)})
            if request.path.startswith("/api/"):
                hint = "请稍后再试，或者凭编号联系管理人员。"
                return refusal(500, "internal", f"服务内部出错（编号 {number}）。", hint)
            return web.Response(status=500, text=f"服务内部出错，编号 {number}。请稍后再试。")

    return numbered


def _is_bare(refused: web.HTTPException) -> bool:
    """Say whether it is a refusal without a page or an error of its own."""
    return refused.status >= 400 and refused.content_type == "text/plain"


def _told(request: web.Request, status: int, settings: Settings) -> web.Response | None:
    """Return a refusal as a person's browser or a program reads it; None for whoever is neither."""
    if wants_a_page(request):
        return refusal_page(status, settings)
    if request.path.startswith("/api/"):
        said = _SAID.get(status, "请求无法处理。")
        return refusal(status, "http_error", said, "请核对地址、方法和内容。")
    return None


def _route_of(request: web.Request) -> str:
    # The pattern, never the path: a path can hold a reference.
    resource = request.match_info.route.resource
    return resource.canonical if resource is not None else "unknown"
