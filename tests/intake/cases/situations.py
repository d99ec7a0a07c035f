"""Cases that came to where they stand by moves that are allowed, and acts tried upon them. No database.

A situation is a beginning and the steps after it, each the name of a row of STEPS.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from intake.cases.case import Case, Incomplete, NotAllowed
from intake.cases.changes import Act, Rulebook
from intake.cases.codes import CaseKind, CaseState, Role
from intake.cases.handling import Colleague
from intake.cases.working import moved, offered_moves
from intake.clocks.clock import ClockEvent
from intake.routing.bureaus import Bureaus, Consent
from intake.routing.units import BureauUnit, Units
from tests.builders import bureaus, clocks
from tests.intake.cases.values import NOW, a_case

# 合川区 has the consent of 总局, no other district has.
CONSENTED = "hechuan"
_BUREAUS = Bureaus.of(
    tuple(
        replace(one, consent=Consent("文号", date(2026, 7, 1))) if one.code == CONSENTED else one
        for one in bureaus().all
    )
)
_UNITS = Units(
    (
        BureauUnit("u1", "municipal", "执法总队"),
        BureauUnit("u2", "municipal", "反不正当竞争处"),
        BureauUnit("u3", "jiangjin", "支队"),
    )
)
_STAFF = (Colleague("r1", "王", Role.OFFICER, "jiangjin", is_qualified=True),)
RULES = Rulebook(_BUREAUS, clocks(), units=_UNITS, staff=_STAFF)

SOON = "2026-12-10"
TODAY = "2026-11-25"
_WHY = {"reason": "理由"}


@dataclass(frozen=True, slots=True)
class Tried:
    """An act somebody tries: post, bureau, the move's name, and what they enter."""

    role: Role
    bureau: str | None
    move: str
    typed: Mapping[str, str] = field(default_factory=dict)


def _by(role: str, where: str | None, move: str, /, **typed: str) -> Tried:
    return Tried(Role(role), where, move, typed)


def _own(role: str, move: str, /, **typed: str) -> Tried:
    """An act of the bureau that has the case."""
    return Tried(Role(role), "own", move, typed)


STEPS: Mapping[str, Tried] = {
    "passed_down": _by("coordinator", None, "pass_down", bureau="jiangjin", report_by=SOON, **_WHY),
    "inside_municipal": _by("coordinator", None, "pass_inside", unit="u1", report_by=SOON, **_WHY),
    "inside_district": _by("head", "jiangjin", "pass_inside", unit="u3", report_by=SOON, **_WHY),
    "signed": _own("officer", "sign_for"),
    "on_platform": _own("officer", "register_platform", number="15-0001", on=TODAY),
    "corrected": _own("head", "correct_facts", district="巴南区", secret_kind="same", **_WHY),
    "corrected_technical": _own("head", "correct_facts", district="巴南区", secret_kind="technical", **_WHY),
    "checking": _own("officer", "check"),
    "taken_on": _own("officer", "take_on"),
    "docketed": _own("head", "docket"),
    "not_docketed": _own("head", "not_docket", **_WHY),
    "disputed": _own("head", "dispute", other="banan", **_WHY),
    "disputed_up": _own("head", "report_dispute", **_WHY),
    "referred_up": _own("head", "refer_up", why="hindered", **_WHY),
    "transferred": _own("head", "transfer_case", bureau="banan", **_WHY),
    "transferred_up": _own("head", "transfer_case", bureau="municipal", **_WHY),
    "signed_by_banan": _by("officer", "banan", "sign_sending"),
    "handed_down": _own("head", "hand_down", bureau="jiangjin", report_by=SOON, **_WHY),
    "signed_by_jiangjin": _by("officer", "jiangjin", "sign_sending"),
    "take_up_proposed": _by("coordinator", None, "propose_take_up", decide_by=SOON, **_WHY),
    "assist_asked": _own("officer", "ask_assist", bureau="banan", text="请协助询问"),
    "assist_received": _by("officer", "banan", "receive_assist"),
    "entry_reported": _own("officer", "report_measure", measure="enter", needed_by=SOON, **_WHY),
    "seizure_reported": _own("officer", "report_measure", measure="seize", needed_by=SOON, **_WHY),
    "bank_reported": _own("officer", "report_measure", measure="bank", needed_by=SOON, **_WHY),
    "approved_by_own": _own("principal", "approve_measure", which="measure-1"),
    "approved_above": _by("principal", "municipal", "approve_measure", which="measure-1"),
    "seized": _own("officer", "seize", which="measure-1", on=TODAY),
    "registered": _own("head", "register_evidence", on=TODAY, **_WHY),
    "seizure_extended": _own(
        "head", "extend_seizure", which="measure-1", days="30", on=TODAY, told_on=TODAY, **_WHY
    ),
    "recusal_asked": _own("head", "ask_recusal", about="r1", asked_by="filer", **_WHY),
    "recusal_decided": _own("head", "decide_recusal", number="5", decision="no", **_WHY),
    "taken": _own("officer", "take_measure", which="measure-1", on=TODAY),
    "sent_away": _own(
        "officer",
        "examine_seized",
        which="measure-1",
        reason="appraisal",
        on=TODAY,
        until=SOON,
        told_on=TODAY,
    ),
    "seizure_lifted": _own("head", "lift_seizure", which="measure-1", ground="not_needed", on=TODAY, **_WHY),
    "released": _own("head", "release_evidence", which="registered-1", on=TODAY, **_WHY),
    "notice_served": _own("officer", "serve_penalty_notice", on=TODAY),
    "statement_made": _own("officer", "enter_statement", on=TODAY),
    "hearing_asked": _own("officer", "enter_hearing", on=TODAY),
    "hearing_held": _own("officer", "pause_clock", reason="hearing", on=TODAY, until=SOON),
    "hearing_over": _own("officer", "resume_clock", reason="hearing", on=TODAY),
    "penalised": _own("head", "decide_case", outcome="penalised", party_registered="same_province", on=TODAY),
    "dismissed": _own("head", "decide_case", outcome="dismissed", on=TODAY, **_WHY),
    "recalled": _own("head", "recall_sending", **_WHY),
    "check_extended": _own("head", "extend_check", on=TODAY, **_WHY),
    "decision_extended": _own("head", "extend_decision", on=TODAY, **_WHY),
}


def begun(
    kind: str = "complaint",
    secret_kind: str | None = "business",  # noqa: S107 - a kind of case, no password
    lead: str = "municipal",
) -> Case:
    """Return a case as it was just filed."""
    state = CaseState.SUBMITTED if lead == "municipal" else CaseState.ROUTED
    events = (
        ClockEvent(1, "case_opened", NOW, NOW, payload={"kind": kind}),
        ClockEvent(2, "routed", NOW, NOW, payload={"bureau": lead, "due": TODAY}),
    )
    return a_case(state, CaseKind(kind), secret_kind=secret_kind, lead_bureau=lead, events=events)


def after(case: Case, steps: Iterable[str], at: datetime = NOW) -> Case:
    """Return the case after these steps; each must be allowed."""
    for number, step in enumerate(steps, start=1):
        tried = STEPS[step]
        case = moved(
            tried.move, case, act_of(case, tried, at + timedelta(seconds=number), f"o{number}"), RULES
        ).after
    return case


def act_of(case: Case, tried: Tried, at: datetime, by: str = "somebody") -> Act:
    """Return the act as the desk would hand it in, ticked."""
    bureau = case.lead_bureau if tried.bureau == "own" else tried.bureau
    return Act(by, tried.role, bureau, at, case.version, {"confirmed": "yes", **tried.typed})


def refused(case: Case, tried: Tried, at: datetime = NOW + timedelta(hours=1), by: str = "somebody") -> str:
    """Return the sentence with which the act is refused; "" when it is allowed."""
    try:
        moved(tried.move, case, act_of(case, tried, at, by), RULES)
    except (NotAllowed, Incomplete) as refusal:
        return str(refusal)
    return ""


def is_offered(case: Case, tried: Tried, by: str = "") -> bool:
    """Say whether the page offers the move at all."""
    bureau = case.lead_bureau if tried.bureau == "own" else tried.bureau
    return tried.move in {move.name for move in offered_moves(case, tried.role, bureau, RULES, NOW, by)}
