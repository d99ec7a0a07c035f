"""Questions find their entry, or a choice, or nothing; never by chance and never with a crash."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.finding.finder import Finder, unless_torn
from knowledge.finding.found import Found
from knowledge.finding.several import borne_out
from knowledge.library import Library
from tests.knowledge.builders import WORDINGS


@pytest.fixture(scope="module")
def finder() -> Finder:
    return Finder.build([{"id": name, "wordings": said, "answer": ""} for name, said in WORDINGS.items()])


def test_plain_mappings_and_objects_can_be_found() -> None:
    class Thing:
        id = "a"
        wordings = ("指导站是干什么的",)
        answer = "提供咨询。"

    assert Finder.build([Thing()]).rank("指导站是做什么的")[0][0] == "a"


def test_an_exact_wording_is_answered_whatever_the_clothes(finder: Finder) -> None:
    found = finder.find("請問，示範單位幾年複核一次？")

    assert found.decision == "answer"
    assert found.candidates == (("review.every", 1.0),)
    assert found.is_exact


def test_scores_lie_between_0_and_1_and_fall(finder: Finder) -> None:
    scores = [score for _, score in finder.rank("示范单位多久复核", limit=10)]

    assert scores == sorted(scores, reverse=True)
    assert all(0.0 <= score <= 1.0 for score in scores)


def test_the_limit_is_kept(finder: Finder) -> None:
    assert len(finder.rank("示范单位申报", limit=2)) == 2


def test_a_misheard_question_is_found(finder: Finder) -> None:
    assert finder.rank("只道战有那些服务")[0][0] == "station.does"


@pytest.mark.parametrize("text", ["", " ", "？？？", "😀" * 2000, "\x00\u202e", "asdfghjkl", "1111111"])
def test_nonsense_finds_nothing(finder: Finder, text: str) -> None:
    assert finder.find(text).decision == "nothing"


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200), st.sampled_from([None, "review.every", "gone"]))
def test_any_text_gets_a_decision(finder: Finder, text: str, last: str | None) -> None:
    found = finder.find(text, last)

    assert found.decision in {"answer", "menu", "nothing"}
    assert len(found.candidates) <= 3


def test_ten_thousand_characters_are_decided_quickly(finder: Finder) -> None:
    assert finder.find("举报" * 5000).decision in {"menu", "nothing"}


def test_an_empty_knowledge_base_finds_nothing() -> None:
    assert Finder.build([]).find("指导站是干什么的").decision == "nothing"


def test_a_question_that_is_not_ours_gets_its_kind_and_no_answer(library: Library) -> None:
    found = library.finder.find("深圳商业秘密示范点的奖励政策")

    assert found.decision == "nothing"
    assert found.outside == "other_place"


def test_two_questions_in_one_message_are_both_seen(library: Library) -> None:
    found = library.finder.find("示范单位多久复核一次，指导站是干什么的")

    assert found.decision == "answer"
    assert {found.candidates[0][0], *found.also} == {"plan.recheck.cycle", "plan.station.what"}


def test_the_question_at_the_end_of_a_story_is_found(library: Library) -> None:
    title = library.entries["plan.recognise.notice"].title
    found = library.finder.find(f"我们是个小厂，三十来个人，做汽摩配件的。老板让我打听一下。{title}？")

    assert found.candidates[0][0] == "plan.recognise.notice"


def test_a_follow_up_asks_the_same_of_something_else(library: Library) -> None:
    finder = library.finder

    assert finder.find("那园区呢", "plan.company.pass").candidates[0][0] == "plan.park.pass"
    assert finder.find("谢谢", "plan.company.pass").decision == "nothing"


def test_a_question_about_a_park_is_never_answered_with_the_enterprises_figure(library: Library) -> None:
    found = library.finder.find("园区打多少分算成功")

    assert found.candidates[0][0] == "plan.park.pass"
    assert "plan.company.pass" not in {entry for entry, _ in found.candidates[:1]}


def test_asking_twice_gives_the_same(library: Library) -> None:
    question = "示范单位好久复核"

    assert library.finder.find(question) == library.finder.find(question)


@pytest.mark.parametrize(
    ("first", "second", "decision"),
    [(0.7, 0.6, "menu"), (0.74, 0.4, "answer"), (0.7, 0.3, "answer"), (0.9, 0.85, "answer")],
)
def test_between_two_that_are_nearly_as_likely_the_person_chooses(
    first: float, second: float, decision: str
) -> None:
    torn = unless_torn(Found("answer", (("a.b", first), ("c.d", second))))

    assert torn.decision == decision


def test_where_not_even_the_matter_is_told_a_rival_as_likely_is_offered_beside_the_first() -> None:
    across = Found("answer", (("plan.review.when", 0.82), ("procedure.total_time", 0.81)))
    within = Found("answer", (("plan.pilot.who", 0.82), ("plan.pilot.deadline", 0.81)))

    assert unless_torn(across).decision == "menu"
    assert unless_torn(within).decision == "answer"


@pytest.mark.parametrize(
    ("part", "whole", "decision"),
    [
        (("plan.park.platform", 0.79), ("law.acts.poach", 0.37), "menu"),
        (("plan.park.platform", 0.93), ("law.acts.poach", 0.37), "answer"),
        (("law.acts.poach", 0.79), ("law.acts.poach", 0.37), "answer"),
        (("law.acts.help", 0.79), ("law.acts.poach", 0.37), "answer"),
    ],
)
def test_what_one_sentence_found_is_told_where_the_message_bears_it_out(
    part: tuple[str, float], whole: tuple[str, float], decision: str
) -> None:
    heard = borne_out("平台要不要担责", Found("answer", (part,)), Found("menu", (whole,)))

    assert heard.decision == decision


@pytest.mark.parametrize(
    "said",
    [
        "我们区准备报创新试点，用哪个的名义，几号前报",
        "想争取市级创新试点，谁来申请？几号前交",
    ],
)
def test_a_day_asked_without_a_subject_is_that_of_what_went_before(library: Library, said: str) -> None:
    found = library.find(said)

    assert "plan.apply.deadline" not in {found.candidates[0][0], *found.also}


@pytest.mark.parametrize(
    "said",
    [
        "方案对上市公司披露商业秘密作了什么规定",
        "方案里有没有规定商业秘密案件判几年",
        "方案中关于反向工程是怎么规定的",
    ],
)
def test_what_the_plan_says_is_not_told_from_a_law(library: Library, said: str) -> None:
    found = library.find(said)
    first = library.entries.get(found.candidates[0][0]) if found.candidates else None

    assert (
        found.decision != "answer" or first is None or any(source.startswith("PLAN ") for source in first.sources)
    )
