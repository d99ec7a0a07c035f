"""Where an act was: one place of it in Chongqing is enough, and nobody is turned away before that was asked."""

from __future__ import annotations

from typing import Any

import pytest

from bot.conversation.phrases import Phrases
from intake.forms.forms import forms
from tests.bot.conversation.harness import Conversation

BUSINESS = "经营信息"
TECHNICAL = "技术信息"
REST = {
    "reporter_name": "重庆屿间设计有限公司",
    "contact_name": "简宁",
    "phone": "19900001120",
    "clue": "他有机会接触到",
    "truth_declared": "属实",
    "confirm": "确认提交",
}


def at_the_place(secret_kind: str = BUSINESS) -> Conversation:
    talk = Conversation()
    for said in ("我要举报", "权利人", secret_kind, "半坡茶业公司", "离职前导出带走，现在新公司在用"):
        talk.say(said)
    assert talk.trace.field == "act_place"
    return talk


def at_the_place_of_a_tip() -> Conversation:
    talk = Conversation()
    for said in ("提供违法线索（可匿名）", "其他知情人", "匿名", "半坡茶业公司", BUSINESS, "偷来用"):
        talk.say(said)
    assert talk.trace.field == "act_place"
    return talk


def answers(talk: Conversation) -> dict[str, Any]:
    running = talk.state.running or talk.state.shelved
    return {name: answer.value for name, answer in running.answers.items()} if running else {}


def filed(talk: Conversation) -> tuple[str, dict[str, Any]]:
    """Finish the form and return the rule's lead and the fields."""
    for _ in range(40):
        if talk.trace.field is None:
            break
        talk.say(REST.get(talk.trace.field, "跳过"))
    draft, way = list(talk.cases.values())[-1]
    return str(way.lead), dict(draft.fields)


def is_turned_away(talk: Conversation) -> bool:
    return "本服务不能提交" in talk.text


@pytest.mark.parametrize(
    ("said", "taken", "lead"),
    [
        ("在渝中区公司里被拷走，拿到成都使用", "渝中区", "yuzhong"),
        ("资料是在江津双福的厂里拷走的，现在广东东莞生产", "江津区", "jiangjin"),
        ("使用在贵阳，是从大足龙水的仓库带走的", "大足区", "dazu"),
    ],
)
def test_what_was_taken_here_and_is_used_elsewhere_is_filed_here(said: str, taken: str, lead: str) -> None:
    talk = at_the_place()

    talk.say(said)

    assert not is_turned_away(talk)
    assert answers(talk)["taken_place"]["district"] == taken
    assert answers(talk)["use_place"]["outside"]
    assert filed(talk)[0] == lead


def test_both_places_are_read_back_and_stand_in_the_summary() -> None:
    talk = at_the_place()

    assert "在渝中区被拿走，在四川省成都市使用" in talk.say("在渝中区公司里被拷走，拿到成都使用")
    _, fields = filed(talk)
    assert fields["act_place"]["district"] == fields["taken_place"]["district"] == "渝中区"
    assert fields["use_place"] == {
        "text": "四川省成都市", "district": None, "unit": None, "outside": "四川省成都市"
    }  # fmt: skip


@pytest.mark.parametrize("said", ["成都", "成都那家公司在用", "拿到贵阳去用了", "深圳南山科技园", "宜宾投产了"])
@pytest.mark.parametrize("begin", [at_the_place, at_the_place_of_a_tip])
def test_before_anybody_is_turned_away_it_is_asked_where_it_was_taken(begin: Any, said: str) -> None:
    talk = begin()

    answer = talk.say(said)

    assert not is_turned_away(talk)
    assert "在哪里被拿走" in answer
    assert talk.trace.field == "act_place"


def test_where_the_taking_was_outside_it_is_asked_where_it_is_used() -> None:
    talk = at_the_place()

    answer = talk.say("在贵阳机场被人偷走电脑的")

    assert not is_turned_away(talk)
    assert "在哪里使用" in answer
    talk.say("江津双福")
    lead, fields = filed(talk)
    assert lead == "jiangjin"
    assert fields["use_place"]["unit"] == "双福街道"
    assert fields["taken_place"]["outside"] == "贵州省贵阳市"


def test_and_who_says_that_it_is_used_outside_too_is_told_where_to_turn() -> None:
    talk = at_the_place()
    talk.say("在贵阳机场被人偷走电脑的")

    talk.say("都在外地")

    assert is_turned_away(talk)


def test_who_then_names_a_place_here_files_here() -> None:
    talk = at_the_place()
    talk.say("成都")

    talk.say("是在渝中大坪拷走的")

    lead, fields = filed(talk)
    assert lead == "yuzhong"
    assert fields["taken_place"]["unit"] == "大坪街道"
    assert fields["use_place"]["outside"] == "四川省成都市"


@pytest.mark.parametrize("said", ["也在成都", "也是在那边", "都在外地", "同一个地方", "不在重庆", "在绵阳拷的"])
def test_who_says_that_it_was_taken_there_too_is_told_where_to_turn(said: str) -> None:
    talk = at_the_place()
    talk.say("成都")

    answer = talk.say(said)

    assert is_turned_away(talk)
    assert "12315" in answer
    assert talk.cases == {}


@pytest.mark.parametrize(
    "said", ["都在成都", "拷走和使用都在贵阳", "在深圳公司偷的，在东莞投产", "事情都发生在杭州"]
)
def test_who_says_so_at_once_is_not_asked(said: str) -> None:
    talk = at_the_place()

    talk.say(said)

    assert is_turned_away(talk)


def test_who_does_not_know_where_it_was_taken_is_not_turned_away() -> None:
    talk = at_the_place()
    talk.say("成都")

    talk.say("不知道")

    assert not is_turned_away(talk)
    lead, fields = filed(talk)
    assert lead == "municipal"
    assert fields["act_place"] is None
    assert fields["use_place"]["outside"] == "四川省成都市"


def at_the_place_after(acts: str) -> Conversation:
    talk = Conversation()
    for said in ("我要举报", "权利人", BUSINESS, "半坡茶业公司", acts):
        talk.say(said)
    assert talk.trace.field == "act_place"
    return talk


@pytest.mark.parametrize(
    ("acts", "asked"),
    [
        ("盗窃", "在哪里使用"),
        ("用U盘拷走的", "在哪里使用"),
        ("他们自己使用", "在哪里被拿走"),
        ("披露给别人了", "在哪里被拿走"),
        ("偷走拿去用", "是秘密被拿走的地方，还是使用的地方"),
        ("违反保密协议", "是秘密被拿走的地方，还是使用的地方"),
        ("不知道\n不知道", "是秘密被拿走的地方，还是使用的地方"),
    ],
)
def test_of_a_place_outside_the_act_says_what_happened_there_or_the_person_is_asked(acts: str, asked: str) -> None:
    talk = Conversation()
    for said in ("我要举报", "权利人", BUSINESS, "半坡茶业公司", *acts.split("\n")):
        talk.say(said)
    before = answers(talk).get("act_kinds")

    answer = talk.say("成都高新区")

    assert asked in answer
    assert answers(talk).get("act_kinds") == before
    assert "use_place" not in answers(talk)


@pytest.mark.parametrize(
    ("said", "then", "taken", "used"),
    [
        ("是被拿走的地方", "江津双福", "成都", "江津"),
        ("那里偷的", "江津双福", "成都", "江津"),
        ("是使用的地方", "渝中区", "渝中", "成都"),
        ("现在在用", "渝中区", "渝中", "成都"),
    ],
)
def test_and_what_they_say_decides_what_is_asked_next(said: str, then: str, taken: str, used: str) -> None:
    talk = at_the_place_after("偷走拿去用")
    talk.say("成都高新区")

    talk.say(said)
    talk.say(then)

    assert taken in answers(talk)["taken_place"]["text"]
    assert used in answers(talk)["use_place"]["text"]


@pytest.mark.parametrize("outside", [("在成都被拷走，在成都使用",), ("成都", "也在成都"), ("都在成都",)])
@pytest.mark.parametrize(
    "said", ["不是，是在渝中区被拷走的", "说错了，是在渝中区拷走的", "其实是在渝中区被拷走的", "在渝中区拷的"]
)
def test_whoever_was_turned_away_and_tells_a_place_here_goes_on_with_all_that_was_said(
    outside: tuple[str, ...], said: str
) -> None:
    talk = at_the_place()
    before = answers(talk)
    for one in outside:
        talk.say(one)
    assert is_turned_away(talk)

    talk.say(said)

    assert talk.trace.dialog == "complaint"
    assert before.items() <= answers(talk).items()
    assert answers(talk)["taken_place"]["district"] == "渝中区"
    assert answers(talk)["use_place"]["outside"] == "四川省成都市"


@pytest.mark.parametrize("said", ["不是", "说错了", "地点不对"])
def test_and_who_only_says_that_it_was_wrong_is_asked_again(said: str) -> None:
    talk = at_the_place()
    talk.say("都在成都")

    talk.say(said)

    assert talk.trace.field == "act_place"


def test_another_matter_is_no_place_of_the_one_that_was_turned_away() -> None:
    talk = at_the_place()
    talk.say("都在成都")

    talk.say("我要举报另一家公司，在江津偷的")

    assert talk.trace.field != "formed_on"
    assert talk.state.running is None or "reported_name" not in talk.state.running.answers


@pytest.mark.parametrize("said", ["渝中区市场监管局电话多少", "谢谢", "在绵阳拷的"])
def test_what_tells_no_place_here_opens_nothing(said: str) -> None:
    talk = at_the_place()
    talk.say("都在成都")

    talk.say(said)

    assert talk.state.running is None
    assert talk.state.shelved is not None


def test_chongqing_alone_is_asked_for_its_district() -> None:
    talk = at_the_place()
    talk.say("成都")

    assert "区县" in talk.say("重庆")
    talk.say("渝中区")
    assert answers(talk)["taken_place"]["district"] == "渝中区"


@pytest.mark.parametrize(
    "said", ["四川美术学院", "新疆饭店", "北京大学重庆研究院", "上海浦东发展银行重庆分行", "成都路"]
)
def test_an_outside_name_inside_a_name_turns_nobody_away(said: str) -> None:
    talk = at_the_place()

    talk.say(said)

    assert not is_turned_away(talk)
    assert talk.trace.field == "act_place"


def test_a_university_we_know_is_a_place() -> None:
    talk = at_the_place()

    talk.say("四川外国语大学")

    assert answers(talk)["act_place"]["district"] == "沙坪坝区"


def test_several_real_places_are_asked_about_with_what_each_decides() -> None:
    talk = at_the_place()

    answer = talk.say("一家在长寿一家在垫江")

    assert "说长寿区的，由长寿区市场监督管理部门接收" in answer
    assert "说垫江县的，由垫江县市场监督管理部门接收" in answer
    talk.say("垫江县")
    assert filed(talk)[0] == "dianjiang"


def test_where_all_of_them_are_meant_the_municipal_bureau_receives_it() -> None:
    talk = at_the_place()
    talk.say("一家在长寿一家在垫江")

    talk.say("几处都是")

    lead, fields = filed(talk)
    assert lead == "municipal"
    assert fields["act_place"]["candidates"] == ["changshou", "dianjiang"]


def test_of_a_technical_secret_the_places_decide_nothing() -> None:
    answer = at_the_place(TECHNICAL).say("一家在长寿一家在垫江")

    assert "技术秘密的材料先由市局接收" in answer
    assert "长寿区市场监督管理部门" not in answer


def test_a_place_here_beside_one_outside_is_asked_about() -> None:
    talk = at_the_place()

    answer = talk.say("一家在江津一家在成都")

    assert "江津区" in answer
    assert "四川省成都市" in answer
    assert not is_turned_away(talk)
    talk.say("江津区")
    assert answers(talk)["act_place"]["district"] == "江津区"


def test_and_may_turn_out_to_be_none_of_ours() -> None:
    talk = at_the_place()
    talk.say("对方公司在江津，拿到成都用")

    talk.say("都在外地")

    assert is_turned_away(talk)


def test_a_town_of_several_keeps_what_was_said_of_the_use() -> None:
    talk = at_the_place()
    talk.say("在白沙镇拷走，拿到成都用")

    talk.say("江津的")

    assert answers(talk)["act_place"]["unit"] == "白沙镇"
    assert answers(talk)["taken_place"]["district"] == "江津区"
    assert answers(talk)["use_place"]["outside"] == "四川省成都市"


@pytest.mark.parametrize("said", ["我们公司在渝中区", "我司注册在渝中区"])
def test_ones_own_address_is_no_place_of_an_act_until_one_says_so(said: str) -> None:
    talk = at_the_place()

    answer = talk.say(said)

    assert "您自己的地址" in answer
    assert "act_place" not in answers(talk)
    talk.say("渝中区")
    assert answers(talk)["act_place"]["district"] == "渝中区"


def test_a_company_s_name_is_asked_about() -> None:
    talk = at_the_place()

    assert "名称里的地名" in talk.say("江津德感建材有限公司")
    assert "act_place" not in answers(talk)


def test_a_new_place_of_the_act_takes_the_old_ones_along() -> None:
    talk = at_the_place()
    talk.say("在渝中区公司里被拷走，拿到成都使用")

    talk.say("上一步")
    talk.say("江津双福")

    assert answers(talk)["act_place"]["district"] == "江津区"
    assert "taken_place" not in answers(talk)


def test_a_corrected_place_of_use_decides_anew() -> None:
    talk = at_the_place()
    talk.say("在渝中区公司里被拷走，拿到成都使用")
    talk.say("先提交")
    for _ in range(10):
        if talk.trace.field != "confirm":
            talk.say(REST.get(str(talk.trace.field), "不知道"))

    talk.say("使用地不对，是江津双福")

    assert answers(talk)["use_place"]["unit"] == "双福街道"
    assert answers(talk)["act_place"]["unit"] == "双福街道"
    assert answers(talk)["taken_place"]["district"] == "渝中区"


def test_whoever_was_turned_away_by_a_slip_can_go_on() -> None:
    talk = at_the_place()
    talk.say("都在成都")

    talk.say("继续填写")
    talk.say("江津双福")

    assert answers(talk)["act_place"]["district"] == "江津区"
    assert "use_place" not in answers(talk)


@pytest.mark.parametrize("form", ["complaint", "tip"])
def test_the_help_asks_for_every_place_in_chongqing(form: str) -> None:
    field = forms()[form].field("act_place")

    for sentence in (field.ask, field.help):
        assert "在重庆被拿走" in sentence
    assert "主要使用" not in field.help


def test_no_sentence_says_where_regrouped_towns_went() -> None:
    said = Phrases.load().sentences.values()

    assert [words for words in said if "五个镇" in words or ("高竹新区" in words and "北碚" in words)] == []


def test_the_plan_that_has_ended_is_told_as_past() -> None:
    assert "2022—2025年" in Phrases.load().say("stops.outside_sichuan")
