"""A receipt on a page and as PDF, and `/verify`, where anybody checks one.

A receipt is reached within a visit to one's own case, or by the link in the reply that told of the filing; such an
address is a sealed pass and names neither the case nor the filer.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from aiohttp import web

from bot import metrics
from bot.channels.web.looks import HEADERS, pages_of
from bot.channels.web.mycase import CASE_COOKIE
from bot.channels.web.receipt_words import WORDS, ReceiptInWords, receipt_in_words
from bot.channels.web.told_next import NextTold, ToldNext
from bot.settings import Settings
from bot.shown.requests import form_of
from bot.shown.sources import address_of
from intake.filers.receipts import ReceiptPaper, Receipts
from intake.filers.visits import Passes, Visits
from intake.pace import Pace
from intake.storage.sealing import Vault
from intents.signs import without_control_characters

_VERIFY: Final = "/verify"
_ASKED: Final = ("reference", "tag")
_LONGEST: Final = 60
_GONE: Final = "这个回执链接已经过期，或者地址不完整。请凭编号和查询码查办理情况，在那里可以再看回执。"


class ReceiptPages:
    """The pages."""

    def __init__(
        self,
        receipts: Receipts,
        visits: Visits,
        links: Passes,
        vault: Vault,
        settings: Settings,
        clock: Callable[[], datetime],
    ) -> None:
        """Take the parts.

        visits  passes of the cookie; links: those of addresses
        """
        self._receipts = receipts
        self._visits = visits
        self._links = links
        self._settings = settings
        self._clock = clock
        self._told_next = ToldNext(vault, _VERIFY, clock, secure=settings.is_https)
        self._templates = pages_of(settings)
        self._checks = Pace(burst=30, every_seconds=5)

    def routes(self) -> list[web.RouteDef]:
        """Return the addresses."""
        return [
            web.get("/mycase/receipt", self.of_visit),
            web.get("/mycase/receipt/pdf", self.of_visit_as_pdf),
            web.get("/receipt/{pass}", self.of_link),
            web.get("/receipt/{pass}/pdf", self.of_link_as_pdf),
            web.get(_VERIFY, self.verify),
            web.post(_VERIFY, self.verify_posted),
        ]

    async def of_visit(self, request: web.Request) -> web.Response:
        """Show the receipt of the case that is visited."""
        return self._shown(await self._of_visit(request), "/mycase/receipt/pdf", "/mycase")

    async def of_visit_as_pdf(self, request: web.Request) -> web.Response:
        """Hand it over."""
        return await self._handed_over(await self._of_visit(request))

    async def of_link(self, request: web.Request) -> web.Response:
        """Show the receipt that a link leads to."""
        return self._shown(await self._of_link(request), f"{request.path}/pdf", "/chat")

    async def of_link_as_pdf(self, request: web.Request) -> web.Response:
        """Hand it over."""
        return await self._handed_over(await self._of_link(request))

    async def verify(self, request: web.Request) -> web.Response:
        """Ask for reference and tag, or check those of a printed address, or what our own form sent just now."""
        told = self._told_next.to(request)
        page = await self._verified(request, told.typed if told is not None else request.query)
        return self._told_next.forget(request, page)

    async def verify_posted(self, request: web.Request) -> web.Response:
        """Take what our own form sends on to the page: it stands in no address, and going back sends nothing."""
        sent = await form_of(request)
        given = {name: values[0] for name, values in sent.items() if name in _ASKED}
        return self._told_next.sent_on(_VERIFY, NextTold(typed=given)) or await self._verified(request, given)

    async def _verified(self, request: web.Request, given: Mapping[str, str]) -> web.Response:
        """Say whether reference and tag stand on a receipt of ours."""
        reference, tag = (
            without_control_characters(given.get(name, ""))[:_LONGEST] for name in ("reference", "tag")
        )
        found, status = None, 200
        trouble = ""
        if reference or tag:
            found, trouble, status = await self._checked(request, reference, tag)
        page = self._templates.get_template("verify.html").render(
            reference=reference,
            tag=tag,
            trouble=trouble,
            receipt=self._in_words(found, is_checked=True) if found else None,
            words=WORDS,
        )
        return web.Response(text=page, status=status, content_type="text/html", headers=HEADERS)

    async def _checked(
        self, request: web.Request, reference: str, tag: str
    ) -> tuple[ReceiptPaper | None, str, int]:
        address = address_of(request, self._settings.trusted_proxy)
        if address is not None and not self._checks.allows(address):
            return None, "核对得太快了，请过一会儿再试。", 429
        found = await self._receipts.checked(reference, tag)
        metrics.count("verify", "answered" if found else "unknown")
        if found is None:
            return None, "核对不上：没有编号和校验码与您填写的一致的回执。请对照回执再填一次。", 404
        return found, "", 200

    async def _of_visit(self, request: web.Request) -> ReceiptPaper | None:
        visit = await self._visits.at(request.cookies.get(CASE_COOKIE, ""))
        return await self._of(visit.case_id if visit is not None else None)

    async def _of_link(self, request: web.Request) -> ReceiptPaper | None:
        return await self._of(self._links.case_of(request.match_info["pass"]))

    async def _of(self, case_id: str | None) -> ReceiptPaper | None:
        return await self._receipts.of_case(case_id) if case_id is not None else None

    def _in_words(self, receipt: ReceiptPaper, *, is_checked: bool = False) -> ReceiptInWords:
        return receipt_in_words(receipt, self._settings.reached_at, self._clock(), is_checked=is_checked)

    def _shown(self, receipt: ReceiptPaper | None, pdf: str, back: str) -> web.Response:
        words = self._in_words(receipt) if receipt is not None else None
        page = self._templates.get_template("receipt.html").render(
            receipt=words, words=WORDS, pdf=pdf, back=back, gone=_GONE
        )
        return web.Response(text=page, status=200 if words else 404, content_type="text/html", headers=HEADERS)

    async def _handed_over(self, receipt: ReceiptPaper | None) -> web.Response:
        if receipt is None:
            return self._shown(None, "", "/chat")
        # Loaded with the first paper, not at every start.
        from bot.channels.web.receipt_pdf import receipt_as_pdf

        body = await asyncio.to_thread(receipt_as_pdf, self._in_words(receipt))
        # Whoever keeps several tells them apart by their names.
        named = f"inline; filename=receipt-{receipt.reference}.pdf"
        headers = {**HEADERS, "Content-Disposition": named}
        return web.Response(body=body, content_type="application/pdf", headers=headers)
