"""`/guides`: liaison officers by district and park, and asking for a guidance officer: a consultation."""

from __future__ import annotations

from typing import Final

from aiohttp import web

from bot.channels.web.assess.booking import Booking
from bot.channels.web.assess.visitor import TOO_FAST, AssessVisitors
from bot.conversation.estimating.told import notice_of
from bot.shown.posted import Posted, first
from bot.shown.requests import form_of, is_from_here
from intake.filers.contacts import Contact, PublicContacts
from intake.routing.bureaus import Bureau, BureauLevel, Bureaus
from intents.signs import without_control_characters
from knowledge.standards.rounds import round_on

GUIDES: Final = "/guides"
_LONGEST: Final = 60
_NO_NAME: Final = "请写企业全称。"
_TOO_LONG: Final = f"企业名称最多 {_LONGEST} 字。"
_NO_DISTRICT: Final = "请选择企业所在的区县。"


class GuidesPage:
    """The handlers."""

    def __init__(
        self, visitors: AssessVisitors, booking: Booking, contacts: PublicContacts, bureaus: Bureaus
    ) -> None:
        """Take the parts."""
        self._visitors = visitors
        self._booking = booking
        self._contacts = contacts
        self._bureaus = bureaus

    def routes(self) -> list[web.RouteDef]:
        """Return the addresses."""
        return [web.get(GUIDES, self.show), web.post(GUIDES, self.ask)]

    async def show(self, request: web.Request) -> web.Response:
        """Show the list, of one district where it is asked for."""
        return await self._page(request.query.get("district", ""))

    async def ask(self, request: web.Request) -> web.Response:
        """Begin a consultation in which a company asks for a guidance officer."""
        if not is_from_here(request, self._visitors.settings):
            return self._visitors.go(GUIDES)
        said = await form_of(request)
        name = without_control_characters(first(said, "company")).strip()
        district = next((one.name for one in self._districts() if one.code == first(said, "district")), "")
        faults = {
            **({"company": _TOO_LONG if name else _NO_NAME} if not 0 < len(name) <= _LONGEST else {}),
            **({"district": _NO_DISTRICT} if not district else {}),
        }
        if faults:
            return await self._page("", 422, said, faults)
        if not self._visitors.may_begin(request):
            return await self._page("", 429, said, {"company": TOO_FAST})
        return await self._booking.begun(self._visitors.handbook.say("guides.wanted"), name, district)

    async def _page(
        self, asked: str, status: int = 200, said: Posted | None = None, faults: dict[str, str] | None = None
    ) -> web.Response:
        today, districts = self._visitors.today(), self._districts()
        standing = await self._contacts.standing(today)
        known = {one.code: one.name for one in self._bureaus.on(today)}
        shown = asked if asked in {one.bureau for one in standing} else ""
        return self._visitors.page(
            "guides.html",
            status,
            notice=notice_of(round_on(today).standard, self._visitors.handbook.library, today, at_head=True),
            groups=_by_bureau(standing, shown),
            named=known,
            with_list=[(code, known[code]) for code in dict.fromkeys(one.bureau for one in standing)],
            shown=shown,
            districts=[(one.code, one.name) for one in districts],
            company=first(said or {}, "company"),
            district=first(said or {}, "district"),
            faults=faults or {},
        )

    def _districts(self) -> list[Bureau]:
        return [one for one in self._bureaus.on(self._visitors.today()) if one.level is not BureauLevel.MUNICIPAL]


def _by_bureau(standing: list[Contact], shown: str) -> dict[str, list[Contact]]:
    groups: dict[str, list[Contact]] = {}
    for one in standing:
        if shown in ("", one.bureau):
            groups.setdefault(one.bureau, []).append(one)
    return groups
