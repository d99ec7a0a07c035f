"""「不改了」 where something was to be confirmed: it confirms nothing, changes nothing, and is answered so."""

from __future__ import annotations

import pytest

from intents.reading.agreement import agrees
from intents.reading.unchanged import leaves_it_as_it_was
from tests.bot.conversation.answering import conversation_at
from tests.bot.conversation.harness import Conversation

NOTHING_CHANGES = ("不改了", "不改了嘛", "不改", "不用改了", "先不改", "莫改", "别改", "暂时不改")
AS_BEFORE = (
    *NOTHING_CHANGES,
    "还是用原来的",
    "算了，不改了",
    "不换了",
    "算了还是原来那个号码",
    "用以前的",
    "先别换",
)
SUBMITS = ("不改了，提交", "没有要改的", "不用改，确认提交", "没错，交")


@pytest.mark.parametrize("said", AS_BEFORE)
def test_a_new_number_is_taken_back_by_whoever_says_that_nothing_changes(said: str) -> None:
    talk = _asked_of_a_new_number()

    assert "联系方式没有改，还用原来的" in talk.say(said)
    assert not talk.contact and not talk.notes and talk.state.running is None and talk.state.waiting is None


@pytest.mark.parametrize("said", ["先不改", "不改了", "还是用原来的"])
def test_so_it_is_a_day_later(said: str) -> None:
    talk = _asked_of_a_new_number()
    talk.wait(hours=26)

    talk.say(said)

    assert not talk.contact and "已更正" not in talk.text


@pytest.mark.parametrize("said", ["没错", "确认更正", "对的"])
def test_a_yes_to_the_new_number_stays_one(said: str) -> None:
    talk = _asked_of_a_new_number()

    talk.say(said)

    assert talk.contact == {"phone": "13900000011"}


@pytest.mark.parametrize("said", ["没错，不改了", "没有要改的"])
def test_what_may_mean_either_reads_the_new_number_back_once_more(said: str) -> None:
    talk = _asked_of_a_new_number()

    assert "请逐位核对" in talk.say(said) and not talk.contact


@pytest.mark.parametrize(
    "said", [*NOTHING_CHANGES, "算了，不改了", "就这样，不改了", "不改了，可以", "还是原来的就行"]
)
def test_at_the_summary_it_is_asked_once_whether_to_submit(said: str) -> None:
    talk = conversation_at("complaint, summary")
    before = len(talk.cases)

    assert "还没有提交" in talk.say(said) and "请回复“确认提交”" in talk.text
    assert len(talk.cases) == before and talk.state.running is not None

    talk.say("确认提交")
    assert len(talk.cases) == before + 1


@pytest.mark.parametrize("said", SUBMITS)
def test_a_yes_beside_it_submits(said: str) -> None:
    talk = conversation_at("complaint, summary")
    before = len(talk.cases)

    talk.say(said)

    assert len(talk.cases) == before + 1


@pytest.mark.parametrize("place", ["complaint, really cancel", "complaint, really anew", "summary, really delete"])
@pytest.mark.parametrize("said", NOTHING_CHANGES)
def test_nothing_is_lost_by_it(place: str, said: str) -> None:
    talk = conversation_at(place)
    assert talk.state.running is not None
    answers = talk.state.running.answers

    talk.say(said)

    assert talk.state.running is not None and talk.state.running.answers == answers


@pytest.mark.parametrize("place", ["note, wish", "note, names", "note", "note, objection"])
@pytest.mark.parametrize("said", NOTHING_CHANGES)
def test_nothing_is_noted_of_it(place: str, said: str) -> None:
    talk = conversation_at(place)

    talk.say(said)

    assert not talk.notes


@pytest.mark.parametrize("said", ["算了，不改了", "不改了"])
def test_at_a_field_nothing_is_given_up_by_it(said: str) -> None:
    talk = conversation_at("complaint, reported_relation")

    assert "没有改" in talk.say(said) and "取消" not in talk.text
    assert talk.state.running is not None and talk.state.running.field == "reported_relation"


def test_not_to_go_on_is_no_going_on() -> None:
    talk = conversation_at("complaint, go on")

    assert "没有提交任何内容" in talk.say("不继续") and talk.state.running is None


@pytest.mark.parametrize("said", ["联系人不换，电话换成13900000022", "以前", "不改不行", "他们还没改名", "改了"])
def test_what_says_more_is_something_else(said: str) -> None:
    assert not leaves_it_as_it_was(said)


@pytest.mark.parametrize("said", NOTHING_CHANGES)
def test_it_is_no_yes_by_itself(said: str) -> None:
    assert not agrees(said) and leaves_it_as_it_was(said)


def _asked_of_a_new_number() -> Conversation:
    talk = conversation_at("idle, filed")
    assert "请逐位核对" in talk.say("我要改电话，改成13900000011")
    return talk
