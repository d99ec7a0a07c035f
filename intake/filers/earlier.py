"""Whether somebody filed something about the same before: their own cases under their name, and nobody else's.

Who they are is the account, the session or the code that was proven, never a name or a telephone. A draft without
a name is compared with nothing, and nothing with a case without one (docs/decisions/016).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

import orjson
from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.cases.codes import REPORTS
from intake.cases.likeness import CANDIDATE, filing_of, likeness
from intake.forms.draft import Draft
from intake.storage.sealing import Vault
from intake.storage.tables import CaseKeyRow, CaseRow, CaseTextRow

# So many of the newest are looked at.
_LOOKED_AT: Final = 20


@dataclass(frozen=True, slots=True)
class Earlier:
    """A case of before.

    reasons  in what the draft is like it
    """

    reference: str
    kind: str
    state: str
    received_at: datetime
    reasons: tuple[str, ...]


def is_like_nothing(draft: Draft) -> bool:
    """Say whether a draft is compared with nothing: it has no name, or is no report."""
    return draft.anonymous or draft.kind not in REPORTS


async def earlier_like(
    session: AsyncSession, vault: Vault, theirs: ColumnElement[bool], draft: Draft
) -> Earlier | None:
    """Return the case that the draft is likest to; None where it is like none.

    theirs  the condition for what is the person's own
    """
    if is_like_nothing(draft):
        return None
    query = (
        select(CaseRow, col(CaseKeyRow.wrapped), col(CaseTextRow.sealed))
        .join(CaseKeyRow, col(CaseKeyRow.case_id) == col(CaseRow.id))
        .join(CaseTextRow, col(CaseTextRow.case_id) == col(CaseRow.id))
        .where(theirs, col(CaseRow.anonymous).is_(False), col(CaseRow.kind).in_(sorted(REPORTS)))
        .order_by(col(CaseRow.id).desc())
        .limit(_LOOKED_AT)
    )
    mine = filing_of("", draft.fields)
    best: tuple[int, Earlier] | None = None
    for row, wrapped, sealed in await session.execute(query):
        fields = orjson.loads(vault.unwrap(wrapped, row.id).unseal(sealed, "case_text"))["fields"]
        alike = likeness(mine, filing_of(row.id, fields))
        if alike.score >= CANDIDATE and (best is None or alike.score > best[0]):
            best = alike.score, Earlier(row.reference, row.kind, row.state, row.received_at, alike.reasons)
    return best[1] if best else None
