"""One act for the cases that were ticked in a list: first the page that counts them, then the act itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Final
from urllib.parse import parse_qsl, urlencode

from aiohttp import web
from sqlalchemy import select
from sqlmodel import col

from bot.desk.cases.asked import LIST
from bot.desk.cases.case_lines import CaseLine, lines_of
from bot.desk.guard import Guard, NoPage, NotFound, PageHandler
from bot.desk.pages import PageContext, Pages, Visit
from intake.cases.case import Incomplete, NotAllowed
from intake.cases.codes import DECIDERS
from intake.cases.handler_moves import called
from intake.cases.handling import Colleague, knows_of
from intake.ids import read_reference
from intake.officers import wall
from intake.officers.bulk import LONGEST_SENTENCE, MOST, Bulk, Picked, may_assign, may_remind
from intake.officers.casework import ChangedMeanwhile
from intake.storage.database import Database
from intake.storage.sealing import Vault
from intake.storage.tables import CaseRow

BULK: Final = "/desk/bulk"
ACTS: Final[Mapping[str, str]] = {"assign": "指派承办人", "remind": "催办", "print": "打印"}
# What is said afterwards, on the list.
DONE: Final[Mapping[str, str]] = {"assign": "指派", "remind": "催办"}
_NOT_YOURS: Final[Mapping[str, str]] = {
    "assign": "成批指派由本局负责人办，只能指派签收以后、没有办结的案件。",
    "remind": "催办由机构负责人、主要负责人或者市局统筹提出。",
}


@dataclass(frozen=True, slots=True)
class BulkContext(PageContext):
    """The page that counts what was ticked, before anything is done.

    act       assign, remind or print
    label     what it is called
    lines     the cases
    state     the state they are all in
    staff     who may be named, by id, as they are chosen
    most      so many signs a sentence may have
    fault     what is wrong with what was entered; "" for nothing
    sentence  what was entered
    query     what the list asked for
    """

    template: ClassVar[str] = "bulk.html"
    act: str
    label: str
    lines: tuple[CaseLine, ...]
    state: str
    staff: tuple[tuple[str, str], ...]
    most: int
    fault: str
    sentence: str
    query: str


@dataclass(frozen=True, slots=True)
class BulkRefusedContext(PageContext):
    """An act that was refused: why, and the ticked cases, still ticked, so that some can be taken out.

    title     what was refused
    sentence  why, and what to do
    lines     the cases that were ticked, no more than twice as many as one act may have
    acts      what can be done with several cases at once, by its name
    act       what was to be done
    query     what the list asked for
    """

    template: ClassVar[str] = "bulk_refused.html"
    title: str
    sentence: str
    lines: tuple[CaseLine, ...]
    acts: Mapping[str, str]
    act: str
    query: str


class BulkPage:
    """The handlers of `/desk/bulk…`; the sheets to print are made elsewhere (`secrecy.bulk_print`)."""

    def __init__(self, database: Database, vault: Vault, bulk: Bulk, pages: Pages, guard: Guard) -> None:
        self._database = database
        self._vault = vault
        self._bulk = bulk
        self._pages = pages
        self._guard = guard

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        return [
            web.post(BULK, self._guard.form(self._with_a_way_back(self._count))),
            web.post(f"{BULK}/assign", self._guard.form(self._with_a_way_back(self._assign))),
            web.post(f"{BULK}/remind", self._guard.form(self._with_a_way_back(self._remind))),
        ]

    def _with_a_way_back(self, handler: PageHandler) -> PageHandler:
        """Show what was ticked beneath a refusal, still ticked."""

        async def handled(visit: Visit) -> web.StreamResponse:
            try:
                return await handler(visit)
            except NoPage as refusal:
                if refusal.status == 404:
                    raise
                return await self._refused(visit, refusal)

        return handled

    async def _refused(self, visit: Visit, refusal: NoPage) -> web.Response:
        ticked = list(dict.fromkeys(references_of(visit)))[: 2 * MOST]
        theirs = select(col(CaseRow.id), col(CaseRow.reference)).where(
            col(CaseRow.reference).in_(ticked), wall.visible(visit.officer)
        )
        async with self._database.reading() as session:
            ids = {reference: case_id for case_id, reference in await session.execute(theirs)}
            lines = await lines_of(session, self._vault, [ids[one] for one in ticked if one in ids])
        act = visit.form.get("act", "") or visit.request.path.rpartition("/")[2]
        context = BulkRefusedContext(
            refusal.title, refusal.sentence, lines, acts_of(visit), act, visit.form.get("query", "")
        )
        return self._pages.page(context, visit, refusal.status)

    async def _count(self, visit: Visit) -> web.StreamResponse:
        act = visit.form.get("act", "")
        if act not in ACTS or not wall.sees_cases(visit.officer):
            raise NotFound
        return await self._page(visit, act, await self._picked(visit, act), "")

    async def _assign(self, visit: Visit) -> web.StreamResponse:
        picked = await self._picked(visit, "assign")
        to = visit.form.get("officer", "")
        if to not in dict(_staff(picked)):
            return await self._page(visit, "assign", picked, "请选择本局的一名工作人员。")
        try:
            count = await self._bulk.assign(visit.officer, references_of(visit), to, visit.now)
        except NotAllowed as refusal:
            raise NoPage(403, "没有指派", str(refusal)) from None
        except ChangedMeanwhile:
            raise _changed() from None
        raise _done(visit, "assign", count)

    async def _remind(self, visit: Visit) -> web.StreamResponse:
        picked = await self._picked(visit, "remind")
        try:
            sentence = visit.form.get("sentence", "")
            count = await self._bulk.remind(visit.officer, references_of(visit), sentence, visit.now)
        except Incomplete as fault:
            return await self._page(visit, "remind", picked, str(fault))
        except NotAllowed as refusal:
            raise NoPage(403, "没有催办", str(refusal)) from None
        except ChangedMeanwhile:
            raise _changed() from None
        raise _done(visit, "remind", count)

    async def _picked(self, visit: Visit, act: str) -> Picked:
        try:
            picked = await self._bulk.picked(visit.officer, references_of(visit))
        except (Incomplete, NotAllowed) as refusal:
            raise NoPage(422, f"不能一起{ACTS[act]}", str(refusal)) from None
        is_open = {
            "assign": may_assign(visit.officer, picked.cases),
            "remind": may_remind(visit.officer),
            "print": True,
        }
        if not is_open[act]:
            raise NoPage(403, f"不能一起{ACTS[act]}", _NOT_YOURS[act])
        return picked

    async def _page(self, visit: Visit, act: str, picked: Picked, fault: str) -> web.Response:
        async with self._database.reading() as session:
            lines = await lines_of(session, self._vault, [case.id for case in picked.cases])
        context = BulkContext(
            act=act,
            label=ACTS[act],
            lines=lines,
            state=picked.state,
            staff=_staff(picked) if act == "assign" else (),
            most=LONGEST_SENTENCE,
            fault=fault,
            sentence=visit.form.get("sentence", "")[: 2 * LONGEST_SENTENCE],
            query=visit.form.get("query", ""),
        )
        return self._pages.page(context, visit, 422 if fault else 200)


def acts_of(visit: Visit) -> Mapping[str, str]:
    """Return what this officer can do with several cases at once."""
    if not wall.sees_cases(visit.officer):
        return {}
    assigns = visit.officer.role in DECIDERS
    can = {"assign": assigns, "remind": may_remind(visit.officer), "print": True}
    return {act: label for act, label in ACTS.items() if can[act]}


def references_of(visit: Visit) -> list[str]:
    """Return the references that were ticked; what is none is left out."""
    return [found for one in visit.posted.get("reference", ()) if (found := read_reference(one)) is not None]


def _staff(picked: Picked) -> tuple[tuple[str, str], ...]:
    """Return who may be named in all of the cases."""
    bureau = picked.cases[0].lead_bureau

    def fits(one: Colleague) -> bool:
        return one.bureau == bureau and all(knows_of(case, one.id) for case in picked.cases)

    return tuple((one.id, called(one)) for one in picked.staff if fits(one))


def _done(visit: Visit, act: str, count: int) -> web.HTTPSeeOther:
    query = [pair for pair in parse_qsl(visit.form.get("query", "")) if pair[0] not in ("done", "count")]
    return web.HTTPSeeOther(f"{LIST}?{urlencode([*query, ('done', act), ('count', count)])}")


def _changed() -> NoPage:
    return NoPage(409, "有案件刚刚被改动过", "一件也没有改动。请回到列表，刷新后再选。")
