"""Views of the list of cases that somebody keeps: for themselves, or for their bureau."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import LargeBinary
from sqlmodel import Field, SQLModel

from intake.storage.columns import UtcDateTime


class SavedViewRow(SQLModel, table=True):
    """A view: what it is called, sealed, and the query of its address, which names nobody.

    bureau  whose people see it; None: the officer alone
    """

    __tablename__ = "saved_view"

    id: str = Field(primary_key=True)
    officer_id: str = Field(foreign_key="officer.id", index=True)
    bureau: str | None = Field(default=None, index=True)
    name: bytes = Field(sa_type=LargeBinary)
    query: str
    created_at: datetime = Field(sa_type=UtcDateTime)
