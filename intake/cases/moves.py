"""The moves of officers: one value and one pure function each. Adding one is done here, and nowhere else.

Law: 分送 CRM 第41条; 核查 TSR 第19条; 立案与不予立案 APP 第18-20、64条; 告知处理结果 AUCL25 第20条.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from intake.cases.appointment_moves import APPOINTMENT_MOVES, is_being_arranged
from intake.cases.case import Case, NotAllowed
from intake.cases.changes import Act, BureauNotice, CaseWords, Changes, Rulebook
from intake.cases.clock_moves import CLOCK_MOVES
from intake.cases.codes import (
    DECIDERS,
    FINAL_STATES,
    HANDLERS,
    HEARD_LABELS,
    JOURNAL_LABELS,
    OUTCOMES,
    REPORTS,
    CaseKind,
    CaseState,
    Outcome,
    Role,
)
from intake.cases.letters import WRITTEN, letter, told, told_if_said
from intake.cases.move import Input, Move, Options
from intake.clocks.calendar import day_in_shanghai
from intake.routing.bureaus import MUNICIPAL

CONSULTATIONS: Final = frozenset({CaseKind.CONSULTATION})
EVERY_KIND: Final = frozenset(CaseKind)
OPEN: Final = frozenset(CaseState) - FINAL_STATES
COORDINATOR: Final = frozenset({Role.COORDINATOR})

KEPT_ABOVE: Final = (
    "涉及技术秘密的案件一般由设区的市级以上市场监督管理部门管辖，不分送区县（《商业秘密保护规定》第三条第三款）。"
)
_TECHNICAL: Final = frozenset({"technical", "both"})
_NOT_TECHNICAL: Final = frozenset({"business"})
_MAYBE_TECHNICAL: Final = "来访人不确定信息类型。技术秘密案件不分送区县；请写明为什么判断不涉及技术秘密。"

_OUTCOMES: Mapping[CaseState, tuple[Outcome, ...]] = {
    CaseState.NOT_DOCKETED: (Outcome.NOT_DOCKETED, Outcome.HANDED_OVER, Outcome.TOLD_ELSEWHERE, Outcome.REPEATED),
    CaseState.DOCKETED: (Outcome.PENALISED, Outcome.NOT_PENALISED, Outcome.DISMISSED, Outcome.HANDED_OVER),
}
_OUTCOMES_OF_A_CONSULTATION: Final = (Outcome.ANSWERED, Outcome.TOLD_ELSEWHERE, Outcome.WITHDRAWN)


def passed_down(case: Case, act: Act, _: Rulebook) -> Changes:
    """Give a case that waits at the municipal intake to the bureau that has the power to handle it."""
    to = act.said("bureau")
    return PASS_DOWN.made(
        case,
        act,
        {"from": case.lead_bureau, "to": to},
        words=CaseWords("reason", act.said("reason")),
        notices=(BureauNotice("case_routed", to),),
        lead_bureau=to,
        route={
            "rule": "passed_down",
            "reason": "由市局统一接收后分送有处理权限的承办局（《市场监督管理投诉举报处理办法》第四十一条）。",
            "candidates": list(case.route.get("candidates", ())),
            "earlier": {"rule": case.route.get("rule"), "reason": case.route.get("reason")},
        },
    )


def signed_for(case: Case, act: Act, _: Rulebook) -> Changes:
    """From here on this bureau answers for the case."""
    return SIGN_FOR.made(case, act, {"bureau": case.lead_bureau})


def check_begun(case: Case, act: Act, _: Rulebook) -> Changes:
    """Look into what was reported."""
    return CHECK.made(case, act)


def docketed(case: Case, act: Act, rules: Rulebook) -> Changes:
    """The check is done in time, and the ninety days to decide begin."""
    return told_if_said(DOCKET.made(case, act), act, rules)


def not_docketed(case: Case, act: Act, rules: Rulebook) -> Changes:
    """The check is done in time; the reason stays inside."""
    return told_if_said(NOT_DOCKET.made(case, act, words=CaseWords("reason", act.said("reason"))), act, rules)


def answered(case: Case, act: Act, rules: Rulebook) -> Changes:
    """Answer a consultation."""
    return told(ANSWER.made(case, act), act, rules, act.said("text"))


def closed(case: Case, act: Act, rules: Rulebook) -> Changes:
    """A report is done, with an outcome; no clock runs any longer."""
    outcome = Outcome(act.said("outcome"))
    changes = CLOSE.made(case, act, {"outcome": outcome.value}, outcome=outcome, closed_at=act.at)
    return told_if_said(changes, act, rules)


def consultation_closed(case: Case, act: Act, rules: Rulebook) -> Changes:
    """A consultation is done; one that was taken back is withdrawn."""
    outcome = Outcome(act.said("outcome"))
    state = CaseState.WITHDRAWN if outcome is Outcome.WITHDRAWN else CaseState.CLOSED
    changes = CLOSE_CONSULTATION.made(
        case, act, {"outcome": outcome.value}, state=state, outcome=outcome, closed_at=act.at
    )
    return told_if_said(changes, act, rules)


def written(case: Case, act: Act, rules: Rulebook) -> Changes:
    """Write to the filer: for their page or their next turn, with a copy in the case."""
    said = letter(case, rules, act.said("text"))
    return WRITE.made(case, act, words=said.words, mail=said.mail, notices=said.notices)


def noted(case: Case, act: Act, _: Rulebook) -> Changes:
    """Leave words for colleagues; the filer never sees them."""
    return NOTE.made(case, act, words=CaseWords("note", act.said("text")))


def kept_above(case: Case) -> str:
    """Say why the law keeps this case at the municipal bureau; "" when it does not.

    Unsure is not technical: then the coordinator decides, and says why.
    """
    is_kept = case.kind is not CaseKind.CONSULTATION and case.secret_kind in _TECHNICAL
    return KEPT_ABOVE if is_kept else ""


def _maybe_technical(case: Case) -> str:
    is_sure = case.kind is CaseKind.CONSULTATION or case.secret_kind in _NOT_TECHNICAL
    return "" if is_sure else _MAYBE_TECHNICAL


def receivers(_: Case, rules: Rulebook, at: datetime) -> Options:
    """Return the bureaus that a case can be passed down to that day: all below the municipal one."""
    today = day_in_shanghai(at)
    return tuple((bureau.code, bureau.name) for bureau in rules.bureaus.on(today) if bureau.code != MUNICIPAL)


def outcomes(case: Case, _: Rulebook, __: datetime) -> Options:
    """Return what the case can be closed with from where it stands."""
    fitting = _OUTCOMES.get(case.state, ()) if case.kind in REPORTS else _OUTCOMES_OF_A_CONSULTATION
    return tuple((outcome.value, OUTCOMES[outcome]) for outcome in fitting)


_TELL: Final = Input(
    "tell",
    "同时告知来访人",
    "text",
    hint="选填。实名举报并提供相关事实和证据的，应当将处理结果及时告知举报人（《反不正当竞争法》第二十条）。",
    required=False,
)
_OUTCOME: Final = Input("outcome", "办理结果", "choice", "请选择办理结果。", options=outcomes)

PASS_DOWN: Final = Move(
    "pass_down",
    "分送",
    article="CRM 第41条",
    kinds=EVERY_KIND,
    before=frozenset({CaseState.SUBMITTED}),
    after=CaseState.ROUTED,
    by=COORDINATOR,
    asks=(
        Input("bureau", "分送给", "select", "请选择接收的承办局。", options=receivers),
        Input("reason", "理由", "text", "请写明分送的理由。"),
    ),
    effect="案件将交给所选的局，由其签收后负责。期限不重新计算，分送后不能收回。",
    warns=_maybe_technical,
    bars=kept_above,
    journal="passed_down",
    does=passed_down,
)
SIGN_FOR: Final = Move(
    "sign_for",
    "签收",
    kinds=EVERY_KIND,
    before=frozenset({CaseState.SUBMITTED, CaseState.ROUTED}),
    after=CaseState.TAKEN,
    by=HANDLERS,
    effect="签收后由本局负责办理。签收不等于立案。",
    effects={CaseKind.CONSULTATION: "签收后由本局负责答复来访人。"},
    journal="signed_for",
    does=signed_for,
)
CHECK: Final = Move(
    "check",
    "开始核查",
    article="TSR 第19条",
    kinds=REPORTS,
    before=frozenset({CaseState.TAKEN}),
    after=CaseState.CHECKING,
    by=HANDLERS,
    effect="核查后由负责人决定是否立案。",
    journal="checking_started",
    does=check_begun,
)
DOCKET: Final = Move(
    "docket",
    "立案",
    article="APP 第18、64条",
    kinds=REPORTS,
    before=frozenset({CaseState.CHECKING}),
    after=CaseState.DOCKETED,
    by=DECIDERS,
    asks=(_TELL,),
    effect="核查期限到此为止；自立案之日起九十日内作出处理决定。",
    journal="docketed",
    does=docketed,
)
NOT_DOCKET: Final = Move(
    "not_docket",
    "不予立案",
    article="APP 第20条",
    kinds=REPORTS,
    before=frozenset({CaseState.CHECKING}),
    after=CaseState.NOT_DOCKETED,
    by=DECIDERS,
    asks=(
        Input("reason", "理由和依据", "text", "请写明不予立案的理由和依据。", "内部留存，来访人看不到。"),
        _TELL,
    ),
    effect="案件将转为“不予立案”，核查期限到此为止，此后只能办结。",
    journal="not_docketed",
    grave=True,
    does=not_docketed,
)
ANSWER: Final = Move(
    "answer",
    "答复",
    kinds=CONSULTATIONS,
    before=frozenset({CaseState.TAKEN}),
    after=CaseState.ANSWERED,
    by=HANDLERS,
    asks=(Input("text", "给来访人的答复", "text", "请写下给来访人的答复。"),),
    effect="答复会发给来访人，咨询转为“已答复”。",
    rests=is_being_arranged,
    button="发送答复",
    journal="answered",
    recorded_as="答复咨询",
    does=answered,
)
CLOSE: Final = Move(
    "close",
    "办结",
    kinds=REPORTS,
    before=frozenset({CaseState.DOCKETED, CaseState.NOT_DOCKETED}),
    after=CaseState.CLOSED,
    by=HANDLERS,
    asks=(_OUTCOME, _TELL),
    effect="案件不再计算期限，来访人查询时看到“已办结”。办结后不能恢复。",
    journal="closed",
    grave=True,
    does=closed,
)
CLOSE_CONSULTATION: Final = Move(
    "close_consultation",
    "办结",
    kinds=CONSULTATIONS,
    before=frozenset({CaseState.TAKEN, CaseState.ANSWERED}),
    after=CaseState.CLOSED,
    by=HANDLERS,
    asks=(_OUTCOME, _TELL),
    effect="来访人查询时看到“已办结”；来访人自己撤回的，看到“已撤回”。办结后不能恢复。",
    journal="closed",
    grave=True,
    does=consultation_closed,
)
WRITE: Final = Move(
    "write",
    "回复来访人",
    kinds=EVERY_KIND,
    before=OPEN,
    after=None,
    by=HANDLERS | COORDINATOR,
    asks=(Input("text", "给来访人的话", "text", "请写下给来访人的话。"),),
    effect="来访人在网页上立即看到，在微信里随下一次对话收到。请勿写入商业秘密的具体内容。",
    button="发送",
    journal=WRITTEN,
    written=True,
    does=written,
)
NOTE: Final = Move(
    "note",
    "备注",
    kinds=EVERY_KIND,
    before=OPEN,
    after=None,
    by=HANDLERS | COORDINATOR,
    asks=(Input("text", "备注", "text", "请写下备注。"),),
    effect="只有能看到这个案件的工作人员看得到，来访人看不到。",
    button="记下",
    journal="note_added",
    written=True,
    assists=True,
    does=noted,
)

# In the order in which the desk shows them.
MOVES: Final = (
    PASS_DOWN, SIGN_FOR, CHECK, DOCKET, NOT_DOCKET, *APPOINTMENT_MOVES, ANSWER, CLOSE, CLOSE_CONSULTATION,
    *CLOCK_MOVES, WRITE, NOTE,
)  # fmt: skip

# All that can happen to a case, and what the desk calls it.
JOURNAL: Mapping[str, str] = {
    **JOURNAL_LABELS,
    **HEARD_LABELS,
    **{move.journal: move.recorded_as or move.label for move in MOVES},
}


def move_called(name: str) -> Move:
    """Return the move of this name; raise NotAllowed when there is none."""
    found = next((move for move in MOVES if move.name == name), None)
    if found is None:
        raise NotAllowed("没有这个操作，请刷新页面后重试。")
    return found
