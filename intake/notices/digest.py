"""Telling officers of their clocks: one digest a day in working hours, police matters at once, each rung once.

That somebody was told and the notice that tells them are written in one transaction, by whichever process is
first. A notice names cases by their numbers and says nothing of what is in them; the courier carries it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, exists, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.cases.codes import Role
from intake.clocks.calendar import SHANGHAI, WorkCalendar
from intake.clocks.warnings import Receiver, Rung
from intake.ids import new_id
from intake.jobs import Job, unhurried
from intake.notices.due import RECEIVER_OF, DueLine, due_lines
from intake.notices.mornings import is_first_today
from intake.notices.outbox import WAITING
from intake.storage.circle_rows import circles_of
from intake.storage.clock_tables import ClockToldRow, OfficerMailRow
from intake.storage.database import Database
from intake.storage.tables import CaseClockRow, OfficerRow, OutboxRow

DIGEST: Final = "clock_digest"
ALARM: Final = "clock_alarm"

_LOOKS_EVERY_SECONDS: Final = 60.0
_WORKING_HOURS: Final = range(9, 17)
_MARK: Final = "clocks:digest"
# Who is told where a bureau has nobody in that post: never nobody.
_ELSE: Final[Mapping[Receiver, Receiver]] = {
    Receiver.HOLDER: Receiver.HEAD,
    Receiver.HEAD: Receiver.COORDINATOR,
}

_Told = tuple[object, ...]


class Digests:
    """Looks which officers are to be told of which clocks."""

    def __init__(self, database: Database, calendar: WorkCalendar, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._calendar = calendar
        self._clock = clock

    def job(self) -> Job:
        """Return the loop that tells."""
        return unhurried("warnings", _LOOKS_EVERY_SECONDS, 60.0, self.round)

    async def round(self) -> int:
        """Tell of what is due and was not told yet; return how many notices that makes."""
        now = self._clock()
        async with self._database.reading() as session:
            fresh = await _untold(session, await due_lines(session, now, _is_not_done_with()))
        urgent = [line for line in fresh if line.at is not None]
        count = await self._tell(ALARM, urgent, now) if urgent else 0
        ordinary = [line for line in fresh if line.at is None]
        if ordinary and self._is_working_hour(now):
            count += await self._tell(DIGEST, ordinary, now)
        return count

    def _is_working_hour(self, now: datetime) -> bool:
        local = now.astimezone(SHANGHAI)
        return local.hour in _WORKING_HOURS and self._calendar.is_workday(local.date())

    async def _tell(self, kind: str, lines: Sequence[DueLine], now: datetime) -> int:
        try:
            async with self._database.writing() as session:
                if kind == DIGEST and not await is_first_today(session, _MARK, now):
                    return 0
                await session.execute(insert(ClockToldRow), [_told(line, now) for line in lines])
                notices = await _notices(session, kind, lines, now)
                if notices:
                    await session.execute(insert(OutboxRow), notices)
                return len(notices)
        except IntegrityError:
            # Another process was first.
            return 0


def _is_not_done_with() -> ColumnElement[bool]:
    """Leave out the clocks of which the last rung was told: what is long overdue is not looked at each minute."""
    return ~exists().where(
        col(ClockToldRow.clock_id) == col(CaseClockRow.id),
        col(ClockToldRow.due_on) == col(CaseClockRow.due_on),
        col(ClockToldRow.rung) == Rung.MISSED.value,
    )


async def _untold(session: AsyncSession, lines: list[DueLine]) -> list[DueLine]:
    if not lines:
        return []
    columns = (ClockToldRow.clock_id, ClockToldRow.receiver, ClockToldRow.rung, ClockToldRow.due_on)
    earliest = min(line.due_on for line in lines)
    found = await session.execute(select(*map(col, columns)).where(col(ClockToldRow.due_on) >= earliest))
    told: set[_Told] = {tuple(row) for row in found}
    return [line for line in lines if _key(line) not in told]


def _key(line: DueLine) -> _Told:
    return (line.clock_id, line.receiver.value, line.rung.value, line.due_on)


def _told(line: DueLine, now: datetime) -> dict[str, object]:
    clock_id, receiver, rung, due_on = _key(line)
    return {"clock_id": clock_id, "receiver": receiver, "rung": rung, "due_on": due_on, "at": now}


async def _notices(
    session: AsyncSession, kind: str, lines: Sequence[DueLine], now: datetime
) -> list[dict[str, object]]:
    """Return one row of the outbox for each officer who gets mail; the others see it at the desk."""
    posts = await _posts(session)
    addressed = set(await session.scalars(select(col(OfficerMailRow.officer_id))))
    circles = await circles_of(session, [line.case_id for line in lines])
    of_officer: defaultdict[str, dict[str, DueLine]] = defaultdict(dict)
    for line in lines:
        for officer_id in _receivers(posts, line, circles.get(line.case_id, ())):
            of_officer[officer_id][line.clock_id] = line
    return [
        {
            "id": new_id(now),
            "kind": kind,
            "officer_id": officer_id,
            "told": [_said(line) for line in told.values()],
            "state": WAITING,
            "tries": 0,
            "created_at": now,
            "next_try_at": now,
        }
        for officer_id, told in sorted(of_officer.items())
        if officer_id in addressed
    ]


def _said(line: DueLine) -> dict[str, object]:
    """Return what a notice says of a clock: a number, a date, and why."""
    return {
        "reference": line.reference,
        "due_on": line.due_on.isoformat(),
        "due_at": line.due_at.isoformat() if line.due_at else None,
        "provisional": line.provisional,
        "rung": line.rung.value,
    }


_Posts = Mapping[tuple[Receiver, str | None], Sequence[str]]


async def _posts(session: AsyncSession) -> _Posts:
    """Return the ids of active officers by receiver and bureau."""
    found = await session.execute(
        select(col(OfficerRow.id), col(OfficerRow.role), col(OfficerRow.bureau))
        .where(col(OfficerRow.active).is_(True), col(OfficerRow.role).in_(sorted(RECEIVER_OF)))
        .order_by(col(OfficerRow.id))
    )
    posts: defaultdict[tuple[Receiver, str | None], list[str]] = defaultdict(list)
    for officer_id, role, bureau in found:
        posts[RECEIVER_OF[Role(role)], bureau].append(officer_id)
    return posts


def _receivers(posts: _Posts, line: DueLine, circle: Sequence[str]) -> Sequence[str]:
    """Return who is told of a clock; of a closed case only those who know of it, whatever their post."""
    receiver: Receiver | None = line.receiver
    while receiver is not None:
        bureau = None if receiver is Receiver.COORDINATOR else line.bureau
        found = [one for one in posts.get((receiver, bureau), ()) if not circle or one in circle]
        if found:
            return found
        receiver = _ELSE.get(receiver)
    at_work = {one for ids in posts.values() for one in ids}
    return [one for one in circle if one in at_work]
