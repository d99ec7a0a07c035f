"""Where a name is asked no sentence is kept as one: it is asked again, three times at most."""

from __future__ import annotations

import pytest

from tests.bot.conversation.answering import conversation_at
from tests.bot.conversation.harness import Conversation

SENTENCES = [
    "从我们公司拷走",
    "把我们客户都抢了",
    "商业秘密是我们公司的，被隔壁厂偷了",
    "公司就我一个老板，配方是我的",
    "要得，我要告他",
    "好，我要举报他们",
    "客户都是我的",
    "公司的配方被偷了",
    "拷走了我们的图纸",
    "在他们厂里头看到的",
    "我莫得他电话",
]
NAMES = [
    "从重庆走出去餐饮店",
    "把酒言欢餐厅",
    "从前慢酒馆",
    "要得餐饮店",
    "我家小厨餐饮店",
    "客户至上商贸公司",
    "王某",
]


def _kept(talk: Conversation, field: str = "reported_name") -> object:
    running = talk.state.running
    answer = running.answers.get(field) if running is not None else None
    return answer.value if answer is not None else None


@pytest.mark.parametrize("said", SENTENCES)
@pytest.mark.parametrize("form", ["complaint", "tip"])
def test_a_sentence_names_nobody_who_is_accused(form: str, said: str) -> None:
    talk = conversation_at(f"{form}, reported_name")

    talk.say(said)

    assert _kept(talk) is None and talk.trace.field == "reported_name", talk.text


def test_a_name_that_is_none_is_asked_three_times_at_most() -> None:
    talk = conversation_at("complaint, reported_name")

    for said in ("从我们公司拷走", "把我们客户都抢了", "要得，我要告他"):
        talk.say(said)

    assert talk.trace.field != "reported_name" and _kept(talk) is None, talk.text


@pytest.mark.parametrize("said", NAMES)
def test_a_name_that_begins_like_a_sentence_is_one(said: str) -> None:
    talk = conversation_at("complaint, reported_name")

    talk.say(said)

    assert _kept(talk) == said, talk.text


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("天明模具，还有它老板李天明", ["天明模具", "李天明"]),
        ("重庆市巴南区界石镇天明模具，还有它老板李天明", ["重庆市巴南区界石镇天明模具", "李天明"]),
        ("老谭，全名谭启贵", ["谭启贵", None]),
        ("小谭，大名叫谭启贵", ["谭启贵", None]),
        ("老谭（谭启贵）", ["谭启贵", None]),
        ("张强把我们客户抢了", ["张强", None]),
        ("李某，我要告他", ["李某", None]),
    ],
)
def test_who_is_named_in_more_words_is_kept_alone(said: str, names: list[str | None]) -> None:
    talk = conversation_at("complaint, reported_name")

    talk.say(said)

    assert [_kept(talk), _kept(talk, "reported_name#2")] == names, talk.text


@pytest.mark.parametrize("said", ["个体户，没得名字", "我是个体户，没得字号", "摆摊的，没得名字"])
@pytest.mark.parametrize("place", ["consultation, company_name", "complaint, reporter_name"])
def test_who_has_no_name_of_a_house_is_asked_for_their_own(place: str, said: str) -> None:
    talk = conversation_at(place)

    talk.say(said)

    assert "经营者的姓名" in talk.text and _kept(talk, place.split(", ")[1]) is None, talk.text


@pytest.mark.parametrize(
    "said",
    [
        "我要举报，嘉陵厂的业务员把我们报价给了他老表开的公司，对了请不要让承办人里头有姓胡的，他跟对方是同学",
        "成都银行重庆分行的客户经理把我们贷款时交的商业计划书发给了我们对手，事情在上海路支行，我要举报",
    ],
)
def test_neither_a_relation_nor_where_it_was_is_accused(said: str) -> None:
    talk = conversation_at("idle")

    talk.say(said)

    assert _kept(talk) is None, talk.text


@pytest.mark.parametrize("said", ["我们是四川的公司，是权利人", "我们是成都的企业，是权利人"])
def test_where_a_house_is_from_is_not_its_name(said: str) -> None:
    talk = conversation_at("complaint, reporter_role")

    talk.say(said)

    assert _kept(talk, "reporter_name") is None and _kept(talk, "reporter_role") == "right_holder", talk.text
