"""One account: how it stands, what was done with it, and what can be done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from aiohttp import web

from bot.desk.accounts.office import ONE_ACCOUNT, AccountParts
from bot.desk.accounts.words import DONE, by_whom
from bot.desk.guard import NotFound
from bot.desk.pages import PageContext, Visit
from intake.officers.accounts import AccountRefused, NoSuchAccount
from intake.officers.logins import Logins
from intake.officers.roster import (
    AccountEvent,
    AccountLine,
    SessionLine,
    account_events,
    all_accounts,
    open_sessions,
)

EVENTS_SHOWN: Final = 50


@dataclass(frozen=True, slots=True)
class AccountContext(PageContext):
    """The page of one account.

    account   how it stands
    sessions  those that are open
    events    what happened, the newest first, and by whom
    own       it is the account of whoever looks
    issuers   of single sign-on, with what each is called; empty where there is none
    kept      what was posted and refused
    fault     why it was refused; empty for nothing
    done      what was just done; empty for nothing
    """

    template: ClassVar[str] = "accounts/account.html"
    account: AccountLine
    sessions: Sequence[SessionLine]
    events: Sequence[tuple[AccountEvent, str]]
    own: bool
    issuers: Mapping[str, str]
    kept: Mapping[str, str]
    fault: str
    done: str


@dataclass(frozen=True, slots=True)
class GivenContext(PageContext):
    """A password or token that is shown this once.

    title     what was done
    name      of the account or token
    account   id of the account; empty for a token
    secret    what is shown
    """

    template: ClassVar[str] = "accounts/given.html"
    title: str
    name: str
    account: str
    secret: str


class AccountPage:
    """The handlers of one account."""

    def __init__(self, office: AccountParts) -> None:
        self._office = office
        self._logins = Logins(office.database, office.vault)

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        return [
            web.get(f"{ONE_ACCOUNT}/{{id}}", self._office.look(self._show)),
            web.post(f"{ONE_ACCOUNT}/{{id}}/{{act}}", self._office.form(self._act)),
        ]

    async def _show(self, visit: Visit) -> web.StreamResponse:
        done = DONE.get(visit.request.query.get("done", ""), "")
        return await self._page(visit, done=done)

    async def _act(self, visit: Visit) -> web.StreamResponse:
        try:
            return await self._done(visit, visit.request.match_info["act"])
        except NoSuchAccount:
            raise NotFound from None
        except AccountRefused as refusal:
            return await self._page(visit, fault=str(refusal), status=422)

    async def _done(self, visit: Visit, act: str) -> web.StreamResponse:
        accounts, actor, now = self._office.accounts, visit.officer.id, visit.now
        officer_id = visit.request.match_info["id"]
        match act:
            case "reset":
                given = await accounts.reset(actor, officer_id, now)
                return self._given("已重设密码", visit, given.officer.name, given.password)
            case "enable":
                given = await accounts.enable(actor, officer_id, now)
                return self._given("已恢复账号", visit, given.officer.name, given.password)
            case "disable":
                await accounts.disable(actor, officer_id, now)
            case "end":
                await accounts.end_sessions(actor, officer_id, now)
            case "lift":
                await accounts.lift_pauses(actor, officer_id, now)
            case "second-step":
                await accounts.take_second_step(actor, officer_id, now)
            case "bind" if self._office.providers:
                issuer, subject = self._issuer(visit), visit.form.get("subject", "")
                await self._logins.bind(actor, officer_id, issuer=issuer, subject=subject, now=now)
            case "unbind":
                await self._logins.unbind(actor, officer_id, now)
            case "qualify" | "unqualify":
                await accounts.qualify(actor, officer_id, is_qualified=act == "qualify", now=now)
            case "move":
                form = visit.form
                await accounts.move(
                    actor,
                    officer_id,
                    role=form.get("role", ""),
                    bureau=form.get("bureau") or None,
                    now=now,
                    seen=(form.get("seen_role", ""), form.get("seen_bureau") or None),
                )
            case _:
                raise NotFound
        raise web.HTTPSeeOther(f"{ONE_ACCOUNT}/{officer_id}?done={act}")

    def _issuer(self, visit: Visit) -> str:
        """Return who vouches for the subject that was entered: chosen where there are several."""
        issuers = [one.issuer for one in self._office.providers]
        chosen = issuers[0] if len(issuers) == 1 else visit.form.get("issuer", "")
        if chosen not in issuers:
            raise AccountRefused("请选择是哪一家的单点登录。", "issuer")
        return chosen

    def _given(self, title: str, visit: Visit, name: str, password: str) -> web.Response:
        context = GivenContext(title, name, visit.request.match_info["id"], password)
        return self._office.page(context, visit)

    async def _page(self, visit: Visit, *, done: str = "", fault: str = "", status: int = 200) -> web.Response:
        database, officer_id = self._office.database, visit.request.match_info["id"]
        lines = await all_accounts(database, visit.now, officer_id)
        if not lines:
            raise NotFound
        events = await account_events(database, most=EVENTS_SHOWN, account=f"officer:{officer_id}")
        context = AccountContext(
            account=lines[0],
            sessions=await open_sessions(database, visit.now, officer_id),
            events=[(event, by_whom(event)) for event in events],
            own=officer_id == visit.officer.id,
            issuers={one.issuer: one.name for one in self._office.providers},
            kept=visit.form if fault else {},
            fault=fault,
            done=done,
        )
        return self._office.page(context, visit, status)
