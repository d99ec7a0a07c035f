"""The parts of a form: shown, and saved after every field or page by page."""

from __future__ import annotations

import dataclasses
from collections.abc import Container, Mapping
from datetime import datetime
from itertools import chain
from typing import Final

import orjson
from aiohttp import web
from jinja2 import Environment
from msgspec.structs import replace

from bot.channels.web.filing.entrance import CHECK, GONE, Entrance, chat_of
from bot.channels.web.filing.told_once import SentOutcome
from bot.channels.web.filing.visitor import STARTING, Visitor, Visitors
from bot.channels.web.looks import HEADERS
from bot.conversation.page.acts import WARNING
from bot.conversation.page.filling import page_fields, sent_in_words
from bot.conversation.page.sent import PageAct, PageSent, PageTold, SentField
from bot.conversation.state import DRAFTS_KEPT, Running
from bot.shown.fields import is_overtaken, is_unchanged, on_this_occasion, shown_field, written_meanwhile
from bot.shown.parts import MOST_INSTANCES, FormPart, fields_of, parts_of, shown_part
from bot.shown.posted import Posted, first, names_in, sent_fields
from intake.clocks.calendar import SHANGHAI
from intake.filers.draft_visits import DraftVisit
from intake.forms.form import Form, parted

_LEFT: Final = "这一项在这份表里现在不问，没有收下，写的还在这里。"
_NOT_TAKEN: Final = "这次填写已经结束，或者不是从本页发出的，刚才写的没有收下。请用草稿码接着填。"


class FilingPages:
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
        said = self._visitors.told_once.taken(visit, part.name)
        return self._page(visit, running, part, said.told, said.sent, query=request.query)

    async def save(self, request: web.Request) -> web.Response:
        """Save what a part holds; a script asks for the one field that it sent, a form for the next part."""
        posted = await self._visitors.posted(request)
        visitor = await self._visitors.visitor_with(request, posted)
        if visitor is None:
            return self._refused(request, _NOT_TAKEN, 403, self._typed(request, posted))
        before = (await self._visitors.look(visitor.visit)).state.running
        if before is None:
            return self._refused(request, GONE, 404, self._typed(request, posted))
        form = self._visitors.handbook.forms[before.form]
        sent = _changed(form, self._part(before, request), before, visitor)
        told = await self._saved(visitor.visit, before.form, sent)
        after = (await self._visitors.look(visitor.visit)).state.running
        if after is None or told.gone:
            return self._refused(request, GONE, 404, self._typed(request, posted))
        told = replace(told, left={**self._of_another_form(request, before, visitor.posted), **told.left})
        if request.headers.get("Accept") == "application/json":
            return self._one(before, after, told, sent)
        return self._next(visitor, after, self._part(after, request), told, sent)

    def _refused(self, request: web.Request, trouble: str, status: int, left: Mapping[str, str]) -> web.Response:
        """Let the entrance tell it; a script is told at once, it asks for no page."""
        if request.headers.get("Accept") == "application/json":
            return self._entrance.entrance(trouble, status, left=left)
        return self._entrance.told(trouble, status, left=left)

    def _typed(self, request: web.Request, posted: Posted | None) -> dict[str, str]:
        """Return by label what was changed on a page of the form that its address names."""
        form = self._visitors.handbook.forms.get(request.match_info["form"])
        if form is None or posted is None:
            return {}
        fields = [form.field(name) for name in names_in(posted) if form.knows(name)]
        sent = sent_fields(posted, (field.name for field in fields))
        changed = [field for field in fields if not is_unchanged(field, None, sent[field.name])]
        said = {field.label: sent_in_words(field, sent[field.name]) for field in changed}
        return {label: words for label, words in said.items() if words}

    def _of_another_form(self, request: web.Request, running: Running, posted: Posted) -> dict[str, str]:
        """Return by label what a page of another form sent that the form under way does not ask."""
        if request.match_info["form"] == running.form:
            return {}
        form = self._visitors.handbook.forms[running.form]
        names = [name for name in names_in(posted) if not form.knows(name)]
        return self._typed(request, {**posted, "has": names})

    async def _saved(self, visit: DraftVisit, form: str, sent: Mapping[str, SentField]) -> PageTold:
        if not sent:
            return PageTold()
        return (await self._visitors.act(visit, PageSent(PageAct.SAVE, form, sent))).page or PageTold()

    def _next(
        self,
        visitor: Visitor,
        running: Running,
        part: FormPart | None,
        told: PageTold,
        sent: Mapping[str, SentField],
    ) -> web.Response:
        """Show the part again where something was not taken or must be said; else go where it was wanted to go."""
        form = self._visitors.handbook.forms[running.form]
        wanted = first(visitor.posted, "go")
        if told.switched and not (told.left or told.faults):
            return self._visitors.go(f"{STARTING}/{running.form}?switched=1", visitor.visit)
        if told.faults or told.notes or told.left:
            there = _there(form, running, part, told).name
            self._visitors.told_once.keep(visitor.visit, there, SentOutcome(told, sent))
            query = "?switched=1" if told.switched else ""
            return self._visitors.go(f"{STARTING}/{running.form}/{there}{query}", visitor.visit)
        if part is None:
            return self._visitors.go(f"{STARTING}/{running.form}", visitor.visit)
        parts = [one.name for one in parts_of(form, running.answers)]
        here = parts.index(part.name) if part.name in parts else -1
        following = parts[here + 1] if here + 1 < len(parts) else CHECK
        there = {"more": f"{part.name}?more=1", "stay": part.name, "check": CHECK}.get(wanted, following)
        return self._visitors.go(f"{STARTING}/{running.form}/{there}", visitor.visit)

    def _page(
        self,
        visit: DraftVisit,
        running: Running,
        part: FormPart,
        told: PageTold,
        sent: Mapping[str, SentField],
        *,
        query: Container[str],
    ) -> web.Response:
        """Show a part.

        query  what the address says: more, with room for one instance more; new, the form was just begun;
               switched, it was another one before
        """
        book = self._visitors.handbook
        form = book.forms[running.form]
        under = on_this_occasion(book.status, running.refused, told, sent)
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
            left=told.left,
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
        under = on_this_occasion(book.status, after.refused, told, sent)
        is_another_page = after.form != before.form or _names(form, before) != _names(form, after)
        drawn = {}
        if not is_another_page:
            for name in (*sent, *(name for name in _altered(form, before, after) if name not in sent)):
                field = form.field(name).under(after.answers)
                drawn[name] = str(self._fields.module.field(shown_field(field, after.answers, under)))  # type: ignore[attr-defined]  # a macro of the template
        at = datetime.fromisoformat(after.touched_at).astimezone(SHANGHAI)
        shape = {
            "fields": drawn,
            "saved": not (told.faults or told.left),
            "at": f"{at:%H:%M}",
            "reload": is_another_page and not told.left,
            "left": _LEFT if told.left else "",
        }
        return web.Response(body=orjson.dumps(shape), content_type="application/json", headers=HEADERS)

    def _part(self, running: Running | None, request: web.Request) -> FormPart | None:
        """Return the part that the address names, of the form under way; None where it names another form."""
        if running is None or running.form != request.match_info["form"]:
            return None
        parts = parts_of(self._visitors.handbook.forms[running.form], running.answers)
        return next((part for part in parts if part.name == request.match_info["part"]), None)


def _changed(form: Form, part: FormPart | None, running: Running, visitor: Visitor) -> dict[str, SentField]:
    """Return what was sent otherwise than it was shown, of the form's fields that the page had.

    part  what stands at the page's address now; None where another form, or nothing, does
    """
    names, answers = names_in(visitor.posted), running.answers
    own = {field.name: field for field in fields_of(form, part, answers, names)} if part is not None else {}
    # The page was drawn when others were asked: what they hold is read all the same.
    others = {name: form.field(name).under(answers) for name in names if name not in own and form.knows(name)}
    fields = {name: one for name, one in {**others, **own}.items() if 1 <= parted(name)[1] <= MOST_INSTANCES}
    sent = sent_fields(visitor.posted, fields)
    return {
        name: dataclasses.replace(sent[name], meanwhile=written_meanwhile(field, answers.get(name), sent[name]))
        for name, field in fields.items()
        if not is_unchanged(field, answers.get(name), sent[name])
        and not is_overtaken(field, answers.get(name), sent[name], running.refused.get(name))
    }


def _there(form: Form, running: Running, part: FormPart | None, told: PageTold) -> FormPart:
    """Return the part to be shown under the answers as they are now: the same, or where something is wrong."""
    parts = parts_of(form, running.answers)
    same = (one for one in parts if part is not None and one.name == part.name)
    wrong = (one for one in parts if any(field.name in told.faults for field in one.fields))
    asked = (one for one in parts if any(field.name == running.field for field in one.fields))
    return next(chain(same, wrong, asked, parts))


def _altered(form: Form, before: Running, after: Running) -> list[str]:
    """Return which fields of pages hold something else now, by whatever was said of others too."""
    names = (field.name for field in page_fields(form, after.answers))
    return [name for name in names if before.answers.get(name) != after.answers.get(name)]


def _names(form: Form, running: Running) -> list[tuple[str, bool]]:
    """Return which fields pages have under these answers, and whether they are needed."""
    if form.name != running.form:
        return []
    return [(field.name, field.core) for field in page_fields(form, running.answers)]
