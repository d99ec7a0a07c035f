"""What an administrator keeps of bureaus: their units, and who stands in for whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Final

from aiohttp import web

from bot.desk.accounts.office import ACCOUNTS, AccountParts
from bot.desk.pages import PageContext, Visit
from intake.cases.codes import ROLES_OF_A_BUREAU
from intake.clocks.calendar import day_in_shanghai
from intake.officers.roster import AccountLine, all_accounts
from intake.officers.stand_ins import (
    STAND_INS,
    StandInKind,
    StandInLine,
    StandInRefused,
    StandIns,
    all_stand_ins,
    bureaus_without_principal,
)
from intake.officers.units import UnitRefused, add_unit, all_units, set_unit_active
from intake.routing.units import BureauUnit

UNITS: Final = f"{ACCOUNTS}/units"
STAND_INS_PAGE: Final = f"{ACCOUNTS}/stand-ins"


@dataclass(frozen=True, slots=True)
class UnitsContext(PageContext):
    """The page of units.

    lines  every unit, by bureau
    kept   what was posted and refused
    fault  why it was refused; empty for nothing
    """

    template: ClassVar[str] = "accounts/units.html"
    lines: Sequence[BureauUnit]
    kept: Mapping[str, str]
    fault: str


@dataclass(frozen=True, slots=True)
class StandInsContext(PageContext):
    """The page of deputies and of those who act as principal.

    lines     all of them, the newest first
    officers  whom one may choose
    missing   names of the bureaus with neither a principal nor somebody who acts as one
    stand_ins what the kinds are called
    today_is  today, to tell what runs
    kept      what was posted and refused
    fault     why it was refused; empty for nothing
    """

    template: ClassVar[str] = "accounts/stand_ins.html"
    lines: Sequence[StandInLine]
    officers: Sequence[AccountLine]
    missing: Sequence[str]
    stand_ins: Mapping[str, str]
    today_is: date
    kept: Mapping[str, str]
    fault: str


class BureauPages:
    """The handlers of both."""

    def __init__(self, office: AccountParts) -> None:
        self._office = office
        self._stand_ins = StandIns(office.database, office.vault)

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        look, form = self._office.look, self._office.form
        return [
            web.get(UNITS, look(self._show_units)),
            web.post(UNITS, form(self._add_unit)),
            web.post(f"{UNITS}/active", form(self._set_active)),
            web.get(STAND_INS_PAGE, look(self._show_stand_ins)),
            web.post(STAND_INS_PAGE, form(self._enter)),
            web.post(f"{STAND_INS_PAGE}/end", form(self._end)),
        ]

    async def _show_units(self, visit: Visit) -> web.StreamResponse:
        return await self._units(visit)

    async def _add_unit(self, visit: Visit) -> web.StreamResponse:
        bureau, name = visit.form.get("bureau", ""), visit.form.get("name", "")
        try:
            await add_unit(self._office.database, self._office.bureaus, bureau, name, visit.now)
        except UnitRefused as refusal:
            return await self._units(visit, str(refusal))
        raise web.HTTPSeeOther(UNITS)

    async def _set_active(self, visit: Visit) -> web.StreamResponse:
        is_active = visit.form.get("active") == "yes"
        try:
            await set_unit_active(self._office.database, visit.form.get("unit", ""), is_active=is_active)
        except UnitRefused as refusal:
            return await self._units(visit, str(refusal))
        raise web.HTTPSeeOther(UNITS)

    async def _units(self, visit: Visit, fault: str = "") -> web.Response:
        async with self._office.database.reading() as session:
            units = await all_units(session)
        context = UnitsContext(units.all, visit.form if fault else {}, fault)
        return self._office.page(context, visit, 422 if fault else 200)

    async def _show_stand_ins(self, visit: Visit) -> web.StreamResponse:
        return await self._page_of_stand_ins(visit)

    async def _enter(self, visit: Visit) -> web.StreamResponse:
        typed = visit.form
        try:
            await self._stand_ins.enter(
                visit.officer.id,
                kind=_kind(typed.get("kind", "")),
                officer_id=typed.get("officer", ""),
                for_id=typed.get("for", ""),
                from_on=_day(typed.get("from_on", "")),
                until_on=_day(typed.get("until_on", "")),
                now=visit.now,
            )
        except StandInRefused as refusal:
            return await self._page_of_stand_ins(visit, str(refusal))
        raise web.HTTPSeeOther(STAND_INS_PAGE)

    async def _end(self, visit: Visit) -> web.StreamResponse:
        try:
            await self._stand_ins.end(visit.officer.id, visit.form.get("stand_in", ""), visit.now)
        except StandInRefused as refusal:
            return await self._page_of_stand_ins(visit, str(refusal))
        raise web.HTTPSeeOther(STAND_INS_PAGE)

    async def _page_of_stand_ins(self, visit: Visit, fault: str = "") -> web.Response:
        today = day_in_shanghai(visit.now)
        async with self._office.database.reading() as session:
            lines = await all_stand_ins(session)
            missing = await bureaus_without_principal(session, today)
        accounts = await all_accounts(self._office.database, visit.now)
        context = StandInsContext(
            lines=lines,
            officers=[one for one in accounts if one.is_active and one.role in ROLES_OF_A_BUREAU],
            missing=[one.name for one in self._office.bureaus.all if one.code in missing],
            stand_ins=STAND_INS,
            today_is=today,
            kept=visit.form if fault else {},
            fault=fault,
        )
        return self._office.page(context, visit, 422 if fault else 200)


def _kind(said: str) -> StandInKind:
    try:
        return StandInKind(said)
    except ValueError:
        raise StandInRefused("请选择代理还是主持工作。") from None


def _day(said: str) -> date:
    try:
        return date.fromisoformat(said)
    except ValueError:
        raise StandInRefused("请填写起止日期。") from None
