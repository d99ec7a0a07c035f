"""The tables of the curated knowledge: what was asked, what was decided about it, what was published.

Questions are kept without the person: no keyed id, a drawn id instead of one made of the time, the hour instead
of the instant, and the text masked and sealed all the same.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import JSON, Index, LargeBinary, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from intake.storage.columns import UtcDateTime
from intake.stored import StoredList


class AskedRow(SQLModel, table=True):
    """A question put to the knowledge base, outside of any form.

    text_key  keyed id of the masked text: the same question has the same key
    sealed    the masked text
    best      [[entry, chance], ...]: the three best candidates
    decision  answer, menu, nothing, outside
    entry     the entry given as the answer
    hour      when it was asked, cut to the hour
    settled   a curator has put it into a draft; asked again, it is a new question
    """

    __tablename__ = "asked_question"
    __table_args__ = (Index("asked_hour", "hour", "decision"), Index("asked_text_key", "text_key"))

    id: str = Field(primary_key=True)
    text_key: str
    sealed: bytes = Field(sa_type=LargeBinary)
    best: StoredList = Field(sa_type=JSON)
    decision: str
    entry: str | None = None
    hour: datetime = Field(sa_type=UtcDateTime)
    settled: bool


class ReactionRow(SQLModel, table=True):
    """What the person made of an answer, in a row of its own: a turn only ever adds rows.

    kind   choice (an entry of the menu, or "none"), helpful ("yes" or "no")
    """

    __tablename__ = "asked_reaction"

    id: str = Field(primary_key=True)
    asked_id: str = Field(index=True)
    kind: str
    value: str
    hour: datetime = Field(sa_type=UtcDateTime, index=True)


class GapDecisionRow(SQLModel, table=True):
    """What a curator decided about a question that had no good answer.

    decision  wording (accepted as one), draft (made into an entry), set_aside
    """

    __tablename__ = "gap_decision"

    id: str = Field(primary_key=True)
    text_key: str = Field(index=True)
    decision: str
    entry_id: str | None = None
    reason: str
    by: str
    at: datetime = Field(sa_type=UtcDateTime)


class RegressionRow(SQLModel, table=True):
    """A question that every publication replays: one for each accepted gap."""

    __tablename__ = "regression_question"

    id: str = Field(primary_key=True)
    text: str
    entry_id: str
    by: str
    at: datetime = Field(sa_type=UtcDateTime)


class EntryVersionRow(SQLModel, table=True):
    """One version of an entry. Published versions lie over the files of the repository.

    number      1, 2, 3 ... within the entry
    body        the entry's fields as in a file, without its subject; may be unfinished while a draft
    state       draft, published, withdrawn (the entry is taken down), discarded
    author      id of the officer who wrote it; `editor` the one who saved it last
    revision    counts the times a draft was saved, so that the second of two sees the first's change
    voucher     the name of who vouches for the law
    from_on     the first day it is given; until_on the last one without a notice
    reason      why it was written, withdrawn or discarded
    """

    __tablename__ = "entry_version"
    __table_args__ = (
        UniqueConstraint("entry_id", "number", name="entry_version_number"),
        # Two people who begin a draft at the same moment: the database lets one of them in.
        Index(
            "entry_version_one_draft",
            "entry_id",
            unique=True,
            sqlite_where=text("state = 'draft'"),
            postgresql_where=text("state = 'draft'"),
        ),
    )

    id: str = Field(primary_key=True)
    entry_id: str
    number: int
    subject: str
    body: dict[str, object] = Field(sa_type=JSON)
    state: str = Field(index=True)
    revision: int
    author: str
    editor: str
    reason: str
    created_at: datetime = Field(sa_type=UtcDateTime)
    saved_at: datetime = Field(sa_type=UtcDateTime)
    voucher: str | None = None
    published_by: str | None = None
    published_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    from_on: date | None = None
    until_on: date | None = None


class PublicationRow(SQLModel, table=True):
    """How often something was published or taken down: what every worker looks at. One row."""

    __tablename__ = "publication"

    name: str = Field(primary_key=True)
    number: int
