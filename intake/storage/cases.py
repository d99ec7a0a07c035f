"""Cases read from their rows, whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

import msgspec
from sqlalchemy import ColumnElement, Select, bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.cases.case import Case, CaseClock
from intake.cases.changes import KnownFiler
from intake.cases.codes import READINGS, CaseKind, CaseState, Outcome
from intake.cases.parting import origin_of
from intake.clocks.clock import ClockEvent, ClockState
from intake.storage.assist_table import CaseAssistRow
from intake.storage.circle_rows import circle_of
from intake.storage.sealing import CaseKey, Vault
from intake.storage.tables import CaseClockRow, CaseIdentityRow, CaseKeyRow, CaseRow, JournalRow


async def found_case(
    session: AsyncSession, vault: Vault, *conditions: ColumnElement[bool]
) -> tuple[Case, CaseKey] | None:
    """Return the one case for which the conditions on `case_file` hold, with its key; None when there is none."""
    return await found_by(session, vault, finding(*conditions))


def finding(*conditions: ColumnElement[bool]) -> Select[CaseRow, bytes]:
    """Return what `found_by` asks: kept by whoever asks often, since to build it takes longer than to ask it."""
    return (
        select(CaseRow, col(CaseKeyRow.wrapped))
        .join(CaseKeyRow, col(CaseKeyRow.case_id) == col(CaseRow.id))
        .where(*conditions)
    )


async def found_by(
    session: AsyncSession, vault: Vault, query: Select[CaseRow, bytes], **values: str
) -> tuple[Case, CaseKey] | None:
    """Return the one case of such a query, with its key.

    values  by the names of its parameters
    """
    row = (await session.execute(query, values)).first()
    if row is None:
        return None
    case, wrapped = row
    return await whole_case(session, case), vault.unwrap(wrapped, case.id)


async def known_filer(session: AsyncSession, vault: Vault, case: Case, key: CaseKey) -> KnownFiler:
    """Return who filed the case, and how they are reached; of a part it stands with its filing alone."""
    origin = origin_of(case)
    if origin is not None:
        wrapped = select(col(CaseKeyRow.wrapped)).where(col(CaseKeyRow.case_id) == origin.filing)
        key = vault.unwrap(await session.scalar(wrapped) or b"", origin.filing)
    whose = case.id if origin is None else origin.filing
    sealed = await session.scalar(select(col(CaseIdentityRow.sealed)).where(col(CaseIdentityRow.case_id) == whose))
    return msgspec.json.decode(key.unseal(sealed or b"", "case_identity"), type=KnownFiler)


async def whole_case(session: AsyncSession, row: CaseRow) -> Case:
    """Return the case of a row, with what belongs to it in other tables."""
    this = {"case": row.id}
    assisting = await session.scalars(_ASSISTING, this)
    clocks = await session.scalars(_CLOCKS, this)
    journal = await session.execute(_JOURNAL, this)
    circle = await circle_of(session, row.id)
    case = case_of(row, tuple(assisting), tuple(_clock_of(clock) for clock in clocks), circle)
    return replace(case, events=tuple(_event_of(*entry) for entry in journal))


def case_of(
    row: CaseRow, assisting: Sequence[str], clocks: Sequence[CaseClock] = (), circle: Sequence[str] = ()
) -> Case:
    """Return the case of its rows."""
    return Case(
        id=row.id,
        reference=row.reference,
        kind=CaseKind(row.kind),
        state=CaseState(row.state),
        channel=row.channel,
        demo=row.demo,
        filer=row.filer,
        anonymous=row.anonymous,
        secret_kind=row.secret_kind,
        place_district=row.place_district,
        place_unit=row.place_unit,
        lead_bureau=row.lead_bureau,
        received_at=row.received_at,
        form_version=row.form_version,
        route=row.route,
        assisting=tuple(assisting),
        outcome=Outcome(row.outcome) if row.outcome else None,
        closed_at=row.closed_at,
        version=row.version,
        circle=tuple(circle),
        clocks=tuple(clocks),
    )


def _clock_of(row: CaseClockRow) -> CaseClock:
    return CaseClock(
        name=row.name,
        subject=row.subject,
        started_at=row.started_at,
        due_on=row.due_on,
        due_at=row.due_at,
        state=ClockState(row.state),
        provisional=row.provisional,
        basis=row.basis,
        counted=row.counted,
        id=row.id,
    )


_HEARD = (
    col(JournalRow.seq),
    col(JournalRow.code),
    col(JournalRow.at),
    col(JournalRow.effective_at),
    col(JournalRow.subject),
    col(JournalRow.supersedes),
    col(JournalRow.payload),
)
# Asked whenever a case is read: built once.
_ASSISTING = (
    select(col(CaseAssistRow.bureau))
    .where(col(CaseAssistRow.case_id) == bindparam("case"))
    .order_by(col(CaseAssistRow.bureau))
)
_CLOCKS = (
    select(CaseClockRow)
    .where(col(CaseClockRow.case_id) == bindparam("case"))
    .order_by(col(CaseClockRow.started_at), col(CaseClockRow.id))
)
_JOURNAL = (
    select(*_HEARD)
    .where(col(JournalRow.case_id) == bindparam("case"), col(JournalRow.code).not_in(READINGS))
    .order_by(col(JournalRow.seq))
)


def _event_of(
    seq: int,
    code: str,
    at: datetime,
    effective_at: datetime | None,
    subject: str | None,
    supersedes: int | None,
    payload: Mapping[str, object],
) -> ClockEvent:
    return ClockEvent(seq, code, effective_at or at, at, subject or "", supersedes, payload)
