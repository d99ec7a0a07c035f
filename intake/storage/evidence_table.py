"""The table of the files that filers hand in. Their content lies sealed on the shelf (`intake.evidence.shelf`)."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import JSON, Index, LargeBinary, UniqueConstraint
from sqlmodel import Field, SQLModel

from intake.storage.columns import UtcDateTime
from intake.stored import StoredList

# How the draft of a file begins that is about to be taken away: nobody's. Its pieces are swept, then its row.
FORGOTTEN: Final = "forgotten:"
# And that of a file beside a sheet, "sheet:<sheet>:<item>": it is kept as long as the sheet, not as a draft.
OF_SHEET: Final = "sheet:"
# Of a district's sheet against its indicators: what was written about a pilot stays, and so does this.
OF_DISTRICT: Final = f"{OF_SHEET}district-"


class EvidenceRow(SQLModel, table=True):
    """A file of a draft, then of the case that the draft became.

    draft       keyed id of the draft it was handed in with, or its sheet and item; None once it belongs to a case
    number      which of the files of its draft or case: what people read out as 「材料三」
    by          who handed it in, as the journal names them
    sealed      its own key and its name, sealed by the common key, then by the case's
    said_bytes  how large it is said to be; None: nobody said
    bytes       how much of it has been received and will be there after any crash
    pieces      [[name on the shelf, bytes], …] in order
    media       what it is by its content; None until it is whole
    sha256      of the content as it was received; None until it is whole
    scan        pending, clean, infected, failed; None until it is whole
    in_journal  the case's journal knows that it was received
    """

    __tablename__ = "evidence_file"
    __table_args__ = (
        UniqueConstraint("draft", "number", name="evidence_draft_number"),
        UniqueConstraint("case_id", "number", name="evidence_case_number"),
        Index("evidence_scan", "scan", "scan_next_at"),
    )

    id: str = Field(primary_key=True)
    case_id: str | None = Field(default=None, foreign_key="case_file.id")
    draft: str | None = None
    number: int
    by: str
    sealed: bytes = Field(sa_type=LargeBinary)
    said_bytes: int | None = None
    bytes: int
    pieces: StoredList = Field(sa_type=JSON)
    begun_at: datetime = Field(sa_type=UtcDateTime)
    touched_at: datetime = Field(sa_type=UtcDateTime, index=True)
    received_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    media: str | None = None
    sha256: str | None = None
    in_journal: bool
    scan: str | None = None
    scan_tries: int
    scan_next_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
