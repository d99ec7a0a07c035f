"""`/desk/transfers/bodies`: the directory of bodies outside, and entering one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from aiohttp import web

from bot.desk.guard import Guard, NotFound
from bot.desk.pages import PageContext, Pages, Visit
from bot.desk.transfers.style import known_here
from intake.cases.case import Incomplete, NotAllowed
from intake.clocks.calendar import day_in_shanghai
from intake.officers.bodies import BodyBook, may_enter_bodies
from intake.routing.bureaus import Bureaus
from intake.transfers.body import BODY_KINDS, BODY_LEVELS, NEVER_BY_LINK, Bodies, Body

BODIES: Final = "/desk/transfers/bodies"
NEW: Final = "new"


@dataclass(frozen=True, slots=True)
class BodiesContext(PageContext):
    """The directory.

    groups  what a kind is called, and its bodies that exist today
    past    those that are no more, or not yet
    levels  what the levels are called
    """

    template: ClassVar[str] = "transfers/bodies.html"
    groups: Sequence[tuple[str, Sequence[Body]]]
    past: Sequence[Body]
    levels: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class BodyContext(PageContext):
    """One body, to be entered.

    code     of one that stands; "" for a new one
    title    what the page is called
    written  what stands in the fields
    faults   what is wrong with what was entered
    body_kinds, levels, areas  to choose from, for a new one
    no_link  this kind never answers by a link
    """

    template: ClassVar[str] = "transfers/body.html"
    code: str
    title: str
    written: Mapping[str, str]
    faults: Mapping[str, str]
    body_kinds: Mapping[str, str]
    levels: Mapping[str, str]
    areas: Mapping[str, str]
    no_link: bool


class BodiesPages:
    """The handlers."""

    def __init__(self, book: BodyBook, bureaus: Bureaus, pages: Pages, guard: Guard) -> None:
        self._book = book
        self._bureaus = bureaus
        self._pages = pages
        self._guard = guard

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        return [
            web.get(BODIES, self._guard.page(self._list)),
            web.get(BODIES + "/{code}", self._guard.page(self._show)),
            web.post(BODIES + "/{code}", self._guard.form(self._enter)),
        ]

    async def _list(self, visit: Visit) -> web.StreamResponse:
        bodies, today = await self._bodies(visit), day_in_shanghai(visit.now)
        known = bodies.on(today)
        groups = [(label, [body for body in known if body.kind == kind]) for kind, label in BODY_KINDS.items()]
        past = [body for body in bodies.all if not body.exists(today)]
        return self._pages.page(BodiesContext(groups, past, BODY_LEVELS), visit, known=known_here())

    async def _show(self, visit: Visit) -> web.StreamResponse:
        bodies, code = await self._bodies(visit), visit.request.match_info["code"]
        body = bodies.by_code(code)
        if body is None and code != NEW:
            raise NotFound
        return self._page(visit, body, _values(body) if body else {}, {})

    async def _enter(self, visit: Visit) -> web.StreamResponse:
        bodies, code = await self._bodies(visit), visit.request.match_info["code"]
        standing = bodies.by_code(code)
        if standing is None and code != NEW:
            raise NotFound
        try:
            await self._book.enter(visit.officer, standing.code if standing else "", visit.form, visit.now)
        except Incomplete as fault:
            return self._page(visit, standing, visit.form, {fault.field: str(fault)}, 422)
        except NotAllowed as refusal:
            return self._page(visit, standing, visit.form, {"name": str(refusal)}, 403)
        raise web.HTTPSeeOther(BODIES)

    async def _bodies(self, visit: Visit) -> Bodies:
        if not may_enter_bodies(visit.officer):
            raise NotFound
        return await self._book.all()

    def _page(
        self,
        visit: Visit,
        body: Body | None,
        written: Mapping[str, str],
        faults: Mapping[str, str],
        status: int = 200,
    ) -> web.Response:
        context = BodyContext(
            code=body.code if body else NEW,
            title=body.name if body else "增加机关",
            written=written,
            faults=faults,
            body_kinds={} if body else BODY_KINDS,
            levels={} if body else BODY_LEVELS,
            areas={} if body else {bureau.code: bureau.name for bureau in self._bureaus.all},
            no_link=body is not None and body.kind in NEVER_BY_LINK,
        )
        return self._pages.page(context, visit, status, known_here())


def _values(body: Body) -> Mapping[str, str]:
    names = ("name", "department", "address", "postcode", "phone", "post")
    days = {name: day.isoformat() for name in ("valid_from", "valid_until") if (day := getattr(body, name))}
    return {name: getattr(body, name) for name in names} | days | {"by_link": "yes" if body.by_link else ""}
