"""What the finder promises, measured on the development questions with the content as shipped."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from knowledge.finding.found import Decision, Found
from knowledge.learning.evaluate import Answering, Figure, evaluate, outcomes_of
from knowledge.learning.expectations import DevelopmentQuestion, asked_in, meant_entries, right_entries, texts_of
from knowledge.library import Library

DATA = Path(__file__).parents[2] / "expectations"
TODAY = date(2026, 11, 25)
PLAN_GOALS = {"right at once": 0.95, "right in two": 0.99}


@pytest.fixture(scope="module")
def plan_outcomes(library: Library) -> list[Answering]:
    questions = [asked for asked in asked_in(DATA / "faq_dev.jsonl") if asked.id.startswith("P")]
    return outcomes_of(questions, library.finder, texts_of(library, TODAY))


def test_the_plans_questions_are_answered(plan_outcomes: list[Answering]) -> None:
    count = Counter[str]()
    for outcome in plan_outcomes:
        count["right at once"] += outcome.is_right_at_once
        count["right in two"] += outcome.is_right_in_two
        count["wrong"] += outcome.is_wrong

    assert count["right at once"] >= PLAN_GOALS["right at once"] * len(plan_outcomes)
    assert count["right in two"] >= PLAN_GOALS["right in two"] * len(plan_outcomes)
    assert count["wrong"] <= 0.01 * len(plan_outcomes)


def test_questions_outside_are_hardly_ever_answered(library: Library) -> None:
    questions = [asked for asked in asked_in(DATA / "faq_dev_out.jsonl") if asked.expect == "abstain"]

    answered = [asked.id for asked in questions if library.finder.find(asked.text).decision == "answer"]

    assert len(answered) <= 0.02 * len(questions), answered


def test_an_answer_is_right_when_it_contains_all_that_must_be_told() -> None:
    asked = next(asked for asked in asked_in(DATA / "faq_dev.jsonl") if asked.id == "P011")

    assert asked.is_met_by("用3年时间")
    assert not asked.is_met_by("用5年时间")


def test_the_meant_entries_are_right_ones(library: Library) -> None:
    texts = texts_of(library, TODAY)

    for asked in asked_in(DATA / "faq_dev.jsonl"):
        assert meant_entries(asked, texts, library) <= right_entries(asked, texts)


def outcome(decision: Decision, *candidates: str) -> Answering:
    found = Found(decision, tuple((name, 0.9) for name in candidates))
    return Answering(DevelopmentQuestion("P1", "问", "", (), ""), found, frozenset({"a"}))


def test_an_answer_counts_by_its_first_entry_and_a_menu_by_all() -> None:
    assert outcome("answer", "a", "b").is_right_at_once
    assert outcome("answer", "b", "a").is_wrong
    assert outcome("menu", "b", "a").is_right_in_two
    assert not outcome("menu", "b", "c").is_right_in_two
    assert not outcome("nothing", "a").is_right_in_two


def test_a_figure_says_whether_its_goal_is_reached() -> None:
    assert Figure("一次答对", 96, 95).is_reached
    assert not Figure("答错", 2, 1, at_most=True).is_reached
    assert str(Figure("一次答对", 96, 95)).endswith("达到")
    assert str(Figure("答错", 2, 1, at_most=True)).endswith("未达到")


def test_the_table_has_every_promised_line(small_library: Library, tmp_path: Path) -> None:
    for name in ("faq_dev.jsonl", "faq_dev_out.jsonl"):
        lines = (DATA / name).read_text(encoding="utf-8").splitlines()
        (tmp_path / name).write_text("\n".join(lines[:5]), encoding="utf-8")

    assert len(evaluate(tmp_path, small_library, TODAY)) == 8
