"""Was the answer any good? What the person chose from a menu, and 「有帮助吗」, asked once in a conversation."""

from __future__ import annotations

from msgspec.structs import replace

from bot.conversation.learnt import QuestionAsked, Reacted
from bot.conversation.messages import Reply
from bot.conversation.scene import Scene, button, turn
from bot.conversation.turn import Turn
from intents.telling.commands import agrees, found_helpful

_BUTTONS = ("helpful", "not_helpful")

NONE = "none"


def with_feedback(scene: Scene, given: Turn, asked: QuestionAsked) -> Turn:
    """Return the turn that gives an answer: what was asked is kept, and once it is asked whether it helped."""
    kept = _from_menu(scene, given, asked) or replace(given, asked=asked)
    return kept if scene.state.rated or not scene.can.is_public else _with_question(scene, kept)


def reacted_with_none(scene: Scene, given: Turn) -> Turn:
    """Return the turn that takes 「都不是」."""
    return replace(given, reacted=Reacted("choice", NONE)) if _is_at_menu(scene) else given


def reacted(scene: Scene) -> Turn | None:
    """Take 「有帮助」 and 「答非所问」; None for everything else, and where nobody asked."""
    helpful = _verdict(scene) if scene.state.rated else None
    if helpful is None:
        return None
    state = replace(scene.state, asked="")
    if helpful:
        return _taken(scene, turn(state, Reply(scene.say("feedback.thanks"))), "yes")
    reply = Reply(scene.say("feedback.sorry"), (button(scene.book, "human"),))
    return _taken(scene, turn(state, reply), "no")


def _verdict(scene: Scene) -> bool | None:
    # A bare yes is one to 「有帮助吗」 only as long as that is what was asked last.
    if scene.say("choices.helpful") in scene.state.offered and agrees(scene.text):
        return True
    return found_helpful(scene.text)


def _taken(scene: Scene, thanks: Turn, value: str) -> Turn:
    # Pressed twice, it counts once.
    return replace(thanks, reacted=Reacted("helpful", value)) if scene.state.asked else thanks


def _from_menu(scene: Scene, given: Turn, asked: QuestionAsked) -> Turn | None:
    """Return the turn as the choice it is, when the entry's title stood in the menu just shown."""
    entry = scene.book.library.entries.get(asked.entry or "")
    title = entry.title if entry else None
    if not _is_at_menu(scene) or title not in scene.state.offered:
        return None
    return replace(given, reacted=Reacted("choice", asked.entry or NONE))


def _is_at_menu(scene: Scene) -> bool:
    return scene.say("choices.none_of_these") in scene.state.offered


def _with_question(scene: Scene, given: Turn) -> Turn:
    choices = tuple(button(scene.book, name) for name in _BUTTONS)
    offered = (*given.state.offered, *(choice.say for choice in choices))
    state = replace(given.state, rated=True, offered=offered)
    return replace(given, state=state, replies=(*given.replies, Reply(scene.say("feedback.ask"), choices)))
