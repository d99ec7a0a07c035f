"""Puts the sample into an empty database, keys included. Where people stand in it: see README.md."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

import asyncpg

from intake.cases.filer import Filer
from intake.storage.database import Database
from intake.storage.sealing import Vault

_HERE: Final = Path(__file__).parent

# Tokens of web sessions, and an openid: what only the people themselves bring.
ANONYMOUS: Final = "sampleSessionOfAnAnonymousPersonXXXXXXXXXXXX"[:43]
FILLING: Final = "sampleSessionOfSomebodyStillFillingYYYYYYYYYYY"[:43]
NAMED: Final = "oSampleOpenIdOfARightHolder01"


async def put_into(url: str, data_dir: Path) -> None:
    """Fill an empty database as the old version left it, and lay its keys into `data_dir`."""
    kind = "sqlite" if url.startswith("sqlite") else "postgres"
    for name in ("data.key", "keyring.json"):
        shutil.copyfile(_HERE / kind / name, data_dir / name)
    statements = (_HERE / kind / "dump.sql").read_text(encoding="utf-8")
    database = await Database.open(url)
    try:
        if kind == "sqlite":
            with closing(sqlite3.connect(database.sqlite_path)) as connection:
                connection.executescript(statements)
        else:
            connected = await asyncpg.connect(database.postgres_dsn)
            await connected.execute(statements)
            await connected.close()
    finally:
        await database.close()


def on_the_web(token: str, vault: Vault) -> Filer:
    """Return who talks in this session of the web chat, as its door makes them out."""
    return Filer(vault.keyed_id("web", token), vault.keyed_id("web-own", token))


def in_wechat(openid: str, vault: Vault) -> Filer:
    """Return who writes from this account, as WeChat's door makes them out."""
    return Filer(vault.keyed_id("wechat", openid), vault.keyed_id("wechat-own", openid))
