"""Telling a bureau that a body has not answered: rung by rung, each once, none after the end; noting silence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from intake.clocks.calendar import SHANGHAI, WorkCalendar
from intake.ids import new_id
from intake.jobs import Job, unhurried
from intake.notices.outbox import WAITING
from intake.officers.replying import ReplyLinks
from intake.storage.database import Database
from intake.storage.tables import OutboxRow
from intake.storage.transfer_tables import ChaserRow, TransferRow
from intake.transfers.chasers import rung_at
from intake.transfers.codes import TransferKind

CHASER: Final = "transfer_chaser"
_LOOKS_EVERY_SECONDS: Final = 300.0
_WORKING_HOURS: Final = range(9, 17)
_AT_ONCE: Final = 500


class Chasing:
    """Looks which transfers have waited too long for the other side."""

    def __init__(
        self, database: Database, links: ReplyLinks, calendar: WorkCalendar, clock: Callable[[], datetime]
    ) -> None:
        self._database = database
        self._links = links
        self._calendar = calendar
        self._clock = clock

    def job(self) -> Job:
        """Return the loop that tells."""
        return unhurried("chasers", _LOOKS_EVERY_SECONDS, 60.0, self.round)

    async def round(self) -> int:
        """Tell of what is due; return of how many transfers."""
        now = self._clock()
        await self._links.note_silence(now)
        local = now.astimezone(SHANGHAI)
        if local.hour not in _WORKING_HOURS or not self._calendar.is_workday(local.date()):
            return 0
        return sum([await self._told(row, now) for row in await self._waiting()])

    async def _waiting(self) -> list[TransferRow]:
        query = (
            select(TransferRow)
            .where(col(TransferRow.is_over).is_(False), col(TransferRow.waits_for_them).is_(True))
            .order_by(col(TransferRow.since))
            .limit(_AT_ONCE)
        )
        async with self._database.reading() as session:
            return list(await session.scalars(query))

    async def _told(self, row: TransferRow, now: datetime) -> bool:
        """Tell once of the highest rung that was reached; where another process was first, it has told."""
        rung = rung_at(TransferKind(row.kind), row.since, now, self._calendar)
        told = select(col(ChaserRow.rung)).where(
            col(ChaserRow.transfer_id) == row.id, col(ChaserRow.since) == row.since, col(ChaserRow.rung) >= rung
        )
        if rung == 0:
            return False
        async with self._database.reading() as session:
            if (await session.scalars(told)).first() is not None:
                return False
        notice = {
            "id": new_id(now),
            "case_id": row.case_id,
            "kind": CHASER,
            "bureau": row.bureau,
            "state": WAITING,
            "tries": 0,
            "created_at": now,
            "next_try_at": now,
        }
        try:
            async with self._database.writing() as session:
                values = {"transfer_id": row.id, "rung": rung, "since": row.since, "at": now}
                await session.execute(insert(ChaserRow).values(**values))
                await session.execute(insert(OutboxRow).values(**notice))
        except IntegrityError:
            return False
        return True
