"""What the service's errands do with notices, for one person: as `bot.bulletin_errands`, without a database."""

from __future__ import annotations

from dataclasses import dataclass

from bot.conversation.bulletins.exchanged import (
    BulletinGlance,
    BulletinRequest,
    BulletinsTold,
    FindBulletins,
    Subscribe,
)
from intake.bulletins.bulletin import BulletinWish

PAGE = "http://page/notices"


@dataclass
class NoticesBoard:
    """What stands, and what the person has subscribed to."""

    standing: tuple[BulletinGlance, ...] = ()
    wish: BulletinWish | None = None

    def told(self, asked: BulletinRequest) -> BulletinsTold:
        known = self.wish
        if isinstance(asked, Subscribe):
            self.wish = asked.wish
            return BulletinsTold("subscribed", self.standing, asked.wish, PAGE)
        if isinstance(asked, FindBulletins) and not asked.mine:
            return BulletinsTold("listed", self.standing, known, PAGE)
        if isinstance(asked, FindBulletins):
            return BulletinsTold("none" if known is None else "mine", (), known, PAGE)
        self.wish = None
        return BulletinsTold("none" if known is None else "ended", (), None, PAGE, was=known)
