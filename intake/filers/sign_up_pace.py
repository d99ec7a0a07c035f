"""How many people one sender signs up for one training in a day."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from intake.clocks.calendar import day_in_shanghai
from intake.filers.shared_pace import SharedPace
from intake.storage.database import Database
from intake.storage.sealing import Vault

MOST_A_DAY: Final = 5
_DAY_SECONDS: Final = 86_400.0


class SignUpPace:
    """Keeps it, for all workers together."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._vault = vault
        # The key names the day, and within a day nothing comes back: there are exactly so many.
        self._pace = SharedPace(database, "sign-up-source", MOST_A_DAY, _DAY_SECONDS)

    async def allows(self, bulletin_id: str, sender: str, now: datetime) -> bool:
        """Say whether a sender may sign up one more for a training on this day of Shanghai, and count it."""
        key = f"{bulletin_id} {day_in_shanghai(now)} {sender}"
        return await self._pace.allows(self._vault.keyed_id("sign-up-source", key), now)
