"""The job that makes exports: a few cases a round, so that a restart goes on where it was."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final
from urllib.parse import parse_qsl

from bot.desk.cases.asked import asked_of, filters_of
from bot.desk.cases.orders import Cursor
from bot.desk.cases.views import page_of_cases
from bot.desk.exports.rows import row_of
from intake.clocks.calendar import day_in_shanghai
from intake.clocks.counting import Clocks
from intake.jobs import Job
from intake.officers.export import MOST_ROWS
from intake.officers.export_rounds import ExportRounds, is_anything_to_do
from intake.routing.bureaus import Bureaus
from intake.storage.database import Database
from intake.storage.sealing import Vault

_LOOKS_EVERY_SECONDS: Final = 3.0
_WITHIN_SECONDS: Final = 120.0
A_ROUND: Final = 200


class ExportMaking:
    """Makes what was asked for."""

    def __init__(
        self, database: Database, vault: Vault, bureaus: Bureaus, clocks: Clocks, clock: Callable[[], datetime]
    ) -> None:
        self._database = database
        self._vault = vault
        self._exports = ExportRounds(database, vault)
        self._bureaus = bureaus
        self._clocks = clocks
        self._clock = clock

    def job(self) -> Job:
        """Return the loop."""
        return Job("exports", _LOOKS_EVERY_SECONDS, _WITHIN_SECONDS, self.round, is_anything_to_do)

    async def round(self) -> bool:
        """Add the next cases to the oldest export that is being made; True when there is more to do."""
        now = self._clock()
        await self._exports.forget(now)
        begun = await self._exports.next(now)
        if begun is None:
            return False
        export, day = begun.export, day_in_shanghai(begun.export.asked_at)
        bureaus = {bureau.code for bureau in self._bureaus.on(day)}
        asked = asked_of(dict(parse_qsl(export.query)), begun.owner, bureaus)
        room = min(A_ROUND, MOST_ROWS - export.rows)
        async with self._database.reading() as session:
            page = await page_of_cases(
                session,
                self._vault,
                begun.owner,
                filters_of(asked, begun.owner, day),
                Cursor.read(begun.cursor),
                room,
            )
        is_full = export.rows + len(page.lines) >= MOST_ROWS
        rows = [row_of(line, self._bureaus.name_or_code, self._clocks) for line in page.lines]
        cursor = "" if is_full or page.after is None else str(page.after)
        ids = [line.id for line in page.lines]
        await self._exports.add(begun, ids, rows, cursor, now, is_cut=is_full and page.after is not None)
        return True
