"""Whoever fills a form on its page: the pass of their browser, what they post, and their draft."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from aiohttp import web
from jinja2 import Environment

from bot import metrics
from bot.channels.keyed_ids import KeyedIds
from bot.channels.receiving import KeepsDrafts
from bot.channels.web.filing.told_once import ToldOnce
from bot.channels.web.looks import HEADERS
from bot.channels.web.told_next import ToldNext
from bot.conversation.channels import ChannelName
from bot.conversation.handbook import Handbook
from bot.conversation.messages import Inbound
from bot.conversation.page.sent import PageSent
from bot.conversation.reminding import rests_in_words
from bot.conversation.state import DRAFTS_KEPT, Running
from bot.memory import Answered, Recollection
from bot.settings import Settings
from bot.shown.posted import Posted, first
from bot.shown.requests import form_of, is_from_here
from bot.shown.sources import address_of
from intake.filers.draft_visits import DraftVisit, DraftVisits
from intake.pace import Sayings

COOKIE: Final = "shangmi_file"
STARTING: Final = "/file"
# What was filed, and a draft that was left, are shown whether answers are switched off or not.
_FILLING: Final = frozenset({"file_entrance.html", "file_link.html", "file_part.html", "file_check.html"})


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody with a draft: their visit, and what one of our own pages sent."""

    visit: DraftVisit
    posted: Posted


class Visitors:
    """Knows visitors, brings what they do to reception, and makes their pages."""

    def __init__(
        self,
        reception: KeepsDrafts,
        visits: DraftVisits,
        ids: KeyedIds,
        settings: Settings,
        clock: Callable[[], datetime],
        templates: Environment,
        told_next: ToldNext,
    ) -> None:
        self.visits = visits
        self.told_once = ToldOnce()
        self.told_next = told_next
        self._reception = reception
        self._ids = ids
        self._settings = settings
        self._clock = clock
        self._templates = templates
        self._sayings = Sayings(burst=120)

    @property
    def handbook(self) -> Handbook:
        """What is known by heart now."""
        return self._reception.handbook

    def now(self) -> datetime:
        """The instant, UTC."""
        return self._clock()

    def address_of(self, request: web.Request) -> str | None:
        """Return the address to hold to a pace, None for the machine itself."""
        return address_of(request, self._settings.trusted_proxy)

    async def visit_of(self, request: web.Request) -> DraftVisit | None:
        """Return the visit of a browser, None without one."""
        written = request.cookies.get(COOKIE, "")
        return await self.visits.at(written) if written else None

    async def posted(self, request: web.Request) -> Posted | None:
        """Return what was posted from a page of ours; None for what came from elsewhere.

        Raises HTTPException for what is too long.
        """
        return await form_of(request) if is_from_here(request, self._settings) else None

    async def visitor(self, request: web.Request) -> Visitor | None:
        """Return who posts, with a token of ours; None for nobody we know."""
        return await self.visitor_with(request, await self.posted(request))

    async def visitor_with(self, request: web.Request, posted: Posted | None) -> Visitor | None:
        """Return who posted this, which was read already; None for nobody we know."""
        visit = await self.visit_of(request)
        if posted is None or visit is None or not self._is_ours(visit, first(posted, "token")):
            return None
        if not self._sayings.allows(visit.person, self.address_of(request)):
            raise web.HTTPTooManyRequests(text="太快了，请过十几秒再试。")
        return Visitor(visit, posted)

    async def look(self, visit: DraftVisit, key: str = "") -> Recollection:
        """Return the draft as it stands, and what an act of this key was answered with. Raises TooBusy."""
        return await self._reception.look(self._message(visit, key))

    async def act(self, visit: DraftVisit, sent: PageSent, key: str = "") -> Answered:
        """Do something with the draft. Raises TooBusy.

        key  the same one again gets the same answer
        """
        return await self._reception.receive(self._message(visit, key or self.key(), sent))

    async def say(self, visit: DraftVisit, words: str) -> Answered:
        """Say something in the conversation of the draft: the last group of a code. Raises TooBusy."""
        return await self._reception.receive(self._message(visit, self.key(), words=words))

    def key(self, *parts: str) -> str:
        """Return the key of an act: of these parts, or another one each time."""
        return self._ids.keyed_id("form-page", ":".join(parts) or secrets.token_hex(16))

    def token(self, visit: DraftVisit) -> str:
        """Return what a form of ours carries, and no other site can know."""
        return self._ids.keyed_id("form-page-token", visit.id)[:32]

    def page(
        self, template: str, status: int = 200, visit: DraftVisit | None = None, **given: object
    ) -> web.Response:
        """Return a page; with a visit, its browser keeps the pass for a while longer."""
        known = {"visit": visit, "token": self.token(visit) if visit else ""}
        if self.is_off and template in _FILLING:
            template, status, given = "file_off.html", 503, self._off()
        text = self._templates.get_template(template).render(**known, **given)
        response = web.Response(text=text, status=status, content_type="text/html", headers=HEADERS)
        if visit is not None:
            self.give_pass(response, visit)
        metrics.count("web_filing", "answered" if status < 400 else "refused")
        return response

    @property
    def is_off(self) -> bool:
        """Whether nothing is begun and nothing filed now."""
        return bool(self.handbook.off)

    def rests(self, running: Running) -> str:
        """Return what whoever comes back to a draft after long is told on its page; "" before."""
        return rests_in_words(running, self.handbook, self._clock())

    def _off(self) -> dict[str, object]:
        """Return what the page says that stands in the place of every page on which something is filled in."""
        elsewhere = self.handbook.say("paused.elsewhere")
        return {"sentence": self.handbook.off, "elsewhere": elsewhere, "kept_days": DRAFTS_KEPT.days}

    def go(self, address: str, visit: DraftVisit | None = None) -> web.Response:
        """Send the browser to another page, so that loading it anew repeats nothing."""
        response = web.Response(status=303, headers={"Location": address, "Cache-Control": "no-store"})
        if visit is not None:
            self.give_pass(response, visit)
        return response

    def give_pass(self, response: web.Response, visit: DraftVisit) -> None:
        """Let the browser keep a pass to the draft."""
        secure = self._settings.is_https
        response.set_cookie(
            COOKIE, self.visits.pass_of(visit), path=STARTING, httponly=True, samesite="Strict", secure=secure
        )

    def _message(self, visit: DraftVisit, key: str, page: PageSent | None = None, words: str = "") -> Inbound:
        return Inbound(
            channel=ChannelName.FORM,
            person=visit.person,
            own_key=visit.own_key,
            key=key,
            kind="text" if page is None else "page",
            received_at=self._clock(),
            text=words,
            page=page,
        )

    def _is_ours(self, visit: DraftVisit, token: str) -> bool:
        # As bytes, because compare_digest refuses text that is not ASCII.
        return hmac.compare_digest(token.encode(), self.token(visit).encode())
