"""In the middle of a form: who guides and liaises, what is made known, how to come to another tool of the plan."""

from __future__ import annotations

from typing import Final

from bot.conversation.bulletins.exchanged import FindBulletins
from bot.conversation.form.question import ask
from bot.conversation.form.scene import FormScene
from bot.conversation.guiding.wanted import liaison_wanted, looked_up
from bot.conversation.pattern import Context
from bot.conversation.scene import turn
from bot.conversation.turn import Turn
from intake.forms.codes import ESTIMATES
from intents.cues import cue
from intents.telling.guiding import wants_a_guide

MAY_WANT: Final = cue("指导员|联络员|通知|指导站", signs="员通站")
# Buttons that begin something of their own; one at a time.
_BEGIN: Final = ("guide", "visit_from_estimate", "subscribe")


def tool_in_between(scene: FormScene) -> Turn | None:
    """Tell what is looked up, and the form asks on; of what would begin anew, how to come to it."""
    begins = next((name for name in _begin_here(scene) if scene.text == scene.say(f"choices.{name}")), "")
    if scene.text == scene.say("choices.liaison"):
        return liaison_wanted(scene)
    if scene.text == scene.say("choices.notices"):
        return turn(scene.state, intent="ask", request=FindBulletins())
    if not begins and _may_be_the_answer(scene):
        return None
    begins = begins or ("guide" if wants_a_guide(scene.text) else "")
    if begins:
        return ask(scene, scene.running, scene.say("form.one_at_a_time", wish=scene.say(f"choices.{begins}")))
    return looked_up(scene)


def _begin_here(scene: FormScene) -> tuple[str, ...]:
    # In the other forms 「预约指导站咨询」 changes over, or is the form itself.
    return (*_BEGIN, "consultation") if scene.form.name in ESTIMATES else _BEGIN


def _may_be_the_answer(scene: FormScene) -> bool:
    return scene.is_a_text or (scene.where is Context.FIELD and scene.field.takes_questions)
