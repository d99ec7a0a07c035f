"""From the notice to the party to the publication: what begins and ends each limit, and when. No database."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from intake.cases.case import Case, CaseClock, Incomplete, NotAllowed
from intake.cases.changes import Act
from intake.cases.codes import Role
from intake.cases.decision_moves import DECISION_MOVES
from intake.cases.move import Move
from intake.cases.working import moved, offered_moves
from intake.clocks.clock import ClockState
from intake.transfers.bars import bar_of, bar_of_act
from tests.intake.cases.values import NOW, RULES, a_handled_case
from tests.intake.transfers.values import refused, reported

PENALISED: dict[str, Any] = {"outcome": "penalised", "party_registered": "same_province"}


def done(case: Case, move: str, *, days: int = 0, on: str = "", role: Role = Role.HEAD, **typed: str) -> Case:
    """Return the case after a move made so many days later, of that day or of `on`."""
    at = NOW + timedelta(days=days)
    said = {"confirmed": "yes", "on": on or (NOW + timedelta(days=days)).date().isoformat(), **typed}
    return moved(move, case, Act("o1", role, "jiangjin", at, case.version, said), RULES).after


def clock(case: Case, name: str) -> CaseClock:
    return [one for one in case.clocks if one.name == name][-1]


def told() -> Case:
    """A docketed case whose party was told what is intended, on Wednesday, 25 November."""
    return done(a_handled_case(), "serve_penalty_notice", role=Role.OFFICER)


def penalised() -> Case:
    return done(done(told(), "enter_statement", days=2), "decide_case", days=5, **PENALISED)


def test_the_party_has_five_working_days_and_its_answer_ends_them() -> None:
    case = told()
    assert clock(case, "statement_hearing").due_on == date(2026, 12, 2)

    for answer in ("enter_statement", "enter_hearing"):
        assert clock(done(case, answer, days=1), "statement_hearing").state is ClockState.MET


def test_no_penalty_is_decided_before_the_party_was_told_and_could_answer() -> None:
    with pytest.raises(NotAllowed, match="第57条"):
        done(a_handled_case(), "decide_case", **PENALISED)
    with pytest.raises(NotAllowed, match="还没有届满"):
        done(told(), "decide_case", days=7, **PENALISED)

    late = done(told(), "decide_case", days=8, **PENALISED)
    assert clock(late, "statement_hearing").state is ClockState.STOPPED
    assert clock(
        done(a_handled_case(), "decide_case", outcome="not_penalised", reason="轻微"), "decision"
    ).state is (ClockState.MET)


@pytest.mark.parametrize(
    ("where", "name", "due", "move"),
    [
        ("same_province", "publicity_same_province", date(2026, 12, 28), "publish_penalty"),
        ("other_province", "publicity_push_other_province", date(2026, 12, 14), "push_penalty"),
    ],
)
def test_a_penalty_is_published_by_where_its_party_is_registered(
    where: str, name: str, due: date, move: str
) -> None:
    case = done(done(told(), "enter_statement", days=2), "decide_case", days=5, outcome="penalised",
                party_registered=where)  # fmt: skip

    assert clock(case, "decision").state is ClockState.MET
    assert [one.name for one in case.clocks if one.is_running] == [name] and clock(case, name).due_on == due
    assert clock(done(case, move, days=9), name).state is ClockState.MET
    with pytest.raises(Incomplete):
        done(done(told(), "enter_statement"), "decide_case", outcome="penalised")


def test_a_case_closes_with_what_was_decided_and_says_what_is_not_published() -> None:
    case = penalised()
    with pytest.raises(Incomplete):
        done(case, "close", days=6, outcome="dismissed")
    (close,) = [one for one in _offered(case) if one.name == "close"]
    assert "公示" in close.warns(case)
    assert close.warns(done(case, "publish_penalty", days=6)) == ""
    with pytest.raises(NotAllowed, match="还没有登记处理决定"):
        done(a_handled_case(), "close", outcome="dismissed")

    assert done(case, "close", days=6, outcome="penalised").outcome == "penalised"


def test_what_the_party_may_ask_for_runs_from_the_service_of_the_decision_and_lapses_by_an_entry() -> None:
    case = done(penalised(), "serve_decision", days=6)
    review, litigation = clock(case, "admin_review"), clock(case, "admin_litigation")
    assert (review.due_on, litigation.due_on) == (date(2027, 1, 30), date(2027, 6, 1))
    with pytest.raises(NotAllowed, match="还没有届满"):
        done(case, "enter_lapse", days=66, remedy="review")

    lapsed = done(case, "enter_lapse", days=67, remedy="review")
    assert clock(lapsed, "admin_review").state is ClockState.STOPPED
    assert clock(lapsed, "admin_litigation").is_running
    assert not clock(done(lapsed, "enter_litigation", days=70), "admin_litigation").is_running
    assert not clock(done(case, "enter_review", days=30), "admin_review").is_running


@pytest.mark.parametrize("move", ["decide_case", "serve_decision", "publish_penalty"])
def test_nothing_happened_before_what_it_answers(move: str) -> None:
    case = told() if move == "decide_case" else penalised()
    answered = done(case, "enter_statement", days=1) if move == "decide_case" else case
    with pytest.raises((NotAllowed, Incomplete)):
        done(answered, move, days=9, on="2026-11-24", **(PENALISED if move == "decide_case" else {}))


def test_each_is_offered_once_it_can_be_and_a_mistake_is_taken_back() -> None:
    names = {one.name for one in DECISION_MOVES}
    assert {one.name for one in _offered(a_handled_case())} & names == {
        "serve_penalty_notice",
        "decide_case",
    }
    case = penalised()
    assert {one.name for one in _offered(case)} & names == {"serve_decision", "publish_penalty"}

    mistake = next(str(one.seq) for one in case.events if one.code == "decided")
    case = done(case, "withdraw_clock_entry", days=6, entry=mistake, reason="录错了")
    assert clock(case, "decision").is_running
    assert "decide_case" in {one.name for one in _offered(case)}


def test_no_penalty_is_decided_in_place_of_a_transfer_to_the_police() -> None:
    assert "第11条" in bar_of("decide_case", reported().case)
    back = refused()
    back.step("police_refusal_accepted", by="p1", role=Role.PRINCIPAL, text="同意。")
    act = Act("h1", Role.HEAD, "jiangjin", NOW, 1, PENALISED)
    assert bar_of_act("decide_case", back.case, act) == ""


def _offered(case: Case) -> list[Move]:
    return list(offered_moves(case, Role.HEAD, "jiangjin", RULES, NOW + timedelta(days=6), "o1"))
