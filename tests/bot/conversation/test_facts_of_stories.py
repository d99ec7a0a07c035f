"""What a first message tells is noted as told: nobody is accused for a post, no place stands twice."""

from __future__ import annotations

import pytest

from intents.telling.lexicon import hits_in
from intents.telling.original import original_of
from tests.bot.conversation.harness import Conversation
from tests.bot.conversation.midform import answers_of

_FIRM = "重庆鼎沃机电有限公司"


def _told(said: str) -> tuple[dict[str, object], str]:
    talk = Conversation()
    reply = talk.say(said)
    return answers_of(talk), reply


@pytest.mark.parametrize(
    "said",
    [
        f"我要举报，被举报人是{_FIRM}，法人叫汪成，电话023-62558801，他们挖走我们车间主任拿到了热处理工艺",
        f"举报{_FIRM}，法定代表人汪成，他们偷了我们的图纸",
        f"我们公司的客户名单被{_FIRM}（法人：汪成）拿去用了",
        f"对方是{_FIRM}，该公司法人代表为汪成，用我们的配方生产",
    ],
)
def test_whoever_only_stands_for_a_company_is_not_accused(said: str) -> None:
    told, _ = _told(said)

    assert told["reported_name"] == _FIRM
    assert "reported_name#2" not in told


@pytest.mark.parametrize(
    "said",
    [
        f"举报{_FIRM}，法人是汪成。汪成去年从我们公司拷走了图纸",
        f"举报{_FIRM}和法人汪成，他们偷了我们的图纸",
        f"举报{_FIRM}，法人汪成原来是我们的技术员，离职时拷走了图纸",
        f"举报{_FIRM}，法人汪成，他把我们的图纸拿去用",
        f"{_FIRM}的法人汪成偷了我们的图纸，我要举报",
    ],
)
def test_whoever_stands_for_a_company_and_did_it_is_accused(said: str) -> None:
    told, _ = _told(said)

    assert {told["reported_name"], told["reported_name#2"]} == {_FIRM, "汪成"}


@pytest.mark.parametrize(
    "said",
    [
        "我是被侵权公司的员工，偷偷跟你们说，千万莫写我们公司的名字也莫写我，重庆赛柯仪表偷了我们的校准算法",
        "我是被侵权公司的员工，想匿名说一下，重庆赛柯仪表有限公司偷了我们的校准算法",
        "我是受害单位的技术员，莫写我的名字，重庆赛柯仪表有限公司偷了我们的校准算法",
        "我是被偷的那个厂的工人，不想留名，重庆赛柯仪表有限公司偷了我们的校准算法",
    ],
)
def test_staff_of_the_robbed_are_nobody_inside_the_other_side(said: str) -> None:
    told, _ = _told(said)

    assert told["anonymous"] is True
    assert told.get("reporter_role") != "insider"


def test_staff_of_the_robbed_who_give_their_name_are_the_owners() -> None:
    told, _ = _told("我是被侵权公司的技术员，重庆赛柯仪表有限公司偷了我们的校准算法")

    assert told["reporter_role"] == "right_holder"


def test_staff_of_the_other_side_are_insiders() -> None:
    told, _ = _told("我是对方公司的员工，我们老板叫我们用偷来的图纸")

    assert told["reporter_role"] == "insider"


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("我亲眼看到领导把客户的分析报告转卖给另一家涂料厂。我可以说清楚时间，就是今年10月17号下午", "2026-10-17"),
        ("我们销售把客户名单卖给了对家，时间我记得很清楚，就是上个月15号", "2026-10-15"),
        ("老板叫我们把别人的图纸拿来用，时间嘛，大概是2026年8月", "2026-08"),
        ("我们的前员工把图纸发给了对家，发现时间，就是上个月15号", None),
    ],
)
def test_a_time_that_is_announced_is_that_of_the_act(said: str, day: str | None) -> None:
    told, _ = _told(said)

    assert told.get("act_date") == day


@pytest.mark.parametrize(
    ("said", "price"),
    [
        ("领导把客户送检样品的配方分析报告转卖给另一家涂料厂，一份收五千", "一份收五千"),
        ("他把我们的配方表拿出去卖，一份卖三千", "一份卖三千"),
        ("他把我们的配方拿出去，一份要八百块", "一份要八百块"),
        ("他把我们的图纸和配方拿出去，两份五千块", "两份五千块"),
    ],
)
def test_a_price_is_no_share_of_a_recipe(said: str, price: str) -> None:
    assert price in original_of(said).text


@pytest.mark.parametrize("said", ["配方是牛油一份，豆瓣三份", "配方里糖一份二千克"])
def test_a_share_is_cut_out(said: str) -> None:
    assert "secret" in original_of(said).cut


def test_an_intrusion_is_a_taking_and_the_place_at_the_end_is_taken() -> None:
    told, _ = _told(
        "我实名举报重庆柒拾贰变信息技术有限公司，他们用爬虫软件登进我们公司后台，把十二万条客户订单扒走了，"
        "然后按单子一个一个打电话拉客户。时间大概是2026年9月初到9月底，在渝北光电园。"
    )

    assert told["act_kinds"] == ["用盗窃、利诱、越权下载等手段拿走", "自己使用或者让别人使用"]
    assert told["act_place"]["bureau"] == "liangjiang"  # type: ignore[index]


@pytest.mark.parametrize(
    "act",
    [
        "爬取了我们后台的客户订单",
        "把我们的客户数据扒走了",
        "登录我们公司系统看了报价",
        "破解了我们系统，下了客户名单",
    ],
)
def test_getting_in_by_a_machine_is_a_taking(act: str) -> None:
    assert "obtain" in {hit.kind for hit in hits_in(act)}


@pytest.mark.parametrize(
    "said",
    [
        "我在一家检测机构干活，亲眼看到领导把客户送检样品的配方分析报告转卖给另一家涂料厂，一份收五千。我不想留名字",
        "我匿名举报，我看见主管把我们客户的图纸倒卖给了别家",
        "我在厂里上班，不想留名，撞见老板把客户的配方卖给对家",
    ],
)
def test_what_was_seen_to_be_sold_was_disclosed(said: str) -> None:
    told, _ = _told(said)

    assert told["act_kinds"] == ["披露给别人或者公开"]


def test_where_the_owner_sits_is_no_place_of_the_act() -> None:
    told, _ = _told("对方拿了我们的图纸，我们公司在渝北光电园")

    assert "act_place" not in told


def test_an_agent_is_noted_as_one_and_no_place_is_told_twice() -> None:
    told, reply = _told(
        "我是律师，受重庆铂锐生物科技有限公司委托。2026年5月18日，该公司前研发总监田某入职苏州某药企后，将菌株筛选数据用于后者项目。"
        "委托人住所地在巴南区木洞，数据下载行为发生在巴南，使用行为发生在苏州。欲向贵局举报。"
    )

    assert (told["agent"], told["reporter_name"]) == ("律师", "重庆铂锐生物科技有限公司")
    assert reply.count("获取地：") == reply.count("使用地：") == 1
