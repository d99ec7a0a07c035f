"""A session of the web chat: a bearer token for the browser, a keyed id for us, a contact row that it exists.

The page with JavaScript and the plain form stand on the same sessions.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from datetime import datetime

from bot.channels.keyed_ids import KeyedIds
from bot.channels.receiving import Receives
from bot.conversation.channels import ChannelName
from bot.conversation.messages import Inbound, Location, Reply
from bot.memory import Answered
from intake.cases.filer import Filer
from intents.signs import without_control_characters

_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")
_REMEMBERED_TOKENS = 10_000


class WebSessions:
    """Opens sessions, recognises them, and brings what is said in them to reception."""

    def __init__(self, reception: Receives, ids: KeyedIds, clock: Callable[[], datetime]) -> None:
        self._reception = reception
        self._ids = ids
        self._clock = clock
        self._known: dict[str, None] = {}

    async def open(self) -> tuple[str, Filer, Answered]:
        """Return a new session's token, whose it is, and what we say first. Raises TooBusy."""
        token = secrets.token_urlsafe(32)
        filer = self._filer_of(token)
        await self._reception.meet(filer.person)
        self._remember(filer.person)
        greeting = Inbound(
            channel=ChannelName.WEB,
            person=filer.person,
            own_key=filer.own_key,
            key=self._ids.keyed_id("web-greeting", filer.person),
            kind="event",
            received_at=self._clock(),
            event="subscribe",
        )
        return token, filer, await self._reception.receive(greeting)

    async def filer_of(self, token: str) -> Filer | None:
        """Return who the token belongs to, or None for a token that we did not give out."""
        if not _TOKEN.fullmatch(token):
            return None
        filer = self._filer_of(token)
        if filer.person in self._known or await self._reception.knows(filer.person):
            self._remember(filer.person)
            return filer
        return None

    async def say(self, filer: Filer, said_id: str, text: str, location: Location | None = None) -> Answered:
        """Return the answer to one message; the same `said_id` again gets the same answer. Raises TooBusy.

        said_id  the browser's own id of the message
        """
        message = Inbound(
            channel=ChannelName.WEB,
            person=filer.person,
            own_key=filer.own_key,
            key=self._ids.keyed_id("web-message", f"{filer.person}:{said_id}"),
            kind="text" if location is None else "location",
            received_at=self._clock(),
            text=without_control_characters(text),
            location=location,
        )
        return await self._reception.receive(message)

    async def letters(self, filer: Filer, after: int) -> tuple[list[Reply], int]:
        """Return what officers wrote after number `after`, and the number of the last. Raises TooBusy.

        Whoever asks for what comes after a number has what came up to it.
        """
        if after:
            await self._reception.heard_until(filer, after)
        news = await self._reception.said_since(filer, after)
        return [reply for _, said in news for reply in said], news[-1][0] if news else after

    def _filer_of(self, token: str) -> Filer:
        return Filer(self._ids.keyed_id("web", token), self._ids.keyed_id("web-own", token))

    def _remember(self, person: str) -> None:
        # A session once known stays known: this saves a look into the database for every message.
        self._known[person] = None
        if len(self._known) > _REMEMBERED_TOKENS:
            del self._known[next(iter(self._known))]
