"""What somebody may guess is counted by all workers together, on both databases."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select

from intake.filers.shared_pace import SharedPace, forget_rested
from intake.pace import Pace
from intake.storage.database import Database
from intake.storage.pace_table import PaceRow

NOW = datetime(2026, 11, 25, 2, 30, tzinfo=UTC)


def workers(database: Database, count: int = 4) -> list[SharedPace]:
    """Return the same pace as several workers keep it."""
    return [SharedPace(database, "code", burst=5, every_seconds=20) for _ in range(count)]


async def test_however_many_workers_are_asked_the_burst_is_one(database: Database) -> None:
    asked = [worker.allows("somebody", NOW) for worker in workers(database) for _ in range(5)]

    assert sum(await asyncio.gather(*asked)) == 5


async def test_another_one_and_another_thing_are_counted_apart(database: Database) -> None:
    first, *_ = workers(database)
    for _ in range(6):
        await first.allows("somebody", NOW)

    assert not await first.allows("somebody", NOW)
    assert await first.allows("somebody else", NOW)
    assert await SharedPace(database, "draft", 5, 20).allows("somebody", NOW)


async def test_with_time_one_after_the_other_may_be_tried_again(database: Database) -> None:
    one, other, *_ = workers(database)
    for _ in range(5):
        assert await one.allows("somebody", NOW)

    assert not await other.allows("somebody", NOW + timedelta(seconds=19))
    assert await other.allows("somebody", NOW + timedelta(seconds=20))
    assert not await one.allows("somebody", NOW + timedelta(seconds=20))


async def test_what_is_whole_again_is_kept_no_longer(database: Database) -> None:
    one, *_ = workers(database)
    await one.allows("somebody", NOW)

    await forget_rested(database, NOW + timedelta(seconds=21))

    async with database.reading() as session:
        assert await session.scalar(select(func.count()).select_from(PaceRow)) == 0


async def test_a_clock_that_is_put_back_holds_nobody_up_until_then(database: Database) -> None:
    one, other, *_ = workers(database)
    mine, before = Pace(5, 20), NOW - timedelta(days=400)
    for _ in range(6):
        await one.allows("somebody", NOW)
        mine.allows_at("somebody", NOW.timestamp())

    # What was counted by the wrong clock is of no use; from now on it counts as ever.
    again = [await other.allows("somebody", before) for _ in range(6)]

    assert again == [mine.allows_at("somebody", before.timestamp()) for _ in range(6)] == [True] * 5 + [False]
