"""How long a closed case is kept, and who may do what about it. Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from intake.cases.case import Case, NotAllowed
from intake.cases.changes import Act, Changes
from intake.cases.codes import CaseKind, CaseState, Outcome, Role
from intake.cases.retention import (
    RetentionPeriod,
    Schedule,
    asked_for,
    entered,
    held_back,
    load_schedule,
    refuse_to_confirm,
    released,
    taken_back,
    why_kept,
)
from intake.cases.running import with_clocks
from intents.sheet import SheetFaults
from tests.builders import clocks
from tests.intake.cases.values import a_case

CLOSED_AT = datetime(2026, 11, 25, 2, 30, tzinfo=UTC)
THREE_YEARS = Schedule((RetentionPeriod(Outcome.ANSWERED, 3, "《保管期限表》"),))
LONG_AFTER = datetime(2029, 11, 26, 2, 0, tzinfo=UTC)
CASE = replace(
    a_case(),
    kind=CaseKind.CONSULTATION,
    state=CaseState.CLOSED,
    outcome=Outcome.ANSWERED,
    closed_at=CLOSED_AT,
    clocks=(),
)


def act(who: str = "wang", role: Role = Role.HEAD, at: datetime = LONG_AFTER, **typed: str) -> Act:
    return Act(who, role, CASE.lead_bureau, at, CASE.version, typed)


def after(changes: Changes) -> Case:
    return replace(with_clocks(changes, clocks()).after, clocks=())


def test_without_a_decision_nothing_is_ever_due() -> None:
    assert load_schedule(None) == Schedule()
    assert why_kept(CASE, Schedule(), date(2126, 1, 1)) == "这种结果的保存期限还没有确定"


@pytest.mark.parametrize(
    ("day", "why"),
    [("2029-11-24", "保存到2029-11-25"), ("2029-11-25", "保存到2029-11-25"), ("2029-11-26", "")],
)
def test_a_case_is_kept_until_the_end_of_the_last_day(day: str, why: str) -> None:
    assert why_kept(CASE, THREE_YEARS, date.fromisoformat(day)) == why


def test_a_case_closed_on_the_29th_of_february_is_kept_a_day_longer_rather_than_shorter() -> None:
    leap = replace(CASE, closed_at=datetime(2028, 2, 29, 2, tzinfo=UTC))

    assert THREE_YEARS.kept_until(leap) == date(2031, 3, 1)


def test_a_case_that_is_not_closed_is_kept() -> None:
    assert why_kept(replace(CASE, state=CaseState.ANSWERED), THREE_YEARS, date(2040, 1, 1)) == "还没有办结"


def test_what_is_held_back_is_kept_and_a_hold_ends_what_was_asked_for() -> None:
    asked = after(asked_for(CASE, act(), THREE_YEARS))
    held = after(held_back(asked, act("li", reason="在诉讼中")))

    assert entered(asked) is not None and entered(held) is None
    assert why_kept(held, THREE_YEARS, date(2040, 1, 1)) == "已经暂缓销毁"
    assert why_kept(after(released(held, act(reason="诉讼已结"))), THREE_YEARS, date(2040, 1, 1)) == ""


def test_who_asks_and_who_confirms_are_two_persons() -> None:
    asked = after(asked_for(CASE, act("wang"), THREE_YEARS))

    with pytest.raises(NotAllowed, match="另一位负责人"):
        refuse_to_confirm(asked, act("wang"), THREE_YEARS)
    with pytest.raises(NotAllowed, match="另一位负责人"):
        refuse_to_confirm(asked, replace(act("li"), behalf={"for": "wang"}), THREE_YEARS)
    with pytest.raises(NotAllowed, match="负责人确认"):
        refuse_to_confirm(asked, act("li", Role.OFFICER), THREE_YEARS)
    assert refuse_to_confirm(asked, act("li"), THREE_YEARS).payload["asker"] == "wang"


def test_what_was_taken_back_cannot_be_confirmed() -> None:
    gone = after(taken_back(after(asked_for(CASE, act(), THREE_YEARS)), act("li")))

    with pytest.raises(NotAllowed, match="没有等待确认"):
        refuse_to_confirm(gone, act("li"), THREE_YEARS)


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("- {outcome: answered, years: 3}", "basis: is missing"),
        ("- {outcome: answered, years: 0, basis: x}", "must be between 1 and 100"),
        ("- {outcome: nothing, years: 3, basis: x}", "must be"),
        (
            "- {outcome: answered, years: 3, basis: x}\n- {outcome: answered, years: 5, basis: y}",
            "comes before it",
        ),
    ],
)
def test_a_schedule_that_cannot_be_used_says_where(tmp_path: Path, written: str, fault: str) -> None:
    file = tmp_path / "retention.yaml"
    file.write_text(written)

    with pytest.raises(SheetFaults, match=fault):
        load_schedule(file)
