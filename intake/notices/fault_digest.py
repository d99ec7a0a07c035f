"""Each morning: what failed or waits too long, to those who can do something about it, each fault once.

Nothing of it is kept but that somebody was told; a fault that is gone is forgotten, and told anew when it is back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.ids import new_id
from intake.notices.fault import Fault
from intake.notices.faults import TOLD, faults_for
from intake.notices.mornings import EachMorning, MorningTelling
from intake.notices.outbox import WAITING
from intake.officers.officer import Officer, officer_of
from intake.storage.bureau_tables import FaultToldRow
from intake.storage.clock_tables import OfficerMailRow
from intake.storage.tables import OfficerRow, OutboxRow

FAULTS_DIGEST: Final = "fault_digest"

_LOOKS_EVERY_SECONDS: Final = 60.0
_MARK: Final = "faults:digest"


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


def _said(one: Fault) -> Mapping[str, object]:
    """Return what a notice says of a fault: a number and a day, nothing of what is in the case."""
    return {"fault": one.kind.value, "reference": one.reference, "since": one.since and one.since.isoformat()}


class FaultDigests(EachMorning):
    """Tells of faults, once a working day."""

    telling = MorningTelling("faults", _LOOKS_EVERY_SECONDS, 120.0, _MARK, _told)
