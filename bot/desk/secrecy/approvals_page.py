"""`/desk/cases/{reference}/approvals`: asking a second person, and deciding. The page of the case answers."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import Final

from aiohttp import web

from bot.desk.cases.case_context import RequestOutcome
from bot.desk.cases.case_page import CasePage
from bot.desk.cases.moves import KeptInput
from bot.desk.guard import Guard, NotFound
from bot.desk.pages import Visit
from bot.desk.secrecy.parts import reference_of
from intake.cases.approvals import What
from intake.cases.case import Incomplete, NotAllowed
from intake.evidence.room import DOWNLOAD_REASONS
from intake.officers.approving import Approving
from intake.officers.casework import IDENTITY_REASONS, Casework

_REASONS: Final = {What.IDENTITY: IDENTITY_REASONS, What.ORIGINAL: DOWNLOAD_REASONS}


class ApprovalsPage:
    """The handlers."""

    def __init__(self, casework: Casework, case_page: CasePage, guard: Guard) -> None:
        self._approving = Approving(casework)
        self._case_page = case_page
        self._guard = guard

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        address = "/desk/cases/{reference}/approvals"
        return [
            web.post(address, self._guard.form(self._ask)),
            web.post(f"{address}/{{request}}/{{decision}}", self._guard.form(self._decide)),
        ]

    async def _ask(self, visit: Visit) -> web.StreamResponse:
        what = visit.form.get("what", "")
        if what not in set(What):
            raise NotFound
        reasons = _REASONS[What(what)]
        file, form = visit.form.get("file", ""), visit.form
        asking = self._approving.ask(
            visit.officer, reference_of(visit), What(what), file, form, reasons, visit.now
        )
        return await self._answered(visit, asking, "who" if what == What.IDENTITY else "evidence")

    async def _decide(self, visit: Visit) -> web.StreamResponse:
        reference, request = reference_of(visit), visit.request.match_info["request"]
        match visit.request.match_info["decision"]:
            case "grant" | "refuse" as decision:
                agrees = decision == "grant"
                doing = self._approving.decide(
                    visit.officer, reference, request, visit.form, visit.now, agrees=agrees
                )
            case "take-back":
                doing = self._approving.take_back(visit.officer, reference, request, visit.now)
            case _:
                raise NotFound
        return await self._answered(visit, doing, "who")

    async def _answered(self, visit: Visit, doing: Awaitable[None], part: str) -> web.StreamResponse:
        try:
            await doing
        except Incomplete as fault:
            kept = KeptInput("approval", visit.form, {fault.field: str(fault)})
            return await self._case_page.answer(visit, RequestOutcome(kept=kept), 422)
        except NotAllowed as refusal:
            return await self._case_page.answer(visit, RequestOutcome(refusal=str(refusal)), 403)
        raise web.HTTPSeeOther(f"/desk/cases/{reference_of(visit)}#{part}")
