"""Which account single sign-on opens: an administrator binds a subject to it, and takes the binding away."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final

from sqlalchemy.exc import IntegrityError, NoResultFound
from sqlalchemy.ext.asyncio import AsyncSession

from intake.journal.account_codes import AccountCode
from intake.journal.accounts import record
from intake.officers.accounts import AccountRefused, NoSuchAccount
from intake.officers.sessions import end_all, held
from intake.officers.single_sign_on import login_of
from intake.storage.database import Database
from intake.storage.sealing import Vault
from intake.storage.tables import OfficerRow

# OpenID Connect Core, section 2: at most 255 ASCII characters.
_SUBJECT: Final = re.compile(r"[\x21-\x7e]{1,255}")
_UNFIT: Final = (
    "请填写单点登录系统里的账号标识（sub）：字母、数字和符号，不带空格和汉字。"
    "本人用单点登录试一次，页面会显示这个标识。不能填姓名或者邮箱地址。"
)


class Logins:
    """The acts. `actor` is an officer's id, or a word of `journal.accounts`."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database = database
        self._vault = vault

    async def bind(self, actor: str, officer_id: str, *, issuer: str, subject: str, now: datetime) -> None:
        """Let single sign-on open this account for one subject; whoever was bound before is out. Sessions end."""
        subject = subject.strip()
        if not _SUBJECT.fullmatch(subject):
            raise AccountRefused(_UNFIT, "subject")
        login = login_of(self._vault, issuer, subject)
        try:
            async with self._database.writing() as session:
                row = await _held(session, officer_id)
                if row.id == actor:
                    raise AccountRefused("自己的账号，请由另一名系统管理人员绑定。", "subject")
                if row.login_id == login:
                    raise AccountRefused("这个标识已经绑定在这个账号上。", "subject")
                row.login_id = login
                await self._ended(session, row, actor, AccountCode.LOGIN_BOUND, now)
        except IntegrityError:
            raise AccountRefused("这个标识已经绑定在另一个账号上，请先核对是不是本人的。", "subject") from None

    async def unbind(self, actor: str, officer_id: str, now: datetime) -> None:
        """Let single sign-on open this account no more; sessions end."""
        async with self._database.writing() as session:
            row = await _held(session, officer_id)
            if row.login_id is None:
                raise AccountRefused("这个账号没有绑定单点登录。")
            row.login_id = None
            await self._ended(session, row, actor, AccountCode.LOGIN_UNBOUND, now)

    async def _ended(
        self, session: AsyncSession, row: OfficerRow, actor: str, code: AccountCode, now: datetime
    ) -> None:
        await session.flush()
        ended = await end_all(session, row.id)
        await record(session, self._vault.journal_key, row, actor, code, now, sessions=ended)


async def _held(session: AsyncSession, officer_id: str) -> OfficerRow:
    try:
        return await held(session, officer_id)
    except NoResultFound:
        raise NoSuchAccount("没有这个账号。") from None
