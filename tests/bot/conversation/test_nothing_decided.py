"""Where it is asked why a case is withdrawn only a ground withdraws; all else is left, answered or asked about."""

from __future__ import annotations

import pytest

from intake.forms.supplement import Purpose
from intents.telling.undecided import is_undecided, leaves_it_undecided
from tests.bot.conversation.answering import conversation_at
from tests.bot.conversation.harness import Conversation

UNDECIDED = (
    "等我们老板回来再定",
    "我还没想好",
    "先放着",
    "再说嘛",
    "还没决定要不要撤",
    "要跟合伙人商量",
    "过几天再说",
    "等他赔了钱再撤",
    "和解了，等他打钱再撤",
)
TAKEN_BACK = ("算了还是继续查", "先不撤", "不撤了", "莫撤", "还是要查", "那先莫撤")
ANOTHER_MATTER = ("换个人来办，那个办案的跟陈晓俊是亲戚", "要求承办人回避", "换个同志来查嘛，他们是同学")
UNCLEAR = ("昨天又有个客户被挖走了", "还有个证据要交", "他跟你们局长有关系", "如果他赔钱我就撤", "天气真热")
GROUNDS = (
    "我们和解了",
    "对方赔了钱",
    "不想追究了",
    "填错了",
    "我怕报复",
    "公司决定不搞了",
    "双方已经协商解决",
    "证据不够",
)
DECIDED = (
    "跟对方商量好了",
    "我考虑好了",
    "想清楚了",
    "当时没想好填错了",
    "他等我走了再偷的",
    "不放心",
    "放弃了",
    "等一下",
)


@pytest.mark.parametrize("asked_in", ["a field", "a question"])
@pytest.mark.parametrize("said", [*UNDECIDED, *TAKEN_BACK])
def test_what_decides_nothing_withdraws_nothing_and_is_told_so(said: str, asked_in: str) -> None:
    talk = _asked_why() if asked_in == "a field" else conversation_at("note, wish")

    assert "没有记下撤回" in talk.say(said)
    assert not talk.notes and talk.state.running is None


@pytest.mark.parametrize("said", ["不记", "莫记", "暂时不记", "不用记了"])
def test_asked_whether_to_record_it_a_no_to_recording_is_one(said: str) -> None:
    talk = conversation_at("note, wish")

    assert "没有记下撤回" in talk.say(said) and not talk.notes


@pytest.mark.parametrize("said", ["你先告诉我撤了还会不会查", "撤了是不是就不查了", "能不能只撤一部分"])
def test_a_question_is_answered_and_the_reason_asked_again(said: str) -> None:
    talk = _asked_why()

    assert "不当然终止核查" in talk.say(said) and "请说说撤回的理由" in talk.text
    assert talk.trace.entry == "service.withdraw" and not talk.notes


@pytest.mark.parametrize("place", ["idle, filed", "note, wish"])
@pytest.mark.parametrize("said", ANOTHER_MATTER)
def test_who_is_to_handle_it_is_added_to_the_case_and_withdraws_nothing(said: str, place: str) -> None:
    talk = conversation_at(place)
    if place == "idle, filed":
        talk.say("我要撤回")

    assert "撤回没有记" in talk.say(said) and "回避由办理单位按规定决定" in talk.text
    assert [(note.purpose, note.text) for note in talk.notes] == [(Purpose.SUPPLEMENT, said)]


@pytest.mark.parametrize("said", UNCLEAR)
def test_what_is_no_ground_is_asked_about_with_its_words_kept(said: str) -> None:
    talk = _asked_why()

    assert "要记下“申请撤回”吗" in talk.say(said) and not talk.notes

    talk.say("只作补充说明")
    assert [(note.purpose, note.text) for note in talk.notes] == [(Purpose.SUPPLEMENT, said)]


@pytest.mark.parametrize("said", GROUNDS)
def test_a_ground_is_recorded_at_once(said: str) -> None:
    talk = _asked_why()

    talk.say(said)

    assert [(note.purpose, note.text) for note in talk.notes] == [(Purpose.WITHDRAWAL_WISH, said)]


@pytest.mark.parametrize("place", ["note, objection", "note"])
@pytest.mark.parametrize("said", ["我还没想好", "等我们老板回来再定", "先放着"])
def test_what_is_not_decided_is_no_objection_and_no_addition(said: str, place: str) -> None:
    talk = conversation_at(place)

    assert "没有" in talk.say(said) and not talk.notes


@pytest.mark.parametrize("said", ["还没想好", "等我想想再说", "问哈老婆再说"])
def test_a_new_number_that_is_not_decided_on_is_not_used(said: str) -> None:
    talk = conversation_at("idle, filed")
    talk.say("我要改电话，改成13900000011")

    assert "联系方式没有改" in talk.say(said) and not talk.contact


@pytest.mark.parametrize("said", DECIDED)
def test_what_is_decided_or_told_leaves_nothing_open(said: str) -> None:
    assert not leaves_it_undecided(said)


@pytest.mark.parametrize("said", UNDECIDED[:-1])
def test_not_decided_is_the_whole_message(said: str) -> None:
    assert is_undecided(said)


def _asked_why() -> Conversation:
    talk = conversation_at("idle, filed")
    talk.say("我要撤回")
    return talk
