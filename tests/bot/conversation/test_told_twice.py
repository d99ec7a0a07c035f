"""A story of a secret is not sent away for a side sentence, and what was told before is not told again."""

from __future__ import annotations

import pytest

from intake.forms.form import value_of
from tests.bot.conversation.harness import Conversation

SIDE_SENTENCES = (
    "尾款20万一直没给。",
    "他们还欠我们货款没付，催了几回都不付钱。",
    "押金也没退给我们。",
    "他走的时候还欠公司借款没还。",
    "公司还拖欠他工资在仲裁。",
    "他们还抢注了我们的商标。",
    "房东也在催我们房租。",
    "合同里写了违约金，他们一分没付。",
)
SECRET = (
    "我们是重庆云岭软件有限公司，把调度算法的源代码放到重庆捷远物流的服务器上给他们验收，合同里有保密条款，今年7月他们自己推出了一样的系统，"
    "反编译出来连注释都是我们的。{side}我叫罗敏，13900008801。"
)


@pytest.mark.parametrize("side", SIDE_SENTENCES)
def test_a_side_sentence_makes_no_other_matter_of_a_secret(side: str) -> None:
    talk = Conversation()
    talk.say(SECRET.format(side=side))

    assert talk.state.running is not None and talk.state.running.form == "complaint"
    assert value_of(talk.state.running.answers, "reporter_name") == "重庆云岭软件有限公司"


def test_what_was_sent_elsewhere_first_is_taken_over_when_the_form_opens() -> None:
    talk = Conversation()
    talk.say(
        "重庆捷远物流欠我们尾款20万不付，我们公司是重庆云岭软件有限公司，给他们做的调度算法验收完就翻脸了，我叫罗敏，13900008801。"
    )
    assert talk.state.running is None
    talk.say("我说的是他们把我们的源代码拿去用了，我要投诉")

    assert talk.state.running is not None
    answers = talk.state.running.answers
    assert value_of(answers, "reporter_name") == "重庆云岭软件有限公司"
    assert value_of(answers, "phone") == "13900008801"
