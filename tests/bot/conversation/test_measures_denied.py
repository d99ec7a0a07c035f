"""What was not done stands in no item of a form, and whoever says so later has it taken out."""

from __future__ import annotations

import pytest

from intake.forms.form import value_of
from tests.bot.conversation.harness import Conversation

_TO_MEASURES = (
    "我要举报", "权利人", "经营信息", "重庆宏达茶业有限公司", "导出带走", "江津双福", "2021年",
)  # fmt: skip
_AGREEMENT = "签订保密协议或者保密条款"
_PASSWORDS = "设置账号权限、密码或者加密"
_LOCKED = "锁柜、门禁等专门保管"


def _asked_for_measures() -> Conversation:
    talk = Conversation()
    for said in _TO_MEASURES:
        talk.say(said)
    for _ in range(20):
        if talk.state.running is not None and talk.state.running.field == "measures":
            return talk
        talk.say("不清楚")
    raise AssertionError("measures were not asked for")


def _measures(talk: Conversation) -> object:
    assert talk.state.running is not None
    return value_of(talk.state.running.answers, "measures")


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("上锁了，还有密码，没签保密协议", [_PASSWORDS, _LOCKED]),
        ("没签保密协议，只有电脑密码", [_PASSWORDS]),
        ("保密协议没签过，电脑有密码", [_PASSWORDS]),
        ("没跟员工签过协议，柜子上了锁", [_LOCKED]),
    ],
)
def test_what_was_not_done_is_not_entered(said: str, kept: list[str]) -> None:
    talk = _asked_for_measures()
    talk.say(said)

    assert _measures(talk) == kept


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("保密措施不对，保密协议没签过", [_PASSWORDS, _LOCKED]),
        ("保密措施填错了，没签保密协议", [_PASSWORDS, _LOCKED]),
        ("保密措施里头保密协议去掉", [_PASSWORDS, _LOCKED]),
        ("保密措施去掉保密协议", [_PASSWORDS, _LOCKED]),
        ("保密措施填错了，我们没签保密协议，有密码和门禁", [_PASSWORDS, _LOCKED]),
        ("保密措施改一下，门禁没得，协议也没签", [_PASSWORDS]),
        ("保密措施改成密码和门禁", [_PASSWORDS, _LOCKED]),
    ],
)
def test_what_is_denied_later_is_taken_out_and_the_rest_stays(said: str, kept: list[str]) -> None:
    talk = _asked_for_measures()
    talk.say("签了保密协议，有密码和门禁")
    talk.say(said)

    assert _measures(talk) == kept


@pytest.mark.parametrize(
    "said",
    [
        "侵权线索去掉“这个算不算偷商业秘密哦”",
        "侵权线索里面不要那句算不算偷",
        "把侵权线索里的“算不算偷商业秘密”删掉",
        "侵权线索不要算不算偷商业秘密那句",
    ],
)
def test_a_sentence_is_taken_out_of_a_text(said: str) -> None:
    talk = Conversation()
    for one in (*_TO_MEASURES, "2026年8月"):
        talk.say(one)
    talk.say("他能接触到图纸，走之前拷过，这个算不算偷商业秘密哦，我们有记录")
    talk.say(said)

    assert talk.state.running is not None
    assert value_of(talk.state.running.answers, "clue") == "他能接触到图纸，走之前拷过，我们有记录"
