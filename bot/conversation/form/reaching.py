"""Said of how they may be reached, while a report is filled in: no wish for a person, and nobody's name."""

from __future__ import annotations

from bot.conversation.form.question import ask
from bot.conversation.form.scene import FormScene
from bot.conversation.form.unreachable import noted_in_the_account
from bot.conversation.form.words import HOLDS_A_NUMBER, REPORTS
from bot.conversation.pattern import Context
from bot.conversation.turn import Turn
from intake.forms.form import value_of
from intents.cues import cue
from intents.telling.reaching import ReachWish, reach_in

MAY_BE_OF_REACHING = cue(
    "[不别莫勿打来联].*[打电话系找访跟和给对向让告说讲传漏露写填记登记留我]|[要我]保密", signs="不别莫勿打来联密"
)


def how_reached(scene: FormScene) -> Turn | None:
    """Hear 「不要打电话给我」, 「莫跟别个说」: it is noted for whoever works on a report with a name."""
    if scene.form.name not in REPORTS or (scene.where is Context.FIELD and scene.is_a_text):
        return None
    wish = reach_in(scene.text)
    if wish is None:
        return None
    if value_of(scene.running.answers, "anonymous") is True:
        key = "form.quiet_unnamed" if wish is ReachWish.QUIET else "form.who_calls_unnamed"
        return ask(scene, scene.running, scene.say(key))
    if HOLDS_A_NUMBER.search(scene.text) or wish is ReachWish.CALLED:
        # The number is what is told: it is noted where it belongs.
        return None
    noted, told = noted_in_the_account(scene)
    quiet = (scene.say("form.quiet"),) if wish is ReachWish.QUIET else ()
    return ask(noted, noted.running, *told, *quiet)
