"""What changes in `case_handler` when a case changes: who handles it follows from its journal."""

from __future__ import annotations

from intake.cases.case import Case
from intake.cases.handling import handlers_of
from intake.storage.rows import Delete, Insert, Rows


def handler_rows(before: Case | None, after: Case) -> Rows:
    """Return the rows of handlers who are new, and of those who have gone."""
    was = handlers_of(before) if before is not None else ()
    now = handlers_of(after)
    new = (one for one in now if one not in was)
    gone = (one for one in was if one not in now)
    return Rows(
        inserts=tuple(
            Insert("case_handler", {"id": _id(after, one), "case_id": after.id, "officer_id": one}) for one in new
        ),
        deletes=tuple(Delete("case_handler", _id(after, one)) for one in gone),
    )


def _id(case: Case, officer_id: str) -> str:
    return f"{case.id}:{officer_id}"
