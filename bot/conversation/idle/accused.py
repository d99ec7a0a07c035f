"""Whoever is accused, or blamed for customers who followed: what holds for them, and no form of a filing."""

from __future__ import annotations

from bot.conversation.idle import answering, asking
from bot.conversation.scene import Scene
from bot.conversation.turn import Turn
from intents.telling.being_accused import is_accused
from intents.telling.story import story_of

_STEPS = "procedure.accused_steps"


def accused_oneself(scene: Scene) -> Turn | None:
    """Tell whoever is accused themselves what can be done; the form is for those who report."""
    if scene.titled or scene.state.filed or not is_accused(scene.text):
        return None
    return answering.entry_given(scene, _STEPS)


def followed_by_customers(scene: Scene) -> Turn | None:
    """Answer whoever is blamed for them, if only that customers may come of themselves."""
    wish = story_of(scene.text).wish
    wants_more = wish is not None and wish.want not in ("ask", "unclear")
    if scene.titled or wants_more or not asking.is_blamed_for_followers(scene):
        return None
    if answering.has_an_answer(scene):
        return answering.question_answered(scene)
    return answering.entry_given(scene, "law.defence.client_follows")
