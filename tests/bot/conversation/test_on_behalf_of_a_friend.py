"""Whoever speaks for a friend is not taken for whose secret it is: who they are is asked."""

from __future__ import annotations

import pytest

from tests.bot.conversation.answering import conversation_at


@pytest.mark.parametrize(
    "said",
    [
        ("我要举报，帮朋友举报",),
        ("我朋友的公司配方遭人偷了，他叫我帮他问哈咋个告", "我要举报，帮朋友举报"),
        ("我朋友的公司配方遭人偷了，我要举报",),
        ("我要举报，替亲戚反映，他公司的图纸被前员工拷走了",),
    ],
)
def test_who_speaks_for_a_friend_is_asked_who_they_are(said: tuple[str, ...]) -> None:
    talk = conversation_at("idle")

    for one in said:
        talk.say(one)

    running = talk.state.running
    assert running is not None and "reporter_role" not in running.answers, talk.text
    assert talk.trace.field == "reporter_role"


@pytest.mark.parametrize(
    "said", ["我们公司配方遭人偷了，我要举报，我朋友也晓得", "我老公的厂配方遭人偷了，我要举报"]
)
def test_a_firm_of_ones_own_or_of_the_family_is_the_owners(said: str) -> None:
    talk = conversation_at("idle")

    talk.say(said)

    running = talk.state.running
    assert running is not None and running.answers["reporter_role"].value == "right_holder", talk.text


def test_who_asks_for_a_friend_helps_nobody_to_what_is_asked_about() -> None:
    talk = conversation_at("idle")

    talk.say("我朋友的公司配方遭人偷了，他叫我帮他问哈咋个告")

    assert "还帮忙的，要负责" not in talk.text and "能不能替别人" in talk.text, talk.text
