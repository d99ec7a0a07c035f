"""What waits on a bureau: what crosses to another one, or up to whoever decides: the value and its words. Pure.

Every crossing has an owner who must act, a last day, and a move that ends it. Where the law sets the last day
it is the day of a clock; where it does not, somebody named it or it is an aim of ours, and is shown as such.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from intake.cases.codes import DECIDERS, HANDLERS, Role

# Within so many working days a bureau signs for what reached it. An aim of ours, no limit of the law.
SIGNING_AIM: Final = 2
# So many until a 回避 is decided (APP 第4条 names no number), and until an approved measure is taken. Ours too.
RECUSAL_AIM: Final = 3
MEASURE_AIM: Final = 7


class CrossingKind(StrEnum):
    """What it is about."""

    INTAKE = "intake"
    ROUTED = "routed"
    INSIDE = "inside"
    DISPUTE = "dispute"
    DESIGNATION = "designation"
    DESIGNATED = "designated"
    TRANSFER = "transfer"
    HAND_DOWN = "hand_down"
    TAKE_UP = "take_up"
    ASSIST = "assist"
    MEASURE = "measure"
    PROPOSAL = "proposal"
    RECUSAL = "recusal"


CROSSINGS: Mapping[str, str] = {
    CrossingKind.INTAKE: "市局统一接收",
    CrossingKind.ROUTED: "分送",
    CrossingKind.INSIDE: "分送内设机构",
    CrossingKind.DISPUTE: "管辖争议",
    CrossingKind.DESIGNATION: "报请确定管辖",
    CrossingKind.DESIGNATED: "指定管辖",
    CrossingKind.TRANSFER: "移送管辖",
    CrossingKind.HAND_DOWN: "交办",
    CrossingKind.TAKE_UP: "提级管辖",
    CrossingKind.ASSIST: "协助调查",
    CrossingKind.MEASURE: "调查措施",
    CrossingKind.PROPOSAL: "改派建议",
    CrossingKind.RECUSAL: "回避申请",
}


class NextStep(StrEnum):
    """What its owner must do next."""

    PLACE = "place"
    SIGN = "sign"
    REPORT = "report"
    SETTLE = "settle"
    DECIDE = "decide"
    ANSWER = "answer"
    CONFIRM = "confirm"
    TAKE = "take"


STEPS: Mapping[str, str] = {
    NextStep.PLACE: "待分送，或者由市局签收",
    NextStep.SIGN: "待签收",
    NextStep.REPORT: "待反馈",
    NextStep.SETTLE: "协商中",
    NextStep.DECIDE: "待决定",
    NextStep.ANSWER: "待答复",
    NextStep.CONFIRM: "待确认",
    NextStep.TAKE: "待实施",
}

# What goes to another bureau, whose own the case becomes when it signs.
SENDINGS: Final = frozenset({CrossingKind.TRANSFER, CrossingKind.HAND_DOWN, CrossingKind.DESIGNATED})
# Who in the owner's bureau sees a case because of it; what is not here, the owner sees as its own case.
SEEN_BY: Final[Mapping[CrossingKind, frozenset[Role]]] = {
    **dict.fromkeys(SENDINGS, HANDLERS),
    CrossingKind.ASSIST: HANDLERS,
    CrossingKind.DESIGNATION: DECIDERS,
    CrossingKind.TAKE_UP: DECIDERS,
    CrossingKind.MEASURE: frozenset({Role.PRINCIPAL}),
}


@dataclass(frozen=True, slots=True)
class Crossing:
    """One thing that waits, or waited.

    key        kind and ordinal; the journal names it as subject where it has clocks
    sender     code of the bureau that sent it; "" for the routing itself
    owner      code of the bureau that must act
    about      what more is known: the measure, the unit, with whom the dispute is; codes only
    opened_on  day it began
    due_on     last day; by_law: the law sets it
    report_by  day by which the receiver reports back after signing; None: nobody asked
    ended_on   None while it waits; ended_as the code of the entry that ended it
    """

    key: str
    kind: CrossingKind
    step: NextStep
    sender: str
    owner: str
    opened_on: date
    due_on: date
    about: str = ""
    by_law: bool = False
    report_by: date | None = None
    by: str = ""
    ended_on: date | None = None
    ended_as: str = ""

    @property
    def is_open(self) -> bool:
        """Whether somebody must still act."""
        return self.ended_on is None
