"""What an administrator does with accounts: each act in one transaction with its entry in the accounts' journal.

An account is never deleted, since the journals of cases name it. What is disabled is out at once: its sessions end
with the same commit.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, or_, select
from sqlalchemy.exc import IntegrityError, NoResultFound
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.cases.codes import HANDLERS, ROLES_OF_A_BUREAU, Role
from intake.ids import new_id
from intake.journal.account_codes import AccountCode
from intake.journal.accounts import record
from intake.officers import passwords, pauses
from intake.officers.officer import ROLES, Officer, officer_of
from intake.officers.sessions import end_all, held
from intake.routing.bureaus import Bureaus
from intake.storage.database import Database
from intake.storage.sealing import Vault
from intake.storage.tables import OfficerRow
from intents.signs import has_control_characters

LONGEST_NAME = 40


class AccountRefused(Exception):
    """What cannot be done with an account or a token. The text is a sentence for whoever asked.

    field  what it is about: name, role, bureau, password; "" for the act itself
    """

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


class NoSuchAccount(AccountRefused):
    """There is no account or token of this name or number."""


@dataclass(frozen=True, slots=True)
class WithPassword:
    """An account and the password that was drawn for it: shown once, kept nowhere."""

    officer: Officer
    password: str


class Accounts:
    """The acts. `actor` is an officer's id, or a word of `journal.accounts`."""

    def __init__(self, database: Database, vault: Vault, bureaus: Bureaus) -> None:
        self._database = database
        self._vault = vault
        self._bureaus = bureaus

    async def add(
        self,
        actor: str,
        *,
        name: str,
        role: str,
        bureau: str | None,
        now: datetime,
        password: str = "",
        kept: str = "",
    ) -> WithPassword:
        """Make an account. Without a password one is drawn, to be changed at the first sign-in.

        kept  what `passwords.hashed` made of the password, where many accounts get the same one
        """
        name = name.strip()
        self._refuse_unfit(name, role, bureau)
        if password and (why := passwords.why_unfit(password, name)):
            raise AccountRefused(why, "password")
        given = password or passwords.first_password()
        row = OfficerRow(
            id=new_id(now),
            name=name,
            role=role,
            bureau=bureau,
            password_hash=kept or await passwords.hashed(given),
            active=True,
            must_change=not password,
            created_at=now,
        )
        try:
            async with self._database.writing() as session:
                session.add(row)
                await session.flush()
                await self._record(session, row, actor, AccountCode.ADDED, now, role=role, bureau=bureau)
        except IntegrityError:
            sentence = f"已有名为“{name}”的账号，请换一个姓名，例如加上所在科室。"
            raise AccountRefused(sentence, "name") from None
        return WithPassword(officer_of(row), given)

    async def named(self, name: str) -> Officer:
        """Return the account of this name. Raises NoSuchAccount."""
        async with self._database.reading() as session:
            row = await session.scalar(select(OfficerRow).where(col(OfficerRow.name) == name.strip()))
        if row is None:
            raise NoSuchAccount(f"没有名为“{name.strip()}”的账号。")
        return officer_of(row)

    async def move(
        self,
        actor: str,
        officer_id: str,
        *,
        role: str,
        bureau: str | None,
        now: datetime,
        seen: tuple[str, str | None] | None = None,
    ) -> Officer:
        """Give an account another post or bureau; who is signed in signs in anew.

        seen  role and bureau as whoever decides saw them: refused when somebody changed them meanwhile
        """
        async with self._database.writing() as session:
            row, admins = await self._held_with_admins(session, officer_id)
            self._refuse_unfit(row.name, role, bureau)
            if seen is not None and seen != (row.role, row.bureau):
                raise AccountRefused("刚才有人调整过这个账号，请看过现在的岗位和单位再决定。", "role")
            if (row.role, row.bureau) == (role, bureau):
                raise AccountRefused("岗位和单位都没有变。", "role")
            if role != Role.ADMIN:
                _refuse_without_admin(actor, row, admins)
            before = {"role_before": row.role, "bureau_before": row.bureau}
            row.role, row.bureau = role, bureau
            await session.flush()
            await end_all(session, row.id)
            await self._record(session, row, actor, AccountCode.MOVED, now, **before, role=role, bureau=bureau)
            return officer_of(row)

    async def qualify(self, actor: str, officer_id: str, *, is_qualified: bool, now: datetime) -> None:
        """Mark whether somebody has 执法资格: who investigates a docketed case must have it (APP 第22条)."""
        async with self._database.writing() as session:
            row = await self._held(session, officer_id)
            if row.role not in HANDLERS:
                raise AccountRefused("这个岗位不承办案件，不用标明执法资格。")
            if row.is_qualified == is_qualified:
                raise AccountRefused("执法资格的标记没有变。")
            row.is_qualified = is_qualified
            await session.flush()
            code = AccountCode.QUALIFIED if is_qualified else AccountCode.UNQUALIFIED
            await self._record(session, row, actor, code, now)

    async def disable(self, actor: str, officer_id: str, now: datetime) -> None:
        """Close an account: its sessions end with this."""
        async with self._database.writing() as session:
            row, admins = await self._held_with_admins(session, officer_id)
            if not row.active:
                raise AccountRefused("这个账号已经停用了。")
            _refuse_without_admin(actor, row, admins)
            row.active = False
            await session.flush()
            ended = await end_all(session, row.id)
            await self._record(session, row, actor, AccountCode.DISABLED, now, sessions=ended)

    async def enable(self, actor: str, officer_id: str, now: datetime) -> WithPassword:
        """Open a closed account again, with a new password: the old one may be known to others by now."""
        return await self._with_new_password(actor, officer_id, AccountCode.ENABLED, now)

    async def reset(self, actor: str, officer_id: str, now: datetime) -> WithPassword:
        """Draw a new password: sessions end, pauses are lifted, and the second step stays."""
        return await self._with_new_password(actor, officer_id, AccountCode.PASSWORD_RESET, now)

    async def take_second_step(self, actor: str, officer_id: str, now: datetime) -> None:
        """Let the password be enough again, for whoever has lost the telephone; sessions end."""
        async with self._database.writing() as session:
            row = await self._held(session, officer_id)
            if row.second_step is None:
                raise AccountRefused("这个账号没有开启动态验证码。")
            row.second_step = row.second_step_used = None
            await session.flush()
            await end_all(session, row.id)
            await self._record(session, row, actor, AccountCode.SECOND_STEP_TAKEN, now)

    async def end_sessions(self, actor: str, officer_id: str, now: datetime) -> int:
        """End every session of an account; return how many there were."""
        async with self._database.writing() as session:
            row = await self._held(session, officer_id)
            ended = await end_all(session, row.id)
            await self._record(session, row, actor, AccountCode.SESSIONS_ENDED, now, sessions=ended)
        return ended

    async def lift_pauses(self, actor: str, officer_id: str, now: datetime) -> None:
        """Forget the wrong passwords of an account, so that it need not wait."""
        async with self._database.writing() as session:
            row = await self._held(session, officer_id)
            await pauses.lift(session, row.id)
            await self._record(session, row, actor, AccountCode.PAUSES_LIFTED, now)

    async def _with_new_password(
        self, actor: str, officer_id: str, code: AccountCode, now: datetime
    ) -> WithPassword:
        password = passwords.first_password()
        kept = await passwords.hashed(password)
        async with self._database.writing() as session:
            row = await self._held(session, officer_id)
            if code == AccountCode.ENABLED and row.active:
                raise AccountRefused("这个账号正在使用，不需要恢复。")
            if code == AccountCode.PASSWORD_RESET and not row.active:
                raise AccountRefused("这个账号已停用。请先恢复，恢复时会给一个新密码。")
            row.password_hash, row.must_change, row.active = kept, True, True
            await session.flush()
            ended = await end_all(session, row.id)
            await pauses.lift(session, row.id)
            await self._record(session, row, actor, code, now, sessions=ended)
            return WithPassword(officer_of(row), password)

    async def _record(
        self,
        session: AsyncSession,
        row: OfficerRow,
        actor: str,
        code: AccountCode,
        now: datetime,
        **payload: str | int | None,
    ) -> None:
        await record(session, self._vault.journal_key, row, actor, code, now, **payload)

    async def _held(self, session: AsyncSession, officer_id: str) -> OfficerRow:
        try:
            return await held(session, officer_id)
        except NoResultFound:
            raise NoSuchAccount("没有这个账号。") from None

    async def _held_with_admins(self, session: AsyncSession, officer_id: str) -> tuple[OfficerRow, set[str]]:
        """Return an account and the ids of the administrators in use, all of them held.

        Two who close each other at the same moment would otherwise leave none.
        """
        is_admin = and_(col(OfficerRow.role) == Role.ADMIN, col(OfficerRow.active).is_(True))
        wanted = or_(is_admin, col(OfficerRow.id) == officer_id)
        # Always in one order, so that none waits for another in a circle.
        query = select(OfficerRow).where(wanted).order_by(col(OfficerRow.id)).with_for_update()
        rows = (await session.scalars(query)).all()
        row = next((row for row in rows if row.id == officer_id), None)
        if row is None:
            raise NoSuchAccount("没有这个账号。")
        return row, {row.id for row in rows if row.role == Role.ADMIN and row.active}

    def _refuse_unfit(self, name: str, role: str, bureau: str | None) -> None:
        if not name:
            raise AccountRefused("请填写姓名。", "name")
        if has_control_characters(name):
            raise AccountRefused("姓名里不能有控制字符，请重新输入。", "name")
        if len(name) > LONGEST_NAME:
            raise AccountRefused(f"姓名最多 {LONGEST_NAME} 个字。", "name")
        if role not in ROLES:
            raise AccountRefused(f"没有“{role}”这个岗位，可用的有：{' '.join(ROLES)}。", "role")
        if role in ROLES_OF_A_BUREAU and bureau is None:
            raise AccountRefused(f"“{ROLES[role]}”属于某个承办局，请写明是哪一个局。", "bureau")
        if role not in ROLES_OF_A_BUREAU and bureau is not None:
            raise AccountRefused(f"“{ROLES[role]}”不属于某个承办局，请不要写局。", "bureau")
        if bureau is not None and bureau not in {one.code for one in self._bureaus.all}:
            raise AccountRefused(f"没有代码为“{bureau}”的承办局，代码见 intake/routing/bureaus.yaml。", "bureau")


def _refuse_without_admin(actor: str, row: OfficerRow, admins: set[str]) -> None:
    """Refuse what would leave nobody to look after accounts, and what somebody does to themselves."""
    if row.id == actor:
        raise AccountRefused("不能停用或者调整自己的账号，请由另一名系统管理人员办理。")
    if admins == {row.id}:
        raise AccountRefused("这是唯一在用的系统管理账号。请先新建另一个系统管理账号。")
