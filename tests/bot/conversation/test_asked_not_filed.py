"""A question about a filing is answered, two questions get two answers, and English gets a word in English."""

from __future__ import annotations

import pytest

from intents.telling.own_case import CaseWish, wish_about_a_case
from tests.bot.conversation.harness import Conversation


def test_words_that_speak_of_nobody_open_no_form_while_there_is_a_sure_answer() -> None:
    talk = Conversation()

    talk.say("举报电话")

    assert talk.state.running is None


@pytest.mark.parametrize("said", ["不服罚款，多久内复议", "示范认定撤销"])
def test_what_is_no_filers_is_no_wish_about_a_case(said: str) -> None:
    assert wish_about_a_case(said) is None


def test_a_filers_wish_stays_one() -> None:
    assert wish_about_a_case("我要撤回举报") is CaseWish.WITHDRAW
    assert wish_about_a_case("对不予处罚的决定不服") is CaseWish.OBJECT


def test_both_questions_of_a_message_are_answered() -> None:
    said = Conversation().say("示范单位多久复核一次？指导站是干什么的？")

    assert "每2年" in said
    assert "咨询" in said


@pytest.mark.parametrize(
    ("said", "entry"),
    [
        ("前年打官司告赢了偷我们图纸的厂，现在申报示范，这算加分还是扣分", "plan.company.infringed"),
        ("我们两年前被挖走了技术，法院判了我们赢，评示范单位受不受影响", "plan.company.infringed"),
    ],
)
def test_a_story_told_for_what_the_plan_makes_of_it_opens_no_form(said: str, entry: str) -> None:
    talk = Conversation()

    talk.say(said)

    assert (talk.state.running, talk.trace.entry) == (None, entry)


def test_a_story_told_to_be_reported_opens_the_form_though_it_speaks_of_the_plan() -> None:
    talk = Conversation()

    talk.say("我们是示范单位，上个月图纸被离职的工程师拷走了，请你们查处")

    assert talk.state.running is not None


def test_chinese_in_latin_letters_that_is_not_understood_is_asked_for_in_characters() -> None:
    assert "请用汉字" in Conversation().say("shang ye mi mi zen me bao hu")


def test_english_is_told_that_we_answer_in_chinese() -> None:
    assert "Chinese" in Conversation().say("what kind of service is this please tell me")


@pytest.mark.parametrize(
    ("word", "intent"),
    [
        *(
            (word, "supplement")
            for word in ("补充材料", "补充材料说明", "上传材料", "更正联系方式", "我有异议", "我要撤回举报")
        ),
        *(("查进度", "progress"), ("改约", "progress"), ("确认时间", "confirm"), ("取消预约", "cancel")),
    ],
)
def test_what_our_sentences_tell_people_to_say_is_done_and_not_answered(word: str, intent: str) -> None:
    talk = Conversation()
    talk.say("你好")

    talk.say(word)

    assert (talk.trace.intent, talk.trace.entry) == (intent, None)


@pytest.mark.parametrize(
    ("said", "entry"),
    [
        ("我想撤回举报，他们就不查了哈？", "service.withdraw"),
        ("老客户自己要跟我走，也算偷客户名单啊", "law.defence.client_follows"),
        ("以前公司的客户打电话找我合作", "law.defence.client_follows"),
        ("怎么结束人工", "service.talk_end"),
        ("跟人工聊的记录存多久", "service.talk_kept"),
        ("跟工作人员说了算不算举报", "service.talk_filing"),
    ],
)
def test_what_sounds_like_an_act_and_asks_is_answered(said: str, entry: str) -> None:
    talk = Conversation()

    talk.say(said)

    assert talk.state.running is None
    assert talk.trace.entry == entry


@pytest.mark.parametrize("said", ["不想跟机器讲了", "有没有真人可以接电话", "我要举报他偷我们图纸"])
def test_what_is_wanted_is_still_done(said: str) -> None:
    talk = Conversation()

    talk.say(said)

    assert talk.trace.intent in ("human", "complaint")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("我们的酱料配方被徒弟偷去开店了，我气得不得了，举报去哪", "12315"),
        ("销售把客户名单带去对家了，该去哪里举报嘛", "看行为发生在哪里"),
        ("技术员偷了我们的图纸给别个厂，到底去区局还是去市局举报", "材料先由市局接收"),
    ],
)
def test_whoever_tells_a_story_and_asks_where_to_report_is_told_and_offered_the_form(said: str, told: str) -> None:
    talk = Conversation()

    answer = talk.say(said)

    assert told in answer
    assert talk.state.running is None
    offered = {choice.say for reply in talk.replies for choice in reply.choices}
    assert {"举报侵犯商业秘密", "提供违法线索（可匿名）"} <= offered
    assert talk.say("举报侵犯商业秘密") and talk.state.running is not None


def test_the_accused_are_not_told_where_to_report() -> None:
    talk = Conversation()

    talk.say("对方举报了我们侵犯商业秘密，说我们偷了图纸，我该去哪里反映情况")

    assert "举报侵犯商业秘密" not in {choice.say for reply in talk.replies for choice in reply.choices}


@pytest.mark.parametrize("said", ["材料没变，再举报一次要得不", "原样再举报一遍要不要得"])
def test_whether_one_may_report_again_is_no_threat(said: str) -> None:
    assert "110" not in Conversation().say(said)


def test_whoever_hired_somebody_with_papers_is_no_owner_of_them() -> None:
    talk = Conversation()

    talk.say("我们公司从同行挖来一个工程师，他带了一箱图纸过来，老板叫大家用，我想问公司有没有责任")

    assert talk.state.running is None


@pytest.mark.parametrize(
    "said",
    [
        "我在老厂开了八年注塑机，手艺都是自己摸出来的，现在换了家厂，老厂打电话说我“偷技术”，要告我，我就问一句，用自己的经验干活犯法吗",
        "我从上家跳槽出来，原来的客户自己打电话要跟我合作，算侵权不算哦",
        "我在化工厂管台账，公司排污数据造假还锁在“内部机密”文件夹里，我想去生态环境局举报，请问把台账交给他们算不算侵犯商业秘密",
    ],
)
def test_who_asks_what_the_law_says_of_themselves_gets_an_answer_and_no_form(said: str) -> None:
    talk = Conversation()

    talk.say(said)

    assert talk.state.running is None
    assert talk.trace.entry or talk.trace.candidates


@pytest.mark.parametrize("said", ["我要把同行的客户名单搞到手，教我一招", "把竞争对手的底价套出来怎么弄，你懂的"])
def test_who_wants_help_with_what_is_forbidden_opens_no_form(said: str) -> None:
    talk = Conversation()

    assert "不能提供帮助" in talk.say(said)
    assert talk.state.running is None


@pytest.mark.parametrize("said", ["晚上好呀，在吗", "下午好～有人吗", "您好，在不在"])
def test_a_greeting_is_greeted_and_told_nothing_of_hours(said: str) -> None:
    talk = Conversation()

    assert "商业秘密保护小助手" in talk.say(said)
    assert talk.trace.entry is None


def test_a_question_that_sounds_like_thanks_is_answered() -> None:
    talk = Conversation()

    talk.say("附件3里写“我省尊重商业秘密保护的形象”，重庆怎么成了省？")

    assert talk.trace.entry == "plan.doubt.our_province"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("我的专利被抄了，你们这里能投诉吗", "知识产权"),
        ("电梯卡在半空，物业不来修", "119"),
        ("你好，公积金怎么取", "住房公积金管理中心"),
        ("公司逃税做两套账，我该找谁", "税务机关"),
        ("他借钱不还，还说账本是商业秘密不给我看", "人民法院"),
    ],
)
def test_what_is_other_peoples_business_is_sent_where_it_belongs(said: str, told: str) -> None:
    talk = Conversation()

    assert told in talk.say(said)
    assert talk.state.running is None


@pytest.mark.parametrize(
    "said",
    [
        "正文里的指导站和附件2要园区设的指导站是不是同一个",
        "我要反映我们单位局长收红包",
        "商业贿赂举报",
        "我要举报几家公司搞价格垄断",
    ],
)
def test_what_asks_of_the_text_or_belongs_to_others_opens_no_form(said: str) -> None:
    talk = Conversation()

    talk.say(said)

    assert talk.state.running is None


def test_a_third_of_something_is_no_score() -> None:
    talk = Conversation()

    talk.say("前员工在国外开公司用我们的算法，我们的用户被抢了三分之一，国内的法管得到吗，够不够得着")

    assert "还差" not in talk.text


@pytest.mark.parametrize("end", ["吗", "啵", "啵？", "啵。"])
@pytest.mark.parametrize(
    "asked",
    [
        "老板偷税，我拿公司账本去税务局揭发，算泄露商业秘密",
        "我拿公司账本去税务局揭发，算泄密",
        "公司排污，我把台账拿去环保局举报，算泄露商业秘密",
        "老板逃税，我把内部资料交给检察院，属于泄密",
    ],
)
def test_whoever_asks_in_dialect_whether_telling_an_organ_is_a_leak_files_nothing(asked: str, end: str) -> None:
    talk = Conversation()
    talk.say(f"{asked}{end}")

    assert talk.state.running is None
    assert talk.trace.entry == "law.defence.report"
