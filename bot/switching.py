"""How a turn of the switch reaches this worker: it is looked at every other second, and reception is told."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime

from sqlalchemy import ColumnElement

from intake.jobs import Job
from intake.officers.switch import SwitchStanding, is_turned_since, switch_standing
from intake.storage.database import Database

log = logging.getLogger(__name__)

LOOKS_EVERY_SECONDS = 2.0
_LOOKS_WITHIN_SECONDS = 30.0


class Switching:
    """Looks at the switch. While the database is away, what was last seen holds."""

    def __init__(self, database: Database, tell: Callable[[str], None]) -> None:
        """Start from answers that are given; `tell` takes the sentence of a switch that is off, or ""."""
        self._database = database
        self._tell = tell
        self._seen = SwitchStanding()

    def job(self) -> Job:
        """Return the loop that looks."""

        async def look() -> bool:
            await self.look()
            return False

        def is_turned(_: datetime) -> ColumnElement[bool]:
            return is_turned_since(self._seen)

        return Job("switch", LOOKS_EVERY_SECONDS, _LOOKS_WITHIN_SECONDS, look, is_turned)

    async def look(self) -> None:
        """Tell reception how the switch stands, when it was turned since the last time."""
        standing = await switch_standing(self._database)
        if standing == self._seen:
            return
        self._seen = standing
        self._tell(standing.sentence)
        log.warning("answers are switched off" if standing.is_off else "answers are switched on")
