"""What waits between bureaus, as one officer may see it. It only reads, and passes the wall."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased
from sqlmodel import col

from intake.cases.codes import FILED, FINAL_STATES, REPORTS
from intake.cases.platform_moves import REGISTERED, RESULT
from intake.officers import wall
from intake.officers.officer import Officer
from intake.officers.owed import is_decision
from intake.storage.bureau_tables import CrossingRow
from intake.storage.tables import CaseRow, JournalRow

MOST_SHOWN: Final = 300
MOST_LISTED: Final = 50
# What was closed longer ago is looked for in no list of the platform any more.
CLOSED_WITHIN: Final = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class CrossingLine:
    """One crossing in a list; of its case only the number and the state.

    is_open_to  this officer may open the case; else only that it was sent is theirs to see
    """

    id: str
    reference: str
    state: str
    kind: str
    step: str
    sender: str
    owner: str
    opened_on: date
    due_on: date
    by_law: bool
    ended_on: date | None
    ended_as: str
    is_open_to: bool


@dataclass(frozen=True, slots=True)
class PlatformLine:
    """A report of which something is missing on the 全国12315平台."""

    reference: str
    bureau: str
    received_at: datetime
    state: str


async def waiting_for_us(session: AsyncSession, officer: Officer) -> list[CrossingLine]:
    """Return what this officer's bureau, or for who sees all any bureau, must act on; earliest day first."""
    mine = () if wall.sees_every_bureau(officer) else (col(CrossingRow.owner) == officer.bureau,)
    return await _lines(session, officer, *_open(), *mine)


async def waiting_for_others(session: AsyncSession, officer: Officer) -> list[CrossingLine]:
    """Return what this officer's bureau sent and another must act on."""
    sent = and_(col(CrossingRow.sender) == officer.bureau, col(CrossingRow.owner) != officer.bureau)
    return [] if wall.sees_every_bureau(officer) else await _lines(session, officer, *_open(), sent)


async def done_since(session: AsyncSession, officer: Officer, since: date) -> list[CrossingLine]:
    """Return what crossed between two bureaus and ended since that day, the latest first."""
    between = (
        col(CrossingRow.ended_on) >= since,
        col(CrossingRow.sender) != "",
        col(CrossingRow.sender) != col(CrossingRow.owner),
    )
    if not wall.sees_every_bureau(officer):
        ours = (col(CrossingRow.sender) == officer.bureau, col(CrossingRow.owner) == officer.bureau)
        return (await _lines(session, officer, *between, or_(*ours)))[::-1]
    return (await _lines(session, officer, *between))[::-1]


async def overdue(session: AsyncSession, officer: Officer, today: date) -> list[CrossingLine]:
    """Return what waits beyond its day of what this officer's bureau owns or sent; of all for who sees all."""
    ours = or_(col(CrossingRow.owner) == officer.bureau, col(CrossingRow.sender) == officer.bureau)
    mine = () if wall.sees_every_bureau(officer) else (ours,)
    return await _lines(session, officer, *_open(), col(CrossingRow.due_on) < today, *mine)


async def not_on_platform(session: AsyncSession, officer: Officer, now: datetime) -> list[PlatformLine]:
    """Return the reports nobody has entered on the 全国12315平台: the open ones first, the oldest first."""
    registered = exists().where(col(JournalRow.case_id) == col(CaseRow.id), col(JournalRow.code) == REGISTERED)
    return await _of_platform(session, officer, now, ~registered)


async def result_not_on_platform(session: AsyncSession, officer: Officer, now: datetime) -> list[PlatformLine]:
    """Return the reports that stand on the platform, though not what became of them: of what was decided last."""
    registered = exists().where(col(JournalRow.case_id) == col(CaseRow.id), col(JournalRow.code) == REGISTERED)
    entry, brought = aliased(JournalRow), aliased(JournalRow)
    last = (
        select(func.max(col(entry.seq)))
        .where(col(entry.case_id) == col(CaseRow.id), is_decision(entry))
        .correlate(CaseRow)
        .scalar_subquery()
    )
    is_there = exists().where(
        col(brought.case_id) == col(CaseRow.id), col(brought.code) == RESULT, col(brought.seq) > last
    )
    return await _of_platform(session, officer, now, registered, last.is_not(None), ~is_there)


async def _of_platform(
    session: AsyncSession, officer: Officer, now: datetime, *conditions: ColumnElement[bool]
) -> list[PlatformLine]:
    is_closed = col(CaseRow.state).in_(FINAL_STATES)
    is_recent = or_(~is_closed, col(CaseRow.closed_at) >= now - CLOSED_WITHIN)
    ours = () if wall.sees_every_bureau(officer) else (col(CaseRow.lead_bureau) == officer.bureau,)
    found = await session.execute(
        select(col(CaseRow.reference), col(CaseRow.lead_bureau), col(CaseRow.received_at), col(CaseRow.state))
        .where(
            wall.visible(officer), col(CaseRow.kind).in_(sorted(REPORTS & FILED)), is_recent, *ours, *conditions
        )
        .order_by(is_closed, col(CaseRow.received_at), col(CaseRow.id))
        .limit(MOST_LISTED)
    )
    return [PlatformLine(*line) for line in found]


def _open() -> tuple[ColumnElement[bool], ...]:
    return (col(CrossingRow.ended_on).is_(None), col(CaseRow.state).not_in(FINAL_STATES))


async def _lines(session: AsyncSession, officer: Officer, *conditions: ColumnElement[bool]) -> list[CrossingLine]:
    visible = wall.visible(officer)
    found = await session.execute(
        select(CrossingRow, col(CaseRow.reference), col(CaseRow.state), visible.label("is_open_to"))
        .join(CaseRow, col(CaseRow.id) == col(CrossingRow.case_id))
        .where(or_(visible, wall.sent_by(officer, col(CrossingRow.sender))), *conditions)
        .order_by(col(CrossingRow.due_on), col(CrossingRow.id))
        .limit(MOST_SHOWN)
    )
    return [
        CrossingLine(
            row.id,
            reference,
            state,
            row.kind,
            row.step,
            row.sender,
            row.owner,
            row.opened_on,
            row.due_on,
            row.by_law,
            row.ended_on,
            row.ended_as,
            bool(is_open_to),
        )
        for row, reference, state, is_open_to in found
    ]
