"""The switch of automatic answers: how it stands, and turned off with a sentence or on again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from aiohttp import web

from bot.desk.accounts.office import SWITCH, AccountParts
from bot.desk.accounts.words import by_whom
from bot.desk.pages import PageContext, Visit
from intake.officers.roster import AccountEvent, account_events
from intake.officers.switch import (
    LONGEST_SENTENCE,
    SwitchRefused,
    SwitchStanding,
    switch_chain,
    switch_off,
    switch_on,
    switch_standing,
)

EVENTS_SHOWN: Final = 20
_DONE: Final[Mapping[str, str]] = {
    "off": "已停用，几秒钟后各个进程都不再答复",
    "on": "已恢复，几秒钟后各个进程都会答复；草稿都在",
}


@dataclass(frozen=True, slots=True)
class SwitchContext(PageContext):
    """The page of the switch.

    standing  how it stands
    events    when it was turned, the newest first, and by whom
    limit     how long the sentence may be
    kept      the sentence that was posted and refused
    fault     why it was refused; empty for nothing
    done      what was just done; empty for nothing
    """

    template: ClassVar[str] = "accounts/switch.html"
    standing: SwitchStanding
    events: Sequence[tuple[AccountEvent, str]]
    limit: int
    kept: str
    fault: str
    done: str


class SwitchPage:
    """The handlers."""

    def __init__(self, office: AccountParts) -> None:
        self._office = office

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        return [
            web.get(SWITCH, self._office.look(self._show)),
            web.post(SWITCH, self._office.form(self._turn)),
        ]

    async def _show(self, visit: Visit) -> web.StreamResponse:
        return await self._page(visit, done=_DONE.get(visit.request.query.get("done", ""), ""))

    async def _turn(self, visit: Visit) -> web.StreamResponse:
        database, vault, actor = self._office.database, self._office.vault, visit.officer.id
        to, sentence = visit.form.get("to", ""), visit.form.get("sentence", "")
        try:
            if to == "on":
                await switch_on(database, vault, actor, visit.now)
            else:
                await switch_off(database, vault, actor, sentence, visit.now)
        except SwitchRefused as refusal:
            return await self._page(visit, kept=sentence, fault=str(refusal), status=422)
        raise web.HTTPSeeOther(f"{SWITCH}?done={'on' if to == 'on' else 'off'}")

    async def _page(
        self, visit: Visit, *, kept: str = "", done: str = "", fault: str = "", status: int = 200
    ) -> web.Response:
        database = self._office.database
        standing = await switch_standing(database)
        events = await account_events(database, most=EVENTS_SHOWN, account=switch_chain())
        shown = [(event, by_whom(event)) for event in events]
        context = SwitchContext(standing, shown, LONGEST_SENTENCE, kept or standing.sentence, fault, done)
        return self._office.page(context, visit, status)
