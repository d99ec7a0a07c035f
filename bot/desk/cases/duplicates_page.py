"""`/desk/cases/{reference}/alike`: what may be about the same, side by side; linked, never merged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Final

from aiohttp import web

from bot.desk.cases.case_page import reference_of
from bot.desk.cases.dossier import dossier_of, record_reading
from bot.desk.cases.side_by_side import side_by_side
from bot.desk.guard import Guard, NotFound
from bot.desk.pages import PageContext, Pages, Visit
from intake.cases.case import Case, Incomplete, NotAllowed
from intake.cases.codes import CaseKind, JournalCode
from intake.ids import read_reference
from intake.officers import wall
from intake.officers.casework import NoSuchCase
from intake.officers.duplicates import Duplicates, PossibleDuplicate, files_of, linked_to
from intake.storage.database import Database
from intake.storage.sealing import Vault

# In the address: which other case is to be shown beside this one.
BESIDE: Final = "with"


@dataclass(frozen=True, slots=True)
class AlikeContext(PageContext):
    """Cases that may be about the same.

    case        the one they are like
    candidates  the likest first; those that are linked before all
    may_link    this officer may link
    kept        what was entered when something was missing
    fault       what was missing; "" for nothing
    refusal     why nothing was done; "" for other reasons
    done        they were just linked
    """

    template: ClassVar[str] = "alike.html"
    case: Case
    candidates: tuple[PossibleDuplicate, ...]
    may_link: bool
    kept: Mapping[str, str]
    fault: str
    refusal: str
    done: bool


class AlikePage:
    """The handlers."""

    def __init__(
        self, database: Database, vault: Vault, duplicates: Duplicates, pages: Pages, guard: Guard
    ) -> None:
        self._database = database
        self._vault = vault
        self._duplicates = duplicates
        self._pages = pages
        self._guard = guard

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        address = "/desk/cases/{reference}/alike"
        return [web.get(address, self._guard.page(self._show)), web.post(address, self._guard.form(self._link))]

    async def _show(self, visit: Visit) -> web.StreamResponse:
        if other := read_reference(visit.request.query.get(BESIDE, "")):
            return await self._beside(visit, other)
        return await self._page(visit)

    async def _beside(self, visit: Visit, other: str) -> web.Response:
        """Show both cases line by line; whoever does so has opened both, and that stands in their journals."""
        async with self._database.writing() as session:
            found = [
                await dossier_of(session, self._vault, visit.officer, each)
                for each in (reference_of(visit), other)
            ]
            pair = [one for one in found if one is not None and one.case.kind != CaseKind.CONSULTATION]
            if len({one.case.id for one in pair}) < len(found):
                raise NoSuchCase
            ids = [one.case.id for one in pair]
            for case_id in sorted(ids):
                await record_reading(
                    session, self._vault, case_id, visit.officer.id, JournalCode.VIEWED, visit.now
                )
            files, linked = await files_of(session, ids), await linked_to(session, ids[0])
        context = side_by_side(visit.officer, pair[0], pair[1], files, is_linked=ids[1] in linked)
        return self._pages.page(context, visit)

    async def _link(self, visit: Visit) -> web.StreamResponse:
        reference, form = reference_of(visit), visit.form
        other = read_reference(form.get("other", ""))
        try:
            if other is None:
                raise Incomplete("other", "请选择要关联的案件。")
            await self._duplicates.link(visit.officer, reference, other, form.get("reason", ""), visit.now)
        except Incomplete as fault:
            return await self._page(visit, fault=str(fault), status=422)
        except NotAllowed as refusal:
            return await self._page(visit, refusal=str(refusal), status=403)
        raise web.HTTPSeeOther(f"/desk/cases/{reference}/alike?done=1")

    async def _page(self, visit: Visit, *, fault: str = "", refusal: str = "", status: int = 200) -> web.Response:
        try:
            case, candidates = await self._duplicates.candidates(visit.officer, reference_of(visit))
        except NotAllowed:
            raise NotFound from None
        context = AlikeContext(
            case=case,
            candidates=candidates,
            may_link=case.lead_bureau == visit.officer.bureau and wall.has_part(visit.officer, case),
            kept=visit.form if fault else {},
            fault=fault,
            refusal=refusal,
            done=visit.request.query.get("done") == "1",
        )
        return self._pages.page(context, visit, status)
