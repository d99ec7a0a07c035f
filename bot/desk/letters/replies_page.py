"""`/desk/replies`: canned replies, for administrators and curators. Every version is kept."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar, Final

from aiohttp import web

from bot.desk.guard import Guard, NotFound
from bot.desk.pages import PageContext, Pages, Visit
from intake.cases.canned import FIELDS
from intake.cases.case import Incomplete
from intake.cases.codes import Role
from intake.officers.canned_replies import CannedReplies, CannedReply

REPLIES: Final = "/desk/replies"
EDITORS: Final = frozenset({Role.ADMIN, Role.CURATOR})
_DONE: Final[Mapping[str, str]] = {"saved": "已保存为新版本", "withdrawn": "已停用"}


@dataclass(frozen=True, slots=True)
class RepliesContext(PageContext):
    """The canned replies.

    replies  each in its newest version
    fields   what may stand in braces
    kept     what was entered when something was missing
    faults   what was missing, by field
    done     what was just done; "" for nothing
    """

    template: ClassVar[str] = "replies.html"
    replies: tuple[CannedReply, ...]
    fields: tuple[str, ...]
    kept: Mapping[str, str]
    faults: Mapping[str, str]
    done: str


class RepliesPage:
    """The handlers."""

    def __init__(self, replies: CannedReplies, pages: Pages, guard: Guard) -> None:
        self._replies = replies
        self._pages = pages
        self._guard = guard

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        return [
            web.get(REPLIES, self._guard.page(_for_editors(self._show))),
            web.post(REPLIES, self._guard.form(_for_editors(self._save))),
            web.post(f"{REPLIES}/withdraw", self._guard.form(_for_editors(self._withdraw))),
        ]

    async def _show(self, visit: Visit) -> web.StreamResponse:
        return await self._page(visit, done=_DONE.get(visit.request.query.get("done", ""), ""))

    async def _save(self, visit: Visit) -> web.StreamResponse:
        form = visit.form
        seen = int(form["seen"]) if form.get("seen", "").isdecimal() else 0
        try:
            await self._replies.save(visit.officer, form.get("name", ""), form.get("text", ""), seen, visit.now)
        except Incomplete as fault:
            return await self._page(visit, faults={fault.field: str(fault)}, status=422)
        raise web.HTTPSeeOther(f"{REPLIES}?done=saved")

    async def _withdraw(self, visit: Visit) -> web.StreamResponse:
        await self._replies.withdraw(visit.form.get("reply", ""), visit.now)
        raise web.HTTPSeeOther(f"{REPLIES}?done=withdrawn")

    async def _page(
        self, visit: Visit, *, faults: Mapping[str, str] | None = None, done: str = "", status: int = 200
    ) -> web.Response:
        context = RepliesContext(
            await self._replies.all(), tuple(FIELDS), visit.form if faults else {}, faults or {}, done
        )
        return self._pages.page(context, visit, status)


def _for_editors(
    handler: Callable[[Visit], Awaitable[web.StreamResponse]],
) -> Callable[[Visit], Awaitable[web.StreamResponse]]:
    async def checked(visit: Visit) -> web.StreamResponse:
        if visit.officer.role not in EDITORS:
            raise NotFound
        return await handler(visit)

    return checked
