"""What somebody does with their own account: change the password, set up the second step."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from intake.journal.account_codes import AccountCode
from intake.journal.accounts import record
from intake.officers import passwords, pauses, second_step
from intake.officers.accounts import AccountRefused
from intake.officers.sessions import end_all, held
from intake.storage.database import Database
from intake.storage.sealing import Vault
from intake.storage.tables import OfficerRow

# The place where a password is asked for once more.
_HERE: Final = "own account"


class OwnAccount:
    """The acts of an officer on their own account. `session_id` is the session that stays open."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database = database
        self._vault = vault

    async def change_password(
        self, officer_id: str, session_id: str, *, old: str, new: str, again: str, now: datetime
    ) -> None:
        """Change the password; other sessions of the account end."""
        seen = await self._known(officer_id, old, "old", now)
        if why := passwords.why_unfit(new, seen.name):
            raise AccountRefused(why, "new")
        if new == old:
            raise AccountRefused("新密码和现在的一样，请换一个。", "new")
        if new != again:
            raise AccountRefused("两次输入的新密码不一样，请重新输入。", "again")
        kept = await passwords.hashed(new)
        async with self._database.writing() as session:
            row = await held(session, officer_id)
            if row.password_hash != seen.password_hash or not row.active:
                raise AccountRefused("密码刚才被别人改过，请重新登录。")
            row.password_hash, row.must_change = kept, False
            await session.flush()
            ended = await end_all(session, officer_id, but=session_id)
            code = AccountCode.PASSWORD_CHANGED
            await record(session, self._vault.journal_key, row, officer_id, code, now, sessions=ended)

    async def set_second_step(
        self,
        officer_id: str,
        session_id: str,
        *,
        secret: str,
        code: str,
        password: str | None,
        now: datetime,
    ) -> None:
        """Ask for one-time codes from now on; a first one proves that the telephone has the secret.

        password  None where single sign-on vouched for them a moment ago: they may not know one
        """
        if password is not None:
            await self._known(officer_id, password, "password", now)
        step = second_step.step_of(secret, code, now)
        if step is None:
            raise AccountRefused("验证码不对。请看手机上现在显示的六位数字，并核对手机的时间。", "code")
        async with self._database.writing() as session:
            row = await held(session, officer_id)
            if row.second_step is not None:
                raise AccountRefused("已经开启了动态验证码。换手机的，请系统管理人员先取消。")
            row.second_step = second_step.sealed(self._vault, secret, officer_id)
            row.second_step_used = step
            await session.flush()
            ended = await end_all(session, officer_id, but=session_id)
            what = AccountCode.SECOND_STEP_SET
            await record(session, self._vault.journal_key, row, officer_id, what, now, sessions=ended)

    async def _known(self, officer_id: str, password: str, field: str, now: datetime) -> OfficerRow:
        """Return the account when this is its password; a session that somebody got hold of does not try many."""
        try:
            async with self._database.writing() as session:
                row = await held(session, officer_id)
                await pauses.counted_attempt(session, self._vault, officer_id, _HERE, now)
                session.expunge(row)
        except pauses.SignInRefused as refused:
            sentence = f"密码输错的次数多了，请 {refused.wait_seconds} 秒后再试。"
            raise AccountRefused(sentence, field) from None
        if not await passwords.fits(password, row.password_hash, is_known=True):
            raise AccountRefused("现在的密码不对，请重新输入。", field)
        async with self._database.writing() as session:
            await pauses.forget_place(session, self._vault, officer_id, _HERE)
        return row
