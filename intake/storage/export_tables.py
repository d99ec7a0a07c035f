"""The tables of exports: lists of cases that somebody takes away, made in the background, kept for a day."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, LargeBinary
from sqlmodel import Field, SQLModel

from intake.storage.columns import UtcDateTime


class ExportRow(SQLModel, table=True):
    """An export: what was asked for, by whom in which post, and how far it is.

    role, bureau  the post it was asked in: in another one it is not handed out
    query         of the list's address; names nobody
    state         `officers.exporting.ExportState`
    open_as       officer and query while it is being made, so that none is made twice at once; None afterwards
    cursor        the place in the list up to which its rows stand in `export_part`; "" before the first
    rows, parts   how many stand there
    is_cut        the list went on, but an export takes no more
    over_at       from when on it is void, and its rows are erased
    """

    __tablename__ = "export"
    __table_args__ = (Index("export_next", "state", "id"),)

    id: str = Field(primary_key=True)
    officer_id: str = Field(foreign_key="officer.id", index=True)
    role: str
    bureau: str | None = None
    query: str
    reason: str
    state: str
    open_as: str | None = Field(default=None, unique=True)
    asked_at: datetime = Field(sa_type=UtcDateTime)
    expected: int
    cursor: str = ""
    rows: int = 0
    parts: int = 0
    is_cut: bool = False
    ready_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    over_at: datetime = Field(sa_type=UtcDateTime, index=True)


class ExportPartRow(SQLModel, table=True):
    """Some rows of an export, sealed.

    id  the export and the number of the part
    """

    __tablename__ = "export_part"

    id: str = Field(primary_key=True)
    export_id: str = Field(foreign_key="export.id", index=True)
    number: int
    sealed: bytes = Field(sa_type=LargeBinary)
