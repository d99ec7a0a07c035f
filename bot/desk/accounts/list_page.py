"""All accounts, and a new one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Final
from urllib.parse import urlencode

from aiohttp import web

from bot.desk.accounts.account_page import GivenContext
from bot.desk.accounts.office import ACCOUNTS, NEW_ACCOUNT, AccountParts
from bot.desk.cases.lists import Chip
from bot.desk.pages import PageContext, Visit
from intake.officers.accounts import AccountRefused
from intake.officers.officer import ROLES
from intake.officers.roster import AccountLine, all_accounts

_STATES: Final[Mapping[str, str]] = {
    "active": "在用",
    "waiting": "待改密码",
    "paused": "暂停登录",
    "disabled": "停用",
}


@dataclass(frozen=True, slots=True)
class AccountsContext(PageContext):
    """The list of accounts.

    lines         those that are asked for
    count         how many accounts there are in all
    state_chips, role_chips, bureau_chips   the filters, as links
    is_filtered   whether anything was asked for
    admins        how many administrators are in use
    """

    template: ClassVar[str] = "accounts/accounts.html"
    lines: list[AccountLine]
    count: int
    state_chips: list[Chip]
    role_chips: list[Chip]
    bureau_chips: list[Chip]
    is_filtered: bool
    admins: int


@dataclass(frozen=True, slots=True)
class NewAccountContext(PageContext):
    """The form of a new account.

    kept    what was posted and refused
    faults  what was wrong with it, by field
    """

    template: ClassVar[str] = "accounts/new.html"
    kept: Mapping[str, str]
    faults: Mapping[str, str]


class AccountsPage:
    """The handlers of the list and of a new account."""

    def __init__(self, office: AccountParts) -> None:
        self._office = office

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        return [
            web.get(ACCOUNTS, self._office.look(self._show)),
            web.get(NEW_ACCOUNT, self._office.look(self._show_new)),
            web.post(NEW_ACCOUNT, self._office.form(self._add)),
        ]

    async def _show(self, visit: Visit) -> web.StreamResponse:
        lines = await all_accounts(self._office.database, visit.now)
        bureaus = {line.bureau for line in lines if line.bureau}
        names = {code: self._office.pages.bureau_name(code) for code in sorted(bureaus)}
        known = {"state": _STATES, "role": ROLES, "bureau": names}
        asked = {name: visit.chosen(name, values) for name, values in known.items()}
        context = AccountsContext(
            lines=[line for line in lines if _is_asked_for(line, asked)],
            count=len(lines),
            state_chips=_chips(asked, "state", _STATES),
            role_chips=_chips(asked, "role", ROLES),
            bureau_chips=_chips(asked, "bureau", names),
            is_filtered=any(asked.values()),
            admins=sum(line.is_active and line.role == "admin" for line in lines),
        )
        return self._office.page(context, visit)

    async def _show_new(self, visit: Visit) -> web.StreamResponse:
        return self._office.page(NewAccountContext({}, {}), visit)

    async def _add(self, visit: Visit) -> web.StreamResponse:
        form = visit.form
        try:
            given = await self._office.accounts.add(
                visit.officer.id,
                name=form.get("name", ""),
                role=form.get("role", ""),
                bureau=form.get("bureau") or None,
                now=visit.now,
            )
        except AccountRefused as refusal:
            return self._office.page(NewAccountContext(form, {refusal.field: str(refusal)}), visit, 422)
        return self._office.page(
            GivenContext("已新建账号", given.officer.name, given.officer.id, given.password), visit
        )


def _is_asked_for(line: AccountLine, asked: Mapping[str, str]) -> bool:
    fits = {
        "": True,
        "active": line.is_active,
        "waiting": line.is_active and line.must_change,
        "paused": line.paused_places > 0,
        "disabled": not line.is_active,
    }
    return (
        fits.get(asked["state"], False)
        and asked["role"] in ("", line.role)
        and asked["bureau"] in ("", line.bureau or "")
    )


def _chips(asked: Mapping[str, str], name: str, labels: Mapping[str, str]) -> list[Chip]:
    """Return the filter as links: everything first, then one a value."""
    return [
        Chip(label, _address({**asked, name: value}), asked[name] == value)
        for value, label in {"": "全部", **labels}.items()
    ]


def _address(asked: Mapping[str, str]) -> str:
    query = urlencode([(name, value) for name, value in asked.items() if value])
    return f"{ACCOUNTS}?{query}" if query else ACCOUNTS
