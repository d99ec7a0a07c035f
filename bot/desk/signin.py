"""Signing in and out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar, Final

from aiohttp import web

from bot import metrics
from bot.desk.guard import COOKIE, OWN_ACCOUNT, SIGN_IN, SIGN_OUT, DeskSettings, Guard, Handler
from bot.desk.pages import PageContext, Pages, Visit
from bot.shown.posted import first
from bot.shown.requests import form_of, is_from_here
from bot.shown.sources import source_of
from intake.officers import sessions
from intake.officers.devices import MARKS_LAST
from intake.officers.gate import Crowded
from intake.officers.pauses import SignInRefused
from intake.officers.sessions import SESSION_LASTS, Attempt, SigningIn
from intake.storage.database import Database
from intake.storage.sealing import Vault
from intents.signs import has_control_characters

HOME: Final = "/desk/"
# A browser that somebody has signed in with; it opens nothing.
MARK_COOKIE: Final = "shangmi_desk_browser"
_CROWDED: Final = "现在登录的人太多，这次没有核对密码。请过 {} 秒再试一次。"


@dataclass(frozen=True, slots=True)
class SignInContext(PageContext):
    """The sign-in form.

    back    the page of the desk to go to afterwards
    name    the name typed before, so that it need not be typed again
    error   why the last try was refused; empty when there was none
    notice  what else to know, such as that the session has expired
    """

    template: ClassVar[str] = "sign_in.html"
    back: str
    name: str
    error: str
    notice: str


class SignIn:
    """The sign-in page and what it posts."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        settings: DeskSettings,
        clock: Callable[[], datetime],
        pages: Pages,
        guard: Guard,
    ) -> None:
        self._database = database
        self._vault = vault
        self._settings = settings
        self._clock = clock
        self._pages = pages
        self._guard = guard
        self._signing_in = SigningIn(database, vault)

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        show: Handler = self._guard.open(self._show)
        return [
            web.get(SIGN_IN, show),
            web.post(SIGN_IN, self._guard.open(self._sign_in)),
            web.post(SIGN_OUT, self._guard.form(self._sign_out)),
        ]

    async def _show(self, request: web.Request) -> web.StreamResponse:
        notice = "登录已过期，请重新登录。" if "expired" in request.query else ""
        return self._page(_way_back(request.query.get("to", "")), notice=notice)

    async def _sign_in(self, request: web.Request) -> web.StreamResponse:
        # No session yet, so no token: the browser itself says whether the form is ours.
        if not is_from_here(request, self._settings):
            return self._page(HOME, 403, error="这个登录请求不是从本页面发出的，请在本页面重新登录。")
        sent = await form_of(request)
        name, password, back = first(sent, "name"), first(sent, "password"), _way_back(first(sent, "to"))
        if not name.strip() or not password:
            return self._page(back, 422, name=name, error="请填写姓名和密码。")
        if has_control_characters(name) or has_control_characters(password):
            return self._page(back, 422, error="姓名或密码里有不能用的字符，请重新输入。")
        source = source_of(request, self._settings.trusted_proxy)
        attempt = Attempt(name, password, first(sent, "code"), source, request.cookies.get(MARK_COOKIE, ""))
        try:
            admitted = await self._signing_in.sign_in(attempt, self._clock())
        except SignInRefused as refused:
            metrics.count("desk_sign_in", "refused")
            return self._page(back, 403, name=name, error=_refusal(refused.wait_seconds))
        except Crowded as crowded:
            metrics.count("desk_sign_in", "crowded")
            answer = self._page(back, 429, name=name, error=_CROWDED.format(crowded.wait_seconds))
            answer.headers["Retry-After"] = str(crowded.wait_seconds)
            return answer
        metrics.count("desk_sign_in", "answered")
        answer = web.Response(status=303, headers={"Location": OWN_ACCOUNT if admitted.has_news else back})
        self._give(request, answer, COOKIE, admitted.secret, SESSION_LASTS)
        self._give(request, answer, MARK_COOKIE, admitted.mark, MARKS_LAST)
        return answer

    def _give(self, request: web.Request, answer: web.Response, cookie: str, value: str, lasts: timedelta) -> None:
        answer.set_cookie(
            cookie,
            value,
            path="/desk",
            max_age=int(lasts.total_seconds()),
            httponly=True,
            samesite="Lax",
            secure=self._guard.is_secure(request),
        )

    async def _sign_out(self, visit: Visit) -> web.StreamResponse:
        await sessions.sign_out(self._database, self._vault, visit.request.cookies[COOKIE], visit.now)
        answer = web.Response(status=303, headers={"Location": SIGN_IN})
        answer.del_cookie(COOKIE, path="/desk")
        return answer

    def _page(
        self, back: str, status: int = 200, *, name: str = "", error: str = "", notice: str = ""
    ) -> web.StreamResponse:
        return self._pages.open_page(SignInContext(back, name, error, notice), self._clock(), status)


def _way_back(path: str) -> str:
    """Return where to go after signing in: a page of the desk, never another host."""
    inside = path.startswith("/desk/") and "\\" not in path and "//" not in path and path.isprintable()
    return path if inside and not path.startswith(SIGN_IN) else HOME


def _refusal(wait_seconds: int) -> str:
    if not wait_seconds:
        return "姓名、密码或者动态验证码不对，请重新输入。"
    minutes, seconds = divmod(wait_seconds, 60)
    wait = f"{minutes} 分钟" if not seconds else f"{minutes} 分 {seconds} 秒" if minutes else f"{seconds} 秒"
    return f"姓名、密码或者动态验证码不对，或者尝试太频繁。请 {wait}后再试；忘记密码的，请联系系统管理人员。"
