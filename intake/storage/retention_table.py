"""The table of what is held back, waits to be disposed of, or was: as the journals of the cases have it."""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import Field, SQLModel

from intake.storage.columns import JSON_OR_NULL, UtcDateTime
from intake.stored import StoredObject


class RetentionRow(SQLModel, table=True):
    """How a case stands towards its disposal; a case that nobody has spoken of has no row.

    id          the case
    held_at     since when it is held back
    asked_at, asker       when its disposal was asked for, and by which officer; None: it is not
    disposed_at, confirmer  when it was disposed of, and who confirmed it: the disposal record, which stays
    kept_until  until when it had to be kept; basis: the decision that says so
    counted     what went: how many files, words, letters, papers
    """

    __tablename__ = "retention"

    id: str = Field(primary_key=True, foreign_key="case_file.id")
    held_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    asked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    asker: str | None = None
    disposed_at: datetime | None = Field(default=None, sa_type=UtcDateTime, index=True)
    confirmer: str | None = None
    kept_until: date | None = None
    basis: str | None = None
    counted: StoredObject | None = Field(default=None, sa_type=JSON_OR_NULL)
