"""A sentence is taken out of a text by the item's number or name; what it says is no question then."""

from __future__ import annotations

import copy
from functools import cache

import pytest

from bot.conversation.summary import listed
from tests.bot.conversation.harness import Conversation, handbook

ASKS = "这个算不算偷商业秘密哦"
CLUE = f"他接触得到图纸，{ASKS}，我们有门禁记录"
REST = {
    "reporter_role": "权利人",
    "secret_kind": "技术信息",
    "reported_name": "重庆半坡茶业有限公司",
    "act_kinds": "偷来用",
    "act_place": "江津双福",
    "clue": CLUE,
    "reporter_name": "重庆迈隆机械有限公司",
    "contact_name": "陈国强",
    "phone": "13908312288",
    "truth_declared": "属实",
}


@cache
def _at(field: str) -> Conversation:
    talk = Conversation()
    talk.say("我要举报")
    for _ in range(40):
        if talk.trace.field == field:
            break
        talk.say(REST.get(str(talk.trace.field), "跳过"))
    return talk


def at(field: str) -> Conversation:
    return copy.deepcopy(_at(field))


def clue(talk: Conversation) -> str:
    assert talk.state.running is not None
    return str(talk.state.running.answers["clue"].value)


def number(talk: Conversation) -> int:
    assert talk.state.running is not None
    return [field.name for field in listed(handbook(), talk.state.running)].index("clue") + 1


BY_NUMBER = [
    "第{}项去掉“{}”",
    "第{}项里“{}”不要",
    "第{}项删掉“{}”",
    "把第{}项的“{}”去掉",
    "第{}项“{}”删了",
]
BY_NAME = [
    f"侵权线索去掉“{ASKS}”",
    f"侵权线索里“{ASKS}”不要",
    "那个侵权线索里头不要那句算不算偷",
    "侵权线索里面那句算不算偷商业秘密删掉",
    f"把侵权线索里的“{ASKS}”删了",
    f"侵权线索删掉“{ASKS}”",
]


@pytest.mark.parametrize("field", ["confirm", "phone"])
@pytest.mark.parametrize("said", BY_NAME)
def test_by_the_name_of_the_item(field: str, said: str) -> None:
    talk = at(field)

    talk.say(said)

    assert clue(talk) == "他接触得到图纸，我们有门禁记录"
    assert talk.trace.field == field


@pytest.mark.parametrize(
    "said", ["第{}项去掉“{}”", "第{}项里“{}”不要", "第{}项删掉“{}”", "把第{}项的“{}”去掉", "第{}项“{}”删了"]
)
@pytest.mark.parametrize("field", ["confirm", "phone"])
def test_by_the_number_of_the_item(field: str, said: str) -> None:
    talk = at(field)
    if field != "confirm":
        talk.say("查看已填")

    talk.say(said.format(number(talk), ASKS))

    assert clue(talk) == "他接触得到图纸，我们有门禁记录"


@pytest.mark.parametrize("field", ["confirm", "phone"])
def test_by_a_wrong_number_it_is_still_found(field: str) -> None:
    talk = at(field)

    talk.say(f"第1项去掉“{ASKS}”")

    assert ASKS not in clue(talk)


@pytest.mark.parametrize("field", ["confirm", "phone"])
@pytest.mark.parametrize(
    "said", ["侵权线索去掉“图纸已经卖了”", "侵权线索里那句卖了图纸不要", "第1项去掉“图纸卖了”"]
)
def test_what_does_not_stand_there_is_said_so(field: str, said: str) -> None:
    talk = at(field)

    answer = talk.say(said)

    assert "没有找到这句话" in answer
    assert clue(talk) == CLUE


@pytest.mark.parametrize("said", ["还要不要等通知", "不要公开我的名字", "侵权线索没有错"])
def test_other_wishes_take_nothing_out(said: str) -> None:
    talk = at("confirm")

    talk.say(said)

    assert clue(talk) == CLUE
