"""回避 (APP 第4条): who asks, who decides, and that nothing stops meanwhile. No database."""

from __future__ import annotations

from dataclasses import replace

import pytest

from intake.cases.case import Case, Incomplete, NotAllowed
from intake.cases.changes import Act
from intake.cases.codes import CaseState, Role
from intake.cases.handling import Colleague, handlers_of
from intake.cases.recusal import recusals_of
from intake.cases.working import moved
from tests.intake.cases.values import NOW, RULES, a_case

STAFF = (
    Colleague("o", "王", Role.OFFICER, "jiangjin", is_qualified=True),
    Colleague("h", "主任", Role.HEAD, "jiangjin", is_qualified=True),
    Colleague("h2", "副局长", Role.HEAD, "jiangjin", is_qualified=True),
    Colleague("p", "局长", Role.PRINCIPAL, "jiangjin", is_qualified=True),
)
STAFFED = replace(RULES, staff=STAFF)
ROLES = {one.id: one.role for one in STAFF}


def made(case: Case, name: str, by: str, **typed: str) -> Case:
    act = Act(by, ROLES[by], "jiangjin", NOW, case.version, typed)
    return moved(name, case, act, STAFFED).after


def asked(about: str, by: str = "h2", asked_by: str = "filer") -> Case:
    case = made(a_case(CaseState.CHECKING), "assign", "h", officer="o")
    return made(case, "ask_recusal", by, about=about, asked_by=asked_by, reason="与被举报人有亲属关系")


def decide(case: Case, by: str, decision: str = "yes", **more: str) -> Case:
    number = str(recusals_of(case)[-1].number)
    return made(case, "decide_recusal", by, number=number, decision=decision, reason="属实", **more)


def test_a_request_is_noted_and_stops_nothing() -> None:
    case = asked("o")

    assert [(one.officer, one.outcome) for one in recusals_of(case)] == [("o", "")]
    assert (case.state, handlers_of(case)) == (CaseState.CHECKING, ("o",))
    assert all(clock.is_running for clock in case.clocks if clock.is_open)
    made(case, "write", "o", text="照常办理")


@pytest.mark.parametrize(
    ("about", "by", "allowed"),
    [
        ("o", "h", True),
        ("o", "p", True),
        ("h", "p", True),
        ("h", "h2", False),
        ("h", "h", False),
    ],
)
def test_an_officers_is_decided_by_a_head_and_a_heads_by_the_principal(about: str, by: str, allowed: bool) -> None:
    if allowed:
        assert recusals_of(decide(asked(about), by))[-1].outcome == "yes"
        return
    with pytest.raises(NotAllowed, match="第4条"):
        decide(asked(about), by)


def test_the_principals_is_decided_by_the_heads_together_and_never_by_the_principal() -> None:
    case = asked("p")

    with pytest.raises(Incomplete, match="集体讨论"):
        decide(case, "h")
    with pytest.raises(NotAllowed, match="自己的回避"):
        decide(case, "p", collective="yes")
    assert recusals_of(decide(case, "h", collective="yes"))[-1].outcome == "yes"


def test_whoever_has_to_stay_away_handles_it_no_longer_and_who_need_not_does() -> None:
    assert handlers_of(decide(asked("o"), "h")) == ()
    assert handlers_of(decide(asked("o"), "h", "no")) == ("o",)


def test_an_officer_declares_it_for_themselves_alone_and_once() -> None:
    case = asked("o", by="o", asked_by="officer")

    assert recusals_of(case)[-1].asked_by == "officer"
    with pytest.raises(NotAllowed, match="等待决定"):
        made(case, "ask_recusal", "h", about="o", asked_by="party", reason="x")
    with pytest.raises(Incomplete, match="本人"):
        asked("o", by="h", asked_by="officer")
