"""The tables of talks with a person: which bureaus have a desk for them, the talks, their lines."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, LargeBinary, UniqueConstraint, false
from sqlmodel import Field, SQLModel

from intake.storage.columns import UtcDateTime


class TalkDeskRow(SQLModel, table=True):
    """When a bureau has officers at the talks desk; a bureau without a row has none.

    hours     spans of a working day, as `talks.hours` writes them
    patience  minutes after which the person hears that nobody has come
    quiet     minutes without a word after which a talk goes back to the bot
    mails     its officers get a mail when somebody waits
    """

    __tablename__ = "talk_desk"

    bureau: str = Field(primary_key=True)
    is_open: bool
    hours: str
    patience: int
    quiet: int
    mails: bool = Field(default=False, sa_column_kwargs={"server_default": false()})


class TalkRow(SQLModel, table=True):
    """A talk. It names nobody; its lines are sealed and erased with `person` when their time is over."""

    __tablename__ = "talk"
    __table_args__ = (
        Index("talk_person", "person", "state"),
        Index("talk_bureau", "bureau", "state", "opened_at"),
        Index("talk_ended", "ended_at"),
    )

    id: str = Field(primary_key=True)
    person: str
    channel: str
    bureau: str
    state: str
    officer_id: str | None = None
    opened_at: datetime = Field(sa_type=UtcDateTime)
    last_at: datetime = Field(sa_type=UtcDateTime)
    lines: int
    read_until: int
    taken_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    ended_as: str | None = None
    resumes: bool
    is_late: bool


class TalkLineRow(SQLModel, table=True):
    """A line of a talk; its number makes two acts at the same time harmless.

    by      `talks.talk.LineBy`
    sealed  what it says, bound to its row
    """

    __tablename__ = "talk_line"
    __table_args__ = (UniqueConstraint("talk_id", "n", name="talk_line_once"),)

    id: str = Field(primary_key=True)
    talk_id: str = Field(foreign_key="talk.id")
    n: int
    at: datetime = Field(sa_type=UtcDateTime)
    by: str
    officer_id: str | None = None
    sealed: bytes = Field(sa_type=LargeBinary)
