"""Whoever asks what is kept of them is told; whoever demands its deletion has it noted with their case."""

from __future__ import annotations

from bot.conversation.form import note
from bot.conversation.idle import answering
from bot.conversation.messages import Reply
from bot.conversation.scene import Scene, turn
from bot.conversation.turn import FindCases, Turn
from intents.telling.both_wishes import asks_what_is_kept_and_deletes
from intents.telling.own_data import MAY_ASK, MAY_DELETE, asks_what_is_kept, wants_deletion

__all__ = ["MAY_ASK", "MAY_DELETE", "deletion_wanted", "what_is_kept"]

_OF_DELETION = "service.privacy_delete"


def what_is_kept(scene: Scene) -> Turn | None:
    """Look up what is kept of the person."""
    if not scene.may_have_cases:
        return None
    if asks_what_is_kept_and_deletes(scene.text):
        # What is to go is said once it is seen what there is.
        told = Reply(scene.say("kept.then_delete"))
        return turn(scene.state, told, intent="progress", request=FindCases(tells_kept=True))
    if not asks_what_is_kept(scene.text):
        return None
    return turn(scene.state, intent="progress", request=FindCases(tells_kept=True))


def deletion_wanted(scene: Scene) -> Turn | None:
    """Take the demand of whoever has filed something; to others the law is told."""
    if not wants_deletion(scene.text):
        return None
    return note.take_deletion(scene) if scene.state.filed else answering.entry_given(scene, _OF_DELETION)
