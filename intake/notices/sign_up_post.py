"""Mails to those who signed up for a training: that they did, that they moved up, that it is off.

The first goes at once, to whatever address was typed, and no other until that address is proven.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final

from intake.bulletins.bulletin import Bulletin
from intake.bulletins.quiet import quiet_until
from intake.bulletins.words import when
from intake.filers.sign_ups import MailWhat, SignUp, SignUps, SignUpStanding, mailed_of
from intake.notices.courier import CannotCarry, NotCarried, Postponed
from intake.notices.filer_letters import MOST_TRIES
from intake.notices.mail import OfficerMail, Post
from intake.notices.outbox import Notice
from intake.storage.database import Database
from intake.storage.sealing import Vault

_END: Final = "\n\n不是您报的名，不用理会，以后不会再收到。这封邮件由系统发出，请不要回复。\n"


class SignUpsByMail:
    """Sends them."""

    def __init__(
        self, database: Database, vault: Vault, post: Post | None, reached_at: str, clock: Callable[[], datetime]
    ) -> None:
        """Take the way out; None where no mail server is set up."""
        self._sign_ups = SignUps(database, vault)
        self._passes = mailed_of(vault, clock)
        self._post = post
        self._reached_at = reached_at
        self._clock = clock

    async def carry(self, notice: Notice) -> None:
        """Carry one notice, or raise CannotCarry. The same notice may come twice."""
        if self._post is None:
            raise NotCarried("not_set_up")
        told = notice.told[0] if notice.told else {}
        what = MailWhat(str(told.get("what", MailWhat.SIGNED)))
        if what is not MailWhat.SIGNED and (until := quiet_until(self._clock())) is not None:
            raise Postponed(until)
        found = await self._sign_ups.of(str(told.get("sign_up")))
        if found is None:
            raise NotCarried("gone")
        sign_up, training = found
        if training.is_published == (what is MailWhat.CALLED_OFF):
            raise NotCarried("withdrawn")
        page = f"{self._reached_at}/notices/sign-up/{self._passes.to(sign_up.id)}"
        subject, text = _words(what, sign_up, training, page)
        try:
            await self._post.send(OfficerMail(notice.id, sign_up.mail, subject, f"{text}{_END}"))
        except CannotCarry as failure:
            for_good = failure.for_good or notice.tries >= MOST_TRIES
            raise CannotCarry(failure.reason, for_good=for_good) from None


def _words(what: MailWhat, sign_up: SignUp, training: Bulletin, page: str) -> tuple[str, str]:
    about = f"“{training.title}”"
    if what is MailWhat.CALLED_OFF:
        return f"培训取消：{training.title}", f"您报名的培训{about}取消了，请不要再来。理由：{training.why}"
    if what is MailWhat.MOVED_UP:
        return (
            f"已经补上：{training.title}",
            f"您候补的培训{about}有名额了，已经给您。\n{when(training)}\n来不了的请取消：{page}",
        )
    how = (
        "报上了" if sign_up.place is SignUpStanding.PLACED else f"排在候补第{sign_up.ahead + 1}位，有名额自动补上"
    )
    text = f"有人用这个邮箱报名培训{about}，{how}。\n{when(training)}\n"
    return (
        f"培训报名：{training.title}",
        f"{text}是您报的，请打开下面的网页确认，有变动才寄给您；取消也在那里：\n{page}",
    )
