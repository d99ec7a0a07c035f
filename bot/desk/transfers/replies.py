"""Reply links at the desk, and the one page that a link opens."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Final

from aiohttp import web

from bot.desk.guard import Guard, NoPage
from bot.desk.pages import PageContext, Pages, Visit
from bot.desk.transfers.looking import ONE, Looking, seen_of, transfer_in
from bot.desk.transfers.style import known_here
from bot.shown.posted import last_values
from bot.shown.requests import form_of
from intake.cases.case import Incomplete, NotAllowed
from intake.officers.casework import ChangedMeanwhile
from intake.officers.replying import ANSWERS, ReplyLinks, ReplyRequest

REPLY: Final = "/reply/{secret}"


@dataclass(frozen=True, slots=True)
class LinkContext(PageContext):
    """A link just made, shown this once.

    reference  of its case
    number     which of the case's transfers it is of
    link       its address
    """

    template: ClassVar[str] = "transfers/link.html"
    reference: str
    number: int
    link: str


@dataclass(frozen=True, slots=True)
class ReplyContext(PageContext):
    """The page that a link opens, for somebody without an account.

    asked    the question and the facts; None where the link is none, or no more
    answers  what can be answered: code and label
    entered  what was entered when something was missing
    faults   what was missing
    thanked  it was answered just now
    """

    template: ClassVar[str] = "transfers/reply.html"
    asked: ReplyRequest | None
    answers: Mapping[str, str]
    entered: Mapping[str, str]
    faults: Mapping[str, str]
    thanked: bool


class ReplyPages:
    """The handlers."""

    def __init__(
        self,
        links: ReplyLinks,
        looking: Looking,
        reached_at: str,
        clock: Callable[[], datetime],
        pages: Pages,
        guard: Guard,
    ) -> None:
        """Take the parts.

        reached_at  the address under which people outside reach us
        """
        self._links = links
        self._looking = looking
        self._reached_at = reached_at
        self._clock = clock
        self._pages = pages
        self._guard = guard

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        return [
            web.post(f"{ONE}/link", self._guard.form(self._give)),
            web.post(f"{ONE}/link/revoke", self._guard.form(self._revoke)),
            web.get(REPLY, self._guard.open(self._show)),
            web.post(REPLY, self._guard.open(self._answer)),
        ]

    async def _give(self, visit: Visit) -> web.StreamResponse:
        looked = await self._looking.at(visit)
        transfer = transfer_in(visit, looked)
        try:
            secret = await self._links.give(visit.officer, seen_of(visit), transfer.id, visit.form, visit.now)
        except (Incomplete, NotAllowed) as refusal:
            raise NoPage(422, "没有开通答复链接", str(refusal)) from None
        except ChangedMeanwhile:
            raise _Changed from None
        link = f"{self._reached_at.rstrip('/')}/reply/{secret}"
        context = LinkContext(looked.dossier.case.reference, transfer.number, link)
        return self._pages.page(context, visit, known=known_here())

    async def _revoke(self, visit: Visit) -> web.StreamResponse:
        transfer = transfer_in(visit, await self._looking.at(visit))
        try:
            await self._links.revoke(visit.officer, seen_of(visit), transfer.id, visit.now)
        except NotAllowed as refusal:
            raise NoPage(403, "没有停用", str(refusal)) from None
        except ChangedMeanwhile:
            raise _Changed from None
        raise web.HTTPSeeOther(f"{visit.request.path.removesuffix('/link/revoke')}?done=1")

    async def _show(self, request: web.Request) -> web.StreamResponse:
        asked = await self._links.asked(request.match_info["secret"], self._clock())
        return self._page(asked, {}, {}, 404 if asked is None else 200)

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        said, secret = last_values(await form_of(request)), request.match_info["secret"]
        asked = await self._links.asked(secret, self._clock())
        if asked is None:
            return self._page(None, {}, {}, 404)
        try:
            stands = await self._links.answer(secret, said, self._clock())
        except Incomplete as fault:
            return self._page(asked, said, {fault.field: str(fault)}, 422)
        return self._page(asked if stands else None, {}, {}, 200 if stands else 404, thanked=stands)

    def _page(
        self,
        asked: ReplyRequest | None,
        entered: Mapping[str, str],
        faults: Mapping[str, str],
        status: int,
        *,
        thanked: bool = False,
    ) -> web.Response:
        return self._pages.open_page(ReplyContext(asked, ANSWERS, entered, faults, thanked), self._clock(), status)


class _Changed(NoPage):
    def __init__(self) -> None:
        super().__init__(409, "没有保存", "您打开页面以后，这个案件有了变化。请返回上一页，刷新后再操作。")
