"""A form that ended on its page, as the chat hears of it that gave out the link to it. Pure."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from msgspec.structs import replace

from bot.conversation import hearing
from bot.conversation.handbook import Handbook
from bot.conversation.messages import Reply
from bot.conversation.page.sent import PageAct, PageFiled, PageSent
from bot.conversation.remembered import EndedThere
from bot.conversation.scene import Scene, button, turn
from bot.conversation.state import State
from bot.conversation.turn import Turn
from intake.filers.codes import read_code, read_group
from intake.forms.form import value_of
from intents.reading.questions import looks_like_a_question
from intents.telling.commands import command_in

# What is meant for itself, whatever was asked before.
_FOR_ITSELF: Final = (
    "ask",
    "complaint",
    "consultation",
    "greeting",
    "human",
    "progress",
    "supplement",
    "thanks",
)


def ended_on_page(
    before: State, after: State, sent: PageSent, filed: PageFiled | None, book: Handbook, now: datetime
) -> tuple[State, Reply | None] | None:
    """Return the state in which that is known, and the words that wait for the chat; None where nothing ended.

    filed  the case that it became

    No words wait for whoever filed without a name: a row with the very time of the filing would lead to them. They
    are told when they say something. A code is said once, and was.
    """
    running = before.running
    is_end = sent.act in (PageAct.CONFIRM, PageAct.DISCARD) and after.running is None
    if running is None or not before.by_link or not is_end:
        return None
    ended = EndedThere(running.form, sent.act is PageAct.DISCARD, now.isoformat(timespec="seconds"))
    is_unnamed = filed is not None and value_of(running.answers, "anonymous") is True
    told = None if is_unnamed else Reply(_told(sent, filed, running.form, book), notice=True, ends=True)
    return replace(after, ended_there=ended), told


def _told(sent: PageSent, filed: PageFiled | None, form: str, book: Handbook) -> str:
    name = book.say(f"forms.{form}")
    if sent.act is PageAct.DISCARD:
        return book.say("page.discarded_there", form=name)
    if filed is None:
        return book.say("page.done_there", form=name)
    return book.say("page.filed_there", form=name, reference=filed.reference)


def answered_after_it_ended(scene: Scene) -> tuple[Scene, Turn | None]:
    """Tell whoever still answers the question of before that it is over; None for all that is no answer to it."""
    ended = scene.state.ended_there
    there = scene.at(replace(scene.state, ended_there=None))
    if ended is None or scene.state.running is not None or not _may_be_an_answer(there, ended):
        return there, None
    key = "page.answered_after_discarding" if ended.discarded else "page.answered_after_filing"
    ways = ("complaint", "consultation") if ended.discarded else _after_filing(scene)
    told = Reply(
        scene.say(key, form=scene.say(f"forms.{ended.form}")), tuple(button(scene.book, way) for way in ways)
    )
    return there, turn(there.state, told)


def _after_filing(scene: Scene) -> tuple[str, ...]:
    return ("progress", "supplement") if scene.may_have_cases else ()


def _may_be_an_answer(scene: Scene, ended: EndedThere) -> bool:
    if scene.now - datetime.fromisoformat(ended.at) > hearing.ASKED_AGAIN_AFTER or not scene.text:
        return False
    typed = scene.message.text
    if read_code(typed) is not None or (scene.state.code is not None and read_group(typed)):
        # The code was given on the page, and may be confirmed here.
        return False
    wants_more = scene.wants(*_FOR_ITSELF, at_least=hearing.VERY_CLEAR) or command_in(scene.text) is not None
    return not (wants_more or scene.titled or looks_like_a_question(scene.text))
