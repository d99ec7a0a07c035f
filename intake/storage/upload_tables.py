"""The tables of the ways in for files: links to the upload page, and what is still to be fetched."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, LargeBinary
from sqlmodel import Field, SQLModel

from intake.storage.columns import UtcDateTime


class UploadLinkRow(SQLModel, table=True):
    """A link to the upload page that was given out. What it leads to stands sealed in the link, and here as an id.

    draft      keyed id of the draft it was given for, as its files have it; None: it was given for a case
    case_id    the case; of a draft: the case that it has become
    anonymous  whoever got it wants to stay unknown
    done_at    when its holder said that everything is there: it opens nothing any more
    revoked_at when whoever it was given to took it back
    """

    __tablename__ = "upload_link"

    id: str = Field(primary_key=True)
    draft: str | None = Field(default=None, index=True)
    case_id: str | None = Field(default=None, foreign_key="case_file.id", index=True)
    anonymous: bool
    created_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime, index=True)
    done_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    revoked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class ArrivingRow(SQLModel, table=True):
    """Something that was sent in a channel, and that is to be fetched from there; no person stands beside it.

    draft, case_id  where it belongs: the draft's keyed id; the case, or what the draft has become
    sealed          what the channel told of it, as received; emptied when it is here
    state           waiting, here, given_up
    last_error      a code, never a text from outside
    file_id         the file that it becomes: known before its content is, so that it is begun once
    """

    __tablename__ = "arriving_media"
    __table_args__ = (Index("arriving_next", "state", "next_try_at"),)

    id: str = Field(primary_key=True)
    draft: str | None = Field(default=None, index=True)
    case_id: str | None = Field(default=None, foreign_key="case_file.id", index=True)
    sealed: bytes = Field(sa_type=LargeBinary)
    state: str
    tries: int
    created_at: datetime = Field(sa_type=UtcDateTime)
    next_try_at: datetime = Field(sa_type=UtcDateTime)
    last_error: str | None = None
    file_id: str | None = None
