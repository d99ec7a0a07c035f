"""A name said before has a wrong sign: its item is asked again; of several it is asked which."""

from __future__ import annotations

from msgspec.structs import replace

from bot.conversation.form import words
from bot.conversation.form.correcting import asked_again
from bot.conversation.form.scene import FormScene
from bot.conversation.messages import Choice, Reply
from bot.conversation.scene import touched, turn
from bot.conversation.turn import Turn
from intake.forms.form import Field, parted, value_of
from intents.persons.parties import is_an_organisation
from intents.reading.questions import looks_like_a_question
from intents.telling.wrong_name import name_said_wrong

_OURS, _THEIRS = ("reporter_name", "company_name"), ("reported_name",)


def name_put_right(scene: FormScene) -> Turn | None:
    """Ask the name again that was said wrong; None where none was given, or the words say what is right."""
    whose = name_said_wrong(scene.text)
    if whose is None or looks_like_a_question(scene.text) or words.THEY_DID.match(scene.text):
        return None
    among = {"ours": _OURS, "theirs": _THEIRS, "open": (*_THEIRS, *_OURS)}[whose]
    given = [
        scene.form.field(name).under(scene.running.answers)
        for name in scene.running.answers
        if parted(name)[0] in among and isinstance(value_of(scene.running.answers, name), str)
    ]
    meant = [field for field in given if is_an_organisation(str(value_of(scene.running.answers, field.name)))]
    meant = meant or given
    if not meant or any(field.name == scene.running.field for field in meant):
        return None
    return asked_again(scene, meant[0]) if len(meant) == 1 else _which(scene, meant)


def _which(scene: FormScene, meant: list[Field]) -> Turn:
    """Ask which of the names is meant; what is said there opens it."""
    answers = scene.running.answers
    told = "、".join(f"{field.label}（{value_of(answers, field.name)}）" for field in meant)
    choices = tuple(Choice(f"{field.label}不对", f"{field.label}不对") for field in meant)
    running = touched(scene.running, scene.now)
    asked = Reply(scene.say("form.which_name", names=told), choices)
    return turn(replace(scene.state, running=running), asked, intent=scene.heard.intent)
