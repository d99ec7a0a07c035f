"""That a report stands on the 全国12315平台 too: its number, since when, and that its result is there. Pure.

Law: everything is handled through the 全国12315平台 (CRM 第40条). This service does not reach it: people copy.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from intake.cases.case import Case, Incomplete
from intake.cases.changes import Act, Changes, Rulebook
from intake.cases.codes import FILED, HANDLERS, REPORTS, CaseState
from intake.cases.move import Input, Move
from intake.cases.passing_moves import COORDINATOR
from intake.clocks.calendar import SHANGHAI, day_in_shanghai

REGISTERED: Final = "platform_registered"
# A word or a note is no number: those of the platform are long rows of digits.
_FEWEST_DIGITS: Final = 4
RESULT: Final = "platform_result"


@dataclass(frozen=True, slots=True)
class OnPlatform:
    """How a report stands on the platform.

    number     the platform's own number
    since      day it was entered there
    result_on  day its result was entered there; None as long as it was not
    """

    number: str
    since: date
    result_on: date | None = None


def on_platform(case: Case) -> OnPlatform | None:
    """Return how the report stands on the platform; None where nobody entered it."""
    found: OnPlatform | None = None
    for event in case.events:
        if event.code == REGISTERED:
            found = OnPlatform(str(event.payload.get("number", "")), event.day, found.result_on if found else None)
        elif event.code == RESULT and found is not None:
            found = OnPlatform(found.number, found.since, event.day)
    return found


def platform_registered(case: Case, act: Act, _: Rulebook) -> Changes:
    """Note the number the report has on the platform; entered anew, the last one counts."""
    number = act.said("number")
    if not (number.isascii() and number.replace("-", "").isalnum()):
        raise Incomplete("number", "编号只有数字、字母和短横，请照平台上的抄写。")
    if sum(sign.isdigit() for sign in number) < _FEWEST_DIGITS:
        raise Incomplete("number", "这不像平台上的编号：平台的编号主要是数字，请照平台上的完整抄写。")
    return REGISTER_PLATFORM.made(case, act, {"number": number}, effective_at=_effective_at(act))


def platform_result(case: Case, act: Act, _: Rulebook) -> Changes:
    """Note that the result stands on the platform."""
    return BRING_BACK.made(case, act, effective_at=_effective_at(act))


def _effective_at(act: Act) -> datetime | None:
    day = date.fromisoformat(act.said("on"))
    return None if day == day_in_shanghai(act.at) else datetime.combine(day, time(), SHANGHAI)


def _not_registered(case: Case) -> str:
    return "" if on_platform(case) else "请先登记全国12315平台的编号（CRM 第40条）。"


_ON: Final = Input(
    "on", "日期", "day", "请填写日期：不早于收到案件之日，不晚于今天。", "在平台上登记的日期，可以早于今天。"
)

REGISTER_PLATFORM: Final = Move(
    "register_platform",
    "登记全国12315编号",
    article="CRM 第40条",
    kinds=REPORTS & FILED,
    # Whatever was closed before somebody had entered it there belongs there all the same.
    before=frozenset(CaseState) - {CaseState.WITHDRAWN},
    after=None,
    by=HANDLERS | COORDINATOR,
    asks=(Input("number", "平台上的编号", "text", "请填写平台上的编号。", most=40), _ON),
    effect="记下这件举报在全国12315平台上的编号，办结以后也可以登记。登记错了的，再登记一次，以最后一次为准。",
    journal=REGISTERED,
    intake=True,
    group="between",
    does=platform_registered,
)
BRING_BACK: Final = Move(
    "bring_back_result",
    "记下结果已录入全国12315",
    article="CRM 第40条",
    kinds=REPORTS & FILED,
    before=frozenset({CaseState.DOCKETED, CaseState.NOT_DOCKETED, CaseState.CLOSED}),
    after=None,
    by=HANDLERS,
    asks=(_ON,),
    effect="记下处理结果哪一天录入了全国12315平台。",
    bars=_not_registered,
    journal=RESULT,
    group="between",
    does=platform_result,
)

PLATFORM_MOVES: Final = (REGISTER_PLATFORM, BRING_BACK)
