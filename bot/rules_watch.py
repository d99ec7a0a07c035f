"""How published routing rules reach this worker: it looks every few seconds, and takes them over.

Rules that this program cannot read are not taken over: the last ones go on, and the log and the doctor say so.
"""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement

from intake.jobs import Job
from intake.officers.rule_versions import is_another_published, latest_published
from intake.routing.rules import RulesInForce
from intake.storage.database import Database

log = logging.getLogger(__name__)

_LOOKS_EVERY_SECONDS: Final = 5.0
_LOOKS_WITHIN_SECONDS: Final = 30.0


class RulesWatch:
    """Looks for publications. While the database is away, what was last seen holds."""

    def __init__(self, database: Database, in_force: RulesInForce) -> None:
        self._database = database
        self._in_force = in_force

    def job(self) -> Job:
        """Return the loop that looks."""

        async def look() -> bool:
            await self.look()
            return False

        def is_another_published_now(_: datetime) -> ColumnElement[bool]:
            return is_another_published(self._in_force.edition)

        return Job("rules", _LOOKS_EVERY_SECONDS, _LOOKS_WITHIN_SECONDS, look, is_another_published_now)

    async def look(self) -> None:
        """Take over what was published last."""
        try:
            published = await latest_published(self._database)
        except ValueError:
            log.error("the published routing rules cannot be read by this version of the program")
            return
        if published is None or published.edition == self._in_force.edition:
            return
        self._in_force.adopt(published)
        log.warning("routing rules are taken over", extra={"edition": published.edition})
