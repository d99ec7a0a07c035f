"""`/desk/papers/numbers`: the register of internal numbers of a bureau and year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from aiohttp import web

from bot.desk.guard import Guard, NotFound
from bot.desk.pages import PageContext, Pages, Visit
from bot.desk.papers.style import known_here
from intake.clocks.calendar import day_in_shanghai
from intake.officers import wall
from intake.officers.paper_register import GivenNumbers, PaperRegister
from intake.papers.codes import TITLES
from intake.routing.bureaus import Bureaus

NUMBERS: Final = "/desk/papers/numbers"
_FIRST_YEAR: Final = 2020


@dataclass(frozen=True, slots=True)
class NumbersContext(PageContext):
    """The register.

    bureau   whose numbers; bureaus: to choose from, code and name; empty for whoever has only their own
    year     of which; years: to choose from, the newest first
    kind     only this kind of paper; "" all
    titles   of all kinds
    given    the numbers, kind by kind
    """

    template: ClassVar[str] = "papers/numbers.html"
    bureau: str
    bureaus: Mapping[str, str]
    year: int
    years: Sequence[int]
    kind: str
    titles: Mapping[str, str]
    given: Sequence[GivenNumbers]


class NumbersPage:
    """The handler."""

    def __init__(self, register: PaperRegister, bureaus: Bureaus, pages: Pages, guard: Guard) -> None:
        self._register = register
        self._bureaus = bureaus
        self._pages = pages
        self._guard = guard

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        return [web.get(NUMBERS, self._guard.page(self._show))]

    async def _show(self, visit: Visit) -> web.StreamResponse:
        if not wall.sees_cases(visit.officer):
            raise NotFound
        asked, today = visit.request.query, day_in_shanghai(visit.now)
        bureau, kind = self._bureau(visit), asked.get("kind", "")
        year = _number(written := asked.get("year", "")) or today.year
        visit.chosen("year", [written] if _number(written) else [])
        upto = visit.place(lambda text: _number(text) or None, "upto")
        if kind not in ("", *TITLES) or not _FIRST_YEAR <= year <= today.year:
            raise NotFound
        context = NumbersContext(
            bureau=bureau,
            bureaus=self._choice(visit),
            year=year,
            years=sorted({today.year, year, *await self._register.years(visit.officer, bureau)}, reverse=True),
            kind=kind,
            titles=TITLES,
            given=await self._register.of(visit.officer, bureau, year, kind, upto or 0),
        )
        return self._pages.page(context, visit, known=known_here())

    def _choice(self, visit: Visit) -> Mapping[str, str]:
        if not wall.sees_every_bureau(visit.officer):
            return {}
        return {one.code: one.name for one in self._bureaus.all}

    def _bureau(self, visit: Visit) -> str:
        """Return whose numbers they are: the officer's own bureau; who sees every bureau says which."""
        choice = self._choice(visit)
        wanted = visit.request.query.get("bureau") or visit.officer.bureau or next(iter(choice), "")
        if wanted != visit.officer.bureau and wanted not in choice:
            raise NotFound
        return wanted


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else 0
