"""The rows of those to whom a case is closed: read with the case, written with what changes them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.cases.case import Case
from intake.storage.rows import Delete, Insert
from intake.storage.secrecy_tables import CaseCircleRow


@dataclass(frozen=True, slots=True)
class CircleRows:
    """What comes and goes."""

    inserts: tuple[Insert, ...]
    deletes: tuple[Delete, ...]


def circle_rows(before: Case | None, after: Case) -> CircleRows:
    """Return what a circle comes to."""
    known, wanted = set(before.circle if before else ()), set(after.circle)
    return CircleRows(
        tuple(
            Insert("case_circle", {"id": _id(after, one), "case_id": after.id, "officer_id": one})
            for one in sorted(wanted - known)
        ),
        tuple(Delete("case_circle", _id(after, one)) for one in sorted(known - wanted)),
    )


async def circle_of(session: AsyncSession, case_id: str) -> tuple[str, ...]:
    """Return the ids of those to whom a case is closed; none for an open one."""
    return tuple(await session.scalars(_CIRCLE, {"case": case_id}))


async def circles_of(session: AsyncSession, case_ids: Sequence[str]) -> Mapping[str, list[str]]:
    """Return the same for many cases."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    query = (
        select(col(CaseCircleRow.case_id), col(CaseCircleRow.officer_id))
        .where(col(CaseCircleRow.case_id).in_(case_ids))
        .order_by(col(CaseCircleRow.id))
    )
    for case_id, officer_id in await session.execute(query):
        found[case_id].append(officer_id)
    return found


# Asked whenever a case is read: built once.
_CIRCLE = (
    select(col(CaseCircleRow.officer_id))
    .where(col(CaseCircleRow.case_id) == bindparam("case"))
    .order_by(col(CaseCircleRow.id))
)


def _id(case: Case, officer_id: str) -> str:
    return f"{case.id}:{officer_id}"
