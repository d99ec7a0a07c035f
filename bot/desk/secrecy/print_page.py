"""`/desk/cases/{reference}/print`: the sheet of a case, with bars over who is in it unless somebody says why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Final

from aiohttp import web

from bot.desk.cases.dossier import DossierEntry, dossier_of
from bot.desk.cases.evidence import card_of
from bot.desk.guard import NoPage
from bot.desk.pages import PageContext, Visit
from bot.desk.secrecy.looks import PRINT_ADDRESS
from bot.desk.secrecy.parts import SecrecyParts, reference_of
from bot.desk.secrecy.sheet import PrintedSheet, sheet_of
from intake.cases.case import Case, CaseClock, Incomplete, NotAllowed
from intake.clocks.calendar import day_in_shanghai
from intake.evidence.masking import masked_copies
from intake.evidence.room import EvidenceRoom
from intake.officers import wall
from intake.officers.casework import NoSuchCase
from intake.officers.printing import FULL_REASONS, Printing, PrintSource

_TITLE: Final = "不能打印"


@dataclass(frozen=True, slots=True)
class PrintContext(PageContext):
    """A sheet to print.

    case      the case
    sheet     what stands on it
    clocks    the dates by which something is due
    is_full   only the filer is covered
    passages  what is covered besides, one a line; "" for those who may not say so
    may_cover this officer may say what is covered, and open a sheet without bars
    reasons   why somebody opens such a sheet
    head_seq  number of the journal's last entry before this sheet was opened
    head_hash its hash, to which every entry before it leads
    fault     what was wrong with what was entered; "" for nothing
    print_address  of the stylesheet
    """

    template: ClassVar[str] = "secrecy/print.html"
    case: Case
    sheet: PrintedSheet
    clocks: tuple[CaseClock, ...]
    is_full: bool
    passages: str
    may_cover: bool
    reasons: Mapping[str, str]
    head_seq: int
    head_hash: str
    fault: str
    print_address: str = PRINT_ADDRESS


@dataclass(frozen=True, slots=True)
class PrintedCase:
    """A sheet that was opened, and whence it is."""

    case: Case
    sheet: PrintedSheet
    clocks: tuple[CaseClock, ...]
    source: PrintSource


class Printer:
    """Makes sheets; that one was opened stands in the journal before it is shown."""

    def __init__(self, parts: SecrecyParts, room: EvidenceRoom) -> None:
        self.parts = parts
        self._room = room
        self._printing = Printing(parts.database, parts.vault, parts.casework)

    async def printed(self, visit: Visit, reference: str, *, full: bool = False, reason: str = "") -> PrintedCase:
        """Return the sheet of a case. Raises NoSuchCase, NotAllowed or Incomplete."""
        async with self.parts.database.reading() as session:
            # The sheet lays its own bars.
            dossier = await dossier_of(session, self.parts.vault, visit.officer, reference, shows_names=True)
        if dossier is None:
            raise NoSuchCase
        source = await self._printing.source(visit.officer, reference, full=full, reason=reason)
        listed = await self._room.listed(visit.officer, reference, visit.now)
        async with self.parts.database.reading() as session:
            copies = await masked_copies(session, dossier.case.id)
        evidence = card_of(dossier, listed, copies, may_mark=False)
        masked, plain = (sheet_of(dossier, evidence, source, _day, full=way) for way in (False, True))
        sheet = plain if full else masked
        await self._printing.record(
            visit.officer, reference, visit.now, digest=sheet.digest, of_digest=plain.digest, reason=reason
        )
        clocks = tuple(clock for clock in dossier.case.clocks if clock.is_open)
        return PrintedCase(dossier.case, sheet, clocks, source)


class PrintPage:
    """The handlers."""

    def __init__(self, parts: SecrecyParts, room: EvidenceRoom) -> None:
        self._parts = parts
        self._printer = Printer(parts, room)
        self._printing = Printing(parts.database, parts.vault, parts.casework)

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        address = "/desk/cases/{reference}/print"
        return [
            web.get(address, self._parts.guard.page(self._masked)),
            web.post(address, self._parts.guard.form(self._full)),
            web.post(f"{address}/passages", self._parts.guard.form(self._cover)),
        ]

    async def _masked(self, visit: Visit) -> web.StreamResponse:
        return await self._page(visit)

    async def _full(self, visit: Visit) -> web.StreamResponse:
        try:
            return await self._page(visit, reason=visit.form.get("reason", ""), full=True)
        except Incomplete as fault:
            return await self._page(visit, 422, fault=str(fault))

    async def _cover(self, visit: Visit) -> web.StreamResponse:
        try:
            text = visit.form.get("passages", "").replace("\r\n", "\n")
            await self._printing.cover(visit.officer, reference_of(visit), text, visit.now)
        except Incomplete as fault:
            return await self._page(visit, 422, fault=str(fault))
        except NotAllowed as refusal:
            raise NoPage(403, _TITLE, str(refusal)) from None
        raise web.HTTPSeeOther(f"/desk/cases/{reference_of(visit)}/print")

    async def _page(
        self, visit: Visit, status: int = 200, *, full: bool = False, reason: str = "", fault: str = ""
    ) -> web.Response:
        try:
            printed = await self._printer.printed(visit, reference_of(visit), full=full, reason=reason)
        except NotAllowed as refusal:
            raise NoPage(403, _TITLE, str(refusal)) from None
        may_cover = wall.may_see_identity(visit.officer, printed.case)
        context = PrintContext(
            case=printed.case,
            sheet=printed.sheet,
            clocks=printed.clocks,
            is_full=full,
            passages="\n".join(printed.source.passages) if may_cover else "",
            may_cover=may_cover,
            reasons=FULL_REASONS,
            head_seq=printed.source.head_seq,
            head_hash=printed.source.head_hash,
            fault=fault,
        )
        return self._parts.pages.page(context, visit, status)


def _day(one: DossierEntry) -> date:
    return one.effective_on or day_in_shanghai(one.at)
