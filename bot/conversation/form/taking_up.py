"""A form that was put aside is gone on with, and what else lies aside is told."""

from __future__ import annotations

from msgspec.structs import replace

from bot.conversation.aside import changed_over_to, others_told
from bot.conversation.estimating.kept import term_told
from bot.conversation.form.question import ask
from bot.conversation.scene import Scene
from bot.conversation.state import Running
from bot.conversation.turn import Turn
from intake.forms.form import value_of
from intents.cues import cue

# What a form is called stands in whatever goes over to it.
MAY_CHANGE_OVER = cue("举报|投诉|线索|咨询|预约|自评|园区", signs="举投线咨预评园")


def go_on_with(scene: Scene, draft: Running, key: str = "form.resumed") -> Turn:
    """Go on with one of the forms that were put aside."""
    rest = scene.state.without_aside(draft)
    draft = replace(draft, pending=replace(draft.pending, outside="", ask=None))
    unnamed = value_of(draft.answers, "anonymous") is True
    there = scene.at(replace(rest, running=draft, unnamed=unnamed, asks_anew=False))
    return ask(there, draft, scene.say(key), *others_told(rest, scene.book), *term_told(scene, draft))


def changed_over(scene: Scene) -> Turn | None:
    """Go on with the form put aside that is named; the one under way waits in its place."""
    draft = changed_over_to(scene)
    if draft is None:
        return None
    running, state = scene.state.running, scene.state.without_aside(draft)
    left = state.with_aside(running) if running is not None else state
    return go_on_with(scene.at(replace(left, running=None)), draft, "form.taken_up")
