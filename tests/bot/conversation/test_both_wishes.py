"""Two wishes of whoever has filed, in one message or one upon the other: neither is lost, none is done unasked."""

from __future__ import annotations

import pytest

from intents.telling.both_wishes import asks_what_is_kept_and_deletes, takes_a_withdrawal_back, withdraws_too
from tests.bot.conversation.test_after_filing import STATES

_NEW = "15123456789"


@pytest.mark.parametrize(
    "said",
    [
        f"电话换成{_NEW}，另外我要撤回",
        f"我要撤回，另外电话换成{_NEW}",
        f"号码换了，{_NEW}，还有这个举报我不告了，撤了",
    ],
)
def test_new_contact_data_and_a_withdrawal_are_both_taken_up(said: str) -> None:
    talk = STATES["just filed"]("complaint")

    assert "您还说到要撤回" in talk.say(said)
    assert "您刚才还说到要撤回" in talk.say("确认更正")
    assert talk.contact == {"phone": _NEW} and not talk.notes
    assert "撤回的理由" in talk.say("申请撤回")
    talk.say("双方已经协商解决")

    assert [note.purpose for note in talk.notes] == ["withdrawal_wish"]


def test_a_withdrawal_given_up_leaves_the_new_number_to_be_checked() -> None:
    talk = STATES["just filed"]("complaint")
    talk.say("撤回")
    talk.say(f"其实电话也要改成{_NEW}")

    assert "没有记下撤回" in talk.say("算了不撤了")
    assert not talk.contact
    talk.say("确认更正")

    assert talk.contact == {"phone": _NEW} and not talk.notes


def test_new_contact_data_alone_speak_of_no_withdrawal() -> None:
    talk = STATES["just filed"]("complaint")

    assert "撤回" not in talk.say(f"我电话换了，新号码是{_NEW}")
    assert "撤回" not in talk.say("确认更正")


def test_what_is_kept_is_shown_before_anything_goes() -> None:
    talk = STATES["just filed"]("complaint")

    answer = talk.say("你们存了我哪些信息？把我的电话删了")

    assert "我们保存的、和您有关的" in answer and not talk.notes
    talk.say("把我的电话删了")
    assert [note.purpose for note in talk.notes] == ["deletion_wish"]


def test_whoever_asks_of_the_law_has_not_waited() -> None:
    talk = STATES["just filed"]("complaint")

    assert "让您久等了" not in talk.say("商业秘密诉讼半年没结果怎么办")


@pytest.mark.parametrize(
    ("text", "is_so"), [("电话换了，我不撤了", False), ("他把货撤走了", False), ("我要撤回", True)]
)
def test_a_clause_must_wish_to_withdraw(text: str, is_so: bool) -> None:
    assert withdraws_too(text) is is_so


def test_the_short_words_are_told_from_a_story() -> None:
    assert takes_a_withdrawal_back("算了不撤了")
    assert not takes_a_withdrawal_back("他们说只要我不撤就要去找我老板，还说要让我在这一行干不下去")
    assert not asks_what_is_kept_and_deletes("你们存了我什么")
    assert not asks_what_is_kept_and_deletes("他把电脑里的资料都删了，你们管不管")
