"""A story that tells that it was taken and is used elsewhere is told at once which place is competent."""

from __future__ import annotations

import pytest

from tests.bot.conversation.harness import Conversation

_ALL_IN_CHENGDU = (
    "我们公司的客户名单被前员工王强拿去在成都使用的，他是在成都分公司上班的时候拷走的，我要举报",
    "我们总部在重庆，他是在成都分公司的电脑上拷走的客户名单，现在在成都的公司使用，我要举报",
)


@pytest.mark.parametrize("story", _ALL_IN_CHENGDU)
def test_all_of_it_elsewhere_is_said_at_once(story: str) -> None:
    talk = Conversation()
    answer = talk.say(story)

    assert talk.state.running is None
    assert "由当地市场监督管理部门管辖" in answer and "四川省成都市" in answer
    assert "市局接收" not in answer
    assert "哪里" not in answer


@pytest.mark.parametrize("story", _ALL_IN_CHENGDU)
def test_what_was_told_is_kept_in_case_a_place_is_here_after_all(story: str) -> None:
    talk = Conversation()
    talk.say(story)
    talk.say("继续填写")

    assert talk.state.running is not None and talk.state.running.form == "complaint"


@pytest.mark.parametrize(
    "story",
    [
        "我们公司的客户名单被前员工王强拿去在成都使用的，他是在渝中区办公室上班的时候拷走的，我要举报",
        "我们公司的客户名单被前员工王强拿去在成都使用，我要举报",
    ],
)
def test_one_place_that_is_here_or_open_opens_the_form(story: str) -> None:
    talk = Conversation()
    talk.say(story)

    assert talk.state.running is not None
