"""A row whose id came with the page it was entered on: however often the button is pressed, it stands once."""

from __future__ import annotations

from sqlalchemy.exc import IntegrityError
from sqlmodel import SQLModel

from intake.storage.database import Database


async def entered_once(database: Database, row: SQLModel) -> None:
    """Enter a row; one of the same id that stands already stays as it is."""
    try:
        async with database.writing() as session:
            session.add(row)
    except IntegrityError:
        return
