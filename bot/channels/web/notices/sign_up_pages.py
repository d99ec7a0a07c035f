"""One notice with its form for signing up, one's own sign-up by its link, a file for a calendar. No script."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from urllib.parse import urlsplit

from aiohttp import web

from bot.channels.web.looks import HEADERS
from bot.channels.web.notices.frame import NOTICES, TOO_FAST, Frame
from bot.channels.web.notices.mail_pace import MailPace
from bot.shown.posted import first
from bot.shown.requests import form_of, is_from_here
from intake.bulletins.bulletin import Bulletin, BulletinKind
from intake.cases.case import Incomplete, NotAllowed
from intake.filers.bulletins import PublicBulletins
from intake.filers.sign_up_pace import MOST_A_DAY, SignUpPace
from intake.filers.sign_ups import SignUps, read_words
from intake.filers.visits import Passes

_FIELDS: Final = ("name", "unit", "phone", "mail")
_ONE: Final = f"{NOTICES}/{{id:[0-9a-f]{{32}}}}"
_GONE: Final = ("没有这条通知", "请从通知列表里打开。")
_NO_SIGN_UP: Final = ("没有这次报名", "已经取消，或者链接不完整、已经过期。要报名的，请从通知列表里打开培训。")
_ENOUGH: Final = f"您这边今天已经为这场培训报了 {MOST_A_DAY} 个人，这次没有报上。填的内容还在，请明天再报。"


class SignUpPages:
    """The handlers."""

    def __init__(
        self,
        frame: Frame,
        bulletins: PublicBulletins,
        sign_ups: SignUps,
        own: Passes,
        mailed: Passes,
        pace: SignUpPace,
        mail_pace: MailPace,
    ) -> None:
        """Take the parts."""
        self._frame = frame
        self._bulletins = bulletins
        self._sign_ups = sign_ups
        self._own = own
        self._mailed = mailed
        self._pace = pace
        self._mail_pace = mail_pace

    def routes(self) -> list[web.RouteDef]:
        """Return the addresses."""
        mine = f"{NOTICES}/sign-up/{{pass}}"
        return [
            web.get(_ONE, self._show),
            web.get(f"{_ONE}/ics", self._calendar),
            web.post(f"{_ONE}/sign-up", self._sign_up),
            web.get(mine, self._mine),
            web.post(f"{mine}/leave", self._leave),
            web.post(f"{mine}/mail", self._prove),
        ]

    async def _show(self, request: web.Request) -> web.Response:
        return await self._page(request)

    async def _page(
        self,
        request: web.Request,
        status: int = 0,
        kept: Mapping[str, str] | None = None,
        faults: Mapping[str, str] | None = None,
        refusal: str = "",
    ) -> web.Response:
        frame = self._frame
        one = await self._bulletins.one(request.match_info["id"], frame.today())
        if one is None:
            return frame.refused(404, *_GONE)
        is_open = one.takes_sign_ups(frame.now())
        # What was withdrawn is gone, and the page says why.
        return frame.page(
            "notice.html",
            status or (200 if one.is_published else 410),
            one=one,
            is_open=is_open,
            filling=await self._sign_ups.filling(one.id) if is_open else None,
            sends_mails=frame.sends_mails,
            page=(kept or {}).get("page", "") or self._sign_ups.page(frame.now()),
            kept=kept or {},
            faults=faults or {},
            refusal=refusal,
        )

    async def _sign_up(self, request: web.Request) -> web.Response:
        frame, bulletin_id = self._frame, request.match_info["id"]
        if not is_from_here(request, frame.settings):
            return frame.go(f"{NOTICES}/{bulletin_id}")
        posted = await form_of(request)
        said = {name: first(posted, name) for name in ("page", *_FIELDS)}
        if not frame.may_begin(request):
            return await self._page(request, 429, said, refusal=TOO_FAST)
        try:
            if (refused := await self._too_many(request, bulletin_id, said)) is not None:
                return refused
            sign_up = await self._sign_ups.sign_up(bulletin_id, said["page"], said, frame.now())
        except Incomplete as fault:
            return await self._page(request, 422, said, {fault.field: str(fault)})
        except NotAllowed as refusal:
            return await self._page(request, 409, said, refusal=str(refusal))
        return frame.go(f"{NOTICES}/sign-up/{self._own.to(sign_up)}")

    async def _too_many(
        self, request: web.Request, bulletin_id: str, said: Mapping[str, str]
    ) -> web.Response | None:
        """Return the page that says so where somebody signs up too many; nothing that does not fit is counted."""
        frame, mail = self._frame, read_words(said)["mail"]
        if mail and not frame.sends_mails:
            raise Incomplete("mail", "现在不能用邮箱，请清空。")
        if await self._sign_ups.of(said["page"]) is not None:
            # A button pressed twice: it stands, and sends nothing more.
            return None
        sender, now = frame.sender(request), frame.now()
        if sender is not None and not await self._pace.allows(bulletin_id, sender, now):
            return await self._page(request, 429, said, refusal=_ENOUGH)
        if mail and (too_many := await self._mail_pace.refusal(sender, mail, now)) is not None:
            refused = await self._page(request, 429, said, {"mail": too_many.said})
            refused.headers["Retry-After"] = str(too_many.wait_seconds)
            return refused
        return None

    async def _mine(self, request: web.Request) -> web.Response:
        sign_up, is_mailed = self._opened(request)
        found = await self._sign_ups.of(sign_up) if sign_up is not None else None
        if found is None:
            return self._frame.refused(404, *_NO_SIGN_UP)
        mine, training = found
        return self._frame.page(
            "sign_up.html",
            mine=mine,
            one=training,
            path=request.path,
            may_prove=is_mailed and not mine.mails and training.is_published,
            may_leave=training.takes_sign_ups(self._frame.now()),
        )

    async def _leave(self, request: web.Request) -> web.Response:
        sign_up, _ = self._opened(request)
        if not is_from_here(request, self._frame.settings) or sign_up is None:
            return self._frame.refused(404, *_NO_SIGN_UP)
        await self._sign_ups.leave(sign_up, self._frame.now())
        return self._frame.go(f"{NOTICES}?done=left")

    async def _prove(self, request: web.Request) -> web.Response:
        sign_up, is_mailed = self._opened(request)
        if not is_from_here(request, self._frame.settings) or sign_up is None or not is_mailed:
            return self._frame.refused(404, *_NO_SIGN_UP)
        await self._sign_ups.prove_mail(sign_up, self._frame.now())
        return self._frame.go(f"{NOTICES}/sign-up/{request.match_info['pass']}")

    def _opened(self, request: web.Request) -> tuple[str | None, bool]:
        """Return the sign-up that a link opens, and whether the link came by mail."""
        written = request.match_info["pass"]
        own = self._own.case_of(written)
        return (own, False) if own is not None else (self._mailed.case_of(written), True)

    async def _calendar(self, request: web.Request) -> web.Response:
        frame = self._frame
        one = await self._bulletins.one(request.match_info["id"], frame.today())
        if one is None or one.kind is not BulletinKind.TRAINING:
            return frame.refused(404, *_GONE)
        headers = {**HEADERS, "Content-Disposition": "attachment; filename=training.ics"}
        return web.Response(body=self._file(one), content_type="text/calendar", charset="utf-8", headers=headers)

    def _file(self, one: Bulletin) -> bytes:
        # Loaded with the first file, not at every start.
        from bot.channels.web.notices.training_file import as_calendar

        reached_at, office = self._frame.settings.reached_at, self._frame.bureaus.public_name_of(one.bureau)
        host = urlsplit(reached_at).hostname or "localhost"
        return as_calendar(one, office, f"{reached_at}{NOTICES}/{one.id}", host, self._frame.now())
