"""In the middle of a form the plan's tools are told of, or how to come to them; the form asks on and keeps all."""

from __future__ import annotations

import pytest

from bot.conversation.guiding.exchanged import ContactGlance
from tests.bot.conversation.harness import Conversation

OWN = ContactGlance("江津区市场监督管理部门", "李老师", "对话里说转人工", "", company="重庆甲公司")
LIAISON = ContactGlance("江津区市场监督管理部门", "王科", "园区办公室", "", place="双福园区")
FORMS = (("企业示范单位自评", "有", "有", "有", "有"), ("预约指导站咨询",), ("我要举报", "权利人"))
OVER = "该方案期限已届满"


def in_the_middle(form: tuple[str, ...]) -> tuple[Conversation, str]:
    talk = Conversation(contacts=[OWN, LIAISON])
    for words in form:
        asked = talk.say(words)
    return talk, "第" + asked.rpartition("\n第")[2].removeprefix("第")


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form[0])
@pytest.mark.parametrize("wish", ["申请指导员", "我想申请一名指导员", "请指导站上门看看", "订阅通知"])
def test_whoever_wants_another_one_begun_is_told_how(form: tuple[str, ...], wish: str) -> None:
    talk, question = in_the_middle(form)

    told = talk.say(wish)

    assert "先存着" in told and told.endswith(question) and "没看明白" not in told


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form[0])
@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("我的指导员是谁", "重庆甲公司的商业秘密指导员是李老师"),
        ("谁是双福园区的联络员", "双福园区的联络员是王科"),
        ("找联络员", "双福园区的联络员是王科"),
        ("看通知和培训", "现在没有正在发布的通知和培训"),
    ],
)
def test_what_is_looked_up_is_told_and_the_form_asks_on(form: tuple[str, ...], asked: str, says: str) -> None:
    talk, question = in_the_middle(form)

    told = talk.say(asked)

    assert says in told and told.endswith(question) and not talk.state.seeks_liaison
    assert (OVER in told) == ("员" in asked)


def test_a_visit_wanted_in_a_self_assessment_is_told_how_to_come_to_it() -> None:
    talk, question = in_the_middle(FORMS[0])

    told = talk.say("预约指导站咨询")

    assert "先存着" in told and told.endswith(question)


def test_where_a_question_is_the_answer_it_stays_one() -> None:
    talk = Conversation()
    for words in ("预约指导站咨询", "重庆甲公司", "江津区珞璜工业园", "示范基地（单位）创建"):
        talk.say(words)
    running = talk.state.running
    assert running is not None and running.field == "question", talk.text

    talk.say("想知道我们公司的指导员是谁")

    assert talk.state.running is not None
    assert "指导员" in str(talk.state.running.answers["question"].value)
