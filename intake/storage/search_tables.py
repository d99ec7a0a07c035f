"""What cases are found by: keyed tokens, never a word. Beside each table stands its index (migration 0030).

That index is FTS5 in SQLite and a `simple` tsvector in PostgreSQL; it follows the table by itself.
"""

from __future__ import annotations

from sqlalchemy import Text
from sqlmodel import Field, SQLModel


class CaseSearchRow(SQLModel, table=True):
    """What was filed and written, without what names the filer.

    n       number of the row in the index; newer cases have greater ones
    bureau  token of the bureau that handles the case
    words   tokens of its terms, apart by blanks
    """

    __tablename__ = "case_search"

    n: int | None = Field(default=None, primary_key=True)
    case_id: str = Field(foreign_key="case_file.id", ondelete="CASCADE", unique=True)
    bureau: str
    words: str = Field(sa_type=Text)


class CaseWhoRow(SQLModel, table=True):
    """What names the filer; nothing for an anonymous case. Searched only by who may learn it, with a reason."""

    __tablename__ = "case_who"

    n: int | None = Field(default=None, primary_key=True)
    case_id: str = Field(foreign_key="case_file.id", ondelete="CASCADE", unique=True)
    bureau: str
    words: str = Field(sa_type=Text)
