"""Which of the elements of the law a filing already speaks of. Pure.

Sources: AUCL25 第10条第4款 and TSR 第5-9条 (secrecy, value, measures), TSR 第10-14条 (the act),
TSR 第18条 (what a filing generally contains). It lists what was filled in and judges nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

NOT_A_REVIEW: Final = "以下按您填写的内容列出，不是审查意见；缺项可以后补。"

Standing = Literal["claimed", "evidence", "missing"]

STANDINGS: Mapping[Standing, str] = {"claimed": "已说明", "evidence": "称有材料", "missing": "未填写"}


@dataclass(frozen=True, slots=True)
class Element:
    """One element of the law, as the filing speaks of it.

    standing  missing: nothing was said; claimed: the filer says so; evidence: and names material for it
    """

    name: str
    label: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class _Rule:
    """What counts for an element.

    said      fields that speak of it
    shown_by  words in a kind of evidence by which we know that it bears on this element
    """

    name: str
    label: str
    said: tuple[str, ...]
    shown_by: tuple[str, ...]


_RULES: Final = (
    _Rule(
        "secrecy",
        "不为公众所知悉",
        said=("not_public_basis",),
        shown_by=("鉴定", "检测", "查新"),
    ),
    _Rule("value", "具有商业价值", said=("value_kinds",), shown_by=("评估", "审计", "财务")),
    _Rule("measures", "采取了保密措施", said=("measures",), shown_by=("协议", "制度", "保密")),
    _Rule(
        "act",
        "涉嫌侵权的行为",
        said=("act_kinds", "act_date", "clue", "similarity_basis"),
        shown_by=("日志", "聊天", "邮件", "转账", "录音", "录像", "照片", "证人", "客户的说法", "比对"),
    ),
    _Rule(
        "party",
        "被举报人",
        said=("reported_name", "reported_relation", "reported_place"),
        shown_by=("登记", "执照", "劳动合同"),
    ),
    _Rule("harm", "损失或者获利", said=("loss_amount",), shown_by=("评估", "审计", "财务", "转账")),
)


def checklist(kind: str, fields: Mapping[str, Any]) -> tuple[Element, ...]:
    """Return the elements in the order of the law; a consultation has none."""
    if kind == "consultation":
        return ()
    evidence = tuple(_texts(fields.get("evidence_kinds")))
    return tuple(Element(rule.name, rule.label, _standing(rule, fields, evidence)) for rule in _RULES)


def _standing(rule: _Rule, fields: Mapping[str, Any], evidence: tuple[str, ...]) -> Standing:
    if not any(_is_given(fields.get(name)) for name in rule.said):
        return "missing"
    shown = any(word in kind for kind in evidence for word in rule.shown_by)
    return "evidence" if shown else "claimed"


def _is_given(value: Any) -> bool:
    return value is not None and value not in ("", [], (), {})


def _texts(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list | tuple):
        return (item for item in value if isinstance(item, str))
    return ()
