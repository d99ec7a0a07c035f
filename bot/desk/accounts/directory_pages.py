"""What the service counts and routes by, for administrators: bureaus, guidance stations, the working calendar.

Bureaus and stations are files that are read over before they are taken (geography, consents and sources hang on
them), so they are shown here and changed there. The calendar is taken here too: a notice is a page to copy.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Final

from aiohttp import web

from bot.desk.accounts.office import ACCOUNTS, AccountParts
from bot.desk.accounts.words import ACTORS
from bot.desk.pages import PageContext, Visit
from intake.clocks.calendar import day_in_shanghai
from intake.clocks.notice_form import NoticeUnfit, breaks_of, notice_from
from intake.clocks.notices import HolidayNotice
from intake.officers.officer import names_of
from intake.officers.roster import all_accounts
from intake.officers.stand_ins import bureaus_without_principal
from intake.routing.bureaus import Bureau
from intake.stations.directory import Station
from intake.storage.keeping.calendar_years import (
    calendar_changes,
    calendar_in_use,
    estimated_clocks,
    forget_year,
    import_years,
)

BUREAUS: Final = f"{ACCOUNTS}/bureaus"
STATIONS: Final = f"{ACCOUNTS}/stations"
CALENDAR: Final = f"{ACCOUNTS}/calendar"
_CHANGES_SHOWN: Final = 50
_DONE: Final[Mapping[str, str]] = {
    "imported": "已导入，请与通知原文核对。十分钟内照此计算，未办结案件的期限随后重新推算，有变化的记入案件日志",
    "forgotten": "已撤回，十分钟内按随软件的计算",
}


@dataclass(frozen=True, slots=True)
class BureauLine:
    """A bureau, and who has an account there.

    officers       accounts in use
    has_principal  a principal, or somebody who acts as one; True where nobody has an account
    """

    bureau: Bureau
    exists: bool
    officers: int
    has_principal: bool
    may_take_technical: bool


@dataclass(frozen=True, slots=True)
class BureausContext(PageContext):
    """The bureaus.

    lines  those that are first, as the file has them
    """

    template: ClassVar[str] = "accounts/bureaus.html"
    lines: Sequence[BureauLine]


@dataclass(frozen=True, slots=True)
class StationsContext(PageContext):
    """The guidance stations that were announced.

    stations  as the file has them
    """

    template: ClassVar[str] = "accounts/stations.html"
    stations: Sequence[Station]


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """That a year was imported (with its source) or taken back (without)."""

    year: int
    source: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CalendarContext(PageContext):
    """The working calendar.

    this_year      whether its holidays are known stands in is_known
    first_unknown  the first year whose are not
    estimated      how many open clocks end in a year that is not known
    imported       the imported notices by year
    breaks         the breaks of each, as the form has them
    changes        who imported what, the newest first
    kept           what was entered and refused
    faults         why, by field
    done           what was just done; "" for nothing
    """

    template: ClassVar[str] = "accounts/calendar.html"
    this_year: int
    is_known: bool
    first_unknown: int
    estimated: int
    imported: Mapping[int, HolidayNotice]
    breaks: Mapping[int, str]
    changes: Sequence[ChangeLine]
    kept: Mapping[str, str]
    faults: Mapping[str, str]
    done: str


class DirectoryPages:
    """The handlers."""

    def __init__(self, office: AccountParts) -> None:
        self._office = office

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        look, form = self._office.look, self._office.form
        return [
            web.get(BUREAUS, look(self._bureaus)),
            web.get(STATIONS, look(self._stations)),
            web.get(CALENDAR, look(self._calendar)),
            web.post(CALENDAR, form(self._import)),
            web.post(f"{CALENDAR}/forget", form(self._forget)),
        ]

    async def _bureaus(self, visit: Visit) -> web.StreamResponse:
        today = day_in_shanghai(visit.now)
        accounts = await all_accounts(self._office.database, visit.now)
        counted = Counter(one.bureau for one in accounts if one.is_active)
        async with self._office.database.reading() as session:
            missing = await bureaus_without_principal(session, today)
        lines = [
            BureauLine(
                bureau=one,
                exists=one.exists(today),
                officers=counted[one.code],
                has_principal=one.code not in missing,
                may_take_technical=one.may_take_technical(today),
            )
            for one in self._office.bureaus.all
        ]
        return self._office.page(BureausContext(sorted(lines, key=lambda line: not line.exists)), visit)

    async def _stations(self, visit: Visit) -> web.StreamResponse:
        return self._office.page(StationsContext(self._office.stations.all), visit)

    async def _calendar(self, visit: Visit) -> web.StreamResponse:
        return await self._calendar_page(visit, {}, _DONE.get(visit.request.query.get("done", ""), ""))

    async def _import(self, visit: Visit) -> web.StreamResponse:
        form, texts = visit.form, {name: _text(visit, name) for name in ("holidays", "workdays")}
        try:
            year, notice = notice_from(
                form.get("year", "").strip(), form.get("source", ""), texts["holidays"], texts["workdays"]
            )
        except NoticeUnfit as unfit:
            return await self._calendar_page(visit, unfit.faults)
        await import_years(self._office.database, {year: notice}, visit.officer.id, visit.now)
        raise web.HTTPSeeOther(f"{CALENDAR}?done=imported")

    async def _forget(self, visit: Visit) -> web.StreamResponse:
        calendar, said = await calendar_in_use(self._office.database), visit.form.get("year", "")
        year = next((one for one in calendar.imported if str(one) == said), None)
        if year is None:
            return await self._calendar_page(visit, {"": "没有导入过这一年，可能刚才已经撤回。"})
        await forget_year(self._office.database, year, visit.officer.id, visit.now)
        raise web.HTTPSeeOther(f"{CALENDAR}?done=forgotten")

    async def _calendar_page(self, visit: Visit, faults: Mapping[str, str], done: str = "") -> web.Response:
        database, this_year = self._office.database, day_in_shanghai(visit.now).year
        calendar, changes = await calendar_in_use(database), await calendar_changes(database, _CHANGES_SHOWN)
        async with database.reading() as session:
            names = await names_of(session, {one.by for one in changes})
        context = CalendarContext(
            this_year=this_year,
            is_known=calendar.is_published(this_year),
            first_unknown=calendar.first_unpublished_year(),
            estimated=await estimated_clocks(database),
            imported=dict(sorted(calendar.imported.items())),
            breaks={year: breaks_of(notice) for year, notice in calendar.imported.items()},
            changes=[
                ChangeLine(one.year, one.source, names.get(one.by, ACTORS.get(one.by, "")), one.at)
                for one in changes
            ],
            kept={name: _text(visit, name) for name in ("year", "source", "holidays", "workdays")}
            if faults
            else {},
            faults=faults,
            done=done,
        )
        return self._office.page(context, visit, 422 if faults else 200)


def _by(actor: str, names: Mapping[str, str]) -> str:
    return names.get(actor) or ACTORS.get(actor, "")


def _text(visit: Visit, name: str) -> str:
    """Return a text of several lines: line ends stay, unlike in `visit.form`."""
    return (visit.posted.get(name) or [""])[-1].replace("\r\n", "\n")
