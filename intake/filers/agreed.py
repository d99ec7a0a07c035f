"""To how many 订阅通知 an account has agreed: each tap is one, and the openid is kept for as many.

Only of who asked to hear of bulletins, and never of whoever wants no name, as with letters (`filers.reach`).
"""

from __future__ import annotations

from typing import Final

from intake.storage.bulletin_tables import BulletinReachRow, SubscriptionRow
from intake.storage.database import Database
from intake.storage.rows import Delete, Insert, Rows
from intake.storage.sealing import Vault

PURPOSE: Final = "bulletin_reach"
# More than bureaus send in a year; whoever taps on is not counted further.
_MOST: Final = 100
_NOTHING: Final = Rows()


class Agreed:
    """Counts them."""

    def __init__(self, database: Database, vault: Vault, template: str) -> None:
        """Take the template that is sent."""
        self._database = database
        self._vault = vault
        self._template = template

    async def rows(self, person: str, openid: str, templates: str) -> Rows:
        """Return the rows that a tap leaves.

        templates  those that were agreed to, separated by blanks
        """
        times = templates.split().count(self._template)
        if not times or not openid:
            return _NOTHING
        async with self._database.reading() as session:
            subscription = await session.get(SubscriptionRow, person)
            known = await session.get(BulletinReachRow, person)
        if subscription is None:
            return _NOTHING
        remaining = min((known.remaining if known is not None else 0) + times, _MOST)
        row = {"id": person, "sealed": self._vault.seal(openid.encode(), PURPOSE, person), "remaining": remaining}
        return Rows(inserts=(Insert(PURPOSE, row),), deletes=(Delete(PURPOSE, person),))

    def forgotten(self, person: str) -> Rows:
        """Return the rows that erase it; nothing has to be there."""
        return Rows(deletes=(Delete(PURPOSE, person),))
