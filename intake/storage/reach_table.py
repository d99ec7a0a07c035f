"""The table of the accounts that may be written to in WeChat for the next two days."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import LargeBinary
from sqlmodel import Field, SQLModel

from intake.storage.columns import UtcDateTime


class ReachRow(SQLModel, table=True):
    """By what WeChat knows somebody who has filed under their name; never of anybody who has filed without one.

    id      keyed id of the account, as `case_file.filer` has it
    sealed  the openid
    until   when WeChat takes no message for them any more, and this row goes
    sent    how many were sent since they last wrote
    """

    __tablename__ = "reach"

    id: str = Field(primary_key=True)
    sealed: bytes = Field(sa_type=LargeBinary)
    until: datetime = Field(sa_type=UtcDateTime, index=True)
    sent: int
