"""Accounts of officers, and tokens of other systems."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.service import utc_now
from bot.settings import Settings, read_settings
from intake.officers import officer as officers
from intake.officers.addresses import set_address
from intake.routing.bureaus import load_bureaus
from intake.storage.database import Database
from intake.storage.keeping.upgrade import prepare
from intake.storage.sealing import Vault


def add_officer(options: argparse.Namespace) -> int:
    """Make an account for the desk; the password comes from standard input, never from the command line."""
    password = sys.stdin.readline().rstrip("\r\n")
    try:
        asyncio.run(_add_officer(read_settings(), options, password))
    except officers.AccountRefused as refusal:
        print(refusal, file=sys.stderr)
        return 1
    print(f"已新建账号“{options.name}”（{officers.ROLES[options.role]}）。")
    return 0


def add_token(options: argparse.Namespace) -> int:
    """Make a bearer token for `/api/v1` and print it, the only time it can be seen."""
    try:
        token = asyncio.run(_add_token(read_settings(), options))
    except officers.AccountRefused as refusal:
        print(refusal, file=sys.stderr)
        return 1
    print(token)
    return 0


async def _add_officer(settings: Settings, options: argparse.Namespace, password: str) -> None:
    async with _prepared(settings) as (database, _):
        await officers.add_officer(
            database,
            load_bureaus(),
            name=options.name,
            role=options.role,
            bureau=options.bureau,
            password=password,
            now=utc_now(),
        )


async def _add_token(settings: Settings, options: argparse.Namespace) -> str:
    async with _prepared(settings) as (database, vault):
        return await officers.add_token(
            database, vault, name=options.name, identities=options.identities, now=utc_now()
        )


def mail_of_officer(options: argparse.Namespace) -> int:
    """Let an officer get notices of clocks by mail, or by the desk alone."""
    try:
        asyncio.run(_set_address(read_settings(), options))
    except officers.AccountRefused as refusal:
        print(refusal, file=sys.stderr)
        return 1
    where = "发到所给的邮箱" if options.address else "只在工作台显示"
    print(f"“{options.name}”的期限提醒{where}。")
    return 0


async def _set_address(settings: Settings, options: argparse.Namespace) -> None:
    async with _prepared(settings) as (database, _):
        await set_address(database, options.name, options.address or "")


@asynccontextmanager
async def _prepared(settings: Settings) -> AsyncIterator[tuple[Database, Vault]]:
    vault = Vault.open(settings.data_dir, settings.data_key.get_secret_value() if settings.data_key else None)
    database = await Database.open(settings.database)
    try:
        await prepare(database, vault)
        yield database, vault
    finally:
        await database.close()
