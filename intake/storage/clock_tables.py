"""The tables beside the clocks: imported years of the working calendar, and who was told of what."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel

from intake.storage.columns import UtcDateTime
from intake.stored import StoredObject


class CalendarChangeRow(SQLModel, table=True):
    """That a year's holidays were imported or taken back. Nothing is erased.

    source  the notice's number; "" for one that was taken back
    by      id of the officer, or a word of `journal.accounts`
    """

    __tablename__ = "calendar_change"

    id: str = Field(primary_key=True)
    year: int
    source: str
    by: str
    at: datetime = Field(sa_type=UtcDateTime, index=True)


class CalendarYearRow(SQLModel, table=True):
    """A year's holidays that an operator imported; wins over what ships.

    notice  as `clocks.notices.HolidayNotice` has it, as JSON
    """

    __tablename__ = "calendar_year"

    year: int = Field(primary_key=True)
    notice: StoredObject = Field(sa_type=JSON)
    imported_at: datetime = Field(sa_type=UtcDateTime)


class ClockToldRow(SQLModel, table=True):
    """Somebody was told of a clock: each rung once, and once more where the date has moved.

    receiver, rung  as `clocks.warnings` calls them
    due_on          of which date they were told
    """

    __tablename__ = "clock_told"

    clock_id: str = Field(primary_key=True)
    receiver: str = Field(primary_key=True)
    rung: str = Field(primary_key=True)
    due_on: date = Field(primary_key=True, index=True)
    at: datetime = Field(sa_type=UtcDateTime)


class OfficerMailRow(SQLModel, table=True):
    """Where an officer gets notices by mail; whoever has no row looks at the desk."""

    __tablename__ = "officer_mail"

    officer_id: str = Field(primary_key=True, foreign_key="officer.id")
    address: str
