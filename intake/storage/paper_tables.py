"""The tables of papers: what was made, how far the numbers have come, and the templates of the bureaus."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import LargeBinary, UniqueConstraint
from sqlmodel import Field, SQLModel

from intake.storage.columns import UtcDateTime


class PaperRow(SQLModel, table=True):
    """A paper that was made: its DOCX, sealed with the case's key. It is never changed, only marked 作废.

    transfer_id  beside which transfer it was made; None: the case itself
    bureau       in whose name: its numbers are counted by bureau, kind and year
    named        it names the filer
    template     version of the bureau's own template; 0: the standard one
    sha256       of the DOCX; the journal says the same
    replaced_by  id of the paper that stands in its place
    """

    __tablename__ = "paper"
    __table_args__ = (UniqueConstraint("bureau", "kind", "year", "number", name="paper_number_once"),)

    id: str = Field(primary_key=True)
    case_id: str = Field(foreign_key="case_file.id", index=True)
    transfer_id: str | None = None
    bureau: str
    kind: str
    year: int
    number: int
    named: bool
    template: int
    sealed: bytes = Field(sa_type=LargeBinary)
    sha256: str
    made_at: datetime = Field(sa_type=UtcDateTime)
    made_by: str
    void_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    void_by: str | None = None
    replaced_by: str | None = None


# What lists of papers leave where it is.
SEALED_PAPER: Any = PaperRow.sealed


class PaperNumberRow(SQLModel, table=True):
    """The last number that a bureau gave to a kind of paper in a year."""

    __tablename__ = "paper_number"

    bureau: str = Field(primary_key=True)
    kind: str = Field(primary_key=True)
    year: int = Field(primary_key=True)
    last: int


class PaperTemplateRow(SQLModel, table=True):
    """A version of a bureau's own template; the newest of a kind is in use.

    name     of the file as it was uploaded
    content  the DOCX; None: back to the standard one
    """

    __tablename__ = "paper_template"
    __table_args__ = (UniqueConstraint("bureau", "kind", "version", name="paper_template_version"),)

    id: str = Field(primary_key=True)
    bureau: str
    kind: str
    version: int
    name: str
    content: bytes | None = Field(default=None, sa_type=LargeBinary)
    sha256: str
    by: str
    at: datetime = Field(sa_type=UtcDateTime)
