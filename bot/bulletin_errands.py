"""What a person of the chat wants of notices: told from now on, no more, or what there is today."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.conversation.bulletins.exchanged import (
    BulletinGlance,
    BulletinsTold,
    EndSubscription,
    FindBulletins,
    Subscribe,
)
from bot.conversation.messages import Inbound
from intake.bulletins.bulletin import Bulletin
from intake.bulletins.words import when
from intake.clocks.calendar import day_in_shanghai
from intake.filers.bulletins import PublicBulletins
from intake.filers.subscriptions import Subscriptions
from intake.storage.rows import Rows

_NOTHING = Rows()


class BulletinErrands:
    """Carries it out."""

    def __init__(self, bulletins: PublicBulletins, subscriptions: Subscriptions, page: str) -> None:
        """Take the parts.

        page  address of the list; "" where there is none
        """
        self._bulletins = bulletins
        self._subscriptions = subscriptions
        self._page = page

    async def carried_out(
        self, request: Subscribe | EndSubscription | FindBulletins, message: Inbound, now: datetime
    ) -> tuple[BulletinsTold, Rows]:
        """Return what came of it, and the rows that it leaves."""
        person = message.person
        known = await self._subscriptions.of(person)
        wish = known.wish if known is not None else None
        match request:
            case Subscribe(wanted):
                rows = self._subscriptions.kept(person, wanted, now)
                standing = await self._bulletins.standing(day_in_shanghai(now), wanted)
                return BulletinsTold("subscribed", self._glances(standing), wanted, self._page), rows
            case EndSubscription():
                done = BulletinsTold("ended" if wish is not None else "none", (), None, self._page, was=wish)
                return done, self.left_by(person)
            case FindBulletins(mine):
                if mine:
                    return BulletinsTold("mine" if wish is not None else "none", (), wish, self._page), _NOTHING
                standing = await self._bulletins.standing(day_in_shanghai(now))
                return BulletinsTold("listed", self._glances(standing), wish, self._page), _NOTHING

    def left_by(self, person: str) -> Rows:
        """Return the rows that end it for somebody who leaves; nothing has to be there."""
        return self._subscriptions.ended(person)

    def _glances(self, standing: Sequence[Bulletin]) -> tuple[BulletinGlance, ...]:
        return tuple(
            BulletinGlance(one.title, when(one), f"{self._page}/{one.id}" if self._page else "")
            for one in standing
        )
