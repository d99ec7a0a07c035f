"""Changes the data key. Only keys are wrapped anew: no text, no id and no journal entry is touched."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.storage.database import Database
from intake.storage.keeping.upgrade import refuse_unless_used
from intake.storage.refusals import KeyRefused
from intake.storage.sealing import (
    DATA_KEY_FILE,
    KEYRING_FILE,
    Vault,
    keyring_rewrapped,
    new_data_key,
    replace_durably,
)
from intake.storage.tables import CaseKeyRow, MarkRow

# Where a new key lies until everything is under it: should we be interrupted, the same one is taken again.
NEXT_KEY_FILE = f"{DATA_KEY_FILE}.next"


async def rotate_own_key(database: Database, data_dir: Path) -> int:
    """Put a new key of our own drawing in the place of `data.key`; return how many cases there were.

    The service must not run meanwhile. Interrupted, it is run again. Raises KeyRefused as `rotate` does.
    """
    old_key = own_key(data_dir)
    count = await rotate(database, data_dir, old_key, _next_key(data_dir))
    _forget_next_key(data_dir)
    return count


async def rotate(database: Database, data_dir: Path, old_key: str, new_key: str) -> int:
    """Wrap every case's key and the keyring under `new_key`; return how many cases there were.

    Both keys are 32 bytes in base64. The service must not run meanwhile. Interrupted, it is run again with the
    same two keys. Raises KeyRefused when `old_key` is not the key in use; nothing is changed then.
    """
    count = 0
    if not _is_keyring_under(data_dir, new_key):
        old = Vault.open(data_dir, old_key, make=False)
        count = await _rewrap_cases(database, old, old.under(new_key))
        ring = data_dir / KEYRING_FILE
        replace_durably(ring, keyring_rewrapped(ring.read_bytes(), old_key, new_key))
    if (data_dir / DATA_KEY_FILE).exists():
        replace_durably(data_dir / DATA_KEY_FILE, new_key.encode())
    return count


def own_key(data_dir: Path) -> str:
    """Return the key in `data.key`; KeyRefused without one."""
    file = data_dir / DATA_KEY_FILE
    if not file.exists():
        raise KeyRefused(f"{data_dir} 里没有 {DATA_KEY_FILE}。请核对 SHANGMI_DATA_DIR 是不是服务的数据目录。")
    return file.read_text("ascii", "replace")


def _next_key(data_dir: Path) -> str:
    """Return the next key, drawn now or when we were interrupted."""
    file = data_dir / NEXT_KEY_FILE
    if not file.exists():
        replace_durably(file, new_data_key().encode())
    return file.read_text("ascii", "replace")


def _forget_next_key(data_dir: Path) -> None:
    (data_dir / NEXT_KEY_FILE).unlink(missing_ok=True)


def _is_keyring_under(data_dir: Path, key: str) -> bool:
    """Say whether an interrupted change had come as far as the keyring."""
    try:
        Vault.open(data_dir, key, make=False)
    except KeyRefused:
        return False
    return True


async def _rewrap_cases(database: Database, old: Vault, new: Vault) -> int:
    async with database.reading() as session:
        marked = await session.scalar(select(col(MarkRow.value)).where(col(MarkRow.name) == "data_key"))
    if marked == new.fingerprint:
        return 0  # an interrupted change had come as far as the database
    await refuse_unless_used(database, old)
    async with database.writing() as session:
        await session.execute(update(MarkRow).where(col(MarkRow.name) == "data_key").values(value=new.fingerprint))
        return await _rewrap_in(session, old, new)


async def _rewrap_in(session: AsyncSession, old: Vault, new: Vault) -> int:
    keys = (await session.execute(select(col(CaseKeyRow.case_id), col(CaseKeyRow.wrapped)))).all()
    rows = [{"case_id": case_id, "wrapped": old.rewrapped(wrapped, case_id, new)} for case_id, wrapped in keys]
    if rows:
        await session.execute(update(CaseKeyRow), rows)
    return len(rows)
