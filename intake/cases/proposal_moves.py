"""A corrected place or kind of secret proposes another route, once; a person confirms it or leaves the case. Pure.

What proposes is the same `routing.yaml` that routed the case. Upwards and sideways nothing goes by itself:
where the law knows another way (管辖争议, 告知, 报请), that way is taken, and the proposal ends with it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Final

from intake.cases.case import Case, Incomplete
from intake.cases.changes import Act, CaseWords, Changes, Rulebook
from intake.cases.codes import DECIDERS, FILED, HANDLERS, REPORTS, CaseKind, CaseState
from intake.cases.crossing import CrossingKind
from intake.cases.crossings import waiting, workdays_later
from intake.cases.move import Input, Move, Options
from intake.cases.passing_moves import COORDINATOR, REASON, REPORT_BY, passed_down
from intake.cases.technical import maybe_technical, refused_receiver
from intake.clocks.calendar import day_in_shanghai
from intake.forms.draft import Draft
from intake.geography.loading import areas
from intake.routing.bureaus import MUNICIPAL
from intake.routing.route import route

_SAME: Final = "same"
_KINDS: Final = (
    (_SAME, "（不改）"),
    ("business", "经营信息"),
    ("technical", "技术信息"),
    ("both", "两者都有"),
    ("unsure", "不确定"),
)


def facts_corrected(case: Case, act: Act, rules: Rulebook) -> Changes:
    """Correct where the act was or what kind of secret it is about; propose the bureau that follows from it."""
    district, kind = act.said("district"), act.said("secret_kind")
    after = replace(
        case,
        place_district=case.place_district if district == _SAME else district,
        place_unit=case.place_unit if district == _SAME else None,
        secret_kind=case.secret_kind if kind == _SAME else kind,
    )
    if after == case:
        raise Incomplete("district", "地点和信息类型都没有改。")
    proposed = proposed_bureau(after, rules, act.at)
    due = workdays_later(rules.clocks.calendar, day_in_shanghai(act.at), 1)
    payload = {"bureau": case.lead_bureau, "proposes": "" if proposed == case.lead_bureau else proposed}
    return CORRECT_FACTS.made(
        case,
        act,
        payload | {"due": due.isoformat()},
        words=CaseWords("reason", act.said("reason")),
        place_district=after.place_district,
        place_unit=after.place_unit,
        secret_kind=after.secret_kind,
    )


def proposed_bureau(case: Case, rules: Rulebook, at: datetime) -> str:
    """Return where the rules would send a case of this place and kind."""
    place = {"text": case.place_district or "", "district": case.place_district, "unit": case.place_unit}
    fields = {"secret_kind": case.secret_kind, "act_place": place if case.place_district else None}
    # What came from another organ goes where a tip would go.
    kind = case.kind if case.kind in FILED else CaseKind.TIP
    draft = Draft(kind.value, anonymous=case.anonymous, fields=fields, typed={}, form_version="")
    return route(draft, rules.routing, rules.bureaus, day_in_shanghai(at)).lead or MUNICIPAL


def proposal_confirmed(case: Case, act: Act, rules: Rulebook) -> Changes:
    """Pass the case down to the bureau that was proposed."""
    return passed_down(case, replace(act, typed={**act.typed, "bureau": _proposed(case)}), rules)


def proposal_dismissed(case: Case, act: Act, _: Rulebook) -> Changes:
    """Leave the case where it is; it is not proposed again for the same correction."""
    return DISMISS_PROPOSAL.made(
        case, act, {"bureau": case.lead_bureau}, words=CaseWords("reason", act.said("reason"))
    )


def _proposed(case: Case) -> str:
    proposal = waiting(case, (CrossingKind.PROPOSAL,))
    return proposal.about if proposal else ""


def _districts(_: Case, rules: Rulebook, at: datetime) -> Options:
    names = [name for bureau in rules.bureaus.on(day_in_shanghai(at)) for name in bureau.serves]
    now = areas().names_now(day_in_shanghai(at))
    called = {name: f"{name}（旧名，现{now[name]}）" if name in now else name for name in names}
    # What stands first is what a district is called today.
    return ((_SAME, "（不改）"), *sorted(called.items(), key=lambda one: one[0] in now))


def _kinds(_: Case, __: Rulebook, ___: datetime) -> Options:
    return _KINDS


def _nothing_proposed(case: Case) -> str:
    return "" if _proposed(case) else "没有等待确认的改派建议。"


def _cannot_be_passed_there(case: Case) -> str:
    if _proposed(case) == MUNICIPAL:
        return "建议由市局办理，市局签收就是。"
    return _nothing_proposed(case)


def _refused_receiver(case: Case, act: Act, rules: Rulebook) -> str:
    return refused_receiver(case, _proposed(case), rules, act.at)


CORRECT_FACTS: Final = Move(
    "correct_facts",
    "更正行为地、信息类型",
    article="CRM 第29条；TSR 第3条",
    kinds=REPORTS,
    before=frozenset({CaseState.SUBMITTED, CaseState.ROUTED, CaseState.TAKEN, CaseState.CHECKING}),
    after=None,
    by=HANDLERS | COORDINATOR,
    asks=(
        Input("district", "行为发生的区县", "select", "请选择区县，或者不改。", options=_districts),
        Input("secret_kind", "信息类型", "select", "请选择信息类型，或者不改。", options=_kinds),
        REASON,
    ),
    effect="按更正后的地点和类型，系统提出一次应当由谁办理的建议；由人确认，不自动改派。来访人填写的原样保留。",
    journal="facts_corrected",
    intake=True,
    group="between",
    does=facts_corrected,
)
CONFIRM_PROPOSAL: Final = Move(
    "confirm_proposal",
    "按建议分送",
    article="CRM 第41条",
    kinds=REPORTS,
    before=frozenset({CaseState.SUBMITTED}),
    after=CaseState.ROUTED,
    by=COORDINATOR,
    asks=(REPORT_BY, Input("reason", "理由", "text", "请写明分送的理由。")),
    effect="案件分送给建议的局，由其签收后负责；签收以前由市局负责。",
    warns=maybe_technical,
    bars=_cannot_be_passed_there,
    refuses=_refused_receiver,
    paper="分送通知书",
    journal="passed_down",
    recorded_as="分送",
    intake=True,
    does=proposal_confirmed,
)
DISMISS_PROPOSAL: Final = Move(
    "dismiss_proposal",
    "不改派",
    article="CRM 第29条",
    kinds=REPORTS,
    before=CORRECT_FACTS.before,
    after=None,
    by=DECIDERS | COORDINATOR,
    asks=(REASON,),
    effect="案件仍由现在的局办理。",
    bars=_nothing_proposed,
    journal="proposal_dismissed",
    recorded_as="不按建议改派",
    intake=True,
    group="between",
    does=proposal_dismissed,
)

PROPOSAL_MOVES: Final = (CORRECT_FACTS, CONFIRM_PROPOSAL, DISMISS_PROPOSAL)
