"""Giving a report downwards or inside, back from a unit, and telling its filer who else is competent. Pure.

Law: 分送、反馈退回 CRM 第41条; 告知 CRM 第34条. Before 立案 nothing goes sideways.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from intake.cases.case import Case
from intake.cases.changes import Act, BureauNotice, CaseWords, Changes, JournalEntry, Rulebook
from intake.cases.codes import DECIDERS, FILED, FINAL_STATES, HANDLERS, REPORTS, CaseKind, CaseState, Outcome, Role
from intake.cases.crossing import SIGNING_AIM, NextStep
from intake.cases.crossings import open_crossings, unit_of, workdays_later
from intake.cases.ending import between_bureaus, first_of, leaves_undone, warned_of_undone
from intake.cases.letters import told
from intake.cases.measures import still_seized
from intake.cases.move import Input, Move, Options
from intake.cases.technical import lower_bureaus, maybe_technical, refused_receiver
from intake.clocks.calendar import day_in_shanghai
from intake.routing.bureaus import MUNICIPAL
from intake.stored import listed_in

EVERY_KIND: Final = frozenset(CaseKind)
COORDINATOR: Final = frozenset({Role.COORDINATOR})

# The two branches of CRM 第34条: only matters of 市场监管 may be brought to the competent authority directly.
_TELLINGS: Mapping[str, str] = {
    "market": "属于市场监管职责，但本局没有处理权限",
    "other": "不属于市场监管部门的职责",
}
_TOLD: Mapping[str, str] = {
    "market": "您反映的事项不属于本局处理权限，可以直接向有权处理的{authority}提出。",
    "other": "您反映的事项不属于市场监管部门的职责。所反映的事项可能与{authority}的职责有关，供您参考。",
}


def signing_due(act: Act, rules: Rulebook) -> str:
    """Return the day by which the receiver should sign: an aim of ours."""
    return workdays_later(rules.clocks.calendar, day_in_shanghai(act.at), SIGNING_AIM).isoformat()


def sent_down(case: Case, act: Act, rules: Rulebook) -> Mapping[str, object]:
    """Return what the journal says of a case that goes to a lower bureau: from where, to whom, what by when."""
    return {
        "from": case.lead_bureau,
        "to": act.said("bureau"),
        "report_by": act.said("report_by"),
        "due": signing_due(act, rules),
    }


def rerouted(case: Case, rule: str, reason: str) -> Mapping[str, object]:
    """Return why the case is where it is from now on, with why it was where it was."""
    return {
        "rule": rule,
        "reason": reason,
        "candidates": list(listed_in(case.route, "candidates")),
        "earlier": {"rule": case.route.get("rule"), "reason": case.route.get("reason")},
    }


def passed_down(case: Case, act: Act, rules: Rulebook) -> Changes:
    """Give a case that waits at the municipal intake to the bureau that has the power to handle it."""
    to = act.said("bureau")
    return PASS_DOWN.made(
        case,
        act,
        sent_down(case, act, rules),
        words=CaseWords("reason", act.said("reason")),
        notices=(BureauNotice("case_routed", to),),
        lead_bureau=to,
        route=rerouted(
            case,
            "passed_down",
            "由市局统一接收后分送有处理权限的承办局（《市场监督管理投诉举报处理办法》第四十一条）。",
        ),
    )


def passed_inside(case: Case, act: Act, rules: Rulebook) -> Changes:
    """Give a case to a unit of its bureau, which signs for it."""
    payload = {
        "bureau": case.lead_bureau,
        "unit": act.said("unit"),
        "report_by": act.said("report_by"),
        "due": signing_due(act, rules),
    }
    return PASS_INSIDE.made(case, act, payload, words=CaseWords("reason", act.said("reason")))


def sent_back(case: Case, act: Act, rules: Rulebook) -> Changes:
    """Let a unit give back what it has no power for: to its bureau's intake, never to another unit."""
    state = CaseState.SUBMITTED if case.lead_bureau == MUNICIPAL else CaseState.ROUTED
    payload = {"bureau": case.lead_bureau, "unit": unit_of(case), "due": signing_due(act, rules)}
    return SEND_BACK.made(case, act, payload, words=CaseWords("reason", act.said("reason")), state=state)


def reported_back(case: Case, act: Act, _: Rulebook) -> Changes:
    """Tell whoever passed the case down what became of it."""
    return REPORT_BACK.made(case, act, {"bureau": case.lead_bureau}, words=CaseWords("note", act.said("text")))


def told_elsewhere(case: Case, act: Act, rules: Rulebook) -> Changes:
    """Tell the filer that the bureau is not competent, and who is; the case ends with it."""
    branch = act.said("branch")
    changes = TELL_ELSEWHERE.made(
        case,
        act,
        {"branch": branch},
        outcome=Outcome.TOLD_ELSEWHERE,
        closed_at=act.at,
        words=despite(case, act),
    )
    ended = JournalEntry(case.id, act.at, act.by, "closed", {"outcome": Outcome.TOLD_ELSEWHERE.value})
    text = _TOLD[branch].format(authority=act.said("authority"))
    more = act.said("text")
    return told(changes.adding(ended), act, rules, f"{text}\n{more}" if more else text)


def units(case: Case, rules: Rulebook, _: datetime) -> Options:
    """Return the units of its bureau."""
    return tuple((unit.id, unit.name) for unit in rules.units.of(case.lead_bureau))


def _tellings(_: Case, __: Rulebook, ___: datetime) -> Options:
    return tuple(_TELLINGS.items())


def _refused_down(case: Case, act: Act, rules: Rulebook) -> str:
    return refused_receiver(case, act.said("bureau"), rules, act.at)


def _is_with_a_unit(case: Case) -> str:
    if not unit_of(case):
        return ""
    return "案件已在内设机构，内设机构不得自行移送；应当先反馈退回本局统一接收机构（CRM 第41条第2款）。"


def _cannot_be_sent_back(case: Case) -> str:
    if case.state is CaseState.DOCKETED:
        return "已立案的案件不能退回；移送来的认为无管辖权，只能报请共同上一级指定管辖（APP 第14条）。"
    if unit_of(case):
        return ""
    return (
        "反馈退回只限本局的内设机构（CRM 第41条第2款）。本局认为没有处理权限的，"
        "可以提出管辖争议（CRM 第33条），或者告知举报人（CRM 第34条）。"
    )


def _nobody_waits_for_a_report(case: Case) -> str:
    waits = any(one.step is NextStep.REPORT for one in open_crossings(case))
    return "" if waits else "没有要求反馈的分送或者交办。"


def despite(case: Case, act: Act) -> CaseWords | None:
    """Return why the case ends although something is undone; None where nothing is."""
    return CaseWords("reason", act.said("despite")) if leaves_undone(case) else None


# What whoever ends a case with something undone has to say.
DESPITE: Final = Input(
    "despite",
    "仍要办结的理由",
    "text",
    "请写明还有事项没办完就办结的理由。",
    "内部留存，来访人看不到。",
    when=leaves_undone,
)
REASON: Final = Input("reason", "理由", "text", "请写明理由。", "内部留存，来访人看不到。")
REPORT_BY: Final = Input(
    "report_by", "反馈日期", "coming", "请填写反馈日期：明天以后、四个月以内的工作日（CRM 第41条）。"
)

PASS_DOWN: Final = Move(
    "pass_down",
    "分送",
    article="CRM 第41条",
    kinds=EVERY_KIND,
    before=frozenset({CaseState.SUBMITTED}),
    after=CaseState.ROUTED,
    by=COORDINATOR,
    asks=(
        Input("bureau", "分送给", "select", "请选择接收的承办局。", options=lower_bureaus),
        REPORT_BY,
        Input("reason", "理由", "text", "请写明分送的理由。"),
    ),
    effect="案件将交给所选的局，由其签收后负责；签收以前由市局负责。期限不重新计算，分送后不能收回。",
    warns=maybe_technical,
    refuses=_refused_down,
    paper="分送通知书",
    journal="passed_down",
    does=passed_down,
)
PASS_INSIDE: Final = Move(
    "pass_inside",
    "分送内设机构",
    article="CRM 第41条",
    kinds=EVERY_KIND,
    before=frozenset({CaseState.SUBMITTED, CaseState.ROUTED}),
    after=CaseState.ROUTED,
    by=DECIDERS | COORDINATOR,
    asks=(
        Input("unit", "分送给", "select", "请选择本局的内设机构。", options=units),
        REPORT_BY,
        Input("reason", "理由", "text", "请写明分送的理由。", required=False),
    ),
    effect="由所选的科室、所、支队签收后办理；它没有权限的，反馈退回。",
    bars=_is_with_a_unit,
    paper="分送通知书",
    journal="passed_inside",
    intake=True,
    group="between",
    does=passed_inside,
)
SEND_BACK: Final = Move(
    "send_back",
    "反馈退回",
    article="CRM 第41条第2款",
    kinds=EVERY_KIND,
    before=frozenset({CaseState.ROUTED, CaseState.TAKEN, CaseState.DOCKETED}),
    after=None,
    by=HANDLERS,
    asks=(REASON,),
    effect="内设机构没有处理权限的，退回本局统一接收机构重新分送；不能自行转给别的机构。",
    bars=_cannot_be_sent_back,
    journal="sent_back",
    group="between",
    does=sent_back,
)
REPORT_BACK: Final = Move(
    "report_back",
    "反馈办理情况",
    article="CRM 第41条",
    kinds=EVERY_KIND,
    before=frozenset(CaseState) - FINAL_STATES - {CaseState.SUBMITTED, CaseState.ROUTED},
    after=None,
    by=HANDLERS,
    asks=(Input("text", "办理情况", "text", "请写明办理情况。", "分送、交办的一方看得到，来访人看不到。"),),
    effect="告诉分送、交办的一方办到了哪一步。",
    bars=_nobody_waits_for_a_report,
    journal="reported_back",
    group="between",
    does=reported_back,
)
TELL_ELSEWHERE: Final = Move(
    "tell_elsewhere",
    "告知向有权部门提出",
    article="CRM 第34条",
    kinds=REPORTS & FILED,
    before=frozenset({CaseState.SUBMITTED, CaseState.ROUTED, CaseState.TAKEN, CaseState.CHECKING}),
    after=CaseState.CLOSED,
    by=DECIDERS | COORDINATOR,
    asks=(
        Input("branch", "哪一种情形", "choice", "请选择情形。", options=_tellings),
        Input("authority", "有权处理的机关", "text", "请写明有权处理的机关。", "写全称。", most=60),
        DESPITE,
        Input("text", "另外告诉来访人的话", "text", required=False),
    ),
    effect="来访人（匿名的凭查询码）看到告知，案件办结；本局不把材料转给别的局。",
    warns=warned_of_undone,
    bars=first_of(still_seized, between_bureaus),
    paper="告知书",
    journal="told_elsewhere",
    tells=True,
    grave=True,
    missed=True,
    intake=True,
    does=told_elsewhere,
)

PASSING_MOVES: Final = (PASS_INSIDE, SEND_BACK, REPORT_BACK, TELL_ELSEWHERE)
