"""Parts of a filing as rows: written with the part, read for whoever needs the other side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import ColumnElement, Select, bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.cases.case import Case
from intake.cases.parting import origin_of
from intake.storage.desk_tables import CasePartRow
from intake.storage.rows import Insert
from intake.storage.tables import CaseRow


def part_rows(opened: Case) -> tuple[Insert, ...]:
    """Return the row of a new case that is a part; none for any other."""
    origin = origin_of(opened)
    if origin is None:
        return ()
    return (
        Insert(
            "case_part",
            {"part_id": opened.id, "filing_id": origin.filing, "number": origin.number, "follows": origin.follows},
        ),
    )


def is_no_part() -> ColumnElement[bool]:
    """Return the condition on `case_file` for what was filed, and is no part of something that was."""
    return col(CaseRow.id).not_in(_part_ids())


def _part_ids() -> Select[str]:
    return select(col(CasePartRow.part_id)).where(col(CasePartRow.part_id) == col(CaseRow.id)).correlate(CaseRow)


async def parts_of_filings(session: AsyncSession, filings: Iterable[str]) -> Sequence[tuple[CasePartRow, CaseRow]]:
    """Return the parts of these filings with their cases, each filing's in their order."""
    found = await session.execute(
        select(CasePartRow, CaseRow)
        .join(CaseRow, col(CaseRow.id) == col(CasePartRow.part_id))
        .where(col(CasePartRow.filing_id).in_(list(filings)))
        .order_by(col(CasePartRow.filing_id), col(CasePartRow.follows), col(CasePartRow.number))
    )
    return [(part, case) for part, case in found]


async def filings_of(session: AsyncSession, parts: Iterable[str]) -> Mapping[str, tuple[str, str]]:
    """Return id and reference of the filing, of those of these cases that are parts."""
    found = await session.execute(
        select(col(CasePartRow.part_id), col(CaseRow.id), col(CaseRow.reference))
        .join(CaseRow, col(CaseRow.id) == col(CasePartRow.filing_id))
        .where(col(CasePartRow.part_id).in_(list(parts)))
    )
    return {part: (filing, reference) for part, filing, reference in found}


async def hold_with_filing(session: AsyncSession, reference: str) -> None:
    """Hold a case until the transaction ends, and before it the filing of which it is a part.

    In the order of their ids, as the writer holds them, so that no two wait for each other.
    """
    found = await session.execute(_WITH_FILING, {"reference": reference})
    ids = sorted({one for pair in found for one in pair if one})
    if ids:
        await session.execute(_HOLD, {"ids": ids})


# Asked before each act: built once.
_WITH_FILING = (
    select(col(CaseRow.id), col(CasePartRow.filing_id))
    .outerjoin(CasePartRow, col(CasePartRow.part_id) == col(CaseRow.id))
    .where(col(CaseRow.reference) == bindparam("reference"))
)
_HOLD = (
    select(col(CaseRow.id))
    .where(col(CaseRow.id).in_(bindparam("ids", expanding=True)))
    .order_by(col(CaseRow.id))
    .with_for_update()
)
