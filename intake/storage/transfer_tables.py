"""The tables of transfers: how each stands, the bodies as entered, reply links, and who was told to ask again."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import JSON, Index, LargeBinary
from sqlmodel import Field, SQLModel

from intake.storage.columns import UtcDateTime


class TransferRow(SQLModel, table=True):
    """A transfer as its case's journal has it, kept for the book and the lists; its steps stand in the journal.

    number   which of the case's transfers it is
    bureau   code of the bureau that made or received it
    body     code of the other side; the first one where there are several, all of them in `bodies`
    since    since when it has stood where it stands
    due      name of the clock that ends next; None where none runs
    """

    __tablename__ = "transfer"
    __table_args__ = (
        Index("transfer_book", "bureau", "is_over", "due_on", "id"),
        Index("transfer_waiting", "is_over", "waits_for_them", "since"),
    )

    id: str = Field(primary_key=True)
    case_id: str = Field(foreign_key="case_file.id", index=True)
    number: int
    kind: str
    direction: str
    state: str
    bureau: str
    body: str
    bodies: list[str] = Field(sa_type=JSON)
    is_over: bool
    waits_for_them: bool
    opened_at: datetime = Field(sa_type=UtcDateTime)
    since: datetime = Field(sa_type=UtcDateTime)
    due: str | None = None
    due_on: date | None = None
    due_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class BodyRow(SQLModel, table=True):
    """A body outside as entered on its page; stands in place of the one that ships with the same code."""

    __tablename__ = "body"

    code: str = Field(primary_key=True)
    kind: str
    level: str
    area: str
    name: str
    department: str
    address: str
    postcode: str
    phone: str
    post: str
    valid_from: date | None = None
    valid_until: date | None = None
    by_link: bool
    entered_at: datetime = Field(sa_type=UtcDateTime)
    entered_by: str


class ReplyLinkRow(SQLModel, table=True):
    """A link by which one body answers one question about one transfer; it opens nothing else.

    tag     keyed hash of the secret in the link
    sealed  question and facts listed; with the case's key
    """

    __tablename__ = "reply_link"

    id: str = Field(primary_key=True)
    case_id: str = Field(foreign_key="case_file.id", index=True)
    transfer_id: str = Field(index=True)
    tag: str = Field(unique=True)
    sealed: bytes = Field(sa_type=LargeBinary)
    made_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime, index=True)
    revoked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    answered_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    silent_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class ChaserRow(SQLModel, table=True):
    """The bureau was told to ask a body again: each rung once for each wait.

    since  since when the transfer has waited
    """

    __tablename__ = "chaser"

    transfer_id: str = Field(primary_key=True)
    rung: int = Field(primary_key=True)
    since: datetime = Field(primary_key=True, sa_type=UtcDateTime)
    at: datetime = Field(sa_type=UtcDateTime)
