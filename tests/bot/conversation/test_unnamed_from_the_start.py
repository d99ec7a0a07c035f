"""Whoever wants to stay unknown is heard in the first words, and never becomes a named right-holder."""

from __future__ import annotations

import pytest

from intake.forms.form import value_of
from tests.bot.conversation.harness import Conversation


@pytest.mark.parametrize(
    "said",
    [
        "匿名举报有人偷客户名单",
        "匿名举报我老板偷别人技术",
        "匿名举报同行侵犯商业秘密",
        "我要匿名举报我们公司，他们偷别家的图纸来用",
        "我要匿名举报，重庆立新厂偷了别人配方",
    ],
)
def test_a_report_without_a_name_opens_the_tip_without_one(said: str) -> None:
    talk = Conversation()
    talk.say(said)

    assert talk.state.running is not None
    assert talk.state.running.form == "tip"
    assert value_of(talk.state.running.answers, "anonymous") is True


@pytest.mark.parametrize(
    "said",
    ["匿名举报有人偷我们公司客户名单", "我是权利人，想举报，但是不想留名字，怕对方报复", "我是权利人，想匿名举报"],
)
def test_an_owner_without_a_name_is_told_the_choice(said: str) -> None:
    talk = Conversation()

    assert "权利人举报需要实名" in talk.say(said)
    assert "改为匿名线索举报" in talk.text

    talk.say("匿名")

    assert talk.state.running is not None
    assert talk.state.running.form == "tip"
    assert value_of(talk.state.running.answers, "anonymous") is True
    assert value_of(talk.state.running.answers, "reporter_role") == "other"


@pytest.mark.parametrize(
    "said",
    [
        "匿名举报会不会查到我",
        "匿名举报有没有奖励",
        "匿名举报有人管吗",
        "匿名举报侵犯商业秘密要什么材料",
        "匿名举报我老板不发工资",
        "匿名举报隔壁饭店卖假酒",
    ],
)
def test_a_question_and_what_is_none_of_ours_open_nothing(said: str) -> None:
    talk = Conversation()
    talk.say(said)

    assert talk.state.running is None


@pytest.mark.parametrize(
    "opens", ["提供违法线索（可匿名）", "举报侵犯商业秘密", "我要举报，重庆立新厂偷了别人的客户名单"]
)
def test_the_wish_is_kept_after_it_was_only_answered(opens: str) -> None:
    talk = Conversation()
    for line in ("匿名举报", "我们公司的老总偷用别个公司的客户名单", opens):
        talk.say(line)

    assert talk.state.running is not None
    assert talk.state.running.form == "tip"
    assert value_of(talk.state.running.answers, "anonymous") is True

    assert "匿名已经记着" in talk.say("匿名")


def test_the_wish_is_given_up_in_words() -> None:
    talk = Conversation()
    for line in ("匿名举报", "算了我还是实名嘛", "举报侵犯商业秘密"):
        talk.say(line)

    assert talk.state.running is not None
    assert talk.state.running.form == "complaint"


_ON_THE_WAY = ("其他知情人", "重庆立新厂", "经营信息", "偷来的", "合川", "2026年3月", "先提交")


@pytest.mark.parametrize("answered", range(len(_ON_THE_WAY) + 1))
@pytest.mark.parametrize("said", ["算了我还是实名嘛", "还是实名算了"])
def test_the_wish_for_a_name_is_heard_at_every_field(answered: int, said: str) -> None:
    talk = Conversation()
    for line in ("我要匿名举报", *_ON_THE_WAY[:answered], said):
        talk.say(line)

    assert talk.state.running is not None
    assert value_of(talk.state.running.answers, "anonymous") is False
    assert all("实名" not in str(one.value) for one in talk.state.running.answers.values())

    talk.say("还是实名")

    assert all("实名" not in str(one.value) for one in talk.state.running.answers.values())


@pytest.mark.parametrize("said", ["莫跟别个说", "不要打电话给我", "别联系我", "千万莫说出去"])
@pytest.mark.parametrize("opens", [("我要匿名举报", "其他知情人"), ("我要举报", "权利人", "经营信息")])
def test_how_they_are_reached_names_nobody_and_calls_nobody(opens: tuple[str, ...], said: str) -> None:
    talk = Conversation()
    for line in opens:
        talk.say(line)
    assert talk.state.running is not None
    field = talk.state.running.field

    told = talk.say(said)

    assert "没有值守" not in told
    assert talk.state.running is not None
    assert talk.state.running.field == field == "reported_name"
    assert value_of(talk.state.running.answers, "reported_name") is None
