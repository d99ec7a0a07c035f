"""Who wants to estimate themselves says so; who asks about it is answered instead."""

import pytest

from intents.telling.estimating import (
    EstimateSubject,
    asks_for_the_result,
    subject_in,
    wants_the_list,
    wants_to_become_one,
    wants_to_estimate,
)


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("示范单位自评", None),
        ("企业示范单位自评", EstimateSubject.COMPANY),
        ("我们公司想自评一下", EstimateSubject.COMPANY),
        ("园区示范基地自评", EstimateSubject.PARK),
        ("开发区怎么自评", EstimateSubject.PARK),
        ("自己先打分看看", None),
        ("企业自我评估", EstimateSubject.COMPANY),
    ],
)
def test_a_wish_for_a_self_assessment_is_heard(text: str, subject: EstimateSubject | None) -> None:
    assert wants_to_estimate(text)
    assert subject_in(text) is subject


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        (
            "我们是重庆云岭食品有限公司，在江津双福，80个人，签了保密协议，有保密制度，也做过培训，想自评一下示范单位",
            EstimateSubject.COMPANY,
        ),
        ("我是园区管委会的，园里有两百多家企业，去年建了工作站，现在想先自己评一下示范基地", EstimateSubject.PARK),
    ],
)
def test_it_is_heard_behind_who_they_are(text: str, subject: EstimateSubject) -> None:
    assert wants_to_estimate(text)
    assert subject_in(text) is subject


@pytest.mark.parametrize(
    "text",
    [
        "我们单位前员工拷走了客户名单，区里来人说要先自评再申报示范单位，这个有没有道理",
        "我们公司去年按要求做了自评，前面准备的材料都交上去了，后来就没有消息，请帮忙问问",
        "他们公司一边自评示范单位一边偷我们的图纸，想请你们查一查他们",
    ],
)
def test_a_story_in_which_it_occurs_is_none(text: str) -> None:
    assert not wants_to_estimate(text)


@pytest.mark.parametrize(
    "text",
    ["自评78分加2个加分项够不够", "自评要多少分才合格", "自评算数吗", "保存自评结果", "我想举报", "自评" * 20],
)
def test_a_question_about_it_and_anything_else_is_none(text: str) -> None:
    assert not wants_to_estimate(text)


@pytest.mark.parametrize("text", ["我们想当示范单位", "公司想创建商业秘密保护示范基地", "园区准备申报示范基地了"])
def test_whoever_wants_to_be_recognised_says_no_more_than_that(text: str) -> None:
    assert wants_to_become_one(text)


@pytest.mark.parametrize("text", ["我们想当示范单位，要什么材料", "示范单位有什么好处", "想举报示范单位"])
def test_who_says_more_is_answered_about_that(text: str) -> None:
    assert not wants_to_become_one(text)


def test_the_list_is_asked_for_by_its_name() -> None:
    assert wants_the_list("申报准备清单")
    assert not wants_the_list("申报要多少分")


@pytest.mark.parametrize(
    "text",
    [
        "上次自评的结果",
        "我们上次评了多少分",
        "自评结果在哪看",
        "自评结果",
        "看自评结果",
        "查一下上次的自评",
        "我们公司自评得了多少分？",
        "上次评的分数",
        "之前自评的得分怎么看",
        "自评怎么查",
        "上回评了好多分嘛",
        "上次的自评",
        "刚才自评的结果呢",
    ],
)
def test_whoever_asks_what_theirs_came_to_is_heard(text: str) -> None:
    assert asks_for_the_result(text)


@pytest.mark.parametrize(
    "text",
    [
        "自评要多少分才合格",
        "自评结果有用吗",
        "自评结果谁能看到",
        "自评结果保存多久",
        "自评78分加2个加分项够不够",
        "示范单位自评",
        "企业标准评多少分算成功",
        "评审结果在哪看",
        "上次举报的结果",
        "上次预约的结果",
        "保存自评结果",
        "自评怎么打分",
    ],
)
def test_what_is_asked_of_results_in_general_or_of_something_else_is_not_that(text: str) -> None:
    assert not asks_for_the_result(text)
