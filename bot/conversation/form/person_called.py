"""A person is wanted in the middle of a form, or of a note."""

from __future__ import annotations

from bot.conversation.form import elsewhere, leaving, note, words
from bot.conversation.form.scene import FormScene
from bot.conversation.pattern import Context
from bot.conversation.person.wanted import person_wanted
from bot.conversation.turn import Turn
from intents.telling.being_called import asks_about_being_called, tells_of_a_call, wants_a_person
from intents.telling.reaching import reach_in


def person_called(scene: FormScene) -> Turn | None:
    """Put the form aside for whoever wants a person; what only sounds like it tells a number, or asks.

    None where nobody is wanted.
    """
    if scene.where is Context.FIELD and (scene.is_named or (scene.field.name == elsewhere.MODE and scene.is_read)):
        # 「你们打电话来嘛」 says how they want to be advised, 「打给郎建军」 who is called.
        return None
    if (
        scene.where is not Context.NOTE
        and words.HOLDS_A_NUMBER.search(scene.text)
        and not wants_a_person(scene.text)
    ):
        # 「可以是可以，但是电话我想换成151…」 gives a number.
        return None
    if scene.where is not Context.NOTE and (asks_about_being_called(scene.text) or tells_of_a_call(scene.text)):
        return None
    if scene.where is Context.NOTE and _tells_how_to_reach(scene.text):
        return None
    if scene.where is Context.NOTE:
        return person_wanted(scene) or note.leave_note(scene, "service.person", "human")
    return leaving.for_a_person(scene)


def _tells_how_to_reach(text: str) -> bool:
    """Say whether it is told how they may be reached: 「我电话…，你们要问可以打给我」 is to be added."""
    tells = reach_in(text) is not None or words.HOLDS_A_NUMBER.search(text) is not None
    return tells and not wants_a_person(text)
