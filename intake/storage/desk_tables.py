"""The tables of work inside a bureau: who handles what, what letters begin with."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import UniqueConstraint, false
from sqlmodel import Field, SQLModel

from intake.storage.columns import UtcDateTime


class CaseHandlerRow(SQLModel, table=True):
    """An officer who handles a case, as its journal has it; kept for lists.

    id  the case and the officer
    """

    __tablename__ = "case_handler"

    id: str = Field(primary_key=True)
    case_id: str = Field(foreign_key="case_file.id", index=True)
    officer_id: str = Field(index=True)


class CasePartRow(SQLModel, table=True):
    """A case that is a part of a filing, or followed it when it was closed, as its journal has it.

    number   which part or follower it is, from 1
    follows  it is no part
    """

    __tablename__ = "case_part"

    part_id: str = Field(primary_key=True, foreign_key="case_file.id")
    filing_id: str = Field(foreign_key="case_file.id", index=True)
    number: int
    follows: bool = Field(default=False, sa_column_kwargs={"server_default": false()})


class CaseGroupRow(SQLModel, table=True):
    """A case that is in a group of nearly the same filings, as its journal has it.

    id  the case
    """

    __tablename__ = "case_group"

    id: str = Field(primary_key=True, foreign_key="case_file.id")
    group_id: str = Field(index=True)


class CannedReplyRow(SQLModel, table=True):
    """A version of a canned reply; the newest of a name is the one that is offered, unless it is withdrawn.

    text  with fields in braces, of those that `cases.letters` knows
    """

    __tablename__ = "canned_reply"
    __table_args__ = (UniqueConstraint("name", "version", name="canned_reply_version"),)

    id: str = Field(primary_key=True)
    name: str
    version: int
    text: str
    by: str
    at: datetime = Field(sa_type=UtcDateTime)
    withdrawn_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class CaseLinkRow(SQLModel, table=True):
    """Two cases that an officer linked; each stays what it is. The reason stands sealed in the journal of both.

    case_id   the one that stands for the older or leading one
    kind      `cases.linking.LinkKind`
    """

    __tablename__ = "case_link"
    __table_args__ = (UniqueConstraint("case_id", "other_id", name="case_link_pair"),)

    id: str = Field(primary_key=True)
    case_id: str = Field(foreign_key="case_file.id", index=True)
    other_id: str = Field(foreign_key="case_file.id", index=True)
    kind: str
    by: str
    at: datetime = Field(sa_type=UtcDateTime)
