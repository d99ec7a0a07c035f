"""Closing cases to some officers, and opening them again. The rules stand in `cases.circle`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.cases.case import Case
from intake.cases.changes import Act, Changes
from intake.cases.circle import DeskPerson, circle_drawn, could_know
from intake.cases.codes import Role
from intake.officers.casework import Casework, Seen
from intake.officers.officer import Officer
from intake.storage.tables import OfficerRow


async def who_could_know(session: AsyncSession, case: Case) -> tuple[DeskPerson, ...]:
    """Return those at the desk who can be let into the circle of a case, heads of the bureau first."""
    people = [person for person in await people_at_work(session) if could_know(case, person)]
    ranks = [Role.PRINCIPAL, Role.HEAD, Role.OFFICER, Role.COORDINATOR, Role.AUDITOR]
    return tuple(sorted(people, key=lambda one: (one.bureau != case.lead_bureau, ranks.index(one.role), one.name)))


class Circles:
    """Draws circles."""

    def __init__(self, casework: Casework) -> None:
        self._casework = casework

    async def draw(self, officer: Officer, seen: Seen, chosen: Sequence[str], reason: str, now: datetime) -> None:
        """Close a case to `chosen`, or open it where nobody is chosen.

        Raises NoSuchCase, ChangedMeanwhile, NotAllowed or Incomplete; nothing is written then.
        """
        act = Act(officer.id, officer.role, officer.bureau, now, seen.version or 0, {"reason": reason})

        async def drawn(session: AsyncSession, case: Case) -> Changes:
            return circle_drawn(case, act, await people_at_work(session), chosen)

        await self._casework.change(officer, seen, now, drawn)


async def people_at_work(session: AsyncSession) -> list[DeskPerson]:
    """Return everybody whose account is in use."""
    columns = col(OfficerRow.id), col(OfficerRow.name), col(OfficerRow.role), col(OfficerRow.bureau)
    found = await session.execute(select(*columns).where(col(OfficerRow.active).is_(True)))
    return [DeskPerson(officer_id, name, Role(role), bureau) for officer_id, name, role, bureau in found]
