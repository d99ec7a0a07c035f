"""`/desk/transfers`: the book by direction, body, step and date; as a workbook; the joint meeting's list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import ClassVar, Final
from urllib.parse import urlencode

from aiohttp import web

from bot.desk.cases.lists import Chip
from bot.desk.guard import Guard, NotFound
from bot.desk.pages import PageContext, Pages, Visit
from bot.desk.transfers.records import MOST, BookLine, WantedTransfers, book_of, is_chased
from bot.desk.transfers.shown import tone_of
from bot.desk.transfers.style import known_here
from bot.desk.transfers.workbook import workbook_of
from bot.desk.workbooks import XLSX, headers_of
from intake.cases.changes import JournalEntry, Rulebook
from intake.cases.codes import JournalCode
from intake.cases.transfer_codes import TransferCode
from intake.clocks.calendar import day_in_shanghai
from intake.journal import entries as journal
from intake.officers import wall
from intake.officers.bodies import bodies_in, may_enter_bodies
from intake.routing.bureaus import Bureaus
from intake.storage.database import Database
from intake.storage.sealing import Vault
from intake.transfers.body import Bodies
from intake.transfers.chasers import rung_at
from intake.transfers.codes import DIRECTIONS, TRANSFER_KINDS, TRANSFER_STATES, TransferKind, TransferState

BOOK: Final = "/desk/transfers"
STANDINGS: Final[Mapping[str, str]] = {
    "": "全部",
    "open": "未了结",
    "overdue": "已逾期",
    "week": "七天内到期",
    "theirs": "等对方",
    "over": "已了结",
}
# The steps in the order in which a transfer comes to them.
_ORDER: Final = tuple(TRANSFER_STATES)
EXPORT_REASONS: Final[Mapping[str, str]] = {
    "meeting": "联席会议",
    "inspection": "执法监督、案卷评查",
    "statistics": "统计上报",
    "archive": "归档",
}


@dataclass(frozen=True, slots=True)
class ShownTransfer:
    """One transfer in the book, ready to be shown.

    steps   what was done: label, day, number
    chased  how often the other side was asked again
    chase   it has waited so long that it should be asked again now
    """

    reference: str
    number: int
    direction: str
    kind: str
    bureau: str
    bodies: str
    state: str
    tone: str
    due: str
    due_on: date | None
    due_at: datetime | None
    is_over: bool
    letter: str
    steps: tuple[tuple[str, str, str], ...]
    chased: int
    chase: bool
    since: datetime
    days: int


@dataclass(frozen=True, slots=True)
class BookContext(PageContext):
    """The book.

    lines        the transfers
    standing_chips, direction_chips, kind_chips, state_chips, body_chips, bureau_chips   what can be chosen
    query        the filters as the address has them
    reasons      why a workbook is taken, to choose from
    fault        what was missing when it was asked for
    keeps_bodies this officer keeps the directory of bodies
    may_take_in  this officer may enter what another organ hands over
    is_full      there are more than are shown
    """

    template: ClassVar[str] = "transfers/book.html"
    lines: Sequence[ShownTransfer]
    standing_chips: list[Chip]
    direction_chips: list[Chip]
    kind_chips: list[Chip]
    state_chips: list[Chip]
    body_chips: list[Chip]
    bureau_chips: list[Chip]
    query: str
    reasons: Mapping[str, str]
    fault: str
    keeps_bodies: bool
    may_take_in: bool
    is_full: bool


@dataclass(frozen=True, slots=True)
class MeetingContext(PageContext):
    """What lies before the joint meeting: what is not done with, body by body; nothing of what is in the cases.

    groups  name of the body, and its transfers, what has waited longest first
    total   how many transfers
    """

    template: ClassVar[str] = "transfers/meeting.html"
    groups: Sequence[tuple[str, Sequence[ShownTransfer]]]
    total: int


class Book:
    """The handlers."""

    def __init__(self, database: Database, vault: Vault, rulebook: Rulebook, pages: Pages, guard: Guard) -> None:
        self._database = database
        self._vault = vault
        self._bureaus = rulebook.bureaus
        self._calendar = rulebook.clocks.calendar
        self._pages = pages
        self._guard = guard

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        return [
            web.get(BOOK, self._guard.page(self._show)),
            web.post(f"{BOOK}/workbook", self._guard.form(self._workbook)),
            web.get(f"{BOOK}/meeting", self._guard.page(self._meeting)),
        ]

    async def _show(self, visit: Visit) -> web.StreamResponse:
        return await self._page(visit)

    async def _page(self, visit: Visit, fault: str = "", status: int = 200) -> web.Response:
        if not wall.sees_cases(visit.officer):
            raise NotFound
        wanted = _wanted(visit, self._bureaus)
        lines, bodies = await self._lines(visit, wanted)
        codes = dict.fromkeys([wanted.body, *(code for line in lines for code in line.row.bodies)])
        states = dict.fromkeys([wanted.state, *sorted((line.row.state for line in lines), key=_ORDER.index)])
        context = BookContext(
            lines=[self._shown(line, bodies, visit.now) for line in lines],
            standing_chips=_chips(wanted, "standing", STANDINGS),
            direction_chips=_chips(wanted, "direction", {"": "全部", **DIRECTIONS}),
            kind_chips=_chips(wanted, "kind", {"": "全部", **TRANSFER_KINDS}),
            state_chips=_chips(
                wanted, "state", {"": "全部"} | {one: TRANSFER_STATES[one] for one in states if one}
            ),
            body_chips=_chips(
                wanted, "body", {"": "全部"} | {code: bodies.name_of(code) for code in codes if code}
            ),
            bureau_chips=self._bureau_chips(visit, wanted, lines),
            query=_address(wanted).partition("?")[2],
            reasons=EXPORT_REASONS,
            fault=fault,
            keeps_bodies=may_enter_bodies(visit.officer),
            may_take_in=wall.may_enter(visit.officer),
            is_full=len(lines) == MOST,
        )
        return self._pages.page(context, visit, status, known_here())

    async def _workbook(self, visit: Visit) -> web.StreamResponse:
        if not wall.sees_cases(visit.officer):
            raise NotFound
        reason = visit.form.get("reason", "")
        if reason not in EXPORT_REASONS:
            return await self._page(visit, "请选择导出的用途。", 422)
        lines, bodies = await self._lines(visit, _wanted(visit, self._bureaus))
        cases = sorted({line.row.case_id for line in lines})
        entries = [
            JournalEntry(case, visit.now, visit.officer.id, JournalCode.TRANSFERS_EXPORTED, {"reason": reason})
            for case in cases
        ]
        async with self._database.writing() as session:
            await journal.append(session, entries, self._vault.journal_key)
        body = workbook_of([self._shown(line, bodies, visit.now) for line in lines], visit.officer.name, visit.now)
        name = f"transfers-{day_in_shanghai(visit.now):%Y%m%d}.xlsx"
        return web.Response(body=body, content_type=XLSX, headers=headers_of(name))

    async def _meeting(self, visit: Visit) -> web.StreamResponse:
        if not wall.sees_cases(visit.officer):
            raise NotFound
        lines, bodies = await self._lines(visit, replace(_wanted(visit, self._bureaus), standing="open"))
        groups: dict[str, list[ShownTransfer]] = {}
        for line in sorted(lines, key=lambda one: one.row.since):
            for code in line.row.bodies:
                groups.setdefault(bodies.name_of(code), []).append(self._shown(line, bodies, visit.now))
        return self._pages.page(MeetingContext(sorted(groups.items()), len(lines)), visit, known=known_here())

    async def _lines(self, visit: Visit, wanted: WantedTransfers) -> tuple[tuple[BookLine, ...], Bodies]:
        async with self._database.reading() as session:
            lines = await book_of(session, self._vault, visit.officer, wanted, visit.now)
            return lines, await bodies_in(session, self._bureaus)

    def _shown(self, line: BookLine, bodies: Bodies, now: datetime) -> ShownTransfer:
        row, state = line.row, TransferState(line.row.state)
        return ShownTransfer(
            reference=line.reference,
            number=row.number,
            direction=DIRECTIONS[row.direction],
            kind=TRANSFER_KINDS[row.kind],
            bureau=self._pages.bureau_name(row.bureau),
            bodies="、".join(map(bodies.name_of, row.bodies)) or "来访人",
            state=TRANSFER_STATES[state],
            tone=tone_of(state),
            due=row.due or "",
            due_on=row.due_on,
            due_at=row.due_at,
            is_over=row.is_over,
            letter=line.letter_number,
            steps=tuple((step.label, step.on.isoformat(), step.number) for step in line.steps),
            chased=is_chased(line),
            chase=self._is_to_be_chased(line, now),
            since=row.since,
            days=(now - row.since).days,
        )

    def _is_to_be_chased(self, line: BookLine, now: datetime) -> bool:
        row = line.row
        if row.is_over or not row.waits_for_them or line.transfer is None:
            return False
        asked = sum(
            step.code == TransferCode.CHASED and step.effective_at >= row.since for step in line.transfer.steps
        )
        return rung_at(TransferKind(row.kind), row.since, now, self._calendar) > asked

    def _bureau_chips(self, visit: Visit, wanted: WantedTransfers, lines: Sequence[BookLine]) -> list[Chip]:
        if not wall.sees_every_bureau(visit.officer):
            return []
        codes = dict.fromkeys([line.row.bureau for line in lines] + ([wanted.bureau] if wanted.bureau else []))
        names = {code: self._pages.bureau_name(code) for code in codes}
        return _chips(wanted, "bureau", {"": "全部", **names})


def _wanted(visit: Visit, bureaus: Bureaus) -> WantedTransfers:
    known = {
        "direction": set(DIRECTIONS),
        "kind": set(TRANSFER_KINDS),
        "standing": set(STANDINGS),
        "state": set(TRANSFER_STATES),
        "bureau": {bureau.code for bureau in bureaus.all},
    }
    said = {name: visit.chosen(name, values) for name, values in known.items()}
    body = visit.request.query.get("body", "")
    is_code = len(body) <= 60 and body.isascii() and body.replace("_", "").isalnum()
    return WantedTransfers(**said, body=visit.chosen("body", [body] if is_code else []))


def _chips(wanted: WantedTransfers, name: str, labels: Mapping[str, str]) -> list[Chip]:
    return [
        Chip(label, _address(replace(wanted, **{name: value})), getattr(wanted, name) == value)
        for value, label in labels.items()
    ]


def _address(wanted: WantedTransfers) -> str:
    names = ("standing", "direction", "kind", "state", "body", "bureau")
    query = {name: value for name in names if (value := getattr(wanted, name))}
    return f"{BOOK}?{urlencode(query)}" if query else BOOK
