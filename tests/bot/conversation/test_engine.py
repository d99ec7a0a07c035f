"""What the conversation promises apart from its words: events, states, privacy, bad input."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from bot.conversation.channels import ChannelName
from bot.conversation.engine import advance
from bot.conversation.messages import Inbound, Location
from bot.conversation.paging import paged
from bot.conversation.state import State
from bot.conversation.turn import ForgetPerson, PersonSaid
from tests.bot.conversation.harness import Conversation, handbook

NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)
CORE = (
    "我要举报", "权利人", "经营信息", "重庆半坡茶业有限公司", "导出带走", "江津双福", "2021年", "2026年8月",
    "他能接触到", "重庆山蓝茶叶贸易有限公司", "周敏", "19900001101",
)  # fmt: skip


def a_conversation(*said: str, status: str = "demo", channel: str = "web") -> Conversation:
    talk = Conversation(status=status, channel=channel)
    for text in said:
        talk.say(text)
    return talk


def test_the_first_answer_says_what_the_service_is_and_answers_too() -> None:
    talk = a_conversation("我要举报")

    assert "不是正式举报渠道" in talk.replies[0].text
    assert "哪一种情况" in talk.replies[1].text


def test_the_notice_is_given_once() -> None:
    talk = a_conversation("你好", "我要举报")

    assert "不是正式举报渠道" not in talk.text


@pytest.mark.parametrize(
    ("status", "words"), [("helper", "只帮您整理材料"), ("published", "是市场监督管理部门公布的举报渠道")]
)
def test_each_status_is_told_as_it_is(status: str, words: str) -> None:
    assert words in a_conversation("你好", status=status).text


def test_a_helper_gives_a_draft_and_opens_no_case() -> None:
    talk = a_conversation(*CORE, "先提交", "属实", "确认提交", status="helper")

    download = talk.replies[-1].download
    assert talk.cases == {}
    assert download is not None
    assert "重庆半坡茶业有限公司" in download.text


def test_following_is_greeted_with_the_menu() -> None:
    talk = Conversation()

    talk.say("", kind="event", event="subscribe")

    assert [choice.say for choice in talk.replies[-1].choices] == [
        "举报侵犯商业秘密",
        "提供违法线索（可匿名）",
        "预约指导站咨询",
        "查进度",
    ]


def test_leaving_asks_to_be_forgotten_and_says_nothing() -> None:
    talk = a_conversation("我要举报")

    talk.say("", kind="event", event="unsubscribe")

    assert talk.forgotten
    assert talk.replies == ()


@pytest.mark.parametrize("event", ["view", "scan", "location", "other"])
def test_other_events_are_not_answered(event: str) -> None:
    talk = Conversation()

    talk.say("", kind="event", event=event)

    assert talk.replies == ()


@pytest.mark.parametrize(("key", "field"), [("complaint", "reporter_role"), ("consultation", "company_name")])
def test_a_press_on_the_menu_opens_the_form(key: str, field: str) -> None:
    talk = Conversation()

    talk.say("", kind="event", event="click", event_key=key)

    assert talk.trace.field == field


@pytest.mark.parametrize("kind", ["image", "voice", "video", "file", "link", "unknown", "location"])
@pytest.mark.parametrize("opening", [(), ("我要举报",)])
def test_every_kind_of_message_is_answered(kind: str, opening: tuple[str, ...]) -> None:
    talk = a_conversation(*opening)

    talk.say("", kind=kind)

    assert talk.text.strip()


def test_a_number_names_a_choice_in_any_writing() -> None:
    for typed in ("2", "２", "②", "第二个", "选2", "2."):
        talk = a_conversation("我要举报", typed)

        assert talk.state.running is not None
        assert talk.state.running.answers["reporter_role"].value == "licensee", typed


def test_a_second_confirmation_files_nothing_more() -> None:
    talk = a_conversation(*CORE, "先提交", "属实", "确认提交", "确认提交", "确认")

    assert len(talk.cases) == 1


def test_a_pasted_secret_stands_neither_in_the_state_nor_in_the_answer() -> None:
    talk = a_conversation(*CORE[:3], "配方：牛油62.5%、豆瓣酱11.2%、冰糖3.1%，180度炒27分钟")

    assert "62.5" not in talk.text
    assert "62.5" not in talk.state.written().decode()


def test_an_identity_card_number_is_not_kept() -> None:
    talk = a_conversation(*CORE[:3], "身份证500103199001011234")

    assert "500103199001011234" not in talk.state.written().decode()


def test_an_anonymous_tip_hands_over_nothing_that_names_its_filer() -> None:
    anonymous = a_conversation(
        "我叫王小明，电话19900001109，我是厂里员工，匿名举报我们厂偷同行的报价表",
        "长坪饲料厂", "偷来的", "合川", "2026年3月", "先提交", "确认",
    )  # fmt: skip

    draft = anonymous.draft
    assert draft.anonymous
    assert "王小明" not in repr(draft)
    assert "19900001109" not in repr(draft)


def test_an_owner_never_files_without_a_telephone() -> None:
    talk = a_conversation(*CORE[:-1], "不留", "不留", "先提交", "不留", "跳过", "确认提交", "提交")

    assert talk.cases == {}
    assert talk.trace.field == "phone"


def test_what_was_typed_is_kept_beside_what_was_understood() -> None:
    talk = a_conversation(*CORE, "先提交", "属实", "损失改成三十来万", "确认提交")

    assert talk.draft.fields["loss_amount"] == 300_000
    assert talk.draft.typed["loss_amount"] == "三十来万"


def test_a_case_is_told_only_to_who_filed_it() -> None:
    filer = a_conversation(*CORE, "先提交", "属实", "确认提交")
    reference = next(iter(filer.cases))

    stranger = a_conversation(f"查一下{reference}")
    nobody = a_conversation("查进度")

    assert reference not in stranger.text
    assert stranger.replies[-1] == nobody.replies[-1]


def test_a_wish_to_withdraw_is_a_note() -> None:
    talk = a_conversation(*CORE, "先提交", "属实", "确认提交", "我想撤回举报", "已经和解了")

    assert [note.purpose for note in talk.notes] == ["withdrawal_wish"]


@pytest.mark.parametrize(
    "said",
    [
        "我确认一下",
        "你确定",
        "对吧",
        "没问题就好",
        "帮我确认看看",
        "没错吧",
        "是我",
        "属实就好",
        "我提交看看",
        "没问题才怪",
    ],
)
def test_a_doubt_a_question_or_a_condition_files_nothing(said: str) -> None:
    at_the_declaration = a_conversation(*CORE, "先提交", said, "确认提交")
    at_the_summary = a_conversation(*CORE, "先提交", "属实", said)

    assert at_the_declaration.cases == {}
    assert at_the_summary.cases == {}


@pytest.mark.parametrize(
    "said", ["可以，以上内容均属实，本人愿承担相应法律责任", "不会有假，全是真的，报上去嘛", "ok submit"]
)
def test_a_whole_yes_files(said: str) -> None:
    assert a_conversation(*CORE, "先提交", "属实", said).cases


@pytest.mark.parametrize("said", ["对吧", "你确定", "是我"])
def test_a_question_back_is_no_name(said: str) -> None:
    talk = a_conversation(*CORE[:-2], said)

    assert "contact_name" not in talk.state.running.answers  # type: ignore[union-attr]


def test_the_state_survives_being_written_down() -> None:
    talk = a_conversation(*CORE, "先提交", "属实")

    assert State.read(talk.state.written()) == talk.state


def test_a_wechat_turn_fits_its_page_and_the_rest_can_be_read_on() -> None:
    talk = a_conversation(*CORE, "先提交", "属实", channel="wechat")

    page, waiting = paged(talk.replies, 600)
    talk.state = replace(talk.state, more=waiting)
    talk.say("更多")

    assert len(page.text.encode()) <= 600
    assert talk.text == waiting[0]


def test_a_draft_put_aside_is_offered_with_the_greeting() -> None:
    talk = a_conversation("我要举报", "权利人", "取消", "确定取消", "你好")

    assert talk.replies[-1].choices[0].say == "继续填写"


def test_a_location_is_only_taken_where_a_place_is_asked_for() -> None:
    talk = a_conversation("我要举报")

    talk.say("", location=Location(29.6, 106.3, "江津区双福街道"))

    assert talk.trace.field == "reporter_role"
    assert "没有记下" in talk.text


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_whatever_is_typed_is_answered(text: str) -> None:
    message = Inbound(ChannelName.WEB, "person", "key", "text", NOW, text=text)
    filled = a_conversation(*CORE[:5]).state

    for state in (State(), filled):
        turn = advance(state, PersonSaid(message), handbook(), NOW)
        # Of 「结果」 the cases are looked up first.
        assert turn.replies or turn.request is not None


@pytest.mark.parametrize(
    "text", ["😀" * 5000, "啊" * 10_000, "1" * 10_000, "\u202e\u200b\x00", "。" * 3000, "a b " * 2500]
)
def test_odd_and_endless_messages_get_a_short_answer(text: str) -> None:
    for opening in ((), CORE[:3], CORE[:5], CORE):
        talk = a_conversation(*opening)

        talk.say(text)

        assert 0 < len(talk.text) < 1500


def test_the_request_to_forget_is_the_only_one_without_an_answer() -> None:
    message = Inbound(ChannelName.WECHAT, "person", "key", "event", NOW, event="unsubscribe")

    assert advance(State(), PersonSaid(message), handbook(), NOW).request == ForgetPerson()


@pytest.mark.parametrize("before", [(), ("我要举报", "权利人", "经营信息", "重庆半坡茶业有限公司")])
def test_of_a_message_that_is_too_long_it_is_said_how_much_was_looked_at(before: tuple[str, ...]) -> None:
    long = "他们把报价单拿走了，" + "又拿走了。" * 400

    said = a_conversation(*before, long)
    enough = a_conversation(*before, long[:2_000] + "  ")

    assert f"这条消息有{len(long)}个字，一次只看前2000个，" in said.replies[0].text
    assert len(said.replies) > 1 and "这条消息有" not in enough.text


def test_a_note_that_is_too_long_says_so_once_and_keeps_nothing() -> None:
    talk = a_conversation(*CORE, "先提交", "属实", "确认提交", "补充材料说明", "补充：" + "他们又卖了一批。" * 300)

    assert "还没有记下" in talk.text and "一次只看前" not in talk.text and talk.notes == []
