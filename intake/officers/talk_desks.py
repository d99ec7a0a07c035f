"""When a bureau has officers for talks: set by an administrator; every change stands in the accounts' journal."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.cases.case import Incomplete
from intake.journal.account_codes import AccountCode
from intake.journal.accounts import record
from intake.routing.bureaus import Bureaus
from intake.storage.database import Database
from intake.storage.sealing import Vault
from intake.storage.talk_tables import TalkDeskRow
from intake.talks.hours import ORDINARY_HOURS, BadHours, Hours

MOST_PATIENCE: Final = 60
MOST_QUIET: Final = 240


@dataclass(frozen=True, slots=True)
class TalkDesk:
    """What is set for a bureau.

    is_open   it has officers for talks at all
    hours     when, on working days
    patience  minutes after which the person hears that nobody has come; after twice as many it is given up
    quiet     minutes without a word after which a talk goes back to the bot
    mails     its officers who have an address get a mail when somebody waits: that somebody does, nothing else
    """

    is_open: bool = False
    hours: Hours = Hours.read(ORDINARY_HOURS)  # noqa: RUF009 - a value
    patience: int = 10
    quiet: int = 30
    mails: bool = False


ORDINARY: Final = TalkDesk()


async def desk_of(session: AsyncSession, bureau: str) -> TalkDesk:
    """Return what is set for a bureau; one with nothing set has nobody there."""
    row = await session.get(TalkDeskRow, bureau)
    return ORDINARY if row is None else _desk(row)


async def all_desks(session: AsyncSession) -> dict[str, TalkDesk]:
    """Return what is set, by bureau; those with nothing set are left out."""
    rows = await session.scalars(select(TalkDeskRow).order_by(col(TalkDeskRow.bureau)))
    return {row.bureau: _desk(row) for row in rows}


class TalkDesks:
    """Changes what is set."""

    def __init__(self, database: Database, vault: Vault, bureaus: Bureaus) -> None:
        self._database = database
        self._vault = vault
        self._codes: Collection[str] = {bureau.code for bureau in bureaus.all}

    async def set(
        self,
        actor: str,
        bureau: str,
        hours: str,
        patience: int,
        quiet: int,
        now: datetime,
        *,
        is_open: bool,
        mails: bool = False,
    ) -> None:
        """Set it for a bureau; raises Incomplete for what cannot be set."""
        if bureau not in self._codes:
            raise Incomplete("bureau", "请选择单位。")
        try:
            written = Hours.read(hours).written
        except BadHours as fault:
            raise Incomplete("hours", str(fault)) from None
        if not 1 <= patience <= MOST_PATIENCE:
            raise Incomplete("patience", f"多久没有人接，填 1 到 {MOST_PATIENCE} 分钟。")
        if not 1 <= quiet <= MOST_QUIET:
            raise Incomplete("quiet", f"多久没有人说话，填 1 到 {MOST_QUIET} 分钟。")
        async with self._database.writing() as session:
            row = await session.get(TalkDeskRow, bureau, with_for_update=True)
            if row is None:
                row = TalkDeskRow(bureau=bureau, is_open=is_open, hours=written, patience=patience, quiet=quiet)
                session.add(row)
            row.is_open, row.hours, row.patience, row.quiet = is_open, written, patience, quiet
            row.mails = mails
            await session.flush()
            await record(
                session,
                self._vault.journal_key,
                row,
                actor,
                AccountCode.TALK_DESK_SET,
                now,
                is_open=is_open,
                hours=written,
                mails=mails,
            )


def _desk(row: TalkDeskRow) -> TalkDesk:
    return TalkDesk(row.is_open, Hours.read(row.hours), row.patience, row.quiet, row.mails)
