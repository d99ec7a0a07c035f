"""Signing in and out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final

from aiohttp import web

from bot import metrics
from bot.desk.guard import COOKIE, SIGN_IN, SIGN_OUT, DeskSettings, Guard
from bot.desk.pages import Visit
from bot.desk.sign_in_page import HOME, MARK_COOKIE, SignInPages, waiting_in_words, way_back
from bot.desk.single.leaving import INSIDE_COOKIE, Leaving
from bot.shown.posted import first
from bot.shown.requests import form_of, is_from_here
from bot.shown.sources import source_of
from intake.officers import sessions
from intake.officers.gate import Crowded, RefusalExit
from intake.officers.pauses import SignInRefused
from intake.officers.sessions import Attempt, SigningIn
from intake.storage.database import Database
from intake.storage.sealing import Vault
from intents.signs import has_control_characters

_CROWDED: Final = "现在登录的人太多，这次没有核对密码。请过 {} 秒再试一次。"


class SignIn:
    """The sign-in page and what it posts."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        settings: DeskSettings,
        clock: Callable[[], datetime],
        page: SignInPages,
        guard: Guard,
        leaving: Leaving,
    ) -> None:
        self._database = database
        self._vault = vault
        self._settings = settings
        self._clock = clock
        self._page = page
        self._guard = guard
        self._leaving = leaving
        self._signing_in = SigningIn(database, vault)
        self._way_out = RefusalExit()

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        return [
            web.get(SIGN_IN, self._guard.open(self._show)),
            web.post(SIGN_IN, self._guard.open(self._sign_in)),
            web.post(SIGN_OUT, self._guard.form(self._sign_out)),
        ]

    async def _show(self, request: web.Request) -> web.StreamResponse:
        notice = _OVER if "expired" in request.query else ""
        leaves = request.query.get("out") == "single"
        return self._page.shown(way_back(request.query.get("to", "")), notice=notice, leaves=leaves)

    async def _sign_in(self, request: web.Request) -> web.StreamResponse:
        # No session yet, so no token: the browser itself says whether the form is ours.
        if not is_from_here(request, self._settings):
            return self._page.shown(HOME, 403, error="这个登录请求不是从本页面发出的，请在本页面重新登录。")
        sent = await form_of(request)
        name, password, back = first(sent, "name"), first(sent, "password"), way_back(first(sent, "to"))
        if not name.strip() or not password:
            return self._page.shown(back, 422, name=name, error="请填写姓名和密码。")
        if has_control_characters(name) or has_control_characters(password):
            return self._page.shown(back, 422, error="姓名或密码里有不能用的字符，请重新输入。")
        source = source_of(request, self._settings.trusted_proxy)
        attempt = Attempt(name, password, first(sent, "code"), source, request.cookies.get(MARK_COOKIE, ""))
        try:
            admitted = await self._signing_in.sign_in(attempt, self._clock())
        except SignInRefused as refused:
            metrics.count("desk_sign_in", "refused")
            return self._page.shown(back, 403, name=name, error=_refusal(refused.wait_seconds))
        except Crowded as crowded:
            metrics.count("desk_sign_in", "crowded")
            await self._way_out.leave()
            return self._page.crowded(back, _CROWDED, crowded.wait_seconds, name)
        metrics.count("desk_sign_in", "answered")
        answer = self._page.let_in(request, admitted, back)
        # Whoever came in by single sign-on before did not this time.
        answer.del_cookie(INSIDE_COOKIE, path=SIGN_OUT)
        return answer

    async def _sign_out(self, visit: Visit) -> web.StreamResponse:
        await sessions.sign_out(self._database, self._vault, visit.request.cookies[COOKIE], visit.now)
        answer = self._leaving.after_sign_out(visit.request)
        answer.del_cookie(COOKIE, path="/desk")
        return answer


# Idle or too long, or an administrator ended it: for the desk they are the same, and so is what to do.
_OVER: Final = (
    "登录已过期，或者管理人员调整了您的账号。请重新登录；刚才提交的没有办，"
    "登录以后请从工作台或者列表重新打开再办。"
)


def _refusal(wait_seconds: int) -> str:
    if not wait_seconds:
        return "姓名、密码或者动态验证码不对，请重新输入。"
    wait = waiting_in_words(wait_seconds)
    return f"姓名、密码或者动态验证码不对，或者尝试太频繁。请 {wait}后再试；忘记密码的，请联系系统管理人员。"
