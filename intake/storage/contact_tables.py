"""Liaison and guidance officers of the bureaus, and which company has which guidance officer."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Index, LargeBinary
from sqlmodel import Field, SQLModel

from intake.storage.columns import UtcDateTime


class ContactPersonRow(SQLModel, table=True):
    """One liaison or guidance officer (联络员, 指导员). Who it is, is sealed for the service.

    kind         liaison, guide
    place        the park they are there for; "" the whole district
    sealed       name, how to reach them through this service, and a number where they agreed to its being shown
    valid_until  their last day; None: open
    ended_at     when the bureau took them out of the directory
    """

    __tablename__ = "contact_person"
    __table_args__ = (Index("contact_person_bureau", "bureau", "kind"),)

    id: str = Field(primary_key=True)
    bureau: str
    kind: str
    place: str
    sealed: bytes = Field(sa_type=LargeBinary)
    valid_from: date
    valid_until: date | None = None
    by: str
    entered_at: datetime = Field(sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    ended_by: str = ""


class GuideAssignmentRow(SQLModel, table=True):
    """That a company has a guidance officer. Its name is sealed for the service.

    standing  bureau and keyed id of the company as long as it stands: a company has one at a time; None after
    case_id   the consultation in which it asked for one; "" without
    """

    __tablename__ = "guide_assignment"
    __table_args__ = (Index("guide_assignment_case", "case_id"), Index("guide_assignment_bureau", "bureau"))

    id: str = Field(primary_key=True)
    bureau: str
    contact_id: str
    sealed: bytes = Field(sa_type=LargeBinary)
    standing: str | None = Field(default=None, unique=True)
    case_id: str = ""
    by: str
    at: datetime = Field(sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    ended_by: str = ""
