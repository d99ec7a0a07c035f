"""What entries of a journal say what came of a report."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from intake.cases.codes import CaseState
from intake.storage.tables import JournalRow


def is_decision(entry: type[JournalRow]) -> ColumnElement[bool]:
    """Return the condition for an entry that says what came of a report: after docketing its closing says more."""
    docketed = aliased(JournalRow)
    was_docketed = select(col(docketed.seq)).where(
        col(docketed.case_id) == col(entry.case_id), col(docketed.code) == "docketed"
    )
    decided = col(entry.code).in_((CaseState.DOCKETED.value, CaseState.NOT_DOCKETED.value))
    return or_(decided, and_(col(entry.code) == "closed", was_docketed.exists()))
