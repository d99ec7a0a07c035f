"""What the law keeps at the municipal bureau: technical secrets, but for districts with 总局's consent. Pure.

TSR 第3条第3款; CRM 第41条; APP 第15条第1款. The consent of the city is not enough.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from intake.cases.case import Case
from intake.cases.changes import Rulebook
from intake.cases.codes import CaseKind
from intake.cases.move import Options
from intake.clocks.calendar import day_in_shanghai
from intake.routing.bureaus import MUNICIPAL

KEPT_ABOVE: Final = (
    "涉及技术秘密的案件一般由设区的市级以上市场监督管理部门管辖，不分送区县（《商业秘密保护规定》第三条第三款）。"
)
NO_CONSENT: Final = (
    "技术秘密案件一般由设区的市级以上市场监督管理部门管辖，没有总局同意的区县不能承办，市局同意不能代替"
    "（TSR 第3条第3款；CRM 第41条；APP 第15条第1款）。"
)
_TECHNICAL: Final = frozenset({"technical", "both"})
_NOT_TECHNICAL: Final = frozenset({"business"})
_MAYBE_TECHNICAL: Final = "来访人不确定信息类型。技术秘密案件不分送区县；请写明为什么判断不涉及技术秘密。"


def is_technical(case: Case) -> bool:
    """Say whether the case is about technical secrets; of an unsure one somebody decides, and says why."""
    return case.kind is not CaseKind.CONSULTATION and case.secret_kind in _TECHNICAL


def maybe_technical(case: Case) -> str:
    """Return what to think of before a case of an unknown kind is given to a district; "" when it is known."""
    is_sure = case.kind is CaseKind.CONSULTATION or case.secret_kind in _NOT_TECHNICAL | _TECHNICAL
    return "" if is_sure else _MAYBE_TECHNICAL


def refused_receiver(case: Case, to: str, rules: Rulebook, at: datetime) -> str:
    """Say why this bureau may not have the case; "" when it may."""
    day = day_in_shanghai(at)
    bureau = next((one for one in rules.bureaus.on(day) if one.code == to), None)
    if bureau is None:
        return ""
    return NO_CONSENT if is_technical(case) and not bureau.may_take_technical(day) else ""


def is_kept_above(case: Case, rules: Rulebook, at: datetime) -> bool:
    """Say whether the bureau that has the case may not have it: the municipal one is competent."""
    return bool(refused_receiver(case, case.lead_bureau, rules, at))


def lower_bureaus(case: Case, rules: Rulebook, at: datetime) -> Options:
    """Return the bureaus below the municipal one that may have the case that day."""
    return tuple(one for one in other_bureaus(case, rules, at) if one[0] != MUNICIPAL)


def other_bureaus(case: Case, rules: Rulebook, at: datetime) -> Options:
    """Return the bureaus of the city, but for its own, that may have the case that day."""
    return tuple(
        (bureau.code, bureau.name)
        for bureau in rules.bureaus.on(day_in_shanghai(at))
        if bureau.code != case.lead_bureau and not refused_receiver(case, bureau.code, rules, at)
    )
