"""Which consultation a filer speaks of who says no number, and where they said that they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import orjson
from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.cases.codes import FINAL_STATES, CaseKind, CaseState
from intake.geography.place import KeptPlace
from intake.storage.desk_tables import CasePartRow
from intake.storage.sealing import Vault
from intake.storage.tables import AppointmentRow, CaseKeyRow, CaseRow, CaseTextRow

# What was split is spoken of in its parts.
_SPOKEN_OF_NO_MORE: Final = (CaseState.SPLIT, *FINAL_STATES)


@dataclass(frozen=True, slots=True)
class OwnSeat:
    """Where somebody said in a consultation of theirs that their company is.

    park  as they wrote it, with what else they said of where; "" where they named the district alone
    """

    bureau: str
    park: str


async def newest_consultation(session: AsyncSession, filings: Select[str]) -> str | None:
    """Return its id; None where there is none. Of several of one filing the one that has a time.

    filings  ids of what the filer filed
    """
    ids = filings.subquery()
    parts = select(col(CasePartRow.part_id)).where(col(CasePartRow.filing_id).in_(select(ids.c.id)))
    newest_first = col(CaseRow.received_at).desc(), col(AppointmentRow.case_id).is_(None), col(CaseRow.id)
    query = (
        select(col(CaseRow.id))
        .outerjoin(AppointmentRow, col(AppointmentRow.case_id) == col(CaseRow.id))
        .where(
            or_(col(CaseRow.id).in_(select(ids.c.id)), col(CaseRow.id).in_(parts)),
            col(CaseRow.kind) == CaseKind.CONSULTATION.value,
            col(CaseRow.state).not_in(_SPOKEN_OF_NO_MORE),
        )
        .order_by(*newest_first)
        .limit(1)
    )
    return await session.scalar(query)


async def own_seat(session: AsyncSession, vault: Vault, theirs: ColumnElement[bool]) -> OwnSeat | None:
    """Return where they said last that they are; None where they have filed no consultation.

    theirs  the condition for what is the person's own
    """
    query = (
        select(CaseRow, col(CaseKeyRow.wrapped), col(CaseTextRow.sealed))
        .join(CaseKeyRow, col(CaseKeyRow.case_id) == col(CaseRow.id))
        .join(CaseTextRow, col(CaseTextRow.case_id) == col(CaseRow.id))
        .where(theirs, col(CaseRow.kind) == CaseKind.CONSULTATION.value)
        .order_by(col(CaseRow.id).desc())
        .limit(1)
    )
    found = (await session.execute(query)).first()
    if found is None:
        return None
    row, wrapped, sealed = found
    fields = orjson.loads(vault.unwrap(wrapped, row.id).unseal(sealed, "case_text"))["fields"]
    place = KeptPlace.of(fields.get("district"))
    within = place.text if place and place.text != place.district else ""
    return OwnSeat(row.lead_bureau, f"{fields.get('park') or ''} {within}".strip())
