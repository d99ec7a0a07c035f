"""Which of the elements of the law a filing already speaks of. Pure.

Sources: AUCL25 第10条第4款 and TSR 第5-9条 (secrecy, value, measures), TSR 第10-14条 (the act),
TSR 第18条 (what a filing generally contains). It lists what was filled in and judges nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from typing import Final, Literal

from intake.forms.codes import ElementName, FormName
from intake.forms.forms import forms
from intake.forms.kind import is_given

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
    """What counts for an element. Which fields speak of it, the form says (`element:`).

    shown_by  words in a kind of evidence by which we know that it bears on this element
    """

    name: ElementName
    label: str
    shown_by: tuple[str, ...]


_RULES: Final = (
    _Rule(ElementName.SECRECY, "不为公众所知悉", ("鉴定", "检测", "查新")),
    _Rule(ElementName.VALUE, "具有商业价值", ("评估", "审计", "财务")),
    _Rule(ElementName.MEASURES, "采取了保密措施", ("协议", "制度", "保密")),
    _Rule(
        ElementName.ACT,
        "涉嫌侵权的行为",
        ("日志", "聊天", "邮件", "转账", "录音", "录像", "照片", "证人", "客户的说法", "比对"),
    ),
    _Rule(ElementName.PARTY, "被举报人", ("登记", "执照", "劳动合同")),
    _Rule(ElementName.HARM, "损失或者获利", ("评估", "审计", "财务", "转账")),
)


def checklist(kind: str, fields: Mapping[str, object]) -> tuple[Element, ...]:
    """Return the elements in the order of the law; a consultation has none."""
    if kind == FormName.CONSULTATION:
        return ()
    spoken_of = {field.element for field in forms()[kind].fields if is_given(fields.get(field.name))}
    evidence = tuple(_texts(fields.get("evidence_kinds")))
    return tuple(Element(rule.name.value, rule.label, _standing(rule, spoken_of, evidence)) for rule in _RULES)


def _standing(rule: _Rule, spoken_of: Set[ElementName | None], evidence: tuple[str, ...]) -> Standing:
    if rule.name not in spoken_of:
        return "missing"
    shown = any(word in kind for kind in evidence for word in rule.shown_by)
    return "evidence" if shown else "claimed"


def _texts(value: object) -> Iterable[str]:
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list | tuple):
        return (item for item in value if isinstance(item, str))
    return ()
