"""The moves of officers: one value and one pure function each; what concerns other bureaus stands beside it.

Law: 分送 CRM 第41条; 核查 TSR 第19条; 立案与不予立案 APP 第18-20、64条; 告知处理结果 AUCL25 第20条.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from intake.cases.appointment_moves import APPOINTMENT_MOVES, is_being_arranged, refuse_while_awaited
from intake.cases.assist_moves import ASSIST_MOVES
from intake.cases.case import Case, NotAllowed
from intake.cases.changes import Act, CaseWords, Changes, Rulebook
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
)
from intake.cases.decision_moves import DECISION_MOVES, decided_as, is_undecided, is_unpublished, was_handed_over
from intake.cases.dispute_moves import DISPUTE_MOVES
from intake.cases.ending import all_of, between_bureaus, first_of, waits_for_the_filer, warned_of_undone
from intake.cases.handler_moves import HANDLER_MOVES
from intake.cases.letter_moves import LETTER_MOVES
from intake.cases.letters import told, told_if_said
from intake.cases.material_moves import MATERIAL_MOVES
from intake.cases.measure_moves import MEASURE_MOVES
from intake.cases.measures import still_seized
from intake.cases.move import Input, Move, Options
from intake.cases.owing import RESULT_TOLD
from intake.cases.passing_moves import COORDINATOR, DESPITE, EVERY_KIND, PASS_DOWN, PASSING_MOVES, despite
from intake.cases.platform_moves import PLATFORM_MOVES
from intake.cases.proposal_moves import PROPOSAL_MOVES
from intake.cases.recusal import RECUSAL_MOVES
from intake.cases.registration_moves import REGISTRATION_MOVES
from intake.cases.seizure_moves import SEIZURE_MOVES
from intake.cases.sending_moves import SENDING_MOVES
from intake.cases.superior_moves import SUPERIOR_MOVES
from intake.cases.transfer_codes import TRANSFER_LABELS
from intake.clocks.calendar import day_in_shanghai

CONSULTATIONS: Final = frozenset({CaseKind.CONSULTATION})
OPEN: Final = frozenset(CaseState) - FINAL_STATES

_OUTCOMES: Mapping[CaseState, tuple[Outcome, ...]] = {
    CaseState.NOT_DOCKETED: (Outcome.NOT_DOCKETED, Outcome.HANDED_OVER, Outcome.TOLD_ELSEWHERE, Outcome.REPEATED),
}
_OUTCOMES_OF_A_CONSULTATION: Final = (Outcome.ANSWERED, Outcome.TOLD_ELSEWHERE, Outcome.WITHDRAWN)


def signed_for(case: Case, act: Act, _: Rulebook) -> Changes:
    """From here on this bureau answers for the case."""
    return SIGN_FOR.made(case, act, {"bureau": case.lead_bureau})


def check_begun(case: Case, act: Act, _: Rulebook) -> Changes:
    """Look into what was reported."""
    return CHECK.made(case, act)


def docketed(case: Case, act: Act, rules: Rulebook) -> Changes:
    """The check is done in time, and the ninety days to decide begin."""
    return told_if_said(DOCKET.made(case, act), act, rules, RESULT_TOLD)


def not_docketed(case: Case, act: Act, rules: Rulebook) -> Changes:
    """The check is done in time; the reason stays inside."""
    return told_if_said(
        NOT_DOCKET.made(case, act, words=CaseWords("reason", act.said("reason"))), act, rules, RESULT_TOLD
    )


def answered(case: Case, act: Act, rules: Rulebook) -> Changes:
    """Answer a consultation."""
    return told(ANSWER.made(case, act), act, rules, act.said("text"))


def closed(case: Case, act: Act, rules: Rulebook) -> Changes:
    """A report is done, with an outcome; no clock runs any longer."""
    outcome = Outcome(act.said("outcome"))
    changes = CLOSE.made(
        case, act, {"outcome": outcome.value}, outcome=outcome, closed_at=act.at, words=despite(case, act)
    )
    return told_if_said(changes, act, rules, RESULT_TOLD)


def consultation_closed(case: Case, act: Act, rules: Rulebook) -> Changes:
    """A consultation is done; one that was taken back is withdrawn. A day that was agreed comes first."""
    refuse_while_awaited(case, day_in_shanghai(act.at))
    outcome = Outcome(act.said("outcome"))
    state = CaseState.WITHDRAWN if outcome is Outcome.WITHDRAWN else CaseState.CLOSED
    changes = CLOSE_CONSULTATION.made(
        case, act, {"outcome": outcome.value}, state=state, outcome=outcome, closed_at=act.at
    )
    return told_if_said(changes, act, rules)


def noted(case: Case, act: Act, _: Rulebook) -> Changes:
    """Leave words for colleagues; the filer never sees them."""
    return NOTE.made(case, act, words=CaseWords("note", act.said("text")))


def outcomes(case: Case, _: Rulebook, __: datetime) -> Options:
    """Return what the case can be closed with from where it stands: what was decided, where that was entered."""
    if case.state is CaseState.DOCKETED and case.kind in REPORTS:
        ended = decided_as(case) or (Outcome.HANDED_OVER if was_handed_over(case) else None)
        return ((ended.value, OUTCOMES[ended]),) if ended else ()
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
    tells=True,
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
    bars=between_bureaus,
    journal="not_docketed",
    tells=True,
    grave=True,
    missed=True,
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
    tells=True,
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
    asks=(_OUTCOME, DESPITE, _TELL),
    effect="案件不再计算期限，来访人查询时看到“已办结”。办结后不能恢复。",
    warns=all_of(is_unpublished, warned_of_undone, waits_for_the_filer),
    bars=first_of(still_seized, between_bureaus, is_undecided),
    journal="closed",
    tells=True,
    grave=True,
    missed=True,
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
    tells=True,
    grave=True,
    missed=True,
    does=consultation_closed,
)
NOTE: Final = Move(
    "note",
    "备注",
    kinds=EVERY_KIND,
    before=frozenset(CaseState),
    after=None,
    by=HANDLERS | COORDINATOR,
    asks=(Input("text", "备注", "text", "请写下备注。"),),
    effect="只有能看到这个案件的工作人员看得到，来访人看不到。",
    button="记下",
    journal="note_added",
    written=True,
    assists=True,
    outside=True,
    does=noted,
)

# In the order in which the desk shows them.
MOVES: Final = (
    PASS_DOWN, SIGN_FOR, CHECK, DOCKET, NOT_DOCKET, *APPOINTMENT_MOVES, ANSWER, CLOSE, CLOSE_CONSULTATION,
    *PASSING_MOVES, *PROPOSAL_MOVES, *DISPUTE_MOVES, *SUPERIOR_MOVES, *SENDING_MOVES, *ASSIST_MOVES,
    *MEASURE_MOVES, *SEIZURE_MOVES, *REGISTRATION_MOVES, *MATERIAL_MOVES, *PLATFORM_MOVES,
    *DECISION_MOVES, *CLOCK_MOVES, *HANDLER_MOVES, *LETTER_MOVES, *RECUSAL_MOVES, NOTE,
)  # fmt: skip

# All that can happen to a case, and what the desk calls it.
JOURNAL: Mapping[str, str] = {
    **JOURNAL_LABELS,
    **HEARD_LABELS,
    **TRANSFER_LABELS,
    **{move.journal: move.recorded_as or move.label for move in MOVES},
}


def move_called(name: str) -> Move:
    """Return the move of this name; raise NotAllowed when there is none."""
    found = next((move for move in MOVES if move.name == name), None)
    if found is None:
        raise NotAllowed("没有这个操作，请刷新页面后重试。")
    return found
