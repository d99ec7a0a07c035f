"""Whoever is in danger hears where help is first: in despair nothing else is said, under threat all goes on."""

from __future__ import annotations

import pytest

from intents.telling.despair import is_of_another, tells_of_despair
from tests.bot.conversation.answering import conversation_at
from tests.bot.conversation.every_field import every_field, standing_at_field
from tests.bot.conversation.harness import Conversation

DESPAIR = [
    "我不想活了",
    "我不想活了，被公司逼得走投无路",
    "我不想活了，公司欠我钱还要告我泄密",
    "活起没得意思了",
    "活着真的没什么意思",
    "公司倒了，我也活不下去了",
    "想从楼上跳河，一了百了",
    "我真想死了算了",
    "药都买好了，遗书也写了",
    "wo bu xiang huo le",
    "我想从楼顶跳下去",
    "没得活路了，我不想活嘞",
]
NO_DESPAIR = [
    "我们厂活不下去了，客户都被他挖走了",
    "他们把配方拿去跳楼价卖",
    "他跳槽去了对门厂",
    "打死我也不信他没偷",
    "同行这样抢客户我们没法活了",
    "老板喊我去死",
    "生活用品配方被偷了",
    "想死守这个秘密",
    "他是干活没得意思才走的",
    "员工自杀了的补偿归哪里管",
]
PLACES = [
    "idle",
    "idle, filed",
    "idle, with a letter",
    "idle, with a draft",
    "complaint, really cancel",
    "complaint, summary",
    "complaint, act_date, after a while",
    "note",
    "note, names",
]


@pytest.mark.parametrize("said", DESPAIR)
@pytest.mark.parametrize("place", PLACES)
def test_despair_is_answered_with_care_alone_and_nothing_is_touched(place: str, said: str) -> None:
    talk = conversation_at(place)
    before, notes = talk.state, list(talk.notes)

    talk.say(said)

    assert "110" in talk.text and "120" in talk.text and "家里人" in talk.text
    assert len(talk.replies) == 1 and not talk.replies[0].choices
    assert talk.state == before and talk.notes == notes


def test_despair_is_heard_at_every_item_of_every_form() -> None:
    for form, field in every_field():
        talk = standing_at_field(form, field)
        before = talk.state
        assert "120" in talk.say("我不想活了") and talk.state == before, (form, field)
        assert "都给您留着" in talk.text


def test_despair_is_heard_as_the_very_first_word() -> None:
    assert "120" in Conversation().say("我不想活了")
    assert "120" in Conversation(status="helper").say("活起没得意思了")


@pytest.mark.parametrize("said", NO_DESPAIR)
def test_what_only_sounds_like_it_is_answered_as_ever(said: str) -> None:
    assert not tells_of_despair(said)


@pytest.mark.parametrize("said", ["我老婆说她想跳楼", "员工被逼得不想活了，咋办"])
def test_of_another_it_is_said_that_they_are_not_to_be_left_alone(said: str) -> None:
    assert is_of_another(said)
    assert "不要让人单独待着" in conversation_at("idle").say(said)


STORIES = [
    "我要举报！！！前员工把我们的设计图卖了，他威胁我说再告就砸我屋头，我怕得很",
    "前员工把我们的客户名单偷了，昨天还带人到我厂门口堵我，我要举报",
]
FEARS = [
    "我好怕哦，他晓得我住哪里",
    "他刚才又打电话来吓我",
    "我怕得很",
    "他喊人来我屋头门口守起",
    "他们找到我家住在哪里了",
]


@pytest.mark.parametrize("said", STORIES)
def test_a_story_with_a_threat_names_the_police_first_and_opens_its_form(said: str) -> None:
    talk = conversation_at("idle")
    talk.say(said)
    assert talk.replies[0].text.startswith("有危险请马上拨打110")
    assert talk.state.running is not None and talk.state.running.form == "complaint"


@pytest.mark.parametrize(
    "place", ["complaint, act_kinds", "complaint, phone", "tip, reported_name", "complaint, summary"]
)
@pytest.mark.parametrize("said", FEARS)
def test_in_a_form_the_police_come_first_and_the_same_question_again(place: str, said: str) -> None:
    talk = conversation_at(place)
    before = talk.state.running
    talk.say(said)
    assert talk.replies[0].text.startswith("有危险请马上拨打110"), talk.text
    assert talk.state.running is not None and before is not None
    assert talk.state.running.field == before.field and talk.state.running.answers == before.answers


@pytest.mark.parametrize("said", FEARS)
def test_before_anything_is_filed_it_is_said_too_and_a_report_opens_after_it(said: str) -> None:
    talk = conversation_at("idle")
    assert talk.say(said).startswith("有危险请马上拨打110")
    talk.say("我要举报")
    assert talk.state.running is not None


@pytest.mark.parametrize(
    "said", ["怕被打击报复", "怕老板晓得是我", "会不会有人知道我住哪里", "你们怎么知道我住哪里", "我怕填错了"]
)
def test_who_asks_what_might_happen_is_answered(said: str) -> None:
    assert not conversation_at("idle").say(said).startswith("有危险请马上拨打110")


FRAUDS = [
    "有人叫我交500块钱保证金才给我立案，说是你们指导站的，真的假的",
    "有个自称市场监管局的打电话叫我转3000块服务费才帮我查，是真的不",
    "指导站的人喊我先交2000块保证金",
    "接到个电话说是12315的，要我把验证码报给他",
    "他说他是局里的，让我扫码付款才处理我的举报",
    "那个钱是不是骗子",
    "我怕是遇到骗子了",
    "指导站收我押金合法吗",
    "你们站的人喊我交3000",
    "局里的人找我要验证码",
]
NO_FRAUDS = [
    "你们是不是骗子",
    "让我提供转账记录才查",
    "叫我交身份证才立案",
    "指导站咨询要交费吗",
    "他骗走了我们的配方",
    "对方要我赔50万，不然就告我",
    "举报要不要交钱",
    "他拿了5万块钱把客户名单卖了",
    "我们交了保密协议的",
    "被他骗了，客户名单都拿走了，是个骗子",
]


@pytest.mark.parametrize("said", FRAUDS)
@pytest.mark.parametrize(
    "place", ["idle", "idle, filed", "complaint, act_kinds", "complaint, clue", "consultation, question"]
)
def test_whoever_is_asked_for_money_is_warned_and_no_form_opens(place: str, said: str) -> None:
    talk = conversation_at(place)
    before = talk.state.running
    talk.say(said)
    assert talk.replies[0].text.startswith("先不要付钱") and "110" in talk.text, talk.text
    after = talk.state.running
    assert (after and (after.form, after.field, after.answers)) == (
        before and (before.form, before.field, before.answers)
    )


@pytest.mark.parametrize("said", NO_FRAUDS)
@pytest.mark.parametrize("place", ["idle", "complaint, clue"])
def test_what_costs_or_who_deceived_is_another_matter(place: str, said: str) -> None:
    assert not conversation_at(place).say(said).startswith("先不要付钱")


def test_a_form_that_was_not_meant_is_left_with_the_warning() -> None:
    talk = conversation_at("consultation, company_name")
    told = talk.say("我没要预约，我是问那个钱是不是骗子")
    assert "先不要付钱" in told and talk.state.running is None


def test_an_addition_that_tells_of_it_is_taken_as_well() -> None:
    talk = conversation_at("note")
    talk.say("昨天有人自称市监局的，打电话叫我转3000块钱才查")
    assert talk.replies[0].text.startswith("先不要付钱") and len(talk.notes) == 1
