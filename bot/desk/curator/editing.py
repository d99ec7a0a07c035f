"""Writing: a new entry, the edit form, giving a draft up. The second of two sees what the first one changed."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from aiohttp import web

from bot.curation import EntryFault
from bot.desk.curator.shop import ENTRIES, KNOWLEDGE_HOME, NoSuchKnowledgeEntry, Shop
from bot.desk.curator.words import EMPTY, NEXT, body_from, changed_fields, typed_from, wordings_are_read
from bot.desk.pages import PageContext, Visit
from intake.clocks.calendar import day_in_shanghai
from intake.curation.editorial import EditedMeanwhile
from intake.curation.versions import DRAFT, Version
from knowledge.content.instrument import Instrument
from knowledge.finding.answer import Rendered


@dataclass(frozen=True, slots=True)
class EditContext(PageContext):
    """The form in which an entry is written.

    entry_id     its id
    draft        the draft the form began with, or None
    subject      the subject chosen
    subjects     those to choose from
    typed        what stands in the fields
    next_names   names of the fields for following questions
    is_read      whether the wordings were read against the first sentence as they stand
    reason       what was changed and why, as typed
    faults       what stands against publication, by field
    shown        the answer as the phone would show it; None while it is too unfinished
    titles       titles of all entries by id, to choose from
    instruments  what an answer may rest on
    meanwhile    the version somebody else made since; None unless two met
    since        what it has otherwise than this form; None unless two met
    names        names by id
    done         what was just done; empty for nothing
    """

    template: ClassVar[str] = "knowledge/edit.html"
    entry_id: str
    draft: Version | None
    subject: str
    subjects: tuple[str, ...]
    typed: Mapping[str, str]
    next_names: tuple[str, ...]
    is_read: bool
    reason: str
    faults: Mapping[str, list[str]]
    shown: Rendered | None
    titles: Mapping[str, str]
    instruments: tuple[Instrument, ...]
    meanwhile: Version | None
    since: list[tuple[str, str, str]] | None
    names: Mapping[str, str]
    done: str


class Editing:
    """The handlers of the edit form."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        return [
            web.post(f"{KNOWLEDGE_HOME}/new", self._shop.form(self._new)),
            web.get(f"{ENTRIES}/{{entry}}/edit", self._shop.look(self._show)),
            web.post(f"{ENTRIES}/{{entry}}/edit", self._shop.form(self._save)),
            web.post(f"{ENTRIES}/{{entry}}/discard", self._shop.form(self._discard)),
        ]

    async def _new(self, visit: Visit) -> web.StreamResponse:
        subject = visit.form.get("subject", "")
        if subject not in self._shop.catalogue.subjects:
            subject = self._shop.catalogue.subjects[0]
        title = visit.form.get("title", "").strip()
        body = {**EMPTY, "title": title, "wordings": [title] if title else []}
        entry_id = new_entry_id()
        await self._shop.editorial.save(visit.officer, entry_id, subject, body, "新条目", seen=None, now=visit.now)
        raise web.HTTPSeeOther(f"{ENTRIES}/{entry_id}/edit")

    async def _show(self, visit: Visit) -> web.StreamResponse:
        draft, subject, body = await self._standing(visit)
        return await self._page(visit, draft, subject, body, typed_from(body, self._shop.catalogue.titles()))

    async def _save(self, visit: Visit) -> web.StreamResponse:
        _, subject, before = await self._standing(visit)
        subject = _known(visit.form.get("subject", ""), self._shop.catalogue.subjects) or subject
        body = body_from(visit.form, before, self._shop.catalogue.titles())
        entry_id = visit.request.match_info["entry"]
        try:
            await self._shop.editorial.save(
                visit.officer,
                entry_id,
                subject,
                body,
                visit.form.get("reason", ""),
                seen=_seen(visit),
                now=visit.now,
            )
        except EditedMeanwhile as meanwhile:
            return await self._conflict(visit, subject, body, meanwhile.version)
        if visit.form.get("then") == "look":
            raise web.HTTPSeeOther(f"{ENTRIES}/{entry_id}/edit?done=saved")
        raise web.HTTPSeeOther(f"{ENTRIES}/{entry_id}?done=saved")

    async def _discard(self, visit: Visit) -> web.StreamResponse:
        seen = _seen(visit)
        try:
            if seen is not None:
                await self._shop.editorial.discard(visit.officer, seen, visit.form.get("reason", ""), visit.now)
        except EditedMeanwhile as meanwhile:
            _, subject, body = await self._standing(visit)
            return await self._conflict(visit, subject, body, meanwhile.version)
        raise web.HTTPSeeOther(f"{KNOWLEDGE_HOME}?state=draft")

    async def _standing(self, visit: Visit) -> tuple[Version | None, str, Mapping[str, object]]:
        """Return the draft of the entry, and what the form begins with: the draft, or what is in service."""
        entry_id = visit.request.match_info["entry"]
        versions = await self._shop.editorial.versions(entry_id)
        draft = next((version for version in versions if version.state == DRAFT), None)
        if draft is not None:
            return draft, draft.subject, draft.body
        served = self._shop.catalogue.body(entry_id)
        if served is not None:
            return None, self._shop.catalogue.entries[entry_id].subject, served
        if versions:
            return None, versions[-1].subject, versions[-1].body
        raise NoSuchKnowledgeEntry

    async def _conflict(
        self, visit: Visit, subject: str, mine: Mapping[str, object], theirs: Version | None
    ) -> web.StreamResponse:
        """Show what somebody else has done, with what this curator wrote still in the form."""
        standing = theirs if theirs is not None and theirs.state == DRAFT else None
        page_of = theirs.body if theirs is not None else mine
        return await self._page(
            visit,
            standing,
            subject,
            mine,
            typed_from(mine, self._shop.catalogue.titles()),
            409,
            meanwhile=theirs,
            since=changed_fields(mine, page_of),
        )

    async def _page(
        self,
        visit: Visit,
        draft: Version | None,
        subject: str,
        body: Mapping[str, object],
        typed: Mapping[str, str],
        status: int = 200,
        *,
        meanwhile: Version | None = None,
        since: list[tuple[str, str, str]] | None = None,
    ) -> web.Response:
        entry_id, catalogue = visit.request.match_info["entry"], self._shop.catalogue
        faults = await catalogue.faults(entry_id, subject, body) if draft is not None else ()
        context = EditContext(
            entry_id=entry_id,
            draft=draft,
            subject=subject,
            subjects=catalogue.subjects,
            typed=typed,
            next_names=NEXT,
            is_read=wordings_are_read(body),
            reason=visit.form.get("reason", draft.reason if draft else ""),
            faults=_by_field(faults),
            shown=catalogue.shown(entry_id, subject, body, day_in_shanghai(visit.now)),
            titles=catalogue.titles(),
            instruments=catalogue.instruments,
            meanwhile=meanwhile,
            since=since,
            names=await self._shop.names([meanwhile] if meanwhile else []),
            done="草稿已保存" if visit.request.query.get("done") == "saved" else "",
        )
        return self._shop.page(context, visit, status)


def new_entry_id() -> str:
    """Return an id for an entry made at the desk; export keeps it, so it must never meet another."""
    return f"desk.{secrets.token_hex(4)}"


def _seen(visit: Visit) -> tuple[str, int] | None:
    """Return the draft that the posted form began with, or None when there was none."""
    draft, revision = visit.form.get("draft", ""), visit.form.get("revision", "")
    return (draft, int(revision)) if draft and revision.isascii() and revision.isdigit() else None


def _known(value: str, values: tuple[str, ...]) -> str:
    return value if value in values else ""


def _by_field(faults: tuple[EntryFault, ...]) -> dict[str, list[str]]:
    told: dict[str, list[str]] = {}
    for fault in faults:
        told.setdefault(fault.field, []).append(fault.sentence)
    return told
