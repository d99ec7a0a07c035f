"""Reminding the heads of a bureau, twice a year, that companies it knows had no guidance and no training yet.

The standards count by year: from September on there is time to make up for it, from the middle of November little.
A mail says how many they are and where they are listed; the names stay at the desk.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Final

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from intake.cases.codes import DECIDERS, Role
from intake.clocks.calendar import SHANGHAI, WorkCalendar
from intake.ids import new_id
from intake.jobs import Job, unhurried
from intake.notices.outbox import WAITING
from intake.officers.known_units import KnownUnits
from intake.officers.officer import Officer
from intake.storage.clock_tables import OfficerMailRow
from intake.storage.database import Database
from intake.storage.sealing import Vault
from intake.storage.tables import MarkRow, OfficerRow, OutboxRow

UNGUIDED: Final = "unguided"
_LOOKS_EVERY_SECONDS: Final = 3600.0
_FROM_HOUR: Final = 9
# From which days of the year on, the later first.
_TOLD_FROM: Final = ((11, 15), (9, 1))


class UnguidedReminders:
    """Reminds."""

    def __init__(
        self, database: Database, vault: Vault, calendar: WorkCalendar, clock: Callable[[], datetime]
    ) -> None:
        self._database = database
        self._known = KnownUnits(database, vault)
        self._calendar = calendar
        self._clock = clock

    def job(self) -> Job:
        """Return the loop that reminds."""
        return unhurried("unguided", _LOOKS_EVERY_SECONDS, 300.0, self.round)

    async def round(self) -> int:
        """Remind, if that is due and nobody has; return how many notices that makes."""
        now = self._clock()
        local = now.astimezone(SHANGHAI)
        mark = _mark_of(local.date())
        if not mark or local.hour < _FROM_HOUR or not self._calendar.is_workday(local.date()):
            return 0
        async with self._database.reading() as session:
            if await session.scalar(select(col(MarkRow.value)).where(col(MarkRow.name) == mark)) is not None:
                return 0
        notices = await self._notices(local.year, now)
        try:
            async with self._database.writing() as session:
                await session.execute(insert(MarkRow).values(name=mark, value=now.isoformat()))
                if notices:
                    await session.execute(insert(OutboxRow), notices)
        except IntegrityError:
            # Another process was first.
            return 0
        return len(notices)

    async def _notices(self, year: int, now: datetime) -> list[dict[str, object]]:
        counts: dict[str | None, int] = {}
        notices = []
        for head in await self._heads():
            if head.bureau not in counts:
                counts[head.bureau] = len(await self._known.unguided(head, year))
            if counts[head.bureau]:
                notices.append(_notice(head, counts[head.bureau], year, now))
        return notices

    async def _heads(self) -> list[Officer]:
        """Return the heads who get mail."""
        query = (
            select(OfficerRow)
            .join(OfficerMailRow, col(OfficerMailRow.officer_id) == col(OfficerRow.id))
            .where(col(OfficerRow.active).is_(True), col(OfficerRow.role).in_(sorted(DECIDERS)))
            .order_by(col(OfficerRow.id))
        )
        async with self._database.reading() as session:
            rows = await session.scalars(query)
            return [Officer(row.id, row.name, Role(row.role), row.bureau) for row in rows]


def _mark_of(today: date) -> str:
    """Return by which the processes know that it is done; "" before it is due."""
    due = next(((month, day) for month, day in _TOLD_FROM if today >= date(today.year, month, day)), None)
    return f"unguided:{today.year}-{due[0]:02}" if due is not None else ""


def _notice(head: Officer, count: int, year: int, now: datetime) -> dict[str, object]:
    return {
        "id": new_id(now),
        "kind": UNGUIDED,
        "officer_id": head.id,
        "told": [{"count": count, "year": year}],
        "state": WAITING,
        "tries": 0,
        "created_at": now,
        "next_try_at": now,
    }
