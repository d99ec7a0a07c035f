"""The words of the desk for clocks, channels, notes and sources. What was filed is in `filed.py`. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from bot.conversation.channels import CHANNELS
from intake.cases.codes import WAYS
from intake.filers.mailbox import PAGE
from intake.notices.filer_letters import PUSHED

# The short names of the sources, as `clocks.yaml` and `routing.yaml` write them, in full.
_SOURCES: Mapping[str, str] = {
    "APP": "《市场监督管理行政处罚程序规定》",
    "AUCL25": "《反不正当竞争法》",
    "TSR": "《商业秘密保护规定》",
    "CRM": "《市场监督管理投诉举报处理办法》",
    "TRF": "《行政执法机关移送涉嫌犯罪案件的规定》",
    "PUB": "《市场监督管理行政处罚信息公示规定》",
}

# How a last day that is off was read, by the reading's code.
LAST_DAYS: Mapping[str, str] = {
    "holidays": "末日是法定节假日的，顺延到其后第一个工作日；末日是普通周六、周日的，不顺延，取较早的一天。",
    "rest_days": "末日是法定节假日或者普通周六、周日的，顺延到其后第一个工作日（本单位的设置）。",
}

CLOCK_STATES: Mapping[str, str] = {
    "running": "计时中",
    "extended": "已延长",
    "paused": "暂停中",
    "met": "已办",
    "stopped": "已停止",
}

CLOCK_UNITS: Mapping[str, str] = {"days": "日", "working_days": "个工作日"}

WARNED: Mapping[str, str] = {"holder": "承办人员", "head": "负责人", "coordinator": "市局统筹"}

# Why somebody is told of a clock, by the rung's code.
RUNGS: Mapping[str, str] = {"at_once": "开始时", "near": "临近到期", "missed": "期满未办"}

CHANNEL_NAMES: Mapping[str, str] = {
    **{name: channel.label for name, channel in CHANNELS.items()},
    **WAYS,
}

# By which way words reached the filer: a channel's name, or `intake.filers.mailbox.PAGE`.
DELIVERED_BY: Mapping[str, str] = {
    **{name: channel.delivered for name, channel in CHANNELS.items()},
    PAGE: "在查询页打开看过",
    PUSHED: "发到微信（客服消息），微信不回报看没看过",
    "": "送达来访人",
}

NOTES: Mapping[str, str] = {
    "note": "内部备注",
    "reason": "理由",
    "written": "回复来访人",
    "supplement": "来访人补充",
    "asked": "协助事项",
    "answered": "协助情况",
    "withdrawal_wish": "来访人申请撤回",
    "withdrawal_taken_back": "来访人不再申请撤回",
    "objection": "来访人提出异议",
    "deletion_wish": "来访人要求删除",
    "mark": "来访人评价",
    "guidance": "指导记录",
    "passages": "要遮盖的文字",
    "material": "材料说明",
}

# Who gave the words, by the actor's name in the journal; officers stand there with their id.
ACTORS: Mapping[str, str] = {"body": "外部机关（答复链接）", "filer": "来访人", "service": "系统"}


def basis_in_full(basis: str) -> str:
    """Return a text that cites articles with the names of their instruments in full."""
    for short, full in _SOURCES.items():
        basis = basis.replace(f"{short} ", full)
    return basis.replace("; ", "；")
