"""Who stays unknown keeps the facts of the case, less what says who they are; secrecy is no anonymity."""

from __future__ import annotations

import pytest

from intake.forms.form import value_of
from tests.bot.conversation.harness import Conversation

UNNAMED = (
    (
        "匿名举报：我给南岸茶园一家做香精的厂送纸箱，厂名叫重庆芳邻香料。我听他们仓管说，老板花8万块从成都一家厂的调香师手里买了三个配方，"
        "今年五月份的事。我没有证据。",
        ("送纸箱", "老板花8万块从成都一家厂的调香师手里买了三个配方", "今年五月份"),
        (),
    ),
    (
        "不留名字。我在闲鱼上看到一个叫“渝图铺子”的号在卖长安某供应商的线束图纸，一套1200块，说是内部人给的。我可以发截图。",
        ("渝图铺子", "线束图纸", "1200块", "发截图"),
        (),
    ),
    (
        "我叫龚小兵，电话13900005531，但是我要匿名。我看到合川一个叫凯诚的厂把渝安泵业的密封件图纸贴在墙上照着做，我拍了照片。",
        ("凯诚", "渝安泵业的密封件图纸贴在墙上照着做", "拍了照片"),
        ("龚小兵", "13900005531"),
    ),
    (
        "匿名。我是2023年6月进厂的质检员，厂里老总让我把以前单位的检验规程默写出来，写了二十多页，交给了技术部，厂名是重庆恒邦橡塑，在荣昌。",
        ("以前单位的检验规程默写出来", "二十多页", "交给了技术部", "恒邦橡塑"),
        ("2023年6月", "质检员"),
    ),
    (
        "莫写我名字嘛。我老公在江北鱼嘴一家叫赛腾的公司开车，他拉老总的时候听到他们打电话，说给了渝能那边一个采购20万，换了三年的底价表。",
        ("给了渝能那边一个采购20万", "三年的底价表"),
        (),
    ),
    (
        "我不想留名。有个前同事现在在重庆力博自动化当副总，去年11月他来找我，要我把公司的调试软件源代码卖给他，开价5万，我没答应，后来听说小李卖了。",
        ("重庆力博自动化", "调试软件源代码", "开价5万", "小李卖了"),
        (),
    ),
    (
        "反映个事，匿名。我住在他们厂隔壁，每天晚上都听见他们在试机，机器跟綦江齿轮那家的一模一样，是他们的技术员贺强去年腊月带过来的图。",
        ("在试机", "一模一样", "贺强去年腊月带过来的图"),
        (),
    ),
    (
        "我是一名猎头，请匿名处理。重庆云拓科技委托我挖人，点名要博澜的算法组长，条件是把训练数据一起带过来，给安家费40万，我这里有聊天记录。",
        ("重庆云拓科技委托", "训练数据一起带过来", "安家费40万", "聊天记录"),
        ("猎头",),
    ),
    (
        "不要透露我的名字。我上个月去参加他们的招标会，看到重庆宏图的人手里拿着我们对手也就是嘉信的成本测算表，上面还有嘉信的红章。",
        ("招标会", "嘉信的成本测算表", "红章"),
        (),
    ),
    (
        "匿名线索。我微信是wx_cqlaowang88，我们主任喊我们几个把前东家的客户名单导进系统，哪个导得多奖2000，公司是重庆恒泰保险代理，在渝中。",
        ("前东家的客户名单导进系统", "奖2000", "恒泰保险代理"),
        ("wx_cqlaowang88",),
    ),
)
DISCREET = (
    ("姓名可以登记，我叫汪玉梅，电话13900006612，但莫跟老板讲是我说的。", "汪玉梅", "13900006612"),
    ("电话13900006613可以留，姓税，就是别让厂里晓得是我反映的。", "税", "13900006613"),
    ("我叫邱敏，电话13900006614，请不要打我办公室座机，同事在旁边。", "邱敏", "13900006614"),
    ("我姓喻，13900006615，千万莫打我家里电话，我妈不晓得这个事。", "喻", "13900006615"),
    ("联系人段一凡，13900006616，晚上八点以后打，白天不要打我。", "段一凡", "13900006616"),
    ("我叫屈波，13900006617，你们核实的时候莫提我名字。", "屈波", "13900006617"),
    ("可以找我核实，谭晓雪13900006618，只是不要对外公开我的身份。", "谭晓雪", "13900006618"),
    ("我是晏平，电话13900006619，怕他们晓得了报复，希望保密。", "晏平", "13900006619"),
    ("本人蒲刚，手机13900006620，不要联系我单位，直接打手机。", "蒲刚", "13900006620"),
    ("我叫冷霜，微信电话同号13900006621，不要发短信，莫打座机。", "冷霜", "13900006621"),
)


@pytest.mark.parametrize(("story", "kept", "gone"), UNNAMED)
def test_who_stays_unknown_keeps_every_fact_of_the_case(
    story: str, kept: tuple[str, ...], gone: tuple[str, ...]
) -> None:
    talk = Conversation()
    said = talk.say(story)

    running = talk.state.running
    assert running is not None and value_of(running.answers, "anonymous") is True
    told = str(value_of(running.answers, "told"))
    assert [fact for fact in kept if fact not in told] == []
    assert [own for own in gone if own in told] == []
    assert "我" not in told
    assert "查看原话" in said


@pytest.mark.parametrize("story", [UNNAMED[2][0], UNNAMED[3][0]])
def test_the_words_that_are_kept_can_be_read(story: str) -> None:
    talk = Conversation()
    talk.say(story)

    running = talk.state.running
    assert running is not None
    assert str(value_of(running.answers, "told")) in talk.say("查看原话")
    assert talk.state.running is not None and talk.state.running.field == running.field


@pytest.mark.parametrize(("said", "name", "phone"), DISCREET)
@pytest.mark.parametrize(
    "case",
    [
        "我要投诉，我们公司重庆锐丰刀具有限公司的业务员汤海去年把客户名单拷走了，现在在永川的重庆骏力工具上班。",
        "我要反映，巴南有个厂叫重庆鼎康制药，花钱买了涪陵一家药厂的提取工艺，是那边一个班长卖的。",
    ],
)
def test_who_gives_a_name_and_wants_it_kept_quiet_is_not_made_unknown(
    case: str, said: str, name: str, phone: str
) -> None:
    talk = Conversation()
    talk.say(case + said)

    running = talk.state.running
    assert running is not None
    answers = running.answers
    assert value_of(answers, "anonymous") is not True
    assert value_of(answers, "contact_name") == name and value_of(answers, "phone") == phone
