"""A session of the web chat: a bearer token for the browser, a keyed id for us, a contact row that it exists.

The page with JavaScript and the plain form stand on the same sessions.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from datetime import datetime

from bot.channels.keyed_ids import KeyedIds
from bot.channels.plain import without_control_characters
from bot.channels.receiving import Receives
from bot.conversation.channels import ChannelName
from bot.conversation.messages import Inbound, Location
from bot.memory import Answered

_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")
_REMEMBERED_TOKENS = 10_000


class WebSessions:
    """Opens sessions, recognises them, and brings what is said in them to reception."""

    def __init__(self, reception: Receives, ids: KeyedIds, clock: Callable[[], datetime]) -> None:
        self._reception = reception
        self._ids = ids
        self._clock = clock
        self._known: dict[str, None] = {}

    async def open(self) -> tuple[str, str, Answered]:
        """Return a new session's token, its person, and what we say first. Raises TooBusy."""
        token = secrets.token_urlsafe(32)
        person = self._ids.keyed_id("web", token)
        await self._reception.meet(ChannelName.WEB, person)
        self._remember(person)
        greeting = Inbound(
            channel=ChannelName.WEB,
            person=person,
            key=self._ids.keyed_id("web-greeting", person),
            kind="event",
            received_at=self._clock(),
            event="subscribe",
        )
        return token, person, await self._reception.receive(greeting)

    async def person_of(self, token: str) -> str | None:
        """Return who the token belongs to, or None for a token that we did not give out."""
        if not _TOKEN.fullmatch(token):
            return None
        person = self._ids.keyed_id("web", token)
        if person in self._known or await self._reception.knows(person):
            self._remember(person)
            return person
        return None

    async def say(self, person: str, said_id: str, text: str, location: Location | None = None) -> Answered:
        """Return the answer to one message; the same `said_id` again gets the same answer. Raises TooBusy.

        said_id  the browser's own id of the message
        """
        message = Inbound(
            channel=ChannelName.WEB,
            person=person,
            key=self._ids.keyed_id("web-message", f"{person}:{said_id}"),
            kind="text" if location is None else "location",
            received_at=self._clock(),
            text=without_control_characters(text),
            location=location,
        )
        return await self._reception.receive(message)

    def _remember(self, person: str) -> None:
        # A session once known stays known: this saves a look into the database for every message.
        self._known[person] = None
        if len(self._known) > _REMEMBERED_TOKENS:
            del self._known[next(iter(self._known))]
