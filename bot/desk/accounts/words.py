"""The words of the pages of accounts: how a line stands, and what happened, as a sentence. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from bot.desk.cases.lists import list_in_words
from intake.journal.account_codes import ACCOUNT_LABELS, EXPORTS, AccountCode
from intake.journal.accounts import COMMAND, SERVICE
from intake.officers.export import REASONS
from intake.officers.officer import ROLES, SCOPES
from intake.officers.roster import AccountEvent

# Who did it, where it was no officer.
ACTORS: Final[Mapping[str, str]] = {COMMAND: "命令行", SERVICE: "系统", "": "没有登录的人"}
_EVERYWHERE: Final = "全市"

# What other systems read many of at once.
LISTS: Final[Mapping[str, str]] = {"cases": "案件", "transfers": "移送", "statistics": "统计，涉及案件"}

_OF_SYSTEMS: Final = frozenset(
    {AccountCode.TOKEN_ADDED, AccountCode.HOOK_ADDED, AccountCode.HOOK_STOPPED, AccountCode.HOOK_RESUMED}
)

# What was done, said on the page of the account afterwards.
DONE: Final[Mapping[str, str]] = {
    "move": "已调整，本人需要重新登录",
    "bind": "已绑定单点登录，登录都已结束，本人下次登录会看到这件事",
    "unbind": "已解除单点登录绑定，登录都已结束",
    "qualify": "已标明有执法资格",
    "unqualify": "已取消执法资格标记",
    "disable": "已停用，登录都已结束。他手上的案件请到“人员”页移交",
    "end": "登录都已结束",
    "lift": "输错密码的等待已解除，现在可以登录",
    "second-step": "已取消动态验证码，登录都已结束",
}


def by_whom(event: AccountEvent) -> str:
    """Say who did it."""
    return ACTORS.get(event.by, event.by)


def told_of(event: AccountEvent, bureau_name: Callable[[str], str]) -> str:
    """Say what happened, with what is worth knowing of it."""
    if event.account.startswith("bureau:"):
        about = bureau_name(event.account.partition(":")[2])
        return f"{ACCOUNT_LABELS[AccountCode.CARE_SET]}：{about}（{_more(event, bureau_name)}）"
    if event.account.startswith("talk_desk:"):
        about = bureau_name(event.account.partition(":")[2])
        return f"{ACCOUNT_LABELS[AccountCode.TALK_DESK_SET]}：{about}（{_more(event, bureau_name)}）"
    label, more = ACCOUNT_LABELS.get(event.code, event.code), _more(event, bureau_name)
    return f"{label}（{more}）" if more else label


def _of_export(event: AccountEvent, bureau_name: Callable[[str], str]) -> str:
    given = event.payload
    number = f"编号末六位 {str(given.get('export'))[-6:]}"
    match event.code:
        case AccountCode.REPORT_TAKEN:
            bureau = given.get("bureau")
            return f"{bureau_name(str(bureau)) if bureau else _EVERYWHERE} {given.get('period')}"
        case AccountCode.EXPORT_ASKED:
            said = list_in_words(str(given.get("query")), bureau_name)
            return f"用途：{REASONS.get(str(given.get('reason')), '')}；条件：{said}；{number}"
        case AccountCode.LIST_READ:
            what, asked = LISTS.get(str(given.get("what")), ""), given.get("query") or "全部"
            return f"{what} {given.get('rows')} 条；条件：{asked}"
        case AccountCode.EXPORT_MADE | AccountCode.EXPORT_TAKEN:
            return f"{given.get('rows')} 件，{number}"
    return number


def _more(event: AccountEvent, bureau_name: Callable[[str], str]) -> str:
    given = event.payload
    if event.code in EXPORTS:
        return _of_export(event, bureau_name)
    if event.code in _OF_SYSTEMS:
        return _of_system(event, bureau_name)
    match event.code:
        case AccountCode.ADDED:
            return _post(given.get("role"), given.get("bureau"), bureau_name)
        case AccountCode.MOVED:
            before = _post(given.get("role_before"), given.get("bureau_before"), bureau_name)
            return f"{before} → {_post(given.get('role'), given.get('bureau'), bureau_name)}"
        case AccountCode.PAUSED:
            where = "常用的浏览器" if given.get("known_browser") else "同一个网络地址"
            return f"从{where}连续输错 {given.get('failures')} 次"
        case AccountCode.CARE_SET:
            who = "另一人同意" if given.get("identity_by_two") else "说明理由"
            original = "另一人同意" if given.get("original_by_two") else "说明理由"
            return f"看身份{who}，下载原件{original}，有效 {given.get('grant_days')} 天"
        case AccountCode.RULES_PUBLISHED:
            return f"第 {given.get('number')} 版：{given.get('note')}"
        case AccountCode.RULES_DRAFTED | AccountCode.RULES_DISCARDED:
            return str(given.get("note"))
        case AccountCode.SIGNED_IN:
            return "单点登录" if given.get("by_provider") else ""
        case AccountCode.TALK_DESK_SET:
            told = "，有人等候时发邮件" if given.get("mails") else ""
            return f"{given.get('hours')}{told}" if given.get("is_open") else "停用"
        case AccountCode.SWITCHED_OFF:
            return str(given.get("sentence"))
    sessions = given.get("sessions")
    return f"结束登录 {sessions} 处" if sessions else ""


def _of_system(event: AccountEvent, bureau_name: Callable[[str], str]) -> str:
    given = event.payload
    if event.code != AccountCode.TOKEN_ADDED:
        return f"{bureau_name(str(given.get('bureau')))} {given.get('address')}"
    reads = "可以看到来访人身份" if given.get("identities") else "看不到来访人身份"
    # A token of before there were scopes says nothing of them.
    scopes = [SCOPES[one] for one in str(given.get("scopes") or "").split() if one in SCOPES]
    bureau = given.get("bureau")
    return "；".join([reads, *scopes, *([f"限{bureau_name(str(bureau))}"] if bureau else [])])


def _post(role: object, bureau: object, bureau_name: Callable[[str], str]) -> str:
    return f"{bureau_name(str(bureau)) if bureau else _EVERYWHERE} {ROLES.get(str(role), role)}"
