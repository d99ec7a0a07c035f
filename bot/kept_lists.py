"""The list of what was disposed of, as the service starts and runs."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from bot.settings import Settings
from intake.clocks.counting import Clocks
from intake.storage.database import Database
from intake.storage.keeping import purge_list
from intake.storage.keeping.disposal import dispose_again, note_on_list
from intake.storage.sealing import Vault


async def dispose_of_listed(
    database: Database, vault: Vault, clocks: Clocks, lists: tuple[Path, ...], now: datetime
) -> int:
    """Dispose again of what stands on one of the lists and is in the database all the same; return how many.

    A backup of before its disposal brings a case back: before anybody can look at it, it goes again.
    """
    lines = [line for path in lists for line in await purge_list.read(path, vault.journal_key)]
    return await dispose_again(database, vault, clocks, tuple(lines), now) if lines else 0


async def keep_list(database: Database, vault: Vault, settings: Settings) -> None:
    """Put on the list what a crash kept from it."""
    await note_on_list(database, settings.purged_at, vault.journal_key)
