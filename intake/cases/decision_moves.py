"""What follows the investigation: notice to the party, what it answers, the decision, its publication. Pure.

These are entries of what happened on paper: the limits that begin and end with them stand in `clocks.yaml`.
Law: 告知、陈述申辩、听证 APP 第57条; 处理决定 APP 第60、64条; 公示 PUB 第9、10条; 复议 行政复议法 第20条;
诉讼 行政诉讼法 第46条.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import Final

from intake.cases.case import Case, CaseClock, Incomplete
from intake.cases.changes import Act, CaseWords, Changes, Rulebook
from intake.cases.codes import DECIDERS, HANDLERS, OUTCOMES, REPORTS, CaseState, Outcome
from intake.cases.ending import all_of, between_bureaus, first_of, nobody_handles, waits_for_the_filer
from intake.cases.move import Input, Move, Options
from intake.cases.transfer_codes import TransferCode
from intake.clocks.calendar import SHANGHAI, day_in_shanghai
from intake.clocks.clock import OPEN_STATES, ClockEvent
from intake.clocks.codes import Reason
from intake.stored import objects_in

NOTICE: Final = "penalty_notice_served"
DECIDED: Final = "decided"
KNOWN: Final = "decision_known"
_CALLED: Final[Mapping[str, str]] = {
    "docketed": "立案",
    NOTICE: "送达行政处罚告知书",
    DECIDED: "作出处理决定",
    KNOWN: "送达处理决定书",
}
PUBLICITY: Final = frozenset({"publicity_same_province", "publicity_push_other_province"})

REMEDIES: Final[Mapping[str, str]] = {"review": "admin_review", "litigation": "admin_litigation"}
REMEDY_NAMES: Final[Mapping[str, str]] = {"review": "申请行政复议", "litigation": "提起行政诉讼"}

_DECISIONS: Final = (Outcome.PENALISED, Outcome.NOT_PENALISED, Outcome.DISMISSED)
REGISTERED: Final[Mapping[str, str]] = {"same_province": "重庆市", "other_province": "外省、自治区、直辖市"}
_IN_HAND: Final = frozenset({CaseState.DOCKETED})
# The party may turn to others, and the penalty be published, after the bureau has closed the case.
_AFTERWARDS: Final = _IN_HAND | {CaseState.CLOSED}


def decided_as(case: Case) -> Outcome | None:
    """Return what was decided; None where nobody has entered it, or it was a mistake."""
    found = _last(case, DECIDED)
    return Outcome(str(found.payload["outcome"])) if found else None


def is_unpublished(case: Case) -> str:
    """Say what to think of before a case is closed whose decision has limits of its own; "" for nothing."""
    if case.state is not CaseState.DOCKETED:
        return ""
    if any(_running(case, name) for name in PUBLICITY):
        return "处罚信息还没有登记公示或者推送；办结以后不再提醒（PUB 第9、10条）。"
    return ""


UNDECIDED: Final = (
    "还没有登记处理决定，不能办结；作出处罚、不予处罚、撤销案件，都先由负责人“登记处理决定”（APP 第60、77条）。"
)


def is_undecided(case: Case) -> str:
    """Say why a docketed case cannot end yet: nobody with the power has decided it; "" when somebody has."""
    if case.state is not CaseState.DOCKETED or decided_as(case) is not None or was_handed_over(case):
        return ""
    return UNDECIDED


def was_handed_over(case: Case) -> bool:
    """Say whether the case has ever been on its way to another organ (APP 第60条第1款第4、5项)."""
    return any(
        event.code == TransferCode.OPENED and event.payload.get("kind") in _HANDING_OVER for event in case.events
    )


# As `transfers.codes` names them: to the police, to another authority, to a bureau of Sichuan.
_HANDING_OVER: Final = frozenset({"police", "organ", "jurisdiction"})


def decided(case: Case, act: Act, _: Rulebook) -> Changes:
    """Enter what was decided: the ninety days are met, and what was decided is to be published."""
    outcome, registered = Outcome(act.said("outcome")), act.said("party_registered")
    if outcome is Outcome.PENALISED and not registered:
        raise Incomplete("party_registered", "请选择当事人登记地（住所地）：公示期限因此不同（PUB 第9、10条）。")
    reason = act.said("reason")
    if outcome is not Outcome.PENALISED and not reason:
        raise Incomplete("reason", "请写明不予处罚或者撤销案件的理由和依据（APP 第60条）。")
    where = {"party_registered": registered} if outcome is Outcome.PENALISED else {}
    words = CaseWords("reason", reason) if reason else None
    return DECIDE.made(
        case, act, {"outcome": outcome.value, **where}, effective_at=_effective_at(act), words=words
    )


def _refused_decision(case: Case, act: Act, _: Rulebook) -> str:
    """Refuse a penalty of which the party was not told before, or while it may still answer."""
    if act.said("outcome") != Outcome.PENALISED:
        return ""
    if not _happened(case, NOTICE):
        return "作出行政处罚决定以前，应当书面告知当事人；请先登记送达行政处罚告知书（APP 第57条）。"
    if too_early := _too_early(case, act, NOTICE):
        return too_early
    if _is_being_heard(case):
        return "听证还没有结束，不能作出行政处罚决定；结束以后先“恢复计算期限”（APP 第57、60条）。"
    answering = _running(case, "statement_hearing")
    if answering and _day(act.said("on")) <= answering.due_on:
        return "当事人陈述、申辩和要求听证的期限还没有届满，不能作出行政处罚决定（APP 第57条）。"
    return ""


def _is_being_heard(case: Case) -> bool:
    decision = _running(case, "decision")
    pauses = objects_in(decision.counted, "paused") if decision else ()
    return any(pause["reason"] == Reason.HEARING and pause["until"] is None for pause in pauses)


def _may_still_answer(case: Case) -> str:
    answering = _running(case, "statement_hearing")
    if answering is None:
        return ""
    return (
        f"当事人陈述、申辩和要求听证的期限还在计算，最后一天是 {answering.due_on}；"
        "期满以前不能作出行政处罚决定（APP 第57条）。"
    )


def lapsed(case: Case, act: Act, _: Rulebook) -> Changes:
    """Enter that the party let the time go by."""
    return LAPSED.made(case, act, {"remedy": act.said("remedy")}, effective_at=_effective_at(act))


def _not_lapsed(case: Case, act: Act, _: Rulebook) -> str:
    running = _running(case, REMEDIES.get(act.said("remedy"), ""))
    if running is None or not act.said("on") or _day(act.said("on")) > running.due_on:
        return ""
    return f"期限还没有届满，最后一天是 {running.due_on}（行政复议法 第20条；行政诉讼法 第46条）。"


def _remedies(case: Case, _: Rulebook, __: datetime) -> Options:
    return tuple((code, REMEDY_NAMES[code]) for code, clock in REMEDIES.items() if _running(case, clock))


def _noted(move: Callable[[], Move]) -> Callable[[Case, Act, Rulebook], Changes]:
    """Return what only says that something happened, and when."""
    return lambda case, act, _: move().made(case, act, effective_at=_effective_at(act))


def _effective_at(act: Act) -> datetime | None:
    day = _day(act.said("on"))
    return None if day == day_in_shanghai(act.at) else datetime.combine(day, time(), SHANGHAI)


def _day(said: str) -> date:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return date.min


def _last(case: Case, code: str) -> ClockEvent | None:
    """Return the newest entry of this code that was no mistake."""
    gone = {event.supersedes for event in case.events}
    found = (event for event in reversed(case.events) if event.code == code and event.seq not in gone)
    return next(found, None)


def _happened(case: Case, code: str) -> bool:
    return _last(case, code) is not None


def _too_early(case: Case, act: Act, code: str) -> str:
    """Say that what is entered cannot have come before what it answers."""
    before = _last(case, code)
    if before is None or not act.said("on") or _day(act.said("on")) >= before.day:
        return ""
    return f"日期不能早于“{_CALLED[code]}”（{before.day}），请核对文书上的日期。"


def _running(case: Case, name: str) -> CaseClock | None:
    return next((one for one in case.clocks if one.name == name and one.state in OPEN_STATES), None)


def _is_decided(case: Case) -> str:
    return "处理决定已经登记；登记错了的，请负责人“撤销误录的期限记录”。" if decided_as(case) else ""


def _has_notice(case: Case) -> str:
    if why_not := _is_decided(case):
        return why_not
    return "告知书已经登记送达；登记错了的，请负责人撤销。" if _happened(case, NOTICE) else ""


def _unless_running(names: frozenset[str], why_not: str) -> Callable[[Case], str]:
    return lambda case: "" if any(_running(case, name) for name in names) else why_not


def _is_not_served(case: Case) -> str:
    if decided_as(case) is None:
        return "还没有登记处理决定。"
    return "决定书已经登记送达。" if _happened(case, KNOWN) else ""


def _decisions(_: Case, __: Rulebook, ___: datetime) -> Options:
    return tuple((one.value, OUTCOMES[one]) for one in _DECISIONS)


def _places(_: Case, __: Rulebook, ___: datetime) -> Options:
    return tuple(REGISTERED.items())


_ON: Final = Input(
    "on",
    "日期",
    "day",
    "请填写日期：不早于收到案件之日，不晚于今天。",
    "文书、送达回证上的日期，可以早于今天。",
)
_ANSWERING: Final = _unless_running(
    frozenset({"statement_hearing"}), "没有正在计算的陈述、申辩和要求听证的期限（APP 第57条）。"
)


def _entry(
    name: str,
    label: str,
    article: str,
    journal: str,
    effect: str,
    bars: Callable[[Case], str],
    answers: str = "docketed",
    before: frozenset[CaseState] = _IN_HAND,
) -> Move:
    """Return a move that enters that something happened on a day, not before what it answers."""
    made: list[Move] = []
    made.append(
        Move(
            name,
            label,
            article=article,
            kinds=REPORTS,
            before=before,
            after=None,
            by=HANDLERS,
            asks=(_ON,),
            effect=effect,
            bars=bars,
            refuses=lambda case, act, _: _too_early(case, act, answers),
            journal=journal,
            timed=True,
            does=_noted(lambda: made[0]),
        )
    )
    return made[0]


DECIDE: Final = Move(
    "decide_case",
    "登记处理决定",
    article="APP 第60、64条",
    kinds=REPORTS,
    before=_IN_HAND,
    after=None,
    by=DECIDERS,
    asks=(
        Input("outcome", "决定", "choice", "请选择作出的决定。", options=_decisions),
        Input(
            "party_registered",
            "当事人登记地（住所地）",
            "select",
            "请从名单里选择。",
            "作出行政处罚决定的要选：在重庆市的，二十个工作日内公示；在外地的，十个工作日内推送。",
            required=False,
            options=_places,
        ),
        Input(
            "reason",
            "理由和依据",
            "text",
            "请写明理由和依据。",
            "不予处罚、撤销案件的必须写明。内部留存，来访人看不到。",
            required=False,
        ),
        _ON,
    ),
    effect="九十日的办案期限到此完成；作出行政处罚决定的，公示期限从这一天起算。案件还没有办结。",
    warns=all_of(_may_still_answer, waits_for_the_filer),
    bars=first_of(_is_decided, between_bureaus, nobody_handles),
    refuses=_refused_decision,
    journal=DECIDED,
    recorded_as="作出处理决定",
    missed=True,
    timed=True,
    does=decided,
)

LAPSED: Final = Move(
    "enter_lapse",
    "登记期满没有提出",
    article="行政复议法 第20条；行政诉讼法 第46条",
    kinds=REPORTS,
    before=_AFTERWARDS,
    after=None,
    by=HANDLERS,
    asks=(Input("remedy", "哪一种", "choice", "请选择是哪一种。", options=_remedies), _ON),
    effect="当事人在期限内没有申请行政复议、提起行政诉讼；这个期限不再列出。",
    bars=_unless_running(frozenset(REMEDIES.values()), "没有正在计算的申请复议、提起诉讼的期限。"),
    refuses=_not_lapsed,
    journal="remedy_lapsed",
    recorded_as="当事人期满没有提出",
    timed=True,
    does=lapsed,
)

DECISION_MOVES: Final = (
    _entry(
        "serve_penalty_notice",
        "登记送达行政处罚告知书",
        "APP 第57条",
        NOTICE,
        "当事人自送达之日起五个工作日内可以陈述、申辩，要求听证。",
        _has_notice,
    ),
    _entry(
        "enter_statement",
        "登记当事人陈述、申辩",
        "APP 第57、58条",
        "statement_made",
        "应当复核当事人提出的事实、理由和证据；不得因此给予更重的处罚。",
        _ANSWERING,
        NOTICE,
    ),
    _entry(
        "enter_hearing",
        "登记当事人要求听证",
        "APP 第57条",
        "hearing_asked",
        "听证的时间不计入办案期限，从开始之日另外登记“暂停计算期限”。",
        _ANSWERING,
        NOTICE,
    ),
    DECIDE,
    _entry(
        "serve_decision",
        "登记送达处理决定书",
        "行政复议法 第20条；行政诉讼法 第46条",
        KNOWN,
        "当事人申请行政复议、提起行政诉讼的期限从这一天起算，到哪一天写在期限里。",
        _is_not_served,
        DECIDED,
        _AFTERWARDS,
    ),
    _entry(
        "publish_penalty",
        "登记公示处罚信息",
        "PUB 第9条",
        "penalty_published",
        "公示不得泄露商业秘密，应当作必要的处理（PUB 第6条；TSR 第21条）。",
        _unless_running(frozenset({"publicity_same_province"}), "没有等待公示的处罚决定。"),
        DECIDED,
        _AFTERWARDS,
    ),
    _entry(
        "push_penalty",
        "登记推送处罚信息",
        "PUB 第10条",
        "penalty_information_sent",
        "由当事人登记地（住所地）的市场监督管理部门在收到之日起十个工作日内协助公示。",
        _unless_running(frozenset({"publicity_push_other_province"}), "没有等待推送的处罚决定。"),
        DECIDED,
        _AFTERWARDS,
    ),
    _entry(
        "enter_review",
        "登记当事人申请行政复议",
        "行政复议法 第20条",
        "review_asked",
        "记下当事人申请行政复议的日期。",
        _unless_running(frozenset({"admin_review"}), "没有正在计算的申请行政复议的期限。"),
        KNOWN,
        _AFTERWARDS,
    ),
    _entry(
        "enter_litigation",
        "登记当事人提起行政诉讼",
        "行政诉讼法 第46条",
        "litigation_begun",
        "记下当事人提起行政诉讼的日期。",
        _unless_running(frozenset({"admin_litigation"}), "没有正在计算的提起行政诉讼的期限。"),
        KNOWN,
        _AFTERWARDS,
    ),
    LAPSED,
)
