"""`/desk/cases/{reference}/files/{file}/mask`: blackening parts of a picture; drawn, or typed in as numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from aiohttp import web

from bot.desk.cases.evidence import no_page, saved
from bot.desk.guard import NotFound
from bot.desk.pages import PageContext, Visit
from bot.desk.secrecy.looks import DRAW_ADDRESS, with_script
from bot.desk.secrecy.parts import SecrecyParts, reference_of
from intake.cases.case import Case, NotAllowed
from intake.evidence.file import EvidenceFile, EvidenceRefused, WhyRefused
from intake.evidence.masking import Area, Masking
from intake.evidence.room import EvidenceRoom

# So many rectangles can be typed in; a browser with scripts adds rows.
ROWS: Final = 6
_SIDES: Final = ("left", "top", "width", "height")
_PERCENT: Final = re.compile(r"(\d{1,3})(?:[.．](\d))?")


@dataclass(frozen=True, slots=True)
class MaskContext(PageContext):
    """A picture of which a masked copy is made.

    case   the case
    file   the original
    rows   what was typed in before: left, top, width, height, in percent; empty rows to fill in
    fault  what was wrong with it; "" for nothing
    draw_address  of the script that draws
    """

    template: ClassVar[str] = "secrecy/mask.html"
    case: Case
    file: EvidenceFile
    rows: Sequence[Sequence[str]]
    fault: str
    draw_address: str = DRAW_ADDRESS


class MaskPage:
    """The handlers."""

    def __init__(self, parts: SecrecyParts, room: EvidenceRoom) -> None:
        self._parts = parts
        self._room = room
        self._masking = Masking(parts.database, parts.vault, room)

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        address = "/desk/cases/{reference}/files/{file}/mask"
        return [
            web.get(address, self._parts.guard.page(self._show)),
            web.post(address, self._parts.guard.form(self._make)),
            web.post("/desk/cases/{reference}/masked/{file}/download", self._parts.guard.form(self._download)),
        ]

    async def _show(self, visit: Visit) -> web.StreamResponse:
        return await self._page(visit, 200, "")

    async def _make(self, visit: Visit) -> web.StreamResponse:
        try:
            areas = _areas(visit.posted)
            await self._masking.make(visit.officer, reference_of(visit), _file(visit), areas, visit.now)
        except EvidenceRefused as refusal:
            if refusal.why is WhyRefused.AREAS:
                return await self._page(visit, 422, str(refusal))
            raise no_page("没有做成遮盖件", refusal) from None
        except NotAllowed as refusal:
            raise no_page("没有做成遮盖件", refusal) from None
        raise web.HTTPSeeOther(f"/desk/cases/{reference_of(visit)}#evidence")

    async def _download(self, visit: Visit) -> web.StreamResponse:
        try:
            download = await self._masking.download(visit.officer, reference_of(visit), _file(visit), visit.now)
            return await saved(visit, download)
        except (EvidenceRefused, NotAllowed) as refusal:
            raise no_page("不能下载", refusal) from None

    async def _page(self, visit: Visit, status: int, fault: str) -> web.Response:
        case = (await self._parts.dossier(visit)).case
        listed = await self._room.listed(visit.officer, case.reference, visit.now)
        one = next((one for one in listed if one.file.id == _file(visit)), None)
        if one is None or not one.previewed:
            raise NotFound
        typed = _typed(visit.posted)
        rows = [*typed, *((("",) * 4,) * max(0, ROWS - len(typed)))]
        page = self._parts.pages.page(MaskContext(case, one.file, rows, fault), visit, status)
        return with_script(page)


def _typed(posted: Mapping[str, Sequence[str]]) -> list[tuple[str, ...]]:
    """Return the rows in which something was typed."""
    rows = zip(*(posted.get(side, ()) for side in _SIDES), strict=False)
    return [row for row in rows if any(value.strip() for value in row)]


def _areas(posted: Mapping[str, Sequence[str]]) -> list[Area]:
    return [_area([value.strip() for value in row]) for row in _typed(posted)]


def _area(row: Sequence[str]) -> Area:
    left, top, width, height = (_thousandths(value) for value in row)
    return left, top, width, height


def _thousandths(percent: str) -> int:
    """Return 123 for 12.3; for what is no such number one that fits nowhere."""
    found = _PERCENT.fullmatch(percent)
    return int(found[1]) * 10 + int(found[2] or 0) if found else -1


def _file(visit: Visit) -> str:
    return visit.request.match_info["file"]
