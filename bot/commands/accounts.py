"""Accounts of officers and tokens of other systems: for the first administrator, and for emergencies.

What the administrators' pages do is done here by the same acts; the journal names 「命令行」 as who did it.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

from bot.commands.standing import as_it_stands
from bot.service import utc_now
from bot.settings import read_settings
from intake.clocks.calendar import SHANGHAI
from intake.journal.accounts import COMMAND, note_older_accounts
from intake.officers import tokens
from intake.officers.accounts import AccountRefused, Accounts, WithPassword
from intake.officers.addresses import set_address
from intake.officers.logins import Logins
from intake.officers.officer import ORDINARY_SCOPES, ROLES, SCOPES
from intake.officers.roster import AccountLine, all_accounts
from intake.routing.bureaus import load_bureaus
from intake.storage.database import Database
from intake.storage.keeping.upgrade import prepare
from intake.storage.sealing import Vault

# What a refusal about a field means for whoever types a command.
_HOW = {"bureau": "承办局代码写在 --bureau 后面，例如 --bureau jiangjin；岗位不属于某个局的，请去掉 --bureau。"}


@dataclass(frozen=True, slots=True)
class _Office:
    """What the acts work with."""

    database: Database
    vault: Vault
    accounts: Accounts
    now: datetime

    async def id_of(self, name: str) -> str:
        """Return the id of the account of this name."""
        return (await self.accounts.named(name)).id


def add_officer(options: argparse.Namespace) -> int:
    """Make an account for the desk; the password comes from standard input, never from the command line."""
    password = sys.stdin.readline().rstrip("\r\n")

    async def add(office: _Office) -> str:
        if not password:
            raise AccountRefused("请从标准输入给出密码。")
        await office.accounts.add(
            COMMAND, name=options.name, role=options.role, bureau=options.bureau, password=password, now=office.now
        )
        return f"已新建账号“{options.name}”（{ROLES[options.role]}）。"

    return _done(add, may_make=True)


def list_officers(_: argparse.Namespace) -> int:
    """Print every account, one a line."""

    async def listed(office: _Office) -> str:
        lines = [_told(line) for line in await all_accounts(office.database, office.now)]
        return "\n".join(lines) or "还没有账号。请用 shangmi officer add 新建。"

    return _done(listed)


def disable_officer(options: argparse.Namespace) -> int:
    """Close an account; its sessions end."""

    async def disable(office: _Office) -> str:
        await office.accounts.disable(COMMAND, await office.id_of(options.name), office.now)
        return f"已停用“{options.name}”，登录都已结束。"

    return _done(disable)


def enable_officer(options: argparse.Namespace) -> int:
    """Open a closed account again, with a new password."""

    async def enable(office: _Office) -> str:
        given = await office.accounts.enable(COMMAND, await office.id_of(options.name), office.now)
        return _password_told("已恢复", given)

    return _done(enable)


def reset_officer(options: argparse.Namespace) -> int:
    """Draw a new password; with --second-step, let the password be enough again."""

    async def reset(office: _Office) -> str:
        officer_id = await office.id_of(options.name)
        if options.second_step:
            await office.accounts.take_second_step(COMMAND, officer_id, office.now)
            return f"已取消“{options.name}”的动态验证码，登录都已结束。"
        return _password_told("已重设", await office.accounts.reset(COMMAND, officer_id, office.now))

    return _done(reset)


def move_officer(options: argparse.Namespace) -> int:
    """Give an account another post or bureau."""

    async def move(office: _Office) -> str:
        officer_id = await office.id_of(options.name)
        moved = await office.accounts.move(
            COMMAND, officer_id, role=options.role, bureau=options.bureau, now=office.now
        )
        return f"“{options.name}”现在是{ROLES[moved.role]}（{moved.bureau or '全市'}），请重新登录。"

    return _done(move)


def end_sessions(options: argparse.Namespace) -> int:
    """End every session of an account, and forget its wrong passwords."""

    async def end(office: _Office) -> str:
        officer_id = await office.id_of(options.name)
        ended = await office.accounts.end_sessions(COMMAND, officer_id, office.now)
        await office.accounts.lift_pauses(COMMAND, officer_id, office.now)
        return f"已结束“{options.name}”的 {ended} 个登录，输错密码的等待也已解除。"

    return _done(end)


def bind_officer(options: argparse.Namespace) -> int:
    """Let single sign-on open an account for one subject; without one, let it open the account no more."""
    settings = read_settings()

    async def bind(office: _Office) -> str:
        officer_id, logins = await office.id_of(options.name), Logins(office.database, office.vault)
        if options.subject is None:
            await logins.unbind(COMMAND, officer_id, office.now)
            return f"“{options.name}”已解除单点登录绑定，登录都已结束。"
        issuers = [one.issuer for one in settings.providers]
        if not issuers:
            raise AccountRefused("没有设置单点登录（SHANGMI_OIDC_ISSUER），不能绑定。")
        issuer = options.issuer or issuers[0]
        if issuer not in issuers:
            raise AccountRefused(f"没有设置这一家单点登录。设置了的：{'、'.join(issuers)}")
        await logins.bind(COMMAND, officer_id, issuer=issuer, subject=options.subject, now=office.now)
        return f"“{options.name}”已绑定单点登录。"

    return _done(bind)


def mail_of_officer(options: argparse.Namespace) -> int:
    """Let an officer get notices of clocks by mail, or by the desk alone."""

    async def set_it(office: _Office) -> str:
        await set_address(office.database, options.name, options.address or "")
        where = "发到所给的邮箱" if options.address else "只在工作台显示"
        return f"“{options.name}”的期限提醒{where}。"

    return _done(set_it)


def add_token(options: argparse.Namespace) -> int:
    """Make a bearer token for `/api/v1` and print it, the only time it can be seen."""

    async def add(office: _Office) -> str:
        return await tokens.add_token(
            office.database,
            office.vault,
            actor=COMMAND,
            name=options.name,
            identities=options.identities,
            now=office.now,
            scopes=options.scope or ORDINARY_SCOPES,
            bureau=_bureau(options.bureau),
        )

    return _done(add)


def list_tokens(_: argparse.Namespace) -> int:
    """Print every token, one a line."""

    async def listed(office: _Office) -> str:
        lines = [_token_told(line) for line in await tokens.all_tokens(office.database)]
        return "\n".join(lines) or "还没有令牌。"

    return _done(listed)


def revoke_token(options: argparse.Namespace) -> int:
    """Let a token open nothing any more."""

    async def revoke(office: _Office) -> str:
        await tokens.revoke_token(office.database, office.vault, actor=COMMAND, name=options.name, now=office.now)
        return f"已作废令牌“{options.name}”。"

    return _done(revoke)


def _bureau(code: str | None) -> str | None:
    if code is not None and code not in {one.code for one in load_bureaus().all}:
        raise AccountRefused(f"没有代码为“{code}”的局。")
    return code


def _told(line: AccountLine) -> str:
    state = "在用" if line.is_active else "停用"
    extra = [
        "待本人改密码" if line.must_change else "",
        "动态验证码" if line.has_second_step else "",
        "单点登录" if line.has_login else "",
        f"登录 {line.sessions} 处" if line.sessions else "",
        f"{line.paused_places} 处暂停登录" if line.paused_places else "",
    ]
    signed_in = f"最近登录 {_day(line.signed_in_at)}" if line.signed_in_at else "还没有登录过"
    parts = [line.name, ROLES[line.role], line.bureau or "全市", state, signed_in, *filter(None, extra)]
    return "\t".join(parts)


def _token_told(line: tokens.TokenLine) -> str:
    state = f"{_day(line.revoked_at)} 作废" if line.revoked_at else "在用"
    reads = "可以看到来访人身份" if line.identities else "看不到来访人身份"
    bureau, may = line.bureau or "全市", "、".join(SCOPES[scope] for scope in line.scopes)
    return "\t".join([line.name, bureau, may, reads, f"{_day(line.created_at)} 新建", state])


def _password_told(what: str, given: WithPassword) -> str:
    return f"{what}“{given.officer.name}”。新密码只显示这一次，首次登录时须由本人更改：\n{given.password}"


def _day(at: datetime) -> str:
    return at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")


def _done(act: Callable[[_Office], Awaitable[str]], *, may_make: bool = False) -> int:
    """Do something with accounts and print what came of it; 1 when it was refused.

    may_make  where nothing was set up yet, keys and database are made for it
    """

    async def do() -> str:
        async with _made() if may_make else _opened() as office:
            return await act(office)

    try:
        told = asyncio.run(do())
    except AccountRefused as refusal:
        print(f"{refusal}{_HOW.get(refusal.field, '')}", file=sys.stderr)
        return 1
    print(told)
    return 0


@asynccontextmanager
async def _opened() -> AsyncIterator[_Office]:
    async with as_it_stands() as (database, vault):
        now = utc_now()
        await note_older_accounts(database, vault.journal_key, now)
        yield _Office(database, vault, Accounts(database, vault, load_bureaus()), now)


@asynccontextmanager
async def _made() -> AsyncIterator[_Office]:
    settings, now = read_settings(), utc_now()
    vault = Vault.open(settings.data_dir, settings.data_key.get_secret_value() if settings.data_key else None)
    database = await Database.open(settings.database)
    try:
        await prepare(database, vault)
        await note_older_accounts(database, vault.journal_key, now)
        yield _Office(database, vault, Accounts(database, vault, load_bureaus()), now)
    finally:
        await database.close()
