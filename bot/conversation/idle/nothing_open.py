"""Steering words where there is nothing to steer; what was confirmed before stands, and is told.

Whoever heard 「系统繁忙」 may have filed all the same: the filing was written, and its answer came too late.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.conversation.form import leaving
from bot.conversation.idle import answering
from bot.conversation.messages import Reply
from bot.conversation.scene import Scene, turn
from bot.conversation.turn import CodeKept, FindCases, Turn
from intake.forms.codes import ESTIMATES
from intents.telling.commands import Command, command_in

# Whoever was not answered says it again at once; later it may be somebody else who sits there.
_SAID_AGAIN_WITHIN = timedelta(minutes=15)


def nothing_to_submit(scene: Scene) -> Turn:
    """Take 「确认提交」 and its like: of a draft put aside, of what was filed, or of nothing at all."""
    draft = scene.state.shelved
    if draft is not None and not (draft.form in ESTIMATES and scene.state.filed):
        return leaving.stopped_still(scene)
    return _confirmed_before(scene) or answering.menu_of_service(scene, "service.nothing_open")


def nothing_to_steer(scene: Scene) -> Turn:
    """Take what steers a form, said in other words."""
    before = _confirmed_before(scene) if scene.wants("confirm") else None
    return before or answering.menu_of_service(scene, "service.nothing_open")


def _confirmed_before(scene: Scene) -> Turn | None:
    """Look up what whoever has filed here confirmed before; None for everybody else."""
    if not scene.state.filed:
        return None
    again = _reply_with_the_code(scene)
    if again is None or command_in(scene.text) is Command.SUBMIT_NOW:
        return turn(scene.state, intent="confirm", request=FindCases(confirms=True, again=again))
    # 「好的」 is rather said of what was read.
    hint = Reply(scene.say("codes.once_more"))
    return turn(scene.state, hint, intent="confirm", request=FindCases(confirms=True))


def _reply_with_the_code(scene: Scene) -> CodeKept | None:
    """Return the message whose reply gave out a code that nobody has confirmed: perhaps nobody ever read it."""
    shown = scene.state.code
    if shown is None:
        return None
    said_at = datetime.fromisoformat(shown.until) - scene.can.repeats_within
    if scene.now - said_at > _SAID_AGAIN_WITHIN:
        return None
    return CodeKept(shown.key, (Reply(scene.say("codes.not_again")),))
