"""One message may tell a story, ask twice, or only go on with the question before."""

from __future__ import annotations

import pytest

from intents.reading.questions import questions_in
from knowledge.finding.message import clauses_in, goes_on, is_a_tag, names_nothing, with_their_subject
from knowledge.library import Library


def test_a_short_question_is_taken_whole() -> None:
    assert questions_in("示范单位几年复核一次？") == ["示范单位几年复核一次？"]


def test_the_last_sentence_of_a_story_is_looked_at_first_after_the_whole() -> None:
    story = "我们是一家做电池材料的公司，去年有个工程师离职。老板很着急，天天开会。请问举报要交哪些材料？"

    assert questions_in(story)[:2] == [story, "请问举报要交哪些材料？"]


def test_two_question_marks_are_two_questions() -> None:
    assert questions_in("公示几天？多久复核？") == ["公示几天？多久复核？", "多久复核？", "公示几天？"]


def test_clauses_that_ask_are_found_and_a_single_one_is_not_split_off() -> None:
    assert clauses_in("示范单位多久复核一次，指导站是干什么的") == ["示范单位多久复核一次", "指导站是干什么的"]
    assert clauses_in("我们在江津，示范单位多久复核一次") == []


@pytest.mark.parametrize(
    "text", ["那园区呢", "几月份？", "为什么", "如果是试点呢？", "超过了咋办", "来不及怎么办", "没通过会怎样"]
)
def test_these_only_go_on(text: str) -> None:
    assert goes_on(text)


@pytest.mark.parametrize("last", ["procedure.decide_days", "procedure.check_days", "procedure.hearing"])
def test_what_becomes_of_it_when_it_is_over_is_asked_of_what_went_before(last: str, library: Library) -> None:
    found = library.find("超过了咋办", last)

    assert found.candidates[0][0].startswith("procedure."), found


@pytest.mark.parametrize("text", ["谢谢", "什么时候公示", "指导站", "你好", "示范单位多久复核一次"])
def test_these_stand_alone(text: str) -> None:
    assert not goes_on(text)


def test_a_blank_between_chinese_signs_parts_two_questions() -> None:
    assert clauses_in("公示好多天 有人提意见怎么办") == ["公示好多天", "有人提意见怎么办"]
    assert clauses_in("公示几天 我在江津") == []
    assert clauses_in("商业秘密 know how 怎么保护") == []


@pytest.mark.parametrize(
    ("clauses", "last"),
    [
        (["市级试点几个", "申报截止几号"], "创新试点申报截止几号"),
        (["我们区想当试点", "几号之前"], "创新试点几号之前"),
        (["示范单位怎么报", "公示几天"], "示范基地（单位）公示几天"),
        (["我的配方被他带走了", "要交什么材料"], "举报要交什么材料"),
    ],
)
def test_a_short_clause_is_asked_about_what_the_message_is_about(clauses: list[str], last: str) -> None:
    assert with_their_subject(clauses)[-1] == last


@pytest.mark.parametrize("clause", ["示范单位几家", "指导站是干什么的", "罚款几天内交", "复核由谁来做"])
def test_a_clause_with_a_subject_is_left_as_it_is(clause: str) -> None:
    assert with_their_subject(["试点几个", clause])[-1] == clause


@pytest.mark.parametrize("text", ["市级试点几个？申报截止几号？", "我们区想当试点，区政府报还是局里报，几号之前"])
def test_the_date_of_a_pilot_is_never_that_of_a_demonstration_unit(text: str, library: Library) -> None:
    found = library.find(text)

    entries = {found.candidates[0][0], *found.also, *found.perhaps}
    assert "plan.pilot.deadline" in entries
    assert "plan.apply.deadline" not in entries


@pytest.mark.parametrize("clause", ["有没有列出来", "定几家", "两个咋个比", "文件怎么写的", "犯不犯法"])
def test_these_ask_of_what_went_before(clause: str) -> None:
    assert names_nothing(clause)


@pytest.mark.parametrize("clause", ["免费的吗", "公示多久", "罚多少", "要交什么材料", "几年内完成", "谁出"])
def test_these_are_about_something(clause: str) -> None:
    assert not names_nothing(clause)


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("哪些算情节严重？有没有列出来", "plan.company.items"),
        ("区县局要不要每年选培育对象？定几家？", "plan.park.units"),
        ("侵犯商业秘密吊不吊销执照，和别的违法两个咋个比", "law.civil.same"),
        ("试点区县搞得不好会不会取消？文件怎么写的？", "service.files"),
        ("执法检查会不会让我们停产？来几个人要不要看证？", "plan.station.duration"),
        ("用学到的手艺上班，犯不犯法？", "law.defence.reverse"),
    ],
)
def test_a_clause_that_names_nothing_is_never_answered_with_another_matter(
    text: str, never: str, library: Library
) -> None:
    found = library.find(text)

    assert never not in (found.candidates[0][0], *found.also)


@pytest.mark.parametrize(
    "text",
    [
        "可以吗",
        "可以不",
        "可不可以",
        "行不行",
        "得行不",
        "要得不",
        "是吗",
        "真的吗",
        "那这样可以吗？",
        "好吗",
        "会不会",
    ],
)
def test_who_only_asks_whether_is_given_no_answer_to_something_else(text: str, library: Library) -> None:
    found = library.find(text)

    assert (found.decision, found.candidates) == ("nothing", ())


@pytest.mark.parametrize(
    "text", ["可以匿名吗", "能不能撤回", "要钱吗", "会不会泄露", "有期限没有", "好久有结果", "是秘密吗"]
)
def test_who_says_what_they_ask_of_is_heard(text: str) -> None:
    assert not is_a_tag(text)
