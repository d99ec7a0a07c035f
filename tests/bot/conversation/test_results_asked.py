"""What a self-assessment came to is told again whenever it is asked, from what is kept; else how to begin."""

from __future__ import annotations

import pytest

from intake.filers.codes import new_code
from tests.bot.conversation.harness import Conversation
from tests.bot.conversation.plan_tools import ESTIMATE_CODE

COMPANY = ("企业示范单位自评", "有", "部分，6分", "有", "没有", "不确定", "有", "跳过", "保存自评结果")


def who_has_estimated() -> Conversation:
    talk = Conversation()
    for words in COMPANY:
        talk.say(words)
    return talk


@pytest.mark.parametrize(
    "asked", ["上次自评的结果", "我们上次评了多少分", "自评结果在哪看", "自评结果", "查一下上次的自评"]
)
def test_it_is_told_with_its_day_its_page_and_what_is_worth_most(asked: str) -> None:
    told = who_has_estimated().say(asked)

    for words in (
        "上次自评（企业创建标准，2026年11月23日",
        "按您自己的估计",
        "总分51到71分",
        "制度建设完备（还差25分）",
    ):
        assert words in told, told
    assert "http://page/assess" in told and "不是评审意见" in told and "请指导站上门看看" in told


def test_the_newest_of_each_standard_is_told_and_a_visit_is_about_the_last() -> None:
    talk = who_has_estimated()
    talk.say("园区示范基地自评")
    for _ in range(17):
        talk.say("不确定")
    talk.say("保存自评结果")

    told = talk.say("上次自评的结果")

    assert told.index("园区创建标准") < told.index("企业创建标准") and "园区创建标准" in talk.state.visit_about


@pytest.mark.parametrize("asked", ["上次自评的结果", "我们上次评了多少分", "自评结果在哪看"])
def test_where_nothing_is_kept_that_is_said_and_how_to_begin(asked: str) -> None:
    talk = Conversation()

    told = talk.say(asked)

    assert "没有查到您保存过的自评" in told and "该方案期限已届满" in told
    assert "第1/7项：组织机构健全" in talk.say("企业")


@pytest.mark.parametrize("typed", [f"自评码{ESTIMATE_CODE}", f"我的自评码是 {ESTIMATE_CODE.lower()}，上次多少分"])
def test_whoever_has_the_code_sees_it_from_anywhere_and_goes_on_with_it(typed: str) -> None:
    before = who_has_estimated()
    elsewhere = Conversation(estimates=before.estimates)

    assert "总分51到71分" in elsewhere.say(typed)
    assert elsewhere.state.estimates == "owner"
    assert ESTIMATE_CODE not in elsewhere.state.written().decode()


def test_a_code_that_leads_nowhere_is_said_so_and_a_misspelt_one_where() -> None:
    talk = who_has_estimated()

    assert "没有查到这个自评码" in talk.say(f"自评码 {new_code(lambda below: below // 2)}")
    assert "自评码核对不上，第1组的第1个字符好像写错了" in talk.say(f"自评码 A{ESTIMATE_CODE[1:]}")


def test_in_the_middle_of_a_form_it_is_told_and_the_form_asks_on() -> None:
    talk = who_has_estimated()
    talk.say("预约指导站咨询")

    told = talk.say("上次自评的结果")

    assert "总分51到71分" in told and told.endswith("跳过") and "您的单位叫什么名字" in told
    assert talk.state.running is not None


@pytest.mark.parametrize("asked", ["自评结果谁能看到", "上次举报的结果", "企业自评多少分算合格"])
def test_what_is_asked_of_results_in_general_is_no_looking_up(asked: str) -> None:
    assert "没有查到您保存过的自评" not in Conversation().say(asked)
