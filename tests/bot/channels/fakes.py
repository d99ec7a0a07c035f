"""A reception that records what the doors hand in, and says what it is told to say."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

from aiohttp import web
from aiohttp.test_utils import TestClient

from bot.conversation.messages import Inbound, Reply, Trace
from bot.memory import Answered
from intake.cases.filer import Filer

# A browser before one of the doors.
Client = TestClient[web.Request, web.Application]


@dataclass
class FakeReception:
    """Says `replies`, or raises `failure`; keeps what it was given."""

    replies: tuple[Reply, ...] = (Reply("您好"),)
    failure: Exception | None = None
    received: list[Inbound] = field(default_factory=list)
    met: list[str] = field(default_factory=list)
    mail: list[tuple[str, int, tuple[Reply, ...]]] = field(default_factory=list)
    heard: dict[str, int] = field(default_factory=dict)

    async def receive(self, message: Inbound) -> Answered:
        self.received.append(message)
        await asyncio.sleep(0)
        if self.failure is not None:
            raise self.failure
        return Answered(self.replies, Trace(intent="greeting"))

    async def meet(self, person: str) -> None:
        self.met.append(person)

    async def knows(self, person: str) -> bool:
        return person in self.met

    async def said_since(self, filer: Filer, after: int) -> Sequence[tuple[int, tuple[Reply, ...]]]:
        return [(n, replies) for to, n, replies in self.mail if to == filer.person and n > after]

    async def heard_until(self, filer: Filer, after: int) -> None:
        self.heard[filer.person] = after


@dataclass
class FakeKeys:
    """Keeps what it hears of keys."""

    heard: list[str] = field(default_factory=list)

    async def did_not_open(self) -> None:
        self.heard.append("did not open")

    async def opened(self) -> None:
        self.heard.append("opened")


class FakeVault:
    """Keyed ids that tests can foresee."""

    def keyed_id(self, purpose: str, text: str) -> str:
        return hashlib.sha256(f"{purpose}\n{text}".encode()).hexdigest()
