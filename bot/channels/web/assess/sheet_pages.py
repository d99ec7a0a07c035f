"""`/assess` and the sheets: which standard, one item after another, kept by a code from the first time on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Final

from aiohttp import web

from bot.channels.web.assess.visitor import COOKIE, ELSEWHERE, STARTING, TOO_FAST, AssessVisitors, PostedAct
from bot.conversation.estimating.told import notice_of
from bot.shown.estimates import entered_sheet, shown_sheet
from bot.shown.posted import first
from intake.cases.filer import Filer
from intake.filers.access import TooManyTries
from intake.filers.codes import Misspelt, read_code
from intake.filers.draft_visits import DraftVisit
from intake.filers.estimates import KeptEstimate
from intents.telling.estimating import EstimateSubject
from knowledge.standards.check_list import list_on
from knowledge.standards.estimate import Sheet
from knowledge.standards.shelf import standard_on

_A_MOMENT: Final = timedelta(minutes=1)
_UNKNOWN: Final = "没有查到用这个自评码保存的内容。请对照您抄下的再填一次。"
_ERASED: Final = "已经删除，佐证也一起删除了。"
_MISSPELT: Final = "自评码核对不上，请对照您抄下的再填一次，一共五组、每组四个字符。"
_TOO_MANY: Final = "试的次数多了，请过几分钟再试。自评码不会因此失效。"
_SPENT: Final = "这个链接过了两小时，或者地址不完整。请回到对话里再评一次，会给您新的链接。"
_EMPTY: Final = "还没有选任何一项，没有保存。请至少选一项。"


class SheetPages:
    """The handlers."""

    def __init__(self, visitors: AssessVisitors) -> None:
        """Take the part that knows visitors."""
        self._visitors = visitors

    def routes(self) -> list[web.RouteDef]:
        """Return the addresses; those of a subject come last."""
        return [
            web.get(STARTING, self.show),
            web.post(f"{STARTING}/open", self.open),
            web.get(f"{STARTING}/continue/{{link}}", self.show_link),
            web.post(f"{STARTING}/continue/{{link}}", self.enter),
            web.post(f"{STARTING}/leave", self.leave),
            web.get(f"{STARTING}/{{subject:company|park}}", self.show_sheet),
            web.post(f"{STARTING}/{{subject:company|park}}", self.keep),
        ]

    async def show(self, request: web.Request) -> web.Response:
        """Show what can be estimated, and ask for the code of what was."""
        said = _ERASED if "erased" in request.query else ""
        return self._entrance(await self._visitors.visit_of(request), said=said)

    async def open(self, request: web.Request) -> web.Response:
        """Let whoever has the code see their estimates."""
        act = await self._visitors.act(request)
        if act is None:
            return self._entrance(None, ELSEWHERE, 403)
        typed = first(act.posted, "code")[:60]
        code = read_code(typed)
        if code is None or isinstance(code, Misspelt):
            return self._entrance(None, _MISSPELT, 422, typed)
        try:
            is_known = await self._visitors.estimates.known(
                code, self._visitors.address_of(request) or "", self._visitors.now()
            )
        except TooManyTries:
            return self._entrance(None, _TOO_MANY, 429, typed)
        if not is_known:
            return self._entrance(None, _UNKNOWN, 404, typed)
        visit = self._visitors.begun(code)
        return self._visitors.go(await self._newest_of(visit), visit)

    async def show_link(self, request: web.Request) -> web.Response:
        """Ask for a click: programs look at links before people do."""
        if self._visitors.visits.linked(request.match_info["link"]) is None:
            return self._entrance(None, _SPENT, 404)
        return self._visitors.page("assess_link.html", address=request.path)

    async def enter(self, request: web.Request) -> web.Response:
        """Show the estimates that a link of the chat leads to."""
        act, link = (
            await self._visitors.act(request),
            self._visitors.visits.linked(request.match_info["link"]),
        )
        # The pass of somebody who was here before is no hindrance: the link says whose page it is.
        if link is None:
            return self._entrance(None, _SPENT, 404)
        if act is None and await self._visitors.visit_of(request) is None:
            return self._entrance(None, ELSEWHERE, 403)
        visit = self._visitors.visits.begun(Filer(link.person), link.channel)
        return self._visitors.go(await self._newest_of(visit), visit)

    async def leave(self, request: web.Request) -> web.Response:
        """End the visit in this browser; what is kept stays."""
        act = await self._visitors.act(request)
        if act is None or act.visit is None:
            return self._entrance(None, ELSEWHERE, 403)
        await self._visitors.visits.end(act.visit)
        response = self._entrance(None, said="已经离开，这台设备上不再显示您的自评。")
        response.del_cookie(COOKIE, path=STARTING)
        return response

    async def show_sheet(self, request: web.Request) -> web.Response:
        """Show the sheet with what was said the last time."""
        subject, visit = request.match_info["subject"], await self._visitors.visit_of(request)
        kept = await self._kept(visit, subject)
        standard = standard_on(subject, self._visitors.today())
        # What was said by another standard answers other questions.
        is_same = bool(kept) and kept[0].standard == standard.stamp and "new" not in request.query
        return self._sheet(subject, visit, Sheet.read(kept[0].content) if is_same else Sheet(), again=bool(kept))

    async def keep(self, request: web.Request) -> web.Response:
        """Keep what was said; the first time a code is given out."""
        subject = request.match_info["subject"]
        act = await self._visitors.act(request)
        if act is None:
            return self._entrance(await self._visitors.visit_of(request), ELSEWHERE, 403)
        standard = standard_on(subject, self._visitors.today())
        entered = entered_sheet(standard, act.posted, self._visitors.handbook.say)
        if entered.sheet is None:
            return self._sheet(subject, act.visit, Sheet(), act, entered.faults)
        if not entered.sheet.given:
            return self._sheet(subject, act.visit, Sheet(), act, {standard.all_items[0].key: _EMPTY})
        visit = act.visit
        if visit is None:
            if not self._visitors.may_begin(request):
                return self._sheet(subject, None, Sheet(), act, {standard.all_items[0].key: TOO_FAST})
            visit = self._visitors.begun(self._visitors.estimates.new_code())
        if not await self._is_kept_already(visit, subject, entered.sheet):
            await self._visitors.estimates.keep(
                visit.person, subject, standard.stamp, entered.sheet.kept(), self._visitors.now()
            )
        return self._visitors.go(f"{STARTING}/{subject}/result", visit)

    async def _is_kept_already(self, visit: DraftVisit, subject: str, sheet: Sheet) -> bool:
        """Say whether the same was kept a moment ago: a button that was pressed twice keeps one."""
        newest = next(iter(await self._kept(visit, subject)), None)
        if newest is None or newest.content != sheet.kept():
            return False
        return self._visitors.now() - newest.made_at < _A_MOMENT

    def _sheet(
        self,
        subject: str,
        visit: DraftVisit | None,
        sheet: Sheet,
        act: PostedAct | None = None,
        faults: Mapping[str, str] | None = None,
        *,
        again: bool = False,
    ) -> web.Response:
        standard = standard_on(subject, self._visitors.today())
        shown = shown_sheet(standard, sheet, act.posted if act else None, faults)
        return self._visitors.page(
            "assess_sheet.html",
            422 if faults else 200,
            visit,
            sheet=shown,
            subject=subject,
            notice=notice_of(standard, self._visitors.handbook.library, self._visitors.today(), at_head=True),
            again=again,
        )

    def _entrance(
        self, visit: DraftVisit | None, trouble: str = "", status: int = 200, typed: str = "", said: str = ""
    ) -> web.Response:
        today = self._visitors.today()
        standards = [(subject.value, standard_on(subject, today)) for subject in EstimateSubject]
        return self._visitors.page(
            "assess.html",
            status,
            visit,
            standards=standards,
            list=list_on(today),
            notice=notice_of(standards[0][1], self._visitors.handbook.library, today, at_head=True),
            trouble=trouble,
            said=said,
            typed=typed,
        )

    async def _kept(self, visit: DraftVisit | None, subject: str) -> Sequence[KeptEstimate]:
        return await self._visitors.estimates.of(visit.person, subject) if visit is not None else ()

    async def _newest_of(self, visit: DraftVisit) -> str:
        """Return the address of what was estimated last."""
        newest = [kept[0] for subject in EstimateSubject if (kept := await self._kept(visit, subject))]
        if not newest:
            return STARTING
        return f"{STARTING}/{max(newest, key=lambda one: one.made_at).subject}/result"
