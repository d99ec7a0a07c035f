"""Whoever wants a visit is told that the door was not said; it is taken at the summary and stops nothing."""

from __future__ import annotations

import pytest

from tests.bot.conversation.harness import Conversation
from tests.bot.conversation.midform import answers_of

_ANSWERS = {
    "company_name": "重庆明天科技有限公司",
    "district": "沙坪坝区西永街道",
    "topics": "保密制度怎么建",
    "question": "怎么签保密协议",
    "mode": "上门服务",
    "preferred_times": "下周二上午",
    "contact_name": "张丽",
    "phone": "13800138000",
}
_LACKS = "上门到哪里还没有说到门牌"


def _at_the_summary(**answers: str) -> Conversation:
    talk = Conversation()
    talk.say("预约指导站咨询")
    while talk.trace.field != "confirm":
        talk.say({**_ANSWERS, **answers}.get(talk.trace.field or "", "跳过"))
    return talk


@pytest.mark.parametrize("district", ["沙坪坝区西永街道", "江津区", "江津双福"])
def test_the_summary_says_that_the_door_was_not_told_and_it_is_filed_all_the_same(district: str) -> None:
    talk = _at_the_summary(district=district)

    assert _LACKS in talk.text
    talk.say("确认提交")
    assert len(talk.cases) == 1


@pytest.mark.parametrize("said", ["上门地址是微电园研发楼三期6栋", "上门地址：西永大道23号附8号"])
def test_what_is_said_there_stands_and_is_asked_for_no_more(said: str) -> None:
    talk = _at_the_summary()

    talk.say(said)

    assert str(answers_of(talk)["visit_address"]) in said
    assert talk.trace.field == "confirm" and _LACKS not in talk.text


@pytest.mark.parametrize("answers", [{"mode": "电话"}, {"district": "沙坪坝区西永街道西永大道23号附8号"}])
def test_nobody_is_told_so_who_named_the_door_or_wants_no_visit(answers: dict[str, str]) -> None:
    assert _LACKS not in _at_the_summary(**answers).text
