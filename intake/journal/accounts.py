"""What happened to accounts, tokens and the switch: one chain of HMACs each, as the journal of a case.

Every entry carries a digest of the row it leads to, so that a role, a password or a token that was changed past
the program is found by `shangmi verify`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import insert, null, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.journal.chain import NO_ENTRY, Head, hash_of
from intake.storage.account_tables import AccountJournalRow
from intake.storage.hook_tables import HookRow
from intake.storage.rules_table import RoutingVersionRow
from intake.storage.secrecy_tables import BureauCareRow
from intake.storage.switch_table import SwitchRow
from intake.storage.tables import ApiTokenRow, MarkRow, OfficerRow
from intake.storage.talk_tables import TalkDeskRow, TalkRow

if TYPE_CHECKING:
    from intake.storage.database import Database

# Actors that are no officers: whoever typed a command on the machine, and the service itself.
COMMAND: Final = "command"
SERVICE: Final = "service"

_MARK: Final = "accounts"
_SWITCH: Final = "switch:"
_BUREAU: Final = "bureau:"
_TALK_DESK: Final = "talk_desk:"
_TALK: Final = "talk:"
_RULES: Final = "rules:"
_HOOK: Final = "webhook:"
# What every token might do before there were scopes.
_SCOPES_OF_BEFORE: Final = "cases transfers"
_PAGE: Final = 1000

AccountRow = (
    OfficerRow | ApiTokenRow | SwitchRow | BureauCareRow | TalkDeskRow | TalkRow | RoutingVersionRow | HookRow
)


class AccountCode(StrEnum):
    """What can happen to an account, a token or the switch."""

    ADDED = "account_added"
    NOTED = "account_noted"
    MOVED = "account_moved"
    QUALIFIED = "account_qualified"
    UNQUALIFIED = "account_unqualified"
    DISABLED = "account_disabled"
    ENABLED = "account_enabled"
    PASSWORD_RESET = "password_reset"  # noqa: S105 - a code, no password
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 - a code, no password
    SECOND_STEP_SET = "second_step_set"
    SECOND_STEP_TAKEN = "second_step_taken"
    LOGIN_BOUND = "login_bound"
    LOGIN_UNBOUND = "login_unbound"
    SIGNED_IN = "signed_in"
    SIGNED_OUT = "signed_out"
    PAUSED = "sign_in_paused"
    PAUSES_LIFTED = "pauses_lifted"
    SESSIONS_ENDED = "sessions_ended"
    STAND_IN_ENTERED = "stand_in_entered"
    STAND_IN_ENDED = "stand_in_ended"
    TOKEN_ADDED = "token_added"  # noqa: S105 - a code, no token
    TOKEN_NOTED = "token_noted"  # noqa: S105 - a code, no token
    TOKEN_REVOKED = "token_revoked"  # noqa: S105 - a code, no token
    LIST_READ = "list_read"
    HOOK_ADDED = "webhook_added"
    HOOK_STOPPED = "webhook_stopped"
    HOOK_RESUMED = "webhook_resumed"
    SWITCHED_OFF = "answers_switched_off"
    SWITCHED_ON = "answers_switched_on"
    CARE_SET = "care_set"
    TALK_DESK_SET = "talk_desk_set"
    TALK_TAKEN = "talk_taken"
    TALK_READ = "talk_read"
    TALK_WRITTEN = "talk_written"
    TALK_HANDED_ON = "talk_handed_on"
    TALK_ENDED = "talk_ended"
    RULES_DRAFTED = "rules_drafted"
    RULES_PUBLISHED = "rules_published"
    RULES_DISCARDED = "rules_discarded"
    EXPORT_ASKED = "export_asked"
    EXPORT_MADE = "export_made"
    EXPORT_TAKEN = "export_taken"
    EXPORT_OPENED = "export_opened"
    EXPORT_VOIDED = "export_voided"
    REPORT_TAKEN = "report_taken"


ACCOUNT_LABELS: Mapping[str, str] = {
    AccountCode.ADDED: "新建账号",
    AccountCode.NOTED: "记下已有的账号",
    AccountCode.MOVED: "调整岗位或单位",
    AccountCode.QUALIFIED: "标明有执法资格",
    AccountCode.UNQUALIFIED: "取消执法资格标记",
    AccountCode.DISABLED: "停用账号",
    AccountCode.ENABLED: "恢复账号",
    AccountCode.PASSWORD_RESET: "重设密码",
    AccountCode.PASSWORD_CHANGED: "本人改了密码",
    AccountCode.SECOND_STEP_SET: "本人开启动态验证码",
    AccountCode.SECOND_STEP_TAKEN: "取消动态验证码",
    AccountCode.LOGIN_BOUND: "绑定单点登录",
    AccountCode.LOGIN_UNBOUND: "解除单点登录绑定",
    AccountCode.SIGNED_IN: "登录",
    AccountCode.SIGNED_OUT: "退出",
    AccountCode.PAUSED: "多次输错，暂停登录",
    AccountCode.PAUSES_LIFTED: "解除暂停登录",
    AccountCode.SESSIONS_ENDED: "结束登录",
    AccountCode.STAND_IN_ENTERED: "登记代理或主持工作",
    AccountCode.STAND_IN_ENDED: "结束代理或主持工作",
    AccountCode.TOKEN_ADDED: "新建令牌",
    AccountCode.TOKEN_NOTED: "记下已有的令牌",
    AccountCode.TOKEN_REVOKED: "作废令牌",
    AccountCode.LIST_READ: "接口读取清单",
    AccountCode.HOOK_ADDED: "登记回调地址",
    AccountCode.HOOK_STOPPED: "停用回调地址",
    AccountCode.HOOK_RESUMED: "恢复回调地址",
    AccountCode.SWITCHED_OFF: "停用自动答复",
    AccountCode.SWITCHED_ON: "恢复自动答复",
    AccountCode.CARE_SET: "调整保密设置",
    AccountCode.TALK_DESK_SET: "调整网上值守",
    AccountCode.TALK_TAKEN: "接待人工对话",
    AccountCode.TALK_READ: "查看人工对话",
    AccountCode.TALK_WRITTEN: "在人工对话里回复",
    AccountCode.TALK_HANDED_ON: "转交人工对话",
    AccountCode.TALK_ENDED: "结束人工对话",
    AccountCode.RULES_DRAFTED: "起草分办规则",
    AccountCode.RULES_PUBLISHED: "发布分办规则",
    AccountCode.RULES_DISCARDED: "作废分办规则的草稿",
    AccountCode.EXPORT_ASKED: "申请导出案件清单",
    AccountCode.EXPORT_MADE: "案件清单已生成",
    AccountCode.EXPORT_TAKEN: "下载案件清单",
    AccountCode.EXPORT_OPENED: "查看案件清单的口令",
    AccountCode.EXPORT_VOIDED: "作废案件清单",
    AccountCode.REPORT_TAKEN: "下载统计报表",
}

# What left, or was to leave, with an officer or another system: filter, rows and reason stand in the payload.
EXPORTS: Final = frozenset(
    {
        AccountCode.EXPORT_ASKED,
        AccountCode.EXPORT_MADE,
        AccountCode.EXPORT_TAKEN,
        AccountCode.EXPORT_OPENED,
        AccountCode.EXPORT_VOIDED,
        AccountCode.REPORT_TAKEN,
        AccountCode.LIST_READ,
    }
)


# What the owner of an account is told at the next sign-in, when somebody else did it.
NEWS: Final = frozenset(
    {
        AccountCode.MOVED,
        AccountCode.ENABLED,
        AccountCode.PASSWORD_RESET,
        AccountCode.SECOND_STEP_TAKEN,
        AccountCode.LOGIN_BOUND,
        AccountCode.LOGIN_UNBOUND,
        AccountCode.SESSIONS_ENDED,
        AccountCode.STAND_IN_ENTERED,
        AccountCode.STAND_IN_ENDED,
        AccountCode.PAUSED,
    }
)


def account_of(row: AccountRow) -> str:
    """Return what the journal calls this account or token, the switch, or a bureau with its settings."""
    if isinstance(row, SwitchRow):
        return f"{_SWITCH}{row.name}"
    if isinstance(row, RoutingVersionRow):
        return f"{_RULES}{row.id}"
    if isinstance(row, BureauCareRow):
        return f"{_BUREAU}{row.bureau}"
    if isinstance(row, HookRow):
        return f"{_HOOK}{row.id}"
    if isinstance(row, TalkDeskRow):
        return f"{_TALK_DESK}{row.bureau}"
    if isinstance(row, TalkRow):
        return f"{_TALK}{row.id}"
    return f"officer:{row.id}" if isinstance(row, OfficerRow) else f"token:{row.token_hash}"


def is_account(chain: str) -> bool:
    """Say whether a chain is one of this journal: an account's, a token's, a bureau's, a talk's, of rules, …"""
    return chain.startswith(("officer:", "token:", _SWITCH, _BUREAU, _TALK_DESK, _TALK, _RULES, _HOOK))


def talk_in(chain: str) -> str:
    """Return the id of the talk whose chain this is; "" for another one's."""
    return chain.removeprefix(_TALK) if chain.startswith(_TALK) else ""


def is_of_rules(chain: str) -> bool:
    """Say whether a chain is that of a set of routing rules."""
    return chain.startswith(_RULES)


def is_switch(chain: str) -> bool:
    """Say whether a chain is the switch's."""
    return chain.startswith(_SWITCH)


def digest_of(row: AccountRow) -> str:
    """Return the fingerprint of what an account or token may do, and what opens it; of how the switch stands."""
    if isinstance(row, OfficerRow):
        second_step = row.second_step.hex() if row.second_step else None
        content = [
            row.id,
            row.name,
            row.role,
            row.bureau,
            row.password_hash,
            row.active,
            row.must_change,
            second_step,
            # Only who has it: digests of before this was kept stay as they were.
            *(["is_qualified"] if row.is_qualified else []),
            *(["login", row.login_id] if row.login_id else []),
        ]
    elif isinstance(row, SwitchRow):
        off_since = row.off_since.astimezone(UTC).isoformat() if row.off_since else None
        content = [row.name, off_since, row.sentence]
    elif isinstance(row, RoutingVersionRow):
        # What a draft says may still change; what was decided may not.
        decided = None if row.is_open else row.content
        content = [row.id, row.state, str(row.number), json.dumps(decided, sort_keys=True)]
        # Who drafted it and who decided is how it is known that they were two.
        content += [] if row.is_open else [row.drafted_by, row.decided_by]
    elif isinstance(row, BureauCareRow):
        content = [row.bureau, row.identity_by_two, row.original_by_two, str(row.grant_days)]
    elif isinstance(row, TalkDeskRow):
        content = [row.bureau, row.is_open, row.hours, str(row.patience), str(row.quiet)]
        # Only where it is set: digests of before this was kept stay as they were.
        content += ["mails"] if row.mails else []
    elif isinstance(row, TalkRow):
        # What stays when its words are erased.
        content = [row.id, row.bureau, row.channel, row.opened_at.astimezone(UTC).isoformat()]
    elif isinstance(row, HookRow):
        stopped_at = row.stopped_at.astimezone(UTC).isoformat() if row.stopped_at else None
        content = [row.id, row.bureau, row.address, row.events, row.secret.hex(), stopped_at, row.stopped_by]
    else:
        revoked_at = row.revoked_at.astimezone(UTC).isoformat() if row.revoked_at else None
        content = [row.token_hash, row.name, row.identities, revoked_at]
        # Only where it may something else: digests of before there were scopes stay as they were.
        content += ["scopes", row.scopes] if row.scopes != _SCOPES_OF_BEFORE else []
        content += ["bureau", row.bureau] if row.bureau else []
    text = json.dumps(content, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


async def record(
    session: AsyncSession,
    journal_key: bytes,
    row: AccountRow,
    actor: str,
    code: AccountCode,
    now: datetime,
    **payload: str | int | bool | None,
) -> None:
    """Write an entry at the end of the account's chain, inside the session's transaction.

    row  as it stands after what happened. Held for update by whoever changes it, so that nobody else continues
         the same chain
    """
    account = account_of(row)
    head = await _head(session, account)
    values: dict[str, object] = {
        "case_id": account,
        "seq": head.seq + 1,
        "at": now.astimezone(UTC),
        "actor": actor,
        "code": str(code),
        "payload": payload,
        "effective_at": None,
        "subject": None,
        "supersedes": None,
        "state_digest": digest_of(row),
        "wrote": None,
        "previous": head.hash,
    }
    entry = {name: values[name] for name in ("seq", "at", "actor", "code", "payload", "state_digest", "previous")}
    entry |= {"chain": account, "hash": hash_of(values, journal_key)}
    await session.execute(insert(AccountJournalRow).values(entry))


async def note_older_accounts(database: Database, journal_key: bytes, now: datetime) -> None:
    """Begin the chain of every account from before there was this journal; once, at the first start after it."""
    async with database.reading() as session:
        if await session.scalar(select(col(MarkRow.value)).where(col(MarkRow.name) == _MARK)) is not None:
            return
    # Another process may be first. It holds the mark until it is done, and then ours is refused.
    with suppress(IntegrityError):
        async with database.writing() as session:
            await session.execute(insert(MarkRow).values(name=_MARK, value=now.isoformat()))
            for officer in (await session.scalars(select(OfficerRow))).all():
                await record(session, journal_key, officer, SERVICE, AccountCode.NOTED, now)
            for token in (await session.scalars(select(ApiTokenRow))).all():
                await record(session, journal_key, token, SERVICE, AccountCode.TOKEN_NOTED, now)


async def account_entries(session: AsyncSession) -> AsyncIterator[Any]:
    """Give the entries of all chains, each chain in its order, with the columns that the hash is made of."""
    row = AccountJournalRow
    columns = (
        col(row.chain).label("case_id"),
        *(col(part) for part in (row.seq, row.at, row.actor, row.code, row.payload, row.state_digest)),
        *(col(part) for part in (row.previous, row.hash)),
        *(null().label(name) for name in ("effective_at", "subject", "supersedes", "wrote")),
    )
    query = select(*columns).order_by(col(row.chain), col(row.seq)).limit(_PAGE)
    page = (await session.execute(query)).all()
    while page:
        for entry in page:
            yield entry
        last = page[-1]
        after = (col(row.chain) > last.case_id) | ((col(row.chain) == last.case_id) & (col(row.seq) > last.seq))
        page = (await session.execute(query.where(after))).all()


async def misfit_accounts(session: AsyncSession, digests: Mapping[str, str]) -> dict[str, str]:
    """Return the accounts and tokens that are not as their journal left them, each with what is wrong.

    digests  by account, of the row that its journal leads to
    """
    is_noted = await session.scalar(select(col(MarkRow.value)).where(col(MarkRow.name) == _MARK)) is not None
    left, found = dict(digests), dict[str, str]()
    rows: list[AccountRow] = [
        *await session.scalars(select(OfficerRow)),
        *await session.scalars(select(ApiTokenRow)),
        *await session.scalars(select(SwitchRow)),
        *await session.scalars(select(BureauCareRow)),
        *await session.scalars(select(TalkDeskRow)),
        *await session.scalars(select(TalkRow)),
        *await session.scalars(select(RoutingVersionRow)),
        *await session.scalars(select(HookRow)),
    ]
    for row in rows:
        account = account_of(row)
        digest = left.pop(account, None)
        # A talk that no officer has looked at has no entry.
        if digest is None and is_noted and not isinstance(row, TalkRow):
            found[account] = "没有日志"
        elif digest is not None and digest != digest_of(row):
            found[account] = "内容与日志不符"
    return found | {account: "已不在库中" for account in left}


async def _head(session: AsyncSession, account: str) -> Head:
    row = AccountJournalRow
    last = (
        select(col(row.seq), col(row.hash)).where(col(row.chain) == account).order_by(col(row.seq).desc()).limit(1)
    )
    found = (await session.execute(last)).first()
    return NO_ENTRY if found is None else Head(found.seq, found.hash)
