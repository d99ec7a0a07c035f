"""What changes in `case_group` when a case changes: which group it is in follows from its journal."""

from __future__ import annotations

from intake.cases.case import Case
from intake.cases.grouping import group_of
from intake.storage.rows import Delete, Insert, Rows


def group_rows(before: Case | None, after: Case) -> Rows:
    """Return the row of a group that is new, and that of one which the case has left."""
    was, now = group_of(before) if before is not None else "", group_of(after)
    if was == now:
        return Rows()
    return Rows(
        inserts=(Insert("case_group", {"id": after.id, "group_id": now}),) if now else (),
        deletes=(Delete("case_group", after.id),) if was else (),
    )
