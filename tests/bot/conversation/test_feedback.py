"""「有帮助吗」 follows an answer once in a conversation and disturbs no form; what was asked is handed on."""

from __future__ import annotations

from msgspec.structs import replace

from bot.conversation.channels import ChannelName
from bot.conversation.engine import advance
from bot.conversation.learnt import QuestionAsked, Reacted
from bot.conversation.messages import Inbound
from bot.conversation.state import State
from bot.conversation.turn import PersonSaid, Turn
from tests.bot.conversation.harness import Conversation, handbook

ASK = "这条答复有帮助吗？"
QUESTION = "示范单位几月几号前报送材料"


def _turn(conversation: Conversation, text: str) -> Turn:
    """Return the next turn as reception would see it, with a kept question to react to."""
    state = replace(conversation.state, asked="kept")
    said = Inbound(ChannelName(conversation.channel), "person", "key", "text", conversation.now, text=text)
    return advance(state, PersonSaid(said), handbook(), conversation.now)


def _title() -> str:
    return next(iter(handbook().library.entries.values())).title


def test_it_is_asked_after_the_first_answer_and_never_again() -> None:
    conversation = Conversation()

    first, second = conversation.say(_title()), conversation.say("商业秘密是什么")

    assert ASK in first
    assert ASK not in second


def test_the_next_questions_keep_their_numbers() -> None:
    conversation = Conversation()
    conversation.say(_title())
    answer, question = conversation.replies[-2:]

    said = [choice.say for choice in (*answer.choices, *question.choices)]

    assert list(conversation.state.offered) == said
    assert said[-2:] == ["有帮助", "没帮助"]


def test_a_form_is_not_disturbed() -> None:
    conversation = Conversation()
    conversation.say("我要举报")

    assert ASK not in conversation.say("举报要收费吗？")


def test_the_terminal_does_not_ask() -> None:
    assert ASK not in Conversation(channel="console").say(_title())


def test_a_reaction_is_thanked_for_and_counts_once() -> None:
    conversation = Conversation()
    conversation.say(_title())

    turn = _turn(conversation, "没帮助")

    assert turn.reacted == Reacted("helpful", "no")
    assert "已经记下" in turn.replies[0].text
    assert turn.state.asked == ""


def test_without_the_question_the_same_words_are_nothing_special() -> None:
    assert _turn(Conversation(), "有帮助").reacted is None


def test_an_answer_hands_on_what_was_asked() -> None:
    title = _title()

    turn = _turn(Conversation(), title)

    entry = next(iter(handbook().library.entries))
    assert turn.asked == QuestionAsked(title, ((entry, 1.0),), "answer", entry)


def test_what_nobody_can_answer_is_handed_on_too() -> None:
    turn = _turn(Conversation(), "商业秘密的颜色是什么味道的？")

    assert turn.asked is not None
    assert turn.asked.decision in ("menu", "nothing")
    assert turn.asked.entry is None


def test_a_title_chosen_from_a_menu_is_a_choice_and_no_new_question() -> None:
    conversation = Conversation()
    entry, other = list(handbook().library.entries.items())[:2]
    conversation.state = State(greeted=True, offered=(entry[1].title, other[1].title, "都不是"))

    turn = _turn(conversation, other[1].title)
    none = _turn(conversation, "都不是")

    assert turn.asked is None
    assert turn.reacted == Reacted("choice", other[0])
    assert none.reacted == Reacted("choice", "none")
