"""What a door needs of reception: hand a message in, and ask whether we have met somebody."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from bot.conversation.handbook import Handbook
from bot.conversation.messages import Inbound, Reply
from bot.memory import Answered, Recollection
from intake.cases.filer import Filer


class Receives(Protocol):
    """The part of `bot.reception.Reception` that doors use. Each of its calls raises `TooBusy`."""

    async def receive(self, message: Inbound) -> Answered:
        """Answer a message; the same one again gets the same answer."""

    async def meet(self, person: str) -> None:
        """Remember a new session of the web chat."""

    async def knows(self, person: str) -> bool:
        """Say whether this is the person of a session that we know."""

    async def said_since(self, filer: Filer, after: int) -> Sequence[tuple[int, tuple[Reply, ...]]]:
        """Return what officers wrote to the filer after number `after`."""

    async def heard_until(self, filer: Filer, after: int) -> None:
        """Note that what officers wrote up to number `after` has reached the filer's browser."""


class KeepsDrafts(Protocol):
    """The part that the pages of forms use. Each of its calls raises `TooBusy`."""

    @property
    def handbook(self) -> Handbook:
        """What is known by heart now."""

    async def look(self, message: Inbound) -> Recollection:
        """Return what is known of a person, as a message of this key would find it."""

    async def receive(self, message: Inbound) -> Answered:
        """Answer a message; the same one again gets the same answer."""
