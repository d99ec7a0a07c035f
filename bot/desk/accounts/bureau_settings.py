"""A page that shows what is set for bureaus, with one form that sets it for one of them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from aiohttp import web

from bot.desk.accounts.office import AccountParts
from bot.desk.pages import PageContext, Visit
from intake.cases.case import Incomplete


@dataclass(frozen=True, slots=True)
class PostedSettings:
    """What the page says of the form beside what is set.

    values  what was posted and refused
    faults  what was wrong with it, by field
    saved   something was just set
    """

    values: Mapping[str, str]
    faults: Mapping[str, str]
    saved: bool


class BureauSettingsPage:
    """The handlers."""

    def __init__(
        self,
        office: AccountParts,
        address: str,
        shows: Callable[[PostedSettings], Awaitable[PageContext]],
        sets: Callable[[Visit], Awaitable[None]],
    ) -> None:
        """Take the parts.

        shows  what the page is given
        sets   what was posted; raises Incomplete for what cannot be set
        """
        self._office = office
        self._address = address
        self._shows = shows
        self._sets = sets

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this page."""
        return [
            web.get(self._address, self._office.look(self._show)),
            web.post(self._address, self._office.form(self._set)),
        ]

    async def _show(self, visit: Visit) -> web.StreamResponse:
        return await self._page(visit, PostedSettings({}, {}, bool(visit.request.query.get("saved"))))

    async def _set(self, visit: Visit) -> web.StreamResponse:
        try:
            await self._sets(visit)
        except Incomplete as fault:
            return await self._page(visit, PostedSettings(visit.form, {fault.field: str(fault)}, saved=False), 422)
        raise web.HTTPSeeOther(f"{self._address}?saved=1")

    async def _page(self, visit: Visit, kept: PostedSettings, status: int = 200) -> web.Response:
        return self._office.page(await self._shows(kept), visit, status)
