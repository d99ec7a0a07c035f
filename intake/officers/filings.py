"""A filing that was split, seen from its parts: it is read with them, and closes with the last of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.cases.case import Case
from intake.cases.codes import FINAL_STATES
from intake.cases.parting import (
    Origin,
    closed_with_its_parts,
    files_given,
    label_of,
    marked_as_in,
    origin_of,
    related_ids,
)
from intake.cases.running import with_clocks
from intake.clocks.counting import Clocks
from intake.officers import wall
from intake.officers.officer import Officer
from intake.storage.cases import found_case
from intake.storage.changes import rows_of
from intake.storage.part_rows import parts_of_filings
from intake.storage.rows import Rows
from intake.storage.sealing import Vault
from intake.storage.tables import CaseRow


async def filing_closed_with(
    session: AsyncSession, vault: Vault, part: Case, clocks: Clocks, now: datetime
) -> list[Rows]:
    """Return the rows of a filing that ends because its last part does; none in any other case.

    Whoever writes to a part holds its filing: of two parts that end at once, the second finds the first ended.
    """
    origin = origin_of(part)
    if origin is None or part.state not in FINAL_STATES:
        return []
    found = await found_case(session, vault, col(CaseRow.id) == origin.filing)
    if found is None:
        return []
    parts = await parts_of_filings(session, [origin.filing])
    states = [part.state if row.id == part.id else row.state for one, row in parts if not one.follows]
    changes = closed_with_its_parts(found[0], states, now)
    return [] if changes is None else [rows_of(with_clocks(changes, clocks), found[1], vault, now)]


async def with_marks_of_its_filing(session: AsyncSession, vault: Vault, case: Case) -> Case:
    """Return a case with the marks on the files that it has from its filing; any other as it is."""
    origin = origin_of(case)
    if origin is None or not files_given(case):
        return case
    found = await found_case(session, vault, col(CaseRow.id) == origin.filing)
    return case if found is None else marked_as_in(found[0], case)


@dataclass(frozen=True, slots=True)
class FilingPartLine:
    """A part as somebody sees it who handles its filing: how far it is and where, nothing of what is in it.

    is_visible  the wall lets this officer in
    """

    id: str
    label: str
    reference: str
    kind: str
    state: str
    bureau: str
    due_on: date | None
    outcome: str | None
    is_visible: bool


@dataclass(frozen=True, slots=True)
class Family:
    """Where a case stands among the parts of a filing.

    parts         of a filing that was split, in their order
    origin        the filing of which it is a part; None where it is none
    sees_filing   the wall lets this officer see that
    """

    parts: tuple[FilingPartLine, ...] = ()
    origin: Origin | None = None
    sees_filing: bool = False


async def family_of(session: AsyncSession, officer: Officer, case: Case) -> Family:
    """Return the parts of a filing, or the filing of a part, as far as this officer may know of them."""
    origin = origin_of(case)
    if origin is not None:
        return Family(origin=origin, sees_filing=bool(await _visible(session, officer, [origin.filing])))
    if not related_ids(case):
        return Family()
    parts = await parts_of_filings(session, [case.id])
    visible = await _visible(session, officer, [row.id for _, row in parts])
    return Family(
        tuple(
            FilingPartLine(
                id=row.id,
                label=label_of(part.number, follows=part.follows),
                reference=row.reference,
                kind=row.kind,
                state=row.state,
                bureau=row.lead_bureau,
                due_on=row.next_due_on,
                outcome=row.outcome,
                is_visible=row.id in visible,
            )
            for part, row in parts
        )
    )


async def _visible(session: AsyncSession, officer: Officer, ids: Sequence[str]) -> frozenset[str]:
    query = select(col(CaseRow.id)).where(col(CaseRow.id).in_(ids), wall.visible(officer))
    return frozenset(await session.scalars(query))
