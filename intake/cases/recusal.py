"""回避 (APP 第4条): asked for by the party or the filer, or declared by an officer; decided; recorded. Pure.

Decided for the 主要负责人 by the heads together, for other 负责人 by the 主要负责人, for all others by a 负责人.
Nothing stops meanwhile.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from intake.cases.case import Case, Incomplete, NotAllowed
from intake.cases.changes import Act, CaseWords, Changes, JournalEntry, Rulebook
from intake.cases.codes import DECIDERS, HANDLERS, CaseKind, CaseState, Role
from intake.cases.crossing import RECUSAL_AIM, CrossingKind
from intake.cases.crossings import next_key, workdays_later
from intake.cases.handling import Colleague, HandlerCode, handlers_of
from intake.cases.move import Input, Move, Mover, Options
from intake.clocks.calendar import day_in_shanghai

ASKED: Final = "recusal_asked"
DECIDED: Final = "recusal_decided"
EVERY_KIND: Final = frozenset(CaseKind)
_UNDER_WAY: Final = frozenset(
    {
        CaseState.SUBMITTED,
        CaseState.ROUTED,
        CaseState.TAKEN,
        CaseState.CHECKING,
        CaseState.DISPUTED,
        CaseState.DOCKETED,
        CaseState.NOT_DOCKETED,
        CaseState.ANSWERED,
    }
)
BY_WHOM: Final[Mapping[str, str]] = {"filer": "来访人申请", "party": "当事人申请", "officer": "工作人员自行申请"}
OUTCOMES: Final[Mapping[str, str]] = {"yes": "应当回避", "no": "不需要回避"}


@dataclass(frozen=True, slots=True)
class Recusal:
    """One request that waits or was decided.

    key      of the crossing that waits for the decision; "" in entries of before
    officer  whom it is about
    role     their post when it was asked for: it says who decides
    outcome  yes or no; "" while it waits
    """

    number: int
    key: str
    officer: str
    role: Role
    asked_by: str
    outcome: str = ""


def recusals_of(case: Case) -> tuple[Recusal, ...]:
    """Return the requests about this case, the first first."""
    found: dict[int, Recusal] = {}
    for event in case.events:
        if event.code == ASKED:
            payload = event.payload
            officer, role = str(payload["about"]), Role(str(payload["role"]))
            found[event.seq] = Recusal(event.seq, event.subject, officer, role, str(payload["asked_by"]))
        elif event.code == DECIDED and (one := found.get(_number(event.payload.get("number")))) is not None:
            decided = str(event.payload["decision"])
            found[one.number] = replace(one, outcome=decided)
    return tuple(found.values())


def who_decides(role: Role) -> str:
    """Say who decides on the 回避 of somebody of this post."""
    if role is Role.PRINCIPAL:
        return "本局负责人集体讨论决定"
    return "本局主要负责人决定" if role is Role.HEAD else "本局负责人决定"


def asked(case: Case, act: Act, rules: Rulebook) -> Changes:
    """Note the request; nothing stops."""
    about = _colleague(act.said("about"), rules)
    asked_by = act.said("asked_by")
    if asked_by == "officer" and about.id != act.as_whom:
        raise Incomplete("asked_by", "自行申请回避的，只能是本人。")
    if any(one.officer == about.id and not one.outcome for one in recusals_of(case)):
        raise NotAllowed("对这个人的回避申请已经登记，等待决定。")
    due_on = workdays_later(rules.clocks.calendar, day_in_shanghai(act.at), RECUSAL_AIM)
    payload = {"about": about.id, "role": about.role.value, "asked_by": asked_by, "due": due_on.isoformat()}
    key, words = next_key(case, CrossingKind.RECUSAL), CaseWords("reason", act.said("reason"))
    return ASK.made(case, act, payload, subject=key, words=words)


def decided(case: Case, act: Act, rules: Rulebook) -> Changes:
    """Decide on a request: by whom the article says, never by the one it is about."""
    waiting = next(one for one in _waiting(case) if str(one.number) == act.said("number"))
    if waiting.officer in (act.by, act.as_whom):
        raise NotAllowed("不能决定自己的回避（APP 第4条）。")
    _refuse_wrong_decider(waiting, act)
    decision = act.said("decision")
    payload: dict[str, object] = {"number": waiting.number, "about": waiting.officer, "decision": decision}
    if waiting.role is Role.PRINCIPAL:
        payload["collective"] = True
    words = CaseWords("reason", act.said("reason"))
    changes = DECIDE.made(case, act, payload, subject=waiting.key or None, words=words)
    if decision == "yes" and waiting.officer in handlers_of(case):
        # Whoever has to stay away handles it no longer; that others are wanted is shown on the page.
        released = {"officer": waiting.officer, **act.behalf}
        return changes.adding(JournalEntry(case.id, act.at, act.by, HandlerCode.RELEASED, released))
    return changes


def _refuse_wrong_decider(waiting: Recusal, act: Act) -> None:
    if waiting.role is Role.HEAD and act.role is not Role.PRINCIPAL:
        raise NotAllowed("负责人的回避由主要负责人决定（APP 第4条）。")
    if waiting.role is Role.PRINCIPAL and act.said("collective") != "yes":
        raise Incomplete("collective", "主要负责人的回避由负责人集体讨论决定（APP 第4条），请确认已经集体讨论。")


def _colleague(officer_id: str, rules: Rulebook) -> Colleague:
    return next(one for one in rules.staff if one.id == officer_id)


def _waiting(case: Case) -> tuple[Recusal, ...]:
    return tuple(one for one in recusals_of(case) if not one.outcome)


def _number(said: object) -> int:
    return said if isinstance(said, int) else -1


def _staff(case: Case, rules: Rulebook, _: datetime) -> Options:
    return tuple((one.id, one.name) for one in rules.staff if one.bureau == case.lead_bureau)


def _asked_for(case: Case, rules: Rulebook, _: datetime) -> Options:
    names = {one.id: one.name for one in rules.staff}
    return tuple(
        (str(one.number), f"{names.get(one.officer, '已不在本局的人员')}：{who_decides(one.role)}")
        for one in _waiting(case)
    )


def _by_whom(_: Case, __: Rulebook, ___: datetime) -> Options:
    return tuple(BY_WHOM.items())


def _outcomes(_: Case, __: Rulebook, ___: datetime) -> Options:
    return tuple(OUTCOMES.items())


def _together(_: Case, __: Rulebook, ___: datetime) -> Options:
    return (("yes", "已由负责人集体讨论决定（只用于主要负责人的回避）"),)


def _none_waits(case: Case, _: Mover) -> str:
    return "" if _waiting(case) else "没有等待决定的回避申请。"


ASK: Final = Move(
    "ask_recusal",
    "登记回避申请",
    article="APP 第4条",
    kinds=EVERY_KIND,
    before=_UNDER_WAY,
    after=None,
    by=HANDLERS,
    asks=(
        Input("about", "申请谁回避", "select", "请选择本局的一名工作人员。", options=_staff),
        Input("asked_by", "谁申请的", "select", "请选择是谁申请的。", options=_by_whom),
        Input("reason", "理由", "text", "请写明申请的理由。"),
    ),
    effect="申请记入案件日志，由有权的负责人决定；决定以前，不停止调查。",
    journal=ASKED,
    group="inside",
    does=asked,
)
DECIDE: Final = Move(
    "decide_recusal",
    "决定回避",
    article="APP 第4条",
    kinds=EVERY_KIND,
    before=_UNDER_WAY,
    after=None,
    by=DECIDERS,
    asks=(
        Input("number", "哪一项申请", "select", "请选择一项等待决定的申请。", options=_asked_for),
        Input("decision", "决定", "choice", "请选择决定。", options=_outcomes),
        Input("collective", "集体讨论", "select", "请从名单里选择。", required=False, options=_together),
        Input("reason", "理由", "text", "请写明决定的理由。"),
    ),
    effect="决定记入案件日志；应当回避的人不再是承办人。主要负责人的回避由负责人集体讨论，其他负责人的由主要负责人决定。",
    not_for=_none_waits,
    journal=DECIDED,
    group="inside",
    does=decided,
)

RECUSAL_MOVES: Final = (ASK, DECIDE)
