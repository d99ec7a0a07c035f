"""Which words at the summary mean which item."""

from __future__ import annotations

from typing import Any

import pytest

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
