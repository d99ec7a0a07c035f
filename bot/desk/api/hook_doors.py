"""`/api/v1/webhooks`: the addresses of other systems, entered and looked after by those systems themselves."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Final
from urllib.parse import urlencode

import msgspec
from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncSession

from bot.desk.api.answering import ApiFault, Readers, as_json, said
from bot.desk.api.case_json import utc_instant
from bot.desk.api.repeats import Act, Repeats, body_of
from intake.ids import is_id
from intake.notices import hook_calls
from intake.notices.hook_calls import STANDINGS, Call, CallIsOver, NoSuchCall
from intake.officers.hook_address import Network
from intake.officers.hooks import Hook, HookRefused, Hooks, NoSuchHook, hooks_of, is_hook_known
from intake.officers.officer import TokenReader, TokenScope
from intake.routing.bureaus import Bureaus
from intake.storage.database import Database
from intake.storage.sealing import Vault

WEBHOOKS: Final = "/api/v1/webhooks"
A_PAGE: Final = 100
STUCK: Final = "stuck"


# What is done with an address, and with a call: session, who or which, the bureau of whoever asks, now.
_Move = Callable[[AsyncSession, str, str, str | None, datetime], Awaitable[Hook]]
_Settle = Callable[[AsyncSession, str, TokenReader, datetime], Awaitable[Call]]


class HookAsked(msgspec.Struct, forbid_unknown_fields=True):
    """A new address, as it is posted."""

    address: str
    events: list[str]
    bureau: str | None = None


class HookDoors:
    """The handlers."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        clock: Callable[[], datetime],
        bureaus: Bureaus,
        readers: Readers,
        networks: Sequence[Network],
    ) -> None:
        self._database = database
        self._clock = clock
        self._hooks = Hooks(vault, bureaus, networks)
        self._repeats = Repeats(database, vault, clock)
        self._readers = readers

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        may = self._readers.may
        one, call = WEBHOOKS + "/{webhook}", WEBHOOKS + "/{webhook}/calls/{call}"
        return [
            web.get(WEBHOOKS, may(TokenScope.WEBHOOKS, self._list)),
            web.post(WEBHOOKS, may(TokenScope.WEBHOOKS, self._enter)),
            web.post(f"{one}/stop", may(TokenScope.WEBHOOKS, self._stop)),
            web.post(f"{one}/resume", may(TokenScope.WEBHOOKS, self._resume)),
            web.post(f"{one}/ping", may(TokenScope.WEBHOOKS, self._ping)),
            web.get(f"{one}/calls", may(TokenScope.WEBHOOKS, self._calls)),
            web.post(f"{call}/retry", may(TokenScope.WEBHOOKS, self._retry)),
            web.post(f"{call}/drop", may(TokenScope.WEBHOOKS, self._drop)),
        ]

    async def _list(self, request: web.Request, reader: TokenReader) -> web.Response:
        wanted = said(request.query, {"after": is_id})
        async with self._database.reading() as session:
            hooks = await hooks_of(session, reader.bureau, after=wanted.get("after", ""), most=A_PAGE + 1)
        following = None
        if len(hooks) > A_PAGE:
            following = f"{WEBHOOKS}?" + urlencode({"after": hooks[A_PAGE - 1].id})
        return as_json({"webhooks": [hook_shape(hook) for hook in hooks[:A_PAGE]], "next": following})

    async def _enter(self, request: web.Request, reader: TokenReader) -> web.Response:
        body = await body_of(request)
        try:
            asked = msgspec.json.decode(body, type=HookAsked)
        except (msgspec.DecodeError, UnicodeDecodeError):
            raise ApiFault(
                400,
                "bad_body",
                "内容不是所要的 JSON。",
                '例如 {"address": "https://…", "events": ["case.opened"], "bureau": "jiangjin"}，没有别的字段。',
            ) from None

        async def enter(session: AsyncSession) -> tuple[int, dict[str, object]]:
            bureau = asked.bureau or reader.bureau or ""
            if reader.bureau is not None and bureau != reader.bureau:
                raise _other_bureau()
            entered = await self._hooks.enter(
                session, reader.actor, bureau, asked.address, asked.events, self._clock()
            )
            return 201, hook_shape(entered.hook) | {"secret": entered.secret}

        return await self._once(request, body, reader, enter)

    async def _stop(self, request: web.Request, reader: TokenReader) -> web.Response:
        return await self._moved(request, reader, self._hooks.stop)

    async def _resume(self, request: web.Request, reader: TokenReader) -> web.Response:
        return await self._moved(request, reader, self._hooks.resume)

    async def _moved(self, request: web.Request, reader: TokenReader, move: _Move) -> web.Response:
        async def do(session: AsyncSession) -> tuple[int, dict[str, object]]:
            hook = await move(session, reader.actor, _named(request, "webhook"), reader.bureau, self._clock())
            return 200, hook_shape(hook)

        return await self._once(request, await body_of(request), reader, do)

    async def _ping(self, request: web.Request, reader: TokenReader) -> web.Response:
        async def do(session: AsyncSession) -> tuple[int, dict[str, object]]:
            hook = _named(request, "webhook")
            call = await self._hooks.ping(session, hook, reader.bureau, self._clock())
            return 202, {"webhook": hook, "call": call}

        return await self._once(request, await body_of(request), reader, do)

    async def _calls(self, request: web.Request, reader: TokenReader) -> web.Response:
        known = {"after": is_id, "standing": {*STANDINGS, STUCK}.__contains__}
        wanted, hook = said(request.query, known), _named(request, "webhook")
        async with self._database.reading() as session:
            if not await is_hook_known(session, hook, reader.bureau):
                raise _no_hook()
            standing, after = wanted.get("standing", ""), wanted.get("after", "")
            calls = await hook_calls.calls_of(
                session, reader, hook, standing=standing, after=after, most=A_PAGE + 1
            )
        following = None
        if len(calls) > A_PAGE:
            following = f"{WEBHOOKS}/{hook}/calls?" + urlencode({**wanted, "after": calls[A_PAGE - 1].id})
        return as_json({"calls": [call_shape(call) for call in calls[:A_PAGE]], "next": following})

    async def _retry(self, request: web.Request, reader: TokenReader) -> web.Response:
        return await self._settled(request, reader, hook_calls.send_again)

    async def _drop(self, request: web.Request, reader: TokenReader) -> web.Response:
        return await self._settled(request, reader, hook_calls.drop)

    async def _settled(self, request: web.Request, reader: TokenReader, settle: _Settle) -> web.Response:
        async def do(session: AsyncSession) -> tuple[int, dict[str, object]]:
            call = await settle(session, _named(request, "call"), reader, self._clock())
            return 200, call_shape(call)

        return await self._once(request, await body_of(request), reader, do)

    async def _once(self, request: web.Request, body: bytes, reader: TokenReader, act: Act) -> web.Response:
        try:
            return await self._repeats.once(request, body, reader, act)
        except NoSuchHook:
            raise _no_hook() from None
        except HookRefused as refusal:
            raise ApiFault(422, "refused", str(refusal), "改好后再发，键不用换。") from None
        except NoSuchCall:
            raise _no_call() from None
        except CallIsOver:
            raise _call_is_over() from None


def hook_shape(hook: Hook) -> dict[str, object]:
    """Return an address as the API tells of it; its secret is told once, when it is entered."""
    return {
        "id": hook.id,
        "bureau": hook.bureau,
        "address": hook.address,
        "events": list(hook.events),
        "created_at": utc_instant(hook.created_at),
        "stopped_at": utc_instant(hook.stopped_at) if hook.stopped_at else None,
        "stopped_after_failures": hook.is_failed,
        "failing_since": utc_instant(hook.failing_since) if hook.failing_since else None,
        "waiting": hook.waiting,
        "given_up": hook.given_up,
    }


def call_shape(call: Call) -> dict[str, object]:
    """Return a call as the API tells of it."""
    return {
        "id": call.id,
        "type": call.event,
        "reference": call.reference,
        "state": call.state,
        "transfer": call.transfer,
        "at": utc_instant(call.at),
        "standing": call.standing,
        "tries": call.tries,
        "reason": call.reason,
        "next_at": utc_instant(call.next_at) if call.next_at else None,
        "done_at": utc_instant(call.done_at) if call.done_at else None,
    }


def _named(request: web.Request, name: str) -> str:
    return request.match_info[name]


def _no_hook() -> ApiFault:
    return ApiFault(404, "not_found", "没有这个回调地址。", "请核对编号；别的局的看不到。")


def _no_call() -> ApiFault:
    return ApiFault(404, "not_found", "没有这次回调。", "请核对编号；结束三十天后不再保留。")


def _call_is_over() -> ApiFault:
    return ApiFault(409, "call_is_over", "这次回调已经送达或者放弃，不用再办。", "现在的状态见 …/calls。")


def _other_bureau() -> ApiFault:
    return ApiFault(403, "other_bureau", "这个令牌只能登记本局的回调地址。", "请不写 bureau，或者写本局。")
