"""A pace that all workers keep together, for what somebody might guess: as `intake.pace`, in the database."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import case, delete, func
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import ReturningInsert
from sqlmodel import col

from intake.pace import Pace
from intake.storage.database import Database
from intake.storage.pace_table import PaceRow


class SharedPace:
    """Lets a key through `burst` times at once, then once every `every_seconds`, whichever worker is asked."""

    def __init__(self, database: Database, what: str, burst: int, every_seconds: float) -> None:
        """Take the pace.

        what  names what is tried: each has rows of its own
        """
        self._database = database
        self._what = what
        self._every = every_seconds
        self._tolerance = burst * every_seconds
        # What this worker refuses by itself needs no look at the others.
        self._own = Pace(burst, every_seconds)

    async def allows(self, key: str, now: datetime) -> bool:
        """Say whether the key may go on now, and count it if so."""
        if not self._own.allows_at(key, now.timestamp()):
            return False
        async with self._database.writing() as session:
            return (await session.execute(self._counted(key, now.timestamp()))).first() is not None

    def _counted(self, key: str, moment: float) -> ReturningInsert[str]:
        """Return the one statement that counts, and gives a row only where there was something left."""
        is_sqlite = self._database.is_sqlite
        later = func.max if is_sqlite else func.greatest
        fresh = (sqlite if is_sqlite else postgresql).insert(PaceRow)
        fresh = fresh.values(name=f"{self._what}:{key}", whole_at=moment + self._every)
        # Further ahead than any burst leads: the clock was put back since (`intake.pace`).
        is_of_before = col(PaceRow.whole_at) - moment > self._tolerance
        known = case((is_of_before, moment), else_=col(PaceRow.whole_at))
        whole_at = later(known, moment) + self._every
        counted: ReturningInsert[str] = fresh.on_conflict_do_update(
            index_elements=[col(PaceRow.name)],
            set_={"whole_at": whole_at},
            where=whole_at - moment <= self._tolerance,
        ).returning(col(PaceRow.name))
        return counted


async def forget_rested(database: Database, now: datetime) -> None:
    """Erase what is whole again."""
    async with database.writing() as session:
        await session.execute(delete(PaceRow).where(col(PaceRow.whole_at) < now.timestamp()))
