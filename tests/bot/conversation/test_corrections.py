"""Which words at the summary mean which item."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from tests.bot.conversation.harness import Conversation
from tests.bot.conversation.standing import standing_at
from tests.bot.conversation.test_engine import CORE, a_conversation


@pytest.mark.parametrize(
    ("said", "field", "value"),
    [
        ("电话写错了，应该是19900001109", "phone", "19900001109"),
        ("联系电话改成 023-68880106", "phone", "02368880106"),
        ("19900001109才是对的，前面写错了", "phone", "19900001109"),
        ("第10项不对，改成王敏", "contact_name", "王敏"),
        ("联系人不对，叫王敏", "contact_name", "王敏"),
        ("时间错了，是2026年9月", "act_date", "2026-09"),
        ("形成时间改成2020年", "formed_on", "2020"),
        ("信息类别选错了，是技术信息", "secret_kind", "technical"),
        ("加上损失金额是三十万", "loss_amount", 300_000),
        ("被举报人的名称写错了，是重庆红山茶业有限公司", "reported_name", "重庆红山茶业有限公司"),
    ],
)
def test_a_correction_in_words_changes_the_item_it_names(said: str, field: str, value: Any) -> None:
    talk = a_conversation(*CORE, "先提交", "属实", said)

    assert talk.state.running is not None
    assert talk.state.running.answers[field].value == value
    assert talk.trace.field == "confirm"


@pytest.mark.parametrize("said", ["不对", "有错", "有内容要改", "返回修改"])
def test_who_only_says_that_something_is_wrong_is_asked_what(said: str) -> None:
    talk = a_conversation(*CORE, "先提交", "属实", said)

    assert "哪一项" in talk.text
    assert talk.cases == {}


@pytest.mark.parametrize(
    "said", ["没错", "没有问题，提交", "不用改了，交吧", "对头，就这样", "确认无误", "可以了"]
)
def test_words_that_only_sound_like_a_correction_confirm(said: str) -> None:
    talk = a_conversation(*CORE, "先提交", "属实", said)

    assert len(talk.cases) == 1


@pytest.mark.parametrize("said", ["取消", "草稿", "现在", "确认什么", "提交以后还能改吗", "谢谢", "不提交"])
def test_nothing_is_filed_by_words_that_do_not_agree(said: str) -> None:
    talk = a_conversation(*CORE, "先提交", "属实", said)

    assert talk.cases == {}


@pytest.mark.parametrize("said", ["先不交了", "算了，不举报了", "不要提交，我再想想"])
def test_stopping_at_the_summary_files_nothing_and_keeps_the_draft(said: str) -> None:
    talk = a_conversation(*CORE, "先提交", "属实", said)

    assert talk.cases == {}
    assert talk.state.running is None
    assert talk.state.shelved is not None


def test_a_number_alone_names_an_item_of_the_summary() -> None:
    talk = a_conversation(*CORE, "先提交", "属实", "3")

    assert talk.trace.field == "reported_name"


OTHERS = "重庆华兴科技有限公司"


@pytest.mark.parametrize("where", [("先提交", "属实"), ()], ids=["summary", "mid-form"])
@pytest.mark.parametrize(
    ("said", "field", "value"),
    [
        (f"单位名写错了，应该是{OTHERS}", "reporter_name", OTHERS),
        (f"对方名字写错了，应该是{OTHERS}", "reported_name", OTHERS),
        ("名字写错了，应该是王敏", "contact_name", "王敏"),
        ("联系人不是陈老板，是程老板", "contact_name", "程老板"),
        ("损失改成大概三四十万吧", "loss_amount", 300_000),
        ("电话改成13900001111", "phone", "13900001111"),
        ("把联系人改成李敏", "contact_name", "李敏"),
        (f"名称改成{OTHERS}", "reporter_name", OTHERS),
        ("发生时间改成2026年7月", "act_date", "2026-07"),
    ],
)
def test_a_corrected_value_goes_where_it_fits(where: tuple[str, ...], said: str, field: str, value: Any) -> None:
    talk = a_conversation(*CORE, *where)
    before = _answers(talk)

    talk.say(said)

    assert _answers(talk) == {**before, field: value}


@pytest.mark.parametrize("where", [("先提交", "属实"), ()], ids=["summary", "mid-form"])
@pytest.mark.parametrize(
    ("answer", "field"),
    [
        ("权利人名称", "reporter_name"),
        ("被举报人", "reported_name"),
        ("对方的", "reported_name"),
        ("我们的", "reporter_name"),
    ],
)
def test_where_two_fields_fit_it_is_asked_which(where: tuple[str, ...], answer: str, field: str) -> None:
    talk = a_conversation(*CORE, *where)
    before = _answers(talk)

    asked = talk.say(f"名字写错了，应该是{OTHERS}")

    assert _answers(talk) == before
    assert "哪一项" in asked
    talk.say(answer)
    assert _answers(talk) == {**before, field: OTHERS}


@pytest.mark.parametrize("said", ["确认提交", "好的", "可以，提交"])
def test_nothing_is_filed_while_it_is_open_which(said: str) -> None:
    talk = a_conversation(*CORE, "先提交", "属实", f"名字写错了，应该是{OTHERS}")

    assert "哪一项" in talk.say(said)
    assert talk.cases == {}
    talk.say("被举报人")
    assert _answers(talk)["reported_name"] == OTHERS


def test_a_correction_may_be_dropped() -> None:
    talk = a_conversation(*CORE, "先提交", "属实")
    before = _answers(talk)
    talk.say(f"名字写错了，应该是{OTHERS}")

    talk.say("算了，不改了")

    assert (talk.trace.field, _answers(talk)) == ("confirm", before)
    talk.say("确认提交")
    assert len(talk.cases) == 1


@pytest.mark.parametrize(
    "said", [f"联系人写错了，应该是{OTHERS}", "联系人写错了，应该是三十万", "联系人写错了，应该是渝北区"]
)
def test_a_field_that_is_named_is_not_filled_with_what_it_cannot_be(said: str) -> None:
    talk = a_conversation(*CORE, "先提交", "属实")
    before = _answers(talk)

    talk.say(said)

    assert _answers(talk) == before
    assert talk.trace.field == "contact_name"


@pytest.mark.parametrize(
    "field", ["reported_relation", "secret_title", "measures", "other_proceedings", "description"]
)
def test_a_correction_works_where_any_words_are_asked_for(field: str) -> None:
    talk = copy.copy(standing_at("mid", "complaint", field))

    talk.say("损失改成大概三四十万吧")

    assert _answers(talk)["loss_amount"] == 300_000
    assert talk.trace.field == field


@pytest.mark.parametrize(
    ("said", "opened"),
    [
        ("联系人错了", "contact_name"),
        ("电话有误", "phone"),
        ("发生时间不对", "act_date"),
        ("被举报人写错了", "reported_name"),
    ],
)
@pytest.mark.parametrize("field", ["reported_relation", "measures", "description"])
def test_and_one_without_a_value_opens_the_item(field: str, said: str, opened: str) -> None:
    talk = copy.copy(standing_at("mid", "complaint", field))

    talk.say(said)

    assert talk.trace.field == opened


@pytest.mark.parametrize(
    "said", ["他把图纸改成自己的名字", "他把名称改成自己的，还在卖", "对方把价格改成比我们低一成"]
)
def test_a_story_of_changes_is_no_correction(said: str) -> None:
    talk = copy.copy(standing_at("mid", "complaint", "description"))

    talk.say(said)

    assert _answers(talk)["description"] == said


def _answers(talk: Conversation) -> dict[str, Any]:
    running = talk.state.running
    assert running is not None
    return {name: answer.value for name, answer in running.answers.items()}
