"""The table of paces that all workers keep together."""

from __future__ import annotations

from sqlmodel import Field, SQLModel


class PaceRow(SQLModel, table=True):
    """How far somebody has used up what they may try. No row: nothing of it.

    name      what is tried, and a keyed id of who tries or of what is tried: neither is kept
    whole_at  when all of it may be tried again, in seconds since 1970
    """

    __tablename__ = "pace"

    name: str = Field(primary_key=True)
    whole_at: float = Field(index=True)
