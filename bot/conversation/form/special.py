"""Questions about the form itself: cancel it? begin anew? with or without a name? go on after a while?"""

from __future__ import annotations

from msgspec.structs import replace

from bot.conversation import hearing
from bot.conversation.form import anonymity, contact, correcting, earlier, leaving, note, withdrawing
from bot.conversation.form.between import answered_in_between
from bot.conversation.form.question import ask_about_a_name
from bot.conversation.form.scene import FormScene
from bot.conversation.messages import Reply
from bot.conversation.state import Special
from bot.conversation.turn import Turn
from intents.persons.pasted import looks_like_a_secret
from intents.reading.questions import looks_like_a_question
from intents.telling.commands import Command


def special_answered(scene: FormScene) -> Turn | None:
    """Take the answer to a special question; None where none was open, or where it is answered in passing."""
    match scene.special:
        case Special.CANCEL:
            return leaving.cancel_answered(scene)
        case Special.DISCARD | Special.RESTART:
            return leaving.losing_answered(scene, scene.special)
        case Special.ANONYMITY:
            return _beside_anonymity(scene) or anonymity.name_decided(scene)
        case Special.RESUME:
            return leaving.welcome_answered(scene)
        case Special.NAMES:
            return note.names_answered(scene)
        case Special.WISH:
            return withdrawing.not_to_be_noted(scene) or note.wish_answered(scene)
        case Special.CONTACT:
            return contact.contact_answered(scene)
        case Special.EARLIER:
            return earlier.earlier_answered(scene)
        case Special.WHICH:
            return correcting.which_answered(scene)
    return None


def _beside_anonymity(scene: FormScene) -> Turn | None:
    """Take what is no answer to 「匿名还是实名」: nothing at all, a secret, leaving, a question."""
    if not any(character.isalnum() for character in scene.text):
        return ask_about_a_name(scene, scene.running)
    if kind := looks_like_a_secret(scene.text):
        return ask_about_a_name(scene, scene.running, scene.say(f"pasted.{kind}"))
    if scene.command is Command.PUT_ASIDE:
        return leaving.put_aside(scene)
    if scene.command is Command.DISCARD:
        return leaving.ask_to_lose(scene, Special.DISCARD)
    if scene.wants("human", at_least=hearing.CLEAR):
        return leaving.for_a_person(scene)
    if scene.wants("cancel", at_least=hearing.VERY_CLEAR):
        return leaving.ask_to_cancel(scene)
    if scene.wants("ask", at_least=hearing.CLEAR) and looks_like_a_question(scene.text):
        return _answered_first(scene)
    return None


def _answered_first(scene: FormScene) -> Turn:
    answered = answered_in_between(scene)
    state = replace(answered.state, running=scene.running)
    first = answered.replies[0]
    asked = ask_about_a_name(
        scene.at(state),
        scene.running,
        first=(Reply(first.text, source=first.source, statements=first.statements),),
    )
    return replace(asked, trace=replace(asked.trace, entry=answered.trace.entry))
