"""The workbench: what is due next, mine, unassigned, offered to us, sent by us, overdue, unread from filers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar, Final

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncSession

from bot.desk.cases.appointments import AppointmentLine, appointments_ahead
from bot.desk.cases.asked import CasesAsked, filters_of
from bot.desk.cases.case_lines import CaseLine
from bot.desk.cases.marks import Satisfaction, satisfaction
from bot.desk.cases.stuck import StuckLine, stuck_lines
from bot.desk.cases.unread import with_threats
from bot.desk.cases.views import COUNT_UP_TO, Counted, counted_cases, page_of_cases
from bot.desk.guard import Guard
from bot.desk.keys import with_keys
from bot.desk.pages import PageContext, Pages, Visit
from intake.cases.codes import HANDLERS, Role
from intake.clocks.calendar import day_in_shanghai
from intake.notices.between import count_for_others, count_for_us
from intake.notices.shown import MOST_COUNTED, Few, due_for, standstills_for
from intake.officers import wall
from intake.officers.approving import WaitingLine, waiting_for
from intake.officers.talks import TalksWaiting, talks_waiting
from intake.storage.database import Database
from intake.storage.sealing import Vault

ON_THE_WORKBENCH: Final = 8
BETWEEN: Final = "/desk/between"


@dataclass(frozen=True, slots=True)
class WorkbenchPart:
    """One part of the workbench: its first cases, how many there are, and the list that has them all."""

    name: str
    lines: tuple[CaseLine, ...]
    count: str
    href: str


@dataclass(frozen=True, slots=True)
class Tile:
    """One number at the top of the workbench.

    name   what it counts, as the templates call it
    is_none  nothing is there
    """

    name: str
    count: str
    href: str
    is_none: bool


@dataclass(frozen=True, slots=True)
class WorkbenchContext(PageContext):
    """What is due, what is new, and who wrote again.

    tiles   how many of everything there are
    parts   due now, due within a week, waiting to be signed for, mine, without a handler
    unread  cases whose filer wrote something that nobody has acted on
    reminded  cases whose handlers were asked to get on with them, and have not acted since
    owed    reports whose filer has not been told yet what came of them
    appointments  visits and calls that were set, or are to be set anew
    stuck         files sent in WeChat that could not be fetched
    satisfaction  the marks that filers gave in a year, as figures
    approvals     requests of colleagues that wait for this officer's word
    reminders     how many clocks this officer is told of
    standstills   how many stand still too long
    talks         people who wait for a person, and lines of this officer's own talks that were not seen
    """

    template: ClassVar[str] = "workbench.html"
    tiles: tuple[Tile, ...]
    parts: tuple[WorkbenchPart, ...]
    unread: WorkbenchPart
    reminded: WorkbenchPart
    owed: WorkbenchPart
    appointments: tuple[AppointmentLine, ...]
    stuck: tuple[StuckLine, ...]
    satisfaction: Satisfaction
    approvals: tuple[WaitingLine, ...]
    reminders: Few
    standstills: Few
    talks: TalksWaiting


class Workbench:
    """The handler of `/desk/`."""

    def __init__(self, database: Database, vault: Vault, pages: Pages, guard: Guard) -> None:
        self._database = database
        self._vault = vault
        self._pages = pages
        self._guard = guard

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        return [web.get("/desk", _to_workbench), web.get("/desk/", self._guard.page(self._show))]

    async def _show(self, visit: Visit) -> web.StreamResponse:
        officer, now, today = visit.officer, visit.now, day_in_shanghai(visit.now)
        async with self._database.reading() as session:
            parts = {name: await self._part(session, visit, name, one) for name, one in _parts(visit).items()}
            unread, reminded, owed = parts.pop("unread"), parts.pop("reminded"), parts.pop("owed")
            context = WorkbenchContext(
                tiles=(*await self._tiles(session, visit, {**parts, "unread": unread}),),
                parts=tuple(parts.values()),
                unread=replace(unread, lines=await with_threats(session, unread.lines)),
                reminded=reminded,
                owed=owed,
                appointments=await appointments_ahead(session, self._vault, officer, now, ON_THE_WORKBENCH),
                stuck=await stuck_lines(session, officer, now, ON_THE_WORKBENCH),
                satisfaction=await satisfaction(session, officer, now),
                approvals=await waiting_for(session, officer, now),
                reminders=(await due_for(session, officer, now, limit=MOST_COUNTED)).counted,
                standstills=(await standstills_for(session, officer, today, limit=MOST_COUNTED)).counted,
                talks=await talks_waiting(session, officer),
            )
        return with_keys(self._pages.page(context, visit))

    async def _part(self, session: AsyncSession, visit: Visit, name: str, asked: CasesAsked) -> WorkbenchPart:
        filters = filters_of(asked, visit.officer, day_in_shanghai(visit.now))
        page = await page_of_cases(session, self._vault, visit.officer, filters, limit=ON_THE_WORKBENCH)
        counted = await counted_cases(session, visit.officer, filters)
        return WorkbenchPart(name, page.lines, spoken_count(counted), asked.address())

    async def _tiles(self, session: AsyncSession, visit: Visit, parts: dict[str, WorkbenchPart]) -> list[Tile]:
        today = day_in_shanghai(visit.now)
        over = CasesAsked(due="over")
        counted = await counted_cases(session, visit.officer, filters_of(over, visit.officer, today))
        tiles = [Tile("over", spoken_count(counted), over.address(), counted == Counted(0, is_all=True))]
        tiles += [Tile(one.name, one.count, one.href, not one.lines) for one in parts.values()]
        ours = await count_for_us(session, visit.officer)
        tiles.append(Tile("offered", _spoken_things(ours), f"{BETWEEN}#ours-title", not ours.number))
        if not wall.sees_every_bureau(visit.officer):
            sent = await count_for_others(session, visit.officer)
            tiles.append(Tile("sent", _spoken_things(sent), f"{BETWEEN}#theirs-title", not sent.number))
        return tiles


def spoken_count(counted: Counted) -> str:
    """Return how many cases there are, as it is shown."""
    if counted.number > COUNT_UP_TO:
        return f"{COUNT_UP_TO:,} 件以上"
    return f"{counted.number:,} 件" if counted.is_all else f"至少 {counted.number:,} 件"


def _spoken_things(few: Few) -> str:
    return f"{few.number} 项" if few.is_all else f"{few.number} 项以上"


def _parts(visit: Visit) -> dict[str, CasesAsked]:
    hands = {hand: CasesAsked(hand=hand) for hand in ("mine", "nobody")} if visit.officer.role in HANDLERS else {}
    return {
        "now": CasesAsked(due="now"),
        "week": CasesAsked(due="week"),
        "new": CasesAsked(state="new"),
        **hands,
        "unread": CasesAsked(said="unread"),
        "reminded": CasesAsked(said="reminded", hand="mine" if visit.officer.role == Role.OFFICER else ""),
        "owed": CasesAsked(said="owed"),
    }


async def _to_workbench(_: web.Request) -> web.StreamResponse:
    raise web.HTTPSeeOther("/desk/")
