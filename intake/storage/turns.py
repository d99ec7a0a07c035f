"""One after the other: whoever counts rows before adding one waits for whoever is adding one at that moment."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

_WAIT = text("SELECT pg_advisory_xact_lock(hashtextextended(:what, 0))")


async def take_turn(session: AsyncSession, what: str) -> None:
    """Wait until nobody else is at this, and hold it until the transaction ends.

    Rows that are held do not stop a new one: what is read after this holds until the commit. In SQLite a session
    that writes is alone anyway.
    """
    if session.get_bind().dialect.name == "postgresql":
        await session.execute(_WAIT, {"what": what})
