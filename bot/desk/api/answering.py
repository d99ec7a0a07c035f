"""How `/api/v1` answers: who asks and what they may, filters of an address, and errors in the contract's shape."""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable, Mapping
from typing import Final

import orjson
from aiohttp import web
from multidict import MultiMapping

from intake.ids import is_id
from intake.officers.officer import SCOPES, TokenReader, TokenScope
from intake.officers.tokens import token_reader
from intake.routing.bureaus import Bureaus
from intake.storage.database import Database
from intake.storage.sealing import Vault

_HEADERS: Final = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


_OF_A_PAGE: Final = "请原样使用上一页 next 里的地址；不写 after 就从第一页列起。"


class ApiFault(Exception):
    """A request that gets an error in the contract's shape."""

    def __init__(self, status: int, code: str, message: str, hint: str) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.message = message
        self.hint = hint


class NoToken(ApiFault):
    """No token, or none that is good."""

    def __init__(self) -> None:
        super().__init__(
            401,
            "unauthorized",
            "没有可用的令牌。",
            "请在 Authorization 头里带上 Bearer 令牌；令牌由 shangmi token add 生成。",
        )


Responder = Callable[[web.Request, TokenReader], Awaitable[web.Response]]
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Known = Mapping[str, Callable[[str], bool]]


class Readers:
    """Lets in whoever has a token that may do what is asked."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database = database
        self._vault = vault

    def may(self, scope: TokenScope, answer: Responder) -> Handler:
        """Return the handler for tokens of this scope."""

        async def guarded(request: web.Request) -> web.StreamResponse:
            try:
                reader = await self._reader(request)
                if scope not in reader.scopes:
                    raise ApiFault(
                        403,
                        "scope_missing",
                        f"这个令牌没有“{SCOPES[scope]}”的权限（{scope}）。",
                        "请系统管理人员新建一个有这项权限的令牌。",
                    )
                return await answer(request, reader)
            except ApiFault as fault:
                return told(fault)

        return guarded

    async def _reader(self, request: web.Request) -> TokenReader:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        if not hmac.compare_digest(scheme.lower().encode(errors="replace"), b"bearer") or not token.strip():
            raise NoToken
        async with self._database.reading() as session:
            reader = await token_reader(session, self._vault, token.strip())
        if reader is None:
            raise NoToken
        return reader


def known_of_any(bureaus: Bureaus) -> Known:
    """Return the filters that every list of cases knows."""
    return {"bureau": {bureau.code for bureau in bureaus.all}.__contains__, "after": is_id}


def said(query: MultiMapping[str], known: Known) -> dict[str, str]:
    """Return the filters of the address, or refuse those we do not know: a list must not be longer than asked."""
    for name, value in query.items():
        if name not in known:
            usable = f"可用的参数：{'、'.join(known)}。" if known else "这个地址没有参数。"
            raise ApiFault(400, "unknown_parameter", "有不认识的参数。", usable)
        if len(query.getall(name)) > 1:
            raise ApiFault(400, "repeated_parameter", f"参数 {name} 写了不止一次。", "每个参数只写一次。")
        if not known[name](value):
            if name == "after":
                raise ApiFault(400, "bad_parameter", "参数 after 的值不可用。", _OF_A_PAGE)
            raise ApiFault(400, "bad_parameter", f"参数 {name} 的值不可用。", "可用的值见 /api/openapi.json。")
    return dict(query)


def as_json(shape: Mapping[str, object], status: int = 200) -> web.Response:
    """Return an answer."""
    return web.Response(body=orjson.dumps(shape), status=status, content_type="application/json", headers=_HEADERS)


def told(fault: ApiFault) -> web.Response:
    """Return a fault as an answer."""
    response = as_json({"error": {"code": fault.code, "message": fault.message, "hint": fault.hint}}, fault.status)
    if fault.status == 401:
        response.headers["WWW-Authenticate"] = "Bearer"
    return response
