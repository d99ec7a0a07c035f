"""The rows of requests that wait for a second person: what the entries of a journal say of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from intake.cases.changes import JournalEntry
from intake.cases.codes import JournalCode
from intake.storage.rows import Delete, Insert

_OVER: Final = frozenset(
    {
        JournalCode.APPROVAL_GRANTED,
        JournalCode.APPROVAL_REFUSED,
        JournalCode.APPROVAL_TAKEN_BACK,
        JournalCode.APPROVAL_ENDED,
    }
)
_TABLE: Final = "approval_waiting"


@dataclass(frozen=True, slots=True)
class ApprovalRows:
    """What comes and goes."""

    inserts: tuple[Insert, ...]
    deletes: tuple[Delete, ...]


def approval_rows(entries: Iterable[JournalEntry]) -> ApprovalRows:
    """Return what entries come to."""
    every = tuple(entries)
    return ApprovalRows(
        tuple(_insert(entry) for entry in every if entry.code == JournalCode.APPROVAL_ASKED),
        tuple(Delete(_TABLE, str(entry.payload["request"])) for entry in every if entry.code in _OVER),
    )


def _insert(entry: JournalEntry) -> Insert:
    said = {name: str(entry.payload[name]) for name in ("bureau", "what", "asker")}
    lapses_at = datetime.fromisoformat(str(entry.payload["until"]))
    row = {"id": str(entry.payload["request"]), "case_id": entry.case_id, **said, "lapses_at": lapses_at}
    return Insert(_TABLE, row)
