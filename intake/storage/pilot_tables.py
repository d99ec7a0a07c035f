"""Pilot districts, what they and 市局 wrote about them, and the units that were recognised."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Index, LargeBinary, UniqueConstraint
from sqlmodel import Field, SQLModel

from intake.storage.columns import UtcDateTime


class PilotRow(SQLModel, table=True):
    """A district that was named a pilot; what was published says so, nothing of it is secret.

    bureau       code of its bureau
    round        version of the round it was named under
    until        last day of its term
    report_days  the days of a year on which it reports, as they stood then: "06-15,12-15"
    paper        the document that names it
    ended_on     the day from which it is none any more; None as long as its term lasts
    """

    __tablename__ = "pilot"
    __table_args__ = (UniqueConstraint("bureau", "round"),)

    id: str = Field(primary_key=True)
    bureau: str
    round: str
    named_on: date
    until: date
    report_days: str
    paper: str
    by: str
    entered_at: datetime = Field(sa_type=UtcDateTime)
    ended_on: date | None = None
    ended_why: str = ""
    ended_by: str = ""


class PilotPaperRow(SQLModel, table=True):
    """What was written about a pilot, every version of it; sealed for the service.

    kind    scheme, sheet, review, report
    due_on  of a report: the day it was due
    """

    __tablename__ = "pilot_paper"
    __table_args__ = (Index("pilot_paper_bureau", "bureau", "round"),)

    id: str = Field(primary_key=True)
    bureau: str
    round: str
    kind: str
    due_on: date | None = None
    sealed: bytes = Field(sa_type=LargeBinary)
    by: str
    made_at: datetime = Field(sa_type=UtcDateTime)


class PilotToldRow(SQLModel, table=True):
    """That a bureau was reminded of a report; without it it would be again."""

    __tablename__ = "pilot_told"

    pilot_id: str = Field(primary_key=True)
    due_on: date = Field(primary_key=True)
    rung: str = Field(primary_key=True)
    at: datetime = Field(sa_type=UtcDateTime)


class RecognisedUnitRow(SQLModel, table=True):
    """A company or park that was recognised; the list is published.

    bureau      of its district
    kind        company, park
    paper       the document that says so
    revoked_on  the day its recognition was revoked; None: it stands
    """

    __tablename__ = "recognised_unit"
    __table_args__ = (Index("recognised_unit_bureau", "bureau", "recognised_on"),)

    id: str = Field(primary_key=True)
    bureau: str
    kind: str
    name: str
    recognised_on: date
    paper: str
    by: str
    entered_at: datetime = Field(sa_type=UtcDateTime)
    revoked_on: date | None = None
    revoked_why: str = ""
    revoked_by: str = ""
