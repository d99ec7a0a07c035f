"""Each morning: what failed or waits too long, to those who can do something about it, each fault once.

Nothing of it is kept but that somebody was told; a fault that is gone is forgotten, and told anew when it is back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import delete, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.clocks.calendar import SHANGHAI, WorkCalendar
from intake.ids import new_id
from intake.jobs import Job
from intake.notices.faults import TOLD, Fault, faults_for
from intake.notices.mornings import is_first_today
from intake.notices.outbox import WAITING
from intake.officers.officer import Officer, officer_of
from intake.storage.bureau_tables import FaultToldRow
from intake.storage.clock_tables import OfficerMailRow
from intake.storage.database import Database
from intake.storage.tables import OfficerRow, OutboxRow

FAULTS_DIGEST: Final = "fault_digest"

_LOOKS_EVERY_SECONDS: Final = 60.0
_FROM_HOUR: Final = 9
_MARK: Final = "faults:digest"


class FaultDigests:
    """Tells of faults, once a working day."""

    def __init__(self, database: Database, calendar: WorkCalendar, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._calendar = calendar
        self._clock = clock

    def job(self) -> Job:
        """Return the loop that tells."""

        async def tell() -> bool:
            await self.round()
            return False

        return Job("faults", _LOOKS_EVERY_SECONDS, 120.0, tell)

    async def round(self) -> int:
        """Tell, if this is the morning to and nobody has; return how many notices that makes."""
        now = self._clock()
        local = now.astimezone(SHANGHAI)
        if local.hour < _FROM_HOUR or not self._calendar.is_workday(local.date()):
            return 0
        try:
            async with self._database.writing() as session:
                return await _told(session, now) if await is_first_today(session, _MARK, now) else 0
        except IntegrityError:
            # Another process was first.
            return 0


async def _told(session: AsyncSession, now: datetime) -> int:
    standing: set[str] = set()
    notices: list[dict[str, object]] = []
    known = set(await session.scalars(select(col(FaultToldRow.key))))
    fresh: list[str] = []
    for officer in await _addressed(session):
        faults = {f"{officer.id} {one.key}": one for one in await faults_for(session, officer, now)}
        standing |= set(faults)
        new = {key: one for key, one in faults.items() if key not in known}
        if new:
            fresh += new
            notices.append(_notice(officer, list(new.values()), now))
    await session.execute(delete(FaultToldRow).where(col(FaultToldRow.key).in_(sorted(known - standing))))
    if notices:
        await session.execute(insert(FaultToldRow), [{"key": key, "at": now} for key in fresh])
        await session.execute(insert(OutboxRow), notices)
    return len(notices)


async def _addressed(session: AsyncSession) -> list[Officer]:
    """Return the officers in use who can do something about a fault, and get mail."""
    rows = await session.scalars(
        select(OfficerRow)
        .join(OfficerMailRow, col(OfficerMailRow.officer_id) == col(OfficerRow.id))
        .where(col(OfficerRow.active).is_(True), col(OfficerRow.role).in_(sorted(TOLD)))
        .order_by(col(OfficerRow.id))
    )
    return [officer_of(row) for row in rows]


def _notice(officer: Officer, faults: Sequence[Fault], now: datetime) -> dict[str, object]:
    return {
        "id": new_id(now),
        "kind": FAULTS_DIGEST,
        "officer_id": officer.id,
        "told": [_said(one) for one in faults],
        "state": WAITING,
        "tries": 0,
        "created_at": now,
        "next_try_at": now,
    }


def _said(one: Fault) -> Mapping[str, Any]:
    """Return what a notice says of a fault: a number and a day, nothing of what is in the case."""
    return {"fault": one.kind.value, "reference": one.reference, "since": one.since and one.since.isoformat()}
