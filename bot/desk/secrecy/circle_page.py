"""`/desk/cases/{reference}/circle`: who may know of a case, and changing it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from aiohttp import web

from bot.desk.guard import NotFound
from bot.desk.pages import PageContext, Visit
from bot.desk.secrecy.parts import SecrecyParts, reference_of, seen_by
from intake.cases.case import Case, Incomplete, NotAllowed
from intake.cases.circle import DeskPerson, keeps
from intake.officers.casework import ChangedMeanwhile
from intake.officers.circles import Circles, who_could_know

_CHANGED: Final = "没有保存：打开这一页以后，这一件有了变化。请核对下面的最新情况再提交。"


@dataclass(frozen=True, slots=True)
class CircleChoice:
    """Somebody who can be let in: how they are called, whether they are in now, and whether they decide."""

    id: str
    name: str
    post: str
    is_in: bool
    decides: bool


@dataclass(frozen=True, slots=True)
class CircleContext(PageContext):
    """Who may know of a case.

    case     the case
    choices  those who can be let in
    kept     what was entered when it was refused
    faults   what was wrong with it, by field
    refusal  why nothing was saved; "" for other reasons
    """

    template: ClassVar[str] = "secrecy/circle.html"
    case: Case
    choices: tuple[CircleChoice, ...]
    kept: Mapping[str, str]
    faults: Mapping[str, str]
    refusal: str


class CirclePage:
    """The handlers."""

    def __init__(self, parts: SecrecyParts) -> None:
        self._parts = parts
        self._circles = Circles(parts.casework)

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        address = "/desk/cases/{reference}/circle"
        return [
            web.get(address, self._parts.guard.page(self._show)),
            web.post(address, self._parts.guard.form(self._draw)),
        ]

    async def _show(self, visit: Visit) -> web.StreamResponse:
        return await self._page(visit)

    async def _draw(self, visit: Visit) -> web.StreamResponse:
        chosen = visit.posted.get("officers", ()) if visit.form.get("who") == "some" else ()
        try:
            if visit.form.get("who") == "some" and not chosen:
                raise Incomplete("officers", "请勾选可以知道这一件的人。")
            reason = visit.form.get("reason", "")
            await self._circles.draw(visit.officer, seen_by(visit), chosen, reason, visit.now)
        except Incomplete as fault:
            return await self._page(visit, 422, faults={fault.field: str(fault)}, chosen=chosen)
        except NotAllowed as refusal:
            return await self._page(visit, 403, refusal=str(refusal))
        except ChangedMeanwhile:
            return await self._page(visit, 409, refusal=_CHANGED)
        # Whoever took themselves out of the circle finds no such case any more: the list is where they go on.
        stays = not chosen or visit.officer.id in chosen
        raise web.HTTPSeeOther(f"/desk/cases/{reference_of(visit)}" if stays else "/desk/cases")

    async def _page(
        self,
        visit: Visit,
        status: int = 200,
        *,
        faults: Mapping[str, str] | None = None,
        refusal: str = "",
        chosen: Sequence[str] | None = None,
    ) -> web.Response:
        case = (await self._parts.dossier(visit)).case
        if not keeps(case, visit.officer.role, visit.officer.bureau) and not refusal:
            raise NotFound
        async with self._parts.database.reading() as session:
            people = await who_could_know(session, case)
        is_in = set(case.circle or (visit.officer.id,)) if chosen is None else set(chosen)
        choices = tuple(self._choice(case, person, person.id in is_in) for person in people)
        context = CircleContext(case, choices, visit.form, faults or {}, refusal)
        return self._parts.pages.page(context, visit, status)

    def _choice(self, case: Case, person: DeskPerson, is_in: bool) -> CircleChoice:
        decides = keeps(case, person.role, person.bureau)
        return CircleChoice(person.id, person.name, self._parts.post_of(person), is_in, decides)
