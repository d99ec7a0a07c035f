"""What is done once a day by whichever process is first."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.clocks.calendar import SHANGHAI, WorkCalendar
from intake.jobs import Job, unhurried
from intake.storage.database import Database
from intake.storage.tables import MarkRow

_FROM_HOUR: Final = 9


@dataclass(frozen=True, slots=True)
class MorningTelling:
    """What is told on the morning of each working day, in one transaction.

    job, every_seconds, within_seconds  as the loop has it
    mark  by which the processes know that it is done
    tell  writes the notices and returns how many
    """

    job: str
    every_seconds: float
    within_seconds: float
    mark: str
    tell: Callable[[AsyncSession, datetime], Awaitable[int]]


class EachMorning:
    """Tells once a working day, from nine on."""

    telling: MorningTelling

    def __init__(self, database: Database, calendar: WorkCalendar, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._calendar = calendar
        self._clock = clock

    def job(self) -> Job:
        """Return the loop that tells."""
        this = self.telling
        return unhurried(this.job, this.every_seconds, this.within_seconds, self.round)

    async def round(self) -> int:
        """Tell, if this is the morning to and nobody has; return how many notices that makes."""
        now, this = self._clock(), self.telling
        local = now.astimezone(SHANGHAI)
        if local.hour < _FROM_HOUR or not self._calendar.is_workday(local.date()):
            return 0
        try:
            async with self._database.writing() as session:
                return await this.tell(session, now) if await is_first_today(session, this.mark, now) else 0
        except IntegrityError:
            # Another process was first.
            return 0


async def is_first_today(session: AsyncSession, mark: str, now: datetime) -> bool:
    """Say whether nobody has done it today, and note that it is done.

    Raises IntegrityError in one of two processes that do it for the very first time.
    """
    today = now.astimezone(SHANGHAI).date().isoformat()
    taken = (
        update(MarkRow)
        .where(col(MarkRow.name) == mark, col(MarkRow.value) != today)
        .values(value=today)
        .returning(col(MarkRow.name))
        .execution_options(synchronize_session=False)
    )
    if (await session.execute(taken)).first() is not None:
        return True
    if await session.scalar(select(col(MarkRow.value)).where(col(MarkRow.name) == mark)) is not None:
        return False
    await session.execute(insert(MarkRow).values(name=mark, value=today))
    return True
