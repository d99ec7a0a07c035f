"""Who will receive a form is told before it is filed; one word changes it."""

from __future__ import annotations

import pytest

from bot.conversation.messages import Location
from intake.geography.place import KeptPlace
from tests.bot.conversation.harness import Conversation

ANSWERS = {
    "reporter_role": "权利人",
    "secret_kind": "经营信息",
    "reported_name": "重庆泰和商贸有限公司",
    "act_kinds": "拷走了客户名单，自己在用",
    "act_place": "沙坪坝西永街道",
    "act_date": "2026年10月",
    "clue": "有接触",
    "reporter_name": "重庆导航仪有限公司",
    "contact_name": "路老师",
    "phone": "19900002235",
    "truth_declared": "属实",
}
CONSULTATION = {
    "district": "沙坪坝西永",
    "company_name": "重庆山蓝茶叶有限公司",
    "topics": "1",
    "question": "保密制度怎么建",
    "mode": "上门",
    "contact_name": "李程",
    "phone": "19900001126",
}


def filled_until(field: str, opening: str = "有人偷了我们的东西，我要举报", **answers: str) -> Conversation:
    talk = Conversation(status="published", channel="wechat")
    talk.say(opening)
    given = {**ANSWERS, **answers}
    for _ in range(30):
        if talk.trace.field == field:
            return talk
        talk.say(given.get(talk.trace.field or "", "跳过"))
    raise AssertionError(f"{field} was never asked: {talk.text}")


def district_of(talk: Conversation, field: str) -> str | None:
    assert talk.state.running is not None
    place = KeptPlace.of(talk.state.running.answers[field].value)
    return place.district if place else None


def test_the_bureau_is_told_at_the_summary() -> None:
    assert "确认后由高新区市场监督管理部门接收" in filled_until("confirm").text


def test_a_technical_secret_is_told_to_go_to_the_municipal_bureau() -> None:
    said = filled_until("confirm", secret_kind="技术信息").text

    assert "接收：技术秘密一般由市局管辖" in said
    assert "高新区市场监督管理部门" not in said


@pytest.mark.parametrize(
    ("said", "office"),
    [
        ("应该是南岸", "南岸区"),
        ("南岸", "南岸区"),
        ("归南岸局管", "南岸区"),
        ("不是高新区，是九龙坡", "九龙坡区"),
        ("不对，不是这里，是巴南", "巴南区"),
        ("弄错了，大足", "大足区"),
        ("由沙坪坝区市场监管局受理才对", "沙坪坝区"),
        ("提交给沙坪坝", "沙坪坝区"),
        ("第5项不对，应该是渝北回兴", "两江新区"),
        ("不对，应该是万盛", "万盛经开区"),
    ],
)
def test_one_word_changes_the_bureau(said: str, office: str) -> None:
    talk = filled_until("confirm")

    assert f"确认后由{office}市场监督管理部门接收" in talk.say(said)
    talk.say("确认提交")
    assert f"接收单位：{office}市场监督管理部门" in talk.text


def test_a_district_that_is_no_more_is_asked_about_once() -> None:
    talk = filled_until("confirm")

    assert "请说到街道或者镇" in talk.say("不对，应该是渝北")
    assert "确认后由北碚区市场监督管理部门接收" in talk.say("统景镇")


@pytest.mark.parametrize("said", ["局不对", "分错了", "这里不归高新区管"])
def test_a_bureau_that_is_said_to_be_wrong_is_asked_about_as_a_place(said: str) -> None:
    talk = filled_until("confirm")
    talk.say(said)

    assert talk.trace.field == "act_place"
    assert "确认后由江津区市场监督管理部门接收" in talk.say("江津双福")


@pytest.mark.parametrize(
    "said", ["不对", "不是权利人，是被许可人", "由重庆泰和公司负责", "高新区局在哪里", "不是渝北"]
)
def test_other_words_at_the_summary_move_nothing_and_file_nothing(said: str) -> None:
    talk = filled_until("confirm")
    talk.say(said)

    assert talk.cases == {}
    assert district_of(talk, "act_place") == "沙坪坝区"


def test_in_the_middle_of_the_form_the_place_is_corrected_too_but_never_by_an_answer() -> None:
    talk = filled_until("act_date")
    assert "已改：发生地点，南岸区" in talk.say("不对，应该是南岸")
    assert talk.trace.field == "act_date"
    assert "已改" not in talk.say("江津")


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("clue", "不对，应该是南岸"),
        ("reporter_name", "地点错了，是南岸"),
        ("contact_name", "刚才地点说错了，是南岸"),
        ("description", "不对，应该是南岸"),
    ],
)
def test_a_corrected_place_is_never_taken_for_the_text_that_is_asked_for(field: str, said: str) -> None:
    talk = filled_until(field)

    assert "已改：发生地点，南岸区" in talk.say(said)
    assert talk.trace.field == field


def test_a_text_that_only_begins_so_is_the_text() -> None:
    talk = filled_until("clue")
    talk.say("不对劲是从南岸那次展会开始的，他们报价和我们一样")

    assert district_of(talk, "act_place") == "沙坪坝区"


def test_a_place_that_is_asked_for_is_an_answer() -> None:
    talk = filled_until("reported_place")
    talk.say("应该是江津")

    assert district_of(talk, "act_place") == "沙坪坝区"
    assert district_of(talk, "reported_place") == "江津区"


def test_a_consultation_changes_its_district_in_the_same_way() -> None:
    talk = filled_until("confirm", "我想咨询保密制度，请指导站上门", **CONSULTATION)
    assert "确认后由高新区市场监督管理部门接收" in talk.text

    assert "确认后由江津区市场监督管理部门接收" in talk.say("不对，应该是江津")


# --------------------------------------------------------------------- a point on the map


def test_a_point_without_an_address_is_read_back() -> None:
    talk = filled_until("act_place")

    assert "您说的应该是渝中区" in talk.say("", location=Location(29.557, 106.577, ""))
    assert "已改：发生地点，南岸区" in talk.say("地点不对，是南岸")


def test_near_a_border_both_are_offered() -> None:
    talk = filled_until("act_place")
    talk.say("", location=Location(29.562, 106.579, ""))

    assert [choice.label for choice in talk.replies[-1].choices] == ["渝中区", "两江新区"]
    assert "已记为渝中区" in talk.say("渝中区")


def test_where_a_zone_may_be_both_bureaus_are_offered() -> None:
    talk = filled_until("act_place")
    said = talk.say("", location=Location(29.602, 106.354, ""))

    assert "可能由区县局办理，也可能由功能区的局办理" in said
    assert "已记为沙坪坝区（高新区）" in talk.say("沙坪坝区（高新区）")


def test_a_point_far_away_is_asked_about() -> None:
    talk = filled_until("act_place")

    assert "没找到这个地方" in talk.say("", location=Location(31.23, 121.47, ""))
