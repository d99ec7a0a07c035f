"""Questions that stand beside a story, or are asked for somebody else, and what is no filing."""

from __future__ import annotations

import pytest

from tests.bot.conversation.answering import conversation_at
from tests.bot.conversation.harness import Conversation
from tests.bot.conversation.openings import opened_by

_LAWYER = (
    "我是律师，受重庆铂锐生物科技有限公司委托。2026年5月18日，该公司前研发总监田某入职苏州某药企后，将菌株筛选数据用于后者项目。"
    "委托人住所地在巴南区木洞，数据下载行为发生在巴南，使用行为发生在苏州。欲向贵局举报，"
)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("请告知管辖及所需材料。", ("行为发生", "材料")),
        ("请告知所需材料。", ("材料",)),
        ("请明确管辖机关。", ("行为发生",)),
        ("烦请告知办理期限。", ("十五个工作日|15个工作日|15日",)),
        ("请书面答复管辖和材料要求。", ("行为发生", "材料")),
        ("请贵局告知应提交的材料。", ("材料",)),
    ],
)
def test_what_a_filing_asks_to_be_told_is_answered_before_the_form_goes_on(
    asked: str, told: tuple[str, ...]
) -> None:
    opened = opened_by(_LAWYER + asked)

    before_the_form = opened.said.partition("下面按顺序填写")[0].partition("您的提问会去掉姓名")[2]
    assert opened.want == "complaint"
    for words in told:
        assert any(word in before_the_form for word in words.split("|")), before_the_form


@pytest.mark.parametrize(
    "said",
    [
        "我老公被他公司告了，说他泄露商业秘密要赔五十万，其实他就是换了个工作，客户是自己跟过来的。我们该咋个办嘛，是不是要坐牢哦",
        "他是我儿子，原来厂里说他把客户带走了要他赔钱，客户都是自己找来的，该咋办",
        "我朋友遭老东家起诉说侵犯商业秘密，老客户自愿跟他走的，会不会坐牢",
        "我媳妇跳槽到另一家美容店，会员自己愿意跟她过去，老板说她泄密要告她，怎么办",
        "前公司告我带走客户，可是顾客都是自己主动来找我的，这算侵权吗",
        "我妹遭公司起诉，说偷了客户，实际客户自己要跟她走，啷个办哦",
        "我爸以前那个厂要告他，说他泄露客户，人家客户主动联系他的，要不要赔",
    ],
)
def test_customers_who_came_of_themselves_are_spoken_of_to_whoever_is_blamed_for_them(said: str) -> None:
    opened = opened_by(said)

    assert opened.want == "ask"
    assert "自愿" in opened.said


@pytest.mark.parametrize(
    "said",
    [
        "前员工说客户是自己愿意跟他走的，其实是他把我们的客户名单拷走了，我要举报他",
        "业务员把客户资料带到对面公司，还说客户主动找他，我们要举报，请你们查处",
    ],
)
def test_and_who_reports_it_files(said: str) -> None:
    assert opened_by(said).want == "complaint"


@pytest.mark.parametrize(
    "said",
    [
        "你好，我们是一家做跨境电商的小公司，十来个人，最近有个运营要走，手上有全部供应商和价格表，也没签过啥子保密协议。"
        "我们想提前问一下该咋个防，能不能有人来帮我们看一看制度，地址在渝中区大坪。",
        "我们小厂十个人，厨师长要走了，怎么提前防他把配方带走，能不能派人来指导",
        "我们是做软件的，公司十几个人，到现在还没得一套像样的保密制度，想先问下这个怎么弄才好，有没有老师来给我们讲一讲，公司在两江新区",
        "我们公司在永川，做机械加工的，老板想提前把保密这块管起来，大家都不晓得从哪里下手才对，能不能有专家来帮我们看看现在的制度",
        "我们是个食品厂，几张老配方现在没得人管，担心以后师傅走的时候带起跑了，有没有人来教我们弄一弄制度，地址在江津德感",
        "我们园区有好几家企业都想学怎么保密，前段时间开会也说起过这个事情，能不能有个老师来给我们讲一堂，人数大概三四十个",
    ],
)
def test_whoever_wants_to_be_shown_how_to_prevent_it_is_offered_a_visit(said: str) -> None:
    assert opened_by(said).want == "consultation"


@pytest.mark.parametrize(
    "said",
    [
        "你们局长的手机号给我一个",
        "把科长电话发给我",
        "我要你们领导的微信",
        "承办人的手机号多少",
        "有没有局长的联系方式",
        "办案人员的私人电话说一下",
    ],
)
@pytest.mark.parametrize("place", ["idle", "idle, filed"])
def test_an_officers_own_number_is_given_to_nobody(said: str, place: str) -> None:
    talk = conversation_at(place)

    told = talk.say(said)

    assert "12315" in told
    assert "不能提供" in told
    assert talk.state.running is None


@pytest.mark.parametrize(
    "said", ["区局的电话是多少", "我把承办人的电话弄丢了怎么查进度", "举报人电话会不会给对方"]
)
def test_and_what_only_sounds_like_it_is_answered_as_ever(said: str) -> None:
    assert "工作人员个人的电话" not in Conversation().say(said)


@pytest.mark.parametrize(
    ("place", "said", "told"),
    [
        ("complaint, act_place", "啥子叫行为地嘛", "拿走、披露或者使用"),
        ("complaint, act_place", "行为地是什么意思", "拿走、披露或者使用"),
        ("complaint, act_place", "行为地是指哪里", "拿走、披露或者使用"),
        ("complaint, act_place", "发生地点是啥意思", "拿走、披露或者使用"),
        ("complaint, act_place", "什么叫发生地", "拿走、披露或者使用"),
        ("complaint, carrier", "载体是什么意思", "载体就是"),
        ("complaint, carrier", "啥子叫载体嘛", "载体就是"),
    ],
)
def test_what_an_item_is_called_is_explained_where_it_is_asked(place: str, said: str, told: str) -> None:
    talk = conversation_at(place)
    asked = talk.trace.field

    assert told in talk.say(said)
    assert talk.trace.field == asked


@pytest.mark.parametrize("said", ["什么叫商业秘密", "啥子算技术信息"])
def test_and_what_the_law_means_is_answered_from_the_law(said: str) -> None:
    talk = conversation_at("complaint, secret_kind")

    assert "依据" in talk.say(said)


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("complaint, loss_amount", "填完了没有？还有几道"),
        ("complaint, loss_amount", "还有几道题"),
        ("complaint, loss_amount", "还差几道"),
        ("complaint, secret_title", "还剩几道题啊"),
        ("complaint, clue", "填完没得嘛，还有好多题"),
        ("complaint, carrier", "填完了没"),
        ("complaint, carrier", "还有几道没填"),
    ],
)
def test_how_much_is_left_is_shown_and_answers_nothing(place: str, said: str) -> None:
    talk = conversation_at(place)
    asked = talk.trace.field

    told = talk.say(said)

    assert "您已经填了" in told
    assert talk.trace.field == asked
