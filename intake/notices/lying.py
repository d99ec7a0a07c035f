"""What waits on a person, without a clock, for too long: words, results, transfers, drafts. It only reads.

How long is too long is ours, in days, and no limit of the law. What has a clock is told of by its own rungs
(`warnings`), what crosses between bureaus by its day (`between`).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Select, exists, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.cases.codes import FINAL_STATES, CaseState
from intake.clocks.calendar import day_in_shanghai
from intake.clocks.clock import OPEN_STATES
from intake.evidence.arriving import GIVEN_UP
from intake.notices.fault import Fault, FaultKind
from intake.officers import wall
from intake.officers.approving import waiting_for
from intake.officers.officer import Officer
from intake.officers.rule_versions import DRAFT
from intake.storage.bureau_tables import CrossingRow
from intake.storage.retention_table import RetentionRow
from intake.storage.rules_table import RoutingVersionRow
from intake.storage.tables import AppointmentRow, CaseClockRow, CaseRow
from intake.storage.transfer_tables import TransferRow
from intake.storage.upload_tables import ArrivingRow
from intake.transfers.codes import TRANSFER_STATES

# After so many days somebody hears of it.
TOO_LONG: Final[Mapping[FaultKind, timedelta]] = {
    FaultKind.UNREAD: timedelta(days=5),
    FaultKind.UNTOLD: timedelta(days=7),
    FaultKind.TRANSFER: timedelta(days=5),
    FaultKind.DISPOSAL: timedelta(days=14),
    FaultKind.DRAFT: timedelta(days=7),
    FaultKind.RESTING: timedelta(days=28),
}
# A body outside is asked again rung by rung (`transfers.chasers`), the last time after fifteen working days.
_TOO_LONG_FOR_THEM: Final = timedelta(days=28)
# What was not fetched is over, and its filer was told: somebody may still call them.
_GIVEN_UP_TOLD_FOR: Final = timedelta(days=7)
_MOST: Final = 300


async def left_lying(session: AsyncSession, officer: Officer, now: datetime) -> list[Fault]:
    """Return what of this officer's bureau, or for who sees all of any, lies there too long."""
    found = [*await _unread(session, officer, now), *await _untold(session, officer, now)]
    found += await _transfers(session, officer, now)
    found += await _disposals(session, officer, now)
    found += await _media(session, officer, now)
    return found + await _resting(session, officer, now)


async def waiting_for_consent(session: AsyncSession, officer: Officer, now: datetime) -> list[Fault]:
    """Return the requests of colleagues that wait for this officer's word; each ends by itself when it lapses."""
    return [
        Fault(
            f"approval {one.reference} {one.what} {one.lapses_at.isoformat()}",
            FaultKind.APPROVAL,
            one.what,
            one.reference,
            officer.bureau or "",
            None,
        )
        for one in await waiting_for(session, officer, now)
    ]


async def drafts_left(session: AsyncSession, now: datetime) -> list[Fault]:
    """Return the draft of routing rules that nobody has published or given up."""
    since = col(RoutingVersionRow.drafted_at)
    found = await session.execute(
        select(col(RoutingVersionRow.id), since).where(
            col(RoutingVersionRow.is_open) == DRAFT, since < now - TOO_LONG[FaultKind.DRAFT]
        )
    )
    return [
        Fault(f"draft {draft}", FaultKind.DRAFT, "", "", "", day_in_shanghai(drafted_at), href="/desk/rules")
        for draft, drafted_at in found
    ]


async def _unread(session: AsyncSession, officer: Officer, now: datetime) -> list[Fault]:
    since = col(CaseRow.unread_since)
    query = _cases(officer, since).where(since < now - TOO_LONG[FaultKind.UNREAD])
    return [
        _of_case(FaultKind.UNREAD, reference, bureau, at) for reference, bureau, at in await session.execute(query)
    ]


async def _untold(session: AsyncSession, officer: Officer, now: datetime) -> list[Fault]:
    since = col(CaseRow.result_owed_since)
    query = _cases(officer, since).where(since < now - TOO_LONG[FaultKind.UNTOLD])
    return [
        _of_case(FaultKind.UNTOLD, reference, bureau, at) for reference, bureau, at in await session.execute(query)
    ]


async def _transfers(session: AsyncSession, officer: Officer, now: datetime) -> list[Fault]:
    """Return the transfers without a clock that nobody has gone on with, theirs and ours."""
    found = await session.execute(
        select(TransferRow, col(CaseRow.reference))
        .join(CaseRow, col(CaseRow.id) == col(TransferRow.case_id))
        .where(
            wall.led(officer),
            col(TransferRow.is_over).is_(False),
            col(TransferRow.due_on).is_(None),
            col(TransferRow.since) < now - TOO_LONG[FaultKind.TRANSFER],
        )
        .order_by(col(TransferRow.since), col(TransferRow.id))
        .limit(_MOST)
    )
    return [
        Fault(
            f"transfer {row.id} {row.state}",
            FaultKind.TRANSFER,
            TRANSFER_STATES.get(row.state, ""),
            reference,
            row.bureau,
            day_in_shanghai(row.since),
            href=f"/desk/cases/{reference}/transfers/{row.number}",
        )
        for row, reference in found
        if not row.waits_for_them or row.since < now - _TOO_LONG_FOR_THEM
    ]


async def _disposals(session: AsyncSession, officer: Officer, now: datetime) -> list[Fault]:
    since = col(RetentionRow.asked_at)
    query = (
        _cases(officer, since)
        .join(RetentionRow, col(RetentionRow.id) == col(CaseRow.id))
        .where(since < now - TOO_LONG[FaultKind.DISPOSAL], col(RetentionRow.disposed_at).is_(None))
    )
    return [
        _of_case(FaultKind.DISPOSAL, reference, bureau, at, href="/desk/retention")
        for reference, bureau, at in await session.execute(query)
    ]


async def _media(session: AsyncSession, officer: Officer, now: datetime) -> list[Fault]:
    since = col(ArrivingRow.created_at)
    query = (
        _cases(officer, since)
        .join(ArrivingRow, col(ArrivingRow.case_id) == col(CaseRow.id))
        .where(col(ArrivingRow.state) == GIVEN_UP, since > now - _GIVEN_UP_TOLD_FOR)
    )
    return [
        _of_case(FaultKind.MEDIA, reference, bureau, at, href="/desk/#part-stuck")
        for reference, bureau, at in await session.execute(query)
    ]


async def _resting(session: AsyncSession, officer: Officer, now: datetime) -> list[Fault]:
    """Return the open cases that nothing else tells of: no clock, no crossing, no day that was agreed."""
    since, this = col(CaseRow.active_at), col(CaseRow.id)
    runs = exists().where(col(CaseClockRow.case_id) == this, col(CaseClockRow.state).in_(sorted(OPEN_STATES)))
    waits = exists().where(col(CrossingRow.case_id) == this, col(CrossingRow.ended_on).is_(None))
    to_come = exists().where(col(AppointmentRow.case_id) == this, col(AppointmentRow.day) >= day_in_shanghai(now))
    query = _cases(officer, since).where(
        since < now - TOO_LONG[FaultKind.RESTING],
        # A filing that was split waits for its parts, each of which is a case of its own.
        col(CaseRow.state).not_in({*FINAL_STATES, CaseState.SPLIT}),
        ~runs,
        ~waits,
        ~to_come,
    )
    return [
        _of_case(FaultKind.RESTING, reference, bureau, at)
        for reference, bureau, at in await session.execute(query)
    ]


def _cases(officer: Officer, since: Any) -> Select[str, str, datetime]:
    """Return a query for reference, bureau and that instant of cases this officer's bureau answers for."""
    return (
        select(col(CaseRow.reference), col(CaseRow.lead_bureau), since)
        .where(wall.led(officer))
        .order_by(since, col(CaseRow.id))
        .limit(_MOST)
    )


def _of_case(kind: FaultKind, reference: str, bureau: str, since: datetime, href: str = "") -> Fault:
    return Fault(
        f"{kind} {reference} {since.isoformat()}", kind, "", reference, bureau, day_in_shanghai(since), href
    )
