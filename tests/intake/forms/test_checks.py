"""What an answer must be, by rules that the blocks name."""

from __future__ import annotations

from datetime import date

import pytest

from intake.forms.checks import made_doubtful, problem_of
from intake.forms.form import Answer
from intake.forms.forms import forms

FORM, TODAY = forms()["complaint"], date(2026, 11, 23)


@pytest.mark.parametrize(
    ("acted", "formed", "is_early"),
    [
        ("2024-03-01", "2025-02-28", True),
        ("2025", "2025-02", False),
        ("2025-01", "2025-02", True),
        ("2025-02", "2025", False),
        ("2026", None, False),
    ],
)
def test_a_date_before_the_one_it_follows_is_told_with_both(
    acted: str, formed: str | None, is_early: bool
) -> None:
    problem = problem_of(FORM, FORM.field("act_date"), acted, {"formed_on": Answer(formed, "")}, TODAY)

    assert (problem is not None) is is_early
    if problem is not None:
        assert problem.sentence.startswith("您说侵权发生在2")
        assert "早于秘密形成的时间（2025年" in problem.sentence


def test_the_later_answer_makes_the_earlier_one_doubtful() -> None:
    answers = {"act_date": Answer("2024", "前年"), "formed_on": Answer("2025", "去年")}

    problem = made_doubtful(FORM, FORM.field("formed_on"), answers, TODAY)

    assert problem is not None
    assert problem.field.name == "act_date"
    assert problem.sentence == "您说秘密形成于2025年，但侵权发生在2024年，发生时间早于形成时间，请核对。"
    assert made_doubtful(FORM, FORM.field("clue"), answers, TODAY) is None


def test_an_act_does_not_end_before_it_began() -> None:
    answers = {"act_date": Answer("2025-03", "去年三月")}

    problem = problem_of(FORM, FORM.field("act_until"), "2025-01", answers, TODAY)

    assert problem is not None
    assert problem.sentence.startswith("您说行为到2025年1月结束，早于开始的时间（2025年3月）")


@pytest.mark.parametrize(
    ("day", "is_over"), [("2026-11-24", True), ("2026-12", True), ("2027", True), ("2026", False)]
)
def test_what_has_happened_is_not_in_the_future(day: str, is_over: bool) -> None:
    problem = problem_of(FORM, FORM.field("discovered_on"), day, {}, TODAY)

    assert (problem is not None) is is_over
    assert problem is None or (problem.check.rule, problem.sentence) == ("not_in_future", "")
