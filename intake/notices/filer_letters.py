"""Tells who filed under their name of a letter: the letter itself in WeChat, or a mail that one waits.

A notice names its letter. What has reached its filer meanwhile, on a page or with a reply, is not told again; what
no way can carry waits for their next message, as it always did.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

from sqlalchemy import update
from sqlmodel import col

from intake.filers.mailbox import text_of
from intake.filers.reach import Reach
from intake.notices.courier import CannotCarry, NotCarried
from intake.notices.mail import OfficerMail, Post
from intake.notices.outbox import Notice
from intake.storage.cases import found_case, known_filer
from intake.storage.database import Database
from intake.storage.sealing import Vault
from intake.storage.tables import CaseRow, MailRow

# By which way words reached a filer whom we wrote to by ourselves.
PUSHED: Final = "wechat_message"
# Beyond that many bytes WeChat refuses a message.
LONGEST_BYTES: Final = 2040
# A way that fails that often in a row is given up: what is to be read waits for the next message anyway.
MOST_TRIES: Final = 8
WAITS_IN_WECHAT: Final = "办理单位有一条较长的回复给您，请在这里回复“查进度”阅读。"
SUBJECT: Final = "您有一条新消息"
_MAIL: Final = (
    "您好：\n\n您提交的事项有一条新消息，请到提交的地方查看：\n"
    "在微信里提交的，打开公众号回复“查进度”；在网页提交的，打开 {page} ，填写编号和查询码。\n\n"
    "为了保密，邮件里不写编号和内容，也不会请您点别的链接、汇款或者提供密码。这封邮件由系统发出，请不要回复。\n"
    "如果您没有提交过，请不用理会。\n"
)


class Unsure(CannotCarry):
    """It may have arrived all the same: nobody answered in time."""


class Unreachable(NotCarried):
    """WeChat takes no message for this account until it writes again."""


class Messages(Protocol):
    """A way to write to an account."""

    async def send(self, openid: str, text: str) -> None:
        """Send a text. Raises CannotCarry, among them Unsure and Unreachable."""


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A letter that has not reached its filer; what is about a part of a filing is about the filing."""

    id: str
    case_id: str | None
    filer: str
    sealed: bytes


class _Letters:
    def __init__(self, database: Database, vault: Vault) -> None:
        self._database = database
        self._vault = vault

    async def of(self, notice: Notice) -> _Waiting:
        """Return the letter of a notice. Raises NotCarried where it has arrived, or is there no more."""
        letter_id = str(notice.told[0].get("letter")) if notice.told else ""
        async with self._database.reading() as session:
            row = await session.get(MailRow, letter_id)
        if row is None:
            raise NotCarried("gone")
        if row.delivered_at is not None:
            raise NotCarried("delivered")
        return _Waiting(row.id, row.case_id, row.filer, row.sealed)

    def text_of(self, letter: _Waiting) -> str:
        return text_of(self._vault.unseal(letter.sealed, "mail", letter.filer))

    async def note_delivered(self, letter: _Waiting, now: datetime) -> None:
        here = update(MailRow).where(col(MailRow.id) == letter.id, col(MailRow.delivered_at).is_(None))
        async with self._database.writing() as session:
            await session.execute(here.values(delivered_at=now, delivered_by=PUSHED))


class LettersByWeChat:
    """Sends the letter itself, within the two days that a message of theirs opens."""

    def __init__(
        self, database: Database, vault: Vault, messages: Messages | None, clock: Callable[[], datetime]
    ) -> None:
        """Take the way out; None where no account is set up."""
        self._letters = _Letters(database, vault)
        self._reach = Reach(database, vault)
        self._messages = messages
        self._clock = clock

    async def carry(self, notice: Notice) -> None:
        """Carry one notice, or raise CannotCarry. The same notice may come twice."""
        if self._messages is None:
            raise NotCarried("not_set_up")
        letter = await self._letters.of(notice)
        openid = await self._reach.taken(letter.filer, self._clock())
        if openid is None:
            raise NotCarried("no_window")
        text = self._letters.text_of(letter)
        is_whole = len(text.encode()) <= LONGEST_BYTES
        try:
            await self._messages.send(openid, text if is_whole else WAITS_IN_WECHAT)
        except Unreachable:
            await self._reach.forget(letter.filer)
            raise
        except Unsure as unsure:
            raise _at_last(notice, unsure) from None
        except CannotCarry as failure:
            await self._reach.given_back(letter.filer)
            raise _at_last(notice, failure) from None
        if is_whole:
            await self._letters.note_delivered(letter, self._clock())


class LettersByMail:
    """Sends a mail that says that something waits, and where it is read: no number, no content."""

    def __init__(self, database: Database, vault: Vault, post: Post | None, page: str) -> None:
        """Take the way out, None where no mail server is set up; and the address of the page of one's case."""
        self._database = database
        self._vault = vault
        self._letters = _Letters(database, vault)
        self._post = post
        self._page = page

    async def carry(self, notice: Notice) -> None:
        """Carry one notice, or raise CannotCarry. The same notice may come twice."""
        if self._post is None:
            raise NotCarried("not_set_up")
        address = await self._address_of(await self._letters.of(notice))
        if not address:
            raise NotCarried("no_address")
        try:
            await self._post.send(OfficerMail(notice.id, address, SUBJECT, _MAIL.format(page=self._page)))
        except CannotCarry as failure:
            raise _at_last(notice, failure) from None

    async def _address_of(self, letter: _Waiting) -> str:
        async with self._database.reading() as session:
            found = await found_case(session, self._vault, col(CaseRow.id) == letter.case_id)
            if found is None or found[0].anonymous:
                return ""
            filer = await known_filer(session, self._vault, *found)
        return str(filer.fields.get("mail") or "")


def _at_last(notice: Notice, failure: CannotCarry) -> CannotCarry:
    """Return the same failure, for good once it was tried often enough."""
    return CannotCarry(failure.reason, for_good=failure.for_good or notice.tries >= MOST_TRIES)
