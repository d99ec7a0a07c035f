"""A new telephone that waits for its yes neither traps nor vanishes: other acts are done, then it comes again."""

from __future__ import annotations

import pytest

from bot.conversation.state import State
from tests.bot.conversation.harness import Conversation
from tests.bot.conversation.test_after_filing import STATES
from tests.bot.conversation.test_times_changed import ANSWERS


@pytest.fixture(scope="module")
def filed() -> Conversation:
    talk = Conversation()
    talk.say("举报侵犯商业秘密")
    for _ in range(30):
        if talk.trace.field == "confirm":
            break
        talk.say(ANSWERS.get(talk.trace.field or "", "跳过"))
    talk.say("确认提交")
    assert talk.cases
    return talk


def waiting(filed: Conversation) -> Conversation:
    """Return the conversation of whoever filed, with a new telephone read back."""
    talk = Conversation(state=State.read(filed.state.written()), cases=dict(filed.cases))
    assert "1 3 9 0 0 1 3 9 0 0 0" in talk.say("我电话写错了 换成 13900139000")
    return talk


@pytest.mark.parametrize(
    ("said", "answered"),
    [
        ("再补充一点 他上个月又给客户发报价单", "已补充到编号"),
        ("查进度", "核查期限到"),
        ("这个多久有结果", "核查期限到"),
        ("举报有没有奖励", "奖励"),
    ],
)
def test_another_act_is_done_and_the_number_asked_again(filed: Conversation, said: str, answered: str) -> None:
    talk = waiting(filed)
    told = talk.say(said)

    assert told.index(answered) < told.index("还没有确认") < told.index("1 3 9 0 0 1 3 9 0 0 0")
    assert not talk.contact
    talk.say("对")
    assert talk.contact == {"phone": "13900139000"}


def test_it_waits_for_the_end_of_a_wish(filed: Conversation) -> None:
    talk = waiting(filed)

    assert "理由" in talk.say("我要撤回")
    assert "还没有确认" in talk.say("和解了") and talk.notes[-1].purpose == "withdrawal_wish"
    talk.say("确认更正")
    assert talk.contact == {"phone": "13900139000"}


def test_it_waits_while_a_form_is_open_and_is_told_so_once(filed: Conversation) -> None:
    talk = waiting(filed)

    assert "还没有确认" in talk.say("我想预约指导站上门")
    assert "还没有确认" not in talk.say("重庆测试有限公司")
    talk.say("确认更正")
    assert talk.contact == {"phone": "13900139000"} and talk.trace.dialog == "consultation"


def test_what_is_offered_meanwhile_is_answered_first(filed: Conversation) -> None:
    talk = waiting(filed)

    assert "写给办理单位" in talk.say("给办案的同志带个话，报价单照片我明天传")
    assert "还没有确认" in talk.say("写给办理单位") and "照片我明天传" in talk.notes[-1].text


def test_who_leaves_it_is_told_that_the_old_one_stands(filed: Conversation) -> None:
    assert "还用原来的" in waiting(filed).say("不补充了")


def test_what_is_unclear_is_asked_again_at_once(filed: Conversation) -> None:
    talk = waiting(filed)

    assert "请逐位核对" in talk.say("号码对的") and "1 3 9 0 0 1 3 9 0 0 1" in talk.say("13900139001")


@pytest.mark.parametrize(
    "said", ["电话换成15123456789，另外我要撤回", "我手机改成15123456789了，还有我不想举报了"]
)
def test_a_wish_to_withdraw_behind_new_contact_data_is_not_lost_after_filing(said: str) -> None:
    talk = STATES["just filed"]("complaint")

    reply = talk.say(said)

    assert "1 5 1 2 3 4 5 6 7 8 9" in reply and "您还说到要撤回" in reply
    assert "您刚才还说到要撤回" in talk.say("确认更正")
    assert talk.contact == {"phone": "15123456789"}
    assert "撤回的理由" in talk.say("我要撤回")


@pytest.mark.parametrize(
    ("said", "added"),
    [
        ("我换电话了，15123456789。另外补充一下，他上周又给客户发了报价", "他上周又给客户发了报价"),
        ("补充：对方上周把图纸寄到成都去了。我手机换成15123456789了", "对方上周把图纸寄到成都去了"),
        ("号码改成15123456789，我们又找到两张聊天截图", "又找到两张聊天截图"),
        ("手机换号了15123456789，他们厂里又多了一个人在用我们的配方", "又多了一个人在用我们的配方"),
    ],
)
def test_what_is_added_beside_new_contact_data_is_not_lost(said: str, added: str) -> None:
    talk = STATES["just filed"]("complaint")

    asked = talk.say(said)
    then = talk.say("确认更正")

    assert "1 5 1 2 3 4 5 6 7 8 9" in asked and "接着再问您要不要补充" in asked
    assert talk.contact == {"phone": "15123456789"}
    assert added in then
    talk.say("好的")
    assert added in talk.notes[-1].text


@pytest.mark.parametrize(
    "said",
    [
        "我换号了，以后打15123456789，老号明天就注销",
        "电话换成15123456789，谢谢",
        "你好，麻烦把我手机改成15123456789，原来的打不通了",
    ],
)
def test_nothing_is_asked_where_only_the_number_changed(said: str) -> None:
    talk = STATES["just filed"]("complaint")

    assert "接着再问您" not in talk.say(said)
    assert "补充说明" not in talk.say("确认更正")
