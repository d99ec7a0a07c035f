"""A place that is not ours: which bureau is competent, and that nothing is filed here."""

from __future__ import annotations

from msgspec.structs import replace

from bot.conversation.form.scene import FormScene
from bot.conversation.messages import Choice, Reply
from bot.conversation.scene import turn
from bot.conversation.turn import Turn
from intake.forms.understood import OutsidePlace

_SICHUAN = "四川"


def turned_away(scene: FormScene, place: OutsidePlace) -> Turn:
    """Say which place is competent; nothing is filed, the form is kept in case the place was a slip."""
    if scene.running.form == "consultation":
        text = scene.say("stops.outside_consultation", place=place.name)
    else:
        text = scene.say("stops.outside", place=place.name)
        if _SICHUAN in place.name:
            text = f"{text}{scene.say('stops.outside_sichuan')}"
    wrong = Choice(scene.say("choices.wrong_place"), scene.say("choices.resume"))
    waits = replace(scene.running.pending, candidates=(), hinted=None, beside={}, taken_asked=False)
    state = replace(scene.state, running=None, shelved=replace(scene.running, pending=waits))
    return turn(state, Reply(text, (wrong,)), intent=scene.heard.intent)
