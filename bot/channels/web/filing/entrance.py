"""The ways to a form's page: begun anew, resumed by its code, by a link of the chat; and out of it again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from aiohttp import web

from bot.channels.web.filing.visitor import COOKIE, STARTING, Visitors
from bot.channels.web.told_next import NextTold
from bot.conversation.channels import CHANNELS, ChannelName
from bot.conversation.form.question import missing_core
from bot.conversation.page.acts import PAGE_FORMS, WARNING
from bot.conversation.page.sent import PageAct, PageSent
from bot.conversation.state import CONFIRM, DRAFTS_KEPT, Running
from bot.shown.parts import parts_of
from bot.shown.posted import first
from intake.cases.filer import Filer
from intake.filers.access import TooManyTries
from intake.filers.codes import Misspelt, read_code
from intake.filers.draft_visits import DraftLink
from intake.filers.drafts import DraftCodes
from intake.pace import Beginnings

CHECK: Final = "check"
_LEFT: Final = "left"
GONE: Final = "这份表已经提交、删除，或者过了保留期限，不能再填。提交过的，请凭编号和查询码查看办理情况。"
_ELSEWHERE: Final = "这次没有收下，请在本页重新操作。"
_TOO_FAST: Final = "这个网络地址新开的表太多了，请过一会儿再试。"
_UNKNOWN: Final = "没有查到这份草稿。请对照您抄下的草稿码再填一次；过了保留期限、已经提交的，也查不到。"
_FILED: Final = (
    "草稿码没有错，这份表已经提交了，不用再填。请到“查办理情况”，凭提交时给的编号和查询码看进展、补充材料。"
)
_TOO_MANY: Final = "试的次数多了，请过几分钟再试。草稿码不会因此失效。"
_SPENT: Final = "这个链接已经用过，或者过了两小时。请回到对话里再说一次“去网页填”。"


class Entrance:
    """The handlers."""

    def __init__(self, visitors: Visitors, codes: DraftCodes) -> None:
        self._visitors = visitors
        self._codes = codes
        self._beginnings = Beginnings()

    def routes(self) -> list[web.RouteDef]:
        """Return the addresses."""
        return [
            web.get("/file", self.show),
            web.post("/file/begin", self.begin),
            web.post("/file/resume", self.resume),
            web.get("/file/continue/{link}", self.show_link),
            web.post("/file/continue/{link}", self.enter),
            web.post("/file/leave", self.leave),
            web.post("/file/discard", self.discard),
            web.get("/file/{form}", self.go_on),
        ]

    async def show(self, request: web.Request) -> web.Response:
        """Show what can be filed, and ask for the code of a draft; and what is to be told of what was sent."""
        visit = await self._visitors.visit_of(request)
        running = (await self._visitors.look(visit)).state.running if visit is not None else None
        told = self._visitors.told_next.to(request) or NextTold()
        if told.place == _LEFT:
            return self._visitors.told_next.forget(request, self._left(told.typed.get("code", "")))
        return self._visitors.told_next.forget(request, self._told(told, running))

    def told(
        self, trouble: str, status: int = 200, typed: str = "", left: Mapping[str, str] | None = None
    ) -> web.Response:
        """Let the entrance tell what became of what was just sent; a code that was typed stands there again."""
        told = NextTold(trouble, status, typed={"code": typed}, left=left or {})
        return self._visitors.told_next.sent_on(STARTING, told) or self._told(told)

    def _told(self, told: NextTold, open_draft: Running | None = None) -> web.Response:
        return self.entrance(told.trouble, told.status, told.typed.get("code", ""), open_draft, told.left)

    def entrance(
        self,
        trouble: str = "",
        status: int = 200,
        typed: str = "",
        open_draft: Running | None = None,
        left: Mapping[str, str] | None = None,
    ) -> web.Response:
        """Return the entrance.

        open_draft  the form under way in this browser
        left        by label, what was sent and not taken, to be written down elsewhere
        """
        book = self._visitors.handbook
        forms = [(name.value, book.say(f"choices.{name}"), book.say(f"forms.{name}")) for name in PAGE_FORMS]
        return self._visitors.page(
            "file_entrance.html",
            status,
            forms=forms,
            trouble=trouble,
            left=left or {},
            typed=typed,
            kept_days=DRAFTS_KEPT.days,
            open_form=open_draft.form if open_draft else "",
            open_name=book.say(f"forms.{open_draft.form}") if open_draft else "",
            is_filled=open_draft is not None and self._is_filled(open_draft),
            warning=book.say(WARNING),
        )

    async def begin(self, request: web.Request) -> web.Response:
        """Begin a form: its draft gets a code, and the browser a pass."""
        posted = await self._visitors.posted(request)
        form = first(posted or {}, "form")
        if posted is None or form not in set(PAGE_FORMS):
            return self.entrance(_ELSEWHERE, 403)
        if self._visitors.is_off:
            return self.entrance()
        if not self._beginnings.allows(self._visitors.address_of(request)):
            return self.entrance(_TOO_FAST, 429)
        code = await self._codes.issued(self._visitors.now())
        visit = self._visitors.visits.begun(self._codes.filer_of(code), ChannelName.FORM, code)
        await self._visitors.act(visit, PageSent(PageAct.BEGIN, form))
        return self._visitors.go(f"{STARTING}/{form}?new=1", visit)

    async def resume(self, request: web.Request) -> web.Response:
        """Let whoever has the code of a draft go on with it."""
        posted = await self._visitors.posted(request)
        if posted is None:
            return self.entrance(_ELSEWHERE, 403)
        typed = first(posted, "code")[:60]
        code = read_code(typed)
        if not isinstance(code, str):
            return self.told(_misspelt(code), 422, typed)
        try:
            fits = await self._codes.fits(code, self._visitors.address_of(request) or "", self._visitors.now())
        except TooManyTries:
            return self.told(_TOO_MANY, 429, typed)
        visit = self._visitors.visits.begun(self._codes.filer_of(code), ChannelName.FORM, code)
        if not fits:
            return self.told(_UNKNOWN, 404, typed)
        state = (await self._visitors.look(visit)).state
        if state.running is None:
            return self.told(_FILED if state.filed else GONE, 404)
        running = state.running
        return self._visitors.go(f"{STARTING}/{running.form}", visit)

    async def show_link(self, request: web.Request) -> web.Response:
        """Ask for a click: programs that look at links before people do must not use them up."""
        link = self._visitors.visits.linked(request.match_info["link"])
        if link is None or not await self._is_unused(link):
            return self.entrance(_SPENT, 404)
        return self._visitors.page("file_link.html", address=request.path)

    async def enter(self, request: web.Request) -> web.Response:
        """Open the draft of a chat by its link, once."""
        posted, link = (
            await self._visitors.posted(request),
            self._visitors.visits.linked(request.match_info["link"]),
        )
        if posted is None:
            return self.entrance(_ELSEWHERE, 403)
        if link is None:
            return self.told(_SPENT, 404)
        visit = self._visitors.visits.begun(Filer(link.person), link.channel)
        answered = await self._visitors.act(visit, PageSent(PageAct.ENTER, link=link.secret))
        running = (await self._visitors.look(visit)).state.running
        if running is None or (answered.page is not None and answered.page.gone):
            return self.told(_SPENT, 404)
        return self._visitors.go(f"{STARTING}/{running.form}", visit)

    async def go_on(self, request: web.Request) -> web.Response:
        """Lead to the part where the form goes on."""
        if request.match_info["form"] not in set(PAGE_FORMS):
            raise web.HTTPNotFound
        visit = await self._visitors.visit_of(request)
        running = (await self._visitors.look(visit)).state.running if visit is not None else None
        if visit is None or running is None:
            return self.entrance() if visit is None else self.entrance(GONE, 404)
        said = next((f"?{word}=1" for word in ("new", "switched") if word in request.query), "")
        there = self._place_of(running, from_the_start="new" in request.query)
        return self._visitors.go(f"{STARTING}/{running.form}/{there}{said}", visit)

    async def leave(self, request: web.Request) -> web.Response:
        """End the visit in this browser; the draft is kept."""
        visitor = await self._visitors.visitor(request)
        if visitor is None:
            return self.entrance(_ELSEWHERE, 403)
        await self._visitors.visits.end(visitor.visit)
        told = NextTold(place=_LEFT, typed={"code": visitor.visit.code})
        response = self._visitors.told_next.sent_on(STARTING, told) or self._left(visitor.visit.code)
        response.del_cookie(COOKIE, path=STARTING)
        return response

    def _left(self, code: str) -> web.Response:
        return self._visitors.page("file_left.html", code=code, kept_days=DRAFTS_KEPT.days)

    async def discard(self, request: web.Request) -> web.Response:
        """Erase the draft."""
        visitor = await self._visitors.visitor(request)
        if visitor is None:
            return self.entrance(_ELSEWHERE, 403)
        await self._visitors.act(visitor.visit, PageSent(PageAct.DISCARD, first(visitor.posted, "form")))
        await self._visitors.visits.end(visitor.visit)
        response = self.told(self._visitors.handbook.say("form.discarded"))
        response.del_cookie(COOKIE, path=STARTING)
        return response

    async def _is_unused(self, link: DraftLink) -> bool:
        """Say whether the link still opens its draft."""
        visit = self._visitors.visits.begun(Filer(link.person), link.channel)
        state = (await self._visitors.look(visit)).state
        return state.running is not None and state.is_opened_by(link.secret, self._visitors.now())

    def _is_filled(self, running: Running) -> bool:
        """Say whether nothing is open without which it cannot be filed."""
        return not missing_core(self._visitors.handbook.forms[running.form], running)

    def _place_of(self, running: Running, *, from_the_start: bool = False) -> str:
        """Return the part where it goes on; the steps of a new form are walked from the first one."""
        parts = parts_of(self._visitors.handbook.forms[running.form], running.answers)
        if from_the_start:
            return parts[0].name
        if running.field == CONFIRM:
            return CHECK
        holding = (part.name for part in parts if any(field.name == running.field for field in part.fields))
        return next(holding, CHECK)


def chat_of(channel: str) -> tuple[str, str]:
    """Return what is said to go back to the chat, and its address; "" where there is none to go back to."""
    if channel == ChannelName.WEB:
        return "回聊天继续", "/chat"
    if channel in set(ChannelName) and channel != ChannelName.FORM:
        return f"也可以回到{CHANNELS[ChannelName(channel)].label}对话里继续", ""
    return "", ""


def _misspelt(code: Misspelt | None) -> str:
    if isinstance(code, Misspelt) and code.group is not None:
        return f"草稿码核对不上，第{code.group}组的第{code.place}个字符好像写错了。"
    return "草稿码核对不上，请对照您抄下的再填一次，一共五组、每组四个字符。"
