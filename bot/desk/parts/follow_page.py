"""`/desk/cases/{reference}/follow` and `…/merge`: words on a closed case, and a report that came again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Final

from aiohttp import web

from bot.desk.cases.case_page import reference_of
from bot.desk.cases.dossier import Dossier, dossier_of
from bot.desk.guard import Guard
from bot.desk.pages import PageContext, Pages, Visit
from intake.cases.case import Case, Incomplete, NotAllowed
from intake.cases.following import why_not_followed, words_after_closing
from intake.ids import read_reference
from intake.officers.casework import ChangedMeanwhile, NoSuchCase, Seen, act_of
from intake.officers.following import Following
from intake.officers.marking import may_read
from intake.storage.database import Database
from intake.storage.sealing import Vault

_CHANGED: Final = "没有保存：打开这一页以后，这一件有了变化。请核对以后再提交。"


@dataclass(frozen=True, slots=True)
class SaidSince:
    """Something that the filer said after the case was closed, of which a new filing can be made."""

    entry: int
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class FollowContext(PageContext):
    """The page on which words on a closed case become a new filing.

    case     the closed one
    said     what its filer said since
    kept     what was entered when something was wrong
    faults   what was wrong, by input
    refusal  why nothing was saved; "" for other reasons
    """

    template: ClassVar[str] = "follow.html"
    case: Case
    said: Sequence[SaidSince]
    kept: Mapping[str, str]
    faults: Mapping[str, str]
    refusal: str


@dataclass(frozen=True, slots=True)
class MergeContext(PageContext):
    """The page on which a report is merged into the one of before, or recorded as not handled again.

    case     the later one; other: reference of the one of before
    kept     what was entered when something was wrong
    faults   what was wrong, by input
    refusal  why nothing was saved; "" for other reasons
    """

    template: ClassVar[str] = "merge.html"
    case: Case
    other: str
    kept: Mapping[str, str]
    faults: Mapping[str, str]
    refusal: str


class FollowPages:
    """The handlers."""

    def __init__(self, database: Database, vault: Vault, following: Following, pages: Pages, guard: Guard) -> None:
        self._database = database
        self._vault = vault
        self._following = following
        self._pages = pages
        self._guard = guard

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        address = "/desk/cases/{reference}"
        return [
            web.get(f"{address}/follow", self._guard.page(self._show)),
            web.post(f"{address}/follow", self._guard.form(self._follow)),
            web.get(f"{address}/merge", self._guard.page(self._show_merge)),
            web.post(f"{address}/merge", self._guard.form(self._merge)),
        ]

    async def _show(self, visit: Visit) -> web.StreamResponse:
        case = (await self._dossier(visit)).case
        if why_not := why_not_followed(case, act_of(visit.officer, case, visit.now, {})):
            return await self._page(visit, refusal=why_not, status=403)
        return await self._page(visit)

    async def _follow(self, visit: Visit) -> web.StreamResponse:
        entry = visit.form.get("entry", "")
        number = int(entry) if entry.isascii() and entry.isdigit() and len(entry) < 10 else -1
        try:
            made = await self._following.follow(visit.officer, _seen(visit), number, visit.form, visit.now)
        except Incomplete as fault:
            return await self._page(visit, faults={fault.field: str(fault)}, status=422)
        except NotAllowed as refusal:
            return await self._page(visit, refusal=str(refusal), status=403)
        except ChangedMeanwhile:
            return await self._page(visit, refusal=_CHANGED, status=409)
        raise web.HTTPSeeOther(f"/desk/cases/{made}")

    async def _show_merge(self, visit: Visit) -> web.StreamResponse:
        return await self._merging(visit, visit.request.query.get("other", ""))

    async def _merge(self, visit: Visit) -> web.StreamResponse:
        other = visit.form.get("other", "")
        try:
            first = read_reference(other)
            if first is None:
                raise Incomplete("other", "请写明并入哪一件：先提交的那一件的编号。")
            await self._following.merge(visit.officer, _seen(visit), first, visit.form, visit.now)
        except Incomplete as fault:
            return await self._merging(visit, other, faults={fault.field: str(fault)}, status=422)
        except NotAllowed as refusal:
            return await self._merging(visit, other, refusal=str(refusal), status=403)
        except ChangedMeanwhile:
            return await self._merging(visit, other, refusal=_CHANGED, status=409)
        raise web.HTTPSeeOther(f"/desk/cases/{first}")

    async def _dossier(self, visit: Visit) -> Dossier:
        async with self._database.reading() as session:
            dossier = await dossier_of(session, self._vault, visit.officer, reference_of(visit))
        if dossier is None:
            raise NoSuchCase
        return dossier

    async def _page(
        self, visit: Visit, *, faults: Mapping[str, str] | None = None, refusal: str = "", status: int = 200
    ) -> web.Response:
        dossier = await self._dossier(visit)
        seqs = {event.seq for event in words_after_closing(dossier.case)}
        reads = may_read(visit.officer, dossier.case)
        said = [SaidSince(one.seq, one.at, one.words) for one in dossier.happenings if one.seq in seqs and reads]
        context = FollowContext(dossier.case, said, visit.form if faults else {}, faults or {}, refusal)
        return self._pages.page(context, visit, status)

    async def _merging(
        self,
        visit: Visit,
        other: str,
        *,
        faults: Mapping[str, str] | None = None,
        refusal: str = "",
        status: int = 200,
    ) -> web.Response:
        case = (await self._dossier(visit)).case
        context = MergeContext(case, other[:20], visit.form if faults else {}, faults or {}, refusal)
        return self._pages.page(context, visit, status)


def _seen(visit: Visit) -> Seen:
    version = visit.form.get("version", "")
    return Seen(reference_of(visit), int(version) if version.isascii() and version.isdigit() else -1)
