"""Figures are counted once for whoever asks within some minutes, and say when that was."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from typing import Final

from intake.statistics.counting import figures_of
from intake.statistics.figures import Figures
from intake.statistics.period import Period
from intake.storage.database import Database

KEPT: Final = timedelta(minutes=5)
_MOST: Final = 64


class KeptFigures:
    """Figures by period and bureau. They hang on no officer: what a bureau's posts see of them is the same."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._kept: dict[tuple[str, str | None], Figures] = {}
        # One is counted at a time: whoever reloads while it lasts waits for the same.
        self._counting = asyncio.Lock()

    async def of(self, period: Period, bureau: str | None, now: datetime, *, anew: bool = False) -> Figures:
        """Return the figures, counted anew when they are older than KEPT, or when it is wanted."""
        key = (period.code, bureau)
        async with self._counting:
            kept = self._kept.get(key)
            if kept is not None and kept.period == period and not anew and timedelta(0) <= now - kept.at < KEPT:
                return kept
            async with self._database.reading() as session:
                figures = await figures_of(session, period, bureau, now)
            self._kept.pop(key, None)
            while len(self._kept) >= _MOST:
                del self._kept[next(iter(self._kept))]
            self._kept[key] = figures
            return figures
