"""`/desk/cases/{reference}/papers/{paper}`: a paper that was made: as a page, as DOCX, as PDF; marking it 作废."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final
from urllib.parse import quote

from aiohttp import web

from bot.desk.cases.case_page import reference_of
from bot.desk.guard import Guard, NoPage
from bot.desk.pages import HEADERS, PageContext, Pages, Visit
from bot.desk.papers.page import PAPERS
from bot.desk.papers.style import known_here
from intake.cases.case import Incomplete, NotAllowed
from intake.officers.paperwork import MadePaper, Paperwork
from intake.papers.pdf import NoPdf, PdfMaker
from intake.papers.reading import PageBlock, page_of

ONE: Final = PAPERS + "/{paper:[0-9a-f]{32}}"
_DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# What leaves is never run by the browser that it passes through.
_APART: Final = {**HEADERS, "Content-Security-Policy": "sandbox; default-src 'none'"}
_TITLE: Final = "不能打开文书"


@dataclass(frozen=True, slots=True)
class MadePaperContext(PageContext):
    """A paper that was made.

    reference  of its case
    made       which paper it is, and how it stands
    blocks     what stands in it
    has_pdf    a PDF can be made here
    faults     what is wrong with what was entered, by field
    refusal    why it cannot be marked, or no PDF was made; "" for nothing
    done       it was just made
    """

    template: ClassVar[str] = "papers/made.html"
    reference: str
    made: MadePaper
    blocks: Sequence[PageBlock]
    has_pdf: bool
    faults: Mapping[str, str]
    refusal: str
    done: bool


class MadePaperPages:
    """The handlers."""

    def __init__(self, work: Paperwork, pdf: PdfMaker | None, pages: Pages, guard: Guard) -> None:
        """Take the parts; `pdf` is None where LibreOffice is not installed."""
        self._work = work
        self._pdf = pdf
        self._pages = pages
        self._guard = guard

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        return [
            web.get(ONE, self._guard.page(self._show)),
            web.post(f"{ONE}/docx", self._guard.form(self._docx)),
            web.post(f"{ONE}/pdf", self._guard.form(self._as_pdf)),
            web.post(f"{ONE}/void", self._guard.form(self._void)),
        ]

    async def _show(self, visit: Visit) -> web.StreamResponse:
        return await self._page(visit, done=bool(visit.request.query.get("done")))

    async def _docx(self, visit: Visit) -> web.StreamResponse:
        made, content = await self._opened(visit, "docx")
        return _download(made, content, "docx", _DOCX)

    async def _as_pdf(self, visit: Visit) -> web.StreamResponse:
        if self._pdf is None:
            raise NoPage(404, "没有 PDF", "本机没有安装 LibreOffice，请下载 DOCX，用 WPS 或者 Word 另存。")
        made, content = await self._opened(visit, "pdf")
        try:
            return _download(made, await self._pdf.made(content), "pdf", "application/pdf")
        except NoPdf as none:
            return await self._page(visit, refusal=str(none), status=503)

    async def _void(self, visit: Visit) -> web.StreamResponse:
        reason = visit.form.get("reason", "").replace("\r\n", "\n").strip()
        reference = reference_of(visit)
        try:
            await self._work.void(visit.officer, reference, visit.request.match_info["paper"], reason, visit.now)
        except Incomplete as fault:
            return await self._page(visit, faults={fault.field: str(fault)}, status=422)
        except NotAllowed as refusal:
            raise NoPage(403, "没有作废", str(refusal)) from None
        raise web.HTTPSeeOther(f"/desk/cases/{reference}/papers?done=void")

    async def _page(
        self,
        visit: Visit,
        *,
        faults: Mapping[str, str] | None = None,
        refusal: str = "",
        done: bool = False,
        status: int = 200,
    ) -> web.Response:
        made, content = await self._opened(visit, "page")
        context = MadePaperContext(
            reference=reference_of(visit),
            made=made,
            blocks=await asyncio.to_thread(page_of, content),
            has_pdf=self._pdf is not None,
            faults=faults or {},
            refusal=refusal,
            done=done,
        )
        return self._pages.page(context, visit, status, known_here())

    async def _opened(self, visit: Visit, way: str) -> tuple[MadePaper, bytes]:
        paper = visit.request.match_info["paper"]
        try:
            return await self._work.open(visit.officer, reference_of(visit), paper, visit.now, way)
        except NotAllowed as refusal:
            raise NoPage(403, _TITLE, str(refusal)) from None


def _download(made: MadePaper, content: bytes, suffix: str, media: str) -> web.Response:
    name = f"{'作废_' if made.void_at else ''}{made.title}_{made.number}.{suffix}"
    disposition = f"attachment; filename=\"{made.id[-8:]}.{suffix}\"; filename*=UTF-8''{quote(name)}"
    return web.Response(
        body=content, headers={**_APART, "Content-Disposition": disposition, "Content-Type": media}
    )
