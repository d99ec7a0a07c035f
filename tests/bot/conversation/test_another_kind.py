"""What plainly is another kind of thing fills no field: tried on every field that takes loose words."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import pytest

from intake.forms.acts import ACT_OPTIONS
from intake.forms.codes import FieldKind
from intake.forms.form import Field
from intake.forms.forms import forms
from intents.telling.plainly import Plainly, plainly
from tests.bot.conversation.harness import Conversation
from tests.bot.conversation.standing import standing_at

SAID = {
    Plainly.YES: ("是", "是的", "好的"),
    Plainly.NO: ("不是",),
    Plainly.PHONE: ("13900001111", "023-68880106", "一三九零零零零一一一一"),
    Plainly.EMAIL: ("lisi@example.com",),
    Plainly.AMOUNT: ("五六十万吧", "大概三十万元"),
    Plainly.TIME: ("上周三", "周一三五下午", "去年三月"),
    Plainly.COMPANY: ("重庆华兴科技有限公司",),
    Plainly.PERSON: ("陈老板", "林小姐"),
    Plainly.PLACE: ("沙坪坝区", "重庆市渝北区龙溪街道红锦大道1号"),
}
NAMES = (Plainly.COMPANY, Plainly.PERSON)
OPTIONS = (FieldKind.CHOICE, FieldKind.CHOICES)
# Asked only of somebody who has said more than these conversations say.
_UNREACHED = ("platform",)


def fields() -> Iterator[tuple[str, Field]]:
    for name in ("complaint", "tip", "consultation"):
        for field in forms()[name].fields:
            loose = field.kind in (*OPTIONS, FieldKind.TEXT, FieldKind.NAME)
            if loose and field.asked and field.name not in _UNREACHED and field.when({}):
                yield name, field


def is_answer(field: Field, kind: Plainly) -> bool:
    """Say whether such words may be kept there at once."""
    if field.kind is FieldKind.NAME:
        return kind in (field.takes or NAMES)
    # 「不是」 leaves a text open that may be left open; that is no answer either.
    return kind in field.takes


def at(form: str, field: str) -> Conversation:
    talk = copy.copy(standing_at("mid", form, field))
    talk.cases, talk.notes, talk.heard = {}, [], []
    return talk


def answers(talk: Conversation) -> dict[str, Any]:
    running = talk.state.running
    return {name: answer.value for name, answer in running.answers.items()} if running else {}


@pytest.mark.parametrize(("form", "field"), [pytest.param(*row, id=f"{row[0]}-{row[1].name}") for row in fields()])
def test_no_field_keeps_what_is_another_kind_of_thing(form: str, field: Field) -> None:
    kept = {}
    for kind, sayings in SAID.items():
        for said in () if is_answer(field, kind) else sayings:
            talk = at(form, field.name)
            talk.say(said)
            value = answers(talk).get(field.name)
            if value is not None:
                kept[said] = value

    assert kept == {}


@pytest.mark.parametrize(("form", "field"), [pytest.param(*row, id=f"{row[0]}-{row[1].name}") for row in fields()])
def test_it_is_asked_again_and_no_other_field_is_filled(form: str, field: Field) -> None:
    for kind in (Plainly.AMOUNT, Plainly.TIME, Plainly.EMAIL):
        talk = at(form, field.name)
        before = answers(talk)

        talk.say(SAID[kind][0])

        assert (talk.trace.field, answers(talk)) == (field.name, before), kind


@pytest.mark.parametrize(
    ("form", "field", "said"),
    [
        ("complaint", "act_kinds", "沙坪坝区"),
        ("consultation", "topics", "周一三五下午"),
        ("complaint", "evidence_kinds", "五六十万吧"),
        ("complaint", "contact_name", "是"),
    ],
)
def test_after_the_third_time_the_field_is_left_open(form: str, field: str, said: str) -> None:
    talk = at(form, field)
    for _ in range(3):
        talk.say(said)

    assert talk.trace.field != field
    assert answers(talk).get(field) is None


@pytest.mark.parametrize(
    ("form", "field", "said", "noted", "value"),
    [
        ("complaint", "measures", "损失五六十万吧", "loss_amount", 500_000),
        ("complaint", "act_kinds", "发生时间是去年三月", "act_date", "2025-03"),
        ("consultation", "topics", "方便的时间是下周一下午", "preferred_times", ["2026-11-30 下午"]),
        ("consultation", "topics", "我的电话是13900001111", "phone", "13900001111"),
        ("complaint", "contact_name", "13900001111", "phone", "13900001111"),
    ],
)
def test_what_says_where_it_belongs_is_noted_there(
    form: str, field: str, said: str, noted: str, value: object
) -> None:
    talk = at(form, field)

    talk.say(said)

    assert answers(talk)[noted] == value
    assert talk.trace.field == field


@pytest.mark.parametrize(
    "number", ["13900001111", "139 0000 1111", "+86 13900001111", "023-68880106", "02368880106"]
)
@pytest.mark.parametrize(
    ("form", "field"),
    [
        ("complaint", "reporter_role"), ("complaint", "reported_name"), ("complaint", "act_kinds"),
        ("complaint", "clue"), ("tip", "reported_name"),
    ],
)  # fmt: skip
def test_a_number_alone_is_the_filer_s_only_where_the_field_is_about_them(
    form: str, field: str, number: str
) -> None:
    talk = at(form, field)

    talk.say(number)

    assert "phone" not in answers(talk)


@pytest.mark.parametrize("number", ["13900001111", "139 0000 1111", "023-68880106"])
@pytest.mark.parametrize("field", ["topics", "question", "mode"])
def test_a_number_alone_in_a_consultation_is_the_filer_s(field: str, number: str) -> None:
    talk = at("consultation", field)

    talk.say(number)

    assert answers(talk)["phone"] == number.replace(" ", "").replace("-", "")
    assert talk.trace.field == field


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("contact_name", "陈老板"),
        ("reporter_name", "陈老板"),
        ("reported_name", "沙坪坝区"),
        ("secret_title", "陈老板"),
    ],
)
def test_what_may_be_meant_all_the_same_is_taken_when_it_is_said_again(field: str, said: str) -> None:
    talk = at("complaint", field)

    talk.say(said)
    assert talk.trace.field == field
    talk.say(said)

    assert answers(talk)[field] == said


@pytest.mark.parametrize("field", ["reported_name", "contact_name"])
@pytest.mark.parametrize(
    "said",
    ["减速器的加工图纸", "我们的客户名单", "配方和工艺参数", "源代码", "一台数控机床", "保密协议", "公司的U盘"],
)
def test_a_thing_is_no_name(field: str, said: str) -> None:
    talk = at("complaint", field)

    assert "东西或者材料" in talk.say(said)

    assert field not in answers(talk)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("大江模具", "大江模具"),
        ("重庆图纸设计有限公司", "重庆图纸设计有限公司"),
        ("星河数据", "星河数据"),
        ("张伟，他拿走了我们的图纸", "张伟"),
    ],
)
def test_who_is_called_by_a_thing_or_took_one_is_named(said: str, name: str) -> None:
    talk = at("complaint", "reported_name")

    talk.say(said)

    assert answers(talk)["reported_name"] == name


def test_the_full_name_is_asked_for_once() -> None:
    talk = at("complaint", "contact_name")

    assert "全名" in talk.say("陈老板")
    talk.say("陈刚")

    assert answers(talk)["contact_name"] == "陈刚"


@pytest.mark.parametrize(
    ("field", "said", "value"),
    [
        ("measures", "前员工", None),
        ("evidence_kinds", "客户档案", None),
        (
            "act_kinds",
            "他离职前拷贝了资料，拿到新公司用",
            [ACT_OPTIONS["obtain"], ACT_OPTIONS["use"]],
        ),
        ("act_kinds", "用U盘拷走的", [ACT_OPTIONS["obtain"]]),
        ("act_kinds", "用手机拍了图纸", [ACT_OPTIONS["obtain"]]),
        ("act_kinds", "拷走了报价单", [ACT_OPTIONS["obtain"]]),
        ("act_kinds", "把生产工艺拷走了", [ACT_OPTIONS["obtain"]]),
        ("act_kinds", "录用他以后把资料带走", [ACT_OPTIONS["obtain"]]),
        ("act_kinds", "把用户资料导出", [ACT_OPTIONS["obtain"]]),
        ("act_kinds", "拿去生产了", [ACT_OPTIONS["use"]]),
        ("act_kinds", "用投标文件去投标了", [ACT_OPTIONS["use"]]),
        ("measures", "员工离职要交接", ["离职时收回或者清除资料"]),
    ],
)
def test_a_word_chooses_only_what_it_says(field: str, said: str, value: object) -> None:
    talk = at("complaint", field)

    talk.say(said)

    assert answers(talk).get(field) == value


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("reported_name", "万达广告"), ("reported_name", "七匹狼"), ("reported_name", "三一重工"),
        ("reported_name", "朝天门"),
        ("reported_name", "重庆小屏软件工作室"), ("reported_name", "渝北江湖酒楼"),
        ("reporter_name", "江津老街茶馆"), ("contact_name", "于是之"), ("contact_name", "任工"),
        ("reporter_name", "重庆大学"), ("secret_title", "金银花提取工艺"), ("reported_relation", "前员工"),
        ("clue", "去年三月他拷过资料"), ("other_proceedings", "没有"), ("description", "他把三十万份资料都拷走了"),
        ("act_kinds", "半夜翻墙进来抄的"), ("measures", "没有"),
    ],
)  # fmt: skip
def test_what_only_sounds_like_another_kind_is_an_answer(field: str, said: str) -> None:
    talk = at("complaint", field)

    talk.say(said)

    assert field in answers(talk)


@pytest.mark.parametrize("said", ["重庆华兴科技有限公司", "江津德感建材有限公司"])
def test_a_company_is_not_where_its_name_says(said: str) -> None:
    talk = at("consultation", "district")

    talk.say(said)

    assert talk.trace.field == "district"
    assert "district" not in answers(talk)


@pytest.mark.parametrize("said", [said for sayings in SAID.values() for said in sayings])
def test_each_of_them_is_told_apart(said: str) -> None:
    kind = next(kind for kind, sayings in SAID.items() if said in sayings)

    assert plainly(said) == (None if kind is Plainly.PLACE else kind)


@pytest.mark.parametrize("said", ["先等到", "暂时不", "等到哈", "先不忙", "缓一下"])
@pytest.mark.parametrize("field", ["reported_name", "act_kinds", "evidence_kinds", "description", "phone"])
def test_whoever_wants_to_wait_is_waited_for(field: str, said: str) -> None:
    talk = at("complaint", field)
    before = answers(talk)

    assert "不着急" in talk.say(said)
    assert (talk.trace.field, answers(talk)) == (field, before)


@pytest.mark.parametrize("said", ["李四，电话13900001101", "13900001101，李四", "我叫李四，手机13900001101"])
def test_a_name_beside_the_telephone_is_taken_too(said: str) -> None:
    talk = at("complaint", "contact_name")
    talk.say("跳过")
    talk.say("跳过")
    assert talk.trace.field == "phone"

    talk.say(said)

    assert answers(talk)["contact_name"] == "李四"
    assert answers(talk)["phone"] == "13900001101"


@pytest.mark.parametrize(
    ("form", "field"),
    [("complaint", "phone"), ("complaint", "reported_name"), ("tip", "reported_name"), ("consultation", "phone")],
)
def test_who_refuses_what_must_be_said_is_told_what_is_missing_and_not_asked_in_a_loop(
    form: str, field: str
) -> None:
    talk = at(form, field)
    asked = []
    while talk.trace.field != "confirm":
        asked.append(talk.trace.field)
        talk.say("属实" if talk.trace.field == "truth_declared" else "跳过")
        assert len(asked) < 60, "a loop"

    label = forms()[form].field(field).label
    assert "还缺" in talk.text
    assert label in talk.text
    assert "先存着" in talk.text
    talk.say("确认提交")
    assert talk.cases == {}
    assert talk.trace.field in (field, "contact_name", "reporter_name", "question", "mode", "preferred_times")
