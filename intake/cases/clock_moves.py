"""What officers do with the clocks of a case: extend, pause, resume, and take back what was entered by mistake.

Each is one value and one pure function, as in `moves`. Whether the law gives it an effect is not said here: the
limit's block in `clocks.yaml` says so, and `running.with_clocks` refuses what it does not allow, with the article.
Law: APP 第18、46、64条.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Final

from intake.cases.case import Case, CaseClock, Incomplete
from intake.cases.changes import Act, CaseWords, Changes, Rulebook
from intake.cases.codes import DECIDERS, HANDLERS, REPORTS, CaseState
from intake.cases.decision_moves import DECISION_MOVES
from intake.cases.move import Input, Move, Options
from intake.clocks.calendar import SHANGHAI, day_in_shanghai
from intake.clocks.clock import COUNTING_STATES, OPEN_STATES, ClockEvent, ClockState
from intake.clocks.codes import REASONS, Decider, Reason
from intake.clocks.deriving import PAUSED, RESUMED
from intake.stored import objects_in

_NOT_DOCKETED_YET: Final = frozenset({CaseState.TAKEN, CaseState.CHECKING})
_HANDLED: Final = _NOT_DOCKETED_YET | {CaseState.DISPUTED, CaseState.DOCKETED}


def check_extended(case: Case, act: Act, _: Rulebook) -> Changes:
    """Give the check fifteen more working days."""
    return EXTEND_CHECK.made(case, act, {"by": Decider.HEAD.value}, **_decided(act))


def decision_extended(case: Case, act: Act, _: Rulebook) -> Changes:
    """Give the decision thirty more days."""
    return EXTEND_DECISION.made(case, act, {"by": Decider.HEAD.value}, **_decided(act))


def decision_extended_again(case: Case, act: Act, _: Rulebook) -> Changes:
    """Give the decision as many more days as the heads together have set."""
    payload = {"by": Decider.COLLECTIVE.value, "days": int(act.said("days"))}
    return EXTEND_DECISION_AGAIN.made(case, act, payload, **_decided(act))


def paused(case: Case, act: Act, _: Rulebook) -> Changes:
    """Stop counting for a reason that the limit's article names."""
    reason = Reason(act.said("reason"))
    if reason is Reason.SUSPENSION and act.role not in DECIDERS:
        raise Incomplete("reason", "中止调查须经负责人批准（APP 第46条），请交由负责人办理。")
    payload = {"reason": reason.value, "until": act.said("until"), "state": case.state.value}
    return PAUSE.made(case, act, payload, effective_at=_effective_at(act))


def resumed(case: Case, act: Act, _: Rulebook) -> Changes:
    """Count on."""
    return RESUME.made(case, act, {"reason": act.said("reason")}, effective_at=_effective_at(act))


def entry_withdrawn(case: Case, act: Act, _: Rulebook) -> Changes:
    """Let an entry about a clock count as never entered; it stays in the journal, and so does this one."""
    words = CaseWords("reason", act.said("reason"))
    return WITHDRAW_ENTRY.made(case, act, words=words, supersedes=int(act.said("entry")))


def _decided(act: Act) -> dict[str, object]:
    return {"words": CaseWords("reason", act.said("reason")), "effective_at": _effective_at(act)}


def _effective_at(act: Act) -> datetime | None:
    """Return the beginning of the day that was entered; None for today, which needs no other instant."""
    day = date.fromisoformat(act.said("on"))
    return None if day == day_in_shanghai(act.at) else datetime.combine(day, time(), SHANGHAI)


def _clock_of(case: Case, name: str) -> CaseClock | None:
    return next((one for one in case.clocks if one.name == name and one.state in OPEN_STATES), None)


def _is_not_to_be_extended_first(name: str, article: str) -> Callable[[Case], str]:
    def why(case: Case) -> str:
        clock = _clock_of(case, name)
        if clock is None:
            return "这个期限没有在计算。"
        return f"这个期限已经延长过一次（{article}）。" if clock.counted.get("extended") else ""

    return why


def _was_not_extended(case: Case) -> str:
    clock = _clock_of(case, "decision")
    return "" if clock and clock.counted.get("extended") else "应当先由负责人批准延长三十日。"


def _nothing_to_pause(case: Case) -> str:
    counting = any(clock.state in COUNTING_STATES for clock in _of_the_case(case))
    return "" if counting else "没有正在计算的期限。"


def _nothing_to_resume(case: Case) -> str:
    is_paused = any(clock.state is ClockState.PAUSED for clock in _of_the_case(case))
    return "" if is_paused else "没有暂停的期限。"


def _nothing_to_withdraw(case: Case) -> str:
    return "" if _withdrawable(case) else "没有可以撤销的期限记录。"


def _of_the_case(case: Case) -> list[CaseClock]:
    return [clock for clock in case.clocks if clock.subject is None]


def reasons_to_pause(case: Case, rules: Rulebook, _: datetime) -> Options:
    """Return the reasons for which a clock that runs may stand still."""
    running = {clock.name for clock in _of_the_case(case) if clock.state in OPEN_STATES}
    limits = [limit for name in sorted(running) for limit in rules.clocks.by_name.get(name, ())]
    named = {reason for limit in limits if limit.pauses for reason in limit.pauses.reasons}
    return tuple((reason.value, REASONS[reason]) for reason in Reason if reason in named - _paused_for(case))


def reasons_to_resume(case: Case, _: Rulebook, __: datetime) -> Options:
    """Return the reasons for which a clock stands still."""
    return tuple((reason.value, REASONS[reason]) for reason in Reason if reason in _paused_for(case))


def entries_to_withdraw(case: Case, _: Rulebook, __: datetime) -> Options:
    """Return the entries about clocks that stand, newest first: number, and what and when."""
    return tuple((str(event.seq), f"{_LABELS[event.code]}（{event.day}）") for event in _withdrawable(case))


def _paused_for(case: Case) -> set[str]:
    open_clocks = [clock for clock in _of_the_case(case) if clock.state in OPEN_STATES]
    pauses = [pause for clock in open_clocks for pause in objects_in(clock.counted, "paused")]
    return {str(pause["reason"]) for pause in pauses if pause["until"] is None}


def _withdrawable(case: Case) -> list[ClockEvent]:
    gone = {event.supersedes for event in case.events}
    return [event for event in reversed(case.events) if event.code in _LABELS and event.seq not in gone]


_ON: Final = Input(
    "on",
    "生效日期",
    "day",
    "请填写生效的日期：不早于收到案件之日，不晚于今天。",
    "文书上的日期，可以早于今天。",
)
_EXTENDED_ON: Final = Input(
    "on",
    "批准延期的日期",
    "day",
    "请填写批准延期的日期，不是新的到期日：不早于收到案件之日，不晚于今天。",
    "审批文书上的日期，可以早于今天。新的到期日由系统推算，不用填。",
)
_WHY: Final = Input("reason", "理由", "text", "请写明理由。", "内部留存，来访人看不到。")

EXTEND_CHECK: Final = Move(
    "extend_check",
    "延长核查期限",
    article="APP 第18条",
    kinds=REPORTS,
    before=_NOT_DOCKETED_YET,
    after=None,
    by=DECIDERS,
    asks=(_EXTENDED_ON, _WHY),
    effect="特殊情况下，经负责人批准，核查期限延长十五个工作日，只能延长一次。",
    bars=_is_not_to_be_extended_first("tip_check", "APP 第18条"),
    journal="check_extended",
    timed=True,
    does=check_extended,
)
EXTEND_DECISION: Final = Move(
    "extend_decision",
    "延长办案期限",
    article="APP 第64条",
    kinds=REPORTS,
    before=frozenset({CaseState.DOCKETED}),
    after=None,
    by=DECIDERS,
    asks=(_EXTENDED_ON, _WHY),
    effect="案情复杂或者有其他原因的，经负责人批准，办案期限延长三十日。",
    bars=_is_not_to_be_extended_first("decision", "APP 第64条"),
    journal="decision_extended",
    timed=True,
    does=decision_extended,
)
EXTEND_DECISION_AGAIN: Final = Move(
    "extend_decision_again",
    "继续延长办案期限",
    article="APP 第64条",
    kinds=REPORTS,
    before=frozenset({CaseState.DOCKETED}),
    after=None,
    by=DECIDERS,
    asks=(
        Input("days", "延长多少日", "number", "请写明集体讨论确定延长多少日。"),
        _EXTENDED_ON,
        Input(
            "reason", "集体讨论的情况和理由", "text", "请写明集体讨论的情况和理由。", "内部留存，来访人看不到。"
        ),
    ),
    effect="须由负责人集体讨论决定，并同时确定延长的期限；一位负责人批准不够。",
    bars=_was_not_extended,
    journal="decision_extended_again",
    timed=True,
    does=decision_extended_again,
)
PAUSE: Final = Move(
    "pause_clock",
    "暂停计算期限",
    article="APP 第18、64条",
    kinds=REPORTS,
    before=_HANDLED,
    after=None,
    by=HANDLERS,
    asks=(
        Input("reason", "事由", "select", "请选择法定的事由（APP 第18、64条）。", options=reasons_to_pause),
        _ON,
        Input(
            "until",
            "预计到哪一天",
            "coming",
            "请填写预计结束的日期：明天以后、四个月以内的工作日。",
            "到时还没有恢复的，工作台会列出来；这一天不改变期限。",
        ),
    ),
    effect="从次日起到恢复之日止，时间不计入期限。等来访人补充材料不在此列。",
    bars=_nothing_to_pause,
    journal=PAUSED,
    timed=True,
    does=paused,
)
RESUME: Final = Move(
    "resume_clock",
    "恢复计算期限",
    article="APP 第18、64条",
    kinds=REPORTS,
    before=_HANDLED,
    after=None,
    by=HANDLERS,
    asks=(Input("reason", "结束的事由", "select", "请选择已经结束的事由。", options=reasons_to_resume), _ON),
    effect="恢复之日不计入，从次日起继续计算。",
    bars=_nothing_to_resume,
    journal=RESUMED,
    timed=True,
    does=resumed,
)
WITHDRAW_ENTRY: Final = Move(
    "withdraw_clock_entry",
    "撤销误录的期限记录",
    kinds=REPORTS,
    before=_HANDLED,
    after=None,
    by=DECIDERS,
    asks=(Input("entry", "哪一条", "select", "请选择误录的记录。", options=entries_to_withdraw), _WHY),
    effect="所选的记录视为从未录入，期限重新推算；两条都留在案件日志里。",
    bars=_nothing_to_withdraw,
    journal="entry_withdrawn",
    timed=True,
    does=entry_withdrawn,
)

CLOCK_MOVES: Final = (EXTEND_CHECK, EXTEND_DECISION, EXTEND_DECISION_AGAIN, PAUSE, RESUME, WITHDRAW_ENTRY)

# What can be withdrawn: everything these moves and those about a decision record, but for withdrawing itself.
_LABELS: Final = {
    move.journal: move.recorded_as or move.label
    for move in (*CLOCK_MOVES, *DECISION_MOVES)
    if move is not WITHDRAW_ENTRY
}
