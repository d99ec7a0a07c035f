"""`/mycase`: a filer's own case by reference and access code, on pages that need no script.

Reference and code come in a form's body and stand in no address. A browser keeps a sealed pass; it rests
for half an hour, and reference and code are asked for again after four.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

import msgspec
from aiohttp import web

from bot import metrics
from bot.channels.web.looks import HEADERS, pages_of
from bot.channels.web.own_case import progress_shown
from bot.channels.web.own_contact import contact_given, contact_read_back, is_confirmed
from bot.channels.web.own_files import OwnFiles
from bot.channels.web.own_visit_words import visit_words
from bot.channels.web.own_words import not_to_be_filed, options_of, purpose_in, words_to_file
from bot.channels.web.posted import posted
from bot.channels.web.receipt_words import materials_in_words
from bot.channels.web.saying import Says
from bot.channels.web.told_next import NextTold, ToldNext
from bot.conversation.kept_told import kept_parts, why_kept
from bot.settings import Settings
from bot.shown.on_a_page import on_a_page
from bot.shown.requests import is_from_here
from bot.shown.sources import address_of
from intake.cases.appointment import VisitAct
from intake.cases.case import Incomplete, NotAllowed
from intake.filers.access import Access, TooManyTries
from intake.filers.codes import Misspelt, read_code
from intake.filers.mailbox import CaseGone, Mailbox
from intake.filers.visits import CaseVisit, Visits
from intake.forms.codes import ChannelStatus
from intake.forms.supplement import Purpose
from intake.ids import read_reference
from intake.storage.sealing import Vault
from intents.reading import NotUnderstood

CASE_COOKIE: Final = "shangmi_case"
_NOT_TAKEN: Final = "这次没有收下，请在本页重新填写。"
_TOO_MANY: Final = "试的次数多了，请过几分钟再试。编号和查询码不会因此失效。"
_UNKNOWN: Final = "没有查到。请核对编号和查询码是不是同一件的。"
_DONE: Final = {
    "words": "已经记下，办理单位能看到。",
    "contact": "联系方式已更正。",
    "links": "上传链接已经作废，再打开也不能用了；已经传完的文件都在。",
    "mark": "谢谢您的评价。",
    "visit_agree": "时间已确认。",
    "visit_other_times": "方便的时间已记下，办理单位安排好会告诉您。",
    "visit_take_back": "约定的时间已取消。",
}


class MyCase:
    """The pages."""

    def __init__(
        self,
        access: Access,
        mailbox: Mailbox,
        visits: Visits,
        files: OwnFiles,
        vault: Vault,
        settings: Settings,
        clock: Callable[[], datetime],
        say: Says,
    ) -> None:
        self._access = access
        self._mailbox = mailbox
        self._visits = visits
        self._files = files
        self._ids = vault
        self._told_next = ToldNext(vault, "/mycase", clock, secure=settings.is_https)
        self._settings = settings
        self._clock = clock
        self._say = say
        self._templates = pages_of(settings)

    def routes(self) -> list[web.RouteDef]:
        """Return the addresses."""
        return [
            web.get("/mycase", self.show),
            web.post("/mycase", self.enter),
            web.post("/mycase/words", self.add_words),
            web.post("/mycase/upload", self.upload),
            web.post("/mycase/links", self.revoke_links),
            web.post("/mycase/contact", self.correct_contact),
            web.post("/mycase/mark", self.rate),
            web.post("/mycase/visit", self.arrange),
            web.post("/mycase/leave", self.leave),
        ]

    async def show(self, request: web.Request) -> web.Response:
        """Show the case of the visit, or ask for reference and code; and what is to be told of what was sent."""
        visit = await self._visit_of(request)
        at_the_door = self._told_next.to(request)
        if visit is None or at_the_door is not None:
            return self._told_next.forget(request, self._door(at_the_door or NextTold()))
        told = self._told_next.to(request, visit.id) or NextTold(
            typed={"unconfirmed": request.query.get("unconfirmed", "")}
        )
        done = _DONE.get(request.query.get("done", ""), "") if not told.trouble else ""
        return self._told_next.forget(request, await self._case(visit, told, done))

    async def enter(self, request: web.Request) -> web.Response:
        """Take reference and code; a wrong one and a case that is not there are told in the same words."""
        form = await posted(request, self._settings)
        if form is None:
            return self._door(NextTold(_NOT_TAKEN, 403))
        reference, code = read_reference(form.get("reference", "")), read_code(form.get("code", ""))
        if reference is None or not isinstance(code, str):
            trouble = _what_is_misspelt(code) if reference is not None else "编号不对，请对照您抄下的再填一次。"
            return self._at_the_door(trouble, form, 422)
        source = address_of(request, self._settings.trusted_proxy) or ""
        try:
            case_id = await self._access.case_of(reference, code, source, self._clock())
        except TooManyTries:
            metrics.count("my_case", "too_many_requests")
            return self._at_the_door(_TOO_MANY, form, 429)
        if case_id is None:
            metrics.count("my_case", "unknown")
            if self._settings.channel_status is ChannelStatus.HELPER:
                # Only what a clerk entered is a case here.
                return self._at_the_door(self._say("progress.helper"), form, 404)
            return self._at_the_door(_UNKNOWN, form, 404)
        metrics.count("my_case", "answered")
        return self._back(self._visits.begun(case_id))

    async def add_words(self, request: web.Request) -> web.Response:
        """Add a supplement, a wish to withdraw or an objection."""
        entered = await self._entered(request)
        if isinstance(entered, web.Response):
            return entered
        visit, form = entered
        place, purpose = form.get("purpose", ""), purpose_in(form)
        if place not in set(Purpose):
            raise web.HTTPBadRequest
        if (asked := visit_words(form, self._clock())) is not None:
            return await self._arranged(visit, form, *asked)
        anonymous = await self._mailbox.is_anonymous(visit.case_id)
        unfiled = not_to_be_filed(form, self._say, anonymous=anonymous)
        if unfiled is not None:
            shown = {**form, "text": unfiled.shown}
            return await self._again(
                visit, NextTold(unfiled.sentence, place=place, typed=shown, asks_again=unfiled.asks)
            )
        try:
            await self._mailbox.add_words(visit.case_id, purpose, words_to_file(form, purpose), self._clock())
        except Incomplete as missing:
            return await self._again(visit, NextTold(str(missing), place=place, typed=form))
        return self._back(visit, "words", form)

    async def upload(self, request: web.Request) -> web.Response:
        """Lead to a page where files can be added, with a link of its own."""
        entered = await self._entered(request)
        if isinstance(entered, web.Response):
            return entered
        if self._settings.channel_status is ChannelStatus.HELPER:
            # There is no page for files where nothing is filed.
            raise web.HTTPNotFound
        visit, _ = entered
        anonymous = await self._mailbox.is_anonymous(visit.case_id)
        return _see_other(await self._files.upload_page(visit.case_id, anonymous=anonymous))

    async def revoke_links(self, request: web.Request) -> web.Response:
        """Let every upload page that was opened for the case open nothing any more."""
        entered = await self._entered(request)
        if isinstance(entered, web.Response):
            return entered
        visit, form = entered
        await self._files.revoke_links(visit.case_id)
        return self._back(visit, "links", form)

    async def correct_contact(self, request: web.Request) -> web.Response:
        """Take a corrected name or telephone."""
        entered = await self._entered(request)
        if isinstance(entered, web.Response):
            return entered
        visit, form = entered
        try:
            given = contact_given(form)
            if given and not is_confirmed(form, given):
                asked = NextTold(place="contact", typed=given, read_back=contact_read_back(given))
                return await self._again(visit, asked)
            await self._mailbox.correct_contact(visit.case_id, given, self._clock())
        except NotUnderstood as unread:
            sentence = on_a_page(self._say(f"unread.{unread.phrase_key}", **unread.values))
            return await self._again(visit, NextTold(sentence, place="contact", typed=form))
        except (Incomplete, NotAllowed) as refused:
            return await self._again(visit, NextTold(str(refused), place="contact", typed=form))
        return self._back(visit, "contact")

    async def rate(self, request: web.Request) -> web.Response:
        """Take the one mark after closing."""
        entered = await self._entered(request)
        if isinstance(entered, web.Response):
            return entered
        visit, form = entered
        try:
            await self._mailbox.rate(visit.case_id, form.get("mark", ""), self._clock())
        except (Incomplete, NotAllowed) as refused:
            return await self._again(visit, NextTold(str(refused), place="mark"))
        return self._back(visit, "mark", form)

    async def arrange(self, request: web.Request) -> web.Response:
        """Agree to the appointment, wish for other times, or call it off."""
        entered = await self._entered(request)
        if isinstance(entered, web.Response):
            return entered
        visit, form = entered
        act, wished = form.get("act", ""), tuple(form.get("wished", "").split("\n")) if form.get("wished") else ()
        if act not in set(VisitAct):
            raise web.HTTPBadRequest
        return await self._arranged(visit, form, VisitAct(act), wished)

    async def _arranged(
        self, visit: CaseVisit, form: Mapping[str, str], act: VisitAct, wished: tuple[str, ...]
    ) -> web.Response:
        part = part_asked(form.get("part", ""))
        try:
            await self._mailbox.arrange(visit.case_id, act, wished, self._clock(), part)
        except (Incomplete, NotAllowed) as refused:
            place = f"visit-{part}" if part else "visit"
            if form.get("text"):
                # Written into the box for words: it stands there again, with what is said of it.
                return await self._again(visit, NextTold(on_a_page(str(refused)), place="supplement", typed=form))
            return await self._again(visit, NextTold(on_a_page(str(refused)), place=place))
        except CaseGone:
            raise web.HTTPBadRequest from None
        return self._back(visit, f"visit_{act}", form)

    async def leave(self, request: web.Request) -> web.Response:
        """End the visit, in this browser and wherever its cookie was copied to."""
        if not is_from_here(request, self._settings):
            return self._door(NextTold(_NOT_TAKEN, 403))
        visit = await self._visit_of(request)
        if visit is not None:
            await self._visits.end(visit)
        response = _see_other("/mycase")
        response.del_cookie(CASE_COOKIE, path="/mycase")
        return response

    async def _visit_of(self, request: web.Request) -> CaseVisit | None:
        return await self._visits.at(request.cookies.get(CASE_COOKIE, ""))

    async def _entered(self, request: web.Request) -> tuple[CaseVisit, Mapping[str, str]] | web.Response:
        """Return the visit and what one of our own pages sent about it; else the page that says why not."""
        form = await posted(request, self._settings)
        if form is None:
            return self._door(NextTold(_NOT_TAKEN, 403))
        visit = await self._visit_of(request)
        if visit is None:
            return self._left_at_the_door("这次查看已经结束，刚才写的没有收下，请重新填写编号和查询码。", form)
        # As bytes, because compare_digest refuses text that is not ASCII.
        if not hmac.compare_digest(form.get("token", "").encode(), self._token(visit).encode()):
            return self._left_at_the_door(_NOT_TAKEN, form)
        return visit, form

    async def _case(self, visit: CaseVisit, told: NextTold, done: str = "") -> web.Response:
        """Show the case, with what is told of what was just sent."""
        try:
            own = await self._mailbox.open(visit.case_id, self._clock())
            case = progress_shown(own)
        except CaseGone:
            return self._door(NextTold(_UNKNOWN, 404))
        page = self._templates.get_template("mycase.html").render(
            case=case,
            kept=kept_parts(own.kept, self._say),
            why_kept=why_kept((own.kept,), self._say),
            files=await self._files.of(visit.case_id),
            materials=materials_in_words(own.materials, own.reference),
            token=self._token(visit),
            place=told.place,
            trouble=told.trouble,
            typed=told.typed,
            done=done,
            asks_again=told.asks_again,
            read_back=told.read_back,
            takes_files=self._settings.channel_status is not ChannelStatus.HELPER,
            options={purpose: options_of(purpose) for purpose in Purpose} if case.is_report else {},
        )
        response = web.Response(
            text=page, status=422 if told.trouble else 200, content_type="text/html", headers=HEADERS
        )
        self._give_pass(response, visit)
        return response

    def _back(self, visit: CaseVisit, done: str = "", form: Mapping[str, str] | None = None) -> web.Response:
        """Send the browser to the page again, so that loading it anew repeats nothing.

        form  what was sent where contact data may have been waiting to be confirmed
        """
        waited = "&unconfirmed=yes" if form and form.get("unconfirmed") else ""
        response = _see_other(f"/mycase?done={done}{waited}" if done else "/mycase")
        self._give_pass(response, visit)
        return response

    async def _again(self, visit: CaseVisit, told: NextTold) -> web.Response:
        """Let the case's page tell what was not taken, or what is asked before it is."""
        # To the very place: on a telephone it is far below the head, and what is not seen is taken for done.
        there = f"/mycase#{told.place}" if told.place and told.place != "mark" else "/mycase"
        response = self._told_next.sent_on(there, msgspec.structs.replace(told, of=visit.id))
        if response is None:
            # Too long to go along: nothing that was typed may be lost.
            return await self._case(visit, told)
        self._give_pass(response, visit)
        return response

    def _at_the_door(self, trouble: str, form: Mapping[str, str], status: int) -> web.Response:
        """Let the door tell what was wrong; what was typed stands there again, to be looked at."""
        typed = {"reference": form.get("reference", "")[:40], "code": form.get("code", "")[:60]}
        told = NextTold(trouble, status, typed=typed)
        return self._told_next.sent_on("/mycase", told) or self._door(told)

    def _left_at_the_door(self, trouble: str, form: Mapping[str, str]) -> web.Response:
        """Let the door tell that a visit is over, with the words that were sent after it was."""
        told = NextTold(trouble, 403, left={"刚才写的": form["text"]} if form.get("text") else {})
        return self._told_next.sent_on("/mycase", told) or self._door(told)

    def _door(self, told: NextTold) -> web.Response:
        page = self._templates.get_template("mycase_door.html").render(
            trouble=told.trouble,
            reference=told.typed.get("reference", ""),
            code=told.typed.get("code", ""),
            left=told.left,
        )
        return web.Response(text=page, status=told.status, content_type="text/html", headers=HEADERS)

    def _give_pass(self, response: web.Response, visit: CaseVisit) -> None:
        response.set_cookie(
            CASE_COOKIE,
            self._visits.pass_of(visit),
            path="/mycase",
            httponly=True,
            samesite="Strict",
            secure=self._settings.is_https,
        )

    def _token(self, visit: CaseVisit) -> str:
        """Return what a form of ours carries, and no other site can know."""
        return self._ids.keyed_id("mycase-form", visit.id)[:32]


def part_asked(text: str) -> int:
    """Return which part of a filing is meant, from 1; 0: the filing itself."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 3 else 0


def _what_is_misspelt(code: Misspelt | str | None) -> str:
    if isinstance(code, Misspelt) and code.group is not None:
        return f"查询码核对不上，第{code.group}组的第{code.place}个字符好像写错了。"
    return "查询码核对不上，请对照您抄下的再填一次，一共五组、每组四个字符。"


def _see_other(address: str) -> web.Response:
    return web.Response(status=303, headers={"Location": address, "Cache-Control": "no-store"})
