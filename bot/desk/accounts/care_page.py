"""`/desk/accounts/care`: what a bureau wants two people for, and how long an agreement holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from aiohttp import web

from bot.desk.accounts.office import CARE, Office
from bot.desk.pages import PageContext, Visit
from intake.cases.case import Incomplete
from intake.officers.care import MOST_DAYS, NOTHING_SET, Care, CareBook, all_care


@dataclass(frozen=True, slots=True)
class CareContext(PageContext):
    """What is set for bureaus.

    settings  by the bureau's code; those with nothing set are left out
    ordinary  what holds for the others
    most_days the longest an agreement may hold
    kept      what was posted and refused
    faults    what was wrong with it, by field
    saved     something was just set
    """

    template: ClassVar[str] = "accounts/care.html"
    settings: Mapping[str, Care]
    ordinary: Care
    most_days: int
    kept: Mapping[str, str]
    faults: Mapping[str, str]
    saved: bool


class CarePage:
    """The handlers."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._book = CareBook(office.database, office.vault, office.bureaus)

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        return [
            web.get(CARE, self._office.look(self._show)),
            web.post(CARE, self._office.form(self._set)),
        ]

    async def _show(self, visit: Visit) -> web.StreamResponse:
        return await self._page(visit)

    async def _set(self, visit: Visit) -> web.StreamResponse:
        form = visit.form
        days = form.get("grant_days", "")
        care = Care(
            identity_by_two=form.get("identity_by_two") == "yes",
            original_by_two=form.get("original_by_two") == "yes",
            grant_days=int(days) if days.isascii() and days.isdigit() and len(days) < 4 else 0,
        )
        try:
            await self._book.set(visit.officer.id, form.get("bureau", ""), care, visit.now)
        except Incomplete as fault:
            return await self._page(visit, 422, form, {fault.field: str(fault)})
        raise web.HTTPSeeOther(f"{CARE}?saved=1")

    async def _page(
        self,
        visit: Visit,
        status: int = 200,
        kept: Mapping[str, str] | None = None,
        faults: Mapping[str, str] | None = None,
    ) -> web.Response:
        async with self._office.database.reading() as session:
            settings = await all_care(session)
        saved = bool(visit.request.query.get("saved"))
        context = CareContext(settings, NOTHING_SET, MOST_DAYS, kept or {}, faults or {}, saved)
        return self._office.page(context, visit, status)
