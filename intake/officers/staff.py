"""Who works in a bureau, for naming handlers."""

from __future__ import annotations

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.cases.codes import HANDLERS, Role
from intake.cases.handling import Colleague
from intake.storage.tables import OfficerRow


async def staff_of(session: AsyncSession, bureau: str) -> tuple[Colleague, ...]:
    """Return who of the bureau may handle cases: accounts in use, by name."""
    rows = await session.scalars(_STAFF, {"of": bureau})
    return tuple(Colleague(row.id, row.name, Role(row.role), bureau, row.is_qualified) for row in rows)


# Asked with each move: built once.
_STAFF = (
    select(OfficerRow)
    .where(
        col(OfficerRow.bureau) == bindparam("of"),
        col(OfficerRow.active).is_(True),
        col(OfficerRow.role).in_(sorted(HANDLERS)),
    )
    .order_by(col(OfficerRow.name))
)
