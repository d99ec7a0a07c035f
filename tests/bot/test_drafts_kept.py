"""A draft is deleted thirty days after it was last touched, whatever else its person says meanwhile."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlmodel import col

from bot.conversation.channels import ChannelName
from bot.conversation.messages import Inbound
from bot.conversation.state import DRAFTS_KEPT, State
from bot.service import Service, opened
from bot.settings import read_settings
from intake.storage.tables import ConversationRow
from tests.bot.conversation.harness import handbook

BEGAN = datetime(2026, 9, 1, 1, tzinfo=UTC)


@dataclass
class Clock:
    """A clock that the test sets."""

    now: datetime = BEGAN

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Person:
    """Somebody who talks to the whole service, some days after they began."""

    service: Service
    clock: Clock
    numbers: itertools.count[int]

    async def say(self, text: str, day: float) -> str:
        self.clock.now = BEGAN + timedelta(days=day)
        key = f"m{next(self.numbers)}"
        message = Inbound(ChannelName.WEB, "p1", key, "text", self.clock.now, text)
        answered = await self.service.reception.receive(message)
        return "\n".join(reply.text for reply in answered.replies)

    async def puts_a_draft_aside(self, day: float) -> None:
        await self.say("我要举报", day)
        await self.say("权利人", day)
        await self.say("先存着，下次再填", day)

    async def after_the_housekeeping(self, day: float) -> State:
        """Run the sweep of that day and return what the database then holds of the person."""
        self.clock.now = BEGAN + timedelta(days=day)
        memory, now = self.service.memory, self.clock.now
        await self.service.ledger.expire_drafts(now, self.service.resting.trimmed)
        await self.service.ledger.expire_conversations(now - DRAFTS_KEPT)
        async with self.service.database.reading() as session:
            sealed = await session.scalar(select(col(ConversationRow.state)))
        return memory.read_state(sealed, "p1")


@pytest.fixture
async def person(tmp_path: Path) -> AsyncIterator[Person]:
    settings = read_settings(_env_file=None, data_dir=tmp_path, channel_status="published", channel_notice="公告")
    clock = Clock()
    async with opened(settings, clock, handbook("published")) as service:
        yield Person(service, clock, itertools.count())


async def test_questions_in_between_keep_no_draft_alive(person: Person) -> None:
    await person.puts_a_draft_aside(0)
    for day in (12, 25):
        await person.say("什么是商业秘密", day)

    assert (await person.after_the_housekeeping(29)).shelved is not None
    swept = await person.after_the_housekeeping(30.1)

    assert swept.shelved is None
    assert swept.last_entry is not None


async def test_a_draft_in_the_middle_of_which_somebody_left_is_deleted_too(person: Person) -> None:
    await person.say("我要举报", 0)
    await person.say("权利人", 0)

    assert (await person.after_the_housekeeping(29)).running is not None
    assert (await person.after_the_housekeeping(30.1)).running is None


async def test_a_draft_that_is_due_is_gone_even_before_the_sweep(person: Person) -> None:
    await person.puts_a_draft_aside(0)
    await person.say("什么是商业秘密", 29)

    assert "没有找到可以继续的草稿" in await person.say("继续填写", 31)


async def test_what_is_touched_again_counts_from_then(person: Person) -> None:
    await person.puts_a_draft_aside(0)
    await person.say("继续填写", 20)
    await person.say("先存着，下次再填", 20)

    assert (await person.after_the_housekeeping(45)).shelved is not None
    assert (await person.after_the_housekeeping(50.1)).shelved is None
