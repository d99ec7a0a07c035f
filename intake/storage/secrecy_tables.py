"""The tables of what not everybody at a bureau may see: circles, second persons, masked copies, settings."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, Index, LargeBinary, UniqueConstraint
from sqlmodel import Field, SQLModel

from intake.storage.columns import UtcDateTime
from intake.stored import StoredList


class CaseCircleRow(SQLModel, table=True):
    """One of those to whom a case is closed; a case without any is open to its whole bureau.

    id  case and officer, joined by a colon
    """

    __tablename__ = "case_circle"
    __table_args__ = (UniqueConstraint("case_id", "officer_id", name="case_circle_once"),)

    id: str = Field(primary_key=True)
    case_id: str = Field(foreign_key="case_file.id")
    officer_id: str = Field(foreign_key="officer.id", index=True)


class ApprovalWaitingRow(SQLModel, table=True):
    """A request that waits for a second person, as the case's journal has it; kept for the workbench alone.

    id         of the request, as in the journal
    what       `cases.approvals.What`
    lapses_at  from when on it is waited for no longer
    """

    __tablename__ = "approval_waiting"
    __table_args__ = (Index("approval_waiting_bureau", "bureau", "lapses_at"),)

    id: str = Field(primary_key=True)
    case_id: str = Field(foreign_key="case_file.id")
    bureau: str
    what: str
    asker: str
    lapses_at: datetime = Field(sa_type=UtcDateTime)


class BureauCareRow(SQLModel, table=True):
    """What an administrator has set for a bureau; a bureau without a row has nothing set.

    identity_by_two  who filed a real-name tip is shown after a second person of the bureau agreed
    original_by_two  so does the original of a marked file leave
    grant_days       for so many days an agreement holds
    """

    __tablename__ = "bureau_care"

    bureau: str = Field(primary_key=True)
    identity_by_two: bool
    original_by_two: bool
    grant_days: int


class MaskedCopyRow(SQLModel, table=True):
    """A picture with parts of it blackened. It lies sealed on the shelf as a file of its own; the original stays.

    number   which masked copy of the case
    sealed   its own key and its name, sealed by the case's key
    pieces   [[name on the shelf, bytes], …] in order
    areas    [[left, top, width, height], …] in thousandths of the picture
    """

    __tablename__ = "masked_copy"
    __table_args__ = (UniqueConstraint("case_id", "number", name="masked_copy_number"),)

    id: str = Field(primary_key=True)
    case_id: str = Field(foreign_key="case_file.id")
    original: str = Field(foreign_key="evidence_file.id")
    number: int
    by: str
    made_at: datetime = Field(sa_type=UtcDateTime)
    sealed: bytes = Field(sa_type=LargeBinary)
    bytes: int
    pieces: StoredList = Field(sa_type=JSON)
    areas: StoredList = Field(sa_type=JSON)
    sha256: str
