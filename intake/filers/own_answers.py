"""What a filer filled in and handed in, for themselves. What names them is sealed apart, and stays there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import orjson
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.cases.case import Case
from intake.storage.sealing import CaseKey
from intake.storage.tables import CaseTextRow


@dataclass(frozen=True, slots=True)
class OwnAnswers:
    """The answers as they are kept.

    form_version  of the form that was asked
    fields        by name, as they were understood
    typed         by name, in the filer's own words
    """

    form_version: str = ""
    fields: Mapping[str, object] = field(default_factory=dict)
    typed: Mapping[str, str] = field(default_factory=dict)


NO_ANSWERS: Final = OwnAnswers()


async def own_answers(session: AsyncSession, case: Case, key: CaseKey) -> OwnAnswers:
    """Return what was filled in, without who filled it in: whoever has the code is not always its filer."""
    sealed = await session.scalar(select(col(CaseTextRow.sealed)).where(col(CaseTextRow.case_id) == case.id))
    if sealed is None:
        return NO_ANSWERS
    filed = orjson.loads(key.unseal(sealed, "case_text"))
    return OwnAnswers(case.form_version, filed["fields"], filed.get("typed", {}))
