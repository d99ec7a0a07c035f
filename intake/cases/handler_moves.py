"""How handlers of a case are named and go: taking it, being named, being released, leaving. Pure.

Law: 回避与办案人员 APP 第4、22条; those outside a case CRM 第37条.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from intake.cases.case import Case, Incomplete, NotAllowed
from intake.cases.changes import Act, CaseWords, Changes, Rulebook
from intake.cases.codes import DECIDERS, HANDLERS, CaseKind, CaseState, Role
from intake.cases.handling import Colleague, HandlerCode, handlers_of, knows_of, why_not_without
from intake.cases.move import Input, Move, Mover, Options

EVERY_KIND: Final = frozenset(CaseKind)
# From signing for it until it is done.
UNDER_WAY: Final = frozenset(
    {
        CaseState.TAKEN,
        CaseState.CHECKING,
        CaseState.DISPUTED,
        CaseState.DOCKETED,
        CaseState.NOT_DOCKETED,
        CaseState.ANSWERED,
        CaseState.SPLIT,
    }
)


def taken_on(case: Case, act: Act, _: Rulebook) -> Changes:
    """An officer makes the case their own."""
    return TAKE_ON.made(case, act, {"officer": act.as_whom})


def assigned(case: Case, act: Act, _: Rulebook) -> Changes:
    """Somebody is named, beside those who handle it already."""
    return ASSIGN.made(case, act, {"officer": act.said("officer")})


def released(case: Case, act: Act, rules: Rulebook) -> Changes:
    """A head takes somebody off the case, naming whoever comes in their place."""
    leaving, instead = act.said("officer"), act.said("instead")
    _refuse_too_few(case, leaving, rules, instead)
    words = CaseWords("reason", act.said("reason"))
    if not instead:
        return RELEASE.made(case, act, {"officer": leaving}, words=words)
    if instead == leaving or instead in handlers_of(case):
        raise Incomplete("instead", "接替的人已经是承办人，请另选一人，或者不选。")
    changes = RELEASE.made(case, act, {"officer": leaving}, words=words)
    return changes.adding(ASSIGN.entry(case, act, {"officer": instead}))


def left(case: Case, act: Act, rules: Rulebook) -> Changes:
    """A handler leaves the case."""
    _refuse_too_few(case, act.as_whom, rules)
    words = CaseWords("reason", act.said("reason"))
    return LEAVE.made(case, act, {"officer": act.as_whom}, words=words)


def _refuse_too_few(case: Case, leaving: str, rules: Rulebook, instead: str = "") -> None:
    if why := why_not_without(case, leaving, rules.staff, instead):
        raise NotAllowed(why)


def _is_taken(case: Case, mover: Mover) -> str:
    handlers = handlers_of(case)
    if mover.id in handlers:
        return "您已经是这个案件的承办人。"
    return "案件已有承办人；需要加入的，请由承办人或者负责人指派。" if handlers else ""


def _is_not_in(case: Case, mover: Mover) -> str:
    return "" if mover.id in handlers_of(case) else "您不是这个案件的承办人。"


def _may_not_name(case: Case, mover: Mover) -> str:
    is_in = mover.role is not Role.OFFICER or mover.id in handlers_of(case)
    return "" if is_in else "请先认领，或者由负责人指派承办人。"


def _has_nobody(case: Case, _: Mover) -> str:
    return "" if handlers_of(case) else "案件还没有承办人。"


def _others(case: Case, rules: Rulebook, _: datetime) -> Options:
    handlers = handlers_of(case)
    return tuple((one.id, called(one)) for one in colleagues(case, rules) if one.id not in handlers)


def _those_in(case: Case, rules: Rulebook, _: datetime) -> Options:
    names = {one.id: one.name for one in rules.staff}
    return tuple((one, names.get(one, "已不在本局的人员")) for one in handlers_of(case))


def colleagues(case: Case, rules: Rulebook) -> tuple[Colleague, ...]:
    """Return who may be named: everybody of its bureau; of a case closed to a circle those who are in it."""
    return tuple(
        one
        for one in rules.staff
        if one.bureau == case.lead_bureau and one.role in HANDLERS and knows_of(case, one.id)
    )


def called(one: Colleague) -> str:
    """Return a name as it is chosen: whether there is 执法资格 is said beside it."""
    return f"{one.name}（有执法资格）" if one.is_qualified else one.name


def _too_few(case: Case) -> str:
    is_docketed = case.state is CaseState.DOCKETED
    return "立案后要有两名以上有执法资格的承办人（APP 第22条）。" if is_docketed else ""


TAKE_ON: Final = Move(
    "take_on",
    "认领",
    kinds=EVERY_KIND,
    before=UNDER_WAY,
    after=None,
    by=HANDLERS,
    effect="您成为承办人。此后本局不承办的同事看不到来访人身份和证据材料。",
    journal=HandlerCode.TAKEN,
    recorded_as="认领案件",
    not_for=_is_taken,
    group="inside",
    does=taken_on,
)
ASSIGN: Final = Move(
    "assign",
    "指派承办人",
    article="CRM 第37条",
    kinds=EVERY_KIND,
    before=UNDER_WAY,
    after=None,
    by=HANDLERS,
    asks=(Input("officer", "承办人", "select", "请选择本局的一名工作人员。", options=_others),),
    effect="所选的人成为承办人，现有的承办人不变。本局不承办的同事看不到来访人身份和证据材料。",
    warns=_too_few,
    journal=HandlerCode.ASSIGNED,
    not_for=_may_not_name,
    group="inside",
    does=assigned,
)
RELEASE: Final = Move(
    "release",
    "调整承办人",
    kinds=EVERY_KIND,
    before=UNDER_WAY,
    after=None,
    by=DECIDERS,
    asks=(
        Input("officer", "不再承办的人", "select", "请选择现在的一名承办人。", options=_those_in),
        Input("instead", "接替的人", "select", "请从名单里选择。", "选填。", required=False, options=_others),
        Input("reason", "理由", "text", "请写明调整的理由。"),
    ),
    effect="所选的人不再承办这个案件，办过的记录照旧。",
    warns=_too_few,
    journal=HandlerCode.RELEASED,
    not_for=_has_nobody,
    group="inside",
    does=released,
)
LEAVE: Final = Move(
    "leave",
    "退出承办",
    kinds=EVERY_KIND,
    before=UNDER_WAY,
    after=None,
    by=HANDLERS,
    asks=(Input("reason", "理由", "text", "请写明退出的理由。"),),
    effect="您不再承办这个案件；没有别的承办人时，案件回到“未分派”。",
    warns=_too_few,
    journal=HandlerCode.LEFT,
    not_for=_is_not_in,
    group="inside",
    does=left,
)

HANDLER_MOVES: Final = (TAKE_ON, ASSIGN, RELEASE, LEAVE)
