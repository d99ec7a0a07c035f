"""`/desk/cases/{reference}/papers…`: the papers of a case: which fit, what they would be, what was made."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

import orjson
from aiohttp import web

from bot.desk.cases.case_page import reference_of
from bot.desk.cases.dossier import record_reading
from bot.desk.guard import Guard, NotFound
from bot.desk.pages import PageContext, Pages, Visit
from bot.desk.papers.card import PaperCard, offers_to, paper_card
from bot.desk.papers.looking import CaseWithPapers, PaperLooking, prefilled
from bot.desk.papers.style import known_here
from intake.cases.case import Case, Incomplete, NotAllowed
from intake.cases.changes import Rulebook
from intake.ids import new_id
from intake.officers.casework import ChangedMeanwhile, Seen
from intake.officers.paperwork import MadePaper, Paperwork, ToMake, standing_of
from intake.papers.context import PaperContext
from intake.papers.kinds import paper_of
from intake.papers.paper import EnteredField, Paper
from intake.papers.reading import PageBlock, page_of
from intake.storage.database import Database
from intake.storage.sealing import Vault
from intake.transfers.codes import TRANSFER_KINDS
from intake.transfers.transfer import Transfer

PAPERS: Final = "/desk/cases/{reference}/papers"
NEW: Final = PAPERS + "/new/{paper_kind}"


@dataclass(frozen=True, slots=True)
class PapersContext(PageContext):
    """The papers of a case.

    case    the case
    papers  what was made, and what can be made now
    done    a paper was just marked 作废
    """

    template: ClassVar[str] = "papers/papers.html"
    case: Case
    papers: PaperCard
    done: bool


@dataclass(frozen=True, slots=True)
class NewPaperContext(PageContext):
    """A paper before it is made.

    case      its case
    paper     which paper
    number    of the transfer beside which it is made; 0: the case itself
    beside    what that transfer is called; "" for none
    asks      what is entered
    typed     what stands in the fields
    standing  papers of the same kind that hold: one of them may give way to this
    replaces  which one shall
    faults    what is wrong, by field
    refusal   why it cannot be made; "" when it can
    is_stale  the case, or what was entered, is not as it was seen
    preview   what it would be; None before that was asked for
    seen      digest of what the preview was filled from
    id        what the paper will be known by: two clicks make one
    """

    template: ClassVar[str] = "papers/new.html"
    case: Case
    paper: Paper
    number: int
    beside: str
    asks: Sequence[EnteredField]
    typed: Mapping[str, str]
    standing: Sequence[MadePaper]
    replaces: str
    faults: Mapping[str, str]
    refusal: str
    is_stale: bool
    preview: Sequence[PageBlock] | None
    seen: str
    id: str


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a request is about."""

    looked: CaseWithPapers
    paper: Paper
    transfer: Transfer | None


class PaperPages:
    """The handlers."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        rulebook: Rulebook,
        looking: PaperLooking,
        work: Paperwork,
        pages: Pages,
        guard: Guard,
    ) -> None:
        self._database = database
        self._vault = vault
        self._rulebook = rulebook
        self._looking = looking
        self._work = work
        self._pages = pages
        self._guard = guard

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        return [
            web.get(PAPERS, self._guard.page(self._list)),
            web.get(NEW, self._guard.page(self._begin)),
            web.post(NEW, self._guard.form(self._go_on)),
        ]

    async def _list(self, visit: Visit) -> web.StreamResponse:
        looked = await self._looking.at(visit)
        case = looked.case
        async with self._database.writing() as session:
            await record_reading(session, self._vault, case.id, visit.officer.id, "viewed", visit.now)
        context = PapersContext(
            case=case,
            papers=paper_card(visit.officer, case, looked.made),
            done=bool(visit.request.query.get("done")),
        )
        return self._pages.page(context, visit, known=known_here())

    async def _begin(self, visit: Visit) -> web.StreamResponse:
        asked = await self._asked(visit, visit.request.query.get("transfer", ""))
        if (refused := self._refused(visit, asked, {})) is not None:
            return refused
        typed = prefilled(asked.paper, asked.looked, asked.transfer, self._rulebook)
        if asked.paper.asks:
            return self._page(visit, asked, typed)
        # Nothing is entered: it is shown at once, unless names stand in it, which want to be asked for.
        return self._page(visit, asked, typed) if asked.paper.names else await self._previewed(visit, asked, typed)

    async def _go_on(self, visit: Visit) -> web.StreamResponse:
        form = visit.form
        asked = await self._asked(visit, form.get("transfer", ""))
        typed = {one.name: form.get(one.name, "") for one in asked.paper.asks}
        if any(form.get("id") == made.id for made in asked.looked.made):
            raise _made(visit, form["id"])
        if (refused := self._refused(visit, asked, typed)) is not None:
            return refused
        if form.get("act") != "make":
            return await self._previewed(visit, asked, typed)
        try:
            context = await self._looking.context(visit, asked.paper, asked.transfer, typed)
            if digest_of(context) != form.get("seen"):
                return await self._previewed(visit, asked, typed, is_stale=True, status=409)
            paper_id = await self._work.make(
                visit.officer, _seen(visit), _to_make(asked, context, form), visit.now
            )
        except Incomplete as fault:
            return self._page(visit, asked, typed, faults={fault.field: str(fault)}, status=422)
        except NotAllowed as refusal:
            return self._page(visit, asked, typed, refusal=str(refusal), status=403)
        except ChangedMeanwhile:
            asked = await self._asked(visit, form.get("transfer", ""))
            return await self._previewed(visit, asked, typed, is_stale=True, status=409)
        raise _made(visit, paper_id)

    def _refused(self, visit: Visit, asked: _Asked, typed: Mapping[str, str]) -> web.Response | None:
        """Return the page that says that this paper cannot be made now; None where it can."""
        looked = asked.looked
        if asked.paper in offers_to(visit.officer, looked.case, looked.made, asked.transfer):
            return None
        return self._page(visit, asked, typed, refusal=_NOT_NOW.format(asked.paper.title), status=403)

    async def _previewed(
        self, visit: Visit, asked: _Asked, typed: Mapping[str, str], *, is_stale: bool = False, status: int = 200
    ) -> web.Response:
        try:
            context = await self._looking.context(visit, asked.paper, asked.transfer, typed)
            wanted = _to_make(asked, context, {})
            paper = await self._work.preview(visit.officer, Seen(reference_of(visit)), wanted, visit.now)
        except Incomplete as fault:
            return self._page(visit, asked, typed, faults={fault.field: str(fault)}, status=422)
        except NotAllowed as refusal:
            return self._page(visit, asked, typed, refusal=str(refusal), status=403)
        seen, blocks = digest_of(context), await asyncio.to_thread(page_of, paper)
        return self._page(visit, asked, typed, preview=blocks, seen=seen, is_stale=is_stale, status=status)

    async def _asked(self, visit: Visit, number: str) -> _Asked:
        paper = paper_of(visit.request.match_info["paper_kind"])
        looked = await self._looking.at(visit)
        if paper is None:
            raise NotFound
        return _Asked(looked, paper, looked.transfer(number))

    def _page(
        self,
        visit: Visit,
        asked: _Asked,
        typed: Mapping[str, str],
        *,
        faults: Mapping[str, str] | None = None,
        refusal: str = "",
        preview: Sequence[PageBlock] | None = None,
        seen: str = "",
        is_stale: bool = False,
        status: int = 200,
    ) -> web.Response:
        transfer = asked.transfer
        context = NewPaperContext(
            case=asked.looked.case,
            paper=asked.paper,
            number=transfer.number if transfer else 0,
            beside=TRANSFER_KINDS[transfer.kind] if transfer else "",
            asks=asked.paper.asks_of(asked.looked.case),
            typed=typed,
            standing=standing_of(asked.looked.made, asked.paper.kind, transfer.id if transfer else None),
            replaces=visit.form.get("replaces", ""),
            faults=faults or {},
            refusal=refusal,
            is_stale=is_stale,
            preview=preview,
            seen=seen,
            id=new_id(visit.now),
        )
        return self._pages.page(context, visit, status, known_here())


_NOT_NOW: Final = (
    "现在不能制作《{}》：案件或者移送不在可以制作的阶段，或者您的岗位不能制作。请回到文书页，按列出的制作。"
)


def digest_of(context: PaperContext) -> str:
    """Return the digest of what a paper is filled from: what is made is what was previewed."""
    return hashlib.sha256(orjson.dumps(context.values())).hexdigest()


def _to_make(asked: _Asked, context: PaperContext, form: Mapping[str, str]) -> ToMake:
    beside = asked.transfer.id if asked.transfer else None
    return ToMake(
        asked.paper, beside, context, form.get("replaces", ""), asked.looked.case.demo, form.get("id", "")
    )


def _made(visit: Visit, paper_id: str) -> web.HTTPSeeOther:
    return web.HTTPSeeOther(f"/desk/cases/{reference_of(visit)}/papers/{paper_id}?done=1")


def _seen(visit: Visit) -> Seen:
    text = visit.form.get("version", "")
    version = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1
    return Seen(reference_of(visit), version)
