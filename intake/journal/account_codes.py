"""What can happen to accounts, tokens and the switch: its codes, what they are called, who is told of which."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


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
    BULLETIN_PROPOSED = "bulletin_proposed"
    BULLETIN_PUBLISHED = "bulletin_published"
    BULLETIN_RETURNED = "bulletin_returned"
    BULLETIN_WITHDRAWN = "bulletin_withdrawn"
    SIGN_UPS_READ = "sign_ups_read"
    TRAINING_HELD = "training_held"
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
    AccountCode.BULLETIN_PROPOSED: "起草通知",
    AccountCode.BULLETIN_PUBLISHED: "发布通知",
    AccountCode.BULLETIN_RETURNED: "退回通知",
    AccountCode.BULLETIN_WITHDRAWN: "撤回通知",
    AccountCode.SIGN_UPS_READ: "查看培训报名",
    AccountCode.TRAINING_HELD: "登记培训签到",
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
