"""Before every page of the desk: who is it, did this form come from our page, and what if it fails."""

from __future__ import annotations

import hmac
import logging
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import ClassVar, Final, Protocol
from urllib.parse import quote

from aiohttp import web

from bot.desk.pages import PageContext, Pages, Visit
from bot.shown.posted import Posted
from bot.shown.requests import Attached, Reached, form_of, has_gone, is_from_here, upload_of
from intake.cases.codes import Role
from intake.forms.codes import ChannelStatus
from intake.officers import sessions
from intake.officers.casework import NoSuchCase
from intake.officers.hook_address import Network
from intake.officers.provider_settings import ProviderSettings
from intake.officers.sessions import SEEN_EVERY, OpenSession
from intake.officers.stand_ins import standing_in
from intake.storage.database import Database
from intake.storage.sealing import Vault

log = logging.getLogger(__name__)

COOKIE: Final = "shangmi_desk"
SIGN_IN: Final = "/desk/sign-in"
SIGN_OUT: Final = "/desk/sign-out"
OWN_ACCOUNT: Final = "/desk/me"
OWN_PASSWORD: Final = f"{OWN_ACCOUNT}/password"
OWN_SECOND_STEP: Final = f"{OWN_ACCOUNT}/second-step"
# What a password that somebody else gave opens.
_BEFORE_CHANGING: Final = frozenset({OWN_ACCOUNT, OWN_PASSWORD, SIGN_OUT})
# What is open to whoever must set up one-time codes first.
_BEFORE_CODES: Final = frozenset({OWN_SECOND_STEP, OWN_ACCOUNT, OWN_PASSWORD, SIGN_OUT})

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
PageHandler = Callable[[Visit], Awaitable[web.StreamResponse]]


class DeskSettings(Reached, Protocol):
    """What the desk wants to know of the settings."""

    @property
    def channel_status(self) -> ChannelStatus:
        """What the service is in law."""

    @property
    def is_https(self) -> bool:
        """Whether people reach us over TLS."""

    @property
    def trusted_proxy(self) -> str:
        """The address of the proxy whose X-Forwarded-Proto is believed; empty for none."""

    @property
    def providers(self) -> tuple[ProviderSettings, ...]:
        """Who vouches for officers by single sign-on; empty for nobody."""

    @property
    def outlines(self) -> Path | None:
        """The operator's own file of outlines; None for none."""

    @property
    def hook_networks(self) -> tuple[Network, ...]:
        """Networks of our own in which other systems may be called."""

    @property
    def codes_required_of(self) -> frozenset[Role]:
        """The posts that must use one-time codes."""


class NoPage(Exception):
    """A page that cannot be shown. Title and sentence are for the officer."""

    def __init__(self, status: int, title: str, sentence: str) -> None:
        super().__init__(title)
        self.status = status
        self.title = title
        self.sentence = sentence


# Classes, and no exceptions kept to be raised again: such a one would gather the frames it passed through, with
# all that was typed in them, each time.
class NotFound(NoPage):
    """No such page or case, or none of this officer's."""

    def __init__(self) -> None:
        super().__init__(
            404, "没有找到", "没有这个页面或者案件，也可能不归您所在的局办理。请核对编号，或者回到案件列表。"
        )


class StaleForm(NoPage):
    """A form that does not come from a page of ours, or from one of long ago."""

    def __init__(self) -> None:
        super().__init__(403, "表单已失效", "您的操作没有保存。请返回上一页，刷新后重新提交。")


class Broken(NoPage):
    """A fault of ours."""

    def __init__(self) -> None:
        super().__init__(
            500, "系统出错了", "您刚才的操作没有保存。请稍后再试；仍不行时，把下面的编号告诉系统管理人员。"
        )


@dataclass(frozen=True, slots=True)
class ProblemContext(PageContext):
    """A request that could not be carried out.

    status    the HTTP status, shown large
    title     what is the matter
    sentence  what to do
    number    under which the log knows it
    """

    template: ClassVar[str] = "problem.html"
    status: int
    title: str
    sentence: str
    number: str


class Guard:
    """Wraps the handlers of pages."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        settings: DeskSettings,
        clock: Callable[[], datetime],
        pages: Pages,
    ) -> None:
        self._database = database
        self._vault = vault
        self._settings = settings
        self._clock = clock
        self._pages = pages

    def page(self, handler: PageHandler) -> Handler:
        """A page that is looked at by somebody signed in."""
        return self._guarded(handler, is_form=False)

    def form(self, handler: PageHandler) -> Handler:
        """A form posted by somebody signed in, from one of our own pages."""
        return self._guarded(handler, is_form=True)

    def upload(self, handler: PageHandler, max_bytes: int) -> Handler:
        """A form with a file, posted by somebody signed in, from one of our own pages."""
        return self._guarded(handler, is_form=True, file_bytes=max_bytes)

    def open(self, handler: Handler) -> Handler:
        """A page for anybody."""

        async def guarded(request: web.Request) -> web.StreamResponse:
            try:
                return await handler(request)
            except web.HTTPException:
                raise
            except Exception as error:
                return self._broken(request, None, error)

        return guarded

    def is_secure(self, request: web.Request) -> bool:
        """Say whether the browser reached us over TLS, so that the cookie must be Secure."""
        proxied = bool(self._settings.trusted_proxy) and request.remote == self._settings.trusted_proxy
        return (
            self._settings.is_https
            or request.secure
            or (proxied and request.headers.get("X-Forwarded-Proto") == "https")
        )

    async def _visit(self, request: web.Request, file_bytes: int) -> Visit | None:
        secret = request.cookies.get(COOKIE)
        if not secret:
            return None
        opened = await self._opened(secret)
        posted: Posted = {}
        attached: Attached | None = None
        if opened is not None and request.method == "POST":
            posted, attached = (
                await upload_of(request, file_bytes) if file_bytes else (await form_of(request), None)
            )
            # A form may take its time to come; meanwhile the session may have been ended.
            opened = await self._opened(secret)
        if opened is None:
            return None
        now = self._clock()
        if now - opened.seen_at >= SEEN_EVERY:
            await sessions.note_seen(self._database, opened.id, now)
        csrf = sessions.csrf_token(self._vault, secret)
        # Their own post, and the one they have today for somebody else.
        posts = {opened.own_role, opened.officer.role}
        return Visit(
            request,
            opened.officer,
            csrf,
            now,
            posted,
            opened.id,
            must_change=opened.must_change,
            must_set_codes=not opened.has_codes and bool(posts & self._settings.codes_required_of),
            is_fresh=opened.is_fresh,
            attached=attached,
        )

    async def _opened(self, secret: str) -> OpenSession | None:
        async with self._database.reading() as session:
            opened = await sessions.open_session(session, self._vault, secret, self._clock())
            if opened is None:
                return None
            return replace(opened, officer=await standing_in(session, opened.officer, self._clock()))

    def _guarded(self, handler: PageHandler, *, is_form: bool, file_bytes: int = 0) -> Handler:
        async def guarded(request: web.Request) -> web.StreamResponse:
            visit: Visit | None = None
            try:
                visit = await self._visit(request, file_bytes)
                if visit is None:
                    raise _to_sign_in(request)
                if is_form and not (is_from_here(request, self._settings) and _is_ours(visit)):
                    raise StaleForm
                if visit.must_change and request.path not in _BEFORE_CHANGING:
                    raise web.HTTPSeeOther(OWN_ACCOUNT)
                if visit.must_set_codes and request.path not in _BEFORE_CODES:
                    raise web.HTTPSeeOther(OWN_SECOND_STEP)
                return await handler(visit)
            except web.HTTPException:
                raise
            except (NoSuchCase, NoPage) as refusal:
                return self._refused(visit, refusal if isinstance(refusal, NoPage) else NotFound())
            except Exception as error:
                return self._broken(request, visit, error)

        return guarded

    def _refused(self, visit: Visit | None, problem: NoPage) -> web.Response:
        number = _number()
        log.info("desk page refused", extra={"number": number, "status": problem.status})
        return self._problem_page(visit, problem, number)

    def _broken(self, request: web.Request, visit: Visit | None, error: Exception) -> web.Response:
        if isinstance(error, ConnectionError) and has_gone(request):
            # Nobody hears an answer, and nothing is wrong with us.
            return web.Response(status=400)
        # The exception's text may hold what somebody typed; its kind and its place do not.
        number = _number()
        told = {"number": number, "kind": type(error).__name__, "where": _place(error)}
        log.error("desk page failed", extra=told)
        return self._problem_page(visit, Broken(), number)

    def _problem_page(self, visit: Visit | None, problem: NoPage, number: str) -> web.Response:
        context = ProblemContext(problem.status, problem.title, problem.sentence, number)
        if visit is None:
            return self._pages.open_page(context, self._clock(), problem.status)
        return self._pages.page(context, visit, problem.status)


def _is_ours(visit: Visit) -> bool:
    return hmac.compare_digest(visit.form.get("csrf", "").encode(), visit.csrf.encode())


def _to_sign_in(request: web.Request) -> web.HTTPSeeOther:
    expired = "&expired=1" if COOKIE in request.cookies else ""
    back = request.path if request.method == "GET" else "/desk/"
    return web.HTTPSeeOther(f"{SIGN_IN}?to={quote(back)}{expired}")


def _number() -> str:
    return secrets.token_hex(4)


def _place(error: Exception) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace is not None else ""
