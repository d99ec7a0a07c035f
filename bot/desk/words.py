"""The words of the desk for fields, codes, clocks and channels, and how a filed value is read. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from bot.conversation.channels import CHANNELS

FIELDS: Mapping[str, str] = {
    "reporter_role": "来访人身份",
    "anonymous": "匿名",
    "secret_kind": "信息类型",
    "reported_name": "被举报人",
    "reported_kind": "被举报人是",
    "reported_relation": "与被举报人的关系",
    "reported_place": "被举报人所在地",
    "act_kinds": "涉嫌行为",
    "act_place": "行为发生地",
    "taken_place": "获取地",
    "use_place": "使用地",
    "platform": "网络平台",
    "act_date": "行为时间",
    "act_until": "持续到",
    "ongoing": "是否仍在继续",
    "discovered_on": "发现时间",
    "clue": "具体线索",
    "similarity_basis": "为何认为相同",
    "how_known": "如何得知",
    "secret_title": "信息名称（代称）",
    "carrier": "载体种类",
    "formed_on": "形成时间",
    "formation_process": "形成过程",
    "not_public_basis": "为何不为公众所知",
    "value_kinds": "商业价值",
    "measures": "保密措施",
    "evidence_kinds": "证据种类",
    "loss_amount": "损失估计",
    "other_proceedings": "其他途径",
    "handover_mode": "涉密材料交接",
    "description": "情况说明",
    "truth_declared": "真实性声明",
    "district": "所在区县",
    "park": "园区",
    "topics": "咨询事项",
    "question": "问题",
    "mode": "咨询方式",
    "preferred_times": "希望时间",
    "visibility": "材料可见范围",
    "reporter_name": "举报人名称",
    "credit_code": "统一社会信用代码",
    "right_basis": "权利依据",
    "agent": "代理人",
    "contact_name": "联系人",
    "phone": "电话",
    "company_name": "单位名称",
}

_CODES: Mapping[str, Mapping[str, str]] = {
    "reporter_role": {
        "right_holder": "权利人",
        "licensee": "被许可人",
        "insider": "对方单位内部知情人",
        "other": "其他知情人",
    },
    "secret_kind": {"technical": "技术信息", "business": "经营信息", "both": "技术和经营信息", "unsure": "不确定"},
    "reported_kind": {"person": "个人", "company": "单位", "both": "个人和单位"},
    "mode": {"visit": "到访", "phone": "电话", "online": "线上"},
    "visibility": {"bureau": "仅承办局", "station": "承办局和指导站"},
}

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

CLOCK_STATES: Mapping[str, str] = {"running": "计时中", "met": "已办", "stopped": "已停止"}

CHANNEL_NAMES: Mapping[str, str] = {name: channel.label for name, channel in CHANNELS.items()}

NOTES: Mapping[str, str] = {
    "note": "内部备注",
    "reason": "理由",
    "written": "回复来访人",
    "supplement": "来访人补充",
    "withdrawal_wish": "来访人申请撤回",
    "objection": "来访人提出异议",
}

# Who gave the words, by the actor's name in the journal; officers stand there with their id.
ACTORS: Mapping[str, str] = {"filer": "来访人", "service": "系统"}

_GROUPS: Final = (
    (
        "被举报的情况",
        (
            "reported_name",
            "reported_kind",
            "reported_relation",
            "reported_place",
            "act_kinds",
            "act_place",
            "taken_place",
            "use_place",
            "platform",
            "act_date",
            "act_until",
            "ongoing",
            "discovered_on",
            "clue",
            "similarity_basis",
            "how_known",
        ),
    ),
    (
        "商业秘密",
        (
            "secret_kind",
            "secret_title",
            "carrier",
            "formed_on",
            "formation_process",
            "not_public_basis",
            "value_kinds",
            "measures",
        ),
    ),
    (
        "材料和其他",
        (
            "evidence_kinds",
            "loss_amount",
            "other_proceedings",
            "handover_mode",
            "description",
            "reporter_role",
            "truth_declared",
        ),
    ),
    ("咨询内容", ("topics", "question", "district", "park", "mode", "preferred_times", "visibility")),
)


# Said at the head of the page already.
_SHOWN_ABOVE: Final = frozenset({"anonymous"})


@dataclass(frozen=True, slots=True)
class Line:
    """One answered field as the desk shows it.

    typed  the person's own words, where they differ from what we understood
    """

    label: str
    value: str
    typed: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that belong together."""

    title: str
    lines: tuple[Line, ...]
    unanswered: tuple[str, ...]

    @property
    def in_own_words(self) -> tuple[Line, ...]:
        """The answers that the person gave in other words than we understood them in."""
        return tuple(line for line in self.lines if line.typed)


def basis_in_full(basis: str) -> str:
    """Return a text that cites articles with the names of their instruments in full."""
    for short, full in _SOURCES.items():
        basis = basis.replace(f"{short} ", full)
    return basis.replace("; ", "；")


def groups(fields: Mapping[str, Any], typed: Mapping[str, str]) -> tuple[Group, ...]:
    """Return the answers in groups; a group about which nothing was asked is left out."""
    named = {name for _, names in _GROUPS for name in names}
    rest = tuple(name for name in fields if name not in named and name not in _SHOWN_ABOVE)
    return tuple(
        _group(title, names, fields, typed)
        for title, names in (*_GROUPS, ("其他", rest))
        if any(name in fields for name in names)
    )


def line(name: str, value: Any, typed: Mapping[str, str]) -> Line:
    """Return one field as the desk shows it."""
    said = spoken(name, value)
    words = typed.get(name, "").strip()
    return Line(FIELDS.get(name, name), said, words if words and words != said else "")


def spoken(name: str, value: Any) -> str:
    """Return a filed value as a person reads it; "" for what was declined or is unknown."""
    if value is None or value in ("", [], {}):
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float) and name == "loss_amount":
        return _yuan(int(value))
    if isinstance(value, list | tuple):
        return "；".join(spoken(name, item) for item in value)
    if isinstance(value, Mapping):
        return _place(value)
    return _CODES.get(name, {}).get(str(value), str(value))


def _group(title: str, names: tuple[str, ...], fields: Mapping[str, Any], typed: Mapping[str, str]) -> Group:
    lines = tuple(line(name, fields[name], typed) for name in names if name in fields)
    return Group(
        title,
        tuple(one for one in lines if one.value),
        tuple(one.label for one in lines if not one.value),
    )


def _place(place: Mapping[str, Any]) -> str:
    text = str(place.get("text") or "")
    area = "".join(str(place.get(part) or "") for part in ("district", "unit")) or str(place.get("outside") or "")
    if not area or area == text:
        return text or area
    return f"{text}（{area}）" if text else area


def _yuan(amount: int) -> str:
    if amount >= 100_000_000 and amount % 1_000_000 == 0:
        return f"{amount:,} 元（{amount / 100_000_000:g} 亿元）"
    if amount >= 10_000 and amount % 100 == 0:
        return f"{amount:,} 元（{amount / 10_000:g} 万元）"
    return f"{amount:,} 元"
