"""What changes in `case_clock` when a case changes: its rows follow from the journal and are written with it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from intake.cases.case import Case, CaseClock
from intake.ids import new_id
from intake.storage.rows import Delete, Insert, Rows, Update

_COLUMNS = ("name", "subject", "started_at", "due_on", "due_at", "state", "provisional", "basis", "counted")
# What stands in the row of the case itself, for lists.
OF_CLOCKS: Final = ("next_due_on", "stands_until", "estimated")


def clock_rows(before: Case | None, after: Case, at: datetime) -> Rows:
    """Return the rows of clocks that are new, that stand otherwise now, and that never began after all."""
    inserts, updates = [], []
    for clock, was in _changed(before, after):
        if was is None:
            inserts.append(Insert("case_clock", {"id": new_id(at), "case_id": after.id, **clock_values(clock)}))
        else:
            updates.append(Update("case_clock", clock.id, clock_values(clock)))
    kept = {clock.id for clock in after.clocks}
    stood = before.clocks if before else ()
    deletes = (Delete("case_clock", clock.id) for clock in stood if clock.id not in kept)
    return Rows(inserts=tuple(inserts), updates=tuple(updates), deletes=tuple(deletes))


def _changed(before: Case | None, after: Case) -> Iterator[tuple[CaseClock, CaseClock | None]]:
    """Give each clock that is new or another one than it was, with what it was."""
    known = {clock.id: clock for clock in before.clocks} if before else {}
    for clock in after.clocks:
        was = known.get(clock.id) if clock.id else None
        if was != clock:
            yield clock, was


def clock_values(clock: CaseClock) -> dict[str, object]:
    """Return the columns of a clock's row."""
    return {name: getattr(clock, name) for name in _COLUMNS}
