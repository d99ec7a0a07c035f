"""The end of a form: the summary, the confirmation, and what it led to: a case, or a draft to take away."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote, urlsplit

from aiohttp import web
from msgspec.structs import replace

from bot.channels.web.filing.entrance import CHECK, GONE, Entrance, chat_of
from bot.channels.web.filing.told_once import SentOutcome
from bot.channels.web.filing.visitor import STARTING, Visitors
from bot.channels.web.looks import HEADERS
from bot.channels.web.own_files import OwnFiles
from bot.channels.web.told_next import NextTold
from bot.conversation.form.question import missing_core
from bot.conversation.handbook import Handbook
from bot.conversation.messages import Download
from bot.conversation.office import office_told
from bot.conversation.page.acts import KEPT, LATER, WRITE_DOWN, declaration_of, summary_digest
from bot.conversation.page.sent import PageAct, PageFiled, PageSent
from bot.conversation.state import DRAFTS_KEPT, Running
from bot.conversation.summary import left_open_told, listed, refused_fields, shown
from bot.memory import Answered
from bot.shown.fields import id_of
from bot.shown.on_a_page import on_a_page
from bot.shown.parts import parts_of
from bot.shown.posted import first
from intake.clocks.calendar import day_in_shanghai
from intake.filers.codes import last_group
from intake.filers.draft_visits import DraftVisit
from intake.forms.codes import ChannelStatus, FormName
from intake.forms.form import Form, parted, value_of

_NOT_TAKEN: Final = "这次没有收下，没有提交。请用草稿码接着填。"
_FILED: Final = f"{STARTING}/filed"


class Checking:
    """The handlers."""

    def __init__(self, visitors: Visitors, entrance: Entrance, files: OwnFiles) -> None:
        self._visitors = visitors
        self._entrance = entrance
        self._files = files

    def routes(self) -> list[web.RouteDef]:
        """Return the addresses; they come before those of the parts, which would take them for parts."""
        return [
            web.get("/file/{form}/check", self.show),
            web.post("/file/{form}/check", self.confirm),
            web.post("/file/upload", self.hand_in),
            web.get("/file/filed", self.show_filed),
            web.post("/file/kept", self.keep),
            web.get("/file/draft", self.hand_over),
        ]

    async def show(self, request: web.Request) -> web.Response:
        """Show what was filled in, to be confirmed."""
        visit = await self._visitors.visit_of(request)
        if visit is None:
            return self._entrance.entrance()
        running = (await self._visitors.look(visit)).state.running
        if running is None:
            return self._entrance.entrance(GONE, 404)
        if running.form != request.match_info["form"]:
            return self._visitors.go(f"{STARTING}/{running.form}/{CHECK}", visit)
        return await self._summary(visit, running, self._visitors.told_once.taken(visit, CHECK))

    async def confirm(self, request: web.Request) -> web.Response:
        """File what was seen. The same page sent three times files once, and shows the same three times."""
        visitor = await self._visitors.visitor(request)
        if visitor is None:
            return self._entrance.told(_NOT_TAKEN, 403)
        visit, posted = visitor.visit, visitor.posted
        sent = PageSent(
            PageAct.CONFIRM,
            request.match_info["form"],
            seen=first(posted, "seen"),
            declared=bool(first(posted, "declared")),
            choice=first(posted, "choice"),
        )
        said = (first(posted, "id")[:40], sent.seen, str(sent.declared), sent.choice[:10])
        key = self._visitors.key(visit.person, *said)
        answered = await self._visitors.act(visit, sent, key)
        if answered.filed is not None or answered.page is None:
            return self._visitors.go(_FILED, replace(visit, filed=key))
        running = (await self._visitors.look(visit)).state.running
        if running is None:
            # Confirmed in another browser, or in the chat.
            return self._visitors.go(_FILED, visit) if visit.filed else self._entrance.told(GONE, 404)
        return self._told(visit, running, SentOutcome(answered.page))

    async def hand_in(self, request: web.Request) -> web.Response:
        """Lead to the upload page of the draft; where nothing more is taken, say so."""
        visitor = await self._visitors.visitor(request)
        if visitor is None:
            return self._entrance.told(_NOT_TAKEN, 403)
        sent = PageSent(PageAct.UPLOAD, first(visitor.posted, "form"))
        answered = await self._visitors.act(visitor.visit, sent)
        address = next((reply.upload for reply in answered.replies if reply.upload), "")
        if address:
            # On this very host: the page may have been reached by another name than the setting's.
            return self._visitors.go(urlsplit(address).path, visitor.visit)
        running = (await self._visitors.look(visitor.visit)).state.running
        if running is None:
            return self._entrance.told(GONE, 404)
        notice = answered.replies[0].text if answered.replies else ""
        return self._told(visitor.visit, running, SentOutcome(notice=notice))

    async def show_filed(self, request: web.Request) -> web.Response:
        """Show what the confirmation led to, as often as it is asked for."""
        visit = await self._visitors.visit_of(request)
        answered = (await self._visitors.look(visit, visit.filed)).answered if visit and visit.filed else None
        if visit is None or answered is None:
            return self._entrance.entrance(GONE, 404)
        told = self._visitors.told_next.to(request, visit.id) or NextTold()
        page = self._filed(visit, answered, told.trouble, told.status)
        return self._visitors.told_next.forget(request, page)

    async def keep(self, request: web.Request) -> web.Response:
        """Take the last group of the code: it was written down, and is not shown again."""
        visitor = await self._visitors.visitor(request)
        if visitor is None or not visitor.visit.filed:
            return self._entrance.told(_NOT_TAKEN, 403)
        answered = (await self._visitors.look(visitor.visit, visitor.visit.filed)).answered
        if answered is None:
            return self._entrance.told(GONE, 404)
        group = first(visitor.posted, "group")[:20]
        if answered.filed is None or not answered.filed.code:
            return self._visitors.go(_FILED, visitor.visit)
        if "".join(group.upper().split()) != last_group(answered.filed.code):
            trouble = self._visitors.handbook.say("codes.another_group")
            told = self._visitors.told_next.sent_on(_FILED, NextTold(trouble, 422, visitor.visit.id))
            return told or self._filed(visitor.visit, answered, trouble, 422)
        await self._visitors.say(visitor.visit, group)
        return self._visitors.go(f"{_FILED}?kept=1", visitor.visit)

    async def hand_over(self, request: web.Request) -> web.Response:
        """Hand the draft over as a text, where nothing is filed; printed, it is the page itself."""
        draft = await self._draft_of(request)
        if draft is None:
            return self._entrance.entrance(GONE, 404)
        headers = {**HEADERS, "Content-Disposition": f"attachment; filename*=UTF-8''{quote(draft.name)}"}
        return web.Response(text=draft.text, content_type="text/plain", headers=headers)

    def _told(self, visit: DraftVisit, running: Running, said: SentOutcome) -> web.Response:
        """Show the summary again with what is said of what was sent."""
        self._visitors.told_once.keep(visit, CHECK, said)
        return self._visitors.go(f"{STARTING}/{running.form}/{CHECK}", visit)

    async def _summary(self, visit: DraftVisit, running: Running, said: SentOutcome) -> web.Response:
        book, told = self._visitors.handbook, said.told
        form = book.forms[running.form]
        part_of = _parts_by_field(form, running)
        labels = [(form.field(name).label, part_of.get(parted(name)[0], ""), name) for name in told.faults]
        declaration = declaration_of(form)
        truth = declaration.name if declaration else ""
        is_helper = book.status is ChannelStatus.HELPER
        chat, chat_address = chat_of(visit.channel)
        return self._visitors.page(
            "file_check.html",
            422 if told.faults else 200,
            visit,
            form=running.form,
            heading=book.say(f"summary.{running.form}").rstrip("："),
            lines=[
                (one.label, shown(book, running, one), part_of.get(parted(one.name)[0], ""), id_of(one.name))
                for one in listed(book, running)
            ],
            missing=[(label, part, id_of(name)) for label, part, name in labels if name != truth],
            lacking=[
                (field.label, part_of.get(parted(field.name)[0], ""), id_of(field.name))
                for field in missing_core(form, running)
            ],
            undeclared=truth in told.faults,
            refused=[
                (
                    one.label,
                    part_of.get(parted(one.name)[0], ""),
                    on_a_page(running.refused[one.name].fault.sentence),
                    id_of(one.name),
                )
                for one in refused_fields(book, running)
            ],
            unseen=told.unseen,
            earlier=told.earlier,
            notice=said.notice or self._visitors.rests(running),
            takes_files=not is_helper and running.form != FormName.CONSULTATION,
            files=await self._files.of_draft(running.draft_id),
            files_tell=book.say("files.tell_on_you") if value_of(running.answers, "anonymous") is True else "",
            declares=bool(truth),
            sentences=self._sentences(running),
            undeclared_sentence=book.say("page.undeclared"),
            confirm=book.say("choices.confirm_helper" if is_helper else "choices.confirm"),
            seen=summary_digest(book, running),
            id=self._visitors.key()[:32],
            parts=[(part.name, part.title) for part in parts_of(form, running.answers)],
            kept_days=DRAFTS_KEPT.days,
            chat=chat,
            chat_address=chat_address,
        )

    def _sentences(self, running: Running) -> tuple[str, ...]:
        """Return what was left open, who will receive it, and what confirming means, as the chat says it."""
        book = self._visitors.handbook
        office = office_told(book, running, day_in_shanghai(self._visitors.now()), on_page=True)
        declared = ("summary.declaration", "summary.truth") if running.form != FormName.CONSULTATION else ()
        return tuple(filter(None, (left_open_told(book, running), office, *map(book.say, declared))))

    def _filed(self, visit: DraftVisit, answered: Answered, trouble: str = "", status: int = 200) -> web.Response:
        book = self._visitors.handbook
        filed = answered.filed
        reply = answered.replies[0]
        apart = _shown_apart(book, filed) if filed else ()
        # An address that leads to a page is a link of the page.
        said = reply.text.replace(book.say("filed.upload", address=reply.upload), "")
        lines = [line for line in said.split("\n") if line and line not in apart and "://" not in line]
        chat, chat_address = chat_of(visit.channel)
        return self._visitors.page(
            "file_filed.html",
            status,
            visit,
            filed=filed,
            added=answered.trace.intent == "supplement",
            lines=[on_a_page(line) for line in lines],
            write_down=book.say(WRITE_DOWN),
            kept=book.say(KEPT),
            later=book.say(LATER),
            upload=urlsplit(reply.upload).path if reply.upload else "",
            draft=reply.download.text.split("\n") if reply.download else [],
            trouble=trouble,
            chat=chat,
            chat_address=chat_address,
        )

    async def _draft_of(self, request: web.Request) -> Download | None:
        visit = await self._visitors.visit_of(request)
        answered = (await self._visitors.look(visit, visit.filed)).answered if visit and visit.filed else None
        return answered.replies[0].download if answered is not None and answered.replies else None


def _parts_by_field(form: Form, running: Running) -> dict[str, str]:
    return {field.name: part.name for part in parts_of(form, running.answers) for field in part.fields}


def _shown_apart(book: Handbook, filed: PageFiled) -> tuple[str, ...]:
    """Return the sentences of the reply that the page shows in a way of its own."""
    told = (
        book.say("filed.reference_with_code", reference=filed.reference),
        book.say("codes.given", code=filed.code),
    )
    return (*told, book.say("codes.write_down"), book.say("filed.supplement"))
