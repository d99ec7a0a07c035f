"""What changes in `crossing` when a case changes: its rows follow from the journal and are written with it."""

from __future__ import annotations

from intake.cases.case import Case
from intake.cases.crossing import Crossing
from intake.cases.crossings import crossings_of
from intake.storage.rows import Delete, Insert, Rows

_COLUMNS = ("kind", "step", "sender", "owner", "about", "opened_on", "due_on", "by_law", "ended_on", "ended_as")


def crossing_rows(before: Case | None, after: Case) -> Rows:
    """Return the rows of crossings that are new or stand otherwise now.

    What stands otherwise is written anew, so that a row which an older version never wrote is there from then on.
    """
    was = {one.key: one for one in crossings_of(before)} if before is not None else {}
    changed = [one for one in crossings_of(after) if was.get(one.key) != one]
    return Rows(
        inserts=tuple(Insert("crossing", _values(one, after.id)) for one in changed),
        deletes=tuple(Delete("crossing", _id(one, after.id)) for one in changed if before is not None),
    )


def _values(one: Crossing, case_id: str) -> dict[str, object]:
    return {"id": _id(one, case_id), "case_id": case_id} | {name: getattr(one, name) for name in _COLUMNS}


def _id(one: Crossing, case_id: str) -> str:
    return f"{case_id}:{one.key}"
