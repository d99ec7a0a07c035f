"""Changes the data key. Only keys are wrapped anew: no text, no id and no journal entry is touched."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.storage.database import Database
from intake.storage.keeping.upgrade import prepare
from intake.storage.refusals import KeyRefused
from intake.storage.sealing import DATA_KEY_FILE, KEYRING_FILE, Vault, keyring_rewrapped, replace_durably
from intake.storage.tables import CaseKeyRow, MarkRow


async def rotate(database: Database, data_dir: Path, old_key: str, new_key: str) -> int:
    """Wrap every case's key and the keyring under `new_key`; return how many cases there were.

    Both keys are 32 bytes in base64. The service must not run meanwhile. Interrupted, it is run again with the
    same two keys. Raises KeyRefused when `old_key` is not the key in use; nothing is changed then.
    """
    count = 0
    if not _is_keyring_under(data_dir, new_key):
        old = Vault.open(data_dir, old_key)
        count = await _rewrap_cases(database, old, old.under(new_key))
        ring = data_dir / KEYRING_FILE
        replace_durably(ring, keyring_rewrapped(ring.read_bytes(), old_key, new_key))
    if (data_dir / DATA_KEY_FILE).exists():
        replace_durably(data_dir / DATA_KEY_FILE, new_key.encode())
    return count


def _is_keyring_under(data_dir: Path, key: str) -> bool:
    """Say whether an interrupted change had come as far as the keyring."""
    try:
        Vault.open(data_dir, key)
    except KeyRefused:
        return False
    return True


async def _rewrap_cases(database: Database, old: Vault, new: Vault) -> int:
    async with database.reading() as session:
        marked = await session.scalar(select(col(MarkRow.value)).where(col(MarkRow.name) == "data_key"))
    if marked == new.fingerprint:
        return 0  # an interrupted change had come as far as the database
    await prepare(database, old)
    async with database.writing() as session:
        await session.execute(update(MarkRow).where(col(MarkRow.name) == "data_key").values(value=new.fingerprint))
        return await _rewrap_in(session, old, new)


async def _rewrap_in(session: AsyncSession, old: Vault, new: Vault) -> int:
    keys = (await session.execute(select(col(CaseKeyRow.case_id), col(CaseKeyRow.wrapped)))).all()
    rows = [{"case_id": case_id, "wrapped": old.rewrapped(wrapped, case_id, new)} for case_id, wrapped in keys]
    if rows:
        await session.execute(update(CaseKeyRow), rows)
    return len(rows)
