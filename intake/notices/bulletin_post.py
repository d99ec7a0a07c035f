"""Carries what is told of bulletins: a 订阅通知 in WeChat, a mail, and the mail that proves an address.

By day only, but for the last, which somebody waits for. What was withdrawn meanwhile is not carried; whoever
stopped, or cannot be reached any more, is told nothing more.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final, Protocol

from sqlalchemy import delete, update
from sqlmodel import col

from intake.bulletins.bulletin import Bulletin
from intake.bulletins.quiet import quiet_until
from intake.bulletins.words import told_by_mail
from intake.filers.agreed import PURPOSE
from intake.filers.bulletins import bulletin_of
from intake.filers.subscriptions import PUBLISHED, Subscriptions
from intake.filers.visits import Passes
from intake.notices.courier import CannotCarry, NotCarried, Postponed
from intake.notices.filer_letters import MOST_TRIES, Unreachable, Unsure
from intake.notices.mail import OfficerMail, Post
from intake.notices.outbox import Notice
from intake.routing.bureaus import Bureaus
from intake.storage.bulletin_tables import BulletinReachRow, BulletinRow, BulletinToldRow, SubscriptionRow
from intake.storage.database import Database
from intake.storage.sealing import Vault
from intake.storage.tables import MailRow

# By which way words reached an account: a 订阅通知.
SUBSCRIBED: Final = "wechat_notice"
_CONFIRM_SUBJECT: Final = "请确认订阅商业秘密保护通知"
_CONFIRM: Final = (
    "您好：\n\n有人用这个邮箱订阅市场监督管理部门的商业秘密保护通知。是您本人的，请在两天内打开下面的网页，点“确认订阅”：\n{page}\n\n"
    "不是您本人的，不用理会：不确认就不会再收到，两天后我们删除这个邮箱地址。这封邮件由系统发出，请不要回复。\n"
)


class SubscribedMessages(Protocol):
    """A way to send 订阅通知."""

    async def send_notice(self, openid: str, title: str, day: str, page: str) -> None:
        """Send one. Raises CannotCarry, among them Unsure and Unreachable."""


class _Told:
    """What a notice is about: the row of who is told has the notice's id."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    async def of(self, notice: Notice) -> tuple[Bulletin, BulletinToldRow, SubscriptionRow]:
        """Return it. Raises NotCarried where it is of no use any more, Postponed in the night."""
        if (until := quiet_until(self._clock())) is not None:
            raise Postponed(until)
        async with self._database.reading() as session:
            told = await session.get(BulletinToldRow, notice.id)
            row = await session.get(BulletinRow, told.bulletin_id) if told is not None else None
            to = await session.get(SubscriptionRow, told.subscriber) if told is not None else None
        if told is None or row is None:
            raise NotCarried("gone")
        if to is None:
            raise NotCarried("unsubscribed")
        one = bulletin_of(row)
        if one.is_published != (told.what == PUBLISHED):
            raise NotCarried("withdrawn")
        return one, told, to


class BulletinsByWeChat:
    """Sends a 订阅通知, where its account has agreed to one; then the letter in the chat says nothing twice."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        messages: SubscribedMessages | None,
        reached_at: str,
        clock: Callable[[], datetime],
    ) -> None:
        """Take the way out; None where no account, or no template, is set up."""
        self._database = database
        self._vault = vault
        self._told = _Told(database, clock)
        self._messages = messages
        self._reached_at = reached_at
        self._clock = clock

    async def carry(self, notice: Notice) -> None:
        """Carry one notice, or raise CannotCarry. The same notice may come twice."""
        if self._messages is None:
            raise NotCarried("not_set_up")
        one, told, to = await self._told.of(notice)
        if await self._is_read(told.letter):
            raise NotCarried("delivered")
        openid = await self._taken(to.id)
        if openid is None:
            raise NotCarried("not_agreed")
        title = one.title if one.is_published else f"已撤回：{one.title}"
        page = f"{self._reached_at}/notices/{one.id}" if self._reached_at else ""
        try:
            await self._messages.send_notice(openid, title, one.from_on.isoformat(), page)
        except Unreachable:
            await self._forget(to.id)
            raise
        except Unsure:
            # It may have arrived: told once more it would be twice, and the letter waits in the chat anyway.
            raise NotCarried("unsure") from None
        except CannotCarry as failure:
            await self._given_back(to.id, openid)
            for_good = failure.for_good or notice.tries >= MOST_TRIES
            raise CannotCarry(failure.reason, for_good=for_good) from None
        await self._note_delivered(told.letter)

    async def _is_read(self, letter: str) -> bool:
        async with self._database.reading() as session:
            row = await session.get(MailRow, letter)
        return row is None or row.delivered_at is not None

    async def _taken(self, person: str) -> str | None:
        """Return the openid for one notice, and count it; with the last one it is erased."""
        reach = BulletinReachRow
        one_less = update(reach).where(col(reach.id) == person, col(reach.remaining) > 0)
        async with self._database.writing() as session:
            sealed = await session.scalar(
                one_less.values(remaining=col(reach.remaining) - 1).returning(col(reach.sealed))
            )
            await session.execute(delete(reach).where(col(reach.id) == person, col(reach.remaining) <= 0))
        return None if sealed is None else self._vault.unseal(sealed, PURPOSE, person).decode()

    async def _given_back(self, person: str, openid: str) -> None:
        reach = BulletinReachRow
        more = update(reach).where(col(reach.id) == person).values(remaining=col(reach.remaining) + 1)
        async with self._database.writing() as session:
            if await session.scalar(more.returning(col(reach.id))) is None:
                sealed = self._vault.seal(openid.encode(), PURPOSE, person)
                session.add(BulletinReachRow(id=person, sealed=sealed, remaining=1))

    async def _forget(self, person: str) -> None:
        async with self._database.writing() as session:
            await session.execute(delete(BulletinReachRow).where(col(BulletinReachRow.id) == person))

    async def _note_delivered(self, letter: str) -> None:
        here = update(MailRow).where(col(MailRow.id) == letter, col(MailRow.delivered_at).is_(None))
        async with self._database.writing() as session:
            await session.execute(here.values(delivered_at=self._clock(), delivered_by=SUBSCRIBED))


class BulletinsByMail:
    """Sends a mail with the bulletin and with the way to stop."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        bureaus: Bureaus,
        post: Post | None,
        reached_at: str,
        stops: Passes,
        clock: Callable[[], datetime],
    ) -> None:
        """Take the way out, None where no mail server is set up, and the passes that end a subscription."""
        self._told = _Told(database, clock)
        self._subscriptions = Subscriptions(database, vault)
        self._bureaus = bureaus
        self._post = post
        self._reached_at = reached_at
        self._stops = stops

    async def carry(self, notice: Notice) -> None:
        """Carry one notice, or raise CannotCarry. The same notice may come twice."""
        if self._post is None:
            raise NotCarried("not_set_up")
        one, _, to = await self._told.of(notice)
        stop = f"{self._reached_at}/notices/stop/{self._stops.to(to.id)}"
        page = f"{self._reached_at}/notices/{one.id}"
        subject, text = told_by_mail(one, page, self._bureaus.public_name_of(one.bureau), stop)
        try:
            await self._post.send(OfficerMail(notice.id, self._subscriptions.address_of(to), subject, text))
        except CannotCarry as failure:
            if failure.reason == "unknown_recipient" and failure.for_good:
                # There is no such mailbox any more.
                await self._subscriptions.end(to.id)
                raise NotCarried("gone") from None
            raise _at_last(notice, failure) from None


class ConfirmingByMail:
    """Sends the mail that proves an address."""

    def __init__(self, database: Database, vault: Vault, post: Post | None, reached_at: str, asks: Passes) -> None:
        """Take the way out, None where no mail server is set up, and the passes that confirm."""
        self._database = database
        self._subscriptions = Subscriptions(database, vault)
        self._post = post
        self._reached_at = reached_at
        self._asks = asks

    async def carry(self, notice: Notice) -> None:
        """Carry one notice, or raise CannotCarry. The same notice may come twice."""
        if self._post is None:
            raise NotCarried("not_set_up")
        asked = str(notice.told[0].get("asked")) if notice.told else ""
        async with self._database.reading() as session:
            row = await session.get(SubscriptionRow, asked)
        if row is None:
            raise NotCarried("gone")
        page = f"{self._reached_at}/notices/confirm/{self._asks.to(asked)}"
        address = self._subscriptions.address_of(row)
        try:
            await self._post.send(OfficerMail(notice.id, address, _CONFIRM_SUBJECT, _CONFIRM.format(page=page)))
        except CannotCarry as failure:
            raise _at_last(notice, failure) from None


def _at_last(notice: Notice, failure: CannotCarry) -> CannotCarry:
    """Return the same failure, for good once it was tried often enough."""
    return CannotCarry(failure.reason, for_good=failure.for_good or notice.tries >= MOST_TRIES)
