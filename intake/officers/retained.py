"""What an officer sees of keeping and disposing: what is due, waits for a second person, is held, was done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.cases.case import Case
from intake.cases.codes import DECIDERS, HANDLERS
from intake.cases.retention import Schedule, why_kept
from intake.clocks.calendar import day_in_shanghai
from intake.officers import wall
from intake.officers.disposing import unfinished
from intake.officers.officer import Officer, names_of
from intake.storage.cases import case_of, whole_case
from intake.storage.desk_tables import CasePartRow
from intake.storage.retention_table import RetentionRow
from intake.storage.tables import CaseRow

# A page shows so many; the rest comes when these are done with.
SHOWN: Final = 50


@dataclass(frozen=True, slots=True)
class KeptLine:
    """A case on a list.

    kept_until  the last day on which it is kept; None where nobody has decided it
    since       when it was held back, or asked for, or disposed of
    by          names of the officers: who asked, and who confirmed
    stops       why it cannot be disposed of all the same; "" for nothing
    may_act     this officer may do what the list offers
    counted     what went with it
    """

    reference: str
    kind: str
    outcome: str | None
    bureau: str
    closed_at: datetime | None
    kept_until: date | None = None
    since: datetime | None = None
    by: Sequence[str] = ()
    stops: str = ""
    may_act: bool = False
    counted: Mapping[str, int] | None = None
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Retained:
    """The lists, each with the longest first."""

    due: tuple[KeptLine, ...]
    waiting: tuple[KeptLine, ...]
    held: tuple[KeptLine, ...]
    records: tuple[KeptLine, ...]


async def retained(session: AsyncSession, officer: Officer, schedule: Schedule, now: datetime) -> Retained:
    """Return the lists as this officer may see them."""
    return Retained(
        due=await _due(session, officer, schedule, now),
        waiting=await _waiting(session, officer, schedule, now),
        held=await _held(session, officer, schedule),
        records=await _records(session, officer),
    )


async def how_many_due(session: AsyncSession, schedule: Schedule, now: datetime) -> int:
    """Return how many cases of all bureaus are past their period, for whoever keeps house."""
    found = await session.scalars(_past(schedule, now).limit(None))
    return sum(_is_past(schedule, case_of(row, ()), now) for row in found.all())


async def _due(session: AsyncSession, officer: Officer, schedule: Schedule, now: datetime) -> tuple[KeptLine, ...]:
    query = _past(schedule, now).where(wall.visible(officer))
    lines = []
    for row in await session.scalars(query):
        case = await whole_case(session, row)
        if not _is_past(schedule, case, now):
            continue
        stops = why_kept(case, schedule, day_in_shanghai(now)) or await unfinished(session, case.id)
        may = officer.role in HANDLERS and officer.bureau == row.lead_bureau and wall.has_part(officer, case)
        lines.append(_line(row, kept_until=schedule.kept_until(case), stops=stops, may_act=may and not stops))
    return tuple(lines)


async def _waiting(
    session: AsyncSession, officer: Officer, schedule: Schedule, now: datetime
) -> tuple[KeptLine, ...]:
    rows = await _joined(session, wall.visible(officer), col(RetentionRow.asked_at).is_not(None))
    names = await names_of(session, {kept.asker or "" for _, kept in rows})
    lines = []
    for row, kept in rows:
        case = await whole_case(session, row)
        stops = why_kept(case, schedule, day_in_shanghai(now)) or await unfinished(session, case.id)
        is_second = officer.role in DECIDERS and officer.bureau == row.lead_bureau and officer.id != kept.asker
        line = _line(
            row,
            kept_until=schedule.kept_until(case),
            since=kept.asked_at,
            by=(names.get(kept.asker or "", ""),),
            stops=stops,
            may_act=is_second and not stops,
        )
        lines.append(line)
    return tuple(lines)


async def _held(session: AsyncSession, officer: Officer, schedule: Schedule) -> tuple[KeptLine, ...]:
    rows = await _joined(session, wall.visible(officer), col(RetentionRow.held_at).is_not(None))
    may = {row.id for row, _ in rows if officer.role in DECIDERS and officer.bureau == row.lead_bureau}
    return tuple(
        _line(row, kept_until=schedule.kept_until(case_of(row, ())), since=kept.held_at, may_act=row.id in may)
        for row, kept in rows
    )


async def _records(session: AsyncSession, officer: Officer) -> tuple[KeptLine, ...]:
    rows = await _joined(session, wall.disposed_of(officer), col(RetentionRow.disposed_at).is_not(None))
    names = await names_of(session, {one or "" for _, kept in rows for one in (kept.asker, kept.confirmer)})
    return tuple(
        _line(
            row,
            kept_until=kept.kept_until,
            since=kept.disposed_at,
            by=tuple(names.get(one or "", "") for one in (kept.asker, kept.confirmer)),
            counted=kept.counted,
            basis=kept.basis or "",
        )
        for row, kept in rows
    )


async def _joined(
    session: AsyncSession, *conditions: ColumnElement[bool]
) -> Sequence[tuple[CaseRow, RetentionRow]]:
    newest = (col(RetentionRow.disposed_at).desc(), col(CaseRow.id))
    query = (
        select(CaseRow, RetentionRow)
        .join(RetentionRow, col(RetentionRow.id) == col(CaseRow.id))
        .where(*conditions)
        .order_by(*newest)
        .limit(SHOWN)
    )
    return [(row, kept) for row, kept in await session.execute(query)]


def _past(schedule: Schedule, now: datetime) -> Select[CaseRow]:
    """Return the closed cases that may be past their period and that nobody has asked for; the oldest first."""
    outcomes = {period.outcome for period in schedule.periods}
    shortest = {
        outcome: min(period.years for period in schedule.periods if period.outcome == outcome)
        for outcome in outcomes
    }
    past = [
        and_(
            col(CaseRow.outcome) == outcome.value,
            col(CaseRow.closed_at) < now.replace(month=1, day=1, year=now.year - years + 1),
        )
        for outcome, years in sorted(shortest.items())
    ]
    asked = select(col(RetentionRow.id)).where(
        or_(col(RetentionRow.asked_at).is_not(None), col(RetentionRow.disposed_at).is_not(None))
    )
    parts = select(col(CasePartRow.part_id)).where(col(CasePartRow.follows).is_(False))
    return (
        select(CaseRow)
        .where(or_(*past) if past else col(CaseRow.id).is_(None))
        .where(col(CaseRow.id).not_in(asked), col(CaseRow.id).not_in(parts))
        .order_by(col(CaseRow.closed_at), col(CaseRow.id))
        .limit(SHOWN)
    )


def _is_past(schedule: Schedule, case: Case, now: datetime) -> bool:
    until = schedule.kept_until(case)
    return until is not None and day_in_shanghai(now) > until


def _line(row: CaseRow, **known: object) -> KeptLine:
    return KeptLine(row.reference, row.kind, row.outcome, row.lead_bureau, row.closed_at, **known)  # type: ignore[arg-type]  # named after its fields
