"""Jobs go on, whatever happens to one round, and everybody can see how they stand."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event, false, select, text, true
from sqlmodel import col

from intake import jobs as jobs_module
from intake.jobs import Job, Jobs, last_done
from intake.looking import Due, OneLook
from intake.storage.database import Database
from intake.storage.marks import write_mark
from intake.storage.tables import MarkRow

NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)


@dataclass
class Work:
    """A round that fails, hangs or asks to come again as it is told to."""

    outcomes: list[Callable[[], Awaitable[bool]]] = field(default_factory=list)
    rounds: int = 0

    async def __call__(self) -> bool:
        self.rounds += 1
        return await self.outcomes.pop(0)() if self.outcomes else False


async def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds; the test's own time limit ends what never does."""
    while not holds():  # noqa: ASYNC110 - what is waited for knows no event of ours
        await asyncio.sleep(0.005)


async def fails() -> bool:
    raise ValueError("张三 13900001111")


async def hangs() -> bool:
    await asyncio.Event().wait()
    return False


async def more() -> bool:
    return True


def a_job(work: Work, every: float = 0.01, within: float = 0.05) -> Job:
    return Job("sweeping", every, within, work)


def jobs_of(database: Database, work: Work, every: float = 0.01) -> Jobs:
    return Jobs([a_job(work, every)], database, lambda: NOW)


@pytest.mark.parametrize("outcome", [fails, hangs])
async def test_a_round_that_fails_or_hangs_is_counted_and_the_next_one_comes(
    database: Database, outcome: Callable[[], Awaitable[bool]]
) -> None:
    work = Work([outcome, outcome])
    jobs = jobs_of(database, work)

    async with jobs.running():
        await until(lambda: jobs.standings["sweeping"].done_at is not None)

    standing = jobs.standings["sweeping"]
    assert (standing.failed, standing.failures, standing.fault) == (2, 0, "")
    assert work.rounds >= 3


async def test_a_failure_is_logged_without_its_text(database: Database, caplog: pytest.LogCaptureFixture) -> None:
    jobs = jobs_of(database, Work([fails]))

    with caplog.at_level(logging.ERROR):
        async with jobs.running():
            await until(lambda: jobs.standings["sweeping"].failed == 1)

    assert "a job failed" in caplog.text
    assert "13900001111" not in caplog.text


async def test_more_that_is_due_is_done_without_a_pause(database: Database) -> None:
    work = Work([more, more, more])

    async with jobs_of(database, work, every=3600).running():
        await until(lambda: work.rounds == 4)


async def test_after_a_start_whoever_waits_for_an_answer_comes_before_every_job(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    first_look = 0.2
    monkeypatch.setattr(jobs_module, "FIRST_LOOK_SECONDS", first_look)
    seldom, often = Work(), Work()
    started = asyncio.get_running_loop().time()

    async with Jobs([a_job(seldom, every=3600), Job("often", 0.01, 1, often)], database, lambda: NOW).running():
        await until(lambda: often.rounds > 0)
        assert seldom.rounds == 0
        await until(lambda: seldom.rounds == 1)

    assert asyncio.get_running_loop().time() - started >= first_look


async def test_pauses_grow_with_failures_up_to_a_ceiling(database: Database) -> None:
    jobs = jobs_of(database, Work(), every=2)
    standing = jobs.standings["sweeping"]
    pauses = []
    for standing.failures in (0, 1, 3, 30, 3000):
        pauses.append(jobs.pause_of(a_job(Work(), every=2)))

    assert pauses == [2, 4, 16, 300, 300]


async def test_one_job_that_hangs_holds_up_no_other(database: Database) -> None:
    stuck, works = Work([hangs]), Work()
    jobs = Jobs([Job("stuck", 1, 60, stuck), Job("works", 0.01, 60, works)], database, lambda: NOW)

    async with jobs.running():
        await until(lambda: works.rounds > 2)

    assert jobs.standings["stuck"].done_at is None


async def went_well(database: Database, now: datetime) -> None:
    jobs = Jobs([a_job(Work())], database, lambda: now)
    async with jobs.running():
        await until(lambda: "sweeping" in jobs.noted_at)


async def test_when_a_job_last_went_well_stands_in_the_database_for_the_doctor(database: Database) -> None:
    assert await last_done(database) == {}

    await went_well(database, NOW)
    await went_well(database, NOW + timedelta(hours=1))

    assert await last_done(database) == {"sweeping": NOW + timedelta(hours=1)}


def asks_at_once(database: Database, works: dict[str, Work], due: Due) -> Jobs:
    return Jobs([Job(name, 0.2, 1, work, due) for name, work in works.items()], database, lambda: NOW)


async def test_a_round_is_done_when_the_database_has_something_for_it_and_not_else(database: Database) -> None:
    work, idle = Work(), Work()
    is_anything_noted = select(col(MarkRow.name)).where(col(MarkRow.name) == "wanted").exists()
    jobs = Jobs(
        [Job("works", 0.02, 1, work, lambda _: is_anything_noted), Job("idle", 0.02, 1, idle, lambda _: false())],
        database,
        lambda: NOW,
    )

    async with jobs.running():
        # To have found nothing is to have gone well.
        await until(lambda: jobs.standings["works"].done_at is not None)
        assert work.rounds == 0
        await write_mark(database, "wanted", "")
        await until(lambda: work.rounds > 0)

    assert idle.rounds == 0 and jobs.standings["idle"].done_at == NOW


async def test_jobs_that_ask_at_the_same_time_are_answered_by_one_statement(database: Database) -> None:
    works = {name: Work() for name in ("first", "second", "third")}
    asked: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_: object) -> None:
        asked.append(statement)

    event.listen(database.engine.sync_engine, "before_cursor_execute", note)
    jobs = asks_at_once(database, works, lambda _: true())
    async with jobs.running():
        await until(lambda: all(work.rounds == 1 for work in works.values()))

    looks = [one for one in asked if "first" in one and "job:" not in one]
    assert len(looks) == 1 and "second" in looks[0] and "third" in looks[0]


async def test_a_condition_that_cannot_be_asked_fails_its_own_job_and_no_other(database: Database) -> None:
    broken, works = Work(), Work()
    nowhere = select(col(MarkRow.value)).where(text("nowhere = 1")).exists()
    jobs = Jobs(
        [Job("broken", 0.2, 1, broken, lambda _: nowhere), Job("works", 0.2, 1, works, lambda _: true())],
        database,
        lambda: NOW,
    )

    async with jobs.running():
        await until(lambda: works.rounds > 0 and jobs.standings["broken"].failed > 0)

    assert broken.rounds == 0
    assert jobs.standings["works"].failed == 0
    assert jobs.standings["broken"].fault in ("OperationalError", "ProgrammingError")


async def test_whoever_gives_up_waiting_takes_the_look_from_nobody_else(database: Database) -> None:
    look = OneLook(database, lambda: NOW)
    patient = asyncio.create_task(look.finds("patient", lambda _: true()))
    hasty = asyncio.create_task(look.finds("hasty", lambda _: true()))
    await asyncio.sleep(0)
    hasty.cancel()

    assert await patient
    await look.stop()
