"""The page of one entry: its answer as the phone shows it, what is asked for it, its history, what can be done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from aiohttp import web

from bot.desk.curator.shop import ENTRIES, NoSuchKnowledgeEntry, Shop
from bot.desk.curator.words import (
    EMPTY,
    changed_fields,
    digest_of_fields,
    entry_called,
    with_wordings_read,
    wordings_are_read,
)
from bot.desk.pages import PageContext, Visit
from intake.clocks.calendar import day_in_shanghai
from intake.curation.asked import Fared
from intake.curation.editorial import EditedMeanwhile, EditRefused
from intake.curation.versions import DRAFT, WITHDRAWN, Version, in_force, to_come
from knowledge.finding.answer import Rendered


@dataclass(frozen=True, slots=True)
class EntryContext(PageContext):
    """The page of one entry.

    entry_id     its id
    sources      what it rests on, with the names of the instruments
    body         its fields as a file has them: those in service, else those of its last version
    subject      its subject
    served       whether it is in service
    is_read      whether its wordings were read against the first sentence as they stand
    digest       of what is read then
    is_down      whether it was taken down
    holding      the published version that holds today, or None
    coming       published versions that begin later
    draft        the draft, or None
    wanting      what stands against the publication of the draft, as sentences
    draft_unread whether the wordings of the draft are still to be read
    may_publish  whether this curator may publish the draft: not their own
    shown        the answer as the phone shows it; None while it is too unfinished
    history      versions, newest first, each with what it changed
    names        names of those who had a hand in them, by id
    count        how it fared lately
    filed        whether the repository's files have it
    done         what was just done; empty for nothing
    faults       what stood against it, by field
    typed        what was posted
    """

    template: ClassVar[str] = "knowledge/entry.html"
    entry_id: str
    sources: tuple[str, ...]
    body: Mapping[str, object]
    subject: str
    served: bool
    is_read: bool
    digest: str
    is_down: bool
    holding: Version | None
    coming: list[Version]
    draft: Version | None
    wanting: tuple[str, ...]
    draft_unread: bool
    may_publish: bool
    shown: Rendered | None
    history: list[tuple[Version, list[tuple[str, str, str]]]]
    names: Mapping[str, str]
    count: Fared
    filed: bool
    done: str
    faults: Mapping[str, str]
    typed: Mapping[str, str]


class EntryPage:
    """The handlers that show an entry and take it down."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        return [
            web.get(f"{ENTRIES}/{{entry}}", self._shop.look(self._show)),
            web.post(f"{ENTRIES}/{{entry}}/take-down", self._shop.form(self._take_down)),
            web.post(f"{ENTRIES}/{{entry}}/read", self._shop.form(self._note_read)),
        ]

    async def _show(self, visit: Visit) -> web.StreamResponse:
        called = visit.request.match_info["entry"]
        if (entry_id := entry_called(self._shop.catalogue.titles(), called)) != called:
            # Who has only the title at hand finds the entry by it.
            raise web.HTTPSeeOther(f"{ENTRIES}/{entry_id}")
        return await self._page(visit, done=_DONE.get(visit.request.query.get("done", ""), ""))

    async def _take_down(self, visit: Visit) -> web.StreamResponse:
        entry_id, catalogue = visit.request.match_info["entry"], self._shop.catalogue
        body = catalogue.body(entry_id)
        coming = to_come(await self._shop.editorial.versions(entry_id), day_in_shanghai(visit.now))
        if body is None and not coming:
            raise NoSuchKnowledgeEntry
        if visit.form.get("confirmed") != "yes":
            return await self._page(visit, 422, faults={"confirmed": "请先勾选，确认要下架。"})
        subject = catalogue.entries[entry_id].subject if body is not None else ""
        if body is None:
            body, subject = coming[0].body, coming[0].subject
        try:
            reason = visit.form.get("reason", "")
            await self._shop.editorial.take_down(visit.officer, entry_id, subject, body, reason, visit.now)
        except EditRefused as refusal:
            return await self._page(visit, 422, faults={refusal.field: str(refusal)})
        await catalogue.renew()
        raise web.HTTPSeeOther(f"{ENTRIES}/{entry_id}?done=down")

    async def _note_read(self, visit: Visit) -> web.StreamResponse:
        """Begin a draft that says so; like every other it comes into service when a second person publishes it."""
        entry_id, catalogue = visit.request.match_info["entry"], self._shop.catalogue
        body = catalogue.body(entry_id)
        if body is None:
            raise NoSuchKnowledgeEntry
        # What was published after the page was opened nobody has read.
        if visit.form.get("digest") != digest_of_fields(body):
            raise web.HTTPSeeOther(f"{ENTRIES}/{entry_id}?done=changed")
        subject = catalogue.entries[entry_id].subject
        try:
            await self._shop.editorial.save(
                visit.officer,
                entry_id,
                subject,
                with_wordings_read(body),
                "问法已逐条对照首句核对",
                seen=None,
                now=visit.now,
            )
        except EditedMeanwhile:
            raise web.HTTPSeeOther(f"{ENTRIES}/{entry_id}?done=changed") from None
        raise web.HTTPSeeOther(f"{ENTRIES}/{entry_id}?done=read")

    async def _page(
        self, visit: Visit, status: int = 200, *, done: str = "", faults: Mapping[str, str] | None = None
    ) -> web.Response:
        entry_id, today = visit.request.match_info["entry"], day_in_shanghai(visit.now)
        catalogue = self._shop.catalogue
        versions = await self._shop.editorial.versions(entry_id)
        served = catalogue.body(entry_id)
        if served is None and not versions:
            raise NoSuchKnowledgeEntry
        draft = next((version for version in versions if version.state == DRAFT), None)
        body = served if served is not None else versions[-1].body
        subject = catalogue.entries[entry_id].subject if served is not None else versions[-1].subject
        holding = in_force(versions, today)
        faults_of_draft = await catalogue.faults(entry_id, draft.subject, draft.body) if draft else ()
        context = EntryContext(
            entry_id=entry_id,
            body={**EMPTY, **body},
            sources=catalogue.cited(body),
            subject=subject,
            served=served is not None,
            is_read=wordings_are_read(body),
            digest=digest_of_fields(body),
            is_down=holding is not None and holding.state == WITHDRAWN,
            holding=holding,
            coming=to_come(versions, today),
            draft=draft,
            wanting=tuple(dict.fromkeys(fault.sentence for fault in faults_of_draft)),
            draft_unread=draft is not None and not wordings_are_read(draft.body),
            may_publish=draft is not None and visit.officer.id not in (draft.author, draft.editor),
            shown=catalogue.shown(entry_id, subject, body, today),
            history=_history(versions),
            names=await self._shop.names(versions),
            count=(await self._shop.asked.counts(visit.now)).get(entry_id, Fared()),
            filed=catalogue.filed(entry_id),
            done=done,
            faults=faults or {},
            typed=visit.form,
        )
        return self._shop.page(context, visit, status)


_DONE = {
    "saved": "草稿已保存",
    "down": "已下架，立即生效",
    "published": "已发布",
    "discarded": "草稿已放弃",
    "read": "问法核对已记入草稿，由另一位同事发布后生效",
    "changed": "没有记下：这一条刚被改过，请再读一遍",
}


def _history(versions: list[Version]) -> list[tuple[Version, list[tuple[str, str, str]]]]:
    """Return versions, newest first, each with what it changed against the one before."""
    before: Mapping[str, object] | None = None
    told = []
    for version in versions:
        told.append((version, changed_fields(before, version.body) if before is not None else []))
        before = version.body
    return told[::-1]
