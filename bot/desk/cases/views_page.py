"""Keeping a view of the list, and taking one away."""

from __future__ import annotations

from urllib.parse import parse_qsl

from aiohttp import web

from bot.desk.cases.asked import asked_of
from bot.desk.guard import Guard, NoPage, NotFound
from bot.desk.pages import Visit
from intake.cases.case import Incomplete, NotAllowed
from intake.clocks.calendar import day_in_shanghai
from intake.officers import wall
from intake.officers.saved_views import SavedViews
from intake.routing.bureaus import Bureaus

VIEWS = "/desk/views"
_NOT_KEPT = "没有保存视图"


class ViewsPage:
    """The handlers of `/desk/views…`."""

    def __init__(self, views: SavedViews, bureaus: Bureaus, guard: Guard) -> None:
        self._views = views
        self._bureaus = bureaus
        self._guard = guard

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        return [
            web.post(VIEWS, self._guard.form(self._keep)),
            web.post(f"{VIEWS}/{{id}}/forget", self._guard.form(self._forget)),
        ]

    async def _keep(self, visit: Visit) -> web.StreamResponse:
        if not wall.sees_cases(visit.officer):
            raise NotFound
        # Only what an address may ask for is kept, never what was typed.
        bureaus = {bureau.code for bureau in self._bureaus.on(day_in_shanghai(visit.now))}
        asked = asked_of(dict(parse_qsl(visit.form.get("query", ""))), visit.officer, bureaus)
        shared = visit.form.get("shared", "") == "yes"
        try:
            await self._views.keep(
                visit.officer, visit.form.get("name", ""), asked.query, visit.now, shared=shared
            )
        except Incomplete as fault:
            raise NoPage(422, _NOT_KEPT, str(fault)) from None
        except NotAllowed as refusal:
            raise NoPage(403, _NOT_KEPT, str(refusal)) from None
        raise web.HTTPSeeOther(asked.address())

    async def _forget(self, visit: Visit) -> web.StreamResponse:
        await self._views.forget(visit.officer, visit.request.match_info["id"])
        raise web.HTTPSeeOther("/desk/cases")
