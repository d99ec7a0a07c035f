"""The tables of bureaus among each other: what waits where, units, who stands in for whom, faults told of."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from intake.storage.columns import UtcDateTime


class CrossingRow(SQLModel, table=True):
    """What crosses between bureaus, as a case's journal has it (`cases.crossing`), kept for lists and the wall.

    id      of the case and the crossing's key
    owner   code of the bureau that must act; sender of the one that sent it
    by_law  the law sets the day
    """

    __tablename__ = "crossing"
    __table_args__ = (
        Index("crossing_owner", "owner", "ended_on", "due_on"),
        Index("crossing_sender", "sender", "ended_on", "due_on"),
        Index("crossing_ended", "ended_on", "due_on"),
    )

    id: str = Field(primary_key=True)
    case_id: str = Field(foreign_key="case_file.id", index=True)
    kind: str
    step: str
    sender: str
    owner: str
    about: str
    opened_on: date
    due_on: date
    by_law: bool
    ended_on: date | None = None
    ended_as: str


class UnitRow(SQLModel, table=True):
    """A unit inside a bureau (科室、所、支队)."""

    __tablename__ = "bureau_unit"
    __table_args__ = (UniqueConstraint("bureau", "name", name="bureau_unit_name"),)

    id: str = Field(primary_key=True)
    bureau: str
    name: str
    is_active: bool


class StandInRow(SQLModel, table=True):
    """Who acts for whom, from when to when. Nothing is erased: what was done in that time names it.

    kind       deputy (for an officer or a head) or acting (主持工作, where a bureau has no principal)
    officer_id who stands in; for_id for whom, None for acting
    until_on   its last day
    ended_at   when an administrator ended it before that day
    """

    __tablename__ = "stand_in"
    __table_args__ = (Index("stand_in_officer", "officer_id", "until_on"),)

    id: str = Field(primary_key=True)
    kind: str
    bureau: str
    officer_id: str = Field(foreign_key="officer.id")
    for_id: str | None = Field(default=None, foreign_key="officer.id")
    from_on: date
    until_on: date
    by: str
    entered_at: datetime = Field(sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    ended_by: str | None = None


class FaultToldRow(SQLModel, table=True):
    """A fault that was told of in a morning's digest: each once.

    key  what it is, and the day it counts from: what fails anew is told anew
    """

    __tablename__ = "fault_told"

    key: str = Field(primary_key=True)
    at: datetime = Field(sa_type=UtcDateTime)
