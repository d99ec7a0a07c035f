"""A mail to the officers of a bureau when somebody waits for a person in the chat: how many do, nothing of them.

Whoever waits since the last mail is told of in the next one, and there is one in five minutes at most. So it needs
no mark on the talk: the last notice says up to when was told.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import func, insert, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.cases.codes import HANDLERS
from intake.clocks.calendar import WorkCalendar
from intake.ids import new_id
from intake.notices.outbox import WAITING
from intake.officers.talk_desks import desk_of
from intake.storage.clock_tables import OfficerMailRow
from intake.storage.database import Database
from intake.storage.tables import OfficerRow, OutboxRow
from intake.storage.talk_tables import TalkDeskRow, TalkRow
from intake.talks.talk import TalkState

TALK_WAITS: Final = "talk_waits"
_NOT_AGAIN_WITHIN: Final = timedelta(minutes=5)


async def tell_of_waiting(database: Database, calendar: WorkCalendar, now: datetime) -> int:
    """Write a notice for each officer of the bureaus at whose desk somebody waits untold; return how many."""
    query = select(col(TalkRow.bureau)).join(TalkDeskRow, col(TalkDeskRow.bureau) == col(TalkRow.bureau))
    waits = col(TalkRow.state) == TalkState.WAITING.value
    async with database.reading() as session:
        bureaus = set(await session.scalars(query.where(waits, col(TalkDeskRow.mails).is_(True))))
    return sum([await _told(database, bureau, calendar, now) for bureau in sorted(bureaus)])


async def _told(database: Database, bureau: str, calendar: WorkCalendar, now: datetime) -> int:
    async with database.writing() as session:
        # Of two processes the second waits here, and then sees what the first has written.
        await session.execute(select(TalkDeskRow).where(col(TalkDeskRow.bureau) == bureau).with_for_update())
        desk = await desk_of(session, bureau)
        if not (desk.mails and desk.is_open and desk.hours.is_open(now, calendar)):
            return 0
        waiting = await _waiting_untold(session, bureau, now)
        notices = [_notice(one, bureau, waiting, now) for one in await _addressed(session, bureau)]
        if not (waiting and notices):
            return 0
        await session.execute(insert(OutboxRow), notices)
        return len(notices)


async def _waiting_untold(session: AsyncSession, bureau: str, now: datetime) -> int:
    """Return how many wait, where one of them came since the last notice and that is some minutes old; else 0."""
    last_told = select(func.max(col(OutboxRow.created_at))).where(
        col(OutboxRow.kind) == TALK_WAITS, col(OutboxRow.bureau) == bureau
    )
    told_at = await session.scalar(last_told)
    if told_at is not None and now - told_at < _NOT_AGAIN_WITHIN:
        return 0
    waiting = select(col(TalkRow.opened_at)).where(
        col(TalkRow.bureau) == bureau, col(TalkRow.state) == TalkState.WAITING.value
    )
    opened = (await session.scalars(waiting)).all()
    return len(opened) if any(told_at is None or at > told_at for at in opened) else 0


async def _addressed(session: AsyncSession, bureau: str) -> Sequence[str]:
    """Return the officers who see the talks of a bureau and get mail."""
    query = (
        select(col(OfficerRow.id))
        .join(OfficerMailRow, col(OfficerMailRow.officer_id) == col(OfficerRow.id))
        .where(
            col(OfficerRow.bureau) == bureau,
            col(OfficerRow.active).is_(True),
            col(OfficerRow.role).in_(sorted(HANDLERS)),
        )
        .order_by(col(OfficerRow.id))
    )
    return (await session.scalars(query)).all()


def _notice(officer_id: str, bureau: str, waiting: int, now: datetime) -> dict[str, object]:
    return {
        "id": new_id(now),
        "kind": TALK_WAITS,
        "bureau": bureau,
        "officer_id": officer_id,
        "told": [{"waiting": waiting}],
        "state": WAITING,
        "tries": 0,
        "created_at": now,
        "next_try_at": now,
    }
