"""The table of self-assessments: somebody's own estimate against a standard, and the officer's beside it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, LargeBinary
from sqlmodel import Field, SQLModel

from intake.storage.columns import UtcDateTime


class EstimateRow(SQLModel, table=True):
    """One estimate. What was said in it, and who it is about, is sealed for the service.

    owner      keyed id of whoever made it: an account, a session, or a code that is kept nowhere
    subject    company, park
    standard   stamp of the standard it was made by
    sealed     the answers
    bureau     which may see it: its owner agreed; "" for none
    shared_at  when they did
    name       sealed: the company or park, as its owner named it to that bureau
    beside     of an officer's sheet: id of the estimate it stands beside
    by         of an officer's sheet: who filled it in
    """

    __tablename__ = "estimate"
    __table_args__ = (Index("estimate_owner", "owner", "subject"), Index("estimate_bureau", "bureau", "shared_at"))

    id: str = Field(primary_key=True)
    owner: str
    subject: str
    standard: str
    made_at: datetime = Field(sa_type=UtcDateTime)
    sealed: bytes = Field(sa_type=LargeBinary)
    bureau: str = ""
    shared_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    name: bytes | None = Field(default=None, sa_type=LargeBinary)
    beside: str = Field(default="", index=True)
    by: str = ""
