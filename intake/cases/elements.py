"""What the law generally asks a filing to contain, in its order, and where this filing speaks of it. Pure.

Sources: TSR 第18条 (formation, secrecy, value, measures; the clues), AUCL25 第10条第4款 and TSR 第5-9条 (secrecy,
value, measures), TSR 第10-14条 (the act), TSR 第20条 (likeness). It lists what was filled in and judges nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from intake.forms.codes import ElementName, FormName
from intake.forms.forms import form_of
from intake.forms.kind import is_given

Standing = Literal["claimed", "evidence", "missing"]

STANDINGS: Mapping[Standing, str] = {"claimed": "已说明", "evidence": "称有材料", "missing": "未填写"}


@dataclass(frozen=True, slots=True)
class Element:
    """One element of the law, as the filing speaks of it.

    standing  missing: nothing was said; claimed: the filer says so; evidence: and names material for it
    fields    the names of the answers that speak of it, in the form's order
    """

    name: str
    label: str
    standing: Standing
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Rule:
    """What counts for an element. Which fields speak of it, the form says (`element:`).

    shown_by  words in a kind of evidence by which we know that it bears on this element
    clue      the kind of clue that speaks of it, by its code; empty for none
    """

    name: ElementName
    label: str
    shown_by: tuple[str, ...]
    clue: str = ""


_RULES: Final = (
    _Rule(ElementName.FORMATION, "形成过程和形成时间", ()),
    _Rule(ElementName.SECRECY, "不为公众所知悉", ("鉴定", "检测", "查新")),
    _Rule(ElementName.VALUE, "具有商业价值", ("评估", "审计", "财务")),
    _Rule(ElementName.MEASURES, "采取了保密措施", ("协议", "制度", "保密")),
    _Rule(
        ElementName.ACT,
        "涉嫌侵权的行为",
        ("日志", "聊天", "邮件", "转账", "录音", "录像", "照片", "证人", "客户的说法", "比对"),
    ),
    _Rule(ElementName.ACCESS, "有渠道或者机会接触", ("协议", "日志"), "access"),
    _Rule(ElementName.BROKEN, "保密措施被破坏", ("日志", "录像"), "measures_broken"),
    _Rule(ElementName.OBTAINED, "已被获取", ("日志", "邮件", "录像"), "obtained"),
    _Rule(ElementName.USED, "已被披露、使用或者有这样的风险", ("聊天", "邮件", "客户的说法"), "disclosed_or_used"),
    _Rule(ElementName.LIKENESS, "使用的信息相同", ("鉴定", "检测", "比对")),
    _Rule(ElementName.PARTY, "被举报人", ("登记", "执照", "劳动合同")),
    _Rule(ElementName.HARM, "损失或者获利", ("评估", "审计", "财务", "转账")),
)
_CLUES: Final = "clue_kinds"
_AT_RISK: Final = "at_risk"


def checklist(kind: str, fields: Mapping[str, object]) -> tuple[Element, ...]:
    """Return the elements in the order of the law; a consultation has none."""
    if kind == FormName.CONSULTATION:
        return ()
    evidence = tuple(_texts(fields.get("evidence_kinds")))
    return tuple(_element(rule, kind, fields, evidence) for rule in _RULES)


def _element(rule: _Rule, kind: str, fields: Mapping[str, object], evidence: tuple[str, ...]) -> Element:
    speaking = tuple(_speaking_of(rule, kind, fields))
    if not speaking:
        return Element(rule.name.value, rule.label, "missing")
    shown = any(word in one for one in evidence for word in rule.shown_by)
    return Element(rule.name.value, rule.label, "evidence" if shown else "claimed", speaking)


def _speaking_of(rule: _Rule, kind: str, fields: Mapping[str, object]) -> Iterator[str]:
    for field in form_of(kind, "").fields:
        if field.element is rule.name and is_given(fields.get(field.name)):
            yield field.name
        if field.name == _CLUES and rule.clue and _is_such_a_clue(rule, fields):
            yield field.name


def _is_such_a_clue(rule: _Rule, fields: Mapping[str, object]) -> bool:
    clues = tuple(_texts(fields.get(_CLUES)))
    return rule.clue in clues or (rule.name is ElementName.USED and _AT_RISK in clues)


def _texts(value: object) -> Iterable[str]:
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list | tuple):
        return (item for item in value if isinstance(item, str))
    return ()
