"""What an item is not, or that it is unknown, empties that item and touches no other."""

from __future__ import annotations

import pytest

from intake.forms.form import value_of
from tests.bot.conversation.answering import conversation_at
from tests.bot.conversation.harness import Conversation

USED_IN_SHENZHEN = (
    "我是重庆锐铂传感科技有限公司的法人周明礼，上个月28号晚上有人黑进了我们的服务器，把压力传感器的标定算法打包"
    "下载走了，我们怀疑是深圳的微感智能公司指使的，他们在深圳用"
)


@pytest.mark.parametrize(
    "said",
    [
        "使用地不是深圳，我没说在深圳用",
        "使用地不是深圳",
        "使用地改成不清楚",
        "使用地改成不知道",
        "使用地写不晓得嘛",
        "把深圳删了",
        "把深圳去掉",
    ],
)
def test_a_place_that_it_is_not_is_taken_out_and_no_other_is_touched(said: str) -> None:
    talk = Conversation()
    talk.say(USED_IN_SHENZHEN)
    before = _values(talk)
    assert "use_place" in before

    assert "已去掉：使用地" in talk.say(said)
    assert _values(talk) == {name: value for name, value in before.items() if name != "use_place"}


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("损失金额不是5万", "loss_amount"),
        ("损失改成不清楚", "loss_amount"),
        ("把5万删了", "loss_amount"),
        ("损失不是5万，第12项删掉", "loss_amount"),
        ("第12项改成不知道", "loss_amount"),
    ],
)
def test_at_the_summary_too(said: str, name: str) -> None:
    talk = conversation_at("complaint, summary")
    before = _values(talk)

    assert "已去掉：" in talk.say(said)
    assert _values(talk) == {one: value for one, value in before.items() if one != name}
    assert talk.state.running is not None and talk.state.running.field == "confirm"


@pytest.mark.parametrize(
    ("said", "field"),
    [("发生地点改成不知道", "act_place"), ("电话改成不清楚", "phone"), ("电话不是19900001101", "phone")],
)
def test_what_must_be_filled_is_asked_again(said: str, field: str) -> None:
    talk = conversation_at("complaint, summary")

    talk.say(said)

    assert talk.state.running is not None and talk.state.running.field == field


def test_what_no_item_holds_changes_nothing_and_gives_nothing_up() -> None:
    talk = conversation_at("complaint, summary")
    before = _values(talk)

    assert "没有“深圳”" in talk.say("把深圳删了") and "取消" not in talk.text
    assert _values(talk) == before

    assert "没有找到" in talk.say("地点不是渝北")
    assert _values(talk) == before


def test_an_item_that_is_empty_takes_no_denial_for_its_value() -> None:
    talk = conversation_at("complaint, reported_name")
    before = _values(talk)

    assert "还没有填" in talk.say("使用地不是东莞")
    assert _values(talk) == before


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("使用地不是深圳，是东莞", "东莞"),
        ("使用地改成东莞", "东莞"),
    ],
)
def test_a_new_value_is_still_put_in(said: str, value: str) -> None:
    talk = Conversation()
    talk.say(USED_IN_SHENZHEN)

    assert value in talk.say(said)
    assert value in str(_values(talk)["use_place"])


@pytest.mark.parametrize("said", ["5改成南岸区茶园新区", "第5项改成南岸区茶园新区", "5换成南岸区茶园新区"])
def test_a_bare_number_names_its_line(said: str) -> None:
    talk = conversation_at("complaint, summary")

    assert "已改：发生地点，南岸区茶园新区" in talk.say(said)


@pytest.mark.parametrize("said", ["损失改成三万美金", "损失是三万美金", "第12项改成三万美金"])
def test_a_sum_in_other_money_is_kept_without_the_words_around_it(said: str) -> None:
    talk = conversation_at("complaint, summary")

    assert "已改：损失金额，三万美金。" in talk.say(said) and "顺便记下" not in talk.text


@pytest.mark.parametrize("said", ["应该是属实的嘛", "应该属实", "基本属实"])
def test_a_hedged_declaration_is_asked_again_and_a_plain_one_counts(said: str) -> None:
    talk = conversation_at("complaint, truth_declared")
    before = len(talk.cases)

    assert "属实请回复“属实”" in talk.say(said)
    assert "请核对" in talk.say("属实")
    talk.say("确认提交")
    assert len(talk.cases) == before + 1


def test_the_declaration_may_be_made_at_the_summary() -> None:
    talk = conversation_at("complaint, truth_declared")
    talk.say("不太属实")
    assert talk.state.running is not None and talk.state.running.field == "confirm"
    before = len(talk.cases)

    assert "不声明属实不能提交" not in talk.say("属实") and len(talk.cases) == before
    talk.say("确认提交")
    assert len(talk.cases) == before + 1


def _values(talk: Conversation) -> dict[str, object]:
    running = talk.state.running
    assert running is not None
    given = ((name, value_of(running.answers, name)) for name in running.answers)
    return {name: value for name, value in given if value is not None}
