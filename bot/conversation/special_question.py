"""Questions about the form itself: cancel it? with or without a name? go on after a while?"""

from __future__ import annotations

from dataclasses import replace

from bot.conversation import answering, leaving, switching
from bot.conversation.form import form_of
from bot.conversation.messages import Reply
from bot.conversation.scene import Scene
from bot.conversation.state import Running
from bot.conversation.turn import Turn
from intents.persons.pasted import looks_like_a_secret
from intents.reading.questions import looks_like_a_question
from intents.telling.commands import command_in

# Words that are rarely meant as a command must be heard more clearly.
_CLEAR = 0.55
_VERY_CLEAR = 0.8


def answered(scene: Scene) -> Turn | None:
    """Take the answer to a special question; None where none is open, or where it is answered in passing."""
    running = form_of(scene)
    match running.pending.get("ask"):
        case "cancel":
            return leaving.cancel_answered(scene)
        case "anonymity":
            return _beside_anonymity(scene, running) or switching.anonymity_answered(scene, running)
        case "resume":
            return leaving.welcome_answered(scene)
    if leaving.is_back_after_a_while(scene) and command_in(scene.text) not in ("restart", "discard"):
        return leaving.welcomed_back(scene)
    return None


def _beside_anonymity(scene: Scene, running: Running) -> Turn | None:
    """Take what is no answer to 「匿名还是实名」: a secret, leaving, a question."""
    if kind := looks_like_a_secret(scene.text):
        return _with_first(Reply(scene.say(f"pasted.{kind}")), switching.ask_about_anonymity(scene, running))
    if command_in(scene.text) == "put_aside":
        return leaving.put_aside(scene)
    if command_in(scene.text) == "discard":
        return leaving.discarded(scene)
    if scene.wants("human", at_least=_CLEAR):
        return leaving.for_a_person(scene)
    if scene.wants("cancel", at_least=_VERY_CLEAR):
        return leaving.ask_to_cancel(scene)
    if scene.wants("ask", at_least=_CLEAR) and looks_like_a_question(scene.text):
        answer = answering.in_between(scene)
        asked = switching.ask_about_anonymity(scene.at(replace(answer.state, running=running)), running)
        return _with_first(answer.replies[0], asked)
    return None


def _with_first(reply: Reply, asked: Turn) -> Turn:
    return replace(asked, replies=(reply, *asked.replies))
