"""New contact data of whoever has filed: read back figure by figure, used after one yes."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from bot.conversation import hearing
from bot.conversation.form import note
from bot.conversation.form.question import ask
from bot.conversation.form.scene import FormScene
from bot.conversation.scene import turn
from bot.conversation.turn import CorrectContact, Turn
from intents.reading.agreement import agrees, denies
from intents.reading.questions import looks_like_a_question
from intents.telling.commands import Command
from intents.telling.own_contact import contact_in

# What is wanted instead of an answer.
_ELSEWHERE = frozenset({"cancel", "human"})


def contact_answered(scene: FormScene) -> Turn | None:
    """Take the answer to 「请逐位核对」; None where something else is asked or commanded.

    What is sent instead is read back again: a figure that was wrong is mended by sending the right ones.
    """
    waits = scene.running.pending
    told = scene.with_running(replace(scene.running, pending=replace(waits, ask=None)))
    if scene.text == scene.say("choices.correct_contact") or agrees(scene.text):
        return _corrected(told, waits.contact)
    if again := contact_in(scene.text):
        return note.read_back(told.state, told.running, {**waits.contact, **again}, scene.book)
    if scene.text == scene.say("choices.no_note") or scene.wants("cancel", at_least=hearing.VERY_CLEAR):
        return note.leave_note(told, "progress.not_added", "cancel")
    if denies(scene.text):
        asks = replace(told.running.pending, contact={}, words="", asks_contact=True)
        return ask(told, replace(told.running, pending=asks))
    commands = scene.command not in (None, Command.WAIT, Command.REPEAT)
    if commands or scene.heard.intent in _ELSEWHERE or looks_like_a_question(scene.text):
        return None
    return note.read_back(told.state, told.running, waits.contact, scene.book)


def _corrected(scene: FormScene, given: Mapping[str, str]) -> Turn:
    reference = str(scene.running.answers["reference"].value)
    return turn(scene.state, intent="supplement", request=CorrectContact(reference, given))
