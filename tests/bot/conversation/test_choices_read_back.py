"""What a field with options hears in one's own words is read back or asked again; never 其他 in silence."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from bot.conversation.page.sent import SentField
from intake.forms.codes import FieldKind
from intake.forms.form import value_of
from tests.bot.conversation.every_field import every_field, field_of, running_of, standing_at_field
from tests.bot.conversation.harness import Conversation, handbook

# Words that fit no option of most fields, long enough to be kept as they are.
NOWHERE = (
    "大半夜翻窗子进去的那种",
    "模具图纸和客户名单",
    "跟客户讲我们的坏话",
    "老板一向管得蛮严的",
    "有一桩事情得慢慢讲",
)
# Words within which an option is heard, at the fields that have it.
HEARD = {
    "reporter_role": "我是他们厂做事的那个嘛",
    "secret_kind": "渠道商的返点那些",
    "act_kinds": "买通了仓管员把东西带出去",
    "evidence_kinds": "门口监控有他半夜进来",
    "measures": "东西都放在保险柜里面的",
    "topics": "想给徒弟们上一次课嘛",
    "anonymous": "名字就莫写我的嘛，莫暴露",
    "mode": "先打个电话给我嘛",
    "reported_kind": "那家夫妻店",
    "ongoing": "上个月还在用哦",
    "clue_kinds": "他是绕过门禁进来的",
    "value_kinds": "靠它拿了不少订单的",
    "agent_authority": "委托书正在弄哦",
    "visibility": "给指导站也可以看的哦",
}


def fields_with_options() -> Iterator[tuple[str, str]]:
    """Yield every field of a form in which people choose, by form and name."""
    for form, name in every_field():
        if form.startswith("assess"):
            continue
        # As it is written, not as it stands in a conversation: nobody talks while tests are collected.
        if handbook().forms[form].field(name).kind in (FieldKind.CHOICE, FieldKind.CHOICES):
            yield form, name


def test_every_field_with_options_has_words_to_be_heard() -> None:
    assert {name for _, name in fields_with_options()} == set(HEARD)


def told_at(form: str, name: str, words: str) -> tuple[Conversation, str | None]:
    """Return the conversation after these words, and what is wrong with what was said of them."""
    talk = standing_at_field(form, name)
    field = field_of(form, name)
    talk.say(words)
    if talk.state.running is None or value_of(running_of(talk).answers, field.name) is None:
        # Asked again, skipped aloud, or left for something else.
        return talk, None
    told = talk.text.split("请核对")[0]
    if any(remark.says in told for remark in field.remarks):
        # What is said to an answer tells which it is: 「对匿名举报人没有…」.
        return talk, None
    says_it = words in told or any(option.label in told for option in field.options)
    return talk, None if field.label in told and says_it else f"{form}.{name}: {words} -> {talk.text[:90]}"


@pytest.mark.parametrize("words", NOWHERE)
def test_words_for_none_of_the_options_are_read_back_or_asked_about(words: str) -> None:
    assert [fault for form, name in fields_with_options() if (fault := told_at(form, name, words)[1])] == []


def test_an_option_heard_within_words_is_taken_and_read_back() -> None:
    heard = {(form, name): told_at(form, name, HEARD[name]) for form, name in fields_with_options()}

    assert [fault for _, fault in heard.values() if fault] == []
    assert [at for at, (talk, _) in heard.items() if value_of(running_of(talk).answers, at[1]) is None] == []


@pytest.mark.parametrize(("form", "name"), list(fields_with_options()))
def test_and_it_is_changed_by_the_words_that_are_offered_for_it(form: str, name: str) -> None:
    talk, _ = told_at(form, name, HEARD[name])
    if "不对请说“" not in talk.text:
        return
    offered = talk.text.split("不对请说“")[1].split("”")[0]

    talk.say(offered)

    assert running_of(talk).field == name, talk.text[:90]


@pytest.mark.parametrize(
    ("form", "name"), [("complaint", "act_kinds"), ("tip", "act_kinds"), ("complaint", "measures")]
)
def test_what_was_taken_is_no_way_of_acting(form: str, name: str) -> None:
    talk = standing_at_field(form, name)

    assert "您说的像是信息类别" in talk.say("模具图纸和客户名单")
    assert running_of(talk).field == name
    # Said again, it is what they want to say.
    assert "模具图纸和客户名单" in talk.say("模具图纸和客户名单")
    assert value_of(running_of(talk).answers, name) == [field_of(form, name).options[-1].value]


def test_what_was_taken_is_noted_where_it_is_still_open() -> None:
    talk = standing_at_field("complaint", "act_kinds")
    running = running_of(talk).without("secret_kind")
    talk.state = replace(talk.state, running=running)

    assert "顺便记下：信息类别，两种都有" in talk.say("模具图纸和客户名单")


@pytest.mark.parametrize("words", ["1", "第二项", "1、3", "都没有", "其他", "偷", "自己使用或者让别人使用；其他"])
def test_what_is_named_as_it_stands_needs_no_reading_back(words: str) -> None:
    talk = standing_at_field("complaint", "act_kinds")

    assert "不对请说" not in talk.say(words)


def test_the_summary_says_what_stands_under_anything_else() -> None:
    talk = standing_at_field("complaint", "act_kinds")

    talk.say("大半夜翻窗子进去的那种")

    assert "行为方式：其他（大半夜翻窗子进去的那种）" in talk.text


@pytest.mark.parametrize("words", ["大半夜翻窗子进去的那种", "买通了仓管员把东西带出去"])
def test_a_page_says_how_own_words_were_taken(words: str) -> None:
    talk = standing_at_field("complaint", "act_kinds")

    told = talk.fill(act_kinds=SentField(words=words))

    assert told.faults == {}
    assert any(said in told.notes["act_kinds"] for said in ("照您的原话记下了", "您写的记为"))


def test_a_page_says_nothing_of_words_beside_the_ticks_that_hold_them() -> None:
    talk = standing_at_field("complaint", "act_kinds")
    took, *_, other = (str(option.value) for option in field_of("complaint", "act_kinds").options)

    told = talk.fill(act_kinds=SentField(words="买通了仓管员，大半夜来的", chosen=(took, other)))

    assert told.notes == {}


def test_a_page_asks_once_about_what_was_taken() -> None:
    talk = standing_at_field("complaint", "act_kinds")

    assert talk.fill(act_kinds=SentField(words="模具图纸和客户名单")).faults["act_kinds"].may_stand
    assert talk.fill(act_kinds=SentField(words="模具图纸和客户名单", as_it_is=True)).faults == {}


@pytest.mark.parametrize("words", ["你们打电话来嘛", "给我来个电话", "先打个电话给我嘛", "找个人上门来看看"])
def test_how_somebody_wants_to_be_advised_is_no_wish_for_a_person_in_the_chat(words: str) -> None:
    talk = standing_at_field("consultation", "mode")

    talk.say(words)

    assert value_of(running_of(talk).answers, "mode") == ("visit" if "上门" in words else "phone")


def test_whoever_wants_to_come_to_the_station_is_not_visited() -> None:
    talk = standing_at_field("consultation", "mode")

    talk.say("到指导站当面谈")

    assert talk.state.running is None or value_of(running_of(talk).answers, "mode") is None
