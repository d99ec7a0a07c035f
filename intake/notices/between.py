"""What waits between bureaus, as one officer may see it. It only reads, and passes the wall."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Date,
    Select,
    SQLColumnExpression,
    String,
    exists,
    func,
    literal,
    or_,
    select,
    tuple_,
    union_all,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased
from sqlmodel import col

from intake.cases.codes import FILED, FINAL_STATES, REPORTS
from intake.cases.platform_moves import REGISTERED, RESULT
from intake.notices.shown import MOST_COUNTED, Few
from intake.officers import wall
from intake.officers.officer import Officer
from intake.officers.owed import is_decision
from intake.storage.bureau_tables import CrossingRow
from intake.storage.queried import AnyColumn
from intake.storage.tables import CaseRow, JournalRow

# Crossings on a page.
PAGE: Final = 50
# Of those that are overdue, who is told each morning is told of so many.
MOST_OVERDUE: Final = 300
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
class AfterCrossing:
    """Where in a row of crossings a page begins: after this day and this crossing."""

    day: date
    id: str


@dataclass(frozen=True, slots=True)
class PageOfCrossings:
    """A page of crossings; `after` leads to the next one, None on the last."""

    lines: tuple[CrossingLine, ...]
    after: AfterCrossing | None = None


@dataclass(frozen=True, slots=True)
class _Order:
    """By which day crossings are sorted, and whether the latest comes first."""

    column: SQLColumnExpression[Any]
    falls: bool = False

    def sorting(self, *columns: SQLColumnExpression[Any]) -> list[AnyColumn]:
        """Return what to order by."""
        return [one.desc() if self.falls else one.asc() for one in columns]

    def beyond(self, after: AfterCrossing) -> ColumnElement[bool]:
        """Return the condition for what comes after a place."""
        here = tuple_(self.column, col(CrossingRow.id))
        there = tuple_(literal(after.day, Date()), literal(after.id, String()))
        return here < there if self.falls else here > there


# The conditions for crossings that stand in one row, to be answered from the front of one index.
_Row = tuple[ColumnElement[bool], ...]
_DUE: Final = _Order(col(CrossingRow.due_on))
_ENDED: Final = _Order(col(CrossingRow.ended_on), falls=True)


@dataclass(frozen=True, slots=True)
class PlatformLine:
    """A report of which something is missing on the 全国12315平台."""

    reference: str
    bureau: str
    received_at: datetime
    state: str


async def waiting_for_us(
    session: AsyncSession, officer: Officer, after: AfterCrossing | None = None, limit: int = PAGE
) -> PageOfCrossings:
    """Return what this officer's bureau, or for who sees all any bureau, must act on; earliest day first."""
    return await _page(session, officer, _for_us(officer), _DUE, after, limit)


async def waiting_for_others(
    session: AsyncSession, officer: Officer, after: AfterCrossing | None = None, limit: int = PAGE
) -> PageOfCrossings:
    """Return what this officer's bureau sent and another must act on; earliest day first."""
    return await _page(session, officer, _for_others(officer), _DUE, after, limit)


async def count_for_us(session: AsyncSession, officer: Officer) -> Few:
    """Count what `waiting_for_us` lists."""
    return await _counted(session, officer, _for_us(officer))


async def count_for_others(session: AsyncSession, officer: Officer) -> Few:
    """Count what `waiting_for_others` lists."""
    return await _counted(session, officer, _for_others(officer))


async def done_since(
    session: AsyncSession, officer: Officer, since: date, after: AfterCrossing | None = None, limit: int = PAGE
) -> PageOfCrossings:
    """Return what crossed between two bureaus and ended since that day, what ended last first."""
    sender, owner, is_recent = col(CrossingRow.sender), col(CrossingRow.owner), col(CrossingRow.ended_on) >= since
    if wall.sees_every_bureau(officer):
        rows: list[_Row] = [(is_recent, sender != "", sender != owner)]
    else:
        to_us = (owner == officer.bureau, sender != "", sender != officer.bureau)
        rows = [(is_recent, *to_us), (is_recent, *_sent(officer))]
    return await _page(session, officer, rows, _ENDED, after, limit)


async def overdue(
    session: AsyncSession, officer: Officer, today: date, limit: int = MOST_OVERDUE
) -> Sequence[CrossingLine]:
    """Return what waits beyond its day of what this officer's bureau owns or sent; of all for who sees all."""
    waiting = [*_for_us(officer), *_for_others(officer)]
    rows = [(*one, col(CrossingRow.due_on) < today) for one in waiting]
    return (await _page(session, officer, rows, _DUE, None, limit)).lines


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


def _for_us(officer: Officer) -> list[_Row]:
    return [_open()] if wall.sees_every_bureau(officer) else [(*_open(), col(CrossingRow.owner) == officer.bureau)]


def _for_others(officer: Officer) -> list[_Row]:
    return [] if wall.sees_every_bureau(officer) else [(*_open(), *_sent(officer))]


def _sent(officer: Officer) -> _Row:
    return (col(CrossingRow.sender) == officer.bureau, col(CrossingRow.owner) != officer.bureau)


def _open() -> _Row:
    return (col(CrossingRow.ended_on).is_(None), col(CaseRow.state).not_in(FINAL_STATES))


async def _counted(session: AsyncSession, officer: Officer, rows: Sequence[_Row]) -> Few:
    """Count without reading what is counted, and no further than is said."""
    if not rows:
        return Few(0, is_all=True)
    parts = [_some(officer, one, _DUE).limit(MOST_COUNTED + 1).subquery() for one in rows]
    every = union_all(*map(select, parts)).limit(MOST_COUNTED + 1).subquery()
    number = int(await session.scalar(select(func.count()).select_from(every)) or 0)
    return Few(min(number, MOST_COUNTED), is_all=number <= MOST_COUNTED)


async def _page(
    session: AsyncSession,
    officer: Officer,
    rows: Sequence[_Row],
    order: _Order,
    after: AfterCrossing | None,
    limit: int,
) -> PageOfCrossings:
    """Return the first of several rows put together, each from the front of an index; then read those whole."""
    beyond = () if after is None else (order.beyond(after),)
    parts = [
        _some(officer, (*one, *beyond), order)
        .order_by(*order.sorting(order.column, col(CrossingRow.id)))
        .limit(limit + 1)
        .subquery()
        for one in rows
    ]
    if not parts:
        return PageOfCrossings(())
    every = union_all(*map(select, parts)).subquery()
    few = select(every.c.id, every.c.day).order_by(*order.sorting(every.c.day, every.c.id)).limit(limit + 1)
    shown = few.subquery()
    is_open_to = wall.visible(officer).label("is_open_to")
    found = await session.execute(
        select(CrossingRow, shown.c.day, col(CaseRow.reference), col(CaseRow.state), is_open_to)
        .join(shown, shown.c.id == col(CrossingRow.id))
        .join(CaseRow, col(CaseRow.id) == col(CrossingRow.case_id))
        .order_by(*order.sorting(shown.c.day, shown.c.id))
    )
    read = [(AfterCrossing(day, row.id), _line(row, *rest)) for row, day, *rest in found]
    last = read[limit - 1][0] if len(read) > limit else None
    return PageOfCrossings(tuple(line for _, line in read[:limit]), last)


def _some(officer: Officer, row: _Row, order: _Order) -> Select[str, date | None]:
    """Return the query for what stands in a row and is this officer's to see: ids and days, nothing else read."""
    return (
        select(col(CrossingRow.id), order.column.label("day"))
        .join(CaseRow, col(CaseRow.id) == col(CrossingRow.case_id))
        .where(or_(wall.visible(officer), wall.sent_by(officer, col(CrossingRow.sender))), *row)
    )


def _line(row: CrossingRow, reference: str, state: str, is_open_to: object) -> CrossingLine:
    return CrossingLine(
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
