"""Where a name is asked, a wish, an assent and a repetition name nobody, and a sentence is not the name."""

from __future__ import annotations

import pytest

from intake.forms.form import value_of
from tests.bot.conversation.harness import Conversation

_AT = {
    "tip, reported_name": ("我要匿名举报", "其他知情人"),
    "complaint, reported_name": ("我要举报", "权利人", "经营信息"),
    "consultation, company_name": ("我要预约咨询",),
    "complaint, reporter_name": (
        "我要举报", "权利人", "经营信息", "重庆山蓝茶叶贸易有限公司", "导出带走", "江津双福", "2021年",
        "2026年8月",
        "他能接触到",
    ),
    "complaint, contact_name": (
        "我要举报", "权利人", "经营信息", "重庆山蓝茶叶贸易有限公司", "导出带走", "江津双福", "2021年",
        "2026年8月",
        "他能接触到",
        "重庆半坡茶业有限公司",
    ),
}  # fmt: skip
_NOBODY = [
    "对 约个时间上门",
    "好的，约个时间上门指导",
    "嗯嗯，上门咨询吧",
    "想请你们上门讲课",
    "不想说，会不会看得出是我",
    "不方便说，老板会知道是我吗",
    "我刚才说过了",
    "前面选了匿名的",
    "等下，我先不填了",
    "要得，没问题",
]


def _at(stands: str, *said: str) -> Conversation:
    talk = Conversation()
    for one in (*_AT[stands], *said):
        talk.say(one)
    return talk


@pytest.mark.parametrize("stands", _AT)
@pytest.mark.parametrize("said", _NOBODY)
def test_what_names_nobody_is_no_name(stands: str, said: str) -> None:
    field = stands.split(", ")[1]
    before = _at(stands).state.running
    assert before is not None and before.field == field

    drafts = _at(stands, said).state.drafts

    assert all(value_of(draft.answers, field) is None for draft in drafts)


@pytest.mark.parametrize("said", ["就用匿名吧", "匿名", "我选匿名", "还是匿名嘛", "用匿名的方式", "匿名举报就行"])
def test_the_wish_for_no_name_said_again_is_no_party(said: str) -> None:
    talk = _at("tip, reported_name")
    answer = talk.say(said)

    assert talk.state.running is not None
    assert talk.state.running.field == "reported_name"
    assert value_of(talk.state.running.answers, "reported_name") is None
    assert "叫什么名字" in answer


@pytest.mark.parametrize(
    ("said", "names", "district", "words"),
    [
        (
            "对门厂叫重庆宏达铸造有限公司，在巴南界石，主任姓吴叫吴建国，今年五月走的",
            ("重庆宏达铸造有限公司", "吴建国"),
            "巴南区",
            "今年五月走的",
        ),
        ("重庆永固精密模具厂,老板姓陈", ("重庆永固精密模具厂",), None, "老板姓陈"),
        ("重庆永固精密模具厂，老板叫陈永固", ("重庆永固精密模具厂", "陈永固"), None, ""),
        (
            "他们公司叫重庆拓锐传动有限公司，厂在江津双福，做齿轮的",
            ("重庆拓锐传动有限公司",),
            "江津区",
            "做齿轮的",
        ),
        ("重庆佰川商贸有限公司，去年才注册的，就两三个人", ("重庆佰川商贸有限公司",), None, "去年才注册的"),
        (
            "隔壁那家叫重庆新捷机电有限公司，经理姓刘，以前也是我们这行的",
            ("重庆新捷机电有限公司",),
            None,
            "经理姓刘",
        ),
    ],
)
@pytest.mark.parametrize("stands", ["tip, reported_name", "complaint, reported_name"])
def test_of_a_sentence_the_name_alone_is_the_name(
    stands: str, said: str, names: tuple[str, ...], district: str | None, words: str
) -> None:
    talk = _at(stands, said)
    assert talk.state.running is not None
    answers = talk.state.running.answers

    named = [value_of(answers, name) for name in ("reported_name", "reported_name#2")]
    assert tuple(name for name in named if name) == names
    if district is not None and talk.state.running.form == "tip":
        place = value_of(answers, "reported_place")
        assert isinstance(place, dict) and place["district"] == district
    kept = (value_of(answers, "description"), value_of(answers, "told"))
    assert words in "".join(str(one) for one in kept if one)


@pytest.mark.parametrize(
    "said",
    ["重庆金谷和牛餐饮店", "在水一方餐饮店", "谢谢你餐饮店", "约客火锅店", "上门女婿酒坊", "匿名者剧本杀馆"],
)
def test_a_name_that_sounds_like_a_wish_is_a_name(said: str) -> None:
    talk = _at("tip, reported_name", said)

    assert talk.state.running is not None
    assert value_of(talk.state.running.answers, "reported_name") == said
