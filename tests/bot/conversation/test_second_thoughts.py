"""Second thoughts before anything was filed: given up, wanted after all, a code that is lost."""

from __future__ import annotations

import pytest

from tests.bot.conversation.harness import Conversation

GIVES_UP = (
    "算了我还是不举报了",
    "不想告他了",
    "算了不告了，怕得罪人",
    "我不投诉了",
    "还是不举报了吧",
    "懒得举报了",
)
REPORTS_AFTER_ALL = ("还是报吧，我匿名", "算了，还是举报", "想了想还是要举报", "不行，必须举报他")
LOSES_THE_CODE = (
    "我的查询码最后一组忘记抄了，编号是Y023-CHSE-C，怎么办",
    "Y023-CHSE-C K3M7 QRTW 8X2P 后面一组丢了",
    "查询码少了一组，编号Y023-CHSE-C",
    "编号Y023-CHSE-C，查询码我找不到了",
)


@pytest.mark.parametrize("said", GIVES_UP)
def test_whoever_gives_up_before_it_began_is_told_that_nothing_was_handed_in(said: str) -> None:
    talk = Conversation()

    told = talk.say(said)

    assert "这里没有提交任何内容" in told
    assert "没有查到" not in told
    # Whoever did file, elsewhere, learns how to withdraw it.
    assert "想撤回的" in told


@pytest.mark.parametrize("said", GIVES_UP)
def test_whoever_gives_up_what_was_put_aside_is_told_that_it_stays_a_draft(said: str) -> None:
    talk = Conversation()
    talk.say("我想匿名举报")
    talk.say("取消")
    talk.say("确定取消")

    assert "删除草稿" in talk.say(said)


@pytest.mark.parametrize("said", REPORTS_AFTER_ALL)
def test_whoever_reports_after_all_gets_the_form(said: str) -> None:
    talk = Conversation()

    talk.say(said)

    assert talk.state.running is not None
    assert talk.state.running.form == ("tip" if "匿名" in said else "complaint")


@pytest.mark.parametrize("said", REPORTS_AFTER_ALL)
def test_whoever_reports_after_all_goes_on_where_it_was_left(said: str) -> None:
    talk = Conversation()
    talk.say("我单位老板偷了别人技术，想匿名举报")
    talk.say("取消")
    talk.say("确定取消")

    assert "接着上次的填" in talk.say(said)

    assert talk.state.running is not None
    assert talk.state.running.form == "tip"


@pytest.mark.parametrize("said", ["举报他要什么条件，还是先报警", "还要报备吗", "还是告诉我吧", "还是先报名吧"])
def test_what_only_sounds_like_it_opens_nothing(said: str) -> None:
    talk = Conversation()

    talk.say(said)

    assert talk.state.running is None


@pytest.mark.parametrize("said", LOSES_THE_CODE)
def test_a_lost_code_is_never_asked_for_again(said: str) -> None:
    talk = Conversation()

    told = talk.say(said)

    assert "找不回来" in told
    assert "请把编号和查询码写在" not in told


@pytest.mark.parametrize("said", ["我回来了，想接着看我的举报", "我来看看我的举报", "帮我看一下上次的案子"])
def test_whoever_comes_back_to_look_is_shown_their_case_and_no_form(said: str) -> None:
    talk = Conversation()

    talk.say(said)

    assert talk.state.running is None
    assert "编号和查询码" in talk.text


TWO_COMPANIES = (
    "重庆津渝机械有限公司今年8月从挖来的工程师那里拿到模具图纸，放在双福的车间里用；"
    "另外重庆好家食品公司的销售总监把老东家的客户名单发给同事用来抢客户。"
)


@pytest.mark.parametrize("before", [("提供违法线索",), ("我要匿名举报",), ("我要匿名举报", "其他知情人")])
@pytest.mark.parametrize("asks", ["", "还想问一下我们自己公司应该怎么建保密制度。"])
def test_a_story_told_in_the_form_is_read_whatever_was_asked_and_its_question_is_not_lost(
    before: tuple[str, ...], asks: str
) -> None:
    talk = Conversation()
    for said in before:
        talk.say(said)
    if "匿名，不留姓名和电话" in talk.text:
        talk.say("匿名")

    told = talk.say(TWO_COMPANIES + asks)

    running = talk.state.running
    assert running is not None
    answers = {name: answer.value for name, answer in running.answers.items()}
    assert answers["reported_name"] == "重庆津渝机械有限公司"
    assert answers["reporter_role"] == "other"
    assert "重庆好家食品公司" in told
    assert ("怎么建保密制度" in told) == bool(asks)
