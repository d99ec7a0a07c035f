"""A form that was put aside is gone on with, and what else lies aside is told."""

from __future__ import annotations

from msgspec.structs import replace

from bot.conversation.aside import others_told
from bot.conversation.form.question import ask
from bot.conversation.scene import Scene
from bot.conversation.state import Running
from bot.conversation.turn import Turn
from intake.forms.form import value_of


def go_on_with(scene: Scene, draft: Running, key: str = "form.resumed") -> Turn:
    """Go on with one of the forms that were put aside."""
    rest = scene.state.without_aside(draft)
    draft = replace(draft, pending=replace(draft.pending, outside="", ask=None))
    unnamed = value_of(draft.answers, "anonymous") is True
    there = scene.at(replace(rest, running=draft, unnamed=unnamed, asks_anew=False))
    return ask(there, draft, scene.say(key), *others_told(rest, scene.book))
