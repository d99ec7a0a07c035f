"""The table of the one switch that the service has: whether messages are answered by the program."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel

from intake.storage.columns import UtcDateTime


class SwitchRow(SQLModel, table=True):
    """The switch. There is no row as long as nobody ever turned it.

    name       what it switches: "answers"
    off_since  since when it is off; None: it is on
    sentence   what people are told meanwhile; "" while it is on
    """

    __tablename__ = "switch"

    name: str = Field(primary_key=True)
    off_since: datetime | None = Field(default=None, sa_type=UtcDateTime)
    sentence: str
