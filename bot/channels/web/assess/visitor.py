"""Whoever keeps estimates on these pages: the pass of their browser, and what a page of ours sent."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from aiohttp import web
from jinja2 import Environment

from bot import metrics
from bot.channels.keyed_ids import KeyedIds
from bot.channels.web.looks import HEADERS
from bot.conversation.handbook import Handbook
from bot.settings import Settings
from bot.shown.posted import Posted, first
from bot.shown.requests import form_of, is_from_here
from bot.shown.sources import address_of
from intake.cases.filer import Filer
from intake.clocks.calendar import day_in_shanghai
from intake.filers.draft_visits import DraftVisit, DraftVisits
from intake.filers.estimates import Estimates
from intake.pace import Beginnings, Pace

COOKIE: Final = "shangmi_assess"
STARTING: Final = "/assess"
ELSEWHERE: Final = "这次没有收下，请在本页重新操作。"
TOO_FAST: Final = "操作太快了，请过一会儿再试。您填的还在。"


@dataclass(frozen=True, slots=True)
class PostedAct:
    """What one of our own pages sent, and whose it is; a first sheet is nobody's yet."""

    visit: DraftVisit | None
    posted: Posted


class AssessVisitors:
    """Knows visitors, and makes their pages."""

    def __init__(
        self,
        estimates: Estimates,
        visits: DraftVisits,
        ids: KeyedIds,
        settings: Settings,
        clock: Callable[[], datetime],
        handbook: Callable[[], Handbook],
        templates: Environment,
    ) -> None:
        """Take the parts."""
        self.estimates = estimates
        self.visits = visits
        self.settings = settings
        self._ids = ids
        self._clock = clock
        self._handbook = handbook
        self._templates = templates
        self._beginnings = Beginnings()
        self._acts = Pace(burst=60, every_seconds=2)

    @property
    def handbook(self) -> Handbook:
        """What is known by heart now."""
        return self._handbook()

    def now(self) -> datetime:
        """The instant, UTC."""
        return self._clock()

    def today(self) -> date:
        """The day in Shanghai."""
        return day_in_shanghai(self._clock())

    def address_of(self, request: web.Request) -> str | None:
        """Return the address to hold to a pace, None for the machine itself."""
        return address_of(request, self.settings.trusted_proxy)

    async def visit_of(self, request: web.Request) -> DraftVisit | None:
        """Return the visit of a browser, None without one."""
        written = request.cookies.get(COOKIE, "")
        return await self.visits.at(written) if written else None

    async def act(self, request: web.Request) -> PostedAct | None:
        """Return what was posted from a page of ours, None for what came from elsewhere.

        Raises HTTPException for what is too long, or too fast.
        """
        if not is_from_here(request, self.settings):
            return None
        posted, visit = await form_of(request), await self.visit_of(request)
        if visit is not None and not self.is_ours(visit, first(posted, "token")):
            return None
        address = self.address_of(request)
        if address is not None and not self._acts.allows(address):
            raise web.HTTPTooManyRequests(text=TOO_FAST)
        return PostedAct(visit, posted)

    def may_begin(self, request: web.Request) -> bool:
        """Say whether a code may be given out there now, and count it."""
        return self._beginnings.allows(self.address_of(request))

    def begun(self, code: str) -> DraftVisit:
        """Return the visit of whoever has a code."""
        return self.visits.begun(Filer(self.estimates.owner_of(code)), "", code)

    def token(self, visit: DraftVisit | None) -> str:
        """Return what a form of ours carries, and no other site can know; "" before a visit."""
        return self._ids.keyed_id("assess-page-token", visit.id)[:32] if visit is not None else ""

    def page(
        self, template: str, status: int = 200, visit: DraftVisit | None = None, **given: object
    ) -> web.Response:
        """Return a page; with a visit, its browser keeps the pass for a while longer."""
        text = self._templates.get_template(template).render(visit=visit, token=self.token(visit), **given)
        response = web.Response(text=text, status=status, content_type="text/html", headers=HEADERS)
        if visit is not None:
            self.give_pass(response, visit)
        metrics.count("web_assess", "answered" if status < 400 else "refused")
        return response

    def go(self, address: str, visit: DraftVisit | None = None) -> web.Response:
        """Send the browser to another page, so that loading it anew repeats nothing."""
        response = web.Response(status=303, headers={"Location": address, "Cache-Control": "no-store"})
        if visit is not None:
            self.give_pass(response, visit)
        return response

    def give_pass(self, response: web.Response, visit: DraftVisit) -> None:
        """Let the browser keep a pass."""
        secure, written = self.settings.is_https, self.visits.pass_of(visit)
        response.set_cookie(COOKIE, written, path=STARTING, httponly=True, samesite="Strict", secure=secure)

    def is_ours(self, visit: DraftVisit, token: str) -> bool:
        """Say whether this is what a form of ours carries for that visit."""
        # As bytes, because compare_digest refuses text that is not ASCII.
        return hmac.compare_digest(token.encode(), self.token(visit).encode())
