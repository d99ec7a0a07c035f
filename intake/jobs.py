"""Jobs: every loop that runs beside the loop that answers people. Supervised, and seen from outside.

A job is one round, done again and again. A round that fails or hangs is counted and tried again after a growing
pause; no failure of one job stops another, and none stops silently.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import col

from intake.looking import Due, OneLook
from intake.storage.database import Database
from intake.storage.marks import write_mark
from intake.storage.tables import MarkRow

log = logging.getLogger(__name__)

LONGEST_PAUSE_SECONDS = 300.0
# When a job looks first after a start, at the latest: whoever waits for an answer comes before all that can wait.
FIRST_LOOK_SECONDS = 3.0
# How often a job that goes well says so in the database, where the doctor looks.
NOTED_EVERY = timedelta(minutes=1)
# Jobs that ask the database whether anything is due ask at the same moments.
_BEAT_SECONDS = 1.0
_MARK = "job:"


@dataclass(frozen=True, slots=True)
class Job:
    """One loop.

    name            for logs, metrics and the doctor
    every_seconds   the pause between two rounds
    within_seconds  a round that takes longer is cut off and counted as failed
    round           does what is due; True when more is due at once
    due             whether there is anything to do, as the database knows; None: each round is done
    """

    name: str
    every_seconds: float
    within_seconds: float
    round: Callable[[], Awaitable[bool]]
    due: Due | None = None


def unhurried(name: str, every_seconds: float, within_seconds: float, do: Callable[[], Awaitable[object]]) -> Job:
    """Return a job whose round does all there is; what it counts concerns nobody."""

    async def done() -> bool:
        await do()
        return False

    return Job(name, every_seconds, within_seconds, done)


@dataclass(slots=True)
class JobStanding:
    """How a job stands in this process.

    done_at   when a round last went well; None: not yet
    failures  rounds that failed in a row
    failed    rounds that failed since the start
    fault     the type of the last failure, never its text
    """

    done_at: datetime | None = None
    failures: int = 0
    failed: int = 0
    fault: str = ""


class Jobs:
    """Runs the jobs and knows how each one stands."""

    def __init__(self, jobs: Sequence[Job], database: Database, clock: Callable[[], datetime]) -> None:
        """Take the jobs; `running` starts them."""
        self._jobs = tuple(jobs)
        self._database = database
        self._clock = clock
        self._look = OneLook(database, clock)
        self.noted_at: dict[str, datetime] = {}
        self.standings: Mapping[str, JobStanding] = {job.name: JobStanding() for job in jobs}

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Run all jobs until the block is left."""
        tasks = [asyncio.create_task(self._run(job), name=job.name) for job in self._jobs]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await self._look.stop()

    def pause_of(self, job: Job) -> float:
        """Return the seconds until the next round: longer after each failure in a row, up to a ceiling."""
        failures = self.standings[job.name].failures
        growing: float = job.every_seconds * 2 ** min(failures, 16)
        return min(growing, max(LONGEST_PAUSE_SECONDS, job.every_seconds))

    async def _run(self, job: Job) -> None:
        await _rest(job, min(job.every_seconds, FIRST_LOOK_SECONDS))
        while True:
            more_is_due = await self._round(job)
            if not more_is_due:
                await _rest(job, self.pause_of(job))

    async def _round(self, job: Job) -> bool:
        """Do one round and keep how it went; nothing but being cancelled gets out of here."""
        standing = self.standings[job.name]
        try:
            async with asyncio.timeout(job.within_seconds):
                is_due = job.due is None or await self._look.finds(job.name, job.due)
                more_is_due = is_due and await job.round()
        except Exception as error:
            standing.failures += 1
            standing.failed += 1
            standing.fault = type(error).__name__
            # The type and the place: an error's text can hold what a person typed.
            log.error("a job failed", extra={"job": job.name, "reason": standing.fault, "row": standing.failures})
            return False
        standing.failures, standing.fault, standing.done_at = 0, "", self._clock()
        await self._note(job, standing.done_at)
        return more_is_due

    async def _note(self, job: Job, now: datetime) -> None:
        if (noted := self.noted_at.get(job.name)) is not None and now - noted < NOTED_EVERY:
            return
        try:
            await write_mark(self._database, _MARK + job.name, now.astimezone(UTC).isoformat(timespec="seconds"))
        except (SQLAlchemyError, OSError) as error:
            log.error("a job cannot be noted", extra={"job": job.name, "reason": type(error).__name__})
            return
        self.noted_at[job.name] = now


async def _rest(job: Job, seconds: float) -> None:
    """Wait so long; a job that asks whether anything is due wakes on a beat, so that one look answers several."""
    if job.due is not None and seconds >= _BEAT_SECONDS:
        now = asyncio.get_running_loop().time()
        seconds = round((now + seconds) / _BEAT_SECONDS) * _BEAT_SECONDS - now
    await asyncio.sleep(seconds)


async def last_done(database: Database) -> dict[str, datetime]:
    """Return when each job last went well in any process, by its name."""
    noted = select(col(MarkRow.name), col(MarkRow.value)).where(col(MarkRow.name).startswith(_MARK))
    async with database.reading() as session:
        rows = (await session.execute(noted)).all()
    return {name.removeprefix(_MARK): datetime.fromisoformat(value) for name, value in rows}
