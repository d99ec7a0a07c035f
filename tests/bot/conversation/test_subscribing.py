"""Notices in the chat: asked step by step, in one sentence, shown, and stopped by one word anywhere."""

from __future__ import annotations

from datetime import date

import pytest

from bot.conversation.bulletins.exchanged import BulletinGlance
from intake.bulletins.bulletin import BulletinWish, Subject
from intents.telling.subscribing import Subscribing, subscribing_in
from tests.bot.conversation.harness import Conversation
from tests.bot.conversation.notices_board import NoticesBoard
from tests.builders import bureaus

# A district that is no more is said all the same.
FORMER_YUBEI = next(one.code for one in bureaus().on(date(2026, 11, 23)) if "渝北区" in one.serves)
TRAINING = BulletinGlance("商业秘密培训", "时间：2026年12月7日 14:00-16:00，地点：区政府", "http://page/notices/1")


def test_it_asks_for_subject_and_district_and_says_how_it_stops() -> None:
    talk = Conversation(notices=NoticesBoard((TRAINING,)))
    asked = talk.say("我要订阅通知")
    assert "想收哪一类通知" in asked and [choice.say for choice in talk.replies[-1].choices][-1] == "全部主题"
    assert "哪个区县的" in talk.say("培训和政策")
    told = talk.say("江津区")
    assert (
        "已经订阅：培训宣传、政策法规，江津区" in told
        and "商业秘密培训" in told
        and "回复“退订”或者“停”就停" in told
    )
    assert talk.notices.wish == BulletinWish(
        frozenset({Subject.TRAINING, Subject.POLICY}), frozenset({"jiangjin"})
    )
    assert "您订阅的是：培训宣传、政策法规，江津区" in talk.say("我的订阅")
    assert "已经退订" in talk.say("退订") and talk.notices.wish is None
    assert "您还没有订阅通知" in talk.say("退订")


def test_buttons_alone_lead_through() -> None:
    talk = Conversation()
    for pressed in ("订阅通知", "5", "1"):
        told = talk.say(pressed)
    assert "已经订阅：全部主题，全市都要" in told and talk.notices.wish == BulletinWish()


@pytest.mark.parametrize(
    ("said", "wish"),
    [
        ("帮我订阅江津区的培训通知", BulletinWish(frozenset({Subject.TRAINING}), frozenset({"jiangjin"}))),
        ("订阅江津和巴南的通知", BulletinWish(frozenset(), frozenset({"jiangjin", "banan"}))),
        ("订阅全市的风险提示", BulletinWish(frozenset({Subject.WARNING}))),
        ("以后合川有培训告诉我一声", BulletinWish(frozenset({Subject.TRAINING}), frozenset({"hechuan"}))),
        ("订阅渝北的政策", BulletinWish(frozenset({Subject.POLICY}), frozenset({FORMER_YUBEI}))),
    ],
)
def test_one_sentence_is_enough(said: str, wish: BulletinWish) -> None:
    talk = Conversation()
    assert "已经订阅" in talk.say(said) and talk.notices.wish == wish


def test_what_is_no_answer_is_heard_as_always() -> None:
    talk = Conversation()
    talk.say("订阅通知")
    assert "订阅" not in talk.say("什么是商业秘密") and talk.notices.wish is None
    talk.say("订阅培训")
    assert "已经订阅" not in talk.say("查进度") and talk.notices.wish is None


def test_one_word_stops_in_the_middle_of_a_form_and_the_form_goes_on() -> None:
    talk = Conversation(notices=NoticesBoard(wish=BulletinWish()))
    question = talk.say("预约指导站咨询")
    told = talk.say("退订")
    assert talk.notices.wish is None and "已经退订" in told
    assert talk.replies[-1].text.splitlines()[-1] in question


def test_what_stands_is_shown_with_a_way_to_subscribe() -> None:
    talk = Conversation(notices=NoticesBoard((TRAINING,)))
    told = talk.say("最近有什么培训")
    assert "商业秘密培训 时间：2026年12月7日" in told and "http://page/notices/1" in told
    assert [choice.say for choice in talk.replies[-1].choices] == ["订阅通知"]


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("退订", Subscribing.STOP),
        ("退订。", Subscribing.STOP),
        ("退定", Subscribing.STOP),
        ("请问你们什么时候培训", Subscribing.LIST),
        ("你们好久办培训嘛", Subscribing.LIST),
        ("退定金怎么办", None),
        ("我要退订", Subscribing.STOP),
        ("取消订阅", Subscribing.STOP),
        ("TD", Subscribing.STOP),
        ("不要再给我发通知了", Subscribing.STOP),
        ("我订阅了啥子", Subscribing.MINE),
        ("有没有培训", Subscribing.LIST),
        ("最近有啥子培训可以参加的", Subscribing.LIST),
        ("下次有讲座喊我一声", Subscribing.SUBSCRIBE),
        ("培训", None),
        ("通知书什么时候到", None),
        ("一年要培训几次", None),
        ("他们培训员工的时候把资料拷走了", None),
        ("怎么没收到立案通知", None),
        ("我没有订阅过", None),
        ("客户把我们的订阅系统源代码拿走了，怎么举报，我想问一下这个算不算商业秘密，能不能先去你们那里看看", None),
    ],
)
def test_what_is_meant_is_told_from_what_is_like_it(said: str, wanted: Subscribing | None) -> None:
    assert subscribing_in(said) is wanted


ENOUGH = ["我不想收了", "莫再发了", "莫发了", "別發了", "别再给我发消息了", "不要再收到这些了"]
BARE = ["停", "停止", "停掉", "停了吧", "不要了", "不用了", "别发了", "不收了", "够了", "取消", "都不要了"]
STOP = ["取消订阅", "取消通知", "不要给我发通知了", "别再推送", "不想再收到通知了", "關閉推送"]
STOP += ["你们莫再发通知了嘛"]


@pytest.mark.parametrize("said", [*ENOUGH, *BARE, *STOP])
def test_plain_words_stop_whoever_has_subscribed(said: str) -> None:
    talk = Conversation()
    for step in ("订阅江津区的培训通知", "什么是商业秘密"):
        talk.say(step)
    assert "已经退订" in talk.say(said) and talk.notices.wish is None


@pytest.mark.parametrize("said", STOP)
def test_words_that_name_notices_are_told_that_there_are_none(said: str) -> None:
    assert "您还没有订阅通知" in Conversation().say(said)


@pytest.mark.parametrize("said", [*ENOUGH, *BARE])
def test_words_that_name_none_stay_what_they_were_without_a_subscription(said: str) -> None:
    assert "订阅" not in Conversation().say(said)
    talk = Conversation()
    for step in ("订阅全市的风险提示", "退订"):
        talk.say(step)
    assert "订阅" not in talk.say(said)


@pytest.mark.parametrize("said", ["退订", "我不想收了", "取消通知"])
@pytest.mark.parametrize("steps", [("订阅通知",), ("订阅通知", "培训"), ("订阅通知", "江津")])
def test_whoever_stops_while_they_are_asked_is_told_that_the_question_is_dropped(
    steps: tuple[str, ...], said: str
) -> None:
    talk = Conversation()
    for step in steps:
        talk.say(step)
    assert "刚才问的不用再选了" in talk.say(said)
    assert "已经订阅" not in talk.say("江津") and talk.notices.wish is None


@pytest.mark.parametrize(
    ("place", "subject", "wish"),
    [
        ("江津", "培训", BulletinWish(frozenset({Subject.TRAINING}), frozenset({"jiangjin"}))),
        ("江津区的", "全部主题", BulletinWish(frozenset(), frozenset({"jiangjin"}))),
        ("江津和巴南嘛", "政策", BulletinWish(frozenset({Subject.POLICY}), frozenset({"jiangjin", "banan"}))),
        ("全市", "风险", BulletinWish(frozenset({Subject.WARNING}))),
        ("渝北", "都要", BulletinWish(frozenset(), frozenset({FORMER_YUBEI}))),
        ("江津", "巴南的培训", BulletinWish(frozenset({Subject.TRAINING}), frozenset({"banan"}))),
    ],
)
def test_a_district_named_first_is_kept_and_the_subject_asked_again(
    place: str, subject: str, wish: BulletinWish
) -> None:
    talk = Conversation()
    talk.say("订阅通知")
    again = talk.say(place)
    assert "想收哪一类通知" in again and [one.say for one in talk.replies[-1].choices][-1] == "全部主题"
    assert "已经订阅" in talk.say(subject) and talk.notices.wish == wish


def test_a_second_thought_on_the_subject_is_taken_and_a_question_of_a_district_is_heard() -> None:
    talk = Conversation()
    for step in ("订阅通知", "培训"):
        talk.say(step)
    assert "哪个区县的" in talk.say("政策法规") and "已经订阅：政策法规，江津区" in talk.say("江津")
    talk = Conversation()
    talk.say("订阅通知")
    assert "想收哪一类" not in talk.say("江津区举报电话是多少")


@pytest.mark.parametrize(
    ("said", "district"),
    [
        ("两江", "两江新区"),
        ("高新", "高新区"),
        ("万盛的", "万盛经开区"),
        ("石柱", "石柱土家族自治县"),
        ("珞璜镇", "江津区"),
        ("双福", "江津区"),
    ],
)
def test_a_district_is_known_by_what_people_call_it_and_by_a_place_in_it(said: str, district: str) -> None:
    talk = Conversation()
    talk.say("订阅通知")
    talk.say("培训宣传")

    assert f"已经订阅：培训宣传，{district}。" in talk.say(said)


@pytest.mark.parametrize("said", [*BARE, *STOP, "我不想收了", "退订"])
def test_one_word_stops_at_once_and_the_same_is_had_again_by_what_is_said(said: str) -> None:
    talk = Conversation()
    talk.say("订阅江津区的培训")
    wish = talk.notices.wish

    told = talk.say(said)

    assert talk.notices.wish is None and "按错了的，回复“订阅培训宣传，江津区”再订上" in told
    assert "已经订阅" in talk.say("1") and talk.notices.wish == wish


@pytest.mark.parametrize(
    "bureau", [one.name for one in bureaus().on(date(2026, 11, 23)) if one.code != "municipal"]
)
def test_what_is_said_to_have_it_again_is_understood_of_every_district(bureau: str) -> None:
    talk = Conversation()
    talk.say(f"订阅{bureau}的政策和风险")
    wish = talk.notices.wish
    talk.say("停")

    talk.say(talk.replies[-1].choices[0].say)

    assert talk.notices.wish == wish and wish is not None and wish.districts


@pytest.mark.parametrize("said", [*BARE, "莫发了"])
@pytest.mark.parametrize("form", ["预约指导站咨询", "举报侵犯商业秘密"])
def test_in_a_form_a_bare_word_means_the_form(said: str, form: str) -> None:
    talk = Conversation(notices=NoticesBoard(wish=BulletinWish()))
    talk.say("我的订阅")
    talk.say(form)

    talk.say(said)

    assert talk.notices.wish == BulletinWish()


@pytest.mark.parametrize("said", ["不要了", "取消"])
def test_where_a_draft_or_an_appointment_may_be_meant_only_what_was_just_told_is_stopped(said: str) -> None:
    talk = Conversation(notices=NoticesBoard(wish=BulletinWish()))
    for step in ("我的订阅", "预约指导站咨询", "重庆甲公司", "先存着", "什么是商业秘密", said):
        talk.say(step)
    assert talk.notices.wish == BulletinWish()

    talk.say("我的订阅")
    talk.say(said)
    assert talk.notices.wish is None


@pytest.mark.parametrize("said", ["停工留薪怎么算", "停止侵权要多久", "不要商业秘密的具体内容可以吗", "取消预约"])
def test_longer_words_mean_what_they_say(said: str) -> None:
    talk = Conversation(notices=NoticesBoard(wish=BulletinWish()))
    talk.say("我的订阅")

    talk.say(said)

    assert talk.notices.wish == BulletinWish()
