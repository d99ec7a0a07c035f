"""The WeChat Official Account: `GET /wechat` and `POST /wechat`.

A door translates and decides nothing. One callback in, one text out: whatever the conversation has to
say more waits for 「更多」. Silence is the literal `success`; WeChat delivers again after anything else
that is not a reply, three times in all, five seconds apart.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Protocol

from aiohttp import web

from bot import metrics
from bot.channels.keyed_ids import KeyedIds
from bot.channels.plain import as_one_text
from bot.channels.receiving import Receives
from bot.channels.refusals import logged_incident
from bot.channels.wechat import xml as wechat_xml
from bot.channels.wechat.envelope import Envelope, Forged, NoKeyFits, OpenedEnvelope, Stamp, Unreadable
from bot.conversation.messages import Inbound
from bot.reception import TooBusy
from bot.settings import Settings
from bot.shown.requests import body_of
from bot.shown.sources import address_of
from intake.pace import Sayings

BUSY = "系统繁忙，请稍后再发一次。"
TOO_FAST = "您发得太快了，这一条没有收下，以前填写的都在。请过十几秒再发一次。"
APOLOGY = (
    "抱歉，服务出了点问题，您刚才发的内容可能没有保存，请稍后再发一次。如果还是不行，请告诉我们编号 {incident}。"
)

# The deliveries come about 0, 5 and 10 seconds after CreateTime. One that arrives from here on is the
# last: then an empty 503 would not bring another one, only WeChat's own 「服务出现故障」.
_LAST_DELIVERY_FROM_SECONDS = 9
# From here on it may be a message delivered again, whose answer stands.
_DELIVERED_AGAIN_FROM_SECONDS = 4


class NotesOfKeys(Protocol):
    """Who is to know whether our keys open what WeChat sends."""

    async def did_not_open(self) -> None:
        """Hear that none did."""

    async def opened(self) -> None:
        """Hear that one did."""


def wechat_routes(
    reception: Receives,
    vault: KeyedIds,
    settings: Settings,
    clock: Callable[[], datetime],
    keys: NotesOfKeys,
) -> list[web.RouteDef]:
    """Return the two addresses, or none when no Official Account is set up.

    keys  hears whether our keys fit
    """
    if not settings.wechat_app_id or settings.wechat_token is None:
        return []
    envelope = Envelope(
        app_id=settings.wechat_app_id,
        token=settings.wechat_token.get_secret_value(),
        keys=[
            key.get_secret_value()
            for key in (settings.wechat_aes_key, settings.wechat_aes_key_previous)
            if key is not None
        ],
        plain_allowed=settings.wechat_mode == "plain",
    )
    door = _CallbackDoor(reception, vault, envelope, clock, keys, settings.trusted_proxy)
    return [web.get("/wechat", door.verify, allow_head=False), web.post("/wechat", door.receive)]


class _CallbackDoor:
    def __init__(
        self,
        reception: Receives,
        ids: KeyedIds,
        envelope: Envelope,
        clock: Callable[[], datetime],
        keys: NotesOfKeys,
        trusted_proxy: str,
    ) -> None:
        self._reception = reception
        self._ids = ids
        self._envelope = envelope
        self._clock = clock
        self._keys = keys
        self._trusted_proxy = trusted_proxy
        self._sayings = Sayings()

    async def verify(self, request: web.Request) -> web.Response:
        """Answer the check that WeChat makes when the address is entered in its console."""
        try:
            self._envelope.verify(Stamp.of(request.query), self._clock())
        except Forged:
            return _ended("forged", web.Response(status=403))
        return _ended("verified", web.Response(text=request.query.get("echostr", "")))

    async def receive(self, request: web.Request) -> web.Response:
        """Answer one callback."""
        now = self._clock()
        stamp = Stamp.of(request.query)
        body = await body_of(request)
        if body is None:
            return _ended("too_large", web.Response(status=413))
        try:
            opened = self._envelope.open(stamp, body, now)
            fields = wechat_xml.fields_of(opened.xml)
            message = wechat_xml.inbound(fields, opened.xml, self._ids, now)
        except Forged:
            return _ended("forged", web.Response(status=403))
        except NoKeyFits:
            await self._keys.did_not_open()
            return _ended("no_key_fits", _success())
        except Unreadable:
            return _ended("unreadable", _success())
        await self._keys.opened()
        if self._is_too_fast(request, message, fields):
            return _ended("too_many_requests", self._sealed(TOO_FAST, fields, opened, stamp))
        return await self._answer(message, fields, opened, stamp)

    async def _answer(
        self, message: Inbound, fields: Mapping[str, str], opened: OpenedEnvelope, stamp: Stamp
    ) -> web.Response:
        try:
            text = await self._text_for(message)
            outcome = "answered" if text else "silent"
        except TooBusy:
            if not _is_the_last_delivery(message, fields):
                return _ended("busy", web.Response(status=503))
            text, outcome = BUSY, "busy"
        except Exception as error:
            # Anything: WeChat would show 「服务出现故障」 and ask twice more for the same failure.
            text, outcome = APOLOGY.format(incident=logged_incident("wechat", error)), "failed"
        return _ended(outcome, self._sealed(text, fields, opened, stamp) if text else _success())

    def _is_too_fast(self, request: web.Request, message: Inbound, fields: Mapping[str, str]) -> bool:
        """Say whether this person floods. Addresses are Tencent's, and say nothing; an event is nobody's haste."""
        is_heard = message.kind == "event" or _age(message, fields) >= _DELIVERED_AGAIN_FROM_SECONDS
        if is_heard or address_of(request, self._trusted_proxy) is None:
            return False
        return not self._sayings.allows(message.person, "")

    async def _text_for(self, message: Inbound) -> str:
        answered = await self._reception.receive(message)
        return as_one_text(answered.replies, message.can.page_bytes)

    def _sealed(self, text: str, fields: Mapping[str, str], opened: OpenedEnvelope, stamp: Stamp) -> web.Response:
        now = self._clock()
        xml = wechat_xml.text_reply(text, fields, now)
        return web.Response(
            text=self._envelope.seal(xml, opened, stamp, now), content_type="application/xml", charset="utf-8"
        )


def _is_the_last_delivery(message: Inbound, fields: Mapping[str, str]) -> bool:
    return _age(message, fields) >= _LAST_DELIVERY_FROM_SECONDS


def _age(message: Inbound, fields: Mapping[str, str]) -> float:
    return message.received_at.timestamp() - wechat_xml.sent_at(fields)


def _success() -> web.Response:
    return web.Response(text="success")


def _ended(outcome: str, response: web.Response) -> web.Response:
    metrics.count("wechat", outcome)
    return response
