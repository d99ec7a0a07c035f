"""A person asked for: where, whether, what is heard meanwhile, and back; the bot or an officer, never both."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.conversation.person.asked import DeskGlance
from bot.conversation.state import State
from intake.talks.talk import MOST_LINES, TalkState
from tests.bot.conversation.harness import Conversation

OPENS = datetime(2026, 11, 23, 6, tzinfo=UTC)
YES, BARE = "同意，转人工", "同意，不带前面的话"


def a_desk(bureau: str, *, is_open: bool = True) -> DeskGlance:
    return DeskGlance(bureau, "09:00—12:00、14:00—17:30", is_open, OPENS, 10)


def somebody(*desks: str, **more: Any) -> Conversation:
    return Conversation(status="published", desks=tuple(map(a_desk, desks)), **more)


def with_an_officer(*said: str) -> Conversation:
    """Return somebody whose talk an officer holds; `said` comes before they ask for a person."""
    talk = somebody("jiangjin")
    for words in (*said, "转人工", "江津区", YES):
        talk.say(words)
    assert talk.talk is not None
    talk.talk = replace(talk.talk, state=TalkState.HELD, officer_id="o1")
    talk.told.clear()
    return talk


@pytest.mark.parametrize("asks", ["转人工", "找个人", "有没有人工客服", "我要跟真人说"])
def test_whoever_asks_for_a_person_is_asked_where_and_then_whether(asks: str) -> None:
    talk = somebody("jiangjin", "banan")

    assert "请问您要找哪个区县" in talk.say(asks)
    consent = talk.say("双福街道")
    assert "江津区市场监督管理部门" in consent and "看不到您的账号和姓名" in consent
    assert talk.talk is None
    assert "正在等人接" in talk.say(YES) and "10分钟" in talk.text
    assert talk.talk is not None and talk.talk.bureau == "jiangjin"


@pytest.mark.parametrize(
    ("desks", "answer", "told", "bureau"),
    [
        (("municipal", "jiangjin"), "不清楚", "重庆市市场监督管理局", "municipal"),
        (("municipal",), "巴南", "巴南区市场监督管理部门没有开通网上值守，可以转给市局", "municipal"),
        (("jiangjin",), "巴南", "没有开通网上值守，这个对话里现在没有", ""),
        (("jiangjin",), "不转了", "好的，不转人工", ""),
        (("jiangjin",), "算了", "好的，不转人工", ""),
        # What is no place is heard as ever.
        (("jiangjin",), "什么是商业秘密？", "不为公众所知悉", ""),
    ],
)
def test_where_is_asked_once(desks: tuple[str, ...], answer: str, told: str, bureau: str) -> None:
    talk = somebody(*desks)
    talk.say("转人工")

    assert told in talk.say(answer)
    assert (talk.state.calling.bureau if talk.state.calling else "") == bureau


def test_the_bureau_of_ones_own_case_is_not_asked_for() -> None:
    assert "巴南区市场监督管理部门" in somebody("banan", own_bureau="banan").say("转人工")


def test_where_nobody_has_opened_a_desk_it_is_as_it_was() -> None:
    assert "没有值守的工作人员" in somebody().say("转人工")
    assert "没有值守的工作人员" in Conversation(status="helper").say("转人工")


def test_out_of_hours_it_is_said_when_somebody_comes_and_what_else_works() -> None:
    talk = Conversation(status="published", desks=(a_desk("jiangjin", is_open=False),))
    talk.say("转人工")

    told = talk.say("江津区")

    assert "没有人接" in told and "下一次从今天14:00开始" in told and "12315" in told
    assert talk.talk is None and talk.state.calling is None


def test_a_desk_that_has_closed_meanwhile_is_not_called() -> None:
    talk = somebody("jiangjin")
    talk.say("转人工")
    talk.say("江津")
    talk.desks = (a_desk("jiangjin", is_open=False),)

    assert "下一次从" in talk.say(YES)
    assert talk.talk is None


def test_what_was_said_lately_is_handed_over_only_with_a_yes() -> None:
    talk = somebody("jiangjin")
    for words in ("你好", "什么是商业秘密？", "转人工", "江津"):
        talk.say(words)
    bare = Conversation(status="published", desks=talk.desks, state=talk.state, now=talk.now)

    bare.say(BARE)
    talk.say(YES)

    assert bare.told == []
    assert talk.told[0] == "你好" and "什么是商业秘密？" in talk.told
    assert talk.state.lately is None


def test_no_form_no_code_no_case_and_nothing_pasted_waits_to_be_handed_over() -> None:
    talk = somebody("jiangjin")
    for words in (
        "配方是：白糖30克，盐5克，味精2克，酱油10毫升",
        "K7M2-9QXT-4 23AB-45CD-67EF-89GH-2345",
        "23AB-45CD",
        "查进度",
        "我要举报",
        "权利人",
        "重庆半坡茶业有限公司",
    ):
        talk.say(words)

    written = talk.state.lately.lines if talk.state.lately else ()

    assert not [
        words for words, _ in written if "白糖" in words or "K7M2" in words or "23AB" in words or "半坡" in words
    ]


def test_what_was_said_lately_is_kept_as_briefly_as_replies_are() -> None:
    talk = somebody("jiangjin", channel="wechat")
    for n in range(9):
        talk.say(f"什么是商业秘密{n}")
    assert talk.state.lately is not None and len(talk.state.lately.lines) == 3

    due = talk.state.due_at()
    talk.wait(minutes=61)

    assert due is not None and due <= talk.now
    assert talk.state.without_old_drafts(talk.now).lately is None


@pytest.mark.parametrize(
    ("said", "answered", "told"),
    [
        ("他们上周又来了", "收到，江津区市场监督管理部门的工作人员能看到", "他们上周又来了"),
        ("什么是商业秘密？", "收到", "什么是商业秘密？"),
        ("他们威胁我，说要打死我", "110", "他们威胁我，说要打死我"),
        ("我要撤回举报", "没有记到案件里", "我要撤回举报"),
        ("他们正在销毁证据", "立即致电", "他们正在销毁证据"),
        ("配方是：白糖30克，盐5克，味精2克，酱油10毫升", "没有保存", "没有保存，也没有转来"),
        ("这是国家秘密的文件", "保密", "没有保存，也没有转来"),
        ("长" * 1500, "只转去了前1000个字", "长" * 1000),
        ("转人工", "正在和您对话", ""),
    ],
)
def test_a_message_goes_to_the_officer_and_the_bot_says_only_what_cannot_wait(
    said: str, answered: str, told: str
) -> None:
    talk = with_an_officer()

    assert answered in talk.say(said)
    assert [text for text in talk.told if told in text] == (talk.told if told else [])
    assert bool(talk.told) is bool(told)


def test_it_is_acknowledged_once() -> None:
    talk = with_an_officer()

    assert "收到" in talk.say("在吗")
    assert (talk.say("我想问材料"), talk.say("谢谢")) == ("", "")
    assert talk.told == ["在吗", "我想问材料", "谢谢"]


def test_files_are_not_taken_and_the_menu_waits() -> None:
    talk = with_an_officer()

    assert "没有保存" in talk.say("", kind="image")
    assert "改用文字" in talk.say("", kind="voice")
    assert "人工对话还没有结束" in talk.say("", kind="event", event="click", event_key="complaint")
    assert talk.say("", kind="event", event="view") == ""
    assert talk.told == []


def test_a_code_is_for_nobody_elses_eyes() -> None:
    talk = with_an_officer()

    answer = talk.say("K7M2-9QXT-4 23AB-45CD-67EF-89GH-2345")

    assert answer and talk.told == []


@pytest.mark.parametrize(
    "pieces",
    [
        ("23AB-45CD", "67EF-89GH-2345"),
        ("我的查询码前面是23ab 45cd", "后面是 67EF—89GH—2345"),
        ("QXTH-HJWM-ZPBK", "BRVN-MCDE"),
    ],
)
def test_a_code_sent_bit_by_bit_is_for_nobody_elses_eyes_either(pieces: tuple[str, ...]) -> None:
    talk = with_an_officer()

    assert all("像是查询码的一部分" in talk.say(piece) for piece in pieces)
    assert talk.told == []


def test_of_a_code_sent_group_by_group_no_more_than_the_first_is_seen() -> None:
    talk = with_an_officer()

    answers = [talk.say(group) for group in ("23AB", "45CD", "67EF", "89GH", "2345")]

    assert talk.told == ["23AB", "2345"]
    assert ["一部分" in answer for answer in answers] == [False, True, True, True, False]


def test_what_only_resembles_a_piece_of_a_code_reaches_the_officer() -> None:
    talk = with_an_officer()
    said = (
        "编号是K7M2-9QXT-4", "电话 1380 0138 0000", "用的是 GOOD WORK 牌", "2024-2025 年的事",
        "型号 AB12-C3，2023", "8888",
    )  # fmt: skip

    for words in said:
        talk.say(words)

    assert talk.told == list(said)


def test_a_talk_that_is_full_takes_no_more() -> None:
    talk = with_an_officer()
    assert talk.talk is not None
    talk.talk = replace(talk.talk, lines=MOST_LINES)

    assert "太长了" in talk.say("还有")
    assert talk.told == []


@pytest.mark.parametrize("words", ["结束人工", "回到机器人", "请转回自动答复吧", "不用人工了", "结束对话"])
def test_whoever_wants_the_bot_back_has_it_and_the_form_goes_on(words: str) -> None:
    talk = with_an_officer("我要举报", "权利人")

    answer = talk.say(words)

    assert "人工对话结束了" in answer and "第2/" in answer
    assert talk.talk is None and talk.state.running is not None and talk.state.shelved is None


@pytest.mark.parametrize("words", ["能不能结束这个案子", "机器人答得不对", "人工费算不算损失", "我想取消举报"])
def test_what_only_sounds_so_goes_to_the_officer(words: str) -> None:
    talk = with_an_officer()
    talk.say(words)

    assert talk.told == [words] and talk.talk is not None


def test_a_form_is_kept_when_somebody_only_asked_and_goes_on_with_any_other_word() -> None:
    declined, other = somebody("jiangjin"), somebody("jiangjin")
    for talk in (declined, other):
        for words in ("我要举报", "权利人", "转人工", "江津"):
            talk.say(words)

    assert "第2/" in declined.say("不转了")
    assert "第3/" in other.say("经营信息")


@pytest.mark.parametrize("asked_before", ["删除草稿", "取消", "重新填写"])
def test_the_yes_to_a_person_is_no_yes_to_the_question_before(asked_before: str) -> None:
    talk = somebody("jiangjin")
    for words in ("我要举报", "权利人", asked_before, "转人工", "江津"):
        talk.say(words)

    assert "正在等人接" in talk.say("好的")
    assert "第2/" in talk.say("结束人工")


def test_at_the_summary_and_in_a_note_too() -> None:
    talk = somebody("jiangjin")
    for words in (
        "我是员工，匿名举报重庆长坪饲料厂，今年三月在江津双福用盗窃手段拿走同行的客户名单",
        "1",
        "先提交，以后再补",
    ):
        talk.say(words)
    assert "江津区市场监督管理部门的值守" in talk.say("转人工")
    talk.say(YES)
    assert "确认提交" in talk.say("结束人工")

    talk.say("确认提交")
    talk.say("补充材料说明")
    assert "请问您要找哪个区县" in talk.say("转人工")
    assert talk.state.running is None


def test_a_state_of_before_is_read_and_one_of_now_read_back() -> None:
    talk = somebody("jiangjin")
    for words in ("你好", "转人工", "江津"):
        talk.say(words)

    assert State.read(b'{"v":1}').calling is None
    assert State.read(talk.state.written()) == talk.state
