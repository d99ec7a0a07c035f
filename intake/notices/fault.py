"""What can be the matter with the work of a bureau: kinds of faults and their words. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final


class FaultKind(StrEnum):
    """What is the matter."""

    LATE = "late"
    STANDSTILL = "standstill"
    CLOSED_BUREAU = "closed_bureau"
    CLOSED_RULE = "closed_rule"
    NO_PRINCIPAL = "no_principal"
    NOTICE = "notice"
    HOOK = "hook"
    UNREAD = "unread"
    UNTOLD = "untold"
    TRANSFER = "transfer"
    APPROVAL = "approval"
    DISPOSAL = "disposal"
    DRAFT = "draft"
    MEDIA = "media"
    RESTING = "resting"


FAULTS: Final[Mapping[str, str]] = {
    FaultKind.LATE: "过了日期还没有办",
    FaultKind.STANDSTILL: "期限暂停过久",
    FaultKind.CLOSED_BUREAU: "分送规则指向已撤销的局，待市局分送",
    FaultKind.CLOSED_RULE: "分办规则指定的局已撤销，来件都到市局，请修改规则",
    FaultKind.NO_PRINCIPAL: "没有主要负责人，也没有人主持工作",
    FaultKind.NOTICE: "通知没有送达",
    FaultKind.HOOK: "回调地址连续三天不通，已停用，请系统管理人员与对方核对后恢复",
    FaultKind.UNREAD: "来访人写的话很久没有人处理",
    FaultKind.UNTOLD: "处理结果很久没有告知来访人",
    FaultKind.TRANSFER: "移送很久没有进展",
    FaultKind.APPROVAL: "查看申请等另一位负责人同意",
    FaultKind.DISPOSAL: "销毁申请等另一位负责人确认",
    FaultKind.DRAFT: "分办规则的草稿很久没有发布，也没有作废",
    FaultKind.MEDIA: "来访人在微信里发的文件没有取到",
    FaultKind.RESTING: "没有期限，很久没有办理",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault.

    key        the same as long as it is the same fault
    what       which step, in words; "" where the kind says it all
    reference  of the case; "" for none
    since      from which day on; None where there is none
    href       where it is put right, when that is not the page of the case; "" for that
    """

    key: str
    kind: FaultKind
    what: str
    reference: str
    bureau: str
    since: date | None
    href: str = ""
