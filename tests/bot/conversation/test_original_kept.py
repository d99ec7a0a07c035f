"""What the opening message told in its own words reaches the officer, less what must not be kept."""

from __future__ import annotations

import pytest

from intake.forms.draft import draft_of
from intake.forms.forms import forms
from intents.telling.original import original_of
from intents.telling.unknown_teller import without_oneself
from tests.bot.conversation.answering import conversation_at
from tests.bot.conversation.harness import Conversation

NAMED = (
    "我是永川区小禾舞蹈培训中心的老板娘龙春燕，电话18083000123。走之前罗倩在我们永川店里，把两百多个学生的名册用微信传给了自己，"
    "开州局有个科长是对方老板的舅子，请他回避。罗倩电话是13350000198。我要举报罗倩。"
)
UNNAMED = (
    "我不想留名字。我在巴南鹿角一家做火锅底料的厂里上班，厂名叫重庆巴适红油食品有限公司。那个师傅把老东家的底料方子带过来了，"
    "牛油六成五、干辣椒两成、豆瓣一成二。现在车间每天就按这个方子炒料。师傅的电话是13983000017。老字号叫渝州老罐火锅。我匿名举报。"
)


def _filed(text: str) -> tuple[str, str]:
    """Return what is handed over of the words, and what was said when they were told."""
    talk = Conversation()
    said = talk.say(text)
    running = talk.state.running
    assert running is not None
    draft = draft_of(forms()[running.form], running.answers)
    return str(draft.fields.get("told")), said


def test_what_no_field_takes_is_kept_in_its_own_words_and_said_so() -> None:
    told, said = _filed(NAMED)

    assert "请他回避" in told and "一并保存" in said
    assert "13350000198" not in told and "别人的电话我已经去掉" in said


def test_a_consultation_keeps_its_words_too_without_who_asks() -> None:
    told, said = _filed(
        "我们是涪陵李渡的重庆青禾食品有限公司，我叫夏晴，电话13883990001。去年走了两个业务员，客户名单怕是被带走了，"
        "想请指导站的老师上门讲哈员工离职怎么管，配方是盐三成糖两成。"
    )

    assert "去年走了两个业务员" in told and "一并保存" in said
    assert not any(kept_elsewhere in told for kept_elsewhere in ("夏晴", "13883990001", "青禾食品", "三成"))


def test_of_somebody_unknown_nothing_is_kept_that_points_at_them() -> None:
    told, said = _filed(UNNAMED)

    assert "老字号叫渝州老罐火锅" in told and "能认出您的" in said
    assert "巴南鹿角一家做火锅底料的厂" in told
    assert not any(secret in told for secret in ("我", "六成五", "两成", "13983000017", "上班"))
    assert "配方" in said and "已经去掉" in said


def test_a_tip_under_a_name_tells_nothing_of_whoever_gives_it() -> None:
    told, said = _filed(
        "本人贺一鸣，愿意实名提供线索，电话18623000789。我去年年底从重庆慧析数据科技有限公司离职，现在跟他们没有关系。"
        "今年国庆假期，在职的算法工程师唐凯把推荐算法的源代码卖给了重庆青鸟智研科技有限公司。我不是要钱，就是看不惯。"
    )

    assert "唐凯把推荐算法的源代码卖给了" in told and "能认出您的" in said
    assert not any(own in told for own in ("贺一鸣", "18623000789", "离职", "我"))


def test_at_the_summary_it_is_told_shortly_and_it_can_be_taken_out() -> None:
    talk = Conversation()
    talk.say(NAMED)

    assert "全文一并提交" in talk.say("查看已填")
    talk.say("原话不要了")
    assert "全文一并提交" not in talk.say("查看已填")


def test_whoever_becomes_unknown_later_leaves_nothing_of_themselves() -> None:
    talk = Conversation()
    talk.say(NAMED)
    talk.say("我要匿名举报")
    talk.say("改为匿名线索举报")

    running = talk.state.running
    assert running is not None and running.form == "tip"
    told = running.answers.get("told")
    assert told is None or not any(own in str(told.value) for own in ("龙春燕", "小禾", "18083000123"))


@pytest.mark.parametrize(
    "measured",
    [
        "反应温度85度",
        "压力0.6兆帕",
        "保温七小时",
        "牛油六成五",
        "八角三钱",
        "转速1200转/分",
        "淬火三分钟",
        "浓度是12%",
        "盐二两",
    ],
)
def test_a_measured_clause_is_left_out_whole(measured: str) -> None:
    original = original_of(f"他拷走了我们的工艺文件，里面写了{measured}，还带走了样品，现在在荣昌的新厂照着做")

    assert measured not in original.text and "secret" in original.cut and "照着做" in original.text


@pytest.mark.parametrize(
    "kept",
    [
        "损失三成订单",
        "抢走两成客户",
        "今年8月15日离职",
        "损失120万",
        "第二天就发给了对方",
        "有36个学生退费",
        "签了两年合同",
    ],
)
def test_what_is_lost_and_when_is_kept(kept: str) -> None:
    assert kept in original_of(f"他拷走了我们的客户名单，{kept}，现在还在荣昌的新厂照着做，我们要举报").text


@pytest.mark.parametrize(
    "own", ["我叫龙春燕", "本人在那里上班", "电话一八零八三零零零一二三", "打13900001111找得到"]
)
def test_no_sentence_about_oneself_stays_of_somebody_unknown(own: str) -> None:
    assert without_oneself(f"{own}。他们照着图纸做。").replace("〔未保存〕", "") in (
        "他们照着图纸做。",
        "打找得到。他们照着图纸做。",
    )


@pytest.mark.parametrize(
    "said",
    [
        "黄兵，听说他现在在重庆恒通电装上班",
        "张勇，原来在我们这当车间主任，去年底走的",
        "黄兵、刘敏，他们两个都是我以前的销售，现在自己开了公司",
        "重庆华拓压铸有限公司，在巴南界石",
    ],
)
def test_what_is_told_of_the_parties_beside_their_names_is_kept(said: str) -> None:
    talk = conversation_at("complaint, reported_name")
    talk.say(said)

    running = talk.state.running
    assert running is not None and running.answers["told"].value == said


@pytest.mark.parametrize("said", ["黄兵", "黄兵、刘敏", "重庆华拓压铸有限公司，黄兵"])
def test_names_alone_are_no_story(said: str) -> None:
    talk = conversation_at("complaint, reported_name")
    talk.say(said)

    assert talk.state.running is not None and "told" not in talk.state.running.answers
