"""The table of guidance and trainings that had no appointment: they belong to a bureau, not to a case."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Index, LargeBinary
from sqlmodel import Field, SQLModel

from intake.storage.columns import UtcDateTime


class GuidanceEventRow(SQLModel, table=True):
    """An entry of the ledger of guidance without a consultation. Its words are sealed for the service.

    at_station    the companies agreed that the station may know of it
    by            id of the officer who entered it
    withdrawn_at  when an officer said that it was a mistake; it stays, and is not counted
    """

    __tablename__ = "guidance_event"
    __table_args__ = (Index("guidance_event_bureau", "bureau", "held_on"),)

    id: str = Field(primary_key=True)
    bureau: str
    held_on: date
    service: str
    people: int
    at_station: bool
    sealed: bytes = Field(sa_type=LargeBinary)
    by: str
    entered_at: datetime = Field(sa_type=UtcDateTime)
    withdrawn_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    withdrawn_by: str | None = None
