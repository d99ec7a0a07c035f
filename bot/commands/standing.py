"""An installation as it stands: only `serve`, `demo`, `restore` and the first `officer add` make one."""

from __future__ import annotations

import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

from bot.settings import Settings, read_settings
from intake.storage.database import Database
from intake.storage.keeping.upgrade import refuse_unless_used
from intake.storage.refusals import StartRefused
from intake.storage.sealing import KEYRING_FILE, Vault


def is_installed(settings: Settings) -> bool:
    """Say whether there are keys of an installation in the data directory."""
    return (settings.data_dir / KEYRING_FILE).exists()


@asynccontextmanager
async def as_it_stands() -> AsyncIterator[tuple[Database, Vault]]:
    """Give the service's database and keys as they are; make nothing, and refuse what is not the service's."""
    settings = read_settings()
    data_key = settings.data_key.get_secret_value() if settings.data_key else None
    vault = Vault.open(settings.data_dir, data_key, make=False)
    database = await Database.open(settings.database, make=False)
    try:
        await refuse_unless_used(database, vault)
        yield database, vault
    finally:
        await database.close()


def refuse_unless_installed(settings: Settings) -> None:
    """Refuse where nothing was set up yet. Raises StartRefused."""
    if not is_installed(settings):
        raise StartRefused(
            f"{settings.data_dir} 里还没有安装。请核对 SHANGMI_DATA_DIR；"
            "新装的，先运行 shangmi serve，或者用 shangmi officer add 建第一个账号。"
        )


@contextmanager
def or_for_once(settings: Settings) -> Iterator[Settings]:
    """Give the settings; where nothing was set up yet, those of a place that is gone afterwards."""
    if is_installed(settings):
        yield settings
        return
    with tempfile.TemporaryDirectory(prefix="shangmi-") as folder:
        yield settings.model_copy(
            update={"data_dir": Path(folder), "database_url": "", "data_key": None, "purge_list": None}
        )
