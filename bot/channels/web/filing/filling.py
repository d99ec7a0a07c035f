"""The parts of a form: shown, and saved after every field or page by page."""

from __future__ import annotations

from collections.abc import Container, Mapping
from datetime import datetime
from typing import Final

import orjson
from aiohttp import web
from jinja2 import Environment

from bot.channels.web.filing.entrance import CHECK, GONE, Entrance, chat_of
from bot.channels.web.filing.visitor import STARTING, Visitor, Visitors
from bot.channels.web.looks import HEADERS
from bot.conversation.page.acts import WARNING
from bot.conversation.page.filling import page_fields
from bot.conversation.page.sent import PageAct, PageSent, PageTold, SentField
from bot.conversation.state import DRAFTS_KEPT, Running
from bot.shown.fields import Occasion, is_unchanged, shown_field
from bot.shown.parts import Part, fields_of, parts_of, shown_part
from bot.shown.posted import first, names_in, sent_fields
from intake.clocks.calendar import SHANGHAI
from intake.filers.draft_visits import DraftVisit
from intake.forms.form import Answers, Form

_NOT_TAKEN: Final = "这次填写已经结束，或者不是从本页发出的，刚才写的没有收下。请用草稿码接着填。"


class Filling:
    """The handlers."""

    def __init__(self, visitors: Visitors, entrance: Entrance, templates: Environment) -> None:
        self._visitors = visitors
        self._entrance = entrance
        # Only the one field that a script saved is drawn by it alone.
        self._fields = templates.get_template("fields.html")

    def routes(self) -> list[web.RouteDef]:
        """Return the addresses."""
        return [
            web.get("/file/{form}/{part}", self.show),
            web.post("/file/{form}/{part}", self.save),
        ]

    async def show(self, request: web.Request) -> web.Response:
        """Show a part of the form under way."""
        visit = await self._visitors.visit_of(request)
        running = (await self._visitors.look(visit)).state.running if visit is not None else None
        if visit is None or running is None:
            return self._entrance.entrance(GONE if visit is not None else "", 404 if visit is not None else 200)
        part = self._part(running, request)
        if part is None:
            return self._visitors.go(f"{STARTING}/{running.form}", visit)
        return self._page(visit, running, part, query=request.query)

    async def save(self, request: web.Request) -> web.Response:
        """Save what a part holds; a script asks for the one field that it sent, a form for the next part."""
        visitor = await self._visitors.visitor(request)
        if visitor is None:
            return self._entrance.entrance(_NOT_TAKEN, 403)
        before = (await self._visitors.look(visitor.visit)).state.running
        part = self._part(before, request) if before is not None else None
        if before is None or part is None:
            return self._entrance.entrance(GONE, 404)
        form = self._visitors.handbook.forms[before.form]
        sent = _changed(form, part, before.answers, visitor)
        told = await self._saved(visitor.visit, before.form, sent)
        after = (await self._visitors.look(visitor.visit)).state.running
        if after is None or told.gone:
            return self._entrance.entrance(GONE, 404)
        if request.headers.get("Accept") == "application/json":
            return self._one(before, after, told, sent)
        return self._next(visitor, after, part, told, sent)

    async def _saved(self, visit: DraftVisit, form: str, sent: Mapping[str, SentField]) -> PageTold:
        if not sent:
            return PageTold()
        return (await self._visitors.act(visit, PageSent(PageAct.SAVE, form, sent))).page or PageTold()

    def _next(
        self, visitor: Visitor, running: Running, part: Part, told: PageTold, sent: Mapping[str, SentField]
    ) -> web.Response:
        """Show the part again where something was not taken or must be said; else go where it was wanted to go."""
        form = self._visitors.handbook.forms[running.form]
        wanted = first(visitor.posted, "go")
        if told.switched:
            return self._visitors.go(f"{STARTING}/{running.form}?switched=1", visitor.visit)
        if told.faults or told.notes:
            return self._page(visitor.visit, running, _same(form, running, part), told, sent)
        parts = [one.name for one in parts_of(form, running.answers)]
        here = parts.index(part.name) if part.name in parts else -1
        following = parts[here + 1] if here + 1 < len(parts) else CHECK
        there = {"more": f"{part.name}?more=1", "stay": part.name, "check": CHECK}.get(wanted, following)
        return self._visitors.go(f"{STARTING}/{running.form}/{there}", visitor.visit)

    def _page(
        self,
        visit: DraftVisit,
        running: Running,
        part: Part,
        told: PageTold | None = None,
        sent: Mapping[str, SentField] | None = None,
        *,
        query: Container[str] = (),
    ) -> web.Response:
        """Show a part.

        query  what the address says: more, with room for one instance more; new, the form was just begun;
               switched, it was another one before
        """
        book = self._visitors.handbook
        form = book.forms[running.form]
        told = told or PageTold()
        under = Occasion(book.status, sent=sent, faults=told.faults, notes=told.notes)
        parts = parts_of(form, running.answers)
        number = [one.name for one in parts].index(part.name) + 1
        chat, chat_address = chat_of(visit.channel)
        return self._visitors.page(
            "file_part.html",
            422 if told.faults else 200,
            visit,
            form=running.form,
            title=book.say(f"forms.{running.form}"),
            part=shown_part(form, part, running.answers, under, more="more" in query),
            parts=[(one.name, one.title) for one in parts],
            check=CHECK,
            number=number,
            back=parts[number - 2].name if number > 1 else "",
            new="new" in query,
            switched=book.say(f"form.switched_to_{running.form}") if "switched" in query else "",
            noted=bool(told.notes),
            warning=book.say(WARNING),
            rests=self._visitors.rests(running),
            kept_days=DRAFTS_KEPT.days,
            chat=chat,
            chat_address=chat_address,
        )

    def _one(self, before: Running, after: Running, told: PageTold, sent: Mapping[str, SentField]) -> web.Response:
        """Return the fields that were sent or filled by the way, as they stand; or that the page has others."""
        book = self._visitors.handbook
        form = book.forms[after.form]
        under = Occasion(book.status, sent=sent, faults=told.faults, notes=told.notes)
        is_another_page = after.form != before.form or _names(form, before) != _names(form, after)
        drawn = {}
        if not is_another_page:
            for name in (*sent, *(name for name in _altered(form, before, after) if name not in sent)):
                field = form.field(name).under(after.answers)
                drawn[name] = str(self._fields.module.field(shown_field(field, after.answers, under)))  # type: ignore[attr-defined]  # a macro of the template
        at = datetime.fromisoformat(after.touched_at).astimezone(SHANGHAI)
        shape = {"fields": drawn, "saved": not told.faults, "at": f"{at:%H:%M}", "reload": is_another_page}
        return web.Response(body=orjson.dumps(shape), content_type="application/json", headers=HEADERS)

    def _part(self, running: Running | None, request: web.Request) -> Part | None:
        """Return the part that the address names, of the form under way; None where it names another form."""
        if running is None or running.form != request.match_info["form"]:
            return None
        parts = parts_of(self._visitors.handbook.forms[running.form], running.answers)
        return next((part for part in parts if part.name == request.match_info["part"]), None)


def _changed(form: Form, part: Part, answers: Answers, visitor: Visitor) -> dict[str, SentField]:
    """Return what was sent otherwise than it was shown, of the fields that the part has."""
    fields = tuple(fields_of(form, part, answers, names_in(visitor.posted)))
    sent = sent_fields(visitor.posted, (field.name for field in fields))
    return {
        field.name: sent[field.name]
        for field in fields
        if not is_unchanged(field, answers.get(field.name), sent[field.name])
    }


def _same(form: Form, running: Running, part: Part) -> Part:
    """Return the part under the answers as they are now."""
    return next((one for one in parts_of(form, running.answers) if one.name == part.name), part)


def _altered(form: Form, before: Running, after: Running) -> list[str]:
    """Return which fields of pages hold something else now, by whatever was said of others too."""
    names = (field.name for field in page_fields(form, after.answers))
    return [name for name in names if before.answers.get(name) != after.answers.get(name)]


def _names(form: Form, running: Running) -> list[tuple[str, bool]]:
    """Return which fields pages have under these answers, and whether they are needed."""
    if form.name != running.form:
        return []
    return [(field.name, field.core) for field in page_fields(form, running.answers)]
