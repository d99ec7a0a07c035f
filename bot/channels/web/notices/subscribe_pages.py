"""Asking at `/notices` to hear of new ones, by mail or in this browser; proving an address; stopping."""

from __future__ import annotations

import secrets
from typing import Final

from aiohttp import web

from bot.channels.web.notices.frame import NOTICES, TOO_FAST, Frame
from bot.channels.web.notices.list_page import NoticeListPage
from bot.channels.web.notices.mail_pace import MailPace
from bot.shown.posted import Posted, first
from bot.shown.requests import form_of, is_from_here
from intake.bulletins.bulletin import BulletinWish, Subject, read_wish
from intake.filers.subscriptions import Subscriptions
from intake.filers.visits import Passes
from intents.reading.mails import is_mail_address

_SECRET_BYTES: Final = 24
_NO_WAY: Final = "请选择用邮箱还是用这个浏览器。"
_NO_MAIL: Final = "请填写邮箱地址，例如 name@example.com。"
_NO_SUBJECT: Final = "没有这个主题，请重新勾选。"
_NO_DISTRICT: Final = "请选择区县，或者选全部。"
_OVER: Final = ("链接已经失效", "链接只能用一次，两天内有效。请在通知页面重新订阅。")
_NO_STOP: Final = ("链接已经失效", "请用最近一封通知邮件里的退订链接；也可以在对话里回复“退订”。")


class SubscribePages:
    """The handlers."""

    def __init__(
        self,
        frame: Frame,
        listed: NoticeListPage,
        subscriptions: Subscriptions,
        asks: Passes,
        stops: Passes,
        pace: MailPace,
    ) -> None:
        """Take the parts; `pace` holds how many mails leave."""
        self._frame = frame
        self._listed = listed
        self._subscriptions = subscriptions
        self._asks = asks
        self._stops = stops
        self._pace = pace

    def routes(self) -> list[web.RouteDef]:
        """Return the addresses."""
        return [
            web.post(f"{NOTICES}/subscribe", self._subscribe),
            web.post(f"{NOTICES}/stop", self._stop_here),
            web.get(f"{NOTICES}/confirm/{{pass}}", self._confirming),
            web.post(f"{NOTICES}/confirm/{{pass}}", self._confirm),
            web.get(f"{NOTICES}/stop/{{pass}}", self._stopping),
            web.post(f"{NOTICES}/stop/{{pass}}", self._stop),
        ]

    async def _subscribe(self, request: web.Request) -> web.Response:
        if not is_from_here(request, self._frame.settings):
            return self._frame.go(NOTICES)
        said = await form_of(request)
        wish = self._wish(said)
        faults = self._faults(said)
        if faults:
            return await self._listed.page(request, 422, said=said, faults=faults)
        if not self._frame.may_begin(request):
            return await self._listed.page(request, 429, said=said, faults={"by": TOO_FAST})
        if first(said, "by") == "mail":
            return await self._by_mail(request, said, wish)
        return await self._in_browser(request, wish)

    async def _by_mail(self, request: web.Request, said: Posted, wish: BulletinWish) -> web.Response:
        address, now = first(said, "mail").strip(), self._frame.now()
        if (too_many := await self._pace.refusal(self._frame.sender(request), address, now)) is not None:
            refused = await self._listed.page(request, 429, said=said, faults={"mail": too_many.said})
            refused.headers["Retry-After"] = str(too_many.wait_seconds)
            return refused
        await self._subscriptions.ask(address, wish, now)
        return self._frame.go(f"{NOTICES}?done=asked")

    async def _in_browser(self, request: web.Request, wish: BulletinWish) -> web.Response:
        secret = self._frame.secret_of(request) or secrets.token_urlsafe(_SECRET_BYTES)
        subscriber = self._subscriptions.of_browser(secret)
        await self._subscriptions.keep_on_page(subscriber, wish, self._frame.now())
        response = self._frame.go(f"{NOTICES}?done=kept")
        self._frame.keep_secret(response, secret)
        return response

    async def _stop_here(self, request: web.Request) -> web.Response:
        if not is_from_here(request, self._frame.settings):
            return self._frame.go(NOTICES)
        if secret := self._frame.secret_of(request):
            await self._subscriptions.end(self._subscriptions.of_browser(secret))
        response = self._frame.go(f"{NOTICES}?done=stopped")
        self._frame.keep_secret(response, "")
        return response

    async def _confirming(self, request: web.Request) -> web.Response:
        # Mail programs open links by themselves: only the button confirms.
        if self._asks.case_of(request.match_info["pass"]) is None:
            return self._frame.refused(404, *_OVER)
        return self._frame.page("notice_act.html", act="confirm", wish=None)

    async def _confirm(self, request: web.Request) -> web.Response:
        asked = self._asks.case_of(request.match_info["pass"])
        if not is_from_here(request, self._frame.settings) or asked is None:
            return self._frame.refused(404, *_OVER)
        wish = await self._subscriptions.confirm(asked, self._frame.now())
        if wish is None:
            return self._frame.refused(404, *_OVER)
        return self._frame.page("notice_act.html", act="confirmed", wish=wish)

    async def _stopping(self, request: web.Request) -> web.Response:
        if self._stops.case_of(request.match_info["pass"]) is None:
            return self._frame.refused(404, *_NO_STOP)
        return self._frame.page("notice_act.html", act="stop", wish=None)

    async def _stop(self, request: web.Request) -> web.Response:
        subscriber = self._stops.case_of(request.match_info["pass"])
        if subscriber is None:
            return self._frame.refused(404, *_NO_STOP)
        # From elsewhere too: mail programs have buttons of their own, and stopping harms nobody.
        await self._subscriptions.end(subscriber)
        return self._frame.page("notice_act.html", act="stopped", wish=None)

    def _wish(self, said: Posted) -> BulletinWish:
        district = first(said, "of")
        return read_wish(said.get("subjects", ()), (district,) if district in self._frame.districts() else ())

    def _faults(self, said: Posted) -> dict[str, str]:
        faults = {}
        if not set(said.get("subjects", ())) <= {"", *Subject}:
            faults["subjects"] = _NO_SUBJECT
        if first(said, "of") not in {"", *self._frame.districts()}:
            faults["of"] = _NO_DISTRICT
        if first(said, "by") not in {"page", *(("mail",) if self._frame.sends_mails else ())}:
            faults["by"] = _NO_WAY
        if first(said, "by") == "mail" and not is_mail_address(first(said, "mail").strip()):
            faults["mail"] = _NO_MAIL
        return faults
