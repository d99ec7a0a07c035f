"""The workbench and the list of cases. Filters stand in the address, so that a list can be kept and sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import ClassVar, Final
from urllib.parse import urlencode

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncSession

from bot.desk.cases.appointments import AppointmentLine, appointments_ahead
from bot.desk.cases.dossier import dossier_of
from bot.desk.cases.marks import Satisfaction, satisfaction
from bot.desk.cases.owed import cases_owing_a_result
from bot.desk.cases.stuck import StuckLine, stuck_lines
from bot.desk.cases.unread import cases_with_unread_words
from bot.desk.cases.views import (
    COUNT_UP_TO,
    DONE_STATES,
    NEW_STATES,
    UNDER_WAY_STATES,
    UNFINISHED_STATES,
    CaseLine,
    Cursor,
    Filters,
    count_of_cases,
    page_of_cases,
)
from bot.desk.guard import Guard
from bot.desk.pages import PageContext, Pages, Visit
from intake.cases.codes import HANDLERS, STATES
from intake.clocks.calendar import day_in_shanghai
from intake.forms.draft import KIND_NAMES
from intake.ids import read_reference
from intake.notices.due import due_for, standstills_for
from intake.officers import wall
from intake.officers.approving import WaitingLine, waiting_for
from intake.routing.bureaus import Bureaus
from intake.storage.database import Database
from intake.storage.sealing import Vault

ON_THE_WORKBENCH: Final = 8
WEEK: Final = timedelta(days=7)
LIST: Final = "/desk/cases"

_DUES: Mapping[str, str] = {"now": "今天到期和已逾期", "week": "七天内到期"}
_HANDS: Mapping[str, str] = {"mine": "我承办的", "nobody": "未分派"}


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter as a link: where it leads, and whether it is the one that holds."""

    label: str
    href: str
    on: bool


@dataclass(frozen=True, slots=True)
class CasesAsked:
    """What the address asks for; "" where it asks for nothing."""

    state: str = ""
    kind: str = ""
    bureau: str = ""
    due: str = ""
    hand: str = ""

    def address(self, **changed: str) -> str:
        """Return the address of this list, with some filters changed."""
        wanted = replace(self, **changed)
        pairs = [(name, getattr(wanted, name)) for name in ("state", "kind", "bureau", "due", "hand")]
        query = urlencode([(name, value) for name, value in pairs if value])
        return f"{LIST}?{query}" if query else LIST


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the workbench: its first cases, how many there are, and the list that has them all."""

    name: str
    lines: tuple[CaseLine, ...]
    count: str
    href: str


@dataclass(frozen=True, slots=True)
class WorkbenchContext(PageContext):
    """What is due, what is new, and who wrote again.

    parts   due now, due within a week, waiting to be signed for
    unread  cases whose filer wrote something that nobody has acted on
    owed    reports whose filer has not been told yet what came of them
    appointments  visits and calls that were set, or are to be set anew
    stuck         files sent in WeChat that could not be fetched
    satisfaction  the marks that filers gave in a year, as figures
    approvals     requests of colleagues that wait for this officer's word
    reminders     how many clocks this officer is told of
    standstills   how many stand still too long
    """

    template: ClassVar[str] = "workbench.html"
    parts: tuple[Part, ...]
    unread: tuple[CaseLine, ...]
    owed: tuple[CaseLine, ...]
    appointments: tuple[AppointmentLine, ...]
    stuck: tuple[StuckLine, ...]
    satisfaction: Satisfaction
    approvals: tuple[WaitingLine, ...]
    reminders: int
    standstills: int


@dataclass(frozen=True, slots=True)
class CasesContext(PageContext):
    """A page of the list of cases.

    lines          the cases of this page
    count          how many there are in all, as it is said
    order          how they are ordered, as it is said
    next_page      the address of the next page; empty on the last
    first_page     the address of the first page; empty on it
    state_chips, kind_chips, due_chips, bureau_chips   the filters, as links; no bureaus where only one is seen
    hand_chips     mine, unassigned, or the whole bureau's; none for posts that handle nothing
    bureau_chosen  code of the bureau asked for, or empty
    is_filtered    whether anything was asked for
    everything     the address of the list without filters
    """

    template: ClassVar[str] = "cases.html"
    lines: tuple[CaseLine, ...]
    count: str
    order: str
    next_page: str
    first_page: str
    state_chips: list[Chip]
    kind_chips: list[Chip]
    due_chips: list[Chip]
    hand_chips: list[Chip]
    bureau_chips: list[Chip]
    bureau_chosen: str
    is_filtered: bool
    everything: str


@dataclass(frozen=True, slots=True)
class NotFoundContext(PageContext):
    """A reference that was looked for and not found.

    typed         what was typed
    is_reference  whether it has the form of one
    """

    template: ClassVar[str] = "not_found.html"
    typed: str
    is_reference: bool


class Lists:
    """The handlers of `/desk/`, `/desk/cases` and `/desk/find`."""

    def __init__(self, database: Database, vault: Vault, bureaus: Bureaus, pages: Pages, guard: Guard) -> None:
        self._database = database
        self._vault = vault
        self._bureaus = bureaus
        self._pages = pages
        self._guard = guard

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        return [
            web.get("/desk", _to_workbench),
            web.get("/desk/", self._guard.page(self._workbench)),
            web.get(LIST, self._guard.page(self._cases)),
            web.post("/desk/find", self._guard.form(self._find)),
        ]

    async def _workbench(self, visit: Visit) -> web.StreamResponse:
        today = day_in_shanghai(visit.now)
        async with self._database.reading() as session:
            parts = [
                await self._part(session, visit, "now", _filters_due("now", today), CasesAsked(due="now")),
                await self._part(session, visit, "week", _filters_due("week", today), CasesAsked(due="week")),
                await self._part(session, visit, "new", Filters(states=NEW_STATES), CasesAsked(state="new")),
            ]
            if visit.officer.role in HANDLERS:
                parts += [
                    await self._part(
                        session, visit, hand, _in_hands(Filters(), hand, visit), CasesAsked(hand=hand)
                    )
                    for hand in _HANDS
                ]
            unread = await cases_with_unread_words(
                session, self._vault, visit.officer, visit.now, ON_THE_WORKBENCH
            )
            owed = await cases_owing_a_result(session, self._vault, visit.officer, visit.now, ON_THE_WORKBENCH)
            ahead = await appointments_ahead(session, self._vault, visit.officer, visit.now, ON_THE_WORKBENCH)
            stuck = await stuck_lines(session, visit.officer, visit.now, ON_THE_WORKBENCH)
            marks = await satisfaction(session, visit.officer, visit.now)
            approvals = await waiting_for(session, visit.officer, visit.now)
            reminders = len(await due_for(session, visit.officer, visit.now))
            standstills = len(await standstills_for(session, visit.officer, today))
        context = WorkbenchContext(
            tuple(parts), unread, owed, ahead, stuck, marks, approvals, reminders, standstills
        )
        return self._pages.page(context, visit)

    async def _part(
        self, session: AsyncSession, visit: Visit, name: str, filters: Filters, asked: CasesAsked
    ) -> Part:
        page = await page_of_cases(session, self._vault, visit.officer, filters, limit=ON_THE_WORKBENCH)
        count = await count_of_cases(session, visit.officer, filters)
        return Part(name, page.lines, spoken_count(count), asked.address())

    async def _cases(self, visit: Visit) -> web.StreamResponse:
        asked = _asked(visit, self._bureaus)
        filters = _in_hands(_filters(asked, day_in_shanghai(visit.now)), asked.hand, visit)
        after = Cursor.read(visit.request.query.get("after", ""))
        async with self._database.reading() as session:
            page = await page_of_cases(session, self._vault, visit.officer, filters, after)
            count = await count_of_cases(session, visit.officer, filters)
        context = CasesContext(
            lines=page.lines,
            count=spoken_count(count),
            order="新收到的在前" if filters.newest_first else "到期早的在前",
            next_page=_with_cursor(asked.address(), page.after),
            first_page=asked.address() if after else "",
            state_chips=_state_chips(asked),
            kind_chips=_chips(asked, "kind", {"": "全部类别", **KIND_NAMES}),
            due_chips=_chips(asked, "due", {"": "不限期限", **_DUES}),
            hand_chips=_hand_chips(visit, asked),
            bureau_chips=self._bureau_chips(visit, asked),
            bureau_chosen=asked.bureau,
            is_filtered=asked != CasesAsked(),
            everything=LIST,
        )
        return self._pages.page(context, visit)

    async def _find(self, visit: Visit) -> web.StreamResponse:
        typed = visit.form.get("reference", "").strip()
        reference = read_reference(typed)
        if reference is not None:
            async with self._database.reading() as session:
                if await dossier_of(session, self._vault, visit.officer, reference) is not None:
                    raise web.HTTPSeeOther(f"{LIST}/{reference}")
        return self._pages.page(NotFoundContext(typed, reference is not None), visit, 404)

    def _bureau_chips(self, visit: Visit, asked: CasesAsked) -> list[Chip]:
        if not wall.sees_every_bureau(visit.officer):
            return []
        bureaus = {bureau.code: bureau.name for bureau in self._bureaus.on(day_in_shanghai(visit.now))}
        return _chips(asked, "bureau", {"": "全部承办局", **bureaus})


def spoken_count(count: int) -> str:
    """Return how many cases there are, as it is shown."""
    return f"{COUNT_UP_TO:,} 件以上" if count > COUNT_UP_TO else f"{count:,} 件"


async def _to_workbench(_: web.Request) -> web.StreamResponse:
    raise web.HTTPSeeOther("/desk/")


def _asked(visit: Visit, bureaus: Bureaus) -> CasesAsked:
    """Read the address; what it does not know is left out, so that an old link still shows a list."""
    query = visit.request.query
    known_bureaus = {bureau.code for bureau in bureaus.on(day_in_shanghai(visit.now))}
    return CasesAsked(
        state=_known(query.get("state", ""), {*STATES, "new"}),
        kind=_known(query.get("kind", ""), set(KIND_NAMES)),
        bureau=_known(query.get("bureau", ""), known_bureaus if wall.sees_every_bureau(visit.officer) else set()),
        due=_known(query.get("due", ""), set(_DUES)),
        hand=_known(query.get("hand", ""), set(_HANDS) if visit.officer.role in HANDLERS else set()),
    )


def _known(value: str, values: set[str]) -> str:
    return value if value in values else ""


def _filters(asked: CasesAsked, today: date) -> Filters:
    states = {"": UNFINISHED_STATES, "new": NEW_STATES}.get(asked.state, (asked.state,))
    return replace(
        _filters_due(asked.due, today), states=states, kind=asked.kind or None, bureau=asked.bureau or None
    )


def _in_hands(filters: Filters, hand: str, visit: Visit) -> Filters:
    """Return the filters for whose cases are asked for: a deputy's are those of whom they stand in for too."""
    match hand:
        case "mine":
            return replace(filters, handlers=(visit.officer.id, *(one.id for one in visit.officer.covers)))
        case "nobody":
            states = tuple(state for state in filters.states if state in UNDER_WAY_STATES)
            return replace(filters, states=states, unassigned=True)
        case _:
            return filters


def _hand_chips(visit: Visit, asked: CasesAsked) -> list[Chip]:
    return _chips(asked, "hand", {"": "本局全部", **_HANDS}) if visit.officer.role in HANDLERS else []


def _filters_due(due: str, today: date) -> Filters:
    match due:
        case "now":
            return Filters(due_until=today)
        case "week":
            return Filters(due_from=today + timedelta(days=1), due_until=today + WEEK)
        case _:
            return Filters()


def _state_chips(asked: CasesAsked) -> list[Chip]:
    named = {state: STATES[state] for state in (*UNFINISHED_STATES, *DONE_STATES)}
    return _chips(asked, "state", {"": "办理中", "new": "新到", **named})


def _chips(asked: CasesAsked, name: str, labels: Mapping[str, str]) -> list[Chip]:
    return [
        Chip(label, asked.address(**{name: value}), getattr(asked, name) == value)
        for value, label in labels.items()
    ]


def _with_cursor(address: str, after: Cursor | None) -> str:
    if after is None:
        return ""
    return f"{address}{'&' if '?' in address else '?'}{urlencode({'after': str(after)})}"
