"""Everybody's own account: the password, the one-time codes, and what others did with it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from aiohttp import web

from bot.desk.accounts.office import AccountParts
from bot.desk.accounts.words import by_whom
from bot.desk.guard import OWN_ACCOUNT, OWN_PASSWORD, OWN_SECOND_STEP
from bot.desk.pages import PageContext, Visit
from intake.journal.account_codes import NEWS, AccountCode
from intake.officers import second_step
from intake.officers.accounts import AccountRefused
from intake.officers.own_account import OwnAccount
from intake.officers.roster import AccountEvent, AccountLine, account_events, all_accounts

EVENTS_SHOWN: Final = 20
_SECRET: Final = re.compile(r"[A-Z2-7]{32}")
_DONE: Final[Mapping[str, str]] = {
    "password": "密码已改，其他地方的登录都已结束",
    "second-step": "已开启动态验证码，下次登录要填",
}


@dataclass(frozen=True, slots=True)
class OwnAccountContext(PageContext):
    """The page of one's own account.

    account  how it stands
    events   what happened to it, the newest first, and by whom
    news     what others did with it lately
    is_moved among it is another post or bureau
    faults   why a new password was refused, by field
    done     what was just done; empty for nothing
    """

    template: ClassVar[str] = "accounts/own.html"
    account: AccountLine
    events: Sequence[tuple[AccountEvent, str]]
    news: Sequence[tuple[AccountEvent, str]]
    is_moved: bool
    faults: Mapping[str, str]
    done: str


@dataclass(frozen=True, slots=True)
class SecondStepContext(PageContext):
    """The page that sets up one-time codes.

    secret   what the app on the telephone takes, to be typed
    picture  the same, for its camera
    faults   what was wrong, by field
    is_fresh single sign-on vouched for them a moment ago: no password is asked for
    must     one-time codes must be set up before anything else
    """

    template: ClassVar[str] = "accounts/second_step.html"
    secret: str
    picture: str
    faults: Mapping[str, str]
    is_fresh: bool
    must: bool


class OwnPages:
    """The handlers."""

    def __init__(self, office: AccountParts) -> None:
        self._office = office
        self._own = OwnAccount(office.database, office.vault)

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        guard = self._office.guard
        return [
            web.get(OWN_ACCOUNT, guard.page(self._show)),
            web.post(OWN_PASSWORD, guard.form(self._change)),
            web.get(OWN_SECOND_STEP, guard.page(self._show_second_step)),
            web.post(OWN_SECOND_STEP, guard.form(self._set_second_step)),
        ]

    async def _show(self, visit: Visit) -> web.StreamResponse:
        return await self._page(visit, {})

    async def _change(self, visit: Visit) -> web.StreamResponse:
        form = visit.form
        try:
            await self._own.change_password(
                visit.officer.id,
                visit.session,
                old=form.get("old", ""),
                new=form.get("new", ""),
                again=form.get("again", ""),
                now=visit.now,
            )
        except AccountRefused as refusal:
            return await self._page(visit, {refusal.field: str(refusal)}, 422)
        raise web.HTTPSeeOther(f"{OWN_ACCOUNT}?done=password")

    async def _show_second_step(self, visit: Visit) -> web.StreamResponse:
        return self._second_step_page(visit, second_step.new_secret(), {})

    async def _set_second_step(self, visit: Visit) -> web.StreamResponse:
        form = visit.form
        secret = form.get("secret", "")
        if not _SECRET.fullmatch(secret):
            return self._second_step_page(visit, second_step.new_secret(), {"": "请重新扫描下面的图。"}, 422)
        try:
            await self._own.set_second_step(
                visit.officer.id,
                visit.session,
                secret=secret,
                code=form.get("code", ""),
                password=None if visit.is_fresh else form.get("password", ""),
                now=visit.now,
            )
        except AccountRefused as refusal:
            return self._second_step_page(visit, secret, {refusal.field: str(refusal)}, 422)
        raise web.HTTPSeeOther(f"{OWN_ACCOUNT}?done=second-step")

    def _second_step_page(
        self, visit: Visit, secret: str, faults: Mapping[str, str], status: int = 200
    ) -> web.Response:
        # Loaded with the first picture, not at every start.
        from bot.desk.accounts.qr import qr_address

        picture = qr_address(second_step.address_of(secret, visit.officer.name))
        return self._office.page(
            SecondStepContext(secret, picture, faults, visit.is_fresh, visit.must_set_codes), visit, status
        )

    async def _page(self, visit: Visit, faults: Mapping[str, str], status: int = 200) -> web.Response:
        database, officer_id = self._office.database, visit.officer.id
        (account,) = await all_accounts(database, visit.now, officer_id)
        found = await account_events(database, most=EVENTS_SHOWN, account=f"officer:{officer_id}")
        events = [(event, by_whom(event)) for event in found]
        news = [(event, by) for event, by in events if event.code in NEWS and event.by != visit.officer.name]
        context = OwnAccountContext(
            account=account,
            events=events,
            news=news,
            is_moved=any(event.code == AccountCode.MOVED for event, _ in news),
            faults=faults,
            done=_DONE.get(visit.request.query.get("done", ""), ""),
        )
        return self._office.page(context, visit, status)
