"""What changes in `retention` when a case changes: its row follows from the journal and is written with it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement
from sqlmodel import col

from intake.cases.case import Case
from intake.cases.codes import JournalCode
from intake.cases.retention import NOBODY, disposed, entered, is_held
from intake.storage.rows import Delete, Insert, Rows
from intake.storage.steps import Values
from intake.storage.tables import CaseRow


def retention_rows(before: Case | None, after: Case) -> Rows:
    """Return the row written anew, where it stands otherwise than before."""
    was, now = (_values(before) if before is not None else None), _values(after)
    if was == now:
        return Rows()
    return Rows(
        inserts=(Insert("retention", {"id": after.id, **now}),) if now is not None else (),
        deletes=(Delete("retention", after.id),) if before is not None else (),
    )


def is_kept() -> ColumnElement[bool]:
    """Return the condition on `case_file` for a case that was not disposed of: that has its filer no more."""
    return col(CaseRow.filer) != NOBODY


def _values(case: Case) -> Values | None:
    """Return the columns; None where there is nothing to say."""
    held = _held_at(case)
    asked, gone = entered(case), disposed(case)
    if held is None and asked is None and gone is None:
        return None
    said = gone.payload if gone is not None else {}
    by = said if gone is not None else (asked.payload if asked is not None else {})
    until = said.get("kept_until")
    return {
        "held_at": held,
        "asked_at": asked.recorded_at if asked is not None else None,
        "asker": str(by["asker"]) if by.get("asker") else None,
        "disposed_at": gone.recorded_at if gone is not None else None,
        "confirmer": str(said["confirmer"]) if gone is not None else None,
        "kept_until": date.fromisoformat(str(until)) if until else None,
        "basis": str(said["basis"]) if gone is not None else None,
        "counted": said.get("counted"),
    }


def _held_at(case: Case) -> object:
    if not is_held(case):
        return None
    held = [event.recorded_at for event in case.events if event.code == JournalCode.RETENTION_HELD]
    return held[-1]
