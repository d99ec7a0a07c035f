"""Counts the figures of the overview. Every query looks at no more than it says.

Cases closed to named officers are counted nowhere. A bureau's figures are those of the cases it leads now.
"""

from __future__ import annotations

import statistics as numbers
from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Final, cast

from sqlalchemy import ColumnElement, Subquery, and_, case, distinct, exists, func, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.cases.codes import FINAL_STATES, CaseState
from intake.clocks.calendar import day_in_shanghai
from intake.clocks.clock import COUNTING_STATES
from intake.ids import first_id_of
from intake.officers import wall
from intake.statistics.days import day_of
from intake.statistics.figures import (
    MOST_COUNTED,
    MOST_FOLLOWED,
    MOST_OPEN,
    SENT_ON,
    STAGES,
    Acceptance,
    Figures,
)
from intake.statistics.period import Period
from intake.storage.knowledge_tables import AskedRow, ReactionRow
from intake.storage.queried import AnyColumn, AnySelect
from intake.storage.tables import CaseClockRow, CaseRow, JournalRow
from intake.storage.transfer_tables import TransferRow
from intake.transfers.codes import Direction, TransferState

_UNFINISHED: Final = tuple(state for state in CaseState if state not in FINAL_STATES)
_STAGE: Final[Mapping[str, int]] = {
    TransferState.PREPARED: 0,
    TransferState.REPORTED: 0,
    TransferState.REJECTED: 0,
    TransferState.APPROVED: 1,
    TransferState.SENT: 2,
    TransferState.MISDIRECTED: 2,
    TransferState.FORWARDED: 2,
    TransferState.SENT_BACK: 2,
    TransferState.RECEIVED: 3,
    TransferState.RECONSIDERATION_SENT: 4,
    TransferState.RECONSIDERED: 4,
    TransferState.UPHELD: 4,
    TransferState.SUPERVISED: 4,
    TransferState.REFUSED: 4,
    TransferState.DOCKETED: 4,
    TransferState.DISPUTED: 4,
    TransferState.LEFT_TO_US: 5,
    TransferState.HANDED_OVER: 5,
    TransferState.RETURNED: 5,
    TransferState.DONE: 5,
}


async def figures_of(session: AsyncSession, period: Period, bureau: str | None, now: datetime) -> Figures:
    """Count what is told of a period.

    bureau  the cases it leads alone; None: all bureaus, and what people asked
    """
    received = _received(period, bureau, MOST_COUNTED + 1).subquery()
    by_day = await _grouped(session, received, day_of(received.c.received_at), received.c.kind)
    by_step: Counter[tuple[str, str]] = Counter()
    for (day, kind), number in by_day.items():
        by_step[period.step_of(date.fromisoformat(str(day))), str(kind)] += number
    total = sum(by_step.values())
    followed = _received(period, bureau, MOST_FOLLOWED).subquery()
    acceptance = await _acceptance(session, followed)
    sent_on, sent_on_cases = await _sent_on(session, followed)
    return Figures(
        period=period,
        bureau=bureau,
        at=now,
        total=min(total, MOST_COUNTED),
        is_cut=total > MOST_COUNTED,
        by_step=by_step,
        by_state=await _by(session, received, received.c.state),
        by_bureau={
            (str(one), str(kind)): number
            for (one, kind), number in (
                await _grouped(session, received, received.c.lead_bureau, received.c.kind)
            ).items()
        },
        open_states=await _open_states(session, bureau),
        overdue=await _overdue(session, bureau, day_in_shanghai(now)),
        acceptance=acceptance,
        followed=acceptance.signed + acceptance.waiting,
        sent_on=sent_on,
        sent_on_cases=sent_on_cases,
        transfers=await _transfers(session, period, bureau),
        answers=None if bureau is not None else await _answers(session, period),
    )


def _received(period: Period, bureau: str | None, most: int) -> AnySelect:
    """Select the cases of a period, the latest first: from the front of an index, and no more than `most`."""
    row = CaseRow
    query = (
        select(
            col(row.id),
            col(row.received_at),
            col(row.kind),
            col(row.state),
            col(row.lead_bureau),
        )
        .where(
            col(row.received_at) >= period.from_at, col(row.received_at) < period.until_at, wall.is_open_to_all()
        )
        .order_by(col(row.received_at).desc(), col(row.id).desc())
        .limit(most)
    )
    return query if bureau is None else query.where(col(row.lead_bureau) == bureau)


async def _grouped(session: AsyncSession, source: Subquery, *keys: AnyColumn) -> dict[tuple[object, ...], int]:
    found = await session.execute(select(*keys, func.count()).select_from(source).group_by(*keys))
    return {tuple(row[:-1]): cast("int", row[-1]) for row in found}


async def _by(session: AsyncSession, source: Subquery, key: AnyColumn) -> dict[str, int]:
    return {str(one): number for (one,), number in (await _grouped(session, source, key)).items()}


def _standing(bureau: str | None, *conditions: ColumnElement[bool]) -> Subquery:
    """Return the unfinished cases that fit: of each state what its index has first, no more than MOST_OPEN."""
    row = CaseRow
    where = [*conditions, wall.is_open_to_all()]
    if bureau is not None:
        where.append(col(row.lead_bureau) == bureau)
    parts = [
        select(col(row.id), col(row.state), col(row.lead_bureau))
        .where(col(row.state) == state, *where)
        .order_by(col(row.next_due_on), col(row.id))
        .limit(MOST_OPEN)
        for state in _UNFINISHED
    ]
    return union_all(*(select(part.subquery()) for part in parts)).subquery()


async def _open_states(session: AsyncSession, bureau: str | None) -> dict[str, int]:
    standing = _standing(bureau)
    return await _by(session, standing, standing.c.state)


async def _overdue(session: AsyncSession, bureau: str | None, today: date) -> dict[tuple[str, str], int]:
    late = _standing(bureau, col(CaseRow.next_due_on) < today)
    clock = CaseClockRow
    is_over = and_(col(clock.due_on) < today, col(clock.state).in_(sorted(COUNTING_STATES)))
    # Each case brings its few clocks. As a condition this would be looked up among all that are over, once a case.
    number = func.sum(case((is_over, 1), else_=0))
    query = (
        select(late.c.lead_bureau, col(clock.name), number)
        .join(clock, col(clock.case_id) == late.c.id)
        .group_by(late.c.lead_bureau, col(clock.name))
    )
    found = ((str(one), str(name), int(times)) for one, name, times in await session.execute(query))
    return {(one, name): times for one, name, times in found if times}


async def _acceptance(session: AsyncSession, followed: Subquery) -> Acceptance:
    entry = JournalRow
    is_signature = and_(col(entry.case_id) == followed.c.id, col(entry.code) == "signed_for")
    query = (
        select(followed.c.received_at, func.min(col(entry.at)))
        .select_from(followed.outerjoin(entry, is_signature))
        .group_by(followed.c.id, followed.c.received_at)
    )
    rows = (await session.execute(query)).all()
    took = sorted(_hours(at - received) for received, at in rows if at is not None)
    return Acceptance(
        signed=len(took),
        waiting=len(rows) - len(took),
        median=numbers.median(took) if took else None,
        slowest=took[min(len(took) - 1, -(-9 * len(took) // 10) - 1)] if took else None,
    )


async def _sent_on(session: AsyncSession, followed: Subquery) -> tuple[dict[str, int], int]:
    entry = JournalRow
    joined = followed.join(entry, and_(col(entry.case_id) == followed.c.id, col(entry.code).in_(list(SENT_ON))))
    times = func.count(distinct(followed.c.id))
    by_code = await session.execute(select(col(entry.code), times).select_from(joined).group_by(col(entry.code)))
    cases = await session.scalar(select(times).select_from(joined))
    return {str(code): int(number) for code, number in by_code}, int(cases or 0)


async def _transfers(session: AsyncSession, period: Period, bureau: str | None) -> list[int]:
    """Return how many transfers of the period got at least so far; those that were a mistake are none."""
    row = TransferRow
    of_the_period = (
        select(col(row.state))
        .join(CaseRow, col(CaseRow.id) == col(row.case_id))
        .where(
            col(row.id) >= first_id_of(period.from_at),
            col(row.id) < first_id_of(period.until_at),
            col(row.direction) == Direction.OUT,
            col(row.state).in_(list(_STAGE)),
            wall.is_open_to_all(),
        )
        .limit(MOST_OPEN)
    )
    if bureau is not None:
        of_the_period = of_the_period.where(col(row.bureau) == bureau)
    some = of_the_period.subquery()
    reached = [0] * len(STAGES)
    for state, number in (await _by(session, some, some.c.state)).items():
        for stage in range(_STAGE[state] + 1):
            reached[stage] += number
    return reached


async def _answers(session: AsyncSession, period: Period) -> dict[str, int]:
    # Whoever was shown titles and chose none of them found no answer either.
    none_chosen = exists().where(
        col(ReactionRow.asked_id) == col(AskedRow.id),
        col(ReactionRow.kind) == "choice",
        col(ReactionRow.value) == "none",
    )
    decision = case((none_chosen, "nothing"), else_=col(AskedRow.decision))
    asked = (
        select(decision.label("decision"))
        .where(col(AskedRow.hour) >= period.from_at, col(AskedRow.hour) < period.until_at)
        .limit(MOST_COUNTED)
        .subquery()
    )
    return await _by(session, asked, asked.c.decision)


def _hours(took: timedelta) -> float:
    return max(0.0, took.total_seconds() / 3600)
