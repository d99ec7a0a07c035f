"""Somebody who gives no name tells one, a number or an account: why it is not kept, and what to do."""

from __future__ import annotations

import copy
from functools import cache

import pytest

from tests.bot.conversation.harness import Conversation

_ANSWERS = {
    "reported_name": "重庆长坪饲料厂",
    "act_kinds": "请人喝酒送钱弄来的",
    "act_place": "合川钱塘镇",
    "act_date": "今年三月",
    "reported_relation": "跳过",
    "how_known": "亲眼看到的",
    "evidence_kinds": "没有照片",
    "description": "老板喊销售照着册子去压价",
}
_OWN = (
    "我电话13912345678",
    "13912345678",
    "联系我：13912345678",
    "微信同号13912345678",
    "打我座机023-67891234",
    "我是李明，你们可以打我电话13912345678",
    "我叫李明，电话13912345678",
)
_NAMES = ("我叫李明", "加我微信liming88", "我微信号 liming_88", "我的邮箱是abc@qq.com", "QQ 12345678")
_WORDS_ASKED = ("reported_relation", "how_known", "description")


@pytest.mark.parametrize("said", [*_OWN, *_NAMES])
@pytest.mark.parametrize("field", [name for name in _ANSWERS if name not in _WORDS_ASKED])
def test_what_names_the_filer_is_refused_with_the_reason_and_the_way(field: str, said: str) -> None:
    talk = _at(field)
    before = talk.state.running
    assert before is not None

    told = talk.say(said)

    assert "您选的是匿名" in told
    assert "实名举报" in told
    assert "请只留您自己的" not in told
    assert "别人的电话" not in told
    assert "请说“我的电话是" not in told
    assert "110" not in told
    assert talk.state.running is not None
    assert talk.state.running.answers == before.answers
    assert talk.state.running.field == field


@pytest.mark.parametrize("said", _OWN)
@pytest.mark.parametrize("field", _WORDS_ASKED)
def test_nor_is_what_is_left_of_it_an_answer_in_words(field: str, said: str) -> None:
    talk = _at(field)

    told = talk.say(said)

    assert "您选的是匿名" in told
    assert talk.state.running is not None
    assert talk.state.running.field == field
    assert "110" not in told


@pytest.mark.parametrize("field", _ANSWERS)
def test_the_way_that_is_told_leads_there(field: str) -> None:
    talk = _at(field)
    talk.say("我电话13912345678")

    talk.say("改成实名举报")

    assert talk.state.running is not None
    assert talk.state.running.answers["anonymous"].value is False


@pytest.mark.parametrize("field", _ANSWERS)
def test_a_number_of_somebody_else_is_not_asked_for_either(field: str) -> None:
    told = _at(field).say("他电话13812345678")

    assert "别人的电话我没有保存，也不用留" in told
    assert "请只留您自己的" not in told


@pytest.mark.parametrize("said", ["我叫李明", "我电话13912345678", "我的邮箱是abc@qq.com"])
def test_at_the_summary_too(said: str) -> None:
    talk = _at("")

    told = talk.say(said)

    assert "您选的是匿名" in told
    assert "实名举报" in told
    assert "照原样记下" not in told


def test_with_a_name_the_number_is_the_filers() -> None:
    talk = Conversation()
    talk.say("我要举报")
    talk.say("权利人")
    talk.say("经营信息")

    told = talk.say("13912345678")

    assert "请说“我的电话是" in told
    talk.say("我的电话是13912345678")
    assert talk.state.running is not None
    assert talk.state.running.answers["phone"].value == "13912345678"


@cache
def _walked(field: str) -> Conversation:
    talk = Conversation()
    talk.say("我想匿名举报我们厂偷别个的客户资料")
    for name, answer in _ANSWERS.items():
        assert talk.state.running is not None
        if talk.state.running.field == field:
            break
        assert talk.state.running.field == name
        talk.say(answer)
    return talk


def _at(field: str) -> Conversation:
    talk = copy.copy(_walked(field))
    talk.cases, talk.heard = dict(talk.cases), list(talk.heard)
    return talk
