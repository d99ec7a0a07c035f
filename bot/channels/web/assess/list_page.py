"""`/assess/apply`: what somebody prepares who wants to be recognised, ticked and kept by the same code."""

from __future__ import annotations

from aiohttp import web

from bot.channels.web.assess.visitor import STARTING, TOO_FAST, AssessVisitors
from bot.conversation.estimating.told import notice_of
from intake.filers.draft_visits import DraftVisit
from intake.stored import texts_in
from knowledge.standards.check_list import SUBJECT, list_on


class CheckListPage:
    """The handlers."""

    def __init__(self, visitors: AssessVisitors) -> None:
        """Take the part that knows visitors."""
        self._visitors = visitors

    def routes(self) -> list[web.RouteDef]:
        """Return the addresses."""
        return [web.get(f"{STARTING}/apply", self.show), web.post(f"{STARTING}/apply", self.keep)]

    async def show(self, request: web.Request) -> web.Response:
        """Show the list with what was ticked the last time."""
        visit = await self._visitors.visit_of(request)
        ticked: list[str] = []
        if visit is not None and (kept := await self._visitors.estimates.of(visit.person, SUBJECT)):
            ticked = list(texts_in(kept[0].content, "ticked"))
        return self._page(visit, ticked, is_saved="saved" in request.query)

    async def keep(self, request: web.Request) -> web.Response:
        """Keep what is ticked; the first time a code is given out."""
        act = await self._visitors.act(request)
        if act is None:
            return self._visitors.go(f"{STARTING}/apply")
        one, visit = list_on(self._visitors.today()), act.visit
        content = one.ticked(list(act.posted.get("ticked", ())))
        if visit is None:
            if not self._visitors.may_begin(request):
                return self._page(None, content["ticked"], TOO_FAST, 429)
            visit = self._visitors.begun(self._visitors.estimates.new_code())
        estimates, now = self._visitors.estimates, self._visitors.now()
        before = await estimates.of(visit.person, SUBJECT)
        await estimates.keep(visit.person, SUBJECT, one.stamp, content, now)
        # Of a list only the last state is of use.
        for old in before:
            await estimates.erase(visit.person, old.id)
        return self._visitors.go(f"{STARTING}/apply?saved=1", visit)

    def _page(
        self,
        visit: DraftVisit | None,
        ticked: list[str],
        trouble: str = "",
        status: int = 200,
        *,
        is_saved: bool = False,
    ) -> web.Response:
        one, library = list_on(self._visitors.today()), self._visitors.handbook.library
        asked = [point.key for point in one.points if point.ticks]
        return self._visitors.page(
            "assess_apply.html",
            status,
            visit,
            list=one,
            ticked=ticked,
            done=sum(key in ticked for key in asked),
            asked=len(asked),
            notice=notice_of(one, library, self._visitors.today(), at_head=True),
            trouble=trouble,
            is_saved=is_saved,
        )
