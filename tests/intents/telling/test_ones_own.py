"""Who tells it and for whom: a law firm, a house, several of a kind, whose telephone, whose matter."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from intake.geography.gazetteer import Gazetteer
from intents.telling.facts import facts_in
from intents.telling.story import story_of

NOW = datetime(2026, 11, 30, 2, 0, tzinfo=UTC)
GAZETTEER = Gazetteer.load()
TAKEN = "今年8月原销售总监罗立从我们办公室拷走了供应商名单，交给重庆拓锐科技有限公司。"


def _facts(text: str) -> dict[str, Any]:
    return {name: told.value for name, told in facts_in(text, NOW, GAZETTEER).items()}


@pytest.mark.parametrize(
    "opening",
    [
        "我是重庆云篆律师事务所律师方知远，代理重庆赛恩仪表有限公司举报。",
        "我是重庆云篆律师事务所的律师方知远，受重庆赛恩仪表有限公司委托来举报。",
    ],
)
def test_a_law_firm_is_not_the_company_it_files_for(opening: str) -> None:
    facts = _facts(f"{opening}{TAKEN}电话13637800333。")

    assert facts["reporter_name"] == "重庆赛恩仪表有限公司" and facts["agent"] == "方知远"
    assert not any("赛恩" in name or "律师" in name for name in facts["reported_parties"])


def test_the_owner_of_a_school_and_her_two_teachers_are_told_apart() -> None:
    facts = _facts(
        "我是永川区小禾舞蹈培训中心的老板娘龙春燕，电话18083000123。我们有两个老师，罗倩和田小娟，上个月底一起走的。"
        "走之前罗倩在我们永川店里把学生名册传给了自己。我要举报她们两个。"
    )

    assert facts["reporter_name"] == "永川区小禾舞蹈培训中心" and facts["contact_name"] == "龙春燕"
    assert facts["reported_parties"] == ["罗倩", "田小娟"]


@pytest.mark.parametrize("whose", ["师傅的电话是", "罗立的手机号：", "门卫的联系方式是", "对方的电话是"])
def test_somebodys_telephone_is_not_the_tellers(whose: str) -> None:
    assert "phone" not in _facts(f"我们是重庆赛恩仪表有限公司，{TAKEN}{whose}13983000017，我要举报")


@pytest.mark.parametrize("whose", ["我的电话是", "公司的电话是", "法务的电话是", "联系人的电话是"])
def test_ones_own_telephone_stays_ones_own(whose: str) -> None:
    assert _facts(f"我们是重庆赛恩仪表有限公司，{TAKEN}{whose}13983000017，我要举报")["phone"] == "13983000017"


@pytest.mark.parametrize(
    "told",
    [
        "签了两年竞业限制，公司说每个月补我三千，结果一分都没给过，还发律师函要我赔二十万，能不能帮我把补偿要回来？",
        "公司让我签了竞业协议，补偿金拖了半年不给，这个竞业限制我还要不要守？该去哪里说？",
    ],
)
def test_an_unpaid_compensation_is_a_matter_of_labour(told: str) -> None:
    wish = story_of(f"我在南川一家药企做研发，去年底辞职的，{told}").wish

    assert wish is not None and (wish.want, wish.topic) == ("elsewhere", "labour")


def test_an_owner_who_did_not_pay_it_files_all_the_same() -> None:
    wish = story_of(
        "我们是重庆赛恩仪表有限公司，前员工罗立把我们的图纸拷走带到重庆拓锐科技有限公司用，他签了竞业限制，"
        "补偿我们没付过，我要举报罗立和拓锐"
    ).wish

    assert wish is not None and wish.want == "complaint"


def test_a_bare_question_is_kept_with_what_it_is_about() -> None:
    facts = _facts(
        "我们是璧山的重庆安座汽配有限公司，想请指导站的老师到厂里来看一哈，最好下周二下午。我姓蒲，叫蒲晓兰，15923000456。"
        "另外想问一句，员工跳槽带过来的客户名单，我们能不能用？"
    )

    assert "客户名单" in facts["question"]


@pytest.mark.parametrize(
    ("told", "measure"),
    [("图纸服务器也设了权限", "权限"), ("代码仓库要双重认证", "双重认证"), ("底价表设有权限", "权限")],
)
def test_more_measures_are_heard(told: str, measure: str) -> None:
    assert measure in _facts(f"我们是重庆赛恩仪表有限公司，{TAKEN}{told}。我要举报")["measures"]
