"""Words of a talk, an officer's or the clock's, pushed to whoever may be written to in WeChat.

They filed under their name and wrote within two days; what does not get through comes with their next message.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.cases.letters import BY_WECHAT
from intake.ids import new_id
from intake.storage.reach_table import ReachRow
from intake.storage.rows import Insert, PostedLetter
from intake.talks.talk import Talk


async def pushed(
    session: AsyncSession, talk: Talk, letters: Iterable[PostedLetter], now: datetime
) -> tuple[Insert, ...]:
    """Return a notice to the courier for each letter; none where WeChat takes no message for them."""
    reach = select(col(ReachRow.id)).where(col(ReachRow.id) == talk.person, col(ReachRow.until) > now)
    if (await session.execute(reach)).first() is None:
        return ()
    times = {"tries": 0, "created_at": now, "next_try_at": now}
    return tuple(
        Insert(
            "outbox",
            {
                "id": new_id(now),
                "kind": BY_WECHAT,
                "bureau": talk.bureau,
                "state": "waiting",
                **times,
                "told": [{"letter": letter.id}],
            },
        )
        for letter in letters
    )
