"""The addresses of single sign-on: to the provider, back from it, and the one-time code of whoever has one.

What was drawn for a sign-in lies sealed in the browser that began it: an answer that another browser brings is
nobody's. The code in the address of the way back is exchanged once, and the browser is led away from it at once.
"""

from __future__ import annotations

import hmac
import logging
import secrets
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import quote

from aiohttp import web

from bot import metrics
from bot.desk.guard import SIGN_IN, DeskSettings, Guard
from bot.desk.sign_in_page import HOME, MARK_COOKIE, SignInPages, waiting_in_words, way_back
from bot.desk.single.kept import BegunSignIn, UnboundSubject, sealed, unsealed
from bot.desk.single.leaving import Leaving
from bot.desk.single.proof import NotProven
from bot.desk.single.provider import Provider, ProviderAway, Question
from bot.shown.posted import first
from bot.shown.requests import form_of, is_from_here
from bot.shown.sources import source_of
from intake.officers.pauses import SignInRefused
from intake.officers.provider_settings import ProviderSettings
from intake.officers.single_sign_on import (
    TICKET_LASTS,
    CodeWanted,
    NotHere,
    SignInProof,
    SingleSignOn,
    Unbound,
    UsedUp,
)
from intake.pace import Pace
from intake.storage.sealing import Vault

log = logging.getLogger(__name__)

SINGLE: Final = f"{SIGN_IN}/single"
BACK: Final = f"{SINGLE}/back"
TOLD: Final = f"{SINGLE}/told"
CODE: Final = f"{SINGLE}/code"
BEGUN_COOKIE: Final = "shangmi_desk_single"
TICKET_COOKIE: Final = "shangmi_desk_single_code"
SUBJECT_COOKIE: Final = "shangmi_desk_single_subject"
BEGUN_LASTS: Final = timedelta(minutes=10)
# A whole office behind one address on a Monday morning; no flood of questions to the provider.
_BURST, _EVERY_SECONDS = 60, 2.0

AWAY, NOT_BEGUN, NOT_PROVEN, BROKEN_OFF, UNBOUND, NOT_HERE = (
    "away",
    "begin",
    "proof",
    "broken",
    "unbound",
    "closed",
)
# What is told of each, and under which status.
_TOLD: Final[Mapping[str, tuple[int, str]]] = {
    AWAY: (503, "单点登录服务现在没有回应。请稍后再试，或者用姓名和密码登录。"),
    NOT_BEGUN: (403, "这次单点登录已经过期，或者不是从本浏览器开始的。请重新点“单点登录”。"),
    NOT_PROVEN: (
        403,
        "单点登录没有成功：单点登录服务给出的凭证不能采信。请重新点“单点登录”；仍不行的，请联系系统管理人员。",
    ),
    BROKEN_OFF: (403, "单点登录没有完成。请重新点“单点登录”，或者用姓名和密码登录。"),
    UNBOUND: (
        403,
        "单点登录已经核实您的身份，但工作台里还没有账号和它绑定。请把下面的标识交给系统管理人员，绑定后再登录。",
    ),
    NOT_HERE: (
        403,
        "这个账号不能用单点登录进入工作台：已经停用，或者所在的局没有开通单点登录。请联系系统管理人员。",
    ),
}
_TOO_OFTEN: Final = "现在登录的人太多。请过 {} 秒再试一次。"
_WRONG_CODE: Final = "动态验证码不对，请填手机上现在显示的六位数字。"
_WAIT: Final = "动态验证码不对，或者尝试太频繁。请 {}后再试。"


def providers_of(asked: Sequence[ProviderSettings], reached_at: str) -> tuple[Provider, ...]:
    """Return who is asked. Each leads back to an address of its own: no answer is taken for another's."""
    return tuple(Provider(one, f"{reached_at}{_back_of(number)}") for number, one in enumerate(asked))


def _back_of(number: int) -> str:
    return f"{BACK}/{number}" if number else BACK


class SingleDoor:
    """The handlers."""

    def __init__(
        self,
        providers: Sequence[Provider],
        single: SingleSignOn,
        vault: Vault,
        settings: DeskSettings,
        clock: Callable[[], datetime],
        page: SignInPages,
        guard: Guard,
        leaving: Leaving,
    ) -> None:
        self._providers = providers
        self._single = single
        self._vault = vault
        self._settings = settings
        self._clock = clock
        self._page = page
        self._guard = guard
        self._leaving = leaving
        self._pace = Pace(_BURST, _EVERY_SECONDS)

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        return [
            web.get(SINGLE, self._guard.open(self._begin)),
            web.get(BACK, self._guard.open(self._back)),
            web.get(f"{BACK}/{{by}}", self._guard.open(self._back)),
            web.get(TOLD, self._guard.open(self._tell)),
            web.get(CODE, self._guard.open(self._ask_code)),
            web.post(CODE, self._guard.open(self._code)),
        ]

    async def _begin(self, request: web.Request) -> web.StreamResponse:
        back, now = way_back(request.query.get("to", "")), self._clock()
        if refusal := self._too_often(request, back, now):
            return refusal
        provider = self._provider(by := request.query.get("by", "0"))
        if provider is None:
            return self._told(NOT_BEGUN, back)
        begun = BegunSignIn(int(by), _drawn(), _drawn(), _drawn(), back, now + BEGUN_LASTS)
        try:
            address = await provider.page_for(_question(begun), now)
        except ProviderAway as away:
            self._note_away(away)
            return self._told(AWAY, back)
        answer = web.Response(status=303, headers={"Location": address, "Cache-Control": "no-store"})
        self._page.give(request, answer, BEGUN_COOKIE, sealed(self._vault, begun), BEGUN_LASTS, SINGLE)
        return answer

    async def _back(self, request: web.Request) -> web.StreamResponse:
        """Take the provider's answer. Whatever comes of it, this sign-in is over, and its address is left."""
        now = self._clock()
        begun = unsealed(self._vault, request.cookies.get(BEGUN_COOKIE, ""), BegunSignIn)
        if begun is None or begun.until <= now or not _is_answer(request, begun):
            return self._refused(HOME, NOT_BEGUN, "state")
        if refusal := self._too_often(request, begun.back, now):
            return refusal
        answer = await self._answered(request, begun, now)
        answer.del_cookie(BEGUN_COOKIE, path=SINGLE)
        return answer

    async def _answered(self, request: web.Request, begun: BegunSignIn, now: datetime) -> web.Response:
        code, provider = request.query.get("code", ""), self._provider(str(begun.by))
        if not code:
            return self._refused(begun.back, BROKEN_OFF, "broken off")
        # Its address says who answers: one provider's answer must not be taken to another.
        if provider is None or request.path != _back_of(begun.by):
            return self._refused(begun.back, NOT_PROVEN, "another provider")
        issuer = provider.settings.issuer
        # RFC 9207: another provider's answer must not be taken to ours.
        if request.query.get("iss", issuer) != issuer:
            return self._refused(begun.back, NOT_PROVEN, "issuer of the answer")
        try:
            vouched = await provider.vouched_for(code, _question(begun), now)
        except ProviderAway as away:
            self._note_away(away)
            return _to(AWAY, begun.back)
        except NotProven as fault:
            return self._refused(begun.back, NOT_PROVEN, fault.reason)
        answer = await self._let_in(request, SignInProof(issuer, vouched.subject, begun.nonce), begun.back, now)
        self._leaving.note(request, answer, issuer, vouched.proof)
        return answer

    def _provider(self, number: str) -> Provider | None:
        known = number.isascii() and number.isdigit() and len(number) < 3 and int(number) < len(self._providers)
        return self._providers[int(number)] if known else None

    async def _let_in(self, request: web.Request, proof: SignInProof, back: str, now: datetime) -> web.Response:
        try:
            admitted = await self._single.sign_in(proof, request.cookies.get(MARK_COOKIE, ""), now)
        except Unbound:
            answer = self._refused(back, UNBOUND, "unbound")
            names = {one.settings.issuer: one.settings.name for one in self._providers}
            kept = sealed(self._vault, UnboundSubject(names[proof.issuer], proof.subject))
            self._page.give(request, answer, SUBJECT_COOKIE, kept, TICKET_LASTS, SINGLE)
            return answer
        except NotHere:
            return self._refused(back, NOT_HERE, "not here")
        except UsedUp:
            return self._refused(back, NOT_BEGUN, "used up")
        if isinstance(admitted, CodeWanted):
            answer = web.Response(status=303, headers={"Location": f"{CODE}?to={quote(back)}"})
            self._page.give(request, answer, TICKET_COOKIE, admitted.ticket, TICKET_LASTS, SINGLE)
            return answer
        metrics.count("desk_single_sign_on", "answered")
        return self._page.let_in(request, admitted, back)

    async def _tell(self, request: web.Request) -> web.StreamResponse:
        """Say what became of a sign-in, at an address that nothing secret stands in."""
        why = request.query.get("why", "")
        cookie = request.cookies.get(SUBJECT_COOKIE, "")
        found = unsealed(self._vault, cookie, UnboundSubject) if why == UNBOUND else None
        return self._told(why, way_back(request.query.get("to", "")), found)

    async def _ask_code(self, request: web.Request) -> web.StreamResponse:
        return self._page.shown(way_back(request.query.get("to", "")), wants_code=True)

    async def _code(self, request: web.Request) -> web.StreamResponse:
        if not is_from_here(request, self._settings):
            return self._refused(HOME, NOT_BEGUN, "elsewhere")
        sent, now = await form_of(request), self._clock()
        back, code = way_back(first(sent, "to")), first(sent, "code")
        ticket, mark = request.cookies.get(TICKET_COOKIE, ""), request.cookies.get(MARK_COOKIE, "")
        try:
            admitted = await self._single.sign_in_with_code(ticket, code, mark, now)
        except SignInRefused as refused:
            wait = refused.wait_seconds
            error = _WAIT.format(waiting_in_words(wait)) if wait else _WRONG_CODE
            return self._page.shown(back, 403, error=error, wants_code=True)
        except (UsedUp, Unbound):
            return self._refused(back, NOT_BEGUN, "ticket")
        except NotHere:
            return self._refused(back, NOT_HERE, "not here")
        metrics.count("desk_single_sign_on", "answered")
        answer = self._page.let_in(request, admitted, back)
        answer.del_cookie(TICKET_COOKIE, path=SINGLE)
        return answer

    def _too_often(self, request: web.Request, back: str, now: datetime) -> web.Response | None:
        if self._pace.allows(source_of(request, self._settings.trusted_proxy)):
            return None
        metrics.count("desk_single_sign_on", "crowded")
        return self._page.crowded(back, _TOO_OFTEN, int(_EVERY_SECONDS) * 5)

    def _told(self, why: str, back: str, found: UnboundSubject | None = None) -> web.Response:
        status, sentence = _TOLD.get(why, _TOLD[BROKEN_OFF])
        subject, name = (found.subject, found.name) if found else ("", "")
        return self._page.shown(back, status, error=sentence, subject=subject, vouched_by=name)

    def _refused(self, back: str, why: str, reason: str) -> web.Response:
        log.info("single sign-on refused", extra={"reason": reason})
        metrics.count("desk_single_sign_on", "refused")
        return _to(why, back)

    def _note_away(self, away: ProviderAway) -> None:
        log.warning("the provider of single sign-on does not answer", extra={"reason": away.reason})
        metrics.count("desk_single_sign_on", "away")


def _drawn() -> str:
    return secrets.token_urlsafe(32)


def _question(begun: BegunSignIn) -> Question:
    return Question(begun.state, begun.nonce, begun.verifier)


def _is_answer(request: web.Request, begun: BegunSignIn) -> bool:
    return hmac.compare_digest(request.query.get("state", "").encode(errors="replace"), begun.state.encode())


def _to(why: str, back: str) -> web.Response:
    return web.Response(status=303, headers={"Location": f"{TOLD}?why={why}&to={quote(back)}"})
