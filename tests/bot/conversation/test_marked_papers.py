"""A company's own marks are no secret of the state; what is one is stopped all the same."""

from __future__ import annotations

import pytest

from tests.bot.conversation.harness import Conversation


@pytest.mark.parametrize(
    "measure", ["我们跟他签了保密协议，涉密文件都加盖密级章", "商业秘密分三级，机密级文件由专人保管"]
)
def test_a_story_with_a_companys_own_marks_opens_the_form(measure: str) -> None:
    talk = Conversation()

    talk.say(f"我要举报前采购经理陶立新，他把我们公司的供应商名录给了重庆聚源化工有限公司，{measure}")

    assert talk.state.running is not None
    assert talk.state.running.form == "complaint"


@pytest.mark.parametrize("said", ["我手里有一份涉密文件要交给你们", "他把国家秘密卖到国外，我要举报"])
def test_a_secret_of_the_state_opens_no_form(said: str) -> None:
    talk = Conversation()

    talk.say(said)

    assert talk.state.running is None
