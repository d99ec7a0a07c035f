"""The table of the routing rules that the desk drafts and publishes. Nothing is erased."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel

from intake.storage.columns import UtcDateTime
from intake.stored import StoredObject


class RoutingVersionRow(SQLModel, table=True):
    """One set of rules: a draft, then published or given up.

    number     of the publication; None as long as it is a draft, and for one that was given up
    state      draft, published, discarded
    is_open    "draft" for the one draft there may be at a time, None for all others
    content    the rules, as `routing.rules.content_of` has them
    note       why, for whoever decides and whoever reads it later
    based_on   number of the publication that it changes; 0 for the file's
    edits      how often the draft was changed: two who edit at once
    """

    __tablename__ = "routing_version"

    id: str = Field(primary_key=True)
    number: int | None = Field(default=None, unique=True)
    state: str
    is_open: str | None = Field(default=None, unique=True)
    content: list[StoredObject] = Field(sa_type=JSON)
    note: str
    based_on: int
    edits: int
    drafted_by: str
    drafted_at: datetime = Field(sa_type=UtcDateTime)
    decided_by: str | None = None
    decided_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
