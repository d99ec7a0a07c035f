"""The table of those who assist in a case beside the bureau that handles it, with what their lists ask of it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from intake.storage.columns import UtcDateTime


def _of_those_with(name: str, *columns: str) -> Index:
    """Return an index, by bureau, of the rows that have the last column: few have, others are not in it."""
    there = text(f"{columns[-1]} IS NOT NULL")
    return Index(name, "bureau", *columns, "case_id", sqlite_where=there, postgresql_where=there)


class CaseAssistRow(SQLModel, table=True):
    """A bureau that assists in a case, and so may see it.

    What lists ask of the case stands here again, under the names it has there (`LISTED`): a bureau finds what it
    assists in from the front of an index of its own. All of it is empty while the bureau handles the case itself,
    and once the case was disposed of: then no list finds it by this row.
    """

    __tablename__ = "case_assist"
    __table_args__ = (
        Index("case_assist_due", "bureau", "state", "next_due_on", "case_id"),
        Index("case_assist_kind", "bureau", "state", "kind", "next_due_on", "case_id"),
        Index("case_assist_received", "bureau", "received_at", "case_id"),
        Index("case_assist_active", "bureau", "active_at", "case_id"),
        _of_those_with("case_assist_unread", "unread_since"),
        _of_those_with("case_assist_reminded", "reminded_at"),
        _of_those_with("case_assist_marked", "closed_at", "mark"),
    )

    case_id: str = Field(primary_key=True, foreign_key="case_file.id")
    bureau: str = Field(primary_key=True)
    state: str | None = None
    kind: str | None = None
    next_due_on: date | None = None
    received_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    active_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    unread_since: datetime | None = Field(default=None, sa_type=UtcDateTime)
    reminded_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    closed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    mark: str | None = None


LISTED: Final = (
    "state", "kind", "next_due_on", "received_at", "active_at", "unread_since", "reminded_at", "closed_at", "mark",
)  # fmt: skip
