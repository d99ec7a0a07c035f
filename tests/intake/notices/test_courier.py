"""Notices are carried, tried again after growing pauses, and given up where everybody can see it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert, select

from intake.jobs import Jobs
from intake.notices import outbox
from intake.notices.courier import CannotCarry, Courier
from intake.notices.outbox import Notice, Stuck, retry_pause
from intake.storage.database import Database
from intake.storage.steps import METADATA
from tests.intake.storage.rows import NOW, a_case
from tests.intake.test_jobs import until


@dataclass
class RecordingCarrier:
    """Keeps what it was handed; fails as often as it is told to."""

    failures: list[Exception] = field(default_factory=list)
    carried: list[Notice] = field(default_factory=list)

    async def carry(self, notice: Notice) -> None:
        if self.failures:
            raise self.failures.pop(0)
        self.carried.append(notice)


@dataclass
class Clock:
    """A clock that the test sets."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now


async def put_out(database: Database, *ids: str, **values: Any) -> None:
    notice = {"kind": "case_routed", "bureau": "jiangjin", "state": "waiting", "tries": 0}
    times = {"created_at": NOW, "next_try_at": NOW}
    async with database.writing() as session:
        rows = [{"id": one, **notice, **times, **values} for one in ids]
        await session.execute(insert(METADATA.tables["outbox"]), rows)


async def states(database: Database) -> dict[str, str]:
    table = METADATA.tables["outbox"]
    async with database.reading() as session:
        return {row.id: row.state for row in await session.execute(select(table.c.id, table.c.state))}


async def stuck(database: Database) -> list[Stuck]:
    async with database.reading() as session:
        return await outbox.stuck(session)


async def test_what_is_due_is_carried_once_and_what_is_not_waits(database: Database) -> None:
    carrier, clock = RecordingCarrier(), Clock()
    await put_out(database, "n1", "n2")
    await put_out(database, "n3", next_try_at=NOW + timedelta(seconds=1))
    courier = Courier(database, clock, carrier)

    assert (await courier.round(), await courier.round()) == (2, 0)

    assert [notice.id for notice in carrier.carried] == ["n1", "n2"]
    assert await states(database) == {"n1": "sent", "n2": "sent", "n3": "waiting"}


async def test_a_notice_names_its_case_and_its_bureau_only(database: Database) -> None:
    carrier = RecordingCarrier()
    async with database.writing() as session:
        case = a_case("c1", "AAAA-AAAA-A").values
        await session.execute(insert(METADATA.tables["case_file"]).values(**case))
    await put_out(database, "n1", case_id="c1")

    await Courier(database, Clock(), carrier).round()

    assert carrier.carried == [Notice("n1", "case_routed", "AAAA-AAAA-A", "jiangjin", 1, NOW)]


async def test_a_failed_notice_is_tried_again_after_growing_pauses(database: Database) -> None:
    carrier, clock = RecordingCarrier([CannotCarry("busy"), CannotCarry("busy")]), Clock()
    await put_out(database, "n1")
    courier = Courier(database, clock, carrier)

    tried = []
    for _ in range(200):
        if await courier.round():
            tried.append((clock.now - NOW).total_seconds())
        clock.now += timedelta(seconds=1)

    assert tried == [0, 30, 90]
    assert [notice.tries for notice in carrier.carried] == [3]
    assert await stuck(database) == []


def test_pauses_double_up_to_an_hour() -> None:
    pauses = [retry_pause(tries).total_seconds() for tries in (1, 2, 3, 7, 8, 9, 10_000)]

    assert pauses == [30, 60, 120, 1920, 3600, 3600, 3600]


async def test_a_notice_is_given_up_when_it_is_too_old_and_can_be_seen(database: Database) -> None:
    clock = Clock(NOW + timedelta(days=2))
    await put_out(database, "n1")

    await Courier(database, clock, RecordingCarrier([CannotCarry("busy")])).round()

    assert await states(database) == {"n1": "given_up"}
    assert [(one.id, one.state, one.bureau, one.reason) for one in await stuck(database)] == [
        ("n1", "given_up", "jiangjin", "busy")
    ]


async def test_what_can_never_arrive_is_given_up_at_once(database: Database) -> None:
    await put_out(database, "n1")

    await Courier(database, Clock(), RecordingCarrier([CannotCarry("unknown_recipient", for_good=True)])).round()

    assert await states(database) == {"n1": "given_up"}


async def test_a_carriers_mistake_delays_its_notice_and_no_other_and_its_words_are_not_kept(
    database: Database,
) -> None:
    carrier = RecordingCarrier([ValueError("13800138000")])
    await put_out(database, "n1", "n2")

    await Courier(database, Clock(), carrier).round()

    assert await states(database) == {"n1": "waiting", "n2": "sent"}
    assert [one.reason for one in await stuck(database)] == ["carrier_failed"]


async def test_two_couriers_carry_each_notice_once(database: Database) -> None:
    carrier = RecordingCarrier()
    await put_out(database, *(f"n{n:02}" for n in range(40)))

    await asyncio.gather(*(Courier(database, Clock(), carrier).round() for _ in range(3)))

    assert sorted(notice.id for notice in carrier.carried) == [f"n{n:02}" for n in range(40)]


async def test_the_desk_alone_is_a_carrier_too(database: Database) -> None:
    await put_out(database, "n1")

    await Courier(database, Clock()).round()

    assert await states(database) == {"n1": "sent"}


async def test_a_running_courier_survives_a_database_that_is_gone() -> None:
    gone = await Database.open("postgresql://nobody@127.0.0.1:1/nothing")
    job = replace(Courier(gone, Clock()).job(), every_seconds=0.01)
    jobs = Jobs([job], gone, Clock())

    async with jobs.running():
        await until(lambda: jobs.standings["courier"].failures >= 3)

    assert jobs.standings["courier"].done_at is None
    await gone.close()
