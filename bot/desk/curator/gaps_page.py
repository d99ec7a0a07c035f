"""Questions without a good answer: accept one as a wording, make an entry of it, or set it aside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from aiohttp import web

from bot.desk.curator.editing import new_entry_id
from bot.desk.curator.shop import ENTRIES, KNOWLEDGE_HOME, Shop
from bot.desk.curator.words import EMPTY, entry_called
from bot.desk.pages import PageContext, Visit
from intake.curation.asked import MADE_DRAFT, WORDING, Gap
from intake.curation.editorial import EditedMeanwhile, EditRefused
from intake.curation.versions import DRAFT
from knowledge.content.overlay import texts_in
from knowledge.learning.gaps import grouped

GAPS: Final = f"{KNOWLEDGE_HOME}/gaps"
SHOWN: Final = 40
DECISIONS: Mapping[str, str] = {"wording": "收为问法", "draft": "做成新条目", "set_aside": "搁置"}
_MASK: Final = "〔"


@dataclass(frozen=True, slots=True)
class GapsContext(PageContext):
    """Questions without a good answer.

    gaps            the groups shown
    hidden          how many groups are not shown
    questions       how many questions there are in all groups
    titles          titles of all entries by id, to choose from
    subjects        subjects to choose from
    decisions       what was decided lately
    decision_names  what each decision is called
    kept            what was posted
    faults          what stood against it, by field
    done            what was just done; empty for nothing
    """

    template: ClassVar[str] = "knowledge/gaps.html"
    gaps: list[Gap]
    hidden: int
    questions: int
    titles: Mapping[str, str]
    subjects: tuple[str, ...]
    decisions: Sequence[object]
    decision_names: Mapping[str, str]
    kept: Mapping[str, str]
    faults: Mapping[str, str]
    done: str


class GapsPage:
    """The handlers of `/desk/knowledge/gaps`."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        return [
            web.get(GAPS, self._shop.look(self._show)),
            web.post(GAPS, self._shop.form(self._decide)),
        ]

    async def _show(self, visit: Visit) -> web.StreamResponse:
        return await self._page(visit)

    async def _decide(self, visit: Visit) -> web.StreamResponse:
        keys = [key for key in visit.form.get("keys", "").split(",") if key.isalnum()]
        try:
            match visit.form.get("decision", ""):
                case "wording":
                    entry_id = await self._accept(visit, keys)
                case "draft":
                    entry_id = await self._make(visit, keys)
                case "set_aside":
                    reason = visit.form.get("reason", "")
                    await self._shop.asked.set_aside(visit.officer, keys, reason, visit.now)
                    raise web.HTTPSeeOther(f"{GAPS}?done=set_aside")
                case _:
                    raise EditRefused("请选择怎样处理。", "decision")
        except EditRefused as refusal:
            return await self._page(visit, 422, faults={refusal.field: str(refusal)})
        except EditedMeanwhile:
            return await self._page(visit, 409, faults={"entry": "刚才有人改了这条的草稿，请再提交一次。"})
        raise web.HTTPSeeOther(f"{ENTRIES}/{entry_id}/edit")

    async def _accept(self, visit: Visit, keys: list[str]) -> str:
        """Add the question to the wordings of an entry, in its draft or in a new one."""
        wording = _unmasked(visit.form.get("wording", ""))
        entry_id = entry_called(self._shop.catalogue.titles(), visit.form.get("entry", "").strip())
        body = self._shop.catalogue.body(entry_id)
        versions = await self._shop.editorial.versions(entry_id)
        draft = next((version for version in versions if version.state == DRAFT), None)
        if body is None and draft is None:
            raise EditRefused("没有这条知识条目，请填标题或者代号，也可以从列表里选择。", "entry")
        subject = draft.subject if draft else self._shop.catalogue.entries[entry_id].subject
        base = draft.body if draft else body or {}
        wordings = list(dict.fromkeys((*texts_in(base, "wordings"), wording)))
        await self._shop.editorial.save(
            visit.officer,
            entry_id,
            subject,
            {**base, "wordings": wordings},
            f"收进问法：{wording}",
            seen=(draft.id, draft.revision) if draft else None,
            now=visit.now,
        )
        await self._shop.asked.accept(visit.officer, keys, WORDING, entry_id, [wording], visit.now)
        return entry_id

    async def _make(self, visit: Visit, keys: list[str]) -> str:
        """Begin a new entry with the question as its title and first wording."""
        wording = _unmasked(visit.form.get("wording", ""))
        subject = visit.form.get("subject", "")
        if subject not in self._shop.catalogue.subjects:
            raise EditRefused("请选择主题。", "subject")
        entry_id = new_entry_id()
        body = {**EMPTY, "title": wording, "wordings": [wording]}
        await self._shop.editorial.save(
            visit.officer, entry_id, subject, body, "由未答好的问题做成", seen=None, now=visit.now
        )
        await self._shop.asked.accept(visit.officer, keys, MADE_DRAFT, entry_id, [wording], visit.now)
        return entry_id

    async def _page(
        self, visit: Visit, status: int = 200, *, faults: Mapping[str, str] | None = None
    ) -> web.Response:
        gaps = await self._shop.asked.gaps(grouped, visit.now)
        decisions = await self._shop.asked.decisions()
        context = GapsContext(
            gaps=gaps[:SHOWN],
            hidden=max(0, len(gaps) - SHOWN),
            questions=sum(gap.asked for gap in gaps),
            titles=self._shop.catalogue.titles(),
            subjects=self._shop.catalogue.subjects,
            decisions=decisions,
            decision_names=DECISIONS,
            kept=visit.form,
            faults=faults or {},
            done="已搁置，理由已记下" if visit.request.query.get("done") == "set_aside" else "",
        )
        return self._shop.page(context, visit, status)


def _unmasked(wording: str) -> str:
    wording = " ".join(wording.split())
    if not wording:
        raise EditRefused("请写下问法。", "wording")
    if _MASK in wording:
        raise EditRefused("问法里还有遮住的部分（〔…〕），请改写成一般的说法。", "wording")
    return wording[:100]
