"""Publishing by a second person: who vouches, from when, until when; what would change; then the confirmation."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Final

from aiohttp import web

from bot.desk.curator.shop import ENTRIES, NoSuchKnowledgeEntry, Shop
from bot.desk.curator.words import changed_fields
from bot.desk.pages import PageContext, Visit
from intake.clocks.calendar import day_in_shanghai
from intake.curation.editorial import EditedMeanwhile, EditRefused, Publishing
from intake.curation.versions import DRAFT, Version
from knowledge.finding.answer import Rendered
from knowledge.learning.rehearsal import Difference, Judgement, Rehearsal

SEALED_AS: Final = "publication"
LONGEST_NAME: Final = 60


@dataclass(frozen=True, slots=True)
class ChangedAnswer:
    """A question that would be answered otherwise, in the words of the page.

    wanted         the title of the right entry; empty where none is known
    before, after  what is answered or offered, by title
    """

    text: str
    wanted: str
    before: str
    after: str
    is_worse: bool


@dataclass(frozen=True, slots=True)
class PublishContext(PageContext):
    """The page on which a second person publishes.

    draft        what is to be published
    typed        what was posted: who vouches, from when, until when
    faults       what stands against it, by field
    in_the_way   faults of the draft itself, which its writer must mend
    is_own       whether this curator wrote it
    changes      what differs from what is in service
    is_new       whether nothing is in service under this id
    shown        the answer as the phone would show it; None while it is too unfinished
    rehearsal    how many questions were put, and how many are answered right; None before it was done
    differences  the questions that would be answered otherwise
    worse        how many of them would be answered worse
    seal         ties what was rehearsed to what is confirmed
    today_iso    today, as the date field writes it
    names        names by id
    """

    template: ClassVar[str] = "knowledge/publish.html"
    draft: Version
    typed: Mapping[str, str]
    faults: Mapping[str, str]
    in_the_way: list[str]
    is_own: bool
    changes: list[tuple[str, str, str]]
    is_new: bool
    shown: Rendered | None
    rehearsal: Rehearsal | None
    differences: list[ChangedAnswer]
    worse: int
    seal: str
    today_iso: str
    names: Mapping[str, str]


class PublishPages:
    """The handlers of `…/publish`: the form, the rehearsal, the confirmation."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        return [
            web.get(f"{ENTRIES}/{{entry}}/publish", self._shop.look(self._show)),
            web.post(f"{ENTRIES}/{{entry}}/publish", self._shop.form(self._rehearse_or_confirm)),
        ]

    async def _show(self, visit: Visit) -> web.StreamResponse:
        typed = {"from_on": day_in_shanghai(visit.now).isoformat()}
        return await self._page(visit, await self._draft(visit), typed)

    async def _rehearse_or_confirm(self, visit: Visit) -> web.StreamResponse:
        draft = await self._draft(visit)
        said, faults = _read(visit.form, day_in_shanghai(visit.now))
        if said is None:
            return await self._page(visit, draft, visit.form, 422, faults=faults)
        if visit.officer.id in (draft.author, draft.editor) or await self._faults(draft):
            return await self._page(visit, draft, visit.form, 422)
        counter = await self._shop.editorial.counter()
        if not hmac.compare_digest(visit.form.get("rehearsed", ""), self._seal(draft, said, counter)):
            return await self._rehearsed(visit, draft, said, counter)
        if visit.form.get("worse", "0") != "0" and visit.form.get("confirmed") != "yes":
            return await self._rehearsed(visit, draft, said, counter, 422)
        return await self._confirmed(visit, draft, said, counter)

    async def _rehearsed(
        self, visit: Visit, draft: Version, said: Publishing, counter: int, status: int = 200
    ) -> web.Response:
        """Show what publishing would change. What is shown is what is confirmed: the seal ties them together."""
        rehearsal = await self._shop.catalogue.rehearsed(
            draft.entry_id,
            draft.subject,
            draft.body,
            await self._shop.editorial.regressions(),
            await self._shop.asked.lately(visit.now),
        )
        faults = {"confirmed": "有问题会答得更差，请看过以后勾选。"} if status == 422 else {}
        return await self._page(
            visit, draft, visit.form, status, faults, rehearsal, self._seal(draft, said, counter)
        )

    async def _confirmed(self, visit: Visit, draft: Version, said: Publishing, counter: int) -> web.StreamResponse:
        try:
            seen = (draft.id, draft.revision)
            await self._shop.editorial.publish(visit.officer, seen, said, counter, visit.now)
        except EditedMeanwhile:
            return await self._page(
                visit, await self._draft(visit), visit.form, 409, {"": "刚才有人改动或发布了内容，请重新演练。"}
            )
        except EditRefused as refusal:
            return await self._page(visit, draft, visit.form, 403, {refusal.field: str(refusal)})
        await self._shop.catalogue.renew()
        raise web.HTTPSeeOther(f"{ENTRIES}/{draft.entry_id}?done=published")

    async def _draft(self, visit: Visit) -> Version:
        versions = await self._shop.editorial.versions(visit.request.match_info["entry"])
        draft = next((version for version in versions if version.state == DRAFT), None)
        if draft is None:
            raise NoSuchKnowledgeEntry
        return draft

    async def _faults(self, draft: Version) -> list[str]:
        found = await self._shop.catalogue.faults(draft.entry_id, draft.subject, draft.body)
        return [fault.sentence for fault in found]

    def _seal(self, draft: Version, said: Publishing, counter: int) -> str:
        parts = (draft.id, draft.revision, said.voucher, said.from_on, said.until_on, counter)
        return self._shop.vault.keyed_id(SEALED_AS, "\x1f".join(map(str, parts)))

    async def _page(
        self,
        visit: Visit,
        draft: Version,
        typed: Mapping[str, str],
        status: int = 200,
        faults: Mapping[str, str] | None = None,
        rehearsal: Rehearsal | None = None,
        seal: str = "",
    ) -> web.Response:
        catalogue = self._shop.catalogue
        served = catalogue.body(draft.entry_id)
        titles = {**catalogue.titles(), draft.entry_id: str(draft.body.get("title") or draft.entry_id)}
        context = PublishContext(
            draft=draft,
            typed=typed,
            faults=faults or {},
            in_the_way=await self._faults(draft),
            is_own=visit.officer.id in (draft.author, draft.editor),
            changes=changed_fields(served, draft.body),
            is_new=served is None,
            shown=catalogue.shown(draft.entry_id, draft.subject, draft.body, day_in_shanghai(visit.now)),
            rehearsal=rehearsal,
            differences=[_changed(one, titles) for one in rehearsal.differences] if rehearsal else [],
            worse=sum(one.is_worse for one in rehearsal.differences) if rehearsal else 0,
            seal=seal,
            today_iso=day_in_shanghai(visit.now).isoformat(),
            names=await self._shop.names([draft]),
        )
        return self._shop.page(context, visit, status)


def _changed(one: Difference, titles: Mapping[str, str]) -> ChangedAnswer:
    return ChangedAnswer(
        text=one.known.text,
        wanted=titles.get(one.known.entry, one.known.entry),
        before=_answered(one.before, titles),
        after=_answered(one.after, titles),
        is_worse=one.is_worse,
    )


def _answered(outcome: Judgement, titles: Mapping[str, str]) -> str:
    named = "、".join(titles.get(entry, entry) for entry in outcome.entries)
    return {"answer": f"答：{named}", "menu": f"让选：{named}"}.get(outcome.decision, "答不上来")


def _read(form: Mapping[str, str], today: date) -> tuple[Publishing | None, dict[str, str]]:
    """Return what the second person says, or the faults by field."""
    voucher = form.get("voucher", "").strip()
    from_on, until_on = _day(form.get("from_on", "")), _day(form.get("until_on", ""))
    faults = {}
    if not voucher or len(voucher) > LONGEST_NAME:
        faults["voucher"] = "请填写由谁核对过法律依据：姓名和单位。"
    if from_on is None or from_on < today:
        faults["from_on"] = "请选择今天或者以后的日期。"
    if form.get("until_on", "").strip() and (until_on is None or (from_on is not None and until_on < from_on)):
        faults["until_on"] = "截止日期应当不早于起始日期；一直有效的请留空。"
    if form.get("vouched") != "yes":
        faults["vouched"] = "请先对照原文核对，再勾选。"
    if faults or from_on is None:
        return None, faults
    return Publishing(voucher, from_on, until_on), {}


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None
