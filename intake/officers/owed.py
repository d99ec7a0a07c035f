"""Which reports wait for their filer to be told what came of them: at once, no number of days (AUCL25 第20条)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from intake.cases.codes import REPORTS, CaseState
from intake.cases.letters import RESULT_TOLD
from intake.officers import wall
from intake.officers.lately import closed_since, together
from intake.storage.tables import CaseRow, JournalRow

_LOOKS_BACK: Final = timedelta(days=180)
# Of one state and one way in through the wall.
_MOST: Final = 2_000
_DECIDED: Final = (CaseState.DOCKETED.value, CaseState.NOT_DOCKETED.value)


def owing_a_result(
    now: datetime, viewer: wall.Viewer, *conditions: ColumnElement[bool]
) -> Select[str, str, str, datetime]:
    """Return a query for id, reference, bureau, and since when it is owed; the longest received first.

    Which they are, `cases.letter_moves.owes_result` says. They are looked for among those that were decided and
    those closed lately, as many as a list looks at: not among all that were ever received.
    """
    some = together([*_decided(viewer), *closed_since(viewer, now - _LOOKS_BACK)])
    entry, told, decided = (aliased(JournalRow) for _ in range(3))
    last = (
        select(func.max(col(entry.seq)))
        .where(col(entry.case_id) == col(CaseRow.id), is_decision(entry))
        .correlate(CaseRow)
        .scalar_subquery()
    )
    is_told = select(col(told.seq)).where(
        col(told.case_id) == col(CaseRow.id), col(told.code) == RESULT_TOLD, col(told.seq) > last
    )
    return (
        select(
            col(CaseRow.id),
            col(CaseRow.reference),
            col(CaseRow.lead_bureau),
            col(decided.at),
        )
        .join(some, some.c.id == col(CaseRow.id))
        .join(decided, and_(col(decided.case_id) == col(CaseRow.id), col(decided.seq) == last))
        .where(
            col(CaseRow.state).in_((*_DECIDED, CaseState.CLOSED.value)),
            col(CaseRow.kind).in_(sorted(REPORTS)),
            col(CaseRow.anonymous).is_(False),
            ~is_told.exists(),
            *conditions,
        )
        .order_by(some.c.received_at, some.c.id)
    )


def is_decision(entry: type[JournalRow]) -> ColumnElement[bool]:
    """Return the condition for an entry that says what came of a report: after docketing its closing says more."""
    docketed = aliased(JournalRow)
    was_docketed = select(col(docketed.seq)).where(
        col(docketed.case_id) == col(entry.case_id), col(docketed.code) == "docketed"
    )
    return or_(col(entry.code).in_(_DECIDED), and_(col(entry.code) == "closed", was_docketed.exists()))


def _decided(viewer: wall.Viewer) -> list[Select[str, datetime]]:
    """Return the queries for what was decided and is not closed yet, state by state as the index has them."""
    return [
        select(col(CaseRow.id), col(CaseRow.received_at)).where(opening, col(CaseRow.state) == state).limit(_MOST)
        for opening in wall.openings(viewer)
        for state in _DECIDED
    ]
