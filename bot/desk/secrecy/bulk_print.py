"""`/desk/bulk/print`: the masked sheets of several cases, one after the other; each opening in its journal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from aiohttp import web

from bot.desk.cases.bulk_page import BULK, references_of
from bot.desk.guard import NoPage
from bot.desk.pages import PageContext, Visit
from bot.desk.secrecy.looks import PRINT_ADDRESS
from bot.desk.secrecy.print_page import PrintedCase, Printer
from intake.cases.case import Incomplete, NotAllowed
from intake.officers.bulk import Bulk


@dataclass(frozen=True, slots=True)
class PrintsContext(PageContext):
    """Sheets to print.

    sheets         one a case
    print_address  of the stylesheet
    """

    template: ClassVar[str] = "secrecy/prints.html"
    sheets: tuple[PrintedCase, ...]
    print_address: str = PRINT_ADDRESS


class BulkPrint:
    """The handler."""

    def __init__(self, bulk: Bulk, printer: Printer) -> None:
        self._bulk = bulk
        self._printer = printer

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        return [web.post(f"{BULK}/print", self._printer.parts.guard.form(self._print))]

    async def _print(self, visit: Visit) -> web.StreamResponse:
        try:
            picked = await self._bulk.picked(visit.officer, references_of(visit))
        except (Incomplete, NotAllowed) as refusal:
            raise NoPage(422, "不能一起打印", str(refusal)) from None
        sheets = []
        for case in picked.cases:
            try:
                sheets.append(await self._printer.printed(visit, case.reference))
            except NotAllowed as refusal:
                raise NoPage(403, "不能打印", f"{case.reference}：{refusal}") from None
        return self._printer.parts.pages.page(PrintsContext(tuple(sheets)), visit)
