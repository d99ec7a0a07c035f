"""Whoever thinks a withdrawal over is waited for; who is no more accused is taken out by any name of theirs."""

from __future__ import annotations

import pytest

from tests.bot.conversation.answering import conversation_at
from tests.bot.conversation.harness import Conversation
from tests.bot.conversation.test_places import answers

REST = {
    "reporter_role": "权利人",
    "secret_kind": "技术信息",
    "reported_name": "王大勇，还有重庆迈凯隆公司",
    "act_kinds": "偷来用",
    "act_place": "江津双福",
    "clue": "他接触得到图纸",
    "reporter_name": "重庆迈隆机械有限公司",
    "contact_name": "陈国强",
    "phone": "13908312288",
    "truth_declared": "属实",
}


def at(field: str) -> Conversation:
    talk = Conversation()
    talk.say("我要举报")
    for _ in range(40):
        if talk.trace.field == field:
            break
        talk.say(REST.get(str(talk.trace.field), "跳过"))
    return talk


@pytest.mark.parametrize(
    "said", ["等等我再想想", "等一下", "我再想想", "让我想一下", "稍等", "等我想想", "问哈律师再说"]
)
def test_whoever_thinks_a_withdrawal_over_is_waited_for(said: str) -> None:
    talk = conversation_at("note, wish")

    answer = talk.say(said)

    assert "不着急" in answer
    assert "申请撤回" in answer


@pytest.mark.parametrize("said", ["申请撤回", "不补充了", "只作补充说明"])
def test_whoever_decides_is_not_told_to_wait(said: str) -> None:
    assert "不着急" not in conversation_at("note, wish").say(said)


@pytest.mark.parametrize("field", ["evidence_kinds", "phone"])
@pytest.mark.parametrize(
    "said",
    [
        "还是不要告王大勇个人了，只告公司",
        "不告王大勇本人了",
        "王大勇个人就不告了",
        "不要告王大勇这个人了",
        "王大勇本人我们不追究了",
    ],
)
def test_a_person_is_taken_out_however_they_are_called(field: str, said: str) -> None:
    talk = at(field)

    talk.say(said)

    assert answers(talk)["reported_name"] == "重庆迈凯隆公司"
    assert talk.trace.field == field


@pytest.mark.parametrize("said", ["还要告王大勇个人", "只有王大勇个人的聊天记录"])
def test_who_is_still_accused_stays(said: str) -> None:
    talk = at("evidence_kinds")

    talk.say(said)

    assert answers(talk)["reported_name"] == "王大勇"


@pytest.mark.parametrize("field", ["reported_relation", "reported_place"])
def test_of_several_accused_a_question_says_whom_it_means(field: str) -> None:
    assert "（说的是王大勇）" in at(field).text


@pytest.mark.parametrize("field", ["secret_title", "evidence_kinds", "phone"])
def test_what_is_asked_of_nobody_among_them_names_nobody(field: str) -> None:
    assert "说的是" not in at(field).text


def test_of_one_alone_nobody_is_named() -> None:
    talk = at("phone")
    talk.say("不告王大勇了")
    for _ in range(20):
        if talk.trace.field == "reported_place":
            break
        talk.say(REST.get(str(talk.trace.field), "跳过"))

    assert talk.trace.field == "reported_place"
    assert "说的是" not in talk.text


@pytest.mark.parametrize(
    "said", ["我有张展会上拍的照片", "我手里有份录音", "我们有几张截图", "我有聊天记录", "我这里还有一份合同"]
)
def test_a_file_at_hand_is_no_name_of_a_secret(said: str) -> None:
    talk = at("secret_title")

    talk.say(said)

    assert answers(talk).get("secret_title") is None


@pytest.mark.parametrize("said", ["客户档案", "产品照片修图工艺", "合同模板", "展会录像剪辑方法", "我们的图片库"])
def test_a_name_that_speaks_of_files_is_one(said: str) -> None:
    talk = at("secret_title")

    talk.say(said)

    assert answers(talk)["secret_title"]
